import type { Clock } from '../../../kernel/clock.ts';
import { createIntervalLoop, combineLoops, type BackgroundLoop } from '../../../kernel/interval-loop.ts';
import type { FeedIngestion } from '../feed/ingestion.ts';
import type { AgentOutbox } from '../outbox.ts';
import type { AgentStore } from '../store.ts';
import type { Leases } from './leases.ts';
import { timedOut } from './state-machine.ts';

export interface BackgroundSettings {
  readonly leaseMs: number;
  readonly sweepMs: number;
  /** Receives the error of a step that failed. The next sweep repeats the step. */
  readonly onError: (error: unknown) => void;
}

interface BackgroundDependencies {
  readonly store: AgentStore;
  readonly outbox: AgentOutbox;
  readonly leases: Leases;
  readonly ingestion: Pick<FeedIngestion, 'finishAbandoned' | 'drain'>;
  readonly clock: Clock;
}

/** The maximum number of agents per sweep. */
const batchSize = 100;
/** The age in milliseconds at which an undelivered outbox entry counts as abandoned by its process. */
const abandonedMs = 1000;

/**
 * Creates the loops that renew leases, sign out agents whose lease has expired, and finish the work of crashed processes. Every process
 * runs them. Each step is a conditional write, so it takes effect once.
 */
export function createBackground(
  deps: BackgroundDependencies,
  { leaseMs, sweepMs, onError }: BackgroundSettings,
): BackgroundLoop {
  const { leases, outbox, ingestion } = deps;
  const loops = combineLoops(
    createIntervalLoop(leaseMs / 4, leases.renewConnected, onError),
    createIntervalLoop(sweepMs, () => sweep(deps, onError), onError),
  );
  return {
    start: loops.start,
    async stop() {
      await loops.stop();
      await outbox.drain();
      await ingestion.drain();
    },
  };
}

async function sweep(deps: BackgroundDependencies, onError: (error: unknown) => void): Promise<void> {
  const now = deps.clock.now();
  await signOutExpired(deps, now, onError);
  await deliverAbandoned(deps, now, onError);
  await deps.ingestion.finishAbandoned(onError);
}

async function signOutExpired(
  { store, outbox }: BackgroundDependencies,
  now: Date,
  onError: (error: unknown) => void,
): Promise<void> {
  const expired = await store.expired(now, batchSize);
  await Promise.all(
    expired.map(({ tenant, username }) =>
      outbox
        .update(tenant, username, { cause: { by: 'system', timeout: true }, decide: timedOut })
        .catch(onError),
    ),
  );
}

async function deliverAbandoned(
  { store, outbox }: BackgroundDependencies,
  now: Date,
  onError: (error: unknown) => void,
): Promise<void> {
  const abandoned = await store.unlogged(new Date(now.getTime() - abandonedMs), batchSize);
  await Promise.all(
    abandoned.map(async ({ tenant, username, unlogged }) => {
      if (unlogged !== null) await outbox.deliver(tenant, username, unlogged).catch(onError);
    }),
  );
}
