import { randomUUID } from 'node:crypto';
import { lastSeq, type Append } from '../../src/eventlog/index.ts';
import { createLogSubscriptions, plainStreams } from '../../src/realtime/index.ts';
import { failPointArgs, majorityTimeout, whileFailing } from '../support/fail-point.ts';
import { createMongodProcess, type MongodProcess } from '../support/mongod-process.ts';
import { silentChangeStream } from '../support/silent-change-stream.ts';
import { until } from '../support/until.ts';
import { openProcessOn, type Notes, type Process } from './open-process.ts';

const database = 'unknown_outcome';
/** After this time without a reply, in milliseconds, the driver closes the connection. */
const replyTimeoutMs = 700;
let mongod: MongodProcess;
let process: Process;
beforeAll(async () => {
  mongod = await createMongodProcess(failPointArgs);
  await mongod.start();
  process = await openProcessOn({ uri: mongod.uri, name: database, timeoutMs: replyTimeoutMs });
}, 60_000);
afterAll(async () => {
  await process.storage.close();
  await mongod.remove();
});

const note = (text: string, more: Partial<Append<Notes, 'full'>> = {}): Append<Notes, 'full'> => ({
  by: 'somebody',
  key: text,
  hash: text,
  isRepeatable: true,
  decide: () => ({ facts: [{ type: 'note', text } as { type: string }], changes: true }),
  ...more,
});
const append = (stream: string, request: Append<Notes, 'full'>) =>
  process.streams.appender.append('acme', stream, request);
const textsOf = async (stream: string) =>
  (await process.log.read('acme', 'interaction', stream, { after: 0, limit: 300 })).map(({ hash }) => hash);

test('an append that a majority does not acknowledge is UNAVAILABLE within ten seconds, and its retry finds it: it is in the log once', async () => {
  const stream = randomUUID();
  const startedAt = performance.now();
  await whileFailing(mongod, { failCommands: ['insert', 'update'], writeConcernError: majorityTimeout }, () =>
    expect(append(stream, note('one'))).rejects.toMatchObject({ code: 'UNAVAILABLE' }),
  );
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  expect(await append(stream, note('one'))).toMatchObject({ again: true, record: { seq: 1 } });
  expect(await textsOf(stream)).toEqual(['one']);
});

test('appends that a majority does not acknowledge at first get their outcomes once it confirms the primary, and none is stored twice', async () => {
  const stream = randomUUID();
  const texts = Array.from({ length: 201 }, (_, index) => `${index}`);
  // The first append is inserted alone, and the others together.
  const outcomes = await whileFailing(
    mongod,
    { failCommands: ['insert'], writeConcernError: majorityTimeout },
    () => Promise.all(texts.map((text) => append(stream, note(text)))),
    2,
  );
  expect(outcomes.every((outcome) => 'record' in outcome)).toBe(true);
  expect(await textsOf(stream)).toEqual(texts);
});

test('an append whose primary steps down between its records is UNAVAILABLE, and no record is stored twice', async () => {
  const stream = randomUUID();
  const outcomes = await whileFailing(
    mongod,
    { failCommands: ['insert'], errorCode: 10_107 },
    () => Promise.all(['one', 'two', 'three'].map((text) => append(stream, note(text)))),
    1,
  );
  expect(outcomes.every((outcome) => 'record' in outcome)).toBe(true);
  expect(await textsOf(stream)).toEqual(['one', 'two', 'three']);
});

test('an insert that lands after it was looked for answers the retry with its record, although the new state refuses it', async () => {
  const stream = randomUUID();
  const hang = { configureFailPoint: 'hangDuringBatchInsert' };
  await mongod.command({ ...hang, mode: 'alwaysOn', data: { nss: `${database}.events` } });
  // No client key: only the unknown outcome makes the appender look for the record.
  const answer = append(
    stream,
    note('one', {
      isRepeatable: false,
      decide: (state) =>
        state.length > 0
          ? { refused: 'full' }
          : { facts: [{ type: 'note', text: 'one' } as { type: string }], changes: true },
    }),
  );
  await mongod.command({ waitForFailPoint: 'hangDuringBatchInsert', timesEntered: 1, maxTimeMS: 5000 });
  const { count } = await mongod.command({
    configureFailPoint: 'failCommand',
    mode: 'alwaysOn',
    data: { failCommands: ['insert'], blockConnection: true, blockTimeMS: 400 },
  });
  // The second insert has begun, so the appender has looked for the first one in vain.
  await mongod.command({
    waitForFailPoint: 'failCommand',
    timesEntered: Number(count) + 1,
    maxTimeMS: 5000,
  });
  await mongod.command({ ...hang, mode: 'off' });
  await until(async () => (await textsOf(stream)).length === 1);
  expect(await answer).toMatchObject({ record: { seq: 1, hash: 'one' }, again: true });
  await mongod.command({ configureFailPoint: 'failCommand', mode: 'off' });
  expect(await textsOf(stream)).toEqual(['one']);
});

test('a log subscription looks again for a record whose hint comes before a majority has it', async () => {
  const stream = randomUUID();
  await append(stream, note('one'));
  let reads = 0;
  const log = {
    onRecord: process.log.onRecord.bind(process.log),
    read: (...args: Parameters<typeof process.log.read>) => {
      reads++;
      return process.log.read(...args);
    },
  };
  const taken: number[] = [];
  const subscriptions = createLogSubscriptions(log, plainStreams('interaction'), silentChangeStream, {
    retryMs: 20,
  });
  const subscription = subscriptions.subscribe(
    { tenant: 'acme', stream, after: 1 },
    { ready: true, take: ({ seq }) => taken.push(seq) > 0, fail: () => undefined },
  );
  await until(() => reads > 0);
  const flusher = { configureFailPoint: 'pauseJournalFlusherBeforeFlush' };
  await mongod.command({ ...flusher, mode: 'alwaysOn' });
  try {
    // Without its journal, the only member of the set does not count as a majority.
    const [first] = await process.log.read('acme', 'interaction', stream, { after: 0, limit: 1 }, 'local');
    if (first === undefined) throw new Error('The first record is missing.');
    const second = { ...first, seq: lastSeq(first) + 2, key: 'three', hash: 'three' };
    const events = process.storage.systemCollection('events', []);
    const _id = (seq: number) => `acme:interaction:${stream}:${String(seq).padStart(10, '0')}` as never;
    await events.insertOne({ ...first, _id: _id(2), seq: 2, key: 'two' }, { writeConcern: { w: 1 } });
    await events.insertOne({ ...second, _id: _id(3) }, { writeConcern: { w: 1 } });
    // A hint of the third record: the second one must be read.
    process.log.hint(second);
    const before = reads;
    await until(() => reads > before + 2, 'the log is read again');
    expect(taken).toEqual([]);
  } finally {
    await mongod.command({ ...flusher, mode: 'off' });
  }
  await until(() => taken.length === 2, 'both records are delivered');
  expect(taken).toEqual([2, 3]);
  subscription.close();
});
