import type { Filter, MatchKeysAndValues } from 'mongodb';
import { bind } from '../../kernel/bind.ts';
import type { PageRequest, PageRows } from '../../kernel/paging.ts';
import { documentId, rethrow, type Storage, type TenantDocument } from '../../storage/index.ts';
import type { UnverifiedAgent } from '../shared/agent-port.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import { nodeOf, type HierarchyPath } from './hierarchy.ts';
import type { AgentGrouping, AgentRecord, AgentState, GroupCount } from './model.ts';
import type { LiveAgent } from './presence/state-machine.ts';

interface AgentDocument extends TenantDocument, LiveAgent {}

export interface AgentKey {
  readonly tenant: string;
  readonly username: string;
}

export interface AgentFilter {
  readonly states?: readonly AgentState[] | undefined;
  readonly skill?: string | undefined;
  readonly usernames?: readonly string[] | undefined;
  /** Matches agents at this node or below it. */
  readonly hierarchy?: HierarchyPath | undefined;
}

export type AgentStore = ReturnType<typeof createAgentStore>;

const collectionName = 'agents';

type Collections = ReturnType<typeof openCollections>;

export const createAgentStore = (storage: Storage) =>
  bind(openCollections(storage), {
    read,
    list,
    readLive,
    readFed,
    readAllLive,
    listLive,
    count,
    countGroups,
    exists,
    add,
    replace,
    replaceAll,
    markLogged,
    longestIdle,
    extendLeases,
    expired,
    unlogged,
    unverified,
    markUnverified,
    markVerified,
  });

const openCollections = (storage: Storage) => ({
  agents: storage.collection<AgentDocument>(collectionName, [
    { key: { tenant: 1, username: 1 }, unique: true },
    { key: { tenant: 1, skills: 1, username: 1 } },
    { key: { tenant: 1, state: 1, username: 1 } },
    { key: { tenant: 1, nodes: 1, username: 1 } },
    {
      key: { tenant: 1, load: 1, idleSince: 1, username: 1 },
      partialFilterExpression: { free: true },
      name: 'free',
    },
    {
      key: { tenant: 1, skills: 1, load: 1, idleSince: 1, username: 1 },
      partialFilterExpression: { free: true },
      name: 'freeWithSkill',
    },
  ]),
  /** For sweeps, which read all tenants. It has indexes of its own, and requests never use it. */
  allTenants: storage.systemCollection<AgentDocument>(collectionName, [
    { key: { leaseUntil: 1 } },
    { key: { 'unlogged.at': 1 }, sparse: true },
    { key: { slotsUnverifiedSince: 1, _id: 1 } },
  ]),
});

const read = (
  { agents }: Collections,
  tenant: string,
  usernames: readonly string[],
  fields: Fields,
): Promise<readonly AgentRecord[]> => agents.findByIds(tenant, usernames, { ...fields, username: 1 });

const list = (
  { agents }: Collections,
  tenant: string,
  filter: AgentFilter,
  request: PageRequest,
  wanted: ConnectionFields,
): Promise<PageRows<AgentRecord>> =>
  agents.page(tenant, filterOf(filter), {
    ...wanted,
    projection: { ...wanted.fields, username: 1 },
    order: [['username', 1]],
    request,
  });

async function readLive(
  { agents }: Collections,
  tenant: string,
  username: string,
): Promise<LiveAgent | undefined> {
  const [found] = await agents.findByIds(tenant, [username], {});
  return found && toLive(found);
}

/** Returns the latest feed state and hierarchy update of each agent. */
async function readFed(
  { agents }: Collections,
  tenant: string,
  usernames: readonly string[],
): Promise<ReadonlyMap<string, Pick<LiveAgent, 'fed' | 'hierarchySaid'>>> {
  const found = await agents.findByIds(tenant, usernames, {
    username: 1,
    'fed.at': 1,
    'fed.known': 1,
    hierarchySaid: 1,
  });
  return new Map(
    found.map(({ username, fed, hierarchySaid }) => [
      username,
      // The projection omits `fed` if it is null.
      { fed: (fed as LiveAgent['fed'] | undefined) ?? null, hierarchySaid },
    ]),
  );
}

async function readAllLive(
  { agents }: Collections,
  tenant: string,
  usernames: readonly string[],
): Promise<ReadonlyMap<string, LiveAgent>> {
  const found = await agents.findByIds(tenant, usernames, {});
  return new Map(found.map((agent) => [agent.username, toLive(agent)]));
}

async function listLive(
  { agents }: Collections,
  tenant: string,
  filter: AgentFilter,
  limit: number,
): Promise<readonly LiveAgent[]> {
  const found = await agents.find(tenant, filterOf(filter), {
    projection: {},
    sort: { username: 1 },
    limit,
  });
  return found.map(toLive);
}

const count = ({ agents }: Collections, tenant: string, filter: AgentFilter): Promise<number> =>
  agents.count(tenant, filterOf(filter));

/** Counts agents by state within each group. An agent in several groups counts in each of them. */
const countGroups = (
  { agents }: Collections,
  tenant: string,
  filter: AgentFilter,
  by: AgentGrouping,
): Promise<readonly GroupCount[]> =>
  agents.aggregate<GroupCount>(tenant, filterOf(filter), [
    ...groupsOf[by],
    { $group: { _id: { state: '$state', stateRaw: rawStateOfOther, name: '$name' }, count: { $sum: 1 } } },
    { $project: { _id: 0, state: '$_id.state', stateRaw: '$_id.stateRaw', name: '$_id.name', count: 1 } },
  ]);

async function exists({ agents }: Collections, tenant: string, filter: AgentFilter): Promise<boolean> {
  const found = await agents.find(tenant, filterOf(filter), { projection: { username: 1 }, limit: 1 });
  return found.length > 0;
}

/** @returns false if the agent exists already */
const add = ({ agents }: Collections, tenant: string, agent: LiveAgent): Promise<boolean> =>
  agents.insert({ _id: documentId(tenant, agent.username), tenant, ...agent });

/**
 * Replaces the agent under optimistic concurrency. Writes only the fields that differ, because lease renewals do not change `rev`.
 * @returns false on a write conflict
 */
function replace(
  { agents }: Collections,
  tenant: string,
  before: LiveAgent,
  after: LiveAgent,
): Promise<boolean> {
  const { naturalId, expected, set } = replacement(before, after);
  return agents.updateIf(tenant, naturalId, expected, set);
}

/** Replaces many agents in one command. @returns false if at least one write conflicted; the others may have succeeded */
const replaceAll = (
  { agents }: Collections,
  tenant: string,
  states: readonly { readonly before: LiveAgent; readonly after: LiveAgent }[],
): Promise<boolean> =>
  agents.updateAllIf(
    tenant,
    states.map(({ before, after }) => replacement(before, after)),
  );

/** Removes the outbox entry after its delivery to the log. */
async function markLogged(
  { agents }: Collections,
  tenant: string,
  username: string,
  seq: number,
): Promise<void> {
  const expected = { 'unlogged.seq': seq } as Filter<AgentDocument>;
  await agents.updateIf(tenant, username, expected, { unlogged: null } as MatchKeysAndValues<AgentDocument>);
}

/** Finds the least loaded free agent and, among equals, the one that has been idle longest. */
async function longestIdle(
  { agents }: Collections,
  tenant: string,
  want: { readonly skill: string | null; readonly avoid: readonly string[]; readonly interactionId: string },
): Promise<string | undefined> {
  const filter = {
    free: true,
    ...(want.skill === null ? {} : { skills: want.skill }),
    ...(want.avoid.length === 0 ? {} : { username: { $nin: [...want.avoid] } }),
    'slots.interactionId': { $ne: want.interactionId },
  } as Filter<AgentDocument>;
  const [found] = await agents.find(tenant, filter, {
    projection: { username: 1 },
    sort: { load: 1, idleSince: 1, username: 1 },
    limit: 1,
  });
  return found?.username;
}

/** Extends the leases of signed-in agents. Never shortens a lease. */
async function extendLeases(
  { allTenants }: Collections,
  keys: readonly AgentKey[],
  until: Date,
): Promise<void> {
  await allTenants
    .updateMany(
      {
        _id: { $in: keys.map(({ tenant, username }) => documentId(tenant, username)) },
        presence: { $in: ['AVAILABLE', 'UNAVAILABLE'] },
      },
      { $max: { leaseUntil: until } },
      // Requests renew leases as well, which is not part of what they read.
      { comment: 'sweep' },
    )
    .catch(rethrow);
}

const expired = (collections: Collections, now: Date, limit: number): Promise<readonly AgentKey[]> =>
  sweep(collections, { leaseUntil: { $lte: now } }, { leaseUntil: 1 }, limit, []);

/** Finds agents with an outbox entry older than an instant. */
const unlogged = (collections: Collections, before: Date, limit: number) =>
  sweep(collections, { 'unlogged.at': { $lte: before } }, { 'unlogged.at': 1 }, limit, ['unlogged']);

/** Finds agents whose slots a sweep has not compared with the log since an instant. */
const unverified = (collections: Collections, before: Date, limit: number, skip: number) =>
  sweep(
    collections,
    { slotsUnverifiedSince: { $lte: before } },
    { slotsUnverifiedSince: 1, _id: 1 },
    limit,
    ['slots', 'rev', 'slotsUnverifiedSince'],
    skip,
  );

/** Requests a comparison of the agent's slots with the log, if the agent has a slot for the interaction. */
async function markUnverified(
  { agents }: Collections,
  tenant: string,
  username: string,
  interactionId: string,
  since: Date,
): Promise<void> {
  const expected = { 'slots.interactionId': interactionId } as Filter<AgentDocument>;
  await agents.updateIf(tenant, username, expected, {
    slotsUnverifiedSince: since,
  } as MatchKeysAndValues<AgentDocument>);
}

/** Records that the slots agree with the log. @returns false if the agent has changed, or a comparison was requested, since it was read */
const markVerified = (
  { agents }: Collections,
  { tenant, username, rev, slotsUnverifiedSince }: UnverifiedAgent,
): Promise<boolean> =>
  agents.updateIf(tenant, username, { rev, slotsUnverifiedSince }, {
    slotsUnverifiedSince: null,
  } as MatchKeysAndValues<AgentDocument>);

function sweep<Part extends keyof LiveAgent>(
  { allTenants }: Collections,
  filter: Filter<AgentDocument>,
  order: Readonly<Record<string, 1>>,
  limit: number,
  parts: readonly Part[],
  skip = 0,
): Promise<readonly (AgentKey & Pick<LiveAgent, Part>)[]> {
  const projection = Object.fromEntries(['tenant', 'username', ...parts].map((name) => [name, 1 as const]));
  return allTenants
    .find<AgentKey & Pick<LiveAgent, Part>>(filter, {
      sort: order,
      limit,
      skip,
      projection: { ...projection, _id: 0 },
    })
    .toArray()
    .catch(rethrow);
}

function replacement(before: LiveAgent, after: LiveAgent) {
  const set = Object.fromEntries(
    Object.entries(after).filter(([name, value]) => before[name as keyof LiveAgent] !== value),
  ) as MatchKeysAndValues<AgentDocument>;
  const expected = {
    rev: before.rev,
    // A renewal does not change `rev`. An agent whose lease was renewed meanwhile must not be signed out.
    ...('leaseUntil' in set ? { leaseUntil: before.leaseUntil } : {}),
  } as Filter<AgentDocument>;
  return { naturalId: before.username, expected, set };
}

const groupsOf: Readonly<Record<AgentGrouping, readonly object[]>> = {
  STATE: [{ $project: { state: 1, stateRaw: 1, name: null } }],
  REASON: [{ $project: { state: 1, stateRaw: 1, name: { $ifNull: ['$stateReason', null] } } }],
  SKILL: [{ $project: { state: 1, stateRaw: 1, name: '$skills' } }, { $unwind: '$name' }],
  HIERARCHY: [{ $project: { state: 1, stateRaw: 1, name: '$nodes' } }, { $unwind: '$name' }],
};

const rawStateOfOther = { $cond: [{ $eq: ['$state', 'OTHER'] }, '$stateRaw', null] };

const filterOf = ({ states, skill, usernames, hierarchy }: AgentFilter): Filter<AgentDocument> => ({
  ...(states === undefined ? {} : { state: { $in: [...states] } }),
  ...(skill === undefined ? {} : { skills: skill }),
  ...(usernames === undefined ? {} : { username: { $in: [...usernames] } }),
  ...(hierarchy === undefined ? {} : { nodes: nodeOf(hierarchy) }),
});

const toLive = ({ tenant: _, ...agent }: AgentDocument): LiveAgent => agent;
