import { readFile } from 'node:fs/promises';
import { importRecords } from '../../src/intake/index.ts';
import { damageTable } from './support/damage.ts';
import { faults, importText, inChunks, texts } from './support/import-text.ts';

const fixture = (name: string): Promise<string> =>
  readFile(new URL(`./fixtures/${name}.json.txt`, import.meta.url), 'utf8');

const before = '{"id":1,"campaign":{"name":"x"}}';
const after = '{"id":3,"campaign":{"name":"z"}}';

/** A fault in the second of three records, with its position and its reason. */
const broken: [string, string, string, string][] = [
  [
    'a comma too many in an object',
    '{"id":2,"a":{"b":1,},"c":2}',
    '2:20',
    'Expected double-quoted property name',
  ],
  ['a comma too many in an array', '{"id":2,"a":[1,2,],"c":2}', '2:18', "Unexpected token ']'"],
  ['a missing comma', '{"id":2,"a":[1] "campaign":{}}', '2:17', "Expected ',' or '}' after property value"],
  ['a missing colon', '{"id":2,"a" 1}', '2:13', "Expected ':' after property name"],
  ['a missing value', '{"id":2,"a":,"b":1}', '2:13', "Unexpected token ','"],
  ['single quotes', `{"id":2,'a':'}'}`, '2:9', 'Expected double-quoted property name'],
  ['a key without quotes', '{"id":2,campaign:{"name":"y"}}', '2:9', 'Expected double-quoted property name'],
  ['a comment', '{"id":2 /* don\'t " { */,"a":1}', '2:9', "Expected ',' or '}' after property value"],
  ['NaN', '{"id":2,"a":NaN}', '2:13', "Unexpected token 'N'"],
  ['a leading zero', '{"id":2,"a":007}', '2:14', 'Unexpected number'],
  ['a tab in a string', '{"id":2,"a":"x\ty"}', '2:15', 'Bad control character in string literal'],
  ['an unknown escape', '{"id":2,"a":"C:\\dir"}', '2:17', 'Bad escaped character'],
  [
    'a quote that is not escaped',
    '{"id":2,"a":"say "hi" now"}',
    '2:19',
    "Expected ',' or '}' after property value",
  ],
  ['a no-break space as a value', '{"id":2,"a":\u00a01}', '2:13', 'Unexpected token U+00A0'],
  [
    'an object that is closed too early',
    '{"id":2,"a":{"b":1}},"c":{"d":1}}',
    '2:21',
    'Unexpected non-whitespace character after JSON',
  ],
  [
    'a bracket too many inside',
    '{"id":2,"a":[1]],"c":1}',
    '2:16',
    "Expected ',' or '}' after property value",
  ],
  [
    'a bracket too many at the end',
    '{"id":2,"a":1}}',
    '2:15',
    'Unexpected non-whitespace character after JSON',
  ],
  [
    'a bracket of the wrong kind',
    '{"id":2,"a":[1,2},"c":1}',
    '2:17',
    "Expected ',' or ']' after array element",
  ],
];

describe('a record that is not JSON', () => {
  test.each(broken)(
    'with %s is reported by line, column and reason, and the other records are imported',
    async (_fault, record, position, reason) => {
      for (const file of [`${before}\n${record}\n${after}\n`, `[${before},\n${record},\n${after}]`]) {
        for (const chunkBytes of [1, 1000]) {
          const imported = await importText(file, { chunkBytes });
          expect(faults(imported)).toEqual([`${position} invalid JSON: ${reason}`]);
          expect(imported.rejects[0]?.index).toBe(1);
          expect(imported.records.map(({ index, text }) => [index, text])).toEqual([
            [0, before],
            [2, after],
          ]);
          expect(imported.report).toEqual({ read: 3, added: 2, updated: 0, duplicate: 0, rejected: 1 });
        }
      }
    },
  );

  test('is reported by its first fault only', async () => {
    expect(faults(await importText(`{"a":1,}\n{a:1,,"b" 2}`))).toEqual([
      '1:8 invalid JSON: Expected double-quoted property name',
      "2:2 invalid JSON: Expected property name or '}'",
    ]);
  });

  test('with a line break in a string is reported at the line break', async () => {
    const imported = await importText(`[${before},{\n"id":2,\n"a":"x\ny",\n"b":{"c":1}\n},\n${after}]`);
    expect(faults(imported)).toEqual(['3:7 invalid JSON: Bad control character in string literal']);
    expect(texts(imported)).toEqual([before, after]);
  });

  test('is kept with its text', async () => {
    const kept: string[] = [];
    const importer = {
      source: 'test',
      containers: [],
      importBatch: (_tenant: string, batch: readonly unknown[]) =>
        Promise.resolve(batch.map(() => 'added' as const)),
      keepBroken: (_tenant: string, texts: readonly { readonly text: string }[]) => {
        kept.push(...texts.map(({ text }) => text));
        return Promise.resolve();
      },
    };
    const damaged = '{"id":2,"campaign":{"name":"y"';
    await importRecords(importer, 'acme', inChunks(`[${before}, ${damaged}, ${after}]`, 100));
    expect(kept).toEqual([damaged]);
  });

  test('that is cut off by the end of the file is reported with its start', async () => {
    for (const cut of [1, 5, 9, 20, 31]) {
      const imported = await importText(`${before}\n${after.slice(0, cut)}`);
      expect(faults(imported)).toEqual([
        `2:${cut + 1} the file ends inside the record that starts at line 2, column 1`,
      ]);
      expect(texts(imported)).toEqual([before]);
    }
  });

  test('an array that is cut off between its records is reported', async () => {
    const imported = await importText(`{"records":[${before},${after},`);
    expect(texts(imported)).toEqual([before, after]);
    expect(faults(imported)).toEqual([
      '1:79 the file ends before its array of records does: a ] is missing, and records may be',
    ]);
    expect(faults(await importText(`{"records":[${before}],"count":1`))).toEqual([
      '1:56 the file ends before its array of records does: a } is missing, and records may be',
    ]);
  });

  test('EH-163 the importer reports line and column of each fault of the documented example', async () => {
    const containers = ['interactionHistoryRecords'];
    let text = await fixture('engagements-documented-1');
    const reported: string[] = [];
    // Each fault is repaired to see the next one. A comma too many shows at the character after it.
    for (let imported = await importText(text, { containers }); imported.rejects.length > 0;) {
      const [{ line, column, reason } = { line: 0, column: 0, reason: '' }] = imported.rejects;
      reported.push(`${line}:${column} ${reason}`);
      const lines = text.split('\n');
      const at = lines.slice(0, line - 1).join('\n').length + column;
      const comma = /,\s*$/u.exec(text.slice(0, at))?.index;
      text =
        comma === undefined
          ? `${text.slice(0, at)},${text.slice(at)}`
          : text.slice(0, comma) + text.slice(comma + 1);
      imported = await importText(text, { containers });
    }
    expect(reported).toEqual([
      '52:1 invalid JSON: Expected double-quoted property name',
      "109:1 invalid JSON: Unexpected token ']'",
      "110:1 invalid JSON: Expected ',' or '}' after property value",
      "121:1 invalid JSON: Expected ',' or '}' after property value",
    ]);
    expect((await importText(text, { containers })).report).toMatchObject({ read: 1, added: 1 });
  });

  test.each([
    ['engagements-documented-2', 13],
    ['engagements-documented-3', 13],
    ['chat-transcript-documented-request', 1],
    ['chat-transcript-documented', 1],
  ])('the documented example %s is read', async (name, line) => {
    const imported = await importText(await fixture(name), { containers: ['interactionHistoryRecords'] });
    expect(faults(imported)).toEqual([]);
    expect(imported.records.map((record) => record.line)).toEqual([line]);
  });
});

describe('a text that is not an object', () => {
  test('among the records of an array is reported by itself', async () => {
    const imported = await importText(`[1,${before},"text",[2,{"id":9}],null,true,${after},nonsense]`);
    expect(texts(imported)).toEqual([before, after]);
    expect(imported.rejects.map(({ index, reason }) => [index, reason])).toEqual([
      [0, 'a record is an object, and this is a number'],
      [2, 'a record is an object, and this is a string'],
      [3, 'a record is an object, and this is an array'],
      [4, 'a record is an object, and this is null'],
      [5, 'a record is an object, and this is a boolean'],
      [7, "invalid JSON: Unexpected token 'o'"],
    ]);
  });

  test('on a line of NDJSON is reported by its line', async () => {
    const imported = await importText(`id;name\n${before}\n2024-01-01 INFO {"id":7}\n${after}\n`);
    expect(texts(imported)).toEqual([before, after]);
    expect(faults(imported)).toEqual([
      "1:1 invalid JSON: Unexpected token 'i'",
      '3:1 invalid JSON: Unexpected non-whitespace character after JSON',
    ]);
  });

  test('because its opening brace is missing is one reject', async () => {
    const imported = await importText(`[${before},${after.slice(1)},${before}]`);
    expect(texts(imported)).toEqual([before, before]);
    expect(faults(imported)).toEqual(['1:35 a { is missing before a key']);
  });

  test('in place of the array of a container is reported', async () => {
    expect(faults(await importText('\n {"records":{"id":1}}'))).toEqual([
      '2:2 records has to be an array of records',
    ]);
  });
});

describe('the records beside a damaged one', () => {
  // The table of 1,000 damages per layout: `node test/intake/support/damage-table.ts`.
  test('are imported in every layout, and nothing is lost without a report', async () => {
    for (const result of await damageTable(60, 163)) {
      expect(result).toMatchObject({ lostBesideDamaged: 0, lostSilently: 0, fragments: 0, details: [] });
    }
  });

  test('are imported if the first line of NDJSON is the damaged one', async () => {
    for (const first of ['{oops', '{"id":1,"name":"x}', 'no json', '{"id":', '{"a":{"b":1'])
      expect(texts(await importText(`${first}\n${before}\n${after}\n`))).toEqual([before, after]);
  });

  test.each([0, 2])('are imported if line %i of NDJSON is cut off anywhere', async (at) => {
    const lines = [1, 2, 3, 4].map((id) => `{"id":${id},"campaign":{"name":"x"},"lines":[{"text":"hi"}]}`);
    const line = lines[at] ?? '';
    for (let length = 1; length < line.length; length += 1) {
      const imported = await importText(lines.with(at, line.slice(0, length)).join('\n'));
      expect([length, ...texts(imported)]).toEqual([length, ...lines.toSpliced(at, 1)]);
      expect(imported.report).toMatchObject({ read: 4, rejected: 1 });
    }
  });

  test('are imported, and half a record is not', async () => {
    const imported = await importText('[{"id":1,"info":{"a":1}},"lines":[1]},{"id":2,"info":{},"lines":[]}]');
    expect(texts(imported)).toEqual(['{"id":2,"info":{},"lines":[]}']);
  });

  test('are imported after a container that seems closed', async () => {
    const imported = await importText(`{"records":[${before}],${after}],"count":2}`);
    expect(texts(imported)).toEqual([before, after]);
    expect(faults(imported)).toEqual(['1:45 a ] too many: more records follow']);
  });

  test('are imported from the response after one that lacks a bracket', async () => {
    const imported = await importText(
      `{"_metadata":{"self":{"href":1}},"records":[${before}],"x":{}\n{"records":[${after}]}`,
    );
    expect(texts(imported)).toEqual([before, after]);
    expect(faults(imported)).toEqual(["2:1 invalid JSON: Expected ',' or '}' after property value"]);
  });

  test('are imported from a response whose other keys are damaged, and the fault is reported', async () => {
    const broken = await importText(`{"_metadata":{"count":1,,'x'},\n"records":[${before},${after}]}`);
    expect(texts(broken)).toEqual([before, after]);
    expect(faults(broken)).toEqual(['1:25 invalid JSON: Expected double-quoted property name']);
    const open = await importText(`{"_metadata":{"count":1,\n"records":[${before},${after}]}`);
    expect(texts(open)).toEqual([before, after]);
    expect(faults(open)).toEqual(['2:12 a bracket is missing before this array of records']);
  });

  test('are not looked for in a damaged record that has the key of a container', async () => {
    expect((await importText('{"id":2,"b":{"records":[]}')).report).toMatchObject({ read: 1, rejected: 1 });
  });
});
