/**
 * The state of a reader, with its window on the input: `bytes` from `start` to `end`. The window holds the bytes from the
 * start of the current text and hardly more than a record may have, so memory is bounded by the limit, not by the file.
 */
import type { Reject, SourceRecord } from '../importer.ts';
import { positionIn, type TextPosition } from '../position.ts';
import { openingBytes } from './openings.ts';
import { beginScan, type Scan } from './scan.ts';

export interface ReadLimits {
  /** A MongoDB document has at most 16 MiB and contains the model beside the compressed text of the record. */
  readonly recordBytes: number;
  /** The number of brackets that can be open at once in a record. */
  readonly depth: number;
}

export const defaultReadLimits: ReadLimits = { recordBytes: 7.5 * 1024 * 1024, depth: 200 };

/** A record, or a reject with the text that could not be read, unless it is a fault of the whole file or too large. */
export type ReadItem =
  | { readonly record: SourceRecord }
  | { readonly reject: Reject; readonly text?: string };

/** The result of a step: an item, or whether the next step can be done or has to wait for more bytes. */
export type Step = ReadItem | 'go' | 'wait';

/** A record that has not ended after so many bytes is checked for a fault: after a broken record sooner, since more can follow. */
export const firstCheckBytes = { afterRecord: 64 * 1024, afterBroken: 4 * 1024 };

export interface Reader {
  readonly containers: readonly string[];
  /** Finds what can follow a broken text: an opening brace or the key and the bracket of a container. */
  readonly nextPattern: RegExp;
  readonly limits: ReadLimits;
  bytes: Buffer;
  start: number;
  end: number;
  /** The position of the window's start. */
  position: TextPosition;
  phase: 'head' | 'between' | 'text' | 'broken' | 'done';
  /** The arrays that are open around the records. */
  readonly enclosures: ('array' | 'container')[];
  /** The number of records and rejects so far. */
  index: number;
  /** Whether a record has been read that was not in a response. */
  hasBareRecords: boolean;
  /** Whether the last record at the top of the file had a line to itself, as in NDJSON. */
  hasRecordPerLine: boolean;
  /** How the records of the file open. */
  readonly openings: Set<string>;
  hasGuessed: boolean;
  /** Whether the current text is the tail of a response, from the `]` of its container. */
  isTail: boolean;
  scan: Scan;
  /** The number of bytes at which a text that has not ended is checked for a fault. */
  checkBytes: number;
  /** The reject of a text that is larger than a record may be. Its first bytes are no longer in the window. */
  oversized: Omit<Reject, 'index'> | undefined;
  /** The first offset in a broken text at which the next record can start. */
  faultAt: number;
  /** The offset in a broken text before which there is no next record. */
  searched: number;
  /** Whether the end of the file has been reported as the fault of its last record. */
  endIsReported: boolean;
  /** The reason why the input ended early. */
  cause: string | undefined;
}

export function createReader(containers: readonly string[], limits = defaultReadLimits): Reader {
  const keys = containers.map((key) => `|${JSON.stringify(key)}\\s*:\\s*\\[`);
  return {
    containers,
    nextPattern: new RegExp(`\\{${keys.join('')}`, 'gu'),
    limits,
    bytes: Buffer.alloc(0),
    start: 0,
    end: 0,
    position: { line: 1, column: 1 },
    phase: 'head',
    enclosures: [],
    index: 0,
    hasBareRecords: false,
    hasRecordPerLine: false,
    openings: new Set(),
    hasGuessed: false,
    isTail: false,
    scan: beginScan(),
    checkBytes: firstCheckBytes.afterRecord,
    oversized: undefined,
    faultAt: 0,
    searched: 0,
    endIsReported: false,
    cause: undefined,
  };
}

/** After bare records, a broken text is a record, even if it has the key of a container. */
export const mayBeResponse = ({ enclosures, hasBareRecords }: Reader): boolean =>
  enclosures.at(-1) !== 'container' && !hasBareRecords;

export function rejectOf(reader: Reader, reject: Omit<Reject, 'index'>, text = ''): ReadItem {
  return { reject: { index: reader.index++, ...reject }, ...(text === '' ? {} : { text }) };
}

export const endsBefore = ({ cause }: Reader, closer: string): string =>
  cause ?? `the file ends before its array of records does: a ${closer} is missing, and records may be`;

/** Ends the current text at `end`. */
export function endText(reader: Reader, end: number, text?: string): void {
  consume(reader, end, text);
  reader.oversized = undefined;
  reader.phase = 'between';
}

export function consume(
  reader: Reader,
  to: number,
  text = reader.bytes.toString('utf8', reader.start, to),
): void {
  reader.position = positionIn(reader.position, text);
  reader.start = to;
}

/** Discards the first bytes of an oversized text, up to the start of a character. */
export function discard(reader: Reader): 'wait' {
  const { bytes, start, end } = reader;
  let to = Math.max(start, end - openingBytes);
  while (to > start && ((bytes[to] ?? 0) & 0xc0) === 0x80) to -= 1;
  consume(reader, to);
  reader.scan.position -= to - start;
  reader.faultAt -= to - start;
  reader.searched -= to - start;
  return 'wait';
}

/** Appends a piece to the window. One buffer is reused for the whole input, so that an import leaves no garbage here. */
export function appendBytes(reader: Reader, piece: Uint8Array): void {
  const { bytes, start, end } = reader;
  if (end + piece.byteLength > bytes.length) {
    const size = end - start;
    const needed = size + piece.byteLength;
    if (bytes.length >= 2 * needed) bytes.copyWithin(0, start, end);
    else {
      // Twice the needed size, so that small chunks do not move a large record repeatedly.
      reader.bytes = Buffer.allocUnsafeSlow(2 * needed);
      bytes.copy(reader.bytes, 0, start, end);
    }
    reader.start = 0;
    reader.end = size;
  }
  reader.bytes.set(piece, reader.end);
  reader.end += piece.byteLength;
}
