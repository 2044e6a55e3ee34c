export { openEmbeddedMongod, type EmbeddedMongod } from './embedded/index.ts';
export type { Order } from './keyset.ts';
export { createStorage, type Storage, type StorageOptions } from './storage.ts';
export {
  documentId,
  TenantCollection,
  type Projection,
  type ReadOptions,
  type RecordMetadata,
  type TenantDocument,
  type Unversioned,
  type UpsertOutcome,
  type Versioned,
} from './tenant-collection.ts';
