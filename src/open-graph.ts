import type { GraphQLSchema } from 'graphql';
import type { Caller } from './auth/index.ts';
import type { Configuration } from './config/index.ts';
import { readSdl } from './domains/shared/sdl.ts';
import type { Subgraph } from './domains/shared/subgraph.ts';
import {
  createStaticGraphSource,
  createExecutableGraph,
  buildSubgraph,
  buildUnifiedGraph,
  type ExecutionOptions,
  type BuiltGraph,
  type GraphSource,
} from './graph/index.ts';
import type { Logger } from './kernel/logger.ts';
import type { Metrics } from './server/index.ts';

export interface OpenGraphOptions {
  readonly configuration: Configuration;
  readonly log: Logger;
  readonly formatError: ExecutionOptions['formatError'];
  /** The token that a caller came with. */
  readonly tokenOf: (caller: Caller) => string | undefined;
  /** Told of each time that a subgraph was asked for a client. */
  readonly observeSubgraph: Metrics['observeSubgraph'];
  readonly signal: AbortSignal;
}

export interface OpenedGraph {
  readonly source: GraphSource;
  /** What our own domains serve, for what takes the graph's arguments beside it. */
  readonly ownSchema: GraphQLSchema;
  start(): void;
  stop(): void;
}

/**
 * The graph in one of three forms, of the same parts: whole; some of it as a federation subgraph, for a router; or with other teams'
 * subgraphs joined to it.
 * @param domains all of them
 * @param served those that this process answers for
 */
export async function openGraph(
  domains: readonly Subgraph[],
  served: readonly Subgraph[],
  { configuration, log, formatError, tokenOf, observeSubgraph, signal }: OpenGraphOptions,
): Promise<OpenedGraph> {
  const { DOMAINS, SUBGRAPHS, FORWARD_TOKEN_TO = [] } = configuration;
  const common = readSdl('common');
  const execution: ExecutionOptions = {
    compile: configuration.GRAPH_ENGINE === 'compiled',
    maxCost: configuration.MAX_COST,
    formatError,
  };
  if (SUBGRAPHS === undefined) {
    const graph =
      DOMAINS === undefined
        ? buildUnifiedGraph(common, domains)
        : buildSubgraph(common, domains, served, configuration.INTROSPECTION);
    return alone(graph, execution);
  }
  const local = buildSubgraph(common, domains, served);
  const isTrusted = (name: string) => FORWARD_TOKEN_TO.includes(name) || FORWARD_TOKEN_TO.includes('all');
  // Half a second of loading, and the memory, for those alone who join subgraphs.
  const { createGateway } = await import('./gateway/index.ts');
  const gateway = await createGateway(
    {
      ...execution,
      local,
      servesLocal: served.length > 0,
      remotes: SUBGRAPHS,
      timeoutMs: configuration.SUBGRAPH_TIMEOUT_MS,
      pollMs: configuration.SUBGRAPH_POLL_MS,
      tokenFor: (name, { principal, caller }) =>
        principal !== undefined && isTrusted(name) ? tokenOf(caller()) : undefined,
      observe: observeSubgraph,
      log,
    },
    signal,
  );
  return {
    source: gateway,
    ownSchema: local.schema,
    start: () => {
      gateway.start();
    },
    stop: () => {
      gateway.stop();
    },
  };
}

const alone = (graph: BuiltGraph, execution: ExecutionOptions): OpenedGraph => ({
  source: createStaticGraphSource(createExecutableGraph(graph, execution)),
  ownSchema: graph.schema,
  start: () => undefined,
  stop: () => undefined,
});
