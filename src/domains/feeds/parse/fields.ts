import type { Path } from '../../../intake/index.ts';
import { parseDateTime } from '../../../kernel/date-time.ts';
import { isJsonObject, toPlainNumber } from '../../../kernel/json.ts';

/** The reason why an event is invalid, with the path of the fault. */
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

/** Parses a time. Without a time zone it is UTC. */
export const instantOf = (text: string): Date | undefined =>
  parseDateTime(text) ?? parseDateTime(`${text.replace(' ', 'T')}Z`);

const maxQuotedLength = 64;

/** Quotes a value for logs and reports, shortened to 64 characters. */
export function quoted(value: unknown): string {
  const given = typeof value === 'string' ? value.slice(0, maxQuotedLength + 1) : value;
  const text = typeof given === 'object' && given !== null ? 'the value' : JSON.stringify(given);
  return text.length > maxQuotedLength ? `${text.slice(0, maxQuotedLength).toWellFormed()}…` : text;
}

/** Reads the fields of a source's JSON object. A missing field, null and an empty string are undefined. @throws EventFault */
export class EventFields {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #path: Path;
  /** The latest time that was read. */
  latest: Date | undefined;

  constructor(value: unknown, path: Path = []) {
    if (!isJsonObject(value)) throw new EventFault(path, 'is not an object');
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
    if (typeof value !== 'string') throw this.fault(name, 'is not a string');
    if (value.length > maxLength) throw this.fault(name, `has more than ${maxLength} characters`);
    // MongoDB would silently replace a lone surrogate.
    if (!value.isWellFormed()) throw this.fault(name, 'contains a lone surrogate');
    return value;
  }

  id(name: string): string | undefined {
    return this.text(name, maxIdLength);
  }

  instant(name: string): Date | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const instant = instantOf(text);
    if (instant === undefined) throw this.fault(name, `${quoted(text)} is not a date-time`);
    if (this.latest === undefined || instant > this.latest) this.latest = instant;
    return instant;
  }

  /** Reads a whole number from 0. */
  count(name: string): number | undefined {
    const value = toPlainNumber(this.#read(name));
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
      throw this.fault(name, `${quoted(value)} is not a whole number from 0`);
    return value;
  }

  /** Reads seconds, and returns milliseconds. */
  seconds(name: string): number | undefined {
    const value = this.count(name);
    return value === undefined ? undefined : value * 1000;
  }

  /** Reads nodes from the top, such as `MidWest|Servicing`. */
  hierarchy(name: string): readonly string[] {
    return (this.text(name) ?? '').split('|').filter((node) => node !== '');
  }

  /** Reads a map, and returns JSON: its keys can be any string, and those of MongoDB cannot. */
  map(name: string): string | undefined {
    const value = this.#read(name);
    if (value === undefined) return undefined;
    if (!isJsonObject(value)) throw this.fault(name, 'is not an object');
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
    if (!Array.isArray(value)) throw this.fault(name, 'is not an array');
    return value;
  }

  /** @throws EventFault if the value is undefined */
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

/** Returns the object without undefined values. */
export const present = <Item extends object>(item: Item): Present<Item> =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as Present<Item>;
