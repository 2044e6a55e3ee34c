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

/** An actor that owns mongod, and has had 20 writes acknowledged. */
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

test('when its last user is killed, mongod is stopped, and nothing acknowledged is lost', async () => {
  const actor = await writer();
  const { pid } = await stage.record();
  const keepers = await stage.keepers();
  actor.kill('SIGKILL');
  await eventually('the keeper stops mongod', async () => !(await isRunning(pid)));
  for (const keeper of keepers) await eventually('the keeper ends', async () => !(await isRunning(keeper)));
  const mongod = await stage.open();
  await expectAcknowledgedWrites(actor, mongod.uri);
});

test('somebody who starts right after the kill waits for the old mongod to stop', async () => {
  const actor = await writer();
  actor.kill('SIGKILL');
  const mongod = await stage.open();
  await expectAcknowledgedWrites(actor, mongod.uri);
});

test('when one of two users is killed, the other goes on', async () => {
  const actor = await writer();
  const mongod = await stage.open();
  const { pid } = await stage.record();
  actor.kill('SIGKILL');
  await actor.exited;
  await expectAcknowledgedWrites(actor, mongod.uri);
  expect(await isRunning(pid)).toBe(true);
});

test('when mongod is killed, all its users recover on the same address, and nothing acknowledged is lost', async () => {
  const mongod = await stage.open();
  const actor = await writer();
  const client = new MongoClient(mongod.uri);
  const { pid, port } = await stage.record();
  try {
    const things = client.db('test').collection('things');
    await things.insertOne({ before: 1 }, majority);
    process.kill(pid, 'SIGKILL');
    await eventually('it notices', () => mongod.status().state === 'recovering');
    await things.insertOne({ after: 1 }, majority);
    expect(await things.countDocuments()).toBe(2);
  } finally {
    await client.close();
  }
  await eventually('it says that it runs', () => mongod.status().state === 'running');

  const next = await stage.record();
  expect(next.port).toBe(port);
  expect(next.pid).not.toBe(pid);
  const before = acknowledged(actor).length;
  await eventually('the other one writes on', () => acknowledged(actor).length > before + 5);
  await actor.leave();
  await expectAcknowledgedWrites(actor, mongod.uri);
});

test('when everything is killed at once, the next start works, and nothing acknowledged is lost', async () => {
  const actor = await writer();
  const { pid } = await stage.record();
  for (const victim of [actor.pid, ...(await stage.keepers()), pid]) process.kill(victim, 'SIGKILL');
  await actor.exited;
  const mongod = await stage.open();
  await expectAcknowledgedWrites(actor, mongod.uri);
  expect(stage.logged).toContain('Started mongod');
});

test('an orphaned mongod is adopted, and stopped by the last one out', async () => {
  const actor = await writer();
  const { pid } = await stage.record();
  for (const keeper of await stage.keepers()) process.kill(keeper, 'SIGKILL');
  actor.kill('SIGKILL');
  await actor.exited;
  expect(await isRunning(pid)).toBe(true);

  const mongod = await stage.open();
  expect((await stage.record()).pid).toBe(pid);
  await expectAcknowledgedWrites(actor, mongod.uri);
  await mongod.leave();
  expect(await isRunning(pid)).toBe(false);
});

test('when the keeper is killed, a new one takes its place while mongod runs on', async () => {
  const mongod = await stage.open();
  const { pid, keeper } = await stage.record();
  for (const victim of await stage.keepers()) process.kill(victim, 'SIGKILL');
  await eventually('there is another keeper', async () => (await stage.record()).keeper !== keeper);
  await eventually('it says that it runs', () => mongod.status().state === 'running');
  expect((await stage.record()).pid).toBe(pid);
  await mongod.leave();
  expect(await isRunning(pid)).toBe(false);
});

test("a stale lock that names another program's pid is no mongod", async () => {
  const actor = await writer();
  const { pid } = await stage.record();
  for (const victim of [actor.pid, ...(await stage.keepers()), pid]) process.kill(victim, 'SIGKILL');
  await actor.exited;
  await writeFile(join(stage.dataDir, 'mongo', 'mongod.lock'), `${process.pid}\n`);
  const mongod = await stage.open();
  await expectAcknowledgedWrites(actor, mongod.uri);
});

test('where the keeper was killed, the last one out stops mongod itself', async () => {
  const mongod = await stage.open();
  const { pid } = await stage.record();
  for (const victim of await stage.keepers()) process.kill(victim, 'SIGKILL');
  await mongod.leave();
  expect(await isRunning(pid)).toBe(false);
});

test('half a keeper that has lost its mongod holds nobody up', async () => {
  const mongod = await stage.open();
  const { pid } = await stage.record();
  const [, waiter = 0] = await stage.keepers();
  process.kill(waiter, 'SIGKILL');
  process.kill(pid, 'SIGKILL');
  await eventually('it recovers', async () => (await stage.record()).pid !== pid);
  await eventually('it says that it runs', () => mongod.status().state === 'running');
});
