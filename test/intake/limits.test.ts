import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { faults, importText, texts } from './support/import-text.ts';

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
