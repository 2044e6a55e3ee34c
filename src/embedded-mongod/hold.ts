import { closeSync } from 'node:fs';
import type { Logger } from '../kernel/logger.ts';
import type { Binary } from './binary/binary.ts';
import type { DataDirectory, MongodRecord } from './data-directory.ts';
import { writeMongodRecord, writeVersionMarker } from './data-directory.ts';
import { majorMinor } from './version.ts';

/** Our share in the running mongod: as long as the write end of the pipe is open, it is not stopped. */
export interface Hold extends MongodRecord {
  readonly writeEnd: number;
}

/** What join, adopt and start need to know. */
export interface Acquisition {
  readonly directory: DataDirectory;
  readonly log: Logger;
  readonly extraArgs: readonly string[];
  /** Only called where mongod has to be started: who joins needs no binary. */
  readonly findBinary: (signal: AbortSignal) => Promise<Binary>;
  /** Clients that are connected already recover by themselves on this port, and on no other. */
  readonly onlyPort?: number;
  readonly signal: AbortSignal;
}

/** Tells the others that mongod is ready. */
export async function announce({ directory }: Acquisition, hold: Hold): Promise<void> {
  const { pid, port, version, keeper } = hold;
  await writeMongodRecord(directory, { pid, port, version, keeper });
  // Only now: a binary that does not run here must not claim the directory.
  await writeVersionMarker(directory, majorMinor(version));
}

/** Lets go of the pipe, unless the work ends with a hold on mongod. */
export async function orLetGo<T>(writeEnd: number, work: () => Promise<Hold | T>): Promise<Hold | T> {
  let held = false;
  try {
    const result = await work();
    held = typeof result === 'object' && result !== null && 'writeEnd' in result;
    return result;
  } finally {
    if (!held) closeSync(writeEnd);
  }
}
