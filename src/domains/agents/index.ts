import type { EventLog } from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Storage } from '../../storage/index.ts';
import { readSdl } from '../shared/sdl.ts';
import type { Entity, Subgraph } from '../shared/subgraph.ts';
import { createBackground, type BackgroundSettings } from './background.ts';
import { createAgentChanger } from './change-agent.ts';
import { createLeases } from './lease.ts';
import { unknownAgent, type AgentRecord } from './model.ts';
import { createAgentCounting } from './counting.ts';
import { createBatchStore } from './fed/batches.ts';
import { createAgentIngest } from './fed/ingest.ts';
import { createAgentNews } from './fed/news.ts';
import { createStateEventStore } from './fed/store.ts';
import { createUsageStore } from './fed/usage-store.ts';
import type { CountTiming } from './followed-count.ts';
import { createAgentOperations } from './operations.ts';
import { createAgentPort } from './port.ts';
import { agentPaths, createAgentResolvers } from './resolvers.ts';
import { createStateSubscriptions } from './live/state-subscriptions.ts';
import { createAgentStore } from './store.ts';

export type { AgentCountsRecord } from './counting.ts';
export type { ShownTask } from './focus-task.ts';
export type { AgentRecord } from './model.ts';
export type { AgentPage, AgentSessionPage } from './operations.ts';
export type { AgentSessionRecord } from './sessions.ts';
export type { StateChangeRecord } from './state-change.ts';
export type { StateChangePage } from './state-history.ts';

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
  const changer = createAgentChanger(store, log, clock);
  const leases = createLeases(store, clock, timing.leaseMs);
  const port = createAgentPort(store, changer, clock);
  const events = createStateEventStore(storage);
  const usage = createUsageStore(storage);
  const news = createAgentNews(log);
  const batches = createBatchStore(storage);
  const ingest = createAgentIngest({ agents: store, changer, events, usage, batches, news, clock });
  const stateSubscriptions = createStateSubscriptions(log, clock, events, port.profileOf);
  const counts = createAgentCounting(store, stateSubscriptions, clock, timing.counts);
  const operations = createAgentOperations({
    store,
    changer,
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
    background: createBackground({ store, changer, leases, ingest, clock }, timing),
  };
}
