import { MongoClient, type Collection } from 'mongodb';
import { lockWrites, startReplicaSet, unlockWrites, type ReplicaSet } from './replica-set.ts';

let set: ReplicaSet;
let client: MongoClient;
let collection: Collection;
beforeAll(async () => {
  set = await startReplicaSet();
  client = new MongoClient(set.uri);
  collection = client.db('test').collection('writes');
});
afterAll(async () => {
  await client.close();
  await set.remove();
});

const write = (wtimeoutMS = 10_000) =>
  collection
    .insertOne({}, { writeConcern: { w: 'majority', wtimeoutMS } })
    .then(() => 'acknowledged')
    .catch((error: unknown) => (error as Error).name);

test('a write is acknowledged by a majority, and not while both secondaries are locked', async () => {
  expect(await write()).toBe('acknowledged');
  const secondaries = await set.secondaries();
  await Promise.all(secondaries.map(lockWrites));
  expect(await write(100)).toBe('MongoWriteConcernError');
  await Promise.all(secondaries.map(unlockWrites));
  expect(await write()).toBe('acknowledged');
});

test('another member becomes the primary after a step-down, a kill and a suspension of the primary', async () => {
  const before = await set.primary();
  await set.stepDown();
  const killed = await set.primary();
  expect(killed).not.toBe(before);
  await killed.kill();
  const paused = await set.primary();
  expect(paused).not.toBe(killed);
  await killed.start();
  await set.healthy();
  await paused.pause();
  expect(await set.primary()).not.toBe(paused);
  paused.resume();
  await set.healthy();
  expect(await collection.countDocuments()).toBe(3);
});
