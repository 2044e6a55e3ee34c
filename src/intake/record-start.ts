import {
  CLOSE_BRACE,
  COLON,
  COMMA,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipSpace,
  skipSpaceBack,
  stringEnd,
} from './bytes.ts';

/** Keys further from the brace than this are no sign of a record. */
const farthestBytes = 2048;

/**
 * Tells a brace that starts a record from one within a record, by the keys after it: the first is that of this record
 * or of the one before, and the second is not foreign to them.
 */
export function recordStart(
  bytes: Buffer,
  ownBrace: number,
  end: number,
  lastRecord: object,
): (brace: number) => boolean {
  const knownKeys = Object.keys(lastRecord);
  const own = leadingKeys(bytes, ownBrace, end);
  const firstKeys = new Set([...own.slice(0, 1), ...knownKeys.slice(0, 1)]);
  const secondKeys = new Set([...own.slice(1), ...knownKeys]);
  return (brace) => {
    const [first, second] = leadingKeys(bytes, brace, end);
    if (first === undefined || !firstKeys.has(first)) return false;
    return second === undefined || secondKeys.size === 0 || secondKeys.has(second);
  };
}

/** The first key of the object at `brace` and, past a plain value, the second; with fewer if they cannot be made out. */
export function leadingKeys(bytes: Buffer, brace: number, end: number): string[] {
  const limit = Math.min(end, brace + farthestBytes);
  const first = keyAt(bytes, brace + 1, limit);
  if (!first) return [];
  const value = skipSpace(bytes, first.end, limit);
  if (bytes[value] === OPEN_BRACE || bytes[value] === OPEN_BRACKET) return [first.key];
  let at = bytes[value] === QUOTE ? stringEnd(bytes, value, limit) : value;
  while (at < limit && bytes[at] !== COMMA && bytes[at] !== CLOSE_BRACE && bytes[at] !== NEWLINE) at += 1;
  const second = bytes[at] === COMMA ? keyAt(bytes, at + 1, limit) : undefined;
  return second ? [first.key, second.key] : [first.key];
}

/** With or without its quotes: a record may be broken in just that. */
export function keyAt(bytes: Buffer, from: number, limit: number): { key: string; end: number } | undefined {
  const start = skipSpace(bytes, from, limit);
  let at = start;
  if (bytes[start] === QUOTE) {
    const close = stringEnd(bytes, start, limit);
    at = skipSpace(bytes, close, limit);
    return bytes[at] === COLON
      ? { key: bytes.toString('utf8', start + 1, close - 1), end: at + 1 }
      : undefined;
  }
  while (at < limit && bytes[at] !== COLON && bytes[at] !== NEWLINE) at += 1;
  if (at >= limit || bytes[at] !== COLON) return undefined;
  return { key: bytes.toString('utf8', start, skipSpaceBack(bytes, at, start)), end: at + 1 };
}
