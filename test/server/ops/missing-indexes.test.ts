import { MongoClient } from 'mongodb';
import { testDatabase } from '../../support/mongo.ts';
import { startConfiguredServer, type ConfiguredServer } from '../../support/configured-server.ts';
import { until } from '../../support/until.ts';

const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
const db = client.db(name);
let server: ConfiguredServer;
beforeAll(async () => {
  server = await startConfiguredServer({ MONGODB_URI: uri, MONGODB_DATABASE: name });
  await until(isReady, 'the server is ready');
});
afterAll(async () => {
  await server.stop();
  await client.close();
});

const readiness = async () => {
  const response = await fetch(`${server.origin}/readyz`);
  return { status: response.status, text: await response.text() };
};
const isReady = async () => (await readiness()).status === 200;
const dropsNoticed = () => server.log.lines.filter(({ message }) => message.includes('was dropped')).length;
const hasUniqueKey = async () =>
  (
    await db
      .collection('events')
      .indexes()
      .catch(() => [])
  ).some((index) => index.name === 'key' && index.unique === true);

test('a server whose database lacks an index is not ready and names it, until the index can be created again', async () => {
  const events = db.collection<{ _id: string }>('events');
  const record = { tenant: 'acme', kind: 'interaction', stream: 's', by: 'b', key: 'k', facts: [] };
  await events.dropIndex('key');
  await events.insertMany(['one', 'two'].map((_id) => ({ _id, ...record })));
  // The change stream reports dropped collections. A dropped index is found by the check that follows, or by that of a readiness probe.
  await db.createCollection('other');
  await db.dropCollection('other');
  await until(async () => !(await isReady()), 'the server is not ready');
  expect(await readiness()).toEqual({
    status: 503,
    text: JSON.stringify({
      status: 'unavailable',
      reason:
        'Indexes are missing and are being created: events {"tenant":1,"kind":1,"stream":1,"by":1,"key":1}.',
    }),
  });
  expect(dropsNoticed()).toBe(1);
  await events.deleteMany({ stream: 's' });
  await until(isReady, 'the server is ready again');
  expect(await hasUniqueKey()).toBe(true);
});

test('the indexes of a collection that was dropped under a running server are created again', async () => {
  const before = dropsNoticed();
  await db.dropCollection('events');
  await until(() => dropsNoticed() > before, 'the drop is noticed');
  await until(hasUniqueKey, 'the unique index exists again');
  await until(isReady, 'the server is ready again');
});
