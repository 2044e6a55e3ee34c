import type { TaskInitiationMethod, TaskType } from '../shared/task.ts';
import type { Caller } from '../../auth/index.ts';
import { forbidden } from '../../kernel/errors.ts';

export type TaskDirection = 'INBOUND' | 'OUTBOUND';
export type DeliveryProvider = 'SYMBEE' | 'AMAZON' | 'SMARTDIAL' | 'OTHER';

/** A work code that an agent chose. */
export interface WorkCodeRecord {
  readonly group: string;
  readonly groupDescription?: string;
  readonly name: string;
  readonly description?: string;
  readonly agentUsername?: string;
  readonly hasForeignAgent?: boolean;
  readonly skillQueueName?: string;
  readonly taskType?: TaskType;
  readonly taskTypeRaw?: string;
  readonly reportHierarchy?: readonly string[];
  readonly createdAt: Date;
}

/** The namespace of task ids: two companies or environments of a tenant can use the same id for different tasks. */
export interface Namespace {
  readonly companyId?: string;
  readonly environment?: string;
}

/**
 * The record of one task. Unknown values are absent: the events of a task arrive in any order, and only trace record events have a task
 * id.
 */
export interface TraceRecord extends Namespace {
  /** `interaction-<id>` for a live interaction. Another prefix for tasks from feeds, because either of their two ids can be missing. */
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
  /** Absent if the task never reached an agent. */
  readonly agentUsername?: string;
  /** True for a record that is derived from a contact of Amazon Connect. */
  readonly isFromContact?: boolean;
  /** True in the result of a read, if the user name is that of an agent of another company than the tenant's. */
  readonly hasForeignAgent?: boolean;
  /** Null if erased. */
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
  /** Durations in whole milliseconds, as measured by the source. They can differ from the times above. */
  readonly queuedDuration?: number;
  readonly activeDuration?: number;
  readonly parkedDuration?: number;
  readonly wrapDuration?: number;
  /** Stored for a live interaction. The work codes of a feed are separate events, and joined at read time. */
  readonly workCodes?: readonly WorkCodeRecord[];
  readonly interactionId?: string;
  /** The first of the times, and the sort key of lists. */
  readonly startAt?: Date;
  /** These fields are joined at read time, if selected. */
  readonly contact?: ContactRecord;
  readonly transfers?: readonly string[];
  readonly isTransferCycle?: boolean;
  readonly events?: readonly FeedEventRecord[];
}

/** One of the two ids of a task. */
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

/** A value of an event that cannot be read. */
export interface EventIssue {
  /** The path within the event. */
  readonly field: string;
  readonly reason: string;
}

/** A stored event. It is immutable, except for erasure. */
export interface FeedEventRecord extends Namespace {
  readonly eventId: string;
  readonly source: FeedSource;
  readonly activityType: FeedActivity;
  readonly at: Date;
  readonly receivedAt: Date;
  /** The place of the first arrival in the order of arrivals. */
  readonly arrival: string;
  readonly isAhead: boolean;
  /** The verbatim JSON text. Null if erased. */
  readonly text: string | null;
  /** Hashes of the customer's names, addresses and numbers. */
  readonly customers?: readonly string[];
  readonly erasedAt?: Date | null;
  /** The ids of the tasks, contacts and sessions in the event. */
  readonly about?: readonly string[];
  /** The values that cannot be read. The event is stored without them. */
  readonly issues?: readonly EventIssue[];
  /** The parsed content of a work code event, which saves parsing at read time. */
  readonly workCode?: WorkCodeRecord;
}

/** The newest state of a contact in Amazon Connect. */
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
  readonly hasForeignAgent?: boolean;
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

/** The machine-readable reason of a rejection. */
export type RejectionCode = 'UNREADABLE' | 'SWITCHED_OFF' | 'OTHER_COMPANY';

/** A rejected event. */
export interface DeadLetterRecord {
  readonly letterId: string;
  readonly source: FeedSource;
  readonly activityType?: string | null;
  readonly code: RejectionCode;
  readonly field?: string | null;
  readonly reason: string;
  /** Null if erased. */
  readonly text: string | null;
  /** Hashes of all values that can be a customer or the id of a task. */
  readonly names?: readonly string[];
  /** False for a record of a file that is not JSON. Otherwise absent. */
  readonly isJson?: false;
  readonly mended?: string | null;
  readonly status: DeadLetterStatus;
  readonly outcome?: IngestOutcome | null;
  readonly receivedAt: Date;
  readonly settledAt?: Date | null;
}

/** Feeds contain the work of agents, so customers do not see them, whatever their scopes. */
export const canSeeFeeds = ({ kind }: Pick<Caller, 'kind'>): boolean => kind !== 'customer';

/** @throws FORBIDDEN for a customer */
export function checkCanSeeFeeds(caller: Pick<Caller, 'kind'>): void {
  if (!canSeeFeeds(caller)) throw forbidden('Customers do not see feeds.');
}
