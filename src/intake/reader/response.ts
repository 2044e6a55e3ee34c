import { COLON, OPEN_BRACKET, skipSpace, skipSpaceBack } from './bytes.ts';

/**
 * Finds the arrays of a source's response that contain its records. A quoted key, a colon and `[` cannot be within a
 * string, where the quotes are escaped. So a search in the bytes finds them in a damaged response too.
 */
export class ResponseKeys {
  readonly #containers: readonly string[];
  readonly #keys: readonly Buffer[];

  constructor(containers: readonly string[]) {
    this.#containers = containers;
    this.#keys = containers.map((key) => Buffer.from(JSON.stringify(key)));
  }

  /** Returns whether the `[` at `bracket` follows one of the keys. */
  openedAt(bytes: Buffer, start: number, bracket: number): boolean {
    const colon = skipSpaceBack(bytes, bracket, start) - 1;
    if (bytes[colon] !== COLON) return false;
    const end = skipSpaceBack(bytes, colon, start);
    return this.#keys.some(
      (key) => end - key.length >= start && bytes.compare(key, 0, key.length, end - key.length, end) === 0,
    );
  }

  /** Returns the value of a container that is not an array (the source sends null for no records), or undefined. */
  valueOtherThanArray(record: object): { key: string; value: unknown } | undefined {
    const fields = record as Readonly<Record<string, unknown>>;
    const key = this.#containers.find((name) => Object.hasOwn(fields, name) && !Array.isArray(fields[name]));
    return key === undefined ? undefined : { key, value: fields[key] };
  }

  /** Returns the offset after the first `[` of a container whose key starts in the range, or -1. */
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
