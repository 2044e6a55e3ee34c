import { MongoNetworkError, MongoServerError, type Collection, type Document, type Filter } from 'mongodb';
import { isInBackground } from '../kernel/interval-loop.ts';
import { retryableReadCodes } from './driver-errors.ts';

export interface FindCommand {
  readonly projection?: Readonly<Record<string, 0 | 1>>;
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  readonly skip?: number;
  readonly limit?: number;
  readonly hint?: string | Readonly<Record<string, 1 | -1>>;
  readonly readConcern?: { readonly level: 'local' | 'majority' };
  readonly maxTimeMS: number;
}

/** Larger than any result: MongoDB ends a batch at 16 MiB in any case. */
const wholeResult = 1_000_000;

/**
 * Reads all matching documents with one `find` command. The driver's cursor takes a third more CPU. Like the cursor, it repeats a read once
 * after an error that may pass (retryable reads), and tags the reads of background loops.
 */
export async function readAll<Doc extends Document>(
  collection: Collection<Doc>,
  filter: Filter<Doc>,
  options: FindCommand,
): Promise<Doc[]> {
  const { collectionName: find, db, readPreference } = collection;
  const command = {
    find,
    filter,
    ...options,
    batchSize: options.limit === undefined ? wholeResult : options.limit + 1,
    ...(isInBackground() ? { comment: 'sweep' } : {}),
  };
  const send = () =>
    db.command(command, {
      ignoreUndefined: true,
      ...(readPreference === undefined ? {} : { readPreference }),
    });
  const reply = await send().catch((error: unknown) => {
    if (isRetryable(error)) return send();
    throw error;
  });
  const { id, firstBatch } = reply.cursor as { readonly id: unknown; readonly firstBatch: Doc[] };
  if (id === 0) return firstBatch;
  // The result is larger than a batch. The driver's cursor reads all batches from one server.
  await db.command({ killCursors: find, cursors: [id] }).catch(() => undefined);
  return collection.find<Doc>(filter, { ...options, batchSize: wholeResult }).toArray();
}

const isRetryable = (error: unknown): boolean =>
  error instanceof MongoNetworkError ||
  (error instanceof MongoServerError && retryableReadCodes.has(Number(error.code)));
