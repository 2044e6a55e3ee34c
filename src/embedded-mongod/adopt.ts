import { readMongodRecord } from './data-directory.ts';
import { announce, orLetGo } from './hold.ts';
import type { Acquisition, Hold } from './hold.ts';
import { adoptWithKeeper } from './keeper.ts';
import { isKeeper, killMongod, stopMongod, waitUntilGone } from './living-mongod.ts';
import type { LivingMongod } from './living-mongod.ts';
import { primaryWithin } from './primary-within.ts';

const silentMs = 15_000;
const stoppingMs = 30_000;

/** A mongod lives, but nobody reads the pipe: it is being stopped, or its keeper was killed. */
export async function adopt(acquisition: Acquisition, orphan: LivingMongod): Promise<Hold | undefined> {
  const { directory, log, signal } = acquisition;
  const { pid, port } = orphan;
  const record = await readMongodRecord(directory);
  if (record?.pid === pid && (await isKeeper(directory, record.keeper))) {
    log.info({ pid }, 'Waiting for the mongod that is being stopped');
    if (await waitUntilGone(directory, pid, stoppingMs, signal)) return undefined;
    log.warn({ pid }, 'mongod does not stop: it is killed');
    await killMongod(directory, pid, signal);
    return undefined;
  }
  // Should it be stopping after all, it is gone in a moment, and this keeper with it.
  log.warn({ pid, port }, 'Adopting a mongod that has lost its keeper');
  const keeper = await adoptWithKeeper(directory, pid);
  return orLetGo(keeper.writeEnd, async () => {
    const version = await primaryWithin(acquisition, orphan, silentMs);
    if (version === 'ended') return undefined;
    if (version === 'silent') {
      log.warn({ pid, port }, 'The adopted mongod does not answer: it is stopped, and then started anew');
      await stopMongod(directory, pid, stoppingMs, signal);
      return undefined;
    }
    const hold = { pid, port, ...version, keeper: keeper.pid, writeEnd: keeper.writeEnd };
    await announce(acquisition, hold);
    return hold;
  });
}
