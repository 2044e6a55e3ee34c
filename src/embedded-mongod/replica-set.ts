import { connect } from 'node:net';
import { MongoClient, MongoServerError } from 'mongodb';
import type { Db } from 'mongodb';
import { abortable, abortableSleep } from './abortable.ts';
import type { DataDirectory } from './data-directory.ts';
import { portOf } from './mongod-process.ts';
import type { RunningMongod } from './mongod-process.ts';

export const replicaSetName = 'switchboard';

const pollMs = 20;
const notYetInitialized = 94;

interface ReplicaSetConfig {
  readonly version: number;
  readonly members: readonly { readonly host: string }[];
}

export const hostOf = (port: number): string => `127.0.0.1:${port}`;

/**
 * Makes mongod a writable primary on its port, whatever its replica set configuration was, and returns the version of MongoDB. Several
 * processes may call this at once. Configures nothing before mongod has confirmed its pid, since the port may belong to another
 * mongod. Retries until the signal is aborted: a mongod that recovers a long journal does not answer for minutes.
 */
export async function makePrimary({ pid, port }: RunningMongod, signal: AbortSignal): Promise<string> {
  await untilListening(port, signal);
  // A short socket timeout, so that the command is sent again after mongod was suspended and resumed.
  const client = new MongoClient(`mongodb://${hostOf(port)}/?directConnection=true`, {
    serverSelectionTimeoutMS: 2_000,
    connectTimeoutMS: 2_000,
    socketTimeoutMS: 5_000,
    maxPoolSize: 1,
  });
  try {
    const admin = client.db('admin');
    for (;;) {
      try {
        const version = await abortable(confirm(admin, pid), signal);
        if (version !== undefined && (await abortable(isPrimary(admin), signal))) return version;
        if (version !== undefined) await abortable(configure(admin, port), signal);
      } catch {
        // mongod is starting, is stepping up, or is being configured by another process.
        signal.throwIfAborted();
      }
      await abortableSleep(pollMs, signal);
    }
  } finally {
    // Not awaited: `close` hangs if mongod hangs.
    void client.close().catch(() => undefined);
  }
}

async function untilListening(port: number, signal: AbortSignal): Promise<void> {
  while (!(await abortable(accepts(port), signal))) await abortableSleep(pollMs, signal);
}

/** Connects without the driver, which would poll only every 500 ms. */
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

async function confirm(admin: Db, pid: number): Promise<string | undefined> {
  const status = await admin.command({
    serverStatus: 1,
    ...Object.fromEntries(expensiveSections.map((section) => [section, 0])),
  });
  return Number(status.pid) === pid ? String(status.version) : undefined;
}
const expensiveSections = [
  'metrics',
  'wiredTiger',
  'tcmalloc',
  'locks',
  'opLatencies',
  'repl',
  'transactions',
];

async function isPrimary(admin: Db): Promise<boolean> {
  const hello = await admin.command({ hello: 1 });
  return hello.isWritablePrimary === true;
}

async function configure(admin: Db, port: number): Promise<void> {
  const config = await currentConfig(admin);
  const members = [{ _id: 0, host: hostOf(port) }];
  if (config === undefined) {
    await admin.command({ replSetInitiate: { _id: replicaSetName, members } });
  } else if (config.members.length !== 1 || config.members[0]?.host !== hostOf(port)) {
    await admin.command({
      replSetReconfig: { ...config, version: config.version + 1, members },
      force: true,
    });
  }
}

async function currentConfig(admin: Db): Promise<ReplicaSetConfig | undefined> {
  try {
    const answer = await admin.command({ replSetGetConfig: 1 });
    return answer.config as ReplicaSetConfig;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === notYetInitialized) return undefined;
    throw error;
  }
}

const exitPollMs = 100;

/** Makes a mongod primary that is not a child of this process, so that its end is found by polling. */
export async function makePrimaryWithin(
  { directory, signal }: { readonly directory: DataDirectory; readonly signal: AbortSignal },
  mongod: RunningMongod,
  timeoutMs: number,
): Promise<{ version: string } | 'exited' | 'silent'> {
  const stopped = new AbortController();
  const deadline = performance.now() + timeoutMs;
  let failure: 'exited' | 'silent' | undefined;
  const polling = (async () => {
    while (!stopped.signal.aborted) {
      if ((await portOf(directory, mongod.pid)) === undefined) failure = 'exited';
      else if (performance.now() > deadline) failure = 'silent';
      if (failure !== undefined) stopped.abort();
      await abortableSleep(exitPollMs, stopped.signal).catch(() => undefined);
    }
  })();
  try {
    return { version: await makePrimary(mongod, AbortSignal.any([stopped.signal, signal])) };
  } catch (error) {
    if (failure !== undefined) return failure;
    throw error;
  } finally {
    stopped.abort();
    await polling;
  }
}
