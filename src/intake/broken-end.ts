/**
 * Where a record ends that is not well-formed.
 *
 * Nothing is certain here, since a bracket or a quote may be what is missing. So this walks through the record with
 * what people write instead of JSON (comments, single quotes, line breaks in strings) and takes the first of:
 *  - the bracket that closes the record, if what follows it is not the rest of the same record. A closing bracket
 *    closes all that was opened after its own kind: if `]` is missing, the next `}` shows it;
 *  - the start of the next record, where brackets are missing. It shows by starting with the same keys at a place
 *    where no object may start, or by starting a line just as this record did;
 *  - in NDJSON, the line's end.
 * A wrong guess costs the report of one more reject. It never changes a record that is well-formed by itself.
 */
import {
  APOSTROPHE,
  ASTERISK,
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
  skipSpaceBack,
  SLASH,
  SPACE,
  stringEnd,
  TAB,
} from './bytes.ts';
import { recordStart } from './record-start.ts';
import { whatFollows, type Scene } from './what-follows.ts';

/**
 * Returns -1 if the record does not end before `end`. Where the record's own `{` is what is missing, `openedBefore`
 * says that it is open already.
 */
export function brokenEnd(
  bytes: Buffer,
  start: number,
  end: number,
  scene: Scene,
  openedBefore = false,
): number {
  const brace = openedBefore ? start - 1 : start;
  const closers = new Closers(openedBefore);
  const startsRecord = recordStart(bytes, brace, end, scene.lastRecord);
  const compact = startsCompact(bytes, start, end);
  // The last byte that was not white space: it tells what may come next.
  let last = openedBefore ? OPEN_BRACE : 0;
  let at = start;
  let oneLine = true;
  let commentsClose = true;

  const objectMayStart = (): boolean =>
    closers.next === CLOSE_BRACE ? last === COLON : last === COMMA || last === OPEN_BRACKET;

  const isNextRecord = (brace: number): boolean => {
    const isCompact = startsCompact(bytes, brace, end);
    if (scene.layout === 'line') return isCompact;
    if (isCompact !== compact) return false;
    return (compact && scene.layout === 'unknown' && !objectMayStart()) || startsRecord(brace);
  };

  while (at < end) {
    const byte = bytes[at] ?? 0;
    if (byte === NEWLINE) {
      if (scene.within === undefined && scene.layout === 'line') return at;
      oneLine = false;
      const next = sameIndent(bytes, at + 1, end, scene.indent);
      if (next >= 0 && bytes[next] === OPEN_BRACE && isNextRecord(next)) return next;
      at += 1;
    } else if (isSpace(byte)) {
      at += 1;
    } else if (byte === QUOTE) {
      const close = stringEnd(bytes, at, end);
      const inside = recordInString(bytes, at + 1, close, startsRecord);
      if (inside >= 0) return inside;
      at = close;
      last = byte;
    } else if (
      byte === APOSTROPHE &&
      (last === COLON || last === COMMA || last === OPEN_BRACE || last === OPEN_BRACKET)
    ) {
      at = singleQuotedEnd(bytes, at, end);
      last = byte;
    } else if (byte === SLASH) {
      const close = commentsClose ? commentEnd(bytes, at, end) : at + 1;
      if (close < 0) commentsClose = false;
      at = Math.max(at + 1, close);
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      const outOfPlace = at > start && byte === OPEN_BRACE && !objectMayStart();
      if (outOfPlace && startsRecord(at)) return at;
      closers.open(byte === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET);
      at += 1;
      last = byte;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (!closers.has(byte)) {
        if (byte === CLOSE_BRACKET && closesEnclosure(bytes, at, end, scene)) return at;
      } else if (closers.close(byte) === 0) {
        if (whatFollows(bytes, brace, at + 1, end, scene, oneLine) !== 'goes-on') return at + 1;
        closers.open(byte);
      }
      at += 1;
      last = byte;
    } else {
      at += 1;
      last = byte;
    }
  }
  return -1;
}

/** The brackets that are to come. Counted by kind, so that one that nothing opened is known without a search. */
class Closers {
  readonly #stack: number[] = [];
  #braces = 0;

  constructor(braceIsOpen: boolean) {
    if (braceIsOpen) this.open(CLOSE_BRACE);
  }

  get next(): number | undefined {
    return this.#stack.at(-1);
  }

  has(closer: number): boolean {
    return (closer === CLOSE_BRACE ? this.#braces : this.#stack.length - this.#braces) > 0;
  }

  open(closer: number): void {
    this.#stack.push(closer);
    if (closer === CLOSE_BRACE) this.#braces += 1;
  }

  /** Closes what was opened last of its kind, and all within. Returns how many are open still. */
  close(closer: number): number {
    for (let closed = this.#stack.pop(); closed !== undefined; closed = this.#stack.pop()) {
      if (closed === CLOSE_BRACE) this.#braces -= 1;
      if (closed === closer) break;
    }
    return this.#stack.length;
  }
}

/** Whether anything stands on the line after the opening brace. */
function startsCompact(bytes: Buffer, brace: number, end: number): boolean {
  let at = brace + 1;
  while (at < end && isSpace(bytes[at]) && bytes[at] !== NEWLINE) at += 1;
  return at < end && bytes[at] !== NEWLINE;
}

/** What a line that is indented just so much starts with, or -1. */
function sameIndent(bytes: Buffer, lineStart: number, end: number, indent: number): number {
  if (indent < 0) return -1;
  let at = lineStart;
  while (at < end && at - lineStart <= indent && (bytes[at] === SPACE || bytes[at] === TAB)) at += 1;
  return at < end && at - lineStart === indent ? at : -1;
}

/**
 * With a quote missing, all that is outside strings seems inside, and the other way round. But `{"id":` cannot be
 * inside a string, where its quotes would be escaped: after the end of another object, it is where a record starts.
 */
function recordInString(
  bytes: Buffer,
  from: number,
  end: number,
  isRecord: (brace: number) => boolean,
): number {
  // The key's opening quote seems to be this string's closing one.
  const brace = skipSpaceBack(bytes, end - 1, from) - 1;
  if (bytes[brace] !== OPEN_BRACE) return -1;
  const comma = skipSpaceBack(bytes, brace, from) - 1;
  if (bytes[comma] !== COMMA || bytes[skipSpaceBack(bytes, comma, from) - 1] !== CLOSE_BRACE) return -1;
  return comma > from && isRecord(brace) ? brace : -1;
}

/**
 * The end of the comment that starts at a slash; the next byte if none does; -1 if one seems to that has no end. Where
 * a quote is missing, what is in strings seems outside, and there `https://` is common.
 */
function commentEnd(bytes: Buffer, at: number, end: number): number {
  const before = bytes[at - 1];
  if (before !== COMMA && before !== QUOTE && !isSpace(before) && !isBracket(before)) return at + 1;
  if (bytes[at + 1] !== SLASH && bytes[at + 1] !== ASTERISK) return at + 1;
  const isLine = bytes[at + 1] === SLASH;
  const close = isLine ? bytes.indexOf(NEWLINE, at) : bytes.indexOf('*/', at + 2, 'latin1') + 2;
  return close < at + 2 || close > end ? -1 : close;
}

/** The end of the single-quoted string at `at`; the next byte if it is an apostrophe. */
function singleQuotedEnd(bytes: Buffer, at: number, end: number): number {
  const close = stringEnd(bytes, at, end, APOSTROPHE);
  const next = bytes[skipSpace(bytes, close, end)];
  const isString = bytes[close - 1] === APOSTROPHE && (next === COLON || next === COMMA || isBracket(next));
  return isString ? close : at + 1;
}

/** Whether a `]` that nothing in the record opened is the one that closes the array of the records. */
function closesEnclosure(bytes: Buffer, at: number, end: number, { within }: Scene): boolean {
  if (within === undefined) return false;
  const next = skipSpace(bytes, at + 1, end);
  if (next >= end) return true;
  if (within === 'array' || bytes[next] !== CLOSE_BRACE) return false;
  // After a response comes nothing, or another one.
  const after = skipSpace(bytes, next + 1, end);
  return after >= end || bytes[after] === OPEN_BRACE;
}
