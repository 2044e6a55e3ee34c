import type { Filter } from 'mongodb';
import type { PageRequest, PageRows } from '../../../kernel/paging.ts';
import {
  documentId,
  startsWithin,
  type Projection,
  type Span,
  type Storage,
  type TenantDocument,
} from '../../../storage/index.ts';
import type { ConnectionFields } from '../../shared/subgraph.ts';
import type { FeedActivity, FeedEventRecord, FeedSource, Namespace } from '../model.ts';

interface FeedEventDocument extends TenantDocument, FeedEventRecord {}

export interface EventFilter {
  readonly source: FeedSource;
  readonly activityTypes?: readonly FeedActivity[] | undefined;
  readonly range?: Span | undefined;
  readonly about?: string | undefined;
  /** A name, hashed. */
  readonly customer?: string | undefined;
}

/** An event by what is to be known of it to erase it. */
export type ErasableEvent = Pick<FeedEventRecord, 'eventId' | 'about' | 'companyId' | 'environment'>;

export type EventStore = ReturnType<typeof createEventStore>;

const newestFirst = [
  ['at', -1],
  ['eventId', -1],
] as const;
const always = { eventId: 1, at: 1 } as const;
export const maxEventsOfTask = 100;
const joined = { ...always, about: 1, activityType: 1, companyId: 1, environment: 1 } as const;
const ofTask: readonly FeedActivity[] = [
  'INTERACTION_TRACE_RECORD',
  'WORK_CODES',
  'CHAT_TRANSCRIPT',
  'CONTACT_RECORD',
];

/** MongoDB's null is also what is not there. */
const exactly = ({ companyId, environment }: Namespace): Filter<FeedEventDocument> =>
  ({ companyId: companyId ?? null, environment: environment ?? null }) as Filter<FeedEventDocument>;

const ofCustomers: readonly FeedActivity[] = [
  'INTERACTION_TRACE_RECORD',
  'CHAT_TRANSCRIPT',
  'CONTACT_RECORD',
];
const inOrder = { tenant: 1, source: 1, at: -1, eventId: -1 } as const;
const erasable = { activityType: { $in: [...ofCustomers] }, erasedAt: null };

/** Every event that came in, to the letter. Nothing is ever changed here, but that an event is erased. */
export function createEventStore(storage: Storage) {
  const events = storage.collection<FeedEventDocument>('feedEvents', [
    { key: inOrder },
    {
      key: { tenant: 1, about: 1, at: -1, eventId: -1 },
      partialFilterExpression: { about: { $exists: true } },
    },
    {
      key: { tenant: 1, customers: 1, at: -1, eventId: -1 },
      partialFilterExpression: { customers: { $exists: true } },
    },
  ]);
  const toFilter = ({ source, activityTypes, range = {}, about, customer }: EventFilter) => ({
    source,
    ...(about === undefined ? {} : { about }),
    ...(customer === undefined ? {} : { customers: customer }),
    ...(activityTypes === undefined ? {} : { activityType: { $in: [...activityTypes] } }),
    ...startsWithin('at', range),
  });

  /** All at once; only where together they are too many, each by itself, so that none takes the room of another. */
  async function about(
    tenant: string,
    ids: readonly string[],
    filter: Filter<FeedEventDocument>,
    projection: Projection,
  ): Promise<readonly FeedEventRecord[]> {
    const find = (of: readonly string[], limit: number) =>
      events.find(
        tenant,
        { ...filter, about: { $in: [...of] } },
        { projection: { ...joined, ...projection }, sort: { at: 1, eventId: 1 }, limit },
      );
    const most = maxEventsOfTask * ids.length;
    const found = await find(ids, most);
    if (found.length < most || ids.length === 1) return found;
    const each = (await Promise.all(ids.map((id) => find([id], maxEventsOfTask)))).flat();
    return [...new Map(each.map((event) => [event.eventId, event])).values()].sort(
      (one, other) => one.at.getTime() - other.at.getTime() || (one.eventId < other.eventId ? -1 : 1),
    );
  }

  const ofErased = (
    tenant: string,
    ids: readonly string[],
    limit: number,
  ): Promise<readonly ErasableEvent[]> =>
    events.find(tenant, { about: { $in: [...ids] }, ...erasable }, { projection: joined, limit });

  return {
    /** @returns of each whether it is new */
    insert: (tenant: string, records: readonly FeedEventRecord[]): Promise<readonly boolean[]> =>
      events.insertNew(
        records.map((record) => ({ _id: documentId(tenant, record.eventId), tenant, ...record })),
      ),

    list: (
      tenant: string,
      filter: EventFilter,
      request: PageRequest,
      wanted: ConnectionFields,
    ): Promise<PageRows<FeedEventRecord>> =>
      events.page(tenant, toFilter(filter), {
        ...wanted,
        projection: { ...wanted.fields, ...always },
        order: newestFirst,
        request,
      }),

    /** The work codes of these; the oldest first, of each up to a hundred. */
    workCodes: (tenant: string, ids: readonly string[], owners: readonly Namespace[]) =>
      about(tenant, ids, { activityType: 'WORK_CODES', $or: owners.map(exactly) }, { workCode: 1 }),

    /** The first work code of a task of which no more of the owner may be known. */
    async firstWorkCode(tenant: string, id: string, owner: Namespace): Promise<FeedEventRecord | undefined> {
      const [first] = await events.find(
        tenant,
        { ...owner, about: id, activityType: 'WORK_CODES' },
        { projection: { ...joined, workCode: 1 }, sort: { at: 1, eventId: 1 }, limit: 1 },
      );
      return first;
    },

    /** All that is told of these; the oldest first, of each up to a hundred. Some kinds of events tell of no owner. */
    ofTasks: (tenant: string, ids: readonly string[], owners: readonly Namespace[]) =>
      about(
        tenant,
        ids,
        { activityType: { $in: [...ofTask] }, $or: [...owners, {}].map(exactly) },
        { source: 1, receivedAt: 1, isAhead: 1, text: 1 },
      ),

    /** What is there of customers, by their names, hashed, and of tasks. */
    async toErase(
      tenant: string,
      { customers, about: ids }: { readonly customers: readonly string[]; readonly about: readonly string[] },
      limit: number,
    ): Promise<readonly ErasableEvent[]> {
      const [named, told] = await Promise.all([
        customers.length === 0
          ? []
          : events.find(tenant, { customers: { $in: [...customers] } }, { projection: joined, limit }),
        ids.length === 0 ? [] : ofErased(tenant, ids, limit),
      ]);
      return [...new Map([...named, ...told].map((event) => [event.eventId, event])).values()];
    },

    /** What tasks that are erased say of their customers. */
    ofErased,

    /** @returns how many were erased now */
    erase: (tenant: string, eventIds: readonly string[], erasedAt: Date): Promise<number> =>
      events.updateEach(tenant, eventIds, { erasedAt: null }, { text: null, customers: [], erasedAt }),

    /** The texts of a source, oldest first. */
    readAll: (
      tenant: string,
      source: FeedSource,
      range: Span,
    ): AsyncIterable<Pick<FeedEventRecord, 'text'>> =>
      events.iterate(tenant, toFilter({ source, range }), {
        projection: { text: 1 },
        sort: { at: 1, eventId: 1 },
      }),
  };
}
