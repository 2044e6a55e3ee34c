import type { Filter } from 'mongodb';
import { bind } from '../../../kernel/bind.ts';
import type { PageRequest, PageRows } from '../../../kernel/paging.ts';
import {
  documentId,
  startsWithin,
  type RankedOutcome,
  type RecordMetadata,
  type Span,
  type Storage,
  type TenantDocument,
} from '../../../storage/index.ts';
import type { StoredSourceRecord } from '../../shared/source-record.ts';
import type { ConnectionFields, Fields } from '../../shared/subgraph.ts';
import type { TaskType } from '../../shared/task.ts';
import { gatewayRecordId } from '../identity.ts';
import type { Namespace, TaskDirection, TaskKey, TraceRecord } from '../model.ts';

/** A trace record of a live interaction, with its metadata. */
export interface StoredTraceRecord extends TraceRecord {
  readonly metadata: RecordMetadata;
  readonly source: StoredSourceRecord;
}

/** A trace record from a feed. */
export interface FeedTraceRecord extends TraceRecord {
  /** Of two records of a task, the higher rank wins. */
  readonly rank: string;
}

interface TraceRecordDocument extends TenantDocument, StoredTraceRecord {}
interface FeedTraceRecordDocument extends TenantDocument, FeedTraceRecord {}

export interface TraceFilter extends Namespace {
  readonly range?: Span | undefined;
  readonly agentUsername?: string;
  /** The companies whose agents have the user name. All of them if undefined. */
  readonly agentCompanies?: readonly string[];
  readonly skillQueueName?: string;
  readonly taskTypes?: readonly TaskType[];
  readonly direction?: TaskDirection;
  readonly reportHierarchy?: readonly string[];
}

type Collections = ReturnType<typeof openCollections>;

export const createTraceRecordStore = (storage: Storage) =>
  bind(openCollections(storage), {
    read,
    readByTask,
    readByGatewayIds,
    findByAnyId,
    erase,
    list,
    upsert,
    upsertHighest,
  });

/** Two views of one collection: records of live interactions and records from feeds are written differently. */
const openCollections = (storage: Storage) => ({
  traceRecords: storage.collection<TraceRecordDocument>('traceRecords', [
    // The record id makes the result definite if a source uses an id twice.
    { key: { tenant: 1, taskId: 1, recordId: 1 }, partialFilterExpression: { taskId: { $exists: true } } },
    {
      key: { tenant: 1, gatewayTaskId: 1, recordId: 1 },
      partialFilterExpression: { gatewayTaskId: { $exists: true } },
    },
    { key: { tenant: 1, startAt: -1, recordId: -1 } },
    { key: { tenant: 1, agentUsername: 1, startAt: -1, recordId: -1 } },
  ]),
  feedRecords: storage.collection<FeedTraceRecordDocument>('traceRecords', []),
});

const idField = { recordId: 1 } as const;
const idFields = {
  ...idField,
  taskId: 1,
  gatewayTaskId: 1,
  companyId: 1,
  environment: 1,
  mediaLocation: 1,
} as const;
const newestFirst = [
  ['startAt', -1],
  ['recordId', -1],
] as const;

const read = (
  { traceRecords }: Collections,
  tenant: string,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly TraceRecord[]> => traceRecords.findByIds(tenant, ids, { ...fields, ...idField });

async function readByTask(
  { traceRecords }: Collections,
  tenant: string,
  task: TaskKey & Namespace,
  fields: Fields,
): Promise<TraceRecord | undefined> {
  const [found] = await traceRecords.find(tenant, task, {
    projection: { ...fields, ...idField },
    // `task-` sorts after `gateway-`: descending order prefers the record that has both ids.
    sort: { recordId: 'taskId' in task ? 1 : -1 },
    limit: 1,
  });
  return found;
}

/** Reads the records of tasks by the gateway's ids. Records that also have a task id come first. */
const readByGatewayIds = (
  { traceRecords }: Collections,
  tenant: string,
  gatewayTaskIds: readonly string[],
  fields: Fields,
): Promise<readonly TraceRecord[]> =>
  traceRecords.find(
    tenant,
    { gatewayTaskId: { $in: [...gatewayTaskIds] } },
    {
      projection: { ...fields, ...idField, gatewayTaskId: 1, companyId: 1, environment: 1, isFromContact: 1 },
      sort: { gatewayTaskId: -1, recordId: -1 },
    },
  );

/** Finds the records from feeds by task id or gateway id, in all namespaces. */
async function findByAnyId(
  { feedRecords }: Collections,
  tenant: string,
  ids: readonly string[],
): Promise<readonly TraceRecord[]> {
  const found = await Promise.all(
    ['taskId', 'gatewayTaskId'].map((path) =>
      feedRecords.find(
        tenant,
        { [path]: { $in: [...ids] } },
        { projection: { ...idFields, interactionId: 1 } },
      ),
    ),
  );
  const each = new Map(found.flat().map((record) => [record.recordId, record]));
  return [...each.values()].filter(({ interactionId }) => interactionId === undefined);
}

/** @returns the number of records that this call erased */
const erase = (
  { feedRecords }: Collections,
  tenant: string,
  recordIds: readonly string[],
  erasedAt: Date,
): Promise<number> =>
  feedRecords.updateEach(
    tenant,
    recordIds,
    { erasedAt: null },
    { farEndAddress: null, transferredToAddress: null, attributes: null, erasedAt },
  );

const list = (
  { traceRecords }: Collections,
  tenant: string,
  filter: TraceFilter,
  request: PageRequest,
  wanted: ConnectionFields,
): Promise<PageRows<TraceRecord>> =>
  traceRecords.page(tenant, toFilter(filter), {
    ...wanted,
    projection: { ...wanted.fields, ...idField, startAt: 1 },
    order: newestFirst,
    request,
  });

/** Writes the record of a live interaction. */
async function upsert(
  { traceRecords }: Collections,
  tenant: string,
  record: Omit<StoredTraceRecord, 'metadata'>,
  now: Date,
): Promise<void> {
  await traceRecords.upsertVersioned([{ _id: documentId(tenant, record.recordId), tenant, ...record }], now);
}

/** Writes records from feeds. @returns for each the effect on the record of its task */
async function upsertHighest(
  collections: Collections,
  tenant: string,
  records: readonly FeedTraceRecord[],
): Promise<readonly RankedOutcome[]> {
  const outcomes = await collections.feedRecords.keepHighest(
    records.map((record) => ({ _id: documentId(tenant, record.recordId), tenant, ...record })),
  );
  await deletePartialRecords(collections, tenant, records);
  return outcomes;
}

/**
 * Deletes partial records: those that have a gateway id alone, once a record has both ids, and those of Amazon Connect's contacts, once the
 * Symbee feed has a record of the task. It runs after the write of either record, so the later writer finds the other record. The events of
 * both stay.
 */
async function deletePartialRecords(
  collections: Collections,
  tenant: string,
  written: readonly FeedTraceRecord[],
): Promise<void> {
  const { feedRecords } = collections;
  const partial = written.filter(({ taskId }) => taskId === undefined);
  const superseded = gatewayRecordIdsOf(written);
  const contactIds = written.flatMap(({ isFromContact, gatewayTaskId }) =>
    isFromContact === true || gatewayTaskId === undefined ? [] : [gatewayRecordId({}, gatewayTaskId)],
  );
  const gatewayIds = partial.flatMap(({ gatewayTaskId }) => gatewayTaskId ?? []);
  const candidates = new Set([...superseded, ...contactIds]);
  const [found, others] = await Promise.all([
    candidates.size === 0
      ? []
      : feedRecords.findByIds(tenant, [...candidates], { ...idField, isFromContact: 1 }),
    gatewayIds.length === 0
      ? []
      : readByGatewayIds(collections, tenant, gatewayIds, { taskId: 1, isFromContact: 1 }),
  ]);
  const complete = gatewayRecordIdsOf(others);
  const fromFeed = new Set(
    others.flatMap(({ isFromContact, gatewayTaskId }) => (isFromContact === true ? [] : gatewayTaskId)),
  );
  const deleted = new Set([
    ...found
      .filter(({ recordId, isFromContact }) => isFromContact === true || superseded.has(recordId))
      .map(({ recordId }) => recordId),
    ...partial
      .filter(
        ({ recordId, isFromContact, gatewayTaskId }) =>
          complete.has(recordId) || (isFromContact === true && fromFeed.has(gatewayTaskId)),
      )
      .map(({ recordId }) => recordId),
  ]);
  await Promise.all([...deleted].map((recordId) => feedRecords.delete(tenant, recordId)));
}

/** Returns the ids that the records with both ids would have without their task id. */
const gatewayRecordIdsOf = (records: readonly TraceRecord[]): ReadonlySet<string> =>
  new Set(
    records.flatMap(({ taskId, gatewayTaskId, ...namespace }) =>
      taskId === undefined || gatewayTaskId === undefined ? [] : [gatewayRecordId(namespace, gatewayTaskId)],
    ),
  );

const toFilter = ({
  range = {},
  taskTypes,
  reportHierarchy = [],
  agentCompanies = [],
  ...equal
}: TraceFilter): Filter<TraceRecordDocument> => ({
  ...equal,
  ...(agentCompanies.length === 0 ? {} : { $and: [inCompanies(agentCompanies)] }),
  ...(taskTypes === undefined ? {} : { taskType: { $in: [...taskTypes] } }),
  ...Object.fromEntries(reportHierarchy.map((node, depth) => [`reportHierarchy.${depth}`, node])),
  ...startsWithin('startAt', range),
});

/** In MongoDB, null also matches a missing field. */
const inCompanies = (companies: readonly string[]): Filter<TraceRecordDocument> =>
  ({ companyId: { $in: [null, ...companies] } }) as Filter<TraceRecordDocument>;
