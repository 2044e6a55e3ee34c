import {
  engagementIdOf,
  transcriptIdOf,
  type CompletedInteraction,
  type PastParticipant,
} from '../shared/completed-interaction.ts';
import { conversationOf, customerOf, notBefore, type PastLine } from '../shared/completed-interaction.ts';
import { textHash } from '../shared/source-record.ts';
import type { ChatterRecord, ImportedTranscript, TranscriptEntryRecord } from './model.ts';

/** `createdBy` of a transcript without owner and customer. */
const systemAuthor = 'switchboard';

/**
 * Converts a completed chat. Participants have their principal id, an agent's user name or a customer's id, so that a person has the same
 * id in all chats.
 */
export function transcriptFromInteraction(interaction: CompletedInteraction): ImportedTranscript {
  const { interactionId, createdAt, endedAt, owner, participants } = interaction;
  const content: Omit<ImportedTranscript, 'source'> = {
    transcriptId: transcriptIdOf(interactionId),
    startAt: createdAt,
    endAt: notBefore(createdAt, endedAt),
    chatterIds: [...new Set(participants.map(({ principalId }) => principalId))],
    chatterDetails: chattersOf(participants),
    createdBy: owner ?? customerOf(interaction)?.principalId ?? systemAuthor,
    transcript: conversationOf(interaction).lines.map(entryOf),
    engagementId: engagementIdOf(interactionId),
    interactionId,
  };
  return { ...content, source: { hash: textHash(JSON.stringify(content)) } };
}

/** Lists each participant once, with the first nickname. */
function chattersOf(participants: readonly PastParticipant[]): readonly ChatterRecord[] {
  const chatters = new Map<string, ChatterRecord>();
  for (const { role, principalId, nickname } of participants) {
    // A customer's id can equal an agent's user name.
    const key = `${role} ${principalId}`;
    if (chatters.get(key)?.defaultAlias == null)
      chatters.set(key, {
        chatterId: principalId,
        role,
        ...(nickname === null ? {} : { defaultAlias: nickname }),
      });
  }
  return [...chatters.values()];
}

const entryOf = ({ sender, by, at, text, visibility }: PastLine): TranscriptEntryRecord => ({
  createdBy: sender?.principalId ?? by,
  createdAt: at,
  chatContent: text,
  ...(sender === undefined ? {} : { direction: sender.role === 'CUSTOMER' ? 'INBOUND' : 'OUTBOUND' }),
  visibility,
});
