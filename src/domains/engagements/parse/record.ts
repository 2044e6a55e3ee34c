import type { EngagementRecord } from '../model.ts';
import { readConversation } from './conversation.ts';
import { readEngagement } from './engagement.ts';
import type { RecordPath, RawObject } from './readers.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { describe, ParseError, isMissing, objectAt } from './readers.ts';

export type ParsedEngagement =
  | { readonly ok: true; readonly engagement: EngagementRecord }
  | { readonly ok: false; readonly path: RecordPath; readonly reason: string };

/**
 * Parses one record of LivePerson's history: a chat of its Engagement History or a conversation of its Messaging Interactions. Only the id
 * and the start are required. Other values may be null, absent or malformed. The path of an error starts at the record.
 */
export function parseLivePersonRecord(value: unknown): ParsedEngagement {
  try {
    return { ok: true, engagement: readRecord(value) };
  } catch (error) {
    if (error instanceof ParseError) return { ok: false, path: error.path, reason: error.message };
    throw error;
  }
}

function readRecord(value: unknown): EngagementRecord {
  if (!isJsonObject(value)) throw new ParseError([], `must be an object, not ${describe(value)}`);
  const info = objectAt(value.info, ['info']);
  if (info === undefined) throw new ParseError(['info'], 'is missing');
  return isConversation(value, info) ? readConversation(value, info) : readEngagement(value, info);
}

/** Only conversations have a conversation id. They can also have an engagement id, that of the campaign's offer. */
const isConversation = (record: RawObject, info: RawObject): boolean =>
  !isMissing(info.conversationId) ||
  (isMissing(info.engagementId) && ('conversationId' in info || 'messageRecords' in record));
