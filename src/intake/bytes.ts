export const TAB = 0x09;
export const NEWLINE = 0x0a;
export const RETURN = 0x0d;
/** Stands before each document of a JSON text sequence (RFC 7464). */
export const RECORD_SEPARATOR = 0x1e;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;
export const ASTERISK = 0x2a;
export const COMMA = 0x2c;
export const SLASH = 0x2f;
export const COLON = 0x3a;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;

/** What JSON calls white space, and nothing else. */
export function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === NEWLINE || byte === RETURN || byte === TAB;
}

export function skipSpace(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(bytes[at])) at += 1;
  return at;
}

/** The end of what lies before `at`, without its trailing white space. */
export function skipSpaceBack(bytes: Buffer, at: number, start: number): number {
  let before = at;
  while (before > start && isSpace(bytes[before - 1])) before -= 1;
  return before;
}

export function isBracket(byte: number | undefined): boolean {
  return byte === OPEN_BRACE || byte === OPEN_BRACKET || byte === CLOSE_BRACE || byte === CLOSE_BRACKET;
}

/** Past the closing quote of the string that opens at `at`; or at the end of its line, where no string goes on. */
export function stringEnd(bytes: Buffer, at: number, end: number, quote: number = QUOTE): number {
  let next = at + 1;
  while (next < end) {
    const byte = bytes[next];
    if (byte === NEWLINE) return next;
    if (byte === quote) return next + 1;
    next += byte === BACKSLASH && bytes[next + 1] !== NEWLINE ? 2 : 1;
  }
  return end;
}
