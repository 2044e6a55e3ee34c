import { gzipSync } from 'node:zlib';
import { parseJson } from '../../src/kernel/json.ts';
import { faults, importText, texts } from './support/import-text.ts';

const a = '{"id": "a", "n": 1.0}';
const b = '{"id":"b","nested":[{"x":"}"}]}';

describe('the forms of a file', () => {
  const forms: [string, string][] = [
    ['one after another', `${a}${b}`],
    ['one after another, with space between', ` ${a}\n\n ${b}\n`],
    ['an array', `[${a},${b}]`],
    ['an array over several lines', `[\n  ${a},\n  ${b}\n]\n`],
    ['NDJSON', `${a}\n${b}\n`],
    ['NDJSON with the line ends of Windows and an empty line', `${a}\r\n\r\n${b}`],
    ['a JSON text sequence', `\u001e${a}\n\u001e${b}\n`],
    ['a response', `{"_metadata":{"count":2,"records":1},"records":[${a},${b}]}`],
    ['a response that has its records first', `{"records":[${a},${b}],"_metadata":{"next":[{"href":"]}"}]}}`],
    ['a response over several lines', `{\n  "records" :\n  [\n    ${a},\n    ${b}\n  ]\n}\n`],
    ['responses one after another', `{"records":[${a}],"count":1}\n{"count":1,"records":[${b}]}\n`],
    ['an array of responses', `[{"records":[${a}]},{"records":[]},{"records":null},{"records":[${b}]}]`],
  ];
  test.each(forms)('%s yields every record verbatim', async (_form, file) => {
    for (const chunkBytes of [1, 2, 7, 1000]) {
      const imported = await importText(file, { chunkBytes });
      expect(faults(imported)).toEqual([]);
      expect(texts(imported)).toEqual([a, b]);
      expect(imported.records.map(({ value }) => value)).toEqual([parseJson(a), parseJson(b)]);
      expect(imported.report).toEqual({ read: 2, added: 2, updated: 0, duplicate: 0, rejected: 0 });
    }
  });

  test.each(forms)('%s is read from gzip too', async (_form, file) => {
    const imported = await importText(gzipSync(file), { chunkBytes: 5 });
    expect(texts(imported)).toEqual([a, b]);
    expect(imported.report.rejected).toBe(0);
  });

  test('a single record is read', async () => {
    expect(texts(await importText(a))).toEqual([a]);
  });

  test('concatenated gzip files are read as one', async () => {
    expect(texts(await importText(Buffer.concat([gzipSync(a), gzipSync(b)])))).toEqual([a, b]);
  });

  test.each(['', ' \n\t\r\n', '[]', '{"records":[]}', '{"records":null,"count":0}', gzipSync('')])(
    'a file without records is no fault: %j',
    async (file) => {
      const imported = await importText(file);
      expect(imported.report).toEqual({ read: 0, added: 0, updated: 0, duplicate: 0, rejected: 0 });
    },
  );

  test('a record can have the key of a container', async () => {
    const record = '{"id":1,"records":[{"id":2}]}';
    expect(texts(await importText(`{"records":[${record}]}`))).toEqual([record]);
  });

  test('a source without containers has only records', async () => {
    const record = '{"id":1,"records":[{"id":2}]}';
    expect(texts(await importText(record, { containers: [] }))).toEqual([record]);
  });

  test('missing and additional commas between records are ignored', async () => {
    const imported = await importText(`[${a}${b},,${a},]`);
    expect(texts(imported)).toEqual([a, b, a]);
    expect(faults(imported)).toEqual([]);
  });

  test('the position of a record is its start, with columns as editors count them', async () => {
    const { records } = await importText(`[{"s":"é😀"}, {"i":1},\n\t{\n"i":2}, {"i":3}]`, { chunkBytes: 3 });
    expect(records.map(({ index, line, column }) => [index, line, column])).toEqual([
      [0, 1, 2],
      [1, 1, 15],
      [2, 2, 2],
      [3, 3, 9],
    ]);
  });

  test('keys with a special meaning in JavaScript are ordinary keys', async () => {
    const { records } = await importText('{"__proto__":{"admin":true},"constructor":1}');
    expect(Object.keys(records[0]?.value as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe('the encoding of a file', () => {
  const mark = Buffer.from([0xef, 0xbb, 0xbf]);

  test('a byte order mark of UTF-8 is not part of the text', async () => {
    const { records } = await importText(Buffer.concat([mark, Buffer.from(`${a}\n`), mark, Buffer.from(b)]), {
      chunkBytes: 1,
    });
    expect(records.map(({ line, column, text }) => [line, column, text])).toEqual([
      [1, 1, a],
      [2, 1, b],
    ]);
  });

  test.each([
    ['with its mark', Buffer.from(`\ufeff${a}`, 'utf16le')],
    ['without a mark', Buffer.from(a, 'utf16le')],
    ['the other way round', Buffer.from(`\ufeff${a}`, 'utf16le').swap16()],
    ['the other way round, without a mark', Buffer.from(a, 'utf16le').swap16()],
  ])('UTF-16 %s is named', async (_form, file) => {
    const imported = await importText(file, { chunkBytes: 1 });
    expect(faults(imported)).toEqual(['1:1 the file is in UTF-16 or UTF-32: save it as UTF-8']);
    expect(imported.report).toMatchObject({ read: 1, rejected: 1 });
  });

  test('bytes that are not UTF-8 reject their record alone', async () => {
    const file = Buffer.concat([
      Buffer.from(`${a}\n{"id":"caf\ufffd é `),
      Buffer.from([0xe9]),
      Buffer.from(`"}\n${b}\n{"broken" "`),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ]);
    const imported = await importText(file);
    expect(texts(imported)).toEqual([a, b]);
    expect(faults(imported)).toEqual([
      '2:15 the byte E9 is not UTF-8: is the file in another encoding, such as Latin-1?',
      "4:11 invalid JSON: Expected ':' after property name",
    ]);
  });

  test.each([
    ['a ZIP archive', 'PK\u0003\u0004rest'],
    ['packed with bzip2', 'BZh91AY'],
    ['packed with xz', '\u00fd7zXZ\u0000'],
    ['packed with Zstandard', '(\u00b5/\u00fd...'],
  ])('a file that is %s is named', async (name, start) => {
    const imported = await importText(Buffer.from(start, 'latin1'));
    expect(faults(imported)).toEqual([`1:1 the file is ${name}: unpack it first`]);
  });

  test('a file that is compressed twice is rejected', async () => {
    const imported = await importText(gzipSync(gzipSync(a)));
    expect(faults(imported)).toEqual(['1:1 what is in it is packed with gzip: unpack it first']);
  });

  test('the records of a gzip file that is cut off are imported', async () => {
    const packed = gzipSync(`${a}\n${b}\n`, { level: 0 });
    const imported = await importText(packed.subarray(0, packed.length - 20));
    expect(texts(imported)).toEqual([a]);
    expect(faults(imported)).toEqual([
      '2:21 the gzip file is cut off inside the record that starts at line 2, column 1',
    ]);
  });

  test.each([
    ['zero bytes', Buffer.alloc(100), []],
    ['zero bytes and another member', Buffer.concat([Buffer.alloc(600), gzipSync(b)]), []],
    ['text', Buffer.from('garbage'), ['the gzip file is followed by bytes that are not gzip']],
    [
      'zero bytes and text',
      Buffer.from('\0\0{"id":3}'),
      ['the gzip file is followed by bytes that are not gzip'],
    ],
    ['one byte', Buffer.from('\u001f'), ['the gzip file is followed by bytes that are not gzip']],
    ['a damaged member', gzipSync(b).fill(255, 10, 11), ['the gzip file is damaged']],
    ['a member with an unknown flag', gzipSync(b).fill(255, 3, 4), ['the gzip file is damaged']],
    ['a member that is cut off in its header', gzipSync(b).subarray(0, 6), ['the gzip file is cut off']],
    ['a member that is cut off in its trailer', gzipSync('').subarray(0, -1), ['the gzip file is cut off']],
  ])('all records of a gzip member are imported if %s follow it', async (_, rest, reasons) => {
    const whole = gzipSync(`${a}\n`.repeat(1000));
    for (const chunkBytes of [1, 7, 64 * 1024]) {
      const { records, rejects } = await importText(Buffer.concat([whole, rest]), { chunkBytes });
      expect(records.slice(0, 1000).map(({ text }) => text)).toEqual(Array(1000).fill(a));
      expect(rejects.map(({ reason }) => reason)).toEqual(reasons);
      expect(records.length).toBe(_ === 'zero bytes and another member' ? 1001 : 1000);
    }
  });

  test('the optional fields of a gzip header are skipped', async () => {
    const plain = gzipSync(a);
    const header = Buffer.from(plain.subarray(0, 10));
    header[3] = 2 + 4 + 8 + 16;
    const fields = Buffer.from('\u0003\0abcname.json\0a comment\0\u0001\u0002', 'latin1');
    for (const chunkBytes of [1, 64 * 1024])
      expect(
        texts(await importText(Buffer.concat([header, fields, plain.subarray(10)]), { chunkBytes })),
      ).toEqual([a]);
  });

  test('a damaged gzip file is reported, and the records before the damage are imported', async () => {
    const packed = gzipSync(`${a}\n`.repeat(10_000), { level: 0 });
    packed.writeUInt32LE(1, packed.length - 8);
    const { records, rejects } = await importText(packed);
    expect(records.length).toBe(10_000);
    expect(rejects).toEqual([{ index: 10_000, line: 10_001, column: 1, reason: 'the gzip file is damaged' }]);
  });
});
