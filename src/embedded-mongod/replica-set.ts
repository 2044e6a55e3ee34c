import { connect } from 'node:net';
import { MongoClient, MongoServerError } from 'mongodb';
import type { Db } from 'mongodb';
import { abortable, pause } from './abortable.ts';
import type { LivingMongod } from './living-mongod.ts';

export const replicaSetName = 'switchboard';

const pollMs = 20;
const notYetInitialized = 94;

interface ReplicaSetConfig {
  readonly version: number;
  readonly members: readonly { readonly host: string }[];
}

export const hostOf = (port: number): string => `127.0.0.1:${port}`;

/**
 * Makes mongod a writable primary on its port, whatever it was before, and returns MongoDB's version. May be called by
 * several processes at once. Nothing is configured before mongod has confirmed its pid, or it would be a stranger's.
 * Goes on until the signal is aborted: a mongod that recovers a long journal does not answer for minutes.
 */
export async function makePrimary({ pid, port }: LivingMongod, signal: AbortSignal): Promise<string> {
  await untilListening(port, signal);
  // A short socket time-out, so that a mongod that is stopped in its tracks is asked again when it goes on.
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
        // Still starting, stepping up, or configured by another process at this moment: ask again.
        signal.throwIfAborted();
      }
      await pause(pollMs, signal);
    }
  } finally {
    // Not waited for: where mongod is gone or hangs, so would this.
    void client.close().catch(() => undefined);
  }
}

async function untilListening(port: number, signal: AbortSignal): Promise<void> {
  while (!(await abortable(accepts(port), signal))) await pause(pollMs, signal);
}

/** Far quicker than the driver, which looks every 500 ms. */
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
    ...Object.fromEntries(costlySections.map((section) => [section, 0])),
  });
  return Number(status.pid) === pid ? String(status.version) : undefined;
}
const costlySections = ['metrics', 'wiredTiger', 'tcmalloc', 'locks', 'opLatencies', 'repl', 'transactions'];

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
