import { BSON } from 'mongodb';
import { parseLivePersonRecord } from '../../../src/domains/engagements/parse/record.ts';
import {
  exampleRecord,
  laterRecord,
  parsed,
  printedExample,
  recordWith,
} from '../../fixtures/liveperson/index.ts';

const records = () => [exampleRecord(4), exampleRecord(5), exampleRecord(6), laterRecord()];

/** Iterates over all paths in a value, outermost first. */
function* placesIn(
  value: unknown,
  path: readonly (string | number)[] = [],
): Generator<readonly (string | number)[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    yield* placesIn(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** Copies a value with another value at the path; undefined removes it. */
function changed(value: unknown, [key, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value)) {
    return (value as unknown[]).map((inner, index) => (index === key ? changed(inner, rest, to) : inner));
  }
  const fields = Object.entries(value as object).map(([name, inner]: [string, unknown]) => [
    name,
    name === key ? changed(inner, rest, to) : inner,
  ]);
  return Object.fromEntries(fields.filter(([, inner]) => inner !== undefined));
}

/** One of the two forms of the start is enough, so neither is required alone. */
const needed = new Set(['info', 'info.engagementId']);

describe('EH-164', () => {
  test.each([
    ['null', null],
    ['absent', undefined],
  ])('EH-164 every optional value can be %s', (_, nothing) => {
    let places = 0;
    for (const record of records()) {
      for (const path of placesIn(record)) {
        const result = parseLivePersonRecord(changed(record, path, nothing));
        expect({ path, ok: result.ok }).toEqual({ path, ok: !needed.has(path.join('.')) });
        places += 1;
      }
    }
    expect(places).toBeGreaterThan(800);
  });

  test('EH-164 null and absent values are read alike', () => {
    for (const record of records()) {
      for (const path of placesIn(record)) {
        if (path.some((key) => typeof key === 'number') || needed.has(path.join('.'))) continue;
        expect(parsed(changed(record, path, null))).toEqual(parsed(changed(record, path, undefined)));
      }
    }
  });

  test('a record with only id and start is valid', () => {
    expect(parsed(recordWith({}))).toEqual({
      engagementId: 'acc1',
      startTime: new Date(1_500_000_000_000),
      duration: 0,
      info: {
        isInteractive: false,
        isPreChatSurvey: false,
        isPostChatSurvey: false,
        isAgentSurvey: false,
        ended: true,
      },
      surveys: { preChat: [], postChat: [], operator: [] },
      lines: [],
      lineScores: [],
      coBrowseSessions: [],
      sdes: [],
    });
  });
});

describe('refusals', () => {
  test.each<[string, unknown, readonly (string | number)[], string]>([
    ['no object', 'text', [], 'must be an object, not text'],
    ['a list', [], [], 'must be an object, not a list'],
    ['null', null, [], 'must be an object, not null'],
    ['no info', {}, ['info'], 'is missing'],
    ['an info that is a list', { info: [] }, ['info'], 'must be an object, not a list'],
    ['no id', recordWith({ engagementId: null }), ['info', 'engagementId'], 'is missing'],
    ['an id "undefined"', recordWith({ engagementId: 'undefined' }), ['info', 'engagementId'], 'is missing'],
    ['an id that is empty', recordWith({ engagementId: '' }), ['info', 'engagementId'], 'is missing'],
    [
      'an id that is an object',
      recordWith({ engagementId: { a: 1 } }),
      ['info', 'engagementId'],
      'must be text or a number, not an object',
    ],
    [
      'an id that is true',
      recordWith({ engagementId: true }),
      ['info', 'engagementId'],
      'must be text or a number, not a boolean',
    ],
    [
      'an id that is too long',
      recordWith({ engagementId: 'x'.repeat(257) }),
      ['info', 'engagementId'],
      'has 257 characters, and may have 256',
    ],
    ['no start', recordWith({ startTimeL: null }), ['info', 'startTime'], 'is missing'],
    [
      'a start that is a list',
      recordWith({ startTimeL: [1] }),
      ['info', 'startTimeL'],
      'must be a time, not a list',
    ],
    [
      'a start that is no time',
      recordWith({ startTimeL: null, startTime: '2015-02-30 00:00:00.000+0000' }),
      ['info', 'startTime'],
      'is "2015-02-30 00:00:00.000+0000", which is no time: give startTimeL in milliseconds or startTime as yyyy-MM-dd HH:mm:ss.SSS+0000',
    ],
    [
      'a start after the year 9999',
      recordWith({ startTimeL: 1e15 }),
      ['info', 'startTimeL'],
      'is 1000000000000000, which is no time: give startTimeL in milliseconds or startTime as yyyy-MM-dd HH:mm:ss.SSS+0000',
    ],
    [
      'lines that are a text',
      { ...recordWith({}), transcript: 'hi' },
      ['transcript'],
      'must be an object, not text',
    ],
    [
      'lines that are no list',
      recordWith({}, { transcript: { lines: {} } }),
      ['transcript', 'lines'],
      'must be a list, not an object',
    ],
    [
      'a line that is a text',
      recordWith({}, { transcript: { lines: [{}, 'hi'] } }),
      ['transcript', 'lines', 1],
      'must be an object, not text',
    ],
    [
      'words that are no text',
      recordWith({}, { transcript: { lines: [{}, {}, { text: ['hi'] }] } }),
      ['transcript', 'lines', 2, 'text'],
      'must be text, not a list',
    ],
    [
      'an answer that is a number',
      recordWith({}, { surveys: { postChat: [3] } }),
      ['surveys', 'postChat', 0],
      'must be an object, not a number',
    ],
    [
      'events that are no list',
      recordWith({}, { sdes: { events: true } }),
      ['sdes', 'events'],
      'must be a list, not a boolean',
    ],
  ])('%s is rejected with its path and a reason', (_, value, path, reason) => {
    expect(parseLivePersonRecord(value)).toEqual({ ok: false, path, reason });
  });

  test('any value can have another type: the parser does not throw, and a rejection names the path', () => {
    const oddities = [
      'undefined',
      'null',
      '',
      'text',
      -1,
      0.5,
      2 ** 60,
      true,
      {},
      [],
      [null],
      [{}],
      { a: { $b: 1 } },
    ];
    for (const record of records()) {
      for (const path of placesIn(record)) {
        for (const odd of oddities) {
          const result = parseLivePersonRecord(changed(record, path, odd));
          if (!result.ok) expect(result.path.join('.')).toContain(path.join('.'));
        }
      }
    }
  });

  test('rich content that nests too deeply is rejected without a throw', () => {
    let json: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) json = [json];
    expect(parseLivePersonRecord(recordWith({}, { transcript: { lines: [{ json }] } }))).toEqual({
      ok: false,
      path: ['transcript', 'lines', 0, 'json'],
      reason: 'is nested too deeply',
    });
  });
});

test('EH-163 the documented example with malformed JSON is valid once corrected', () => {
  expect(() => JSON.parse(printedExample(4)) as unknown).toThrow(SyntaxError);
  expect(parsed(exampleRecord(4)).lines).toHaveLength(3);
  for (const request of [5, 6] as const) {
    const printed = JSON.parse(printedExample(request)) as { interactionHistoryRecords: unknown[] };
    expect(printed.interactionHistoryRecords).toEqual([exampleRecord(request)]);
  }
});

test('parsed records are plain data that MongoDB returns unchanged, without null and undefined', () => {
  for (const record of records()) {
    const engagement = parsed(record);
    const stored = BSON.serialize(engagement, { checkKeys: true, ignoreUndefined: false });
    expect(BSON.deserialize(stored)).toEqual(engagement);
    for (const path of placesIn(engagement)) {
      const value = path.reduce<unknown>(
        (inner, key) => (inner as Record<string | number, unknown>)[key],
        engagement,
      );
      expect({ path, missing: value === null || value === undefined }).toEqual({ path, missing: false });
    }
  }
});

test('parsing does not change its argument', () => {
  for (const record of records()) {
    const before = structuredClone(record);
    parsed(record);
    expect(record).toEqual(before);
  }
});
