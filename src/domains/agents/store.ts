import type { Filter, MatchKeysAndValues } from 'mongodb';
import type { PageRequest, PageRows } from '../../kernel/paging.ts';
import { asDomainError, documentId, type Storage, type TenantDocument } from '../../storage/index.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import type { AgentGrouping, GroupCount } from './live/counts.ts';
import { nodeOf, type HierarchyPath } from './hierarchy.ts';
import type { AgentRecord, AgentState } from './model.ts';
import { newAgent, type LiveAgent } from './presence/state-machine.ts';

interface AgentDocument extends TenantDocument, LiveAgent {}

/** An agent where the tenant does not follow from who asks. */
export interface AgentKey {
  readonly tenant: string;
  readonly username: string;
}

export interface AgentFilter {
  readonly states?: readonly AgentState[] | undefined;
  readonly skill?: string | undefined;
  readonly usernames?: readonly string[] | undefined;
  /** At this node of the organisation or below it. */
  readonly hierarchy?: HierarchyPath | undefined;
}

export type AgentStore = ReturnType<typeof createAgentStore>;

const collectionName = 'agents';
/** Tells the sweeps' queries from those of requests, which all begin with the tenant. */
const sweeping = { comment: 'sweep' };

export function createAgentStore(storage: Storage) {
  const agents = storage.collection<AgentDocument>(collectionName, [
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
  ]);
  // The sweeps act for nobody, so for no tenant: they have indexes of their own, and nothing of theirs reaches a request.
  const all = storage.systemCollection<AgentDocument>(collectionName, [
    { key: { leaseUntil: 1 } },
    { key: { 'unlogged.at': 1 }, sparse: true },
    { key: { _id: 1, load: 1 }, partialFilterExpression: { load: { $gt: 0 } }, name: 'busy' },
  ]);
  const sweep = async <Part extends keyof LiveAgent>(
    filter: Filter<AgentDocument>,
    order: Readonly<Record<string, 1>>,
    limit: number,
    parts: readonly Part[],
  ) => {
    const projection = Object.fromEntries(['tenant', 'username', ...parts].map((name) => [name, 1 as const]));
    return all
      .find<AgentKey & Pick<LiveAgent, Part>>(filter, {
        ...sweeping,
        sort: order,
        limit,
        projection: { ...projection, _id: 0 },
      })
      .toArray()
      .catch(failed);
  };

  return {
    read: (tenant: string, usernames: readonly string[], fields: Fields): Promise<readonly AgentRecord[]> =>
      agents.findByIds(tenant, usernames, { ...fields, username: 1 }),

    list: (
      tenant: string,
      filter: AgentFilter,
      request: PageRequest,
      wanted: ConnectionFields,
    ): Promise<PageRows<AgentRecord>> =>
      agents.page(tenant, toFilter(filter), {
        ...wanted,
        projection: { ...wanted.fields, username: 1 },
        order: [['username', 1]],
        request,
      }),

    /** Everything that is kept of an agent. One who was stored before agents had a presence is signed out. */
    async readLive(tenant: string, username: string): Promise<LiveAgent | undefined> {
      const [found] = await agents.findByIds(tenant, [username], {});
      return found === undefined ? undefined : toLive(found);
    },

    /** How far what feeds tell of agents is known here. */
    async readFed(
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
          // Of an earlier version there may be neither.
          {
            fed: (fed as LiveAgent['fed'] | undefined) ?? null,
            hierarchySaid: (hierarchySaid as LiveAgent['hierarchySaid'] | undefined) ?? null,
          },
        ]),
      );
    },

    async readAllLive(tenant: string, usernames: readonly string[]): Promise<ReadonlyMap<string, LiveAgent>> {
      const found = await agents.findByIds(tenant, usernames, {});
      return new Map(found.map((agent) => [agent.username, toLive(agent)]));
    },

    async listLive(tenant: string, filter: AgentFilter, limit: number): Promise<readonly LiveAgent[]> {
      const found = await agents.find(tenant, toFilter(filter), {
        projection: {},
        sort: { username: 1 },
        limit,
      });
      return found.map(toLive);
    },

    count: (tenant: string, filter: AgentFilter): Promise<number> => agents.count(tenant, toFilter(filter)),

    /** How many there are of each state in each group. Who is in several groups counts in each. */
    countGroups: (tenant: string, filter: AgentFilter, by: AgentGrouping): Promise<readonly GroupCount[]> =>
      agents.aggregate<GroupCount>(tenant, toFilter(filter), [
        ...groupsOf[by],
        { $group: { _id: { state: '$state', stateRaw: wordOfOther, name: '$name' }, count: { $sum: 1 } } },
        { $project: { _id: 0, state: '$_id.state', stateRaw: '$_id.stateRaw', name: '$_id.name', count: 1 } },
      ]),

    async exists(tenant: string, filter: AgentFilter): Promise<boolean> {
      const found = await agents.find(tenant, toFilter(filter), { projection: { username: 1 }, limit: 1 });
      return found.length > 0;
    },

    /** @returns false if somebody was faster */
    add: (tenant: string, agent: LiveAgent): Promise<boolean> =>
      agents.insert({ _id: documentId(tenant, agent.username), tenant, ...agent }),

    /**
     * Puts the one state in the place of the other. Only what differs is written: the lease is extended without counting as a change.
     * @returns false if somebody else has changed it since
     */
    replace(tenant: string, before: LiveAgent, after: LiveAgent): Promise<boolean> {
      const { naturalId, expected, set } = replacement(before, after);
      return agents.updateIf(tenant, naturalId, expected, set);
    },

    /** Many in one command. @returns whether all were; else some of them were, and it is not known which */
    replaceAll: (
      tenant: string,
      states: readonly { readonly before: LiveAgent; readonly after: LiveAgent }[],
    ): Promise<boolean> =>
      agents.updateAllIf(
        tenant,
        states.map(({ before, after }) => replacement(before, after)),
      ),

    /** The change is in the log, so the document need not hold it. */
    async markLogged(tenant: string, username: string, seq: number): Promise<void> {
      const expected = { 'unlogged.seq': seq } as Filter<AgentDocument>;
      await agents.updateIf(tenant, username, expected, {
        unlogged: null,
      } as MatchKeysAndValues<AgentDocument>);
    },

    /** Whom to offer something next: who has least at hand, of those the one who has been idle longest. */
    async longestIdle(
      tenant: string,
      want: {
        readonly skill: string | null;
        readonly avoid: readonly string[];
        readonly interactionId: string;
      },
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
    },

    /** Extends the leases of those who are signed in; shortens none. */
    async extendLeases(names: readonly AgentKey[], until: Date): Promise<void> {
      await all
        .updateMany(
          {
            _id: { $in: names.map(({ tenant, username }) => documentId(tenant, username)) },
            presence: { $in: ['AVAILABLE', 'UNAVAILABLE'] },
          },
          { $max: { leaseUntil: until } },
          sweeping,
        )
        .catch(failed);
    },

    expired: (now: Date, limit: number): Promise<readonly AgentKey[]> =>
      sweep({ leaseUntil: { $lte: now } }, { leaseUntil: 1 }, limit, []),

    /** Those with a change from before a moment that is not known to be in the log. */
    unlogged: (before: Date, limit: number) =>
      sweep({ 'unlogged.at': { $lte: before } }, { 'unlogged.at': 1 }, limit, ['unlogged']),

    /** @param after a document's id: goes on behind it */
    busy: (limit: number, after: string | undefined) =>
      sweep(
        { load: { $gt: 0 }, ...(after === undefined ? {} : { _id: { $gt: after } }) },
        { _id: 1 },
        limit,
        ['slots'],
      ),
  };
}

/** What is written only where nobody else has written since. */
function replacement(before: LiveAgent, after: LiveAgent) {
  const set = Object.fromEntries(
    Object.entries(after).filter(([name, value]) => before[name as keyof LiveAgent] !== value),
  ) as MatchKeysAndValues<AgentDocument>;
  const expected = {
    // A document of an earlier version has no number: null finds it.
    rev: before.rev === 0 ? { $in: [0, null] } : before.rev,
    // Who is still there must not be signed out by one who looked before.
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

const wordOfOther = { $cond: [{ $eq: ['$state', 'OTHER'] }, '$stateRaw', null] };

const toFilter = ({ states, skill, usernames, hierarchy }: AgentFilter): Filter<AgentDocument> => ({
  ...(states === undefined ? {} : { state: { $in: [...states] } }),
  ...(skill === undefined ? {} : { skills: skill }),
  ...(usernames === undefined ? {} : { username: { $in: [...usernames] } }),
  ...(hierarchy === undefined ? {} : { nodes: nodeOf(hierarchy) }),
});

function toLive({
  tenant: _,
  ...agent
}: Partial<AgentDocument> & Pick<AgentDocument, 'username'>): LiveAgent {
  const { stateSince = null } = agent;
  // Before there were feeds, what was shown was what happened here.
  return { ...newAgent(agent.username, new Date(0)), ownSince: stateSince, ...agent, stateSince };
}

const failed = (error: unknown): never => {
  throw asDomainError(error);
};
