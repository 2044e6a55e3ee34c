import {
  documentId,
  startsWithin,
  type RecordMetadata,
  type Span,
  type Storage,
  type TenantDocument,
  type UpsertOutcome,
} from '../../storage/index.ts';
import type { StoredSourceRecord } from '../shared/source-record.ts';
import type { Fields } from '../shared/subgraph.ts';
import { withoutVisitor, type EngagementRecord } from './model.ts';
import { mainIndex, termsIndex } from './search/plan.ts';
import { searchableOf, type Searchable } from './search/searchable.ts';
import { createSearcher, type SearchBounds } from './search/searcher.ts';

/** An engagement with its metadata and its source record. */
export interface StoredEngagement extends EngagementRecord {
  readonly metadata: RecordMetadata;
  readonly source: StoredSourceRecord;
}
interface EngagementDocument extends TenantDocument, StoredEngagement {
  readonly search: Searchable;
}

export type EngagementStore = ReturnType<typeof createEngagementStore>;

const always = { engagementId: 1, startTime: 1 } as const;
const eraseTogether = { projection: {}, limit: 100 } as const;

export function createEngagementStore(storage: Storage, bounds?: SearchBounds) {
  const engagements = storage.collection<EngagementDocument>('engagements', [
    { key: mainIndex, name: 'all' },
    { key: termsIndex },
    { key: { tenant: 1, 'info.visitorId': 1 } },
  ]);

  return {
    read: (tenant: string, ids: readonly string[], fields: Fields): Promise<readonly StoredEngagement[]> =>
      engagements.findByIds(tenant, ids, { ...fields, ...always }),

    search: createSearcher(engagements, bounds),

    upsert: (
      tenant: string,
      records: readonly Omit<StoredEngagement, 'metadata'>[],
      now: Date,
    ): Promise<readonly UpsertOutcome[]> =>
      engagements.upsertVersioned(
        records.map((record) => ({
          _id: documentId(tenant, record.engagementId),
          tenant,
          ...record,
          search: searchableOf(record),
        })),
        now,
      ),

    /** Erases a visitor in rounds: an erased engagement no longer has the visitor's id. @returns the number of erased engagements */
    async eraseVisitor(tenant: string, visitorId: string, now: Date): Promise<number> {
      let erased = 0;
      for (;;) {
        const found = await engagements.find(tenant, { 'info.visitorId': visitorId }, eraseTogether);
        if (found.length === 0) return erased;
        for (const engagement of found) {
          // The hash of the source record stays, so that a repeated import recognises the record.
          const source = { hash: engagement.source.hash };
          const left = withoutVisitor(engagement, now);
          const rest = { ...left, source, search: searchableOf(left) };
          if (await engagements.replaceVersioned(tenant, engagement.engagementId, engagement, rest, now))
            erased++;
        }
      }
    },

    /** Iterates over all engagements that start in the span, oldest first. */
    readAll: (tenant: string, range: Span): AsyncIterable<StoredEngagement> =>
      engagements.iterate(tenant, startsWithin('startTime', range), {
        projection: { source: 1 },
        sort: { startTime: 1, engagementId: 1 },
      }),
  };
}
