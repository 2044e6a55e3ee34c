import { BACKSLASH, CLOSE_BRACE, CLOSE_BRACKET, NEWLINE, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './bytes.ts';

/**
 * `more`: the bytes ended. `end`: the value is closed. `array`: an array was opened as an element of the value.
 * `newline`: a string has a line break, so the value is not JSON.
 */
export type Stop = 'more' | 'end' | 'array' | 'newline';

export interface ScanOptions {
  /** Whether to stop at arrays directly in the value. */
  readonly stopAtArrays?: boolean;
  readonly maxDepth?: number;
  /** Whether a string ends at a line break, so that the scan can continue in a value that is not JSON. */
  readonly isTolerant?: boolean;
}

/**
 * Finds the end of a value by counting brackets outside strings. `JSON.parse` then decides whether the text is JSON.
 * A scan can stop at any byte and continue when more bytes have arrived.
 */
export class ValueScanner {
  /** The next byte. It is one past the end of the bytes if the last of them was a backslash in a string. */
  position = 0;
  newlines = 0;
  lastNewline = -1;
  /** The first bracket above the maximum depth, or -1. */
  tooDeepAt = -1;
  #depth = 0;
  #inString = false;

  /** The number of open brackets. */
  get depth(): number {
    return this.#depth;
  }

  begin(at: number, depth = 0): void {
    this.position = at;
    this.newlines = 0;
    this.lastNewline = -1;
    this.tooDeepAt = -1;
    this.#depth = depth;
    this.#inString = false;
  }

  /** Adjusts to bytes that have moved towards the front of the window. */
  shift(by: number): void {
    this.position -= by;
    this.lastNewline -= by;
    if (this.tooDeepAt >= 0) this.tooDeepAt -= by;
  }

  run(
    bytes: Buffer,
    end: number,
    { stopAtArrays = false, maxDepth = Infinity, isTolerant = false }: ScanOptions,
  ): Stop {
    // Local variables, since most of the time of an import is spent in this loop.
    let at = this.position;
    let depth = this.#depth;
    let inString = this.#inString;
    let stop: Stop = 'more';
    while (at < end) {
      const byte = bytes[at];
      at += 1;
      if (inString) {
        if (byte === QUOTE) inString = false;
        else if (byte === BACKSLASH) at += 1;
        else if (byte === NEWLINE) {
          at -= 1;
          if (!isTolerant) {
            stop = 'newline';
            break;
          }
          inString = false;
        }
      } else if (byte === QUOTE) {
        inString = true;
      } else if (byte === NEWLINE) {
        this.newlines += 1;
        this.lastNewline = at - 1;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        depth += 1;
        if (depth > maxDepth && this.tooDeepAt < 0) this.tooDeepAt = at - 1;
        if (stopAtArrays && byte === OPEN_BRACKET && depth === 2) {
          stop = 'array';
          break;
        }
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth -= 1;
        if (depth <= 0) {
          stop = 'end';
          break;
        }
      }
    }
    this.position = at;
    this.#depth = depth;
    this.#inString = inString;
    return stop;
  }
}
