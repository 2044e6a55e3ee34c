import type { Document } from 'mongodb';
import { createMongodMember, initiate, type MongodMember } from './mongod-process.ts';
import type { SmallDisk } from './small-disk.ts';
import { until } from './until.ts';

export interface ReplicaSetOptions {
  /** The time without a primary after which a secondary calls an election. The default of MongoDB is 10 seconds. Default: 1 second. */
  readonly electionTimeoutMs?: number;
  /** The size of the oplog. MongoDB deletes its oldest entries beyond that. Default: 64. */
  readonly oplogMb?: number;
  /** The disks of the members, in their order. Default: directories in the directory of the test run. */
  readonly disks?: readonly SmallDisk[];
}

/**
 * Three mongods on loopback that form a replica set, for tests of elections, hung members and lost majorities. A member is one process:
 *
 * ```ts
 * const set = await startReplicaSet();
 * afterAll(() => set.remove());
 * const primary = await set.primary();
 * await primary.kill(); // or pause() and resume(), start() after kill(), command({ … })
 * await set.stepDown();
 * await lockWrites(secondary); // The secondary acknowledges no write until unlockWrites.
 * ```
 *
 * A start takes about 4 seconds. `remove` ends all members, also suspended ones. If the test process ends without it, the members end too.
 */
export interface ReplicaSet {
  /** The connection string with all members. */
  readonly uri: string;
  readonly members: readonly MongodMember[];
  /** Returns the primary that a majority accepts. Waits until there is one, at most 15 seconds. Suspended members are not asked. */
  primary(): Promise<MongodMember>;
  /** Returns the other members, in the order of `members`. */
  secondaries(): Promise<readonly MongodMember[]>;
  /** Makes the primary step down. It cannot be elected again for 10 seconds. Resolves when another member is the primary. */
  stepDown(): Promise<void>;
  /** Resolves when one member is the primary and all others are secondaries. */
  healthy(): Promise<void>;
  /** Kills all members and deletes their data. */
  remove(): Promise<void>;
}

const name = 'three';
const size = 3;

export async function startReplicaSet({
  electionTimeoutMs = 1000,
  oplogMb = 64,
  disks = [],
}: ReplicaSetOptions = {}): Promise<ReplicaSet> {
  const members = await Promise.all(
    Array.from({ length: size }, (_, position) =>
      createMongodMember({
        replicaSet: name,
        args: [`--oplogSize=${oplogMb}`, ...memberArgs],
        disk: disks[position],
      }),
    ),
  );
  const set = replicaSetOf(members);
  try {
    await Promise.all(members.map((member) => member.start()));
    const [first] = members;
    if (first !== undefined)
      await initiate(first, {
        _id: name,
        members: members.map(({ host }, _id) => ({ _id, host })),
        settings: {
          electionTimeoutMillis: electionTimeoutMs,
          heartbeatIntervalMillis: electionTimeoutMs / 4,
          heartbeatTimeoutSecs: 1,
        },
      });
    await set.healthy();
    return set;
  } catch (error) {
    await set.remove();
    throw error;
  }
}

const memberArgs = ['--setParameter=diagnosticDataCollectionEnabled=false', '--nounixsocket'];

function replicaSetOf(members: readonly MongodMember[]): ReplicaSet {
  const hello = () =>
    Promise.all(
      members
        .filter(({ responds }) => responds)
        .map(async (member) => ({
          member,
          // A member that is starting or ending refuses the command.
          answer: await member.command({ hello: 1 }).catch((): Document => ({})),
        })),
    );
  const find = async (): Promise<MongodMember | undefined> => {
    const answers = await hello();
    return answers
      .filter(({ answer }) => answer.isWritablePrimary === true)
      .map(({ member }) => member)
      .find(({ host }) => 2 * answers.filter(({ answer }) => answer.primary === host).length > size);
  };
  const primary = async () => {
    let found: MongodMember | undefined;
    await until(async () => (found = await find()) !== undefined, 'the replica set has a primary');
    if (found === undefined) throw new Error('The replica set has no primary.');
    return found;
  };
  return {
    uri: `mongodb://${members.map(({ host }) => host).join(',')}/?replicaSet=${name}`,
    members,
    primary,
    async secondaries() {
      const current = await primary();
      return members.filter((member) => member !== current);
    },
    async stepDown() {
      const before = await primary();
      await before.command({ replSetStepDown: 10, secondaryCatchUpPeriodSecs: 5 });
      await until(async () => (await primary()) !== before, 'another member is the primary');
    },
    async healthy() {
      await primary();
      await until(
        async () => {
          const answers = await hello();
          return (
            answers.length === size &&
            answers.every(({ answer }) => answer.isWritablePrimary === true || answer.secondary === true)
          );
        },
        'all members of the replica set are healthy',
        30_000,
      );
    },
    async remove() {
      await Promise.all(members.map((member) => member.remove()));
    },
  };
}

/** Blocks all writes of a secondary with fsyncLock: it stays a secondary, but acknowledges no write of the primary. */
export async function lockWrites(member: MongodMember): Promise<void> {
  await member.command({ fsync: 1, lock: true });
}

export async function unlockWrites(member: MongodMember): Promise<void> {
  await member.command({ fsyncUnlock: 1 });
}
