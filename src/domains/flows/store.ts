import type { Filter } from 'mongodb';
import type { Head } from '../../eventlog/index.ts';
import type { PageRequest, PageRows } from '../../kernel/paging.ts';
import {
  asDomainError,
  documentId,
  startsWithin,
  type Span,
  type Storage,
  type TenantDocument,
} from '../../storage/index.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import { notStarted, type FlowKeys, type FlowState, type FlowStatus } from './model/index.ts';

/** What flows are looked for by, beside what they say. */
interface Sought {
  /** What it can be found by, as `kind:value`. */
  readonly lookup: readonly string[];
  /** Since when nothing has come from it, while it runs here. */
  readonly idleSince?: Date;
}

interface FlowDocument extends TenantDocument, FlowState, Sought {}

/** What an identifier is of, said once and before anything else of it. */
interface OriginDocument extends TenantDocument {
  readonly interactionUniqueId: string;
  readonly origin: 'here' | 'imported';
}

/** By what a flow is found. `running` is its phone number as long as it runs. */
export type LookupKind = keyof FlowKeys | 'phoneNumber' | 'running';
export const lookupOf = (kind: LookupKind, value: string): string => `${kind}:${value}`;

export type FlowStore = ReturnType<typeof createFlowStore>;

const newestFirst = [
  ['startedAt', -1],
  ['interactionUniqueId', -1],
] as const;
/** Who may see it, and whether this process knows something newer, must be known of each. */
const always = { interactionUniqueId: 1, startedAt: 1, seq: 1, customer: 1 } as const;
const idleTogether = 200;

export function createFlowStore(storage: Storage) {
  const flows = storage.collection<FlowDocument>('flows', [
    { key: { tenant: 1, startedAt: -1, interactionUniqueId: -1 } },
    { key: { tenant: 1, status: 1, startedAt: -1, interactionUniqueId: -1 } },
    { key: { tenant: 1, customer: 1, startedAt: -1, interactionUniqueId: -1 } },
    { key: { tenant: 1, lookup: 1, startedAt: -1, interactionUniqueId: -1 } },
  ]);
  const origins = storage.collection<OriginDocument>('flowOrigins', []);
  const all = storage.systemCollection<FlowDocument>('flows', [
    { key: { idleSince: 1, _id: 1 }, partialFilterExpression: { idleSince: { $exists: true } } },
  ]);

  return {
    read: (tenant: string, ids: readonly string[], fields: Fields): Promise<readonly FlowState[]> =>
      flows.findByIds(tenant, ids, { ...fields, ...always }),

    /** The whole state, to go on from. */
    async snapshot(tenant: string, id: string): Promise<Head<FlowState> | undefined> {
      const [document] = await flows.findByIds(tenant, [id], {});
      // An imported one has no log to go on with.
      if (document === undefined || document.seq === 0) return undefined;
      const state = wholeState(document);
      return { seq: state.seq, state };
    },

    async projectedSeq(tenant: string, id: string): Promise<number> {
      return (await flows.findByIds(tenant, [id], { seq: 1 }))[0]?.seq ?? 0;
    },

    /**
     * Takes identifiers for flows that run here, or for imported ones: an identifier is one of the two for ever.
     * @returns those that are now, or were already, what they are taken for
     */
    async claim(
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
    },

    list(
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
        { ...wanted, projection: { ...wanted.fields, ...always }, order: newestFirst, request },
      );
    },

    /** The flow that was started last of those that are found by something. */
    async newest(
      tenant: string,
      { lookup, customer }: { readonly lookup: string; readonly customer?: string },
      fields: Fields,
    ): Promise<FlowState | undefined> {
      const found = await flows.find(
        tenant,
        { lookup, ...(customer === undefined ? {} : { customer }) },
        {
          projection: { ...fields, ...always },
          sort: { startedAt: -1, interactionUniqueId: -1 },
          limit: 1,
        },
      );
      return found[0];
    },

    /**
     * Replaces what is older.
     * @param anew also what is as old
     */
    project: (tenant: string, state: FlowState, anew = false): Promise<boolean> =>
      flows.replaceOlder(toDocument(tenant, state), 'seq', anew),

    /** @returns false if a flow that was run here has the identifier */
    replaceImported: (tenant: string, state: FlowState): Promise<boolean> =>
      flows.replaceOlder(toDocument(tenant, { ...state, seq: 0 }), 'seq', true),

    /** Every flow that starts in the span, oldest first. */
    async *readAll(tenant: string, range: Span): AsyncGenerator<FlowState> {
      for await (const document of flows.iterate(tenant, startsWithin('startedAt', range), {
        projection: {},
        sort: { startedAt: 1, interactionUniqueId: 1 },
      }))
        yield wholeState(document);
    },

    /** Running flows of all tenants that nothing has come from since a moment. */
    async idleSince(moment: Date): Promise<readonly { tenant: string; interactionUniqueId: string }[]> {
      return all
        .find({ idleSince: { $lte: moment } } as Filter<FlowDocument>, {
          sort: { idleSince: 1, _id: 1 },
          limit: idleTogether,
          projection: { _id: 0, tenant: 1, interactionUniqueId: 1 },
          comment: 'sweep',
        })
        .toArray()
        .catch((error: unknown) => {
          throw asDomainError(error);
        });
    },
  };
}

/** A document that an older process wrote lacks what has been added since. */
const wholeState = (document: FlowDocument): FlowState =>
  Object.fromEntries(
    Object.entries(notStarted).map(([name, initial]) => [
      name,
      document[name as keyof FlowState] ?? (initial as unknown),
    ]),
  ) as unknown as FlowState;

const toDocument = (tenant: string, state: FlowState): FlowDocument => ({
  _id: documentId(tenant, state.interactionUniqueId),
  tenant,
  ...state,
  ...soughtOf(state),
});

function soughtOf({ seq, keys, phoneNumber, status, updatedAt }: FlowState): Sought {
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
