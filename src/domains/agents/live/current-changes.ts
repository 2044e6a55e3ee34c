import { maxOrderedPerInstant, sortSameInstant } from '../feed/event-order.ts';
import { readChangesAt, type ChangeSources } from '../history/change-reader.ts';
import {
  fromLogRecord,
  toLogRecord,
  type ChangeKey,
  type StateChangeRecord,
} from '../history/state-change.ts';
import type { LatestFeedState } from '../model.ts';
import type { LiveAgent } from '../presence/state-machine.ts';
import type { AgentFilter, AgentStore } from '../store.ts';

const maxAgents = 1000;

/** The change that led to an agent's displayed state, and the changes that the agent's document includes. */
export interface CurrentChange {
  readonly username: string;
  /** Undefined for an agent whose state has never changed. */
  readonly change: StateChangeRecord | undefined;
  /** The number of changes in this system. */
  readonly seq: number;
  /** The newest feed event. */
  readonly newestFed: Pick<LatestFeedState, 'at' | 'eventId'> | null;
  /** The ids of the included feed events at the instant of `newestFed`. */
  readonly fedBefore: ReadonlySet<string>;
}

/** Returns the change in force of each agent, as the start of a subscription. */
export async function readCurrentChanges(
  { store, sources }: { readonly store: AgentStore; readonly sources: ChangeSources },
  tenant: string,
  filter: AgentFilter,
): Promise<readonly CurrentChange[]> {
  const agents = await store.listLive(tenant, filter, maxAgents);
  const [included, changes] = await Promise.all([
    readIncludedEvents(sources.events, tenant, agents),
    readChangesInForce(sources, tenant, agents),
  ]);
  return agents.map((agent) => ({
    username: agent.username,
    change: changes.get(agent.username),
    seq: agent.stateSeq,
    newestFed: agent.fed,
    fedBefore: included.get(agent.username) ?? new Set<string>(),
  }));
}

/** Reads the change in force of each agent, by user name. The newest change may be in the outbox and not in the log yet. */
async function readChangesInForce(
  sources: ChangeSources,
  tenant: string,
  agents: readonly LiveAgent[],
): Promise<ReadonlyMap<string, StateChangeRecord>> {
  const changes: StateChangeRecord[] = [];
  const keys = agents.flatMap(({ username, showsFed, fed, stateSeq, unlogged }): ChangeKey[] => {
    if (showsFed && fed !== null) return [{ eventId: fed.eventId }];
    if (unlogged === null) return stateSeq === 0 ? [] : [{ username, seq: stateSeq }];
    const change = fromLogRecord(toLogRecord(tenant, username, unlogged));
    if (change !== undefined) changes.push(change);
    return [];
  });
  changes.push(...(await readChangesAt(sources, tenant, keys)));
  return new Map(changes.map((change) => [change.username, change]));
}

/** Returns for each agent the ids of the feed events at the instant of its newest event, up to this event: the state includes them. */
async function readIncludedEvents(
  events: ChangeSources['events'],
  tenant: string,
  agents: readonly Pick<LiveAgent, 'username' | 'fed'>[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const newest = new Map<string, string>();
  const instants: { readonly username: string; readonly at: Date }[] = [];
  for (const { username, fed } of agents)
    if (fed !== null && fed.known > 1 && fed.known <= maxOrderedPerInstant) {
      newest.set(username, fed.eventId);
      instants.push({ username, at: fed.at });
    }
  const stored = Map.groupBy(await events.at(tenant, instants), ({ username }) => username);
  return new Map(
    [...stored].map(([username, changes]) => {
      const ids = sortSameInstant(changes).map(({ eventId }) => eventId);
      // Events after the newest one arrived after the agent was read. They are delivered as changes.
      return [username, new Set(ids.slice(0, ids.indexOf(newest.get(username) ?? '') + 1))];
    }),
  );
}
