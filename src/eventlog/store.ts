import { bind } from '../kernel/bind.ts';
import { randomUUID } from 'node:crypto';
import { Timestamp, type Filter, type FindOptions } from 'mongodb';
import { unavailable } from '../kernel/errors.ts';
import {
  createReadBatcher,
  readAll,
  type FindCommand,
  duplicateKeyCode,
  outcomeOfCode,
  rethrow,
  stagesOf,
  type StageOptions,
  type Storage,
} from '../storage/index.ts';
import { lastSeq, maxFacts, type LogRecord, type StreamKind } from './record.ts';

/** MongoDB's read concern: data that a majority has acknowledged, or data that the primary has. */
export type ReadConcern = 'majority' | 'local';

interface LogDocument extends LogRecord {
  /** Tenant, kind, stream and sequence number. The primary key orders a stream and makes its sequence numbers unique. */
  readonly _id: string;
  /** Set by the server: the order of records across streams. */
  readonly ts: Timestamp;
}

interface StreamPosition {
  readonly stream: string;
  readonly seq: number;
}

/** The outcome of inserting several records in order. */
export interface InsertResult {
  /** The number of inserted records, from the first one on. */
  readonly inserted: number;
  /** Why the next record was not inserted: its sequence number or its key is taken. */
  readonly taken?: 'seq' | 'key';
}

export type LogStore = ReturnType<typeof createLogStore>;

export const eventCollection = 'events';
const readTimeoutMs = 8000;
const majorityMs = 8000;
const majorityRead = { readConcern: { level: 'majority' }, maxTimeMS: readTimeoutMs } as const;

/** Formats a sequence number so that strings sort like numbers. Ten digits allow 10^10 facts in a stream. */
const position = (seq: number): string => String(Math.max(seq, 0)).padStart(10, '0');
const checkpointOf = (kind: StreamKind): string => `${kind}s`;
const prefix = (tenant: string, kind: StreamKind, stream: string) => `${tenant}:${kind}:${stream}:`;
/**
 * A stream's name can end like the position in another stream, so a range of `_id` alone is ambiguous. The expression keeps MongoDB from
 * using an index other than `_id`.
 */
const inStream = (
  tenant: string,
  kind: StreamKind,
  stream: string,
  range: Readonly<Record<string, string>>,
): Filter<LogDocument> => ({
  _id: range,
  $expr: { $eq: [['$tenant', '$kind', '$stream'], { $literal: [tenant, kind, stream] }] },
});
const within = (tenant: string, kind: StreamKind, stream: string): Filter<LogDocument> => ({
  tenant,
  kind,
  stream,
});
const recordFields = { _id: 0, ts: 0 } as const;

type Collections = ReturnType<typeof openCollections>;

export const createLogStore = (storage: Storage) =>
  bind(openCollections(storage), {
    insert,
    read,
    readAt,
    readBackwards,
    readContaining,
    findByKeys,
    lastBefore,
    changesSince,
    checkpoint,
    moveCheckpoint,
    streamsOf,
    confirmPrimary,
  });

const openCollections = (storage: Storage) => {
  const events = storage.systemCollection<LogDocument>(eventCollection, [
    { key: { tenant: 1, kind: 1, stream: 1, by: 1, key: 1 }, unique: true, name: 'key' },
    {
      key: { tenant: 1, stream: 1, at: 1, seq: 1 },
      partialFilterExpression: { kind: 'agent' },
      name: 'agent',
    },
    { key: { ts: 1 }, partialFilterExpression: { changes: true }, name: 'changes' },
  ]);
  return {
    events,
    batch: createReadBatcher(events, majorityRead),
    barriers: storage.systemCollection<{ _id: string; at: Date }>('barriers', [
      { key: { at: 1 }, expireAfterSeconds: 3600 },
    ]),
    checkpoints: storage.systemCollection<{ _id: string; at: Date }>('checkpoints', []),
    barrier: randomUUID(),
  };
};

/**
 * Inserts records with one command, in order, and waits for a majority. The driver's retryable writes are not used, because the
 * appender retries with the same keys.
 * @param withinMs how long to wait for the majority, in milliseconds
 * @throws UNAVAILABLE if the outcome is unknown
 */
async function insert(
  { events }: Collections,
  records: readonly LogRecord[],
  withinMs = majorityMs,
): Promise<InsertResult> {
  // The driver throws if the reply has a write concern error, whether or not it has write errors too.
  const reply = await events.db
    .command({
      insert: eventCollection,
      documents: records.map(toDocument),
      ordered: true,
      writeConcern: { w: 'majority', wtimeout: Math.ceil(Math.min(withinMs, majorityMs)) },
    })
    .catch(rethrow);
  const error = (reply.writeErrors as WriteError[] | undefined)?.[0];
  if (error === undefined) return { inserted: records.length };
  if (error.code !== duplicateKeyCode) {
    const failure = new Error(`The log refuses a record: ${error.errmsg}`);
    // For example, the primary has stepped down between two records of the command.
    throw outcomeOfCode(error.code) === 'fault' ? failure : unavailable(failure);
  }
  return { inserted: error.index, taken: '_id' in (error.keyPattern ?? {}) ? 'seq' : 'key' };
}

/** Returns the records of a stream that hold facts after `after`, in order. */
async function read(
  collections: Collections,
  tenant: string,
  kind: StreamKind,
  stream: string,
  { after, limit }: { readonly after: number; readonly limit: number },
  readConcern: ReadConcern = 'majority',
): Promise<readonly LogRecord[]> {
  const start = prefix(tenant, kind, stream);
  // `after` can lie inside a record, which then begins up to `maxFacts` positions before it.
  const filter = inStream(tenant, kind, stream, {
    $gt: start + position(after - maxFacts),
    $lt: `${start}:`,
  });
  const options = { sort: { _id: 1 }, limit: limit + maxFacts } as const;
  const records =
    readConcern === 'majority'
      ? await findBatched(collections, filter, options)
      : await find(collections, filter, {
          ...options,
          readConcern: { level: readConcern },
          maxTimeMS: readTimeoutMs,
        });
  return records.filter((record) => lastSeq(record) > after).slice(0, limit);
}

/** Returns the records that begin at positions of streams, in any order. A position without a record is left out. */
async function readAt(
  collections: Collections,
  tenant: string,
  kind: StreamKind,
  positions: readonly StreamPosition[],
): Promise<readonly LogRecord[]> {
  if (positions.length === 0) return [];
  const ids = positions.map(({ stream, seq }) => prefix(tenant, kind, stream) + position(seq));
  return find(
    collections,
    { _id: { $in: ids }, tenant, kind },
    { limit: ids.length, readConcern: { level: 'majority' }, maxTimeMS: readTimeoutMs },
  );
}

/**
 * Yields the records of a stream up to a position, newest first.
 * @param batchSize number of records in one read
 */
async function* readBackwards(
  collections: Collections,
  tenant: string,
  kind: StreamKind,
  name: string,
  upTo: number,
  batchSize = 100,
): AsyncGenerator<LogRecord> {
  const start = prefix(tenant, kind, name);
  for (let last: number | undefined = upTo; last !== undefined;) {
    const records = await findBatched(
      collections,
      inStream(tenant, kind, name, { $gt: start, $lte: start + position(last) }),
      { sort: { _id: -1 }, limit: batchSize },
    );
    yield* records;
    const oldest = records.at(-1);
    last = oldest === undefined || records.length < batchSize ? undefined : oldest.seq - 1;
  }
}

/**
 * Returns the records that hold the facts at positions of streams, in any order, with at most two queries. A position without a fact is
 * left out.
 */
async function readContaining(
  collections: Collections,
  tenant: string,
  kind: StreamKind,
  positions: readonly StreamPosition[],
): Promise<readonly LogRecord[]> {
  const records = await readAt(collections, tenant, kind, positions);
  const found = new Set(records.map(({ stream, seq }) => `${stream}:${seq}`));
  // The other facts lie inside a record, which begins up to `maxFacts` positions before them.
  const inside = positions.filter(({ stream, seq }) => !found.has(`${stream}:${seq}`));
  if (inside.length === 0) return records;
  const branches = inside.map(({ stream, seq }): Filter<LogDocument> => {
    const start = prefix(tenant, kind, stream);
    return {
      _id: { $gt: start + position(seq - maxFacts), $lt: start + position(seq) },
      $expr: { $gt: [{ $add: ['$seq', { $size: '$facts' }] }, seq] },
    };
  });
  const rest = await find(
    collections,
    { $or: branches },
    { readConcern: { level: 'majority' }, maxTimeMS: readTimeoutMs },
  );
  const streams = new Set(inside.map(({ stream }) => stream));
  return [
    ...records,
    ...rest.filter(
      (record) => record.tenant === tenant && record.kind === kind && streams.has(record.stream),
    ),
  ];
}

/** Returns the records with these keys, in order. The read is linearizable: it finds everything acknowledged before the call. */
async function findByKeys(
  collections: Collections,
  tenant: string,
  kind: StreamKind,
  stream: string,
  keys: readonly { readonly by: string; readonly key: string }[],
): Promise<readonly LogRecord[]> {
  await confirmPrimary(collections);
  const found = await find(
    collections,
    { ...within(tenant, kind, stream), $or: keys.map(({ by, key }) => ({ by, key })) },
    { maxTimeMS: readTimeoutMs },
  );
  return found.toSorted((a, b) => a.seq - b.seq);
}

/** Returns the last record of an agent's stream before an instant. */
async function lastBefore(
  collections: Collections,
  tenant: string,
  stream: string,
  at: Date,
): Promise<LogRecord | undefined> {
  const [record] = await findBatched(
    collections,
    { ...within(tenant, 'agent', stream), at: { $lt: at } },
    { sort: { at: -1, seq: -1 }, limit: 1 },
    { hint: 'agent' },
  );
  return record;
}

/** Yields the records of all streams on which projections depend, since an instant, in the order of their log timestamps. */
function changesSince(collections: Collections, from: Date): AsyncGenerator<LogRecord> {
  const seconds = Math.floor(from.getTime() / 1000);
  return iterate(
    collections,
    { changes: true, ts: { $gte: new Timestamp({ t: Math.max(seconds, 0), i: 0 }) } },
    { sort: { ts: 1 }, readConcern: { level: 'majority' }, hint: 'changes' },
  );
}

/** Returns the instant up to which all streams of a kind are projected. */
async function checkpoint({ checkpoints }: Collections, kind: StreamKind): Promise<Date | undefined> {
  const found = await checkpoints.findOne({ _id: checkpointOf(kind) }).catch(rethrow);
  return found?.at;
}

async function moveCheckpoint({ checkpoints }: Collections, kind: StreamKind, at: Date): Promise<void> {
  await checkpoints.updateOne({ _id: checkpointOf(kind) }, { $max: { at } }, { upsert: true }).catch(rethrow);
}

/** Yields all streams of a kind, of one tenant or of all. */
const streamsOf = (collections: Collections, kind: StreamKind, tenant?: string) =>
  iterate<{ tenant: string; stream: string }>(
    collections,
    { kind, seq: 1, ...(tenant === undefined ? {} : { tenant }) },
    { sort: { _id: 1 }, projection: { _id: 0, tenant: 1, stream: 1 } },
  );

/**
 * Proves that the primary that answers is the current one: a majority acknowledges a write. A stale primary would answer reads until it
 * steps down. MongoDB's linearizable read concern proves the same but takes about 100 ms.
 */
async function confirmPrimary({ barriers, barrier }: Collections): Promise<void> {
  await barriers
    .updateOne(
      { _id: barrier },
      { $currentDate: { at: true } },
      { upsert: true, writeConcern: { w: 'majority' } },
    )
    .catch(rethrow);
}

const find = (
  { events }: Collections,
  filter: Filter<LogDocument>,
  options: FindCommand,
): Promise<LogRecord[]> => readAll(events, filter, { projection: recordFields, ...options }).catch(rethrow);

/**
 * Reads records that a majority has acknowledged, in one command with the other batched reads of the same tick.
 * @param alone further options of a read that is alone in its tick
 */
const findBatched = (
  collections: Collections,
  filter: Filter<LogDocument>,
  options: StageOptions & { readonly limit: number },
  alone: Pick<FindCommand, 'hint'> = {},
): Promise<readonly LogRecord[]> =>
  collections.batch<LogRecord>({
    alone: () => find(collections, filter, { ...options, ...alone, ...majorityRead }),
    pipeline: stagesOf(filter, { projection: recordFields, ...options }),
  });

async function* iterate<Found extends object = LogRecord>(
  { events }: Collections,
  filter: Filter<LogDocument>,
  options: FindOptions,
): AsyncGenerator<Found> {
  try {
    yield* events.find<Found>(filter, { projection: recordFields, ...options });
  } catch (error) {
    rethrow(error);
  }
}

interface WriteError {
  readonly index: number;
  readonly code: number;
  readonly errmsg: string;
  readonly keyPattern?: object;
}

const toDocument = (record: LogRecord): LogDocument => ({
  _id: prefix(record.tenant, record.kind, record.stream) + position(record.seq),
  ...record,
  ts: new Timestamp({ t: 0, i: 0 }),
});

/** Returns the record of a whole document, as change streams deliver it. */
export function recordOf(document: Record<string, unknown>): LogRecord {
  const { _id, ts: _ts, ...record } = document;
  return record as unknown as LogRecord;
}
