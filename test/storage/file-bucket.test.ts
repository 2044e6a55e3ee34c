import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { GridFSBucket, MongoClient, type ObjectId } from 'mongodb';
import { createStorage, type FileBucket, type Storage } from '../../src/storage/index.ts';
import { testDatabase } from '../support/mongo.ts';
import { until } from '../support/until.ts';

interface About {
  readonly colour: string;
}

const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
const db = client.db(name);
const count = (part: 'files' | 'chunks' | 'attempts') => db.collection(`things.${part}`).countDocuments();
const counts = async () => [await count('files'), await count('chunks'), await count('attempts')];
const now = new Date('2024-05-01T10:00:00Z');
const earlier = new Date('2024-05-01T09:00:00Z');
const later = new Date('2024-05-01T11:00:00Z');

let storage: Storage;
let bucket: FileBucket<About>;
beforeAll(async () => {
  storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
  bucket = storage.fileBucket<About>('things');
  await storage.prepare();
});
afterAll(async () => {
  await storage.close();
  await client.close();
});
beforeEach(async () => {
  for (const part of ['files', 'chunks', 'attempts']) await db.collection(`things.${part}`).deleteMany({});
});

const red = { colour: 'red' };
const megabyte = randomBytes(1_048_576);

async function read(tenant: string, id: string, span?: { start: number; end: number }): Promise<Buffer> {
  const file = await bucket.stat(tenant, id);
  if (file === undefined) throw new Error(`There is no ${id}.`);
  return buffer(bucket.read(file, span ?? { start: 0, end: file.size }));
}
const unconfirmed = async (before: Date) => {
  const names: string[] = [];
  for await (const { tenant, naturalId } of bucket.unconfirmed(before)) names.push(`${tenant}:${naturalId}`);
  return names;
};

test('a saved file is read with its metadata', async () => {
  expect(await bucket.save('a', 'x', megabyte, red, now)).toBe(true);
  expect(await bucket.stat('a', 'x')).toMatchObject({ size: megabyte.length, metadata: red });
  expect((await read('a', 'x')).equals(megabyte)).toBe(true);
  // The format is GridFS, so other tools can read it.
  const file = await bucket.stat('a', 'x');
  const plain = new GridFSBucket(db, { bucketName: 'things' });
  const bytes = await buffer(plain.openDownloadStream(file?.id as unknown as ObjectId));
  expect(bytes.equals(megabyte)).toBe(true);
});

const chunk = 255 * 1024;
test.each([
  [0, 1],
  [0, chunk],
  [0, chunk + 1],
  [chunk - 1, chunk],
  [chunk - 1, chunk + 1],
  [chunk, 2 * chunk],
  [100, 3 * chunk + 5],
  [megabyte.length - 1, megabyte.length],
  [4 * chunk, megabyte.length],
])('a read of the bytes from %d up to, but not including, %d returns these bytes', async (start, end) => {
  await bucket.save('a', 'x', megabyte, red, now);
  expect((await read('a', 'x', { start, end })).equals(megabyte.subarray(start, end))).toBe(true);
});

test('files of different tenants with the same id are separate', async () => {
  await bucket.save('a', 'x', Buffer.from('of a'), red, now);
  expect(await bucket.stat('b', 'x')).toBeUndefined();
  expect(await bucket.confirm('b', 'x')).toBe(false);
  await bucket.discard('b', 'x', now);
  expect(await bucket.delete('b', 'x', now)).toBe(false);
  expect(await bucket.save('b', 'x', Buffer.from('of b'), red, now)).toBe(true);
  expect(await bucket.delete('b', 'x', now)).toBe(true);
  expect((await read('a', 'x')).toString()).toBe('of a');
});

test('a second file with the same id is not saved, even if both are saved concurrently', async () => {
  expect(await bucket.save('a', 'x', Buffer.from('first'), red, now)).toBe(true);
  expect(await bucket.save('a', 'x', Buffer.from('second'), red, now)).toBe(false);
  expect((await read('a', 'x')).toString()).toBe('first');
  const saved = await Promise.all(
    Array.from({ length: 5 }, () => bucket.save('a', 'y', megabyte, { colour: 'blue' }, now)),
  );
  expect(saved.filter(Boolean)).toHaveLength(1);
  expect((await read('a', 'y')).equals(megabyte)).toBe(true);
  // The bytes of the refused files are deleted.
  expect(await counts()).toEqual([2, 1 + Math.ceil(megabyte.length / chunk), 2]);
});

test('an attempt to save by a process that died does not block another attempt, and its bytes are deleted', async () => {
  // The state after a process died between its first and its last chunk.
  await db
    .collection<{ _id: string; tenant: string; name: string; at: Date }>('things.attempts')
    .insertOne({ _id: 'a:x:dead', tenant: 'a', name: 'x', at: now });
  await db.collection('things.chunks').insertOne({ files_id: 'a:x:dead', n: 0, data: Buffer.from('half') });
  expect(await bucket.stat('a', 'x')).toBeUndefined();
  expect(await bucket.save('a', 'x', Buffer.from('whole'), red, now)).toBe(true);
  await bucket.confirm('a', 'x');
  expect((await read('a', 'x')).toString()).toBe('whole');
  expect(await unconfirmed(earlier)).toEqual([]);
  expect(await counts()).toEqual([1, 2, 1]);
  expect(await unconfirmed(later)).toEqual([]);
  expect(await counts()).toEqual([1, 1, 0]);
});

test('only unconfirmed files are listed by unconfirmed and deleted by discard', async () => {
  await bucket.save('a', 'x', Buffer.from('x'), red, now);
  await bucket.save('a', 'y', Buffer.from('y'), red, now);
  expect(await bucket.confirm('a', 'x')).toBe(true);
  expect(await bucket.confirm('a', 'z')).toBe(false);
  expect(await unconfirmed(earlier)).toEqual([]);
  expect(await unconfirmed(later)).toEqual(['a:y']);
  await bucket.discard('a', 'x', now);
  await bucket.discard('a', 'y', now);
  expect(await bucket.stat('a', 'y')).toBeUndefined();
  expect((await read('a', 'x')).toString()).toBe('x');
  expect(await unconfirmed(later)).toEqual([]);
  expect(await counts()).toEqual([1, 1, 0]);
  expect(await bucket.delete('a', 'x', now)).toBe(true);
  expect(await counts()).toEqual([0, 0, 0]);
});

test('a read of a file with missing chunks fails', async () => {
  await bucket.save('a', 'x', megabyte, red, now);
  await db.collection('things.chunks').deleteOne({ n: 4 });
  await expect(read('a', 'x')).rejects.toThrow('lacks bytes');
  await db.collection('things.chunks').deleteOne({ n: 1 });
  await expect(read('a', 'x', { start: 0, end: 3 * chunk })).rejects.toThrow('lacks bytes');
});

test('a reader that stops closes its cursor, and reads at most one chunk at a time', async () => {
  const large = randomBytes(10 * 1_048_576);
  await bucket.save('a', 'x', large, red, now);
  const file = await bucket.stat('a', 'x');
  if (file === undefined) throw new Error('The file does not exist.');
  const cursors = async () => {
    const open = await client
      .db('admin')
      .aggregate([{ $currentOp: { idleCursors: true, localOps: true } }])
      .toArray();
    return open.filter(({ type, ns }) => type === 'idleCursor' && ns === `${name}.things.chunks`).length;
  };
  const stream = bucket.read(file, { start: 0, end: file.size });
  let readBytes = 0;
  for await (const chunkRead of stream) {
    readBytes += (chunkRead as Buffer).length;
    expect(await cursors()).toBe(1);
    break;
  }
  expect(readBytes).toBeLessThanOrEqual(chunk);
  await until(async () => (await cursors()) === 0);
});

test('an unreachable database is UNAVAILABLE', async () => {
  const disconnected = createStorage({ uri: 'mongodb://127.0.0.1:1', database: name, timeoutMs: 1000 });
  const unreachable = disconnected.fileBucket<About>('things');
  const unavailable = { code: 'UNAVAILABLE' };
  const file = { id: 'x', size: 1, chunkSize: chunk, metadata: red };
  await Promise.all([
    expect(unreachable.save('a', 'x', megabyte, red, now)).rejects.toMatchObject(unavailable),
    expect(unreachable.stat('a', 'x')).rejects.toMatchObject(unavailable),
    expect(unreachable.delete('a', 'x', now)).rejects.toMatchObject(unavailable),
    expect(buffer(unreachable.read(file, { start: 0, end: 1 }))).rejects.toMatchObject(unavailable),
    expect(unreachable.unconfirmed(later).next()).rejects.toMatchObject(unavailable),
  ]);
  await disconnected.close();
});
