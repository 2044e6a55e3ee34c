/**
 * Finds where reading continues after a text that is not JSON, where neither brackets nor quotes can be trusted.
 * A quote, a colon and a key cannot be within a string, so records are recognized by the keys that they open with.
 */
import {
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
  skipSpaceBack,
  stringEnd,
} from './reader/bytes.ts';
import type { ResponseKeys } from './reader/response.ts';
import { ValueScanner } from './reader/scanner.ts';

/** The array that contains the records: a file's own, or a container of a response. */
export type Enclosure = 'array' | 'container' | undefined;

/** The longest opening that is looked at, in bytes. */
const openingBytes = 512;
/** The search goes in steps that double, so that many small damaged records do not each search a large step. */
const stepBytes = { first: 64, last: 4096 };
/** The part of a file from which the opening of records is guessed if its first record is damaged. */
const sampleBytes = 64 * 1024;
const maxGuesses = 500;
/** Sources write all their records alike. */
const maxOpenings = 16;

const openingPattern =
  /^\{\s*("(?:[^"\\\n]|\\.)*")\s*:(?:\s*(?:"(?:[^"\\\n]|\\.)*"|[^"{}[\],\s]+)\s*,\s*("(?:[^"\\\n]|\\.)*")\s*:)?/u;

/** Returns the first key of the object at `brace` and, after a first value that is a scalar, the second key. */
function openingAt(bytes: Buffer, brace: number, end: number): string | undefined {
  const limit = Math.min(end, brace + openingBytes);
  if (bytes[skipSpace(bytes, brace + 1, limit)] !== QUOTE) return undefined;
  const match = openingPattern.exec(bytes.toString('latin1', brace, limit));
  return match === null ? undefined : `${match[1] ?? ''} ${match[2] ?? ''}`;
}

/**
 * Returns whether the record from `start` really ends at `at`, by what follows, or undefined if the bytes end before
 * that is known. With a bracket too many inside, a record seems to end too early, and half of it would be imported.
 * `start` is negative if the window no longer has the start.
 */
export function endsAt(
  bytes: Buffer,
  start: number,
  at: number,
  end: number,
  endsWithLine: boolean,
): boolean | undefined {
  for (let next = at; next < end; next += 1) {
    switch (bytes[next]) {
      case NEWLINE:
        if (endsWithLine) return true;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        return true;
      case CLOSE_BRACKET:
        return !endsWithLine;
      case CLOSE_BRACE:
        return false;
      case QUOTE: {
        const close = stringEnd(bytes, next, end);
        const colon = skipSpace(bytes, close, end);
        if (colon >= end) return undefined;
        if (bytes[colon] !== COLON) return true;
        // The record's first key again belongs to the next record, whose brace is missing. Another key is its own.
        if (start < 0) return false;
        return openingAt(bytes, start, at)?.startsWith(`${bytes.toString('latin1', next, close)} `) ?? false;
      }
      default:
        break;
    }
  }
  return undefined;
}

export interface Resync {
  /** The end of the text that is not JSON. */
  readonly at: number;
  /** The number of brackets that seem to be open after the bracket of a container, if the records of a response start there. */
  readonly containerDepth?: number;
}

export interface ResyncOptions {
  readonly enclosure: Enclosure;
  /** Whether the text ends with its line. */
  readonly endsWithLine?: boolean;
  /** Whether the text starts a line at the top of the file, so that a bracket at the end of a line can close it. */
  readonly startsLine?: boolean;
  /** The text has no known fault, so that only its brackets tell where it ends. */
  readonly byBracketsOnly?: boolean;
  /** Searched for where a response can be; undefined where records without a response have been read. */
  readonly response: ResponseKeys | undefined;
  /** No more bytes can be waited for. */
  readonly isComplete: boolean;
}

/** Searches for the end of one text that is not JSON after another. The result does not depend on the chunks of the input. */
export class Resynchronizer {
  readonly #scanner = new ValueScanner();
  readonly #openings = new Set<string>();
  /** The opening that was guessed; null if none could be. */
  #guess: string | null | undefined;
  #start = 0;
  #searched = 0;
  #lineSearched = 0;
  #stepBytes = stepBytes.first;

  /** The position before which nothing is looked at again. */
  get searched(): number {
    return this.#searched;
  }

  /** Learns how records open from one that is JSON. */
  learn(bytes: Buffer, start: number, end: number): void {
    if (this.#openings.size >= maxOpenings) return;
    const opening = openingAt(bytes, start, end);
    if (opening !== undefined) this.#openings.add(opening);
  }

  /** Returns whether a record that is like the records before it opens at `brace`. */
  isRecordAt(bytes: Buffer, brace: number, end: number): boolean {
    return this.#isOpening(openingAt(bytes, brace, end));
  }

  /**
   * Begins with the text at `start`.
   * @param fault the first position at which the next record can start
   * @param depth the brackets that are open before `start`
   */
  begin(start: number, fault: number, depth = 0): void {
    this.#start = start;
    this.#lineSearched = start + 1;
    this.#stepBytes = stepBytes.first;
    this.#searched = Math.max(start + 1, fault);
    this.#scanner.begin(start, depth);
  }

  /** Adjusts to bytes that have moved towards the front of the window. */
  shift(by: number): void {
    this.#start -= by;
    this.#lineSearched -= by;
    this.#searched -= by;
    this.#scanner.shift(by);
  }

  /** Returns the end of the text, or undefined if it is not before `end`. */
  find(bytes: Buffer, end: number, options: ResyncOptions): Resync | undefined {
    if (options.endsWithLine !== true) return this.#find(bytes, end, options);
    const newline = indexOf(bytes, NEWLINE, this.#lineSearched, end);
    this.#lineSearched = end;
    if (newline < 0 && !options.isComplete) return undefined;
    // The next record is on the same line if the line break between them is missing.
    const found = this.#find(bytes, newline < 0 ? end : newline, { ...options, isComplete: true });
    return found ?? (newline < 0 ? undefined : { at: newline });
  }

  #find(bytes: Buffer, end: number, options: ResyncOptions): Resync | undefined {
    if (options.byBracketsOnly !== true && this.#openings.size === 0 && this.#guess === undefined) {
      if (end - this.#searched < sampleBytes && !options.isComplete) return undefined;
      const sampleEnd = Math.min(end, this.#searched + sampleBytes);
      this.#guess = guessOpening(bytes, this.#start, this.#searched, sampleEnd, options.startsLine);
    }
    // An opening is only looked at if all of it has arrived.
    const reachable = options.isComplete ? end : end - openingBytes;
    for (;;) {
      const to = Math.min(reachable, this.#searched + this.#stepBytes);
      const next = this.#findNext(bytes, to, end, options);
      const closed = this.#findClose(bytes, next?.at ?? to, end, options);
      if (closed === 'wait') return undefined;
      if (closed !== undefined) return { at: closed };
      if (next !== undefined)
        return next.isContainer ? { at: next.at, containerDepth: this.#scanner.depth } : next;
      if (to <= this.#searched) return undefined;
      this.#searched = to;
      this.#stepBytes = Math.min(2 * this.#stepBytes, stepBytes.last);
    }
  }

  /** Finds the first record or container that starts before `to`. */
  #findNext(
    bytes: Buffer,
    to: number,
    end: number,
    { response, byBracketsOnly = false }: ResyncOptions,
  ): { readonly at: number; readonly isContainer: boolean } | undefined {
    const from = this.#searched;
    const container = response?.find(bytes, from, Math.min(end, to + openingBytes)) ?? -1;
    const limit = byBracketsOnly ? from : container < 0 ? to : container;
    for (
      let at = indexOf(bytes, OPEN_BRACE, from, limit);
      at >= 0;
      at = indexOf(bytes, OPEN_BRACE, at + 1, limit)
    )
      if (this.isRecordAt(bytes, at, end)) return { at, isContainer: false };
    return container < 0 ? undefined : { at: container, isContainer: true };
  }

  #isOpening(opening: string | undefined): boolean {
    if (opening === undefined) return false;
    return this.#openings.size === 0 ? opening === this.#guess : this.#openings.has(opening);
  }

  /** Finds the bracket before `to` that closes the text, unless the text continues after it. */
  #findClose(bytes: Buffer, to: number, end: number, options: ResyncOptions): number | 'wait' | undefined {
    while (this.#scanner.run(bytes, to, { isTolerant: true }) === 'end') {
      const { position } = this.#scanner;
      const ends = this.#isClosedAt(bytes, position, end, options) ?? (options.isComplete ? true : undefined);
      if (ends === true) return position;
      // The bracket is one too many, or is looked at again when more bytes have arrived.
      this.#scanner.begin(ends === false ? position : position - 1, 1);
      if (ends === undefined) return 'wait';
    }
    return undefined;
  }

  /**
   * Returns whether the text ends at `at`, or undefined if the bytes end before that is known. It is stricter than
   * `endsAt`: with a quote missing, brackets in strings are counted, so a record or the end of the array must follow.
   */
  #isClosedAt(
    bytes: Buffer,
    at: number,
    end: number,
    { enclosure, isComplete, startsLine = false, byBracketsOnly = false }: ResyncOptions,
  ): boolean | undefined {
    const isOneLine = startsLine && this.#start >= 0 && indexOf(bytes, NEWLINE, this.#start, at) < 0;
    const ends = endsAt(bytes, this.#start, at, end, isOneLine);
    if (ends !== true || byBracketsOnly || bytes[this.#start] === OPEN_BRACKET) return ends;
    // A line break ends a string, so brackets at the end of a line can be trusted.
    if (startsLine && indexOf(bytes, NEWLINE, at, skipSpace(bytes, at, end)) >= 0) return true;
    let next = at;
    while (next < end && (isSpace(bytes[next]) || bytes[next] === COMMA)) next += 1;
    if (bytes[next] === OPEN_BRACE) {
      if (this.#openings.size === 0 && this.#guess === null) return true;
      const isCut = next + openingBytes > end && !isComplete;
      return isCut ? undefined : this.isRecordAt(bytes, next, end);
    }
    if (bytes[next] !== CLOSE_BRACKET || enclosure === undefined) return false;
    const after = skipSpace(bytes, next + 1, end);
    if (after >= end) return undefined;
    return bytes[after] === CLOSE_BRACE || bytes[after] === COMMA || bytes[after] === OPEN_BRACE;
  }
}

/**
 * Guesses how records open from the longest object after a damaged first record, with the same first key if that can be
 * read, or at the start of a line in NDJSON: what a record contains is shorter than a record. Returns null if there is no such object.
 */
function guessOpening(
  bytes: Buffer,
  start: number,
  from: number,
  end: number,
  startsLine = false,
): string | null {
  const scanner = new ValueScanner();
  const own = openingAt(bytes, start, end)?.replace(/ .*/su, ' ');
  let [longest, guess] = [0, null as string | null];
  let at = indexOf(bytes, OPEN_BRACE, from, end);
  for (let tries = 0; at >= 0 && tries < maxGuesses; tries += 1) {
    let next = at + 1;
    const before = bytes[skipSpaceBack(bytes, at, start) - 1];
    // An object after a colon or an opening bracket is within the damaged record.
    if (before !== COLON && before !== OPEN_BRACKET) {
      scanner.begin(at);
      if (scanner.run(bytes, end, {}) === 'end' && isJson(bytes, at, scanner.position)) {
        next = scanner.position;
        const opening = openingAt(bytes, at, end);
        const isAlike =
          own === undefined || opening?.startsWith(own) === true || (startsLine && bytes[at - 1] === NEWLINE);
        if (next - at > longest && opening !== undefined && isAlike) [longest, guess] = [next - at, opening];
      }
    }
    at = indexOf(bytes, OPEN_BRACE, next, end);
  }
  return guess;
}

function indexOf(bytes: Buffer, byte: number, from: number, to: number): number {
  const found = from < to ? bytes.subarray(from, to).indexOf(byte) : -1;
  return found < 0 ? -1 : from + found;
}

function isJson(bytes: Buffer, start: number, end: number): boolean {
  try {
    JSON.parse(bytes.toString('utf8', start, end));
    return true;
  } catch {
    return false;
  }
}
