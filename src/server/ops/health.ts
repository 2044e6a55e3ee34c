import type { RemoteSubgraphState } from '../../graph/index.ts';
import { type Endpoint, respondWithJson, respondWithContent } from '../http/respond.ts';
import type { Metrics } from './metrics.ts';

export interface HealthDeps {
  readonly metrics: Metrics;
  /** Returns the reason why the server is not ready, or undefined if it is ready. */
  readonly readiness: () => Promise<string | undefined>;
  /** Faults that the operator must know and that do not affect the readiness. */
  readonly warnings: () => readonly string[];
  /** The states of remote subgraphs. They are reported with the readiness but do not affect it: our own subgraphs work without them. */
  readonly remotes: () => readonly RemoteSubgraphState[];
}

/** The endpoints of liveness and readiness probes and of Prometheus. */
export function createHealthEndpoints({ metrics, readiness, warnings, remotes }: HealthDeps) {
  const endpoint = (handle: Endpoint['handle']): Endpoint => ({
    methods: ['GET', 'HEAD'],
    maxBodyBytes: 0,
    handle,
  });
  return {
    liveness: endpoint((_, response) => {
      respondWithJson(response, 200, { status: 'ok' });
    }),
    readiness: endpoint(async (_, response) => {
      const reason = await readiness();
      const found = warnings();
      const subgraphs = remotes();
      respondWithJson(response, reason === undefined ? 200 : 503, {
        ...(reason === undefined ? { status: 'ok' } : { status: 'unavailable', reason }),
        ...(found.length > 0 && { warnings: found }),
        ...(subgraphs.length > 0 && { subgraphs }),
      });
    }),
    metrics: endpoint(async (_, response) => {
      const { contentType, text } = await metrics.render();
      respondWithContent(response, 200, text, { 'content-type': contentType });
    }),
  };
}
