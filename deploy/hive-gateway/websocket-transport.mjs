import { buildGraphQLWSExecutor } from '@graphql-tools/executor-graphql-ws';
import { GraphQLError } from 'graphql';
import { createClient } from 'graphql-ws';

/**
 * Subscriptions of subgraphs, over one WebSocket for each token.
 *
 * It takes the place of Hive's own, which after a broken connection subscribes again by itself, from where the subscription began
 * first: events are lost or come twice, and nobody is told. Here the subscription ends, and the client goes on from the last event it has.
 */
export const webSocketTransport = {
  getSubgraphExecutor({ subgraphName, transportEntry: { location } }) {
    const executors = new Map();
    const disposal = new AbortController();
    const open = (authorization) => {
      const executor = buildGraphQLWSExecutor(
        createClient({
          url: location.replace(/^http/, 'ws'),
          connectionParams: authorization === undefined ? {} : { authorization },
          retryAttempts: 0,
          on: { closed: () => executors.delete(authorization) },
        }),
      );
      executors.set(authorization, executor);
      return executor;
    };
    const execute = (request) => {
      const authorization = request.context?.headers?.authorization;
      const events = (executors.get(authorization) ?? open(authorization))(request);
      return untilItBreaks(events, subgraphName, disposal.signal);
    };
    return Object.assign(execute, {
      [Symbol.asyncDispose]() {
        disposal.abort();
        return Promise.all([...executors.values()].map((executor) => executor[Symbol.asyncDispose]()));
      },
    });
  },
};

/** Turns an error into the last event of its subscription. A thrown error would close the client's socket with all subscriptions. */
async function* untilItBreaks(events, subgraphName, disposed) {
  try {
    yield* events;
    // Another supergraph has been loaded, or the gateway stops.
    if (disposed.aborted) yield { errors: [broken({}, subgraphName)] };
  } catch (failure) {
    yield { errors: Array.isArray(failure) ? failure : [broken(failure, subgraphName)] };
  }
}

const broken = ({ code: closed }, serviceName) =>
  closed === 4401 || closed === 4403
    ? new GraphQLError('The token is not, or no longer, good. Get another, and subscribe again.', {
        extensions: { code: 'UNAUTHENTICATED', serviceName },
      })
    : new GraphQLError('The connection to the subgraph broke off. Subscribe again after the last event.', {
        extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName },
      });
