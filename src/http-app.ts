import type { GraphQLSchema } from 'graphql';
import type { App } from './app.ts';
import { claimNames, tokenSettings } from './token-settings.ts';
import { createAuthenticator, type Authenticator } from './auth/index.ts';
import type { Configuration } from './config/index.ts';
import { selectSubgraphs, type Subgraph } from './domains/shared/subgraph.ts';
import { createErrorEdge } from './graph/index.ts';
import { systemClock, type Clock } from './kernel/clock.ts';
import type { Logger } from './kernel/logger.ts';
import { retry } from './kernel/retry.ts';
import { openGraph } from './open-graph.ts';
import {
  createClientAddress,
  createCompression,
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
  type PresencePort,
} from './server/index.ts';
import { maxOffsetMs, offsetMessage, SchemaVersionError } from './storage/index.ts';

/** The parts of an app that a server needs. */
export interface ServedApp {
  readonly storage: Pick<App['storage'], 'answers' | 'prepare' | 'missingIndexes'> & {
    /** Undefined without a database: the clock of the host applies. */
    readonly clock?: Clock & Pick<App['storage']['clock'], 'offsetMs'>;
  };
  /** Runs after the database is prepared. */
  readonly onPrepared?: () => Promise<void>;
  /** Calls the listener when a collection was dropped. */
  readonly onDropped?: (listener: () => void) => void;
  readonly mongod: Pick<NonNullable<App['mongod']>, 'status'> | undefined;
  readonly subgraphs: readonly Subgraph[];
  /** The photos of flows, which are served beside the graph. */
  readonly photos?: Photos;
  /** The export over HTTP. Its arguments have types of the graph. */
  readonly downloads?: (schema: GraphQLSchema) => Promise<Downloads>;
  /** The ingestion of feeds over HTTP. */
  readonly feeds?: EventIngest;
  /** Extends the presence of callers. */
  readonly presence?: PresencePort;
  readonly background?: { start(): void; stop(): Promise<void> };
}

/** The storage of a server without subgraphs that have one. */
export const noStorage: ServedApp['storage'] = {
  answers: () => Promise.resolve(true),
  prepare: () => Promise.resolve(),
  missingIndexes: () => Promise.resolve([]),
};

export interface ServerOptions {
  readonly configuration: Configuration;
  readonly log: Logger;
  /** The token and the tabs with which GraphiQL opens. */
  readonly graphiql: {
    readonly token: string | undefined;
    readonly tabs: readonly { readonly query: string }[];
  };
  /** Aborts the wait for subgraphs if there is nothing to serve without them. */
  readonly signal?: AbortSignal;
}

/** Serves the graph over HTTP and WebSocket. Starts even while the database is unreachable, and is ready as soon as it is reachable. */
export async function startServer(
  app: ServedApp,
  { configuration, log, graphiql, signal = new AbortController().signal }: ServerOptions,
) {
  const { presence = noPresence } = app;
  const clockOffsetMs = () => app.storage.clock?.offsetMs;
  const metrics = createMetrics({
    databaseUp: () => app.storage.answers(),
    clockOffsetMs,
    remotes: () => opened.source.remotes,
    feedIssues: app.feeds?.issues,
  });
  const authenticator = await openAuthenticator(configuration, app.storage.clock ?? systemClock, log);
  const formatError = createErrorEdge(log);
  const served = selectSubgraphs(app.subgraphs, configuration.DOMAINS);
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
    onDeprecatedField: metrics.observeDeprecatedField,
    introspection: configuration.INTROSPECTION,
    anonymousIntrospection: configuration.developmentMode,
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
  const addressOf = createClientAddress({
    trustedProxies: configuration.TRUSTED_PROXIES,
    header: configuration.TRUSTED_PROXY_HEADER,
  });
  const prologue = { authenticator, limiter, presence, addressOf };
  const database = createDatabaseCheck(app, log);
  const server = createHttpServer({
    host: configuration.HOST,
    port: configuration.PORT,
    loopbackNamesOnly: configuration.developmentMode,
    shutdownTimeoutMs: configuration.SHUTDOWN_TIMEOUT_MS,
    keepAliveTimeoutMs: configuration.HTTP_KEEP_ALIVE_MS,
    allowedOrigins: configuration.ALLOWED_ORIGINS,
    ...createGraphEndpoints(configuration, { graph, prologue, metrics: metrics.live, log }),
    ...(await createDomainEndpoints(
      app,
      new Set(served.map(({ name }) => name)),
      opened.ownSchema,
      configuration,
      {
        prologue,
        log,
      },
    )),
    graphiql: configuration.INTROSPECTION ? createGraphiql(graphiql) : undefined,
    metrics,
    log,
    remotes: () => opened.source.remotes,
    readiness: () => reasonNotReady(app, database),
    warnings: () => clockWarnings(clockOffsetMs()),
  });
  const address = await server.listen();
  database.start();
  app.background?.start();
  opened.start();
  return {
    ...address,
    /** The subgraphs of other teams, as they were at the start. */
    remotes: opened.source.remotes,
    /** Rejects if the server cannot continue because a newer release has migrated the database. */
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

const noPresence: PresencePort = { touch: () => undefined, hold: () => () => undefined };

async function openAuthenticator(
  configuration: Configuration,
  clock: Clock,
  log: Logger,
): Promise<Authenticator> {
  const { AUTH_JWKS_URL, AUTH_ISSUER, AUTH_AUDIENCE, TENANTS } = configuration;
  if (AUTH_JWKS_URL !== undefined && AUTH_AUDIENCE === undefined)
    log.warn(
      {},
      'AUTH_AUDIENCE is not set: tokens that the identity provider signs for other applications are accepted too',
    );
  return createAuthenticator({
    clock,
    keys:
      AUTH_JWKS_URL === undefined
        ? { secret: (await tokenSettings(configuration)).secret }
        : { jwksUrl: new URL(AUTH_JWKS_URL) },
    issuer: AUTH_ISSUER,
    audience: AUTH_AUDIENCE,
    claims: claimNames(configuration),
    tenants: TENANTS,
  });
}

type WebSocketOptions = Parameters<typeof createWebSocketEndpoint>[0];
type EndpointDependencies = Pick<WebSocketOptions, 'prologue' | 'log'>;

/** The scopes of the operations whose input is a whole transcript, or a list of events. */
const bulkScopes: readonly string[] = ['hybris.interactionrecording_manage', 'feed.ingest'];

/** Creates the endpoints of the graph: HTTP, event streams and WebSocket. */
function createGraphEndpoints(
  configuration: Configuration,
  deps: EndpointDependencies & Pick<WebSocketOptions, 'graph' | 'metrics'>,
) {
  const { graph, prologue, metrics } = deps;
  const { KEEP_ALIVE_MS: keepAliveMs, MAX_BODY_BYTES, MAX_BULK_BODY_BYTES } = configuration;
  const connections = createConnections(
    {
      maxConnections: configuration.MAX_SOCKETS,
      maxConnectionsPerCaller: configuration.MAX_SOCKETS_PER_CALLER,
    },
    prologue.presence,
  );
  const eventStreams = createEventStreams({ graph, connections, metrics, keepAliveMs });
  return {
    graphql: createGraphqlEndpoint({
      graph,
      prologue,
      maxBodyBytes: MAX_BODY_BYTES,
      maxBodyBytesOf: (caller) =>
        bulkScopes.some((scope) => caller.scopes.has(scope))
          ? Math.max(MAX_BODY_BYTES, MAX_BULK_BODY_BYTES)
          : MAX_BODY_BYTES,
      eventStreams,
      compress: createCompression(configuration.COMPRESS_FROM_BYTES),
    }),
    websocket: createWebSocketEndpoint({
      ...deps,
      connections,
      keepAliveMs,
      maxSubscriptions: configuration.MAX_SUBSCRIPTIONS_PER_SOCKET,
      maxPayloadBytes: configuration.MAX_WS_PAYLOAD_BYTES,
      maxPendingUpgrades: Math.max(configuration.MAX_SOCKETS, configuration.OPERATIONS_BURST),
      allowedOrigins: configuration.ALLOWED_ORIGINS,
    }),
    eventStreams,
  };
}

/** Creates the endpoints of the served domains beside the graph: photos, exports and ingestion. */
async function createDomainEndpoints(
  { photos, downloads, feeds }: ServedApp,
  served: ReadonlySet<string>,
  schema: GraphQLSchema,
  configuration: Configuration,
  { prologue, log }: EndpointDependencies,
) {
  return {
    photos: photos && served.has('flows') ? createPhotoEndpoints({ photos, prologue }) : undefined,
    exports:
      downloads && served.has('engagements')
        ? createExportEndpoint({
            prologue,
            downloads: await downloads(schema),
            running: createConnections(
              {
                maxConnections: configuration.MAX_EXPORTS,
                maxConnectionsPerCaller: configuration.MAX_EXPORTS_PER_CALLER,
              },
              prologue.presence,
            ),
            maxBodyBytes: configuration.MAX_BODY_BYTES,
          })
        : undefined,
    ingest:
      feeds && served.has('feeds')
        ? createIngestEndpoints({ feeds, prologue, log, maxBytes: configuration.MAX_INGEST_BYTES })
        : undefined,
  };
}

/** Returns why the server is not ready, or undefined if it is. */
async function reasonNotReady(
  app: ServedApp,
  database: Pick<DatabaseCheck, 'reasonNotPrepared'>,
): Promise<string | undefined> {
  const isReachable = await app.storage.answers();
  const mongod = app.mongod?.status();
  if (mongod !== undefined && mongod.state !== 'running')
    return `The embedded MongoDB is ${mongod.state}${mongod.reason === undefined ? '' : `: ${mongod.reason}`}.`;
  if (!isReachable) return 'MongoDB does not answer.';
  return database.reasonNotPrepared();
}

/**
 * Returns a warning if the host's clock is wrong. The server stays ready: it uses the time of the database. And if the database's clock
 * is the wrong one, every server is concerned, and none would be left.
 */
const clockWarnings = (offsetMs: number | undefined): readonly string[] =>
  offsetMs === undefined || Math.abs(offsetMs) <= maxOffsetMs ? [] : [offsetMessage(offsetMs)];

/** Readiness probes come every few seconds, and the check of all indexes takes some milliseconds of MongoDB's time. */
const checkAgainMs = 5000;

type DatabaseCheck = ReturnType<typeof createDatabaseCheck>;

/**
 * Migrates the database and creates its indexes in the background, as soon as the database is reachable. Does so again if a collection or
 * an index was dropped: a server without the unique indexes would accept requests twice.
 */
function createDatabaseCheck(app: ServedApp, log: Logger) {
  const stopping = new AbortController();
  let reason: string | undefined = 'The database is being migrated or its indexes are being created.';
  let checkedAt = 0;
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  failed.catch(() => undefined); // Only `serve` waits for it.
  async function prepare(): Promise<void> {
    try {
      await app.storage.prepare();
      await app.onPrepared?.();
      reason = undefined;
      checkedAt = performance.now();
    } catch (error) {
      if (!(error instanceof SchemaVersionError)) throw error;
      fail(error);
    }
  }
  function start(): void {
    void retry(prepare, {
      firstMs: 1000,
      maxMs: 1000,
      signal: stopping.signal,
      onFailure: (error) => {
        log.warn({ reason: String(error) }, 'the database cannot be prepared yet; trying again');
      },
    });
  }
  const isPrepared = () => reason === undefined;
  async function check(): Promise<void> {
    if (!isPrepared()) return;
    checkedAt = performance.now();
    // An unreachable database is reported by itself.
    const missing = await app.storage.missingIndexes().catch(() => []);
    if (missing.length === 0 || !isPrepared()) return;
    reason = `Indexes are missing and are being created: ${missing.join(', ')}.`;
    log.error({ missing }, 'a collection or an index was dropped; creating the indexes again');
    start();
  }
  app.onDropped?.(() => void check());
  return {
    /** Returns undefined if the database has the schema and the indexes that this server relies on. */
    async reasonNotPrepared(): Promise<string | undefined> {
      if (performance.now() - checkedAt > checkAgainMs) await check();
      return reason;
    },
    failed,
    start,
    stop() {
      stopping.abort();
    },
  };
}
