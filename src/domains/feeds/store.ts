import { documentId, type RecordMetadata, type Storage, type TenantDocument } from '../../storage/index.ts';
import type { SourceRecordKept } from '../source-record.ts';
import type { Fields } from '../subgraph.ts';
import type { TaskName, TraceRecord } from './model.ts';

/** A trace record with what is kept beside it. */
export interface StoredTraceRecord extends TraceRecord {
  readonly metadata: RecordMetadata;
  readonly source: SourceRecordKept;
}
interface TraceRecordDocument extends TenantDocument, StoredTraceRecord {}

export type FeedStore = ReturnType<typeof createFeedStore>;

const always = { recordId: 1 } as const;

export function createFeedStore(storage: Storage) {
  const traceRecords = storage.collection<TraceRecordDocument>('traceRecords', [
    // The record's id makes it definite which one is read, should a source name two by one id.
    { key: { tenant: 1, taskId: 1, recordId: 1 }, partialFilterExpression: { taskId: { $exists: true } } },
    {
      key: { tenant: 1, gatewayTaskId: 1, recordId: 1 },
      partialFilterExpression: { gatewayTaskId: { $exists: true } },
    },
  ]);

  return {
    read: (tenant: string, ids: readonly string[], fields: Fields): Promise<readonly TraceRecord[]> =>
      traceRecords.findByIds(tenant, ids, { ...fields, ...always }),

    async readByTask(tenant: string, task: TaskName, fields: Fields): Promise<TraceRecord | undefined> {
      const [found] = await traceRecords.find(tenant, task, {
        projection: { ...fields, ...always },
        sort: { recordId: 1 },
        limit: 1,
      });
      return found;
    },

    async upsert(tenant: string, record: Omit<StoredTraceRecord, 'metadata'>, now: Date): Promise<void> {
      await traceRecords.upsertVersioned(
        [{ _id: documentId(tenant, record.recordId), tenant, ...record }],
        now,
      );
    },
  };
}
