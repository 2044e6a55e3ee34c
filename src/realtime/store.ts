import type { ChangeStream, Collection, MongoClient } from 'mongodb';
import { eventCollection, recordOf, type LogRecord } from '../eventlog/index.ts';
import { rethrow, type Storage } from '../storage/index.ts';

/** An ephemeral message between processes. Processes whose change stream is not open miss it. */
export interface Signal {
  readonly kind: 'typing' | 'history' | 'heartbeat';
  /** The id of the sending process. */
  readonly process: string;
  readonly at: Date;
  readonly tenant?: string;
  readonly data?: object;
}

const signalCollection = 'signals';
const signalTtlSeconds = 60;

/** An open MongoDB change stream over records and signals. */
export interface Watch {
  /** Resolves with the error, if any, when the stream has ended. Never rejects. */
  readonly ended: Promise<unknown>;
  /** Closes the stream without waiting for the server, which may be dead. */
  close(): void;
}

export interface WatchHandlers {
  readonly onRecord: (record: LogRecord) => void;
  readonly onSignal: (signal: Signal) => void;
  /** A collection was dropped or renamed; null for the whole database. */
  readonly onDropped: (collection: string | null) => void;
}

export type RealtimeStore = ReturnType<typeof createRealtimeStore>;

export function createRealtimeStore(storage: Storage) {
  const signals: Collection<Signal> = storage.systemCollection<Signal>(signalCollection, [
    { key: { at: 1 }, expireAfterSeconds: signalTtlSeconds },
  ]);
  return {
    /** Writes a signal with majority: change streams deliver such a write within a millisecond, and a weaker one much later. */
    async send(signal: Signal): Promise<void> {
      await signals.insertOne({ ...signal }, { writeConcern: { w: 'majority' } }).catch(rethrow);
    },

    /**
     * Opens a change stream with a client of its own and a short server selection timeout: when the primary has died, the driver's
     * change stream is silent for that long.
     */
    watch({ onRecord, onSignal, onDropped }: WatchHandlers): Watch {
      const { client, db } = storage.openClient({
        serverSelectionTimeoutMS: 2000,
        connectTimeoutMS: 2000,
        heartbeatFrequencyMS: 1000,
        maxPoolSize: 2,
      });
      const stream = db.watch(
        [
          {
            $match: {
              $or: [
                { operationType: 'insert', 'ns.coll': { $in: [eventCollection, signalCollection] } },
                { operationType: { $in: ['drop', 'rename', 'dropDatabase'] } },
              ],
            },
          },
          { $project: { operationType: 1, ns: 1, fullDocument: 1 } },
        ],
        { maxAwaitTimeMS: 1000, readConcern: { level: 'majority' } },
      );
      const read = async () => {
        for await (const change of stream as unknown as AsyncIterable<Change>)
          if (change.operationType !== 'insert') onDropped(change.ns.coll ?? null);
          else if (change.ns.coll === eventCollection) onRecord(recordOf(change.fullDocument));
          else onSignal(change.fullDocument as unknown as Signal);
      };
      return {
        ended: read().then(
          () => undefined,
          (error: unknown) => error,
        ),
        close: () => {
          abandon(stream, client);
        },
      };
    },
  };
}

type Change =
  | {
      readonly operationType: 'insert';
      readonly ns: { readonly coll: string };
      readonly fullDocument: Record<string, unknown>;
    }
  | { readonly operationType: 'drop' | 'rename' | 'dropDatabase'; readonly ns: { readonly coll?: string } };

/** Closes both in the background: each sends a command to the server first, which may not answer. */
function abandon(stream: ChangeStream, client: MongoClient): void {
  stream.close().catch(() => undefined);
  client.close(true).catch(() => undefined);
}
