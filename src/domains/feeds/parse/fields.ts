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
const instantOf = (text: string): Date | undefined =>
  parseDateTime(text) ?? parseDateTime(`${text.replace(' ', 'T')}Z`);

const maxQuotedLength = 64;

/** Quotes a value for logs and reports, shortened to 64 characters. */
export function quoted(value: unknown): string {
  const given = typeof value === 'string' ? value.slice(0, maxQuotedLength + 1) : value;
  const text = typeof given === 'object' && given !== null ? 'the value' : JSON.stringify(given);
  return text.length > maxQuotedLength ? `${text.slice(0, maxQuotedLength).toWellFormed()}…` : text;
}

/** A field whose value cannot be read. The event is stored without it. */
export interface FieldIssue {
  readonly path: Path;
  readonly reason: string;
}

/** The state that all objects of one event share while they are read. */
interface EventReading {
  readonly issues: FieldIssue[];
  /** The latest time that was read. */
  latest: Date | undefined;
}

/** No event of these sources is older. Zero as a number of seconds or milliseconds is a time of 1970. */
const firstPlausibleMs = Date.UTC(1990, 0);

/**
 * Reads the fields of a source's JSON object. A missing field, null and an empty string are undefined. A value that cannot be read is
 * undefined too, and an issue of the event, unless the field is required.
 */
export class EventFields {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #path: Path;
  readonly #reading: EventReading;

  private constructor(values: Readonly<Record<string, unknown>>, path: Path, reading: EventReading) {
    this.#values = values;
    this.#path = path;
    this.#reading = reading;
  }

  /** @throws EventFault if the event is not an object */
  static of(event: unknown): EventFields {
    if (!isJsonObject(event)) throw new EventFault([], 'is not an object');
    return new EventFields(event, [], { issues: [], latest: undefined });
  }

  /** The fields of the event that cannot be read, in the order of reading. */
  get issues(): readonly FieldIssue[] {
    return this.#reading.issues;
  }

  /** The latest time in the event. */
  get latest(): Date | undefined {
    return this.#reading.latest;
  }

  /** Returns whether a value in the field or below it cannot be read. */
  hasIssue(name: string): boolean {
    return this.#issueOf(name) !== undefined;
  }

  fault(name: string, reason: string): EventFault {
    return new EventFault([...this.#path, name], reason);
  }

  /** Notes that a value cannot be read. */
  note(name: string, reason: string): void {
    this.#reading.issues.push({ path: [...this.#path, name], reason });
  }

  #issueOf(name: string): FieldIssue | undefined {
    const path = [...this.#path, name];
    return this.issues.find((issue) => path.every((part, index) => issue.path[index] === part));
  }

  #read(name: string): unknown {
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
    return value === '' || value === null ? undefined : value;
  }

  text(name: string, maxLength = maxTextLength): string | undefined {
    const value = this.#read(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') this.note(name, 'is not a string');
    else if (value.length > maxLength) this.note(name, `has more than ${maxLength} characters`);
    // MongoDB would silently replace a lone surrogate.
    else if (!value.isWellFormed()) this.note(name, 'contains a lone surrogate');
    else return value;
    return undefined;
  }

  id(name: string): string | undefined {
    return this.text(name, maxIdLength);
  }

  instant(name: string): Date | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const instant = instantOf(text);
    if (instant === undefined || instant.getTime() < firstPlausibleMs) {
      const reason =
        instant === undefined ? 'is not a date-time' : 'is not a plausible time: it is before 1990';
      this.note(name, `${quoted(text)} ${reason}`);
      return undefined;
    }
    const { latest } = this.#reading;
    if (latest === undefined || instant > latest) this.#reading.latest = instant;
    return instant;
  }

  /** Reads a whole number from 0. */
  count(name: string): number | undefined {
    const value = toPlainNumber(this.#read(name));
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    this.note(name, `${quoted(value)} is not a whole number from 0`);
    return undefined;
  }

  /** Reads seconds, and returns milliseconds. */
  seconds(name: string): number | undefined {
    const value = this.count(name);
    return value === undefined ? undefined : value * 1000;
  }

  /** Reads nodes from the top, such as `MidWest|Servicing`. */
  hierarchy(name: string): readonly string[] {
    const text = this.text(name) ?? '';
    if (text === 'null') this.note(name, 'is the text "null"');
    return text === 'null' ? [] : text.split('|').filter((node) => node !== '');
  }

  /** Reads a map, and returns JSON: its keys can be any string, and those of MongoDB cannot. */
  map(name: string): string | undefined {
    const value = this.#readObject(name);
    const text = value === undefined ? '{}' : JSON.stringify(value);
    if (text === '{}') return undefined;
    if (Buffer.byteLength(text) <= maxAttributesBytes)
      return text.isWellFormed() ? text : text.toWellFormed();
    this.note(name, `has more than ${maxAttributesBytes} bytes`);
    return undefined;
  }

  object(name: string): EventFields | undefined {
    const value = this.#readObject(name);
    return value && new EventFields(value, [...this.#path, name], this.#reading);
  }

  #readObject(name: string): Readonly<Record<string, unknown>> | undefined {
    const value = this.#read(name);
    if (isJsonObject(value)) return value;
    if (value !== undefined) this.note(name, 'is not an object');
    return undefined;
  }

  /** Reads the objects of a list. */
  objects(name: string): readonly EventFields[] {
    const value = this.#read(name) ?? [];
    if (!Array.isArray(value)) {
      this.note(name, 'is not an array');
      return [];
    }
    const path = [...this.#path, name];
    return value.flatMap((item: unknown, index) => {
      if (isJsonObject(item)) return [new EventFields(item, [...path, index], this.#reading)];
      this.#reading.issues.push({ path: [...path, index], reason: 'is not an object' });
      return [];
    });
  }

  /** Returns the value of a field that the event cannot be stored without. @throws EventFault if the value is undefined */
  required<Value>(name: string, value: Value | undefined): Value {
    if (value !== undefined) return value;
    const issue = this.#issueOf(name);
    throw issue === undefined ? this.fault(name, 'is missing') : new EventFault(issue.path, issue.reason);
  }

  /** Checks fields that the event may omit, but cannot be stored without if it has them. @throws EventFault if one cannot be read */
  requireReadable(...names: readonly string[]): void {
    for (const name of names) if (this.hasIssue(name)) this.required(name, undefined);
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
