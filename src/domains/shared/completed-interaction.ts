import { createHash } from 'node:crypto';
import type { TaskType } from './task.ts';

/** A participant in the history. */
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
  /** The sequence number in the interaction. */
  readonly sequence: number;
  readonly at: Date;
  /** The sender's participant id. */
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
  /** In the order of sending. */
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

// The ids of history records derive from the interaction's id, so that recording is idempotent.

/** Returns the chat transcript's id, which has 24 hexadecimal digits. */
export const transcriptIdOf = (interactionId: string): string =>
  createHash('sha256').update(`switchboard interaction ${interactionId}`).digest('hex').slice(0, 24);

/** Returns the engagement's id. Imported engagement ids start with an account number and never collide. */
export const engagementIdOf = (interactionId: string): string => `switchboard:${interactionId}`;

/** Returns the trace record's id. Ids of feeds' trace records have another prefix. */
export const traceRecordIdOf = (interactionId: string): string => `interaction-${interactionId}`;

/** A message with its sender. */
export interface PastLine extends PastMessage {
  /** Undefined if the interaction has no such participant, which is a fault. */
  readonly sender: PastParticipant | undefined;
}

export interface PastConversation {
  /** In the order of sending. */
  readonly lines: readonly PastLine[];
  /** False if the messages exceed the limits of a history record. */
  readonly isWhole: boolean;
}

/** A history record is one MongoDB document of at most 16 MiB. The interaction itself keeps all messages. */
const maxLines = 10_000;
const maxTextBytes = 4 * 1024 * 1024;

/** Returns the messages from the start, up to the limits of a history record. */
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

/** Returns the later of two times. The clocks of processes differ, and an end must not precede its start. */
export const notBefore = (earliest: Date, date: Date): Date => (date < earliest ? earliest : date);
