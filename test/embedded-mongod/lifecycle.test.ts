import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { isRunning, setStage } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.clear());

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
  const first = await stage.open();
  expect(first.status()).toEqual({ state: 'running' });
  expect(first.version).toMatch(/^\d+\.\d+\.\d+$/);
  await insert(first.uri);
  await first.release();
  expect(first.status()).toEqual({ state: 'stopped' });

  const second = await stage.open();
  expect(second.uri).toBe(first.uri);
  expect(await count(second.uri)).toBe(1);
});

test('only the owner can read the data, the log and the liveness pipe', async () => {
  await stage.open();
  const modes = ['mongo', 'mongod.lifeline', 'mongod.log', 'mongod.json'].map(
    async (name) => (await stat(join(stage.dataDir, name))).mode & 0o777,
  );
  expect(await Promise.all(modes)).toEqual([0o700, 0o600, 0o600, 0o600]);
});

test('later processes join the running mongod, and the last one to release it stops it', async () => {
  const first = await stage.open();
  const [second, third] = await Promise.all([stage.open(), stage.open()]);
  const { pid } = await stage.record();
  expect([second.uri, third.uri]).toEqual([first.uri, first.uri]);

  await first.release();
  await second.release();
  expect(await isRunning(pid)).toBe(true);
  expect(await count(third.uri)).toBe(0);

  await third.release();
  expect(await isRunning(pid)).toBe(false);
  expect(stage.logged.filter((message) => message === 'Started mongod')).toHaveLength(1);
});

test('a second release has no effect', async () => {
  const mongod = await stage.open();
  const other = await stage.open();
  await Promise.all([mongod.release(), mongod.release()]);
  expect(await count(other.uri)).toBe(0);
});

test('a process that opens mongod while it is being stopped waits and starts it again', async () => {
  const first = await stage.open();
  await insert(first.uri);
  const releasing = first.release();
  const second = await stage.open();
  await releasing;
  expect(await count(second.uri)).toBe(1);
});

test('of four processes that start at once, one starts mongod and three join it', async () => {
  const actors = [1, 2, 3, 4].map(() => stage.act());
  const ready = await Promise.all(actors.map((actor) => actor.says((line) => line.ready !== undefined)));
  expect(new Set(ready.map((line) => line.ready)).size).toBe(1);
  const said = actors.flatMap(({ lines }) => lines.map((line) => line.log));
  expect(said.filter((message) => message === 'Started mongod')).toHaveLength(1);
  expect(said.filter((message) => message?.startsWith('Joined'))).toHaveLength(3);

  const { pid } = await stage.record();
  await Promise.all(actors.map((actor) => actor.leave()));
  expect(await isRunning(pid)).toBe(false);
});
