import type { FlowDependencies } from '../dependencies.ts';
import { createChanges } from '../commands/change.ts';
import { createFlowSubscribe } from '../subscribe.ts';
import { createReads } from '../queries.ts';
import { createStart } from '../commands/start.ts';

export type { FlowPage } from '../queries.ts';
export type FlowOperations = ReturnType<typeof createFlowOperations>;

/** What can be done with flows. */
export function createFlowOperations(room: FlowDependencies) {
  const reads = createReads(room);
  return {
    ...reads,
    ...createChanges(room),
    startFlow: createStart(room),
    subscribeToFlow: createFlowSubscribe(room, reads),
  };
}
