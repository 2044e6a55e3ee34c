export { GraphContext } from './context.ts';
export { createErrorEdge } from './errors.ts';
export { executionRules } from './execution/index.ts';
export { structureRule, type StructureLimits } from './limits/structure.ts';
export { createOperationRunner } from './operations.ts';
export { createSubscriber, type Follower, type Subscription } from './subscriptions/index.ts';
export { unify, type Graph } from './unify.ts';
