export { GraphContext } from './context.ts';
export { readAnnotations } from './directives.ts';
export { addAuthorization } from './authorization.ts';
export { catchClientErrors, ClientFacingError, createErrorEdge } from './errors.ts';
export {
  createStaticGraphSource,
  createExecutableGraph,
  type ExecutableGraph,
  type ExecutionOptions,
  type GraphSource,
  type RemoteSubgraphState,
} from './executable-graph.ts';
export { executionRules, operationOf } from './execution/index.ts';
export { compileCost, operationTooCostly, type CostFunction } from './limits/cost.ts';
export { structureRule, type StructureLimits } from './limits/structure.ts';
export { memoizeByOperation } from './memoize-by-operation.ts';
export type { OperationRequest } from './executable-graph.ts';
export {
  createSubscriptionRunner,
  type PayloadSink,
  type PreparedSubscription,
  type SubscriptionRequest,
} from './subscriptions/index.ts';
export { buildSubgraphSdl } from './federation/subgraph-sdl.ts';
export { buildSubgraph, buildUnifiedGraph, type BuiltGraph, type BuiltSubgraph } from './build-graph.ts';
export { createExportGraph } from './export-graph.ts';
