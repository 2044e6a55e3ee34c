import {
  documentId,
  type RecordMetadata,
  type Storage,
  type TenantDocument,
  type UpsertOutcome,
} from '../../../storage/index.ts';
import { textHash, type StoredSourceRecord } from '../../shared/source-record.ts';

export interface FlowRecordToKeep {
  readonly interactionUniqueId: string;
  /** The parts of the flow in the record. They identify the record. */
  readonly parts: string;
  /** The position in the file, which orders records of the same import. */
  readonly place: number;
  readonly source: StoredSourceRecord;
}

export interface KeptFlowRecord extends FlowRecordToKeep {
  readonly metadata: RecordMetadata;
}

interface FlowRecordDocument extends TenantDocument, KeptFlowRecord {}

export type FlowRecordStore = ReturnType<typeof createFlowRecordStore>;

/** Stores the source records that flows are built from. */
export function createFlowRecordStore(storage: Storage) {
  const records = storage.collection<FlowRecordDocument>('flowRecords', [
    { key: { tenant: 1, interactionUniqueId: 1, 'metadata.modifiedAt': 1, place: 1 } },
  ]);
  const naturalIdOf = ({ interactionUniqueId, parts }: FlowRecordToKeep) =>
    `${interactionUniqueId}:${textHash(parts)}`;
  const oldestFirst = { interactionUniqueId: 1, 'metadata.modifiedAt': 1, place: 1 } as const;

  return {
    upsert: (
      tenant: string,
      kept: readonly FlowRecordToKeep[],
      now: Date,
    ): Promise<readonly UpsertOutcome[]> =>
      records.upsertVersioned(
        kept.map((record) => ({ _id: documentId(tenant, naturalIdOf(record)), tenant, ...record })),
        now,
      ),

    /** Reads all records of flows, oldest first. */
    ofFlows: (tenant: string, ids: readonly string[]): Promise<readonly KeptFlowRecord[]> =>
      records.find(tenant, { interactionUniqueId: { $in: [...ids] } }, { projection: {}, sort: oldestFirst }),

    /** Reads the hashes of the records of flows. */
    hashesOfFlows: (
      tenant: string,
      ids: readonly string[],
    ): Promise<readonly Pick<KeptFlowRecord, 'interactionUniqueId' | 'parts' | 'source'>[]> =>
      records.find(
        tenant,
        { interactionUniqueId: { $in: [...ids] } },
        { projection: { interactionUniqueId: 1, parts: 1, 'source.hash': 1 }, sort: oldestFirst },
      ),

    delete: (tenant: string, record: FlowRecordToKeep): Promise<boolean> =>
      records.delete(tenant, naturalIdOf(record)),
  };
}
