import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { EmbeddedMongodError } from '../../src/embedded-mongod/index.ts';
import { cachedMongod, eventually, isRunning, setStage } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.clear());

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EmbeddedMongodError);
  return error instanceof Error ? error.message : '';
}

async function script(name: string, text: string): Promise<string> {
  const path = join(stage.directory, name);
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o755);
  return path;
}

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

test('if the last port is taken, mongod gets another port and keeps its data', async () => {
  const first = await stage.open();
  const { port } = await stage.record();
  const client = new MongoClient(first.uri);
  await client
    .db('test')
    .collection('things')
    .insertOne({}, { writeConcern: { w: 'majority' } });
  await client.close();
  await first.release();

  const squatter = createServer((socket) => socket.destroy());
  await eventually('the test server has the port', () => listens(squatter, port));
  try {
    const second = await stage.open();
    expect((await stage.record()).port).not.toBe(port);
    const again = new MongoClient(second.uri);
    expect(await again.db('test').collection('things').countDocuments()).toBe(1);
    await again.close();
  } finally {
    squatter.close();
  }
});

test('a running server waits for its own port, since its clients know no other port', async () => {
  const hold = join(stage.directory, 'hold');
  const binary = await script(
    'slow',
    `[ "$1" = --version ] || while [ -e ${hold} ]; do sleep 0.05; done; exec ${await cachedMongod()} "$@"`,
  );
  const mongod = await stage.open({ binary });
  const { pid, port } = await stage.record();
  await writeFile(hold, '');
  process.kill(pid, 'SIGKILL');
  const squatter = createServer((socket) => socket.destroy());
  await eventually('the test server has the port', () => listens(squatter, port));
  await rm(hold);
  await eventually(
    'the handle reports the reason',
    () => mongod.status().reason?.includes('in use') === true,
  );
  expect(mongod.status().state).toBe('recovering');
  squatter.close();
  await eventually('the handle reports that mongod runs', () => mongod.status().state === 'running');
  expect((await stage.record()).port).toBe(port);
});

test('the error for a data directory that cannot be created names the directory and the cause', async () => {
  const file = join(stage.directory, 'file');
  await writeFile(file, '');
  const message = await refusal(stage.open({ dataDir: join(file, 'data') }));
  expect(message).toContain(join(file, 'data'));
  expect(message).toContain('ENOTDIR');
  expect(message).toContain('DATA_DIR');
});

test('data of another MongoDB release is refused with both versions and is not changed', async () => {
  await mkdir(stage.dataDir);
  await writeFile(join(stage.dataDir, 'mongod.version'), '4.2\n');
  const offline = { MONGOMS_DOWNLOAD_MIRROR: 'https://127.0.0.1:9' };
  const { failed } = await stage.act({}, offline).says((line) => line.failed !== undefined);
  expect(failed).toMatch(/is MongoDB \d+\.\d+\.\d+, and the data is of 4\.2/);
  expect(failed).toContain(stage.dataDir);
  expect(await readFile(join(stage.dataDir, 'mongod.version'), 'utf8')).toBe('4.2\n');

  const binary = await script('other', 'echo "db version v8.2.6"');
  const message = await refusal(stage.open({ binary }));
  expect(message).toContain('is MongoDB 8.2.6, and the data is of 4.2');
});

test('a MONGOD_BINARY that does not run is an error, and no other binary is tried', async () => {
  const broken = await script('broken', 'echo "libcurl.so.4: cannot open shared object file" >&2; exit 127');
  const message = await refusal(stage.open({ binary: broken }));
  expect(message).toContain('MONGOD_BINARY');
  expect(message).toContain(broken);
  expect(message).toContain('libcurl.so.4');
  expect(await refusal(stage.open({ binary: '/nowhere/mongod' }))).toContain('ENOENT');
  expect(await refusal(stage.open({ binary: '/bin/echo' }))).toContain(
    'it does not report a version of mongod',
  );
});

test('a mongod on the search path that does not run or is too old is skipped', async () => {
  await mkdir(join(stage.directory, 'broken'));
  await script('broken/mongod', 'exit 1');
  await mkdir(join(stage.directory, 'old'));
  await script('old/mongod', 'echo "db version v3.6.8"');
  const searchPath = ['broken', 'old', 'absent'].map((name) => join(stage.directory, name)).join(':');
  const mongod = await stage.open({ searchPath });
  expect(mongod.status()).toEqual({ state: 'running' });
  expect(stage.logged.filter((message) => message === 'Looking for another mongod')).toHaveLength(2);
});

test("if mongod does not start, the error has mongod's own message", async () => {
  const message = await refusal(stage.open({ extraArgs: ['--noSuchOption'] }));
  expect(message).toContain('noSuchOption');
  expect(message).toContain(join(stage.dataDir, 'mongod.log'));
});

test('an aborted start ends mongod and rejects with the reason of the caller', async () => {
  const given = new AbortController();
  const reason = new Error('INT');
  const opening = stage.open({ signal: given.signal });
  const lock = join(stage.dataDir, 'mongo', 'mongod.lock');
  let pid = 0;
  await eventually('mongod is up', async () => {
    pid = Number(await readFile(lock, 'utf8').catch(() => ''));
    return pid > 0;
  });
  given.abort(reason);
  await expect(opening).rejects.toBe(reason);
  expect(await isRunning(pid)).toBe(false);
});
