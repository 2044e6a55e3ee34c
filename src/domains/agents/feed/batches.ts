import { asDomainError, documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';

/** A batch of changes that is being taken in. */
export interface OpenBatch {
  readonly tenant: string;
  readonly batch: string;
  readonly since: Date;
}
interface OpenBatchDocument extends TenantDocument, OpenBatch {}

export type BatchStore = ReturnType<typeof createBatchStore>;

/** What is being taken in is written down first, so that what a process that died has left is found. */
export function createBatchStore(storage: Storage) {
  const batches = storage.collection<OpenBatchDocument>('agentFeedBatches', []);
  // The sweep acts for nobody, so for no tenant.
  const all = storage.systemCollection<OpenBatchDocument>('agentFeedBatches', [{ key: { since: 1 } }]);

  return {
    async open(tenant: string, batch: string, since: Date): Promise<void> {
      await batches.insert({ _id: documentId(tenant, batch), tenant, batch, since });
    },

    /** It is to be finished later, and looks until then as if it had been opened then. */
    async postpone(tenant: string, batch: string, to: Date): Promise<void> {
      await batches.updateIf(tenant, batch, {}, { since: to });
    },

    async close(tenant: string, batch: string): Promise<void> {
      await batches.delete(tenant, batch);
    },

    left: (before: Date, limit: number): Promise<readonly OpenBatch[]> =>
      all
        .find({ since: { $lte: before } }, { sort: { since: 1 }, limit, comment: 'sweep' })
        .toArray()
        .catch((error: unknown) => {
          throw asDomainError(error);
        }),
  };
}
