import { lastSeq, type EventLog } from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { DomainError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Routing } from './routing.ts';
import type { InteractionStore } from './store.ts';

const sweepMs = 1000;
/** Rarer work: every so many sweeps. */
const rarely = 5;
/** The order of writing and that of the log's times differ by less. */
const overlapMs = 15_000;

export interface Background {
  start(): void;
  stop(): Promise<void>;
}

/** Finishes what has fallen due, and what processes that died have left; runs in every process. */
export function createSweeper(
  store: InteractionStore,
  log: EventLog,
  routing: Routing,
  clock: Clock,
  logger: Logger,
): Background {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let stopped = false;
  let round = 0;

  async function sweep(): Promise<void> {
    await routing.sweepDue();
    await routing.sweepWaiting();
    if (round++ % rarely !== 0) return;
    const began = clock.now();
    if (await catchUp()) await store.moveCheckpoint(began);
    await routing.sweepUnsettled();
    await routing.sweepSlots();
  }

  /** What was written to the log, and to nothing else, before a process died. @returns whether nothing of it is left */
  async function catchUp(): Promise<boolean> {
    const last = await store.checkpoint();
    if (last === undefined) return true;
    let isDone = true;
    const newest = new Map<
      string,
      { readonly tenant: string; readonly interactionId: string; seq: number }
    >();
    for await (const record of log.changesSince(new Date(last.getTime() - overlapMs))) {
      const { kind, tenant, stream: interactionId } = record;
      if (kind === 'interaction')
        newest.set(`${tenant}:${interactionId}`, { tenant, interactionId, seq: lastSeq(record) });
    }
    for (const { tenant, interactionId, seq } of newest.values())
      if ((await store.projectedSeq(tenant, interactionId)) < seq)
        isDone = (await routing.resettle({ tenant, interactionId })) && isDone;
    return isDone;
  }

  const again = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = sweep()
        .catch((error: unknown) => {
          if (stopped) return;
          const isAway = error instanceof DomainError && error.code === 'UNAVAILABLE';
          logger[isAway ? 'debug' : 'warn']({ err: error }, 'a sweep did not come to an end');
        })
        .finally(again);
    }, sweepMs);
    timer.unref();
  };

  return {
    start: again,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      routing.stop();
      await running;
    },
  };
}
