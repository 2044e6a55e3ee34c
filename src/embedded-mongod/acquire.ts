import { abortableSleep } from './abortable.ts';
import { readMongodRecord } from './data-directory.ts';
import type { MongodRecord } from './data-directory.ts';
import { EmbeddedMongodError } from './errors.ts';
import { closeUnlessAcquired, publishRecord } from './handle.ts';
import type { MongodDeps, MongodHandle } from './handle.ts';
import { hasReader, openWriteEnd } from './liveness-pipe.ts';
import {
  findRunningMongod,
  isSupervisor,
  killMongod,
  sendSignal,
  stopMongod,
  waitForExit,
} from './mongod-process.ts';
import type { RunningMongod } from './mongod-process.ts';
import { makePrimaryWithin } from './replica-set.ts';
import { start } from './start.ts';
import { superviseRunning } from './supervisor.ts';

const pollMs = 20;
const maxStarts = 10;
/** How long a joining process waits for the starting process to publish that mongod is ready, before it completes the start itself. */
const starterMs = 3_000;
const orphanedSupervisorMs = 1_000;
const silentMs = 15_000;
/** Long, since the journal recovery of a large database takes minutes. */
const startTimeoutMs = 600_000;
const stopTimeoutMs = 30_000;

/**
 * Acquires the one mongod of a data directory: joins it, adopts it, or starts it. mongod.lock, which mongod itself locks, is the only
 * mutex. Each attempt may lose a race; it then returns undefined and is repeated.
 */
export async function acquire(deps: MongodDeps): Promise<MongodHandle> {
  for (let starts = 0; ;) {
    deps.signal.throwIfAborted();
    const handle = await attempt(deps, () => (starts += 1) >= maxStarts);
    if (handle !== undefined) return handle;
    await abortableSleep(pollMs, deps.signal);
  }
}

async function attempt(deps: MongodDeps, countStart: () => boolean): Promise<MongodHandle | undefined> {
  const { directory } = deps;
  const writeEnd = openWriteEnd(directory.livenessPipe);
  if (writeEnd !== undefined) return join(deps, writeEnd);
  const orphan = await findRunningMongod(directory);
  if (orphan !== undefined) return adopt(deps, orphan);
  return start(deps, { lastAttempt: countStart() });
}

/** Joins a mongod that has a supervisor. Returns undefined if the supervisor is stopping mongod. */
function join(deps: MongodDeps, writeEnd: number): Promise<MongodHandle | undefined> {
  const { directory, log } = deps;
  return closeUnlessAcquired(writeEnd, async () => {
    const found = await waitForMongod(deps);
    if (found === undefined) return undefined;
    const { mongod, record } = found;
    const version = await makePrimaryWithin(deps, mongod, record === undefined ? startTimeoutMs : silentMs);
    if (version === 'silent') {
      throw new EmbeddedMongodError(
        `The mongod of ${directory.path} (pid ${mongod.pid}, port ${mongod.port}) does not answer. ` +
          `Stop it if it hangs; its log is ${directory.log}.`,
      );
    }
    // mongod may have started to stop in the meantime.
    if (version === 'exited' || !hasReader(directory.livenessPipe)) return undefined;
    const handle = { ...mongod, ...version, supervisor: record?.supervisor ?? 0, writeEnd };
    if (record === undefined) await publishRecord(deps, handle);
    log.info({ pid: mongod.pid, port: mongod.port }, 'Joined the mongod that runs on this data directory');
    return handle;
  });
}

/** Returns a record if mongod was ready before, and none if the process that starts it is slow or has died. */
async function waitForMongod({
  directory,
  signal,
}: MongodDeps): Promise<{ mongod: RunningMongod; record?: MongodRecord } | undefined> {
  const startedAt = performance.now();
  while (hasReader(directory.livenessPipe)) {
    const mongod = await findRunningMongod(directory);
    const record = await readMongodRecord(directory);
    if (mongod !== undefined && mongod.pid === record?.pid) return { mongod, record };
    const waitedMs = performance.now() - startedAt;
    if (mongod !== undefined && waitedMs > starterMs) return { mongod };
    if (mongod === undefined && waitedMs > orphanedSupervisorMs && record !== undefined) {
      // The reader of a supervisor outlives mongod only if its waiter was killed. Such a reader waits until this process closes the
      // pipe, while this process waits for mongod.
      if (await isSupervisor(directory, record.supervisor)) sendSignal(record.supervisor, 'SIGKILL');
    }
    if (mongod === undefined && waitedMs > silentMs) throw invisible(directory.path);
    await abortableSleep(pollMs, signal);
  }
  return undefined;
}

const invisible = (path: string): EmbeddedMongodError =>
  new EmbeddedMongodError(
    `The data directory ${path} is in use, but its mongod cannot be seen from here: another container may use it. ` +
      'Stop that one, or set DATA_DIR to another directory.',
  );

/** Adopts a mongod whose pipe has no reader: its supervisor was killed. Returns undefined if it is being stopped instead. */
async function adopt(deps: MongodDeps, orphan: RunningMongod): Promise<MongodHandle | undefined> {
  const { directory, log, signal } = deps;
  const { pid, port } = orphan;
  const record = await readMongodRecord(directory);
  if (record?.pid === pid && (await isSupervisor(directory, record.supervisor))) {
    log.info({ pid }, 'Waiting for the mongod that is being stopped');
    if (await waitForExit(directory, pid, stopTimeoutMs, signal)) return undefined;
    log.warn({ pid }, 'mongod does not stop; killing it');
    await killMongod(directory, pid, signal);
    return undefined;
  }
  // If it is stopping after all, it exits soon, and the new supervisor with it.
  log.warn({ pid, port }, 'Adopting a mongod that has lost its supervisor');
  const supervisor = await superviseRunning(directory, pid);
  return closeUnlessAcquired(supervisor.writeEnd, async () => {
    const version = await makePrimaryWithin(deps, orphan, silentMs);
    if (version === 'exited') return undefined;
    if (version === 'silent') {
      log.warn({ pid, port }, 'The adopted mongod does not answer; restarting it');
      await stopMongod(directory, pid, stopTimeoutMs, signal);
      return undefined;
    }
    const handle = { pid, port, ...version, supervisor: supervisor.pid, writeEnd: supervisor.writeEnd };
    await publishRecord(deps, handle);
    return handle;
  });
}
