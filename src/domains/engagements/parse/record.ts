import type { EngagementRecord } from '../model.ts';
import { readConversation } from './conversation.ts';
import { readEngagement } from './engagement.ts';
import type { Path, Raw } from './read.ts';
import { describe, Fault, isMissing, isRaw, objectAt } from './read.ts';

export type ParsedEngagement =
  | { readonly ok: true; readonly engagement: EngagementRecord }
  | { readonly ok: false; readonly path: Path; readonly reason: string };

/**
 * One record of LivePerson's history, from JSON that has been parsed: a chat of its Engagement History or a conversation of its Messaging
 * Interactions. Only its id and its start are needed; whatever else is null, absent or odd leaves the record standing. The path of a
 * refusal starts at the record.
 */
export function parseLivePersonRecord(value: unknown): ParsedEngagement {
  try {
    return { ok: true, engagement: readRecord(value) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, path: error.path, reason: error.message };
    throw error;
  }
}

function readRecord(value: unknown): EngagementRecord {
  if (!isRaw(value)) throw new Fault([], `must be an object, not ${describe(value)}`);
  const info = objectAt(value.info, ['info']);
  if (info === undefined) throw new Fault(['info'], 'is missing');
  return isConversation(value, info) ? readConversation(value, info) : readEngagement(value, info);
}

/** Only a conversation has a conversation's id. It may name an engagement too: the campaign's offer that led to it. */
const isConversation = (record: Raw, info: Raw): boolean =>
  !isMissing(info.conversationId) ||
  (isMissing(info.engagementId) && ('conversationId' in info || 'messageRecords' in record));
