import type { Wrapping } from './importer.ts';
import { readChunk, readEnd } from './reader/reader.ts';
import { createReader, type ReadItem, type ReadLimits } from './reader/state.ts';

/** A file inside more files than this is not opened. */
const maxDepth = 4;

/**
 * Reads a wrapped file by itself, so that a fault in one loses nothing of the next. Positions count from the start of
 * the wrapped file. The text of a file that cannot be read at all is the text of its wrapping.
 */
export function* unwrap(
  item: ReadItem,
  wrapping: Wrapping,
  limits: ReadLimits,
  depth = 0,
): Generator<ReadItem | undefined, undefined> {
  if ('reject' in item) {
    if (depth === 0 && wrapping.refuse !== undefined) throw wrapping.refuse(item.reject);
    yield item;
    return;
  }
  const { index, line, column, text } = item.record;
  const file = depth > maxDepth ? undefined : wrapping.open(item.record, depth);
  if (file === undefined) yield item;
  else if (typeof file === 'string') yield { reject: { index, line, column, reason: file }, text };
  else {
    const reader = createReader(wrapping.containers, limits);
    for (const items of [readChunk(reader, file), readEnd(reader)])
      for (const found of items)
        if (found === undefined) yield found;
        else yield* unwrap('reject' in found ? { text, ...found } : found, wrapping, limits, depth + 1);
  }
}
