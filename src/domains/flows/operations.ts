import { bind } from '../../kernel/bind.ts';
import { abandonFlow, completeFlow, setFlowKeys, startFlow } from './commands/lifecycle.ts';
import { addPhoto, recordFlowChoices, recordFlowStep } from './commands/steps.ts';
import { setFlowVariables } from './commands/variables.ts';
import type { FlowDependencies } from './dependencies.ts';
import { createFlowQueries } from './queries.ts';
import { subscribeToFlow } from './subscribe.ts';

export type FlowOperations = ReturnType<typeof createFlowOperations>;

export function createFlowOperations(deps: FlowDependencies) {
  return {
    ...createFlowQueries(deps),
    ...bind(deps, {
      startFlow,
      recordFlowStep,
      recordFlowChoices,
      setFlowVariables,
      setFlowKeys,
      completeFlow,
      abandonFlow,
      addPhoto,
      subscribeToFlow,
    }),
  };
}
