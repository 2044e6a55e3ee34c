import { randomUUID } from 'node:crypto';
import { createEventLog, type LogRecord } from '../../src/eventlog/index.ts';
import { createChangeStream } from '../../src/realtime/change-stream.ts';
import { openChangeStream } from '../../src/realtime/index.ts';
import type { RealtimeStore } from '../../src/realtime/store.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { openProcess, type Process } from '../eventlog/open-process.ts';
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

const append = async (stream: string, text = 'a note') => {
  const outcome = await writer.streams.appender.append('acme', stream, {
    by: 'ann',
    key: randomUUID(),
    hash: '',
    isRepeatable: false,
    decide: () => ({ facts: [{ type: 'note', text } as { type: string }], changes: true }),
  });
  if (!('record' in outcome)) throw new Error('The record was not written.');
  return outcome.record;
};

test('the change stream continues after a record of an unknown stream kind', async () => {
  const logger = collectingLogger();
  const changes = openChangeStream(reader.storage, reader.log, systemClock, logger, {
    heartbeatMs: 100,
    silenceMs: 5000,
  });
  changes.start();
  try {
    await until(() => changes.live);
    const received: LogRecord[] = [];
    const stop = reader.log.onRecord('interaction', (record) => received.push(record));
    const record = await append(randomUUID());
    const newer = { ...record, kind: 'flow' as 'agent', stream: randomUUID(), key: randomUUID() };
    await writer.storage
      .systemCollection('events', [])
      .insertOne({ ...newer, _id: `acme:flow:${newer.stream}:1` as never });
    const next = await append(randomUUID());
    await until(() => received.some(({ stream }) => stream === next.stream));
    stop();
    expect(logger.lines).toEqual([]);
  } finally {
    await changes.stop();
  }
});

test('listeners are called once when the stream is open, at its first heartbeat, so that they look up what they missed', async () => {
  const heartbeatMs = 10;
  const openOf = ({ storage, log }: Process) =>
    openChangeStream(storage, log, systemClock, collectingLogger(), { heartbeatMs, silenceMs: 5000 });
  const changes = openOf(reader);
  const liveAtCall: boolean[] = [];
  changes.onReopened(() => liveAtCall.push(changes.live));
  let later = false;
  changes.onSignal('typing', () => (later = true));
  const heartbeats = () =>
    reader.storage.systemCollection('signals', []).countDocuments({ kind: 'heartbeat' });
  changes.start();
  try {
    await until(() => liveAtCall.length > 0);
    const before = await heartbeats();
    await until(async () => (await heartbeats()) >= before + 3);
    // A signal arrives after the heartbeats that were sent before it.
    await openOf(writer).signal({ kind: 'typing', tenant: 'acme', data: {} });
    await until(() => later);
    expect(liveAtCall).toEqual([true]);
  } finally {
    await changes.stop();
  }
});

test('an append succeeds when a listener throws', async () => {
  const stop = writer.log.onRecord('interaction', () => {
    throw new Error('cannot');
  });
  await expect(append(randomUUID())).resolves.toBeDefined();
  stop();
});

test('a change stream that ends at once is opened again after a pause', async () => {
  const openedAt: number[] = [];
  const heartbeatMs = 50;
  const store = {
    send: () => Promise.resolve(),
    watch: () => {
      openedAt.push(performance.now());
      return { ended: Promise.resolve(new Error('not allowed')), close: () => undefined };
    },
  } as unknown as RealtimeStore;
  const log = createEventLog(reader.storage, systemClock);
  const changes = createChangeStream(store, log, systemClock, collectingLogger(), {
    heartbeatMs,
    silenceMs: 60_000,
  });
  changes.start();
  await until(() => openedAt.length === 5);
  await changes.stop();
  const pauses = openedAt.slice(1).map((at, index) => at - (openedAt[index] ?? 0));
  // A timer may run a millisecond early.
  expect(Math.min(...pauses)).toBeGreaterThan(heartbeatMs - 2);
});

test('a stopped change stream is not opened again', async () => {
  const ends: ((error: Error) => void)[] = [];
  const store = {
    send: () => Promise.resolve(),
    watch: () => ({ ended: new Promise((resolve) => ends.push(resolve)), close: () => undefined }),
  } as unknown as RealtimeStore;
  const log = createEventLog(reader.storage, systemClock);
  const changes = createChangeStream(store, log, systemClock, collectingLogger(), {
    heartbeatMs: 1,
    silenceMs: 60_000,
  });
  changes.start();
  await changes.stop();
  ends[0]?.(new Error('closed'));
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(ends).toHaveLength(1);
});
