import findMyWay, { type HTTPMethod } from 'find-my-way';
import { createServer, METHODS, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { RemoteSubgraphState } from '../../graph/index.ts';
import type { Logger } from '../../kernel/logger.ts';
import { closingGracefully } from './graceful-close.ts';
import { isBrowser, type GraphiqlPage } from '../ops/graphiql.ts';
import type { EventStreams } from '../sse/event-streams.ts';
import type { ExportEndpoint } from './endpoints/export.ts';
import type { GraphqlEndpoint } from './endpoints/graphql.ts';
import { answerWhatIsNotHttp } from './raw-response.ts';
import type { IngestEndpoint } from './endpoints/ingest.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { PhotoEndpoint } from './endpoints/photos.ts';
import { awaitsContinue } from './request-body.ts';
import { json, respondWithError, respondWithText } from './respond.ts';
import { refuse, type WebSocketEndpoint } from '../websocket/index.ts';

export interface HttpOptions {
  readonly host: string;
  readonly port: number;
  /** Answer only to the names of this machine: a page elsewhere could else reach a development server by a name of its own. */
  readonly loopbackNamesOnly: boolean;
  readonly shutdownTimeoutMs: number;
  readonly graphql: GraphqlEndpoint;
  readonly photos: PhotoEndpoint | undefined;
  readonly exports: ExportEndpoint | undefined;
  readonly ingest: IngestEndpoint | undefined;
  readonly websocket: WebSocketEndpoint;
  readonly eventStreams: Pick<EventStreams, 'close'>;
  readonly graphiql: GraphiqlPage | undefined;
  readonly metrics: Metrics;
  /** Why the server is not ready, or nothing if it is. */
  readonly readiness: () => Promise<string | undefined>;
  /** Told beside the readiness, on which they have no say: ours are served without them. */
  readonly remotes: () => readonly RemoteSubgraphState[];
  readonly log: Logger;
}

export interface HttpServer {
  /** @returns the address to tell people */
  listen(): Promise<{ readonly url: string; readonly port: number }>;
  /** Takes no more requests, lets those under way finish, and ends those that take too long. */
  close(): Promise<void>;
}

const all = METHODS as HTTPMethod[];
const read: HTTPMethod[] = ['GET', 'HEAD'];

type Named = Readonly<Record<string, string | undefined>>;
type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  /** What stands in the path where the route has a name. */
  named: Named,
) => Promise<void> | void;

export function createHttpServer(options: HttpOptions): HttpServer {
  const { graphql, graphiql: page = noPage, metrics, log } = options;
  const router = findMyWay({
    defaultRoute: (_, response) => {
      respondWithError(response, 404, 'NOT_FOUND', 'There is nothing here. The graph is at /graphql.');
    },
  });

  /** Measures a route, and keeps what goes wrong in it from ending the process. */
  const route = (methods: HTTPMethod[], path: string, handler: Handler, asksForBody = false) => {
    router.on(methods, path, (request, response, named) => {
      const began = performance.now();
      if (!asksForBody && awaitsContinue(request)) response.writeContinue();
      response.once('close', () => {
        metrics.observeRequest(path, response.statusCode, (performance.now() - began) / 1000);
      });
      Promise.resolve(handler(request, response, named)).catch((error: unknown) => {
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

  route(all, '/graphql', (request, response) =>
    isBrowser(request) ? page(request, response, {}) : graphql.handle(request, response),
  );
  if (options.photos !== undefined) {
    const { put, give } = options.photos;
    route(all, '/flows/:interactionUniqueId/photos', put, true);
    route(all, '/flows/:interactionUniqueId/photos/:photoId', give, true);
  }
  if (options.exports !== undefined) route(all, '/export/engagements', options.exports.handle);
  if (options.ingest !== undefined) {
    route(all, '/ingest/symbee', options.ingest.take, true);
    route(all, '/ingest/firehose', options.ingest.takeDelivery, true);
  }
  route(read, '/', (_, response) => {
    response.writeHead(307, { location: '/graphql' }).end();
  });
  route(read, '/healthz', (_, response) => {
    respondWithJson(response, 200, { status: 'ok' });
  });
  route(read, '/readyz', async (_, response) => {
    const reason = await options.readiness();
    const subgraphs = options.remotes();
    respondWithJson(response, reason === undefined ? 200 : 503, {
      ...(reason === undefined ? { status: 'ok' } : { status: 'unavailable', reason }),
      ...(subgraphs.length > 0 && { subgraphs }),
    });
  });
  route(read, '/metrics', async (_, response) => {
    const { contentType, text } = await metrics.render();
    respondWithText(response, 200, text, { 'content-type': contentType });
  });

  // Of two headers of one name Node keeps the first: joined, they are no token and no host's name.
  const server = createServer(
    { joinDuplicateHeaders: true, connectionsCheckingInterval: 5000, shouldUpgradeCallback: wantsWebSocket },
    (request, response) => {
      if (options.loopbackNamesOnly && !isLoopbackName(request.headers.host)) {
        respondWithError(response, ...misdirected);
        return;
      }
      if (!server.listening) response.setHeader('connection', 'close');
      router.lookup(request, response);
    },
  );
  // Left to itself Node asks for every body, also for one that is then refused.
  server.on('checkContinue', (request, response) => {
    server.emit('request', request, response);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (options.loopbackNamesOnly && !isLoopbackName(request.headers.host)) refuse(socket, ...misdirected);
    else if (/^\/graphql(\?|$)/.test(request.url ?? '')) options.websocket.upgrade(request, socket, head);
    else refuse(socket, 404, 'NOT_FOUND', 'There is nothing here. The graph is at /graphql.');
  });
  const close = closingGracefully(server);
  server.on('clientError', answerWhatIsNotHttp);
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;

  return {
    listen: () => listen(server, options),
    async close() {
      options.eventStreams.close();
      // Together: Node waits for the sockets of both.
      await Promise.all([
        options.websocket.close(options.shutdownTimeoutMs),
        close(options.shutdownTimeoutMs),
      ]);
    },
  };
}

const misdirected = [
  421,
  'MISDIRECTED_REQUEST',
  'In development this server answers to localhost alone.',
] as const;

/** Others, as curl's to HTTP/2, are declined by answering as if they had not been asked for. */
const wantsWebSocket = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket';

const noPage: Handler = (_, response) => {
  respondWithError(response, 404, 'NOT_FOUND', 'GraphiQL is off here. Send operations as JSON, by POST.');
};

const isLoopbackName = (host: string | undefined): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host ?? '');

function respondWithJson(response: ServerResponse, status: number, body: object): void {
  respondWithText(response, status, JSON.stringify(body), { ...json, 'cache-control': 'no-store' });
}

async function listen(
  server: Server,
  { host, port, log }: HttpOptions,
): Promise<{ url: string; port: number }> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portTaken(host, port) : cannotListen(host, port, error));
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      server.on('error', (error) => {
        log.error({ err: error }, 'the server has a fault');
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
