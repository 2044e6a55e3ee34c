import { closeSync } from 'node:fs';
import { pause } from './abortable.ts';
import { acquire } from './acquire.ts';
import { errorMessage } from './embedded-mongod-error.ts';
import type { Acquisition, Hold } from './hold.ts';
import { hasReader } from './lifeline.ts';
import { portOf } from './living-mongod.ts';

const everyMs = 500;
const backOffMs = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000] as const;

export interface EmbeddedMongodStatus {
  readonly state: 'running' | 'recovering' | 'stopped';
  readonly reason?: string;
}

export interface Watch {
  status(): EmbeddedMongodStatus;
  /** The hold of last, for whoever leaves; a recovery that is under way is given up. */
  stop(): Promise<Hold>;
}

/** Sees to it that mongod runs, and has a keeper, for as long as we hold it. Never gives up. */
export function watch(acquisition: Acquisition, first: Hold): Watch {
  const { directory, log } = acquisition;
  const stopping = new AbortController();
  const { signal } = stopping;
  let hold = first;
  let reason: string | undefined;

  const isStopped = (): boolean => signal.aborted;

  const done = (async () => {
    while (!isStopped()) {
      if (!(await isWell())) await recover();
      await pauseUnlessStopped(everyMs);
    }
  })();

  async function isWell(): Promise<boolean> {
    try {
      return (await portOf(directory, hold.pid)) === first.port && hasReader(directory.lifeline);
    } catch {
      return false; // what is wrong, the recovery will say
    }
  }

  async function recover(): Promise<void> {
    const beganAt = Date.now();
    reason = 'mongod ended, and is being started again';
    log.warn({ pid: hold.pid }, 'mongod has ended or lost its keeper: recovering');
    for (let failures = 0; !isStopped(); failures++) {
      try {
        const next = await acquire({ ...acquisition, signal, onlyPort: first.port });
        closeSync(hold.writeEnd);
        hold = next;
        if (next.port !== first.port) throw new Error(movedTo(next.port));
        reason = undefined;
        log.info({ pid: next.pid, tookMs: Date.now() - beganAt }, 'mongod runs again');
        return;
      } catch (error) {
        if (isStopped()) return;
        reason = errorMessage(error);
        const waitMs = backOffMs[Math.min(failures, backOffMs.length - 1)] ?? 30_000;
        log.error({ reason, waitMs }, 'mongod could not be recovered; trying again');
        await pauseUnlessStopped(waitMs);
      }
    }
  }

  async function pauseUnlessStopped(milliseconds: number): Promise<void> {
    // Not a reason to keep a process alive that has nothing else to do.
    await pause(milliseconds, signal, { ref: false }).catch(() => undefined);
  }

  return {
    status: () => (reason === undefined ? { state: 'running' } : { state: 'recovering', reason }),
    stop: async () => {
      stopping.abort();
      await done;
      return hold;
    },
  };
}

/** Only where the port was taken just while all were restarting. Our clients know the old port, and no other. */
const movedTo = (port: number): string =>
  `mongod was started on another port, ${port}, by another process; restart this one`;
