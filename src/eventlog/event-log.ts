import type { Clock } from '../kernel/clock.ts';
import type { Storage } from '../storage/index.ts';
import { Appender, type AppenderHooks } from './appender.ts';
import { Heads, type StreamDefinition } from './heads.ts';
import type { LogRecord, StreamKind } from './record.ts';
import { createLogStore } from './store.ts';

/** The append-only log, and what it knows of the newest. */
export interface EventLog {
  /** The streams of one kind, for the domain that owns it. */
  streams<State>(
    definition: StreamDefinition<State>,
    hooks: Pick<AppenderHooks<State>, 'written'>,
  ): { readonly heads: Heads<State>; readonly appender: Appender<State> };
  /**
   * Writes a record at the number that its caller worked out, and tells this process's followers.
   * @returns false if there is a record at that number already
   */
  insertAt(record: LogRecord): Promise<boolean>;
  /** The records that hold facts after `after`, in order, as a majority has them. */
  read(
    tenant: string,
    kind: StreamKind,
    stream: string,
    options: { readonly after: number; readonly limit: number },
  ): Promise<readonly LogRecord[]>;
  /** The records up to a position, newest first, as a majority has them. */
  readBackwards(tenant: string, kind: StreamKind, stream: string, upTo: number): AsyncGenerator<LogRecord>;
  /** The last record of an agent's stream before an instant. */
  lastBefore(tenant: string, stream: string, at: Date): Promise<LogRecord | undefined>;
  /** Records that change more than a conversation's text, of all streams, since a moment, in the order of their writing. */
  changesSince(from: Date): AsyncGenerator<LogRecord>;
  /** Up to when the projections of a kind's streams are known to be made. */
  checkpoint(kind: StreamKind): Promise<Date | undefined>;
  moveCheckpoint(kind: StreamKind, at: Date): Promise<void>;
  /** Every stream of a kind, of a tenant or of all. */
  streamsOf(kind: StreamKind, tenant?: string): AsyncGenerator<{ tenant: string; stream: string }>;
  /**
   * Hears of every record of a kind, soon after it is written, by this process or another. A hint: it may come twice, or after its
   * successor; after a lost connection what was missed comes late. @returns to stop
   */
  onRecord(kind: StreamKind, listener: (record: LogRecord) => void): () => void;
  /** Tells all who listen of a record that a majority has. */
  hint(record: LogRecord): void;
}

export function createEventLog(storage: Storage, clock: Clock): EventLog {
  const store = createLogStore(storage);
  const listeners: Record<StreamKind, Set<(record: LogRecord) => void>> = {
    interaction: new Set(),
    agent: new Set(),
    agentNews: new Set(),
    flow: new Set(),
  };
  const hint = (record: LogRecord) => {
    // A newer process beside this one may write streams of a kind that nobody knows here.
    if (!Object.hasOwn(listeners, record.kind)) return;
    for (const listener of listeners[record.kind])
      try {
        listener(record);
      } catch (error) {
        // Its own fault alone: what was written is written, and the others hear of it.
        process.emitWarning(error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
  };

  return {
    streams<State>(definition: StreamDefinition<State>, hooks: Pick<AppenderHooks<State>, 'written'>) {
      const heads = new Heads(store, definition);
      // First of all listeners: what the others do with a record may need the state after it.
      listeners[definition.kind].add((record) => {
        heads.advance(record);
      });
      return { heads, appender: new Appender(heads, store, clock, { ...hooks, hint }) };
    },
    async insertAt(record) {
      const { inserted } = await store.insert([record]);
      if (inserted === 1) hint(record);
      return inserted === 1;
    },
    read: (...args) => store.read(...args),
    readBackwards: (...args) => store.readBackwards(...args),
    lastBefore: (...args) => store.lastBefore(...args),
    changesSince: (...args) => store.changesSince(...args),
    checkpoint: (kind) => store.checkpoint(kind),
    moveCheckpoint: (kind, at) => store.moveCheckpoint(kind, at),
    streamsOf: (...args) => store.streams(...args),
    onRecord(kind, listener) {
      listeners[kind].add(listener);
      return () => listeners[kind].delete(listener);
    },
    hint,
  };
}
