import type { Importer } from '../../intake/index.ts';
import { sourcesOf, type FeedDoor } from './doors.ts';
import { envelopeContainers, openEnvelope } from './ingest/envelopes.ts';
import type { IngestOperations } from './ingest/operations.ts';

/** Imports events from files, through the same ingestion as events over HTTP and GraphQL. */
export const createFeedImporter = (
  door: FeedDoor,
  { ingest, keepBroken, exportEvents }: IngestOperations,
): Importer => ({
  source: door,
  containers: [],
  keepBroken: (tenant, broken) => keepBroken(tenant, door, broken),
  importBatch: (tenant, records) => ingest(tenant, door, records),
  async *exportRecords(tenant, range) {
    for (const source of sourcesOf(door)) yield* exportEvents(tenant, source, range);
  },
  // AWS wraps the events that it transports.
  ...(sourcesOf(door).length === 1
    ? {}
    : {
        wrapping: {
          containers: envelopeContainers,
          open: ({ text, value }) => openEnvelope(text, value),
        },
      }),
});
