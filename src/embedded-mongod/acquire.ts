import { pause } from './abortable.ts';
import { adopt } from './adopt.ts';
import type { Acquisition, Hold } from './hold.ts';
import { join } from './join.ts';
import { openWriteEnd } from './lifeline.ts';
import { findLivingMongod } from './living-mongod.ts';
import { start } from './start.ts';

const pollMs = 20;
const lostRaces = 10;

/**
 * Gets hold of the one mongod of a data directory. mongod.lock, which mongod locks itself, is the only mutex; so each
 * step may lose a race, and then says so by returning undefined: look again.
 */
export async function acquire(acquisition: Acquisition): Promise<Hold> {
  const { directory, signal } = acquisition;
  let starts = 0;
  for (;;) {
    signal.throwIfAborted();
    const hold = await attempt();
    if (hold !== undefined) return hold;
    await pause(pollMs, signal);
  }

  async function attempt(): Promise<Hold | undefined> {
    const writeEnd = openWriteEnd(directory.lifeline);
    if (writeEnd !== undefined) return join(acquisition, writeEnd);
    const orphan = await findLivingMongod(directory);
    if (orphan !== undefined) return adopt(acquisition, orphan);
    starts += 1;
    return start(acquisition, { lastTry: starts >= lostRaces });
  }
}
