import { randomUUID } from 'node:crypto';
import { Timestamp, type Collection, type Filter } from 'mongodb';
import { asDomainError, type Storage } from '../storage/index.ts';
import { lastSeq, maxFacts, type LogRecord, type StreamKind } from './record.ts';

/** How sure a read is: of what a majority has, or of what the primary has. */
export type Certainty = 'majority' | 'local';

interface LogDocument extends LogRecord {
  /** Tenant, kind, stream and number: so the primary key is the order, and makes the number unique. */
  readonly _id: string;
  /** Filled by the server: the position across streams. */
  readonly ts: Timestamp;
}

/** What became of an insert of several. */
export interface InsertResult {
  /** So many from the front are in. */
  readonly inserted: number;
  /** Why the next one is not: somebody else has its number, or its key. */
  readonly taken?: 'seq' | 'key';
}

export type LogStore = ReturnType<typeof createLogStore>;

export const eventCollection = 'events';
const duplicateKey = 11_000;
const readTimeoutMs = 8000;
const majorityMs = 8000;

/** Ten digits sort as numbers do; a stream ends before ten thousand million facts. */
const position = (seq: number): string => String(Math.max(seq, 0)).padStart(10, '0');
const checkpointOf = (kind: StreamKind): string => `${kind}s`;
const prefix = (tenant: string, kind: StreamKind, stream: string) => `${tenant}:${kind}:${stream}:`;
/** A name could itself end like a number's place, so the stream is part of every filter. */
const within = (tenant: string, kind: StreamKind, stream: string): Filter<LogDocument> => ({
  tenant,
  kind,
  stream,
});

export function createLogStore(storage: Storage) {
  const events: Collection<LogDocument> = storage.systemCollection<LogDocument>(eventCollection, [
    { key: { tenant: 1, kind: 1, stream: 1, by: 1, key: 1 }, unique: true, name: 'key' },
    {
      key: { tenant: 1, stream: 1, at: 1, seq: 1 },
      partialFilterExpression: { kind: 'agent' },
      name: 'agent',
    },
    { key: { ts: 1 }, partialFilterExpression: { changes: true }, name: 'changes' },
  ]);

  const find = async (filter: Filter<LogDocument>, limit: number, certainty: Certainty) =>
    (
      await events
        .find(filter, {
          sort: { _id: 1 },
          limit,
          batchSize: limit + 1,
          projection: { _id: 0, ts: 0 },
          readConcern: { level: certainty },
          maxTimeMS: readTimeoutMs,
        })
        .toArray()
        .catch(failed)
    ).map(fromDocument);

  /**
   * A primary that does not know yet that it is none could still be asked. What a majority has just let it write proves that it is: the
   * driver's own linearizable reads prove the same, and take a tenth of a second.
   */
  const barriers = storage.systemCollection<{ _id: string; at: Date }>('barriers', [
    { key: { at: 1 }, expireAfterSeconds: 3600 },
  ]);
  const checkpoints = storage.systemCollection<{ _id: string; at: Date }>('checkpoints', []);
  const barrier = randomUUID();
  const confirmPrimary = () =>
    barriers
      .updateOne(
        { _id: barrier },
        { $currentDate: { at: true } },
        { upsert: true, writeConcern: { w: 'majority' } },
      )
      .catch(failed);

  return {
    /**
     * One command, in order, as a majority keeps it. The driver's own retry is not used: who appends retries with the same keys.
     * @param withinMs how long a majority has to confirm it
     * @throws UNAVAILABLE if it is unknown what became of it
     */
    async insert(records: readonly LogRecord[], withinMs = majorityMs): Promise<InsertResult> {
      const reply = await events.db
        .command({
          insert: eventCollection,
          documents: records.map(toDocument),
          ordered: true,
          writeConcern: { w: 'majority', wtimeout: Math.ceil(Math.min(withinMs, majorityMs)) },
        })
        .catch(failed);
      const error = (reply.writeErrors as WriteError[] | undefined)?.[0];
      if (reply.writeConcernError !== undefined) throw asDomainError(new UnknownOutcome());
      if (error === undefined) return { inserted: records.length };
      if (error.code !== duplicateKey) throw new Error(`The log refuses a record: ${error.errmsg}`);
      return { inserted: error.index, taken: '_id' in (error.keyPattern ?? {}) ? 'seq' : 'key' };
    },

    /** The records that hold facts after `after`. */
    async read(
      tenant: string,
      kind: StreamKind,
      stream: string,
      { after, limit }: { readonly after: number; readonly limit: number },
      certainty: Certainty = 'majority',
    ): Promise<readonly LogRecord[]> {
      // A position in the middle of a record is rare, so what might hold it is read with the rest.
      const start = prefix(tenant, kind, stream);
      const filter: Filter<LogDocument> = {
        _id: { $gt: start + position(after - maxFacts), $lt: `${start}:` },
        ...within(tenant, kind, stream),
      };
      const records = await find(filter, limit + maxFacts, certainty);
      return records.filter((record) => lastSeq(record) > after).slice(0, limit);
    },

    /** The records up to a position, newest first. */
    async *readBackwards(
      tenant: string,
      kind: StreamKind,
      stream: string,
      upTo: number,
    ): AsyncGenerator<LogRecord> {
      const start = prefix(tenant, kind, stream);
      const filter = { _id: { $gt: start, $lte: start + position(upTo) }, ...within(tenant, kind, stream) };
      try {
        for await (const document of events.find(filter, {
          sort: { _id: -1 },
          projection: { _id: 0, ts: 0 },
          readConcern: { level: 'majority' },
        }))
          yield fromDocument(document);
      } catch (error) {
        failed(error);
      }
    },

    /** Linearizable: what was acknowledged before this is called is found. */
    async findByKeys(
      tenant: string,
      kind: StreamKind,
      stream: string,
      keys: readonly { readonly by: string; readonly key: string }[],
    ): Promise<readonly LogRecord[]> {
      await confirmPrimary();
      const found = await events
        .find(
          { ...within(tenant, kind, stream), $or: keys.map(({ by, key }) => ({ by, key })) },
          { projection: { _id: 0, ts: 0 }, maxTimeMS: readTimeoutMs },
        )
        .toArray()
        .catch(failed);
      return found.map(fromDocument);
    },

    async lastBefore(tenant: string, stream: string, at: Date): Promise<LogRecord | undefined> {
      const found = await events
        .find(
          { ...within(tenant, 'agent', stream), at: { $lt: at } },
          { sort: { at: -1, seq: -1 }, limit: 1, projection: { _id: 0, ts: 0 }, hint: 'agent' },
        )
        .toArray()
        .catch(failed);
      return found.map(fromDocument)[0];
    },

    /** Records that projections need, from a moment on, in the order of their writing. */
    async *changesSince(from: Date): AsyncGenerator<LogRecord> {
      const seconds = Math.floor(from.getTime() / 1000);
      try {
        for await (const document of events.find(
          { changes: true, ts: { $gte: new Timestamp({ t: Math.max(seconds, 0), i: 0 }) } },
          {
            sort: { ts: 1 },
            projection: { _id: 0, ts: 0 },
            readConcern: { level: 'majority' },
            hint: 'changes',
            comment: 'sweep',
          },
        ))
          yield fromDocument(document);
      } catch (error) {
        failed(error);
      }
    },

    async checkpoint(kind: StreamKind): Promise<Date | undefined> {
      const found = await checkpoints
        .findOne({ _id: checkpointOf(kind) }, { comment: 'sweep' })
        .catch(failed);
      return found?.at;
    },
    async moveCheckpoint(kind: StreamKind, at: Date): Promise<void> {
      await checkpoints
        .updateOne({ _id: checkpointOf(kind) }, { $max: { at } }, { upsert: true, comment: 'sweep' })
        .catch(failed);
    },

    /** Every stream of a kind there is, of a tenant or of all. */
    async *streams(kind: StreamKind, tenant?: string): AsyncGenerator<{ tenant: string; stream: string }> {
      try {
        for await (const document of events.find(
          { kind, seq: 1, ...(tenant === undefined ? {} : { tenant }) },
          { sort: { _id: 1 }, projection: { _id: 0, tenant: 1, stream: 1 } },
        ))
          yield document;
      } catch (error) {
        failed(error);
      }
    },
  };
}

interface WriteError {
  readonly index: number;
  readonly code: number;
  readonly errmsg: string;
  readonly keyPattern?: object;
}

class UnknownOutcome extends Error {
  readonly code = 'ETIMEDOUT';
}

const failed = (error: unknown): never => {
  throw asDomainError(error);
};

const toDocument = (record: LogRecord): LogDocument => ({
  _id: prefix(record.tenant, record.kind, record.stream) + position(record.seq),
  ...record,
  ts: new Timestamp({ t: 0, i: 0 }),
});

const fromDocument = (document: object): LogRecord => document as LogRecord;

/** A change stream gives whole documents. */
export function recordOf(document: Record<string, unknown>): LogRecord {
  const { _id, ts: _ts, ...record } = document;
  return record as unknown as LogRecord;
}
