import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Document } from 'mongodb';
import type { SmallDisk } from './small-disk.ts';
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

/** A mongod of a replica set, on loopback, with a data directory of its own. It does not run at first. */
export interface MongodMember {
  /** The address and port, as in the configuration of the replica set. */
  readonly host: string;
  /** Whether it runs and is not suspended. */
  readonly responds: boolean;
  /**
   * Starts mongod on the same data and port as before. Resolves when it accepts connections.
   * @throws if it exits before that
   */
  start(): Promise<void>;
  /** Suspends mongod with SIGSTOP. Resolves when none of its threads runs. */
  pause(): Promise<void>;
  /** Continues a suspended mongod with SIGCONT. */
  resume(): void;
  /** Sends SIGKILL, which also ends a suspended mongod. Resolves when it has exited. */
  kill(): Promise<void>;
  /** Runs a command of the admin database on this mongod, whatever its role in the replica set. */
  command(command: Document): Promise<Document>;
  /** Kills mongod and deletes its data. */
  remove(): Promise<void>;
}

export interface MongodMemberOptions {
  readonly replicaSet: string;
  readonly args?: readonly string[];
  /** The disk of the data. Default: a new directory in the directory of the test run. */
  readonly disk?: Pick<SmallDisk, 'directory' | 'launcher'> | undefined;
}

const directOptions = { serverSelectionTimeoutMS: 20_000, socketTimeoutMS: 20_000 };

/** All members that run. They are killed if this process ends before `remove`. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Creates the data directory of a mongod that does not run yet. */
export async function createMongodMember({
  replicaSet,
  args = [],
  disk,
}: MongodMemberOptions): Promise<MongodMember> {
  const directory =
    disk?.directory ?? (await mkdtemp(join(process.env.SWITCHBOARD_TEST_DIRECTORY ?? tmpdir(), 'mongod-')));
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let exit = Promise.resolve();
  let paused = false;
  let client: MongoClient | undefined;

  const kill = async () => {
    child?.kill('SIGKILL');
    await exit;
  };
  return {
    host,
    get responds() {
      return child !== undefined && running.has(child) && !paused;
    },
    async start() {
      const [program = '', ...parameters] = [
        ...(disk?.launcher ?? []),
        await cachedMongod(),
        `--dbpath=${directory}`,
        `--port=${port}`,
        '--bind_ip=127.0.0.1',
        `--replSet=${replicaSet}`,
        ...mongodArgs,
        ...args,
      ];
      const started = spawn(program, parameters, { stdio: 'ignore' });
      child = started;
      paused = false;
      running.add(started);
      exit = once(started, 'exit').then(() => {
        running.delete(started);
      });
      await until(
        async () => {
          if (!running.has(started)) throw new Error(`mongod exited with ${String(started.exitCode)}.`);
          return accepts(port);
        },
        'mongod accepts connections',
        60_000,
      );
    },
    async pause() {
      paused = true;
      child?.kill('SIGSTOP');
      await until(() => isPaused(child?.pid ?? 0), 'mongod is suspended');
    },
    resume() {
      child?.kill('SIGCONT');
      paused = false;
    },
    kill,
    async command(command) {
      client ??= new MongoClient(`mongodb://${host}/?directConnection=true`, directOptions);
      return client.db('admin').command(command);
    },
    async remove() {
      await kill();
      await client?.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A mongod for one test file, which the tests start, suspend and kill. */
export interface MongodProcess extends Pick<
  MongodMember,
  'pause' | 'resume' | 'kill' | 'command' | 'remove'
> {
  readonly uri: string;
  /** Starts mongod on the same data and port as before. Resolves when it is the primary of its replica set. */
  start(): Promise<void>;
}

/** Creates the data directory of a mongod that does not run yet and is to be a replica set by itself. */
export async function createMongodProcess(args: readonly string[] = []): Promise<MongodProcess> {
  const member = await createMongodMember({ replicaSet: 'own', args });
  const { host } = member;
  return {
    ...member,
    uri: `mongodb://${host}/?replicaSet=own`,
    async start() {
      await member.start();
      await initiate(member, { _id: 'own', members: [{ _id: 0, host }] });
      await until(
        async () => (await member.command({ hello: 1 })).isWritablePrimary === true,
        'mongod is primary',
      );
    },
  };
}

/** Configures the replica set unless it is configured. */
export async function initiate(member: MongodMember, configuration: Document): Promise<void> {
  await member.command({ replSetInitiate: configuration }).catch((error: unknown) => {
    if ((error as { codeName?: string }).codeName !== 'AlreadyInitialized') throw error;
  });
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

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
