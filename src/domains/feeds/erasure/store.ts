import { bind } from '../../../kernel/bind.ts';
import { documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';
import { textHash } from '../../shared/source-record.ts';
import type { Namespace } from '../model.ts';

/** Marks a task or a dead letter as erased. It contains no personal data. Without a namespace it applies to all namespaces. */
export interface Tombstone extends Namespace {
  /** The hash of a task's id, or the id of an event. */
  readonly name: string;
}
interface TombstoneDocument extends TenantDocument, Tombstone {
  readonly at: Date;
}

type Tombstones = ReturnType<typeof openTombstones>;

export const createTombstoneStore = (storage: Storage) => bind(openTombstones(storage), { add, find });

const openTombstones = (storage: Storage) =>
  storage.collection<TombstoneDocument>('erasedFeeds', [{ key: { tenant: 1, name: 1 } }]);

async function add(
  tombstones: Tombstones,
  tenant: string,
  added: readonly Tombstone[],
  at: Date,
): Promise<void> {
  await tombstones.insertNew(
    added.map((one) => ({
      _id: documentId(tenant, textHash(JSON.stringify([one.name, one.companyId, one.environment]))),
      tenant,
      ...one,
      at,
    })),
  );
}

async function find(
  tombstones: Tombstones,
  tenant: string,
  names: readonly string[],
): Promise<readonly Tombstone[]> {
  if (names.length === 0) return [];
  // Every batch calls this with more names than events, and most tenants have no tombstone.
  const [any] = await tombstones.find(tenant, {}, { projection: { _id: 1 }, limit: 1 });
  if (any === undefined) return [];
  return tombstones.find(
    tenant,
    { name: { $in: [...new Set(names)] } },
    { projection: { name: 1, companyId: 1, environment: 1 } },
  );
}
