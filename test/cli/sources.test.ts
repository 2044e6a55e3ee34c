import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { mismatch, sourceNames } from '../../src/cli/sources.ts';
import { minify } from '../../src/intake/index.ts';
import { dataDirectories, root, runInProcess } from './shell.ts';

const newDataDirectory = dataDirectories();
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const fixturesOf = (source: string) =>
  source === 'hybris' || source === 'liveperson'
    ? readdirSync(join(root, 'test/fixtures', source))
        .filter((name) => /\.(json|txt)$/.test(name))
        .map((name) => `test/fixtures/${source}/${name}`)
    : [];
/** The source `connect` takes the files of both others of Amazon Connect. */
const connect = ['connect', 'connect-agent', 'connect-contact'];
const filesOf = (source: string): string[] =>
  source === 'connect'
    ? connect.slice(1).flatMap(filesOf)
    : [`samples/${source}.json`, ...fixturesOf(source)];
const takes = (other: string, source: string): boolean =>
  other === source ||
  (connect.includes(source) && [other, source].includes('connect') && connect.includes(other));

test.each(sourceNames)(
  'files of %s are recognized as its own, and are refused by the other sources',
  (source) => {
    for (const file of filesOf(source)) {
      const text = read(file);
      for (const form of [text, minify(text), text.slice(0, 2000)]) {
        expect([file, mismatch(source, form)]).toEqual([file, undefined]);
        for (const other of sourceNames.filter((name) => !takes(name, source)))
          expect([file, mismatch(other, form)]).toEqual([
            file,
            expect.stringMatching(
              new RegExp(
                `^looks like .*: switchboard import ${connect.includes(source) ? 'connect' : source}$`,
              ),
            ),
          ]);
      }
    }
  },
);

test.each([
  [
    '{"username":"ann","note":{"chatterIds":[]}}',
    /^does not look like transcripts .* none of the keys "chatterIds", "chatterDetails", but "username", "note"\. These can be imported: .*LivePerson's history \(liveperson\)/,
  ],
  [
    '[{"conversationId":"1","conversationStart":"2026-01-01T00:00:00Z"}]',
    /^looks like conversation details of Genesys Cloud, which cannot be imported/,
  ],
  [
    '[{"pageNavigation":{},"pageContent":{}}]',
    /^looks like responses of Jacada Interact .*docs\/import-export\.md/,
  ],
  ['{"id":"x","engagementId":"e1","info":{"accountId":"a"}}', /`switchboard export ndjson` wrote/],
  ['engagementId,startTime\n1,2\n', /^is not JSON: it begins with "engagementId,startTime/],
])('%s is not imported as hybris, with a reason', (text, reason) => {
  expect(mismatch('hybris', text)).toMatch(reason);
});

test.each([
  ['a record whose end is not in the head', '{"note":"…","list":["{}"'],
  ['a text that ends inside a string', '{"note":"}'],
  ['a bad record before a good one', '{"x":1}\n{"chatterIds":[]}'],
  ['records of which an opening brace is missing', '"x":1}\n{"chatterIds":[]}'],
  ['an empty file', ''],
  ['an empty list', '[]'],
  ['UTF-16, which the import reports', Buffer.from('{"x":1}', 'utf16le').toString()],
])('%s is left to the import', (_, text) => {
  expect(mismatch('hybris', text)).toBeUndefined();
});

test('import checks all files before it starts a database or imports a record', async () => {
  const dataDir = await newDataDirectory();
  const directory = await newDataDirectory();
  await mkdir(directory);
  const packed = join(directory, 'packed.gz');
  await writeFile(packed, gzipSync(read('samples/liveperson.json')));
  const importing = (source: string, ...files: string[]) =>
    runInProcess('import', source, ...files, '--tenant', 'acme', '--data-dir', dataDir);
  const good = join(root, 'samples/hybris.json');
  for (const [file, message] of [
    [
      directory,
      `${directory} is a directory. Name the files in it: switchboard import hybris ${directory}/* --tenant acme`,
    ],
    [
      join(directory, 'none.json'),
      `${directory}/none.json cannot be read: ENOENT: no such file or directory, stat '${directory}/none.json'`,
    ],
    // Reading this file fails with EIO, and the error of Node does not have the path.
    ['/proc/self/mem', '/proc/self/mem cannot be read: EIO: i/o error, read'],
    [
      packed,
      `${packed} looks like LivePerson's history, not like transcripts of hybris's Interaction Recording. Import it with: switchboard import liveperson`,
    ],
  ] as const)
    expect(await importing('hybris', good, file)).toEqual({ code: 1, out: '', err: `${message}\n` });
  expect(await importing('hybris', '-', '-')).toMatchObject({
    code: 1,
    err: 'Standard input (-) can be given once only.\n',
  });
  expect(existsSync(dataDir)).toBe(false);
});
