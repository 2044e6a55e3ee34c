import { Batches, defaultBatchLimits, type BatchLimits } from './batches.ts';
import type { ImportReport, RecordTaker, Reject } from './importer.ts';
import { readChunk, readEnd } from './reader/reader.ts';
import { createReader, defaultReadLimits, type ReadItem, type ReadLimits } from './reader/state.ts';
import { DamagedError, unpack } from './unpack.ts';
import { unwrap, type Wrapping } from './unwrap.ts';

export interface ImportOptions {
  /** Called in the order of the file. A throw ends the import, as a throw of the importer does. */
  readonly onReject?: ((reject: Reject) => void) | undefined;
  /** Called after each chunk, with the number of bytes before decompression, and after each batch. */
  readonly onProgress?: ((bytesRead: number, report: ImportReport) => void) | undefined;
  /** Stops reading. The import then waits for the batches in flight and returns the counts that were acknowledged. */
  readonly signal?: AbortSignal | undefined;
  readonly batch?: Partial<BatchLimits> | undefined;
  readonly limits?: Partial<ReadLimits> | undefined;
  /** The limit for the input and for its decompressed bytes. Records before the limit are imported. @throws InputTooLargeError */
  readonly maxBytes?: number | undefined;
  /** Whether damaged compressed input throws DamagedError instead of being a reject. Records before the damage are imported. */
  readonly throwsDamaged?: boolean | undefined;
  /** Set if the input contains files, and the records are theirs. */
  readonly wrapping?: Wrapping | undefined;
}

/** The input is larger than its limit. */
export class InputTooLargeError extends Error {
  override readonly name = 'InputTooLargeError';
}

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
  );
  const limits = { ...defaultReadLimits, ...options.limits };
  const { wrapping } = options;
  const reader = createReader(wrapping?.containers ?? importer.containers, limits);

  const { maxBytes = Infinity } = options;
  const checkSize = (bytes: number): void => {
    if (bytes > maxBytes) throw new InputTooLargeError(`the input is larger than ${maxBytes} bytes`);
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

  async function take(items: Iterable<ReadItem>): Promise<void> {
    const found = wrapping === undefined ? items : unwrap(items, wrapping, importer.containers, limits);
    for (const item of found) {
      if (batches.add(item)) await send();
      if (isStopped()) return;
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
        await take(readChunk(reader, chunk));
        if (reader.phase === 'done' || isStopped()) break;
        progress(batches.report);
      }
    } catch (error) {
      if (!(error instanceof DamagedError) || options.throwsDamaged === true) throw error;
      cause = error.message;
    }
    if (isStopped()) return;
    await take(readEnd(reader, cause));
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
