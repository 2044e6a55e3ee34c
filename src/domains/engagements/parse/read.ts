import { parseDateTime } from '../../../kernel/date-time.ts';

/**
 * Readers of the source's loose JSON. A scalar that is not what it should be reads as missing, because the record is kept verbatim
 * beside the model and one odd value is no reason to refuse a conversation. A container that is not one is a Fault: lines or
 * answers would be lost without a word.
 *
 * The source also writes the texts "undefined" and "null" for what is missing; they read so everywhere but in what people say (see
 * spoken).
 */
export type Path = readonly (string | number)[];

/** Ends the reading of the record; parseLivePersonRecord turns it into its answer. */
export class Fault extends Error {
  readonly path: Path;

  constructor(path: Path, reason: string) {
    super(reason);
    this.path = path;
  }
}

export type Raw = Readonly<Record<string, unknown>>;

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === 'undefined' || value === 'null';

/** What the value is, in the words of a reason: "must be a list, not an object". */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return 'text';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** What was written by hand or said: taken as it is, even if it is the word "null". */
export function spoken(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Empty text is kept: the source tells it from null. */
export function text(value: unknown): string | undefined {
  return value === 'undefined' || value === 'null' ? undefined : spoken(value);
}

/** An empty id names nothing, and one that came as a number too large to be exact would name something else: both are left out. */
export function id(value: unknown): string | undefined {
  if (typeof value === 'string') return isMissing(value) ? undefined : value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined;
}

const numeral = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

export function number(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !numeral.test(value)) return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : undefined;
}

/** A whole number that GraphQL's Int can carry. */
export function int(value: unknown): number | undefined {
  const parsed = number(value);
  if (parsed === undefined) return undefined;
  const whole = Math.round(parsed) | 0;
  return Math.abs(parsed - whole) <= 0.5 ? whole : undefined;
}

export function bool(value: unknown): boolean | undefined {
  switch (typeof value === 'string' ? value.toLowerCase() : value) {
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

/** A length of time in whole milliseconds; a negative one is none. */
export function milliseconds(value: unknown, msPerUnit: number): number | undefined {
  const parsed = number(value);
  if (parsed === undefined || parsed < 0) return undefined;
  const ms = Math.round(parsed * msPerUnit);
  return Number.isSafeInteger(ms) ? ms : undefined;
}

/** The last instant that DateTime can write. */
const lastInstantMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** `yyyy-MM-dd HH:mm:ss.SSS+0000` in the data, with a T in the documentation; without a zone it is UTC, as all its times. */
const sourceTime =
  /^\s*(\d{4}-\d{2}-\d{2})[ Tt](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|z|[+-]\d{2}:?\d{2})?\s*$/;

function instantMs(value: unknown): number | undefined {
  let ms = number(value);
  if (ms === undefined && typeof value === 'string') {
    const match = sourceTime.exec(value);
    if (match) ms = parseDateTime(`${match[1] ?? ''}T${match[2] ?? ''}${match[3] ?? 'Z'}`)?.getTime();
  }
  // -1 is the source's "not yet"; nothing in a contact centre's web chat is older than 1970.
  return ms === undefined || ms < 0 || ms > lastInstantMs ? undefined : Math.trunc(ms);
}

/**
 * The source gives most times twice: in milliseconds (a number, or a number in a text) and as text. The milliseconds are taken, the
 * text only where there are none.
 */
export function instant(ms: unknown, written?: unknown): Date | undefined {
  const found = instantMs(ms) ?? instantMs(written);
  return found === undefined ? undefined : new Date(found);
}

/** The object at the path; undefined where the source has none. */
export function objectAt(value: unknown, path: Path): Raw | undefined {
  if (isRaw(value)) return value;
  if (isMissing(value)) return undefined;
  throw new Fault(path, `must be an object, not ${describe(value)}`);
}

type ReadEntry<Item> = (raw: Raw, index: number, path: Path) => Item;

/** Reads each object of the list at the path; none where the source has no list. */
export function listAt<Item>(value: unknown, path: Path, read: ReadEntry<Item>): Item[] {
  if (isMissing(value)) return [];
  if (!Array.isArray(value)) throw new Fault(path, `must be a list, not ${describe(value)}`);
  const items: Item[] = [];
  for (const [index, entry] of (value as unknown[]).entries()) {
    if (isRaw(entry)) items.push(read(entry, index, path));
    else if (!isMissing(entry))
      throw new Fault([...path, index], `must be an object, not ${describe(entry)}`);
  }
  return items;
}

/** The source wraps some lists in an object of one property; the bare list will do as well. */
export const wrappedListAt = <Item>(
  value: unknown,
  path: Path,
  key: string,
  read: ReadEntry<Item>,
): Item[] =>
  Array.isArray(value)
    ? listAt(value, path, read)
    : listAt(objectAt(value, path)?.[key], [...path, key], read);

/** The texts of a list of scalars. */
export function texts(value: unknown, read: (entry: unknown) => string | undefined): string[] {
  if (!Array.isArray(value)) return [];
  const found: string[] = [];
  for (const entry of value) {
    const one = read(entry);
    if (one !== undefined) found.push(one);
  }
  return found;
}

/** JSON of any shape as text. Throws a Fault where it nests deeper than it can be written. */
export function jsonText(value: unknown, path: Path): string {
  try {
    return JSON.stringify(value);
  } catch {
    throw new Fault(path, 'is nested too deeply');
  }
}

/** The source's JSON in a text, as text; what it wrote wrongly is kept as the text that it is. Throws as jsonText does. */
export function embeddedJson(value: unknown, path: Path): string | undefined {
  if (isMissing(value)) return undefined;
  if (typeof value !== 'string') return jsonText(value, path);
  let inside: unknown;
  try {
    inside = JSON.parse(value);
  } catch {
    return JSON.stringify(value);
  }
  jsonText(inside, path);
  return value;
}

/** Every field must be named, so that none is forgotten; an optional one may turn out to be missing. */
type Draft<T> = {
  readonly [Key in keyof T]-?: T extends Required<Pick<T, Key>> ? T[Key] : T[Key] | undefined;
};

/** The draft without what is missing. */
export function present<T extends object>(draft: Draft<T>): T {
  const found: Record<string, unknown> = {};
  for (const key in draft) {
    const value = draft[key];
    if (value !== undefined) found[key] = value;
  }
  return found as T;
}
