import type { Clock } from '../kernel/clock.ts';
import type { Storage } from '../storage/index.ts';
import { createAppender, type Appender, type AppenderHooks } from './appender.ts';
import { Heads, type StreamDefinition } from './heads.ts';
import { lastSeq, type LogRecord, type StreamKind } from './record.ts';
import { createLogStore, type LogStore } from './store.ts';

/** The append-only event log. */
export interface EventLog extends Pick<
  LogStore,
  | 'read'
  | 'readAt'
  | 'readContaining'
  | 'readBackwards'
  | 'lastBefore'
  | 'changesSince'
  | 'checkpoint'
  | 'moveCheckpoint'
  | 'streamsOf'
  | 'confirmPrimary'
> {
  /** Opens the streams of one kind for the domain that owns them. */
  streams<State>(
    definition: StreamDefinition<State>,
    hooks: Pick<AppenderHooks<State>, 'written'>,
  ): { readonly heads: Heads<State>; readonly appender: Appender<State> };
  /**
   * Inserts a record whose sequence number the caller has determined, and hints at it.
   * @returns false if the sequence number or the key is taken
   */
  insertAt(record: LogRecord): Promise<boolean>;
  /**
   * Calls a listener with every record of a kind soon after any process has written it. These calls are hints: they may be repeated, out
   * of order or, after a lost connection, late.
   * @returns a function that removes the listener
   */
  onRecord(kind: StreamKind, listener: (record: LogRecord) => void): () => void;
  /** Calls the listeners with a record that a majority of the replica set has acknowledged. */
  hint(record: LogRecord): void;
  /** Forgets the cached heads, because the log's collection was dropped or replaced. */
  forget(): void;
}

export function createEventLog(storage: Storage, clock: Clock): EventLog {
  const store = createLogStore(storage);
  const listeners: Record<StreamKind, Set<(record: LogRecord) => void>> = {
    interaction: new Set(),
    agent: new Set(),
    agentNews: new Set(),
    flow: new Set(),
  };
  const caches: { forget(): void }[] = [];
  const hint = (record: LogRecord) => {
    // A newer version of the server may write kinds of streams that this version does not support.
    if (!Object.hasOwn(listeners, record.kind)) return;
    for (const listener of listeners[record.kind])
      try {
        listener(record);
      } catch (error) {
        // A listener's failure affects neither the append nor the other listeners.
        process.emitWarning(error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
  };

  return {
    ...store,
    streams<State>(definition: StreamDefinition<State>, hooks: Pick<AppenderHooks<State>, 'written'>) {
      const heads = new Heads(store, definition);
      caches.push(heads);
      // Added before all other listeners, because they may need the state after the record.
      listeners[definition.kind].add((record) => {
        heads.advance(record);
      });
      return { heads, appender: createAppender({ heads, store, clock, hooks: { ...hooks, hint } }) };
    },
    async insertAt(record) {
      const { inserted } = await store.insert([record]);
      if (inserted === 1) hint(record);
      return inserted === 1;
    },
    onRecord(kind, listener) {
      listeners[kind].add(listener);
      return () => listeners[kind].delete(listener);
    },
    hint,
    forget() {
      for (const heads of caches) heads.forget();
    },
  };
}

const readBatch = 500;

/**
 * Yields the records of a stream that hold facts with `after` < seq <= `upTo`, in order.
 * @param batchSize number of records in one read
 */
export async function* recordsOf(
  log: Pick<EventLog, 'read'>,
  kind: StreamKind,
  tenant: string,
  stream: string,
  { after, upTo }: { readonly after: number; readonly upTo: number },
  batchSize = readBatch,
): AsyncGenerator<LogRecord> {
  for (let position = after; position < upTo;) {
    const records = await log.read(tenant, kind, stream, { after: position, limit: batchSize });
    yield* records;
    const last = records.at(-1);
    if (last === undefined || records.length < batchSize) return;
    position = lastSeq(last);
  }
}
