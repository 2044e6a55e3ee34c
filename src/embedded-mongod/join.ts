import { pause } from './abortable.ts';
import { readMongodRecord } from './data-directory.ts';
import type { MongodRecord } from './data-directory.ts';
import { EmbeddedMongodError } from './embedded-mongod-error.ts';
import { announce, orLetGo } from './hold.ts';
import type { Acquisition, Hold } from './hold.ts';
import { hasReader } from './lifeline.ts';
import { findLivingMongod, isKeeper } from './living-mongod.ts';
import type { LivingMongod } from './living-mongod.ts';
import { primaryWithin } from './primary-within.ts';
import { sendSignal } from './process-table.ts';

const pollMs = 20;
/** The starter has this long to say that mongod is ready, before a joiner completes the work in its stead. */
const starterMs = 3_000;
const idleMs = 1_000;
const silentMs = 15_000;
/** Long, since journal recovery of a large database takes minutes. */
const startingMs = 600_000;

/** There is a keeper. Undefined where it stops mongod meanwhile. */
export function join(acquisition: Acquisition, writeEnd: number): Promise<Hold | undefined> {
  const { directory, log } = acquisition;
  return orLetGo(writeEnd, async () => {
    const found = await look(acquisition);
    if (found === undefined) return undefined;
    const { mongod, record } = found;
    const version = await primaryWithin(acquisition, mongod, record === undefined ? startingMs : silentMs);
    if (version === 'silent') {
      throw new EmbeddedMongodError(
        `The mongod of ${directory.path} (pid ${mongod.pid}, port ${mongod.port}) does not answer. ` +
          `Stop it if it hangs; its log is ${directory.log}.`,
      );
    }
    // mongod may have begun to stop between our first look and now.
    if (version === 'ended' || !hasReader(directory.lifeline)) return undefined;
    const hold = { ...mongod, ...version, keeper: record?.keeper ?? 0, writeEnd };
    if (record === undefined) await announce(acquisition, hold);
    log.info({ pid: mongod.pid, port: mongod.port }, 'Joined the mongod that runs on this data directory');
    return hold;
  });
}

/** With a record where mongod was ready once; without one where its starter is slow, or has died. */
async function look({
  directory,
  signal,
}: Acquisition): Promise<{ mongod: LivingMongod; record?: MongodRecord } | undefined> {
  const beganAt = Date.now();
  while (hasReader(directory.lifeline)) {
    const mongod = await findLivingMongod(directory);
    const record = await readMongodRecord(directory);
    if (mongod !== undefined && mongod.pid === record?.pid) return { mongod, record };
    const waitedMs = Date.now() - beganAt;
    if (mongod !== undefined && waitedMs > starterMs) return { mongod };
    if (mongod === undefined && waitedMs > idleMs && record !== undefined) {
      // A keeper outlives its mongod for no time at all, unless somebody has killed its other half before: then this
      // half waits for us to go, and we for a mongod to come.
      if (await isKeeper(directory, record.keeper)) sendSignal(record.keeper, 'SIGKILL');
    }
    if (mongod === undefined && waitedMs > silentMs) throw unseen(directory.path);
    await pause(pollMs, signal);
  }
  return undefined;
}

const unseen = (path: string): EmbeddedMongodError =>
  new EmbeddedMongodError(
    `The data directory ${path} is in use, but its mongod cannot be seen from here: another container may use it. ` +
      'Stop that one, or set DATA_DIR to another directory.',
  );
