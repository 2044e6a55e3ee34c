import type { Clock } from '../../../kernel/clock.ts';
import { createIntervalLoop, combineLoops, type BackgroundLoop } from '../../../kernel/interval-loop.ts';
import type { AgentOutbox } from '../outbox.ts';
import type { Leases } from './leases.ts';
import { timedOut } from './state-machine.ts';
import type { FeedIngestion } from '../feed/ingestion.ts';
import type { AgentStore } from '../store.ts';

export interface BackgroundSettings {
  readonly leaseMs: number;
  readonly sweepMs: number;
  /** Is told why something did not succeed; it is tried again. */
  readonly onError: (error: unknown) => void;
}

/** So many agents at a time; the rest the next time. */
const batch = 100;
/** A change that is as old as this and not known to be in the log has been left there. */
const abandonedMs = 1000;

/**
 * What happens by itself: agents without a sign of life are signed out, and what dead processes left is put into the log. Every process
 * does it; each change is made once, since it is made of the state that it ends.
 */
export function createBackground(
  {
    store,
    outbox,
    leases,
    ingest,
    clock,
  }: {
    store: AgentStore;
    outbox: AgentOutbox;
    leases: Leases;
    ingest: Pick<FeedIngestion, 'finishLeft' | 'settled'>;
    clock: Clock;
  },
  { leaseMs, sweepMs, onError }: BackgroundSettings,
): BackgroundLoop {
  async function signOutTheSilent(now: Date): Promise<void> {
    const expired = await store.expired(now, batch);
    await Promise.all(
      expired.map(({ tenant, username }) =>
        outbox
          .update(tenant, username, { cause: { by: 'system', timeout: true }, decide: timedOut })
          .catch(onError),
      ),
    );
  }

  async function finishWhatIsLeft(now: Date): Promise<void> {
    const left = await store.unlogged(new Date(now.getTime() - abandonedMs), batch);
    await Promise.all(
      left.map(async ({ tenant, username, unlogged }) => {
        if (unlogged !== null) await outbox.finish(tenant, username, unlogged).catch(onError);
      }),
    );
  }

  async function sweep(): Promise<void> {
    const now = clock.now();
    await signOutTheSilent(now);
    await finishWhatIsLeft(now);
    await ingest.finishLeft(onError);
  }

  const jobs = combineLoops(
    createIntervalLoop(leaseMs / 4, leases.extendHeld, onError),
    createIntervalLoop(sweepMs, sweep, onError),
  );
  return {
    start: jobs.start,
    async stop() {
      await jobs.stop();
      await outbox.settled();
      await ingest.settled();
    },
  };
}
