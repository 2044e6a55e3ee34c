import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { SelectionPlanner } from './selection.ts';
import { createOperationRunner, type OperationRunner } from './operation-runner.ts';
import { createSubscriptionRunner, type SubscriptionRunner } from './subscriptions/index.ts';
import type { BuiltGraph } from './build-graph.ts';

/** A graph with what runs it. */
export interface ExecutableGraph {
  /** As clients see it. */
  readonly schema: GraphQLSchema;
  readonly plan: SelectionPlanner;
  readonly operationRunner: OperationRunner;
  readonly subscriptionRunner: SubscriptionRunner;
}

/** The graph of the moment: where other teams' subgraphs are part of it, it changes when theirs do. */
export interface GraphSource {
  readonly current: ExecutableGraph;
  /** The other teams' subgraphs that it is made of, or is to be. */
  readonly remotes: readonly RemoteSubgraphState[];
  /** @returns ends it */
  onChange(listener: () => void): () => void;
}

/** Another team's subgraph, as it is at the moment. */
export interface RemoteSubgraphState {
  readonly name: string;
  /** Whether its fields are part of the graph. Once they are they stay, also while it is away. */
  readonly joined: boolean;
  /** Whether it answered when it was last asked, for its schema or for anything else. */
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

/** A graph that stays as it is. */
export const createStaticGraphSource = (current: ExecutableGraph): GraphSource => ({
  current,
  remotes: [],
  onChange: () => () => undefined,
});
