import { readFile } from 'node:fs/promises';
import httpTransport from '@graphql-mesh/transport-http';
import { GraphQLError } from 'graphql';
import { maskError } from 'graphql-yoga';
import { limits } from './limits.mjs';
import { webSocketTransport } from './websocket-transport.mjs';

/** Configuration of Hive Gateway. It connects only to the subgraphs and to the identity provider's keys. */
export const gatewayConfig = (settings, isGood) => ({
  supergraph: () => readFile(settings.SUPERGRAPH, 'utf8'),
  pollingInterval: settings.SUPERGRAPH_POLL_MS,
  transports: { http: httpTransport, ws: webSocketTransport },
  transportEntries: { '*.http': { options: { subscriptions: { kind: 'ws' } } } },
  // Of a WebSocket's `connectionParams` Hive makes headers too.
  propagateHeaders: {
    fromClientToSubgraphs: ({ context }) => ({ authorization: context.headers.authorization }),
  },
  // A subscription stays open. What its events ask of other subgraphs are queries, and have the limit.
  upstreamTimeout: ({ executionRequest: { operationType } }) =>
    operationType === 'subscription' ? undefined : settings.SUBGRAPH_TIMEOUT_MS,
  upstreamCancellation: true,
  maskedErrors: { isDev: false, maskError: forClients },
  disableIntrospection: settings.INTROSPECTION ? undefined : {},
  logging: settings.LOG_LEVEL,
  healthCheckEndpoint: '/healthz',
  readinessCheckEndpoint: '/readyz',
  graphiql: false,
  landingPage: false,
  cors: (request) => corsFor(request, settings.ALLOWED_ORIGINS),
  plugins: () => [
    limits(settings),
    { onResponse: ({ response }) => keepOutOfCaches(response) },
    { onRequestParse: ({ request }) => refuseBadToken(request, isGood) },
  ],
});

/**
 * Errors of subgraphs pass as they are, but for the addresses that Hive adds, and for a status that one of them would give the whole
 * answer. That one cannot be reached is Hive's own error, whose text is an address too.
 */
function forClients(error, message) {
  const unreachable = error.extensions?.code === 'SUBREQUEST_HTTP_ERROR';
  const shown = unreachable ? error : maskError(error, message, false);
  const { request, response, http, ...extensions } = shown.extensions;
  if (extensions.serviceName === undefined || (request ?? response ?? http) === undefined) return shown;
  const { nodes, source, positions, path } = shown;
  return new GraphQLError(
    unreachable ? `The subgraph ${extensions.serviceName} does not answer.` : shown.message,
    { nodes, source, positions, path, extensions },
  );
}

/** The CORS options for the page that sent the request. Pages of other origins get no CORS header. */
function corsFor({ headers }, allowedOrigins) {
  const origin = headers.get('origin');
  if (!allowedOrigins.has(origin)) return false;
  return {
    origin: [origin],
    methods: ['GET', 'POST'],
    credentials: false,
    exposedHeaders: ['retry-after', 'www-authenticate', 'x-request-id'],
    maxAge: 7200,
  };
}

/** Every response may hold data of the caller, and may have CORS headers for one origin. */
function keepOutOfCaches({ headers }) {
  headers.set('cache-control', 'private, no-store');
  headers.append('vary', 'origin');
}

/** Without any token the schema may be read, and the subgraphs say what else. */
async function refuseBadToken({ headers }, isGood) {
  const authorization = headers.get('authorization');
  if (authorization === null || (await isGood(authorization))) return;
  throw new GraphQLError('The token is not good.', {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
  });
}
