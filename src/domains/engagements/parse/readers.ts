import { epochMs, parseDateTime } from '../../../kernel/date-time.ts';
import { ExactNumber, isJsonObject, parseJson, toPlainNumber } from '../../../kernel/json.ts';

/**
 * Readers of the source's loose JSON. A malformed scalar is read as missing: the source record is stored verbatim, and one malformed value
 * must not reject a conversation. A malformed container throws a ParseError, since lines or answers would be lost silently.
 *
 * The source also writes the texts "undefined" and "null" for missing values. They are read as missing except in texts that people write
 * (see writtenText).
 */
export type RecordPath = readonly (string | number)[];

/** Rejects the record. parseLivePersonRecord catches it. */
export class ParseError extends Error {
  readonly path: RecordPath;

  constructor(path: RecordPath, reason: string) {
    super(reason);
    this.path = path;
  }
}

export type RawObject = Readonly<Record<string, unknown>>;

export const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === 'undefined' || value === 'null';

const isNumber = (value: unknown): value is number | ExactNumber =>
  typeof value === 'number' || value instanceof ExactNumber;

/** Describes the type of a value for a reason, as in "must be a list, not an object". */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return 'text';
  if (Array.isArray(value)) return 'a list';
  return isJsonObject(value) ? 'an object' : `a ${typeof toPlainNumber(value)}`;
}

/** Reads text that a person wrote. The word "null" is kept. */
export function writtenText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || isNumber(value) ? String(value) : undefined;
}

/** Reads text. Empty text is kept, since the source distinguishes it from null. */
export function text(value: unknown): string | undefined {
  return value === 'undefined' || value === 'null' ? undefined : writtenText(value);
}

/** Reads an id. An empty id is missing. A number keeps its text: a rounded number would identify something else. */
export function id(value: unknown): string | undefined {
  if (typeof value === 'string') return isMissing(value) ? undefined : value;
  return isNumber(value) ? String(value) : undefined;
}

const numeral = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

export function number(given: unknown): number | undefined {
  const value = toPlainNumber(given);
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !numeral.test(value)) return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : undefined;
}

/** Reads a number as a 32-bit integer, the range of GraphQL's Int. */
export function int(value: unknown): number | undefined {
  const parsed = number(value);
  if (parsed === undefined) return undefined;
  const whole = Math.round(parsed) | 0;
  return Math.abs(parsed - whole) <= 0.5 ? whole : undefined;
}

export function bool(value: unknown): boolean | undefined {
  switch (typeof value === 'string' ? value.toLowerCase() : toPlainNumber(value)) {
    case true:
    case 'true':
    case 1:
    case '1':
      return true;
    case false:
    case 'false':
    case 0:
    case '0':
      return false;
    default:
      return undefined;
  }
}

/** Reads a duration in whole milliseconds. Negative durations are missing. */
export function milliseconds(value: unknown, msPerUnit: number): number | undefined {
  const parsed = number(value);
  if (parsed === undefined || parsed < 0) return undefined;
  const ms = Math.round(parsed * msPerUnit);
  return Number.isSafeInteger(ms) ? ms : undefined;
}

/** Last instant of the DateTime scalar. */
const lastInstantMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** `yyyy-MM-dd HH:mm:ss.SSS+0000` in the data, with a T in the documentation. The default zone is UTC. */
const sourceTime =
  /^\s*(\d{4}-\d{2}-\d{2})[ Tt](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|z|[+-]\d{2}:?\d{2})?\s*$/;

function instantMs(value: unknown): number | undefined {
  let ms = number(value);
  if (ms === undefined && typeof value === 'string') {
    const match = sourceTime.exec(value);
    if (match) ms = parseDateTime(`${match[1] ?? ''}T${match[2] ?? ''}${match[3] ?? 'Z'}`)?.getTime();
  }
  // The source writes -1 for "not yet".
  return ms === undefined || ms < 0 || ms > lastInstantMs ? undefined : Math.trunc(ms);
}

/**
 * Reads an instant. The source writes most times twice: in milliseconds (a number, or a number in text) and as text. The milliseconds have
 * precedence if they are plausible. Seconds in their place are read as seconds.
 */
export function instant(ms: unknown, written?: unknown): Date | undefined {
  const given = instantMs(ms);
  if (given === undefined) return toDate(instantMs(written));
  const { ms: found, isPlausible } = epochMs(given);
  return toDate(isPlausible ? found : (instantMs(written) ?? found));
}

const toDate = (ms: number | undefined): Date | undefined => (ms === undefined ? undefined : new Date(ms));

/** Reads an object. @throws ParseError for other types */
export function objectAt(value: unknown, path: RecordPath): RawObject | undefined {
  if (isJsonObject(value)) return value;
  if (isMissing(value)) return undefined;
  throw new ParseError(path, `must be an object, not ${describe(value)}`);
}

type ReadEntry<Item> = (raw: RawObject, index: number, path: RecordPath) => Item;

/** Reads each object of a list. A missing list is empty. @throws ParseError for other types */
export function listAt<Item>(value: unknown, path: RecordPath, read: ReadEntry<Item>): Item[] {
  if (isMissing(value)) return [];
  if (!Array.isArray(value)) throw new ParseError(path, `must be a list, not ${describe(value)}`);
  const items: Item[] = [];
  for (const [index, entry] of (value as unknown[]).entries()) {
    if (isJsonObject(entry)) items.push(read(entry, index, path));
    else if (!isMissing(entry))
      throw new ParseError([...path, index], `must be an object, not ${describe(entry)}`);
  }
  return items;
}

/** Reads a list that the source wraps in an object of one property, or the bare list. */
export const wrappedListAt = <Item>(
  value: unknown,
  path: RecordPath,
  key: string,
  read: ReadEntry<Item>,
): Item[] =>
  Array.isArray(value)
    ? listAt(value, path, read)
    : listAt(objectAt(value, path)?.[key], [...path, key], read);

/** Reads the texts of a list of scalars. */
export function texts(value: unknown, read: (entry: unknown) => string | undefined): string[] {
  if (!Array.isArray(value)) return [];
  const found: string[] = [];
  for (const entry of value) {
    const one = read(entry);
    if (one !== undefined) found.push(one);
  }
  return found;
}

/** Writes any JSON as text. @throws ParseError if it nests too deeply */
export function jsonText(value: unknown, path: RecordPath): string {
  try {
    return JSON.stringify(value);
  } catch {
    throw new ParseError(path, 'is nested too deeply');
  }
}

/** Reads JSON that the source embeds in text. Malformed JSON is kept as a JSON string. @throws ParseError if it nests too deeply */
export function embeddedJson(value: unknown, path: RecordPath): string | undefined {
  if (isMissing(value)) return undefined;
  if (typeof value !== 'string') return jsonText(value, path);
  let inside: unknown;
  try {
    inside = parseJson(value);
  } catch {
    return JSON.stringify(value);
  }
  jsonText(inside, path);
  return value;
}

/** Requires every field to be named, so that none is forgotten. Optional fields may be undefined. */
type Draft<T> = {
  readonly [Key in keyof T]-?: T extends Required<Pick<T, Key>> ? T[Key] : T[Key] | undefined;
};

/** Returns the draft without its undefined fields. */
export function omitMissing<T extends object>(draft: Draft<T>): T {
  const found: Record<string, unknown> = {};
  for (const key in draft) {
    const value = draft[key];
    if (value !== undefined) found[key] = value;
  }
  return found as T;
}
