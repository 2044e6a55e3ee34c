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
  type OperationRequest,
  type RemoteSubgraphState,
} from './executable-graph.ts';
export { memoizeByOperation, operationOf } from './execution/executor.ts';
export { executionRules } from './execution/validation-rules.ts';
export { compileCost, operationTooCostly, type CostFunction } from './limits/cost.ts';
export { checkVariableDepth, exceedsVariableDepth } from './limits/variables.ts';
export { introspects } from './limits/introspection.ts';
export { structureRule, type StructureLimits } from './limits/structure.ts';
export type { PayloadSink } from './subscriptions/payload-delivery.ts';
export { resumeExtensions } from './subscriptions/payload-producer.ts';
export {
  createSubscriptionRunner,
  type PreparedSubscription,
  type SubscriptionRequest,
} from './subscriptions/subscription-runner.ts';
export { buildSubgraphSdl } from './federation/subgraph-sdl.ts';
export { buildSubgraph, buildUnifiedGraph, type BuiltGraph, type BuiltSubgraph } from './build-graph.ts';
export { toPlainVariables } from './plain-variables.ts';
export { jsonLiteral } from './scalars.ts';
export { createExportGraph } from './export-graph.ts';
