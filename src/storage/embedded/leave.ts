import { closeSync } from 'node:fs';
import type { Acquisition, Hold } from './hold.ts';
import { hasReader, hasWriter } from './lifeline.ts';
import { waitUntilGone } from './living-mongod.ts';

const stoppingMs = 20_000;
const lookMs = 500;

/** Where we are the last, mongod is stopped, and we wait: in a container it would die with its first process, us. */
export async function leave({ directory, log }: Acquisition, hold: Hold): Promise<void> {
  closeSync(hold.writeEnd);
  if (hasWriter(directory.lifeline)) return;
  const deadline = Date.now() + stoppingMs;
  while (!(await waitUntilGone(directory, hold.pid, lookMs))) {
    // Somebody came in before the keeper had seen the end-of-file: then it goes on reading, and mongod goes on.
    if (hasReader(directory.lifeline) && hasWriter(directory.lifeline)) return;
    if (Date.now() > deadline) {
      log.warn({ pid: hold.pid }, 'mongod takes long to stop; its keeper waits for it');
      return;
    }
  }
  log.info({ pid: hold.pid }, 'Stopped mongod');
}
