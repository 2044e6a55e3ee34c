import pLimit from 'p-limit';
import { eventCollection, type EventLog, type Fact, type LogRecord } from '../eventlog/index.ts';
import { DomainError, slowConsumer } from '../kernel/errors.ts';
import type { ChangeStream } from './change-stream.ts';
import {
  fillGap,
  offerHint,
  recordAfter,
  startTail,
  type StreamSource,
  type StreamTail,
  type TailDependencies,
} from './stream-tail.ts';

/** One fact on its way to a subscriber. */
export interface LogEvent<State> {
  readonly record: LogRecord;
  readonly fact: Fact;
  readonly seq: number;
  /** The stream's state at this fact or a later one. */
  readonly state: State;
}

export interface LogSubscriber<State> {
  /** Whether the subscriber can take an event now. After false, `resume` must be called when it can again. */
  readonly ready: boolean;
  /**
   * Takes the next event, and answers false to end the subscription. A promise pauses the subscription until it settles. If it rejects
   * with UNAVAILABLE, the same event is delivered again later; any other rejection, and a throw, ends the subscription.
   */
  take(event: LogEvent<State>): boolean | Promise<boolean>;
  /**
   * The subscription has ended with an error.
   * @param position the sequence number of the last event that was taken
   */
  fail(error: DomainError, position: number): void;
}

export interface LogSubscription {
  /** Continues delivery after the subscriber was not ready. */
  resume(): void;
  /** Ends the subscription. May be called more than once. */
  close(): void;
}

export interface StreamPosition {
  readonly tenant: string;
  readonly stream: string;
  /** Delivery begins with the event after this sequence number. */
  readonly after: number;
  /** A record that is known to exist, for a subscriber that learnt of the stream from a hint. */
  readonly hint?: LogRecord;
}

/** Subscriptions of this process to the streams of one kind. */
export interface LogSubscriptions<State> {
  /** The number of open subscriptions. */
  readonly count: number;
  subscribe(position: StreamPosition, subscriber: LogSubscriber<State>): LogSubscription;
}

export interface SubscriptionLimits {
  /** Number of the newest records of a stream that are kept in memory for subscribers that are a little behind. */
  readonly recent: number;
  /** Number of records in one read. */
  readonly read: number;
  /** A subscriber that was up to date once and is further behind than this fails with SLOW_CONSUMER. */
  readonly behind: number;
  /** Delay before another try, in milliseconds. */
  readonly retryMs: number;
}

const defaultLimits: SubscriptionLimits = { recent: 256, read: 200, behind: 1000, retryMs: 500 };
/** After the change stream was away, at most this number of streams is read at the same time. */
const fillsTogether = 32;

/**
 * Creates the log subscriptions of one kind of stream. Each subscription owns a cursor and gets every event after it, in order and
 * exactly once, or a terminal error. Hints only say when to read the log, and save most of the reads: they may be lost, doubled or
 * reordered. Memory is bounded: a stream keeps its newest records, a subscription keeps a cursor and at most the result of one read.
 * @param schedule runs a task after a delay in milliseconds
 */
export function createLogSubscriptions<State>(
  log: Pick<EventLog, 'onRecord' | 'read'>,
  source: StreamSource<State>,
  changeStream: Pick<ChangeStream, 'onReopened' | 'onDropped'>,
  limits: Partial<SubscriptionLimits> = {},
  schedule: (task: () => void, ms: number) => void = (task, ms) => setTimeout(task, ms).unref(),
): LogSubscriptions<State> {
  const { recent, read, behind, retryMs } = { ...defaultLimits, ...limits };
  const deps: CursorDependencies<State> = {
    source,
    read: (tenant, stream, after) => log.read(tenant, source.kind, stream, { after, limit: read }),
    readLimit: read,
    recentLimit: recent,
    maxBehind: behind,
    streams: new Map(),
    retryLater: (task) => {
      schedule(task, retryMs);
    },
  };
  const { streams } = deps;
  const limit = pLimit(fillsTogether);

  log.onRecord(source.kind, (record) => {
    const stream = streams.get(nameOf(record));
    if (stream !== undefined) offerHint(deps, stream, record);
  });
  changeStream.onReopened(() => {
    for (const stream of streams.values()) void limit(() => fillGap(deps, stream));
  });

  changeStream.onDropped((collection) => {
    if (collection !== null && collection !== eventCollection) return;
    // The positions of the subscriptions may name other events from now on. Clients that resume get HISTORY_LOST if theirs is gone.
    const cursors = [...streams.values()].flatMap((stream) => [...stream.cursors]);
    for (const cursor of cursors) failCursor(deps, cursor, logReplaced());
  });

  return {
    get count() {
      let count = 0;
      for (const { cursors } of streams.values()) count += cursors.size;
      return count;
    },
    subscribe: (position, subscriber) => openCursor(deps, position, subscriber),
  };
}

interface CursorDependencies<State> extends TailDependencies<State> {
  readonly maxBehind: number;
  /** The streams that have subscribers, by name. */
  readonly streams: Map<string, SubscribedStream<State>>;
}

interface SubscribedStream<State> extends StreamTail<State> {
  readonly cursors: Set<Cursor<State>>;
}

/** One subscription: a position in a stream. */
interface Cursor<State> {
  readonly stream: SubscribedStream<State>;
  readonly subscriber: LogSubscriber<State>;
  /** The sequence number of the last event that was taken. */
  seq: number;
  /** Records that were read for a subscriber that is further behind than the stream's recent records reach. */
  backlog: readonly LogRecord[];
  /** A read, a take or the delay before another try has not ended. */
  isPaused: boolean;
  isPumping: boolean;
  isClosed: boolean;
  /** Once a subscriber was up to date, being far behind means that it is slow. */
  wasUpToDate: boolean;
}

const logReplaced = () => new DomainError('UNAVAILABLE', 'The event log was replaced.');
const nothing: readonly LogRecord[] = [];
const nameOf = ({ tenant, stream }: { readonly tenant: string; readonly stream: string }): string =>
  `${tenant}:${stream}`;

function openCursor<State>(
  deps: CursorDependencies<State>,
  { tenant, stream: id, after, hint }: StreamPosition,
  subscriber: LogSubscriber<State>,
): LogSubscription {
  const name = nameOf({ tenant, stream: id });
  const known = deps.streams.get(name);
  const stream = known ?? newStream<State>(deps, tenant, id);
  const cursor: Cursor<State> = {
    stream,
    subscriber,
    seq: after,
    backlog: nothing,
    isPaused: false,
    isPumping: false,
    isClosed: false,
    wasUpToDate: false,
  };
  stream.cursors.add(cursor);
  if (known === undefined) {
    deps.streams.set(name, stream);
    startTail(deps, stream, after, hint);
  } else {
    if (hint !== undefined) offerHint(deps, stream, hint);
    pump(deps, cursor);
  }
  return {
    resume: () => {
      pump(deps, cursor);
    },
    close: () => {
      closeCursor(deps, cursor);
    },
  };
}

function newStream<State>(
  deps: CursorDependencies<State>,
  tenant: string,
  stream: string,
): SubscribedStream<State> {
  const cursors = new Set<Cursor<State>>();
  return {
    tenant,
    stream,
    cursors,
    advanced: () => {
      for (const cursor of cursors) pump(deps, cursor);
    },
    recent: [],
    head: undefined,
    hinted: 0,
    isFilling: false,
    mustFillAgain: false,
    isClosed: false,
  };
}

/** Delivers everything that is there and that the subscriber can take. */
function pump<State>(deps: CursorDependencies<State>, cursor: Cursor<State>): void {
  if (cursor.isPumping) return;
  cursor.isPumping = true;
  try {
    while (canContinue(deps, cursor)) {
      const record = recordAfter(cursor.backlog, cursor.seq) ?? recordAfter(cursor.stream.recent, cursor.seq);
      if (record === undefined) readBacklog(deps, cursor);
      else deliver(deps, cursor, record);
    }
  } catch (error) {
    // Neither the other subscribers nor the writer of the record are affected.
    failCursor(deps, cursor, error);
  }
  cursor.isPumping = false;
}

function canContinue<State>(deps: CursorDependencies<State>, cursor: Cursor<State>): boolean {
  const { head } = cursor.stream;
  if (cursor.isClosed || cursor.isPaused || head === undefined) return false;
  if (cursor.seq >= head.seq) {
    cursor.wasUpToDate = true;
    cursor.backlog = nothing;
    return false;
  }
  if (cursor.subscriber.ready) return true;
  if (cursor.wasUpToDate && head.seq - cursor.seq > deps.maxBehind) failCursor(deps, cursor, slowConsumer());
  return false;
}

/** Delivers the facts of a record that the subscriber has not taken yet. */
function deliver<State>(deps: CursorDependencies<State>, cursor: Cursor<State>, record: LogRecord): void {
  const { subscriber, stream } = cursor;
  for (let index = Math.max(cursor.seq + 1 - record.seq, 0); index < record.facts.length; index++) {
    const fact = record.facts[index];
    if (cursor.isClosed || fact === undefined || stream.head === undefined || !subscriber.ready) return;
    const seq = record.seq + index;
    const goesOn = subscriber.take({ record, fact, seq, state: stream.head.state });
    if (typeof goesOn !== 'boolean') {
      pauseFor(deps, cursor, seq, goesOn);
      return;
    }
    cursor.seq = seq;
    if (!goesOn) closeCursor(deps, cursor);
  }
}

function pauseFor<State>(
  deps: CursorDependencies<State>,
  cursor: Cursor<State>,
  seq: number,
  taken: Promise<boolean>,
): void {
  cursor.isPaused = true;
  taken.then(
    (goesOn) => {
      cursor.isPaused = false;
      cursor.seq = seq;
      if (goesOn) pump(deps, cursor);
      else closeCursor(deps, cursor);
    },
    (error: unknown) => {
      if (error instanceof DomainError && error.code === 'UNAVAILABLE') retryLater(deps, cursor);
      else failCursor(deps, cursor, error);
    },
  );
}

function readBacklog<State>(deps: CursorDependencies<State>, cursor: Cursor<State>): void {
  cursor.isPaused = true;
  const { tenant, stream } = cursor.stream;
  deps.read(tenant, stream, cursor.seq).then(
    (records) => {
      cursor.isPaused = false;
      cursor.backlog = cursor.isClosed ? nothing : records;
      // A majority may lag behind the head for a moment.
      if (records.length === 0) retryLater(deps, cursor);
      else pump(deps, cursor);
    },
    () => {
      retryLater(deps, cursor);
    },
  );
}

function retryLater<State>(deps: CursorDependencies<State>, cursor: Cursor<State>): void {
  cursor.isPaused = true;
  deps.retryLater(() => {
    cursor.isPaused = false;
    pump(deps, cursor);
  });
}

function failCursor<State>(deps: CursorDependencies<State>, cursor: Cursor<State>, error: unknown): void {
  if (cursor.isClosed) return;
  closeCursor(deps, cursor);
  cursor.subscriber.fail(
    error instanceof DomainError
      ? error
      : new DomainError('UNAVAILABLE', 'The events cannot be delivered.', {}, error),
    cursor.seq,
  );
}

function closeCursor<State>({ streams }: CursorDependencies<State>, cursor: Cursor<State>): void {
  if (cursor.isClosed) return;
  cursor.isClosed = true;
  cursor.backlog = nothing;
  const { stream } = cursor;
  stream.cursors.delete(cursor);
  if (stream.cursors.size > 0) return;
  stream.isClosed = true;
  streams.delete(nameOf(stream));
}
