import type { Path } from '../../../intake/index.ts';
import { parseDateTime } from '../../../kernel/date-time.ts';

/** Why an event cannot be taken, and where in it the fault is. */
export class EventFault extends Error {
  override readonly name = 'EventFault';
  readonly path: Path;
  readonly reason: string;

  constructor(path: Path, reason: string) {
    super(reason);
    this.path = path;
    this.reason = reason;
  }
}

const maxIdLength = 256;
const maxTextLength = 4096;
const maxAttributesBytes = 32 * 1024;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A time with a zone; without one it is UTC, as all times of the feeds are. */
export const instantOf = (text: string): Date | undefined =>
  parseDateTime(text) ?? parseDateTime(`${text.replace(' ', 'T')}Z`);

const maxQuotedLength = 64;

/** What is at fault, so far as it is short: what tells of a fault goes to logs and reports. */
export function quoted(value: unknown): string {
  const given = typeof value === 'string' ? value.slice(0, maxQuotedLength + 1) : value;
  const text = typeof given === 'object' && given !== null ? 'what is there' : JSON.stringify(given);
  return text.length > maxQuotedLength ? `${text.slice(0, maxQuotedLength).toWellFormed()}…` : text;
}

/** What an object of a source says, field by field. What is left out, null or empty is nothing. */
export class EventFields {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #path: Path;
  /** The latest of the times that were read. */
  latest: Date | undefined;

  constructor(value: unknown, path: Path = []) {
    if (!isObject(value)) throw new EventFault(path, 'is no object');
    this.#values = value;
    this.#path = path;
  }

  fault(name: string, reason: string): EventFault {
    return new EventFault([...this.#path, name], reason);
  }

  #read(name: string): unknown {
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
    return value === '' || value === null ? undefined : value;
  }

  text(name: string, maxLength = maxTextLength): string | undefined {
    const value = this.#read(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw this.fault(name, 'is no text');
    if (value.length > maxLength) throw this.fault(name, `has more than ${maxLength} characters`);
    // MongoDB would silently keep another character in the place of half a pair.
    if (!value.isWellFormed()) throw this.fault(name, 'has half of a surrogate pair in it, which is no text');
    return value;
  }

  id(name: string): string | undefined {
    return this.text(name, maxIdLength);
  }

  instant(name: string): Date | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const instant = instantOf(text);
    if (instant === undefined) throw this.fault(name, `${quoted(text)} is no date-time`);
    if (this.latest === undefined || instant > this.latest) this.latest = instant;
    return instant;
  }

  /** A whole number from 0. */
  count(name: string): number | undefined {
    const value = this.#read(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
      throw this.fault(name, `${quoted(value)} is no whole number from 0`);
    return value;
  }

  /** What the source counts in seconds. */
  seconds(name: string): number | undefined {
    const value = this.count(name);
    return value === undefined ? undefined : value * 1000;
  }

  /** A list of nodes from the top, as `MidWest|Servicing`. */
  hierarchy(name: string): readonly string[] {
    return (this.text(name) ?? '').split('|').filter((node) => node !== '');
  }

  /** A map of what is known, as JSON: its keys may be any text, which MongoDB's may not. */
  map(name: string): string | undefined {
    const value = this.#read(name);
    if (value === undefined) return undefined;
    if (!isObject(value)) throw this.fault(name, 'is no object');
    const text = JSON.stringify(value);
    if (text === '{}') return undefined;
    if (Buffer.byteLength(text) > maxAttributesBytes)
      throw this.fault(name, `has more than ${maxAttributesBytes} bytes`);
    return text.isWellFormed() ? text : text.toWellFormed();
  }

  object(name: string): EventFields | undefined {
    const value = this.#read(name);
    return value === undefined ? undefined : new EventFields(value, [...this.#path, name]);
  }

  list(name: string): readonly unknown[] {
    const value = this.#read(name) ?? [];
    if (!Array.isArray(value)) throw this.fault(name, 'is no list');
    return value;
  }

  /** @throws EventFault where there is nothing */
  required<Value>(name: string, value: Value | undefined): Value {
    if (value === undefined) throw this.fault(name, 'is missing');
    return value;
  }
}

type Present<Item> = {
  [Key in keyof Item as undefined extends Item[Key] ? never : Key]: Item[Key];
} & {
  [Key in keyof Item as undefined extends Item[Key] ? Key : never]?: Exclude<Item[Key], undefined>;
};

/** An object without what is undefined. */
export const present = <Item extends object>(item: Item): Present<Item> =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as Present<Item>;
