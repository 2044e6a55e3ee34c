import { bind } from '../../kernel/bind.ts';
import type { Filter } from 'mongodb';
import type { Head } from '../../eventlog/index.ts';
import type { PageRequest, PageRows } from '../../kernel/paging.ts';
import {
  documentId,
  rethrow,
  startsWithin,
  type Span,
  type Storage,
  type TenantDocument,
} from '../../storage/index.ts';
import { storedState } from '../shared/stored-state.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import { initialFlow, type FlowKeys, type FlowState, type FlowStatus } from './model/index.ts';

/** The derived fields that lookups and sweeps query. */
interface QueryFields {
  /** Lookup keys, as `kind:value`. */
  readonly lookup: readonly string[];
  /** The last change of a running flow. */
  readonly idleSince?: Date;
}

interface FlowDocument extends TenantDocument, FlowState, QueryFields {}

/** The origin of an identifier. It is stored before the flow and never changes. */
interface OriginDocument extends TenantDocument {
  readonly interactionUniqueId: string;
  readonly origin: 'here' | 'imported';
}

/** The kinds of lookup keys. `running` is the phone number of a running flow. */
export type LookupKind = keyof FlowKeys | 'phoneNumber' | 'running';
export const lookupOf = (kind: LookupKind, value: string): string => `${kind}:${value}`;

export type FlowStore = ReturnType<typeof createFlowStore>;

const newestFirst = [
  ['startedAt', -1],
  ['interactionUniqueId', -1],
] as const;
/** The fields that decide whether a caller may see a flow, and whether this process has a later state. */
const visibilityFields = { interactionUniqueId: 1, startedAt: 1, seq: 1, customer: 1 } as const;
const idlePageSize = 200;

type Collections = ReturnType<typeof openCollections>;

export const createFlowStore = (storage: Storage) =>
  bind(openCollections(storage), {
    read,
    snapshot,
    projectedSeq,
    claim,
    list,
    newest,
    project,
    replaceImported,
    readAll,
    idleSince,
  });

const openCollections = (storage: Storage) => ({
  flows: storage.collection<FlowDocument>('flows', [
    { key: { tenant: 1, startedAt: -1, interactionUniqueId: -1 } },
    { key: { tenant: 1, status: 1, startedAt: -1, interactionUniqueId: -1 } },
    { key: { tenant: 1, customer: 1, startedAt: -1, interactionUniqueId: -1 } },
    { key: { tenant: 1, lookup: 1, startedAt: -1, interactionUniqueId: -1 } },
  ]),
  origins: storage.collection<OriginDocument>('flowOrigins', []),
  all: storage.systemCollection<FlowDocument>('flows', [
    { key: { idleSince: 1, _id: 1 }, partialFilterExpression: { idleSince: { $exists: true } } },
  ]),
});

const read = (
  { flows }: Collections,
  tenant: string,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly FlowState[]> => flows.findByIds(tenant, ids, { ...fields, ...visibilityFields });

/** Reads the state from which folding the log continues. */
async function snapshot(
  { flows }: Collections,
  tenant: string,
  id: string,
): Promise<Head<FlowState> | undefined> {
  const [document] = await flows.findByIds(tenant, [id], {});
  // Imported flows have no log.
  if (document === undefined || document.seq === 0) return undefined;
  const state = storedState(initialFlow, document);
  return { seq: state.seq, at: state.updatedAt, state };
}

async function projectedSeq({ flows }: Collections, tenant: string, id: string): Promise<number> {
  return (await flows.findByIds(tenant, [id], { seq: 1 }))[0]?.seq ?? 0;
}

/**
 * Claims identifiers for flows that run here, or for imported flows. A claim is permanent.
 * @returns the identifiers that have the origin now
 */
async function claim(
  { origins }: Collections,
  tenant: string,
  ids: readonly string[],
  origin: 'here' | 'imported',
): Promise<ReadonlySet<string>> {
  const known = async () => origins.findByIds(tenant, ids, { interactionUniqueId: 1, origin: 1 });
  const before = new Set((await known()).map(({ interactionUniqueId }) => interactionUniqueId));
  for (const id of new Set(ids))
    if (!before.has(id))
      await origins.insert({ _id: documentId(tenant, id), tenant, interactionUniqueId: id, origin });
  const claimed = (await known()).filter((one) => one.origin === origin);
  return new Set(claimed.map(({ interactionUniqueId }) => interactionUniqueId));
}

function list(
  { flows }: Collections,
  tenant: string,
  { status, customer }: { readonly status?: readonly FlowStatus[]; readonly customer?: string },
  request: PageRequest,
  wanted: ConnectionFields,
): Promise<PageRows<FlowState>> {
  return flows.page(
    tenant,
    {
      ...(status === undefined ? {} : { status: { $in: [...status] } }),
      ...(customer === undefined ? {} : { customer }),
    },
    { ...wanted, projection: { ...wanted.fields, ...visibilityFields }, order: newestFirst, request },
  );
}

/** Reads the flow that was started last among those with a lookup key. */
async function newest(
  { flows }: Collections,
  tenant: string,
  { lookup, customer }: { readonly lookup: string; readonly customer?: string },
  fields: Fields,
): Promise<FlowState | undefined> {
  const found = await flows.find(
    tenant,
    { lookup, ...(customer === undefined ? {} : { customer }) },
    {
      projection: { ...fields, ...visibilityFields },
      sort: { startedAt: -1, interactionUniqueId: -1 },
      limit: 1,
    },
  );
  return found[0];
}

/**
 * Replaces an older projection.
 * @param overwrite also replaces a projection at the same sequence number
 */
const project = (
  { flows }: Collections,
  tenant: string,
  state: FlowState,
  overwrite = false,
): Promise<boolean> => flows.replaceOlder(toDocument(tenant, state), 'seq', overwrite);

/** @returns false if a flow that ran here has the identifier */
const replaceImported = ({ flows }: Collections, tenant: string, state: FlowState): Promise<boolean> =>
  flows.replaceOlder(toDocument(tenant, { ...state, seq: 0 }), 'seq', true);

/** Yields every flow that starts in the span, oldest first. */
async function* readAll({ flows }: Collections, tenant: string, range: Span): AsyncGenerator<FlowState> {
  for await (const document of flows.iterate(tenant, startsWithin('startedAt', range), {
    projection: {},
    sort: { startedAt: 1, interactionUniqueId: 1 },
  }))
    yield storedState(initialFlow, document);
}

/** Reads running flows of all tenants that have not changed since a time. */
async function idleSince(
  { all }: Collections,
  moment: Date,
): Promise<readonly { tenant: string; interactionUniqueId: string }[]> {
  return all
    .find({ idleSince: { $lte: moment } } as Filter<FlowDocument>, {
      sort: { idleSince: 1, _id: 1 },
      limit: idlePageSize,
      projection: { _id: 0, tenant: 1, interactionUniqueId: 1 },
    })
    .toArray()
    .catch(rethrow);
}

const toDocument = (tenant: string, state: FlowState): FlowDocument => ({
  _id: documentId(tenant, state.interactionUniqueId),
  tenant,
  ...state,
  ...queryFieldsOf(state),
});

function queryFieldsOf({ seq, keys, phoneNumber, status, updatedAt }: FlowState): QueryFields {
  const lookup: string[] = [];
  const add = (kind: LookupKind, value: string | null) => {
    if (value !== null) lookup.push(lookupOf(kind, value));
  };
  for (const kind of Object.keys(keys) as (keyof FlowKeys)[]) add(kind, keys[kind]);
  add('phoneNumber', phoneNumber);
  if (status !== 'RUNNING') return { lookup };
  add('running', phoneNumber);
  return seq > 0 ? { lookup, idleSince: updatedAt } : { lookup };
}
