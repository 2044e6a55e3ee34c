import { createHash } from 'node:crypto';
import type { TaskType } from './task.ts';

/** Somebody who took part, as the history keeps it. */
export interface PastParticipant {
  readonly participantId: string;
  readonly role: 'CUSTOMER' | 'AGENT';
  /** The agent's user name, or the customer's id. */
  readonly principalId: string;
  readonly nickname: string | null;
  readonly joinedAt: Date;
  readonly leftAt: Date | null;
}

export interface PastMessage {
  /** Its number in the interaction. */
  readonly sequence: number;
  readonly at: Date;
  /** The participant who said it. */
  readonly by: string;
  readonly text: string;
  readonly visibility: 'EVERYONE' | 'AGENTS';
}

/**
 * A live interaction that is finished: what the domains of history make their records of. The same interaction always gives the same
 * records, so making them twice changes nothing.
 */
export interface CompletedInteraction {
  readonly interactionId: string;
  readonly type: TaskType;
  readonly subject: string | null;
  readonly skill: string | null;
  readonly createdAt: Date;
  /** When the conversation ended; not after completedAt. */
  readonly endedAt: Date;
  readonly completedAt: Date;
  readonly endReason: 'AGENT_ENDED' | 'CUSTOMER_LEFT' | 'ABANDONED_IN_QUEUE';
  /** The user name of the agent who finished it; null if no agent ever had it. */
  readonly owner: string | null;
  readonly participants: readonly PastParticipant[];
  /** In their order. */
  readonly messages: readonly PastMessage[];
  readonly workCodes: readonly { readonly group: string; readonly name: string; readonly createdAt: Date }[];
  /** Milliseconds: waiting for an agent, with one, set aside by the last owner, and the work after it. */
  readonly durations: {
    readonly queued: number;
    readonly active: number;
    readonly parked: number;
    readonly wrap: number;
  };
}

// The ids of what a finished interaction leaves follow from its own: whoever knows it knows them, and making a record twice makes it once.

/** A chat transcript's id has 24 hexadecimal digits, whatever an interaction's looks like. */
export const transcriptIdOf = (interactionId: string): string =>
  createHash('sha256').update(`switchboard interaction ${interactionId}`).digest('hex').slice(0, 24);

/** A source's engagement id begins with an account's number, so it never is one of these. */
export const engagementIdOf = (interactionId: string): string => `switchboard:${interactionId}`;

/** A feed's records are known by the ids of their tasks, which have another prefix. */
export const traceRecordIdOf = (interactionId: string): string => `interaction-${interactionId}`;

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
