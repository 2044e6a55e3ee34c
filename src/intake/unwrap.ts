import type { Reject, SourceRecord } from './importer.ts';
import { readChunk, readEnd } from './reader/reader.ts';
import { createReader, type ReadItem, type ReadLimits } from './reader/state.ts';

/** Describes an input whose records contain files, such as a delivery of Amazon Data Firehose. */
export interface Wrapping {
  /** The keys whose arrays contain the wrapped files. */
  readonly containers: readonly string[];
  /** Returns the wrapped file, or the reason why there is none. A throw ends the import. */
  open(wrapped: SourceRecord): Uint8Array | string;
  /** Returns the error that ends the import if the wrapping itself is not valid. */
  refuse(reject: Reject): Error;
}

/**
 * Reads a wrapped file by itself, so that a fault in one loses nothing of the next. Positions count from the start of
 * the wrapped file. The text of a file that cannot be read at all is the text of its wrapping.
 */
export function* unwrap(
  item: ReadItem,
  wrapping: Wrapping,
  containers: readonly string[],
  limits: ReadLimits,
): Generator<ReadItem | undefined, undefined> {
  if ('reject' in item) throw wrapping.refuse(item.reject);
  const { index, line, column, text } = item.record;
  const file = wrapping.open(item.record);
  if (typeof file === 'string') {
    yield { reject: { index, line, column, reason: file }, text };
    return;
  }
  const reader = createReader(containers, limits);
  for (const items of [readChunk(reader, file), readEnd(reader)])
    for (const found of items) yield found !== undefined && 'reject' in found ? { text, ...found } : found;
}
