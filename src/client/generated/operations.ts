/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The type of a change of an agent's state. Source: `EventType` of Symbee Connect's extended agent events. */
export type AgentEventType =
  /** The agent signed in. */
  | 'LOGIN'
  /** The agent signed out, or a caller with `agent.manage` signed it out. */
  | 'LOGOUT'
  /** A type of the source that this enum does not have. */
  | 'OTHER'
  /** The state of a signed-in agent changed. */
  | 'STATE_CHANGE'
  /** The agent was signed out because there was no sign of life. */
  | 'TIMEOUT';

/** The state of an agent. Source: Symbee Connect's extended agent events. */
export type AgentState =
  /** The agent is signed in and free. */
  | 'IDLE'
  /** The agent is not signed in. */
  | 'LOGGED_OFF'
  /** A state of the source that this enum does not have. Not allowed in input. */
  | 'OTHER'
  /** The agent becomes UNAVAILABLE when its present interactions are done. */
  | 'PENDING_UNAVAILABLE'
  /** An interaction is offered to the agent, and the agent has not answered. */
  | 'RESERVED'
  /** An interaction is about to be offered to the agent. */
  | 'RESERVING'
  /** The agent is signed in and accepts no work. */
  | 'UNAVAILABLE'
  /** No state is known, for example because only a record mentions the user name. */
  | 'UNKNOWN'
  /** The agent has an interaction. */
  | 'WORKING'
  /** The conversation is over, and the work after it is not. */
  | 'WRAP';

/** A navigation button of a page. */
export type FlowButtonInput = {
  /** The action of the button: at most 1,000 characters. */
  readonly action?: string | null | undefined;
  /** The label of the button: at most 256 characters. */
  readonly label?: string | null | undefined;
  /** The state of the button: at most 256 characters. */
  readonly state?: string | null | undefined;
  /** Whether the button is visible. */
  readonly visible?: boolean | null | undefined;
};

/** A question or a form field, with the customer's answer. */
export type FlowChoiceInput = {
  /** The text below the question: at most 8,192 characters. HTML is converted to its text. */
  readonly footer?: string | null | undefined;
  /** The text above the question: at most 8,192 characters. HTML is converted to its text. */
  readonly header?: string | null | undefined;
  /** The label beside the question: at most 8,192 characters. HTML is converted to its text. */
  readonly label?: string | null | undefined;
  /** The options of the question: at most 100. */
  readonly options?: ReadonlyArray<FlowOptionInput> | null | undefined;
  /** The question: 1 to 8,192 characters. HTML is converted to its text, which must not be empty. */
  readonly prompt: string;
  /** The name by which the flow's author refers to the question: at most 256 characters. */
  readonly referenceName?: string | null | undefined;
  /** The answer that was chosen or typed: at most 8,192 characters. An empty text means no answer. */
  readonly value: string;
};

/** The reason of the end of a flow. Source: X-Platform, the kinds of navigation. */
export type FlowEndReason =
  /** The customer reached the end. Source: `FINISH`. */
  | 'FINISHED'
  /** The flow did not change for longer than FLOW_IDLE_MS. */
  | 'IDLE'
  /** Another event, such as a call, interrupted the flow. Source: `INTERRUPTED`. */
  | 'INTERRUPTED'
  /** The customer saved the flow to continue later. Source: `SAVE_UNFINISHED`. */
  | 'SAVED_UNFINISHED'
  /** The customer ended the flow early. Source: `TERMINATED_BY_USER`. */
  | 'TERMINATED_BY_USER';

/** A key that identifies a flow. Exactly one is given. */
export type FlowKeyInput =
  {   /** The number at which the customer requests a callback. */
  readonly callReturnNumber: string; readonly callerId?: never; readonly dnid?: never; readonly dtmf?: never; readonly historySearchId?: never; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  { readonly callReturnNumber?: never;   /** The number from which the customer calls. */
  readonly callerId: string; readonly dnid?: never; readonly dtmf?: never; readonly historySearchId?: never; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  { readonly callReturnNumber?: never; readonly callerId?: never;   /** The last 4 or 6 digits of the dialed number. */
  readonly dnid: string; readonly dtmf?: never; readonly historySearchId?: never; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  { readonly callReturnNumber?: never; readonly callerId?: never; readonly dnid?: never;   /** The digits that the customer's phone sends with the call. */
  readonly dtmf: string; readonly historySearchId?: never; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  { readonly callReturnNumber?: never; readonly callerId?: never; readonly dnid?: never; readonly dtmf?: never;   /** An identifier that the contact center assigns. */
  readonly historySearchId: string; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  { readonly callReturnNumber?: never; readonly callerId?: never; readonly dnid?: never; readonly dtmf?: never; readonly historySearchId?: never;   /** The flow's identifier or its global id. */
  readonly interactionUniqueId: string; readonly phoneNumber?: never; }
  |  { readonly callReturnNumber?: never; readonly callerId?: never; readonly dnid?: never; readonly dtmf?: never; readonly historySearchId?: never; readonly interactionUniqueId?: never;   /** The phone number that the flow has or had, national or international. */
  readonly phoneNumber: string; };

/** Keys by which a flow is found, beside its identifier and its phone number. */
export type FlowKeysInput = {
  /** The number at which the customer requests a callback. */
  readonly callReturnNumber?: string | null | undefined;
  /** The number from which the customer calls. */
  readonly callerId?: string | null | undefined;
  /** The last 4 or 6 digits of the dialed number. */
  readonly dnid?: string | null | undefined;
  /** The digits that the customer's phone sends with the call: 1 to 32 of `0` to `9`, `*` and `#`. */
  readonly dtmf?: string | null | undefined;
  /** An identifier that the contact center assigns: 1 to 256 characters. */
  readonly historySearchId?: string | null | undefined;
};

/** A way in which a customer leaves a page. Source: X-Platform, `navigationType`. */
export type FlowNavigationKind =
  /** The same page again. */
  | 'CURRENT'
  /** To the end of the flow. */
  | 'FINISH'
  /** Out of the flow, because of another event. */
  | 'INTERRUPTED'
  /** Forward to the next page. */
  | 'NEXT'
  /** A value of the source that this list does not have. BAD_USER_INPUT as input. */
  | 'OTHER'
  /** Back to the page before. */
  | 'PREVIOUS'
  /** Out of the flow, to continue later. */
  | 'SAVE_UNFINISHED'
  /** Out of the flow, permanently. */
  | 'TERMINATED_BY_USER';

/** An option of a question. */
export type FlowOptionInput = {
  /** The displayed text: at most 1,000 characters. */
  readonly label: string;
  /** Whether the customer chose the option. */
  readonly selected?: boolean;
  /** The value of the option: at most 1,000 characters. */
  readonly value?: string | null | undefined;
};

/** The text around the questions of a page: at most 8,192 characters for each part. HTML is converted to its text. */
export type FlowPageContentInput = {
  /** The text below the questions. */
  readonly footer?: string | null | undefined;
  /** The text above the questions. */
  readonly header?: string | null | undefined;
  /** The text between the questions. */
  readonly text?: string | null | undefined;
};

/** The title and buttons of a page, and the way in which the customer left it. */
export type FlowPageNavigationInput = {
  /** The way in which the customer left the page. OTHER is BAD_USER_INPUT. */
  readonly kind?: FlowNavigationKind | null | undefined;
  /** The button on the left. */
  readonly left?: FlowButtonInput | null | undefined;
  /** The reason: at most 1,000 characters. */
  readonly reason?: string | null | undefined;
  /** The button on the right. */
  readonly right?: FlowButtonInput | null | undefined;
  /** The title above the page: at most 1,000 characters. */
  readonly title?: string | null | undefined;
};

/** The progress of a flow. */
export type FlowStatus =
  /** The customer left before the end, or the flow was idle for longer than FLOW_IDLE_MS. */
  | 'ABANDONED'
  /** The customer reached the end. */
  | 'COMPLETED'
  /** The customer is in the flow. */
  | 'RUNNING';

/** A step to record. */
export type FlowStepInput = {
  /** The answers that are known already: at most 100, each prompt once. Default: none. */
  readonly choices?: ReadonlyArray<FlowChoiceInput> | null | undefined;
  /** Time at which the customer reached the step. Default: now. */
  readonly enteredAt?: string | null | undefined;
  /** Time at which the customer left the step, if known. Requires `enteredAt`, and is not before it. */
  readonly leftAt?: string | null | undefined;
  /** The text around the questions of the page. */
  readonly pageContent?: FlowPageContentInput | null | undefined;
  /** The page's own id: at most 128 characters. */
  readonly pageId?: string | null | undefined;
  /** The page's navigation. */
  readonly pageNavigation?: FlowPageNavigationInput | null | undefined;
  /** The step's id: 1 to 128 characters. It makes retries safe. Default: the server generates one. */
  readonly stepId?: string | null | undefined;
  /** The page's title: at most 1,000 characters, possibly empty. */
  readonly title: string;
};

/** The type of a variable's value. */
export type FlowVariableType =
  /** True or false. */
  | 'BOOLEAN'
  /** A list of values. */
  | 'LIST'
  /** A number. */
  | 'NUMBER'
  /** An object of names and values. */
  | 'OBJECT'
  /** A text, possibly empty. */
  | 'STRING';

/** Way in which the conversation of an interaction ended. */
export type InteractionEndReason =
  /** The customer left before an agent accepted. */
  | 'ABANDONED_IN_QUEUE'
  /** An agent ended the conversation. */
  | 'AGENT_ENDED'
  /** The customer left. */
  | 'CUSTOMER_LEFT';

/** Status of an interaction. */
export type InteractionStatus =
  /** At least one agent is a participant. */
  | 'ACTIVE'
  /** An agent has an offer. */
  | 'ALERTING'
  /** The interaction is completed. No event follows. */
  | 'COMPLETED'
  /** No agent has the interaction, and none has an offer. */
  | 'QUEUED'
  /** The conversation has ended. The agents still work on the interaction. */
  | 'WRAP';

/** Reason of an offer. */
export type OfferReason =
  /** A participating agent invited this agent to a conference. */
  | 'INVITE'
  /** The interaction waited in the queue. */
  | 'QUEUE'
  /** An agent transferred the interaction, to this agent or to the skill. */
  | 'TRANSFER';

/** The outcome of an operation. `statusCode` is the position in this list, from 0. Later versions append values. */
export type OperationStatus =
  /** The target is signed out, unavailable, or has no free capacity. */
  | 'AGENT_UNAVAILABLE'
  /** The caller has accepted the interaction already. */
  | 'ALREADY_ACCEPTED'
  /** The identifier is taken. */
  | 'ALREADY_EXISTS'
  /** The target is a participant already, or is offered the interaction. */
  | 'ALREADY_PARTICIPANT'
  /** The object is changed by too many operations at once. Retry after `retryAfter` with the same key. */
  | 'BUSY'
  /** The idempotency key was used before with other content. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The state of the object does not allow the operation. */
  | 'INVALID_STATE'
  /** The text is empty or too long. */
  | 'INVALID_TEXT'
  /** The only agent of an interaction cannot leave it. */
  | 'LAST_AGENT'
  /** The operation requires a chat, and the interaction is not one. */
  | 'NOT_A_CHAT'
  /** The object does not exist. For a customer, this includes objects of other customers. */
  | 'NOT_FOUND'
  /** The interaction is not offered to the caller, or not any more. */
  | 'NOT_OFFERED'
  /** The caller is not a participant. */
  | 'NOT_PARTICIPANT'
  /** No number of the pool is free. */
  | 'NO_NUMBER_FREE'
  /** The target agent does not exist, or no agent has the skill. */
  | 'NO_SUCH_TARGET'
  /** The operation succeeded. */
  | 'OK'
  /** The caller sends too many operations. Retry after `retryAfter`. */
  | 'RATE_LIMITED'
  /** The event does not belong to the interaction. */
  | 'UNKNOWN_EVENT';

/** Role of a participant. */
export type ParticipantRole =
  /** An agent of the contact center. */
  | 'AGENT'
  /** The customer. */
  | 'CUSTOMER';

/** A flow to start. */
export type StartFlowInput = {
  /** Whether the server allocates a free number of the pool to the flow until it ends. */
  readonly allocateNumber?: boolean | null | undefined;
  /**
   * The customer: the subject of the customer's token, at most 512 characters, or the customer's global id. Only this customer can start an
   * interaction from the flow. A customer's token can name only its own subject, which is the default.
   */
  readonly customerId?: string | null | undefined;
  /**
   * Makes retries safe if the server generates the identifier: a repeated start by the same caller with the same key returns the first flow.
   * At most 128 characters. Not allowed together with `interactionUniqueId`.
   */
  readonly idempotencyKey?: string | null | undefined;
  /**
   * The application's own identifier: 1 to 32 digits. Default: the server generates one of 9 digits. Not allowed with a customer's token, which
   * would otherwise show which identifiers other flows have.
   */
  readonly interactionUniqueId?: string | null | undefined;
  /** Further keys by which the flow is found. */
  readonly keys?: FlowKeysInput | null | undefined;
  /** The group of the pool from which the number is allocated. Used with `allocateNumber`. Default: any group. */
  readonly numberGroup?: string | null | undefined;
  /**
   * The phone number that finds the flow, such as the customer's. A number of the pool must be free, and is not allowed with a customer's
   * token. Not allowed together with `allocateNumber`.
   */
  readonly phoneNumber?: string | null | undefined;
  /** The subject of the flow: at most 1,000 characters. */
  readonly title?: string | null | undefined;
};

/** An interaction to start. */
export type StartInteractionInput = {
  /** Object with attached data: at most 16 KiB of JSON. */
  readonly attributes?: unknown;
  /** Idempotency key of the customer: a second start with the same key returns the first interaction. 1 to 128 characters. */
  readonly clientInteractionId?: string | null | undefined;
  /**
   * The flow that the customer has walked, by its identifier or its global id. Agents read it as `Interaction.flow`. BAD_USER_INPUT for a flow
   * that does not exist or belongs to another customer.
   */
  readonly interactionUniqueId?: string | null | undefined;
  /** The name that the chat shows for the customer: up to 256 characters. */
  readonly nickname?: string | null | undefined;
  /** The required skill: 1 to 128 characters. Default: any agent qualifies. */
  readonly skill?: string | null | undefined;
  /** The subject: up to 1,000 characters. */
  readonly subject?: string | null | undefined;
  /** The first message: 1 to 32,768 bytes of UTF-8. Only allowed for chats. */
  readonly text?: string | null | undefined;
  /** The type of the work. OTHER is BAD_USER_INPUT. */
  readonly type?: TaskType;
};

/** The type of an agent's task. Source: Symbee Connect's `taskType`. */
export type TaskType =
  /** Any other work, without a conversation. */
  | 'GENERIC_TASK'
  /** An instant message. */
  | 'INSTANT_MESSAGE'
  /** A type of the source that this enum does not have. Not allowed in input. */
  | 'OTHER'
  /** A call that the agent previews before it is dialed. */
  | 'PREVIEW_DIAL'
  /** An e-mail that is routed like a call. */
  | 'ROUTED_EMAIL'
  /** A text message over any channel. */
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
  /** A conversation in Twitter direct messages. */
  | 'SOCIAL_TWITTERDM'
  /** A WhatsApp conversation. */
  | 'SOCIAL_WHATSAPP'
  /** A call over unified communications. */
  | 'UC_CALL'
  /** A call. */
  | 'VOICE'
  /** A chat on a website. */
  | 'WEBCHAT';

/** The target of a transfer. Exactly one field is given. */
export type TransferTarget =
  {   /** An agent: a user name or a global id. */
  readonly agentId: string; readonly skill?: never; }
  |  { readonly agentId?: never;   /** A skill. The interaction goes to an agent with this skill, in the same way as from the queue. */
  readonly skill: string; };

/** The readers of a line of a conversation. */
export type Visibility =
  /** Staff only. Customers never receive such a line. */
  | 'AGENTS'
  /** All participants, including the customer. */
  | 'EVERYONE';

/** Reason of the end of an offer that was not accepted. */
export type WithdrawalReason =
  /** Any other reason, for example the end of the chat or the agent's sign-out. */
  | 'CANCELLED'
  /** The customer left. */
  | 'CUSTOMER_LEFT'
  /** The agent did not answer in time. */
  | 'MISSED'
  /** The agent rejected the offer. */
  | 'REJECTED';

/** A work code: the topic of an interaction, in the contact center's own terms. */
export type WorkCodeInput = {
  /** The group of the code: 1 to 256 characters. */
  readonly group: string;
  /** The code: 1 to 256 characters. */
  readonly name: string;
};

export type ParticipantFieldsFragment = { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null };

type EventFields_AttachedDataChanged_Fragment = { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null };

type EventFields_ChatMessage_Fragment = { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null };

type EventFields_OwnerChanged_Fragment = { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null };

type EventFields_ParticipantJoined_Fragment = { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } };

type EventFields_ParticipantLeft_Fragment = { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } };

type EventFields_StatusChanged_Fragment = { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null };

export type EventFieldsFragment =
  | EventFields_AttachedDataChanged_Fragment
  | EventFields_ChatMessage_Fragment
  | EventFields_OwnerChanged_Fragment
  | EventFields_ParticipantJoined_Fragment
  | EventFields_ParticipantLeft_Fragment
  | EventFields_StatusChanged_Fragment
;

export type InteractionFieldsFragment = { readonly id: string, readonly type: TaskType, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null, readonly subject: string | null, readonly skill: string | null, readonly attributes: unknown, readonly createdAt: string, readonly completedAt: string | null, readonly owner: { readonly username: string, readonly nickname: string | null } | null, readonly participants: ReadonlyArray<{ readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null }> };

type StatusFields_AgentPayload_Fragment = { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null };

type StatusFields_ChatTranscriptPayload_Fragment = { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null };

type StatusFields_FeedPayload_Fragment = { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null };

type StatusFields_InteractionFlowPayload_Fragment = { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null };

type StatusFields_InteractionPayload_Fragment = { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null };

export type StatusFieldsFragment =
  | StatusFields_AgentPayload_Fragment
  | StatusFields_ChatTranscriptPayload_Fragment
  | StatusFields_FeedPayload_Fragment
  | StatusFields_InteractionFlowPayload_Fragment
  | StatusFields_InteractionPayload_Fragment
;

export type OutcomeFieldsFragment = { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
    | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
    | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
    | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
    | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
    | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
    | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
   | null };

export type AgentFieldsFragment = { readonly username: string, readonly nickname: string | null, readonly skills: ReadonlyArray<string>, readonly state: AgentState, readonly stateReason: string | null, readonly stateSince: string | null, readonly taskCount: number, readonly maxConcurrent: number };

export type FlowOutcomeFieldsFragment = { readonly id: string, readonly interactionUniqueId: string, readonly phoneNumber: string | null, readonly flowStatus: FlowStatus, readonly endReason: FlowEndReason | null, readonly title: string | null, readonly startedAt: string, readonly endedAt: string | null, readonly updatedAt: string, readonly lastEventId: string | null, readonly keys: { readonly dtmf: string | null, readonly dnid: string | null, readonly callReturnNumber: string | null, readonly callerId: string | null, readonly historySearchId: string | null }, readonly currentStep: { readonly stepId: string, readonly title: string } | null };

export type FlowPayloadFieldsFragment = { readonly status: OperationStatus, readonly statusMessage: string | null, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interactionFlow: { readonly id: string, readonly interactionUniqueId: string, readonly phoneNumber: string | null, readonly flowStatus: FlowStatus, readonly endReason: FlowEndReason | null, readonly title: string | null, readonly startedAt: string, readonly endedAt: string | null, readonly updatedAt: string, readonly lastEventId: string | null, readonly keys: { readonly dtmf: string | null, readonly dnid: string | null, readonly callReturnNumber: string | null, readonly callerId: string | null, readonly historySearchId: string | null }, readonly currentStep: { readonly stepId: string, readonly title: string } | null } | null };

export type FlowPhotoFieldsFragment = { readonly photoId: string, readonly contentType: string, readonly size: number, readonly sha256: string, readonly width: number, readonly height: number, readonly takenAt: string, readonly stepId: string | null, readonly url: string };

export type FlowFieldsFragment = { readonly id: string, readonly interactionUniqueId: string, readonly phoneNumber: string | null, readonly flowStatus: FlowStatus, readonly endReason: FlowEndReason | null, readonly title: string | null, readonly startedAt: string, readonly endedAt: string | null, readonly updatedAt: string, readonly lastEventId: string | null, readonly steps: ReadonlyArray<{ readonly stepId: string, readonly title: string, readonly pageId: string | null, readonly enteredAt: string, readonly leftAt: string | null, readonly duration: number | null, readonly pageNavigation: { readonly title: string | null, readonly kind: FlowNavigationKind | null, readonly kindRaw: string | null, readonly reason: string | null, readonly left: { readonly label: string | null, readonly visible: boolean | null, readonly state: string | null, readonly action: string | null } | null, readonly right: { readonly label: string | null, readonly visible: boolean | null, readonly state: string | null, readonly action: string | null } | null } | null, readonly pageContent: { readonly header: string | null, readonly text: string | null, readonly footer: string | null } | null, readonly choices: ReadonlyArray<{ readonly prompt: string, readonly value: string | null, readonly label: string | null, readonly header: string | null, readonly footer: string | null, readonly referenceName: string | null, readonly options: ReadonlyArray<{ readonly label: string, readonly value: string | null, readonly selected: boolean }> }> }>, readonly variableSets: ReadonlyArray<{ readonly name: string, readonly variables: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly type: FlowVariableType, readonly group: string | null, readonly secret: boolean }> }>, readonly photos: ReadonlyArray<{ readonly photoId: string, readonly contentType: string, readonly size: number, readonly sha256: string, readonly width: number, readonly height: number, readonly takenAt: string, readonly stepId: string | null, readonly url: string }>, readonly interaction: { readonly id: string } | null, readonly keys: { readonly dtmf: string | null, readonly dnid: string | null, readonly callReturnNumber: string | null, readonly callerId: string | null, readonly historySearchId: string | null }, readonly currentStep: { readonly stepId: string, readonly title: string } | null };

export type CurrentAgentQueryVariables = Exact<{ [key: string]: never; }>;


export type CurrentAgentQuery = { readonly currentAgent: { readonly username: string, readonly nickname: string | null, readonly skills: ReadonlyArray<string>, readonly state: AgentState, readonly stateReason: string | null, readonly stateSince: string | null, readonly taskCount: number, readonly maxConcurrent: number } | null };

export type ReadInteractionQueryVariables = Exact<{
  id: string;
}>;


export type ReadInteractionQuery = { readonly interaction: { readonly id: string, readonly type: TaskType, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null, readonly subject: string | null, readonly skill: string | null, readonly attributes: unknown, readonly createdAt: string, readonly completedAt: string | null, readonly owner: { readonly username: string, readonly nickname: string | null } | null, readonly participants: ReadonlyArray<{ readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null }> } | null };

export type ReadHistoryQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type ReadHistoryQuery = { readonly interaction: { readonly events: { readonly nodes: ReadonlyArray<
        | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
        | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
        | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
        | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
        | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
        | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
       | null>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null } | null };

export type ReadPositionQueryVariables = Exact<{
  id: string;
}>;


export type ReadPositionQuery = { readonly interaction: { readonly events: { readonly pageInfo: { readonly endCursor: string | null } } | null } | null };

export type StartInteractionMutationVariables = Exact<{
  input: StartInteractionInput;
}>;


export type StartInteractionMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } | null };

export type LeaveInteractionMutationVariables = Exact<{
  id: string;
  key: string;
}>;


export type LeaveInteractionMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } | null };

export type SendMessageMutationVariables = Exact<{
  id: string;
  text: string;
  key: string;
  visibility: Visibility;
}>;


export type SendMessageMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } | null };

export type StartTypingMutationVariables = Exact<{
  id: string;
}>;


export type StartTypingMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } | null };

export type StopTypingMutationVariables = Exact<{
  id: string;
}>;


export type StopTypingMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } | null };

export type AcceptInteractionMutationVariables = Exact<{
  id: string;
  nickname?: string | null | undefined;
  key: string;
}>;


export type AcceptInteractionMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } | null };

export type RejectInteractionMutationVariables = Exact<{
  id: string;
  key: string;
}>;


export type RejectInteractionMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } | null };

export type InviteUserMutationVariables = Exact<{
  id: string;
  agentId: string;
  key: string;
}>;


export type InviteUserMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } | null };

export type LeaveConferenceMutationVariables = Exact<{
  id: string;
  key: string;
}>;


export type LeaveConferenceMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } | null };

export type SingleStepTransferMutationVariables = Exact<{
  id: string;
  to: TransferTarget;
  key: string;
}>;


export type SingleStepTransferMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } | null };

export type EndChatSessionMutationVariables = Exact<{
  id: string;
  key: string;
}>;


export type EndChatSessionMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } | null };

export type UpdateAttachedDataMutationVariables = Exact<{
  id: string;
  attributes: unknown;
  key: string;
}>;


export type UpdateAttachedDataMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } | null };

export type CompleteInteractionMutationVariables = Exact<{
  id: string;
  workCodes?: ReadonlyArray<WorkCodeInput> | WorkCodeInput | null | undefined;
  key: string;
}>;


export type CompleteInteractionMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } | null };

export type RequestChatHistoryMutationVariables = Exact<{
  id: string;
  eventId?: string | null | undefined;
}>;


export type RequestChatHistoryMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interaction: { readonly id: string, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null } | null, readonly event:
      | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
      | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
      | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
      | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
     | null } | null };

export type SetAgentStateMutationVariables = Exact<{
  state: AgentState;
  reason?: string | null | undefined;
  agentId?: string | null | undefined;
}>;


export type SetAgentStateMutation = { readonly outcome: { readonly statusCode: number, readonly status: OperationStatus, readonly statusMessage: string | null, readonly result: string, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly agent: { readonly username: string, readonly nickname: string | null, readonly skills: ReadonlyArray<string>, readonly state: AgentState, readonly stateReason: string | null, readonly stateSince: string | null, readonly taskCount: number, readonly maxConcurrent: number } | null } | null };

export type ReadFlowQueryVariables = Exact<{
  id: string;
}>;


export type ReadFlowQuery = { readonly interactionFlow: { readonly id: string, readonly interactionUniqueId: string, readonly phoneNumber: string | null, readonly flowStatus: FlowStatus, readonly endReason: FlowEndReason | null, readonly title: string | null, readonly startedAt: string, readonly endedAt: string | null, readonly updatedAt: string, readonly lastEventId: string | null, readonly steps: ReadonlyArray<{ readonly stepId: string, readonly title: string, readonly pageId: string | null, readonly enteredAt: string, readonly leftAt: string | null, readonly duration: number | null, readonly pageNavigation: { readonly title: string | null, readonly kind: FlowNavigationKind | null, readonly kindRaw: string | null, readonly reason: string | null, readonly left: { readonly label: string | null, readonly visible: boolean | null, readonly state: string | null, readonly action: string | null } | null, readonly right: { readonly label: string | null, readonly visible: boolean | null, readonly state: string | null, readonly action: string | null } | null } | null, readonly pageContent: { readonly header: string | null, readonly text: string | null, readonly footer: string | null } | null, readonly choices: ReadonlyArray<{ readonly prompt: string, readonly value: string | null, readonly label: string | null, readonly header: string | null, readonly footer: string | null, readonly referenceName: string | null, readonly options: ReadonlyArray<{ readonly label: string, readonly value: string | null, readonly selected: boolean }> }> }>, readonly variableSets: ReadonlyArray<{ readonly name: string, readonly variables: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly type: FlowVariableType, readonly group: string | null, readonly secret: boolean }> }>, readonly photos: ReadonlyArray<{ readonly photoId: string, readonly contentType: string, readonly size: number, readonly sha256: string, readonly width: number, readonly height: number, readonly takenAt: string, readonly stepId: string | null, readonly url: string }>, readonly interaction: { readonly id: string } | null, readonly keys: { readonly dtmf: string | null, readonly dnid: string | null, readonly callReturnNumber: string | null, readonly callerId: string | null, readonly historySearchId: string | null }, readonly currentStep: { readonly stepId: string, readonly title: string } | null } | null };

export type ReadFlowByQueryVariables = Exact<{
  key: FlowKeyInput;
}>;


export type ReadFlowByQuery = { readonly interactionFlowBy: { readonly id: string, readonly interactionUniqueId: string, readonly phoneNumber: string | null, readonly flowStatus: FlowStatus, readonly endReason: FlowEndReason | null, readonly title: string | null, readonly startedAt: string, readonly endedAt: string | null, readonly updatedAt: string, readonly lastEventId: string | null, readonly steps: ReadonlyArray<{ readonly stepId: string, readonly title: string, readonly pageId: string | null, readonly enteredAt: string, readonly leftAt: string | null, readonly duration: number | null, readonly pageNavigation: { readonly title: string | null, readonly kind: FlowNavigationKind | null, readonly kindRaw: string | null, readonly reason: string | null, readonly left: { readonly label: string | null, readonly visible: boolean | null, readonly state: string | null, readonly action: string | null } | null, readonly right: { readonly label: string | null, readonly visible: boolean | null, readonly state: string | null, readonly action: string | null } | null } | null, readonly pageContent: { readonly header: string | null, readonly text: string | null, readonly footer: string | null } | null, readonly choices: ReadonlyArray<{ readonly prompt: string, readonly value: string | null, readonly label: string | null, readonly header: string | null, readonly footer: string | null, readonly referenceName: string | null, readonly options: ReadonlyArray<{ readonly label: string, readonly value: string | null, readonly selected: boolean }> }> }>, readonly variableSets: ReadonlyArray<{ readonly name: string, readonly variables: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly type: FlowVariableType, readonly group: string | null, readonly secret: boolean }> }>, readonly photos: ReadonlyArray<{ readonly photoId: string, readonly contentType: string, readonly size: number, readonly sha256: string, readonly width: number, readonly height: number, readonly takenAt: string, readonly stepId: string | null, readonly url: string }>, readonly interaction: { readonly id: string } | null, readonly keys: { readonly dtmf: string | null, readonly dnid: string | null, readonly callReturnNumber: string | null, readonly callerId: string | null, readonly historySearchId: string | null }, readonly currentStep: { readonly stepId: string, readonly title: string } | null } | null };

export type StartFlowMutationVariables = Exact<{
  input: StartFlowInput;
}>;


export type StartFlowMutation = { readonly flow: { readonly status: OperationStatus, readonly statusMessage: string | null, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interactionFlow: { readonly id: string, readonly interactionUniqueId: string, readonly phoneNumber: string | null, readonly flowStatus: FlowStatus, readonly endReason: FlowEndReason | null, readonly title: string | null, readonly startedAt: string, readonly endedAt: string | null, readonly updatedAt: string, readonly lastEventId: string | null, readonly keys: { readonly dtmf: string | null, readonly dnid: string | null, readonly callReturnNumber: string | null, readonly callerId: string | null, readonly historySearchId: string | null }, readonly currentStep: { readonly stepId: string, readonly title: string } | null } | null } | null };

export type RecordFlowStepMutationVariables = Exact<{
  id: string;
  step: FlowStepInput;
}>;


export type RecordFlowStepMutation = { readonly flow: { readonly status: OperationStatus, readonly statusMessage: string | null, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interactionFlow: { readonly id: string, readonly interactionUniqueId: string, readonly phoneNumber: string | null, readonly flowStatus: FlowStatus, readonly endReason: FlowEndReason | null, readonly title: string | null, readonly startedAt: string, readonly endedAt: string | null, readonly updatedAt: string, readonly lastEventId: string | null, readonly keys: { readonly dtmf: string | null, readonly dnid: string | null, readonly callReturnNumber: string | null, readonly callerId: string | null, readonly historySearchId: string | null }, readonly currentStep: { readonly stepId: string, readonly title: string } | null } | null } | null };

export type RecordFlowChoicesMutationVariables = Exact<{
  id: string;
  stepId: string;
  choices: ReadonlyArray<FlowChoiceInput> | FlowChoiceInput;
  key: string;
}>;


export type RecordFlowChoicesMutation = { readonly flow: { readonly status: OperationStatus, readonly statusMessage: string | null, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interactionFlow: { readonly id: string, readonly interactionUniqueId: string, readonly phoneNumber: string | null, readonly flowStatus: FlowStatus, readonly endReason: FlowEndReason | null, readonly title: string | null, readonly startedAt: string, readonly endedAt: string | null, readonly updatedAt: string, readonly lastEventId: string | null, readonly keys: { readonly dtmf: string | null, readonly dnid: string | null, readonly callReturnNumber: string | null, readonly callerId: string | null, readonly historySearchId: string | null }, readonly currentStep: { readonly stepId: string, readonly title: string } | null } | null } | null };

export type SetFlowVariablesMutationVariables = Exact<{
  id: string;
  set: string;
  variables: unknown;
  group?: string | null | undefined;
  secret?: ReadonlyArray<string> | string | null | undefined;
  key: string;
}>;


export type SetFlowVariablesMutation = { readonly flow: { readonly status: OperationStatus, readonly statusMessage: string | null, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interactionFlow: { readonly id: string, readonly interactionUniqueId: string, readonly phoneNumber: string | null, readonly flowStatus: FlowStatus, readonly endReason: FlowEndReason | null, readonly title: string | null, readonly startedAt: string, readonly endedAt: string | null, readonly updatedAt: string, readonly lastEventId: string | null, readonly keys: { readonly dtmf: string | null, readonly dnid: string | null, readonly callReturnNumber: string | null, readonly callerId: string | null, readonly historySearchId: string | null }, readonly currentStep: { readonly stepId: string, readonly title: string } | null } | null } | null };

export type SetFlowKeysMutationVariables = Exact<{
  id: string;
  keys: FlowKeysInput;
}>;


export type SetFlowKeysMutation = { readonly flow: { readonly status: OperationStatus, readonly statusMessage: string | null, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interactionFlow: { readonly id: string, readonly interactionUniqueId: string, readonly phoneNumber: string | null, readonly flowStatus: FlowStatus, readonly endReason: FlowEndReason | null, readonly title: string | null, readonly startedAt: string, readonly endedAt: string | null, readonly updatedAt: string, readonly lastEventId: string | null, readonly keys: { readonly dtmf: string | null, readonly dnid: string | null, readonly callReturnNumber: string | null, readonly callerId: string | null, readonly historySearchId: string | null }, readonly currentStep: { readonly stepId: string, readonly title: string } | null } | null } | null };

export type CompleteFlowMutationVariables = Exact<{
  id: string;
}>;


export type CompleteFlowMutation = { readonly flow: { readonly status: OperationStatus, readonly statusMessage: string | null, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interactionFlow: { readonly id: string, readonly interactionUniqueId: string, readonly phoneNumber: string | null, readonly flowStatus: FlowStatus, readonly endReason: FlowEndReason | null, readonly title: string | null, readonly startedAt: string, readonly endedAt: string | null, readonly updatedAt: string, readonly lastEventId: string | null, readonly keys: { readonly dtmf: string | null, readonly dnid: string | null, readonly callReturnNumber: string | null, readonly callerId: string | null, readonly historySearchId: string | null }, readonly currentStep: { readonly stepId: string, readonly title: string } | null } | null } | null };

export type AbandonFlowMutationVariables = Exact<{
  id: string;
  reason?: FlowEndReason | null | undefined;
}>;


export type AbandonFlowMutation = { readonly flow: { readonly status: OperationStatus, readonly statusMessage: string | null, readonly field: ReadonlyArray<string> | null, readonly retryAfter: number | null, readonly interactionFlow: { readonly id: string, readonly interactionUniqueId: string, readonly phoneNumber: string | null, readonly flowStatus: FlowStatus, readonly endReason: FlowEndReason | null, readonly title: string | null, readonly startedAt: string, readonly endedAt: string | null, readonly updatedAt: string, readonly lastEventId: string | null, readonly keys: { readonly dtmf: string | null, readonly dnid: string | null, readonly callReturnNumber: string | null, readonly callerId: string | null, readonly historySearchId: string | null }, readonly currentStep: { readonly stepId: string, readonly title: string } | null } | null } | null };

export type FollowFlowSubscriptionVariables = Exact<{
  id: string;
  afterEventId?: string | null | undefined;
  fromStart?: boolean | null | undefined;
}>;


export type FollowFlowSubscription = { readonly interactionFlowUpdated: { readonly id: string, readonly interactionUniqueId: string, readonly phoneNumber: string | null, readonly flowStatus: FlowStatus, readonly endReason: FlowEndReason | null, readonly title: string | null, readonly startedAt: string, readonly endedAt: string | null, readonly updatedAt: string, readonly lastEventId: string | null, readonly steps: ReadonlyArray<{ readonly stepId: string, readonly title: string, readonly pageId: string | null, readonly enteredAt: string, readonly leftAt: string | null, readonly duration: number | null, readonly pageNavigation: { readonly title: string | null, readonly kind: FlowNavigationKind | null, readonly kindRaw: string | null, readonly reason: string | null, readonly left: { readonly label: string | null, readonly visible: boolean | null, readonly state: string | null, readonly action: string | null } | null, readonly right: { readonly label: string | null, readonly visible: boolean | null, readonly state: string | null, readonly action: string | null } | null } | null, readonly pageContent: { readonly header: string | null, readonly text: string | null, readonly footer: string | null } | null, readonly choices: ReadonlyArray<{ readonly prompt: string, readonly value: string | null, readonly label: string | null, readonly header: string | null, readonly footer: string | null, readonly referenceName: string | null, readonly options: ReadonlyArray<{ readonly label: string, readonly value: string | null, readonly selected: boolean }> }> }>, readonly variableSets: ReadonlyArray<{ readonly name: string, readonly variables: ReadonlyArray<{ readonly name: string, readonly value: unknown, readonly type: FlowVariableType, readonly group: string | null, readonly secret: boolean }> }>, readonly photos: ReadonlyArray<{ readonly photoId: string, readonly contentType: string, readonly size: number, readonly sha256: string, readonly width: number, readonly height: number, readonly takenAt: string, readonly stepId: string | null, readonly url: string }>, readonly interaction: { readonly id: string } | null, readonly keys: { readonly dtmf: string | null, readonly dnid: string | null, readonly callReturnNumber: string | null, readonly callerId: string | null, readonly historySearchId: string | null }, readonly currentStep: { readonly stepId: string, readonly title: string } | null } };

export type FollowInteractionSubscriptionVariables = Exact<{
  id: string;
  afterEventId?: string | null | undefined;
  fromStart?: boolean | null | undefined;
}>;


export type FollowInteractionSubscription = { readonly interactionEvents:
    | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
    | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
    | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
    | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
    | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
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
    | { readonly __typename: 'ChatHistory', readonly at: string, readonly interactionId: string, readonly events: ReadonlyArray<
        | { readonly __typename: 'AttachedDataChanged', readonly attributes: unknown, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
        | { readonly __typename: 'ChatMessage', readonly nickname: string | null, readonly text: string | null, readonly role: ParticipantRole | null, readonly clientMessageId: string | null, readonly visibility: Visibility, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
        | { readonly __typename: 'OwnerChanged', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly owner: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } | null }
        | { readonly __typename: 'ParticipantJoined', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
        | { readonly __typename: 'ParticipantLeft', readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null, readonly participant: { readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null } }
        | { readonly __typename: 'StatusChanged', readonly status: InteractionStatus, readonly eventId: string, readonly sequence: number, readonly interactionId: string, readonly at: string, readonly by: string | null }
       | null>, readonly interaction: { readonly id: string, readonly type: TaskType, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null, readonly subject: string | null, readonly skill: string | null, readonly attributes: unknown, readonly createdAt: string, readonly completedAt: string | null, readonly owner: { readonly username: string, readonly nickname: string | null } | null, readonly participants: ReadonlyArray<{ readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null }> } | null }
    | { readonly __typename: 'InteractionOffered', readonly offerReason: OfferReason, readonly expiresAt: string, readonly at: string, readonly interactionId: string, readonly interaction: { readonly id: string, readonly type: TaskType, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null, readonly subject: string | null, readonly skill: string | null, readonly attributes: unknown, readonly createdAt: string, readonly completedAt: string | null, readonly owner: { readonly username: string, readonly nickname: string | null } | null, readonly participants: ReadonlyArray<{ readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null }> } | null }
    | { readonly __typename: 'OfferWithdrawn', readonly withdrawalReason: WithdrawalReason, readonly at: string, readonly interactionId: string, readonly interaction: { readonly id: string, readonly type: TaskType, readonly status: InteractionStatus, readonly endReason: InteractionEndReason | null, readonly subject: string | null, readonly skill: string | null, readonly attributes: unknown, readonly createdAt: string, readonly completedAt: string | null, readonly owner: { readonly username: string, readonly nickname: string | null } | null, readonly participants: ReadonlyArray<{ readonly participantId: string, readonly role: ParticipantRole, readonly nickname: string | null, readonly joinedAt: string, readonly leftAt: string | null, readonly agent: { readonly username: string } | null }> } | null }
   };

export type FollowAgentStatesSubscriptionVariables = Exact<{
  agentIds?: ReadonlyArray<string> | string | null | undefined;
  skill?: string | null | undefined;
  sendCurrent?: boolean | null | undefined;
}>;


export type FollowAgentStatesSubscription = { readonly agentStateChanged: { readonly id: string, readonly eventType: AgentEventType, readonly sessionId: string | null, readonly currentState: AgentState, readonly currentStateReason: string | null, readonly at: string, readonly taskCount: number | null, readonly previousState: AgentState | null, readonly previousStateReason: string | null, readonly previousStateDuration: number | null, readonly agent: { readonly username: string, readonly nickname: string | null } | null } };

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
  participantId
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
  participantId
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}`, {"fragmentName":"InteractionFields"}) as unknown as TypedDocumentString<InteractionFieldsFragment, unknown>;
export const StatusFieldsFragmentDoc = new TypedDocumentString(`
    fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
    `, {"fragmentName":"StatusFields"}) as unknown as TypedDocumentString<StatusFieldsFragment, unknown>;
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
  participantId
  role
  nickname
  joinedAt
  leftAt
  agent {
    username
  }
}`, {"fragmentName":"EventFields"}) as unknown as TypedDocumentString<EventFieldsFragment, unknown>;
export const OutcomeFieldsFragmentDoc = new TypedDocumentString(`
    fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
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
export const FlowOutcomeFieldsFragmentDoc = new TypedDocumentString(`
    fragment FlowOutcomeFields on InteractionFlow {
  id
  interactionUniqueId
  phoneNumber
  flowStatus
  endReason
  title
  startedAt
  endedAt
  updatedAt
  keys {
    dtmf
    dnid
    callReturnNumber
    callerId
    historySearchId
  }
  currentStep {
    stepId
    title
  }
  lastEventId
}
    `, {"fragmentName":"FlowOutcomeFields"}) as unknown as TypedDocumentString<FlowOutcomeFieldsFragment, unknown>;
export const FlowPayloadFieldsFragmentDoc = new TypedDocumentString(`
    fragment FlowPayloadFields on InteractionFlowPayload {
  status
  statusMessage
  field
  retryAfter
  interactionFlow {
    ...FlowOutcomeFields
  }
}
    fragment FlowOutcomeFields on InteractionFlow {
  id
  interactionUniqueId
  phoneNumber
  flowStatus
  endReason
  title
  startedAt
  endedAt
  updatedAt
  keys {
    dtmf
    dnid
    callReturnNumber
    callerId
    historySearchId
  }
  currentStep {
    stepId
    title
  }
  lastEventId
}`, {"fragmentName":"FlowPayloadFields"}) as unknown as TypedDocumentString<FlowPayloadFieldsFragment, unknown>;
export const FlowPhotoFieldsFragmentDoc = new TypedDocumentString(`
    fragment FlowPhotoFields on FlowPhoto {
  photoId
  contentType
  size
  sha256
  width
  height
  takenAt
  stepId
  url
}
    `, {"fragmentName":"FlowPhotoFields"}) as unknown as TypedDocumentString<FlowPhotoFieldsFragment, unknown>;
export const FlowFieldsFragmentDoc = new TypedDocumentString(`
    fragment FlowFields on InteractionFlow {
  ...FlowOutcomeFields
  steps {
    stepId
    title
    pageId
    enteredAt
    leftAt
    duration
    pageNavigation {
      title
      left {
        label
        visible
        state
        action
      }
      right {
        label
        visible
        state
        action
      }
      kind
      kindRaw
      reason
    }
    pageContent {
      header
      text
      footer
    }
    choices {
      prompt
      value
      label
      header
      footer
      referenceName
      options {
        label
        value
        selected
      }
    }
  }
  variableSets {
    name
    variables {
      name
      value
      type
      group
      secret
    }
  }
  photos {
    ...FlowPhotoFields
  }
  interaction {
    id
  }
}
    fragment FlowOutcomeFields on InteractionFlow {
  id
  interactionUniqueId
  phoneNumber
  flowStatus
  endReason
  title
  startedAt
  endedAt
  updatedAt
  keys {
    dtmf
    dnid
    callReturnNumber
    callerId
    historySearchId
  }
  currentStep {
    stepId
    title
  }
  lastEventId
}
fragment FlowPhotoFields on FlowPhoto {
  photoId
  contentType
  size
  sha256
  width
  height
  takenAt
  stepId
  url
}`, {"fragmentName":"FlowFields"}) as unknown as TypedDocumentString<FlowFieldsFragment, unknown>;
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
  participantId
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
    query ReadHistory($id: ID!, $after: String, $first: Int) {
  interaction(id: $id) {
    events(after: $after, first: $first) {
      nodes {
        ...EventFields
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment ParticipantFields on InteractionParticipant {
  participantId
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
    query ReadPosition($id: ID!) {
  interaction(id: $id) {
    events(last: 1) {
      pageInfo {
        endCursor
      }
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
  participantId
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
fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
}
fragment OutcomeFields on InteractionPayload {
  ...StatusFields
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
    mutation SetAgentState($state: AgentState!, $reason: String, $agentId: ID) {
  outcome: setAgentState(state: $state, reason: $reason, agentId: $agentId) {
    ...StatusFields
    agent {
      ...AgentFields
    }
  }
}
    fragment StatusFields on OperationPayload {
  statusCode
  status
  statusMessage
  result
  field
  retryAfter
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
export const ReadFlowDocument = new TypedDocumentString(`
    query ReadFlow($id: ID!) {
  interactionFlow(id: $id) {
    ...FlowFields
  }
}
    fragment FlowOutcomeFields on InteractionFlow {
  id
  interactionUniqueId
  phoneNumber
  flowStatus
  endReason
  title
  startedAt
  endedAt
  updatedAt
  keys {
    dtmf
    dnid
    callReturnNumber
    callerId
    historySearchId
  }
  currentStep {
    stepId
    title
  }
  lastEventId
}
fragment FlowPhotoFields on FlowPhoto {
  photoId
  contentType
  size
  sha256
  width
  height
  takenAt
  stepId
  url
}
fragment FlowFields on InteractionFlow {
  ...FlowOutcomeFields
  steps {
    stepId
    title
    pageId
    enteredAt
    leftAt
    duration
    pageNavigation {
      title
      left {
        label
        visible
        state
        action
      }
      right {
        label
        visible
        state
        action
      }
      kind
      kindRaw
      reason
    }
    pageContent {
      header
      text
      footer
    }
    choices {
      prompt
      value
      label
      header
      footer
      referenceName
      options {
        label
        value
        selected
      }
    }
  }
  variableSets {
    name
    variables {
      name
      value
      type
      group
      secret
    }
  }
  photos {
    ...FlowPhotoFields
  }
  interaction {
    id
  }
}`) as unknown as TypedDocumentString<ReadFlowQuery, ReadFlowQueryVariables>;
export const ReadFlowByDocument = new TypedDocumentString(`
    query ReadFlowBy($key: FlowKeyInput!) {
  interactionFlowBy(key: $key) {
    ...FlowFields
  }
}
    fragment FlowOutcomeFields on InteractionFlow {
  id
  interactionUniqueId
  phoneNumber
  flowStatus
  endReason
  title
  startedAt
  endedAt
  updatedAt
  keys {
    dtmf
    dnid
    callReturnNumber
    callerId
    historySearchId
  }
  currentStep {
    stepId
    title
  }
  lastEventId
}
fragment FlowPhotoFields on FlowPhoto {
  photoId
  contentType
  size
  sha256
  width
  height
  takenAt
  stepId
  url
}
fragment FlowFields on InteractionFlow {
  ...FlowOutcomeFields
  steps {
    stepId
    title
    pageId
    enteredAt
    leftAt
    duration
    pageNavigation {
      title
      left {
        label
        visible
        state
        action
      }
      right {
        label
        visible
        state
        action
      }
      kind
      kindRaw
      reason
    }
    pageContent {
      header
      text
      footer
    }
    choices {
      prompt
      value
      label
      header
      footer
      referenceName
      options {
        label
        value
        selected
      }
    }
  }
  variableSets {
    name
    variables {
      name
      value
      type
      group
      secret
    }
  }
  photos {
    ...FlowPhotoFields
  }
  interaction {
    id
  }
}`) as unknown as TypedDocumentString<ReadFlowByQuery, ReadFlowByQueryVariables>;
export const StartFlowDocument = new TypedDocumentString(`
    mutation StartFlow($input: StartFlowInput!) {
  flow: startFlow(input: $input) {
    ...FlowPayloadFields
  }
}
    fragment FlowOutcomeFields on InteractionFlow {
  id
  interactionUniqueId
  phoneNumber
  flowStatus
  endReason
  title
  startedAt
  endedAt
  updatedAt
  keys {
    dtmf
    dnid
    callReturnNumber
    callerId
    historySearchId
  }
  currentStep {
    stepId
    title
  }
  lastEventId
}
fragment FlowPayloadFields on InteractionFlowPayload {
  status
  statusMessage
  field
  retryAfter
  interactionFlow {
    ...FlowOutcomeFields
  }
}`) as unknown as TypedDocumentString<StartFlowMutation, StartFlowMutationVariables>;
export const RecordFlowStepDocument = new TypedDocumentString(`
    mutation RecordFlowStep($id: ID!, $step: FlowStepInput!) {
  flow: recordFlowStep(id: $id, step: $step) {
    ...FlowPayloadFields
  }
}
    fragment FlowOutcomeFields on InteractionFlow {
  id
  interactionUniqueId
  phoneNumber
  flowStatus
  endReason
  title
  startedAt
  endedAt
  updatedAt
  keys {
    dtmf
    dnid
    callReturnNumber
    callerId
    historySearchId
  }
  currentStep {
    stepId
    title
  }
  lastEventId
}
fragment FlowPayloadFields on InteractionFlowPayload {
  status
  statusMessage
  field
  retryAfter
  interactionFlow {
    ...FlowOutcomeFields
  }
}`) as unknown as TypedDocumentString<RecordFlowStepMutation, RecordFlowStepMutationVariables>;
export const RecordFlowChoicesDocument = new TypedDocumentString(`
    mutation RecordFlowChoices($id: ID!, $stepId: ID!, $choices: [FlowChoiceInput!]!, $key: ID!) {
  flow: recordFlowChoices(
    id: $id
    stepId: $stepId
    choices: $choices
    idempotencyKey: $key
  ) {
    ...FlowPayloadFields
  }
}
    fragment FlowOutcomeFields on InteractionFlow {
  id
  interactionUniqueId
  phoneNumber
  flowStatus
  endReason
  title
  startedAt
  endedAt
  updatedAt
  keys {
    dtmf
    dnid
    callReturnNumber
    callerId
    historySearchId
  }
  currentStep {
    stepId
    title
  }
  lastEventId
}
fragment FlowPayloadFields on InteractionFlowPayload {
  status
  statusMessage
  field
  retryAfter
  interactionFlow {
    ...FlowOutcomeFields
  }
}`) as unknown as TypedDocumentString<RecordFlowChoicesMutation, RecordFlowChoicesMutationVariables>;
export const SetFlowVariablesDocument = new TypedDocumentString(`
    mutation SetFlowVariables($id: ID!, $set: String!, $variables: JSON!, $group: String, $secret: [String!], $key: ID!) {
  flow: setFlowVariables(
    id: $id
    set: $set
    variables: $variables
    group: $group
    secret: $secret
    idempotencyKey: $key
  ) {
    ...FlowPayloadFields
  }
}
    fragment FlowOutcomeFields on InteractionFlow {
  id
  interactionUniqueId
  phoneNumber
  flowStatus
  endReason
  title
  startedAt
  endedAt
  updatedAt
  keys {
    dtmf
    dnid
    callReturnNumber
    callerId
    historySearchId
  }
  currentStep {
    stepId
    title
  }
  lastEventId
}
fragment FlowPayloadFields on InteractionFlowPayload {
  status
  statusMessage
  field
  retryAfter
  interactionFlow {
    ...FlowOutcomeFields
  }
}`) as unknown as TypedDocumentString<SetFlowVariablesMutation, SetFlowVariablesMutationVariables>;
export const SetFlowKeysDocument = new TypedDocumentString(`
    mutation SetFlowKeys($id: ID!, $keys: FlowKeysInput!) {
  flow: setFlowKeys(id: $id, keys: $keys) {
    ...FlowPayloadFields
  }
}
    fragment FlowOutcomeFields on InteractionFlow {
  id
  interactionUniqueId
  phoneNumber
  flowStatus
  endReason
  title
  startedAt
  endedAt
  updatedAt
  keys {
    dtmf
    dnid
    callReturnNumber
    callerId
    historySearchId
  }
  currentStep {
    stepId
    title
  }
  lastEventId
}
fragment FlowPayloadFields on InteractionFlowPayload {
  status
  statusMessage
  field
  retryAfter
  interactionFlow {
    ...FlowOutcomeFields
  }
}`) as unknown as TypedDocumentString<SetFlowKeysMutation, SetFlowKeysMutationVariables>;
export const CompleteFlowDocument = new TypedDocumentString(`
    mutation CompleteFlow($id: ID!) {
  flow: completeFlow(id: $id) {
    ...FlowPayloadFields
  }
}
    fragment FlowOutcomeFields on InteractionFlow {
  id
  interactionUniqueId
  phoneNumber
  flowStatus
  endReason
  title
  startedAt
  endedAt
  updatedAt
  keys {
    dtmf
    dnid
    callReturnNumber
    callerId
    historySearchId
  }
  currentStep {
    stepId
    title
  }
  lastEventId
}
fragment FlowPayloadFields on InteractionFlowPayload {
  status
  statusMessage
  field
  retryAfter
  interactionFlow {
    ...FlowOutcomeFields
  }
}`) as unknown as TypedDocumentString<CompleteFlowMutation, CompleteFlowMutationVariables>;
export const AbandonFlowDocument = new TypedDocumentString(`
    mutation AbandonFlow($id: ID!, $reason: FlowEndReason) {
  flow: abandonFlow(id: $id, reason: $reason) {
    ...FlowPayloadFields
  }
}
    fragment FlowOutcomeFields on InteractionFlow {
  id
  interactionUniqueId
  phoneNumber
  flowStatus
  endReason
  title
  startedAt
  endedAt
  updatedAt
  keys {
    dtmf
    dnid
    callReturnNumber
    callerId
    historySearchId
  }
  currentStep {
    stepId
    title
  }
  lastEventId
}
fragment FlowPayloadFields on InteractionFlowPayload {
  status
  statusMessage
  field
  retryAfter
  interactionFlow {
    ...FlowOutcomeFields
  }
}`) as unknown as TypedDocumentString<AbandonFlowMutation, AbandonFlowMutationVariables>;
export const FollowFlowDocument = new TypedDocumentString(`
    subscription FollowFlow($id: ID!, $afterEventId: ID, $fromStart: Boolean) {
  interactionFlowUpdated(
    id: $id
    afterEventId: $afterEventId
    fromStart: $fromStart
  ) {
    ...FlowFields
  }
}
    fragment FlowOutcomeFields on InteractionFlow {
  id
  interactionUniqueId
  phoneNumber
  flowStatus
  endReason
  title
  startedAt
  endedAt
  updatedAt
  keys {
    dtmf
    dnid
    callReturnNumber
    callerId
    historySearchId
  }
  currentStep {
    stepId
    title
  }
  lastEventId
}
fragment FlowPhotoFields on FlowPhoto {
  photoId
  contentType
  size
  sha256
  width
  height
  takenAt
  stepId
  url
}
fragment FlowFields on InteractionFlow {
  ...FlowOutcomeFields
  steps {
    stepId
    title
    pageId
    enteredAt
    leftAt
    duration
    pageNavigation {
      title
      left {
        label
        visible
        state
        action
      }
      right {
        label
        visible
        state
        action
      }
      kind
      kindRaw
      reason
    }
    pageContent {
      header
      text
      footer
    }
    choices {
      prompt
      value
      label
      header
      footer
      referenceName
      options {
        label
        value
        selected
      }
    }
  }
  variableSets {
    name
    variables {
      name
      value
      type
      group
      secret
    }
  }
  photos {
    ...FlowPhotoFields
  }
  interaction {
    id
  }
}`) as unknown as TypedDocumentString<FollowFlowSubscription, FollowFlowSubscriptionVariables>;
export const FollowInteractionDocument = new TypedDocumentString(`
    subscription FollowInteraction($id: ID!, $afterEventId: ID, $fromStart: Boolean) {
  interactionEvents(id: $id, afterEventId: $afterEventId, fromStart: $fromStart) {
    ...EventFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  participantId
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
  messageAdded(id: $id, afterEventId: $afterEventId, fromStart: $fromStart) {
    ...EventFields
  }
}
    fragment ParticipantFields on InteractionParticipant {
  participantId
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
  typing(id: $id) {
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
    interactionId
    interaction {
      ...InteractionFields
    }
    ... on InteractionOffered {
      offerReason
      expiresAt
    }
    ... on OfferWithdrawn {
      withdrawalReason
    }
    ... on ChatHistory {
      events {
        ...EventFields
      }
    }
  }
}
    fragment ParticipantFields on InteractionParticipant {
  participantId
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
    subscription FollowAgentStates($agentIds: [ID!], $skill: String, $sendCurrent: Boolean) {
  agentStateChanged(agentIds: $agentIds, skill: $skill, sendCurrent: $sendCurrent) {
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