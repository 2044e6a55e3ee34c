import type { Reject, SourceRecord } from './importer.ts';
import { RecordReader, type ReadItem, type ReadLimits } from './record-reader.ts';

/** How a file is read whose records have files in them, as a delivery of them has. */
export interface Wrapping {
  /** Keys that hold the wrapped files, as an importer's hold records. */
  readonly containers: readonly string[];
  /** @returns the file that is in it, or why there is none. @throws what ends the import */
  open(wrapped: SourceRecord): Uint8Array | string;
  /** @returns what ends the import where the wrapping is not as it should be */
  refuse(reject: Reject): Error;
}

/**
 * Reads each of the files by itself, so that what is broken in one takes nothing of the next along. Positions are those in it. Of one that
 * cannot be read at all, the text is the wrapped one.
 */
export function* unwrap(
  wrapped: Iterable<ReadItem>,
  wrapping: Wrapping,
  containers: readonly string[],
  limits: ReadLimits,
): Generator<ReadItem, undefined> {
  for (const item of wrapped) {
    if ('reject' in item) throw wrapping.refuse(item.reject);
    const { index, line, column, text } = item.record;
    const file = wrapping.open(item.record);
    if (typeof file === 'string') {
      yield { reject: { index, line, column, reason: file }, text };
      continue;
    }
    const reader = new RecordReader(containers, limits, file.byteLength);
    for (const items of [reader.push(file), reader.end()])
      for (const found of items) yield 'reject' in found ? { text, ...found } : found;
  }
}
