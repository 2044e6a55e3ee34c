import { z } from 'zod';
import { parseDateTime } from '../../kernel/date-time.ts';
import { DomainError } from '../../kernel/errors.ts';
import { toPlainNumber } from '../../kernel/json.ts';
import type { Importer, SourceRecord } from '../../intake/index.ts';
import { createImportBatch, parseOrReject, type Rejected } from '../shared/import-batch.ts';
import { toStoredSource, sourceText } from '../shared/source-record.ts';
import { checkContent, isTranscriptId, type ImportedTranscript, type TranscriptRecord } from './model.ts';
import type { TranscriptOperations } from './operations.ts';

const dateTime = z.string().transform((text, context) => {
  const date = parseDateTime(text);
  if (date !== undefined) return date;
  context.addIssue(`${JSON.stringify(text)} is not a date-time like 2016-06-19T12:29:08.000+0000`);
  return z.NEVER;
});
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullish();

/** Body of hybris's `GET /{tenant}/chatTranscripts/{id}`, or of its create request, which has no id and no metadata. */
const hybrisTranscript = z.object({
  id: optional(z.string().refine(isTranscriptId, 'must have 24 hexadecimal digits')),
  startAt: dateTime,
  endAt: optional(dateTime),
  chatterIds: z.array(z.string()),
  chatterDetails: optional(
    z.array(
      z.object({
        id: z.string(),
        defaultAlias: optional(z.string()),
        role: optional(z.enum(['CUSTOMER', 'AGENT'])),
      }),
    ),
  ),
  createdBy: z.string(),
  transcript: z.array(
    z.object({
      createdBy: z.string(),
      createdAt: dateTime,
      chatContent: z.string(),
      // `direction`, `visibility`, `role` and the ids below are ours: only exports of live chats have them.
      direction: optional(z.enum(['INBOUND', 'OUTBOUND'])),
      visibility: optional(z.enum(['EVERYONE', 'AGENTS'])),
    }),
  ),
  engagementId: optional(z.string()),
  interactionId: optional(z.string()),
  metadata: optional(
    z.object({
      createdAt: dateTime,
      modifiedAt: dateTime,
      version: z.preprocess(toPlainNumber, z.int().positive()),
    }),
  ),
});
type HybrisTranscript = z.output<typeof hybrisTranscript>;

/** Imports and exports hybris's own JSON. */
export function createHybrisImporter(operations: TranscriptOperations): Importer {
  return {
    source: 'hybris',
    containers: [],

    importBatch: createImportBatch({
      parse,
      idOf: ({ transcriptId }) => transcriptId,
      store: operations.importTranscripts,
    }),

    async *exportRecords(tenant, range) {
      for await (const record of operations.readAllTranscripts(tenant, range))
        // The export of the feed returns transcripts of feeds.
        if (record.sessionId == null)
          yield record.source.record === undefined ? toHybrisJson(record) : sourceText(record.source.record);
    },
  };
}

function parse({ value, text }: SourceRecord): ImportedTranscript | Rejected {
  const parsed = parseOrReject(hybrisTranscript, value);
  if ('rejected' in parsed) return parsed;
  const record = toRecord(parsed, toStoredSource(text));
  try {
    checkContent('', record);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // The source has another name for the id of a participant.
    const field = (error.details.field ?? '').replace(/\bchatterId$/, 'id');
    return { rejected: { path: pathOf(field), reason: error.details.reason ?? error.message } };
  }
  return record;
}

const toRecord = (source: HybrisTranscript, kept: TranscriptRecord['source']): ImportedTranscript => ({
  // Without an id, the content identifies the record.
  transcriptId: source.id ?? Buffer.from(kept.hash, 'base64url').toString('hex').slice(0, 24),
  startAt: source.startAt,
  ...(source.endAt == null ? {} : { endAt: source.endAt }),
  chatterIds: source.chatterIds,
  chatterDetails: (source.chatterDetails ?? []).map(({ id, defaultAlias, role }) => ({
    chatterId: id,
    ...(defaultAlias == null ? {} : { defaultAlias }),
    ...(role == null ? {} : { role }),
  })),
  createdBy: source.createdBy,
  transcript: source.transcript.map(({ direction, visibility, ...entry }) => ({
    ...entry,
    ...(direction == null ? {} : { direction }),
    visibility: visibility ?? 'EVERYONE',
  })),
  ...(source.engagementId == null ? {} : { engagementId: source.engagementId }),
  ...(source.interactionId == null ? {} : { interactionId: source.interactionId }),
  ...(source.metadata == null ? {} : { metadata: source.metadata }),
  source: kept,
});

/** Splits a path such as `.transcript[3].createdAt`. */
const pathOf = (field: string): (string | number)[] =>
  [...field.matchAll(/\.?([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));

/**
 * Writes a transcript that has no source record in hybris's form, with our own fields added. Without them, a line for agents would be
 * imported as a line for everyone.
 */
function toHybrisJson(record: TranscriptRecord): string {
  const date = (value: Date) => value.toISOString().replace('Z', '+0000');
  return JSON.stringify({
    chatterIds: record.chatterIds,
    chatterDetails: record.chatterDetails.map(({ chatterId: id, ...rest }) => ({ id, ...rest })),
    createdBy: record.createdBy,
    ...(record.endAt == null ? {} : { endAt: date(record.endAt) }),
    ...(record.engagementId == null ? {} : { engagementId: record.engagementId }),
    id: record.transcriptId,
    ...(record.interactionId == null ? {} : { interactionId: record.interactionId }),
    metadata: {
      createdAt: date(record.metadata.createdAt),
      modifiedAt: date(record.metadata.modifiedAt),
      version: record.metadata.version,
    },
    startAt: date(record.startAt),
    transcript: record.transcript.map(({ chatContent, createdAt, createdBy, direction, visibility }) => ({
      chatContent,
      createdAt: date(createdAt),
      createdBy,
      ...(direction == null ? {} : { direction }),
      ...(visibility === 'EVERYONE' ? {} : { visibility }),
    })),
  });
}
