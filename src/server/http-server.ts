import findMyWay from 'find-my-way';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { Logger } from '../kernel/logger.ts';
import { isBrowser, type GraphiqlPage } from './graphiql.ts';
import type { GraphqlEndpoint } from './graphql-endpoint.ts';
import type { Metrics } from './metrics.ts';
import { respondWithError } from './respond.ts';

export interface HttpOptions {
  readonly host: string;
  readonly port: number;
  /** Answer only to the names of this machine: a page elsewhere could else reach a development server by a name of its own. */
  readonly loopbackNamesOnly: boolean;
  readonly shutdownTimeoutMs: number;
  readonly graphql: GraphqlEndpoint;
  readonly graphiql: GraphiqlPage | undefined;
  readonly metrics: Metrics;
  /** Why the server is not ready, or nothing if it is. */
  readonly readiness: () => Promise<string | undefined>;
  readonly log: Logger;
}

export interface HttpServer {
  /** @returns the address to tell people */
  listen(): Promise<{ readonly url: string; readonly port: number }>;
  /** Takes no more requests, lets those under way finish, and ends those that take too long. */
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export function createHttpServer(options: HttpOptions): HttpServer {
  const { graphql, graphiql, metrics, log } = options;
  const router = findMyWay({
    defaultRoute: (_, response) => {
      respondWithError(response, 404, 'NOT_FOUND', 'There is nothing here. The graph is at /graphql.');
    },
  });

  /** Measures a route, and keeps what goes wrong in it from ending the process. */
  const route = (method: 'all' | 'get', path: string, handler: Handler) => {
    router[method](path, (request, response) => {
      const began = performance.now();
      response.once('close', () => {
        metrics.observeRequest(path, response.statusCode, (performance.now() - began) / 1000);
      });
      Promise.resolve(handler(request, response)).catch((error: unknown) => {
        const errorId = randomUUID();
        log.error({ errorId, err: error, path }, 'request failed');
        if (!response.headersSent)
          respondWithError(
            response,
            500,
            'INTERNAL_SERVER_ERROR',
            `Something went wrong on our side. The log has it as ${errorId}.`,
          );
        else response.destroy();
      });
    });
  };

  route('all', '/graphql', (request, response) =>
    graphiql !== undefined && isBrowser(request)
      ? graphiql(request, response)
      : graphql.handle(request, response),
  );
  route('get', '/', (_, response) => {
    response.writeHead(307, { location: '/graphql' }).end();
  });
  route('get', '/healthz', (_, response) => {
    respondWithJson(response, 200, { status: 'ok' });
  });
  route('get', '/readyz', async (_, response) => {
    const reason = await options.readiness();
    respondWithJson(
      response,
      reason === undefined ? 200 : 503,
      reason === undefined ? { status: 'ok' } : { status: 'unavailable', reason },
    );
  });
  route('get', '/metrics', async (_, response) => {
    const { contentType, text } = await metrics.render();
    response.writeHead(200, { 'content-type': contentType }).end(text);
  });

  const server = createServer((request, response) => {
    if (options.loopbackNamesOnly && !isLoopbackName(request.headers.host)) {
      respondWithError(
        response,
        421,
        'MISDIRECTED_REQUEST',
        'In development this server answers to localhost alone.',
      );
      return;
    }
    if (!server.listening) response.setHeader('connection', 'close');
    router.lookup(request, response);
  });
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;

  return {
    listen: () => listen(server, options),
    close: () => close(server, options.shutdownTimeoutMs),
  };
}

const isLoopbackName = (host: string | undefined): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host ?? '');

function respondWithJson(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

async function listen(server: Server, { host, port }: HttpOptions): Promise<{ url: string; port: number }> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const actual = (server.address() as AddressInfo).port;
  const name = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${actual}`, port: actual };
}

async function close(server: Server, timeoutMs: number): Promise<void> {
  const late = setTimeout(() => {
    server.closeAllConnections();
  }, timeoutMs);
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
  clearTimeout(late);
}
