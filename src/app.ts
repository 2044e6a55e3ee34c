import { createAuthenticator, developmentSecret, type TokenSettings } from './auth/index.ts';
import type { Configuration } from './config/index.ts';
import { createAgents } from './domains/agents/index.ts';
import { createEngagements } from './domains/engagements/index.ts';
import { readSdl } from './domains/sdl.ts';
import { createTranscripts } from './domains/transcripts/index.ts';
import { unify } from './graph/index.ts';
import { systemClock } from './kernel/clock.ts';
import type { Logger } from './kernel/logger.ts';
import { createGraphiql, createGraphqlEndpoint, createHttpServer, createMetrics } from './server/index.ts';
import { createStorage, openEmbeddedMongod, type EmbeddedMongod } from './storage/index.ts';

export interface AppHooks {
  readonly log: Logger;
  /** What is being done while the database is made ready: it may have to be fetched first. */
  readonly onProgress: (step: { message: string; done?: number; total?: number }) => void;
  readonly signal: AbortSignal;
}

/** The database and the domains over it: what the command line needs, and the first half of a server. */
export async function openApp(configuration: Configuration, hooks: AppHooks) {
  const mongod =
    configuration.MONGODB_URI === undefined ? await startMongod(configuration, hooks) : undefined;
  const storage = createStorage({
    uri: configuration.MONGODB_URI ?? mongod?.uri ?? '',
    database: configuration.MONGODB_DATABASE,
    timeoutMs: configuration.MONGODB_TIMEOUT_MS,
  });
  const agents = createAgents(storage);
  const transcripts = createTranscripts(storage, systemClock);
  const engagements = createEngagements(storage, systemClock, {
    maskIpAddresses: configuration.MASK_IP_ADDRESSES,
  });
  return {
    storage,
    mongod,
    agents: agents.operations,
    subgraphs: [transcripts.subgraph, engagements.subgraph, agents.subgraph],
    importers: [transcripts.importer, engagements.importer],
    async close() {
      await storage.close();
      await mongod?.leave();
    },
  };
}

export type App = Awaited<ReturnType<typeof openApp>>;

const startMongod = (
  configuration: Configuration,
  { log, onProgress, signal }: AppHooks,
): Promise<EmbeddedMongod> =>
  openEmbeddedMongod({
    dataDir: configuration.DATA_DIR,
    cacheDir: configuration.CACHE_DIR,
    ...(configuration.MONGOD_BINARY === undefined ? {} : { binary: configuration.MONGOD_BINARY }),
    ...(configuration.searchPath === undefined ? {} : { searchPath: configuration.searchPath }),
    log,
    onProgress,
    signal,
  });

export interface ServerOptions {
  readonly configuration: Configuration;
  readonly log: Logger;
  /** What GraphiQL begins with. */
  readonly graphiql: {
    readonly token: string | undefined;
    readonly tabs: readonly { readonly query: string }[];
  };
}

/** The graph over HTTP. Starts also while the database is away, and is ready once it answers. */
export async function startServer(app: App, { configuration, log, graphiql }: ServerOptions) {
  const metrics = createMetrics();
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
  const graphql = createGraphqlEndpoint({
    graph: unify(readSdl('common'), app.subgraphs),
    authenticator,
    log,
    compile: configuration.GRAPH_ENGINE === 'compiled',
    introspection: configuration.INTROSPECTION,
    maxCost: configuration.MAX_COST,
    maxTokens: configuration.MAX_TOKENS,
    maxBodyBytes: configuration.MAX_BODY_BYTES,
    maxDepth: configuration.MAX_DEPTH,
    maxAliases: configuration.MAX_ALIASES,
    maxDirectives: configuration.MAX_DIRECTIVES,
    maxRootMutations: configuration.MAX_ROOT_MUTATIONS,
  });
  await graphql.start();
  const indexes = createIndexes(app, log);
  const server = createHttpServer({
    host: configuration.HOST,
    port: configuration.PORT,
    loopbackNamesOnly: configuration.developmentMode,
    shutdownTimeoutMs: configuration.SHUTDOWN_TIMEOUT_MS,
    graphql,
    graphiql: configuration.INTROSPECTION ? createGraphiql(graphiql) : undefined,
    metrics,
    log,
    async readiness() {
      const up = await app.storage.answers();
      metrics.setDatabaseUp(up);
      const mongod = app.mongod?.status();
      if (mongod !== undefined && mongod.state !== 'running')
        return `The embedded MongoDB is ${mongod.state}${mongod.reason === undefined ? '' : `: ${mongod.reason}`}.`;
      if (!up) return 'MongoDB does not answer.';
      return indexes.done ? undefined : 'The indexes are being made.';
    },
  });
  const address = await server.listen();
  indexes.start();
  return {
    ...address,
    async stop() {
      await server.close();
      indexes.stop();
      await graphql.stop();
    },
  };
}

const claimNames = (configuration: Configuration) => ({
  username: configuration.AUTH_USERNAME_CLAIM,
  tenant: configuration.AUTH_TENANT_CLAIM,
  scope: configuration.AUTH_SCOPE_CLAIM,
});

/** What signs a token that this server takes: the secret that is set, or the data directory's own. */
export const tokenSettings = async (configuration: Configuration): Promise<TokenSettings> => ({
  secret: configuration.AUTH_SECRET ?? (await developmentSecret(configuration.DATA_DIR)),
  issuer: configuration.AUTH_ISSUER,
  audience: configuration.AUTH_AUDIENCE,
  claims: claimNames(configuration),
});

const retryMs = 1000;

/** Makes the indexes as soon as the database lets it. */
function createIndexes(app: App, log: Logger) {
  let done = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  return {
    get done() {
      return done;
    },
    start() {
      app.storage.createIndexes().then(
        () => {
          done = true;
        },
        (error: unknown) => {
          if (stopped) return;
          log.warn({ reason: String(error) }, 'the indexes cannot be made yet; trying again');
          timer = setTimeout(() => {
            this.start();
          }, retryMs);
        },
      );
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
