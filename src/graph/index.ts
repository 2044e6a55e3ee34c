export { GraphContext } from './context.ts';
export { readAnnotations } from './directives.ts';
export { enforce } from './enforcement.ts';
export { ErrorForClients } from './error-for-clients.ts';
export { createErrorEdge } from './errors.ts';
export {
  constantGraph,
  makeExecutable,
  type ExecutableGraph,
  type ExecutionOptions,
  type GraphSource,
  type RemoteState,
} from './executable.ts';
export { executionRules, operationOf } from './execution/index.ts';
export { compileCost, tooDear, type Cost } from './limits/cost.ts';
export { structureRule, type StructureLimits } from './limits/structure.ts';
export { perOperation } from './per-operation.ts';
export { refusing } from './refusing.ts';
export { createOperationRunner, type OperationRequest } from './operations.ts';
export {
  createSubscriber,
  type Follower,
  type Subscription,
  type SubscriptionRequest,
} from './subscriptions/index.ts';
export { subgraphSdl } from './federation/subgraph-sdl.ts';
export { toSubgraph, unify, type Graph, type SubgraphGraph } from './unify.ts';
