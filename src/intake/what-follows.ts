import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isBracket,
  isSpace,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  skipSpace,
  stringEnd,
} from './bytes.ts';
import { keyAt, leadingKeys } from './record-start.ts';

/** How the records of the file are laid out, as far as it has been seen: one on a line, or over several lines. */
export type Layout = 'unknown' | 'line' | 'lines';

/** Where in its file a record stands. */
export interface Scene {
  /** What holds the record: nothing at the top of the file, an array, or an array of a response. */
  readonly within: 'array' | 'container' | undefined;
  /** The white space before a record on its line, or -1 if it is not the first on it. */
  readonly indent: number;
  readonly layout: Layout;
  /** The last record that was well-formed, which shows how this one may look. */
  readonly lastRecord: object;
}

type Follows = 'ended' | 'goes-on' | 'unknown';

/**
 * Whether the record from `brace` that seems to end at `at` does: with a bracket too many inside, it would seem to end too early,
 * and half a record would go in. What follows tells: `goes-on` before a closing brace or a key.
 */
export function whatFollows(
  bytes: Buffer,
  brace: number,
  at: number,
  end: number,
  { within, indent }: Scene,
  oneLine: boolean,
): Follows {
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
    return startsKey(bytes, next, end, brace);
  }
  return 'unknown';
}

/** Whether what follows is the record's next key. If it is its first once more, the next record lacks its brace. */
function startsKey(bytes: Buffer, at: number, end: number, brace: number): Follows {
  let next = at;
  if (bytes[at] === QUOTE) {
    next = skipSpace(bytes, stringEnd(bytes, at, end), end);
    if (next >= end) return 'unknown';
    if (bytes[next] !== COLON) return 'ended';
    return keyAt(bytes, at, end)?.key === leadingKeys(bytes, brace, at)[0] ? 'ended' : 'goes-on';
  }
  for (; next < end; next += 1) {
    const byte = bytes[next];
    if (byte === COLON) return next > at ? 'goes-on' : 'ended';
    if (byte === NEWLINE || byte === COMMA || byte === QUOTE || isBracket(byte)) return 'ended';
  }
  return 'unknown';
}
