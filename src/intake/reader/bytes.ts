export const TAB = 0x09;
export const NEWLINE = 0x0a;
export const RETURN = 0x0d;
/** The byte before each document of a JSON text sequence (RFC 7464). */
export const RECORD_SEPARATOR = 0x1e;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;

/** Returns whether a byte is white space in JSON. */
export function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === NEWLINE || byte === RETURN || byte === TAB;
}

export function skipSpace(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(bytes[at])) at += 1;
  return at;
}

/** Returns the end of what lies before `at`, without its trailing white space. */
export function skipSpaceBack(bytes: Buffer, at: number, start: number): number {
  let before = at;
  while (before > start && isSpace(bytes[before - 1])) before -= 1;
  return before;
}

/** Returns the offset after the string that opens at `at`, or the end of its line, since a string has no line break. */
export function stringEnd(bytes: Buffer, at: number, end: number): number {
  let next = at + 1;
  while (next < end) {
    const byte = bytes[next];
    if (byte === NEWLINE) return next;
    if (byte === QUOTE) return next + 1;
    next += byte === BACKSLASH && bytes[next + 1] !== NEWLINE ? 2 : 1;
  }
  return end;
}
