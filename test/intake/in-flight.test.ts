import fc from 'fast-check';
import {
  importRecords,
  type ImportOutcome,
  type ImportReport,
  type Reject,
  type SourceRecord,
} from '../../src/intake/index.ts';
import { inChunks } from './support/import-text.ts';

/** A line of a file, and what the domain says of it; `broken` is none that can be read. */
const line = fc.constantFrom('added', 'updated', 'duplicate', 'rejected', 'broken');
type Line = 'added' | 'updated' | 'duplicate' | 'rejected' | 'broken';

const fileOf = (lines: readonly Line[]) =>
  lines.map((what, id) => (what === 'broken' ? '{broken}' : JSON.stringify({ id, what }))).join('\n');
const outcomeOf = ({ value }: SourceRecord): ImportOutcome => {
  const { what } = value as { what: Exclude<Line, 'broken'> };
  return what === 'rejected' ? { rejected: { path: [], reason: 'no' } } : what;
};

interface Happening {
  readonly sizes: number;
  readonly inFlight: number;
  /** Number of the batch that fails, and of the batch that stops the import. No batch may have the number. */
  readonly failing: number;
  readonly stopping: number;
}

/** Imports with a domain that answers its batches in any order. */
async function importInAnyOrder(scheduler: fc.Scheduler, lines: readonly Line[], happening: Happening) {
  const stop = new AbortController();
  const rejects: Reject[] = [];
  const acknowledged: SourceRecord[] = [];
  let [batches, underWay, most, reported] = [0, 0, 0, undefined as ImportReport | undefined];
  const importer = {
    source: 'test',
    containers: [],
    async importBatch(_tenant: string, records: readonly SourceRecord[]) {
      const number = batches++;
      most = Math.max(most, ++underWay);
      if (number === happening.stopping) stop.abort();
      await scheduler.schedule(Promise.resolve(), `batch ${number}`);
      underWay--;
      if (number === happening.failing) throw new Error('the database is gone');
      acknowledged.push(...records);
      return records.map(outcomeOf);
    },
  };
  const importing = importRecords(importer, 'acme', inChunks(fileOf(lines), 40), {
    batch: { records: happening.sizes, inFlight: happening.inFlight },
    signal: stop.signal,
    onReject: (reject) => rejects.push(reject),
    onProgress: (_bytes, report) => (reported = report),
  });
  const ended = importing.then(
    (report) => ({ report, error: undefined }),
    (error: unknown) => ({ report: reported, error }),
  );
  const { report, error } = await scheduler.waitFor(ended);
  return { rejects, acknowledged, report, error, batches, most, underWay };
}

const sum = ({ added, updated, duplicate, rejected }: ImportReport) => added + updated + duplicate + rejected;
const count = (records: readonly SourceRecord[], outcome: string) =>
  records.filter((record) => outcomeOf(record) === outcome).length;
const never = fc.constant(-1);
const lines = fc.array(line, { maxLength: 40 });
const sizes = fc.integer({ min: 1, max: 6 });
const inFlight = fc.integer({ min: 1, max: 4 });

test('reports do not depend on the order in which batches end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), lines, sizes, inFlight, async (scheduler, file, size, together) => {
      const happening = { sizes: size, inFlight: together, failing: -1, stopping: -1 };
      const imported = await importInAnyOrder(scheduler, file, happening);
      expect(imported.error).toBeUndefined();
      expect(imported.rejects.map(({ index }) => index)).toEqual(
        file.flatMap((what, index) => (what === 'broken' || what === 'rejected' ? [index] : [])),
      );
      const of = (...wanted: Line[]) => file.filter((what) => wanted.includes(what)).length;
      expect(imported.report).toEqual({
        read: file.length,
        added: of('added'),
        updated: of('updated'),
        duplicate: of('duplicate'),
        rejected: of('rejected', 'broken'),
      });
      expect(imported.most).toBeLessThanOrEqual(together);
    }),
    { numRuns: 200 },
  );
});

test('when a batch fails or the import is stopped, exactly the acknowledged records are counted, and no batch is in flight', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      lines,
      sizes,
      inFlight,
      fc.oneof(never, fc.nat({ max: 8 })),
      fc.oneof(never, fc.nat({ max: 8 })),
      async (scheduler, file, size, together, failing, stopping) => {
        const happening = { sizes: size, inFlight: together, failing, stopping };
        const { report, acknowledged, rejects, error, batches, underWay } = await importInAnyOrder(
          scheduler,
          file,
          happening,
        );
        expect(underWay).toBe(0);
        expect(error === undefined).toBe(failing === -1 || failing >= batches);
        const counted = report ?? { read: 0, added: 0, updated: 0, duplicate: 0, rejected: 0 };
        for (const outcome of ['added', 'updated', 'duplicate'] as const)
          expect(counted[outcome]).toBe(count(acknowledged, outcome));
        expect(counted.rejected).toBe(rejects.length);
        expect(counted.read).toBe(sum(counted));
        const told = rejects.map(({ index }) => index);
        expect(told).toEqual(told.toSorted((a, b) => a - b));
      },
    ),
    { numRuns: 300 },
  );
});
