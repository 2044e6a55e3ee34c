import { closeSync } from 'node:fs';
import { abortableSleep } from './abortable.ts';
import { acquire } from './acquire.ts';
import { errorMessage } from './errors.ts';
import type { MongodDeps, MongodHandle } from './handle.ts';
import { hasReader } from './liveness-pipe.ts';
import { portOf } from './mongod-process.ts';

const intervalMs = 500;
const backoffMs = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000] as const;

export interface EmbeddedMongodStatus {
  readonly state: 'running' | 'recovering' | 'stopped';
  readonly reason?: string;
}

export interface Watchdog {
  status(): EmbeddedMongodStatus;
  /** Aborts a recovery that is in progress. Returns the current handle, for the caller to release. */
  stop(): Promise<MongodHandle>;
}

/** Restarts mongod if it ends, and its supervisor if that ends, until it is stopped. Never gives up. */
export function startWatchdog(deps: MongodDeps, first: MongodHandle): Watchdog {
  const { directory, log } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  let handle = first;
  let reason: string | undefined;

  const isStopped = (): boolean => signal.aborted;

  const done = (async () => {
    while (!isStopped()) {
      if (!(await isHealthy())) await recover();
      await sleepUnlessStopped(intervalMs);
    }
  })();

  async function isHealthy(): Promise<boolean> {
    try {
      return (await portOf(directory, handle.pid)) === first.port && hasReader(directory.livenessPipe);
    } catch {
      return false; // The recovery reports the error.
    }
  }

  async function recover(): Promise<void> {
    const startedAt = performance.now();
    reason = 'mongod ended, and is being started again';
    log.warn({ pid: handle.pid }, 'mongod has ended or lost its supervisor: recovering');
    for (let failures = 0; !isStopped(); failures++) {
      try {
        const next = await acquire({ ...deps, signal, onlyPort: first.port });
        closeSync(handle.writeEnd);
        handle = next;
        if (next.port !== first.port) throw new Error(movedTo(next.port));
        reason = undefined;
        log.info({ pid: next.pid, tookMs: Math.round(performance.now() - startedAt) }, 'mongod runs again');
        return;
      } catch (error) {
        if (isStopped()) return;
        reason = errorMessage(error);
        const waitMs = backoffMs[Math.min(failures, backoffMs.length - 1)] ?? 30_000;
        log.error({ reason, waitMs }, 'mongod could not be recovered; trying again');
        await sleepUnlessStopped(waitMs);
      }
    }
  }

  async function sleepUnlessStopped(milliseconds: number): Promise<void> {
    // The timer does not keep the process alive.
    await abortableSleep(milliseconds, signal, { ref: false }).catch(() => undefined);
  }

  return {
    status: () => (reason === undefined ? { state: 'running' } : { state: 'recovering', reason }),
    stop: async () => {
      stopping.abort();
      await done;
      return handle;
    },
  };
}

/** Happens only if the port was taken while all processes restarted. The clients of this process know the old port only. */
const movedTo = (port: number): string =>
  `mongod was started on another port, ${port}, by another process; restart this one`;
