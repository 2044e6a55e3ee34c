import fc from 'fast-check';
import { createImportBatch } from '../../src/domains/shared/import-batch.ts';
import { importRecords } from '../../src/intake/index.ts';
import { inChunks } from '../intake/support/import-text.ts';

interface State {
  readonly id: number;
  readonly state: number;
}

/** A domain whose store takes any time. */
function slowDomain(scheduler: fc.Scheduler, failing = -1) {
  const stored = new Map<string, number>();
  let [batches, underWay, most] = [0, 0, 0];
  const importBatch = createImportBatch<State>({
    parse: ({ value }) => value as State,
    idOf: ({ id }) => String(id),
    async store(tenant, states) {
      const number = batches++;
      most = Math.max(most, ++underWay);
      await scheduler.schedule(Promise.resolve(), `storing ${number}`);
      underWay--;
      if (number === failing) throw new Error('the database is gone');
      return states.map(({ id, state }) => {
        const key = `${tenant} ${id}`;
        const outcome = stored.has(key) ? 'updated' : 'added';
        stored.set(key, state);
        return outcome;
      });
    },
  });
  return {
    importer: { source: 'test', containers: [], importBatch },
    stored,
    most: () => most,
  };
}

const fileOf = (ids: readonly number[]) => ids.map((id, state) => JSON.stringify({ id, state })).join('\n');

test('of the states of a record the last in the file wins, however long each batch takes to be stored', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.nat({ max: 12 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 4 }),
      async (scheduler, ids, records, inFlight) => {
        const { importer, stored } = slowDomain(scheduler);
        const report = await scheduler.waitFor(
          importRecords(importer, 'acme', inChunks(fileOf(ids), 64), { batch: { records, inFlight } }),
        );
        expect(stored).toEqual(new Map(ids.map((id, state) => [`acme ${id}`, state])));
        const different = new Set(ids).size;
        expect(report).toMatchObject({ added: different, updated: ids.length - different });
      },
    ),
    { numRuns: 300 },
  );
});

test('batches without a record in common are stored side by side, as are those of two tenants', async () => {
  const counts = new Set<number>();
  // Some orders end a batch before another one begins.
  for (const scheduler of fc.sample(fc.scheduler(), 20)) {
    const { importer, most } = slowDomain(scheduler);
    const of = (tenant: string, ids: readonly number[]) =>
      importRecords(importer, tenant, inChunks(fileOf(ids), 64), { batch: { records: 2 } });
    await scheduler.waitFor(Promise.all([of('acme', [1, 2, 3, 4, 5, 6]), of('other', [1, 2, 3, 4, 5, 6])]));
    counts.add(most());
  }
  expect(Math.max(...counts)).toBe(4);
});

test('a batch that waited for one that failed is stored all the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { importer, stored } = slowDomain(scheduler, 0);
      const texts = [
        { id: 1, state: 0 },
        { id: 1, state: 1 },
      ].map((value, index) => ({
        index,
        line: 1,
        column: 1,
        text: JSON.stringify(value),
        value,
      }));
      const batches = texts.map((record) => importer.importBatch('acme', [record]));
      const settled = await scheduler.waitFor(Promise.allSettled(batches));
      expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
      expect(stored).toEqual(new Map([['acme 1', 1]]));
    }),
    { numRuns: 20 },
  );
});
