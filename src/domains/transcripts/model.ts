import { checkedId } from '../../kernel/global-id.ts';
import { invalid } from '../../kernel/errors.ts';
import type { RecordMetadata } from '../../storage/index.ts';
import type { SourceRecordKept } from '../shared/source-record.ts';

export type Visibility = 'EVERYONE' | 'AGENTS';
export type MessageDirection = 'INBOUND' | 'OUTBOUND';

export interface ChatterRecord {
  readonly id: string;
  readonly defaultAlias?: string | null;
  /** Known of live chats alone. A customer may have an id that is also some agent's user name. */
  readonly role?: 'CUSTOMER' | 'AGENT';
  /** The id is a name that was shown, and nobody's user name, though it may look like one. */
  readonly isName?: boolean;
}

export interface TranscriptEntryRecord {
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly chatContent?: string | null;
  readonly direction?: MessageDirection | null;
  readonly visibility: Visibility;
}

/** A transcript as it is stored and as the graph reads it. */
export interface TranscriptRecord {
  readonly transcriptId: string;
  readonly startAt: Date;
  readonly endAt?: Date | null;
  readonly chatterIds: readonly string[];
  readonly chatterDetails: readonly ChatterRecord[];
  readonly createdBy: string;
  readonly transcript: readonly TranscriptEntryRecord[];
  readonly engagementId?: string | null;
  /** The live interaction that it records. */
  readonly interactionId?: string | null;
  /** The session of a feed that it came from. */
  readonly sessionId?: string | null;
  readonly metadata: RecordMetadata;
  readonly erasedAt?: Date | null;
  readonly source: SourceRecordKept;
}

/** A transcript to import. Metadata that the source gives wins over ours. */
export type ImportedTranscript = Omit<TranscriptRecord, 'metadata'> & { readonly metadata?: RecordMetadata };

/** What a transcript says, without what the server adds. */
export type TranscriptContent = Pick<
  TranscriptRecord,
  | 'startAt'
  | 'endAt'
  | 'chatterIds'
  | 'chatterDetails'
  | 'createdBy'
  | 'transcript'
  | 'engagementId'
  | 'interactionId'
>;

export const isTranscriptId = (id: string): boolean => /^[0-9a-f]{24}$/.test(id);

const maxParticipants = 100;
const maxEntries = 10_000;
const maxTextLength = 32_768;
const maxAliasLength = 1000;

/** @param at what the content is called where it came from, such as `input` */
export function checkContent(at: string, content: TranscriptContent): TranscriptContent {
  const { startAt, endAt, chatterIds, chatterDetails, createdBy, transcript } = content;
  if (endAt != null && endAt < startAt) throw invalid(`${at}.endAt`, 'is before startAt');
  checkLength(`${at}.chatterIds`, chatterIds, 1, maxParticipants);
  checkLength(`${at}.chatterDetails`, chatterDetails, 0, maxParticipants);
  checkLength(`${at}.transcript`, transcript, 0, maxEntries);
  chatterIds.forEach((id, index) => checkedId(`${at}.chatterIds[${index}]`, id));
  checkedId(`${at}.createdBy`, createdBy);
  if (content.engagementId != null) checkedId(`${at}.engagementId`, content.engagementId);
  if (content.interactionId != null) checkedId(`${at}.interactionId`, content.interactionId);
  chatterDetails.forEach(({ id, defaultAlias }, index) => {
    checkedId(`${at}.chatterDetails[${index}].id`, id);
    if ((defaultAlias?.length ?? 0) > maxAliasLength)
      throw invalid(
        `${at}.chatterDetails[${index}].defaultAlias`,
        `may have up to ${maxAliasLength} characters`,
      );
  });
  transcript.forEach((entry, index) => {
    checkedId(`${at}.transcript[${index}].createdBy`, entry.createdBy);
    if ((entry.chatContent?.length ?? 0) > maxTextLength)
      throw invalid(`${at}.transcript[${index}].chatContent`, `may have up to ${maxTextLength} characters`);
  });
  return content;
}

function checkLength(field: string, list: readonly unknown[], least: number, most: number): void {
  if (list.length < least || list.length > most)
    throw invalid(field, `has ${list.length} entries, and may have ${least} to ${most}`);
}
