import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { cachedMongod, eventually, extraArgs } from '../embedded-mongod/stage.ts';

/** A mongod of a test's own, to be absent, killed and held up. */
export interface OwnMongod {
  readonly uri: string;
  /** Runs it, and makes it the replica set that `uri` names. */
  start(): Promise<void>;
  /** Holds it up: when this is done, none of its threads runs. */
  pause(): Promise<void>;
  resume(): void;
  kill(): Promise<void>;
  clear(): Promise<void>;
}

export async function ownMongod(): Promise<OwnMongod> {
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
        [`--dbpath=${directory}`, `--port=${port}`, '--bind_ip=127.0.0.1', '--replSet=own', ...extraArgs],
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
        await eventually(
          'a primary',
          async () => (await admin.command({ hello: 1 })).isWritablePrimary === true,
        );
      } finally {
        await client.close();
      }
    },
    async pause() {
      child?.kill('SIGSTOP');
      await eventually('it stands still', () => isPaused(child?.pid ?? 0));
    },
    resume: () => {
      child?.kill('SIGCONT');
    },
    kill,
    async clear() {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The signal is on its way when `kill` returns; threads that it has not reached still answer. */
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
