import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { eventually, isRunning, setStage } from './stage.ts';
import type { Actor, Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.clear());

const majority = { writeConcern: { w: 'majority', journal: true } } as const;

async function numbersIn(uri: string): Promise<Set<unknown>> {
  const client = new MongoClient(uri);
  try {
    const found = await client.db('actor').collection('numbers').find().toArray();
    return new Set(found.map(({ number }) => number as unknown));
  } finally {
    await client.close();
  }
}

/** Starts an actor that starts mongod. Resolves after 20 acknowledged writes. */
async function writer(): Promise<Actor> {
  const actor = stage.act({ writes: true });
  await actor.says(({ ready }) => ready !== undefined);
  await actor.says(({ wrote }) => wrote === 20);
  return actor;
}

const acknowledged = ({ lines }: Actor): number[] => lines.flatMap(({ wrote }) => wrote ?? []);

async function expectAcknowledgedWrites(actor: Actor, uri: string): Promise<void> {
  await actor.exited;
  const there = await numbersIn(uri);
  expect(acknowledged(actor).filter((number) => !there.has(number))).toEqual([]);
}

test('when the last process that uses mongod is killed, mongod is stopped and no acknowledged write is lost', async () => {
  const actor = await writer();
  const { pid } = await stage.record();
  const supervisors = await stage.supervisors();
  actor.kill('SIGKILL');
  await eventually('the supervisor stops mongod', async () => !(await isRunning(pid)));
  for (const supervisor of supervisors)
    await eventually('the supervisor ends', async () => !(await isRunning(supervisor)));
  const mongod = await stage.open();
  await expectAcknowledgedWrites(actor, mongod.uri);
});

test('a process that starts right after the kill waits for the old mongod to stop', async () => {
  const actor = await writer();
  actor.kill('SIGKILL');
  const mongod = await stage.open();
  await expectAcknowledgedWrites(actor, mongod.uri);
});

test('when one of two processes is killed, mongod continues for the other', async () => {
  const actor = await writer();
  const mongod = await stage.open();
  const { pid } = await stage.record();
  actor.kill('SIGKILL');
  await actor.exited;
  await expectAcknowledgedWrites(actor, mongod.uri);
  expect(await isRunning(pid)).toBe(true);
});

test('when mongod is killed, all processes recover at the same address and no acknowledged write is lost', async () => {
  const mongod = await stage.open();
  const actor = await writer();
  const client = new MongoClient(mongod.uri);
  const { pid, port } = await stage.record();
  try {
    const things = client.db('test').collection('things');
    await things.insertOne({ before: 1 }, majority);
    process.kill(pid, 'SIGKILL');
    await eventually('the handle reports the recovery', () => mongod.status().state === 'recovering');
    await things.insertOne({ after: 1 }, majority);
    expect(await things.countDocuments()).toBe(2);
  } finally {
    await client.close();
  }
  await eventually('the handle reports that mongod runs', () => mongod.status().state === 'running');

  const next = await stage.record();
  expect(next.port).toBe(port);
  expect(next.pid).not.toBe(pid);
  const before = acknowledged(actor).length;
  await eventually('the actor continues to write', () => acknowledged(actor).length > before + 5);
  await actor.leave();
  await expectAcknowledgedWrites(actor, mongod.uri);
});

test('when all processes are killed at once, the next start works and no acknowledged write is lost', async () => {
  const actor = await writer();
  const { pid } = await stage.record();
  for (const victim of [actor.pid, ...(await stage.supervisors()), pid]) process.kill(victim, 'SIGKILL');
  await actor.exited;
  const mongod = await stage.open();
  await expectAcknowledgedWrites(actor, mongod.uri);
  expect(stage.logged).toContain('Started mongod');
});

test('an orphaned mongod is adopted, and stopped when the last process releases it', async () => {
  const actor = await writer();
  const { pid } = await stage.record();
  for (const victim of await stage.supervisors()) process.kill(victim, 'SIGKILL');
  actor.kill('SIGKILL');
  await actor.exited;
  expect(await isRunning(pid)).toBe(true);

  const mongod = await stage.open();
  expect((await stage.record()).pid).toBe(pid);
  await expectAcknowledgedWrites(actor, mongod.uri);
  await mongod.release();
  expect(await isRunning(pid)).toBe(false);
});

test('when the supervisor is killed, a new one replaces it while mongod continues to run', async () => {
  const mongod = await stage.open();
  const { pid, keeper: supervisor } = await stage.record();
  for (const victim of await stage.supervisors()) process.kill(victim, 'SIGKILL');
  await eventually('there is another supervisor', async () => (await stage.record()).keeper !== supervisor);
  await eventually('the handle reports that mongod runs', () => mongod.status().state === 'running');
  expect((await stage.record()).pid).toBe(pid);
  await mongod.release();
  expect(await isRunning(pid)).toBe(false);
});

test('a stale lock with the pid of another program does not count as a mongod', async () => {
  const actor = await writer();
  const { pid } = await stage.record();
  for (const victim of [actor.pid, ...(await stage.supervisors()), pid]) process.kill(victim, 'SIGKILL');
  await actor.exited;
  await writeFile(join(stage.dataDir, 'mongo', 'mongod.lock'), `${process.pid}\n`);
  const mongod = await stage.open();
  await expectAcknowledgedWrites(actor, mongod.uri);
});

test('if the supervisor was killed, the last process that releases mongod stops it', async () => {
  const mongod = await stage.open();
  const { pid } = await stage.record();
  for (const victim of await stage.supervisors()) process.kill(victim, 'SIGKILL');
  await mongod.release();
  expect(await isRunning(pid)).toBe(false);
});

test('the reader of a supervisor without waiter and mongod does not block the recovery', async () => {
  const mongod = await stage.open();
  const { pid } = await stage.record();
  const [, waiter = 0] = await stage.supervisors();
  process.kill(waiter, 'SIGKILL');
  process.kill(pid, 'SIGKILL');
  await eventually('mongod is started again', async () => (await stage.record()).pid !== pid);
  await eventually('the handle reports that mongod runs', () => mongod.status().state === 'running');
});
