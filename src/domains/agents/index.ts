import type { EventLog } from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Storage } from '../../storage/index.ts';
import { readSdl } from '../sdl.ts';
import type { Entity, Subgraph } from '../subgraph.ts';
import { createBackground, type BackgroundSettings } from './background.ts';
import { createAgentChanger } from './change-agent.ts';
import { createLeases } from './lease.ts';
import { unknownAgent, type AgentRecord } from './model.ts';
import { createAgentOperations } from './operations.ts';
import { createAgentPort } from './port.ts';
import { agentPaths, createAgentResolvers } from './resolvers.ts';
import { createStateFeed } from './state-feed.ts';
import { createAgentStore } from './store.ts';

export type { FocusTaskRecord } from './focus-task.ts';
export type { AgentRecord } from './model.ts';
export type { AgentPage } from './operations.ts';
export type { Assignment } from './slots.ts';
export type { StateChangeRecord } from './state-change.ts';
export type { StateChangePage } from './state-history.ts';

const defaults: BackgroundSettings = { leaseMs: 120_000, sweepMs: 1000, onError: () => undefined };

/**
 * @param settings `leaseMs`: how long an agent counts as present without a sign of life, 120,000 if left out; `sweepMs`: how often it is
 *   looked for those whose time is up, 1,000 if left out
 */
export function createAgents(
  storage: Storage,
  clock: Clock,
  log: EventLog,
  settings: Partial<BackgroundSettings> = {},
) {
  const timing = { ...defaults, ...settings };
  const store = createAgentStore(storage);
  const changer = createAgentChanger(store, log, clock);
  const leases = createLeases(store, clock, timing.leaseMs);
  const port = createAgentPort(store, changer, clock);
  const feed = createStateFeed(log, clock, port.skillsOf);
  const operations = createAgentOperations({ store, changer, leases, feed, log, clock });
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
    background: createBackground({ store, changer, leases, clock }, timing),
  };
}
