import type { PageRequest, PageRows } from '../../kernel/paging.ts';
import {
  documentId,
  startsWithin,
  type Span,
  type Storage,
  type TenantDocument,
  type UpsertOutcome,
} from '../../storage/index.ts';
import type { ConnectionFields, Fields } from '../shared/subgraph.ts';
import type { ImportedTranscript, TranscriptRecord } from './model.ts';

interface TranscriptDocument extends TenantDocument, TranscriptRecord {}

/** Says that the transcript of this id was deleted. */
interface DeletedTranscript extends TenantDocument {
  readonly deletedAt: Date;
}

export interface TranscriptFilter {
  readonly chatterId?: string | undefined;
  readonly range?: Span | undefined;
}

export type TranscriptStore = ReturnType<typeof createTranscriptStore>;

/** Newest first; the id makes the order of those that start together definite. */
const newestFirst = [
  ['startAt', -1],
  ['transcriptId', -1],
] as const;
const always = { transcriptId: 1, startAt: 1 } as const;

export function createTranscriptStore(storage: Storage) {
  const transcripts = storage.collection<TranscriptDocument>('transcripts', [
    { key: { tenant: 1, startAt: -1, transcriptId: -1 } },
    { key: { tenant: 1, chatterIds: 1, startAt: -1, transcriptId: -1 } },
  ]);
  const deleted = storage.collection<DeletedTranscript>('deletedTranscripts', []);
  const isDeleted = async (tenant: string, id: string) =>
    (await deleted.findByIds(tenant, [id], { tenant: 1 })).length > 0;
  const upsert = (tenant: string, records: readonly ImportedTranscript[], now: Date) =>
    transcripts.upsertVersioned(
      records.map((record) => toDocument(tenant, record)),
      now,
    );
  const toDocument = <Item extends Pick<TranscriptRecord, 'transcriptId'>>(tenant: string, record: Item) => ({
    _id: documentId(tenant, record.transcriptId),
    tenant,
    ...record,
  });
  const toFilter = ({ chatterId, range = {} }: TranscriptFilter) => ({
    ...(chatterId === undefined ? {} : { chatterIds: chatterId }),
    ...startsWithin('startAt', range),
  });

  return {
    read: (tenant: string, ids: readonly string[], fields: Fields): Promise<readonly TranscriptRecord[]> =>
      transcripts.findByIds(tenant, ids, { ...fields, ...always }),

    /** The whole record, its source's included. */
    async readWhole(tenant: string, id: string): Promise<TranscriptRecord | undefined> {
      return (await transcripts.findByIds(tenant, [id], {}))[0];
    },

    list(
      tenant: string,
      filter: TranscriptFilter,
      request: PageRequest,
      wanted: ConnectionFields,
    ): Promise<PageRows<TranscriptRecord>> {
      const projection = { ...wanted.fields, ...always };
      return transcripts.page(tenant, toFilter(filter), {
        ...wanted,
        projection,
        order: newestFirst,
        request,
      });
    },

    /** @returns false if there is a transcript of this id */
    insert: (tenant: string, record: TranscriptRecord): Promise<boolean> =>
      transcripts.insert(toDocument(tenant, record)),

    /**
     * An interaction would bring its transcript back whenever its history is made again, and a feed when it delivers it again: so that it
     * was deleted is kept.
     * @returns whether there was one
     */
    async delete(tenant: string, id: string, now: Date): Promise<boolean> {
      const [found] = await transcripts.findByIds(tenant, [id], { interactionId: 1, sessionId: 1 });
      if (found?.interactionId != null || found?.sessionId != null)
        await deleted.insert({ _id: documentId(tenant, id), tenant, deletedAt: now });
      return transcripts.delete(tenant, id);
    },

    /** Keeps what an interaction left, unless it was deleted since. */
    async record(tenant: string, record: ImportedTranscript, now: Date): Promise<void> {
      const { transcriptId } = record;
      if (await isDeleted(tenant, transcriptId)) return;
      const [outcome] = await upsert(tenant, [record], now);
      // Somebody may have deleted it while it was written. Who deletes says so first, so one of the two sees what the other did.
      if (outcome !== 'duplicate' && (await isDeleted(tenant, transcriptId)))
        await transcripts.delete(tenant, transcriptId);
    },

    /** Keeps what a feed told, unless it was deleted since, or a longer one of its session is there. */
    async recordLonger(tenant: string, record: ImportedTranscript, now: Date): Promise<void> {
      const { transcriptId } = record;
      const metadata = { createdAt: now, modifiedAt: now, version: 1 };
      while (!(await isDeleted(tenant, transcriptId))) {
        if (await transcripts.insert(toDocument(tenant, { ...record, metadata }))) {
          if (await isDeleted(tenant, transcriptId)) await transcripts.delete(tenant, transcriptId);
          return;
        }
        const [before] = await transcripts.findByIds(tenant, [transcriptId], {});
        if (before === undefined) continue;
        if (before.erasedAt != null || !isLonger(record, before)) return;
        if (await transcripts.replaceVersioned(tenant, transcriptId, before, record, now)) return;
      }
    },

    upsert: (
      tenant: string,
      records: readonly ImportedTranscript[],
      now: Date,
    ): Promise<readonly UpsertOutcome[]> => upsert(tenant, records, now),

    /** Every transcript that starts in the span, oldest first. */
    readAll: (tenant: string, range: Span): AsyncIterable<TranscriptRecord> =>
      transcripts.iterate(tenant, toFilter({ range }), {
        projection: {},
        sort: { startAt: 1, transcriptId: 1 },
      }),
  };
}

/** Neither says that it is the newer: the one that has more, and of two that are as long always the same. */
function isLonger(one: ImportedTranscript, other: ImportedTranscript): boolean {
  const difference = one.transcript.length - other.transcript.length;
  return difference > 0 || (difference === 0 && one.source.hash > other.source.hash);
}
