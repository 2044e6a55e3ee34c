import {
  engagementIdOf,
  transcriptIdOf,
  type CompletedInteraction,
  type PastParticipant,
} from '../shared/completed-interaction.ts';
import { conversationOf, customerOf, notBefore, type PastLine } from '../shared/past-conversation.ts';
import { hashOf } from '../shared/source-record.ts';
import type { ChatterRecord, ImportedTranscript, TranscriptEntryRecord } from './model.ts';

/** Stands for who saved a transcript where no person did. */
const nobody = 'switchboard';

/**
 * The transcript of a live chat. Its participants are named by who they are, the agent's user name or the customer's id, as the sources
 * do: the same person has the same id in each of their chats.
 */
export function transcriptOf(interaction: CompletedInteraction): ImportedTranscript {
  const { interactionId, createdAt, endedAt, owner, participants } = interaction;
  const content: Omit<ImportedTranscript, 'source'> = {
    transcriptId: transcriptIdOf(interactionId),
    startAt: createdAt,
    endAt: notBefore(createdAt, endedAt),
    chatterIds: [...new Set(participants.map(({ principalId }) => principalId))],
    chatterDetails: chattersOf(participants),
    createdBy: owner ?? customerOf(interaction)?.principalId ?? nobody,
    transcript: conversationOf(interaction).lines.map(entryOf),
    engagementId: engagementIdOf(interactionId),
    interactionId,
  };
  return { ...content, source: { hash: hashOf(JSON.stringify(content)) } };
}

/** Each once, whoever came back: under the first name that they were shown with. */
function chattersOf(participants: readonly PastParticipant[]): readonly ChatterRecord[] {
  const chatters = new Map<string, ChatterRecord>();
  for (const { role, principalId, nickname } of participants) {
    // A customer may have the id that an agent has for a user name; they are two.
    const who = `${role} ${principalId}`;
    if (chatters.get(who)?.defaultAlias == null)
      chatters.set(who, { id: principalId, role, ...(nickname === null ? {} : { defaultAlias: nickname }) });
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
