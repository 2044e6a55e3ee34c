import type { Filter } from 'mongodb';
import type { Head } from '../../eventlog/index.ts';
import type { PageRequest, PageRows } from '../../kernel/paging.ts';
import { asDomainError, documentId, type Storage, type TenantDocument } from '../../storage/index.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import { needsRouting, notStarted, type InteractionState, type InteractionStatus } from './model/index.ts';

/** What lists and sweeps look for, beside the state itself. */
interface Sought {
  /** Everybody who takes or took part, as `AGENT:name` or `CUSTOMER:id`. */
  readonly members: readonly string[];
  readonly offeredTo: readonly string[];
  /** When its oldest open offer runs out. */
  readonly dueAt?: Date;
  /** Since when an agent is looked for. */
  readonly waitingSince?: Date;
}

interface InteractionDocument extends TenantDocument, InteractionState, Sought {
  /** Since when what follows from the state may still have to be done. */
  readonly unsettledSince?: Date;
}

export interface InteractionFilter {
  readonly status?: readonly InteractionStatus[] | undefined;
  readonly skill?: string | undefined;
  /** Only those of this member, as `AGENT:name`. */
  readonly members?: readonly string[];
}

export interface Named {
  readonly tenant: string;
  readonly interactionId: string;
}

/** Something that a sweep has found, and since when it is there: the sweep's place. */
export interface Swept extends Named {
  readonly since: Date;
  readonly skill: string | null;
}

const documentIdOf = ({ tenant, interactionId }: Named) => documentId(tenant, interactionId);

export type InteractionStore = ReturnType<typeof createInteractionStore>;

const newestFirst = [
  ['createdAt', -1],
  ['interactionId', -1],
] as const;

/** Who may see it must be known of each. */
const always = {
  interactionId: 1,
  createdAt: 1,
  seq: 1,
  customer: 1,
  participants: 1,
  offers: 1,
  status: 1,
} as const;
const waitingIndex = { tenant: 1, skill: 1, waitingSince: 1 } as const;
export const sweptTogether = 200;

export function createInteractionStore(storage: Storage) {
  const interactions = storage.collection<InteractionDocument>('interactions', [
    { key: { tenant: 1, createdAt: -1, interactionId: -1 } },
    { key: { tenant: 1, status: 1, createdAt: -1, interactionId: -1 } },
    { key: { tenant: 1, members: 1, createdAt: -1, interactionId: -1 } },
    { key: { tenant: 1, skill: 1, createdAt: -1, interactionId: -1 } },
    { key: { tenant: 1, offeredTo: 1 }, partialFilterExpression: { dueAt: { $exists: true } } },
    {
      key: waitingIndex,
      partialFilterExpression: { waitingSince: { $exists: true } },
    },
  ]);
  // The system's own work is over all tenants at once; these hold only what is to be done.
  const all = storage.systemCollection<InteractionDocument>('interactions', [
    { key: { dueAt: 1, _id: 1 }, partialFilterExpression: { dueAt: { $exists: true } } },
    { key: { waitingSince: 1, _id: 1 }, partialFilterExpression: { waitingSince: { $exists: true } } },
    { key: { unsettledSince: 1, _id: 1 }, partialFilterExpression: { unsettledSince: { $exists: true } } },
  ]);

  /** A page of what is to be done, oldest first. It goes on behind a place: what cannot be done holds up nothing that comes after it. */
  const sweep = async (
    field: 'dueAt' | 'waitingSince' | 'unsettledSince',
    { upTo, after }: { readonly upTo?: Date; readonly after: Swept | undefined },
  ): Promise<readonly Swept[]> => {
    const found = await all
      .find(
        {
          [field]: {
            $exists: true,
            ...(upTo === undefined ? {} : { $lte: upTo }),
            ...(after === undefined ? {} : { $gte: after.since }),
          },
          ...(after === undefined
            ? {}
            : { $or: [{ [field]: { $gt: after.since } }, { _id: { $gt: documentIdOf(after) } }] }),
        } as Filter<InteractionDocument>,
        {
          sort: { [field]: 1, _id: 1 },
          limit: sweptTogether,
          projection: { _id: 0, tenant: 1, interactionId: 1, skill: 1, since: `$${field}` },
          comment: 'sweep',
        },
      )
      .toArray()
      .catch((error: unknown) => {
        throw asDomainError(error);
      });
    return found as unknown as readonly Swept[];
  };

  return {
    async read(tenant: string, ids: readonly string[], fields: Fields): Promise<readonly InteractionState[]> {
      return interactions.findByIds(tenant, ids, { ...fields, ...always });
    },

    /** How far the projection is. */
    async projectedSeq(tenant: string, interactionId: string): Promise<number> {
      return (await interactions.findByIds(tenant, [interactionId], { seq: 1 }))[0]?.seq ?? 0;
    },

    /** The whole state, to go on from. */
    async snapshot(tenant: string, interactionId: string): Promise<Head<InteractionState> | undefined> {
      const [document] = await interactions.findByIds(tenant, [interactionId], {});
      if (document === undefined) return undefined;
      const state = Object.fromEntries(
        // One that an older process wrote lacks what has been added since.
        Object.entries(notStarted).map(([name, initial]) => [
          name,
          document[name as keyof InteractionState] ?? (initial as unknown),
        ]),
      ) as unknown as InteractionState;
      return { seq: state.seq, state };
    },

    list(
      tenant: string,
      { status, skill, members = [] }: InteractionFilter,
      request: PageRequest,
      wanted: ConnectionFields,
    ): Promise<PageRows<InteractionState>> {
      return interactions.page(
        tenant,
        {
          ...(status === undefined ? {} : { status: { $in: [...status] } }),
          ...(skill === undefined ? {} : { skill }),
          ...(members.length === 0
            ? {}
            : { members: members.length === 1 ? members[0] : { $all: [...members] } }),
        },
        { ...wanted, projection: { ...wanted.fields, ...always }, order: newestFirst, request },
      );
    },

    offeredTo: (tenant: string, agent: string): Promise<readonly InteractionState[]> =>
      interactions.find(
        tenant,
        { offeredTo: agent, dueAt: { $exists: true } },
        { projection: { ...always, offers: 1 }, limit: sweptTogether },
      ),

    /**
     * Those that wait for an agent who has some skills, longest waiting first.
     * @param before only those that have waited since before that
     */
    waiting: (
      tenant: string,
      skills: readonly string[],
      limit: number,
      before?: Date,
    ): Promise<readonly InteractionState[]> =>
      interactions.find(
        tenant,
        {
          skill: { $in: [null, ...skills] },
          waitingSince: { $exists: true, ...(before === undefined ? {} : { $lt: before }) },
        },
        {
          projection: { ...always, skill: 1, need: 1, declined: 1 },
          sort: { waitingSince: 1 },
          limit,
          hint: waitingIndex,
        },
      ),

    /**
     * Replaces what is older; until it is settled, a sweep finds it.
     * @param anew also replaces what is as old
     */
    project: (
      tenant: string,
      state: InteractionState,
      unsettledSince: Date,
      anew = false,
    ): Promise<boolean> =>
      interactions.replaceOlder(
        {
          _id: documentId(tenant, state.interactionId),
          tenant,
          ...state,
          ...soughtOf(state),
          unsettledSince,
        },
        'seq',
        anew,
      ),

    /** What follows from the state up to here is done. */
    async settled({ tenant, interactionId }: Named, seq: number): Promise<void> {
      await all.updateOne(
        { _id: documentId(tenant, interactionId), seq: { $lte: seq } },
        { $unset: { unsettledSince: 1 } },
      );
    },

    dueBefore: (now: Date, after?: Swept) => sweep('dueAt', { upTo: now, after }),
    waitingAnywhere: (after?: Swept) => sweep('waitingSince', { after }),
    unsettledBefore: (moment: Date, after?: Swept) => sweep('unsettledSince', { upTo: moment, after }),
  };
}

const soughtOf = (state: InteractionState): Sought => ({
  members: [...new Set(state.participants.map(({ role, principal }) => `${role}:${principal}`))],
  offeredTo: state.offers.map(({ agent }) => agent),
  ...(state.offers.length === 0
    ? {}
    : { dueAt: new Date(Math.min(...state.offers.map(({ expiresAt }) => expiresAt.getTime()))) }),
  ...(needsRouting(state) && state.need !== null ? { waitingSince: state.need.since } : {}),
});
