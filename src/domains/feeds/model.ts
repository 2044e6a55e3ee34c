import type { TaskInitiationMethod, TaskType } from '../shared/task.ts';

export type TaskDirection = 'INBOUND' | 'OUTBOUND';
export type DeliveryProvider = 'SYMBEE' | 'AMAZON' | 'SMARTDIAL' | 'OTHER';

/** A work code that an agent chose. */
export interface WorkCodeRecord {
  readonly group: string;
  readonly groupDescription?: string;
  readonly name: string;
  readonly description?: string;
  readonly agentUsername?: string;
  readonly skillQueueName?: string;
  readonly taskType?: TaskType;
  readonly taskTypeRaw?: string;
  readonly reportHierarchy?: readonly string[];
  readonly createdAt: Date;
}

/** Whose a task is: two companies of one tenant may give two tasks the same id. */
export interface Namespace {
  readonly companyId?: string;
  readonly environment?: string;
}

/**
 * What became of one task, as it is stored and as the graph reads it. What is not known is absent: what a feed has of a task comes in
 * any order, and only the trace record has a task id.
 */
export interface TraceRecord extends Namespace {
  /** Ours, since neither of the source's ids need be there: `interaction-<id>` for a live interaction, another prefix for a feed's task. */
  readonly recordId: string;
  readonly taskId?: string;
  readonly gatewayTaskId?: string;
  readonly taskType?: TaskType;
  readonly taskTypeRaw?: string;
  readonly initiationMethod?: TaskInitiationMethod;
  readonly initiationMethodRaw?: string;
  readonly direction?: TaskDirection;
  readonly deliveryProvider?: DeliveryProvider;
  readonly deliveryProviderRaw?: string;
  readonly platformId?: string;
  readonly originTaskId?: string;
  readonly originGatewayTaskId?: string;
  readonly gatewayWorkHandle?: string;
  readonly skillQueueName?: string;
  readonly reportHierarchy?: readonly string[];
  /** Absent for a task that never reached an agent. */
  readonly agentUsername?: string;
  /** Null once erased, as all that is. */
  readonly farEndAddress?: string | null;
  readonly nearEndAddress?: string;
  readonly transferredToAddress?: string | null;
  readonly mediaLocation?: string;
  readonly mediaLocationType?: string;
  readonly initiatedAt?: Date;
  readonly queuedAt?: Date;
  readonly assignedAt?: Date;
  readonly connectedAt?: Date;
  readonly wrapAt?: Date;
  readonly completedAt?: Date;
  /** JSON. */
  readonly attributes?: string | null;
  readonly erasedAt?: Date | null;
  readonly isAhead?: boolean;
  /** Whole milliseconds, each as it was measured: none is computed from the others. */
  readonly queuedDuration?: number;
  readonly activeDuration?: number;
  readonly parkedDuration?: number;
  readonly wrapDuration?: number;
  /** Of a live interaction; those of a feed are events of their own, and joined when they are read. */
  readonly workCodes?: readonly WorkCodeRecord[];
  readonly interactionId?: string;
  /** The first of its times: lists go by it. */
  readonly startAt?: Date;
  /** What other records say of it, where it was asked for. */
  readonly contact?: ContactRecord;
  readonly transfers?: readonly string[];
  readonly isTransferCycle?: boolean;
  readonly events?: readonly FeedEventRecord[];
}

/** How a task is asked for: by exactly one of its ids. */
export type TaskKey = { readonly taskId: string } | { readonly gatewayTaskId: string };

export type FeedSource = 'SYMBEE' | 'CONNECT_CONTACT' | 'CONNECT_AGENT';
export const feedActivities = [
  'INTERACTION_TRACE_RECORD',
  'WORK_CODES',
  'USER_USAGE',
  'EXTENDED_AGENT_EVENTS',
  'CHAT_TRANSCRIPT',
  'CONTACT_RECORD',
  'AGENT_EVENT',
] as const;
export type FeedActivity = (typeof feedActivities)[number];

/** An event as it came in. Once there it never changes, unless it is erased. */
export interface FeedEventRecord extends Namespace {
  readonly eventId: string;
  readonly source: FeedSource;
  readonly activityType: FeedActivity;
  readonly at: Date;
  readonly receivedAt: Date;
  readonly isAhead: boolean;
  /** To the letter. Null once erased. */
  readonly text: string | null;
  /** What it calls the customer by, hashed. */
  readonly customers?: readonly string[];
  readonly erasedAt?: Date | null;
  /** The ids of what it tells of. */
  readonly about?: readonly string[];
  /** What a work code says, so that it need not be parsed again each time that it is read. */
  readonly workCode?: WorkCodeRecord;
}

/** Amazon Connect's record of a contact, the newest that came. */
export interface ContactRecord {
  readonly contactId: string;
  readonly initialContactId?: string;
  readonly previousContactId?: string;
  readonly nextContactId?: string;
  readonly channel?: string;
  readonly initiationMethod?: string;
  readonly disconnectReason?: string;
  readonly initiatedAt?: Date;
  readonly connectedToSystemAt?: Date;
  readonly disconnectedAt?: Date;
  readonly lastUpdatedAt: Date;
  readonly queueName?: string;
  readonly enqueuedAt?: Date;
  readonly dequeuedAt?: Date;
  readonly queueDuration?: number;
  readonly agentUsername?: string;
  readonly connectedToAgentAt?: Date;
  readonly interactionDuration?: number;
  readonly holdDuration?: number;
  readonly holds?: number;
  readonly afterContactWorkDuration?: number;
  readonly customerAddress?: string | null;
  readonly systemAddress?: string;
  readonly transferredToAddress?: string | null;
  /** JSON. */
  readonly attributes?: string | null;
  readonly erasedAt?: Date | null;
}

export type DeadLetterStatus = 'WAITING' | 'TAKEN' | 'DISCARDED' | 'ERASED';
export type IngestOutcome = 'ADDED' | 'UPDATED' | 'DUPLICATE';

/** Why an event was not taken, for programs. */
export type RejectionCode = 'UNREADABLE' | 'SWITCHED_OFF' | 'OTHER_COMPANY';

/** An event that could not be taken. */
export interface DeadLetterRecord {
  readonly letterId: string;
  readonly source: FeedSource;
  readonly activityType?: string | null;
  /** Absent where an earlier version kept it: it could not be read. */
  readonly code?: RejectionCode | null;
  readonly field?: string | null;
  readonly reason: string;
  /** Null once erased. */
  readonly text: string | null;
  /** What it may call a customer or a task by, hashed. */
  readonly names?: readonly string[];
  /** Absent for an event: only what files have is ever no JSON. */
  readonly isJson?: false;
  readonly mended?: string | null;
  readonly status: DeadLetterStatus;
  readonly outcome?: IngestOutcome | null;
  readonly receivedAt: Date;
  readonly settledAt?: Date | null;
}
