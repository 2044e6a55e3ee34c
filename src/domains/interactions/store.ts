import { bind } from '../../kernel/bind.ts';
import type { Filter } from 'mongodb';
import type { Head } from '../../eventlog/index.ts';
import type { PageRequest, PageRows } from '../../kernel/paging.ts';
import { documentId, rethrow, startsWithin, type Storage, type TenantDocument } from '../../storage/index.ts';
import { storedState } from '../shared/stored-state.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import type { TaskType } from '../shared/task.ts';
import {
  needsRouting,
  initialInteraction,
  type InteractionState,
  type InteractionStatus,
} from './model/index.ts';

/** The derived fields that lists and sweeps query. */
interface QueryFields {
  /** All present and former participants, as `AGENT:name` or `CUSTOMER:id`. */
  readonly members: readonly string[];
  /** The present participants, in the same form; absent if there are none. */
  readonly present?: readonly string[];
  readonly offeredTo: readonly string[];
  /** The earliest deadline of its open offers. */
  readonly dueAt?: Date;
  /** Since when the interaction needs an agent. */
  readonly waitingSince?: Date;
}

interface InteractionDocument extends TenantDocument, InteractionState, QueryFields {
  /** Since when the projection may be incomplete; absent once it is complete. */
  readonly unsettledSince?: Date;
}

/** A range of times: `from` is inside, `to` is not. */
export interface InstantRange {
  readonly from: Date;
  readonly to: Date;
}

/** Conditions for interactions. All of them must hold. */
export interface InteractionFilter {
  readonly status: readonly InteractionStatus[] | undefined;
  readonly types: readonly TaskType[] | undefined;
  readonly skill: string | undefined;
  /** Present or former participants that all interactions have in common, as `AGENT:name`. */
  readonly members: readonly string[];
  readonly presence: { readonly member: string; readonly isPresent: boolean } | undefined;
  readonly createdAt: InstantRange | undefined;
  readonly completedAt: InstantRange | undefined;
}

export interface InteractionKey {
  readonly tenant: string;
  readonly interactionId: string;
}

/** An interaction that a sweep found. It is also the position where the sweep continues. */
export interface SweepEntry extends InteractionKey {
  readonly since: Date;
  readonly skill: string | null;
}

const documentIdOf = ({ tenant, interactionId }: InteractionKey) => documentId(tenant, interactionId);

export type InteractionStore = ReturnType<typeof createInteractionStore>;

const orders = {
  ASC: [
    ['createdAt', 1],
    ['interactionId', 1],
  ],
  DESC: [
    ['createdAt', -1],
    ['interactionId', -1],
  ],
} as const;

/** The fields that decide whether a caller may see an interaction. */
const visibilityFields = {
  interactionId: 1,
  createdAt: 1,
  seq: 1,
  customer: 1,
  participants: 1,
  offers: 1,
  status: 1,
} as const;
const waitingIndex = { tenant: 1, skill: 1, waitingSince: 1 } as const;
export const sweepPageSize = 200;

type Collections = ReturnType<typeof openCollections>;

export const createInteractionStore = (storage: Storage) =>
  bind(openCollections(storage), {
    read,
    projectedSeq,
    snapshot,
    list,
    offeredTo,
    waiting,
    project,
    markProjected,
    dueBefore,
    waitingAnywhere,
    unprojectedBefore,
  });

const openCollections = (storage: Storage) => ({
  interactions: storage.collection<InteractionDocument>('interactions', [
    // Lists: the equal fields, then the sort keys, then the range.
    { key: { tenant: 1, createdAt: -1, interactionId: -1, completedAt: -1 } },
    { key: { tenant: 1, status: 1, createdAt: -1, interactionId: -1 } },
    { key: { tenant: 1, type: 1, createdAt: -1, interactionId: -1 } },
    { key: { tenant: 1, skill: 1, status: 1, createdAt: -1, interactionId: -1 } },
    { key: { tenant: 1, members: 1, status: 1, createdAt: -1, interactionId: -1 } },
    {
      key: { tenant: 1, present: 1, createdAt: -1, interactionId: -1 },
      partialFilterExpression: { present: { $exists: true } },
    },
    { key: { tenant: 1, offeredTo: 1 }, partialFilterExpression: { dueAt: { $exists: true } } },
    {
      key: waitingIndex,
      partialFilterExpression: { waitingSince: { $exists: true } },
    },
  ]),
  // Sweeps span all tenants. These indexes contain only pending work.
  all: storage.systemCollection<InteractionDocument>('interactions', [
    { key: { dueAt: 1, _id: 1 }, partialFilterExpression: { dueAt: { $exists: true } } },
    { key: { waitingSince: 1, _id: 1 }, partialFilterExpression: { waitingSince: { $exists: true } } },
    { key: { unsettledSince: 1, _id: 1 }, partialFilterExpression: { unsettledSince: { $exists: true } } },
  ]),
});

async function read(
  { interactions }: Collections,
  tenant: string,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly InteractionState[]> {
  return interactions.findByIds(tenant, ids, { ...fields, ...visibilityFields });
}

/** Returns the projected sequence number; 0 without a projection. */
async function projectedSeq(
  { interactions }: Collections,
  tenant: string,
  interactionId: string,
): Promise<number> {
  return (await interactions.findByIds(tenant, [interactionId], { seq: 1 }))[0]?.seq ?? 0;
}

/** Reads the state from which folding the log continues. */
async function snapshot(
  { interactions }: Collections,
  tenant: string,
  interactionId: string,
): Promise<Head<InteractionState> | undefined> {
  const [document] = await interactions.find(
    tenant,
    { _id: documentId(tenant, interactionId) },
    { projection: {}, batched: true },
  );
  if (document === undefined) return undefined;
  const state = storedState(initialInteraction, document);
  return { seq: state.seq, at: state.updatedAt, state };
}

function list(
  { interactions }: Collections,
  tenant: string,
  filter: InteractionFilter,
  order: 'ASC' | 'DESC',
  request: PageRequest,
  wanted: ConnectionFields,
): Promise<PageRows<InteractionState>> {
  const projection = { ...wanted.fields, ...visibilityFields };
  return interactions.page(tenant, toQuery(filter), { ...wanted, projection, order: orders[order], request });
}

const allStatuses: readonly InteractionStatus[] = ['QUEUED', 'ALERTING', 'ACTIVE', 'WRAP', 'COMPLETED'];

/**
 * Returns the query of a filter. The indexes of skills and members have the status before the sort keys, so a filter without a status
 * names all of them: MongoDB then merges one sorted scan for each status.
 */
function toQuery({
  status,
  types,
  skill,
  members,
  presence,
  createdAt,
  completedAt,
}: InteractionFilter): Filter<InteractionDocument> {
  const { member = '', isPresent } = presence ?? {};
  const needsStatus = isPresent !== true && (skill !== undefined || members.length > 0);
  const statuses = status ?? (needsStatus ? allStatuses : undefined);
  return {
    ...(statuses === undefined ? {} : { status: { $in: [...statuses] } }),
    ...(types === undefined ? {} : { type: { $in: [...types] } }),
    ...(skill === undefined ? {} : { skill }),
    ...(members.length === 0 ? {} : { members: members.length === 1 ? members[0] : { $all: [...members] } }),
    ...(isPresent === true ? { present: member } : {}),
    ...(isPresent === false ? { present: { $ne: member } } : {}),
    $and: [
      createdAt === undefined ? {} : startsWithin('createdAt', createdAt),
      // An interaction is created before it is completed. This bounds the scan of the index.
      completedAt === undefined
        ? {}
        : { ...startsWithin('completedAt', completedAt), createdAt: { $lt: completedAt.to } },
    ],
  };
}

const offeredTo = (
  { interactions }: Collections,
  tenant: string,
  agent: string,
): Promise<readonly InteractionState[]> =>
  interactions.find(
    tenant,
    { offeredTo: agent, dueAt: { $exists: true } },
    { projection: { ...visibilityFields, offers: 1 }, limit: sweepPageSize },
  );

/**
 * Reads interactions that wait for an agent with one of the skills, longest waiting first.
 * @param before only interactions that have waited since before this time
 */
const waiting = (
  { interactions }: Collections,
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
      projection: { ...visibilityFields, skill: 1, need: 1, declined: 1 },
      sort: { waitingSince: 1 },
      limit,
      hint: waitingIndex,
    },
  );

/**
 * Replaces an older projection. Until `markProjected`, a sweep projects the interaction again.
 * @param overwrite also replaces a projection at the same sequence number
 */
const project = (
  { interactions }: Collections,
  tenant: string,
  state: InteractionState,
  unsettledSince: Date,
  overwrite = false,
): Promise<boolean> =>
  interactions.replaceOlder(
    {
      _id: documentId(tenant, state.interactionId),
      tenant,
      ...state,
      ...queryFieldsOf(state),
      unsettledSince,
    },
    'seq',
    overwrite,
  );

/** Marks the projection up to a sequence number as complete. */
async function markProjected(
  { all }: Collections,
  { tenant, interactionId }: InteractionKey,
  seq: number,
): Promise<void> {
  await all.updateOne(
    { _id: documentId(tenant, interactionId), seq: { $lte: seq } },
    { $unset: { unsettledSince: 1 } },
  );
}

const dueBefore = (collections: Collections, now: Date, after?: SweepEntry) =>
  sweep(collections, 'dueAt', { upTo: now, after });

const waitingAnywhere = (collections: Collections, after?: SweepEntry) =>
  sweep(collections, 'waitingSince', { after });

const unprojectedBefore = (collections: Collections, moment: Date, after?: SweepEntry) =>
  sweep(collections, 'unsettledSince', { upTo: moment, after });

/** Reads a page of pending work, oldest first. It continues after an entry, so that work that fails does not block later work. */
const sweep = async (
  { all }: Collections,
  field: 'dueAt' | 'waitingSince' | 'unsettledSince',
  { upTo, after }: { readonly upTo?: Date; readonly after: SweepEntry | undefined },
): Promise<readonly SweepEntry[]> => {
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
        limit: sweepPageSize,
        projection: { _id: 0, tenant: 1, interactionId: 1, skill: 1, since: `$${field}` },
      },
    )
    .toArray()
    .catch(rethrow);
  return found as unknown as readonly SweepEntry[];
};

const queryFieldsOf = (state: InteractionState): QueryFields => ({
  members: principalsOf(state.participants),
  ...(state.participants.some(({ leftAt }) => leftAt === null) && {
    present: principalsOf(state.participants.filter(({ leftAt }) => leftAt === null)),
  }),
  offeredTo: state.offers.map(({ agent }) => agent),
  ...(state.offers.length === 0
    ? {}
    : { dueAt: new Date(Math.min(...state.offers.map(({ expiresAt }) => expiresAt.getTime()))) }),
  ...(needsRouting(state) && state.need !== null ? { waitingSince: state.need.since } : {}),
});

const principalsOf = (participants: InteractionState['participants']): readonly string[] => [
  ...new Set(participants.map(({ role, principal }) => `${role}:${principal}`)),
];
