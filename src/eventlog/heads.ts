import { LRUCache } from 'lru-cache';
import type { Certainty, LogStore } from './store.ts';
import { lastSeq, type LogRecord, type StreamKind } from './record.ts';

/** What the records of a stream come to. */
export interface StreamDefinition<State> {
  readonly kind: StreamKind;
  /** Before the first record. */
  readonly initial: State;
  /** Pure: the same records always come to the same state. Facts it does not know change nothing. */
  readonly fold: (state: State, record: LogRecord) => State;
  /** A state that was kept, so that a long stream need not be read from its start. */
  readonly snapshot?: (tenant: string, stream: string) => Promise<Head<State> | undefined>;
}

/** The state of a stream after its record that ends with `seq`. */
export interface Head<State> {
  readonly seq: number;
  readonly state: State;
}

const maxHeads = 20_000;
const readTogether = 500;

/** The newest states of the streams that this process works with. What is cached may be behind; it is never wrong. */
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

  /** Takes the newer of what is known and what is given. */
  remember(tenant: string, stream: string, head: Head<State>): Head<State> {
    const name = `${tenant}:${stream}`;
    const known = this.#cache.get(name);
    const newer = known !== undefined && known.seq >= head.seq ? known : head;
    this.#cache.set(name, newer);
    return newer;
  }

  /** Goes one record further, if it is the next of a stream that is known. */
  advance(record: LogRecord): void {
    const head = this.cached(record.tenant, record.stream);
    if (head?.seq !== record.seq - 1) return;
    this.remember(record.tenant, record.stream, this.next(head, record));
  }

  next(head: Head<State>, record: LogRecord): Head<State> {
    return { seq: lastSeq(record), state: this.definition.fold(head.state, record) };
  }

  /** The state as the log has it now: reads what is newer than what is known. */
  async refresh(tenant: string, stream: string, certainty: Certainty): Promise<Head<State>> {
    let head = this.cached(tenant, stream) ??
      (await this.definition.snapshot?.(tenant, stream)) ?? { seq: 0, state: this.definition.initial };
    for (;;) {
      const records = await this.#store.read(
        tenant,
        this.definition.kind,
        stream,
        { after: head.seq, limit: readTogether },
        certainty,
      );
      for (const record of records) head = this.next(head, record);
      if (records.length < readTogether) break;
    }
    // What is kept was seen by a majority: followers begin with it.
    return head.seq === 0 || certainty === 'local' ? head : this.remember(tenant, stream, head);
  }
}
