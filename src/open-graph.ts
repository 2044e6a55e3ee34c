import type { GraphQLSchema } from 'graphql';
import type { Caller } from './auth/index.ts';
import type { Configuration } from './config/index.ts';
import { readSdl, type Subgraph } from './domains/shared/subgraph.ts';
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
  /** Returns the token of a caller. */
  readonly tokenOf: (caller: Caller) => string | undefined;
  /** Records each request to a subgraph in the metrics. */
  readonly observeSubgraph: Metrics['observeSubgraph'];
  readonly signal: AbortSignal;
}

export interface OpenedGraph {
  readonly source: GraphSource;
  /** The schema of our own domains, for endpoints beside the graph whose arguments have types of the graph. */
  readonly ownSchema: GraphQLSchema;
  start(): void;
  stop(): void;
}

/**
 * Builds the graph in one of three forms: the complete graph, a federation subgraph for a router, or a gateway that joins our domains with
 * the subgraphs of other teams.
 * @param domains all domains
 * @param served the domains that this process serves
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
    return withoutGateway(graph, execution);
  }
  const local = buildSubgraph(common, domains, served);
  const isTrusted = (name: string) => FORWARD_TOKEN_TO.includes(name) || FORWARD_TOKEN_TO.includes('all');
  // Loaded on demand: the gateway takes half a second to load, and memory.
  const { createGateway } = await import('./gateway/index.ts');
  const gateway = await createGateway(
    {
      ...execution,
      local,
      servesLocal: served.length > 0,
      remotes: SUBGRAPHS,
      timeoutMs: configuration.SUBGRAPH_TIMEOUT_MS,
      pollMs: configuration.SUBGRAPH_POLL_MS,
      tokenFor(name, context) {
        if (!isTrusted(name)) return undefined;
        if (context === undefined) return configuration.SUBGRAPH_TOKEN;
        return context.principal === undefined ? undefined : tokenOf(context.caller());
      },
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

const withoutGateway = (graph: BuiltGraph, execution: ExecutionOptions): OpenedGraph => ({
  source: createStaticGraphSource(createExecutableGraph(graph, execution)),
  ownSchema: graph.schema,
  start: () => undefined,
  stop: () => undefined,
});
