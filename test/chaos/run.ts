import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReplicaSet, type ReplicaSet } from '../support/replica-set.ts';
import { createSmallDisk, type SmallDisk } from '../support/small-disk.ts';
import { canSkewClocks, Gateways } from './gateways.ts';
import { recordCursors, recordLog } from './database.ts';
import { runLoad } from './load.ts';
import { injectFaults, type FaultName } from './nemesis.ts';
import { Recorder } from './recorder.ts';

export interface RunOptions {
  /** The least duration. Each of the faults occurs at least once. */
  readonly seconds: number;
  readonly gateways: number;
  /** How far the clock of the last gateway is ahead. */
  readonly skewSeconds: number;
  readonly faults: readonly FaultName[];
  readonly holdMs: () => number;
  readonly calmMs: number;
  readonly historyPath: string;
}

export interface RunResult {
  /** The parts that this machine does not permit, with the reason. */
  readonly skipped: readonly string[];
}

const oplogMb = 16;
const diskMb = 192;

/**
 * Runs a load against gateways on a replica set of three mongods and injects faults. Writes all observations to the history file for the
 * checker.
 */
export async function runChaos({ seconds, historyPath, ...options }: RunOptions): Promise<RunResult> {
  const recorder = new Recorder(historyPath);
  const disks = await createDisks();
  let set: ReplicaSet | undefined;
  const running: Gateways[] = [];
  try {
    set = await startReplicaSet({ oplogMb, disks });
    const database = { uri: set.uri, name: 'chaos' };
    const positions = Array.from({ length: options.gateways }, (_, position) => position);
    const gateways = new Gateways(database, recorder, { [options.gateways - 1]: options.skewSeconds });
    running.push(gateways);
    await Promise.all(positions.map((position) => gateways.start(position)));
    let last = 0;
    const nemesis = { ...options, set, disks, gateways, gateway: () => ++last % positions.length, recorder };
    const convs = await runLoad({
      gateways,
      recorder,
      faults: (signal) => injectFaults({ ...nemesis, signal }, seconds),
    });
    await recordLog(database, convs, recorder);
    await recordCursors(await set.primary(), positions.length, recorder);
    await gateways.recordConnections();
    await gateways.stop();
  } finally {
    for (const gateways of running) await gateways.remove();
    await set?.remove();
    for (const disk of disks) await disk.remove();
    recorder.close();
  }
  return {
    skipped: [
      ...(disks.length === 0
        ? ['full disks: this machine does not permit to mount a file system of a fixed size']
        : []),
      ...(canSkewClocks
        ? []
        : ['a wrong clock: the library libfaketime is not installed (Debian: apt-get install faketime)']),
    ],
  };
}

/** Creates a disk for each member of the replica set; none if the machine does not permit it. */
async function createDisks(): Promise<readonly SmallDisk[]> {
  const disks: SmallDisk[] = [];
  for (let position = 0; position < 3; position++) {
    const directory = await mkdtemp(join(process.env.SWITCHBOARD_TEST_DIRECTORY ?? tmpdir(), 'disk-'));
    const disk = await createSmallDisk(directory, diskMb);
    if (disk === undefined) return [];
    disks.push(disk);
  }
  return disks;
}
