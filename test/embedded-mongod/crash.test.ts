import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { createHarness, isRunning, type ClientProcess, type Harness } from './harness.ts';
import { until } from '../support/until.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await createHarness();
});
afterEach(() => harness.remove());

const majority = { writeConcern: { w: 'majority', journal: true } } as const;

async function numbersIn(uri: string): Promise<Set<unknown>> {
  const mongo = new MongoClient(uri);
  try {
    const found = await mongo.db('test').collection('numbers').find().toArray();
    return new Set(found.map(({ number }) => number as unknown));
  } finally {
    await mongo.close();
  }
}

/** Starts a process that opens mongod and inserts numbers. Resolves after 20 acknowledged writes. */
async function startWriter(): Promise<ClientProcess> {
  const client = harness.startClient({ writes: true });
  await client.waitForLine(({ ready }) => ready !== undefined);
  await client.waitForLine(({ wrote }) => wrote === 20);
  return client;
}

const acknowledged = ({ lines }: ClientProcess): number[] => lines.flatMap(({ wrote }) => wrote ?? []);

async function expectAcknowledgedWrites(client: ClientProcess, uri: string): Promise<void> {
  await client.exited;
  const stored = await numbersIn(uri);
  expect(acknowledged(client).filter((number) => !stored.has(number))).toEqual([]);
}

test('when the last process that uses mongod is killed, mongod is stopped and no acknowledged write is lost', async () => {
  const client = await startWriter();
  const { pid } = await harness.readMongodFile();
  const supervisors = await harness.supervisors();
  client.kill('SIGKILL');
  await until(async () => !(await isRunning(pid)), 'the supervisor stops mongod');
  for (const supervisor of supervisors)
    await until(async () => !(await isRunning(supervisor)), 'the supervisor ends');
  const mongod = await harness.open();
  await expectAcknowledgedWrites(client, mongod.uri);
});

test('a process that starts right after the kill waits for the old mongod to stop', async () => {
  const client = await startWriter();
  client.kill('SIGKILL');
  const mongod = await harness.open();
  await expectAcknowledgedWrites(client, mongod.uri);
});

test('when one of two processes is killed, mongod continues for the other', async () => {
  const client = await startWriter();
  const mongod = await harness.open();
  const { pid } = await harness.readMongodFile();
  client.kill('SIGKILL');
  await client.exited;
  await expectAcknowledgedWrites(client, mongod.uri);
  expect(await isRunning(pid)).toBe(true);
});

test('when mongod is killed, all processes recover at the same address and no acknowledged write is lost', async () => {
  const mongod = await harness.open();
  const client = await startWriter();
  const mongo = new MongoClient(mongod.uri);
  const { pid, port } = await harness.readMongodFile();
  try {
    const things = mongo.db('test').collection('things');
    await things.insertOne({ before: 1 }, majority);
    process.kill(pid, 'SIGKILL');
    await until(() => mongod.status().state === 'recovering', 'the handle reports the recovery');
    await things.insertOne({ after: 1 }, majority);
    expect(await things.countDocuments()).toBe(2);
  } finally {
    await mongo.close();
  }
  await until(() => mongod.status().state === 'running', 'the handle reports that mongod runs');

  const restarted = await harness.readMongodFile();
  expect(restarted.port).toBe(port);
  expect(restarted.pid).not.toBe(pid);
  const before = acknowledged(client).length;
  await until(() => acknowledged(client).length > before + 5, 'the other process continues to write');
  await client.release();
  await expectAcknowledgedWrites(client, mongod.uri);
});

test('when all processes are killed at once, the next start works and no acknowledged write is lost', async () => {
  const client = await startWriter();
  const { pid } = await harness.readMongodFile();
  for (const each of [client.pid, ...(await harness.supervisors()), pid]) process.kill(each, 'SIGKILL');
  await client.exited;
  const mongod = await harness.open();
  await expectAcknowledgedWrites(client, mongod.uri);
  expect(harness.logged).toContain('Started mongod');
});

test('an orphaned mongod is adopted, and stopped when the last process releases it', async () => {
  const client = await startWriter();
  const { pid } = await harness.readMongodFile();
  for (const supervisor of await harness.supervisors()) process.kill(supervisor, 'SIGKILL');
  client.kill('SIGKILL');
  await client.exited;
  expect(await isRunning(pid)).toBe(true);

  const mongod = await harness.open();
  expect((await harness.readMongodFile()).pid).toBe(pid);
  await expectAcknowledgedWrites(client, mongod.uri);
  await mongod.release();
  expect(await isRunning(pid)).toBe(false);
});

test('when the supervisor is killed, a new one replaces it while mongod continues to run', async () => {
  const mongod = await harness.open();
  const { pid, keeper } = await harness.readMongodFile();
  for (const supervisor of await harness.supervisors()) process.kill(supervisor, 'SIGKILL');
  await until(async () => (await harness.readMongodFile()).keeper !== keeper, 'another supervisor runs');
  await until(() => mongod.status().state === 'running', 'the handle reports that mongod runs');
  expect((await harness.readMongodFile()).pid).toBe(pid);
  await mongod.release();
  expect(await isRunning(pid)).toBe(false);
});

test('a stale lock with the pid of another program does not count as a mongod', async () => {
  const client = await startWriter();
  const { pid } = await harness.readMongodFile();
  for (const each of [client.pid, ...(await harness.supervisors()), pid]) process.kill(each, 'SIGKILL');
  await client.exited;
  await writeFile(join(harness.dataDir, 'mongo', 'mongod.lock'), `${process.pid}\n`);
  const mongod = await harness.open();
  await expectAcknowledgedWrites(client, mongod.uri);
});

test('if the supervisor was killed, the last process that releases mongod stops it', async () => {
  const mongod = await harness.open();
  const { pid } = await harness.readMongodFile();
  for (const supervisor of await harness.supervisors()) process.kill(supervisor, 'SIGKILL');
  await mongod.release();
  expect(await isRunning(pid)).toBe(false);
});

test('mongod is recovered if it was killed together with the waiter of its supervisor', async () => {
  const mongod = await harness.open();
  const { pid } = await harness.readMongodFile();
  const [, waiter = 0] = await harness.supervisors();
  process.kill(waiter, 'SIGKILL');
  process.kill(pid, 'SIGKILL');
  await until(async () => (await harness.readMongodFile()).pid !== pid, 'mongod is started again');
  await until(() => mongod.status().state === 'running', 'the handle reports that mongod runs');
});
