import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { principalOf, type Caller } from '../../auth/index.ts';
import type { EventLog } from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { forbidden, invalid } from '../../kernel/errors.ts';
import { checkedId, naturalIdOf } from '../../kernel/global-id.ts';
import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
  type PageRows,
} from '../../kernel/paging.ts';
import type { LiveSource } from '../shared/live-source.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import type { AgentOutbox } from './outbox.ts';
import type { ChangeSources } from './history/change-reader.ts';
import {
  checkCountArguments,
  type AgentCounter,
  type AgentCountsRecord,
  type CountArguments,
} from './live/counts.ts';
import type { TenantStream } from './live/tenant-stream.ts';
import type { StateEventStore } from './feed/store.ts';
import { readEarlierAtSameInstant } from './live/initial-states.ts';
import { readUsage } from './feed/read-usage.ts';
import type { UsageStore } from './feed/usage-store.ts';
import { subscribeToStates } from './live/subscribe-to-states.ts';
import { checkNode, type HierarchyPath } from './hierarchy.ts';
import type { Leases } from './presence/leases.ts';
import {
  checkChanges,
  checkWish,
  newValues,
  unknownAgent,
  type AgentChanges,
  type AgentRecord,
  type AgentState,
} from './model.ts';
import { checkRange, readGaps, readSessions, readTotals, type Whose } from './history/range-queries.ts';
import { isMeanwhile, readSessionPage, spanOf } from './history/session-page.ts';
import type { AgentSessionRecord } from './history/sessions.ts';
import { shownTaskOf, taskCountOf } from './shown.ts';
import type { StateChangeRecord } from './history/state-change.ts';
import type { StateSubscriptions } from './live/state-subscriptions.ts';
import {
  readStateHistory,
  type HistoryArguments,
  type TimeRange,
  type StateChangePage,
} from './history/state-history.ts';
import { withPresence, type LiveAgent } from './presence/state-machine.ts';
import type { AgentStore } from './store.ts';

export interface AgentListArguments extends PageArguments {
  readonly states?: readonly AgentState[] | null | undefined;
  readonly skill?: string | null | undefined;
  readonly hierarchy?: HierarchyPath | null | undefined;
}

export interface SpanArguments {
  readonly range: TimeRange;
}

export interface SessionArguments extends PageArguments, SpanArguments {}

export interface AgentStateArguments {
  readonly state: AgentState;
  readonly reason?: string | null | undefined;
  readonly username?: string | null | undefined;
}

export interface StateSubscribeArguments {
  readonly usernames?: readonly string[] | null | undefined;
  readonly skill?: string | null | undefined;
  readonly hierarchy?: HierarchyPath | null | undefined;
  readonly sendCurrent?: boolean | null | undefined;
}

export type AgentPage = Connection<AgentRecord>;
export type AgentSessionPage = Connection<AgentSessionRecord>;

export type AgentOperations = ReturnType<typeof createAgentOperations>;

const listName = 'agents';
const maxFollowed = 100;
const maxCurrent = 1000;
const none: PageRows<AgentRecord> = { rows: [], totalCount: 0 };

/** Whose name a record mentions is known to whoever may read the record; what the agent does and can do is not. */
const seesAgent = ({ kind, id, scopes }: Caller, username: string): boolean =>
  kind !== 'customer' &&
  (scopes.has('agent.view') || scopes.has('agent.manage') || (kind === 'agent' && id === username));

const nameOf = ({ username, nickname }: AgentRecord): AgentRecord => ({
  ...unknownAgent(username),
  ...(nickname === undefined ? {} : { nickname }),
});

export interface AgentParts {
  readonly store: AgentStore;
  readonly outbox: AgentOutbox;
  readonly leases: Leases;
  readonly stateSubscriptions: StateSubscriptions;
  readonly log: EventLog;
  readonly events: StateEventStore;
  readonly usage: UsageStore;
  readonly news: TenantStream;
  readonly counts: AgentCounter;
  readonly clock: Clock;
  /** After how long without a sign of it the usage of a product is over. */
  readonly usageExpiryMs: number;
}

export function createAgentOperations(parts: AgentParts) {
  const {
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
    usageExpiryMs,
  } = parts;
  const sources: ChangeSources = { log, events };

  /** A customer knows agents by nickname alone, so there is none that a customer may read. */
  async function readAgents(
    caller: Caller,
    usernames: readonly string[],
    fields: Fields,
  ): Promise<readonly AgentRecord[]> {
    if (caller.kind === 'customer') return [];
    const agents = await store.read(caller.tenant, usernames, fields);
    return agents.map((agent) => (seesAgent(caller, agent.username) ? agent : nameOf(agent)));
  }

  const usageIn = (whose: Whose, span: TimeRange) =>
    readUsage(usage, whose, span, clock.now(), usageExpiryMs);

  /** Whose state is to be set. Another's only by one who manages agents. */
  function subjectOf(caller: Caller, username: string | null | undefined): string {
    const named = username == null ? undefined : naturalIdOf('Agent', username);
    if (caller.kind === 'agent' && (named ?? caller.id) === caller.id) return caller.id;
    if (caller.kind === 'customer' || !caller.scopes.has('agent.manage')) throw forbidden();
    if (named === undefined) throw invalid('username', 'is required: the caller is no agent');
    return checkedId('username', named);
  }

  return {
    readAgents,

    async readAgent(caller: Caller, username: string, fields: Fields): Promise<AgentRecord | null> {
      const [agent] = await readAgents(caller, [naturalIdOf('Agent', username)], fields);
      return agent ?? null;
    },

    async readCurrentAgent(caller: Caller, fields: Fields): Promise<AgentRecord | null> {
      if (caller.kind !== 'agent') return null;
      const [agent] = await readAgents(caller, [caller.id], fields);
      return agent ?? unknownAgent(caller.id);
    },

    async listAgents(caller: Caller, args: AgentListArguments, wanted: ConnectionFields): Promise<AgentPage> {
      if (args.states?.includes('OTHER'))
        throw invalid('states', 'OTHER stands for what a source says, and cannot be asked for');
      const page = readPageArguments(listName, ['string'], args);
      const filter = {
        states: args.states ?? undefined,
        skill: args.skill ?? undefined,
        hierarchy: checkNode('hierarchy', args.hierarchy),
      };
      const read = caller.kind === 'customer' ? none : await store.list(caller.tenant, filter, page, wanted);
      return toConnection(page, read, ({ username }) => makeCursor(listName, [username]), wanted);
    },

    /** Null where it may not be seen. */
    async readStateHistory(
      caller: Caller,
      username: string,
      args: HistoryArguments,
      wanted: ConnectionFields,
    ): Promise<StateChangePage | null> {
      if (!seesAgent(caller, username)) return null;
      return readStateHistory(sources, caller.tenant, username, args, wanted);
    },

    /** Null where they may not be seen, as for all of these. */
    async readStateTotals(caller: Caller, username: string, { range }: SpanArguments) {
      checkRange(range);
      if (!seesAgent(caller, username)) return null;
      return readTotals(sources, { tenant: caller.tenant, username }, range, clock.now());
    },

    async readGaps(caller: Caller, username: string, { range }: SpanArguments) {
      checkRange(range);
      if (!seesAgent(caller, username)) return null;
      return readGaps(sources, { tenant: caller.tenant, username }, range, clock.now());
    },

    async readUsage(caller: Caller, username: string, { range }: SpanArguments) {
      checkRange(range);
      if (!seesAgent(caller, username)) return null;
      return usageIn({ tenant: caller.tenant, username }, range);
    },

    async readSessions(
      caller: Caller,
      username: string,
      { range, ...paging }: SessionArguments,
      wanted: ConnectionFields,
    ): Promise<AgentSessionPage | null> {
      checkRange(range);
      if (!seesAgent(caller, username)) return null;
      const whose = { tenant: caller.tenant, username };
      const page = readSessionPage(username, paging);
      const sessions = await readSessions(sources, whose, range, clock.now());
      const rows = page.cut(sessions);
      const used = wanted.rows && rows.length > 0 ? await usageIn(whose, spanOf(rows, clock.now())) : [];
      return page.toPage(
        rows.map((session) => ({ ...session, usage: used.filter((one) => isMeanwhile(one, session)) })),
        sessions.length,
        wanted,
      );
    },

    /** How many agents do what. Whoever may ask for it may see all of the tenant's agents. */
    async countAgents(caller: Caller, args: CountArguments): Promise<AgentCountsRecord | null> {
      if (caller.kind === 'customer') return null;
      return counts.count(caller.tenant, checkCountArguments(args));
    },

    subscribeToAgentCounts(caller: Caller, args: CountArguments): LiveSource {
      if (!seesAgents(caller)) throw forbidden();
      return counts.follow(caller.tenant, checkCountArguments(args));
    },

    async upsertAgent(caller: Pick<Caller, 'tenant'>, input: AgentChanges): Promise<AgentRecord> {
      const changes = checkChanges(input);
      const changed = await outbox.update(caller.tenant, changes.username, {
        // The state stays what it is.
        cause: { by: 'system' },
        registers: true,
        decide(agent, now) {
          const values = newValues(agent, changes);
          if (values === undefined && !agent.byFeed) return undefined;
          const isPlaced = values?.reportHierarchy !== undefined;
          const said = isPlaced ? { hierarchySaid: { at: now, eventId: '' } } : {};
          return { ...agent, ...values, ...said, byFeed: false };
        },
      });
      if (changed === undefined) throw new Error('An agent was neither found nor registered.');
      // Who counts agents hears of it; if this fails, they look again soon.
      if (changed.isNew) await news.tellSet(caller.tenant, uuid()).catch(() => undefined);
      return changed.agent;
    },

    async setAgentState(
      caller: Caller,
      { state, reason, username: named }: AgentStateArguments,
    ): Promise<AgentRecord> {
      const username = subjectOf(caller, named);
      const wish = checkWish(state, reason);
      const session = { id: randomUUID(), leaseUntil: leases.nextEnd() };
      const changed = await outbox.update(caller.tenant, username, {
        cause: { by: principalOf(caller) },
        registers: caller.kind === 'agent' && caller.id === username,
        decide: (agent) => withPresence(agent, wish, session),
      });
      if (changed === undefined) throw invalid('username', 'names no registered agent');
      // What waits for the agent is on offer, and what was on offer goes to others, when this answers.
      await changed.followed;
      return changed.agent;
    },

    /** What agents do, as it changes. Whoever may ask for it may see all of the tenant's agents. */
    subscribeToAgentStates(caller: Caller, args: StateSubscribeArguments): LiveSource {
      const { tenant } = caller;
      if (!seesAgents(caller)) throw forbidden();
      if (args.usernames != null && args.usernames.length > maxFollowed)
        throw invalid('usernames', `has ${args.usernames.length} entries, and may have ${maxFollowed}`);
      const usernames = args.usernames?.map((name) => naturalIdOf('Agent', name));
      const skill = args.skill ?? undefined;
      const hierarchy = checkNode('hierarchy', args.hierarchy);
      const readCurrent = async () => {
        const agents = await store.listLive(tenant, { usernames, skill, hierarchy }, maxCurrent);
        const before = await readEarlierAtSameInstant(events, tenant, agents);
        return agents.map((agent) => ({
          ...currentState(agent, clock.now()),
          fedBefore: before.get(agent.username) ?? new Set<string>(),
        }));
      };
      return subscribeToStates(
        stateSubscriptions,
        { tenant, usernames: usernames && new Set(usernames), skill, hierarchy },
        args.sendCurrent === true ? readCurrent : undefined,
      );
    },

    touch: leases.touch,
    holdPresence: leases.holdPresence,
  };
}

const seesAgents = ({ kind, scopes }: Caller): boolean => kind !== 'customer' && scopes.has('agent.view');

/** The state at the moment, told as if the agent had just come to it. */
const currentState = (agent: LiveAgent, now: Date): StateChangeRecord => ({
  username: agent.username,
  seq: agent.stateSeq,
  at: agent.stateSince ?? now,
  eventType: 'STATE_CHANGE',
  sessionId: agent.sessionId,
  currentState: agent.state,
  currentStateRaw: agent.stateRaw,
  currentStateReason: agent.stateReason,
  taskCount: taskCountOf(agent),
  focusTask: shownTaskOf(agent),
  previousState: null,
  previousStateReason: null,
  previousStateDuration: null,
  isCurrent: true,
  newestFed: agent.fed,
});
