import {
  APOSTROPHE,
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SLASH,
} from './bytes.ts';

/**
 * `more`: the bytes ran out. `end`: the value is closed. `array`: an array was opened at the depth that was asked for.
 * `doubtful`: something that well-formed JSON never has, so counting brackets is not to be relied on.
 */
export type Stop = 'more' | 'end' | 'array' | 'doubtful';

export interface Watch {
  /** Arrays opened at this depth of the value or less are told of; 0 for none. */
  readonly arraysTo: number;
  readonly maxDepth: number;
  /** Go on over what is doubtful: for what is passed over anyway. A string then ends with its line at the latest. */
  readonly tolerant: boolean;
}

/**
 * Finds where a value ends, by counting brackets outside strings: all that well-formed JSON needs, and quick.
 * JSON.parse has the last word on the text found; `broken-end.ts` looks again where it refuses.
 * It can stop at any byte and go on when more have come.
 */
export class ValueScanner {
  /** The next byte to look at. One past the end of the bytes if the last of them was a backslash in a string. */
  position = 0;
  newlines = 0;
  lastNewline = -1;
  /** Where the value first was too deep, or -1. */
  tooDeepAt = -1;
  #depth = 0;
  #inString = false;

  /** How many brackets are open. */
  get depth(): number {
    return this.#depth;
  }

  /** It stopped at the value's end. */
  get closed(): boolean {
    return this.#depth <= 0;
  }

  begin(at: number, depth = 0): void {
    this.position = at;
    this.newlines = 0;
    this.lastNewline = -1;
    this.tooDeepAt = -1;
    this.#depth = depth;
    this.#inString = false;
  }

  /** The bytes have moved towards the front. */
  shift(by: number): void {
    this.position -= by;
    this.lastNewline -= by;
    if (this.tooDeepAt >= 0) this.tooDeepAt -= by;
  }

  run(bytes: Buffer, end: number, { arraysTo, maxDepth, tolerant }: Watch): Stop {
    // Locals, as this loop is where an import's time goes.
    let at = this.position;
    let depth = this.#depth;
    let inString = this.#inString;
    let stop: Stop = 'more';
    while (at < end) {
      if (inString) {
        const byte = bytes[at];
        at += 1;
        if (byte === QUOTE) inString = false;
        else if (byte === BACKSLASH) at += 1;
        else if (byte === NEWLINE) {
          at -= 1;
          if (!tolerant) {
            stop = 'doubtful';
            break;
          }
          inString = false;
        }
        continue;
      }
      const byte = bytes[at];
      at += 1;
      if (byte === QUOTE) {
        inString = true;
      } else if (byte === NEWLINE) {
        this.newlines += 1;
        this.lastNewline = at - 1;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        depth += 1;
        if (depth > maxDepth && this.tooDeepAt < 0) this.tooDeepAt = at - 1;
        if (byte === OPEN_BRACKET && depth - 1 <= arraysTo) {
          stop = 'array';
          break;
        }
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth -= 1;
        if (depth <= 0) {
          stop = 'end';
          break;
        }
      } else if ((byte === SLASH || byte === APOSTROPHE) && !tolerant) {
        stop = 'doubtful';
        break;
      }
    }
    this.position = at;
    this.#depth = depth;
    this.#inString = inString;
    return stop;
  }
}
