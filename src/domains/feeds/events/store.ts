import type { Filter } from 'mongodb';
import { bind } from '../../../kernel/bind.ts';
import type { PageRequest, PageRows } from '../../../kernel/paging.ts';
import {
  documentId,
  startsWithin,
  type Projection,
  type Span,
  type Storage,
  type TenantDocument,
} from '../../../storage/index.ts';
import type { ConnectionFields, Fields } from '../../shared/subgraph.ts';
import type { FeedActivity, FeedEventRecord, FeedSource, Namespace } from '../model.ts';

interface FeedEventDocument extends TenantDocument, FeedEventRecord {}

export interface EventFilter {
  readonly source: FeedSource;
  readonly activityTypes?: readonly FeedActivity[] | undefined;
  readonly range?: Span | undefined;
  readonly about?: string | undefined;
  /** The hash of a customer. */
  readonly customer?: string | undefined;
  /** Whether the event has values that cannot be read. */
  readonly hasIssues?: boolean | undefined;
}

/** The fields of an event that erasure uses. */
export type ErasableEvent = Pick<FeedEventRecord, 'eventId' | 'about' | 'companyId' | 'environment'>;

type Events = ReturnType<typeof openEvents>;

/** Stores the verbatim events. They are immutable, except for erasure. */
export const createEventStore = (storage: Storage) =>
  bind(openEvents(storage), {
    insert,
    read,
    arrivalsOf,
    list,
    workCodesOf,
    firstWorkCode,
    eventsOfTasks,
    findByCustomerOrTask,
    findErasable,
    erase,
    readAll,
  });

const openEvents = (storage: Storage) =>
  storage.collection<FeedEventDocument>('feedEvents', [
    { key: { tenant: 1, source: 1, at: -1, eventId: -1 } },
    {
      key: { tenant: 1, about: 1, at: -1, eventId: -1 },
      partialFilterExpression: { about: { $exists: true } },
    },
    {
      key: { tenant: 1, customers: 1, at: -1, eventId: -1 },
      partialFilterExpression: { customers: { $exists: true } },
    },
    {
      key: { tenant: 1, source: 1, at: -1, eventId: -1, 'issues.field': 1 },
      partialFilterExpression: { 'issues.field': { $exists: true } },
    },
  ]);

export const maxEventsOfTask = 100;
const newestFirst = [
  ['at', -1],
  ['eventId', -1],
] as const;
const oldestFirst = { at: 1, eventId: 1 } as const;
const sortFields = { eventId: 1, at: 1 } as const;
const joinFields = { ...sortFields, about: 1, activityType: 1, companyId: 1, environment: 1 } as const;
const customerActivities = ['INTERACTION_TRACE_RECORD', 'CHAT_TRANSCRIPT', 'CONTACT_RECORD'] as const;
const taskActivities = [...customerActivities, 'WORK_CODES'] as const;

/** @returns for each event whether it is new */
const insert = (
  events: Events,
  tenant: string,
  records: readonly FeedEventRecord[],
): Promise<readonly boolean[]> =>
  events.insertNew(records.map((record) => ({ _id: documentId(tenant, record.eventId), tenant, ...record })));

const read = (
  events: Events,
  tenant: string,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly FeedEventRecord[]> => events.findByIds(tenant, ids, { ...fields, ...sortFields });

/** Returns the place in the order of arrivals of each of the stored events. */
async function arrivalsOf(
  events: Events,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = ids.length === 0 ? [] : await events.findByIds(tenant, ids, { eventId: 1, arrival: 1 });
  return new Map(found.map(({ eventId, arrival }) => [eventId, arrival]));
}

const list = (
  events: Events,
  tenant: string,
  filter: EventFilter,
  request: PageRequest,
  wanted: ConnectionFields,
): Promise<PageRows<FeedEventRecord>> =>
  events.page(tenant, toFilter(filter), {
    ...wanted,
    projection: { ...wanted.fields, ...sortFields },
    order: newestFirst,
    request,
  });

/** Reads the work codes of tasks, oldest first, up to 100 per task. */
const workCodesOf = (
  events: Events,
  tenant: string,
  ids: readonly string[],
  namespaces: readonly Namespace[] | undefined,
): Promise<readonly FeedEventRecord[]> =>
  findByTask(events, tenant, ids, { activityType: 'WORK_CODES', ...within(namespaces) }, { workCode: 1 });

/** Reads the first work code of a task. The namespace can be incomplete. */
async function firstWorkCode(
  events: Events,
  tenant: string,
  id: string,
  namespace: Namespace,
): Promise<FeedEventRecord | undefined> {
  const [first] = await events.find(
    tenant,
    { ...namespace, about: id, activityType: 'WORK_CODES' },
    { projection: { ...joinFields, workCode: 1 }, sort: oldestFirst, limit: 1 },
  );
  return first;
}

/** Reads the events of tasks, oldest first, up to 100 per task. Includes events without a namespace. */
const eventsOfTasks = (
  events: Events,
  tenant: string,
  ids: readonly string[],
  namespaces: readonly Namespace[] | undefined,
): Promise<readonly FeedEventRecord[]> =>
  findByTask(
    events,
    tenant,
    ids,
    {
      activityType: { $in: [...taskActivities] },
      ...within(namespaces === undefined ? undefined : [...namespaces, {}]),
    },
    { source: 1, receivedAt: 1, isAhead: 1, issues: 1, text: 1, erasedAt: 1 },
  );

/** Finds events by hashes of customers, and by ids of tasks. */
async function findByCustomerOrTask(
  events: Events,
  tenant: string,
  { hashes, ids }: { readonly hashes: readonly string[]; readonly ids: readonly string[] },
  limit: number,
): Promise<readonly ErasableEvent[]> {
  const [byCustomer, byTask] = await Promise.all([
    hashes.length === 0
      ? []
      : events.find(tenant, { customers: { $in: [...hashes] } }, { projection: joinFields, limit }),
    ids.length === 0 ? [] : findErasable(events, tenant, ids, limit),
  ]);
  return [...new Map([...byCustomer, ...byTask].map((event) => [event.eventId, event])).values()];
}

/** Finds the events of tasks that contain personal data of customers. */
const findErasable = (
  events: Events,
  tenant: string,
  ids: readonly string[],
  limit: number,
): Promise<readonly ErasableEvent[]> =>
  events.find(
    tenant,
    { about: { $in: [...ids] }, activityType: { $in: [...customerActivities] }, erasedAt: null },
    { projection: joinFields, limit },
  );

/** @returns the number of events that this call erased */
const erase = (
  events: Events,
  tenant: string,
  eventIds: readonly string[],
  erasedAt: Date,
): Promise<number> =>
  events.updateEach(
    tenant,
    eventIds,
    { erasedAt: null },
    { text: null, customers: [], issues: [], erasedAt },
  );

/** Iterates over the texts of a source, oldest first. */
const readAll = (
  events: Events,
  tenant: string,
  source: FeedSource,
  range: Span,
): AsyncIterable<Pick<FeedEventRecord, 'text'>> =>
  events.iterate(tenant, toFilter({ source, range }), { projection: { text: 1 }, sort: oldestFirst });

/** Finds events by task with one query. If the result reaches the limit, one query per task keeps a large task from displacing others. */
async function findByTask(
  events: Events,
  tenant: string,
  ids: readonly string[],
  filter: Filter<FeedEventDocument>,
  projection: Projection,
): Promise<readonly FeedEventRecord[]> {
  const find = (of: readonly string[], limit: number) =>
    events.find(
      tenant,
      { ...filter, about: { $in: [...of] } },
      { projection: { ...joinFields, ...projection }, sort: oldestFirst, limit },
    );
  const limit = maxEventsOfTask * ids.length;
  const found = await find(ids, limit);
  if (found.length < limit || ids.length === 1) return found;
  const each = (await Promise.all(ids.map((id) => find([id], maxEventsOfTask)))).flat();
  return [...new Map(each.map((event) => [event.eventId, event])).values()].sort(
    (one, other) => one.at.getTime() - other.at.getTime() || (one.eventId < other.eventId ? -1 : 1),
  );
}

/** In MongoDB, null also matches a missing field. */
const exactly = ({ companyId, environment }: Namespace): Filter<FeedEventDocument> =>
  ({ companyId: companyId ?? null, environment: environment ?? null }) as Filter<FeedEventDocument>;

const within = (namespaces: readonly Namespace[] | undefined): Filter<FeedEventDocument> =>
  namespaces === undefined ? {} : { $or: namespaces.map(exactly) };

const toFilter = ({ source, activityTypes, range = {}, about, customer, hasIssues }: EventFilter) => ({
  source,
  ...(hasIssues === undefined ? {} : { 'issues.field': { $exists: hasIssues } }),
  ...(about === undefined ? {} : { about }),
  ...(customer === undefined ? {} : { customers: customer }),
  ...(activityTypes === undefined ? {} : { activityType: { $in: [...activityTypes] } }),
  ...startsWithin('at', range),
});
