import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { minify } from '../../src/intake/index.ts';
import { testDatabase } from '../support/mongo.ts';
import { failOnExit } from '../support/fail-on-exit.ts';
import {
  dataDirectories,
  root,
  run,
  runInProcess,
  runInProcessWith,
  start,
  stop,
  type Running,
} from './shell.ts';

const newDataDirectory = dataDirectories();
const cli = 'node src/main.ts';
const retrieved = 'test/fixtures/hybris/retrieved.json';

test('import and export work without a server, and the export is verbatim', async () => {
  const env = { DATA_DIR: await newDataDirectory() };
  const first = await run(`${cli} import hybris ${retrieved} --tenant acme`, env);
  expect(first).toMatchObject({ code: 0, out: 'read 1, added 1, updated 0, duplicate 0, rejected 0\n' });
  const exported = await run(`${cli} export hybris --tenant acme`, env);
  expect(exported).toMatchObject({
    code: 0,
    out: `${minify(await readFile(`${root}${retrieved}`, 'utf8'))}\n`,
  });
});

test('invalid arguments are refused with the valid values', async () => {
  const { uri, name } = testDatabase(import.meta.url);
  const importIn = (source: string, file: string, ...flags: readonly string[]) =>
    runInProcessWith({ MONGODB_URI: uri, MONGODB_DATABASE: name }, 'import', source, file, ...flags);
  expect(await importIn('carrier-pigeon', retrieved, '--tenant', 'acme')).toMatchObject({
    code: 1,
    err: expect.stringContaining(
      'Allowed choices are connect, connect-agent, connect-contact, hybris, jacada, liveperson, symbee',
    ) as string,
  });
  expect(await importIn('hybris', 'nowhere.json', '--tenant', 'acme')).toMatchObject({
    code: 1,
    err: expect.stringContaining('nowhere.json cannot be read') as string,
  });
  expect((await importIn('hybris', retrieved, '--tenant', 'no tenant')).code).not.toBe(0);
  expect((await importIn('hybris', retrieved)).err).toContain('--tenant');
});

test('an import that is stopped keeps the imported records, reports that it is incomplete, and does not wait for an idle pipe', async () => {
  const env = { DATA_DIR: await newDataDirectory() };
  const file = await readFile(`${root}${retrieved}`);
  const child = spawn('node', ['src/main.ts', 'import', 'hybris', '-', '--tenant', 'acme'], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += String(chunk)));
  const ended = once(child, 'close') as Promise<[number | null]>;
  const reading = failOnExit(child, once(child.stderr, 'data'));
  child.stdin.write(file);
  await reading;
  child.kill('SIGTERM');
  const [code] = await ended;
  expect(code).toBe(130);
  expect(err).toContain('Import the same files again for the rest');
});

describe('with a running server, which owns the mongod', () => {
  let dataDir: string;
  let env: Record<string, string>;
  let server: Running;
  beforeAll(async () => {
    dataDir = await newDataDirectory();
    env = { DATA_DIR: dataDir };
    server = await start('npm start', env);
  });
  afterAll(async () => {
    expect(await stop(server)).toBe(0);
  });

  test('import reads standard input and gzip, and prints its rejects', async () => {
    const lines = [
      '{"info":{"engagementId":"e1","startTimeL":1767225600000,"amount":1.50}}',
      '{"info":{"engagementId":"e2","startTimeL":"soon"}}',
      '{"info":{"engagementId":"e3",}}',
      '{"info":{"engagementId":"e4","startTimeL":1767225600000}}',
    ].join('\n');
    const imported = await run(`${cli} import liveperson - --tenant demo`, env, gzipSync(lines));
    expect(imported).toMatchObject({ code: 1, out: 'read 4, added 2, updated 0, duplicate 0, rejected 2\n' });
    expect(imported.err).toMatch(/^standard input:2:\d+ record 1: info\.startTimeL: /m);
    expect(imported.err).toMatch(/^standard input:3:\d+ record 2: /m);
    const { data } = await server.query(
      '{ a: engagement(id: "e1") { startTime } b: engagement(id: "e2") { id } }',
    );
    expect(data).toEqual({ a: { startTime: '2026-01-01T00:00:00.000Z' }, b: null });
    const exported = await run(
      `${cli} export liveperson --tenant demo --from 2026-01-01 --to 2026-01-02`,
      env,
    );
    expect(exported.out.split('\n')[0]).toBe(lines.split('\n')[0]);
  });

  test('an import of the same file adds nothing, and an export contains one tenant only', async () => {
    const inDataDir = (command: string, ...args: readonly string[]) =>
      runInProcess(command, 'hybris', ...args, '--data-dir', dataDir);
    const importOnce = () => inDataDir('import', retrieved, '--tenant', 'acme');
    expect((await importOnce()).out).toBe('read 1, added 1, updated 0, duplicate 0, rejected 0\n');
    expect((await importOnce()).out).toBe('read 1, added 0, updated 0, duplicate 1, rejected 0\n');
    expect((await inDataDir('export', '--tenant', 'acme')).out).not.toBe('');
    expect((await inDataDir('export', '--tenant', 'other')).out).toBe('');
  });

  test('token signs a token that the server accepts, and refuses unknown or conflicting scopes', async () => {
    const { out } = await run(`${cli} token --sub ann --tenant demo --scope chat.agent agent.view`, env);
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${out.trim()}` },
      body: JSON.stringify({ query: '{ currentAgent { username state } }' }),
    });
    expect(await response.json()).toEqual({ data: { currentAgent: { username: 'ann', state: 'UNKNOWN' } } });
    const refuse = (...scopes: readonly string[]) =>
      runInProcess('token', '--sub', 'ann', '--tenant', 'demo', '--data-dir', dataDir, '--scope', ...scopes);
    const unknown = await refuse('everything');
    expect(unknown).toMatchObject({
      code: 2,
      err: expect.stringContaining('Unknown scope everything') as string,
    });
    const both = await refuse('chat.agent', 'chat.customer');
    expect(both).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot be combined with') as string,
    });
  });

  test('the shell examples of the documentation work as they are printed', async () => {
    for (const name of ['README.md', 'docs/import-export.md', 'docs/scopes.md']) {
      const text = await readFile(`${root}${name}`, 'utf8');
      const commands = [...text.matchAll(/```sh\n([\s\S]*?)```/g)]
        .map(([, block = '']) => block)
        // The demonstration plays until it is stopped: test/demo has it.
        .filter((block) => !block.includes('npm ci') && !block.includes('npm run demo'))
        .map((block) =>
          block
            .replaceAll('http://127.0.0.1:4000', server.url)
            // README.md shows that npx finds the command. Each npx takes a second of CPU.
            .replaceAll('npx switchboard', name === 'README.md' ? '$&' : 'bin/switchboard.mjs')
            .replaceAll(/\b\w+\.(?:ndjson|csv|txt)\b/g, (file) => `${dataDir}/${file}`),
        );
      for (const command of commands) {
        const { code, out, err } = await run(`set -euo pipefail; ${command}`, env);
        expect([command, code, err]).toEqual([command, 0, expect.any(String)]);
        if (command.includes('curl')) expect(out).toMatch(/"engagementId"|"chatTranscripts"/);
      }
    }
  }, 120_000);
});
