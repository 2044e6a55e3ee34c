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
import { indexOfAll, indexOfTerms } from './search/plan.ts';
import { searchableOf, searchVersion, type Searchable } from './search/searchable.ts';
import { createSearcher, type SearchBounds } from './search/searcher.ts';

/** An engagement with what the import keeps beside it. */
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
    { key: indexOfAll, name: 'all' },
    { key: indexOfTerms },
    { key: { tenant: 1, 'info.visitorId': 1 } },
  ]);

  // What is done to the whole database is done for no tenant: nothing of it reaches a request.
  const all = storage.systemCollection<EngagementDocument>('engagements', []);

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

    /** @returns how many were erased: an erased engagement no longer names its visitor, so the next round finds the rest */
    async eraseVisitor(tenant: string, visitorId: string, now: Date): Promise<number> {
      let erased = 0;
      for (;;) {
        const found = await engagements.find(tenant, { 'info.visitorId': visitorId }, eraseTogether);
        if (found.length === 0) return erased;
        for (const engagement of found) {
          // Of the source's record only the hash stays, which tells an import that it knows it.
          const source = { hash: engagement.source.hash };
          const left = withoutVisitor(engagement, now);
          // Searched for by what was taken out, it is not found any more.
          const rest = { ...left, source, search: searchableOf(left) };
          if (await engagements.replaceVersioned(tenant, engagement.engagementId, engagement, rest, now))
            erased++;
        }
      }
    },

    /** All tenants that have engagements: for what is done to the whole database. */
    tenants: (): Promise<readonly string[]> => all.distinct('tenant', {}, { comment: 'reindex' }),

    /**
     * Makes what engagements are found by anew where other rules made it. One that is changed meanwhile is made anew by its change.
     * @returns how many it was; after each it says so
     */
    async *reindex(tenant: string): AsyncGenerator<void> {
      const outdated = engagements.iterate(
        tenant,
        { 'search.version': { $ne: searchVersion } },
        { projection: {}, hint: indexOfAll },
      );
      for await (const engagement of outdated) {
        const { engagementId, metadata, source } = engagement;
        const unchanged = { 'metadata.version': metadata.version, 'source.hash': source.hash };
        if (await engagements.updateIf(tenant, engagementId, unchanged, { search: searchableOf(engagement) }))
          yield;
      }
    },

    /** Every engagement that starts in the span, oldest first. */
    readAll: (tenant: string, range: Span): AsyncIterable<StoredEngagement> =>
      engagements.iterate(tenant, startsWithin('startTime', range), {
        projection: { source: 1 },
        sort: { startTime: 1, engagementId: 1 },
      }),
  };
}
