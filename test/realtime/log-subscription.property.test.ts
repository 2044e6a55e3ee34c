import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { lastSeq, noTime, type Head, type LogRecord } from '../../src/eventlog/index.ts';
import { unavailable } from '../../src/kernel/errors.ts';
import {
  createLogSubscriptions,
  foldedStreams,
  type LogEvent,
  type LogSubscription,
} from '../../src/realtime/index.ts';
import type { StreamSource } from '../../src/realtime/stream-tail.ts';
import { openProcess } from '../eventlog/open-process.ts';
import { silentChangeStream } from '../support/silent-change-stream.ts';
import { until } from '../support/until.ts';

const limits = { recent: 3, read: 3, behind: 5, retryMs: 500 };

type Step =
  /** Appends a record, without a hint. A majority does not have it yet. */
  | { readonly type: 'append'; readonly facts: number }
  /** Sends a hint of any record that was appended: late, doubled, out of order, or ahead of the majority. */
  | { readonly type: 'hint'; readonly record: number }
  /** Replicates more records to a majority. */
  | { readonly type: 'replicate'; readonly records: number }
  /** Ends a pending read: with the records that a majority has now, or had when the read began, or with a failure. */
  | { readonly type: 'read'; readonly read: number; readonly outcome: 'now' | 'stale' | 'fails' }
  /** Runs the timers. */
  | { readonly type: 'time' }
  | { readonly type: 'reopen' }
  | {
      readonly type: 'subscribe';
      readonly after: number;
      readonly isAsync: boolean;
      readonly hint: boolean;
      /** The number of events after which the subscriber is not ready. */
      readonly capacity: number;
    }
  | { readonly type: 'ready'; readonly subscriber: number; readonly isReady: boolean }
  /** Ends an asynchronous take: the event was taken, or the database was unavailable. */
  | { readonly type: 'taken'; readonly subscriber: number; readonly isDone: boolean }
  | { readonly type: 'close'; readonly subscriber: number };

/** The event that announces the last record. */
type Ending = 'hint' | 'subscribe' | 'reopen';

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constant('append'), facts: fc.integer({ min: 1, max: 3 }) }),
    },
    { weight: 4, arbitrary: fc.record({ type: fc.constant('hint'), record: fc.nat(40) }) },
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant('replicate'), records: fc.integer({ min: 1, max: 5 }) }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        type: fc.constant('read'),
        read: fc.nat(5),
        outcome: fc.constantFrom('now', 'now', 'stale', 'fails'),
      }),
    },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('time') }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('reopen') }) },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('subscribe'),
        after: fc.nat(40),
        isAsync: fc.boolean(),
        hint: fc.boolean(),
        capacity: fc.integer({ min: 1, max: 9 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant('ready'), subscriber: fc.nat(5), isReady: fc.boolean() }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant('taken'), subscriber: fc.nat(5), isDone: fc.boolean() }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('close'), subscriber: fc.nat(5) }) },
  ),
  { minLength: 1, maxLength: 80, size: 'max' },
);

interface Subscriber {
  readonly after: number;
  readonly capacity: number;
  last: number;
  isReady: boolean;
  isClosed: boolean;
  wasUpToDate: boolean;
  failure: { readonly code: string; readonly position: number } | undefined;
  pending:
    | { readonly resolve: (continues: boolean) => void; readonly reject: (error: Error) => void }
    | undefined;
  subscription: LogSubscription | undefined;
}

/** A log in memory, whose reads, replication, hints and timers are controlled by the test. */
class SimulatedLog {
  readonly records: LogRecord[] = [];
  readonly subscribers: Subscriber[] = [];
  readonly faults: string[] = [];
  #replicated = 0;
  #reads: ((outcome: 'now' | 'stale' | 'fails') => void)[] = [];
  #timers: (() => void)[] = [];
  #hint: (record: LogRecord) => void = () => undefined;
  #reopen: () => void = () => undefined;
  readonly #subscriptions;

  readonly #isFolded: boolean;

  constructor(isFolded: boolean) {
    this.#isFolded = isFolded;
    const next = (_: unknown, record: LogRecord) => ({
      seq: lastSeq(record),
      at: record.at,
      state: lastSeq(record),
    });
    const source: StreamSource<number> = {
      kind: 'interaction',
      next,
      open: (_tenant, _stream, after) =>
        isFolded
          ? this.#pendingRead(() => this.#headOf(this.#replicated))
          : { seq: after, at: noTime, state: after },
    };
    this.#subscriptions = createLogSubscriptions(
      {
        onRecord: (_, listener) => {
          this.#hint = listener;
          return () => undefined;
        },
        read: (_tenant, _kind, _stream, { after, limit }) =>
          this.#pendingRead(() =>
            this.records
              .slice(0, this.#replicated)
              .filter((record) => lastSeq(record) > after)
              .slice(0, limit),
          ),
      },
      source,
      {
        onReopened: (listener) => {
          this.#reopen = listener;
          return () => undefined;
        },
        onDropped: () => undefined,
      },
      limits,
      (task) => this.#timers.push(task),
    );
  }

  get total(): number {
    return this.#headOf(this.records.length).seq;
  }

  get isQuiet(): boolean {
    return this.#reads.length === 0 && this.#timers.length === 0;
  }

  async run(step: Step): Promise<void> {
    this.#run(step);
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#checkSlowSubscribers();
  }

  /**
   * Ends all faults and waits until no read and no timer is pending. The last record has one hint, which comes while a majority lags behind, or none, but the change
   * stream opens again. Reads that have begun before do not return it.
   */
  async finish(ending: Ending): Promise<void> {
    await this.run({ type: 'append', facts: 1 });
    if (ending === 'hint') await this.run({ type: 'hint', record: this.records.length - 1 });
    else if (ending === 'subscribe')
      await this.run({ type: 'subscribe', after: 0, isAsync: false, hint: true, capacity: Infinity });
    const begun = this.#reads.length;
    this.#replicated = this.records.length;
    if (ending === 'reopen') await this.run({ type: 'reopen' });
    for (let read = 0; read < begun; read++) await this.run({ type: 'read', read: 0, outcome: 'stale' });
    for (let round = 0; round < 500; round++) {
      for (const [index] of this.subscribers.entries()) {
        await this.run({ type: 'ready', subscriber: index, isReady: true });
        await this.run({ type: 'taken', subscriber: index, isDone: true });
      }
      if (this.isQuiet && this.subscribers.every(({ isReady, pending }) => isReady && pending === undefined))
        return;
      await this.run({ type: 'read', read: 0, outcome: 'now' });
      await this.run({ type: 'time' });
    }
    this.faults.push('No quiet after 500 rounds.');
  }

  #run(step: Step): void {
    switch (step.type) {
      case 'append':
        this.records.push(recordAt(this.total + 1, step.facts));
        break;
      case 'hint': {
        const record = this.records[step.record % this.records.length];
        if (record !== undefined) this.#hint(record);
        break;
      }
      case 'replicate':
        this.#replicated = Math.min(this.#replicated + step.records, this.records.length);
        break;
      case 'read':
        this.#reads.splice(step.read % Math.max(this.#reads.length, 1), 1)[0]?.(step.outcome);
        break;
      case 'time':
        for (const task of this.#timers.splice(0)) task();
        break;
      case 'reopen':
        this.#reopen();
        break;
      case 'subscribe':
        this.#subscribe({ ...step, after: step.after % (this.total + 1) });
        break;
      case 'ready':
        this.#withSubscriber(step.subscriber, (subscriber) => {
          const mustResume = step.isReady && !subscriber.isReady;
          subscriber.isReady = step.isReady;
          if (mustResume) subscriber.subscription?.resume();
        });
        break;
      case 'taken':
        this.#withSubscriber(step.subscriber, ({ pending }) => {
          if (step.isDone) pending?.resolve(true);
          else pending?.reject(unavailable());
        });
        break;
      case 'close':
        this.#withSubscriber(step.subscriber, (subscriber) => {
          subscriber.isClosed = true;
          subscriber.subscription?.close();
        });
    }
  }

  #withSubscriber(index: number, action: (subscriber: Subscriber) => void): void {
    const subscriber = this.subscribers[index % Math.max(this.subscribers.length, 1)];
    if (subscriber !== undefined) action(subscriber);
  }

  #pendingRead<Result>(answer: () => Result): Promise<Result> {
    const atStart = answer();
    return new Promise((resolve, reject) => {
      this.#reads.push((outcome) => {
        if (outcome === 'fails') reject(unavailable());
        else resolve(outcome === 'now' ? answer() : atStart);
      });
    });
  }

  #headOf(count: number): Head<number> {
    const newest = this.records[count - 1];
    const seq = newest === undefined ? 0 : lastSeq(newest);
    return { seq, at: newest?.at ?? noTime, state: seq };
  }

  #subscribe({ after, isAsync, hint, capacity }: Extract<Step, { type: 'subscribe' }>): void {
    const subscriber: Subscriber = {
      after,
      capacity,
      last: after,
      isReady: true,
      isClosed: false,
      wasUpToDate: false,
      failure: undefined,
      pending: undefined,
      subscription: undefined,
    };
    this.subscribers.push(subscriber);
    const newest = this.records.at(-1);
    subscriber.subscription = this.#subscriptions.subscribe(
      { tenant: 'acme', stream: 'one', after, ...(hint && newest !== undefined ? { hint: newest } : {}) },
      {
        get ready() {
          return subscriber.isReady;
        },
        take: (event) => this.#take(subscriber, event, isAsync),
        fail: ({ code }, position) => {
          if (subscriber.failure !== undefined || subscriber.isClosed) this.faults.push('A second end.');
          subscriber.failure = { code, position };
        },
      },
    );
  }

  #take(
    subscriber: Subscriber,
    { record, fact, seq, state }: LogEvent<number>,
    isAsync: boolean,
  ): boolean | Promise<boolean> {
    if (subscriber.isClosed || subscriber.failure !== undefined) this.faults.push(`${seq} after the end`);
    if (!subscriber.isReady) this.faults.push(`${seq} while not ready`);
    if (subscriber.pending !== undefined) this.faults.push(`${seq} while another is taken`);
    if (seq !== subscriber.last + 1) this.faults.push(`${seq} after ${subscriber.last}`);
    if (record.facts[seq - record.seq] !== fact) this.faults.push(`${seq} is another fact`);
    if (this.#isFolded && state < seq) this.faults.push(`the state of ${state} at ${seq}`);
    const taken = () => {
      subscriber.last = seq;
      subscriber.isReady &&= (seq - subscriber.after) % subscriber.capacity > 0;
      if (seq === this.total) subscriber.wasUpToDate = true;
    };
    if (!isAsync) {
      taken();
      return true;
    }
    return new Promise<boolean>((resolve, reject) => {
      subscriber.pending = {
        resolve(continues) {
          subscriber.pending = undefined;
          if (!subscriber.isClosed) taken();
          resolve(continues);
        },
        reject(error) {
          subscriber.pending = undefined;
          reject(error);
        },
      };
    });
  }

  /** A subscriber that is not ready must fail once it is too far behind. */
  #checkSlowSubscribers(): void {
    if (!this.isQuiet) return;
    const open = this.subscribers.filter(({ isClosed, failure }) => !isClosed && failure === undefined);
    const head = Math.max(...open.map(({ last, after }) => (last > after ? last : 0)));
    for (const { last, isReady, wasUpToDate, pending } of open)
      if (!isReady && wasUpToDate && pending === undefined && head - last > limits.behind)
        this.faults.push(`${head - last} behind, and no error`);
  }
}

const recordAt = (seq: number, facts: number): LogRecord => ({
  tenant: 'acme',
  kind: 'interaction',
  stream: 'one',
  seq,
  v: 1,
  at: new Date(0),
  by: 'system',
  key: String(seq),
  hash: '',
  facts: Array.from({ length: facts }, () => ({ type: 'note' })),
  changes: true,
});

test('with any order of hints, any outage and any slowness, each subscriber gets every event in order and exactly once, or an error with its last position', async () => {
  let slow = 0;
  let whole = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.constantFrom<Ending>('hint', 'subscribe', 'reopen'),
      steps,
      async (isFolded, ending, run) => {
        const world = new SimulatedLog(isFolded);
        await world.run({ type: 'append', facts: 2 });
        if (ending !== 'subscribe')
          await world.run({ type: 'subscribe', after: 0, isAsync: false, hint: false, capacity: Infinity });
        for (const step of run) await world.run(step);
        await world.finish(ending);
        expect(world.faults).toEqual([]);
        for (const { after, last, isClosed, failure } of world.subscribers)
          if (failure !== undefined) {
            slow++;
            expect(failure).toEqual({ code: 'SLOW_CONSUMER', position: last });
          } else if (!isClosed) {
            if (after < world.total) whole++;
            expect(last).toBe(world.total);
          }
      },
    ),
    { numRuns: 400 },
  );
  expect(whole).toBeGreaterThan(300);
  expect(slow).toBeGreaterThan(3);
});

test('with lost, doubled and reordered hints, each subscriber of a real log gets every event in order and exactly once', async () => {
  const writer = await openProcess(import.meta.url);
  const reader = await openProcess(import.meta.url);
  const subscriptions = createLogSubscriptions(
    reader.log,
    foldedStreams(reader.streams.heads),
    silentChangeStream,
    { recent: 3, read: 4 },
  );
  const hints = fc.array(fc.nat(20), { maxLength: 4 });
  const append = async (stream: string, facts: number): Promise<LogRecord> => {
    const outcome = await writer.streams.appender.append('acme', stream, {
      by: 'system',
      key: randomUUID(),
      hash: '',
      isRepeatable: false,
      decide: () => ({ facts: Array.from({ length: facts }, () => ({ type: 'note' })), changes: true }),
    });
    if (!('record' in outcome)) throw new Error('The record was not written.');
    return outcome.record;
  };
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ facts: fc.integer({ min: 1, max: 4 }), hints }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.nat(3),
        async (appends, start) => {
          const stream = randomUUID();
          const written = [await append(stream, 3)];
          const all = [start, 0].map((after) => {
            const taken: number[] = [];
            const subscription = subscriptions.subscribe(
              { tenant: 'acme', stream, after },
              { ready: true, take: ({ seq }) => taken.push(seq) > 0, fail: () => taken.push(NaN) },
            );
            return { after, taken, subscription };
          });
          for (const { facts, hints: hinted } of appends) {
            written.push(await append(stream, facts));
            for (const hint of hinted)
              for (const record of written.slice(hint % written.length).slice(0, 1)) reader.log.hint(record);
          }
          const last = await append(stream, 1);
          reader.log.hint(last);
          for (const { after, taken, subscription } of all) {
            await until(() => taken.length >= last.seq - after);
            expect(taken).toEqual(Array.from({ length: last.seq - after }, (_, index) => after + 1 + index));
            subscription.close();
          }
          expect(subscriptions.count).toBe(0);
        },
      ),
      { numRuns: 15 },
    );
  } finally {
    await writer.storage.close();
    await reader.storage.close();
  }
});
