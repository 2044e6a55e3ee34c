import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { principalOf, type Caller } from '../../auth/index.ts';
import { bind } from '../../kernel/bind.ts';
import type { Clock } from '../../kernel/clock.ts';
import { forbidden, invalid, scopesMissing } from '../../kernel/errors.ts';
import { checkedId, naturalIdOf } from '../../kernel/global-id.ts';
import type { Connection, PageArguments, PageRows } from '../../kernel/paging.ts';
import { checkCount } from '../shared/input.ts';
import { readConnection, type ListDefinition } from '../shared/list.ts';
import type { LiveSource } from '../shared/live-source.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import type { UsageStore } from './feed/store.ts';
import { readUsage as readUsageSessions, type UsageSession } from './feed/usage.ts';
import { checkNode, type HierarchyPath } from './hierarchy.ts';
import { readChangesAt, type ChangeSources } from './history/change-reader.ts';
import {
  checkRange,
  readGaps as readHistoryGaps,
  readSessions as readAgentSessions,
  readTotals,
} from './history/range-queries.ts';
import { isDuring, rangeOf, readSessionPage, type AgentSessionRecord } from './history/sessions.ts';
import {
  readStateHistory as readHistoryPage,
  type HistoryArguments,
  type StateChangePage,
} from './history/state-history.ts';
import { parseChangeId, type StateChangeRecord } from './history/state-change.ts';
import type { HistoryGap, StateTotal, TimeRange } from './history/state-intervals.ts';
import {
  checkCountArguments,
  type AgentCounter,
  type AgentCountsRecord,
  type CountArguments,
} from './live/counts.ts';
import { readCurrentChanges } from './live/current-changes.ts';
import { subscribeToStates } from './live/subscribe-to-states.ts';
import type { StateSubscriptions } from './live/state-subscriptions.ts';
import type { TenantStream } from './live/tenant-stream.ts';
import {
  changedFields,
  checkChanges,
  checkRequestedState,
  unknownAgent,
  type AgentChanges,
  type AgentRecord,
  type AgentState,
} from './model.ts';
import type { AgentOutbox } from './outbox.ts';
import type { Leases } from './presence/leases.ts';
import { withPresence } from './presence/state-machine.ts';
import type { AgentKey, AgentStore } from './store.ts';

export interface AgentListArguments extends PageArguments {
  readonly states?: readonly AgentState[] | null | undefined;
  readonly skill?: string | null | undefined;
  readonly hierarchy?: HierarchyPath | null | undefined;
}

export interface RangeArguments {
  readonly range: TimeRange;
}

export interface SessionArguments extends PageArguments, RangeArguments {}

export interface AgentStateArguments {
  readonly state: AgentState;
  readonly reason?: string | null | undefined;
  readonly agentId?: string | null | undefined;
}

export interface StateSubscribeArguments {
  readonly agentIds?: readonly string[] | null | undefined;
  readonly skill?: string | null | undefined;
  readonly hierarchy?: HierarchyPath | null | undefined;
  readonly sendCurrent?: boolean | null | undefined;
}

export type AgentPage = Connection<AgentRecord>;
export type AgentSessionPage = Connection<AgentSessionRecord>;

export interface AgentDependencies {
  readonly store: AgentStore;
  readonly outbox: AgentOutbox;
  readonly leases: Leases;
  readonly stateSubscriptions: StateSubscriptions;
  readonly sources: ChangeSources;
  readonly usage: UsageStore;
  readonly tenantStream: TenantStream;
  readonly counts: AgentCounter;
  readonly clock: Clock;
  /** The time after the last event at which a usage session expires. */
  readonly usageExpiryMs: number;
}

export type AgentOperations = ReturnType<typeof createAgentOperations>;

export const createAgentOperations = (deps: AgentDependencies) => ({
  ...bind(deps, {
    readAgents,
    readAgent,
    readCurrentAgent,
    listAgents,
    readStateChanges,
    readStateHistory,
    readStateTotals,
    readGaps,
    readUsage,
    readSessions,
    countAgents,
    subscribeToAgentCounts,
    upsertAgent,
    setAgentState,
    subscribeToAgentStates,
  }),
  touch: deps.leases.touch,
  holdPresence: deps.leases.holdPresence,
});

const agentList: ListDefinition<AgentRecord> = {
  name: 'agents',
  shape: ['string'],
  positionOf: ({ username }) => [username],
};
const maxAgentIds = 100;
const noAgents: PageRows<AgentRecord> = { rows: [], totalCount: 0 };

/** Reads agents by user name. Callers without access get names only, and customers get nothing. */
async function readAgents(
  { store }: AgentDependencies,
  caller: Caller,
  usernames: readonly string[],
  fields: Fields,
): Promise<readonly AgentRecord[]> {
  if (caller.kind === 'customer') return [];
  const agents = await store.read(caller.tenant, usernames, fields);
  return agents.map((agent) => (canSeeAgent(caller, agent.username) ? agent : namesOf(agent)));
}

async function readAgent(
  deps: AgentDependencies,
  caller: Caller,
  id: string,
  fields: Fields,
): Promise<AgentRecord | null> {
  const [agent] = await readAgents(deps, caller, [naturalIdOf('Agent', id)], fields);
  return agent ?? null;
}

async function readCurrentAgent(
  deps: AgentDependencies,
  caller: Caller,
  fields: Fields,
): Promise<AgentRecord | null> {
  if (caller.kind !== 'agent') return null;
  const [agent] = await readAgents(deps, caller, [caller.id], fields);
  return agent ?? unknownAgent(caller.id);
}

async function listAgents(
  { store }: AgentDependencies,
  caller: Caller,
  args: AgentListArguments,
  wanted: ConnectionFields,
): Promise<AgentPage> {
  if (args.states?.includes('OTHER'))
    throw invalid('states', 'OTHER stands for unknown words of a source, and is not a valid filter');
  return readConnection(agentList, args, wanted, async (page) => {
    const filter = {
      states: args.states ?? undefined,
      skill: args.skill ?? undefined,
      hierarchy: checkNode('hierarchy', args.hierarchy),
    };
    return caller.kind === 'customer' ? noAgents : store.list(caller.tenant, filter, page, wanted);
  });
}

/** Reads state changes by id, in any order. Omits those of agents that the caller may not see. */
async function readStateChanges(
  { sources }: AgentDependencies,
  caller: Caller,
  changeIds: readonly string[],
): Promise<readonly StateChangeRecord[]> {
  const keys = changeIds.flatMap((id) => parseChangeId(id) ?? []);
  const changes = await readChangesAt(sources, caller.tenant, keys);
  return changes.filter(({ username }) => canSeeAgent(caller, username));
}

async function readStateHistory(
  { sources }: AgentDependencies,
  caller: Caller,
  username: string,
  args: HistoryArguments,
  wanted: ConnectionFields,
): Promise<StateChangePage | null> {
  return ifVisible(caller, username, () => readHistoryPage(sources, caller.tenant, username, args, wanted));
}

async function readStateTotals(
  { sources, clock }: AgentDependencies,
  caller: Caller,
  username: string,
  { range }: RangeArguments,
): Promise<readonly StateTotal[] | null> {
  checkRange(range);
  return ifVisible(caller, username, (agent) => readTotals(sources, agent, range, clock.now()));
}

async function readGaps(
  { sources, clock }: AgentDependencies,
  caller: Caller,
  username: string,
  { range }: RangeArguments,
): Promise<readonly HistoryGap[] | null> {
  checkRange(range);
  return ifVisible(caller, username, (agent) => readHistoryGaps(sources, agent, range, clock.now()));
}

async function readUsage(
  { usage, clock, usageExpiryMs }: AgentDependencies,
  caller: Caller,
  username: string,
  { range }: RangeArguments,
): Promise<readonly UsageSession[] | null> {
  checkRange(range);
  return ifVisible(caller, username, (agent) =>
    readUsageSessions(usage, agent, range, clock.now(), usageExpiryMs),
  );
}

async function readSessions(
  { sources, usage, clock, usageExpiryMs }: AgentDependencies,
  caller: Caller,
  username: string,
  { range, ...paging }: SessionArguments,
  wanted: ConnectionFields,
): Promise<AgentSessionPage | null> {
  checkRange(range);
  if (!canSeeAgent(caller, username)) return null;
  const agent = { tenant: caller.tenant, username };
  const now = clock.now();
  const page = readSessionPage(username, paging);
  const sessions = await readAgentSessions(sources, agent, range, now);
  const rows = page.cut(sessions);
  const usageSessions =
    wanted.rows && rows.length > 0
      ? await readUsageSessions(usage, agent, rangeOf(rows, now), now, usageExpiryMs)
      : [];
  return page.toPage(
    rows.map((session) => ({ ...session, usage: usageSessions.filter((one) => isDuring(one, session)) })),
    sessions.length,
    wanted,
  );
}

/** Counts agents by state. The scope of the field gives access to all agents of the tenant. */
async function countAgents(
  { counts }: AgentDependencies,
  caller: Caller,
  args: CountArguments,
): Promise<AgentCountsRecord | null> {
  if (caller.kind === 'customer') return null;
  return counts.count(caller.tenant, checkCountArguments(args));
}

function subscribeToAgentCounts(
  { counts }: AgentDependencies,
  caller: Caller,
  args: CountArguments,
): LiveSource {
  checkCanSeeAllAgents(caller);
  return counts.subscribe(caller.tenant, checkCountArguments(args));
}

async function upsertAgent(
  { outbox, tenantStream }: AgentDependencies,
  caller: Pick<Caller, 'tenant'>,
  input: AgentChanges,
): Promise<AgentRecord> {
  const changes = checkChanges(input);
  const result = await outbox.update(caller.tenant, changes.username, {
    // The update does not change the state, so the log does not contain this principal.
    cause: { by: 'system' },
    registers: true,
    decide(agent, now) {
      const fields = changedFields(agent, changes);
      if (fields === undefined && !agent.byFeed) return undefined;
      const hierarchySaid =
        fields?.reportHierarchy === undefined ? {} : { hierarchySaid: { at: now, eventId: '' } };
      return { ...agent, ...fields, ...hierarchySaid, byFeed: false };
    },
  });
  if (result === undefined) throw new Error('An agent was neither found nor registered.');
  // This record is a hint for the live counts. They also recount without a hint, so a failure is harmless.
  if (result.isNew) await tenantStream.appendAgentsSet(caller.tenant, uuid()).catch(() => undefined);
  return result.agent;
}

async function setAgentState(
  { outbox, leases }: AgentDependencies,
  caller: Caller,
  { state, reason, agentId }: AgentStateArguments,
): Promise<AgentRecord> {
  const username = checkSubject(caller, agentId);
  const requested = checkRequestedState(state, reason);
  const session = { id: randomUUID(), leaseUntil: leases.nextEnd() };
  const result = await outbox.update(caller.tenant, username, {
    cause: { by: principalOf(caller) },
    registers: caller.kind === 'agent' && caller.id === username,
    decide: (agent) => withPresence(agent, requested, session),
  });
  if (result === undefined) throw invalid('agentId', 'names no registered agent');
  // The response waits until routing has offered queued interactions to the agent, or open offers to other agents.
  await result.listenersDone;
  return result.agent;
}

/** Subscribes to state changes: of all agents of the tenant, or without `agent.view` of the caller itself. */
function subscribeToAgentStates(
  { store, sources, stateSubscriptions }: AgentDependencies,
  caller: Caller,
  args: StateSubscribeArguments,
): LiveSource {
  const { tenant } = caller;
  const seesAll = canSeeAllAgents(caller);
  if (!seesAll && caller.kind !== 'agent') throw viewScopeMissing(caller);
  if (args.agentIds != null) checkCount('agentIds', args.agentIds, 0, maxAgentIds);
  const asked = args.agentIds?.map((id) => naturalIdOf('Agent', id));
  if (!seesAll && asked?.some((username) => username !== caller.id) === true) throw viewScopeMissing(caller);
  const usernames = seesAll ? asked : (asked ?? [caller.id]);
  const skill = args.skill ?? undefined;
  const hierarchy = checkNode('hierarchy', args.hierarchy);
  const readCurrent = () => readCurrentChanges({ store, sources }, tenant, { usernames, skill, hierarchy });
  return subscribeToStates(
    stateSubscriptions,
    { tenant, usernames: usernames && new Set(usernames), skill, hierarchy },
    { readCurrent: args.sendCurrent === true ? readCurrent : undefined, isShared: seesAll },
  );
}

/**
 * Returns the change for delivery. The caller's scopes can have changed since the subscription began, because its token was renewed.
 * @throws FORBIDDEN if the caller may not see the agent any more
 */
export function checkVisibleChange(caller: Caller, change: StateChangeRecord): StateChangeRecord {
  if (!canSeeAgent(caller, change.username)) throw viewScopeMissing(caller);
  return change;
}

/** Returns the user name whose state the caller may set: its own, or any other with `agent.manage`. */
function checkSubject(caller: Caller, agentId: string | null | undefined): string {
  const username = agentId == null ? undefined : naturalIdOf('Agent', agentId);
  if (caller.kind === 'agent' && (username ?? caller.id) === caller.id) return caller.id;
  if (caller.kind === 'customer') throw forbidden('Customers have no state.');
  if (!caller.scopes.has('agent.manage')) throw scopesMissing(caller.scopes, [['agent.manage']]);
  if (username === undefined) throw invalid('agentId', 'is required, because the caller is not an agent');
  return checkedId('agentId', username);
}

export const canSeeAllAgents = ({ kind, scopes }: Caller): boolean =>
  kind !== 'customer' && scopes.has('agent.view');

/** @throws FORBIDDEN */
function checkCanSeeAllAgents(caller: Caller): void {
  if (!canSeeAllAgents(caller)) throw viewScopeMissing(caller);
}

const viewScopeMissing = ({ kind, scopes }: Caller) =>
  kind === 'customer' ? forbidden('Customers do not see agents.') : scopesMissing(scopes, [['agent.view']]);

const canSeeAgent = ({ kind, id, scopes }: Caller, username: string): boolean =>
  kind !== 'customer' &&
  (scopes.has('agent.view') || scopes.has('agent.manage') || (kind === 'agent' && id === username));

/** Runs a query on an agent's history. @returns null if the caller may not see the agent */
const ifVisible = async <Result>(
  caller: Caller,
  username: string,
  query: (agent: AgentKey) => Promise<Result>,
): Promise<Result | null> =>
  canSeeAgent(caller, username) ? query({ tenant: caller.tenant, username }) : null;

/** Keeps the names: any record that mentions an agent shows them. */
const namesOf = ({ username, nickname }: AgentRecord): AgentRecord => ({
  ...unknownAgent(username),
  ...(nickname === undefined ? {} : { nickname }),
});
