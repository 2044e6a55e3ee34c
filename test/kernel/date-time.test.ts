import fc from 'fast-check';
import { epochMs, formatDateTime, parseDateTime } from '../../src/kernel/date-time.ts';

const first = new Date('0001-01-01T00:00:00.000Z');
const last = new Date('9999-12-31T23:59:59.999Z');
const anyDate = fc.date({ min: first, max: last, noInvalidDate: true });
/** Dates of a few days, like those of one response: the text of the last day is cached between calls. */
const nearDates = fc
  .tuple(anyDate, fc.array(fc.integer({ min: -100_000_000, max: 100_000_000 }), { maxLength: 20 }))
  .map(([date, distances]) =>
    distances.map((ms) => new Date(Math.min(Math.max(date.getTime() + ms, first.getTime()), last.getTime()))),
  );
const twoDigits = (n: number) => String(n).padStart(2, '0');

test('a date is formatted like toISOString, from year 1 to 9999', () => {
  fc.assert(
    fc.property(anyDate, (date) => {
      expect(formatDateTime(date)).toBe(date.toISOString());
    }),
  );
  for (const date of [first, last, new Date(0), new Date(-1), new Date('2016-02-29T23:59:59.999Z')])
    expect(formatDateTime(date)).toBe(date.toISOString());
});

test('dates of the same day are formatted correctly in any order', () => {
  fc.assert(
    fc.property(nearDates, (dates) => {
      expect(dates.map(formatDateTime)).toEqual(dates.map((date) => date.toISOString()));
    }),
  );
});

test('a formatted date is parsed as the same instant', () => {
  fc.assert(
    fc.property(anyDate, (date) => {
      expect(parseDateTime(formatDateTime(date))).toEqual(date);
    }),
  );
});

test('TR-14 a date-time with any offset, with or without a colon, is parsed as its instant, and instants outside the supported years are invalid', () => {
  fc.assert(
    fc.property(
      anyDate,
      fc.integer({ min: -(23 * 60 + 59), max: 23 * 60 + 59 }),
      fc.constantFrom(':', ''),
      (date, offset, colon) => {
        const local = new Date(date.getTime() + offset * 60_000);
        fc.pre(local >= first && local <= last);
        const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map(twoDigits);
        const text = `${local.toISOString().slice(0, -1)}${offset < 0 ? '-' : '+'}${hours}${colon}${minutes}`;
        expect(parseDateTime(text)).toEqual(date);
      },
    ),
  );
  for (const text of ['0001-01-01T00:00:00+00:01', '9999-12-31T23:59:59.999-00:01', '0000-12-31T23:59:59Z'])
    expect([text, parseDateTime(text)]).toEqual([text, undefined]);
});

test.each([
  ['2016-06-19t12:29z', '2016-06-19T12:29:00.000Z'],
  ['2016-06-19T12:29:08.1Z', '2016-06-19T12:29:08.100Z'],
  ['2016-06-19T12:29:08.123999999Z', '2016-06-19T12:29:08.123Z'],
  ['2016-02-29T00:00:00Z', '2016-02-29T00:00:00.000Z'],
])('%s is parsed as %s', (text, instant) => {
  expect(parseDateTime(text)?.toISOString()).toBe(instant);
});

test.each([
  '2015-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2016-04-31T00:00:00Z',
  '2016-00-01T00:00:00Z',
  '2016-13-01T00:00:00Z',
  '2016-01-00T00:00:00Z',
  '2016-01-01T24:00:00Z',
  '2016-01-01T00:60:00Z',
  '2016-01-01T00:00:60Z',
  '2016-12-30T23:59:60Z',
  '2016-12-31T23:59:60+01:00',
  '2016-12-31T23:59:61Z',
  '2016-01-01T00:00:00+24:00',
  '2016-01-01T00:00:00+00:60',
  '2016-01-01T00:00:00',
  '2016-01-01 00:00:00Z',
  '2016-01-01',
  '2016-01-01T00:00:00.Z',
  '2016-01-01T00:00:00.1234567890Z',
  ' 2016-01-01T00:00:00Z',
  '+02016-01-01T00:00:00Z',
  '٢٠١٦-01-01T00:00:00Z',
  '1466339348000',
  '',
])('%j is not a date-time', (text) => {
  expect(parseDateTime(text)).toBeUndefined();
});

test.each([
  ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ['2016-12-31T23:59:60.250Z', '2017-01-01T00:00:00.250Z'],
  ['2017-01-01T00:59:60+01:00', '2017-01-01T00:00:00.000Z'],
  ['2012-06-30T23:59:60Z', '2012-07-01T00:00:00.000Z'],
])('the leap second %s is %s', (text, expected) => {
  expect(parseDateTime(text)?.toISOString()).toBe(expected);
});

test.each([
  [1_791_194_400_000, 1_791_194_400_000, true],
  [1_791_194_400, 1_791_194_400_000, true],
  [631_152_000, 631_152_000_000, true],
  [0, 0, false],
  [1000, 1000, false],
  [5_000_000_000, 5_000_000_000, false],
])('%d since 1970 is %d milliseconds, and whether it is plausible is %s', (given, ms, isPlausible) => {
  expect(epochMs(given)).toEqual({ ms, isPlausible });
});
