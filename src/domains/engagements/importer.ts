import type { Importer } from '../../intake/index.ts';
import { importBatch } from '../import-batch.ts';
import { keepSource, verbatim } from '../source-record.ts';
import type { EngagementOperations, StoredEngagement } from './operations.ts';
import { parseLivePersonEngagement } from './parse/engagement.ts';

/** LivePerson's engagement history, in and out. */
export const createLivePersonImporter = (operations: EngagementOperations): Importer => ({
  source: 'liveperson',
  containers: ['interactionHistoryRecords'],

  importBatch: (tenant, records) =>
    importBatch<Omit<StoredEngagement, 'metadata'>>(
      records,
      ({ value, text }) => {
        const parsed = parseLivePersonEngagement(value);
        return parsed.ok
          ? { ...parsed.engagement, source: keepSource(text) }
          : { rejected: { path: parsed.path, reason: parsed.reason } };
      },
      (engagements) => operations.importEngagements(tenant, engagements),
    ),

  async *exportRecords(tenant, range) {
    for await (const { source } of operations.readAllEngagements(tenant, range))
      if (source.record !== undefined) yield verbatim(source.record);
  },
});
