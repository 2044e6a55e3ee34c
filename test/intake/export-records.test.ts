import { exportRecords, minify, type ExportRange } from '../../src/intake/index.ts';
import { importText, texts } from './support/import-text.ts';

describe('minify', () => {
  test('removes the white space outside strings', () => {
    expect(minify(' {\r\n\t"a" : [ 1 , 2 ] ,\n "b c": "d  e\\" f\\\\" , "g": { } } ')).toBe(
      '{"a":[1,2],"b c":"d  e\\" f\\\\","g":{}}',
    );
  });

  test.each([
    '{"a":1.0,"b":1e3,"c":-0,"d":12345678901234567890,"e":1E+2,"f":0.10}',
    '{"b":1,"a":2,"b":3,"1":4,"":5}',
    String.raw`{"a":"\u0041\/\ud83d\ude00é😀\\"}`,
    '{"no-break":"\u00a0\u2028"}',
  ])('keeps %s as it is', (text) => {
    expect(minify(text)).toBe(text);
  });
});

describe('an export', () => {
  async function exported(
    records: readonly string[],
    range?: ExportRange,
  ): Promise<{ lines: string[]; asked: unknown[] }> {
    const asked: unknown[] = [];
    const importer = {
      async *exportRecords(...args: unknown[]) {
        asked.push(args);
        await Promise.resolve();
        yield* records;
      },
    };
    return { lines: await Array.fromAsync(exportRecords(importer, 'acme', range)), asked };
  }

  test('has the records, one per line', async () => {
    const { lines } = await exported(['{\n "id" : 1.0,\r\n "x" : "a b"\n}', '{"id":2}']);
    expect(lines).toEqual(['{"id":1.0,"x":"a b"}\n', '{"id":2}\n']);
  });

  test('is limited to a tenant and a range of time', async () => {
    const range = { from: new Date(0), to: new Date(1) };
    expect((await exported([], range)).asked).toEqual([['acme', range]]);
    expect((await exported([])).asked).toEqual([['acme', {}]]);
  });

  test('can be imported again', async () => {
    const { lines } = await exported(['{ "id": 1.0 }', '{"id":2}']);
    expect(texts(await importText(lines.join('')))).toEqual(['{"id":1.0}', '{"id":2}']);
  });
});
