import { createHash } from 'node:crypto';

/** The types of `TaskType` in schema/common.graphql. */
export type TaskType =
  | 'VOICE'
  | 'ROUTED_EMAIL'
  | 'WEBCHAT'
  | 'SMS'
  | 'SMS_PINPOINT'
  | 'SMS_WEBHOOK'
  | 'PREVIEW_DIAL'
  | 'SOCIAL_WHATSAPP'
  | 'SOCIAL_LINE'
  | 'SOCIAL_FBMESSENGER'
  | 'SOCIAL_TWITTERDM'
  | 'SOCIAL_OTHER'
  | 'INSTANT_MESSAGE'
  | 'UC_CALL'
  | 'GENERIC_TASK'
  | 'OTHER';

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

const chatTypes: ReadonlySet<TaskType> = new Set<TaskType>([
  'WEBCHAT',
  'SMS',
  'SMS_PINPOINT',
  'SMS_WEBHOOK',
  'SOCIAL_WHATSAPP',
  'SOCIAL_LINE',
  'SOCIAL_FBMESSENGER',
  'SOCIAL_TWITTERDM',
  'SOCIAL_OTHER',
  'INSTANT_MESSAGE',
]);

/** Whether such an interaction is a conversation in writing: the types of which Symbee Connect keeps transcripts. */
export const isChat = (type: TaskType): boolean => chatTypes.has(type);
