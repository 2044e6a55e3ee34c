import type { GraphQLSchema } from 'graphql';
import type { Configuration } from './config/index.ts';
import { openEmbeddedMongod, type EmbeddedMongod } from './embedded-mongod/index.ts';
import { createAgents } from './domains/agents/index.ts';
import { createEngagements } from './domains/engagements/index.ts';
import { createFeeds } from './domains/feeds/index.ts';
import { createFlows } from './domains/flows/index.ts';
import { readSdl, selectSubgraphs, type Subgraph, nodes } from './domains/shared/subgraph.ts';
import { customers } from './domains/customers/index.ts';
import { createTranscripts } from './domains/transcripts/index.ts';
import { createInteractions } from './domains/interactions/index.ts';
import { combineLoops } from './kernel/interval-loop.ts';
import { createEventIds, createEventLog, eventCollection } from './eventlog/index.ts';
import { DomainError } from './kernel/errors.ts';
import type { Logger } from './kernel/logger.ts';
import { openChangeStream } from './realtime/index.ts';
import { createStorage, type Storage } from './storage/index.ts';

export interface AppHooks {
  readonly log: Logger;
  /** Called with each step of starting the embedded MongoDB, which may download it first. */
  readonly onProgress: (step: { message: string; done?: number; total?: number }) => void;
  readonly signal: AbortSignal;
}

/** Opens the database and the domains: everything that a command needs, and the first half of a server. */
export async function openApp(configuration: Configuration, hooks: AppHooks) {
  const mongod =
    configuration.MONGODB_URI === undefined ? await startMongod(configuration, hooks) : undefined;
  const storage = createStorage({
    uri: configuration.MONGODB_URI ?? mongod?.uri ?? '',
    database: configuration.MONGODB_DATABASE,
    timeoutMs: configuration.MONGODB_TIMEOUT_MS,
    log: hooks.log,
  });
  const close = async () => {
    try {
      await storage.close();
    } finally {
      await mongod?.release();
    }
  };
  try {
    await migrateIfReachable(storage);
  } catch (error) {
    await close();
    throw error;
  }
  const { ids, changeStream, agents, transcripts, engagements, feeds, flows, interactions } = createDomains(
    configuration,
    storage,
    hooks.log,
  );
  const subgraphs: readonly Subgraph[] = [
    ...[transcripts, engagements, agents, feeds, flows, interactions].map(({ subgraph }) => subgraph),
    customers,
    nodes,
  ];
  const served = new Set(selectSubgraphs(subgraphs, configuration.DOMAINS).map(({ name }) => name));
  const exportGraphOf = async (schema: GraphQLSchema) => {
    const { createExportGraph } = await import('./graph/index.ts');
    return createExportGraph(schema, engagements.subgraph, 'Engagement');
  };
  return {
    storage,
    mongod,
    agents: agents.operations,
    engagements: engagements.operations,
    ids,
    subgraphs,
    /** Builds the schema for commands whose arguments have types of the graph. Loaded on demand, because other commands do not need it. */
    async schema(): Promise<GraphQLSchema> {
      const { buildUnifiedGraph } = await import('./graph/index.ts');
      return buildUnifiedGraph(readSdl('common'), subgraphs).schema;
    },
    searchExporter: async (schema: GraphQLSchema) => engagements.exporter(await exportGraphOf(schema)),
    downloads: async (schema: GraphQLSchema) => engagements.downloads(await exportGraphOf(schema)),
    importers: [transcripts.importer, engagements.importer, flows.importer, ...feeds.importers],
    feeds: feeds.streams,
    photos: flows.photos,
    rebuilds: { interactions: interactions.rebuild, flows: flows.rebuild },
    presence: { touch: agents.operations.touch, hold: agents.operations.holdPresence },
    onPrepared: () => ids.checkOrigin(),
    onDropped: (listener: () => void) => {
      changeStream.onDropped(listener);
    },
    /** The database's clock, the change stream and the sweeps of the domains that are served. */
    background: combineLoops(
      storage.clock,
      changeStream,
      ...Object.entries({ agents, interactions, flows }).flatMap(([name, domain]) =>
        served.has(name) ? [domain.background] : [],
      ),
    ),
    close,
  };
}

/** Creates the domains over the event log. Domains do not import each other: the ports between them are passed here. */
function createDomains(configuration: Configuration, storage: Storage, logger: Logger) {
  const { clock } = storage;
  const log = createEventLog(storage, clock);
  const ids = createEventIds(storage, log, logger);
  const changeStream = openChangeStream(storage, log, clock, logger);
  changeStream.onDropped((collection) => {
    if (collection === null || collection === eventCollection) log.forget();
  });
  const agents = createAgents(storage, clock, log, changeStream, {
    leaseMs: configuration.AGENT_LEASE_MS,
    usageExpiryMs: configuration.USAGE_EXPIRY_MS,
    onError: (error) => {
      logger.warn({ err: error }, 'the sweep of agents failed; trying again');
    },
  });
  const transcripts = createTranscripts(storage, clock, { redactsChats: configuration.REDACT_CHATS });
  const engagements = createEngagements(storage, clock, {
    maxSearchDays: configuration.MAX_SEARCH_DAYS,
    maskIpAddresses: configuration.MASK_IP_ADDRESSES,
  });
  const feeds = createFeeds(storage, clock, { agents: agents.feedPort, transcripts: transcripts.feed });
  const flows = createFlows(
    { storage, log, ids, changeStream, clock, logger },
    {
      numbers: configuration.FLOW_NUMBERS ?? [],
      country: configuration.PHONE_COUNTRY,
      idleMs: configuration.FLOW_IDLE_MS,
      photoLinkMs: configuration.PHOTO_LINK_MS,
      publicUrl: configuration.PUBLIC_URL,
      maxPhotoBytes: configuration.MAX_PHOTO_BYTES,
    },
  );
  const interactions = createInteractions(
    {
      storage,
      log,
      ids,
      changeStream,
      agents: agents.port,
      flows: flows.port,
      history: {
        async record(tenant, completed) {
          await Promise.all(
            [transcripts, engagements, feeds].map(({ operations }) =>
              operations.recordInteraction(tenant, completed),
            ),
          );
        },
      },
      clock,
      logger,
    },
    {
      offerTimeoutMs: configuration.OFFER_TIMEOUT_MS,
      reofferDelayMs: configuration.REOFFER_DELAY_MS,
    },
  );
  return { ids, changeStream, agents, transcripts, engagements, feeds, flows, interactions };
}

export type App = Awaited<ReturnType<typeof openApp>>;

/** Migrates the database. A server also starts while the database is unreachable: `storage.prepare` then migrates it later. */
async function migrateIfReachable(storage: Storage): Promise<void> {
  try {
    await storage.migrate();
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'UNAVAILABLE')) throw error;
  }
}

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
