import { setTimeout as delay } from 'node:timers/promises';
import { MongoClient, type Timestamp } from 'mongodb';
import { lockWrites, unlockWrites, type ReplicaSet } from '../support/replica-set.ts';
import type { SmallDisk } from '../support/small-disk.ts';
import { until } from '../support/until.ts';
import type { Gateways } from './gateways.ts';
import { now, type Recorder } from './recorder.ts';

export interface NemesisOptions {
  readonly set: ReplicaSet;
  /** The disks of the members, in their order. Without them, no disk fills. */
  readonly disks: readonly SmallDisk[];
  readonly gateways: Gateways;
  /** Selects a gateway. */
  readonly gateway: () => number;
  readonly recorder: Recorder;
  /** How long a suspended or killed process stays so, in milliseconds. */
  readonly holdMs: () => number;
  readonly faults: readonly FaultName[];
  /** The pause after each fault. */
  readonly calmMs: number;
  /** Aborted if another part of the run fails. */
  readonly signal: AbortSignal;
}

/** The kinds of faults. */
export type FaultName = keyof typeof faults;

type Fault = (options: NemesisOptions) => Promise<void>;

/** Injects each of the faults once, then in random order until the time is over. */
export async function injectFaults(options: NemesisOptions, seconds: number): Promise<void> {
  const ends = now() + seconds * 1000;
  const names = options.faults.filter((name) => name !== diskFull || options.disks.length > 0);
  let round = names;
  const primary = await options.set.primary();
  await primary.command({ insert: filler, documents: [{ _id: filler }] });
  const isOver = () => now() > ends;
  await delay(options.calmMs);
  for (let first = true; first || !isOver(); first = false) {
    for (const name of round) {
      await inject(name, options);
      await delay(options.calmMs);
      if (!first && isOver()) return;
    }
    round = shuffled(round);
  }
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, rank: Math.random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** Injects a fault and waits until it is repaired. Clients may notice it between the two lines. */
async function inject(name: FaultName, options: NemesisOptions): Promise<void> {
  options.signal.throwIfAborted();
  const write = (phase: 'begin' | 'end') => {
    options.recorder.write({ t: 'nem', m: now(), fault: name, target: 'one', phase });
  };
  write('begin');
  await faults[name](options);
  await options.set.healthy();
  write('end');
}

const diskFull = 'disk of the primary full';

const faults = {
  async 'primary killed'({ set, holdMs }: NemesisOptions) {
    const primary = await set.primary();
    await primary.kill();
    await delay(holdMs());
    await primary.start();
  },
  async 'primary hung'({ set, holdMs }: NemesisOptions) {
    const primary = await set.primary();
    await primary.pause();
    await delay(holdMs());
    primary.resume();
  },
  async 'primary stepped down'({ set }: NemesisOptions) {
    await set.stepDown();
  },
  async 'one secondary hung'({ set, holdMs }: NemesisOptions) {
    const [secondary] = await set.secondaries();
    await secondary?.pause();
    await delay(holdMs());
    secondary?.resume();
  },
  async 'both secondaries hung'({ set, holdMs }: NemesisOptions) {
    const secondaries = await set.secondaries();
    await Promise.all(secondaries.map((member) => member.pause()));
    await delay(holdMs());
    for (const member of secondaries) member.resume();
  },
  async 'majority killed'({ set, holdMs }: NemesisOptions) {
    const secondaries = await set.secondaries();
    await Promise.all(secondaries.map((member) => member.kill()));
    await delay(holdMs());
    await Promise.all(secondaries.map((member) => member.start()));
  },
  async 'both secondaries locked'({ set, holdMs }: NemesisOptions) {
    const secondaries = await set.secondaries();
    await Promise.all(secondaries.map(lockWrites));
    await delay(holdMs());
    await Promise.all(secondaries.map(unlockWrites));
  },
  async 'gateway killed'({ gateways, gateway, holdMs }: NemesisOptions) {
    const position = gateway();
    await gateways.kill(position);
    await delay(holdMs() / 4);
    await gateways.start(position);
  },
  async 'gateway drained'({ gateways, gateway }: NemesisOptions) {
    const position = gateway();
    await gateways.drain(position);
    await gateways.start(position);
  },
  async 'gateway hung while the oplog rolled over'({ set, gateways, gateway }: NemesisOptions) {
    const position = gateway();
    gateways.pause(position);
    try {
      await rollOplogOver(set);
    } finally {
      gateways.resume(position);
    }
  },
  async [diskFull]({ set, disks, holdMs }: NemesisOptions) {
    const primary = await set.primary();
    const disk = disks[set.members.indexOf(primary)];
    if (disk === undefined) throw new Error('The primary has no small disk.');
    await disk.fill();
    // mongod aborts at a write that needs space. The load alone would need up to a minute until then.
    while (primary.responds) await primary.command(writeFiller()).catch(() => undefined);
    await delay(holdMs() / 4);
    await disk.free();
    await primary.start();
  },
} satisfies Readonly<Record<string, Fault>>;

export const allFaults = Object.keys(faults) as FaultName[];

const filler = 'filler';

/** Returns a command that replaces a document, which takes 1 MB of the oplog. */
const writeFiller = () => ({
  update: filler,
  updates: [{ q: { _id: filler }, u: { text: Math.random().toString(36).repeat(80_000) } }],
  writeConcern: { w: 'majority' },
});

/** Writes until the oplog of the primary has no entry from before the call. */
async function rollOplogOver(set: ReplicaSet): Promise<void> {
  const client = new MongoClient(set.uri);
  try {
    const oplog = client.db('local').collection<{ ts: Timestamp }>('oplog.rs');
    const [last] = await oplog.find().sort({ $natural: -1 }).limit(1).toArray();
    await until(
      async () => {
        const admin = client.db('admin');
        // Under load the primary may step down meanwhile, and the next write goes to the next primary. MongoDB keeps the entries since its
        // last checkpoint, one of which it makes in a minute. The command fsync makes one.
        for (const command of [writeFiller(), { fsync: 1 }])
          await admin.command(command).catch(() => undefined);
        const [first] = await oplog.find().sort({ $natural: 1 }).limit(1).toArray();
        return first !== undefined && last !== undefined && first.ts.greaterThan(last.ts);
      },
      'the oplog has rolled over',
      60_000,
    );
  } finally {
    await client.close();
  }
}
