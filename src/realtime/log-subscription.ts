import { DomainError, slowConsumer } from '../kernel/errors.ts';
import {
  lastSeq,
  type EventLog,
  type Fact,
  type Head,
  type Heads,
  type LogRecord,
} from '../eventlog/index.ts';
import type { ChangeStream } from './change-stream.ts';

/** One fact on its way to a follower. */
export interface LogEvent<State> {
  readonly record: LogRecord;
  readonly fact: Fact;
  readonly seq: number;
  /** The stream's state at this fact or a later one. */
  readonly state: State;
}

export interface LogSubscriber<State> {
  /** Whether it can take more now. */
  readonly ready: boolean;
  /** @returns false to follow no further */
  take(entry: LogEvent<State>): boolean;
  fail(error: DomainError): void;
}

export interface LogSubscription {
  /** The consumer is ready again. */
  resume(): void;
  close(): void;
}

/** So many records are kept for those who are a little behind. */
const kept = 256;
const readTogether = 200;
/** Who is further behind what is live is told to come back later. */
const maxBehind = 1000;
const retryMs = 500;
const nothing: readonly LogRecord[] = [];

/**
 * Followers of streams. Each owns a position, and gets what comes after it from the log, in order, without gap or repeat, whatever
 * the hints do: they only say when to look, and save most of the looking.
 */
export class LogSubscriptions<State> {
  readonly #log: EventLog;
  readonly #heads: Heads<State>;
  readonly #feeds = new Map<string, StreamFeed<State>>();

  constructor(log: EventLog, heads: Heads<State>, changes: ChangeStream) {
    this.#log = log;
    this.#heads = heads;
    log.onRecord(heads.definition.kind, (record) => {
      this.#feeds.get(`${record.tenant}:${record.stream}`)?.offer(record);
    });
    changes.onReopened(() => {
      for (const feed of this.#feeds.values()) feed.refill();
    });
  }

  /** How many follow. */
  get count(): number {
    let count = 0;
    for (const { size } of this.#feeds.values()) count += size;
    return count;
  }

  /** @param after the number of the fact after which to begin */
  subscribe(tenant: string, stream: string, after: number, consumer: LogSubscriber<State>): LogSubscription {
    const name = `${tenant}:${stream}`;
    let feed = this.#feeds.get(name);
    if (feed === undefined) {
      feed = new StreamFeed(this.#log, this.#heads, tenant, stream, () => this.#feeds.delete(name));
      this.#feeds.set(name, feed);
    }
    return feed.add(after, consumer);
  }
}

/** What this process knows of one stream that somebody follows. */
class StreamFeed<State> {
  readonly #log: EventLog;
  readonly #heads: Heads<State>;
  readonly #tenant: string;
  readonly #stream: string;
  readonly #forget: () => void;
  readonly #followers = new Set<Follower<State>>();
  /** The newest records, without a gap between them. */
  readonly #ring: LogRecord[] = [];
  #head: Head<State> | undefined;
  /** The greatest number that was hinted at. */
  #hinted = 0;
  #filling = false;
  #fillAgain = false;
  #closed = false;

  constructor(log: EventLog, heads: Heads<State>, tenant: string, stream: string, forget: () => void) {
    this.#log = log;
    this.#heads = heads;
    this.#tenant = tenant;
    this.#stream = stream;
    this.#forget = forget;
    this.refill();
  }

  get size(): number {
    return this.#followers.size;
  }

  get head(): Head<State> | undefined {
    return this.#head;
  }

  add(after: number, consumer: LogSubscriber<State>): LogSubscription {
    const follower = new Follower(this, after, consumer, () => {
      this.#followers.delete(follower);
      if (this.#followers.size > 0) return;
      this.#closed = true;
      this.#forget();
    });
    this.#followers.add(follower);
    follower.pump();
    return {
      resume: () => {
        follower.pump();
      },
      close: () => {
        follower.close();
      },
    };
  }

  /** A hint: may be old, doubled, or too far ahead. */
  offer(record: LogRecord): void {
    this.#hinted = Math.max(this.#hinted, lastSeq(record));
    if (this.#head === undefined) return;
    if (record.seq === this.#head.seq + 1) this.#take([record]);
    else if (record.seq > this.#head.seq) this.refill();
  }

  /** Looks into the log for what comes after the head. */
  refill(): void {
    if (this.#filling) {
      this.#fillAgain = true;
      return;
    }
    this.#filling = true;
    this.#fill().then(
      (isComplete) => {
        this.#filling = false;
        if (!isComplete) this.#fillLater();
        else if (this.#fillAgain) this.refill();
      },
      () => {
        // The database is away: it is looked for until it is back, or nobody follows any more.
        this.#filling = false;
        this.#fillLater();
      },
    );
  }

  /** @returns false if something that was hinted at is not there yet for a majority */
  async #fill(): Promise<boolean> {
    this.#fillAgain = false;
    const known = this.#head ?? (await this.#heads.refresh(this.#tenant, this.#stream, 'majority'));
    this.#head = known;
    for (let records = await this.read(known.seq); ; records = await this.read(this.#head.seq)) {
      this.#take(records);
      if (records.length < readTogether) return this.#hinted <= this.#head.seq;
    }
  }

  #fillLater(): void {
    if (this.#closed) return;
    setTimeout(() => {
      this.refill();
    }, retryMs).unref();
  }

  #take(records: readonly LogRecord[]): void {
    for (const record of records) {
      if (this.#head === undefined || record.seq !== this.#head.seq + 1) continue;
      this.#head = this.#heads.next(this.#head, record);
      this.#ring.push(record);
      if (this.#ring.length > kept) this.#ring.shift();
    }
    for (const follower of this.#followers) follower.pump();
  }

  read(after: number): Promise<readonly LogRecord[]> {
    return this.#log.read(this.#tenant, this.#heads.definition.kind, this.#stream, {
      after,
      limit: readTogether,
    });
  }

  /** The record that holds the fact after a position, if it is at hand. */
  recordAfter(seq: number): LogRecord | undefined {
    const ring = this.#ring;
    const newest = ring.at(-1);
    if (newest === undefined || seq >= lastSeq(newest)) return undefined;
    if (seq + 1 >= newest.seq) return newest;
    if (seq + 1 < (ring[0]?.seq ?? Infinity)) return undefined;
    let low = 0;
    let high = ring.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const record = ring[middle];
      if (record !== undefined && lastSeq(record) > seq) high = middle;
      else low = middle + 1;
    }
    return ring[low];
  }
}

class Follower<State> {
  readonly #feed: StreamFeed<State>;
  readonly #consumer: LogSubscriber<State>;
  readonly #leave: () => void;
  #cursor: number;
  /** Read from the log, for who is further behind than the feed remembers. */
  #backlog = nothing;
  #reading = false;
  #pumping = false;
  #closed = false;
  /** Has once had all there was: from then on being far behind is the consumer's doing. */
  #caughtUp = false;

  constructor(feed: StreamFeed<State>, after: number, consumer: LogSubscriber<State>, leave: () => void) {
    this.#feed = feed;
    this.#cursor = after;
    this.#consumer = consumer;
    this.#leave = leave;
  }

  /** Hands over all that there is and that the consumer takes. */
  pump(): void {
    if (this.#closed || this.#pumping) return;
    this.#pumping = true;
    try {
      this.#handOver();
    } catch (error) {
      // Its own fault alone: the others who follow, and who has just written, have nothing to do with it.
      this.close();
      this.#consumer.fail(new DomainError('UNAVAILABLE', 'What happened cannot be told.', {}, error));
    }
    this.#pumping = false;
  }

  #handOver(): void {
    while (this.#goOn(this.#cursor)) {
      const record = this.#next(this.#cursor);
      if (record === undefined) {
        this.#readOn(this.#cursor);
        break;
      }
      this.#cursor = this.#deliver(record, this.#cursor);
    }
  }

  #goOn(cursor: number): boolean {
    const { head } = this.#feed;
    if (this.#closed || head === undefined) return false;
    if (cursor >= head.seq) {
      this.#caughtUp = true;
      this.#backlog = nothing;
      return false;
    }
    if (this.#consumer.ready) return !this.#reading;
    if (this.#caughtUp && head.seq - cursor > maxBehind) {
      this.close();
      this.#consumer.fail(slowConsumer());
    }
    return false;
  }

  #next(cursor: number): LogRecord | undefined {
    const read = this.#backlog.find((record) => lastSeq(record) > cursor);
    return read ?? this.#feed.recordAfter(cursor);
  }

  /** @returns the position after what was taken of it */
  #deliver(record: LogRecord, cursor: number): number {
    for (const [index, fact] of record.facts.entries()) {
      const seq = record.seq + index;
      const { head } = this.#feed;
      if (seq <= cursor || head === undefined) continue;
      if (this.#closed || !this.#consumer.ready) return seq - 1;
      if (!this.#consumer.take({ record, fact, seq, state: head.state })) this.close();
    }
    return lastSeq(record);
  }

  #readOn(cursor: number): void {
    this.#reading = true;
    this.#feed.read(cursor).then(
      (records) => {
        this.#reading = false;
        this.#backlog = records;
        // Nothing where something must be: what a majority has is behind what was seen, for a moment.
        if (records.length > 0) this.pump();
        else this.#later();
      },
      () => {
        this.#reading = false;
        this.#later();
      },
    );
  }

  #later(): void {
    setTimeout(() => {
      this.pump();
    }, retryMs).unref();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#backlog = nothing;
    this.#leave();
  }
}
