import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { EmbeddedMongodError } from '../../src/embedded-mongod/index.ts';
import { createHarness, isRunning, type Harness } from './harness.ts';
import { cachedMongod } from '../support/mongod-process.ts';
import { until } from '../support/until.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await createHarness();
});
afterEach(() => harness.remove());

/** Returns the message of the error with which the promise rejects. */
async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EmbeddedMongodError);
  return error instanceof Error ? error.message : '';
}

async function script(name: string, text: string): Promise<string> {
  const path = join(harness.directory, name);
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o755);
  return path;
}

/** Resolves with false if the port is taken. */
function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const onError = (): void => {
      resolve(false);
    };
    server.once('error', onError);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError);
      resolve(true);
    });
  });
}

test('if another program has the port, a new mongod gets another port and keeps its data', async () => {
  const first = await harness.open();
  const { port } = await harness.readMongodFile();
  const client = new MongoClient(first.uri);
  await client
    .db('test')
    .collection('things')
    .insertOne({}, { writeConcern: { w: 'majority' } });
  await client.close();
  await first.release();

  const portHolder = createServer((socket) => socket.destroy());
  await until(() => listens(portHolder, port), 'the test server has the port');
  try {
    const second = await harness.open();
    expect((await harness.readMongodFile()).port).not.toBe(port);
    const again = new MongoClient(second.uri);
    expect(await again.db('test').collection('things').countDocuments()).toBe(1);
    await again.close();
  } finally {
    portHolder.close();
  }
});

test('a mongod that is restarted waits until its port is free, since its clients know no other port', async () => {
  const pauseFile = join(harness.directory, 'pause');
  const binary = await script(
    'slow',
    `[ "$1" = --version ] || while [ -e ${pauseFile} ]; do sleep 0.05; done; exec ${await cachedMongod()} "$@"`,
  );
  const mongod = await harness.open({ binary });
  const { pid, port } = await harness.readMongodFile();
  await writeFile(pauseFile, '');
  process.kill(pid, 'SIGKILL');
  const portHolder = createServer((socket) => socket.destroy());
  await until(() => listens(portHolder, port), 'the test server has the port');
  await rm(pauseFile);
  await until(() => mongod.status().reason?.includes('in use') === true, 'the handle reports the reason');
  expect(mongod.status().state).toBe('recovering');
  portHolder.close();
  await until(() => mongod.status().state === 'running', 'the handle reports that mongod runs');
  expect((await harness.readMongodFile()).port).toBe(port);
});

test('the error for a data directory that cannot be created names the directory and the cause', async () => {
  const file = join(harness.directory, 'file');
  await writeFile(file, '');
  const message = await refusal(harness.open({ dataDir: join(file, 'data') }));
  expect(message).toContain(join(file, 'data'));
  expect(message).toContain('ENOTDIR');
  expect(message).toContain('DATA_DIR');
});

test('data of another MongoDB release is refused with both versions and is not changed', async () => {
  await mkdir(harness.dataDir);
  await writeFile(join(harness.dataDir, 'mongod.version'), '4.2\n');
  const offline = { MONGOMS_DOWNLOAD_MIRROR: 'https://127.0.0.1:9' };
  const { failed } = await harness.startClient({}, offline).waitForLine((line) => line.failed !== undefined);
  expect(failed).toMatch(/is MongoDB \d+\.\d+\.\d+, and the data is of 4\.2/);
  expect(failed).toContain(harness.dataDir);
  expect(await readFile(join(harness.dataDir, 'mongod.version'), 'utf8')).toBe('4.2\n');

  const binary = await script('other', 'echo "db version v8.2.6"');
  const message = await refusal(harness.open({ binary }));
  expect(message).toContain('is MongoDB 8.2.6, and the data is of 4.2');
});

test('a MONGOD_BINARY that does not run is an error, and no other binary is tried', async () => {
  const broken = await script('broken', 'echo "libcurl.so.4: cannot open shared object file" >&2; exit 127');
  const message = await refusal(harness.open({ binary: broken }));
  expect(message).toContain('MONGOD_BINARY');
  expect(message).toContain(broken);
  expect(message).toContain('libcurl.so.4');
  expect(await refusal(harness.open({ binary: '/nowhere/mongod' }))).toContain('ENOENT');
  expect(await refusal(harness.open({ binary: '/bin/echo' }))).toContain(
    'it does not report a version of mongod',
  );
});

test('a mongod on the search path that does not run or is too old is skipped', async () => {
  await mkdir(join(harness.directory, 'broken'));
  await script('broken/mongod', 'exit 1');
  await mkdir(join(harness.directory, 'old'));
  await script('old/mongod', 'echo "db version v3.6.8"');
  const searchPath = ['broken', 'old', 'absent'].map((name) => join(harness.directory, name)).join(':');
  const mongod = await harness.open({ searchPath });
  expect(mongod.status()).toEqual({ state: 'running' });
  expect(harness.logged.filter((message) => message === 'Looking for another mongod')).toHaveLength(2);
});

test("if mongod does not start, the error has mongod's own message", async () => {
  const message = await refusal(harness.open({ extraArgs: ['--noSuchOption'] }));
  expect(message).toContain('noSuchOption');
  expect(message).toContain(join(harness.dataDir, 'mongod.log'));
});

test('an aborted start ends mongod and rejects with the reason of the caller', async () => {
  const stopping = new AbortController();
  const reason = new Error('INT');
  const opening = harness.open({ signal: stopping.signal });
  const lock = join(harness.dataDir, 'mongo', 'mongod.lock');
  let pid = 0;
  await until(async () => {
    pid = Number(await readFile(lock, 'utf8').catch(() => ''));
    return pid > 0;
  }, 'mongod runs');
  stopping.abort(reason);
  await expect(opening).rejects.toBe(reason);
  expect(await isRunning(pid)).toBe(false);
});
