import type { EventLog } from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Storage } from '../../storage/index.ts';
import { readSdl } from '../shared/sdl.ts';
import type { Entity, Subgraph } from '../shared/subgraph.ts';
import { createBackground, type BackgroundSettings } from './presence/background.ts';
import { createAgentOutbox } from './outbox.ts';
import { createLeases } from './presence/leases.ts';
import { unknownAgent, type AgentRecord } from './model.ts';
import { createAgentCounter } from './live/counts.ts';
import { createBatchStore } from './feed/batches.ts';
import { createFeedIngestion } from './feed/ingestion.ts';
import { createTenantStream } from './live/tenant-stream.ts';
import { createStateEventStore } from './feed/store.ts';
import { createUsageStore } from './feed/usage-store.ts';
import type { CountTiming } from './live/live-count.ts';
import { createAgentOperations } from './operations.ts';
import { createAgentPort } from './port.ts';
import { agentPaths, createAgentResolvers } from './resolvers.ts';
import { createStateSubscriptions } from './live/state-subscriptions.ts';
import { createAgentStore } from './store.ts';

export type { AgentCountsRecord } from './live/counts.ts';
export type { DisplayedTask } from './presence/focus-task.ts';
export type { AgentRecord } from './model.ts';
export type { AgentPage, AgentSessionPage } from './operations.ts';
export type { AgentSessionRecord } from './history/sessions.ts';
export type { StateChangeRecord } from './history/state-change.ts';
export type { StateChangePage } from './history/state-history.ts';

export interface AgentSettings extends BackgroundSettings {
  /** After how long without a sign of it the usage of a product is over. */
  readonly usageExpiryMs: number;
  readonly counts: CountTiming;
}

const defaults: AgentSettings = {
  leaseMs: 120_000,
  sweepMs: 1000,
  usageExpiryMs: 1_800_000,
  counts: { pauseMs: 500, patienceMs: 5000 },
  onError: () => undefined,
};

/**
 * @param settings `leaseMs`: how long an agent counts as present without a sign of life, 120,000 if left out; `sweepMs`: how often it is
 *   looked for those whose time is up, 1,000 if left out; `usageExpiryMs`: 1,800,000 if left out; `counts`: at most twice a second, and at
 *   least every five
 */
export function createAgents(
  storage: Storage,
  clock: Clock,
  log: EventLog,
  settings: Partial<AgentSettings> = {},
) {
  const timing = { ...defaults, ...settings };
  const store = createAgentStore(storage);
  const outbox = createAgentOutbox(store, log, clock);
  const leases = createLeases(store, clock, timing.leaseMs);
  const port = createAgentPort(store, outbox, clock);
  const events = createStateEventStore(storage);
  const usage = createUsageStore(storage);
  const news = createTenantStream(log);
  const batches = createBatchStore(storage);
  const ingest = createFeedIngestion({ agents: store, outbox, events, usage, batches, news, clock });
  const stateSubscriptions = createStateSubscriptions(log, clock, events, port.profileOf);
  const counts = createAgentCounter(store, stateSubscriptions, clock, timing.counts);
  const operations = createAgentOperations({
    store,
    outbox,
    leases,
    stateSubscriptions,
    log,
    events,
    usage,
    news,
    counts,
    clock,
    usageExpiryMs: timing.usageExpiryMs,
  });
  const agent: Entity<'Agent', AgentRecord> = {
    type: 'Agent',
    key: 'username',
    load: operations.readAgents,
    deletable: false,
    rootScopes: [['agent.view']],
    unknown: unknownAgent,
  };
  const subgraph: Subgraph = {
    name: 'agents',
    typeDefs: readSdl('agents'),
    resolvers: createAgentResolvers(operations),
    entities: [agent],
    paths: agentPaths,
  };
  return {
    subgraph,
    operations,
    port,
    feedPort: ingest.port,
    background: createBackground({ store, outbox, leases, ingest, clock }, timing),
  };
}
