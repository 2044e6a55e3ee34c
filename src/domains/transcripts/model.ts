import { checkedId } from '../../kernel/global-id.ts';
import { invalid } from '../../kernel/errors.ts';
import type { RecordMetadata } from '../../storage/index.ts';
import type { Visibility } from '../shared/visibility.ts';
import type { StoredSourceRecord } from '../shared/source-record.ts';

export type MessageDirection = 'INBOUND' | 'OUTBOUND';

export interface ChatterRecord {
  readonly chatterId: string;
  readonly defaultAlias?: string | null;
  /** Set for live chats only. A customer's id can equal an agent's user name. */
  readonly role?: 'CUSTOMER' | 'AGENT';
  /** The id is a display name, not a user name. */
  readonly isName?: boolean;
}

export interface TranscriptEntryRecord {
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly chatContent?: string | null;
  readonly direction?: MessageDirection | null;
  readonly visibility: Visibility;
}

/** A stored transcript, as resolvers read it. */
export interface TranscriptRecord {
  readonly transcriptId: string;
  readonly startAt: Date;
  readonly endAt?: Date | null;
  readonly chatterIds: readonly string[];
  readonly chatterDetails: readonly ChatterRecord[];
  readonly createdBy: string;
  readonly transcript: readonly TranscriptEntryRecord[];
  readonly engagementId?: string | null;
  /** Id of the live interaction, if the transcript records one. */
  readonly interactionId?: string | null;
  /** Session id of the feed, if the transcript came from one. */
  readonly sessionId?: string | null;
  /** The place of a feed's transcript in the order of arrivals. */
  readonly arrival?: string;
  readonly metadata: RecordMetadata;
  readonly erasedAt?: Date | null;
  readonly source: StoredSourceRecord;
}

/** A transcript to import. Metadata of the source has precedence over ours. */
export type ImportedTranscript = Omit<TranscriptRecord, 'metadata'> & { readonly metadata?: RecordMetadata };

/** The content of a transcript, without the fields that the server adds. */
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

/**
 * Checks the limits of a transcript.
 * @param at path of the content, for errors, such as `input`
 * @throws BAD_USER_INPUT with the field and the reason
 */
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
  chatterDetails.forEach(({ chatterId, defaultAlias }, index) => {
    checkedId(`${at}.chatterDetails[${index}].chatterId`, chatterId);
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
