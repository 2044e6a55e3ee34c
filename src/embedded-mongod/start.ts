import { stat } from 'node:fs/promises';
import { checkRoom, readMongodRecord, rotateLog } from './data-directory.ts';
import { EmbeddedMongodError } from './embedded-mongod-error.ts';
import { freePort, isFree } from './free-port.ts';
import { announce, orLetGo } from './hold.ts';
import type { Acquisition, Hold } from './hold.ts';
import { startKeeper } from './keeper.ts';
import type { Keeper } from './keeper.ts';
import { hasReader } from './lifeline.ts';
import { waitUntilGone } from './living-mongod.ts';
import { lastComplaints } from './log-tail.ts';
import { makePrimary, replicaSetName } from './replica-set.ts';

const exitPortTaken = 48;
const exitDataInUse = 100;
const portTries = 3;
const stoppingMs = 20_000;
/** Long, since journal recovery of a large database takes minutes, and killing it would only begin it anew. */
const startingMs = 600_000;

/** Undefined where another process was quicker. */
export async function start(
  acquisition: Acquisition,
  { lastTry }: { lastTry: boolean },
): Promise<Hold | undefined> {
  const { directory, signal } = acquisition;
  const binary = await acquisition.findBinary(signal);
  // Finding the binary may have taken long.
  if (hasReader(directory.lifeline)) return undefined;
  await checkRoom(directory);
  await rotateLog(directory);
  for (let tries = 1; ; tries++) {
    const port = await choosePort(acquisition, tries);
    const logStart = await sizeOf(directory.log);
    const keeper = await startKeeper(directory, { binary: binary.path, port, args: mongodArgs(acquisition) });
    const outcome = await orLetGo(keeper.writeEnd, () => untilReady(acquisition, keeper, port)).catch(
      async (error: unknown) => {
        // The pipe is closed, so mongod stops. In a container it would die with us, so let it come to its end first.
        await waitUntilGone(directory, keeper.mongodPid, stoppingMs);
        throw error;
      },
    );
    if (typeof outcome !== 'number') return outcome;
    if (outcome === exitPortTaken && acquisition.onlyPort === undefined && tries < portTries) continue;
    // 100 stands for much else too, so that there may be no winner of the race to wait for.
    if (outcome === exitDataInUse && !lastTry) return undefined;
    throw new EmbeddedMongodError(
      `mongod ${binary.version} (${binary.path}) ended with exit code ${outcome} on ${directory.path}, port ${port}: ` +
        `${(await lastComplaints(directory.log, logStart)) || 'it said nothing'}. Its log is ${directory.log}.`,
    );
  }
}

/** A hold, or mongod's exit code. */
async function untilReady(acquisition: Acquisition, keeper: Keeper, port: number): Promise<Hold | number> {
  const { directory, log, signal } = acquisition;
  const over = new AbortController();
  let exitCode: number | undefined;
  void keeper.exited.then((code) => {
    exitCode = code;
    over.abort();
  });
  const timer = setTimeout(() => {
    over.abort(
      new EmbeddedMongodError(
        `mongod on ${directory.path} was not ready after ${startingMs / 60_000} minutes. Its log is ${directory.log}.`,
      ),
    );
  }, startingMs);
  const mongod = { pid: keeper.mongodPid, port };
  try {
    const version = await makePrimary(mongod, AbortSignal.any([over.signal, signal]));
    const hold = { ...mongod, version, keeper: keeper.pid, writeEnd: keeper.writeEnd };
    await announce(acquisition, hold);
    log.info({ pid: mongod.pid, port, version, dataDir: directory.path }, 'Started mongod');
    return hold;
  } catch (error) {
    if (exitCode !== undefined && !signal.aborted) return exitCode;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function choosePort({ directory, log, onlyPort }: Acquisition, tries: number): Promise<number> {
  if (onlyPort !== undefined) return onlyPort;
  const last = (await readMongodRecord(directory))?.port;
  if (last === undefined) return freePort();
  if (tries === 1 && (await isFree(last))) return last;
  const port = await freePort();
  // mongod looks for itself at its old address first, for 30 s where somebody listens there but says nothing.
  log.warn({ last, port }, "mongod's last port is taken; moving to another, which can take half a minute");
  return port;
}

const mongodArgs = ({ extraArgs }: Acquisition): string[] => [
  '--bind_ip=127.0.0.1',
  '--nounixsocket',
  `--replSet=${replicaSetName}`,
  // The log of events is ours; this one only feeds change streams. By default it grows to 5 % of the disk.
  '--oplogSize=1024',
  // Up to 200 MB of figures that only MongoDB's own support reads.
  '--setParameter=diagnosticDataCollectionEnabled=false',
  ...extraArgs,
];

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );
