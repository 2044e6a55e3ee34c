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
import { searchableOf, searchVersion, type Searchable } from './search/searchable.ts';
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

  // For maintenance of the whole database. No request uses it.
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
        { projection: {}, hint: mainIndex },
      );
      for await (const engagement of outdated) {
        const { engagementId, metadata, source } = engagement;
        const unchanged = { 'metadata.version': metadata.version, 'source.hash': source.hash };
        if (await engagements.updateIf(tenant, engagementId, unchanged, { search: searchableOf(engagement) }))
          yield;
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
