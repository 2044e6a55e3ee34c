export const NEWLINE = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const QUOTE = 0x22;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
/** The byte before each document of a JSON text sequence (RFC 7464). */
const RECORD_SEPARATOR = 0x1e;

/** Returns whether a byte can be between two records. Missing and additional commas are ignored. */
export function isSeparator(byte: number | undefined): boolean {
  return (
    byte === 0x20 ||
    byte === NEWLINE ||
    byte === CARRIAGE_RETURN ||
    byte === 0x09 ||
    byte === COMMA ||
    byte === RECORD_SEPARATOR
  );
}

/**
 * The state of the search for the end of a value. It can stop at any byte, and continues when more bytes have arrived.
 * Positions count from the first byte of the value.
 */
export interface Scan {
  /** The next byte. It is one past the end of the bytes if the last of them was a backslash in a string. */
  position: number;
  depth: number;
  inString: boolean;
  /** The first bracket above the maximum depth, or -1. */
  tooDeepAt: number;
}

export const beginScan = (depth = 0): Scan => ({ position: 0, depth, inString: false, tooDeepAt: -1 });

/**
 * `more`: the bytes ended. `end`: the value is closed. `array`: an array was opened as an element of the value.
 * `newline`: a string has a line break, so the value is not JSON.
 */
export type Stop = 'more' | 'end' | 'array' | 'newline';

/**
 * Finds the end of the value at `start` by counting brackets outside strings. `JSON.parse` then decides whether the text
 * is JSON.
 */
export function scanValue(
  scan: Scan,
  bytes: Buffer,
  start: number,
  end: number,
  stopAtArrays = false,
  maxDepth = Infinity,
): Stop {
  if (scan.position > 0 && scan.depth <= 0) return 'end';
  // Local variables, since most of the time of an import is spent in this loop.
  let at = start + scan.position;
  let { depth, inString } = scan;
  let stop: Stop = 'more';
  while (at < end) {
    const byte = bytes[at];
    at += 1;
    if (inString) {
      if (byte === QUOTE) inString = false;
      else if (byte === BACKSLASH) at += 1;
      else if (byte === NEWLINE) {
        stop = 'newline';
        break;
      }
    } else if (byte === QUOTE) {
      inString = true;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth += 1;
      if (depth > maxDepth && scan.tooDeepAt < 0) scan.tooDeepAt = at - 1 - start;
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
  scan.position = at - start;
  scan.depth = depth;
  scan.inString = inString;
  return stop;
}
