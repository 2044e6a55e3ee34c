import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { SourceRecord } from '../../src/intake/index.ts';
import { longestTurn } from '../support/longest-turn.ts';
import { faults, importText, texts, type ImportTextOptions } from './support/import-text.ts';

const limits = { recordBytes: 1000, depth: 10 };
const small = '{"id":1}';
const large = `{"id":2,"text":"${'x'.repeat(2000)}"}`;

describe('a record that is too large', () => {
  test.each([
    ['NDJSON', `${small}\n ${large}\n${small}`, '2:2'],
    ['an array', `[${small},\n${large},\n${small}]`, '2:1'],
    ['a response', `{"records":[${small},\n${large},${small}],"x":1}`, '2:1'],
  ])('in %s is reported with its start, and the other records are imported', async (_form, file, place) => {
    for (const chunkBytes of [1, 300, 10_000]) {
      const imported = await importText(file, { limits, chunkBytes });
      expect(texts(imported)).toEqual([small, small]);
      expect(faults(imported)).toEqual([`${place} the record is larger than 1000 bytes`]);
      expect(imported.rejects[0]?.index).toBe(1);
    }
  });

  test('begins just above the limit', async () => {
    const sized = (bytes: number): string => `{"t":"${'x'.repeat(bytes - 8)}"}`;
    for (const chunkBytes of [1, 10_000]) {
      for (const wrap of [
        (text: string) => text,
        (text: string) => `[${text}]`,
        (text: string) => `${text}\n\n${small}`,
      ]) {
        expect((await importText(wrap(sized(1000)), { limits, chunkBytes })).report.rejected).toBe(0);
        expect((await importText(wrap(sized(1001)), { limits, chunkBytes })).report.rejected).toBe(1);
      }
    }
  });

  test('is read to its end, whatever its strings hold', async () => {
    const tricky = `{"id":2,"text":"${'\\"}]{[\\\\'.repeat(500)}"}`;
    expect(JSON.parse(tricky)).toBeDefined();
    expect(texts(await importText(`[${small},${tricky},${small}]`, { limits, chunkBytes: 7 }))).toEqual([
      small,
      small,
    ]);
  });

  test('is reported when the file ends inside it', async () => {
    expect(faults(await importText(`[${small},${large.slice(0, 1500)}`, { limits }))).toEqual([
      '1:11 the record is larger than 1000 bytes',
    ]);
  });

  test('does not include a response whose other keys are larger than the limit', async () => {
    const file = `{"_metadata":${large},"records":[${small}],"more":[${large}],"records":[${small}]}\n${small}`;
    for (const chunkBytes of [1, 300, 10_000]) {
      const imported = await importText(file, { limits, chunkBytes });
      expect(texts(imported)).toEqual([small, small, small]);
      expect(faults(imported)).toEqual([]);
    }
  });

  test('is reported with its first fault if it only seems large because a quote is missing', async () => {
    const file = `[{"id":2,"text":"x},${Array.from({ length: 100 }, (_, id) => `{"id":${id},"text":"y"}`).join(',')}]`;
    const imported = await importText(file, { limits, chunkBytes: 100 });
    expect(imported.records).toHaveLength(100);
    expect(imported.report.rejected).toBe(1);
  });
});

describe('a record that is nested too deep', () => {
  const nested = (depth: number): string => `${'{"a":['.repeat(depth / 2)}${']}'.repeat(depth / 2)}`;

  test('is reported where it exceeds the limit', async () => {
    const imported = await importText(`${nested(10)}\n${nested(12)}\n${small}`, { limits });
    expect(texts(imported)).toEqual([nested(10), small]);
    expect(faults(imported)).toEqual(['2:31 more than 10 brackets are open at once']);
  });

  test('is rejected by default above 200 brackets', async () => {
    expect((await importText(nested(200))).report.rejected).toBe(0);
    expect((await importText(nested(202))).report.rejected).toBe(1);
  });

  test.each([
    ['closed', nested(2_000_000)],
    ['not closed', '[{"a":'.repeat(1_000_000)],
    ['closed by the wrong brackets', `{"a":${'['.repeat(1_000_000)}${'}'.repeat(1_000_000)}`],
    ['closed at the top by what nothing opened', `[${'['.repeat(1_000_000)}${'}'.repeat(1_000_000)}`],
    // Looked at anew from each bracket, one of these would take hours: the test's own limit is what ends it then.
  ])('overflows no stack and is read quickly if it is %s', async (_how, file) => {
    const { report } = await importText(file);
    expect(report).toMatchObject({ added: 0 });
    expect(report.rejected).toBeGreaterThan(0);
  });
});

test.each([
  ['comments that are never closed', '{"a":1,' + '/*'.repeat(300_000)],
  ['quotes', '{"a":' + '"'.repeat(300_000)],
  ['apostrophes', '{"a":' + ",'".repeat(300_000)],
  ['records without an end', '{"a" 1,'.repeat(50_000)],
  ['white space', `{"a":1,${' \n'.repeat(300_000)}`],
  ['braces', '}'.repeat(100_000)],
  ['strings', `{"a":1}${' "x" '.repeat(100_000)}`],
])('a file that consists of %s is read quickly', async (_what, file) => {
  const start = performance.now();
  await importText(file, { limits: { recordBytes: 100_000 } });
  expect(performance.now() - start).toBeLessThan(3_000);
});

describe('the limits of an input', () => {
  test('an input of exactly maxBytes is imported, compressed or not, and one more byte is not', async () => {
    for (const file of [small, gzipSync(small)]) {
      const maxBytes = Math.max(file.length, small.length);
      expect((await importText(file, { inputLimits: { maxBytes } })).report.added).toBe(1);
      await expect(importText(file, { inputLimits: { maxBytes: maxBytes - 1 } })).rejects.toThrow(
        `is larger than the limit of ${maxBytes - 1} bytes`,
      );
    }
    const large = gzipSync(small + ' '.repeat(1000));
    expect((await importText(large, { inputLimits: { maxBytes: small.length + 1000 } })).report.added).toBe(
      1,
    );
    await expect(importText(large, { inputLimits: { maxBytes: small.length + 999 } })).rejects.toThrow();
  });

  test('an input of exactly maxRecords is imported, and a longer one is refused', async () => {
    const inputLimits = { maxRecords: 3 };
    expect((await importText(small.repeat(3), { inputLimits })).report.added).toBe(3);
    await expect(importText(small.repeat(4), { inputLimits })).rejects.toThrow('has more than 3 records');
  });

  test('a compressed input that expands more than maxExpansion is refused after a mebibyte', async () => {
    const inputLimits = { maxExpansion: 250 };
    const spaces = (mebibytes: number) => gzipSync(Buffer.alloc(mebibytes * 1024 * 1024, ' '));
    expect((await importText(spaces(1), { inputLimits })).report.read).toBe(0);
    await expect(importText(spaces(20), { inputLimits })).rejects.toThrow('expands to more than 250 times');
  });

  test('maxRejectsInRow consecutive rejects end an import, whoever rejects them, with what was counted before', async () => {
    const inputLimits = { maxRejectsInRow: 4 };
    const file = `${small}\nx\nx\nx\n${small}\nx\n{"id":2}\n{"id":2}\nx\n${small}`;
    const outcome = ({ value }: SourceRecord) =>
      (value as { id: number }).id === 1 ? 'added' : { rejected: { path: [], reason: 'no' } };
    for (const batch of [{ records: 1 }, { records: 100 }]) {
      await expect(importText(file, { inputLimits, outcome, batch })).rejects.toMatchObject({
        rejectsInRow: 4,
        report: { read: 9, added: 2, rejected: 7 },
      });
      const imported = await importText(file, { inputLimits: { maxRejectsInRow: 5 }, outcome, batch });
      expect(imported.report).toEqual({ read: 10, added: 3, updated: 0, duplicate: 0, rejected: 7 });
    }
  });
});

test.each<[string, string, Partial<ImportTextOptions>]>([
  ['lines that are not JSON', 'a\n'.repeat(100_000), {}],
  ['empty records that the domain rejects', '{}'.repeat(100_000), {}],
  ['opening brackets', '['.repeat(3_000_000), {}],
  ['opening braces', '{'.repeat(1_000_000), {}],
  [
    'empty files',
    `{"files":[${Array(20_000).fill('{}').join(',')}]}`,
    { wrapping: { containers: ['files'], open: () => Buffer.alloc(0), refuse: () => new Error() } },
  ],
])('other tasks run at least every 50 ms of CPU time while %s are read', async (_, file, options) => {
  const turn = longestTurn();
  await importText(file, { outcome: () => ({ rejected: { path: [], reason: 'no' } }), ...options });
  expect(turn.stop()).toBeLessThan(50);
});

test.each(['response', 'ndjson', 'record'])(
  'a large %s is read with bounded memory',
  async (form) => {
    // In a process of its own: jest's memory is not ours.
    const script = new URL('./support/import-generated.ts', import.meta.url).pathname;
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', script, form, '200']);
    const { records, megabytes } = JSON.parse(stdout) as { records: number; megabytes: number };
    expect(records).toBe(form === 'record' ? 1 : 40_000);
    expect(megabytes).toBeLessThan(250);
  },
  20_000,
);

test.each([0, 1, 2, 3])(
  'a large record of multi-byte characters is read, %i bytes before the first of them',
  async (offset) => {
    const text = JSON.stringify({ text: 'x'.repeat(offset) + '退😀'.repeat(20_000) });
    expect(await importText(text)).toMatchObject({ records: [{ text }], rejects: [] });
  },
);
