import { readFile } from 'node:fs/promises';
import { faults, importText, texts } from './support/import-text.ts';

const fixture = (name: string): Promise<string> =>
  readFile(new URL(`./fixtures/${name}.json.txt`, import.meta.url), 'utf8');

const before = '{"id":1,"campaign":{"name":"x"}}';
const after = '{"id":3,"campaign":{"name":"z"}}';

/** What is wrong with the second record of three, where, and what is said of it. */
const broken: [string, string, string, string][] = [
  ['a comma too many in an object', '{"id":2,"a":{"b":1,},"c":2}', '2:19', 'a comma too many before }'],
  ['a comma too many in an array', '{"id":2,"a":[1,2,],"c":2}', '2:17', 'a comma too many before ]'],
  ['two commas', '{"id":2,,"a":1}', '2:9', 'a comma too many'],
  ['a comma first', '{,"id":2}', '2:2', 'a comma too many'],
  [
    'a missing comma in an object',
    '{"id":2,"a":[1] "campaign":{}}',
    '2:17',
    'a comma is missing before "campaign"',
  ],
  ['a missing comma in an array', '{"id":2,"a":[{"b":1}{"b":2}]}', '2:21', 'a comma is missing before {'],
  ['a missing colon', '{"id":2,"a" 1}', '2:13', 'a colon is missing after "a"'],
  ['a colon too many', '{"id":2,"a":"b":1}', '2:16', 'a colon too many'],
  ['a key alone', '{"id":2,"a"}', '2:12', 'a colon and a value are missing after "a"'],
  ['a key alone before another', '{"id":2,"a","b":1}', '2:12', 'a colon and a value are missing after "a"'],
  ['a missing value', '{"id":2,"a":}', '2:13', 'the value of "a" is missing'],
  ['a missing value before another key', '{"id":2,"a":,"b":1}', '2:13', 'the value of "a" is missing'],
  ['a missing key', '{"id":2,:1}', '2:9', 'a key is missing before the colon'],
  ['an object for a key', '{"id":2,{"b":1}}', '2:9', 'a key is missing before {'],
  ['single quotes', `{"id":2,'a':'}'}`, '2:9', `'a' must be in double quotes, not in single ones`],
  ['typographic quotes', '{"id":2,“a”:“b”}', '2:9', '“ is a typographic quote: use a straight one (")'],
  [
    'a string closed by a typographic quote',
    '{"id":2,"a":"b”,"c":1}',
    '2:17',
    'a quote too many or too few: within a string it is written \\"',
  ],
  [
    'a key without quotes',
    '{"id":2,campaign:{"name":"y"}}',
    '2:9',
    'the key campaign must be in double quotes',
  ],
  ['a number for a key', '{"id":2,7:1}', '2:9', 'the key 7 must be in double quotes'],
  ['a comment', '{"id":2 /* don\'t " { */,"a":1}', '2:9', 'JSON has no comments'],
  ['NaN', '{"id":2,"a":NaN}', '2:13', 'NaN is not a JSON value: write null'],
  ['an infinite number', '{"id":2,"a":-Infinity}', '2:13', '-Infinity is not a JSON value: write null'],
  ["Python's words", '{"id":2,"a":True}', '2:13', 'True is not a JSON value: write true'],
  [
    'text without quotes',
    '{"id":2,"a":yes}',
    '2:13',
    'yes is not a JSON value: text must be in double quotes',
  ],
  ['a leading zero', '{"id":2,"a":007}', '2:13', '007 is not a JSON number'],
  ['a leading plus', '{"id":2,"a":+1.5}', '2:13', '+1.5 is not a JSON number'],
  ['a number that ends in its point', '{"id":2,"a":1.}', '2:13', '1. is not a JSON number'],
  ['a hexadecimal number', '{"id":2,"a":0x1F}', '2:13', '0x1F is not a JSON number'],
  [
    'a tab in a string',
    '{"id":2,"a":"x\ty"}',
    '2:15',
    'the character U+0009 in a string must be written \\t',
  ],
  [
    'a control character',
    '{"id":2,"a":"x\u0001y"}',
    '2:15',
    'the character U+0001 in a string must be written \\u0001',
  ],
  [
    'an unknown escape',
    '{"id":2,"a":"C:\\dir"}',
    '2:16',
    '\\d is not a JSON escape: write \\\\ for a backslash',
  ],
  ['a short escape', '{"id":2,"a":"\\u12"}', '2:14', 'four hexadecimal digits must follow \\u'],
  [
    'a quote that is not escaped',
    '{"id":2,"a":"say "hi" now"}',
    '2:18',
    'a quote too many or too few: within a string it is written \\"',
  ],
  ['a no-break space', '{"id":2,\u00a0"a":1}', '2:9', 'the character U+00A0 is allowed in strings only'],
  [
    'an object that is closed too early',
    '{"id":2,"a":{"b":1}},"c":{"d":1}}',
    '2:20',
    'a } too many: the record goes on after it',
  ],
  ['a bracket too many inside', '{"id":2,"a":[1]],"c":1}', '2:16', 'a } is missing before ]'],
  ['a bracket too many at the end', '{"id":2,"a":1}}', '2:15', 'a } too many'],
  ['a bracket of the wrong kind', '{"id":2,"a":[1,2},"c":1}', '2:17', 'a ] is missing before }'],
];

describe('a record that is not well-formed', () => {
  test.each(broken)('%s is told of by line, column and reason', async (_fault, record, place, reason) => {
    for (const file of [`${before}\n${record}\n${after}\n`, `[${before},\n${record},\n${after}]`]) {
      for (const chunkBytes of [1, 1000]) {
        const imported = await importText(file, { chunkBytes });
        expect(faults(imported)).toEqual([`${place} ${reason}`]);
        expect(imported.rejects[0]?.index).toBe(1);
        expect(imported.records.map(({ index, text }) => [index, text])).toEqual([
          [0, before],
          [2, after],
        ]);
        expect(imported.report).toEqual({ read: 3, added: 2, updated: 0, duplicate: 0, rejected: 1 });
      }
    }
  });

  test('only the first fault of a record is reported', async () => {
    expect(faults(await importText(`{"a":1,}\n{a:1,,"b" 2}`))).toEqual([
      '1:7 a comma too many before }',
      '2:2 the key a must be in double quotes',
    ]);
  });

  test('a line break in a string is named', async () => {
    const imported = await importText(`[${before},{\n"id":2,\n"a":"x\ny",\n"b":{"c":1}\n},\n${after}]`);
    expect(faults(imported)).toEqual([
      '3:7 the string "x is not closed on its line: a quote is missing, or a line break is not written \\n',
    ]);
    expect(texts(imported)).toEqual([before, after]);
  });

  test('a file that ends inside a record is named with where the record starts', async () => {
    for (const cut of [1, 5, 9, 20, 31]) {
      const imported = await importText(`${before}\n${after.slice(0, cut)}`);
      expect(faults(imported)).toEqual([
        `2:${cut + 1} the file ends inside the record that starts at line 2, column 1`,
      ]);
      expect(texts(imported)).toEqual([before]);
    }
  });

  test('a file that ends between records of an array is not taken for whole', async () => {
    const imported = await importText(`{"records":[${before},${after},`);
    expect(texts(imported)).toEqual([before, after]);
    expect(faults(imported)).toEqual([
      '1:79 the file ends before its array of records does: a ] is missing, and records may be',
    ]);
    expect(faults(await importText(`{"records":[${before}],"count":1`))).toEqual([
      '1:56 the file ends before its array of records does: a } is missing, and records may be',
    ]);
  });

  test('the documented examples have faults, and the importer names line and column (EH-163)', async () => {
    const containers = ['interactionHistoryRecords'];
    let text = await fixture('engagements-documented-1');
    const told: string[] = [];
    // Each fault is repaired as its reason says, to see the next.
    for (let imported = await importText(text, { containers }); imported.rejects.length > 0;) {
      const [{ line, column, reason } = { line: 0, column: 0, reason: '' }] = imported.rejects;
      told.push(`${line}:${column} ${reason}`);
      const lines = text.split('\n');
      const at = lines.slice(0, line - 1).join('\n').length + column;
      text = reason.startsWith('a comma too many')
        ? text.slice(0, at) + text.slice(at + 1)
        : `${text.slice(0, at)},${text.slice(at)}`;
      imported = await importText(text, { containers });
    }
    expect(told).toEqual([
      '51:26 a comma too many before }',
      '108:2 a comma too many before ]',
      '110:1 a comma is missing before "campaign"',
      '121:1 a comma is missing before "lobId"',
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

describe('what is no record', () => {
  test('numbers, arrays and words among the records are told of one by one', async () => {
    const imported = await importText(`[1,${before},"text",[2,{"id":9}],null,true,${after},nonsense]`);
    expect(texts(imported)).toEqual([before, after]);
    expect(imported.rejects.map(({ index, reason }) => [index, reason])).toEqual([
      [0, 'a record is an object, and this is a number'],
      [2, 'a record is an object, and this is a string'],
      [3, 'a record is an object, and this is an array'],
      [4, 'a record is an object, and this is null'],
      [5, 'a record is an object, and this is a boolean'],
      [7, 'this is not JSON: nonsense'],
    ]);
  });

  test('lines that are no JSON are told of line by line', async () => {
    const imported = await importText(`id;name\n${before}\n2024-01-01 INFO {"id":7}\n${after}\n`);
    expect(texts(imported)).toEqual([before, after]);
    expect(faults(imported)).toEqual([
      '1:1 this is not JSON: id;name',
      '3:1 this is not JSON: 2024-01-01 INFO {"id":7}',
    ]);
  });

  test('a record whose opening brace is missing is one reject', async () => {
    const imported = await importText(`[${before},${after.slice(1)},${before}]`);
    expect(texts(imported)).toEqual([before, before]);
    expect(faults(imported)).toEqual([`1:35 a { is missing before ${after.slice(1)}`]);
  });

  test('what a container holds must be an array', async () => {
    expect(faults(await importText('\n {"records":{"id":1}}'))).toEqual([
      '2:2 records has to be an array of records',
    ]);
  });
});

describe('the records around one with a bracket or a quote missing', () => {
  const record = (id: number): string =>
    JSON.stringify({
      id,
      lines: [
        { by: 'a', text: "it's https://x.test/a, {ok}" },
        { by: 'b', text: '[2]' },
      ],
      ended: true,
    });
  const pretty = (id: number): string => JSON.stringify(JSON.parse(record(id)), null, 2);
  const flat = (id: number): string => pretty(id).replace(/^ +/gmu, '');

  const layouts: [string, (id: number) => string, (records: string[]) => string][] = [
    ['NDJSON', record, (records) => records.join('\n')],
    ['an array on one line', record, (records) => `[${records.join(',')}]`],
    ['an array of a record a line', record, (records) => `[\n${records.join(',\n')}\n]`],
    ['a response on one line', record, (records) => `{"records":[${records.join(',')}],"count":5}`],
    ['an indented response', pretty, (records) => `{"records":[\n${records.join(',\n')}\n]}`],
    ['a response without indentation', flat, (records) => `{"records":[\n${records.join(',\n')}\n]}`],
    ['indented records one after another', pretty, (records) => records.join('\n')],
  ];
  const harms: [string, RegExp, string][] = [
    ['lacks the quote after a text', /\[2\]"/u, '[2]'],
    ['lacks the quote before a text', /"\[2\]/u, '[2]'],
    ['has a quote too many', /it's/u, 'it"s'],
    ['lacks its last bracket', /\}$/u, ''],
    ['lacks the bracket of a list', /\](?=,\s*"ended)/u, ''],
    ['lacks the bracket of an object', /\}(?=,\s*\{\s*"by")/u, ''],
    ['has a bracket too many', /\](?=,\s*"ended)/u, ']}'],
    ['has a brace too many', /\{(?=\s*"by": ?"b")/u, '{{'],
  ];
  const cases = layouts.flatMap(([layout, write, join]) =>
    harms.map(([harm, what, instead]): [string, string, (id: number) => string, string] => {
      const harmed = write(3).replace(what, instead);
      return [layout, harm, write, join([write(1), write(2), harmed, write(4), write(5)])];
    }),
  );

  test.each(cases)('%s: they go in when one %s', async (_layout, _harm, write, file) => {
    const imported = await importText(file);
    const got = texts(imported);
    for (const id of [1, 2, 4, 5]) expect(got).toContain(write(id));
    expect(imported.report.rejected).toBeGreaterThan(0);
    expect(imported.rejects[0]?.index).toBe(2);
  });

  test('the first line of NDJSON may be the broken one', async () => {
    for (const first of ['{oops', '{"id":1,"name":"x}', 'no json', '{"id":', '{"a":{"b":1']) {
      expect(texts(await importText(`${first}\n${before}\n${after}\n`))).toContain(after);
    }
  });

  test('half a record never goes in as a whole one', async () => {
    const imported = await importText('[{"id":1,"info":{"a":1}},"lines":[1]},{"id":2,"info":{},"lines":[]}]');
    expect(texts(imported)).toEqual(['{"id":2,"info":{},"lines":[]}']);
  });

  test('records after a container that seems closed go in', async () => {
    const imported = await importText(`{"records":[${before}],${after}],"count":2}`);
    expect(texts(imported)).toEqual([before, after]);
    expect(faults(imported)).toEqual(['1:45 a ] too many: records go on after it']);
  });

  test('a response that lacks a bracket does not hide the next one', async () => {
    const imported = await importText(
      `{"_metadata":{"self":{"href":1}},"records":[${before}],"x":{}\n{"records":[${after}]}`,
    );
    expect(texts(imported)).toEqual([before, after]);
    expect(faults(imported)).toEqual(['2:1 a comma is missing before {']);
  });

  test('records after a response that lacks its brace go in', async () => {
    const imported = await importText(`{"records":[${before}],"x":{"y":1}\n${before}\n${after}\n`);
    expect(texts(imported)).toEqual([before, before, after]);
    expect(faults(imported)).toEqual(['2:1 a comma is missing before {']);
  });

  test('a response whose other keys are broken gives its records, and the fault is told of', async () => {
    const broken = await importText(`{"_metadata":{"count":1,,'x'},\n"records":[${before},${after}]}`);
    expect(texts(broken)).toEqual([before, after]);
    expect(faults(broken)).toEqual(['1:25 a comma too many']);
    const open = await importText(`{"_metadata":{"count":1,\n"records":[${before},${after}]}`);
    expect(texts(open)).toEqual([before, after]);
    expect(faults(open)).toEqual(['2:12 a bracket is missing somewhere before this array of records']);
  });

  test('a broken record with a key of the name of the container is not taken for an empty response', async () => {
    expect((await importText('{"id":2,"b":{"records":[]}')).report).toMatchObject({ read: 1, rejected: 1 });
  });
});
