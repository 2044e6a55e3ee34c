import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { SelectionPlanner } from './selection.ts';
import { createOperationRunner, type OperationRunner } from './operation-runner.ts';
import { createSubscriptionRunner, type SubscriptionRunner } from './subscriptions/index.ts';
import type { BuiltGraph } from './build-graph.ts';

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
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
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
