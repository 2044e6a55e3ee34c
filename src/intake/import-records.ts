import { Batches, defaultBatchLimits, type BatchLimits } from './batches.ts';
import type { ImportReport, RecordTaker, Reject } from './importer.ts';
import { defaultReadLimits, RecordReader, type ReadItem, type ReadLimits } from './record-reader.ts';
import { DamagedError, unpack } from './unpack.ts';
import { untilAborted } from './until-aborted.ts';
import { unwrap, type Wrapping } from './unwrap.ts';

export interface ImportOptions {
  /** In the file's order. A throw ends the import, as one of the importer does. */
  readonly onReject?: ((reject: Reject) => void) | undefined;
  /** After each chunk of the input, as its size on disk has it, and after each batch. */
  readonly onProgress?: ((bytesRead: number, report: ImportReport) => void) | undefined;
  /** Stops reading, waits for the batches that are being imported, and returns what was acknowledged. */
  readonly signal?: AbortSignal | undefined;
  readonly batch?: Partial<BatchLimits> | undefined;
  readonly limits?: Partial<ReadLimits> | undefined;
  /** Of the input as it comes, and of what it is unpacked to. What was read before is imported. @throws InputTooLargeError */
  readonly maxBytes?: number | undefined;
  /** Whether packed input that is damaged is told by a throw of DamagedError, and not as a reject. What was read before is imported. */
  readonly throwsDamaged?: boolean | undefined;
  /** If the records are not the file's own, but those of the files in it. */
  readonly wrapping?: Wrapping | undefined;
}

/** There is more input than there may be. */
export class InputTooLargeError extends Error {
  override readonly name = 'InputTooLargeError';
}

/**
 * Imports a source's file: one record, an array, NDJSON, objects one after another or the source's response, as UTF-8,
 * packed with gzip or not. What cannot be read or is refused is told of, and the rest goes in.
 *
 * It throws what the importer or the input throws, once the batches that were sent are settled; the last report that `onProgress`
 * got holds then. Importing the file again is safe, and picks up what did not go in.
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
  const reader = new RecordReader(wrapping?.containers ?? importer.containers, limits);

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
        // A few compressed kilobytes can hold a gigabyte.
        unpackedBytes += chunk.byteLength;
        checkSize(unpackedBytes);
        await take(reader.push(chunk));
        if (reader.done || isStopped()) break;
        progress(batches.report);
      }
    } catch (error) {
      if (!(error instanceof DamagedError) || options.throwsDamaged === true) throw error;
      cause = error.message;
    }
    if (isStopped()) return;
    await take(reader.end(cause));
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
