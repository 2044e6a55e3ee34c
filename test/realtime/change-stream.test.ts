import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createEventLog, type LogRecord } from '../../src/eventlog/index.ts';
import { createChangeStream } from '../../src/realtime/change-stream.ts';
import { LogSubscriptions, openChangeStream, type ChangeStream } from '../../src/realtime/index.ts';
import type { RealtimeStore, WatchHandlers } from '../../src/realtime/store.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { openProcess, type Notes, type Process } from '../eventlog/open-process.ts';
import { collectingLogger } from '../support/server.ts';
import { until } from '../support/until.ts';

let writer: Process;
let reader: Process;
beforeAll(async () => {
  writer = await openProcess(import.meta.url);
  reader = await openProcess(import.meta.url);
});
afterAll(async () => {
  await writer.storage.close();
  await reader.storage.close();
});

const silent: ChangeStream = {
  live: true,
  start: () => undefined,
  stop: () => Promise.resolve(),
  signal: () => Promise.resolve(),
  onSignal: () => () => undefined,
  onReopened: () => () => undefined,
};

const write = async (stream: string, text = 'a note') => {
  const outcome = await writer.streams.appender.append('acme', stream, {
    by: 'somebody',
    key: randomUUID(),
    hash: '',
    isRepeatable: false,
    decide: () => ({ facts: [{ type: 'note', text } as { type: string }], changes: true }),
  });
  if (!('record' in outcome)) throw new Error('It was not written.');
  return outcome.record;
};

test('a stream of a kind that only a newer process knows: the change stream goes on', async () => {
  const logger = collectingLogger();
  const changes = openChangeStream(reader.storage, reader.log, systemClock, logger, {
    heartbeatMs: 100,
    silenceMs: 5000,
  });
  changes.start();
  try {
    await until(() => changes.live);
    const heard: LogRecord[] = [];
    const stop = reader.log.onRecord('interaction', (record) => heard.push(record));
    const record = await write(randomUUID());
    const newer = { ...record, kind: 'flow' as 'agent', stream: randomUUID(), key: randomUUID() };
    await writer.storage
      .systemCollection('events', [])
      .insertOne({ ...newer, _id: `acme:flow:${newer.stream}:1` as never });
    const next = await write(randomUUID());
    await until(() => heard.some(({ stream }) => stream === next.stream));
    stop();
    expect(logger.lines).toEqual([]);
  } finally {
    await changes.stop();
  }
});

test('a consumer that throws fails alone: the append is answered, and the others hear of it', async () => {
  const followers = new LogSubscriptions<Notes>(writer.log, writer.streams.heads, silent);
  const stream = randomUUID();
  await write(stream);
  const taken: number[] = [];
  const failed: string[] = [];
  const follow = (take: (seq: number) => boolean) =>
    followers.subscribe('acme', stream, 0, {
      ready: true,
      take: ({ seq }) => take(seq),
      fail: ({ code }) => failed.push(code),
    });
  follow((seq) => {
    if (seq === 2) throw new Error('cannot');
    return true;
  });
  const whole = follow((seq) => {
    taken.push(seq);
    return true;
  });
  await until(() => taken.length === 1);
  await expect(write(stream)).resolves.toBeDefined();
  await expect(write(stream)).resolves.toBeDefined();
  await until(() => taken.length === 3);
  expect(failed).toHaveLength(1);
  expect(followers.count).toBe(1);
  whole.close();
});

test('a listener that throws has nothing to do with who appends', async () => {
  const stop = writer.log.onRecord('interaction', () => {
    throw new Error('cannot');
  });
  await expect(write(randomUUID())).resolves.toBeDefined();
  stop();
});

test('a change stream that ends at once, again and again, is not opened again without a pause', async () => {
  let opened = 0;
  const store = {
    send: () => Promise.resolve(),
    watch: (_: WatchHandlers) => {
      opened++;
      return { ended: delay(1, new Error('not allowed')), close: () => undefined };
    },
  } as unknown as RealtimeStore;
  const log = createEventLog(reader.storage, systemClock);
  const feed = createChangeStream(store, log, systemClock, collectingLogger(), {
    heartbeatMs: 100,
    silenceMs: 400,
  });
  feed.start();
  await delay(1000);
  await feed.stop();
  expect(opened).toBeLessThan(20);
  const before = opened;
  await delay(300);
  expect(opened).toBe(before);
});
