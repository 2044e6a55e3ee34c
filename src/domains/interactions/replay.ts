import { recordsOf, type EventLog } from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { foldInteraction, notStarted } from './model/index.ts';
import type { Projector } from './projector.ts';
import type { InteractionStore } from './store.ts';

/** Makes what is made of the log once more, from the log alone; a server may be running meanwhile. */
export const createReplay =
  (store: InteractionStore, log: EventLog, settler: Projector, clock: Clock) =>
  /** @returns how many interactions it was */
  async (
    tenant: string | undefined,
    onDone: (done: number) => void,
    signal: AbortSignal,
  ): Promise<number> => {
    let done = 0;
    for await (const { tenant: owner, stream } of log.streamsOf('interaction', tenant)) {
      if (signal.aborted) break;
      let state = notStarted;
      for await (const record of recordsOf(log, 'interaction', owner, stream, { after: 0, upTo: Infinity }))
        state = foldInteraction(state, record);
      await store.project(owner, state, clock.now(), true);
      await settler.project(owner, { seq: state.seq, state });
      onDone(++done);
    }
    return done;
  };
