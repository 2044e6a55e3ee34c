import type { Importer } from '../../intake/index.ts';
import type { IngestOperations } from './ingest/operations.ts';
import type { FeedSource } from './model.ts';

/** A source's events as files have them: the same door as all others. */
export const createFeedImporter = (
  name: string,
  source: FeedSource,
  operations: IngestOperations,
): Importer => ({
  source: name,
  containers: [],
  keepBroken: (tenant, broken) => operations.keepBroken(tenant, source, broken),
  importBatch: (tenant, records) => operations.ingest(tenant, source, records),
  exportRecords: (tenant, range) => operations.exportEvents(tenant, source, range),
});
