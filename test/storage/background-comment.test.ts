import { createIntervalLoop } from '../../src/kernel/interval-loop.ts';
import { createStorage, documentId, type TenantDocument } from '../../src/storage/index.ts';
import { testDatabase } from '../support/mongo.ts';
import { openProfiler } from '../support/profiler.ts';

interface Thing extends TenantDocument {
  readonly size: number;
}

const storage = createStorage({
  ...testDatabase(import.meta.url),
  database: testDatabase(import.meta.url).name,
  timeoutMs: 10_000,
});
const things = storage.collection<Thing>('things', []);
const systemThings = storage.systemCollection<Thing>('things', []);
const requests = openProfiler(import.meta.url);
const everything = openProfiler(import.meta.url, { sweeps: true });
afterAll(async () => {
  await requests.close();
  await everything.close();
  await storage.close();
});

async function readAndWrite(id: string): Promise<void> {
  await things.insert({ _id: documentId('acme', id), tenant: 'acme', size: 1 });
  await things.findByIds('acme', [id], { size: 1 });
  await things.find('acme', {}, { projection: { size: 1 } });
  await things.count('acme', {});
  await things.aggregate('acme', {}, [{ $count: 'count' }]);
  await things.updateIf('acme', id, { size: 1 }, { size: 2 });
  await systemThings.findOne({ _id: documentId('acme', id) });
  await systemThings.find({}).toArray();
  await systemThings.updateOne({ _id: documentId('acme', id) }, { $set: { size: 3 } });
  await things.delete('acme', id);
}

/** Runs the task once in a background loop. */
const inLoop = (task: () => Promise<void>): Promise<void> =>
  new Promise((resolve, reject) => {
    const loop = createIntervalLoop(
      1,
      async () => {
        await task();
        void loop.stop();
        resolve();
      },
      reject,
    );
    loop.start();
  });

test('every command of a background loop has a comment, and no command of a request has one', async () => {
  const ofRequests = await requests.during(() => readAndWrite('request'));
  const ofLoop = await requests.during(() => inLoop(() => readAndWrite('loop')));
  const ofBoth = await everything.during(() =>
    Promise.all([readAndWrite('one'), inLoop(() => readAndWrite('two'))]),
  );
  expect(ofRequests).toHaveLength(10);
  expect(ofLoop).toEqual([]);
  expect(ofBoth).toHaveLength(20);
});
