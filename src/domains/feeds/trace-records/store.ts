import type { PageRequest, PageRows } from '../../../kernel/paging.ts';
import {
  documentId,
  startsWithin,
  type RecordMetadata,
  type Span,
  type Storage,
  type TenantDocument,
} from '../../../storage/index.ts';
import type { TaskType } from '../../shared/task.ts';
import type { StoredSourceRecord } from '../../shared/source-record.ts';
import type { ConnectionFields, Fields } from '../../shared/subgraph.ts';
import { gatewayRecordId } from '../identity.ts';
import type { Namespace, TaskDirection, TaskKey, TraceRecord } from '../model.ts';

/** A trace record of a live interaction with what is kept beside it. */
export interface StoredTraceRecord extends TraceRecord {
  readonly metadata: RecordMetadata;
  readonly source: StoredSourceRecord;
}

/** A trace record that a feed told. */
export interface FeedTraceRecord extends TraceRecord {
  /** Of two that a feed tells of one task the one with the higher rank stays. */
  readonly rank: string;
}

interface TraceRecordDocument extends TenantDocument, StoredTraceRecord {}
interface FedDocument extends TenantDocument, FeedTraceRecord {}

export interface TraceFilter extends Namespace {
  readonly range?: Span | undefined;
  readonly agentUsername?: string;
  readonly skillQueueName?: string;
  readonly taskTypes?: readonly TaskType[];
  readonly direction?: TaskDirection;
  readonly reportHierarchy?: readonly string[];
}

export type TraceRecordStore = ReturnType<typeof createTraceRecordStore>;

const always = { recordId: 1 } as const;
const named = {
  ...always,
  taskId: 1,
  gatewayTaskId: 1,
  companyId: 1,
  environment: 1,
  mediaLocation: 1,
} as const;
const inList = { ...always, startAt: 1 } as const;
const newestFirst = [
  ['startAt', -1],
  ['recordId', -1],
] as const;

export function createTraceRecordStore(storage: Storage) {
  const traceRecords = storage.collection<TraceRecordDocument>('traceRecords', [
    // The record's id makes it definite which one is read, should a source name two by one id.
    { key: { tenant: 1, taskId: 1, recordId: 1 }, partialFilterExpression: { taskId: { $exists: true } } },
    {
      key: { tenant: 1, gatewayTaskId: 1, recordId: 1 },
      partialFilterExpression: { gatewayTaskId: { $exists: true } },
    },
    { key: { tenant: 1, startAt: -1, recordId: -1 } },
    { key: { tenant: 1, agentUsername: 1, startAt: -1, recordId: -1 } },
  ]);
  const fed = storage.collection<FedDocument>('traceRecords', []);

  /** Those of the tasks that have these ids in their gateways; of one id those first that have a task id too. */
  const readByGateway = (
    tenant: string,
    gatewayTaskIds: readonly string[],
    fields: Fields,
  ): Promise<readonly TraceRecord[]> =>
    traceRecords.find(
      tenant,
      { gatewayTaskId: { $in: [...gatewayTaskIds] } },
      {
        projection: { ...fields, ...always, gatewayTaskId: 1, companyId: 1, environment: 1 },
        sort: { gatewayTaskId: -1, recordId: -1 },
      },
    );

  /**
   * Takes away what is called by its gateway's id alone once there is a record that has both ids. Each is looked for once the other is
   * written, so whichever comes last finds the first. The events of both stay.
   */
  async function dropHalves(tenant: string, written: readonly FeedTraceRecord[]): Promise<void> {
    const [whole, halves] = [true, false].map((hasTask) =>
      written.filter((record) => (record.taskId !== undefined) === hasTask),
    ) as [FeedTraceRecord[], FeedTraceRecord[]];
    const gatewayIds = halves.flatMap(({ gatewayTaskId }) => gatewayTaskId ?? []);
    const named = whole.flatMap(({ gatewayTaskId, ...owner }) =>
      gatewayTaskId === undefined ? [] : [gatewayRecordId(owner, gatewayTaskId)],
    );
    const [stale, others] = await Promise.all([
      named.length === 0 ? [] : fed.findByIds(tenant, [...new Set(named)], always),
      gatewayIds.length === 0 ? [] : readByGateway(tenant, gatewayIds, { taskId: 1 }),
    ]);
    const had = new Set(
      others.flatMap(({ taskId, gatewayTaskId, ...owner }) =>
        taskId === undefined || gatewayTaskId === undefined ? [] : [gatewayRecordId(owner, gatewayTaskId)],
      ),
    );
    const dropped = new Set([
      ...stale.map(({ recordId }) => recordId),
      ...halves.map(({ recordId }) => recordId).filter((recordId) => had.has(recordId)),
    ]);
    await Promise.all([...dropped].map((recordId) => fed.delete(tenant, recordId)));
  }

  return {
    read: (tenant: string, ids: readonly string[], fields: Fields): Promise<readonly TraceRecord[]> =>
      traceRecords.findByIds(tenant, ids, { ...fields, ...always }),

    async readByTask(
      tenant: string,
      task: TaskKey & Namespace,
      fields: Fields,
    ): Promise<TraceRecord | undefined> {
      const [found] = await traceRecords.find(tenant, task, {
        projection: { ...fields, ...always },
        // `task-` comes after `gateway-`: the one that has both ids.
        sort: { recordId: 'taskId' in task ? 1 : -1 },
        limit: 1,
      });
      return found;
    },

    readByGateway,

    /** Those that feeds told of the tasks that have these ids, of whosever. */
    async ofTasks(tenant: string, ids: readonly string[]): Promise<readonly TraceRecord[]> {
      const found = await Promise.all(
        ['taskId', 'gatewayTaskId'].map((path) =>
          fed.find(tenant, { [path]: { $in: [...ids] } }, { projection: { ...named, interactionId: 1 } }),
        ),
      );
      const each = new Map(found.flat().map((record) => [record.recordId, record]));
      return [...each.values()].filter(({ interactionId }) => interactionId === undefined);
    },

    /** @returns how many were erased now */
    erase: (tenant: string, recordIds: readonly string[], erasedAt: Date): Promise<number> =>
      fed.updateEach(
        tenant,
        recordIds,
        { erasedAt: null },
        { farEndAddress: null, transferredToAddress: null, attributes: null, erasedAt },
      ),

    list: (
      tenant: string,
      filter: TraceFilter,
      request: PageRequest,
      wanted: ConnectionFields,
    ): Promise<PageRows<TraceRecord>> =>
      traceRecords.page(tenant, toFilter(filter), {
        ...wanted,
        projection: { ...wanted.fields, ...inList },
        order: newestFirst,
        request,
      }),

    /** What a live interaction left. */
    async upsert(tenant: string, record: Omit<StoredTraceRecord, 'metadata'>, now: Date): Promise<void> {
      await traceRecords.upsertVersioned(
        [{ _id: documentId(tenant, record.recordId), tenant, ...record }],
        now,
      );
    },

    /** What a feed told. @returns for each whether it is the first of its task */
    async keep(tenant: string, records: readonly FeedTraceRecord[]): Promise<readonly boolean[]> {
      const isFirst = await fed.keepHighest(
        records.map((record) => ({ _id: documentId(tenant, record.recordId), tenant, ...record })),
      );
      await dropHalves(tenant, records);
      return isFirst;
    },
  };
}

/** A field that every record of a list has: those of live interactions that are older than lists have none, and are not in them. */
const toFilter = ({ range = {}, taskTypes, reportHierarchy = [], ...same }: TraceFilter) => ({
  ...same,
  ...(taskTypes === undefined ? {} : { taskType: { $in: [...taskTypes] } }),
  ...Object.fromEntries(reportHierarchy.map((node, depth) => [`reportHierarchy.${depth}`, node])),
  ...(range.from === undefined && range.to === undefined
    ? { startAt: { $exists: true } }
    : startsWithin('startAt', range)),
});
