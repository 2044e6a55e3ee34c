import { closeSync } from 'node:fs';
import { readMongodRecord } from './data-directory.ts';
import type { Acquisition, Hold } from './hold.ts';
import { hasReader, hasWriter } from './lifeline.ts';
import { isKeeper, terminateMongod, waitUntilGone } from './living-mongod.ts';

const stoppingMs = 20_000;
const lookMs = 500;

/** Where we are the last, mongod is stopped, and we wait: in a container it would die with its first process, us. */
export async function leave({ directory, log }: Acquisition, hold: Hold): Promise<void> {
  closeSync(hold.writeEnd);
  if (hasWriter(directory.lifeline)) return;
  const deadline = Date.now() + stoppingMs;
  while (!(await waitUntilGone(directory, hold.pid, lookMs))) {
    if (hasReader(directory.lifeline)) {
      // Somebody came in before the keeper had seen the end-of-file: then it goes on reading, and mongod goes on.
      if (hasWriter(directory.lifeline)) return;
    } else if (!(await isKeeper(directory, (await readMongodRecord(directory))?.keeper ?? 0))) {
      // The keeper was killed, and we leave before we have noticed.
      await terminateMongod(directory, hold.pid);
    }
    if (Date.now() > deadline) {
      log.warn({ pid: hold.pid }, 'mongod takes long to stop; its keeper waits for it');
      return;
    }
  }
  log.info({ pid: hold.pid }, 'Stopped mongod');
}
