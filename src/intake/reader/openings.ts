/**
 * Recognizes records after a text that is not JSON, where neither brackets nor quotes can be trusted. Sources write all
 * their records alike, and a key in its quotes cannot be within a string. So a record is recognized by its opening:
 * its first key and, after a first value that is a scalar, its second key.
 */
import { beginScan, OPEN_BRACE, scanValue } from './scan.ts';

/** The longest opening that is looked at, in bytes. */
export const openingBytes = 512;
/** The part of a file from which the opening of records is guessed if its first record is damaged. */
export const sampleBytes = 64 * 1024;
const maxGuesses = 500;
/** The number of bytes that all guesses together may read, since nested objects are read once for each of them. */
const maxGuessedBytes = 2 * 1024 * 1024;
/** Sources write all their records alike. */
export const maxOpenings = 16;

const openingPattern =
  /^\{\s*("(?:[^"\\\n]|\\.)*")\s*:(?:\s*(?:"(?:[^"\\\n]|\\.)*"|[^"{}[\],\s]+)\s*,\s*("(?:[^"\\\n]|\\.)*")\s*:)?/u;

/** Returns the opening of the object at `brace`, or undefined if it starts with no key. */
export function openingAt(bytes: Buffer, brace: number, end: number): string | undefined {
  return openingOf(bytes.toString('latin1', brace, Math.min(end, brace + openingBytes)));
}

export function openingOf(text: string): string | undefined {
  const match = openingPattern.exec(text);
  return match === null ? undefined : `${match[1] ?? ''} ${match[2] ?? ''}`;
}

/**
 * Guesses how records open from the longest object of a sample after a damaged first record, because the values in a
 * record are shorter than a record. If the first key of the damaged record can be read, the object must have it too.
 */
export function guessOpening(sample: Buffer, damaged: string | undefined): string | undefined {
  const firstKey = damaged?.replace(/ .*/su, ' ') ?? '';
  let guess: string | undefined;
  let longest = 0;
  let bytesRead = 0;
  let at = sample.indexOf(OPEN_BRACE);
  for (let tries = 0; at >= 0 && tries < maxGuesses && bytesRead < maxGuessedBytes; tries += 1) {
    const scan = beginScan();
    const isComplete = scanValue(scan, sample, at, sample.length) === 'end';
    bytesRead += scan.position;
    const opening = openingAt(sample, at, sample.length);
    if (isComplete && scan.position > longest && opening?.startsWith(firstKey) === true) {
      longest = scan.position;
      guess = opening;
    }
    at = sample.indexOf(OPEN_BRACE, at + (isComplete ? scan.position : 1));
  }
  return guess;
}
