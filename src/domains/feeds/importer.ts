import type { Importer } from '../../intake/index.ts';
import type { IngestOperations } from './ingest/operations.ts';
import type { FeedSource } from './model.ts';

/** Imports the events of a source from files, through the same ingestion as events over HTTP and GraphQL. */
export const createFeedImporter = (
  name: string,
  source: FeedSource,
  { ingest, keepBroken, exportEvents }: IngestOperations,
): Importer => ({
  source: name,
  containers: [],
  keepBroken: (tenant, broken) => keepBroken(tenant, source, broken),
  importBatch: (tenant, records) => ingest(tenant, source, records),
  exportRecords: (tenant, range) => exportEvents(tenant, source, range),
});
