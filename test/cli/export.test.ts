import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { testDatabase } from '../support/mongo.ts';
import { dataDirectories, root, run, runInProcessWith, type Finished } from './shell.ts';

const newDataDirectory = dataDirectories();
const { uri, name } = testDatabase(import.meta.url);
let databases = 0;
/** The commands use the mongod of the run. import-export.test.ts shows that commands start their own mongod. */
const newDatabase = () => ({ MONGODB_URI: uri, MONGODB_DATABASE: `${name}_${++databases}` });
/** Runs a command of the tenant acme in this process, which is faster. */
const runIn = (database: Record<string, string>, ...args: readonly string[]): Promise<Finished> =>
  runInProcessWith(database, ...args, '--tenant', 'acme');
const cli = 'node src/main.ts';
const sample = 'samples/liveperson.json';

const cursorIn = (err: string): string => /Continue with --after (\S+)/.exec(err)?.[1] ?? '';
const linesOf = (out: string): string[] => out.split('\n').slice(0, -1);

test('an export of a search has its results, oldest first, in each format', async () => {
  const env = newDatabase();
  await runIn(env, 'import', 'liveperson', sample);
  const filter = ['--filter', '{"keyword":"buckle","keywordAreas":["CHAT_LINE"]}'];

  const ndjson = await runIn(env, 'export', 'ndjson', ...filter);
  expect(ndjson).toMatchObject({ code: 0, err: expect.stringContaining('1 written') as string });
  expect(JSON.parse(ndjson.out)).toMatchObject({
    info: { visitorName: 'Ingrid' },
    agent: { username: 'amelie@northlight.example' },
  });

  const source = await runIn(env, 'export', 'liveperson', ...filter);
  expect(JSON.parse(source.out)).toMatchObject({ info: { conversationId: expect.any(String) as string } });

  const csv = await runIn(env, 'export', 'csv', '--from', '2026-09-08', '--to', '2026-09-08T17:40:08.914Z');
  expect(csv.out).toMatch(/^\ufeffengagementId,startTime,.*,lineCount,transcript\r\n$/);
  const plain = await runIn(env, 'export', 'csv', '--to', '2026-09-01', '--no-bom');
  expect(plain.out).toBe(csv.out.slice(1));
  const two = await runIn(
    env,
    ...['export', 'ndjson', '--from', '2026-09-08', '--to', '2026-09-15T19:22:57.042Z'],
  );
  expect(linesOf(two.out).map((line) => (JSON.parse(line) as { startTime: string }).startTime)).toEqual([
    '2026-09-08T17:40:08.914Z',
    '2026-09-15T19:22:57.041Z',
  ]);
}, 120_000);

test('invalid arguments of an export are refused with the messages of the graph', async () => {
  const env = newDatabase();
  const refusal = async (...flags: readonly string[]) => {
    const { code, err, out } = await runIn(env, 'export', ...flags);
    expect([flags, code, out]).toEqual([flags, 1, '']);
    return err;
  };
  expect(await refusal('ndjson', '--filter', '{"chanel":"WEB"}')).toContain('Did you mean "channel"?');
  expect(await refusal('ndjson', '--filter', '{"channel":')).toContain('--filter is not JSON');
  expect(await refusal('csv', '--filter', '{"interactive":false}')).toContain('filter.interactive');
  expect(await refusal('ndjson', '--sort', '[{"field":"AGE","order":"ASC"}]')).toContain('--sort.0.field');
  expect(await refusal('ndjson', '--after', 'nonsense')).toContain('not a cursor of this list');
  expect(await refusal('hybris', '--after', 'x')).toContain(
    '--after can only be used with liveperson, ndjson, csv',
  );
  expect(
    await refusal(
      ...['ndjson', '--from', '2026-09-01', '--filter'],
      '{"start":{"from":"2026-09-01T00:00:00Z","to":"2026-09-02T00:00:00Z"}}',
    ),
  ).toContain('--filter has a start');
}, 120_000);

test('an export that is stopped prints a cursor, and continues from it with every record once', async () => {
  const env = newDatabase();
  const howMany = 3000;
  const file = `${await newDataDirectory()}.ndjson`;
  await writeFile(
    file,
    Array.from({ length: howMany }, (_, n) =>
      JSON.stringify({ info: { engagementId: `e${n}`, startTimeL: 1_767_225_600_000 + n * 1000 } }),
    ).join('\n'),
  );
  expect((await runIn(env, 'import', 'liveperson', file)).out).toContain(`added ${howMany}`);

  const child = spawn('node', ['src/main.ts', 'export', 'csv', '--tenant', 'acme'], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += String(chunk)));
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += String(chunk)));
  const ended = once(child, 'close') as Promise<[number | null]>;
  while (linesOf(out).length < 2)
    await Promise.race([
      once(child.stdout, 'data'),
      ended.then(() => {
        throw new Error(err);
      }),
    ]);
  child.kill('SIGTERM');
  const [code] = await ended;
  expect([code, err]).toEqual([130, expect.stringContaining('stopped before the end')]);
  const first = linesOf(out).slice(1);
  expect(first.length).toBeGreaterThan(0);
  expect(first.length).toBeLessThan(howMany);

  const rest = await run(`${cli} export csv --tenant acme --after ${cursorIn(err)}`, env);
  expect(rest).toMatchObject({ code: 0 });
  const ids = [...first, ...linesOf(rest.out)].map((line) => line.split(',')[0]);
  expect(ids).toEqual(Array.from({ length: howMany }, (_, n) => `e${n}`));
  // Nothing has come since.
  const none = await runIn(env, 'export', 'csv', '--after', cursorIn(rest.err));
  expect([none.out, cursorIn(none.err)]).toEqual(['', cursorIn(rest.err)]);
}, 120_000);

test('an export whose reader closes early prints the cursor to continue from', async () => {
  const env = newDatabase();
  await runIn(env, 'import', 'liveperson', sample);
  const { out, err } = await run(`${cli} export ndjson --tenant acme | head -n 2`, env);
  expect(linesOf(out)).toHaveLength(2);
  expect(cursorIn(err)).not.toBe('');
}, 120_000);
