import type { EventLog } from '../../eventlog/index.ts';
import { foldInteraction, notStarted } from './model/index.ts';
import { readAll, type Settler } from './settle.ts';
import type { InteractionStore } from './store.ts';

/** Makes what is made of the log once more, from the log alone. */
export function createReplay(store: InteractionStore, log: EventLog, settler: Settler) {
  return async function replay(tenant: string | undefined, onDone: (done: number) => void): Promise<number> {
    let done = 0;
    for await (const { tenant: owner, stream } of log.streamsOf('interaction', tenant)) {
      const records = await readAll(log, owner, { ...notStarted, interactionId: stream, seq: Infinity });
      const state = records.reduce(foldInteraction, notStarted);
      await store.forget(owner, stream);
      await settler.settle(owner, { seq: state.seq, state });
      onDone(++done);
    }
    return done;
  };
}
