import { randomUUID } from 'node:crypto';
import type { LogRecord } from '../../src/eventlog/index.ts';
import {
  createLogSubscriptions,
  foldedStreams,
  type LogEvent,
  type LogSubscriptions,
} from '../../src/realtime/index.ts';
import { DomainError } from '../../src/kernel/errors.ts';
import { openProcess, type Notes, type Process } from '../eventlog/open-process.ts';
import { silentChangeStream } from '../support/silent-change-stream.ts';
import { until } from '../support/until.ts';

let writer: Process;
let reader: Process;
let subscriptions: LogSubscriptions<Notes>;
let reopen: () => void = () => undefined;
let drop: (collection: string | null) => void = () => undefined;

beforeAll(async () => {
  writer = await openProcess(import.meta.url);
  reader = await openProcess(import.meta.url);
  subscriptions = createLogSubscriptions(reader.log, foldedStreams(reader.streams.heads), {
    onReopened(listener) {
      reopen = listener;
      return () => undefined;
    },
    onDropped: (listener) => {
      drop = listener;
    },
  });
});
afterAll(async () => {
  await writer.storage.close();
  await reader.storage.close();
});

async function append(stream: string, count: number, facts = 1): Promise<LogRecord[]> {
  const outcomes = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      writer.streams.appender.append('acme', stream, {
        by: 'ann',
        key: randomUUID(),
        hash: '',
        isRepeatable: false,
        decide: () => ({
          facts: Array.from({ length: facts }, () => ({ type: 'note', text: String(index) })),
          changes: true,
        }),
      }),
    ),
  );
  return outcomes.flatMap((outcome) => ('record' in outcome ? [outcome.record] : []));
}

function subscribe(stream: string, after: number, options: { isReady?: () => boolean } = {}) {
  const taken: LogEvent<Notes>[] = [];
  const failed: string[] = [];
  const subscription = subscriptions.subscribe(
    { tenant: 'acme', stream, after },
    {
      get ready() {
        return options.isReady?.() ?? true;
      },
      take(entry) {
        taken.push(entry);
        return true;
      },
      fail: ({ code }) => {
        failed.push(code);
      },
    },
  );
  return { taken, failed, ...subscription, numbers: () => taken.map(({ seq }) => seq) };
}
const upTo = (last: number, after = 0) =>
  Array.from({ length: last - after }, (_, index) => after + 1 + index);

test('records without a hint are delivered once the change stream is open again', async () => {
  const stream = randomUUID();
  await append(stream, 3);
  const subscriber = subscribe(stream, 3);
  for (const record of await append(stream, 1)) reader.log.hint(record);
  await until(() => subscriber.taken.length === 1);
  await append(stream, 300);
  reopen();
  await until(() => subscriber.taken.length === 301);
  expect(subscriber.numbers()).toEqual(upTo(304, 3));
  subscriber.close();
});

test('a subscriber that is not ready keeps its cursor, and continues from the log', async () => {
  const stream = randomUUID();
  let isReady = true;
  const slow = subscribe(stream, 0, { isReady: () => isReady });
  const quick = subscribe(stream, 0);
  for (const record of await append(stream, 10, 2)) reader.log.hint(record);
  await until(() => slow.taken.length === 20);
  isReady = false;
  for (const record of await append(stream, 450, 2)) reader.log.hint(record);
  await until(() => quick.taken.length === 920);
  expect(slow.taken).toHaveLength(20);
  isReady = true;
  slow.resume();
  await until(() => slow.taken.length === 920);
  expect(slow.numbers()).toEqual(upTo(920));
  expect(slow.failed).toEqual([]);
  slow.close();
  quick.close();
});

test('a subscriber that falls more than 1,000 events behind fails with SLOW_CONSUMER, and can subscribe again', async () => {
  const stream = randomUUID();
  let isReady = true;
  const slow = subscribe(stream, 0, { isReady: () => isReady });
  for (const record of await append(stream, 1)) reader.log.hint(record);
  await until(() => slow.taken.length === 1);
  isReady = false;
  for (const record of await append(stream, 1002)) reader.log.hint(record);
  await until(() => slow.failed.length > 0);
  expect(slow.failed).toEqual(['SLOW_CONSUMER']);
  const back = subscribe(stream, slow.taken.at(-1)?.seq ?? 0);
  await until(() => back.taken.length === 1002);
  expect(back.numbers()).toEqual(upTo(1003, 1));
  back.close();
});

test('a subscriber that begins far behind is not a slow consumer, even if it is not ready at first', async () => {
  const stream = randomUUID();
  await append(stream, 1500);
  let isReady = false;
  const late = subscribe(stream, 0, { isReady: () => isReady });
  // Another subscriber has read the whole stream, so its end is known.
  const other = subscribe(stream, 1499);
  await until(() => other.taken.length === 1);
  late.resume();
  expect(late.failed).toEqual([]);
  isReady = true;
  late.resume();
  await until(() => late.taken.length === 1500);
  expect(late.failed).toEqual([]);
  late.close();
  other.close();
});

test('a long history is read in batches, and closed subscriptions are removed', async () => {
  const stream = randomUUID();
  await append(stream, 1500);
  const all = [0, 700, 1499].map((after) => ({ after, subscriber: subscribe(stream, after) }));
  for (const { after, subscriber } of all) {
    await until(() => subscriber.taken.length === 1500 - after);
    expect(subscriber.numbers()).toEqual(upTo(1500, after));
  }
  const before = subscriptions.count;
  for (const { subscriber } of all) {
    subscriber.close();
    subscriber.close();
  }
  expect(subscriptions.count).toBe(before - 3);
});

test('a subscriber that throws fails alone: the append succeeds, and the other subscribers get the event', async () => {
  const own = createLogSubscriptions(writer.log, foldedStreams(writer.streams.heads), silentChangeStream);
  const stream = randomUUID();
  await append(stream, 1);
  const taken: number[] = [];
  const failed: [code: string, position: number][] = [];
  const subscribeTo = (take: (seq: number) => boolean) =>
    own.subscribe(
      { tenant: 'acme', stream, after: 0 },
      {
        ready: true,
        take: ({ seq }) => take(seq),
        fail: ({ code }, position) => failed.push([code, position]),
      },
    );
  subscribeTo((seq) => {
    if (seq === 2) throw new Error('cannot');
    return true;
  });
  const whole = subscribeTo((seq) => taken.push(seq) > 0);
  await until(() => taken.length === 1);
  await expect(append(stream, 1)).resolves.toHaveLength(1);
  await expect(append(stream, 1)).resolves.toHaveLength(1);
  await until(() => taken.length === 3);
  expect(failed).toEqual([['UNAVAILABLE', 1]]);
  expect(own.count).toBe(1);
  whole.close();
});

test('when the log is dropped or replaced, every subscription ends with UNAVAILABLE, because its position may name another event', async () => {
  const stream = randomUUID();
  await append(stream, 3);
  const subscriber = subscribe(stream, 0);
  await until(() => subscriber.taken.length === 3);
  drop('interactions');
  expect(subscriber.failed).toEqual([]);
  drop('events');
  expect(subscriber.failed).toEqual(['UNAVAILABLE']);
});

test('a subscriber that cannot take an item fails, unless it can be tried again because the database is unavailable', async () => {
  const stream = randomUUID();
  await append(stream, 1);
  const errors = [new DomainError('UNAVAILABLE', 'No majority.'), new Error('The item is broken.')];
  const failed: DomainError[] = [];
  const subscription = subscriptions.subscribe(
    { tenant: 'acme', stream, after: 0 },
    {
      ready: true,
      take: () => Promise.reject(errors.shift() ?? new DomainError('UNAVAILABLE', 'No error is left.')),
      fail: (error) => {
        failed.push(error);
      },
    },
  );
  try {
    await until(() => failed.length > 0);
    expect(errors).toEqual([]);
    expect(failed.map(({ message }) => message)).toEqual(['The events cannot be delivered.']);
  } finally {
    subscription.close();
  }
});
