import type { Importer } from '../../intake/index.ts';
import { createImportBatch } from '../shared/import-batch.ts';
import { toStoredSource, sourceText } from '../shared/source-record.ts';
import type { EngagementOperations, StoredEngagement } from './operations.ts';
import { parseLivePersonRecord } from './parse/record.ts';

/**
 * Imports and exports LivePerson's history: chats of its Engagement History and conversations of its Messaging Interactions. The shape of a
 * record identifies its kind, so one file can hold both.
 */
export const createLivePersonImporter = (operations: EngagementOperations): Importer => ({
  source: 'liveperson',
  containers: ['interactionHistoryRecords', 'conversationHistoryRecords'],

  importBatch: createImportBatch<Omit<StoredEngagement, 'metadata'>>({
    parse({ value, text }) {
      const parsed = parseLivePersonRecord(value);
      return parsed.ok
        ? { ...parsed.engagement, source: toStoredSource(text) }
        : { rejected: { path: parsed.path, reason: parsed.reason } };
    },
    idOf: ({ engagementId }) => engagementId,
    store: operations.importEngagements,
  }),

  async *exportRecords(tenant, range) {
    for await (const { source } of operations.readAllEngagements(tenant, range))
      if (source.record !== undefined) yield sourceText(source.record);
  },
});
