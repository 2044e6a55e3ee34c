import type { PageRequest, PageRows } from '../../kernel/paging.ts';
import {
  documentId,
  startsWithin,
  type RecordMetadata,
  type Span,
  type Storage,
  type TenantDocument,
  type UpsertOutcome,
} from '../../storage/index.ts';
import type { SourceRecordKept } from '../source-record.ts';
import type { ConnectionFields, Fields } from '../subgraph.ts';
import { withoutVisitor, type EngagementRecord } from './model.ts';

/** An engagement with what the import keeps beside it. */
export interface StoredEngagement extends EngagementRecord {
  readonly metadata: RecordMetadata;
  readonly source: SourceRecordKept;
}
interface EngagementDocument extends TenantDocument, StoredEngagement {}

export type EngagementStore = ReturnType<typeof createEngagementStore>;

/** Newest first; the id makes the order of those that start together definite. */
const newestFirst = [
  ['startTime', -1],
  ['engagementId', -1],
] as const;
const always = { engagementId: 1, startTime: 1 } as const;
const eraseTogether = { projection: {}, limit: 100 } as const;

export function createEngagementStore(storage: Storage) {
  const engagements = storage.collection<EngagementDocument>('engagements', [
    { key: { tenant: 1, startTime: -1, engagementId: -1 } },
    { key: { tenant: 1, 'info.visitorId': 1 } },
  ]);

  return {
    read: (tenant: string, ids: readonly string[], fields: Fields): Promise<readonly StoredEngagement[]> =>
      engagements.findByIds(tenant, ids, { ...fields, ...always }),

    list(
      tenant: string,
      range: Span,
      request: PageRequest,
      wanted: ConnectionFields,
    ): Promise<PageRows<StoredEngagement>> {
      const projection = { ...wanted.fields, ...always };
      return engagements.page(tenant, startsWithin('startTime', range), {
        ...wanted,
        projection,
        order: newestFirst,
        request,
      });
    },

    upsert: (
      tenant: string,
      records: readonly Omit<StoredEngagement, 'metadata'>[],
      now: Date,
    ): Promise<readonly UpsertOutcome[]> =>
      engagements.upsertVersioned(
        records.map((record) => ({ _id: documentId(tenant, record.engagementId), tenant, ...record })),
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
          const rest = { ...withoutVisitor(engagement, now), source };
          if (await engagements.replaceVersioned(tenant, engagement.engagementId, engagement, rest, now))
            erased++;
        }
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
