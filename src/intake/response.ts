import { findFault, type Fault } from './find-fault.ts';
import { COLON, OPEN_BRACKET, skipSpace, skipSpaceBack } from './bytes.ts';

/**
 * Finds the arrays of a source's response that hold its records. A key with its quotes, a colon and `[` cannot be
 * within a string, so bytes are enough to know them by, even where the response itself is broken.
 */
export class ResponseKeys {
  readonly #containers: readonly string[];
  readonly #keys: readonly Buffer[];

  constructor(containers: readonly string[]) {
    this.#containers = containers;
    this.#keys = containers.map((key) => Buffer.from(JSON.stringify(key)));
  }

  /** Far enough to look back from a `[` over the key, the colon, and the white space of any sensible file. */
  static readonly lookBackBytes = 1024;

  /** Whether the `[` at `bracket` follows one of the keys. */
  openedAt(bytes: Buffer, start: number, bracket: number): boolean {
    const colon = skipSpaceBack(bytes, bracket, start) - 1;
    if (bytes[colon] !== COLON) return false;
    const end = skipSpaceBack(bytes, colon, start);
    return this.#keys.some(
      (key) => end - key.length >= start && bytes.compare(key, 0, key.length, end - key.length, end) === 0,
    );
  }

  /** What a response without records has for them: the source gives null. Undefined for what is no response. */
  heldIn(record: object): { key: string; held: unknown } | undefined {
    const fields = record as Readonly<Record<string, unknown>>;
    const key = this.#containers.find((name) => Object.hasOwn(fields, name) && !Array.isArray(fields[name]));
    return key === undefined ? undefined : { key, held: fields[key] };
  }

  /** Past the first `[` of a container, or -1. */
  find(bytes: Buffer, start: number, end: number): number {
    const part = bytes.subarray(start, end);
    let first = -1;
    for (const key of this.#keys) {
      for (let at = part.indexOf(key); at >= 0; at = part.indexOf(key, at + 1)) {
        const colon = skipSpace(part, at + key.length, part.length);
        const bracket = skipSpace(part, colon + 1, part.length);
        if (part[colon] !== COLON || part[bracket] !== OPEN_BRACKET) continue;
        if (first < 0 || start + bracket + 1 < first) first = start + bracket + 1;
        break;
      }
    }
    return first;
  }
}

/** The fault of what follows a container in its response; to the grammar, what was before is a key and its value. */
export function faultOfRest(text: string): Fault | undefined {
  const before = '{"":[]';
  const fault = findFault(before + text);
  if (!fault || fault.atEnd === true) return undefined;
  return { ...fault, offset: Math.max(0, fault.offset - before.length) };
}
