import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { importRecords, type Reject } from '../../src/intake/index.ts';
import { inChunks } from '../intake/support/import-text.ts';
import { importerOf } from '../support/importing.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { withOddValues } from './odd-values.ts';
import { fuzzRuns, fuzzTimeLimitMs } from './runs.ts';

// Files of the real sources with odd values and with damaged characters, through the importers of the domains.

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(() => server.stop());

const sources = ['liveperson', 'hybris', 'jacada', 'symbee', 'connect-contact', 'connect-agent'] as const;
type Source = (typeof sources)[number];

/** The records of a source's sample file, also if it is a response around a list of records. */
function samplesOf(source: Source): readonly object[] {
  const file = JSON.parse(readFileSync(new URL(`../../samples/${source}.json`, import.meta.url), 'utf8')) as
    | object[]
    | Record<string, unknown>;
  const list = Array.isArray(file) ? file : Object.values(file).find((value) => Array.isArray(value));
  return (list as object[]).slice(0, 8);
}
const samples = new Map(sources.map((source) => [source, samplesOf(source)]));

const forms: Readonly<Record<string, (records: readonly object[]) => string>> = {
  ndjson: (records) => records.map((record) => `${JSON.stringify(record)}\n`).join(''),
  array: (records) => JSON.stringify(records),
  pretty: (records) => JSON.stringify(records, null, 2),
  concatenated: (records) => records.map((record) => JSON.stringify(record)).join(''),
};

let count = 0;
/** Imports a file into a tenant of its own. */
async function importing(source: Source, file: string | Uint8Array, chunkBytes: number) {
  const rejects: Reject[] = [];
  const report = await importRecords(
    importerOf(server.app, source),
    `imported-${count++}`,
    inChunks(file, chunkBytes),
    { onReject: (reject) => rejects.push(reject) },
  );
  const { read, added, updated, duplicate, rejected } = report;
  expect({ source, sum: added + updated + duplicate + rejected, rejects: rejects.length }).toEqual({
    source,
    sum: read,
    rejects: rejected,
  });
  for (const { reason, line, column } of rejects) {
    expect(reason.replaceAll(/"[^"]*"/g, '')).not.toMatch(
      /^$|^[^ ]*Error|undefined|\[object|Cannot read|is not a function/,
    );
    expect(Math.min(line, column)).toBeGreaterThan(0);
  }
  // The first event of an agent decides the company of a tenant's agents. If its company is odd, the later events are of another one.
  return { read, rejects: rejects.filter(({ reason }) => !reason.includes('is another company')) };
}

const chosen = fc.constantFrom(...sources).chain((source) => {
  const records = samples.get(source) ?? [];
  return fc.record({
    source: fc.constant(source),
    // Not the first: its company and its form decide how the later ones are read.
    index: fc.integer({ min: 1, max: records.length - 1 }),
    chunkBytes: fc.constantFrom(100, 65_536),
    isPacked: fc.boolean(),
  });
});

test(
  'a record with odd values is imported or rejected with its place and a reason, and all other records are imported',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        chosen.chain((file) =>
          fc.record({
            file: fc.constant(file),
            odd: withOddValues((samples.get(file.source) ?? [])[file.index] ?? {}),
          }),
        ),
        fc.constantFrom(...Object.keys(forms)),
        async ({ file: { source, index, chunkBytes, isPacked }, odd }, form) => {
          const records = (samples.get(source) ?? []).with(index, odd);
          const text = forms[form]?.(records) ?? '';
          const { read, rejects } = await importing(source, isPacked ? gzipSync(text) : text, chunkBytes);
          expect(read).toBe(records.length);
          for (const reject of rejects) {
            expect([source, reject.reason, reject.index]).toEqual([source, reject.reason, index]);
            if (form === 'ndjson') expect(reject.line).toBe(index + 1);
          }
        },
      ),
      fuzzRuns(30),
    );
  },
  fuzzTimeLimitMs,
);

const damage = fc.array(
  fc.record({
    at: fc.nat(),
    remove: fc.constantFrom(0, 1, 1, 40),
    insert: fc.constantFrom('', '{', '}', '[', ']', '"', ',', ':', '\\', "'", 'x', '\t', '\u0000', '“', 'é'),
  }),
  { minLength: 1, maxLength: 3 },
);

test(
  'a line with damaged characters is imported or rejected with its place and a reason, and all other lines are imported',
  async () => {
    await fc.assert(
      fc.asyncProperty(chosen, damage, async ({ source, index, chunkBytes, isPacked }, damages) => {
        const records = samples.get(source) ?? [];
        const whole = forms.ndjson?.(records) ?? '';
        const lines = whole.trimEnd().split('\n');
        lines[index] = damages.reduce((text, { at, remove, insert }) => {
          const offset = at % (text.length + 1);
          return (text.slice(0, offset) + insert + text.slice(offset + remove)).toWellFormed();
        }, lines[index] ?? '');
        const file = lines.join('\n');
        const { read, rejects } = await importing(source, isPacked ? gzipSync(file) : file, chunkBytes);
        for (const { line } of rejects) expect(line).toBe(index + 1);
        expect(read - rejects.length).toBeGreaterThanOrEqual(records.length - 1);
      }),
      fuzzRuns(30),
    );
  },
  fuzzTimeLimitMs,
);
