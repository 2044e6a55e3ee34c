import { DomainError, slowConsumer, unavailable } from '../../../kernel/errors.ts';
import { LiveSource, type LiveItem } from '../../shared/live-source.ts';
import { isWithin, type HierarchyPath } from '../hierarchy.ts';
import type { StateChangeRecord } from '../history/state-change.ts';
import type { StateSubscriptions } from './state-subscriptions.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { maxOrderedPerInstant, sortSameInstant } from '../feed/event-order.ts';
import type { StateEventStore } from '../feed/store.ts';
import { displayedTaskOf, taskCountOf } from '../presence/focus-task.ts';
import type { LiveAgent } from '../presence/state-machine.ts';
import type { AgentFilter, AgentStore } from '../store.ts';

export interface StateFilter {
  readonly tenant: string;
  /** All agents if undefined. */
  readonly usernames: ReadonlySet<string> | undefined;
  /** Agents that have the skill at the time of the change. */
  readonly skill: string | undefined;
  /** Agents at this node or below it at the time of the change. */
  readonly hierarchy: HierarchyPath | undefined;
}

/** A subscriber that is further behind than this number of changes fails with SLOW_CONSUMER. */
const maxWaiting = 1000;

/**
 * Returns a source of the state changes that pass a filter.
 * @param readCurrent reads the current state of each agent, which is delivered first. If undefined, delivery begins with the first change
 */
export function subscribeToStates(
  subscriptions: StateSubscriptions,
  { tenant, usernames, skill, hierarchy }: StateFilter,
  readCurrent: (() => Promise<readonly StateChangeRecord[]>) | undefined,
): LiveSource {
  return new LiveSource((sink) => {
    // All subscribers share the records, so that a waiting item is little more than a position.
    const waiting: LiveItem[] = [];
    let limit = maxWaiting;
    let closed = false;
    /** Changes that come while the current states are read, which are delivered first. */
    let meanwhile: StateChangeRecord[] | undefined = readCurrent === undefined ? undefined : [];
    const known = new Map<string, StateChangeRecord>();

    const unsubscribe = subscriptions.subscribe(tenant, {
      needsProfile: skill !== undefined || hierarchy !== undefined,
      get capacity() {
        return meanwhile === undefined ? limit - waiting.length : maxWaiting - meanwhile.length;
      },
      fail: end,
      take(change, { skills, reportHierarchy }) {
        if (usernames?.has(change.username) === false) return;
        if (skill !== undefined && !skills.includes(skill)) return;
        const path = change.fed?.reportHierarchy ?? [];
        if (hierarchy !== undefined && !isWithin(path.length > 0 ? path : reportHierarchy, hierarchy)) return;
        if (meanwhile === undefined) deliver(change);
        else if (meanwhile.length < maxWaiting) meanwhile.push(change);
        else end(slowConsumer());
      },
    });
    if (readCurrent !== undefined)
      readCurrent().then(begin, (error: unknown) => {
        end(error instanceof DomainError ? error : unavailable(error));
      });

    function begin(current: readonly StateChangeRecord[]): void {
      limit += current.length;
      const missed = meanwhile ?? [];
      meanwhile = undefined;
      for (const change of current) {
        known.set(change.username, change);
        push(change);
      }
      missed.forEach(deliver);
    }

    function deliver(change: StateChangeRecord): void {
      const current = known.get(change.username);
      if (current === undefined || !isIncluded(change, current)) push(change);
    }

    function push(value: StateChangeRecord): void {
      if (closed) return;
      const item: LiveItem = value.isCurrent === true ? { value } : { value, share: nameOf(tenant, value) };
      if (waiting.length === 0 && sink.ready) sink.push(item);
      else if (waiting.length < limit) waiting.push(item);
      else end(slowConsumer());
    }

    function end(error: DomainError): void {
      if (closed) return;
      close();
      sink.end(error);
    }

    function close(): void {
      closed = true;
      waiting.length = 0;
      unsubscribe();
    }

    return {
      resume() {
        while (sink.ready) {
          const item = waiting.shift();
          if (item === undefined) return;
          sink.push(item);
        }
      },
      close,
    };
  });
}

/** Whether the current state that was delivered first includes a change already. A late change is never part of the current state. */
const isIncluded = ({ seq, fed, at }: StateChangeRecord, current: StateChangeRecord): boolean =>
  fed === undefined
    ? seq <= current.seq
    : !fed.isLate &&
      current.newestFed != null &&
      (at < current.newestFed.at ||
        fed.eventId === current.newestFed.eventId ||
        current.fedBefore?.has(fed.eventId) === true);

const nameOf = (tenant: string, { username, seq, fed }: StateChangeRecord): string =>
  fed === undefined ? `agent:${tenant}:${username}:${seq}` : `agent:${tenant}:fed:${fed.eventId}`;

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
