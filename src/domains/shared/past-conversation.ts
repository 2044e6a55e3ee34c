import type { CompletedInteraction, PastMessage, PastParticipant } from './completed-interaction.ts';

/** A message together with who said it. */
export interface PastLine extends PastMessage {
  /** Undefined only if the interaction does not know its own participant. */
  readonly sender: PastParticipant | undefined;
}

export interface PastConversation {
  /** In their order. */
  readonly lines: readonly PastLine[];
  /** False if more was said than a record of history holds. */
  readonly isWhole: boolean;
}

/**
 * A record is one document, and MongoDB's end at 16 MiB: without a bound, a customer who writes on and on could keep an interaction from
 * ever yielding its history. Nothing is lost: the interaction itself has all messages.
 */
const maxLines = 10_000;
const maxTextBytes = 4 * 1024 * 1024;

/** What was said, from the start, as far as a record of history holds it. */
export function conversationOf({ messages, participants }: CompletedInteraction): PastConversation {
  const senders = new Map(participants.map((participant) => [participant.participantId, participant]));
  const lines: PastLine[] = [];
  let textBytes = 0;
  for (const message of messages) {
    textBytes += Buffer.byteLength(message.text);
    if (lines.length === maxLines || textBytes > maxTextBytes) return { lines, isWhole: false };
    lines.push({ ...message, sender: senders.get(message.by) });
  }
  return { lines, isWhole: true };
}

export const customerOf = ({ participants }: CompletedInteraction): PastParticipant | undefined =>
  participants.find(({ role }) => role === 'CUSTOMER');

/** Clocks of two processes differ: what ended never ended before it began. */
export const notBefore = (earliest: Date, date: Date): Date => (date < earliest ? earliest : date);
