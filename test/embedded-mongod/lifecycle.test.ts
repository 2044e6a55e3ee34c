import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { createHarness, isRunning, type Harness } from './harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await createHarness();
});
afterEach(() => harness.remove());

async function count(uri: string): Promise<number> {
  const client = new MongoClient(uri);
  try {
    return await client.db('test').collection('things').countDocuments();
  } finally {
    await client.close();
  }
}

async function insert(uri: string): Promise<void> {
  const client = new MongoClient(uri);
  try {
    await client
      .db('test')
      .collection('things')
      .insertOne({}, { writeConcern: { w: 'majority' } });
  } finally {
    await client.close();
  }
}

test('after a restart, mongod has the same data and the same port', async () => {
  const first = await harness.open();
  expect(first.status()).toEqual({ state: 'running' });
  expect(first.version).toMatch(/^\d+\.\d+\.\d+$/);
  await insert(first.uri);
  await first.release();
  expect(first.status()).toEqual({ state: 'stopped' });

  const second = await harness.open();
  expect(second.uri).toBe(first.uri);
  expect(await count(second.uri)).toBe(1);
});

test('only the owner can read the data, the log and the liveness pipe', async () => {
  await harness.open();
  const modes = ['mongo', 'mongod.lifeline', 'mongod.log', 'mongod.json'].map(
    async (name) => (await stat(join(harness.dataDir, name))).mode & 0o777,
  );
  expect(await Promise.all(modes)).toEqual([0o700, 0o600, 0o600, 0o600]);
});

test('later processes join the running mongod, and the last one to release it stops it', async () => {
  const first = await harness.open();
  const [second, third] = await Promise.all([harness.open(), harness.open()]);
  const { pid } = await harness.readMongodFile();
  expect([second.uri, third.uri]).toEqual([first.uri, first.uri]);

  await first.release();
  await second.release();
  expect(await isRunning(pid)).toBe(true);
  expect(await count(third.uri)).toBe(0);

  await third.release();
  expect(await isRunning(pid)).toBe(false);
  expect(harness.logged.filter((message) => message === 'Started mongod')).toHaveLength(1);
});

test('a second release has no effect', async () => {
  const mongod = await harness.open();
  const other = await harness.open();
  await Promise.all([mongod.release(), mongod.release()]);
  expect(await count(other.uri)).toBe(0);
});

test('a process that opens mongod while it is being stopped waits and starts it again', async () => {
  const first = await harness.open();
  await insert(first.uri);
  const releasing = first.release();
  const second = await harness.open();
  await releasing;
  expect(await count(second.uri)).toBe(1);
});

test('of four processes that start at once, one starts mongod and three join it', async () => {
  const clients = [1, 2, 3, 4].map(() => harness.startClient());
  const ready = await Promise.all(
    clients.map((client) => client.waitForLine((line) => line.ready !== undefined)),
  );
  expect(new Set(ready.map((line) => line.ready)).size).toBe(1);
  const messages = clients.flatMap(({ lines }) => lines.map((line) => line.log));
  expect(messages.filter((message) => message === 'Started mongod')).toHaveLength(1);
  expect(messages.filter((message) => message?.startsWith('Joined'))).toHaveLength(3);

  const { pid } = await harness.readMongodFile();
  await Promise.all(clients.map((client) => client.release()));
  expect(await isRunning(pid)).toBe(false);
});
