import { Batches, defaultBatchLimits, type BatchLimits } from './batches.ts';
import type { ImportReport, RecordTaker, Reject, Wrapping } from './importer.ts';
import { readChunk, readEnd } from './reader/reader.ts';
import { yieldToRequests } from '../kernel/event-loop.ts';
import { createReader, defaultReadLimits, type ReadItem, type ReadLimits } from './reader/state.ts';
import { DamagedError, TrailingBytesError } from './gunzip.ts';
import { unpack } from './unpack.ts';
import { unwrap } from './unwrap.ts';

export interface ImportOptions {
  /** Called in the order of the file. A throw ends the import, as a throw of the importer does. */
  readonly onReject?: ((reject: Reject) => void) | undefined;
  /** Called after each chunk, with the number of bytes before decompression, and after each batch. */
  readonly onProgress?: ((bytesRead: number, report: ImportReport) => void) | undefined;
  /** Stops reading. The import then waits for the batches in flight and returns the counts that were acknowledged. */
  readonly signal?: AbortSignal | undefined;
  readonly batch?: Partial<BatchLimits> | undefined;
  readonly limits?: Partial<ReadLimits> | undefined;
  /** Limits of an input that is not trusted. Complete batches before a limit are imported. */
  readonly inputLimits?: InputLimits | undefined;
  /** Whether damaged compressed input throws DamagedError instead of being a reject. Records before the damage are imported. */
  readonly throwsDamaged?: boolean | undefined;
  /** Set if the input contains files, and the records are theirs. */
  readonly wrapping?: Wrapping | undefined;
}

interface InputLimits {
  /** The limit for the input and for its decompressed bytes. @throws InputTooLargeError */
  readonly maxBytes?: number | undefined;
  /** The largest ratio of the decompressed bytes to the input. The first mebibyte is free. @throws InputTooLargeError */
  readonly maxExpansion?: number | undefined;
  /** The limit of records and rejects. @throws InputTooLargeError */
  readonly maxRecords?: number | undefined;
  /** The number of consecutive rejects that end the import. @throws RejectedInputError */
  readonly maxRejectsInRow?: number | undefined;
}

/** The input exceeds a limit. The message is the predicate of a sentence about the input. */
export class InputTooLargeError extends Error {
  override readonly name = 'InputTooLargeError';
}

/** Small inputs can have any ratio. */
const freeExpansionBytes = 1024 * 1024;

/**
 * Imports a source's file: one record, an array, NDJSON, concatenated records or the source's response, in UTF-8, with or
 * without gzip. Records that cannot be read or are refused are reported, and the others are imported.
 *
 * An error of the importer or of the input is thrown when all batches in flight have ended; the last report of
 * `onProgress` is valid then. Importing the same file again is safe, and imports what is missing.
 */
export async function importRecords(
  importer: RecordTaker,
  tenant: string,
  input: AsyncIterable<Uint8Array>,
  options: ImportOptions = {},
): Promise<ImportReport> {
  let bytesRead = 0;
  const stop = new AbortController();
  const stopReading = (): void => {
    stop.abort();
  };
  const isStopped = (): boolean => stop.signal.aborted;
  const progress = (report: ImportReport): void => options.onProgress?.(bytesRead, report);
  const batches = new Batches(
    importer,
    tenant,
    { ...defaultBatchLimits, ...options.batch },
    {
      onReject: (reject) => options.onReject?.(reject),
      onSettled: progress,
      onFailure: stopReading,
    },
    options.inputLimits?.maxRejectsInRow,
  );
  const limits = { ...defaultReadLimits, ...options.limits };
  const { wrapping = importer.wrapping } = options;
  const reader =
    wrapping === undefined ? createReader(importer.containers, limits) : createReader(wrapping.containers);

  const { maxBytes = Infinity, maxExpansion = Infinity, maxRecords = Infinity } = options.inputLimits ?? {};
  const checkSize = (bytes: number): void => {
    if (bytes > maxBytes) throw new InputTooLargeError(`is larger than the limit of ${maxBytes} bytes`);
  };

  async function* counted(): AsyncGenerator<Uint8Array, undefined> {
    for await (const chunk of untilAborted(input, stop.signal)) {
      bytesRead += chunk.byteLength;
      checkSize(bytesRead);
      yield chunk;
    }
  }

  async function send(): Promise<void> {
    await batches.room();
    if (!isStopped()) batches.send();
  }

  let itemsRead = 0;
  /** @param inner set if the items contain files */
  async function take(items: Iterable<ReadItem | undefined>, inner?: Wrapping): Promise<void> {
    for (const item of items) {
      await yieldToRequests();
      if (isStopped()) return;
      if (item === undefined) continue;
      itemsRead += 1;
      if (itemsRead > maxRecords)
        throw new InputTooLargeError(`has more than ${maxRecords} records: send it in parts`);
      if (inner !== undefined) await take(unwrap(item, inner, limits));
      else if (batches.add(item)) await send();
    }
  }

  async function read(): Promise<void> {
    let cause: string | undefined;
    let unpackedBytes = 0;
    try {
      for await (const chunk of unpack(counted())) {
        // A few compressed kilobytes can contain a gigabyte.
        unpackedBytes += chunk.byteLength;
        checkSize(unpackedBytes);
        if (unpackedBytes > freeExpansionBytes + maxExpansion * bytesRead)
          throw new InputTooLargeError(`expands to more than ${maxExpansion} times its size`);
        await take(readChunk(reader, chunk), wrapping);
        if (reader.phase === 'done' || isStopped()) break;
        progress(batches.report);
      }
    } catch (error) {
      // A stop ends the input early.
      if (isStopped()) return;
      const isReject =
        error instanceof TrailingBytesError ||
        (error instanceof DamagedError && options.throwsDamaged !== true);
      if (!isReject) throw error;
      cause = error.message;
    }
    if (isStopped()) return;
    await take(readEnd(reader, cause), wrapping);
    await send();
  }

  options.signal?.addEventListener('abort', stopReading);
  if (options.signal?.aborted === true) stopReading();
  try {
    await read();
  } finally {
    options.signal?.removeEventListener('abort', stopReading);
    await batches.settled();
  }
  return batches.report;
}

/** Yields the items of a source until the signal aborts, which also ends a wait for the next item. */
async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    while (!signal.aborted) {
      const next = await nextOrAborted(iterator, signal);
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not awaited, because a source that waits for data returns only when data arrives.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

function nextOrAborted<T>(
  iterator: AsyncIterator<T>,
  signal: AbortSignal,
): Promise<IteratorResult<T> | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      resolve(undefined);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    iterator
      .next()
      .then(resolve, reject)
      .finally(() => {
        signal.removeEventListener('abort', onAbort);
      });
  });
}
