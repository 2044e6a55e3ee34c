import { LRUCache } from 'lru-cache';
import { lastSeq, type LogRecord, type StreamKind } from './record.ts';
import type { ReadConcern, LogStore } from './store.ts';

/** Defines how the records of a kind of streams fold into a state. */
export interface StreamDefinition<State> {
  readonly kind: StreamKind;
  /** The state before the first record. */
  readonly initial: State;
  /** Returns the state after a record. Must be pure. Ignores facts of unknown types. */
  readonly fold: (state: State, record: LogRecord) => State;
  /** Returns a stored state, so that a long stream need not be read from its start. */
  readonly snapshot?: (tenant: string, stream: string) => Promise<Head<State> | undefined>;
}

/** The state of a stream after its fact `seq`. */
export interface Head<State> {
  readonly seq: number;
  /** The time of the record that holds the fact. */
  readonly at: Date;
  readonly state: State;
}

/** The time of a head before the first record. */
export const noTime = new Date(0);

const maxHeads = 20_000;
const readBatch = 500;

/** Caches the newest known states of streams. A cached head may be behind the log, but it is never wrong. */
export class Heads<State> {
  readonly definition: StreamDefinition<State>;
  readonly #store: LogStore;
  readonly #cache = new LRUCache<string, Head<State>>({ max: maxHeads });

  constructor(store: LogStore, definition: StreamDefinition<State>) {
    this.#store = store;
    this.definition = definition;
  }

  cached(tenant: string, stream: string): Head<State> | undefined {
    return this.#cache.get(`${tenant}:${stream}`);
  }

  /** Caches a head unless the cached one is newer. @returns the newer of the two */
  remember(tenant: string, stream: string, head: Head<State>): Head<State> {
    const cached = this.cached(tenant, stream);
    if (cached !== undefined && cached.seq >= head.seq) return cached;
    this.#cache.set(`${tenant}:${stream}`, head);
    return head;
  }

  forget(): void {
    this.#cache.clear();
  }

  /** Applies a record to the cached head if it is the next record of the stream. */
  advance(record: LogRecord): void {
    const head = this.cached(record.tenant, record.stream);
    if (head?.seq !== record.seq - 1) return;
    this.remember(record.tenant, record.stream, this.next(head, record));
  }

  next(head: Head<State>, record: LogRecord): Head<State> {
    return { seq: lastSeq(record), at: record.at, state: this.definition.fold(head.state, record) };
  }

  /** Returns the head of a stream as the log has it now. Reads only the records after the cached head. */
  async refresh(tenant: string, stream: string, readConcern: ReadConcern): Promise<Head<State>> {
    let head = this.cached(tenant, stream) ??
      (await this.definition.snapshot?.(tenant, stream)) ?? {
        seq: 0,
        at: noTime,
        state: this.definition.initial,
      };
    for (;;) {
      const records = await this.#store.read(
        tenant,
        this.definition.kind,
        stream,
        { after: head.seq, limit: readBatch },
        readConcern,
      );
      for (const record of records) head = this.next(head, record);
      if (records.length < readBatch) break;
    }
    // Only majority reads are cached: log subscriptions start from the cached head, and it must not be rolled back.
    return head.seq === 0 || readConcern === 'local' ? head : this.remember(tenant, stream, head);
  }
}
