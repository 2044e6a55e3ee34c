export { asDomainError } from './driver-errors.ts';
export { type ByteSpan, type FileBucket, type StoredFile } from './file-bucket.ts';
export { createKeptSettings } from './kept-settings.ts';
export { SchemaVersionError } from './migrate.ts';
export { keyset, startsWithin, type Keyset, type Order, type Span } from './keyset.ts';
export { createStorage, type Storage } from './storage.ts';
export {
  documentId,
  type Projection,
  type ReadOptions,
  type RecordMetadata,
  type TenantCollection,
  type TenantDocument,
  type UpsertOutcome,
} from './tenant-collection.ts';
