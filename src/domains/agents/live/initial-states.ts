import type { Clock } from '../../../kernel/clock.ts';
import { maxOrderedPerInstant, sortSameInstant } from '../feed/event-order.ts';
import type { StateEventStore } from '../feed/store.ts';
import type { StateChangeRecord } from '../history/state-change.ts';
import { displayedTaskOf, taskCountOf } from '../presence/focus-task.ts';
import type { LiveAgent } from '../presence/state-machine.ts';
import type { AgentFilter, AgentStore } from '../store.ts';

const maxAgents = 1000;

/** Returns the current states of agents, in the form of state changes, as the start of a subscription. */
export async function readInitialStates(
  deps: { readonly store: AgentStore; readonly events: StateEventStore; readonly clock: Clock },
  tenant: string,
  filter: AgentFilter,
): Promise<readonly StateChangeRecord[]> {
  const agents = await deps.store.listLive(tenant, filter, maxAgents);
  const included = await readIncludedEvents(deps.events, tenant, agents);
  return agents.map((agent) => ({
    ...toInitialState(agent, deps.clock.now()),
    fedBefore: included.get(agent.username) ?? new Set<string>(),
  }));
}

/** Returns for each agent the ids of the feed events at the instant of its newest event, up to this event: the state includes them. */
async function readIncludedEvents(
  events: Pick<StateEventStore, 'at'>,
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

const toInitialState = (agent: LiveAgent, now: Date): StateChangeRecord => ({
  username: agent.username,
  seq: agent.stateSeq,
  at: agent.stateSince ?? now,
  eventType: 'STATE_CHANGE',
  sessionId: agent.sessionId,
  currentState: agent.state,
  currentStateRaw: agent.stateRaw,
  currentStateReason: agent.stateReason,
  taskCount: taskCountOf(agent),
  focusTask: displayedTaskOf(agent),
  previousState: null,
  previousStateReason: null,
  previousStateDuration: null,
  isCurrent: true,
  newestFed: agent.fed,
});
