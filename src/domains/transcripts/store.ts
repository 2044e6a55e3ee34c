import { bind } from '../../kernel/bind.ts';
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

/** Marks a deleted transcript, so that a later projection or delivery does not store it again. */
interface Tombstone extends TenantDocument {
  readonly deletedAt: Date;
}

type Collections = ReturnType<typeof openCollections>;

interface TranscriptFilter {
  readonly chatterId?: string | undefined;
  readonly range?: Span | undefined;
}

export type TranscriptStore = ReturnType<typeof createTranscriptStore>;

export const createTranscriptStore = (storage: Storage) =>
  bind(openCollections(storage), {
    read,
    readWhole,
    list,
    insert,
    delete: deleteTranscript,
    record,
    recordLonger,
    upsert,
    readAll,
  });

const openCollections = (storage: Storage) => ({
  transcripts: storage.collection<TranscriptDocument>('transcripts', [
    { key: { tenant: 1, startAt: -1, transcriptId: -1 } },
    { key: { tenant: 1, chatterIds: 1, startAt: -1, transcriptId: -1 } },
  ]),
  tombstones: storage.collection<Tombstone>('deletedTranscripts', []),
});

/** Newest first. The id is the tie-break. */
const newestFirst = [
  ['startAt', -1],
  ['transcriptId', -1],
] as const;
const sortFields = { transcriptId: 1, startAt: 1 } as const;

const read = (
  { transcripts }: Collections,
  tenant: string,
  ids: readonly string[],
  fields: Fields,
): Promise<readonly TranscriptRecord[]> => transcripts.findByIds(tenant, ids, { ...fields, ...sortFields });

/** Reads a whole record, with its source record. */
async function readWhole(
  { transcripts }: Collections,
  tenant: string,
  id: string,
): Promise<TranscriptRecord | undefined> {
  return (await transcripts.findByIds(tenant, [id], {}))[0];
}

const list = (
  { transcripts }: Collections,
  tenant: string,
  filter: TranscriptFilter,
  request: PageRequest,
  wanted: ConnectionFields,
): Promise<PageRows<TranscriptRecord>> =>
  transcripts.page(tenant, toFilter(filter), {
    ...wanted,
    projection: { ...wanted.fields, ...sortFields },
    order: newestFirst,
    request,
  });

/** @returns false if a transcript with this id exists */
const insert = (
  { transcripts }: Collections,
  tenant: string,
  transcript: TranscriptRecord,
): Promise<boolean> => transcripts.insert(toDocument(tenant, transcript));

/**
 * Deletes a transcript. One that an interaction or a feed wrote leaves a tombstone, since a rebuild or a repeated delivery would write it
 * again.
 * @returns whether it existed
 */
async function deleteTranscript(
  { transcripts, tombstones }: Collections,
  tenant: string,
  id: string,
  now: Date,
): Promise<boolean> {
  const [found] = await transcripts.findByIds(tenant, [id], { interactionId: 1, sessionId: 1 });
  if (found?.interactionId != null || found?.sessionId != null)
    await tombstones.insert({ _id: documentId(tenant, id), tenant, deletedAt: now });
  return transcripts.delete(tenant, id);
}

const isDeleted = async ({ tombstones }: Collections, tenant: string, id: string): Promise<boolean> =>
  (await tombstones.findByIds(tenant, [id], { tenant: 1 })).length > 0;

/** Writes the transcript of an interaction, unless it has a tombstone. */
async function record(
  collections: Collections,
  tenant: string,
  transcript: ImportedTranscript,
  now: Date,
): Promise<void> {
  const { transcriptId } = transcript;
  if (await isDeleted(collections, tenant, transcriptId)) return;
  const [outcome] = await upsert(collections, tenant, [transcript], now);
  // A concurrent delete writes its tombstone first, so one of the two sees the write of the other.
  if (outcome !== 'duplicate' && (await isDeleted(collections, tenant, transcriptId)))
    await collections.transcripts.delete(tenant, transcriptId);
}

/**
 * Writes the transcript of a feed, unless it has a tombstone or the stored one of its session is longer.
 * @returns whether it replaced another one
 */
async function recordLonger(
  collections: Collections,
  tenant: string,
  transcript: ImportedTranscript,
  now: Date,
): Promise<boolean> {
  const { transcripts } = collections;
  const { transcriptId } = transcript;
  const metadata = { createdAt: now, modifiedAt: now, version: 1 };
  while (!(await isDeleted(collections, tenant, transcriptId))) {
    if (await transcripts.insert(toDocument(tenant, { ...transcript, metadata }))) {
      if (await isDeleted(collections, tenant, transcriptId)) await transcripts.delete(tenant, transcriptId);
      return false;
    }
    const [stored] = await transcripts.findByIds(tenant, [transcriptId], {});
    if (stored === undefined) continue;
    if (stored.erasedAt != null || !isLonger(transcript, stored)) return false;
    if (await transcripts.replaceVersioned(tenant, transcriptId, stored, transcript, now)) return true;
  }
  return false;
}

/** Compares by length. Of two transcripts of equal length, the later arrival counts as the longer one. */
function isLonger(one: ImportedTranscript, other: ImportedTranscript): boolean {
  const difference = one.transcript.length - other.transcript.length;
  return difference > 0 || (difference === 0 && (one.arrival ?? '') > (other.arrival ?? ''));
}

const upsert = (
  { transcripts }: Collections,
  tenant: string,
  records: readonly ImportedTranscript[],
  now: Date,
): Promise<readonly UpsertOutcome[]> =>
  transcripts.upsertVersioned(
    records.map((one) => toDocument(tenant, one)),
    now,
  );

/** Iterates over all transcripts that start in the span, oldest first. */
const readAll = (
  { transcripts }: Collections,
  tenant: string,
  range: Span,
): AsyncIterable<TranscriptRecord> =>
  transcripts.iterate(tenant, toFilter({ range }), {
    projection: {},
    sort: { startAt: 1, transcriptId: 1 },
  });

const toFilter = ({ chatterId, range = {} }: TranscriptFilter) => ({
  ...(chatterId === undefined ? {} : { chatterIds: chatterId }),
  ...startsWithin('startAt', range),
});

const toDocument = <Item extends Pick<TranscriptRecord, 'transcriptId'>>(tenant: string, item: Item) => ({
  _id: documentId(tenant, item.transcriptId),
  tenant,
  ...item,
});
