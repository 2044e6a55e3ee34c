export { maxOffsetMs, offsetMessage } from './database-clock.ts';
export { duplicateKeyCode, outcomeOfCode, rethrow } from './driver-errors.ts';
export { type ByteSpan, type FileBucket, type StoredFile } from './file-bucket.ts';
export { createSharedSettings } from './shared-settings.ts';
export { SchemaVersionError } from './migrate.ts';
export { keyset, startsWithin, type Keyset, type Order, type Span } from './keyset.ts';
export { readAll, type FindCommand } from './read-all.ts';
export { createReadBatcher, stagesOf, type StageOptions } from './read-batcher.ts';
export { createStorage, type Storage } from './storage.ts';
export {
  type Projection,
  type RankedOutcome,
  type ReadOptions,
  type TenantCollection,
} from './tenant-collection.ts';
export { documentId, type TenantDocument } from './tenant-document.ts';
export { type RecordMetadata, type UpsertOutcome } from './versioned.ts';
