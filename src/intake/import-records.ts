import { Batches, defaultBatchLimits, type BatchLimits } from './batches.ts';
import type { Importer, ImportReport, Reject } from './importer.ts';
import { defaultReadLimits, RecordReader, type ReadItem, type ReadLimits } from './record-reader.ts';
import { DamagedError, unpack } from './unpack.ts';
import { untilAborted } from './until-aborted.ts';

export interface ImportOptions {
  /** In the file's order. A throw ends the import, as one of the importer does. */
  readonly onReject?: ((reject: Reject) => void) | undefined;
  /** After each chunk of the input, as its size on disk has it, and after each batch. */
  readonly onProgress?: ((bytesRead: number, report: ImportReport) => void) | undefined;
  /** Stops reading, waits for the batch that is being imported, and returns what was acknowledged. */
  readonly signal?: AbortSignal | undefined;
  readonly batch?: Partial<BatchLimits> | undefined;
  readonly limits?: Partial<ReadLimits> | undefined;
}

/**
 * Imports a source's file: one record, an array, NDJSON, objects one after another or the source's response, as UTF-8,
 * packed with gzip or not. What cannot be read or is refused is told of, and the rest goes in.
 *
 * It throws what the importer or the input throws, once the batch before is settled; the last report that `onProgress`
 * got holds then. Importing the file again is safe, and picks up what did not go in.
 */
export async function importRecords(
  importer: Pick<Importer, 'source' | 'containers' | 'importBatch'>,
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
  const reader = new RecordReader(importer.containers, { ...defaultReadLimits, ...options.limits });

  async function* counted(): AsyncGenerator<Uint8Array, undefined> {
    for await (const chunk of untilAborted(input, stop.signal)) {
      bytesRead += chunk.byteLength;
      yield chunk;
    }
  }

  async function send(): Promise<void> {
    await batches.settled();
    if (!isStopped()) batches.send();
  }

  async function take(items: Iterable<ReadItem>): Promise<void> {
    for (const item of items) {
      if (batches.add(item)) await send();
      if (isStopped()) return;
    }
  }

  async function read(): Promise<void> {
    let cause: string | undefined;
    try {
      for await (const chunk of unpack(counted())) {
        await take(reader.push(chunk));
        if (reader.done || isStopped()) break;
        progress(batches.report);
      }
    } catch (error) {
      if (!(error instanceof DamagedError)) throw error;
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
