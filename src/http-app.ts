import type { GraphQLSchema } from 'graphql';
import { claimNames, tokenSettings, type App } from './app.ts';
import { createAuthenticator } from './auth/index.ts';
import type { Configuration } from './config/index.ts';
import { selectSubgraphs } from './domains/shared/subgraph.ts';
import type { Subgraph } from './domains/shared/subgraph.ts';
import { createErrorEdge } from './graph/index.ts';
import type { Logger } from './kernel/logger.ts';
import { retry } from './kernel/retry.ts';
import { openGraph } from './open-graph.ts';
import {
  createConnections,
  createEventStreams,
  createExportEndpoint,
  createGraphiql,
  createGraphqlEndpoint,
  createGraphServer,
  createHttpServer,
  createIngestEndpoints,
  createMetrics,
  createPhotoEndpoints,
  createRateLimiter,
  createWebSocketEndpoint,
  type EventIngest,
  type Photos,
  type Downloads,
  type Presence,
} from './server/index.ts';
import { SchemaVersionError } from './storage/index.ts';

/** What of the app is served. */
export interface ServedApp {
  readonly storage: Pick<App['storage'], 'answers' | 'prepare'>;
  readonly mongod: Pick<NonNullable<App['mongod']>, 'status'> | undefined;
  readonly subgraphs: readonly Subgraph[];
  /** What is given out beside the graph. */
  readonly photos?: Photos;
  /** What is given out beside the graph, and asked for as in it. */
  readonly downloads?: (schema: GraphQLSchema) => Promise<Downloads>;
  /** What takes a feed's events, beside the graph. */
  readonly feeds?: EventIngest;
  /** Who is told that a caller is there. */
  readonly presence?: Presence;
  /** What is done beside answering, as long as the server runs. */
  readonly background?: { start(): void; stop(): Promise<void> };
}

export interface ServerOptions {
  readonly configuration: Configuration;
  readonly log: Logger;
  /** What GraphiQL begins with. */
  readonly graphiql: {
    readonly token: string | undefined;
    readonly tabs: readonly { readonly query: string }[];
  };
  /** Ends the waiting for subgraphs, where there is nothing to serve without them. */
  readonly signal?: AbortSignal;
}

/** The graph over HTTP and WebSocket. Starts also while the database is away, and is ready once it answers. */
export async function startServer(
  app: ServedApp,
  { configuration, log, graphiql, signal = new AbortController().signal }: ServerOptions,
) {
  const { presence = nobodyAsks } = app;
  const metrics = createMetrics({
    databaseUp: () => app.storage.answers(),
    remotes: () => opened.source.remotes,
  });
  if (configuration.AUTH_JWKS_URL !== undefined && configuration.AUTH_AUDIENCE === undefined)
    log.warn(
      {},
      'AUTH_AUDIENCE is not set: tokens that the identity provider signs for other applications are taken too',
    );
  const authenticator = await createAuthenticator({
    keys:
      configuration.AUTH_JWKS_URL === undefined
        ? { secret: (await tokenSettings(configuration)).secret }
        : { jwksUrl: new URL(configuration.AUTH_JWKS_URL) },
    issuer: configuration.AUTH_ISSUER,
    audience: configuration.AUTH_AUDIENCE,
    claims: claimNames(configuration),
    tenants: configuration.TENANTS,
  });
  const formatError = createErrorEdge(log);
  const served = selectSubgraphs(app.subgraphs, configuration.DOMAINS);
  const serves = (name: string) => served.some((domain) => domain.name === name);
  const opened = await openGraph(app.subgraphs, served, {
    configuration,
    log,
    formatError,
    tokenOf: (caller) => authenticator.tokenOf(caller),
    observeSubgraph: metrics.observeSubgraph,
    signal,
  });
  const graph = createGraphServer({
    source: opened.source,
    formatError,
    log,
    introspection: configuration.INTROSPECTION,
    maxTokens: configuration.MAX_TOKENS,
    maxDepth: configuration.MAX_DEPTH,
    maxAliases: configuration.MAX_ALIASES,
    maxDirectives: configuration.MAX_DIRECTIVES,
    maxRootMutations: configuration.MAX_ROOT_MUTATIONS,
  });
  await graph.start();
  const limiter = createRateLimiter({
    operationsPerSecond: configuration.OPERATIONS_PER_SECOND,
    operationsBurst: configuration.OPERATIONS_BURST,
  });
  const prologue = { authenticator, limiter, presence };
  const connections = createConnections(
    {
      maxConnections: configuration.MAX_SOCKETS,
      maxConnectionsPerCaller: configuration.MAX_SOCKETS_PER_CALLER,
    },
    presence,
  );
  const { KEEP_ALIVE_MS: keepAliveMs, MAX_BODY_BYTES: maxBodyBytes } = configuration;
  const eventStreams = createEventStreams({ graph, connections, metrics: metrics.live, keepAliveMs });
  const database = prepareDatabase(app, log);
  const server = createHttpServer({
    host: configuration.HOST,
    port: configuration.PORT,
    loopbackNamesOnly: configuration.developmentMode,
    shutdownTimeoutMs: configuration.SHUTDOWN_TIMEOUT_MS,
    graphql: createGraphqlEndpoint({ graph, prologue, maxBodyBytes, eventStreams }),
    photos:
      app.photos && serves('flows') ? createPhotoEndpoints({ photos: app.photos, prologue }) : undefined,
    exports:
      app.downloads && serves('engagements')
        ? createExportEndpoint({
            downloads: await app.downloads(opened.ownSchema),
            running: createConnections(
              {
                maxConnections: configuration.MAX_EXPORTS,
                maxConnectionsPerCaller: configuration.MAX_EXPORTS_PER_CALLER,
              },
              presence,
            ),
            prologue,
            maxBodyBytes,
          })
        : undefined,
    ingest:
      app.feeds && serves('feeds')
        ? createIngestEndpoints({
            feeds: app.feeds,
            prologue,
            log,
            maxBytes: configuration.MAX_INGEST_BYTES,
          })
        : undefined,
    websocket: createWebSocketEndpoint({
      graph,
      prologue,
      connections,
      metrics: metrics.live,
      log,
      keepAliveMs,
      maxSubscriptions: configuration.MAX_SUBSCRIPTIONS_PER_SOCKET,
      maxPayloadBytes: configuration.MAX_WS_PAYLOAD_BYTES,
      allowedOrigins: configuration.ALLOWED_ORIGINS,
    }),
    eventStreams,
    graphiql: configuration.INTROSPECTION ? createGraphiql(graphiql) : undefined,
    metrics,
    log,
    remotes: () => opened.source.remotes,
    async readiness() {
      const up = await app.storage.answers();
      const mongod = app.mongod?.status();
      if (mongod !== undefined && mongod.state !== 'running')
        return `The embedded MongoDB is ${mongod.state}${mongod.reason === undefined ? '' : `: ${mongod.reason}`}.`;
      if (!up) return 'MongoDB does not answer.';
      return database.ready ? undefined : 'The database is being migrated or its indexes are being created.';
    },
  });
  const address = await server.listen();
  database.start();
  app.background?.start();
  opened.start();
  return {
    ...address,
    /** Other teams' subgraphs, as they were at the start. */
    remotes: opened.source.remotes,
    /** Rejects if the server cannot go on: a newer release has migrated the database. */
    failed: database.failed,
    async stop() {
      opened.stop();
      await server.close();
      await app.background?.stop();
      database.stop();
      await graph.stop();
    },
  };
}

const nobodyAsks: Presence = { touch: () => undefined, hold: () => () => undefined };

/** Migrates the database and creates its indexes in the background, as soon as the database is reachable. */
function prepareDatabase(app: ServedApp, log: Logger) {
  const stopping = new AbortController();
  let ready = false;
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  failed.catch(() => undefined); // Only `serve` waits for it.
  async function prepare(): Promise<void> {
    try {
      await app.storage.prepare();
      ready = true;
    } catch (error) {
      if (!(error instanceof SchemaVersionError)) throw error;
      fail(error);
    }
  }
  return {
    get ready() {
      return ready;
    },
    failed,
    start() {
      void retry(prepare, {
        firstMs: 1000,
        maxMs: 5000,
        signal: stopping.signal,
        onFailure: (error) => {
          log.warn({ reason: String(error) }, 'the database cannot be prepared yet; trying again');
        },
      });
    },
    stop() {
      stopping.abort();
    },
  };
}
