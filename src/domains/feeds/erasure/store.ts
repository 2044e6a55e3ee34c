import { documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';
import { textHash } from '../../shared/source-record.ts';
import type { Namespace } from '../model.ts';

/** That a task, or an event that could not be taken, was erased. It holds nothing of anybody. Without an owner: whosever it is. */
export interface Tombstone extends Namespace {
  /** A task's id, hashed; or an event's. */
  readonly name: string;
}
interface TombstoneDocument extends TenantDocument, Tombstone {
  readonly at: Date;
}

export type TombstoneStore = ReturnType<typeof createTombstoneStore>;

export function createTombstoneStore(storage: Storage) {
  const tombstones = storage.collection<TombstoneDocument>('erasedFeeds', [{ key: { tenant: 1, name: 1 } }]);

  return {
    async add(tenant: string, added: readonly Tombstone[], at: Date): Promise<void> {
      await tombstones.insertNew(
        added.map((one) => ({
          _id: documentId(tenant, textHash(JSON.stringify([one.name, one.companyId, one.environment]))),
          tenant,
          ...one,
          at,
        })),
      );
    },

    async of(tenant: string, names: readonly string[]): Promise<readonly Tombstone[]> {
      if (names.length === 0) return [];
      // Most tenants have none, and every batch asks, of more names than it has events.
      const [any] = await tombstones.find(tenant, {}, { projection: { _id: 1 }, limit: 1 });
      if (any === undefined) return [];
      return tombstones.find(
        tenant,
        { name: { $in: [...names] } },
        { projection: { name: 1, companyId: 1, environment: 1 } },
      );
    },
  };
}
