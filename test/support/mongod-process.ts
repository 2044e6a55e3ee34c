import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { until } from './until.ts';

export const cacheDir = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'switchboard');
export const mongodArgs = [
  '--wiredTigerEngineConfigString=log=(file_max=8MB,prealloc=false)',
  '--wiredTigerCacheSizeGB=0.25',
];

/** Returns the binary of the global set-up: from the cache, or the machine's own mongod. */
export async function cachedMongod(): Promise<string> {
  const names = await readdir(cacheDir).catch(() => []);
  const name = names.find((entry) => entry.startsWith('mongod-'));
  return name === undefined ? (process.env.MONGOD_BINARY ?? 'mongod') : join(cacheDir, name);
}

/** A mongod for one test file, which the tests start, suspend and kill. */
export interface MongodProcess {
  readonly uri: string;
  /** Starts mongod on the same data and port as before. Resolves when it is the primary of its replica set. */
  start(): Promise<void>;
  /** Suspends mongod. Resolves when none of its threads runs. */
  pause(): Promise<void>;
  resume(): void;
  kill(): Promise<void>;
  /** Kills mongod and deletes its data. */
  remove(): Promise<void>;
}

/** Creates the data directory of a mongod that does not run yet. */
export async function createMongodProcess(): Promise<MongodProcess> {
  const directory = await mkdtemp(join(process.env.SWITCHBOARD_TEST_DIRECTORY ?? tmpdir(), 'mongod-'));
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  let child: ChildProcess | undefined;

  const kill = async () => {
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  return {
    uri: `mongodb://${host}/?replicaSet=own`,
    async start() {
      child = spawn(
        await cachedMongod(),
        [`--dbpath=${directory}`, `--port=${port}`, '--bind_ip=127.0.0.1', '--replSet=own', ...mongodArgs],
        { stdio: 'ignore' },
      );
      const client = new MongoClient(`mongodb://${host}/?directConnection=true`, {
        serverSelectionTimeoutMS: 20_000,
      });
      try {
        const admin = client.db('admin');
        await admin
          .command({ replSetInitiate: { _id: 'own', members: [{ _id: 0, host }] } })
          .catch((error: unknown) => {
            if ((error as { codeName?: string }).codeName !== 'AlreadyInitialized') throw error;
          });
        await until(
          async () => (await admin.command({ hello: 1 })).isWritablePrimary === true,
          'mongod is primary',
        );
      } finally {
        await client.close();
      }
    },
    async pause() {
      child?.kill('SIGSTOP');
      await until(() => isPaused(child?.pid ?? 0), 'mongod is suspended');
    },
    resume: () => {
      child?.kill('SIGCONT');
    },
    kill,
    async remove() {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** `kill` returns before the signal reaches all threads. The other threads still respond to requests. */
async function isPaused(pid: number): Promise<boolean> {
  const states = await Promise.all(
    (await readdir(`/proc/${pid}/task`)).map((thread) =>
      readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8'),
    ),
  );
  return states.every((state) => state.includes(') T '));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
