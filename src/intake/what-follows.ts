import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isSpace,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipSpace,
} from './bytes.ts';

/** How the records of the file are laid out, as far as it has been seen: one on a line, or over several lines. */
export type Layout = 'unknown' | 'line' | 'lines';

/** Where in its file a record stands. */
export interface Scene {
  /** What holds the record: nothing at the top of the file, an array, or an array of a response. */
  readonly within: 'array' | 'container' | undefined;
  /** The white space before the record on its line, or -1 if it is not the first on it. */
  readonly indent: number;
  readonly layout: Layout;
}

/**
 * Whether a record that seems to end at `at` does: with a bracket too many inside, it would seem to end too early,
 * and half a record would go in. What follows tells: `goes-on` before a closing brace or a key.
 */
export function whatFollows(
  bytes: Buffer,
  at: number,
  end: number,
  { within, indent }: Scene,
  oneLine: boolean,
): 'ended' | 'goes-on' | 'unknown' {
  // In NDJSON the line's end is the record's, whatever is on the next line.
  const endsWithLine = within === undefined && indent >= 0 && oneLine;
  let comma = false;
  for (let next = at; next < end; next += 1) {
    const byte = bytes[next];
    if (byte === NEWLINE && endsWithLine) return 'ended';
    if (isSpace(byte)) continue;
    if (byte === COMMA && !comma) {
      comma = true;
      continue;
    }
    if (byte === CLOSE_BRACE) return 'goes-on';
    if (byte === CLOSE_BRACKET) return within === undefined ? 'goes-on' : 'ended';
    if (byte === COMMA || byte === OPEN_BRACE || byte === OPEN_BRACKET) return 'ended';
    return startsKey(bytes, next, end);
  }
  return 'unknown';
}

function startsKey(bytes: Buffer, at: number, end: number): 'ended' | 'goes-on' | 'unknown' {
  let next = at;
  if (bytes[at] === QUOTE) {
    const close = stringEnd(bytes, at, end);
    if (close >= end) return 'unknown';
    next = skipSpace(bytes, close, end);
    if (next >= end) return 'unknown';
    return bytes[next] === COLON ? 'goes-on' : 'ended';
  }
  for (; next < end; next += 1) {
    const byte = bytes[next];
    if (byte === COLON) return 'goes-on';
    if (byte === NEWLINE || byte === COMMA || byte === QUOTE) return 'ended';
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET || byte === CLOSE_BRACE || byte === CLOSE_BRACKET)
      return 'ended';
  }
  return 'unknown';
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
