import type { EventLog } from '../../../eventlog/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { createProjectionCatchUp } from '../../../eventlog/index.ts';
import { createIntervalLoop, type BackgroundLoop } from '../../../kernel/interval-loop.ts';
import { logFailure, type Logger } from '../../../kernel/logger.ts';
import type { Routing } from './router.ts';
import type { InteractionStore } from '../store.ts';

const sweepMs = 1000;
/** Rarer work: every so many sweeps. */
const rarely = 5;

/** Finishes what has fallen due, and what processes that died have left; runs in every process. */
export function createSweeper(
  store: InteractionStore,
  log: EventLog,
  routing: Routing,
  clock: Clock,
  logger: Logger,
): BackgroundLoop {
  let round = 0;
  const catchUp = createProjectionCatchUp(log, clock, {
    kind: 'interaction',
    projectedSeq: (...named) => store.projectedSeq(...named),
    reproject: (tenant, interactionId) => routing.resettle({ tenant, interactionId }),
  });

  async function sweep(): Promise<void> {
    await routing.sweepDue();
    await routing.sweepWaiting();
    if (round++ % rarely !== 0) return;
    await catchUp();
    await routing.sweepUnsettled();
    await routing.sweepSlots();
  }

  const loop = createIntervalLoop(sweepMs, sweep, logFailure(logger, 'a sweep did not come to an end'));
  return {
    start: loop.start,
    async stop() {
      const stopped = loop.stop();
      routing.stop();
      await stopped;
    },
  };
}
