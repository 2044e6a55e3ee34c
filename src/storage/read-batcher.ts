import DataLoader from 'dataloader';
import type { AggregateOptions, Collection, Document } from 'mongodb';
import { isInBackground } from '../kernel/interval-loop.ts';
import { rethrow } from './driver-errors.ts';

/** A read that can become a part of a larger command. */
export interface BatchedRead<Row extends object> {
  /** Sends the read as a command of its own. */
  readonly alone: () => Promise<Row[]>;
  /** The same read as stages, the first of which is `$match`. They cannot name an index. */
  readonly pipeline: readonly Document[];
}

export type ReadBatcher = <Row extends object>(read: BatchedRead<Row>) => Promise<Row[]>;

/** More reads than this become several commands. MongoDB allows 1000 stages in a pipeline. */
const maxReads = 900;

/**
 * Creates a function that sends all reads of one tick on a collection as one command. Fields of list items read this way: they run
 * concurrently, one for each item, so that a list costs the same number of queries for any number of items.
 */
export function createReadBatcher<Doc extends Document>(
  collection: Collection<Doc>,
  options: AggregateOptions,
): ReadBatcher {
  const loader = new DataLoader<BatchedRead<object>, object[]>(
    (reads) => readAll(collection, options, reads),
    { cache: false, maxBatchSize: maxReads },
  );
  // Background loops send their reads with a comment of their own.
  return <Row extends object>(read: BatchedRead<Row>) =>
    isInBackground() ? read.alone() : (loader.load(read) as Promise<Row[]>);
}

/** The options of a read that become stages. */
export interface StageOptions {
  readonly projection?: Readonly<Record<string, 0 | 1>>;
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  readonly skip?: number;
  readonly limit?: number;
}

/** Returns a read as stages of an aggregation. */
export const stagesOf = (
  $match: Document,
  { projection, sort, skip, limit }: StageOptions,
): readonly Document[] => [
  { $match },
  ...(sort === undefined ? [] : [{ $sort: sort }]),
  ...(skip === undefined ? [] : [{ $skip: skip }]),
  ...(limit === undefined ? [] : [{ $limit: limit }]),
  ...(projection === undefined ? [] : [{ $project: { _id: 0, ...projection } }]),
];

async function readAll<Doc extends Document>(
  collection: Collection<Doc>,
  options: AggregateOptions,
  reads: readonly BatchedRead<object>[],
): Promise<object[][]> {
  const [only] = reads;
  if (only !== undefined && reads.length === 1) return [await only.alone()];
  // A union keeps the order and the limit of each read.
  const [first = [], ...others] = reads.map(({ pipeline }, read) => [
    ...pipeline,
    { $replaceWith: { read, row: '$$ROOT' } },
  ]);
  const unions = others.map((pipeline) => ({ $unionWith: { coll: collection.collectionName, pipeline } }));
  const found = await collection
    .aggregate<{ read: number; row: object }>([...first, ...unions], { ...options, batchSize: 1_000_000 })
    .toArray()
    .catch(rethrow);
  const rows = reads.map((): object[] => []);
  for (const { read, row } of found) rows[read]?.push(row);
  return rows;
}
