import findMyWay, { type HTTPMethod } from 'find-my-way';
import { createServer, METHODS, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Socket, type AddressInfo, Server as NetServer } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from '../../kernel/logger.ts';
import { prefersGraphiql, type Graphiql } from '../ops/graphiql.ts';
import { createHealthEndpoints, type HealthDeps } from '../ops/health.ts';
import type { EventStreams } from '../sse/event-streams.ts';
import type { WebSocketEndpoint } from '../websocket/endpoint.ts';
import { createCors, type Cors } from './cors.ts';
import {
  type Endpoint,
  HttpError,
  methodNotAllowed,
  notFound,
  respondOnSocket,
  respondWithError,
} from './respond.ts';
import { respondToError } from './error-edge.ts';
import { expectsContinue } from './request-body.ts';

export interface HttpServerDeps extends HealthDeps {
  readonly host: string;
  readonly port: number;
  /** Accept only the host names of this machine. Otherwise a web page could reach a development server by DNS rebinding. */
  readonly loopbackNamesOnly: boolean;
  readonly shutdownTimeoutMs: number;
  /** How long a connection stays open without a request, in milliseconds. */
  readonly keepAliveTimeoutMs: number;
  /** Origins whose pages may read responses (CORS). In lower case. */
  readonly allowedOrigins: ReadonlySet<string>;
  readonly graphql: Endpoint;
  readonly photos: { readonly upload: Endpoint; readonly download: Endpoint } | undefined;
  readonly exports: Endpoint | undefined;
  readonly ingest: Readonly<Record<'events' | 'connect' | 'firehose', Endpoint>> | undefined;
  readonly websocket: WebSocketEndpoint;
  readonly eventStreams: Pick<EventStreams, 'close'>;
  readonly graphiql: Graphiql | undefined;
  readonly log: Logger;
}

export interface HttpServer {
  /** Resolves with the address of the server once it listens. */
  listen(): Promise<{ readonly url: string; readonly port: number }>;
  /** Stops accepting requests, waits for the running ones, and ends those that exceed the timeout. */
  close(): Promise<void>;
}

export function createHttpServer(deps: HttpServerDeps): HttpServer {
  const router = createRouter(deps);
  const isMisdirected = ({ headers: { host = '' } }: IncomingMessage) =>
    deps.loopbackNamesOnly && !loopbackName.test(host);
  const server = createServer(
    {
      // Node.js would keep the first of two headers with one name. Joined, they are no valid token and no valid host name.
      joinDuplicateHeaders: true,
      connectionsCheckingInterval: 5000,
      // Other upgrades, such as curl's to HTTP/2, are ignored, and the request is handled as usual.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    (request, response) => {
      if (isMisdirected(request)) {
        respondWithError(response, misdirected);
        return;
      }
      if (!server.listening) response.setHeader('connection', 'close');
      router.lookup(request, response);
    },
  );
  // By default Node.js sends `100 Continue` for every request, including those that are then refused.
  server.on('checkContinue', (request, response) => {
    server.emit('request', request, response);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (isMisdirected(request)) respondOnSocket(socket, misdirected);
    else if (/^\/graphql(\?|$)/.test(request.url ?? '')) deps.websocket.upgrade(request, socket, head);
    else respondOnSocket(socket, unknownAddress);
  });
  server.on('clientError', respondToMalformedRequest);
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = deps.keepAliveTimeoutMs;
  const close = createGracefulClose(server);

  return {
    listen: () => listen(server, deps),
    async close() {
      deps.eventStreams.close();
      // Concurrently: Node.js waits for the sockets of both.
      await Promise.all([deps.websocket.close(deps.shutdownTimeoutMs), close(deps.shutdownTimeoutMs)]);
    },
  };
}

const misdirected = new HttpError(
  421,
  'MISDIRECTED_REQUEST',
  'In development this server responds to localhost only.',
);
const unknownAddress = notFound('There is nothing here. The graph is at /graphql.');
const loopbackName = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

function createRouter(deps: HttpServerDeps) {
  const { photos, ingest } = deps;
  const health = createHealthEndpoints(deps);
  const routes: readonly (readonly [path: string, endpoint: Endpoint | undefined])[] = [
    ['/graphql', withGraphiql(deps.graphql, deps.graphiql?.page)],
    ['/graphiql/:name', deps.graphiql?.assets],
    ['/flows/:interactionUniqueId/photos', photos?.upload],
    ['/flows/:interactionUniqueId/photos/:photoId', photos?.download],
    ['/export/engagements', deps.exports],
    ['/ingest/symbee', ingest?.events],
    ['/ingest/connect', ingest?.connect],
    ['/ingest/firehose', ingest?.firehose],
    ['/', redirectToGraph],
    ['/healthz', health.liveness],
    ['/readyz', health.readiness],
    ['/metrics', health.metrics],
  ];
  const router = findMyWay({
    defaultRoute: (_, response) => {
      respondWithError(response, unknownAddress);
    },
  });
  for (const [path, endpoint] of routes)
    if (endpoint !== undefined) {
      const shareWithOrigins = endpoint.isCrossOrigin
        ? createCors(deps.allowedOrigins, endpoint.methods)
        : undefined;
      router.on(METHODS as HTTPMethod[], path, (request, response, params) =>
        handleRequest(deps, { path, endpoint, shareWithOrigins }, request, response, params),
      );
    }
  return router;
}

interface Route {
  readonly path: string;
  readonly endpoint: Endpoint;
  readonly shareWithOrigins: Cors | undefined;
}

/** Measures a request, runs its endpoint, and responds to the endpoint's errors. */
async function handleRequest(
  { metrics, log }: HttpServerDeps,
  { path, endpoint, shareWithOrigins }: Route,
  request: IncomingMessage,
  response: ServerResponse,
  params: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { methods, maxBodyBytes, sendsContinue, errorForm, handle } = endpoint;
  const startedAt = performance.now();
  response.once('close', () => {
    metrics.observeRequest(path, response.statusCode, (performance.now() - startedAt) / 1000);
  });
  try {
    if (shareWithOrigins?.(request, response)) return;
    if (!methods.includes(request.method ?? '')) throw methodNotAllowed(methods.join(', '));
    if (sendsContinue !== true && expectsContinue(request)) response.writeContinue();
    await handle(request, response, params);
  } catch (error) {
    respondToError(error, request, response, { log, path, maxBodyBytes, form: errorForm?.(request) });
  }
}

/** Serves the GraphiQL page to browsers that open the address of the graph. */
const withGraphiql = (graphql: Endpoint, page: Endpoint['handle'] | undefined): Endpoint => ({
  ...graphql,
  handle(request, response, params) {
    if (!prefersGraphiql(request)) return graphql.handle(request, response, params);
    if (page === undefined) throw notFound('GraphiQL is off here. Send operations as JSON, by POST.');
    return page(request, response, params);
  },
});

const redirectToGraph: Endpoint = {
  methods: ['GET', 'HEAD'],
  maxBodyBytes: 0,
  handle(_, response) {
    response.writeHead(307, { location: '/graphql' }).end();
  },
};

const malformed = new HttpError(400, 'BAD_REQUEST', 'The request is not valid HTTP.');
const clientErrors: Readonly<Record<string, HttpError>> = {
  HPE_HEADER_OVERFLOW: new HttpError(
    431,
    'HEADERS_TOO_LARGE',
    'The headers are larger than the limit of 16 KB.',
  ),
  ERR_HTTP_REQUEST_TIMEOUT: new HttpError(408, 'REQUEST_TIMEOUT', 'The request did not arrive in time.'),
};

/** Handles the server's `clientError` event. Node.js itself would respond without a body. */
function respondToMalformedRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable || !(socket instanceof Socket)) socket.destroy();
  else respondOnSocket(socket, clientErrors[error.code ?? ''] ?? malformed);
}

async function listen(
  server: Server,
  { host, port, log }: HttpServerDeps,
): Promise<{ url: string; port: number }> {
  await new Promise<void>((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portTaken(host, port) : cannotListen(host, port, error));
    };
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      server.on('error', (error) => {
        log.error({ err: error }, 'the HTTP server reported an error');
      });
      resolve();
    });
  });
  const actual = (server.address() as AddressInfo).port;
  const name = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${actual}`, port: actual };
}

const cannotListen = (host: string, port: number, error: Error): Error =>
  new Error(`HOST ${host} with PORT ${port} cannot be listened on: ${error.message}`, { cause: error });

const portTaken = (host: string, port: number): Error =>
  new Error(
    `Port ${port} of ${host} is taken. Stop what listens there, or take another: --port ${port + 1}.`,
  );

/**
 * Returns a function that closes the server: it waits for pending responses, at most for the timeout. Node.js's own `close` cuts off
 * responses that are still being sent, and waits for connections without a request, which browsers keep open in advance. Here each
 * connection ends as soon as it has no pending response.
 */
export function createGracefulClose(server: Server): (timeoutMs: number) => Promise<void> {
  const pending = new Map<Socket, number>();
  const count = (socket: Socket, change: 1 | -1) => {
    const responses = pending.get(socket);
    // The connection has closed.
    if (responses === undefined) return;
    pending.set(socket, responses + change);
    if (responses + change === 0 && !server.listening) socket.destroySoon();
  };
  server.on('connection', (socket: Socket) => {
    pending.set(socket, 0);
    socket.once('close', () => pending.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1);
    response.once('close', () => {
      count(socket, -1);
    });
  });

  // An upgraded connection belongs to its WebSocket session.
  server.on('upgrade', ({ socket }: IncomingMessage) => pending.delete(socket));

  return async (timeoutMs) => {
    const timeout = setTimeout(() => {
      for (const socket of pending.keys()) socket.destroy();
    }, timeoutMs);
    await new Promise<unknown>((resolve) => {
      NetServer.prototype.close.call(server, resolve);
      for (const [socket, responses] of pending) if (responses === 0) socket.destroySoon();
    });
    clearTimeout(timeout);
    // All connections are closed. This stops Node.js's own timer, which would keep the server in memory.
    server.close();
  };
}
