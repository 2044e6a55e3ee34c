import type { EventLog } from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { ChangeStream } from '../../realtime/index.ts';
import type { Storage } from '../../storage/index.ts';
import { readSdl, type Entity, type Subgraph } from '../shared/subgraph.ts';
import { createFeedIngestion } from './feed/ingestion.ts';
import { createBatchStore, createStateEventStore, createUsageStore } from './feed/store.ts';
import { createAgentCounter } from './live/counts.ts';
import type { CountTiming } from './live/live-count.ts';
import { createStateSubscriptions } from './live/state-subscriptions.ts';
import { createTenantStream } from './live/tenant-stream.ts';
import type { StateChangeRecord } from './history/state-change.ts';
import { unknownAgent, type AgentRecord } from './model.ts';
import { canSeeAllAgents, createAgentOperations } from './operations.ts';
import { createAgentOutbox } from './outbox.ts';
import { createAgentPort } from './port.ts';
import { createBackground, type BackgroundSettings } from './presence/background.ts';
import { createLeases } from './presence/leases.ts';
import { agentPaths, createAgentResolvers } from './resolvers.ts';
import { createAgentStore } from './store.ts';

export type * from './records.ts';

export interface AgentSettings extends BackgroundSettings {
  /** The time in milliseconds after the last event at which a usage session expires. */
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
 * @param settings `leaseMs`: the presence lease, default 120,000; `sweepMs`: the interval of sweeps, default 1,000; `usageExpiryMs`: default
 *   1,800,000; `counts`: by default at most twice per second and at least every five seconds
 */
export function createAgents(
  storage: Storage,
  clock: Clock,
  log: EventLog,
  changeStream: Pick<ChangeStream, 'onReopened' | 'onDropped'>,
  settings: Partial<AgentSettings> = {},
) {
  const { usageExpiryMs, counts: countTiming, ...background } = { ...defaults, ...settings };
  const store = createAgentStore(storage);
  const outbox = createAgentOutbox(store, log, clock);
  const leases = createLeases(store, clock, background.leaseMs);
  const port = createAgentPort(store, outbox, clock);
  const events = createStateEventStore(storage);
  const usage = createUsageStore(storage);
  const batches = createBatchStore(storage);
  const tenantStream = createTenantStream(log);
  const ingestion = createFeedIngestion({ store, outbox, events, usage, batches, tenantStream, clock });
  const stateSubscriptions = createStateSubscriptions(log, changeStream, clock, events, port.profileOf);
  const operations = createAgentOperations({
    store,
    outbox,
    leases,
    stateSubscriptions,
    sources: { log, events },
    usage,
    tenantStream,
    counts: createAgentCounter(store, stateSubscriptions, clock, countTiming),
    clock,
    usageExpiryMs,
  });
  const agent: Entity<'Agent', AgentRecord> = {
    type: 'Agent',
    key: 'username',
    load: operations.readAgents,
    deletable: false,
    rootScopes: [['agent.view']],
    // Without access to all agents, an agent sees more of itself than of others. Customers see no agent.
    isPersonal: (caller) => caller.kind === 'agent' && !canSeeAllAgents(caller),
    unknown: unknownAgent,
  };
  const stateChange: Entity<'AgentStateChange', StateChangeRecord> = {
    type: 'AgentStateChange',
    key: 'changeId',
    load: operations.readStateChanges,
    // Not every caller may see every agent's changes, so a reference alone never proves visibility.
    deletable: true,
    rootScopes: [['agent.view'], ['agent.manage'], ['chat.agent'], ['interaction.agent']],
  };
  const subgraph: Subgraph = {
    name: 'agents',
    typeDefs: readSdl('agents'),
    resolvers: createAgentResolvers(operations),
    entities: [agent, stateChange],
    paths: agentPaths,
  };
  return {
    subgraph,
    operations,
    port,
    feedPort: ingestion.port,
    background: createBackground({ store, outbox, leases, ingestion, clock }, background),
  };
}
