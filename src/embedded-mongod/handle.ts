import { closeSync } from 'node:fs';
import type { Logger } from '../kernel/logger.ts';
import { majorMinor, type Binary } from './binary/binary.ts';
import { readMongodRecord, writeMongodRecord, writeVersionMarker } from './data-directory.ts';
import type { DataDirectory, MongodRecord } from './data-directory.ts';
import { hasReader, hasWriter } from './liveness-pipe.ts';
import { isSupervisor, terminateMongod, waitForExit } from './mongod-process.ts';

/** The share of this process in the running mongod: mongod is not stopped as long as the write end of the liveness pipe is open. */
export interface MongodHandle extends MongodRecord {
  readonly writeEnd: number;
}

/** The dependencies of acquiring and releasing mongod. */
export interface MongodDeps {
  readonly directory: DataDirectory;
  readonly log: Logger;
  readonly extraArgs: readonly string[];
  /** Called only to start mongod: joining a running one needs no binary. */
  readonly findBinary: (signal: AbortSignal) => Promise<Binary>;
  /** The only port that mongod may get. Clients that are connected already recover on this port, and on no other. */
  readonly onlyPort?: number;
  readonly signal: AbortSignal;
}

/** Publishes that mongod is ready, for other processes to join. */
export async function publishRecord({ directory }: MongodDeps, handle: MongodHandle): Promise<void> {
  await writeMongodRecord(directory, handle);
  // Only now: a binary that does not run on this machine must not claim the directory for its release series.
  await writeVersionMarker(directory, majorMinor(handle.version));
}

/** Closes the write end of the liveness pipe, unless the work returns a handle. */
export async function closeUnlessAcquired<T>(
  writeEnd: number,
  work: () => Promise<MongodHandle | T>,
): Promise<MongodHandle | T> {
  let acquired = false;
  try {
    const result = await work();
    acquired = typeof result === 'object' && result !== null && 'writeEnd' in result;
    return result;
  } finally {
    if (!acquired) closeSync(writeEnd);
  }
}

const stopTimeoutMs = 20_000;
const pollMs = 500;

/**
 * Releases the handle. If no other process uses mongod, waits until it has stopped: in a container it would be killed when the first
 * process, this one, exits.
 */
export async function release({ directory, log }: MongodDeps, handle: MongodHandle): Promise<void> {
  closeSync(handle.writeEnd);
  if (hasWriter(directory.livenessPipe)) return;
  const deadline = performance.now() + stopTimeoutMs;
  while (!(await waitForExit(directory, handle.pid, pollMs))) {
    if (hasReader(directory.livenessPipe)) {
      // A process that joined before the supervisor saw the end-of-file keeps the supervisor reading, and mongod running.
      if (hasWriter(directory.livenessPipe)) return;
    } else if (!(await isSupervisor(directory, (await readMongodRecord(directory))?.supervisor ?? 0))) {
      // The supervisor was killed, and the watchdog has not noticed it yet.
      await terminateMongod(directory, handle.pid);
    }
    if (performance.now() > deadline) {
      log.warn({ pid: handle.pid }, 'mongod takes long to stop; its supervisor waits for it');
      return;
    }
  }
  log.info({ pid: handle.pid }, 'Stopped mongod');
}
