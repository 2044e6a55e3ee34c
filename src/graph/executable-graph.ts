import type { GraphQLSchema, DocumentNode, ExecutionResult } from 'graphql';
import type { SelectionPlanner } from './selection.ts';
import { createSubscriptionRunner, type SubscriptionRunner } from './subscriptions/subscription-runner.ts';
import type { BuiltGraph } from './build-graph.ts';
import type { GraphContext } from './context.ts';
import type { FormatError } from './errors.ts';
import {
  createExecutor,
  operationOf,
  type PreparedOperation,
  memoizeByOperation,
} from './execution/executor.ts';
import { compileCost, operationTooCostly, type CostFunction } from './limits/cost.ts';
import { toPlainVariables } from './plain-variables.ts';
import { leafSerializers } from './scalars.ts';

/** A graph with the runners of its operations and subscriptions. */
export interface ExecutableGraph {
  /** The schema that clients see. */
  readonly schema: GraphQLSchema;
  readonly plan: SelectionPlanner;
  readonly operationRunner: OperationRunner;
  readonly subscriptionRunner: SubscriptionRunner;
}

/** Source of the current graph. With remote subgraphs, the graph changes when their schemas change. */
export interface GraphSource {
  readonly current: ExecutableGraph;
  /** Remote subgraphs in the configuration, joined or not. */
  readonly remotes: readonly RemoteSubgraphState[];
  /** @returns a function that removes the listener */
  onChange(listener: () => void): () => void;
}

/** Current state of a remote subgraph. */
export interface RemoteSubgraphState {
  readonly name: string;
  /** Whether its fields are part of the graph. Joined fields stay in the graph while the subgraph is down. */
  readonly joined: boolean;
  /** Whether it answered the last request. */
  readonly answers: boolean;
}

export interface ExecutionOptions {
  readonly compile: boolean;
  readonly maxCost: number;
  readonly formatError: FormatError;
}

export const createExecutableGraph = (graph: BuiltGraph, options: ExecutionOptions): ExecutableGraph => ({
  schema: graph.schema,
  plan: graph.plan,
  operationRunner: createOperationRunner(graph, options),
  subscriptionRunner: createSubscriptionRunner(graph, options),
});

/** Creates the source of a graph that never changes. */
export const createStaticGraphSource = (current: ExecutableGraph): GraphSource => ({
  current,
  remotes: [],
  onChange: () => () => undefined,
});

export interface OperationRequest {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  readonly context: GraphContext;
}

export interface OperationRunner {
  run(request: OperationRequest): Promise<ExecutionResult>;
}

interface CachedOperation {
  readonly cost: CostFunction;
  /** Prepared by the first run within the cost limit. */
  prepared?: PreparedOperation;
}

/** Creates the runner of queries and mutations. Each operation is costed and compiled once. */
export function createOperationRunner(
  graph: BuiltGraph,
  options: { readonly compile: boolean; readonly maxCost: number },
): OperationRunner {
  const executor = createExecutor(graph.schema, { compile: options.compile, leafSerializers });
  const find = memoizeByOperation<CachedOperation>((document, operationName) => ({
    cost: compileCost(graph.schema, graph.annotations, document, operationOf(document, operationName)),
  }));

  return {
    async run(request) {
      const { document, operationName, context } = request;
      const operation = find(document, operationName);
      const variables = toPlainVariables(graph.schema, request);
      const cost = operation.cost(variables);
      if (cost > options.maxCost) return { errors: [operationTooCostly(cost, options.maxCost)] };
      operation.prepared ??= executor.prepare(document, operationName);
      return operation.prepared.execute({ context, variables });
    },
  };
}
