/** RFC 3339 with `Z` or `+hh:mm`, and with `+hhmm` as hybris and LivePerson write it. Seconds and milliseconds are optional. */
const pattern =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|z|([+-])(\d{2}):?(\d{2}))$/;

/** The range of years with four digits. An offset can lead out of it. */
const firstInstantMs = Date.parse('0001-01-01T00:00:00.000Z');
const lastInstantMs = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Parses a date and time. A leap second, `:60` at the end of a month, is the first second of the next
 * one.
 * @returns undefined if the text is invalid, including impossible dates such as 30 February
 */
export function parseDateTime(text: string): Date | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second = '0',
    fraction = '',
    ,
    sign,
    offsetHour = '0',
    offsetMinute = '0',
  ] = match;
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (y < 1 || mo < 1 || mo > 12 || d < 1 || h > 23 || mi > 59 || s > 60) return undefined;
  const [oh, om] = [Number(offsetHour), Number(offsetMinute)];
  if (oh > 23 || om > 59) return undefined;
  const local = new Date(0);
  local.setUTCFullYear(y, mo - 1, d);
  if (local.getUTCMonth() !== mo - 1) return undefined;
  local.setUTCHours(h, mi, s, Number(fraction.slice(0, 3).padEnd(3, '0')));
  const offsetMs = (oh * 60 + om) * 60_000 * (sign === '-' ? -1 : 1);
  const instant = local.getTime() - offsetMs;
  if (instant < firstInstantMs || instant > lastInstantMs) return undefined;
  const date = new Date(instant);
  return s === 60 && !isAfterLeapSecond(date) ? undefined : date;
}

/** Leap seconds end a month in UTC. */
const isAfterLeapSecond = (date: Date): boolean => date.toISOString().includes('-01T00:00:00.');

/** The sources are younger, so an earlier time is in another unit. */
const firstPlausibleMs = Date.UTC(1990);
const lastPlausibleMs = Date.UTC(2100);

/**
 * Interprets a number as milliseconds since 1970, or as seconds if only seconds give a plausible time: 1990 to 2100.
 * @returns milliseconds, and whether they are plausible
 */
export function epochMs(given: number): { readonly ms: number; readonly isPlausible: boolean } {
  if (given >= firstPlausibleMs) return { ms: given, isPlausible: true };
  const ofSeconds = given * 1000;
  return ofSeconds >= firstPlausibleMs && ofSeconds < lastPlausibleMs
    ? { ms: ofSeconds, isPlausible: true }
    : { ms: given, isPlausible: false };
}

const dayMs = 86_400_000;
const clockChangeMs = 3_600_000;

/** Returns whether a span is longer than a number of local days. On a day on which the clock is set back, it may be an hour longer. */
export const exceedsDays = (
  { from, to }: { readonly from: Date; readonly to: Date },
  days: number,
): boolean => to.getTime() - from.getTime() > days * dayMs + clockChangeMs;

let cachedDay = Number.NaN;
let cachedDayText = '';
const twoDigits = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
const threeDigits = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'));

/**
 * Formats a date like `toISOString`, ten times faster. The instants of one response are mostly on the same day, so the text of the last
 * day is cached.
 */
export function formatDateTime(date: Date): string {
  const ms = date.getTime();
  const day = Math.floor(ms / dayMs);
  if (day !== cachedDay) {
    cachedDayText = date.toISOString().slice(0, -13);
    cachedDay = day;
  }
  const inDay = ms - day * dayMs;
  const hours = Math.floor(inDay / 3_600_000);
  const minutes = Math.floor(inDay / 60_000) % 60;
  const seconds = Math.floor(inDay / 1000) % 60;
  return `${cachedDayText}${twoDigits[hours]}:${twoDigits[minutes]}:${twoDigits[seconds]}.${threeDigits[inDay % 1000]}Z`;
}
