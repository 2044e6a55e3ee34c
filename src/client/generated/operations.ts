/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a change of an agent's state is. Source: `EventType` of Symbee Connect's extended agent events. */
export type AgentEventType =
  /** The agent signed in. */
  | 'LOGIN'
  /** The agent signed out, or was signed out by one who manages agents. */
  | 'LOGOUT'
  /** A type that the source has and this list does not. */
  | 'OTHER'
  /** The agent is signed in, and does something else than before. */
  | 'STATE_CHANGE'
  /** The agent was signed out for giving no sign of life. */
  | 'TIMEOUT';

/** What an agent is doing. Source: Symbee Connect's extended agent events. */
export type AgentState =
  /** Signed in and free. */
  | 'IDLE'
  /** Not signed in. */
  | 'LOGGED_OFF'
  /** A state that the source has and this list does not. Refused on input. */
  | 'OTHER'
  /** Will be UNAVAILABLE as soon as the interaction at hand is done. */
  | 'PENDING_UNAVAILABLE'
  /** Offered an interaction, and has not answered yet. */
  | 'RESERVED'
  /** About to be offered an interaction. */
  | 'RESERVING'
  /** Signed in, and not to be offered anything. */
  | 'UNAVAILABLE'
  /** Nothing is known of this name but that a record mentions it. */
  | 'UNKNOWN'
  /** Has an interaction. */
  | 'WORKING'
  /** The conversation is over, the work after it is not. */
  | 'WRAP';

/** How the conversation of an interaction ended. */
export type InteractionEndReason =
  /** The customer left before an agent had it. */
  | 'ABANDONED_IN_QUEUE'
  /** An agent ended it. */
  | 'AGENT_ENDED'
  /** The customer left. */
  | 'CUSTOMER_LEFT';

/** How far an interaction has come. */
export type InteractionStatus =
  /** At least one agent has it. */
  | 'ACTIVE'
  /** It is offered to an agent. */
  | 'ALERTING'
  /** It is finished: nothing more happens. */
  | 'COMPLETED'
  /** It waits for an agent. */
  | 'QUEUED'
  /** The conversation has ended, the work after it has not. */
  | 'WRAP';

/** Why an agent is offered an interaction. */
export type OfferReason =
  /** An agent who has it invites this one into a conference. */
  | 'INVITE'
  /** It waited in the queue, and the agent has been idle longest of those who fit. */
  | 'QUEUE'
  /** An agent hands it over, to this agent or to the skill. */
  | 'TRANSFER';

/** The word of the source's second result form. */
export type OperationResult =
  /** Refused. */
  | 'error'
  /** Done. */
  | 'ok';

/** How an operation ended; `statusCode` is the place in this list, from 0. */
export type OperationStatus =
  /** The target is signed out, unavailable, or has no capacity left. */
  | 'AGENT_UNAVAILABLE'
  /** The caller has it already. */
  | 'ALREADY_ACCEPTED'
  /** The target takes part already, or is offered it. */
  | 'ALREADY_PARTICIPANT'
  /** The interaction is too busy: try again after `retryAfter`, with the same key. */
  | 'BUSY'
  /** The key was used before, with another content. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The interaction's state does not allow it. */
  | 'INVALID_STATE'
  /** The text is empty or too long. */
  | 'INVALID_TEXT'
  /** The only agent cannot leave: somebody must have it. */
  | 'LAST_AGENT'
  /** It is for chats, and the interaction is none. */
  | 'NOT_A_CHAT'
  /** There is no such interaction; to a customer, also one of somebody else. */
  | 'NOT_FOUND'
  /** It is not offered to the caller, or no longer. */
  | 'NOT_OFFERED'
  /** The caller does not take part. */
  | 'NOT_PARTICIPANT'
  /** There is no such agent, or nobody has the skill. */
  | 'NO_SUCH_TARGET'
  /** Done. */
  | 'OK'
  /** The caller is too fast: try again after `retryAfter`. */
  | 'RATE_LIMITED'
  /** The event is not of this interaction. */
  | 'UNKNOWN_EVENT';

/** On which side somebody takes part. */
export type ParticipantRole =
  /** An agent of the centre. */
  | 'AGENT'
  /** The customer. */
  | 'CUSTOMER';

/** What a customer comes with. */
export type StartInteractionInput = {
  /** An object of attached data: at most 16 KiB of JSON. */
  readonly attributes?: unknown;
  /** Makes a retry safe: the same customer's second start with it gives the first interaction. Up to 128 characters. */
  readonly clientInteractionId?: string | null | undefined;
  /** The name that the chat shows for the customer: up to 256 characters. */
  readonly nickname?: string | null | undefined;
  /** The skill that is needed: up to 128 characters. Any agent will do, if left out. */
  readonly skill?: string | null | undefined;
  /** What it is about: up to 1,000 characters. */
  readonly subject?: string | null | undefined;
  /** The first message: 1 to 32,768 bytes of UTF-8. Only for a chat. */
  readonly text?: string | null | undefined;
  /** What it is made of. OTHER is BAD_USER_INPUT. */
  readonly type?: TaskType;
};

/** What a piece of an agent's work is made of. Source: Symbee Connect's `taskType`. */
export type TaskType =
  /** Any other work: it has no conversation. */
  | 'GENERIC_TASK'
  /** An instant message. */
  | 'INSTANT_MESSAGE'
  /** A type that the source has and this list does not. Refused on input. */
  | 'OTHER'
  /** A call that the agent looks at before it is dialled. */
  | 'PREVIEW_DIAL'
  /** An e-mail that is routed like a call. */
  | 'ROUTED_EMAIL'
  /** A text message, whatever brings it. */
  | 'SMS'
  /** A text message over Amazon Pinpoint. */
  | 'SMS_PINPOINT'
  /** A text message over a webhook. */
  | 'SMS_WEBHOOK'
  /** A Facebook Messenger conversation. */
  | 'SOCIAL_FBMESSENGER'
  /** A LINE conversation. */
  | 'SOCIAL_LINE'
  /** A conversation on another social network. */
  | 'SOCIAL_OTHER'
  /** A conversation by Twitter's direct messages. */
  | 'SOCIAL_TWITTERDM'
  /** A WhatsApp conversation. */
  | 'SOCIAL_WHATSAPP'
  /** A call over unified communications. */
  | 'UC_CALL'
  /** A call. */
  | 'VOICE'
  /** A chat on a website. */
  | 'WEBCHAT';

/** Whom to transfer to. */
export type TransferTarget =
  {   /** An agent: a user name or the agent's global id. */
  readonly agentId: string; readonly skill?: never; }
  |  { readonly agentId?: never;   /** Whoever has this skill, as from the queue. */
  readonly skill: string; };

/** Who may see a line of a conversation. */
export type Visibility =
  /** The centre's own people alone. Such a line never reaches a customer. */
  | 'AGENTS'
  /** Everyone who takes part, the customer included. */
  | 'EVERYONE';

/** Why an offer ended without being accepted. */
export type WithdrawalReason =
  /** It ended otherwise: the chat was ended, or the agent signed out. */
  | 'CANCELLED'
  /** The customer left. */
  | 'CUSTOMER_LEFT'
  /** The agent did not answer in time. */
  | 'MISSED'
  /** The agent rejected it. */
  | 'REJECTED';

/** A work code: what an interaction was about, in the centre's own words. */
export type WorkCodeInput = {
  /** The group that the code belongs to: 1 to 256 characters. */
  readonly group: string;
  /** The code: 1 to 256 characters. */
  readonly name: string;
};

export type ParticipantFieldsFragment = { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null };

type EventFields_AttachedDataChanged_Fragment = { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null };

type EventFields_ChatMessage_Fragment = { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null };

type EventFields_OwnerChanged_Fragment = { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null };

type EventFields_ParticipantJoined_Fragment = { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } };

type EventFields_ParticipantLeft_Fragment = { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } };

type EventFields_StatusChanged_Fragment = { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null };

export type EventFieldsFragment =
  | EventFields_AttachedDataChanged_Fragment
  | EventFields_ChatMessage_Fragment
  | EventFields_OwnerChanged_Fragment
  | EventFields_ParticipantJoined_Fragment
  | EventFields_ParticipantLeft_Fragment
  | EventFields_StatusChanged_Fragment
;

export type InteractionFieldsFragment = { readonly id: string, readonly type: TaskType, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null, readonly subject: string | null, readonly skill: string | null, readonly attributes: unknown, readonly createdAt: string, readonly completedAt: string | null, readonly owner: { readonly username: string, readonly nickname: string | null } | null, readonly participants: ReadonlyArray<{ readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null }> };

export type OutcomeFieldsFragment = { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
    | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
    | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
    | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
    | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
    | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
    | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
   | null };

export type AgentFieldsFragment = { readonly username: string, readonly nickname: string | null, readonly skills: ReadonlyArray<string>, readonly state: AgentState, readonly stateReason: string | null, readonly stateSince: string | null, readonly taskCount: number, readonly maxConcurrent: number };

export type CurrentAgentQueryVariables = Exact<{ [key: string]: never; }>;


export type CurrentAgentQuery = { readonly currentAgent: { readonly username: string, readonly nickname: string | null, readonly skills: ReadonlyArray<string>, readonly state: AgentState, readonly stateReason: string | null, readonly stateSince: string | null, readonly taskCount: number, readonly maxConcurrent: number } | null };

export type ReadInteractionQueryVariables = Exact<{
  id: string;
}>;


export type ReadInteractionQuery = { readonly interaction: { readonly id: string, readonly type: TaskType, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null, readonly subject: string | null, readonly skill: string | null, readonly attributes: unknown, readonly createdAt: string, readonly completedAt: string | null, readonly owner: { readonly username: string, readonly nickname: string | null } | null, readonly participants: ReadonlyArray<{ readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null }> } | null };

export type ReadHistoryQueryVariables = Exact<{
  id: string;
  afterEventId?: string | null | undefined;
  limit?: number | null | undefined;
}>;


export type ReadHistoryQuery = { readonly interaction: { readonly history: ReadonlyArray<
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
    > | null } | null };

export type ReadPositionQueryVariables = Exact<{
  id: string;
  afterEventId?: string | null | undefined;
  limit?: number | null | undefined;
}>;


export type ReadPositionQuery = { readonly interaction: { readonly history: ReadonlyArray<
      | { readonly eventId: string }
      | { readonly eventId: string }
      | { readonly eventId: string }
      | { readonly eventId: string }
      | { readonly eventId: string }
      | { readonly eventId: string }
    > | null } | null };

export type StartInteractionMutationVariables = Exact<{
  input: StartInteractionInput;
}>;


export type StartInteractionMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } };

export type LeaveInteractionMutationVariables = Exact<{
  id: string;
  key: string;
}>;


export type LeaveInteractionMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } };

export type SendMessageMutationVariables = Exact<{
  id: string;
  text: string;
  key: string;
  visibility: Visibility;
}>;


export type SendMessageMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } };

export type StartTypingMutationVariables = Exact<{
  id: string;
}>;


export type StartTypingMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } };

export type StopTypingMutationVariables = Exact<{
  id: string;
}>;


export type StopTypingMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } };

export type AcceptInteractionMutationVariables = Exact<{
  id: string;
  nickname?: string | null | undefined;
  key: string;
}>;


export type AcceptInteractionMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } };

export type RejectInteractionMutationVariables = Exact<{
  id: string;
  key: string;
}>;


export type RejectInteractionMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } };

export type InviteUserMutationVariables = Exact<{
  id: string;
  agentId: string;
  key: string;
}>;


export type InviteUserMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } };

export type LeaveConferenceMutationVariables = Exact<{
  id: string;
  key: string;
}>;


export type LeaveConferenceMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } };

export type SingleStepTransferMutationVariables = Exact<{
  id: string;
  to: TransferTarget;
  key: string;
}>;


export type SingleStepTransferMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } };

export type EndChatSessionMutationVariables = Exact<{
  id: string;
  key: string;
}>;


export type EndChatSessionMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } };

export type UpdateAttachedDataMutationVariables = Exact<{
  id: string;
  attributes: unknown;
  key: string;
}>;


export type UpdateAttachedDataMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } };

export type CompleteInteractionMutationVariables = Exact<{
  id: string;
  workCodes?: ReadonlyArray<WorkCodeInput> | WorkCodeInput | null | undefined;
  key: string;
}>;


export type CompleteInteractionMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } };

export type RequestChatHistoryMutationVariables = Exact<{
  id: string;
  eventId?: string | null | undefined;
}>;


export type RequestChatHistoryMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: OperationResult, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } };

export type SetAgentStateMutationVariables = Exact<{
  state: AgentState;
  reason?: string | null | undefined;
  username?: string | null | undefined;
}>;


export type SetAgentStateMutation = { readonly setAgentState: { readonly username: string, readonly nickname: string | null, readonly skills: ReadonlyArray<string>, readonly state: AgentState, readonly stateReason: string | null, readonly stateSince: string | null, readonly taskCount: number, readonly maxConcurrent: number } | null };

export type FollowInteractionSubscriptionVariables = Exact<{
  id: string;
  afterEventId?: string | null | undefined;
  fromStart?: boolean | null | undefined;
}>;


export type FollowInteractionSubscription = { readonly interactionEvents:
    | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
    | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
    | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
    | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
    | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
    | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
   };

export type FollowMessagesSubscriptionVariables = Exact<{
  id: string;
  afterEventId?: string | null | undefined;
  fromStart?: boolean | null | undefined;
}>;


export type FollowMessagesSubscription = { readonly messageAdded: { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null } };

export type FollowTypingSubscriptionVariables = Exact<{
  id: string;
}>;


export type FollowTypingSubscription = { readonly typing: { readonly interactionId: string, readonly by: string, readonly nickname: string | null, readonly typing: boolean, readonly at: string } };

export type FollowNotificationsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type FollowNotificationsSubscription = { readonly notifications:
    | { readonly __typename: 'ChatHistory', readonly at: string, readonly events: ReadonlyArray<
        | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
        | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
        | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
        | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
        | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
        | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      >, readonly interaction: { readonly id: string, readonly type: TaskType, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null, readonly subject: string | null, readonly skill: string | null, readonly attributes: unknown, readonly createdAt: string, readonly completedAt: string | null, readonly owner: { readonly username: string, readonly nickname: string | null } | null, readonly participants: ReadonlyArray<{ readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null }> } }
    | { readonly __typename: 'InteractionOffered', readonly expiresAt: string, readonly at: string, readonly offerReason: OfferReason, readonly interaction: { readonly id: string, readonly type: TaskType, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null, readonly subject: string | null, readonly skill: string | null, readonly attributes: unknown, readonly createdAt: string, readonly completedAt: string | null, readonly owner: { readonly username: string, readonly nickname: string | null } | null, readonly participants: ReadonlyArray<{ readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null }> } }
    | { readonly __typename: 'OfferWithdrawn', readonly at: string, readonly withdrawalReason: WithdrawalReason, readonly interaction: { readonly id: string, readonly type: TaskType, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null, readonly subject: string | null, readonly skill: string | null, readonly attributes: unknown, readonly createdAt: string, readonly completedAt: string | null, readonly owner: { readonly username: string, readonly nickname: string | null } | null, readonly participants: ReadonlyArray<{ readonly id: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null }> } }
   };

export type FollowAgentStatesSubscriptionVariables = Exact<{
  usernames?: ReadonlyArray<string> | string | null | undefined;
  skill?: string | null | undefined;
  sendCurrent?: boolean | null | undefined;
}>;


export type FollowAgentStatesSubscription = { readonly agentStateChanged: { readonly id: string, readonly eventType: AgentEventType, readonly sessionId: string | null, readonly currentState: AgentState, readonly currentStateReason: string | null, readonly at: string, readonly taskCount: number | null, readonly previousState: AgentState | null, readonly previousStateReason: string | null, readonly previousStateDuration: number | null, readonly agent: { readonly username: string, readonly nickname: string | null } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ParticipantFieldsFragmentDoc = new TypedDocumentString(`
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
    `, {"fragmentName":"ParticipantFields"}) as unknown as TypedDocumentString<ParticipantFieldsFragment, unknown>;
export const InteractionFieldsFragmentDoc = new TypedDocumentString(`
    fragment InteractionFields on Interaction {
  id
  type
  status
  endReason
  subject
  skill
  attributes
  createdAt
  completedAt
  owner {
    username
    nickname
  }
  participants {
    ...ParticipantFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}`, {"fragmentName":"InteractionFields"}) as unknown as TypedDocumentString<InteractionFieldsFragment, unknown>;
export const EventFieldsFragmentDoc = new TypedDocumentString(`
    fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}`, {"fragmentName":"EventFields"}) as unknown as TypedDocumentString<EventFieldsFragment, unknown>;
export const OutcomeFieldsFragmentDoc = new TypedDocumentString(`
    fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}`, {"fragmentName":"OutcomeFields"}) as unknown as TypedDocumentString<OutcomeFieldsFragment, unknown>;
export const AgentFieldsFragmentDoc = new TypedDocumentString(`
    fragment AgentFields on Agent {
  username
  nickname
  skills
  state
  stateReason
  stateSince
  taskCount
  maxConcurrent
}
    `, {"fragmentName":"AgentFields"}) as unknown as TypedDocumentString<AgentFieldsFragment, unknown>;
export const CurrentAgentDocument = new TypedDocumentString(`
    query CurrentAgent {
  currentAgent {
    ...AgentFields
  }
}
    fragment AgentFields on Agent {
  username
  nickname
  skills
  state
  stateReason
  stateSince
  taskCount
  maxConcurrent
}`) as unknown as TypedDocumentString<CurrentAgentQuery, CurrentAgentQueryVariables>;
export const ReadInteractionDocument = new TypedDocumentString(`
    query ReadInteraction($id: ID!) {
  interaction(id: $id) {
    ...InteractionFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment InteractionFields on Interaction {
  id
  type
  status
  endReason
  subject
  skill
  attributes
  createdAt
  completedAt
  owner {
    username
    nickname
  }
  participants {
    ...ParticipantFields
  }
}`) as unknown as TypedDocumentString<ReadInteractionQuery, ReadInteractionQueryVariables>;
export const ReadHistoryDocument = new TypedDocumentString(`
    query ReadHistory($id: ID!, $afterEventId: ID, $limit: Int) {
  interaction(id: $id) {
    history(afterEventId: $afterEventId, limit: $limit) {
      ...EventFields
    }
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}`) as unknown as TypedDocumentString<ReadHistoryQuery, ReadHistoryQueryVariables>;
export const ReadPositionDocument = new TypedDocumentString(`
    query ReadPosition($id: ID!, $afterEventId: ID, $limit: Int) {
  interaction(id: $id) {
    history(afterEventId: $afterEventId, limit: $limit) {
      eventId
    }
  }
}
    `) as unknown as TypedDocumentString<ReadPositionQuery, ReadPositionQueryVariables>;
export const StartInteractionDocument = new TypedDocumentString(`
    mutation StartInteraction($input: StartInteractionInput!) {
  outcome: startInteraction(input: $input) {
    ...OutcomeFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}`) as unknown as TypedDocumentString<StartInteractionMutation, StartInteractionMutationVariables>;
export const LeaveInteractionDocument = new TypedDocumentString(`
    mutation LeaveInteraction($id: ID!, $key: ID!) {
  outcome: leaveInteraction(id: $id, idempotencyKey: $key) {
    ...OutcomeFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}`) as unknown as TypedDocumentString<LeaveInteractionMutation, LeaveInteractionMutationVariables>;
export const SendMessageDocument = new TypedDocumentString(`
    mutation SendMessage($id: ID!, $text: String!, $key: ID!, $visibility: Visibility!) {
  outcome: sendMessage(
    id: $id
    text: $text
    clientMessageId: $key
    visibility: $visibility
  ) {
    ...OutcomeFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}`) as unknown as TypedDocumentString<SendMessageMutation, SendMessageMutationVariables>;
export const StartTypingDocument = new TypedDocumentString(`
    mutation StartTyping($id: ID!) {
  outcome: sendStartTypingNotification(id: $id) {
    ...OutcomeFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}`) as unknown as TypedDocumentString<StartTypingMutation, StartTypingMutationVariables>;
export const StopTypingDocument = new TypedDocumentString(`
    mutation StopTyping($id: ID!) {
  outcome: sendStopTypingNotification(id: $id) {
    ...OutcomeFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}`) as unknown as TypedDocumentString<StopTypingMutation, StopTypingMutationVariables>;
export const AcceptInteractionDocument = new TypedDocumentString(`
    mutation AcceptInteraction($id: ID!, $nickname: String, $key: ID!) {
  outcome: acceptInteraction(id: $id, nickname: $nickname, idempotencyKey: $key) {
    ...OutcomeFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}`) as unknown as TypedDocumentString<AcceptInteractionMutation, AcceptInteractionMutationVariables>;
export const RejectInteractionDocument = new TypedDocumentString(`
    mutation RejectInteraction($id: ID!, $key: ID!) {
  outcome: rejectInteraction(id: $id, idempotencyKey: $key) {
    ...OutcomeFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}`) as unknown as TypedDocumentString<RejectInteractionMutation, RejectInteractionMutationVariables>;
export const InviteUserDocument = new TypedDocumentString(`
    mutation InviteUser($id: ID!, $agentId: ID!, $key: ID!) {
  outcome: inviteUser(id: $id, agentId: $agentId, idempotencyKey: $key) {
    ...OutcomeFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}`) as unknown as TypedDocumentString<InviteUserMutation, InviteUserMutationVariables>;
export const LeaveConferenceDocument = new TypedDocumentString(`
    mutation LeaveConference($id: ID!, $key: ID!) {
  outcome: leaveConference(id: $id, idempotencyKey: $key) {
    ...OutcomeFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}`) as unknown as TypedDocumentString<LeaveConferenceMutation, LeaveConferenceMutationVariables>;
export const SingleStepTransferDocument = new TypedDocumentString(`
    mutation SingleStepTransfer($id: ID!, $to: TransferTarget!, $key: ID!) {
  outcome: singleStepTransfer(id: $id, to: $to, idempotencyKey: $key) {
    ...OutcomeFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}`) as unknown as TypedDocumentString<SingleStepTransferMutation, SingleStepTransferMutationVariables>;
export const EndChatSessionDocument = new TypedDocumentString(`
    mutation EndChatSession($id: ID!, $key: ID!) {
  outcome: endChatSession(id: $id, idempotencyKey: $key) {
    ...OutcomeFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}`) as unknown as TypedDocumentString<EndChatSessionMutation, EndChatSessionMutationVariables>;
export const UpdateAttachedDataDocument = new TypedDocumentString(`
    mutation UpdateAttachedData($id: ID!, $attributes: JSON!, $key: ID!) {
  outcome: updateAttachedData(
    id: $id
    attributes: $attributes
    idempotencyKey: $key
  ) {
    ...OutcomeFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}`) as unknown as TypedDocumentString<UpdateAttachedDataMutation, UpdateAttachedDataMutationVariables>;
export const CompleteInteractionDocument = new TypedDocumentString(`
    mutation CompleteInteraction($id: ID!, $workCodes: [WorkCodeInput!], $key: ID!) {
  outcome: completeInteraction(
    id: $id
    workCodes: $workCodes
    idempotencyKey: $key
  ) {
    ...OutcomeFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}`) as unknown as TypedDocumentString<CompleteInteractionMutation, CompleteInteractionMutationVariables>;
export const RequestChatHistoryDocument = new TypedDocumentString(`
    mutation RequestChatHistory($id: ID!, $eventId: ID) {
  outcome: requestChatHistory(id: $id, eventId: $eventId) {
    ...OutcomeFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment OutcomeFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  retryAfter
  interaction {
    id
    status
    endReason
  }
  event {
    ...EventFields
  }
}`) as unknown as TypedDocumentString<RequestChatHistoryMutation, RequestChatHistoryMutationVariables>;
export const SetAgentStateDocument = new TypedDocumentString(`
    mutation SetAgentState($state: AgentState!, $reason: String, $username: ID) {
  setAgentState(state: $state, reason: $reason, username: $username) {
    ...AgentFields
  }
}
    fragment AgentFields on Agent {
  username
  nickname
  skills
  state
  stateReason
  stateSince
  taskCount
  maxConcurrent
}`) as unknown as TypedDocumentString<SetAgentStateMutation, SetAgentStateMutationVariables>;
export const FollowInteractionDocument = new TypedDocumentString(`
    subscription FollowInteraction($id: ID!, $afterEventId: ID, $fromStart: Boolean) {
  interactionEvents(id: $id, afterEventId: $afterEventId, fromStart: $fromStart) {
    ...EventFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}`) as unknown as TypedDocumentString<FollowInteractionSubscription, FollowInteractionSubscriptionVariables>;
export const FollowMessagesDocument = new TypedDocumentString(`
    subscription FollowMessages($id: ID!, $afterEventId: ID, $fromStart: Boolean) {
  messageAdded(
    interactionId: $id
    afterEventId: $afterEventId
    fromStart: $fromStart
  ) {
    ...EventFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}`) as unknown as TypedDocumentString<FollowMessagesSubscription, FollowMessagesSubscriptionVariables>;
export const FollowTypingDocument = new TypedDocumentString(`
    subscription FollowTyping($id: ID!) {
  typing(interactionId: $id) {
    interactionId
    by
    nickname
    typing
    at
  }
}
    `) as unknown as TypedDocumentString<FollowTypingSubscription, FollowTypingSubscriptionVariables>;
export const FollowNotificationsDocument = new TypedDocumentString(`
    subscription FollowNotifications {
  notifications {
    __typename
    at
    interaction {
      ...InteractionFields
    }
    ... on InteractionOffered {
      offerReason: reason
      expiresAt
    }
    ... on OfferWithdrawn {
      withdrawalReason: reason
    }
    ... on ChatHistory {
      events {
        ...EventFields
      }
    }
  }
}
    fragment ParticipantFields on InteractionParticipant {
  id
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}
fragment EventFields on InteractionEvent {
  __typename
  eventId
  sequence
  interactionId
  at
  by
  ... on ChatMessage {
    nickname
    text
    role
    clientMessageId
    visibility
  }
  ... on ParticipantJoined {
    participant {
      ...ParticipantFields
    }
  }
  ... on ParticipantLeft {
    participant {
      ...ParticipantFields
    }
  }
  ... on StatusChanged {
    status
  }
  ... on OwnerChanged {
    owner {
      ...ParticipantFields
    }
  }
  ... on AttachedDataChanged {
    attributes
  }
}
fragment InteractionFields on Interaction {
  id
  type
  status
  endReason
  subject
  skill
  attributes
  createdAt
  completedAt
  owner {
    username
    nickname
  }
  participants {
    ...ParticipantFields
  }
}`) as unknown as TypedDocumentString<FollowNotificationsSubscription, FollowNotificationsSubscriptionVariables>;
export const FollowAgentStatesDocument = new TypedDocumentString(`
    subscription FollowAgentStates($usernames: [ID!], $skill: String, $sendCurrent: Boolean) {
  agentStateChanged(
    usernames: $usernames
    skill: $skill
    sendCurrent: $sendCurrent
  ) {
    id
    agent {
      username
      nickname
    }
    eventType
    sessionId
    currentState
    currentStateReason
    at
    taskCount
    previousState
    previousStateReason
    previousStateDuration
  }
}
    `) as unknown as TypedDocumentString<FollowAgentStatesSubscription, FollowAgentStatesSubscriptionVariables>;