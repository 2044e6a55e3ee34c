import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AgentRecord, AgentPage, AgentCountsRecord, AgentSessionRecord, AgentSessionPage, StateChangeRecord, StateChangePage, DisplayedTask } from '../domains/agents/records.ts';
import type { TranscriptPage, TranscriptRecord, ChatterRecord, TranscriptEntryRecord } from '../domains/transcripts/records.ts';
import type { CustomerRecord } from '../domains/customers/index.ts';
import type { StoredEngagement, EngagementPage, EngagementEdge as FoundEngagement, EngagementFacets as FacetCounts, EngagementPages as PageLocations, CartStatusAttribute as CartStatusAttributeRecord, CustomerInfoAttribute as CustomerInfoAttributeRecord, EngagementLine as EngagementLineRecord, EngagementVisitorInfo as EngagementVisitorInfoRecord, LeadAttribute as LeadAttributeRecord, MarketingCampaignInfoAttribute as MarketingCampaignInfoAttributeRecord, OtherSdeAttribute as OtherSdeAttributeRecord, PersonalInfoAttribute as PersonalInfoAttributeRecord, PurchaseAttribute as PurchaseAttributeRecord, SdeEvent as SdeEventRecord, ServiceActivityAttribute as ServiceActivityAttributeRecord, ViewedProductAttribute as ViewedProductAttributeRecord, VisitorErrorAttribute as VisitorErrorAttributeRecord } from '../domains/engagements/records.ts';
import type { FlowSummary as FlowSummaryRecord, FlowVariable as FlowVariableRecord, FlowVariableSet as FlowVariableSetRecord, FlowStepRecord, FlowState, FlowPage, PhotoOfFlow } from '../domains/flows/records.ts';
import type { InteractionState, InteractionPage, ParticipantRecord, EventRecord, EventPage, NotificationRecord, TypingRecord, InteractionOutcome } from '../domains/interactions/records.ts';
import type { TraceRecord, TraceRecordPage, ContactRecord, DeadLetterRecord, DeadLetterPage, ErasureReport, FeedEventRecord, EventTypeSettings, FeedEventPage, WorkCodeRecord } from '../domains/feeds/records.ts';
import type { RequestContext } from '../domains/shared/subgraph.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * An instant. Output is RFC 3339 in UTC with milliseconds (`2016-06-19T12:29:08.000Z`). Input is RFC 3339 with `Z` or an offset, written
   * `+hh:mm` or, as hybris writes it, `+hhmm`. Years are 0001 to 9999. Other input is BAD_USER_INPUT.
   */
  DateTime: { input: Date; output: Date; }
  /**
   * Any JSON value, as its source or client sent it. Numbers keep their text in both directions: 9007199254740993, 12.50, 1.0, -0 and 1e400 are
   * neither rounded nor rewritten. A client that parses the response with doubles, such as JavaScript's `JSON.parse`, rounds them itself.
   */
  JSON: { input: unknown; output: unknown; }
  /** A duration in whole milliseconds, 0 to 2^53-1, whatever unit its source uses. */
  Milliseconds: { input: number; output: number; }
};

/**
 * A person who handles interactions for the contact center. Any user name that a record mentions is an Agent, also if nobody registered it:
 * then `state` is UNKNOWN and `skills` is empty. An event of a feed registers the agent that it names. A user name identifies one agent in
 * the tenant, whatever company an event names.
 *
 * A caller without `agent.view` and `agent.manage` sees of other agents only the names. An agent always sees itself. Source: Symbee Connect,
 * and all records that name agents.
 */
export type Agent = Node & {
  /**
   * The task that the agent attends to: the interaction accepted last, or else the one offered last. If a feed determines the state, the
   * task in its event. Null if there is none.
   */
  readonly focusTask?: Maybe<FocusTask>;
  /**
   * Missing parts of a feed's history of the agent that overlap a time range, sorted by time. A gap is a place at which a change does not
   * continue the one before it. Gaps are computed from the known events, so a gap disappears when the missing event arrives. Changes of this
   * system have no gaps. Null if the caller may not see it.
   */
  readonly gaps?: Maybe<ReadonlyArray<AgentGap>>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** Maximum number of interactions at the same time. Default: 1. */
  readonly maxConcurrent: Scalars['Int']['output'];
  /** The name that customers see. Null if none is set. */
  readonly nickname?: Maybe<Scalars['String']['output']>;
  /**
   * All other interactions that the agent has or is offered here, in the order of their offers. Their state is PARKED. Feeds do not contain
   * parked tasks.
   */
  readonly parkedTasks: ReadonlyArray<FocusTask>;
  /**
   * The agent's position in the organization, from the top: `MidWest|Servicing` is `["MidWest", "Servicing"]`. The newest event or
   * registration that states a position sets it.
   */
  readonly reportHierarchy: ReadonlyArray<Scalars['String']['output']>;
  /**
   * The agent's sessions that overlap a time range, sorted by begin. Each session is complete, also beyond the range. Null if the caller may
   * not see it.
   */
  readonly sessions?: Maybe<AgentSessionConnection>;
  /**
   * The agent's skills, in alphabetical order. An agent is offered only interactions that need one of them or none. Empty for an agent that
   * is not registered.
   */
  readonly skills: ReadonlyArray<Scalars['String']['output']>;
  /**
   * The present state. If the agent has several interactions, the one that has progressed furthest determines the state. A registered agent
   * that has never signed in is LOGGED_OFF. UNKNOWN for an agent that is known from a feed without a state, and for callers that may not see
   * the agent. Fields with a state, its reason, its time or tasks follow the same visibility.
   *
   * An agent that is signed in here, or has an interaction here, has the state of this system. Any other agent has the newest change of this
   * system or of a feed, by the time of the change: the order of arrival has no effect. Of several changes of a feed at one instant, the
   * last one of their sequence counts.
   */
  readonly state: AgentState;
  /**
   * The changes of the agent's state in a time range, of this system and of feeds, sorted by time, oldest first. The first item is the
   * change that was in force at the start of the range, if there is one. Null if the caller may not see it.
   */
  readonly stateHistory?: Maybe<AgentStateChangeConnection>;
  /** The source's own word for the state, if a feed determines the state. Null for states of this system. */
  readonly stateRaw?: Maybe<Scalars['String']['output']>;
  /**
   * The reason that was given with the state: up to 256 characters. TIMEOUT for an agent that was signed out without a sign of life. Null
   * for a state that follows from the work.
   */
  readonly stateReason?: Maybe<Scalars['String']['output']>;
  /** Start of the state. For an agent that has never signed in, the time of its registration. Null if it is not known. */
  readonly stateSince?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The time that the agent spent in each state in a time range, by state and reason, sorted by them. States that begin before or end after
   * the range count with their part inside. A state that has not ended counts up to now. Gaps and the time before the first known change
   * count for no state. Otherwise the durations add up to the range. Null if the caller may not see it.
   */
  readonly stateTotals?: Maybe<ReadonlyArray<AgentStateTotal>>;
  /**
   * Number of interactions that the agent has or is offered: 0 to `maxConcurrent`, or more if `maxConcurrent` was lowered. If a feed
   * determines the state, the number of tasks in its event, or 0 if the event has none.
   */
  readonly taskCount: Scalars['Int']['output'];
  /** The agent's use of products that overlaps a time range, sorted by begin. Null if the caller may not see it. */
  readonly usage?: Maybe<ReadonlyArray<AgentUsage>>;
  /**
   * The name with which the agent signs in, unique in the tenant. LivePerson's agents without a login name have `liveperson:<account>:<agent
   * id>`.
   */
  readonly username: Scalars['ID']['output'];
};


/**
 * A person who handles interactions for the contact center. Any user name that a record mentions is an Agent, also if nobody registered it:
 * then `state` is UNKNOWN and `skills` is empty. An event of a feed registers the agent that it names. A user name identifies one agent in
 * the tenant, whatever company an event names.
 *
 * A caller without `agent.view` and `agent.manage` sees of other agents only the names. An agent always sees itself. Source: Symbee Connect,
 * and all records that name agents.
 */
export type AgentGapsArgs = {
  range: DateTimeRange;
};


/**
 * A person who handles interactions for the contact center. Any user name that a record mentions is an Agent, also if nobody registered it:
 * then `state` is UNKNOWN and `skills` is empty. An event of a feed registers the agent that it names. A user name identifies one agent in
 * the tenant, whatever company an event names.
 *
 * A caller without `agent.view` and `agent.manage` sees of other agents only the names. An agent always sees itself. Source: Symbee Connect,
 * and all records that name agents.
 */
export type AgentSessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  range: DateTimeRange;
};


/**
 * A person who handles interactions for the contact center. Any user name that a record mentions is an Agent, also if nobody registered it:
 * then `state` is UNKNOWN and `skills` is empty. An event of a feed registers the agent that it names. A user name identifies one agent in
 * the tenant, whatever company an event names.
 *
 * A caller without `agent.view` and `agent.manage` sees of other agents only the names. An agent always sees itself. Source: Symbee Connect,
 * and all records that name agents.
 */
export type AgentStateHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  range: DateTimeRange;
};


/**
 * A person who handles interactions for the contact center. Any user name that a record mentions is an Agent, also if nobody registered it:
 * then `state` is UNKNOWN and `skills` is empty. An event of a feed registers the agent that it names. A user name identifies one agent in
 * the tenant, whatever company an event names.
 *
 * A caller without `agent.view` and `agent.manage` sees of other agents only the names. An agent always sees itself. Source: Symbee Connect,
 * and all records that name agents.
 */
export type AgentStateTotalsArgs = {
  range: DateTimeRange;
};


/**
 * A person who handles interactions for the contact center. Any user name that a record mentions is an Agent, also if nobody registered it:
 * then `state` is UNKNOWN and `skills` is empty. An event of a feed registers the agent that it names. A user name identifies one agent in
 * the tenant, whatever company an event names.
 *
 * A caller without `agent.view` and `agent.manage` sees of other agents only the names. An agent always sees itself. Source: Symbee Connect,
 * and all records that name agents.
 */
export type AgentUsageArgs = {
  range: DateTimeRange;
};

/** A page of agents. */
export type AgentConnection = {
  /** The agents of this page with their cursors. */
  readonly edges: ReadonlyArray<AgentEdge>;
  /** The agents of this page. */
  readonly nodes: ReadonlyArray<Maybe<Agent>>;
  /** The position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Number of items in the whole list. Counted only if selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** The number of agents in a group. */
export type AgentCount = {
  /** Number of agents in the group. */
  readonly count: Scalars['Int']['output'];
  /** The node of the group, as names from the top. Null unless grouped by HIERARCHY. */
  readonly hierarchy?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The reason of the group. Null unless grouped by REASON, and for agents without a reason. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The skill of the group. Null unless grouped by SKILL. */
  readonly skill?: Maybe<Scalars['String']['output']>;
  /** The state of the group. Null unless grouped by STATE or REASON. */
  readonly state?: Maybe<AgentState>;
  /** The source's own word for the state, if `state` is OTHER. Null otherwise. */
  readonly stateRaw?: Maybe<Scalars['String']['output']>;
  /** Number of these agents in each state, in alphabetical order. */
  readonly states: ReadonlyArray<AgentStateCount>;
};

/** The number of agents, in groups. */
export type AgentCounts = {
  /** Time of the count, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The groups with at least one agent, in alphabetical order. A node of the organization comes before the nodes below it. */
  readonly groups: ReadonlyArray<AgentCount>;
  /** Number of all agents. Each agent counts once. */
  readonly total: Scalars['Int']['output'];
};

/** An agent in a page. */
export type AgentEdge = {
  /** Cursor of the agent, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The agent. */
  readonly node?: Maybe<Agent>;
};

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

/**
 * A missing part of a session: the previous state, reason and time in a change are not those of the change before it. Any number of lost
 * events in a row is one gap. Source: computed from the Current and Previous fields of Symbee Connect's extended agent events.
 */
export type AgentGap = {
  /** The last known state before the gap, which the next change should continue. Null if the sign-in is missing. */
  readonly expected?: Maybe<AgentStateAt>;
  /** The state that the next change continues. Null if the sign-out is missing. */
  readonly found?: Maybe<AgentStateAt>;
  /** Time of the last known change before the gap. Null if the sign-in is missing. */
  readonly from?: Maybe<Scalars['DateTime']['output']>;
  /** The id of the session. */
  readonly sessionId: Scalars['ID']['output'];
  /** First known time after the gap. If the sign-out is missing, the begin of the agent's next session. */
  readonly to: Scalars['DateTime']['output'];
};

/** The property by which agents are grouped. */
export type AgentGrouping =
  /** Groups by node of the organization. An agent counts for its own node and for all nodes above, an agent without a position for none. */
  | 'HIERARCHY'
  /** Groups by state and reason. */
  | 'REASON'
  /** Groups by skill. An agent with several skills counts in several groups, an agent without skills in none. */
  | 'SKILL'
  /** Groups by state. */
  | 'STATE';

/** An agent to register or to change. */
export type AgentInput = {
  /** Maximum number of interactions at the same time: 1 to 100. */
  readonly maxConcurrent?: InputMaybe<Scalars['Int']['input']>;
  /** The name that customers see: up to 256 characters. Null removes it. */
  readonly nickname?: InputMaybe<Scalars['String']['input']>;
  /** The agent's position in the organization, from the top: at most 20 names of 1 to 128 characters each. */
  readonly reportHierarchy?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** All skills, which replace the previous ones: at most 100 of 1 to 128 characters each. Duplicates are removed. */
  readonly skills?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The name with which the agent signs in: 1 to 256 characters. */
  readonly username: Scalars['ID']['input'];
};

/** A notification of the signed-in agent, about any interaction. */
export type AgentNotification = {
  /** Time of the notification, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The interaction at the time of the notification or later. Null if it cannot be read: the notification arrives all the same. */
  readonly interaction?: Maybe<Interaction>;
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
};

/** Outcome of an operation on an agent. */
export type AgentPayload = OperationPayload & {
  /** The agent after the operation. After a refusal, the agent as it is, or null. */
  readonly agent?: Maybe<Agent>;
  /** Path of the refused argument, for example `["to", "agentId"]`. Null on success, and if no single argument caused the refusal. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** `ok` on success, otherwise `error`. */
  readonly result: Scalars['String']['output'];
  /** Shortest delay before the next attempt. Given with RATE_LIMITED and BUSY. */
  readonly retryAfter?: Maybe<Scalars['Milliseconds']['output']>;
  /** The outcome of the operation. */
  readonly status: OperationStatus;
  /** The number of `status`. 0 means success. The numbers are stable. */
  readonly statusCode: Scalars['Int']['output'];
  /** The reason of a refusal, for people. Null on success. */
  readonly statusMessage?: Maybe<Scalars['String']['output']>;
};

/**
 * The period from an agent's sign-in to its sign-out. Source: the changes with one `AgentSessionId` of Symbee Connect's extended agent
 * events, or the changes of this system.
 */
export type AgentSession = {
  /** Start of the session. If the sign-in is missing, the earliest known time. */
  readonly begin: Scalars['DateTime']['output'];
  /** End of the session. Null if it has not ended, or if `ended` is LOST. */
  readonly end?: Maybe<Scalars['DateTime']['output']>;
  /** The way in which the session ended. Null if it has not ended. */
  readonly ended?: Maybe<AgentSessionEnd>;
  /** Missing parts of the session. Empty if there are none. */
  readonly gaps: ReadonlyArray<AgentGap>;
  /**
   * The id of the session, as in `AgentStateChange.sessionId`. If the feed has no ids of sessions, the id of the event with which the session
   * begins.
   */
  readonly sessionId: Scalars['ID']['output'];
  /**
   * The time in each state, by state and reason. The durations add up to the session without its gaps. A session that has not ended counts
   * up to now. A session whose end is lost counts up to its last change.
   */
  readonly totals: ReadonlyArray<AgentStateTotal>;
  /** The agent's use of products during the session, joined by user name and time. */
  readonly usage: ReadonlyArray<AgentUsage>;
};

/** A page of an agent's sessions. */
export type AgentSessionConnection = {
  /** The sessions of this page with their cursors. */
  readonly edges: ReadonlyArray<AgentSessionEdge>;
  /** The sessions of this page. */
  readonly nodes: ReadonlyArray<AgentSession>;
  /** The position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Number of items in the whole list. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A session in a page. */
export type AgentSessionEdge = {
  /** Cursor of the session, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The session. */
  readonly node: AgentSession;
};

/** The way in which an agent's session ended. */
export type AgentSessionEnd =
  /** The agent signed out, or a caller with `agent.manage` signed it out. */
  | 'LOGOUT'
  /** No event reports the end, but a later session of the agent has begun. */
  | 'LOST'
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

/** A state of an agent and its start. */
export type AgentStateAt = {
  /** Start of the state. Null if it is not known. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** The reason. Null if none was given. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The state. */
  readonly state: AgentState;
  /** The source's own word for the state. */
  readonly stateRaw?: Maybe<Scalars['String']['output']>;
};

/**
 * A change of an agent's state. It is the same object in histories, in subscriptions and through `Query.node`. It is visible with
 * `agent.view` or `agent.manage`, and to the agent itself. The times in all states of a session add up to the session. Source: Symbee
 * Connect's extended agent events, and this system.
 */
export type AgentStateChange = Node & {
  /** The agent. */
  readonly agent?: Maybe<Agent>;
  /** Time of the change, by the server's clock or according to the feed. `AgentStateChangeEdge.at` is the time within the range of a history. */
  readonly at: Scalars['DateTime']['output'];
  /** The state after the change. */
  readonly currentState: AgentState;
  /** The source's own word for the state. Null for changes of this system. */
  readonly currentStateRaw?: Maybe<Scalars['String']['output']>;
  /** The reason of the state, as in `Agent.stateReason`. */
  readonly currentStateReason?: Maybe<Scalars['String']['output']>;
  /** The type of the change. */
  readonly eventType: AgentEventType;
  /** The source's own word for the type. Null for changes of this system. */
  readonly eventTypeRaw?: Maybe<Scalars['String']['output']>;
  /** The task that the agent attended to after the change. Null if there was none. */
  readonly focusTask?: Maybe<FocusTask>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** Whether the time of a feed's change was ahead of this server's clock on arrival. False for changes of this system. */
  readonly isAhead: Scalars['Boolean']['output'];
  /**
   * Whether a feed's change did not affect the present state on arrival: a newer change of the agent was known, or its time was more than a
   * day ahead. Stored with the change, so it never changes. False for changes of this system.
   */
  readonly isLate: Scalars['Boolean']['output'];
  /** The task that the agent attended to before the change. Null for changes of this system, and if there was none. */
  readonly previousFocusTask?: Maybe<FocusTask>;
  /** The state before the change. Null if it is not known. */
  readonly previousState?: Maybe<AgentState>;
  /** Start of the previous state. Null for the agent's first change, and if the feed does not contain it. */
  readonly previousStateAt?: Maybe<Scalars['DateTime']['output']>;
  /** Duration of the previous state, as measured by the source. Null for the agent's first change, and if the feed does not contain it. */
  readonly previousStateDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /** The source's own word for the previous state. Null for changes of this system. */
  readonly previousStateRaw?: Maybe<Scalars['String']['output']>;
  /** The reason of the previous state. Null if none was given. */
  readonly previousStateReason?: Maybe<Scalars['String']['output']>;
  /** Number of tasks before the change. Null for changes of this system, and if the feed does not contain it. */
  readonly previousTaskCount?: Maybe<Scalars['Int']['output']>;
  /** The id of the session. Each sign-in begins a new one. Null for a change of a signed-out agent, and if the feed does not contain it. */
  readonly sessionId?: Maybe<Scalars['ID']['output']>;
  /** Number of interactions that the agent had or was offered after the change. Null if the feed does not contain it. */
  readonly taskCount?: Maybe<Scalars['Int']['output']>;
};

/** A page of changes of an agent's state. */
export type AgentStateChangeConnection = {
  /** The changes of this page with their cursors. */
  readonly edges: ReadonlyArray<AgentStateChangeEdge>;
  /** The changes of this page. */
  readonly nodes: ReadonlyArray<Maybe<AgentStateChange>>;
  /** The position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Number of items in the whole list. Counted only if selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A change of an agent's state in a page. */
export type AgentStateChangeEdge = {
  /**
   * Time of the change within the range of the history: the start of the range for the change that was in force then, otherwise the time of
   * the change.
   */
  readonly at: Scalars['DateTime']['output'];
  /** Cursor of the change, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The change. */
  readonly node?: Maybe<AgentStateChange>;
};

/** The number of agents of a group in one state. */
export type AgentStateCount = {
  /** Number of agents. */
  readonly count: Scalars['Int']['output'];
  /** The state. */
  readonly state: AgentState;
  /** The source's own word for the state, if `state` is OTHER. Null otherwise. */
  readonly stateRaw?: Maybe<Scalars['String']['output']>;
};

/** The time that an agent spent in one state for one reason. Source: computed from the state changes. */
export type AgentStateTotal = {
  /** Number of changes that led to the state, including the one in force at the start. */
  readonly count: Scalars['Int']['output'];
  /** Total time in the state. */
  readonly duration: Scalars['Milliseconds']['output'];
  /** The reason. Null if none was given. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The state. */
  readonly state: AgentState;
  /** The source's own word for the state. Null for states of this system. */
  readonly stateRaw?: Maybe<Scalars['String']['output']>;
};

/**
 * A period in which an agent used a product. It ends when the source reports the end, or after a time without an event: USAGE_EXPIRY_MS, by
 * default 30 minutes. Source: Symbee Connect, User Usage Events.
 */
export type AgentUsage = {
  /** Start of the use. If the BEGIN event is missing, the time of the first event. Source: `UsageEntryTime` of BEGIN. */
  readonly begin: Scalars['DateTime']['output'];
  /** End of the use. If the END event is missing, the time of the last event. Null if the use has not ended. */
  readonly end?: Maybe<Scalars['DateTime']['output']>;
  /** The way in which the use ended. Null if it has not ended. */
  readonly ended?: Maybe<AgentUsageEnd>;
  /** Whether the source reported the start. False means that the BEGIN event is missing. */
  readonly hasBegin: Scalars['Boolean']['output'];
  /** Time of the last event. Source: `UsageEntryTime`. */
  readonly lastSign: Scalars['DateTime']['output'];
  /** The product for which the use is metered. Null if none was named. Source: `ProductId`. */
  readonly productId?: Maybe<Scalars['ID']['output']>;
};

/** The way in which the use of a product ended. */
export type AgentUsageEnd =
  /** The source reported the end. Source: END. */
  | 'END'
  /** No event arrived within the limit. */
  | 'EXPIRED'
  /** A new use of the product began without a reported end. */
  | 'LOST';

/** A group of the Meaningful Conversation Score. Source: `info.alertedMCS` and `info.mcs`. */
export type AlertedMcs =
  /** The visitor seems dissatisfied. The source's -1. */
  | 'NEGATIVE'
  /** The visitor seems neither satisfied nor dissatisfied. The source's 0. */
  | 'NEUTRAL'
  /** The visitor seems satisfied. The source's 1. */
  | 'POSITIVE';

/** The attached data of the interaction changed. Hidden from customers. */
export type AttachedDataChanged = InteractionEvent & Node & {
  /** Time of the event, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** All attached data after the change. */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** The `participantId` of the participant that caused the event. Null for an event that the system caused. */
  readonly by?: Maybe<Scalars['ID']['output']>;
  /** The opaque id of the event, at which a subscription or a page continues. */
  readonly eventId: Scalars['ID']['output'];
  /** The global id of the event. `node` returns the event to each caller that may see it in `Interaction.events`. */
  readonly id: Scalars['ID']['output'];
  /** The interaction as it is now. Null if the caller may no longer see it. */
  readonly interaction?: Maybe<Interaction>;
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
  /** The sequence number of the event in its interaction. It strictly increases. Events that the caller may not see have numbers too. */
  readonly sequence: Scalars['Int']['output'];
};

/** A make of browser. The source's list is open, so later versions may add values. Source: `visitorInfo.browserType`. */
export type BrowserType =
  /** Google Chrome. */
  | 'CHROME'
  /** Microsoft Edge. */
  | 'EDGE'
  /** Mozilla Firefox. */
  | 'FIREFOX'
  /** Opera. */
  | 'OPERA'
  /** A make that this enum does not have. `browserTypeRaw` contains the source's word. Not allowed in input. */
  | 'OTHER'
  /** Apple Safari. */
  | 'SAFARI';

/** A prepared text that an agent sent. Source: `transcript.lines[].cannedAnswerType`, whose sign shows whether the text was edited. */
export type CannedAnswer = {
  /** The id of the prepared text, without the sign. */
  readonly cannedAnswerId: Scalars['ID']['output'];
  /** Whether the agent edited the text before sending it. */
  readonly changed: Scalars['Boolean']['output'];
};

/** The content of the visitor's cart. Source: `cartStatus`. */
export type CartStatusAttribute = {
  /** The currency, if the website reports one. Source: `currency`. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** The number of items. Source: `numItems`. */
  readonly numItems?: Maybe<Scalars['String']['output']>;
  /** The products. Source: `products`. */
  readonly products: ReadonlyArray<SdeProduct>;
  /** The total price. Source: `total`. */
  readonly total?: Maybe<Scalars['String']['output']>;
};

/** The history of a chat: after an accept, all events up to the accept; after `requestChatHistory`, the requested events. */
export type ChatHistory = AgentNotification & {
  /** Time of the accept or the request, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The events that the agent may see, oldest first and without gaps. At most 10,000. */
  readonly events: ReadonlyArray<Maybe<InteractionEvent>>;
  /** The interaction at the time of the notification or later. Null if it cannot be read: the notification arrives all the same. */
  readonly interaction?: Maybe<Interaction>;
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
};

/** A message. Messages for AGENTS are hidden from customers. */
export type ChatMessage = InteractionEvent & Node & {
  /** Time of the event, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The `participantId` of the participant that caused the event. Null for an event that the system caused. */
  readonly by?: Maybe<Scalars['ID']['output']>;
  /** The sender's own id of the message. Null if none was given. */
  readonly clientMessageId?: Maybe<Scalars['ID']['output']>;
  /** The opaque id of the event, at which a subscription or a page continues. */
  readonly eventId: Scalars['ID']['output'];
  /** The global id of the event. `node` returns the event to each caller that may see it in `Interaction.events`. */
  readonly id: Scalars['ID']['output'];
  /** The interaction as it is now. Null if the caller may no longer see it. */
  readonly interaction?: Maybe<Interaction>;
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
  /** The name that the chat shows for the sender. Null if none was given, and after an erasure. */
  readonly nickname?: Maybe<Scalars['String']['output']>;
  /** The role of the sender. */
  readonly role?: Maybe<ParticipantRole>;
  /** The sequence number of the event in its interaction. It strictly increases. Events that the caller may not see have numbers too. */
  readonly sequence: Scalars['Int']['output'];
  /** The text, unchanged. Null after an erasure. */
  readonly text?: Maybe<Scalars['String']['output']>;
  /** The audience of the message. */
  readonly visibility: Visibility;
};

/** A page of messages. */
export type ChatMessageConnection = {
  /** The messages of this page with their cursors. */
  readonly edges: ReadonlyArray<ChatMessageEdge>;
  /** The messages of this page. An entry is null if it cannot be read. */
  readonly nodes: ReadonlyArray<Maybe<ChatMessage>>;
  /** The position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Number of items in the whole list. Counted only if selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A message in a page. */
export type ChatMessageEdge = {
  /** Cursor of the message, for `after` and `before`. It is the `eventId`. */
  readonly cursor: Scalars['String']['output'];
  /** The message. Null if it cannot be read. */
  readonly node?: Maybe<ChatMessage>;
};

/**
 * The messages of a chat, its participants and its times. A chat is between a customer and an agent, or between customers. Source: hybris
 * Interaction Recording, where a transcript is one item of a recording. A completed live chat also becomes a transcript.
 */
export type ChatTranscript = Node & {
  /** The participants with their displayed names. An id in `chatterIds` may have no entry here. */
  readonly chatterDetails: ReadonlyArray<Chatter>;
  /**
   * The ids of the participants, in the source's order. An id is any text, also an e-mail address. For a live chat, each participant once,
   * in the order of joining: an agent's user name or a customer's id.
   */
  readonly chatterIds: ReadonlyArray<Scalars['ID']['output']>;
  /**
   * The person who saved the transcript, often the agent. Each message has its own author. For a live chat, the agent who completed it, or
   * the customer if no agent ever had it.
   */
  readonly createdBy: Scalars['ID']['output'];
  /** End of the chat. Null if the source does not contain it. */
  readonly endAt?: Maybe<Scalars['DateTime']['output']>;
  /** The engagement of the chat. Null if the record names none, or one that does not exist. */
  readonly engagement?: Maybe<Engagement>;
  /** Time at which the personal text was erased. Null if it was not. */
  readonly erasedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The live interaction that the transcript records. Null if it has another origin, or if the caller may not see the interaction. */
  readonly interaction?: Maybe<Interaction>;
  /** Times and version of the stored record. */
  readonly metadata: RecordMetadata;
  /** Start of the chat. Messages may be earlier, as in the source's own example. */
  readonly startAt: Scalars['DateTime']['output'];
  /**
   * The messages, in the order in which they were given. For a live chat, at most the first 10,000 messages and 4 MiB of text:
   * `interaction.messages` has all.
   */
  readonly transcript: ReadonlyArray<TranscriptEntry>;
  /** The transcript's own id: 24 hexadecimal digits. The server generates it, unless an imported record has one. */
  readonly transcriptId: Scalars['ID']['output'];
};

/** A page of chat transcripts. */
export type ChatTranscriptConnection = {
  /** The transcripts of this page with their cursors. */
  readonly edges: ReadonlyArray<ChatTranscriptEdge>;
  /** The transcripts of this page. */
  readonly nodes: ReadonlyArray<Maybe<ChatTranscript>>;
  /** The position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Number of items in the whole list. Counted only if selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A chat transcript in a page. */
export type ChatTranscriptEdge = {
  /** Cursor of the transcript, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The transcript. */
  readonly node?: Maybe<ChatTranscript>;
};

/** Outcome of an operation on a chat transcript. */
export type ChatTranscriptPayload = OperationPayload & {
  /**
   * The created transcript, also for callers that cannot read it again. Null after a deletion, and after a refusal.
   *
   * Needs the scope `hybris.interactionrecording_manage` or `hybris.interactionrecording_view`.
   */
  readonly chatTranscript?: Maybe<ChatTranscript>;
  /** The global id of the deleted transcript. Null if nothing was deleted. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Path of the refused argument, for example `["to", "agentId"]`. Null on success, and if no single argument caused the refusal. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** `ok` on success, otherwise `error`. */
  readonly result: Scalars['String']['output'];
  /** Shortest delay before the next attempt. Given with RATE_LIMITED and BUSY. */
  readonly retryAfter?: Maybe<Scalars['Milliseconds']['output']>;
  /** The outcome of the operation. */
  readonly status: OperationStatus;
  /** The number of `status`. 0 means success. The numbers are stable. */
  readonly statusCode: Scalars['Int']['output'];
  /** The reason of a refusal, for people. Null on success. */
  readonly statusMessage?: Maybe<Scalars['String']['output']>;
};

/** A participant of a chat. Source: hybris's `chatterDetails`. */
export type Chatter = {
  /**
   * The registered agent with this id as its user name. Null for a customer, and if no such agent is registered.
   *
   * Null to customers.
   */
  readonly agent?: Maybe<Agent>;
  /** The participant's id, as the source has it. */
  readonly chatterId: Scalars['ID']['output'];
  /** The displayed name of the participant. Null if the source does not contain it, and after erasure. */
  readonly defaultAlias?: Maybe<Scalars['String']['output']>;
};

/** A participant of a chat. */
export type ChatterInput = {
  /** The participant's id: 1 to 512 characters. */
  readonly chatterId: Scalars['ID']['input'];
  /** The displayed name of the participant: up to 1,000 characters. */
  readonly defaultAlias?: InputMaybe<Scalars['String']['input']>;
};

/** The reason for which a co-browse session ended. Source: `coBrowseSessions.coBrowseSessionsList[].endReason`. */
export type CoBrowseEndReason =
  /** The agent ended it. */
  | 'AGENT'
  /** A reason that this enum does not have. `endReasonRaw` contains the source's word. Not allowed in input. */
  | 'OTHER'
  /** The server ended it. */
  | 'SERVER'
  /** Nothing happened for too long. */
  | 'TIMEOUT'
  /** Not known to the source, whose word is `UNKOWN`. */
  | 'UNKNOWN'
  /** The visitor ended it. */
  | 'VISITOR';

/** A session in which agent and visitor viewed the visitor's page together. Source: `coBrowseSessions.coBrowseSessionsList[]`. */
export type CoBrowseSession = {
  /** Duration according to the source, which can differ from the time between start and end. Source: `duration`, in milliseconds. */
  readonly duration?: Maybe<Scalars['Milliseconds']['output']>;
  /** The reason for which the session ended. Source: `endReason`. */
  readonly endReason?: Maybe<CoBrowseEndReason>;
  /** The source's word for `endReason`. For UNKNOWN it is `UNKOWN`. */
  readonly endReasonRaw?: Maybe<Scalars['String']['output']>;
  /** End of the session. Source: `endTimeL`, else `endTime`. */
  readonly endTime?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the agent could act on the page, in addition to viewing it. Source: `interactive`. */
  readonly interactive?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Time at which the agent could first act on the page. May be outside the session. Null if the agent never could. Source:
   * `interactiveTimeL`, else `interactiveTime`.
   */
  readonly interactiveTime?: Maybe<Scalars['DateTime']['output']>;
  /** The id of the session. Source: `sessionId`. */
  readonly sessionId?: Maybe<Scalars['ID']['output']>;
  /** Start of the session. Source: `startTimeL`, else `startTime`. */
  readonly startTime?: Maybe<Scalars['DateTime']['output']>;
};

/**
 * Amazon Connect's record of a contact, in its newest form by `LastUpdateTimestamp`, in any order of arrival. Every contact that Amazon
 * Connect delivers has one, with or without an agent. Source: Amazon Connect, contact records.
 */
export type ConnectContact = {
  /** Duration of the work after the contact. The source counts seconds. Source: `Agent.AfterContactWorkDuration`. */
  readonly afterContactWorkDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /** The agent of the contact. Null if the task is of another company than those of the tenant's agents. Source: `Agent.Username`. */
  readonly agent?: Maybe<Agent>;
  /** The user name of the agent as the source states it. Source: `Agent.Username`. */
  readonly agentUsername?: Maybe<Scalars['String']['output']>;
  /**
   * Attributes that flows and agents have set, by name. Personal data of up to 32 KiB. Null after erasure. Source: `Attributes`.
   *
   * Needs the scope `feed.personal`.
   */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** The channel, for example `VOICE`, `CHAT`, `TASK`, `EMAIL`. Source: `Channel`. */
  readonly channel?: Maybe<Scalars['String']['output']>;
  /** Time at which the agent was connected. Source: `Agent.ConnectedToAgentTimestamp`. */
  readonly connectedToAgentAt?: Maybe<Scalars['DateTime']['output']>;
  /** Time at which the customer was connected to Amazon Connect. Source: `ConnectedToSystemTimestamp`. */
  readonly connectedToSystemAt?: Maybe<Scalars['DateTime']['output']>;
  /** The contact's id, which is a trace record's `gatewayTaskId`. Source: `ContactId`. */
  readonly contactId: Scalars['ID']['output'];
  /**
   * The customer's number or address. Personal data. Null after erasure. Source: `CustomerEndpoint.Address`.
   *
   * Needs the scope `feed.personal`.
   */
  readonly customerAddress?: Maybe<Scalars['String']['output']>;
  /** Time at which the contact left that queue. Source: `Queue.DequeueTimestamp`. */
  readonly dequeuedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The reason of the end, for example `CUSTOMER_DISCONNECT`. Source: `DisconnectReason`. */
  readonly disconnectReason?: Maybe<Scalars['String']['output']>;
  /** Time at which the customer's side ended. Source: `DisconnectTimestamp`. */
  readonly disconnectedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Time at which the contact entered that queue. Source: `Queue.EnqueueTimestamp`. */
  readonly enqueuedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Time for which the customer was on hold. The source counts seconds. Source: `Agent.CustomerHoldDuration`. */
  readonly holdDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /** Number of holds. Source: `Agent.NumberOfHolds`. */
  readonly holds?: Maybe<Scalars['Int']['output']>;
  /** The first contact of the chain. Null if this is the first. Source: `InitialContactId`. */
  readonly initialContactId?: Maybe<Scalars['ID']['output']>;
  /** Time of the start. Source: `InitiationTimestamp`. */
  readonly initiatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The way in which the contact began, for example `INBOUND`, `OUTBOUND`, `TRANSFER`, `CALLBACK`, `API`. Source: `InitiationMethod`. */
  readonly initiationMethod?: Maybe<Scalars['String']['output']>;
  /** Time for which the agent and the customer were connected, without holds. The source counts seconds. Source: `Agent.AgentInteractionDuration`. */
  readonly interactionDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /** Time of the record's last change at Amazon Connect. Source: `LastUpdateTimestamp`. */
  readonly lastUpdatedAt: Scalars['DateTime']['output'];
  /** The contact after this one. Source: `NextContactId`. */
  readonly nextContactId?: Maybe<Scalars['ID']['output']>;
  /** The contact before this one, for example before a transfer. Source: `PreviousContactId`. */
  readonly previousContactId?: Maybe<Scalars['ID']['output']>;
  /** Time in that queue. The source counts seconds. Source: `Queue.Duration`. */
  readonly queueDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /** The name of the last queue. Source: `Queue.Name`. */
  readonly queueName?: Maybe<Scalars['String']['output']>;
  /** The contact center's number or address. Source: `SystemEndpoint.Address`. */
  readonly systemAddress?: Maybe<Scalars['String']['output']>;
  /**
   * The target of a transfer. May be personal data. Null after erasure. Source: `TransferredToEndpoint.Address`.
   *
   * Needs the scope `feed.personal`.
   */
  readonly transferredToAddress?: Maybe<Scalars['String']['output']>;
};

/** A chat transcript to store. The server generates its id. */
export type CreateChatTranscriptInput = {
  /** The participants with their displayed names: at most 100. May be empty. */
  readonly chatterDetails: ReadonlyArray<ChatterInput>;
  /** The ids of the participants: 1 to 100 ids of 1 to 512 characters each. */
  readonly chatterIds: ReadonlyArray<Scalars['ID']['input']>;
  /** The person who saves the transcript: 1 to 512 characters. */
  readonly createdBy: Scalars['ID']['input'];
  /** End of the chat. Not before `startAt`. */
  readonly endAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The engagement of the chat, if any: its own id or its global id. */
  readonly engagementId?: InputMaybe<Scalars['ID']['input']>;
  /**
   * Makes a retry safe: 1 to 512 characters, valid as long as the transcript exists. A second create of the same caller with this key
   * returns the first transcript and stores nothing. Other content is refused with IDEMPOTENCY_CONFLICT.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** Start of the chat. */
  readonly startAt: Scalars['DateTime']['input'];
  /**
   * The messages, in order: at most 10,000. May be empty. A request has at most 4 MiB over HTTP (setting MAX_BULK_BODY_BYTES), and 256 KiB over
   * a WebSocket (setting MAX_WS_PAYLOAD_BYTES).
   */
  readonly transcript: ReadonlyArray<TranscriptEntryInput>;
};

/**
 * A person whom the contact center serves, identified by the company's own id. Switchboard stores no other data on customers. Subgraphs of
 * the company add their fields: a CRM joins with `type Customer @key(fields: "accountCustomerId")`. Null for customers, and for callers
 * without `customer.view`, `chat.agent` and `interaction.agent`.
 */
export type Customer = Node & {
  /** The company's own id of this person: up to 512 characters. */
  readonly accountCustomerId?: Maybe<Scalars['ID']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
};

/** The company's data on the customer. Any field can be null. Source: `customerInfo.customerInfo`. */
export type CustomerInfoAttribute = {
  /** The name of the customer's account. Source: `accountName`. */
  readonly accountName?: Maybe<Scalars['String']['output']>;
  /** The account balance. Negative for a debt. Source: `balance`. */
  readonly balance?: Maybe<Scalars['String']['output']>;
  /** The branch of the customer's company. Source: `companyBranch`. */
  readonly companyBranch?: Maybe<Scalars['String']['output']>;
  /** The size of the customer's company. Source: `companySize`. */
  readonly companySize?: Maybe<Scalars['String']['output']>;
  /** The currency of the balance. Source: `currency`. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** The company's own id of the customer. Source: `customerId`. */
  readonly customerId?: Maybe<Scalars['ID']['output']>;
  /** The customer's status in the company's words: `cancelled`. Source: `customerStatus`. */
  readonly customerStatus?: Maybe<Scalars['String']['output']>;
  /** The customer's type in the company's words: `vip`. Source: `customerType`. */
  readonly customerType?: Maybe<Scalars['String']['output']>;
  /** The number of the customer's mobile device. Source: `imei`. */
  readonly imei?: Maybe<Scalars['ID']['output']>;
  /** Date of the customer's last payment. Source: `lastPaymentDate`. */
  readonly lastPaymentDate?: Maybe<SdeDate>;
  /** Date of the customer's registration. Source: `registrationDate`. */
  readonly registrationDate?: Maybe<SdeDate>;
  /** The customer's role. Source: `role`. */
  readonly role?: Maybe<Scalars['String']['output']>;
  /** The customer's id in a social network. Source: `socialId`. */
  readonly socialId?: Maybe<Scalars['ID']['output']>;
  /** The number of the store. Source: `storeNumber`. */
  readonly storeNumber?: Maybe<Scalars['String']['output']>;
  /** The postal code of the store. Source: `storeZipCode`. */
  readonly storeZipCode?: Maybe<Scalars['String']['output']>;
  /** The customer's user name at the company. Source: `userName`. */
  readonly userName?: Maybe<Scalars['String']['output']>;
};

/** A time range. `from` is inclusive, `to` is exclusive. `from` later than `to` is BAD_USER_INPUT. */
export type DateTimeRange = {
  /** The first instant of the range. */
  readonly from: Scalars['DateTime']['input'];
  /** The first instant after the range. */
  readonly to: Scalars['DateTime']['input'];
};

/** A rejected event, stored until it is mended, replayed or discarded. */
export type DeadLetter = Node & {
  /** The `ActivityType` as the event states it. Null if it states none. */
  readonly activityType?: Maybe<Scalars['String']['output']>;
  /** The reason of the rejection, for programs. */
  readonly code: RejectCode;
  /**
   * The event as it arrived. May contain personal data. Null if it is not JSON (`text` has it), and after erasure.
   *
   * Needs the scope `feed.personal` or `feed.ingest`.
   */
  readonly event?: Maybe<Scalars['JSON']['output']>;
  /** The path of the invalid value within the event. Null if the whole event is invalid. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** The global id. It is derived from the content of the event: a repeated event is the same dead letter. */
  readonly id: Scalars['ID']['output'];
  /**
   * The mended event. May contain personal data. Null if the event was not mended, and after erasure.
   *
   * Needs the scope `feed.personal` or `feed.ingest`.
   */
  readonly mended?: Maybe<Scalars['JSON']['output']>;
  /** The result of the event after it was stored. Null until then. */
  readonly outcome?: Maybe<IngestOutcome>;
  /** The reason of the rejection, for people. */
  readonly reason: Scalars['String']['output'];
  /** Time of the first arrival, by the server's clock. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Time at which the dead letter was taken, discarded or erased. Null while it waits. */
  readonly settledAt?: Maybe<Scalars['DateTime']['output']>;
  /** The source of the event. */
  readonly source: FeedSource;
  /** The state of the dead letter. */
  readonly status: DeadLetterStatus;
  /**
   * The verbatim text of the event. May contain personal data. Null after erasure.
   *
   * Needs the scope `feed.personal` or `feed.ingest`.
   */
  readonly text?: Maybe<Scalars['String']['output']>;
};

/** A page of dead letters. */
export type DeadLetterConnection = {
  /** The dead letters of this page with their cursors. */
  readonly edges: ReadonlyArray<DeadLetterEdge>;
  /** The dead letters of this page. */
  readonly nodes: ReadonlyArray<Maybe<DeadLetter>>;
  /** The position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Number of dead letters in the whole list. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A dead letter in a page. */
export type DeadLetterEdge = {
  /** The position of the dead letter in the list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The dead letter. */
  readonly node?: Maybe<DeadLetter>;
};

/** The state of a dead letter. */
export type DeadLetterStatus =
  /** The dead letter was discarded. */
  | 'DISCARDED'
  /** The event was erased (`eraseFeedData`). */
  | 'ERASED'
  /** The event was stored after it was mended or replayed. */
  | 'TAKEN'
  /** The dead letter waits. */
  | 'WAITING';

/** The system that queued, routed and delivered a task. Source: Symbee Connect's `DeliveryProvider`. */
export type DeliveryProvider =
  /** Amazon Connect. */
  | 'AMAZON'
  /** A value of the source that this list does not have. */
  | 'OTHER'
  /** Enghouse SmartDial, a dialer. */
  | 'SMARTDIAL'
  /** Symbee Connect itself. */
  | 'SYMBEE';

/** A kind of device. Source: `visitorInfo.device`. */
export type DeviceType =
  /** A computer. */
  | 'DESKTOP'
  /** A phone. */
  | 'MOBILE'
  /** Not known to the source. */
  | 'NA'
  /** A kind that this enum does not have. `deviceRaw` contains the source's word. Not allowed in input. */
  | 'OTHER'
  /** A tablet. */
  | 'TABLET';

/** A range of durations. Both ends are inclusive. `from` greater than `to` is BAD_USER_INPUT. */
export type DurationRange = {
  /** The shortest duration of the range. */
  readonly from: Scalars['Milliseconds']['input'];
  /** The longest duration of the range. */
  readonly to: Scalars['Milliseconds']['input'];
};

/**
 * A conversation between a visitor of a website and the contact center, from the visitor's request to the closed window, with all data
 * around it: agent, skill, messages, campaign, and the website's reports on the visitor. Each part of a transferred conversation is an
 * engagement of its own. A completed live interaction is one engagement, also after transfers.
 *
 * Source: LivePerson's engagement history. In each description, the path after "Source:" is the path in the source's record. The path after
 * "Messaging:" is the path in the source's newer history of messaging conversations, which can last for days, for fields with the same
 * meaning. Null means that the source does not contain the value, that it was erased, or that the caller may not see it. A text can also be
 * empty, if the source sent it so. If the source has a time in milliseconds and as text, the milliseconds take precedence. The source's
 * texts "undefined" and "null", and times before 1970 such as -1, are null. Messages are never changed.
 */
export type Engagement = Node & {
  /**
   * The agent, by login name. An agent without one is `liveperson:<account>:<agent id>`. Null if no agent took the conversation. Source:
   * `info.agentLoginName`, else `info.accountId` and `info.agentId`. Messaging: the latest agent.
   *
   * Null to customers.
   */
  readonly agent?: Maybe<Agent>;
  /** The campaign that offered the conversation to the visitor. Source: `campaign`. */
  readonly campaign?: Maybe<EngagementCampaign>;
  /** Sessions in which agent and visitor viewed the visitor's page together. Source: `coBrowseSessions.coBrowseSessionsList`. */
  readonly coBrowseSessions: ReadonlyArray<CoBrowseSession>;
  /**
   * The customer: the id in the first report of the kind CUSTOMER_INFO. For a live interaction, the id of the customer's token. Null if no
   * id is known.
   *
   * Null to customers.
   */
  readonly customer?: Maybe<Customer>;
  /**
   * Time from the connection with an agent to the closed window. The source counts whole seconds. Can be 0, for example if no agent was
   * connected. If the source does not contain it, the time from start to end. Source: `info.duration`. Messaging: the same in milliseconds,
   * from the first message on. For an open conversation, up to the export from the source.
   */
  readonly duration: Scalars['Milliseconds']['output'];
  /**
   * End of the conversation. Null if the source does not contain it, and while the conversation is open. Source: `info.endTimeL`, else
   * `info.endTime`. Messaging: these, else `info.conversationEndTimeL`.
   */
  readonly endTime?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The engagement's own id, unique in the tenant: the account's id followed by the id of the conversation. For a live interaction,
   * `switchboard:` and its id. Source: `info.engagementId`. Messaging: `messaging:` and `info.conversationId`.
   */
  readonly engagementId: Scalars['ID']['output'];
  /** Time at which the personal text was erased. Null if it was not. */
  readonly erasedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** Parties, course and scores of the conversation. Source: `info`. */
  readonly info: EngagementInfo;
  /** The live interaction. Null if the engagement has another origin, or if the caller may not see the interaction. */
  readonly interaction?: Maybe<Interaction>;
  /**
   * The score after each line. The same values are in the lines. Empty if there are none. Source: `lineScores`. Messaging: `messageScores`,
   * or `messageScore` in older records.
   *
   * Null to customers.
   */
  readonly lineScores?: Maybe<ReadonlyArray<EngagementLineScore>>;
  /**
   * The lines of the conversation, sorted by time. Lines of the same millisecond are in the source's order. For a live interaction, the
   * order of the conversation, and at most the first 10,000 lines and 4 MiB of text: `interaction.messages` has all. Customers do not
   * receive lines for AGENTS. Source: `transcript.lines`. Messaging: `messageRecords`. Messages of the same millisecond are in the order of
   * their numbers.
   */
  readonly lines: ReadonlyArray<EngagementLine>;
  /**
   * The receipts of messages, in the source's order. Null for chats. Messaging: `messageStatuses`.
   *
   * Null to customers.
   */
  readonly messageStatuses?: Maybe<ReadonlyArray<EngagementMessageStatus>>;
  /** Times and version of the stored record. A record that the source has completed since makes the next version. */
  readonly metadata: RecordMetadata;
  /**
   * The engagement attributes: the website's reports on the visitor, such as a purchase or a filled cart. In the source's order, which can
   * differ from the order of time. A repeated report is repeated here. Empty if there are none. Source: `sdes.events`. Messaging:
   * `sdes.events`, then `unAuthSdes.events`.
   *
   * Null to customers.
   */
  readonly sdes?: Maybe<ReadonlyArray<SdeEvent>>;
  /**
   * Time at which an agent was connected. Lines can be earlier, such as the greeting in the queue. If no agent was connected, and for
   * messaging, the time of the visitor's request. Source: `info.startTimeL`, else `info.startTime`.
   */
  readonly startTime: Scalars['DateTime']['output'];
  /**
   * The agent's notes on the conversation. Null for chats, and after erasure. Messaging: `summary.text`.
   *
   * Null to customers.
   */
  readonly summary?: Maybe<Scalars['String']['output']>;
  /** The surveys before and after the conversation. Source: `surveys`. */
  readonly surveys: EngagementSurveys;
  /**
   * The transfers between skills and agents, in the source's order. Null for chats, each of whose parts is an engagement of its own.
   * Messaging: `transfers`.
   *
   * Null to customers.
   */
  readonly transfers?: Maybe<ReadonlyArray<EngagementTransfer>>;
  /** The visitor's location and device. Source: `visitorInfo`. */
  readonly visitorInfo?: Maybe<EngagementVisitorInfo>;
};

/**
 * The campaign that offered the conversation on the website. The source documents names of up to 50 characters. Longer ones are kept.
 * Source: `campaign`.
 */
export type EngagementCampaign = {
  /**
   * Whether the rule on visitors' behavior is the source's default. Messaging: `behaviorSystemDefault`.
   *
   * Null to customers.
   */
  readonly behaviorSystemDefault?: Maybe<Scalars['Boolean']['output']>;
  /** The id of the offer within the campaign, such as a button. Source: `campaignEngagementId`. */
  readonly campaignEngagementId?: Maybe<Scalars['ID']['output']>;
  /** The name of the offer within the campaign. Source: `campaignEngagementName`. */
  readonly campaignEngagementName?: Maybe<Scalars['String']['output']>;
  /** The id of the campaign. Source: `campaignId`. */
  readonly campaignId?: Maybe<Scalars['ID']['output']>;
  /** The name of the campaign. Source: `campaignName`. */
  readonly campaignName?: Maybe<Scalars['String']['output']>;
  /**
   * The note of the campaign's author for agents. Source: `engagementAgentNote`.
   *
   * Null to customers.
   */
  readonly engagementAgentNote?: Maybe<Scalars['String']['output']>;
  /** The id of the application in which the offer was made. Messaging: `engagementApplicationId`. */
  readonly engagementApplicationId?: Maybe<Scalars['ID']['output']>;
  /** The name of that application. Messaging: `engagementApplicationName`. */
  readonly engagementApplicationName?: Maybe<Scalars['String']['output']>;
  /** The id of that application's type. Messaging: `engagementApplicationTypeId`. */
  readonly engagementApplicationTypeId?: Maybe<Scalars['ID']['output']>;
  /** The name of that application's type. Messaging: `engagementApplicationTypeName`. */
  readonly engagementApplicationTypeName?: Maybe<Scalars['String']['output']>;
  /** The source of the offer, such as `WEB_SITE`. Messaging: `engagementSource`. */
  readonly engagementSource?: Maybe<Scalars['String']['output']>;
  /** The id of the campaign's goal. Source: `goalId`. */
  readonly goalId?: Maybe<Scalars['ID']['output']>;
  /** The name of the campaign's goal. Source: `goalName`. */
  readonly goalName?: Maybe<Scalars['String']['output']>;
  /** The id of the line of business. `-1` means none. Source: `lobId`, a number or a text. */
  readonly lobId?: Maybe<Scalars['ID']['output']>;
  /** The name of the line of business. `NA` means none. Source: `lobName`. */
  readonly lobName?: Maybe<Scalars['String']['output']>;
  /** The id of the place on the website. Messaging: `locationId`. */
  readonly locationId?: Maybe<Scalars['ID']['output']>;
  /** The name of that place. Messaging: `locationName`. */
  readonly locationName?: Maybe<Scalars['String']['output']>;
  /**
   * Whether the group of visitors is the source's default. Messaging: `profileSystemDefault`.
   *
   * Null to customers.
   */
  readonly profileSystemDefault?: Maybe<Scalars['Boolean']['output']>;
  /**
   * The id of the rule on visitors' behavior that triggered the offer. Source: `visitorBehaviorId`.
   *
   * Null to customers.
   */
  readonly visitorBehaviorId?: Maybe<Scalars['ID']['output']>;
  /**
   * The name of that rule. Source: `visitorBehaviorName`.
   *
   * Null to customers.
   */
  readonly visitorBehaviorName?: Maybe<Scalars['String']['output']>;
  /**
   * The id of the campaign's group of visitors. Source: `visitorProfileId`.
   *
   * Null to customers.
   */
  readonly visitorProfileId?: Maybe<Scalars['ID']['output']>;
  /**
   * The name of that group of visitors. Source: `visitorProfileName`.
   *
   * Null to customers.
   */
  readonly visitorProfileName?: Maybe<Scalars['String']['output']>;
};

/** The channel of an engagement. Source: `info.channel`. */
export type EngagementChannel =
  /** A channel of the source that this enum does not have. Not allowed in input. */
  | 'OTHER'
  /** Not known to the source. Number -1. */
  | 'UNKNOWN'
  /** A call. Number 2. */
  | 'VOICE'
  /** A chat on a website. Number 1. */
  | 'WEB';

/** A page of engagements. */
export type EngagementConnection = {
  /** The engagements of this page with their cursors. */
  readonly edges: ReadonlyArray<EngagementEdge>;
  /** Numbers of matching engagements by their properties, independent of the page. Each list is computed only if selected. */
  readonly facets: EngagementFacets;
  /** The engagements of this page. */
  readonly nodes: ReadonlyArray<Maybe<Engagement>>;
  /** The position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** The position of this page by number. Null for a page by cursor. Source: `_metadata`. */
  readonly pages?: Maybe<EngagementPages>;
  /** Number of engagements that match the filter. Counted only if selected. Source: `_metadata.count`. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An engagement in a page. */
export type EngagementEdge = {
  /** Cursor of the engagement, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /**
   * The places at which the filter's keywords were found, sorted by area and, within an area, in the order of the record. Keywords inside
   * `not` are left out. At most 20 texts, for the first 100 words and phrases. The first 100,000 characters of an engagement are searched,
   * and 2,000,000 characters of a page, from its first edge on. Empty without a keyword.
   */
  readonly highlights: ReadonlyArray<EngagementHighlight>;
  /** The engagement. */
  readonly node?: Maybe<Engagement>;
};

/** The reason for which an engagement ended. Source: `info.endReason`. */
export type EngagementEndReason =
  /** A reason of the source that this enum does not have. `endReasonRaw` and `endReasonDesc` contain it. Not allowed in input. */
  | 'OTHER'
  /** The agent's connection was lost. Code 202. */
  | 'REP_DISCONNECTED'
  /** The agent ended it. Code 201. */
  | 'REP_STOPPED'
  /** The agent transferred the conversation to another agent. Code 101. */
  | 'TRANSFER_TO_REP'
  /** The agent transferred the conversation to a skill. Code 106. */
  | 'TRANSFER_TO_SKILL'
  /** The visitor closed the window. Code 210. */
  | 'VISITOR_CLOSED'
  /** The visitor's connection was lost. Code 205. */
  | 'VISITOR_DISCONNECTED'
  /** The visitor left the chat. Code 208. */
  | 'VISITOR_GONE';

/** A value and the number of engagements with it. */
export type EngagementFacet = {
  /** Number of engagements. */
  readonly count: Scalars['Int']['output'];
  /** The value. Null for engagements without one. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** Numbers of matching engagements by value. Engagements without the value are counted under null. */
export type EngagementFacets = {
  /**
   * Numbers by the agent group's id, most frequent first.
   *
   * Null to customers.
   */
  readonly agentGroups?: Maybe<ReadonlyArray<EngagementFacet>>;
  /**
   * Numbers by the agent's user name, most frequent first.
   *
   * Null to customers.
   */
  readonly agents?: Maybe<ReadonlyArray<EngagementFacet>>;
  /**
   * Numbers by the group of the score, most frequent first.
   *
   * Null to customers.
   */
  readonly alertedMcs?: Maybe<ReadonlyArray<EngagementFacet>>;
  /**
   * Numbers by area: engagements that match the whole filter, with all words of its keyword in this area alone. An engagement can count in
   * several areas, or in none if its words are in different areas. Covers the top-level keyword and its areas, in the given order. Empty
   * without a keyword.
   */
  readonly areas: ReadonlyArray<EngagementFacet>;
  /** Numbers by channel, most frequent first. */
  readonly channels: ReadonlyArray<EngagementFacet>;
  /** Numbers by the day of the start, such as `2017-02-01`, in the order of time. At most the last 400 days with engagements. */
  readonly days: ReadonlyArray<EngagementFacet>;
  /**
   * Numbers by the skill's id, most frequent first.
   *
   * Null to customers.
   */
  readonly skills?: Maybe<ReadonlyArray<EngagementFacet>>;
};


/** Numbers of matching engagements by value. Engagements without the value are counted under null. */
export type EngagementFacetsAgentGroupsArgs = {
  first: Scalars['Int']['input'];
};


/** Numbers of matching engagements by value. Engagements without the value are counted under null. */
export type EngagementFacetsAgentsArgs = {
  first: Scalars['Int']['input'];
};


/** Numbers of matching engagements by value. Engagements without the value are counted under null. */
export type EngagementFacetsDaysArgs = {
  timeZone: Scalars['String']['input'];
};


/** Numbers of matching engagements by value. Engagements without the value are counted under null. */
export type EngagementFacetsSkillsArgs = {
  first: Scalars['Int']['input'];
};

/**
 * The conditions of a search. An engagement must meet all given conditions. A list of values is met by any of its values. It has 1 to 100
 * values, and an empty one is BAD_USER_INPUT. Customers cannot search by fields that they cannot see, such as skills and scores.
 *
 * `and`, `or` and `not` contain filters and nest at most 2 levels deep: a filter inside a filter inside `filter` has no `and`, `or` or
 * `not`. Deeper nesting is BAD_USER_INPUT with the path of the field. A filter has at most 50 conditions in all.
 */
export type EngagementFilter = {
  /** Matches engagements of agents in one of these groups. Source: `agentGroupIds`. */
  readonly agentGroupIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Matches engagements of one of these agents: the source's agent id, a user name, or a global id. Source: `agentIds`. */
  readonly agentIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Matches engagements with a score in one of these groups. Source: `alertedMcsValues`, or its bare `mcs`. */
  readonly alertedMcs?: InputMaybe<ReadonlyArray<AlertedMcs>>;
  /** Matches engagements that match all of these filters. Not in the source. */
  readonly and?: InputMaybe<ReadonlyArray<EngagementFilter>>;
  /** Matches engagements of this channel. OTHER is not allowed. Source: `channel`. */
  readonly channel?: InputMaybe<EngagementChannel>;
  /**
   * Matches engagements with a score in this range, 0 to 100. At least one end is required. The other defaults to 0 or 100. Source:
   * `chatMCS`.
   */
  readonly chatMcs?: InputMaybe<IntRange>;
  /** Matches engagements with a co-browse session of a duration in this range. Source: `coBrowseDuration`, in seconds. */
  readonly coBrowseDuration?: InputMaybe<DurationRange>;
  /** Matches engagements with a duration in this range. Source: `duration`, in seconds. */
  readonly duration?: InputMaybe<DurationRange>;
  /**
   * Matches the engagement with this id at any time: `start` is ignored. The id is the account's id followed by the id of the chat, or a
   * global id. Source: `engagementId`.
   */
  readonly engagementId?: InputMaybe<Scalars['ID']['input']>;
  /** Whether the engagement has a co-browse session in which the agent could act on the page. Source: `hasInteractiveCoBrowse`. */
  readonly hasInteractiveCoBrowse?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * Whether engagements that have not ended (`info.ended` is false) match as well. They are left out by default, as the source returns only
   * ended ones. Not allowed inside `and`, `or` and `not`.
   */
  readonly includeOpen?: InputMaybe<Scalars['Boolean']['input']>;
  /** Matches engagements in which the visitor wrote. As in the source, only true is allowed. Source: `interactive`. */
  readonly interactive?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * Matches engagements with all these words in the chosen areas, in any order. Case and accents are ignored. A word matches whole words
   * only. "Words in quotation marks" are a phrase: they must be adjacent, in this order, in one text. `tele*` matches any word with this
   * beginning. A word with punctuation inside, such as `wi-fi`, is a phrase too. A number of 7 to 15 digits, such as a phone number, is also
   * found in other notations: `+1 212-788-8877` and `(212) 788 8877`. A word after `-` or `!` is refused: use `not` to exclude words. The source accepts one phrase and no beginnings of words.
   *
   * At most 500 characters and 20 words and phrases. A beginning has at least two letters before `*`, is not allowed inside quotation marks,
   * and matches at most 180 different words, each counted once for every area with it. All keywords of a filter together have at most 500
   * different words and 3 beginnings. Used with `keywordAreas`. Source: `keyword`.
   */
  readonly keyword?: InputMaybe<Scalars['String']['input']>;
  /** The areas in which the keyword is searched. Used with `keyword`. Source: `keyword_search_area.types`. */
  readonly keywordAreas?: InputMaybe<ReadonlyArray<KeywordArea>>;
  /** Matches engagements with a line of one of these kinds. Source: `lineContentTypes`. */
  readonly lineContentTypes?: InputMaybe<ReadonlyArray<LineContentType>>;
  /** Matches engagements that match none of these filters. Not in the source. */
  readonly not?: InputMaybe<ReadonlyArray<EngagementFilter>>;
  /** Matches engagements that match at least one of these filters. Not in the source. */
  readonly or?: InputMaybe<ReadonlyArray<EngagementFilter>>;
  /** Matches engagements that were routed by one of these skills. Source: `skillIds`. */
  readonly skillIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /**
   * Matches engagements that start in this time range. `from` is rounded down and `to` is rounded up to 10 minutes in UTC. Required, unless
   * `visitorId` or `engagementId` is given, which makes the search ignore it. The range is at most 31 days long before it is rounded
   * (setting MAX_SEARCH_DAYS), and an hour longer, for months with a change of the clock. Source: `start`.
   */
  readonly start?: InputMaybe<DateTimeRange>;
  /** Matches engagements of this visitor at any time: `start` is ignored. Source: `visitor`. */
  readonly visitorId?: InputMaybe<Scalars['ID']['input']>;
};

/** A text in which a keyword was found. */
export type EngagementHighlight = {
  /** The area of the text. */
  readonly area: KeywordArea;
  /** Path of the text in the engagement, such as `lines[3].text` or `surveys.preChat[0].value`. */
  readonly field: Scalars['String']['output'];
  /** Index of the line in `lines`, from 0. Null for other texts. For a customer, the index in the customer's view. */
  readonly lineIndex?: Maybe<Scalars['Int']['output']>;
  /** The `lineSeq` of the line. Null for other texts, and for a line without one. */
  readonly lineSeq?: Maybe<Scalars['String']['output']>;
  /** Number of characters of the whole text before `text`. Characters are UTF-16 code units, as in JavaScript. */
  readonly offset: Scalars['Int']['output'];
  /** The matching words in `text`, in their order: at most 50. */
  readonly ranges: ReadonlyArray<TextRange>;
  /** The text, unchanged. Of a long text, up to 200 characters around the first match. */
  readonly text: Scalars['String']['output'];
};

/** Parties, course and scores of an engagement. Source: `info`. */
export type EngagementInfo = {
  /** The contact center's account at the source. Source: `info.accountId`. Messaging: `info.brandId`. */
  readonly accountId?: Maybe<Scalars['ID']['output']>;
  /**
   * Whether the agent's account was deleted later. Source: `info.agentDeleted`.
   *
   * Null to customers.
   */
  readonly agentDeleted?: Maybe<Scalars['Boolean']['output']>;
  /**
   * The agent's full name. Source: `info.agentFullName` or `info.agentFullname`.
   *
   * Null to customers.
   */
  readonly agentFullName?: Maybe<Scalars['String']['output']>;
  /**
   * The id of the agent's group. `-1` means none. Source: `info.agentGroupId`.
   *
   * Null to customers.
   */
  readonly agentGroupId?: Maybe<Scalars['ID']['output']>;
  /**
   * The name of the agent's group. `NA` means none. Source: `info.agentGroupName`.
   *
   * Null to customers.
   */
  readonly agentGroupName?: Maybe<Scalars['String']['output']>;
  /**
   * The agent's id in the account. Source: `info.agentId`, a number or a text. Messaging: `info.latestAgentId`. The agent's names and group
   * are also those of the latest agent.
   *
   * Null to customers.
   */
  readonly agentId?: Maybe<Scalars['ID']['output']>;
  /**
   * The name with which the agent signs in. Source: `info.agentLoginName`.
   *
   * Null to customers.
   */
  readonly agentLoginName?: Maybe<Scalars['String']['output']>;
  /** The agent's name that the visitor saw. Source: `info.agentNickName`, or `agentName` in older records. */
  readonly agentNickname?: Maybe<Scalars['String']['output']>;
  /**
   * The group of the score. Null if the source has none, or a number other than -1, 0 and 1. Source: `info.alertedMCS`.
   *
   * Null to customers.
   */
  readonly alertedMcs?: Maybe<AlertedMcs>;
  /**
   * The channel of the conversation. The source's history contains only chats, so it is WEB. A live interaction is WEB for every kind of
   * chat, VOICE for a call, and OTHER for other work. Source: `info.channel`. Messaging: `info.source`: WEB for `SHARK`, OTHER for all other
   * values.
   */
  readonly channel?: Maybe<EngagementChannel>;
  /** The source's number of the channel, such as `1`. Messaging: its word, such as `SHARK`, `APP` or `SMS`. */
  readonly channelRaw?: Maybe<Scalars['String']['output']>;
  /**
   * Whether the source has added its final data, including the engagement attributes. Until then they can be missing. Source:
   * `info.chatDataEnriched`.
   */
  readonly chatDataEnriched?: Maybe<Scalars['Boolean']['output']>;
  /**
   * The Meaningful Conversation Score: the visitor's satisfaction, as a machine estimates it from the text, from 0 (not satisfied) to 100.
   * Source: `info.chatMCS`. Messaging: `info.mcs`, for an open conversation up to the export.
   *
   * Null to customers.
   */
  readonly chatMcs?: Maybe<Scalars['Int']['output']>;
  /**
   * Time at which the visitor first requested the chat and entered the queue: at or before the start. Source: `info.chatRequestedTimeL`,
   * else `info.chatRequestedTime`.
   */
  readonly chatRequestedTime?: Maybe<Scalars['DateTime']['output']>;
  /** The title of that page. Source: `info.chatStartPage`. Messaging: `monitoring.conversationStartPageTitle`. */
  readonly chatStartPage?: Maybe<Scalars['String']['output']>;
  /**
   * The address of the page on which the visitor requested the chat. Source: `info.chatStartUrl`. Messaging:
   * `monitoring.conversationStartPage`.
   */
  readonly chatStartUrl?: Maybe<Scalars['String']['output']>;
  /**
   * The visitor's satisfaction according to a survey, 1 to 5. Null for chats, whose surveys contain it. Messaging: `info.csatRate`, else
   * `info.csat`.
   *
   * Null to customers.
   */
  readonly csat?: Maybe<Scalars['Int']['output']>;
  /**
   * The reason for which the conversation ended. Source: `info.endReason`. Messaging: `info.closeReason`: REP_STOPPED for `AGENT`,
   * VISITOR_CLOSED for `CONSUMER`, OTHER for all other values.
   */
  readonly endReason?: Maybe<EngagementEndReason>;
  /**
   * The reason in the source's words, also for codes that the enum does not have. Source: `info.endReasonDesc`. Messaging:
   * `info.closeReasonDescription`.
   */
  readonly endReasonDesc?: Maybe<Scalars['String']['output']>;
  /** The source's code of the reason, such as `210`. Messaging: its word, such as `CONSUMER`. */
  readonly endReasonRaw?: Maybe<Scalars['String']['output']>;
  /**
   * Whether the conversation is over. True unless the record says false, because the source exports only ended chats. Source: `info.ended`.
   * Messaging: false while `info.status` is `OPEN`; a later import of the record completes it.
   */
  readonly ended: Scalars['Boolean']['output'];
  /** Number of this part of a transferred conversation, from 0. Source: `info.engagementSequence`. */
  readonly engagementSequence?: Maybe<Scalars['Int']['output']>;
  /** Number of the conversation among the separate conversations of a visit, from 0. Source: `info.engagementSet`. */
  readonly engagementSet?: Maybe<Scalars['Int']['output']>;
  /**
   * Whether the agent filled in a survey. Derived from the surveys if the source does not contain it. Source: `info.isAgentSurvey`.
   *
   * Null to customers.
   */
  readonly isAgentSurvey?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Whether the visitor wrote at least one line, according to the source, which can differ from the lines. Computed from the lines if the
   * source does not contain it. Source: `info.isInteractive`, else `info.interactive`.
   */
  readonly isInteractive: Scalars['Boolean']['output'];
  /**
   * Whether the source delivered only a part of the record. An import of the record, fetched from the source by its id, completes it. For a
   * live interaction, whether `lines` lacks some of the lines. Source: `info.isPartial`. Messaging: also `info.isTruncated`.
   */
  readonly isPartial?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Whether the visitor filled in a survey after the chat. Derived from the surveys if the source does not contain it. Source:
   * `info.isPostChatSurvey`.
   */
  readonly isPostChatSurvey: Scalars['Boolean']['output'];
  /**
   * Whether the visitor filled in a survey before the chat. Derived from the surveys if the source does not contain it. Source:
   * `info.isPreChatSurvey`.
   */
  readonly isPreChatSurvey: Scalars['Boolean']['output'];
  /**
   * The group of the score. Null if the source has none, or a number other than -1, 0 and 1. Source: `info.mcs`.
   *
   * Null to customers.
   * @deprecated Use `alertedMcs`. The source replaced it. Gone after 2027-06-30.
   */
  readonly mcs?: Maybe<AlertedMcs>;
  /**
   * The id of the conversation: the engagement id without the account's id at its start. Null if the engagement id does not start with the
   * account's id. For a live interaction, its own id. Messaging: `info.conversationId`.
   */
  readonly realTimeId?: Maybe<Scalars['ID']['output']>;
  /**
   * An internal id of the source. Source: `info.sharkEngagementId`.
   *
   * Null to customers.
   */
  readonly sharkEngagementId?: Maybe<Scalars['ID']['output']>;
  /**
   * The id of the skill that routed the conversation. `-1` means none, with any name. For a live interaction, the same as `skillName`.
   * Source: `info.skillId`. Messaging: the latest skill, `info.latestSkillId`; `transfers` has the others.
   *
   * Null to customers.
   */
  readonly skillId?: Maybe<Scalars['ID']['output']>;
  /**
   * The name of the skill, such as `marketing`. Often `Unassigned` if there is none. Source: `info.skillName`.
   *
   * Null to customers.
   */
  readonly skillName?: Maybe<Scalars['String']['output']>;
  /** The reason for which the conversation, or this part of it, began. Source: `info.startReason`. */
  readonly startReason?: Maybe<EngagementStartReason>;
  /** The reason in the source's words, also for codes that the enum does not have. Source: `info.startReasonDesc`. */
  readonly startReasonDesc?: Maybe<Scalars['String']['output']>;
  /** The source's code of the reason, such as `0`. */
  readonly startReasonRaw?: Maybe<Scalars['String']['output']>;
  /**
   * The visitor's id. The source identifies browsers: the id is the same in each visit, as long as the browser keeps it. For a live
   * interaction, the customer's id. Source: `info.visitorId`. Messaging: the person on any device, `consumerParticipants[0].participantId`,
   * else `info.visitorId`.
   */
  readonly visitorId?: Maybe<Scalars['ID']['output']>;
  /**
   * The visitor's name as the agent saw it: the name that was given before the chat, or a placeholder such as `You`. Source:
   * `info.visitorName`. Messaging: `consumerParticipants[0].consumerName`, else `firstName` and `lastName`.
   */
  readonly visitorName?: Maybe<Scalars['String']['output']>;
};

/** A line of the conversation. Source: `transcript.lines[]`. */
export type EngagementLine = {
  /**
   * The id of the author in the account. Null if the author is not an agent; the source then has 0. Source: `agentId`. Messaging:
   * `participantId`.
   *
   * Null to customers.
   */
  readonly agentId?: Maybe<Scalars['ID']['output']>;
  /**
   * The displayed author: the visitor's name, the agent's nickname, or `info` for the system. Null for a visitor's line after erasure.
   * Source: `by`. Messaging: the name of the participant with the message's `participantId`.
   */
  readonly by?: Maybe<Scalars['String']['output']>;
  /**
   * The prepared text that the agent used. Null if the agent wrote the text. Source: `cannedAnswerType`.
   *
   * Null to customers.
   */
  readonly cannedAnswer?: Maybe<CannedAnswer>;
  /**
   * Data of the sender's system on the message, such as the intents that a bot detected. Null if there is none, for chats, and after
   * erasure. Messaging: `contextData.structuredMetadata`, else `contextData.rawMetadata`, which is JSON in a text.
   *
   * Null to customers.
   */
  readonly contextData?: Maybe<Scalars['JSON']['output']>;
  /** The function of the line in the conversation. Source: `controlType`. */
  readonly controlType?: Maybe<LineControlType>;
  /** The source's number for `controlType`, such as `0`. */
  readonly controlTypeRaw?: Maybe<Scalars['String']['output']>;
  /**
   * Rich content, exactly as in the source: a tree of elements (containers `vertical` and `horizontal` with `elements`, and `image`, `text`
   * and `button`, with a `style`, and with `click.actions` that navigate or open a link). Coordinates are not validated. Null for other
   * lines, and after erasure. Source: `json`. Messaging: `messageData.richContent.content`. For a file or a link, all its data, such as
   * `caption` and `fileType`. For a message of another kind, the whole of `messageData`.
   */
  readonly json?: Maybe<Scalars['JSON']['output']>;
  /**
   * The line's number in the conversation. Joins the line to `lineScores`. Numbers increase, with gaps. Null in later records, which have
   * none. Source: `lineSeq`. Messaging: `seq`, which starts again in each dialog, such as a survey.
   */
  readonly lineSeq?: Maybe<Scalars['String']['output']>;
  /**
   * The offered answers among which the visitor could choose: a tree like that of rich content. Null if there are none, for chats, and after
   * erasure. Messaging: `messageData.quickReplies.content`.
   */
  readonly quickReplies?: Maybe<Scalars['JSON']['output']>;
  /**
   * The score of the line: the item of `lineScores` with this `lineSeq`. Null if there is none.
   *
   * Null to customers.
   */
  readonly score?: Maybe<EngagementLineScore>;
  /** The kind of author. OTHER if the source does not contain it. Source: `source`. Messaging: `sentBy`. */
  readonly source: LineSource;
  /** The source's word for `source`, such as `visitor`. Messaging: such as `Consumer`. */
  readonly sourceRaw?: Maybe<Scalars['String']['output']>;
  /**
   * The source's word for `visibility`: `REGULAR` (also if the source has none), `ONLY_TO_REP`, or another one. Messaging: such as `ALL` or
   * `AGENTS_AND_MANAGERS`.
   */
  readonly subTypeRaw?: Maybe<Scalars['String']['output']>;
  /**
   * The text, unchanged. HTML is neither run nor sanitized, so clients must sanitize it. Null for rich content, and after erasure. Source:
   * `text`. Messaging: `messageData.msg.text`. For a file or a link, its address, which can be relative to the source's file storage.
   */
  readonly text?: Maybe<Scalars['String']['output']>;
  /** The format of the text. Null if the source does not contain it. Source: `textType`. Messaging: `type`. */
  readonly textType?: Maybe<TextType>;
  /** The source's word for `textType`, such as `rich-content`. Messaging: such as `TEXT_PLAIN` or `HOSTED_FILE`. */
  readonly textTypeRaw?: Maybe<Scalars['String']['output']>;
  /**
   * Time of the line. May be before the engagement's start or after its end. A line without a time has the time of the line before it, the
   * first line that of the engagement's start. Source: `timeL`, else `time`.
   */
  readonly time: Scalars['DateTime']['output'];
  /**
   * The readers of the line. A kind of line that is not known is for AGENTS, because it may not be meant for customers. A line without a
   * kind is for EVERYONE. Source: `subType`. Messaging: `audience`.
   */
  readonly visibility: Visibility;
};

/** The score of a line. Source: `lineScores[]`. */
export type EngagementLineScore = {
  /** The score of this line alone, on the source's own scale. Source: `lineRawScore`. Messaging: `messageRawScore`. */
  readonly lineRawScore?: Maybe<Scalars['Float']['output']>;
  /**
   * The line's number in the conversation. Source: `lineSeq`. Messaging: the `seq` of the message with this `messageId`, or this id if the
   * record does not contain the message.
   */
  readonly lineSeq?: Maybe<Scalars['String']['output']>;
  /** The Meaningful Conversation Score of the conversation up to this line, 0 to 100. Source: `mcs`. */
  readonly mcs?: Maybe<Scalars['Float']['output']>;
};

/** A receipt: a party received or read a message. Messaging: `messageStatuses[]`. */
export type EngagementMessageStatus = {
  /** The number of the message: the `lineSeq` of its line. Messaging: `seq`. */
  readonly lineSeq?: Maybe<Scalars['String']['output']>;
  /** The id of the party. Null for a visitor after erasure. Messaging: `participantId`. */
  readonly participantId?: Maybe<Scalars['ID']['output']>;
  /** The kind of party. Messaging: `participantType`. */
  readonly participantType?: Maybe<LineSource>;
  /** The source's word for `participantType`, such as `Consumer`. */
  readonly participantTypeRaw?: Maybe<Scalars['String']['output']>;
  /** The status in the source's word: `ACCEPT` for a received message, `READ` for a read one. Messaging: `messageDeliveryStatus`. */
  readonly status?: Maybe<Scalars['String']['output']>;
  /** Time of the receipt. Messaging: `timeL`, else `time`. */
  readonly time?: Maybe<Scalars['DateTime']['output']>;
};

/** The position of a page by number. */
export type EngagementPages = {
  /**
   * The last page. Null if there is only one page, with `limit: 0`, and beyond an offset of 100,000. Counts the list. Source:
   * `_metadata.last`.
   */
  readonly last?: Maybe<PageLocation>;
  /**
   * The next page. Null on the last page, with `limit: 0`, and beyond an offset of 100,000, where pages are addressed by cursor. Source:
   * `_metadata.next`.
   */
  readonly next?: Maybe<PageLocation>;
  /** This page, with the applied numbers. Source: `_metadata.self`. */
  readonly self: PageLocation;
};

/** A key of a sort order. */
export type EngagementSort = {
  /** The field to sort by. */
  readonly field: EngagementSortField;
  /** The direction. Missing values are smaller than all others. */
  readonly order: SortOrder;
};

/** The fields that engagements are sorted by. Ids are sorted as texts. Each description ends with the source's name. */
export type EngagementSortField =
  /** The source's id of the agent, or else the agent's user name. `agentId`. */
  | 'AGENT_ID'
  /** The duration. `duration`. */
  | 'DURATION'
  /** The end. `end`. */
  | 'END'
  /** The engagement's id. `engagementId`. */
  | 'ENGAGEMENT_ID'
  /** Whether the visitor wrote. Engagements without a line of the visitor are smaller. `interactive`. */
  | 'INTERACTIVE'
  /** The id of the skill. `skillId`. */
  | 'SKILL_ID'
  /** The start. `start`. */
  | 'START'
  /** The visitor's id. `visitor`. */
  | 'VISITOR';

/** The reason for which an engagement began. Source: `info.startReason`. */
export type EngagementStartReason =
  /** It was reassigned from agent to agent. Code 8. */
  | 'A2A_REASSIGN'
  /** The automatic distribution offered it to an agent. Code 3. */
  | 'ACD_ATTEMPT'
  /** The automatic distribution found no agent. Code 4. */
  | 'ACD_NO_ASSIGNMENT'
  /** A person assigned it to the agent. Code 5. */
  | 'OPERATOR_ASSIGNMENT'
  /** A reason of the source that this enum does not have. `startReasonRaw` and `startReasonDesc` contain it. Not allowed in input. */
  | 'OTHER'
  /** The agent requested it. Code 7. */
  | 'REP_REQUEST'
  /** It was reassigned to another skill. Code 6. */
  | 'SKILL_REASSIGN'
  /** An agent transferred the conversation to another agent. Code 1. */
  | 'TRANSFER'
  /** A transfer to an agent failed. Code 2. */
  | 'TRANSFER_FAILED'
  /** The visitor requested it. Code 0. */
  | 'VISITOR_REQUEST';

/** A question of a survey and its answer. Source: `surveys.preChat[]`, `.postChat[]` and `.operator[]`. */
export type EngagementSurveyAnswer = {
  /**
   * The ids of the chosen answers: `0` for no choice, `-1` for an answer that is not in a list (such as typed text, or a request for a
   * call), `-2` for an invalid answer. Empty after erasure. Source: `answersId`.
   */
  readonly answersId: ReadonlyArray<Scalars['ID']['output']>;
  /** The question. The source documents up to 1,000 characters. A longer text is kept. Source: `displayName`. */
  readonly displayName?: Maybe<Scalars['String']['output']>;
  /** The name of the survey, including spaces at its end. The source documents up to 256 characters. A longer name is kept. Source: `name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The id of the question. Source: `questionID` or `questionId`. */
  readonly questionId?: Maybe<Scalars['ID']['output']>;
  /** The period for which the answer is valid. Source: `scope`. */
  readonly scope?: Maybe<SurveyScope>;
  /** The source's word for `scope`, such as `Session`. */
  readonly scopeRaw?: Maybe<Scalars['String']['output']>;
  /** The survey to which the question belongs. Source: `source`. */
  readonly source?: Maybe<SurveySource>;
  /** The source's word for `source`, such as `Pre-Chat` or `Exit`. */
  readonly sourceRaw?: Maybe<Scalars['String']['output']>;
  /** The id of the survey. Source: `surveyID` or `surveyId`. */
  readonly surveyId?: Maybe<Scalars['ID']['output']>;
  /** Time of the answer. Source: `timeL`, else `time`. */
  readonly time?: Maybe<Scalars['DateTime']['output']>;
  /** The source's text of the time, if it names another instant than the milliseconds, as in some records. Null otherwise. Source: `time`. */
  readonly timeText?: Maybe<Scalars['String']['output']>;
  /**
   * The answer. Of several answers, the source has one of them or all in one text. The source documents up to 1,000 characters. A longer
   * text is kept. Null after erasure. Source: `value`.
   */
  readonly value?: Maybe<Scalars['String']['output']>;
  /** All answers. A question can allow several. Empty if the source has no list, and after erasure. Source: `values`. */
  readonly values: ReadonlyArray<Scalars['String']['output']>;
};

/** The surveys of a conversation. Source: `surveys`. */
export type EngagementSurveys = {
  /**
   * The agent's answers about the conversation, in the source's order. Empty if there are none. Source: `operator`. Messaging:
   * `latestAgentSurvey` and `previouslySubmittedAgentSurveys`.
   *
   * Null to customers.
   */
  readonly operator?: Maybe<ReadonlyArray<EngagementSurveyAnswer>>;
  /** The visitor's answers after the chat, in the source's order. Source: `postChat`. Messaging: `conversationSurveys[].surveyData[]`. */
  readonly postChat: ReadonlyArray<EngagementSurveyAnswer>;
  /** The visitor's answers before the chat, in the source's order. Source: `preChat`. */
  readonly preChat: ReadonlyArray<EngagementSurveyAnswer>;
};

/** A transfer of a messaging conversation to another skill or agent. Messaging: `transfers[]`. */
export type EngagementTransfer = {
  /** The id of the agent after the transfer. Null for a transfer to a queue. Messaging: `assignedAgentId`. */
  readonly assignedAgentId?: Maybe<Scalars['ID']['output']>;
  /** The login name of the agent after the transfer. Messaging: `assignedAgentLoginName`. */
  readonly assignedAgentLoginName?: Maybe<Scalars['String']['output']>;
  /** The reason, in the source's word: `back2Q`, `Agent`, `Skill`, `TakeOver`. Messaging: `reason`. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The id of the agent before the transfer. Null if there was none. Messaging: `sourceAgentId`. */
  readonly sourceAgentId?: Maybe<Scalars['ID']['output']>;
  /** The login name of the agent before the transfer. Messaging: `sourceAgentLoginName`. */
  readonly sourceAgentLoginName?: Maybe<Scalars['String']['output']>;
  /** The id of the skill before the transfer. `-1` means none. Messaging: `sourceSkillId`. */
  readonly sourceSkillId?: Maybe<Scalars['ID']['output']>;
  /** The name of the skill before the transfer. Messaging: `sourceSkillName`. */
  readonly sourceSkillName?: Maybe<Scalars['String']['output']>;
  /** The id of the skill after the transfer. `-1` means none. Messaging: `targetSkillId`. */
  readonly targetSkillId?: Maybe<Scalars['ID']['output']>;
  /** The name of the skill after the transfer. Messaging: `targetSkillName`. */
  readonly targetSkillName?: Maybe<Scalars['String']['output']>;
  /** Time of the transfer. Messaging: `timeL`, else `time`. */
  readonly time?: Maybe<Scalars['DateTime']['output']>;
};

/**
 * The visitor's location, according to the IP address, and device. A text can be empty if the source could not determine it. All fields are
 * personal data and null after erasure. Source: `visitorInfo`. Messaging: `monitoring`, otherwise `info`.
 */
export type EngagementVisitorInfo = {
  /** The browser and its version, such as `Chrome 49.0.2623.87`. Source: `browser`. */
  readonly browser?: Maybe<Scalars['String']['output']>;
  /** The make of the browser. Source: `browserType`. */
  readonly browserType?: Maybe<BrowserType>;
  /** The source's word for `browserType`, such as `CHROME`. */
  readonly browserTypeRaw?: Maybe<Scalars['String']['output']>;
  /** The city. Source: `city`. */
  readonly city?: Maybe<Scalars['String']['output']>;
  /** The name of the country in English. Source: `country`. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** The code of the country. Source: `countryCode`. */
  readonly countryCode?: Maybe<Scalars['String']['output']>;
  /** The kind of device. Source: `device`. */
  readonly device?: Maybe<DeviceType>;
  /** The source's word for `device`. */
  readonly deviceRaw?: Maybe<Scalars['String']['output']>;
  /**
   * The visitor's IP address. With the setting MASK_IP_ADDRESSES, the address of its network. Source: `ipAddress`.
   *
   * Null to customers.
   */
  readonly ipAddress?: Maybe<Scalars['String']['output']>;
  /** The internet service provider. Source: `isp`. */
  readonly isp?: Maybe<Scalars['String']['output']>;
  /** The operating system. Source: `operatingSystem`. */
  readonly operatingSystem?: Maybe<OperatingSystem>;
  /** The source's word for `operatingSystem`, such as `MAC_OSX`. */
  readonly operatingSystemRaw?: Maybe<Scalars['String']['output']>;
  /** The organization that owns the IP address. Source: `org`. */
  readonly org?: Maybe<Scalars['String']['output']>;
  /** The state or region. Source: `state`. */
  readonly state?: Maybe<Scalars['String']['output']>;
};

/** The type of an event. Source: `ActivityType`, and for Amazon Connect the stream in which the event arrived. */
export type FeedActivity =
  /** Amazon Connect's event on an agent. */
  | 'AGENT_EVENT'
  /** The messages of a chat. */
  | 'CHAT_TRANSCRIPT'
  /** Amazon Connect's record of a contact. */
  | 'CONTACT_RECORD'
  /** A change of an agent's state. */
  | 'EXTENDED_AGENT_EVENTS'
  /** The record of one task. */
  | 'INTERACTION_TRACE_RECORD'
  /** A login, heartbeat or logout of an agent. */
  | 'USER_USAGE'
  /** A work code that an agent chose for a task. */
  | 'WORK_CODES';

/** The data that one call has erased. Data that was erased before is not counted. */
export type FeedErasure = {
  /** Number of Amazon Connect's contact records whose addresses and attributes were erased. */
  readonly contacts: Scalars['Int']['output'];
  /** Number of dead letters whose text was erased. */
  readonly deadLetters: Scalars['Int']['output'];
  /** Number of events whose text was erased. */
  readonly events: Scalars['Int']['output'];
  /** Whether everything is erased. If false, the next call continues. */
  readonly isDone: Scalars['Boolean']['output'];
  /** Number of trace records whose addresses and attributes were erased. */
  readonly traceRecords: Scalars['Int']['output'];
  /** Number of transcripts that were deleted. */
  readonly transcripts: Scalars['Int']['output'];
};

/** An event as its source sent it. Events are stored permanently, beside the data that is derived from them, unless their customer is erased. */
export type FeedEvent = Node & {
  /** The type of the event. */
  readonly activityType: FeedActivity;
  /** The event's own time: for a task, its first known time; for a transcript, the time of its first line. */
  readonly at: Scalars['DateTime']['output'];
  /** The company's alias. Null if the event states none. */
  readonly companyId?: Maybe<Scalars['String']['output']>;
  /** The company's environment. Null if the event states none. */
  readonly environment?: Maybe<Scalars['String']['output']>;
  /** Time of the erasure. Null if the event was not erased. */
  readonly erasedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The global id. It is derived from the content of the event: a repeated event has the same id in every form of ingestion. */
  readonly id: Scalars['ID']['output'];
  /** Whether one of the times was more than a minute ahead of the server's clock on arrival. */
  readonly isAhead: Scalars['Boolean']['output'];
  /**
   * The values of the event that cannot be read, at most 100. The event is stored without them: what is derived from it has null there. Empty
   * after erasure.
   */
  readonly issues: ReadonlyArray<FeedEventIssue>;
  /**
   * The event. May contain personal data. Null after erasure.
   *
   * Needs the scope `feed.personal`.
   */
  readonly raw?: Maybe<Scalars['JSON']['output']>;
  /** Time of the first arrival, by the server's clock. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** The source of the event. */
  readonly source: FeedSource;
  /**
   * The verbatim text of the event, with its notation of numbers, its order of keys and its white space. May contain personal data. Null
   * after erasure.
   *
   * Needs the scope `feed.personal`.
   */
  readonly text?: Maybe<Scalars['String']['output']>;
};

/** A page of events. */
export type FeedEventConnection = {
  /** The events of this page with their cursors. */
  readonly edges: ReadonlyArray<FeedEventEdge>;
  /** The events of this page. */
  readonly nodes: ReadonlyArray<Maybe<FeedEvent>>;
  /** The position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Number of events in the whole list. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An event in a page. */
export type FeedEventEdge = {
  /** The position of the event in the list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The event. */
  readonly node?: Maybe<FeedEvent>;
};

/** Conditions for events. An event must match all of them. */
export type FeedEventFilter = {
  /** The event states this id: a task's id, its gateway's id, a contact's id or a chat's session. */
  readonly about?: InputMaybe<Scalars['ID']['input']>;
  /** The event has one of these types. */
  readonly activityTypes?: InputMaybe<ReadonlyArray<FeedActivity>>;
  /**
   * The event names this customer: an address, a number, a name, or a value of the attributes, compared as in `eraseFeedData`. FORBIDDEN
   * without the scope `feed.personal`.
   */
  readonly customer?: InputMaybe<Scalars['String']['input']>;
  /** The event has values that cannot be read (`issues`), or has none. */
  readonly hasIssues?: InputMaybe<Scalars['Boolean']['input']>;
  /** The event's own time is in this time range. */
  readonly range?: InputMaybe<DateTimeRange>;
  /** The source of the event. */
  readonly source: FeedSource;
};

/** A value of an event that cannot be read. */
export type FeedEventIssue = {
  /** The path of the value within the event, for example `Agent.NumberOfHolds`. */
  readonly field: Scalars['String']['output'];
  /** The reason, for people. It can quote the value. */
  readonly reason: Scalars['String']['output'];
};

/** Outcome of an operation on the event feeds. */
export type FeedPayload = OperationPayload & {
  /** The companies whose agents' events are accepted, after `setAgentCompany`. Otherwise null. */
  readonly agentCompanies?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /**
   * The dead letters after `mendDeadLetter`, `replayDeadLetters` or `discardDeadLetter`, in the order of the ids. Null after a refusal, and
   * for other operations.
   */
  readonly deadLetters?: Maybe<ReadonlyArray<Maybe<DeadLetter>>>;
  /** The report of `eraseFeedData`. Otherwise null. */
  readonly erasure?: Maybe<FeedErasure>;
  /** The event types of the environment after `setFeedSwitch`. Otherwise null. */
  readonly feedSwitches?: Maybe<FeedSwitches>;
  /** Path of the refused argument, for example `["to", "agentId"]`. Null on success, and if no single argument caused the refusal. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The report of `ingestEvents`. Otherwise null. */
  readonly report?: Maybe<IngestReport>;
  /** `ok` on success, otherwise `error`. */
  readonly result: Scalars['String']['output'];
  /** Shortest delay before the next attempt. Given with RATE_LIMITED and BUSY. */
  readonly retryAfter?: Maybe<Scalars['Milliseconds']['output']>;
  /** The outcome of the operation. */
  readonly status: OperationStatus;
  /** The number of `status`. 0 means success. The numbers are stable. */
  readonly statusCode: Scalars['Int']['output'];
  /** The reason of a refusal, for people. Null on success. */
  readonly statusMessage?: Maybe<Scalars['String']['output']>;
};

/** The source of an event. */
export type FeedSource =
  /** Amazon Connect's agent event streams. */
  | 'CONNECT_AGENT'
  /** Amazon Connect's contact records. */
  | 'CONNECT_CONTACT'
  /** Symbee Connect's event feeds. */
  | 'SYMBEE';

/** The event types that are on and off in one environment of a company. Source: Symbee Connect's Reporting Configuration. */
export type FeedSwitches = {
  /** The company's alias. Null for events that state no company. */
  readonly companyId?: Maybe<Scalars['String']['output']>;
  /** The company's environment. Null for events that state no environment. */
  readonly environment?: Maybe<Scalars['String']['output']>;
  /** The types whose events are not stored. */
  readonly off: ReadonlyArray<FeedActivity>;
  /** The types whose events are stored. */
  readonly on: ReadonlyArray<FeedActivity>;
};

/** A navigation button of a page. */
export type FlowButton = {
  /** The action of the button as the source states it. */
  readonly action?: Maybe<Scalars['String']['output']>;
  /** The label of the button. */
  readonly label?: Maybe<Scalars['String']['output']>;
  /** The state of the button as the source states it, for example `NORMAL`. */
  readonly state?: Maybe<Scalars['String']['output']>;
  /** Whether the button is visible. */
  readonly visible?: Maybe<Scalars['Boolean']['output']>;
};

/** A navigation button of a page. */
export type FlowButtonInput = {
  /** The action of the button: at most 1,000 characters. */
  readonly action?: InputMaybe<Scalars['String']['input']>;
  /** The label of the button: at most 256 characters. */
  readonly label?: InputMaybe<Scalars['String']['input']>;
  /** The state of the button: at most 256 characters. */
  readonly state?: InputMaybe<Scalars['String']['input']>;
  /** Whether the button is visible. */
  readonly visible?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A question or a form field, with the customer's answer. Source: X-Platform, a question or a field of a form. */
export type FlowChoice = {
  /** The text below the question, as plain text. Null if there is none. */
  readonly footer?: Maybe<Scalars['String']['output']>;
  /** The text above the question, as plain text. Null if there is none. */
  readonly header?: Maybe<Scalars['String']['output']>;
  /** The label beside the question, as plain text. Null if there is none. */
  readonly label?: Maybe<Scalars['String']['output']>;
  /** The options of the question, chosen or not. Empty for typed answers, and if the source states none. */
  readonly options: ReadonlyArray<FlowOption>;
  /** The question, as plain text. */
  readonly prompt: Scalars['String']['output'];
  /** The name by which the flow's author refers to the question. Null if it has none. */
  readonly referenceName?: Maybe<Scalars['String']['output']>;
  /** The answer that was chosen or typed. Several chosen values are separated by commas. Null if there is no answer, and after erasure. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** A question or a form field, with the customer's answer. */
export type FlowChoiceInput = {
  /** The text below the question: at most 8,192 characters. HTML is converted to its text. */
  readonly footer?: InputMaybe<Scalars['String']['input']>;
  /** The text above the question: at most 8,192 characters. HTML is converted to its text. */
  readonly header?: InputMaybe<Scalars['String']['input']>;
  /** The label beside the question: at most 8,192 characters. HTML is converted to its text. */
  readonly label?: InputMaybe<Scalars['String']['input']>;
  /** The options of the question: at most 100. */
  readonly options?: InputMaybe<ReadonlyArray<FlowOptionInput>>;
  /** The question: 1 to 8,192 characters. HTML is converted to its text, which must not be empty. */
  readonly prompt: Scalars['String']['input'];
  /** The name by which the flow's author refers to the question: at most 256 characters. */
  readonly referenceName?: InputMaybe<Scalars['String']['input']>;
  /** The answer that was chosen or typed: at most 8,192 characters. An empty text means no answer. */
  readonly value: Scalars['String']['input'];
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
  /** The number at which the customer requests a callback. */
  { readonly callReturnNumber: Scalars['String']['input']; readonly callerId?: never; readonly dnid?: never; readonly dtmf?: never; readonly historySearchId?: never; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  /** The number from which the customer calls. */
  { readonly callReturnNumber?: never; readonly callerId: Scalars['String']['input']; readonly dnid?: never; readonly dtmf?: never; readonly historySearchId?: never; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  /** The last 4 or 6 digits of the dialed number. */
  { readonly callReturnNumber?: never; readonly callerId?: never; readonly dnid: Scalars['String']['input']; readonly dtmf?: never; readonly historySearchId?: never; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  /** The digits that the customer's phone sends with the call. */
  { readonly callReturnNumber?: never; readonly callerId?: never; readonly dnid?: never; readonly dtmf: Scalars['String']['input']; readonly historySearchId?: never; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  /** An identifier that the contact center assigns. */
  { readonly callReturnNumber?: never; readonly callerId?: never; readonly dnid?: never; readonly dtmf?: never; readonly historySearchId: Scalars['String']['input']; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  /** The flow's identifier or its global id. */
  { readonly callReturnNumber?: never; readonly callerId?: never; readonly dnid?: never; readonly dtmf?: never; readonly historySearchId?: never; readonly interactionUniqueId: Scalars['ID']['input']; readonly phoneNumber?: never; }
  |  /** The phone number that the flow has or had, national or international. */
  { readonly callReturnNumber?: never; readonly callerId?: never; readonly dnid?: never; readonly dtmf?: never; readonly historySearchId?: never; readonly interactionUniqueId?: never; readonly phoneNumber: Scalars['String']['input']; };

/** Keys by which a flow is found, beside its identifier and its phone number. A key is null if the flow does not have it. */
export type FlowKeys = {
  /** The number at which the customer requests a callback, as E.164. */
  readonly callReturnNumber?: Maybe<Scalars['String']['output']>;
  /** The number from which the customer calls, as E.164. */
  readonly callerId?: Maybe<Scalars['String']['output']>;
  /** The last 4 or 6 digits of the dialed number. */
  readonly dnid?: Maybe<Scalars['String']['output']>;
  /** The digits that the customer's phone sends with the call. */
  readonly dtmf?: Maybe<Scalars['String']['output']>;
  /** An identifier that the contact center assigns. The only key that can change. */
  readonly historySearchId?: Maybe<Scalars['String']['output']>;
};

/** Keys by which a flow is found, beside its identifier and its phone number. */
export type FlowKeysInput = {
  /** The number at which the customer requests a callback. */
  readonly callReturnNumber?: InputMaybe<Scalars['String']['input']>;
  /** The number from which the customer calls. */
  readonly callerId?: InputMaybe<Scalars['String']['input']>;
  /** The last 4 or 6 digits of the dialed number. */
  readonly dnid?: InputMaybe<Scalars['String']['input']>;
  /** The digits that the customer's phone sends with the call: 1 to 32 of `0` to `9`, `*` and `#`. */
  readonly dtmf?: InputMaybe<Scalars['String']['input']>;
  /** An identifier that the contact center assigns: 1 to 256 characters. */
  readonly historySearchId?: InputMaybe<Scalars['String']['input']>;
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
export type FlowOption = {
  /** The displayed text. */
  readonly label: Scalars['String']['output'];
  /** Whether the customer chose the option. */
  readonly selected: Scalars['Boolean']['output'];
  /** The value of the option, often the same as the label. Null if the source states none. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** An option of a question. */
export type FlowOptionInput = {
  /** The displayed text: at most 1,000 characters. */
  readonly label: Scalars['String']['input'];
  /** Whether the customer chose the option. */
  readonly selected: Scalars['Boolean']['input'];
  /** The value of the option: at most 1,000 characters. */
  readonly value?: InputMaybe<Scalars['String']['input']>;
};

/** The text around the questions of a page, as plain text. Styles, images and videos are omitted. Source: `pageContent`. */
export type FlowPageContent = {
  /** The text below the questions. Null if there is none. */
  readonly footer?: Maybe<Scalars['String']['output']>;
  /** The text above the questions. Null if there is none. */
  readonly header?: Maybe<Scalars['String']['output']>;
  /** The text between the questions. Null if there is none. */
  readonly text?: Maybe<Scalars['String']['output']>;
};

/** The text around the questions of a page: at most 8,192 characters for each part. HTML is converted to its text. */
export type FlowPageContentInput = {
  /** The text below the questions. */
  readonly footer?: InputMaybe<Scalars['String']['input']>;
  /** The text above the questions. */
  readonly header?: InputMaybe<Scalars['String']['input']>;
  /** The text between the questions. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
};

/** The title and buttons of a page, and the way in which the customer left it. Source: `pageNavigation`. */
export type FlowPageNavigation = {
  /** The way in which the customer left the page. Null while the customer is on it, and if the source states none. */
  readonly kind?: Maybe<FlowNavigationKind>;
  /** The source's own value of `kind`, if that is OTHER. */
  readonly kindRaw?: Maybe<Scalars['String']['output']>;
  /** The button on the left, usually back. */
  readonly left?: Maybe<FlowButton>;
  /** The reason, if the source states one. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The button on the right, usually forward. */
  readonly right?: Maybe<FlowButton>;
  /** The title above the page. */
  readonly title?: Maybe<Scalars['String']['output']>;
};

/** The title and buttons of a page, and the way in which the customer left it. */
export type FlowPageNavigationInput = {
  /** The way in which the customer left the page. OTHER is BAD_USER_INPUT. */
  readonly kind?: InputMaybe<FlowNavigationKind>;
  /** The button on the left. */
  readonly left?: InputMaybe<FlowButtonInput>;
  /** The reason: at most 1,000 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The button on the right. */
  readonly right?: InputMaybe<FlowButtonInput>;
  /** The title above the page: at most 1,000 characters. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** A photo that the customer took in a flow. It is uploaded by `PUT /flows/<id>/photos`. Source: X-Platform, Get Interaction Photo. */
export type FlowPhoto = {
  /** The format, detected from the bytes: `image/jpeg`, `image/png`, `image/webp`, `image/gif` or `image/avif`. */
  readonly contentType: Scalars['String']['output'];
  /** Height in pixels, after the rotation in the EXIF data. */
  readonly height: Scalars['Int']['output'];
  /** The photo's id, unique in its flow. */
  readonly photoId: Scalars['ID']['output'];
  /** SHA-256 checksum of the bytes, in hexadecimal. */
  readonly sha256: Scalars['String']['output'];
  /** Size in bytes. */
  readonly size: Scalars['Int']['output'];
  /** The step on which the photo was taken. Null if the upload states none and the customer was on no step. */
  readonly stepId?: Maybe<Scalars['ID']['output']>;
  /** Time at which the photo was taken, as the upload states it. Default: the time of the upload. */
  readonly takenAt: Scalars['DateTime']['output'];
  /**
   * Link to the bytes. Anybody who has the link can open it, without a token, until it expires after PHOTO_LINK_MS (default: 5 minutes). The
   * link is signed. It begins with PUBLIC_URL if that is set, and otherwise with a slash.
   */
  readonly url: Scalars['String']['output'];
  /** Width in pixels, after the rotation in the EXIF data. */
  readonly width: Scalars['Int']['output'];
};


/** A photo that the customer took in a flow. It is uploaded by `PUT /flows/<id>/photos`. Source: X-Platform, Get Interaction Photo. */
export type FlowPhotoUrlArgs = {
  maxSize?: InputMaybe<Scalars['Int']['input']>;
};

/** The progress of a flow. */
export type FlowStatus =
  /** The customer left before the end, or the flow was idle for longer than FLOW_IDLE_MS. */
  | 'ABANDONED'
  /** The customer reached the end. */
  | 'COMPLETED'
  /** The customer is in the flow. */
  | 'RUNNING';

/** One visit of the customer to a page. Source: X-Platform, an entry of the full flow. */
export type FlowStep = {
  /** The questions of the page with the customer's answers. */
  readonly choices: ReadonlyArray<FlowChoice>;
  /** Time that the customer spent on the step. Null while the customer is on it. */
  readonly duration?: Maybe<Scalars['Milliseconds']['output']>;
  /** Time at which the customer reached the step. Source: `timestamp`. */
  readonly enteredAt: Scalars['DateTime']['output'];
  /** Time at which the customer left the step: at the next step, or at the end of the flow. Null while the customer is on it. */
  readonly leftAt?: Maybe<Scalars['DateTime']['output']>;
  /** The text around the questions of the page. Null if the source states none. */
  readonly pageContent?: Maybe<FlowPageContent>;
  /** The page's own id, the same for every visit. Null if the source states none. */
  readonly pageId?: Maybe<Scalars['ID']['output']>;
  /** The page's navigation. Null if the source states none. */
  readonly pageNavigation?: Maybe<FlowPageNavigation>;
  /** The step's id, unique in its flow. Steps of two flows can have the same id. */
  readonly stepId: Scalars['ID']['output'];
  /** The page's title. Source: `navigationTitle`. */
  readonly title: Scalars['String']['output'];
};

/** A step to record. */
export type FlowStepInput = {
  /** The answers that are known already: at most 100, each prompt once. Default: none. */
  readonly choices?: InputMaybe<ReadonlyArray<FlowChoiceInput>>;
  /** Time at which the customer reached the step. Default: now. */
  readonly enteredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Time at which the customer left the step, if known. Requires `enteredAt`, and is not before it. */
  readonly leftAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The text around the questions of the page. */
  readonly pageContent?: InputMaybe<FlowPageContentInput>;
  /** The page's own id: at most 128 characters. */
  readonly pageId?: InputMaybe<Scalars['ID']['input']>;
  /** The page's navigation. */
  readonly pageNavigation?: InputMaybe<FlowPageNavigationInput>;
  /** The step's id: 1 to 128 characters. It makes retries safe. Default: the server generates one. */
  readonly stepId?: InputMaybe<Scalars['ID']['input']>;
  /** The page's title: at most 1,000 characters, possibly empty. */
  readonly title: Scalars['String']['input'];
};

/** A flow reduced to the steps with answers. Source: X-Platform, Get Interaction Summary. */
export type FlowSummary = {
  /** All answers in the order of the steps. Questions without an answer and options that were not chosen are omitted. */
  readonly choices: ReadonlyArray<FlowChoice>;
  /** Time from the start to the end of the flow. Null while the flow runs. */
  readonly duration?: Maybe<Scalars['Milliseconds']['output']>;
  /** The same answers, grouped by step. */
  readonly pages: ReadonlyArray<FlowSummaryPage>;
  /** Number of steps with answers, which is the length of `pages`. */
  readonly stepCount: Scalars['Int']['output'];
  /** The flow's title, or the title of its first step if the flow has none. */
  readonly title?: Maybe<Scalars['String']['output']>;
};

/** A step with answers. */
export type FlowSummaryPage = {
  /** The answers on the step. */
  readonly choices: ReadonlyArray<FlowChoice>;
  /** Time at which the customer reached the step. */
  readonly enteredAt: Scalars['DateTime']['output'];
  /** The step's id, unique in its flow. */
  readonly stepId: Scalars['ID']['output'];
  /** The page's title. */
  readonly title: Scalars['String']['output'];
};

/** A variable of a flow. */
export type FlowVariable = {
  /** The group of the variable. Null if it has none. */
  readonly group?: Maybe<Scalars['String']['output']>;
  /** The name, unique in its group. */
  readonly name: Scalars['String']['output'];
  /** Whether the variable is secret. */
  readonly secret: Scalars['Boolean']['output'];
  /** The type of the value. Secret variables have it too. */
  readonly type: FlowVariableType;
  /** The value with its type. An empty text is a value. Null if the variable is secret and the caller lacks `flow.secret`. */
  readonly value?: Maybe<Scalars['JSON']['output']>;
};

/** A group of variables within a set. */
export type FlowVariableGroup = {
  /** The name of the group. Null for variables without a group. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The variables of the group. */
  readonly variables: ReadonlyArray<FlowVariable>;
};

/** A named set of variables. Source: X-Platform, a user variable set. */
export type FlowVariableSet = {
  /** The same variables by group. Variables without a group come last. */
  readonly groups: ReadonlyArray<FlowVariableGroup>;
  /** The name of the set. Source: the set's id. */
  readonly name: Scalars['String']['output'];
  /** All variables of the set, in the order in which they were first set. */
  readonly variables: ReadonlyArray<FlowVariable>;
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

/**
 * A task of an agent. The time in which another task is in focus counts as parked, after the agent has accepted the task. Source: the fields
 * on the focus task of Symbee Connect's extended agent events.
 */
export type FocusTask = {
  /** The id in the back end that the task came from. Null for tasks of this system. */
  readonly gatewayTaskId?: Maybe<Scalars['ID']['output']>;
  /** The party that started the task, and the way in which it reached the agent. */
  readonly initiationMethod?: Maybe<TaskInitiationMethod>;
  /** The source's own word for the initiation method. Null for tasks of this system. */
  readonly initiationMethodRaw?: Maybe<Scalars['String']['output']>;
  /** The interaction. Null if it is not known here, or if the caller may not see it. */
  readonly interaction?: Maybe<Interaction>;
  /** The progress of the task with the agent. */
  readonly state: FocusTaskState;
  /** The source's own word for the state. Null for tasks of this system. */
  readonly stateRaw?: Maybe<Scalars['String']['output']>;
  /** The source's id of the task. For tasks of this system, the id of the interaction. */
  readonly taskId?: Maybe<Scalars['ID']['output']>;
  /**
   * The trace record of the task. Null until its work is done, and if the feed contains no id of the task. Source: joined by
   * `CurrentFocusTaskId` within the company and environment of the event, otherwise by `CurrentFocusGatewayTaskId`.
   */
  readonly traceRecord?: Maybe<InteractionTraceRecord>;
  /** The type of the task. */
  readonly type?: Maybe<TaskType>;
  /** The source's own word for the type. Null for tasks of this system. */
  readonly typeRaw?: Maybe<Scalars['String']['output']>;
};

/** The progress of a task with an agent. Source: `CurrentFocusTaskState` of Symbee Connect's extended agent events. */
export type FocusTaskState =
  /** The agent works on the task. */
  | 'ACTIVE'
  /** The task is offered to the agent. */
  | 'ALERTING'
  /** A state of the source that this enum does not have. */
  | 'OTHER'
  /** The agent attends to another task. */
  | 'PARKED'
  /** The conversation is over, and the work after it is not. */
  | 'WRAP';

/** The result of an event that was stored. */
export type IngestOutcome =
  /** The event was new. */
  | 'ADDED'
  /** The event was known already. */
  | 'DUPLICATE'
  /** The event differed from a known event of the same record. */
  | 'UPDATED';

/** A rejected event. */
export type IngestReject = {
  /** The reason, for programs. */
  readonly code: RejectCode;
  /** The global id of the dead letter with the event. Null if the event was larger than 1 MiB, or nested deeper than 200 levels. */
  readonly deadLetterId?: Maybe<Scalars['ID']['output']>;
  /** The position of the event in the list, from 0. */
  readonly index: Scalars['Int']['output'];
  /** The reason, for people: the path within the event, and the error. */
  readonly reason: Scalars['String']['output'];
};

/** The result of an ingestion. `read` is the sum of the other numbers. */
export type IngestReport = {
  /** Number of other new events. An event that is older than what is known of its record is stored, and does not change the record. */
  readonly added: Scalars['Int']['output'];
  /** Number of events whose type is off in their environment (`setFeedSwitch`). They were not stored. */
  readonly disabled: Scalars['Int']['output'];
  /** Number of events that were known already, and changed nothing. */
  readonly duplicate: Scalars['Int']['output'];
  /** Number of events. */
  readonly read: Scalars['Int']['output'];
  /** The rejected events. Each is a dead letter, unless it was too large or nested too deep to be stored. */
  readonly rejected: ReadonlyArray<IngestReject>;
  /** Number of new events that changed a known record, for example a corrected trace record. */
  readonly updated: Scalars['Int']['output'];
};

/** A range of whole numbers. Both ends are inclusive. `from` greater than `to` is BAD_USER_INPUT. */
export type IntRange = {
  /** The smallest number of the range. Default: no lower limit. */
  readonly from?: InputMaybe<Scalars['Int']['input']>;
  /** The largest number of the range. Default: no upper limit. */
  readonly to?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * A conversation, or another piece of work, from the customer's request to the end of the work after the conversation. Source: Genesys,
 * Interactions on Chat Channel.
 */
export type Interaction = Node & {
  /** The attached data. A customer gets the data that the customer gave at the start. Null if there are none, and for an agent that has left. */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** The chat transcript. Null until the interaction is COMPLETED. */
  readonly chatTranscript?: Maybe<ChatTranscript>;
  /** Time at which the interaction was completed. Null before that. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Time at which the customer started the interaction. */
  readonly createdAt: Scalars['DateTime']['output'];
  /**
   * The customer, by the id of the customer's token. Null for customers.
   *
   * Null to customers.
   */
  readonly customer?: Maybe<Customer>;
  /** The way in which the conversation ended. Null before its end. */
  readonly endReason?: Maybe<InteractionEndReason>;
  /**
   * The engagement. Null until the interaction is COMPLETED, and for customers.
   *
   * Null to customers.
   */
  readonly engagement?: Maybe<Engagement>;
  /**
   * The events that the caller may see, oldest first. The cursor of an event is its `eventId`, the same as in subscriptions, so that
   * `events(last: 1) { pageInfo { endCursor } }` is the position where a subscription continues. A participant that has left sees the events
   * up to the leave. Null for an agent that has only an offer. A cursor of another interaction is BAD_CURSOR. A cursor of an event
   * that the log no longer has, since an older backup was restored, is HISTORY_LOST.
   */
  readonly events?: Maybe<InteractionEventConnection>;
  /** The flow that the interaction was started from. Null if there was none, and for callers that may not see flows. */
  readonly flow?: Maybe<InteractionFlow>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /**
   * The messages, oldest first. The cursor of a message is its `eventId`, and each event of the interaction is a valid cursor. Null for an
   * agent that has only an offer.
   */
  readonly messages?: Maybe<ChatMessageConnection>;
  /**
   * The agent that owns the interaction. Null until an agent accepts, during a transfer, and for customers.
   *
   * Null to customers.
   */
  readonly owner?: Maybe<Agent>;
  /** The present and former participants, in the order of joining. A person that joined again is a new participant. */
  readonly participants: ReadonlyArray<InteractionParticipant>;
  /**
   * The required skill. Null if any agent qualifies, and for customers.
   *
   * Null to customers.
   */
  readonly skill?: Maybe<Scalars['String']['output']>;
  /** The status. */
  readonly status: InteractionStatus;
  /** The subject, in the customer's words. Null if none was given. */
  readonly subject?: Maybe<Scalars['String']['output']>;
  /**
   * The trace record, with the time spent in each state. Null until the interaction is COMPLETED, and for customers.
   *
   * Null to customers.
   */
  readonly traceRecord?: Maybe<InteractionTraceRecord>;
  /** The type of the work. */
  readonly type: TaskType;
  /** The source's own term for the type, if `type` is OTHER. Otherwise null. */
  readonly typeRaw?: Maybe<Scalars['String']['output']>;
};


/**
 * A conversation, or another piece of work, from the customer's request to the end of the work after the conversation. Source: Genesys,
 * Interactions on Chat Channel.
 */
export type InteractionEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * A conversation, or another piece of work, from the customer's request to the end of the work after the conversation. Source: Genesys,
 * Interactions on Chat Channel.
 */
export type InteractionMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of interactions. */
export type InteractionConnection = {
  /** The interactions of this page with their cursors. */
  readonly edges: ReadonlyArray<InteractionEdge>;
  /** The interactions of this page. An entry is null if it cannot be read. */
  readonly nodes: ReadonlyArray<Maybe<Interaction>>;
  /** The position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Number of items in the whole list. Counted only if selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An interaction in a page. */
export type InteractionEdge = {
  /** Cursor of the interaction, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The interaction. Null if it cannot be read. */
  readonly node?: Maybe<Interaction>;
};

/** Way in which the conversation of an interaction ended. */
export type InteractionEndReason =
  /** The customer left before an agent accepted. */
  | 'ABANDONED_IN_QUEUE'
  /** An agent ended the conversation. */
  | 'AGENT_ENDED'
  /** The customer left. */
  | 'CUSTOMER_LEFT';

/**
 * An event of an interaction. An `eventId` is a position in the event log: an altered one, and one of another interaction, is BAD_CURSOR. An
 * `eventId` of an event that the log no longer has, since an older backup was restored, is HISTORY_LOST.
 */
export type InteractionEvent = {
  /** Time of the event, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The `participantId` of the participant that caused the event. Null for an event that the system caused. */
  readonly by?: Maybe<Scalars['ID']['output']>;
  /** The opaque id of the event, at which a subscription or a page continues. */
  readonly eventId: Scalars['ID']['output'];
  /** The global id of the event. `node` returns the event to each caller that may see it in `Interaction.events`. */
  readonly id: Scalars['ID']['output'];
  /** The interaction as it is now. Null if the caller may no longer see it. */
  readonly interaction?: Maybe<Interaction>;
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
  /** The sequence number of the event in its interaction. It strictly increases. Events that the caller may not see have numbers too. */
  readonly sequence: Scalars['Int']['output'];
};

/** A page of events. */
export type InteractionEventConnection = {
  /** The events of this page with their cursors. */
  readonly edges: ReadonlyArray<InteractionEventEdge>;
  /** The events of this page. An entry is null if it cannot be read. */
  readonly nodes: ReadonlyArray<Maybe<InteractionEvent>>;
  /** The position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Number of items in the whole list. Counted only if selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An event in a page. */
export type InteractionEventEdge = {
  /** Cursor of the event, for `after` and `before`. It is the `eventId`. */
  readonly cursor: Scalars['String']['output'];
  /** The event. Null if it cannot be read. */
  readonly node?: Maybe<InteractionEvent>;
};

/** Conditions for interactions. All given conditions must hold. Customers get no interactions for `skill` and `agentId`. */
export type InteractionFilter = {
  /** This agent is or was a participant: a user name or a global id. */
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  /** The interaction was completed within this range. */
  readonly completedAt?: InputMaybe<DateTimeRange>;
  /** The interaction was created within this range. */
  readonly createdAt?: InputMaybe<DateTimeRange>;
  /** With true, the agent of `agentId`, or without it the caller, is a participant now. With false, that person is not a participant now. */
  readonly isIn?: InputMaybe<Scalars['Boolean']['input']>;
  /** The interaction requires this skill. */
  readonly skill?: InputMaybe<Scalars['String']['input']>;
  /** The status is one of these. */
  readonly status?: InputMaybe<ReadonlyArray<InteractionStatus>>;
  /** The type is one of these. OTHER is BAD_USER_INPUT. */
  readonly types?: InputMaybe<ReadonlyArray<TaskType>>;
};

/**
 * The steps that guide a customer on a phone's screen or a website, before or during a conversation, with the customer's answers, variables
 * and photos. Source: Jacada X-Platform (Interact), Interaction History APIs, which call it an interaction.
 */
export type InteractionFlow = Node & {
  /** The step that the customer is on. Null before the first step, after a step that was recorded with its end, and after the end of the flow. */
  readonly currentStep?: Maybe<FlowStep>;
  /**
   * The customer, if the application has named one. Null for customers.
   *
   * Null to customers.
   */
  readonly customer?: Maybe<Customer>;
  /** The reason of the end. Null while the flow runs, and if the source states none. */
  readonly endReason?: Maybe<FlowEndReason>;
  /** Time of the end. Null while the flow runs. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The progress of the flow. */
  readonly flowStatus: FlowStatus;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /**
   * The live interaction that followed the flow. If there were several, the last one. Null if there was none, if the caller may not see it,
   * and for an imported flow.
   */
  readonly interaction?: Maybe<Interaction>;
  /** The flow's identifier: 1 to 32 digits with significant leading zeros. It is unique in the tenant and never reused. Source: `interactionuniqueId`. */
  readonly interactionUniqueId: Scalars['ID']['output'];
  /** The other keys by which `interactionFlowBy` finds the flow. */
  readonly keys: FlowKeys;
  /** The position of the last change in this state, for `interactionFlowUpdated(afterEventId:)`. Null for an imported flow, which never changes. */
  readonly lastEventId?: Maybe<Scalars['ID']['output']>;
  /**
   * The phone number that finds the flow, as E.164 (`+18001234567`): the customer's number, or a number of the pool, which is released when
   * the flow ends. Null if the flow has no number.
   */
  readonly phoneNumber?: Maybe<Scalars['String']['output']>;
  /** One photo of this flow. Null if this flow has no photo with the id. Source: Get Interaction Photo. */
  readonly photo?: Maybe<FlowPhoto>;
  /** The photos that the customer took, in the order of their upload. */
  readonly photos: ReadonlyArray<FlowPhoto>;
  /** Time of the start. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** All steps in the order in which the customer reached them. A page that the customer visits twice is two steps. Source: Get Full Interaction Flow. */
  readonly steps: ReadonlyArray<FlowStep>;
  /** The steps with answers, reduced to the answers. Derived from `steps`, so the two never disagree. Source: Get Interaction Summary. */
  readonly summary: FlowSummary;
  /** The subject of the flow, as the application wrote it. Null if it has none. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** Time of the last change. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** One set of variables. Null if the flow has no set with this name. Source: Get User Variable Set. */
  readonly variableSet?: Maybe<FlowVariableSet>;
  /** All sets of variables, in the order of their creation. */
  readonly variableSets: ReadonlyArray<FlowVariableSet>;
};


/**
 * The steps that guide a customer on a phone's screen or a website, before or during a conversation, with the customer's answers, variables
 * and photos. Source: Jacada X-Platform (Interact), Interaction History APIs, which call it an interaction.
 */
export type InteractionFlowPhotoArgs = {
  photoId: Scalars['ID']['input'];
};


/**
 * The steps that guide a customer on a phone's screen or a website, before or during a conversation, with the customer's answers, variables
 * and photos. Source: Jacada X-Platform (Interact), Interaction History APIs, which call it an interaction.
 */
export type InteractionFlowStepsArgs = {
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * The steps that guide a customer on a phone's screen or a website, before or during a conversation, with the customer's answers, variables
 * and photos. Source: Jacada X-Platform (Interact), Interaction History APIs, which call it an interaction.
 */
export type InteractionFlowVariableSetArgs = {
  name: Scalars['String']['input'];
};

/** A page of flows. */
export type InteractionFlowConnection = {
  /** The flows of this page with their cursors. */
  readonly edges: ReadonlyArray<InteractionFlowEdge>;
  /** The flows of this page. */
  readonly nodes: ReadonlyArray<Maybe<InteractionFlow>>;
  /** The position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Number of flows in the whole list. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A flow in a page. */
export type InteractionFlowEdge = {
  /** The position of the flow in the list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The flow. */
  readonly node?: Maybe<InteractionFlow>;
};

/** Outcome of an operation on an interaction flow. */
export type InteractionFlowPayload = OperationPayload & {
  /** Path of the refused argument, for example `["to", "agentId"]`. Null on success, and if no single argument caused the refusal. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The flow after the operation. After a refusal, the flow as it is, or null if it does not exist or the caller may not see it. */
  readonly interactionFlow?: Maybe<InteractionFlow>;
  /** `ok` on success, otherwise `error`. */
  readonly result: Scalars['String']['output'];
  /** Shortest delay before the next attempt. Given with RATE_LIMITED and BUSY. */
  readonly retryAfter?: Maybe<Scalars['Milliseconds']['output']>;
  /** The outcome of the operation. */
  readonly status: OperationStatus;
  /** The number of `status`. 0 means success. The numbers are stable. */
  readonly statusCode: Scalars['Int']['output'];
  /** The reason of a refusal, for people. Null on success. */
  readonly statusMessage?: Maybe<Scalars['String']['output']>;
};

/** An offer of an interaction to the agent, who can accept or reject it until it expires. */
export type InteractionOffered = AgentNotification & {
  /** Time of the offer, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** Time after which the offer goes to the next agent. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** The interaction at the time of the notification or later. Null if it cannot be read: the notification arrives all the same. */
  readonly interaction?: Maybe<Interaction>;
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
  /** The reason of the offer. */
  readonly offerReason: OfferReason;
};

/** A present or former participant of an interaction. Values in events are those of the time of the event. */
export type InteractionParticipant = {
  /**
   * The agent. Null for the participant of the customer, and for customers.
   *
   * Null to customers.
   */
  readonly agent?: Maybe<Agent>;
  /**
   * The customer, by the id of the customer's token. Null for the participant of an agent, and for customers.
   *
   * Null to customers.
   */
  readonly customer?: Maybe<Customer>;
  /** Time at which the participant joined. */
  readonly joinedAt: Scalars['DateTime']['output'];
  /** Time at which the participant left. Null for a present participant, and for a participant that stayed until the completion. */
  readonly leftAt?: Maybe<Scalars['DateTime']['output']>;
  /** The name that the chat shows. Null if none was given, and after an erasure. */
  readonly nickname?: Maybe<Scalars['String']['output']>;
  /** The participant's id, which is unique within the interaction and does not reveal the person. */
  readonly participantId: Scalars['ID']['output'];
  /** The role of the participant. */
  readonly role: ParticipantRole;
};

/** Outcome of an operation on an interaction. */
export type InteractionPayload = OperationPayload & {
  /** The first event of the operation that the caller may see. Null after a refusal, and if there is none. */
  readonly event?: Maybe<InteractionEvent>;
  /** Path of the refused argument, for example `["to", "agentId"]`. Null on success, and if no single argument caused the refusal. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The interaction after the operation. After a refusal, the interaction as it is. Null if the caller may not see it, and with RATE_LIMITED. */
  readonly interaction?: Maybe<Interaction>;
  /** `ok` on success, otherwise `error`. */
  readonly result: Scalars['String']['output'];
  /** Shortest delay before the next attempt. Given with RATE_LIMITED and BUSY. */
  readonly retryAfter?: Maybe<Scalars['Milliseconds']['output']>;
  /** The outcome of the operation. */
  readonly status: OperationStatus;
  /** The number of `status`. 0 means success. The numbers are stable. */
  readonly statusCode: Scalars['Int']['output'];
  /** The reason of a refusal, for people. Null on success. */
  readonly statusMessage?: Maybe<Scalars['String']['output']>;
};

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

/**
 * The record of one task: its agent, its times and durations, and its work codes. It exists after the agent has completed the work on the
 * task. A completed live interaction has one too. The durations are as the source measured them, and none is derived from others. Source:
 * Symbee Connect, Interaction Events.
 */
export type InteractionTraceRecord = Node & {
  /** Time that the agent had the task before the wrap-up, without the time for which it was parked. Source: `ActiveDurationInMillis`. */
  readonly activeDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /**
   * The agent of the task. For a live interaction, the agent who completed it. Null if the task never reached an agent, and for a task of
   * another company than those of the tenant's agents (`agentCompanies`). Source: `Username`.
   *
   * Null to customers.
   */
  readonly agent?: Maybe<Agent>;
  /**
   * The user name of the agent as the source states it, also for a task of another company. Source: `Username`.
   *
   * Null to customers.
   */
  readonly agentUsername?: Maybe<Scalars['String']['output']>;
  /** Time at which the task was first assigned to the agent. Source: `AssignedTimestamp`. */
  readonly assignedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Attributes of the customer, by name. Personal data of up to 32 KiB. Null if there are none, and after erasure. Source: `Attributes`.
   *
   * Needs the scope `feed.personal`.
   *
   * Null to customers.
   */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** The transcript of the chat. Null if the task is no chat or has no transcript, and if the contact center stores none. */
  readonly chatTranscript?: Maybe<ChatTranscript>;
  /** The company's alias at Symbee Connect. Source: `CompanyId`. */
  readonly companyId?: Maybe<Scalars['String']['output']>;
  /** Time at which the wrap-up ended. Source: `CompletedTimestamp`. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Time at which the agent and the customer were connected. For calls that no agent dialed, time at which the customer was. Source: `ConnectedTimestamp`. */
  readonly connectedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Amazon Connect's contact record, whose id is the `gatewayTaskId`. Null until it arrives, and for tasks that Amazon Connect does not deliver.
   *
   * Null to customers.
   */
  readonly contact?: Maybe<ConnectContact>;
  /** The system that queued, routed and delivered the task. Source: `DeliveryProvider`. */
  readonly deliveryProvider?: Maybe<DeliveryProvider>;
  /** The source's own value of `deliveryProvider`, if that is OTHER or null. */
  readonly deliveryProviderRaw?: Maybe<Scalars['String']['output']>;
  /** The side that began the task, derived from `initiationMethod`. Null if that is unknown. */
  readonly direction?: Maybe<TaskDirection>;
  /** The company's environment, for example `prod`. Source: `Environment`. */
  readonly environment?: Maybe<Scalars['String']['output']>;
  /** Time of the erasure. Null if the task was not erased. */
  readonly erasedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The events of the task, oldest first, at most 100. */
  readonly events?: Maybe<ReadonlyArray<Maybe<FeedEvent>>>;
  /**
   * The customer's address: the calling number, the mobile number, the name given for a web chat, or the e-mail address. Personal data. Null
   * after erasure. Source: `FarEndAddress`.
   *
   * Needs the scope `feed.personal`.
   *
   * Null to customers.
   */
  readonly farEndAddress?: Maybe<Scalars['String']['output']>;
  /** The task's id at the gateway that delivered it. Null for a live interaction. Source: `GatewayTaskId`. */
  readonly gatewayTaskId?: Maybe<Scalars['ID']['output']>;
  /** The gateway's handle of the work. Source: `GatewayWorkHandle`. */
  readonly gatewayWorkHandle?: Maybe<Scalars['String']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** Time at which the task was first known. Source: `InitiationTimestamp`. */
  readonly initiatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The way in which the task began, and its direction. Source: `TaskInitiationMethod`. */
  readonly initiationMethod?: Maybe<TaskInitiationMethod>;
  /** The source's own value of `initiationMethod`, if that is OTHER or null. */
  readonly initiationMethodRaw?: Maybe<Scalars['String']['output']>;
  /** The live interaction of the task. Null for tasks of feeds. */
  readonly interaction?: Maybe<Interaction>;
  /** Whether one of the times was more than a minute ahead of the server's clock on arrival. */
  readonly isAhead: Scalars['Boolean']['output'];
  /** Whether the origins form a cycle within 20 steps, which is an error of the source. */
  readonly isTransferCycle: Scalars['Boolean']['output'];
  /** The location of a chat's transcript: a bucket and a path. Source: `MediaLocation`. */
  readonly mediaLocation?: Maybe<Scalars['String']['output']>;
  /** The type of the location, which is `S3` according to the source's documentation. Source: `MediaLocationType`. */
  readonly mediaLocationType?: Maybe<Scalars['String']['output']>;
  /** The contact center's address: the dialed number, the short code, or the e-mail address. Source: `NearEndAddress`. */
  readonly nearEndAddress?: Maybe<Scalars['String']['output']>;
  /**
   * The record of the task from which this one was transferred, or which caused it. Null until that record exists. Always null for a live
   * interaction, which stays one task when it is transferred. Source: `OriginTaskId`, or else `OriginGatewayTaskId`.
   */
  readonly origin?: Maybe<InteractionTraceRecord>;
  /** The gateway's id of that task. Source: `OriginGatewayTaskId`. */
  readonly originGatewayTaskId?: Maybe<Scalars['ID']['output']>;
  /** The id of the task from which this one was transferred, or which caused it. Source: `OriginTaskId`. */
  readonly originTaskId?: Maybe<Scalars['ID']['output']>;
  /** Time for which the agent had parked the task. Source: `ParkedDurationInMillis`. */
  readonly parkedDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /** The platform, which is `AWS Connect` according to the source's documentation. Source: `PlatformId`. */
  readonly platformId?: Maybe<Scalars['String']['output']>;
  /** Time at which the task entered the queue. Null for tasks that Amazon Connect delivers. Source: `QueuedTimestamp`. */
  readonly queuedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Time in the queue. Always 0 for a call: use `timeInQueue`. Source: `QueuedDurationInMillis`. */
  readonly queuedDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /** The agent's position in the organization, from the top. Empty if unknown. Source: `UserReportHierarchy`. */
  readonly reportHierarchy: ReadonlyArray<Scalars['String']['output']>;
  /**
   * The skill queue of the task. For a call, the queue's id at Amazon Connect or the list of the dialer. Source: `SkillQueueName`,
   * `QueueName`.
   */
  readonly skillQueueName?: Maybe<Scalars['String']['output']>;
  /** The task's id at the platform that routed it, or the id of the live interaction. Null until an event with the id arrives. Source: `TaskId`. */
  readonly taskId?: Maybe<Scalars['ID']['output']>;
  /** The type of the task. Source: `TaskType`. */
  readonly taskType?: Maybe<TaskType>;
  /** The source's own value of `taskType`, if that is OTHER or null. */
  readonly taskTypeRaw?: Maybe<Scalars['String']['output']>;
  /**
   * Time in the queue. For tasks that Amazon Connect delivers, from the contact record, and null until that exists. Otherwise the same as
   * `queuedDuration`.
   */
  readonly timeInQueue?: Maybe<Scalars['Milliseconds']['output']>;
  /**
   * The target of a transfer. May be personal data. Null without a transfer, and after erasure. Source: `TransferredToAddress`.
   *
   * Needs the scope `feed.personal`.
   *
   * Null to customers.
   */
  readonly transferredToAddress?: Maybe<Scalars['String']['output']>;
  /**
   * The records that led to this one, oldest first, without this one: its `origin`, the origin of that, and so on. The list ends at a record
   * that does not exist, before a cycle, and after 20 records.
   */
  readonly transfers?: Maybe<ReadonlyArray<Maybe<InteractionTraceRecord>>>;
  /** The work codes that the agent chose, at most 100. Empty if the agent chose none. Source: the feed of work codes. */
  readonly workCodes: ReadonlyArray<WorkCode>;
  /** Time at which the wrap-up began. Source: `WrapTimestamp`. */
  readonly wrapAt?: Maybe<Scalars['DateTime']['output']>;
  /** Duration of the wrap-up. Source: `WrapDurationInMillis`. */
  readonly wrapDuration?: Maybe<Scalars['Milliseconds']['output']>;
};

/** A page of trace records. */
export type InteractionTraceRecordConnection = {
  /** The records of this page with their cursors. */
  readonly edges: ReadonlyArray<InteractionTraceRecordEdge>;
  /** The records of this page. */
  readonly nodes: ReadonlyArray<Maybe<InteractionTraceRecord>>;
  /** The position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Number of records in the whole list. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A trace record in a page. */
export type InteractionTraceRecordEdge = {
  /** The position of the record in the list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node?: Maybe<InteractionTraceRecord>;
};

/** A part of the engagement in which keywords are searched. Each description ends with the source's name. */
export type KeywordArea =
  /** The content of the visitor's cart. `ea.cartStatus`. */
  | 'CART_STATUS'
  /** The text of the lines, and the texts inside rich content and offered answers. `chatLine`. */
  | 'CHAT_LINE'
  /** The website's data on its customer. `ea.customerInfo`. */
  | 'CUSTOMER_INFO'
  /** The visitor's interests. `ea.lead`. */
  | 'LEAD'
  /** The campaign that brought the visitor. `ea.marketingCampaignInfo`. */
  | 'MARKETING_CAMPAIGN_INFO'
  /** The score: the name of its group (`positive`), and its number. `mcs`. */
  | 'MCS'
  /** The visitor's names, company and addresses. `ea.personalInfo`. */
  | 'PERSONAL_INFO'
  /** The visitor's purchases. `ea.purchase`. */
  | 'PURCHASE'
  /** The services that the visitor used. `ea.serviceActivity`. */
  | 'SERVICE_ACTIVITY'
  /** The answers to surveys. `surveyAnswer`. */
  | 'SURVEY_ANSWER'
  /** The questions of surveys. `surveyQuestion`. */
  | 'SURVEY_QUESTION'
  /** The products that the visitor viewed. `ea.viewedProduct`. */
  | 'VIEWED_PRODUCT'
  /** The errors that the visitor met. `ea.visitorError`. */
  | 'VISITOR_ERROR'
  /** The visitor's location and device. `visitorInfo`. */
  | 'VISITOR_INFO';

/** A visitor who may become a customer. Source: `lead.lead`. */
export type LeadAttribute = {
  /** The currency of the value. Source: `currency`. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** The company's own id of the lead. Source: `leadId`. */
  readonly leadId?: Maybe<Scalars['ID']['output']>;
  /** The topic of the visitor's interest. Source: `topic`. */
  readonly topic?: Maybe<Scalars['String']['output']>;
  /** The value of the lead for the company. May be negative. Source: `value`, a text or a number. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** A kind of line that a search can require. */
export type LineContentType =
  /** A line with rich content instead of text. */
  | 'RICH_CONTENT';

/**
 * The function of a line in the conversation. The source does not document its numbers. The meanings are those of the lines in its examples.
 * Source: `transcript.lines[].controlType`.
 */
export type LineControlType =
  /** A message. Number 0. */
  | 'CHAT'
  /** The notice that the conversation is over. Number 5. */
  | 'ENDED'
  /** The notice that an agent has joined. Number 3. */
  | 'JOINED'
  /** Another number, which `controlTypeRaw` contains. Not allowed in input. */
  | 'OTHER'
  /** The greeting while the visitor waits. Number 4. */
  | 'WELCOME';

/** The kind of author of a line. Source: `transcript.lines[].source`. */
export type LineSource =
  /** An agent of the contact center. */
  | 'AGENT'
  /**
   * An author that this enum does not have, or that the source does not contain. `sourceRaw` contains the source's word. Not allowed in
   * input.
   */
  | 'OTHER'
  /** The system, for greetings and notices. */
  | 'SYSTEM'
  /** The visitor of the website. */
  | 'VISITOR';

/** The origin of the visit. Source: `marketingCampaignInfo.marketingCampaignInfo`. */
export type MarketingCampaignInfoAttribute = {
  /** The partner whose link the visitor followed. Source: `affiliate`. */
  readonly affiliate?: Maybe<Scalars['String']['output']>;
  /** The company's own id of its advertising campaign. Independent of `Engagement.campaign`. Source: `campaignId`. */
  readonly campaignId?: Maybe<Scalars['ID']['output']>;
  /** The number of the channel, as the website numbers them. Source: `originatingChannel`. */
  readonly originatingChannel?: Maybe<Scalars['String']['output']>;
};

/** The direction of a message, seen from the contact center. */
export type MessageDirection =
  /** From a customer to the contact center. */
  | 'INBOUND'
  /** From the contact center to a customer. */
  | 'OUTBOUND';

/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type Mutation = {
  /**
   * Abandons a flow: the customer has left it before its end. Its number of the pool is released. An abandoned flow does not change.
   * INVALID_STATE if the flow was completed, NOT_FOUND if it does not exist.
   *
   * Needs the scope `flow.manage`.
   */
  readonly abandonFlow?: Maybe<InteractionFlowPayload>;
  /**
   * Accepts an offer of the queue, a transfer or an invitation. The caller becomes a participant, and `notifications` delivers the whole
   * history. ALREADY_ACCEPTED for a present participant. NOT_OFFERED without an open offer to the caller. Source: Accept.
   *
   * Needs the scope `chat.agent` or `interaction.agent`.
   */
  readonly acceptInteraction?: Maybe<InteractionPayload>;
  /**
   * Completes a flow: the customer has reached its end. Its number of the pool is released. A completed flow does not change. INVALID_STATE
   * if the flow was abandoned, NOT_FOUND if it does not exist.
   *
   * Needs the scope `flow.manage`.
   */
  readonly completeFlow?: Maybe<InteractionFlowPayload>;
  /**
   * Completes an interaction for all its agents. A chat that is still active ends first. The chat transcript, the engagement and the trace
   * record exist when the operation returns. INVALID_STATE for a completed interaction. Source: Complete.
   *
   * Needs the scope `chat.agent` or `interaction.agent`.
   */
  readonly completeInteraction?: Maybe<InteractionPayload>;
  /**
   * Stores a chat transcript under a new id. The same input twice makes two transcripts, unless it has an `idempotencyKey`.
   *
   * Needs the scope `hybris.interactionrecording_manage`.
   */
  readonly createChatTranscript?: Maybe<ChatTranscriptPayload>;
  /**
   * Deletes a chat transcript permanently. A transcript that does not exist, was deleted before, or belongs to another tenant is no refusal:
   * `deletedId` is null, and nothing is deleted.
   *
   * Needs the scope `hybris.interactionrecording_delete`.
   */
  readonly deleteChatTranscript?: Maybe<ChatTranscriptPayload>;
  /**
   * Settles a dead letter without ingesting its event. The dead letter is kept, so that a repetition of the event does not make another one.
   * NOT_FOUND if the dead letter does not exist, INVALID_STATE if it does not wait.
   *
   * Needs the scope `feed.ingest`.
   */
  readonly discardDeadLetter?: Maybe<FeedPayload>;
  /**
   * Ends the chat. The interaction goes to WRAP, for the work after the conversation. INVALID_STATE for a chat that has ended. Source:
   * EndChatSession.
   *
   * Needs the scope `chat.agent`.
   */
  readonly endChatSession?: Maybe<InteractionPayload>;
  /**
   * Erases a customer's personal data permanently: in the trace records, contact records and transcripts of the customer's tasks, in the
   * stored events, and in the dead letters that contain the customer or such a task. The facts that a task took place, its times, agents and
   * durations stay. Later events of an erased task, and repetitions, are not stored and are counted as `duplicate`; a dead letter that is
   * mended to such an event becomes `ERASED`. Later tasks of the same customer are not erased.
   *
   * One call finds up to 100 events. Repeat it with the same arguments until `isDone` is true. Repeated and concurrent calls are safe.
   * BAD_USER_INPUT if both arguments are missing or one exceeds its limit.
   *
   * Needs the scope `feed.erase`.
   */
  readonly eraseFeedData?: Maybe<FeedPayload>;
  /**
   * Ingests events of Symbee Connect's feeds, of any `ActivityType`, and contact records and agent events of Amazon Connect, in any order. A
   * repeated event changes nothing. An invalid event is rejected, becomes a dead letter, and does not stop the others. A value that nothing
   * needs and that cannot be read is null, and one of the event's `issues`. The operation returns after all writes. It takes 1 to 1,000 events of at
   * most 1 MiB each; another number is BAD_USER_INPUT. A request has at most 4 MiB over HTTP (setting MAX_BULK_BODY_BYTES), and 256 KiB over
   * a WebSocket (setting MAX_WS_PAYLOAD_BYTES). `POST /ingest/symbee` takes more.
   *
   * Needs the scope `feed.ingest`.
   */
  readonly ingestEvents?: Maybe<FeedPayload>;
  /**
   * Offers the interaction to a further agent. Both agents are participants once the invited agent accepts. ALREADY_PARTICIPANT for an agent
   * that is a participant or has an open offer, including the caller. NO_SUCH_TARGET for an unknown agent. AGENT_UNAVAILABLE for an agent
   * that is signed out, is unavailable or has no capacity left. INVALID_STATE unless the chat is ACTIVE, and beyond eight open invitations.
   * Source: InviteUser.
   *
   * Needs the scope `chat.agent`.
   */
  readonly inviteUser?: Maybe<InteractionPayload>;
  /**
   * Ends the caller's participation in a conference. The ownership of a leaving owner passes to the agent that joined first. LAST_AGENT for
   * the only agent. NOT_PARTICIPANT if `agentId` names another agent, or the caller is not a participant. Source: LeaveConference.
   *
   * Needs the scope `chat.agent`.
   */
  readonly leaveConference?: Maybe<InteractionPayload>;
  /**
   * Ends the customer's participation. An interaction that no agent has accepted is COMPLETED with the reason ABANDONED_IN_QUEUE. Any other
   * interaction goes to WRAP with the reason CUSTOMER_LEFT, and its agents complete it. INVALID_STATE for a completed interaction.
   * NOT_PARTICIPANT for a customer that has left.
   *
   * Needs the scope `chat.customer`.
   */
  readonly leaveInteraction?: Maybe<InteractionPayload>;
  /**
   * Replaces the event of a dead letter, and ingests the new event. If that is invalid too, the dead letter waits with the new event and the
   * new reason. NOT_FOUND if the dead letter does not exist, INVALID_STATE if it does not wait.
   *
   * Needs the scope `feed.ingest`.
   */
  readonly mendDeadLetter?: Maybe<FeedPayload>;
  /**
   * Records answers on a recorded step. A later answer to a prompt replaces the earlier one. NOT_FOUND if the flow or the step does not exist.
   * INVALID_STATE if the flow has ended or is full, or if the step would have more than 200 prompts. IDEMPOTENCY_CONFLICT if the key was used
   * with other content.
   *
   * Needs the scope `flow.manage`.
   */
  readonly recordFlowChoices?: Maybe<InteractionFlowPayload>;
  /**
   * Records that the customer has reached a step. The step before it ends. A step with a recorded `stepId` and the same content changes
   * nothing; with other content it is IDEMPOTENCY_CONFLICT. NOT_FOUND if the flow does not exist. INVALID_STATE if the flow has ended or is
   * full: the limits are 1,000 steps, and 4 MiB for all steps, variables and photo details.
   *
   * Needs the scope `flow.manage`.
   */
  readonly recordFlowStep?: Maybe<InteractionFlowPayload>;
  /**
   * Rejects an offer. The caller is free for other offers, and the interaction is offered to the next agent. NOT_OFFERED without an open
   * offer to the caller. INVALID_STATE for an agent that has accepted the interaction. Source: Reject.
   *
   * Needs the scope `chat.agent` or `interaction.agent`.
   */
  readonly rejectInteraction?: Maybe<InteractionPayload>;
  /**
   * Ingests the events of dead letters again, in their original or mended form, for example after an update of the server or after their type
   * was switched on. The payload has one item for each id, in the same order: the dead letter, or null if it does not exist or does not wait.
   * A text that is not JSON waits until it is mended. Fewer than 1 or more than 100 ids are BAD_USER_INPUT.
   *
   * Needs the scope `feed.ingest`.
   */
  readonly replayDeadLetters?: Maybe<FeedPayload>;
  /**
   * Sends the history of a chat to the caller's `notifications`. Only a present agent may request it. `Interaction.events` returns the same
   * events. UNKNOWN_EVENT for an event of another interaction. Source: RequestChatHistory.
   *
   * Needs the scope `chat.agent`.
   */
  readonly requestChatHistory?: Maybe<InteractionPayload>;
  /**
   * Sends a message to the other participants. Messages of one sender keep the order in which they were sent. INVALID_TEXT for a text that
   * is empty, has only white space, or is longer than 32,768 bytes of UTF-8. INVALID_STATE after the end of the chat. Source: Send.
   *
   * Needs the scope `chat.customer` or `chat.agent`.
   */
  readonly sendMessage?: Maybe<InteractionPayload>;
  /**
   * Tells the other participants that the caller types. The notification expires after 6 seconds unless it is repeated. It is not stored.
   * Repetitions have no effect on the others. Source: SendStartTypingNotification.
   *
   * Needs the scope `chat.customer` or `chat.agent`.
   */
  readonly sendStartTypingNotification?: Maybe<InteractionPayload>;
  /**
   * Tells the other participants that the caller no longer types. Without an earlier start it has no effect. Source:
   * SendStopTypingNotification.
   *
   * Needs the scope `chat.customer` or `chat.agent`.
   */
  readonly sendStopTypingNotification?: Maybe<InteractionPayload>;
  /**
   * Sets whether events on a company's agents are accepted: `EXTENDED_AGENT_EVENTS` and `USER_USAGE`. A user name identifies one agent of the
   * tenant, so allow several companies only if no two of their agents have the same user name. Before the first event that states a company,
   * the operation sets the company of the tenant's agents; otherwise that is the company of the first event. Events of other companies become
   * dead letters with the code OTHER_COMPANY, and can be replayed after their company was allowed. Stored events stay. The setting applies
   * from the next batch on. Setting it again changes nothing. INVALID_STATE if the only company is removed, BAD_USER_INPUT for more than 100
   * companies. The payload has the `agentCompanies`.
   *
   * Needs the scope `feed.ingest`.
   */
  readonly setAgentCompany?: Maybe<FeedPayload>;
  /**
   * Sets whether an agent is signed in and accepts work. IDLE signs in and accepts more work. UNAVAILABLE signs in and accepts no more work.
   * LOGGED_OFF signs out. The resulting state also depends on the agent's interactions, so it can differ from the requested one: an agent
   * with an interaction that requests UNAVAILABLE becomes PENDING_UNAVAILABLE, and one that requests IDLE becomes WORKING. Open offers of an
   * agent that becomes unavailable or signs out go to other agents. Accepted interactions stay with the agent. The operation is idempotent.
   *
   * An agent stays signed in while its client sends requests, or holds a WebSocket or an event stream open. After about two minutes without
   * any of them (setting AGENT_LEASE_MS), the server signs the agent out: LOGGED_OFF with the reason TIMEOUT.
   *
   * An agent sets its own state, and the first call registers it. A caller with `agent.manage` sets the state of any registered agent. An
   * agent that is not registered is BAD_USER_INPUT. Another agent's state without `agent.manage` is FORBIDDEN, and so is every call by a
   * customer.
   *
   * Needs the scope `chat.agent` or `interaction.agent` or `agent.manage`.
   */
  readonly setAgentState?: Maybe<AgentPayload>;
  /**
   * Switches an event type on or off for one environment of a company. Events of a type that is off are counted as `disabled` in every form
   * of ingestion, and neither they nor dead letters of them are stored. Stored events stay. The setting applies from the next batch on.
   * Setting it again changes nothing. Initially all types are on. More than 1,000 types that are off are BAD_USER_INPUT.
   *
   * Needs the scope `feed.ingest`.
   */
  readonly setFeedSwitch?: Maybe<FeedPayload>;
  /**
   * Sets the keys by which `interactionFlowBy` finds a flow, also after the flow has ended. A key can be set once; another value for it is
   * INVALID_STATE. Only `historySearchId` can change: its latest value applies. NOT_FOUND if the flow does not exist.
   *
   * Needs the scope `flow.manage`.
   */
  readonly setFlowKeys?: Maybe<InteractionFlowPayload>;
  /**
   * Sets variables of a set. A set that does not exist is created. Variables that are not named keep their values, null removes a variable,
   * and an empty text is a value. NOT_FOUND if the flow does not exist. INVALID_STATE if the flow has ended or is full, or if the set would
   * have more than 1,000 variables. IDEMPOTENCY_CONFLICT if the key was used with other content.
   *
   * Needs the scope `flow.manage`.
   */
  readonly setFlowVariables?: Maybe<InteractionFlowPayload>;
  /**
   * Transfers the interaction to an agent, or to any agent with a skill. The caller leaves at once. The target gets an offer, and the history
   * after accepting it. A transfer to an agent that does not accept goes to the queue. NO_SUCH_TARGET for an unknown agent, or a skill that
   * no agent has. ALREADY_PARTICIPANT and AGENT_UNAVAILABLE as for `inviteUser`. INVALID_STATE after the end of the chat. Source:
   * SingleStepTransfer.
   *
   * Needs the scope `chat.agent` or `interaction.agent`.
   */
  readonly singleStepTransfer?: Maybe<InteractionPayload>;
  /**
   * Starts a flow. The application supplies the identifier, or the server generates one. ALREADY_EXISTS if another flow has or had the
   * identifier, or has the phone number of the pool. NO_NUMBER_FREE if a number is to be allocated and none is free. A repeated start by the
   * same caller, with the same identifier or `idempotencyKey` and the same content, returns the first flow.
   *
   * Needs the scope `flow.manage`.
   */
  readonly startFlow?: Maybe<InteractionFlowPayload>;
  /**
   * Starts an interaction of the customer. It is queued, and offered to an agent with the skill: to the least loaded one and, among equals,
   * to the one that has been idle longest. INVALID_TEXT for an invalid first message. IDEMPOTENCY_CONFLICT if `clientInteractionId` was used
   * with other content.
   *
   * Needs the scope `chat.customer`.
   */
  readonly startInteraction?: Maybe<InteractionPayload>;
  /**
   * Changes the attached data of an interaction that is not completed. Given keys are set, keys with the value null are removed, and all
   * others stay. BAD_USER_INPUT for a value that is not an object or has more than 16 KiB of JSON. INVALID_STATE if the result would have
   * more than 16 KiB.
   *
   * Needs the scope `chat.agent`.
   */
  readonly updateAttachedData?: Maybe<InteractionPayload>;
  /**
   * Registers an agent, or changes a registered one. Fields that are left out of the input keep their values. The operation is idempotent.
   *
   * Needs the scope `agent.manage`.
   */
  readonly upsertAgent?: Maybe<AgentPayload>;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationAbandonFlowArgs = {
  id: Scalars['ID']['input'];
  reason?: InputMaybe<FlowEndReason>;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationAcceptInteractionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  nickname?: InputMaybe<Scalars['String']['input']>;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationCompleteFlowArgs = {
  id: Scalars['ID']['input'];
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationCompleteInteractionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  workCodes?: InputMaybe<ReadonlyArray<WorkCodeInput>>;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationCreateChatTranscriptArgs = {
  input: CreateChatTranscriptInput;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationDeleteChatTranscriptArgs = {
  id: Scalars['ID']['input'];
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationDiscardDeadLetterArgs = {
  id: Scalars['ID']['input'];
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationEndChatSessionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationEraseFeedDataArgs = {
  customer?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  tasks?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationIngestEventsArgs = {
  events: ReadonlyArray<Scalars['JSON']['input']>;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationInviteUserArgs = {
  agentId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationLeaveConferenceArgs = {
  agentId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationLeaveInteractionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationMendDeadLetterArgs = {
  event: Scalars['JSON']['input'];
  id: Scalars['ID']['input'];
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationRecordFlowChoicesArgs = {
  choices: ReadonlyArray<FlowChoiceInput>;
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  stepId: Scalars['ID']['input'];
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationRecordFlowStepArgs = {
  id: Scalars['ID']['input'];
  step: FlowStepInput;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationRejectInteractionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationReplayDeadLettersArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationRequestChatHistoryArgs = {
  eventId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationSendMessageArgs = {
  clientMessageId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
  text: Scalars['String']['input'];
  visibility: Visibility;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationSendStartTypingNotificationArgs = {
  id: Scalars['ID']['input'];
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationSendStopTypingNotificationArgs = {
  id: Scalars['ID']['input'];
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationSetAgentCompanyArgs = {
  companyId: Scalars['String']['input'];
  isAllowed: Scalars['Boolean']['input'];
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationSetAgentStateArgs = {
  agentId?: InputMaybe<Scalars['ID']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
  state: AgentState;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationSetFeedSwitchArgs = {
  activityType: FeedActivity;
  companyId?: InputMaybe<Scalars['String']['input']>;
  environment?: InputMaybe<Scalars['String']['input']>;
  isOn: Scalars['Boolean']['input'];
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationSetFlowKeysArgs = {
  id: Scalars['ID']['input'];
  keys: FlowKeysInput;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationSetFlowVariablesArgs = {
  group?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  secret?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  set: Scalars['String']['input'];
  variables: Scalars['JSON']['input'];
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationSingleStepTransferArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  to: TransferTarget;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationStartFlowArgs = {
  input: StartFlowInput;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationStartInteractionArgs = {
  input: StartInteractionInput;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationUpdateAttachedDataArgs = {
  attributes: Scalars['JSON']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};


/** Root of all mutations. Each field is one operation. The mutations of a request run one after the other. */
export type MutationUpsertAgentArgs = {
  input: AgentInput;
};

/** An object with a global id. `Query.node` reads it by this id. */
export type Node = {
  /** The global id: opaque, stable, and unique among all types of the tenant. */
  readonly id: Scalars['ID']['output'];
};

/** Reason of an offer. */
export type OfferReason =
  /** A participating agent invited this agent to a conference. */
  | 'INVITE'
  /** The interaction waited in the queue. */
  | 'QUEUE'
  /** An agent transferred the interaction, to this agent or to the skill. */
  | 'TRANSFER';

/** The end of an offer that the agent did not accept. */
export type OfferWithdrawn = AgentNotification & {
  /** Time of the withdrawal, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The interaction at the time of the notification or later. Null if it cannot be read: the notification arrives all the same. */
  readonly interaction?: Maybe<Interaction>;
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
  /** The reason of the withdrawal. */
  readonly withdrawalReason: WithdrawalReason;
};

/** An operating system. Source: `visitorInfo.operatingSystem`. */
export type OperatingSystem =
  /** Google's system for phones and tablets. */
  | 'ANDROID'
  /** Apple's system for phones and tablets. */
  | 'IOS'
  /** Linux. */
  | 'LINUX'
  /** macOS. The source has its older name. */
  | 'MAC_OSX'
  /** Not known to the source. */
  | 'NA'
  /** A system that this enum does not have. `operatingSystemRaw` contains the source's word. Not allowed in input. */
  | 'OTHER'
  /** Microsoft Windows. */
  | 'WINDOWS';

/**
 * The outcome of an operation. Every mutation returns one. A refusal is an outcome: the operation changed nothing, and the response has no
 * GraphQL error. Invalid input, a missing scope and a fault of the server are GraphQL errors with `extensions.code`.
 */
export type OperationPayload = {
  /** Path of the refused argument, for example `["to", "agentId"]`. Null on success, and if no single argument caused the refusal. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** `ok` on success, otherwise `error`. */
  readonly result: Scalars['String']['output'];
  /** Shortest delay before the next attempt. Given with RATE_LIMITED and BUSY. */
  readonly retryAfter?: Maybe<Scalars['Milliseconds']['output']>;
  /** The outcome of the operation. */
  readonly status: OperationStatus;
  /** The number of `status`. 0 means success. The numbers are stable. */
  readonly statusCode: Scalars['Int']['output'];
  /** The reason of a refusal, for people. Null on success. */
  readonly statusMessage?: Maybe<Scalars['String']['output']>;
};

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

/** A report of a kind that is not known, or without the form of its kind. */
export type OtherSdeAttribute = {
  /** The report, unchanged. */
  readonly json: Scalars['JSON']['output'];
  /** The source's name of the kind. Null if there is none. */
  readonly name?: Maybe<Scalars['String']['output']>;
};

/** The owner of the interaction changed. Hidden from customers. */
export type OwnerChanged = InteractionEvent & Node & {
  /** Time of the event, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The `participantId` of the participant that caused the event. Null for an event that the system caused. */
  readonly by?: Maybe<Scalars['ID']['output']>;
  /** The opaque id of the event, at which a subscription or a page continues. */
  readonly eventId: Scalars['ID']['output'];
  /** The global id of the event. `node` returns the event to each caller that may see it in `Interaction.events`. */
  readonly id: Scalars['ID']['output'];
  /** The interaction as it is now. Null if the caller may no longer see it. */
  readonly interaction?: Maybe<Interaction>;
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
  /** The new owner at the time of the event. Null during a transfer. */
  readonly owner?: Maybe<InteractionParticipant>;
  /** The sequence number of the event in its interaction. It strictly increases. Events that the caller may not see have numbers too. */
  readonly sequence: Scalars['Int']['output'];
};

/** The position of a page in the list of a connection. */
export type PageInfo = {
  /** Cursor of the last item of this page, for `after`. Null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether the list has items after this page. When paging backwards, true if `before` was given. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether the list has items before this page. When paging forwards, true if `after` was given. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item of this page, for `before`. Null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** The arguments that address a page by number. */
export type PageLocation = {
  /** Maximum number of engagements on the page. */
  readonly limit: Scalars['Int']['output'];
  /** Number of engagements before the page. */
  readonly offset: Scalars['Int']['output'];
};

/** A participant joined the interaction. */
export type ParticipantJoined = InteractionEvent & Node & {
  /** Time of the event, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The `participantId` of the participant that caused the event. Null for an event that the system caused. */
  readonly by?: Maybe<Scalars['ID']['output']>;
  /** The opaque id of the event, at which a subscription or a page continues. */
  readonly eventId: Scalars['ID']['output'];
  /** The global id of the event. `node` returns the event to each caller that may see it in `Interaction.events`. */
  readonly id: Scalars['ID']['output'];
  /** The interaction as it is now. Null if the caller may no longer see it. */
  readonly interaction?: Maybe<Interaction>;
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
  /** The participant at the time of the event. */
  readonly participant: InteractionParticipant;
  /** The sequence number of the event in its interaction. It strictly increases. Events that the caller may not see have numbers too. */
  readonly sequence: Scalars['Int']['output'];
};

/** A participant left the interaction. */
export type ParticipantLeft = InteractionEvent & Node & {
  /** Time of the event, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The `participantId` of the participant that caused the event. Null for an event that the system caused. */
  readonly by?: Maybe<Scalars['ID']['output']>;
  /** The opaque id of the event, at which a subscription or a page continues. */
  readonly eventId: Scalars['ID']['output'];
  /** The global id of the event. `node` returns the event to each caller that may see it in `Interaction.events`. */
  readonly id: Scalars['ID']['output'];
  /** The interaction as it is now. Null if the caller may no longer see it. */
  readonly interaction?: Maybe<Interaction>;
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
  /** The participant at the time of the event. */
  readonly participant: InteractionParticipant;
  /** The sequence number of the event in its interaction. It strictly increases. Events that the caller may not see have numbers too. */
  readonly sequence: Scalars['Int']['output'];
};

/** Role of a participant. */
export type ParticipantRole =
  /** An agent of the contact center. */
  | 'AGENT'
  /** The customer. */
  | 'CUSTOMER';

/** The visitor's personal data, according to the website. Source: `personalInfo`. */
export type PersonalInfoAttribute = {
  /** The visitor's company. Source: `company`. */
  readonly company?: Maybe<Scalars['String']['output']>;
  /** E-mail addresses, phone numbers and postal addresses. Source: `contacts`. */
  readonly contacts: ReadonlyArray<SdeContact>;
  /** The age and the date of birth. Source: `customerAge`. */
  readonly customerAge?: Maybe<SdeCustomerAge>;
  /** The gender in the website's word: `MALE`. Source: `gender`. */
  readonly gender?: Maybe<Scalars['String']['output']>;
  /** The visitor's language. Source: `language`. */
  readonly language?: Maybe<Scalars['String']['output']>;
  /** The first name. Source: `name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The family name. Source: `surname`. */
  readonly surname?: Maybe<Scalars['String']['output']>;
};

/** A purchase of the visitor. Source: `purchase`. */
export type PurchaseAttribute = {
  /** The purchased cart. All its fields can be empty. Source: `cart`. */
  readonly cart?: Maybe<SdeCart>;
  /** The currency, if the website reports one. Source: `currency`. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** The company's own id of the order. Source: `orderId`. */
  readonly orderId?: Maybe<Scalars['ID']['output']>;
  /** The amount paid, which can differ from the price of the cart. Source: `total`. */
  readonly total?: Maybe<Scalars['String']['output']>;
};

/** Root of all queries. */
export type Query = {
  /**
   * One agent of the tenant. Null if no agent has this user name.
   *
   * Needs the scope `agent.view`.
   */
  readonly agent?: Maybe<Agent>;
  /**
   * The aliases of the companies whose agents' events are accepted: the company of the tenant's agents, and those that `setAgentCompany` has
   * allowed. Empty until an event on an agent states a company. Null for customers.
   *
   * Needs the scope `feed.view` or `feed.ingest`.
   */
  readonly agentCompanies?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /**
   * The number of registered agents of the tenant at this moment, in groups. Requires the scope `agent.view`. Null for customers.
   *
   * Needs the scope `agent.view`.
   */
  readonly agentCounts?: Maybe<AgentCounts>;
  /**
   * The registered agents of the tenant, sorted by user name.
   *
   * Needs the scope `agent.view`.
   */
  readonly agents?: Maybe<AgentConnection>;
  /**
   * One chat transcript. Null if it does not exist, was deleted, or belongs to another tenant.
   *
   * Needs the scope `hybris.interactionrecording_view`.
   */
  readonly chatTranscript?: Maybe<ChatTranscript>;
  /**
   * The chat transcripts of the tenant, newest start first. Transcripts with the same start are sorted by id, greatest first.
   *
   * Needs the scope `hybris.interactionrecording_view`.
   */
  readonly chatTranscripts?: Maybe<ChatTranscriptConnection>;
  /** The agent that the token belongs to. Null if the token is not an agent's. */
  readonly currentAgent?: Maybe<Agent>;
  /**
   * The rejected events, newest first by the time of their arrival: events of an unknown type, and events that do not match their source's
   * documentation. They are kept until they are mended, replayed or discarded. Null for customers.
   *
   * Needs the scope `feed.view`.
   */
  readonly deadLetters?: Maybe<DeadLetterConnection>;
  /**
   * One engagement. Null if it does not exist or belongs to another tenant.
   *
   * Needs the scope `engagement.view`.
   */
  readonly engagement?: Maybe<Engagement>;
  /**
   * The engagements that match a filter, in the order of `sort`: imported ones and completed live interactions. Pages are addressed by
   * cursor (`first`, `after`, `last`, `before`) or, as in the source, by number (`offset`, `limit`), but not by both. A page by cursor has
   * the same cost everywhere in the list, and new engagements do not shift it. Default: the first 50, with cursors.
   *
   * A search examines at most 50,000 engagements of its rarest word or id, plus the skipped ones of a page by number. If the page is not
   * full by then, and more engagements could match, the search fails with the field `filter`: use a shorter `start` or a rarer word. Each
   * refusal is BAD_USER_INPUT with the field and the reason. Source: its method "Retrieve Engagement List by Criteria".
   *
   * Needs the scope `engagement.view`.
   */
  readonly engagements?: Maybe<EngagementConnection>;
  /**
   * The stored events as their source sent them, sorted by their own time, newest first. Null for customers.
   *
   * Needs the scope `feed.view`.
   */
  readonly feedEvents?: Maybe<FeedEventConnection>;
  /**
   * The event types that are on and off, by environment: of the stated environment, or else of every environment in which a type is off. Null
   * for customers.
   *
   * Needs the scope `feed.view` or `feed.ingest`.
   */
  readonly feedSwitches?: Maybe<ReadonlyArray<FeedSwitches>>;
  /**
   * One interaction. Null if the interaction does not exist, belongs to another tenant, or the caller may not see it. A caller sees an
   * interaction as a present or former participant, as an agent with an open offer, or with the scope `interaction.view`.
   *
   * Needs the scope `interaction.view` or `chat.agent` or `interaction.agent` or `chat.customer`.
   */
  readonly interaction?: Maybe<Interaction>;
  /**
   * One interaction flow, running or ended. Null if it does not exist, if it belongs to another tenant, or if the caller is a customer and
   * the flow is not the customer's own. Source: X-Platform, Get Full Interaction Flow, Get Interaction Summary, Get User Variable Set, Get
   * Interaction Photo.
   *
   * Needs the scope `flow.view` or `flow.manage`.
   */
  readonly interactionFlow?: Maybe<InteractionFlow>;
  /**
   * The flow with a key. If several flows have the key, the one that started last. Null if no flow that the caller may see has the key.
   *
   * Needs the scope `flow.view` or `flow.manage`.
   */
  readonly interactionFlowBy?: Maybe<InteractionFlow>;
  /**
   * The flows of the tenant, newest start first. Flows with the same start are sorted by identifier, greatest first. A customer gets only the
   * customer's own flows.
   *
   * Needs the scope `flow.view` or `flow.manage`.
   */
  readonly interactionFlows?: Maybe<InteractionFlowConnection>;
  /**
   * The identifier of the running flow that has a phone number. Null if no running flow has the number, but the number is in the pool or an
   * earlier flow had it. NOT_FOUND for any other number. A customer finds only the customer's own flows. For a dial string, a number and an
   * identifier with a comma or a semicolon between them (`1-800-123-4567,959595`), the identifier as it is written; the flow need not exist.
   * Any other text is BAD_USER_INPUT. Source: X-Platform, Get Interaction Unique ID.
   *
   * Needs the scope `flow.view` or `flow.manage`.
   */
  readonly interactionUniqueId?: Maybe<Scalars['ID']['output']>;
  /**
   * Interactions by creation time. Interactions of the same millisecond are sorted by id. Callers without the scope `interaction.view` get
   * only interactions in which they are or were participants. A cursor is valid for the same `filter` and `order` only, otherwise it is
   * BAD_CURSOR.
   *
   * Needs the scope `interaction.view` or `chat.agent` or `interaction.agent` or `chat.customer`.
   */
  readonly interactions?: Maybe<InteractionConnection>;
  /**
   * Reads any object by its global id. Null if no object has the id, if it belongs to another tenant, or if the caller may not see it.
   * FORBIDDEN without a scope that the object's type requires.
   */
  readonly node?: Maybe<Node>;
  /**
   * Reads several objects by their global ids, in the order of the ids. An item is null in the cases in which `node` is null. An item for
   * whose type the caller lacks the scope is null with the error FORBIDDEN. Fewer than 1 or more than 100 ids are BAD_USER_INPUT.
   */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /**
   * One trace record. Null if it does not exist, if it belongs to another tenant, or if the caller is a customer.
   *
   * Needs the scope `feed.view`.
   */
  readonly traceRecord?: Maybe<InteractionTraceRecord>;
  /**
   * The trace record of a task. By its gateway's id, a task is found from the first event on: also if only a work code or Amazon Connect's
   * contact record exists. If several tasks have the id, one of them: state the company and the environment. Null if no such task exists, if
   * it belongs to another tenant, or if the caller is a customer.
   *
   * Needs the scope `feed.view`.
   */
  readonly traceRecordBy?: Maybe<InteractionTraceRecord>;
  /**
   * The trace records of the tenant, sorted by the first known time of the task, newest first. A task of which only work codes exist is not
   * listed. Null for customers.
   *
   * Needs the scope `feed.view`.
   */
  readonly traceRecords?: Maybe<InteractionTraceRecordConnection>;
};


/** Root of all queries. */
export type QueryAgentArgs = {
  id: Scalars['ID']['input'];
};


/** Root of all queries. */
export type QueryAgentCountsArgs = {
  by: AgentGrouping;
  hierarchy?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  skill?: InputMaybe<Scalars['String']['input']>;
};


/** Root of all queries. */
export type QueryAgentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  hierarchy?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  skill?: InputMaybe<Scalars['String']['input']>;
  states?: InputMaybe<ReadonlyArray<AgentState>>;
};


/** Root of all queries. */
export type QueryChatTranscriptArgs = {
  id: Scalars['ID']['input'];
};


/** Root of all queries. */
export type QueryChatTranscriptsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  chatterId?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  range?: InputMaybe<DateTimeRange>;
};


/** Root of all queries. */
export type QueryDeadLettersArgs = {
  activityType?: InputMaybe<Scalars['String']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  code?: InputMaybe<RejectCode>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<DeadLetterStatus>;
};


/** Root of all queries. */
export type QueryEngagementArgs = {
  id: Scalars['ID']['input'];
};


/** Root of all queries. */
export type QueryEngagementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter: EngagementFilter;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<ReadonlyArray<EngagementSort>>;
};


/** Root of all queries. */
export type QueryFeedEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FeedEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Root of all queries. */
export type QueryFeedSwitchesArgs = {
  companyId?: InputMaybe<Scalars['String']['input']>;
  environment?: InputMaybe<Scalars['String']['input']>;
};


/** Root of all queries. */
export type QueryInteractionArgs = {
  id: Scalars['ID']['input'];
};


/** Root of all queries. */
export type QueryInteractionFlowArgs = {
  id: Scalars['ID']['input'];
};


/** Root of all queries. */
export type QueryInteractionFlowByArgs = {
  key: FlowKeyInput;
};


/** Root of all queries. */
export type QueryInteractionFlowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<ReadonlyArray<FlowStatus>>;
};


/** Root of all queries. */
export type QueryInteractionUniqueIdArgs = {
  phoneNumber: Scalars['String']['input'];
};


/** Root of all queries. */
export type QueryInteractionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InteractionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  order?: InputMaybe<SortOrder>;
};


/** Root of all queries. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Root of all queries. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** Root of all queries. */
export type QueryTraceRecordArgs = {
  id: Scalars['ID']['input'];
};


/** Root of all queries. */
export type QueryTraceRecordByArgs = {
  key: TraceRecordKey;
};


/** Root of all queries. */
export type QueryTraceRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TraceRecordFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** The time at which a record was stored, and the number of its changes since. */
export type RecordMetadata = {
  /** Time at which the record was first stored: by this server's clock, or according to the source's own metadata. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Time of the last change. Equal to `createdAt` in version 1. */
  readonly modifiedAt: Scalars['DateTime']['output'];
  /** Number of the record's versions, from 1. An import with other content makes the next version. */
  readonly version: Scalars['Int']['output'];
};

/** The reason of a rejection. */
export type RejectCode =
  /** The event is about an agent of another company than the tenant's (`setAgentCompany`). */
  | 'OTHER_COMPANY'
  /** The event was replayed while its type was off (`setFeedSwitch`). */
  | 'SWITCHED_OFF'
  /** The event has an unknown type, or does not match its source's documentation. */
  | 'UNREADABLE';

/** A visitor's postal address. Source: `contacts[].personalContact.address`. */
export type SdeAddress = {
  /** The country. Source: `country`. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** The region or state. Source: `region`. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** The postal code. Source: `zipCode`, a number or a text. */
  readonly zipCode?: Maybe<Scalars['String']['output']>;
};

/**
 * The content of a report of the website. Amounts and counts are texts, as the source sends them: `11.7`. The source has no currency except
 * in fields for it.
 */
export type SdeAttribute = CartStatusAttribute | CustomerInfoAttribute | LeadAttribute | MarketingCampaignInfoAttribute | OtherSdeAttribute | PersonalInfoAttribute | PurchaseAttribute | ServiceActivityAttribute | ViewedProductAttribute | VisitorErrorAttribute;

/** The cart of a purchase. Source: `purchase.cart`. */
export type SdeCart = {
  /** The currency, if the website reports one. Source: `currency`. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** The number of items. Source: `numItems`. */
  readonly numItems?: Maybe<Scalars['String']['output']>;
  /** Time of the report by the clock of the visitor's browser, if the cart was reported apart. Source: `originalTimeStamp`. */
  readonly originalTimeStamp?: Maybe<Scalars['DateTime']['output']>;
  /** The products. May be empty. Source: `products`. */
  readonly products: ReadonlyArray<SdeProduct>;
  /** Time at which the source received the cart, if it was reported apart from the purchase. Source: `serverTimeStamp`. */
  readonly serverTimeStamp?: Maybe<Scalars['DateTime']['output']>;
  /** The total price. Source: `total`. */
  readonly total?: Maybe<Scalars['String']['output']>;
};

/** A contact of a visitor. Source: `contacts[].personalContact`. */
export type SdeContact = {
  /** The postal address. Source: `address`. */
  readonly address?: Maybe<SdeAddress>;
  /** The e-mail address. Source: `email`. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** The phone number, as it was written. Source: `phone`. */
  readonly phone?: Maybe<Scalars['String']['output']>;
};

/** A visitor's age. Its parts are reported separately and can contradict each other. Source: `customerAge`. */
export type SdeCustomerAge = {
  /** The age in years: `35.0`. Source: `customerAgeInYears`. */
  readonly customerAgeInYears?: Maybe<Scalars['String']['output']>;
  /** The day of the month of birth. Source: `customerDateOfBirth`. */
  readonly customerDateOfBirth?: Maybe<Scalars['String']['output']>;
  /** The month of birth. Source: `customerMonthOfBirth`. */
  readonly customerMonthOfBirth?: Maybe<Scalars['String']['output']>;
  /** The year of birth. Source: `customerYearOfBirth`. */
  readonly customerYearOfBirth?: Maybe<Scalars['String']['output']>;
};

/** A date, in the parts that the website reported. They are not validated. */
export type SdeDate = {
  /** The day of the month. Source: `day`. */
  readonly day?: Maybe<Scalars['String']['output']>;
  /** The month: `1` is January. Source: `month`. */
  readonly month?: Maybe<Scalars['String']['output']>;
  /** The year: `2014`. Source: `year`. */
  readonly year?: Maybe<Scalars['String']['output']>;
};

/**
 * A report of the website on the visitor: an engagement attribute, which the source calls an SDE (structured data element), with the time of
 * the report. Source: `sdes.events[]`.
 */
export type SdeEvent = {
  /** The content of the report. Null after erasure. */
  readonly attribute?: Maybe<SdeAttribute>;
  /** Second time of receipt, which later records have beside the attribute. Source: the event's `serverTimeStamp`. */
  readonly eventServerTimeStamp?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Whether the visitor was signed in to the website, so that the report reliably belongs to this person. Source: the event's
   * `isAuthenticated`, in later records. Messaging: if it is missing, whether the report is in `sdes` or in `unAuthSdes`.
   */
  readonly isAuthenticated?: Maybe<Scalars['Boolean']['output']>;
  /** The kind of report. It determines the type of `attribute`. */
  readonly kind: SdeKind;
  /** The name of the kind in the source's record, such as `viewProduct`. */
  readonly kindRaw?: Maybe<Scalars['String']['output']>;
  /** Time of the report by the clock of the visitor's browser. Source: the attribute's `originalTimeStamp`. */
  readonly originalTimeStamp?: Maybe<Scalars['DateTime']['output']>;
  /** The kind in the words of later records, such as `PURCHASE`. Source: the event's `sdeType`. */
  readonly sdeType?: Maybe<Scalars['String']['output']>;
  /** Time at which the source received the report. Source: the attribute's `serverTimeStamp`, else the event's. */
  readonly serverTimeStamp?: Maybe<Scalars['DateTime']['output']>;
};

/** The kinds of engagement attributes. Source: the name of the property that holds the attribute. */
export type SdeKind =
  /** The content of the visitor's cart. The source's name: `cartStatus`. */
  | 'CART_STATUS'
  /** The company's data on the customer. The source's name: `customerInfo`. */
  | 'CUSTOMER_INFO'
  /** The visitor may become a customer. The source's name: `lead`. */
  | 'LEAD'
  /** The origin of the visit. The source's name: `marketingCampaignInfo`. */
  | 'MARKETING_CAMPAIGN_INFO'
  /** A kind that this enum does not have, or a report without the form of its kind. It is kept unchanged. Not allowed in input. */
  | 'OTHER'
  /** The visitor's personal data. The source's name: `personalInfo`. */
  | 'PERSONAL_INFO'
  /** A purchase. The source's name: `purchase`. */
  | 'PURCHASE'
  /** Use of a service of the website. The source's name: `serviceActivity`. */
  | 'SERVICE_ACTIVITY'
  /** A view of products. The source's name: `viewProduct`, or viewedProduct in its search. */
  | 'VIEWED_PRODUCT'
  /** An error of the visitor, for example in a form. The source's name: `formFillingError`, or visitorError in its search. */
  | 'VISITOR_ERROR';

/** A product in a cart, or a viewed product. Source: `products[]`, with its `product`. */
export type SdeProduct = {
  /** The category of the product. Source: `product.category`. */
  readonly category?: Maybe<Scalars['String']['output']>;
  /** The name of the product. Source: `product.name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The price of one item. Source: `product.price`. */
  readonly price?: Maybe<Scalars['String']['output']>;
  /** The quantity. Source: `quantity`. */
  readonly quantity?: Maybe<Scalars['String']['output']>;
  /** The company's article number. Source: `product.sku`. */
  readonly sku?: Maybe<Scalars['String']['output']>;
};

/** Use of a service of the website. Source: `serviceActivity.serviceActivity`. */
export type ServiceActivityAttribute = {
  /** The category of the service. Source: `category`. */
  readonly category?: Maybe<Scalars['String']['output']>;
  /** The company's own id of the service. Source: `serviceId`. */
  readonly serviceId?: Maybe<Scalars['ID']['output']>;
  /** The progress: a number, as the website defines it. Source: `status`. */
  readonly status?: Maybe<Scalars['String']['output']>;
  /** The topic of the service. Source: `topic`. */
  readonly topic?: Maybe<Scalars['String']['output']>;
};

/** The direction in which a list is sorted. */
export type SortOrder =
  /** Ascending: smallest, oldest, or alphabetically first item first. */
  | 'ASC'
  /** Descending: largest, newest, or alphabetically last item first. */
  | 'DESC';

/** A flow to start. */
export type StartFlowInput = {
  /** Whether the server allocates a free number of the pool to the flow until it ends. */
  readonly allocateNumber?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * The customer: the subject of the customer's token, at most 512 characters, or the customer's global id. Only this customer can start an
   * interaction from the flow. A customer's token can name only its own subject, which is the default.
   */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /**
   * Makes retries safe if the server generates the identifier: a repeated start by the same caller with the same key returns the first flow.
   * At most 128 characters. Not allowed together with `interactionUniqueId`.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /**
   * The application's own identifier: 1 to 32 digits. Default: the server generates one of 9 digits. Not allowed with a customer's token, which
   * would otherwise show which identifiers other flows have.
   */
  readonly interactionUniqueId?: InputMaybe<Scalars['ID']['input']>;
  /** Further keys by which the flow is found. */
  readonly keys?: InputMaybe<FlowKeysInput>;
  /** The group of the pool from which the number is allocated. Used with `allocateNumber`. Default: any group. */
  readonly numberGroup?: InputMaybe<Scalars['String']['input']>;
  /**
   * The phone number that finds the flow, such as the customer's. A number of the pool must be free, and is not allowed with a customer's
   * token. Not allowed together with `allocateNumber`.
   */
  readonly phoneNumber?: InputMaybe<Scalars['String']['input']>;
  /** The subject of the flow: at most 1,000 characters. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** An interaction to start. */
export type StartInteractionInput = {
  /** Object with attached data: at most 16 KiB of JSON. */
  readonly attributes?: InputMaybe<Scalars['JSON']['input']>;
  /** Idempotency key of the customer: a second start with the same key returns the first interaction. 1 to 128 characters. */
  readonly clientInteractionId?: InputMaybe<Scalars['ID']['input']>;
  /**
   * The flow that the customer has walked, by its identifier or its global id. Agents read it as `Interaction.flow`. BAD_USER_INPUT for a flow
   * that does not exist or belongs to another customer.
   */
  readonly interactionUniqueId?: InputMaybe<Scalars['ID']['input']>;
  /** The name that the chat shows for the customer: up to 256 characters. */
  readonly nickname?: InputMaybe<Scalars['String']['input']>;
  /** The required skill: 1 to 128 characters. Default: any agent qualifies. */
  readonly skill?: InputMaybe<Scalars['String']['input']>;
  /** The subject: up to 1,000 characters. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
  /** The first message: 1 to 32,768 bytes of UTF-8. Only allowed for chats. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** The type of the work. OTHER is BAD_USER_INPUT. */
  readonly type: TaskType;
};

/** The status of the interaction changed. */
export type StatusChanged = InteractionEvent & Node & {
  /** Time of the event, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The `participantId` of the participant that caused the event. Null for an event that the system caused. */
  readonly by?: Maybe<Scalars['ID']['output']>;
  /** The opaque id of the event, at which a subscription or a page continues. */
  readonly eventId: Scalars['ID']['output'];
  /** The global id of the event. `node` returns the event to each caller that may see it in `Interaction.events`. */
  readonly id: Scalars['ID']['output'];
  /** The interaction as it is now. Null if the caller may no longer see it. */
  readonly interaction?: Maybe<Interaction>;
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
  /** The sequence number of the event in its interaction. It strictly increases. Events that the caller may not see have numbers too. */
  readonly sequence: Scalars['Int']['output'];
  /** The new status. */
  readonly status: InteractionStatus;
};

/**
 * Root of all subscriptions. They are served over WebSocket (graphql-ws) and as server-sent events. A subscription with `afterEventId`
 * replays the events after that one and then continues live: in order, without loss or repeat. Without it, a subscription begins now, or
 * with `fromStart` at the first event.
 */
export type Subscription = {
  /**
   * The numbers of agents in groups, as in `Query.agentCounts`: first the present numbers, then the new numbers after each change, at most
   * twice per second. Intermediate numbers can be skipped, but never the last ones: while nothing is pushed, the last pushed numbers are
   * current. Requires the scope `agent.view`.
   *
   * Needs the scope `agent.view`.
   */
  readonly agentCountsChanged: AgentCounts;
  /**
   * Every change of an agent's state from now on, each exactly once. The changes of one agent that this system makes arrive in their order.
   * There is no order between agents, and none between the changes of this system and those of feeds. Changes of feeds arrive in the order of
   * ingestion; `isLate` marks a change that was older than the known state on arrival. Without `agentIds`, `skill` and `hierarchy`, the subscription covers all agents of the tenant. With several of them, it covers agents that match all.
   *
   * With `agent.view`, the subscription covers every agent of the tenant. An agent without `agent.view` receives its own changes only, and
   * FORBIDDEN if `agentIds` contains another agent. SLOW_CONSUMER ends a subscription whose client is more than 1,000 changes behind.
   *
   * Needs the scope `agent.view` or `chat.agent` or `interaction.agent`.
   */
  readonly agentStateChanged: AgentStateChange;
  /**
   * The events of an interaction that the caller may see. The subscription completes after the status COMPLETED. It ends with FORBIDDEN when
   * the caller stops being a participant. FORBIDDEN also for an interaction that does not exist or that the caller may not follow. BAD_CURSOR
   * and HISTORY_LOST as described for `InteractionEvent`. BAD_USER_INPUT for `fromStart` together with `afterEventId`.
   *
   * Needs the scope `interaction.view` or `chat.agent` or `interaction.agent` or `chat.customer`.
   */
  readonly interactionEvents: InteractionEvent;
  /**
   * A flow: first its current state, then its state after each change, each exactly once and in order. `lastEventId` is the position of a
   * state. The subscription completes after the state in which the flow ended. Later keys and interactions are not delivered, except those
   * that exist when the subscription begins. An imported flow is delivered once. Clients of long flows should select `steps(last: 1)`.
   *
   * FORBIDDEN if the flow does not exist or the caller may not see it. BAD_CURSOR if `afterEventId` is not a position of this flow,
   * HISTORY_LOST if the log no longer has it. BAD_USER_INPUT for `afterEventId` together with `fromStart`.
   *
   * Needs the scope `flow.view` or `flow.manage`.
   */
  readonly interactionFlowUpdated: InteractionFlow;
  /**
   * The messages of an interaction. In all other respects the same as `interactionEvents`.
   *
   * Needs the scope `interaction.view` or `chat.agent` or `interaction.agent` or `chat.customer`.
   */
  readonly messageAdded: ChatMessage;
  /**
   * The notifications of the signed-in agent: offers, their withdrawals, and histories after an accept or on request. The subscription begins
   * with the open offers.
   *
   * Needs the scope `chat.agent` or `interaction.agent`.
   */
  readonly notifications: AgentNotification;
  /**
   * The typing of the other participants. Typing is not stored, so a subscription does not resume. Typing ends with the participant's
   * message or leave, with the conversation, and after 6 seconds without a repetition.
   *
   * Needs the scope `interaction.view` or `chat.agent` or `interaction.agent` or `chat.customer`.
   */
  readonly typing: TypingNotification;
};


/**
 * Root of all subscriptions. They are served over WebSocket (graphql-ws) and as server-sent events. A subscription with `afterEventId`
 * replays the events after that one and then continues live: in order, without loss or repeat. Without it, a subscription begins now, or
 * with `fromStart` at the first event.
 */
export type SubscriptionAgentCountsChangedArgs = {
  by: AgentGrouping;
  hierarchy?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  skill?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Root of all subscriptions. They are served over WebSocket (graphql-ws) and as server-sent events. A subscription with `afterEventId`
 * replays the events after that one and then continues live: in order, without loss or repeat. Without it, a subscription begins now, or
 * with `fromStart` at the first event.
 */
export type SubscriptionAgentStateChangedArgs = {
  agentIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  hierarchy?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  sendCurrent?: InputMaybe<Scalars['Boolean']['input']>;
  skill?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Root of all subscriptions. They are served over WebSocket (graphql-ws) and as server-sent events. A subscription with `afterEventId`
 * replays the events after that one and then continues live: in order, without loss or repeat. Without it, a subscription begins now, or
 * with `fromStart` at the first event.
 */
export type SubscriptionInteractionEventsArgs = {
  afterEventId?: InputMaybe<Scalars['ID']['input']>;
  fromStart?: InputMaybe<Scalars['Boolean']['input']>;
  id: Scalars['ID']['input'];
};


/**
 * Root of all subscriptions. They are served over WebSocket (graphql-ws) and as server-sent events. A subscription with `afterEventId`
 * replays the events after that one and then continues live: in order, without loss or repeat. Without it, a subscription begins now, or
 * with `fromStart` at the first event.
 */
export type SubscriptionInteractionFlowUpdatedArgs = {
  afterEventId?: InputMaybe<Scalars['ID']['input']>;
  fromStart?: InputMaybe<Scalars['Boolean']['input']>;
  id: Scalars['ID']['input'];
};


/**
 * Root of all subscriptions. They are served over WebSocket (graphql-ws) and as server-sent events. A subscription with `afterEventId`
 * replays the events after that one and then continues live: in order, without loss or repeat. Without it, a subscription begins now, or
 * with `fromStart` at the first event.
 */
export type SubscriptionMessageAddedArgs = {
  afterEventId?: InputMaybe<Scalars['ID']['input']>;
  fromStart?: InputMaybe<Scalars['Boolean']['input']>;
  id: Scalars['ID']['input'];
};


/**
 * Root of all subscriptions. They are served over WebSocket (graphql-ws) and as server-sent events. A subscription with `afterEventId`
 * replays the events after that one and then continues live: in order, without loss or repeat. Without it, a subscription begins now, or
 * with `fromStart` at the first event.
 */
export type SubscriptionTypingArgs = {
  id: Scalars['ID']['input'];
};

/** The period for which an answer is valid. Source: `surveys.*[].scope`. */
export type SurveyScope =
  /** A scope that this enum does not have. `scopeRaw` contains the source's word. Not allowed in input. */
  | 'OTHER'
  /** The session. The visitor may answer differently at another time. The source has no other scope. */
  | 'SESSION';

/** A survey, by the time at which it is asked. Source: `surveys.*[].source`. */
export type SurveySource =
  /** The agent's survey. The source's word: `operator`. */
  | 'OPERATOR'
  /** A survey that this enum does not have. `sourceRaw` contains the source's word. Not allowed in input. */
  | 'OTHER'
  /** After the chat. The source's words: `Exit`, `post-chat`. Messaging: all types of surveys. */
  | 'POST_CHAT'
  /** Before the chat. The source's words: `Pre-Chat`, `pre-chat`. */
  | 'PRE_CHAT';

/** The side that began a task. */
export type TaskDirection =
  /** The customer, or the system that brings the work. */
  | 'INBOUND'
  /** The contact center. */
  | 'OUTBOUND';

/** The party that started a task, and the way in which it reached the agent. Source: Symbee Connect's `TaskInitiationMethod`. */
export type TaskInitiationMethod =
  /** Started by the customer and bridged at once to another party. */
  | 'BRIDGE'
  /** Started by the customer and forwarded at once to another party. */
  | 'FORWARD'
  /** Started by the customer and assigned to the agent. In this system: an agent invited this one or transferred the interaction. */
  | 'INBOUND_FORCED'
  /** Started by the customer and routed from the queue. */
  | 'INBOUND_QUEUE'
  /** A method of the source that this enum does not have. */
  | 'OTHER'
  /** Started by another system, without an agent. */
  | 'OUTBOUND_AUTO'
  /** Started by another system, which assigned it to the agent. */
  | 'OUTBOUND_AUTO_AGENT'
  /** Started by the agent through a channel of the platform. */
  | 'OUTBOUND_FORCED'
  /** Started by the agent through a channel of the vendor. */
  | 'OUTBOUND_REQUESTED';

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

/** A part of a text. */
export type TextRange = {
  /** Index of the first character, from 0 in UTF-16 code units, as in JavaScript. */
  readonly from: Scalars['Int']['output'];
  /** Index after the last character. */
  readonly to: Scalars['Int']['output'];
};

/** The format of the text of a line. Source: `transcript.lines[].textType`. */
export type TextType =
  /** HTML, as it was sent. Clients must sanitize it. The source's word: `html`. Messaging: `TEXT_HTML`. */
  | 'HTML'
  /** A format that this enum does not have. `textTypeRaw` contains the source's word. Not allowed in input. */
  | 'OTHER'
  /** Plain text. The source's word: `plain`. Messaging: `TEXT_PLAIN`. */
  | 'PLAIN'
  /** Rich content: the line has `json` and no text. The source's word: `rich-content`. Messaging: `RICH_CONTENT`. */
  | 'RICH_CONTENT'
  /** An address. The source's word: `url`. Messaging: `LINK`, `HOSTED_FILE`, `IMG`. */
  | 'URL';

/** Conditions for trace records. A record must match all of them. */
export type TraceRecordFilter = {
  /** The agent of the task: a user name or a global id. */
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  /** The company of the task. */
  readonly companyId?: InputMaybe<Scalars['String']['input']>;
  /** The side that began the task. */
  readonly direction?: InputMaybe<TaskDirection>;
  /** The environment of the task. */
  readonly environment?: InputMaybe<Scalars['String']['input']>;
  /** The first known time of the task is in this time range. */
  readonly range?: InputMaybe<DateTimeRange>;
  /**
   * The agent is at this node of the organization or below it. The node is given by its names from the top, at most 20, for example
   * `["MidWest", "Servicing"]`.
   */
  readonly reportHierarchy?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The skill queue of the task. */
  readonly skillQueueName?: InputMaybe<Scalars['String']['input']>;
  /** The task has one of these types. */
  readonly taskTypes?: InputMaybe<ReadonlyArray<TaskType>>;
};

/** An id of a task. Exactly one is given. */
export type TraceRecordKey =
  /** The task's id at the gateway that delivered it. */
  { readonly gatewayTaskId: TraceTaskKey; readonly taskId?: never; }
  |  /** The task's id at the platform that routed it, or the id or global id of a live interaction. */
  { readonly gatewayTaskId?: never; readonly taskId: TraceTaskKey; };

/** An id of a task, with the company and the environment in which it is unique. */
export type TraceTaskKey = {
  /** The company's alias. Default: any company. */
  readonly companyId?: InputMaybe<Scalars['String']['input']>;
  /** The company's environment. Default: any environment. */
  readonly environment?: InputMaybe<Scalars['String']['input']>;
  /** The id, at most 512 characters. */
  readonly id: Scalars['ID']['input'];
};

/** A message of a transcript. Source: hybris's `transcript[]`. */
export type TranscriptEntry = {
  /**
   * The text, unchanged. May be empty. Null after erasure. In transcripts from feeds, `[redacted]` replaces user ids and one-time codes,
   * unless the setting REDACT_CHATS is off.
   */
  readonly chatContent?: Maybe<Scalars['String']['output']>;
  /** Time of the message. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The id of the participant who wrote the message. */
  readonly createdBy: Scalars['ID']['output'];
  /** The direction of the message. Null if the source does not contain it: hybris does not, live chats do. */
  readonly direction?: Maybe<MessageDirection>;
  /** The readers of the message. Customers do not receive messages for AGENTS. */
  readonly visibility: Visibility;
};

/** A message of a transcript. */
export type TranscriptEntryInput = {
  /** The text, stored unchanged: up to 32,768 characters. May be empty. */
  readonly chatContent: Scalars['String']['input'];
  /** Time of the message. May be before the chat's `startAt`. */
  readonly createdAt: Scalars['DateTime']['input'];
  /** The id of the participant who wrote the message: 1 to 512 characters. */
  readonly createdBy: Scalars['ID']['input'];
  /** The direction of the message. Default: not known. */
  readonly direction?: InputMaybe<MessageDirection>;
  /** The readers of the message. */
  readonly visibility: Visibility;
};

/** The target of a transfer. Exactly one field is given. */
export type TransferTarget =
  /** An agent: a user name or a global id. */
  { readonly agentId: Scalars['ID']['input']; readonly skill?: never; }
  |  /** A skill. The interaction goes to an agent with this skill, in the same way as from the queue. */
  { readonly agentId?: never; readonly skill: Scalars['String']['input']; };

/** The start or the end of another participant's typing. */
export type TypingNotification = {
  /** Time of the start or the end, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The `participantId` of the participant that types. */
  readonly by: Scalars['ID']['output'];
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
  /** The name that the chat shows for the participant. Null if none was given. */
  readonly nickname?: Maybe<Scalars['String']['output']>;
  /** Whether the participant types now. */
  readonly typing: Scalars['Boolean']['output'];
};

/** Products that the visitor viewed. Source: `viewProduct`. */
export type ViewedProductAttribute = {
  /** The products. Their quantity is mostly null. Source: `products`. */
  readonly products: ReadonlyArray<SdeProduct>;
};

/** The readers of a line of a conversation. */
export type Visibility =
  /** Staff only. Customers never receive such a line. */
  | 'AGENTS'
  /** All participants, including the customer. */
  | 'EVERYONE';

/** An error of the visitor, for example in a form. Source: `formFillingError.visitorError`. */
export type VisitorErrorAttribute = {
  /** The website's code of the error. Source: `code.string`. */
  readonly code?: Maybe<Scalars['String']['output']>;
  /** The place on the website. Source: `contextId`. */
  readonly contextId?: Maybe<Scalars['ID']['output']>;
  /** The severity, as the website defines it. Source: `level`. */
  readonly level?: Maybe<Scalars['String']['output']>;
  /** The message that the visitor saw. Source: `message.string`. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** Whether the visitor resolved the error. Source: `resolved`, a text. */
  readonly resolved?: Maybe<Scalars['Boolean']['output']>;
};

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

/** A code for the subject of a task, chosen by an agent. The same name in two groups is two codes. Source: Symbee Connect, Work Code Types. */
export type WorkCode = {
  /**
   * The agent who chose the code. Null for a task of another company than those of the tenant's agents. Source: `Username`.
   *
   * Null to customers.
   */
  readonly agent?: Maybe<Agent>;
  /**
   * The user name of the agent as the source states it, also for a task of another company. Source: `Username`.
   *
   * Null to customers.
   */
  readonly agentUsername?: Maybe<Scalars['String']['output']>;
  /** Time at which the code was saved. Source: `CreatedDate`. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The description of the code. Source: `WorkCodeDescription`. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** The group of the code. Source: `WorkGroupName`. */
  readonly group: Scalars['String']['output'];
  /** The description of the group. Source: `WorkGroupDescription`. */
  readonly groupDescription?: Maybe<Scalars['String']['output']>;
  /** The name of the code. Source: `WorkCodeName`. */
  readonly name: Scalars['String']['output'];
  /** The agent's position in the organization, from the top. Empty if unknown. Source: `UserReportHierarchy`. */
  readonly reportHierarchy: ReadonlyArray<Scalars['String']['output']>;
  /** The skill queue of the task. Source: `QueueName`. */
  readonly skillQueueName?: Maybe<Scalars['String']['output']>;
  /** The type of the task. Source: `TaskType`. */
  readonly taskType?: Maybe<TaskType>;
  /** The source's own value of `taskType`, if that is OTHER or null. */
  readonly taskTypeRaw?: Maybe<Scalars['String']['output']>;
};

/** A work code: the topic of an interaction, in the contact center's own terms. */
export type WorkCodeInput = {
  /** The group of the code: 1 to 256 characters. */
  readonly group: Scalars['String']['input'];
  /** The code: 1 to 256 characters. */
  readonly name: Scalars['String']['input'];
};



export type ResolverTypeWrapper<T> = T | import('../domains/shared/subgraph.ts').ReferenceFor<T> | Promise<T | import('../domains/shared/subgraph.ts').ReferenceFor<T>>;

export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  SdeAttribute:
    | ( CartStatusAttributeRecord )
    | ( CustomerInfoAttributeRecord )
    | ( LeadAttributeRecord )
    | ( MarketingCampaignInfoAttributeRecord )
    | ( OtherSdeAttributeRecord )
    | ( PersonalInfoAttributeRecord )
    | ( PurchaseAttributeRecord )
    | ( ServiceActivityAttributeRecord )
    | ( ViewedProductAttributeRecord )
    | ( VisitorErrorAttributeRecord )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  AgentNotification:
    | ( NotificationRecord )
    | ( NotificationRecord )
    | ( NotificationRecord )
  ;
  InteractionEvent:
    | ( EventRecord )
    | ( EventRecord )
    | ( EventRecord )
    | ( EventRecord )
    | ( EventRecord )
    | ( EventRecord )
  ;
  Node:
    | ( AgentRecord )
    | ( StateChangeRecord )
    | ( EventRecord )
    | ( EventRecord )
    | ( TranscriptRecord )
    | ( CustomerRecord )
    | ( DeadLetterRecord )
    | ( StoredEngagement )
    | ( FeedEventRecord )
    | ( InteractionState )
    | ( FlowState )
    | ( TraceRecord )
    | ( EventRecord )
    | ( EventRecord )
    | ( EventRecord )
    | ( EventRecord )
  ;
  OperationPayload:
    | ( Omit<AgentPayload, 'agent'> & { agent?: Maybe<_RefType['Agent']> } )
    | ( Omit<ChatTranscriptPayload, 'chatTranscript'> & { chatTranscript?: Maybe<_RefType['ChatTranscript']> } )
    | ( Omit<FeedPayload, 'deadLetters' | 'erasure' | 'feedSwitches'> & { deadLetters?: Maybe<ReadonlyArray<Maybe<_RefType['DeadLetter']>>>, erasure?: Maybe<_RefType['FeedErasure']>, feedSwitches?: Maybe<_RefType['FeedSwitches']> } )
    | ( Omit<InteractionFlowPayload, 'interactionFlow'> & { interactionFlow?: Maybe<_RefType['InteractionFlow']> } )
    | ( InteractionOutcome )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Agent: ResolverTypeWrapper<AgentRecord>;
  AgentConnection: ResolverTypeWrapper<AgentPage>;
  AgentCount: ResolverTypeWrapper<AgentCount>;
  AgentCounts: ResolverTypeWrapper<AgentCountsRecord>;
  AgentEdge: ResolverTypeWrapper<Omit<AgentEdge, 'node'> & { node?: Maybe<ResolversTypes['Agent']> }>;
  AgentEventType: AgentEventType;
  AgentGap: ResolverTypeWrapper<AgentGap>;
  AgentGrouping: AgentGrouping;
  AgentInput: AgentInput;
  AgentNotification: ResolverTypeWrapper<NotificationRecord>;
  AgentPayload: ResolverTypeWrapper<Omit<AgentPayload, 'agent'> & { agent?: Maybe<ResolversTypes['Agent']> }>;
  AgentSession: ResolverTypeWrapper<AgentSessionRecord>;
  AgentSessionConnection: ResolverTypeWrapper<AgentSessionPage>;
  AgentSessionEdge: ResolverTypeWrapper<Omit<AgentSessionEdge, 'node'> & { node: ResolversTypes['AgentSession'] }>;
  AgentSessionEnd: AgentSessionEnd;
  AgentState: AgentState;
  AgentStateAt: ResolverTypeWrapper<AgentStateAt>;
  AgentStateChange: ResolverTypeWrapper<StateChangeRecord>;
  AgentStateChangeConnection: ResolverTypeWrapper<StateChangePage>;
  AgentStateChangeEdge: ResolverTypeWrapper<Omit<AgentStateChangeEdge, 'node'> & { node?: Maybe<ResolversTypes['AgentStateChange']> }>;
  AgentStateCount: ResolverTypeWrapper<AgentStateCount>;
  AgentStateTotal: ResolverTypeWrapper<AgentStateTotal>;
  AgentUsage: ResolverTypeWrapper<AgentUsage>;
  AgentUsageEnd: AgentUsageEnd;
  AlertedMcs: AlertedMcs;
  AttachedDataChanged: ResolverTypeWrapper<EventRecord>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BrowserType: BrowserType;
  CannedAnswer: ResolverTypeWrapper<CannedAnswer>;
  CartStatusAttribute: ResolverTypeWrapper<CartStatusAttributeRecord>;
  ChatHistory: ResolverTypeWrapper<NotificationRecord>;
  ChatMessage: ResolverTypeWrapper<EventRecord>;
  ChatMessageConnection: ResolverTypeWrapper<EventPage>;
  ChatMessageEdge: ResolverTypeWrapper<Omit<ChatMessageEdge, 'node'> & { node?: Maybe<ResolversTypes['ChatMessage']> }>;
  ChatTranscript: ResolverTypeWrapper<TranscriptRecord>;
  ChatTranscriptConnection: ResolverTypeWrapper<TranscriptPage>;
  ChatTranscriptEdge: ResolverTypeWrapper<Omit<ChatTranscriptEdge, 'node'> & { node?: Maybe<ResolversTypes['ChatTranscript']> }>;
  ChatTranscriptPayload: ResolverTypeWrapper<Omit<ChatTranscriptPayload, 'chatTranscript'> & { chatTranscript?: Maybe<ResolversTypes['ChatTranscript']> }>;
  Chatter: ResolverTypeWrapper<ChatterRecord>;
  ChatterInput: ChatterInput;
  CoBrowseEndReason: CoBrowseEndReason;
  CoBrowseSession: ResolverTypeWrapper<CoBrowseSession>;
  ConnectContact: ResolverTypeWrapper<ContactRecord>;
  CreateChatTranscriptInput: CreateChatTranscriptInput;
  Customer: ResolverTypeWrapper<CustomerRecord>;
  CustomerInfoAttribute: ResolverTypeWrapper<CustomerInfoAttributeRecord>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateTimeRange: DateTimeRange;
  DeadLetter: ResolverTypeWrapper<DeadLetterRecord>;
  DeadLetterConnection: ResolverTypeWrapper<DeadLetterPage>;
  DeadLetterEdge: ResolverTypeWrapper<Omit<DeadLetterEdge, 'node'> & { node?: Maybe<ResolversTypes['DeadLetter']> }>;
  DeadLetterStatus: DeadLetterStatus;
  DeliveryProvider: DeliveryProvider;
  DeviceType: DeviceType;
  DurationRange: DurationRange;
  Engagement: ResolverTypeWrapper<StoredEngagement>;
  EngagementCampaign: ResolverTypeWrapper<EngagementCampaign>;
  EngagementChannel: EngagementChannel;
  EngagementConnection: ResolverTypeWrapper<EngagementPage>;
  EngagementEdge: ResolverTypeWrapper<FoundEngagement>;
  EngagementEndReason: EngagementEndReason;
  EngagementFacet: ResolverTypeWrapper<EngagementFacet>;
  EngagementFacets: ResolverTypeWrapper<FacetCounts>;
  EngagementFilter: EngagementFilter;
  EngagementHighlight: ResolverTypeWrapper<EngagementHighlight>;
  EngagementInfo: ResolverTypeWrapper<EngagementInfo>;
  EngagementLine: ResolverTypeWrapper<EngagementLineRecord>;
  EngagementLineScore: ResolverTypeWrapper<EngagementLineScore>;
  EngagementMessageStatus: ResolverTypeWrapper<EngagementMessageStatus>;
  EngagementPages: ResolverTypeWrapper<PageLocations>;
  EngagementSort: EngagementSort;
  EngagementSortField: EngagementSortField;
  EngagementStartReason: EngagementStartReason;
  EngagementSurveyAnswer: ResolverTypeWrapper<EngagementSurveyAnswer>;
  EngagementSurveys: ResolverTypeWrapper<EngagementSurveys>;
  EngagementTransfer: ResolverTypeWrapper<EngagementTransfer>;
  EngagementVisitorInfo: ResolverTypeWrapper<EngagementVisitorInfoRecord>;
  FeedActivity: FeedActivity;
  FeedErasure: ResolverTypeWrapper<ErasureReport>;
  FeedEvent: ResolverTypeWrapper<FeedEventRecord>;
  FeedEventConnection: ResolverTypeWrapper<FeedEventPage>;
  FeedEventEdge: ResolverTypeWrapper<Omit<FeedEventEdge, 'node'> & { node?: Maybe<ResolversTypes['FeedEvent']> }>;
  FeedEventFilter: FeedEventFilter;
  FeedEventIssue: ResolverTypeWrapper<FeedEventIssue>;
  FeedPayload: ResolverTypeWrapper<Omit<FeedPayload, 'deadLetters' | 'erasure' | 'feedSwitches'> & { deadLetters?: Maybe<ReadonlyArray<Maybe<ResolversTypes['DeadLetter']>>>, erasure?: Maybe<ResolversTypes['FeedErasure']>, feedSwitches?: Maybe<ResolversTypes['FeedSwitches']> }>;
  FeedSource: FeedSource;
  FeedSwitches: ResolverTypeWrapper<EventTypeSettings>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  FlowButton: ResolverTypeWrapper<FlowButton>;
  FlowButtonInput: FlowButtonInput;
  FlowChoice: ResolverTypeWrapper<FlowChoice>;
  FlowChoiceInput: FlowChoiceInput;
  FlowEndReason: FlowEndReason;
  FlowKeyInput: FlowKeyInput;
  FlowKeys: ResolverTypeWrapper<FlowKeys>;
  FlowKeysInput: FlowKeysInput;
  FlowNavigationKind: FlowNavigationKind;
  FlowOption: ResolverTypeWrapper<FlowOption>;
  FlowOptionInput: FlowOptionInput;
  FlowPageContent: ResolverTypeWrapper<FlowPageContent>;
  FlowPageContentInput: FlowPageContentInput;
  FlowPageNavigation: ResolverTypeWrapper<FlowPageNavigation>;
  FlowPageNavigationInput: FlowPageNavigationInput;
  FlowPhoto: ResolverTypeWrapper<PhotoOfFlow>;
  FlowStatus: FlowStatus;
  FlowStep: ResolverTypeWrapper<FlowStepRecord>;
  FlowStepInput: FlowStepInput;
  FlowSummary: ResolverTypeWrapper<FlowSummaryRecord>;
  FlowSummaryPage: ResolverTypeWrapper<FlowSummaryPage>;
  FlowVariable: ResolverTypeWrapper<FlowVariableRecord>;
  FlowVariableGroup: ResolverTypeWrapper<Omit<FlowVariableGroup, 'variables'> & { variables: ReadonlyArray<ResolversTypes['FlowVariable']> }>;
  FlowVariableSet: ResolverTypeWrapper<FlowVariableSetRecord>;
  FlowVariableType: FlowVariableType;
  FocusTask: ResolverTypeWrapper<DisplayedTask>;
  FocusTaskState: FocusTaskState;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IngestOutcome: IngestOutcome;
  IngestReject: ResolverTypeWrapper<IngestReject>;
  IngestReport: ResolverTypeWrapper<IngestReport>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  IntRange: IntRange;
  Interaction: ResolverTypeWrapper<InteractionState>;
  InteractionConnection: ResolverTypeWrapper<InteractionPage>;
  InteractionEdge: ResolverTypeWrapper<Omit<InteractionEdge, 'node'> & { node?: Maybe<ResolversTypes['Interaction']> }>;
  InteractionEndReason: InteractionEndReason;
  InteractionEvent: ResolverTypeWrapper<EventRecord>;
  InteractionEventConnection: ResolverTypeWrapper<EventPage>;
  InteractionEventEdge: ResolverTypeWrapper<Omit<InteractionEventEdge, 'node'> & { node?: Maybe<ResolversTypes['InteractionEvent']> }>;
  InteractionFilter: InteractionFilter;
  InteractionFlow: ResolverTypeWrapper<FlowState>;
  InteractionFlowConnection: ResolverTypeWrapper<FlowPage>;
  InteractionFlowEdge: ResolverTypeWrapper<Omit<InteractionFlowEdge, 'node'> & { node?: Maybe<ResolversTypes['InteractionFlow']> }>;
  InteractionFlowPayload: ResolverTypeWrapper<Omit<InteractionFlowPayload, 'interactionFlow'> & { interactionFlow?: Maybe<ResolversTypes['InteractionFlow']> }>;
  InteractionOffered: ResolverTypeWrapper<NotificationRecord>;
  InteractionParticipant: ResolverTypeWrapper<ParticipantRecord>;
  InteractionPayload: ResolverTypeWrapper<InteractionOutcome>;
  InteractionStatus: InteractionStatus;
  InteractionTraceRecord: ResolverTypeWrapper<TraceRecord>;
  InteractionTraceRecordConnection: ResolverTypeWrapper<TraceRecordPage>;
  InteractionTraceRecordEdge: ResolverTypeWrapper<Omit<InteractionTraceRecordEdge, 'node'> & { node?: Maybe<ResolversTypes['InteractionTraceRecord']> }>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  KeywordArea: KeywordArea;
  LeadAttribute: ResolverTypeWrapper<LeadAttributeRecord>;
  LineContentType: LineContentType;
  LineControlType: LineControlType;
  LineSource: LineSource;
  MarketingCampaignInfoAttribute: ResolverTypeWrapper<MarketingCampaignInfoAttributeRecord>;
  MessageDirection: MessageDirection;
  Milliseconds: ResolverTypeWrapper<Scalars['Milliseconds']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OfferReason: OfferReason;
  OfferWithdrawn: ResolverTypeWrapper<NotificationRecord>;
  OperatingSystem: OperatingSystem;
  OperationPayload: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['OperationPayload']>;
  OperationStatus: OperationStatus;
  OtherSdeAttribute: ResolverTypeWrapper<OtherSdeAttributeRecord>;
  OwnerChanged: ResolverTypeWrapper<EventRecord>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PageLocation: ResolverTypeWrapper<PageLocation>;
  ParticipantJoined: ResolverTypeWrapper<EventRecord>;
  ParticipantLeft: ResolverTypeWrapper<EventRecord>;
  ParticipantRole: ParticipantRole;
  PersonalInfoAttribute: ResolverTypeWrapper<PersonalInfoAttributeRecord>;
  PurchaseAttribute: ResolverTypeWrapper<PurchaseAttributeRecord>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordMetadata: ResolverTypeWrapper<RecordMetadata>;
  RejectCode: RejectCode;
  SdeAddress: ResolverTypeWrapper<SdeAddress>;
  SdeAttribute: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SdeAttribute']>;
  SdeCart: ResolverTypeWrapper<SdeCart>;
  SdeContact: ResolverTypeWrapper<SdeContact>;
  SdeCustomerAge: ResolverTypeWrapper<SdeCustomerAge>;
  SdeDate: ResolverTypeWrapper<SdeDate>;
  SdeEvent: ResolverTypeWrapper<SdeEventRecord>;
  SdeKind: SdeKind;
  SdeProduct: ResolverTypeWrapper<SdeProduct>;
  ServiceActivityAttribute: ResolverTypeWrapper<ServiceActivityAttributeRecord>;
  SortOrder: SortOrder;
  StartFlowInput: StartFlowInput;
  StartInteractionInput: StartInteractionInput;
  StatusChanged: ResolverTypeWrapper<EventRecord>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SurveyScope: SurveyScope;
  SurveySource: SurveySource;
  TaskDirection: TaskDirection;
  TaskInitiationMethod: TaskInitiationMethod;
  TaskType: TaskType;
  TextRange: ResolverTypeWrapper<TextRange>;
  TextType: TextType;
  TraceRecordFilter: TraceRecordFilter;
  TraceRecordKey: TraceRecordKey;
  TraceTaskKey: TraceTaskKey;
  TranscriptEntry: ResolverTypeWrapper<TranscriptEntryRecord>;
  TranscriptEntryInput: TranscriptEntryInput;
  TransferTarget: TransferTarget;
  TypingNotification: ResolverTypeWrapper<TypingRecord>;
  ViewedProductAttribute: ResolverTypeWrapper<ViewedProductAttributeRecord>;
  Visibility: Visibility;
  VisitorErrorAttribute: ResolverTypeWrapper<VisitorErrorAttributeRecord>;
  WithdrawalReason: WithdrawalReason;
  WorkCode: ResolverTypeWrapper<WorkCodeRecord>;
  WorkCodeInput: WorkCodeInput;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Agent: AgentRecord;
  AgentConnection: AgentPage;
  AgentCount: AgentCount;
  AgentCounts: AgentCountsRecord;
  AgentEdge: Omit<AgentEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Agent']> };
  AgentGap: AgentGap;
  AgentInput: AgentInput;
  AgentNotification: NotificationRecord;
  AgentPayload: Omit<AgentPayload, 'agent'> & { agent?: Maybe<ResolversParentTypes['Agent']> };
  AgentSession: AgentSessionRecord;
  AgentSessionConnection: AgentSessionPage;
  AgentSessionEdge: Omit<AgentSessionEdge, 'node'> & { node: ResolversParentTypes['AgentSession'] };
  AgentStateAt: AgentStateAt;
  AgentStateChange: StateChangeRecord;
  AgentStateChangeConnection: StateChangePage;
  AgentStateChangeEdge: Omit<AgentStateChangeEdge, 'node'> & { node?: Maybe<ResolversParentTypes['AgentStateChange']> };
  AgentStateCount: AgentStateCount;
  AgentStateTotal: AgentStateTotal;
  AgentUsage: AgentUsage;
  AttachedDataChanged: EventRecord;
  Boolean: Scalars['Boolean']['output'];
  CannedAnswer: CannedAnswer;
  CartStatusAttribute: CartStatusAttributeRecord;
  ChatHistory: NotificationRecord;
  ChatMessage: EventRecord;
  ChatMessageConnection: EventPage;
  ChatMessageEdge: Omit<ChatMessageEdge, 'node'> & { node?: Maybe<ResolversParentTypes['ChatMessage']> };
  ChatTranscript: TranscriptRecord;
  ChatTranscriptConnection: TranscriptPage;
  ChatTranscriptEdge: Omit<ChatTranscriptEdge, 'node'> & { node?: Maybe<ResolversParentTypes['ChatTranscript']> };
  ChatTranscriptPayload: Omit<ChatTranscriptPayload, 'chatTranscript'> & { chatTranscript?: Maybe<ResolversParentTypes['ChatTranscript']> };
  Chatter: ChatterRecord;
  ChatterInput: ChatterInput;
  CoBrowseSession: CoBrowseSession;
  ConnectContact: ContactRecord;
  CreateChatTranscriptInput: CreateChatTranscriptInput;
  Customer: CustomerRecord;
  CustomerInfoAttribute: CustomerInfoAttributeRecord;
  DateTime: Scalars['DateTime']['output'];
  DateTimeRange: DateTimeRange;
  DeadLetter: DeadLetterRecord;
  DeadLetterConnection: DeadLetterPage;
  DeadLetterEdge: Omit<DeadLetterEdge, 'node'> & { node?: Maybe<ResolversParentTypes['DeadLetter']> };
  DurationRange: DurationRange;
  Engagement: StoredEngagement;
  EngagementCampaign: EngagementCampaign;
  EngagementConnection: EngagementPage;
  EngagementEdge: FoundEngagement;
  EngagementFacet: EngagementFacet;
  EngagementFacets: FacetCounts;
  EngagementFilter: EngagementFilter;
  EngagementHighlight: EngagementHighlight;
  EngagementInfo: EngagementInfo;
  EngagementLine: EngagementLineRecord;
  EngagementLineScore: EngagementLineScore;
  EngagementMessageStatus: EngagementMessageStatus;
  EngagementPages: PageLocations;
  EngagementSort: EngagementSort;
  EngagementSurveyAnswer: EngagementSurveyAnswer;
  EngagementSurveys: EngagementSurveys;
  EngagementTransfer: EngagementTransfer;
  EngagementVisitorInfo: EngagementVisitorInfoRecord;
  FeedErasure: ErasureReport;
  FeedEvent: FeedEventRecord;
  FeedEventConnection: FeedEventPage;
  FeedEventEdge: Omit<FeedEventEdge, 'node'> & { node?: Maybe<ResolversParentTypes['FeedEvent']> };
  FeedEventFilter: FeedEventFilter;
  FeedEventIssue: FeedEventIssue;
  FeedPayload: Omit<FeedPayload, 'deadLetters' | 'erasure' | 'feedSwitches'> & { deadLetters?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['DeadLetter']>>>, erasure?: Maybe<ResolversParentTypes['FeedErasure']>, feedSwitches?: Maybe<ResolversParentTypes['FeedSwitches']> };
  FeedSwitches: EventTypeSettings;
  Float: Scalars['Float']['output'];
  FlowButton: FlowButton;
  FlowButtonInput: FlowButtonInput;
  FlowChoice: FlowChoice;
  FlowChoiceInput: FlowChoiceInput;
  FlowKeyInput: FlowKeyInput;
  FlowKeys: FlowKeys;
  FlowKeysInput: FlowKeysInput;
  FlowOption: FlowOption;
  FlowOptionInput: FlowOptionInput;
  FlowPageContent: FlowPageContent;
  FlowPageContentInput: FlowPageContentInput;
  FlowPageNavigation: FlowPageNavigation;
  FlowPageNavigationInput: FlowPageNavigationInput;
  FlowPhoto: PhotoOfFlow;
  FlowStep: FlowStepRecord;
  FlowStepInput: FlowStepInput;
  FlowSummary: FlowSummaryRecord;
  FlowSummaryPage: FlowSummaryPage;
  FlowVariable: FlowVariableRecord;
  FlowVariableGroup: Omit<FlowVariableGroup, 'variables'> & { variables: ReadonlyArray<ResolversParentTypes['FlowVariable']> };
  FlowVariableSet: FlowVariableSetRecord;
  FocusTask: DisplayedTask;
  ID: Scalars['ID']['output'];
  IngestReject: IngestReject;
  IngestReport: IngestReport;
  Int: Scalars['Int']['output'];
  IntRange: IntRange;
  Interaction: InteractionState;
  InteractionConnection: InteractionPage;
  InteractionEdge: Omit<InteractionEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Interaction']> };
  InteractionEvent: EventRecord;
  InteractionEventConnection: EventPage;
  InteractionEventEdge: Omit<InteractionEventEdge, 'node'> & { node?: Maybe<ResolversParentTypes['InteractionEvent']> };
  InteractionFilter: InteractionFilter;
  InteractionFlow: FlowState;
  InteractionFlowConnection: FlowPage;
  InteractionFlowEdge: Omit<InteractionFlowEdge, 'node'> & { node?: Maybe<ResolversParentTypes['InteractionFlow']> };
  InteractionFlowPayload: Omit<InteractionFlowPayload, 'interactionFlow'> & { interactionFlow?: Maybe<ResolversParentTypes['InteractionFlow']> };
  InteractionOffered: NotificationRecord;
  InteractionParticipant: ParticipantRecord;
  InteractionPayload: InteractionOutcome;
  InteractionTraceRecord: TraceRecord;
  InteractionTraceRecordConnection: TraceRecordPage;
  InteractionTraceRecordEdge: Omit<InteractionTraceRecordEdge, 'node'> & { node?: Maybe<ResolversParentTypes['InteractionTraceRecord']> };
  JSON: Scalars['JSON']['output'];
  LeadAttribute: LeadAttributeRecord;
  MarketingCampaignInfoAttribute: MarketingCampaignInfoAttributeRecord;
  Milliseconds: Scalars['Milliseconds']['output'];
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  OfferWithdrawn: NotificationRecord;
  OperationPayload: ResolversInterfaceTypes<ResolversParentTypes>['OperationPayload'];
  OtherSdeAttribute: OtherSdeAttributeRecord;
  OwnerChanged: EventRecord;
  PageInfo: PageInfo;
  PageLocation: PageLocation;
  ParticipantJoined: EventRecord;
  ParticipantLeft: EventRecord;
  PersonalInfoAttribute: PersonalInfoAttributeRecord;
  PurchaseAttribute: PurchaseAttributeRecord;
  Query: Record<PropertyKey, never>;
  RecordMetadata: RecordMetadata;
  SdeAddress: SdeAddress;
  SdeAttribute: ResolversUnionTypes<ResolversParentTypes>['SdeAttribute'];
  SdeCart: SdeCart;
  SdeContact: SdeContact;
  SdeCustomerAge: SdeCustomerAge;
  SdeDate: SdeDate;
  SdeEvent: SdeEventRecord;
  SdeProduct: SdeProduct;
  ServiceActivityAttribute: ServiceActivityAttributeRecord;
  StartFlowInput: StartFlowInput;
  StartInteractionInput: StartInteractionInput;
  StatusChanged: EventRecord;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  TextRange: TextRange;
  TraceRecordFilter: TraceRecordFilter;
  TraceRecordKey: TraceRecordKey;
  TraceTaskKey: TraceTaskKey;
  TranscriptEntry: TranscriptEntryRecord;
  TranscriptEntryInput: TranscriptEntryInput;
  TransferTarget: TransferTarget;
  TypingNotification: TypingRecord;
  ViewedProductAttribute: ViewedProductAttributeRecord;
  VisitorErrorAttribute: VisitorErrorAttributeRecord;
  WorkCode: WorkCodeRecord;
  WorkCodeInput: WorkCodeInput;
};

export type AgentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Agent'] = ResolversParentTypes['Agent']> = {
  focusTask?: Resolver<Maybe<ResolversTypes['FocusTask']>, ParentType, ContextType>;
  gaps?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AgentGap']>>, ParentType, ContextType, RequireFields<AgentGapsArgs, 'range'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maxConcurrent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nickname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parkedTasks?: Resolver<ReadonlyArray<ResolversTypes['FocusTask']>, ParentType, ContextType>;
  reportHierarchy?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  sessions?: Resolver<Maybe<ResolversTypes['AgentSessionConnection']>, ParentType, ContextType, RequireFields<AgentSessionsArgs, 'range'>>;
  skills?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AgentState'], ParentType, ContextType>;
  stateHistory?: Resolver<Maybe<ResolversTypes['AgentStateChangeConnection']>, ParentType, ContextType, RequireFields<AgentStateHistoryArgs, 'range'>>;
  stateRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stateReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stateSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  stateTotals?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AgentStateTotal']>>, ParentType, ContextType, RequireFields<AgentStateTotalsArgs, 'range'>>;
  taskCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  usage?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AgentUsage']>>, ParentType, ContextType, RequireFields<AgentUsageArgs, 'range'>>;
  username?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AgentConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentConnection'] = ResolversParentTypes['AgentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AgentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Agent']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AgentCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentCount'] = ResolversParentTypes['AgentCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hierarchy?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  skill?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['AgentState']>, ParentType, ContextType>;
  stateRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  states?: Resolver<ReadonlyArray<ResolversTypes['AgentStateCount']>, ParentType, ContextType>;
};

export type AgentCountsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentCounts'] = ResolversParentTypes['AgentCounts']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  groups?: Resolver<ReadonlyArray<ResolversTypes['AgentCount']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AgentEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentEdge'] = ResolversParentTypes['AgentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
};

export type AgentGapResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentGap'] = ResolversParentTypes['AgentGap']> = {
  expected?: Resolver<Maybe<ResolversTypes['AgentStateAt']>, ParentType, ContextType>;
  found?: Resolver<Maybe<ResolversTypes['AgentStateAt']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type AgentNotificationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentNotification'] = ResolversParentTypes['AgentNotification']> = {
  __resolveType: TypeResolveFn<'ChatHistory' | 'InteractionOffered' | 'OfferWithdrawn', ParentType, ContextType>;
};

export type AgentPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentPayload'] = ResolversParentTypes['AgentPayload']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  result?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfter?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OperationStatus'], ParentType, ContextType>;
  statusCode?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statusMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AgentSessionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentSession'] = ResolversParentTypes['AgentSession']> = {
  begin?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  end?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  ended?: Resolver<Maybe<ResolversTypes['AgentSessionEnd']>, ParentType, ContextType>;
  gaps?: Resolver<ReadonlyArray<ResolversTypes['AgentGap']>, ParentType, ContextType>;
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  totals?: Resolver<ReadonlyArray<ResolversTypes['AgentStateTotal']>, ParentType, ContextType>;
  usage?: Resolver<ReadonlyArray<ResolversTypes['AgentUsage']>, ParentType, ContextType>;
};

export type AgentSessionConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentSessionConnection'] = ResolversParentTypes['AgentSessionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AgentSessionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AgentSession']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AgentSessionEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentSessionEdge'] = ResolversParentTypes['AgentSessionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AgentSession'], ParentType, ContextType>;
};

export type AgentStateAtResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentStateAt'] = ResolversParentTypes['AgentStateAt']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AgentState'], ParentType, ContextType>;
  stateRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AgentStateChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentStateChange'] = ResolversParentTypes['AgentStateChange']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currentState?: Resolver<ResolversTypes['AgentState'], ParentType, ContextType>;
  currentStateRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  currentStateReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['AgentEventType'], ParentType, ContextType>;
  eventTypeRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  focusTask?: Resolver<Maybe<ResolversTypes['FocusTask']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isAhead?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isLate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  previousFocusTask?: Resolver<Maybe<ResolversTypes['FocusTask']>, ParentType, ContextType>;
  previousState?: Resolver<Maybe<ResolversTypes['AgentState']>, ParentType, ContextType>;
  previousStateAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  previousStateDuration?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  previousStateRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  previousStateReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  previousTaskCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sessionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  taskCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AgentStateChangeConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentStateChangeConnection'] = ResolversParentTypes['AgentStateChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AgentStateChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['AgentStateChange']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AgentStateChangeEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentStateChangeEdge'] = ResolversParentTypes['AgentStateChangeEdge']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['AgentStateChange']>, ParentType, ContextType>;
};

export type AgentStateCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentStateCount'] = ResolversParentTypes['AgentStateCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AgentState'], ParentType, ContextType>;
  stateRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AgentStateTotalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentStateTotal'] = ResolversParentTypes['AgentStateTotal']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  duration?: Resolver<ResolversTypes['Milliseconds'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AgentState'], ParentType, ContextType>;
  stateRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AgentUsageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentUsage'] = ResolversParentTypes['AgentUsage']> = {
  begin?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  end?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  ended?: Resolver<Maybe<ResolversTypes['AgentUsageEnd']>, ParentType, ContextType>;
  hasBegin?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastSign?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  productId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type AttachedDataChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AttachedDataChanged'] = ResolversParentTypes['AttachedDataChanged']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  attributes?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  interactionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CannedAnswerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CannedAnswer'] = ResolversParentTypes['CannedAnswer']> = {
  cannedAnswerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  changed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CartStatusAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CartStatusAttribute'] = ResolversParentTypes['CartStatusAttribute']> = {
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  numItems?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  products?: Resolver<ReadonlyArray<ResolversTypes['SdeProduct']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChatHistoryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatHistory'] = ResolversParentTypes['ChatHistory']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  events?: Resolver<ReadonlyArray<Maybe<ResolversTypes['InteractionEvent']>>, ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  interactionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChatMessageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatMessage'] = ResolversParentTypes['ChatMessage']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  clientMessageId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  interactionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nickname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['ParticipantRole']>, ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChatMessageConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatMessageConnection'] = ResolversParentTypes['ChatMessageConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChatMessageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['ChatMessage']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ChatMessageEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatMessageEdge'] = ResolversParentTypes['ChatMessageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['ChatMessage']>, ParentType, ContextType>;
};

export type ChatTranscriptResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatTranscript'] = ResolversParentTypes['ChatTranscript']> = {
  chatterDetails?: Resolver<ReadonlyArray<ResolversTypes['Chatter']>, ParentType, ContextType>;
  chatterIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  endAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  engagement?: Resolver<Maybe<ResolversTypes['Engagement']>, ParentType, ContextType>;
  erasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['RecordMetadata'], ParentType, ContextType>;
  startAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  transcript?: Resolver<ReadonlyArray<ResolversTypes['TranscriptEntry']>, ParentType, ContextType>;
  transcriptId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChatTranscriptConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatTranscriptConnection'] = ResolversParentTypes['ChatTranscriptConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChatTranscriptEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['ChatTranscript']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ChatTranscriptEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatTranscriptEdge'] = ResolversParentTypes['ChatTranscriptEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['ChatTranscript']>, ParentType, ContextType>;
};

export type ChatTranscriptPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatTranscriptPayload'] = ResolversParentTypes['ChatTranscriptPayload']> = {
  chatTranscript?: Resolver<Maybe<ResolversTypes['ChatTranscript']>, ParentType, ContextType>;
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  result?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfter?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OperationStatus'], ParentType, ContextType>;
  statusCode?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statusMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChatterResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Chatter'] = ResolversParentTypes['Chatter']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  chatterId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  defaultAlias?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CoBrowseSessionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CoBrowseSession'] = ResolversParentTypes['CoBrowseSession']> = {
  duration?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  endReason?: Resolver<Maybe<ResolversTypes['CoBrowseEndReason']>, ParentType, ContextType>;
  endReasonRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  interactive?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  interactiveTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sessionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  startTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ConnectContactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ConnectContact'] = ResolversParentTypes['ConnectContact']> = {
  afterContactWorkDuration?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  agentUsername?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attributes?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  channel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  connectedToAgentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  connectedToSystemAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  contactId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  customerAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dequeuedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  disconnectReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disconnectedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  enqueuedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  holdDuration?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  holds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  initialContactId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  initiatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  initiationMethod?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  interactionDuration?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  lastUpdatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  nextContactId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  previousContactId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  queueDuration?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  queueName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  systemAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  transferredToAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  accountCustomerId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CustomerInfoAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerInfoAttribute'] = ResolversParentTypes['CustomerInfoAttribute']> = {
  accountName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  balance?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  companyBranch?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  companySize?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  customerStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  imei?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  lastPaymentDate?: Resolver<Maybe<ResolversTypes['SdeDate']>, ParentType, ContextType>;
  registrationDate?: Resolver<Maybe<ResolversTypes['SdeDate']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  socialId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  storeNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  storeZipCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeadLetterResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeadLetter'] = ResolversParentTypes['DeadLetter']> = {
  activityType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['RejectCode'], ParentType, ContextType>;
  event?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mended?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['IngestOutcome']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['FeedSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DeadLetterStatus'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeadLetterConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeadLetterConnection'] = ResolversParentTypes['DeadLetterConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DeadLetterEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['DeadLetter']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DeadLetterEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeadLetterEdge'] = ResolversParentTypes['DeadLetterEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['DeadLetter']>, ParentType, ContextType>;
};

export type EngagementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Engagement'] = ResolversParentTypes['Engagement']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  campaign?: Resolver<Maybe<ResolversTypes['EngagementCampaign']>, ParentType, ContextType>;
  coBrowseSessions?: Resolver<ReadonlyArray<ResolversTypes['CoBrowseSession']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  duration?: Resolver<ResolversTypes['Milliseconds'], ParentType, ContextType>;
  endTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  engagementId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  erasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  info?: Resolver<ResolversTypes['EngagementInfo'], ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  lineScores?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EngagementLineScore']>>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['EngagementLine']>, ParentType, ContextType>;
  messageStatuses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EngagementMessageStatus']>>, ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['RecordMetadata'], ParentType, ContextType>;
  sdes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SdeEvent']>>, ParentType, ContextType>;
  startTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  surveys?: Resolver<ResolversTypes['EngagementSurveys'], ParentType, ContextType>;
  transfers?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EngagementTransfer']>>, ParentType, ContextType>;
  visitorInfo?: Resolver<Maybe<ResolversTypes['EngagementVisitorInfo']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EngagementCampaignResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementCampaign'] = ResolversParentTypes['EngagementCampaign']> = {
  behaviorSystemDefault?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  campaignEngagementId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  campaignEngagementName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  campaignId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  campaignName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  engagementAgentNote?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  engagementApplicationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  engagementApplicationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  engagementApplicationTypeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  engagementApplicationTypeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  engagementSource?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  goalId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  goalName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lobId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  lobName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  locationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  locationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  profileSystemDefault?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  visitorBehaviorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  visitorBehaviorName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  visitorProfileId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  visitorProfileName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EngagementConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementConnection'] = ResolversParentTypes['EngagementConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EngagementEdge']>, ParentType, ContextType>;
  facets?: Resolver<ResolversTypes['EngagementFacets'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Engagement']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  pages?: Resolver<Maybe<ResolversTypes['EngagementPages']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type EngagementEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementEdge'] = ResolversParentTypes['EngagementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  highlights?: Resolver<ReadonlyArray<ResolversTypes['EngagementHighlight']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Engagement']>, ParentType, ContextType>;
};

export type EngagementFacetResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementFacet'] = ResolversParentTypes['EngagementFacet']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EngagementFacetsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementFacets'] = ResolversParentTypes['EngagementFacets']> = {
  agentGroups?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EngagementFacet']>>, ParentType, ContextType, RequireFields<EngagementFacetsAgentGroupsArgs, 'first'>>;
  agents?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EngagementFacet']>>, ParentType, ContextType, RequireFields<EngagementFacetsAgentsArgs, 'first'>>;
  alertedMcs?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EngagementFacet']>>, ParentType, ContextType>;
  areas?: Resolver<ReadonlyArray<ResolversTypes['EngagementFacet']>, ParentType, ContextType>;
  channels?: Resolver<ReadonlyArray<ResolversTypes['EngagementFacet']>, ParentType, ContextType>;
  days?: Resolver<ReadonlyArray<ResolversTypes['EngagementFacet']>, ParentType, ContextType, RequireFields<EngagementFacetsDaysArgs, 'timeZone'>>;
  skills?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EngagementFacet']>>, ParentType, ContextType, RequireFields<EngagementFacetsSkillsArgs, 'first'>>;
};

export type EngagementHighlightResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementHighlight'] = ResolversParentTypes['EngagementHighlight']> = {
  area?: Resolver<ResolversTypes['KeywordArea'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lineIndex?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  lineSeq?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  offset?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ranges?: Resolver<ReadonlyArray<ResolversTypes['TextRange']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EngagementInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementInfo'] = ResolversParentTypes['EngagementInfo']> = {
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  agentDeleted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  agentFullName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  agentGroupId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  agentGroupName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  agentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  agentLoginName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  agentNickname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  alertedMcs?: Resolver<Maybe<ResolversTypes['AlertedMcs']>, ParentType, ContextType>;
  channel?: Resolver<Maybe<ResolversTypes['EngagementChannel']>, ParentType, ContextType>;
  channelRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  chatDataEnriched?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  chatMcs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  chatRequestedTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  chatStartPage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  chatStartUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  csat?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  endReason?: Resolver<Maybe<ResolversTypes['EngagementEndReason']>, ParentType, ContextType>;
  endReasonDesc?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endReasonRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ended?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  engagementSequence?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  engagementSet?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  isAgentSurvey?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isInteractive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isPartial?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isPostChatSurvey?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isPreChatSurvey?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  mcs?: Resolver<Maybe<ResolversTypes['AlertedMcs']>, ParentType, ContextType>;
  realTimeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sharkEngagementId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  skillId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  skillName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startReason?: Resolver<Maybe<ResolversTypes['EngagementStartReason']>, ParentType, ContextType>;
  startReasonDesc?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startReasonRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  visitorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  visitorName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EngagementLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementLine'] = ResolversParentTypes['EngagementLine']> = {
  agentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cannedAnswer?: Resolver<Maybe<ResolversTypes['CannedAnswer']>, ParentType, ContextType>;
  contextData?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  controlType?: Resolver<Maybe<ResolversTypes['LineControlType']>, ParentType, ContextType>;
  controlTypeRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  json?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  lineSeq?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quickReplies?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['EngagementLineScore']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['LineSource'], ParentType, ContextType>;
  sourceRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subTypeRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  textType?: Resolver<Maybe<ResolversTypes['TextType']>, ParentType, ContextType>;
  textTypeRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
};

export type EngagementLineScoreResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementLineScore'] = ResolversParentTypes['EngagementLineScore']> = {
  lineRawScore?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  lineSeq?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mcs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type EngagementMessageStatusResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementMessageStatus'] = ResolversParentTypes['EngagementMessageStatus']> = {
  lineSeq?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  participantId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  participantType?: Resolver<Maybe<ResolversTypes['LineSource']>, ParentType, ContextType>;
  participantTypeRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  time?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type EngagementPagesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementPages'] = ResolversParentTypes['EngagementPages']> = {
  last?: Resolver<Maybe<ResolversTypes['PageLocation']>, ParentType, ContextType>;
  next?: Resolver<Maybe<ResolversTypes['PageLocation']>, ParentType, ContextType>;
  self?: Resolver<ResolversTypes['PageLocation'], ParentType, ContextType>;
};

export type EngagementSurveyAnswerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementSurveyAnswer'] = ResolversParentTypes['EngagementSurveyAnswer']> = {
  answersId?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  displayName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  questionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['SurveyScope']>, ParentType, ContextType>;
  scopeRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['SurveySource']>, ParentType, ContextType>;
  sourceRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  surveyId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  time?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  timeText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EngagementSurveysResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementSurveys'] = ResolversParentTypes['EngagementSurveys']> = {
  operator?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EngagementSurveyAnswer']>>, ParentType, ContextType>;
  postChat?: Resolver<ReadonlyArray<ResolversTypes['EngagementSurveyAnswer']>, ParentType, ContextType>;
  preChat?: Resolver<ReadonlyArray<ResolversTypes['EngagementSurveyAnswer']>, ParentType, ContextType>;
};

export type EngagementTransferResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementTransfer'] = ResolversParentTypes['EngagementTransfer']> = {
  assignedAgentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  assignedAgentLoginName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sourceAgentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sourceAgentLoginName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sourceSkillId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sourceSkillName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  targetSkillId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  targetSkillName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  time?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type EngagementVisitorInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementVisitorInfo'] = ResolversParentTypes['EngagementVisitorInfo']> = {
  browser?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  browserType?: Resolver<Maybe<ResolversTypes['BrowserType']>, ParentType, ContextType>;
  browserTypeRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  countryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['DeviceType']>, ParentType, ContextType>;
  deviceRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ipAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isp?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  operatingSystem?: Resolver<Maybe<ResolversTypes['OperatingSystem']>, ParentType, ContextType>;
  operatingSystemRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  org?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FeedErasureResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedErasure'] = ResolversParentTypes['FeedErasure']> = {
  contacts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deadLetters?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  events?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isDone?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  traceRecords?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  transcripts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FeedEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedEvent'] = ResolversParentTypes['FeedEvent']> = {
  activityType?: Resolver<ResolversTypes['FeedActivity'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  companyId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  environment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  erasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isAhead?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  issues?: Resolver<ReadonlyArray<ResolversTypes['FeedEventIssue']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['FeedSource'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FeedEventConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedEventConnection'] = ResolversParentTypes['FeedEventConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FeedEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['FeedEvent']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type FeedEventEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedEventEdge'] = ResolversParentTypes['FeedEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['FeedEvent']>, ParentType, ContextType>;
};

export type FeedEventIssueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedEventIssue'] = ResolversParentTypes['FeedEventIssue']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FeedPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedPayload'] = ResolversParentTypes['FeedPayload']> = {
  agentCompanies?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  deadLetters?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['DeadLetter']>>>, ParentType, ContextType>;
  erasure?: Resolver<Maybe<ResolversTypes['FeedErasure']>, ParentType, ContextType>;
  feedSwitches?: Resolver<Maybe<ResolversTypes['FeedSwitches']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  report?: Resolver<Maybe<ResolversTypes['IngestReport']>, ParentType, ContextType>;
  result?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfter?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OperationStatus'], ParentType, ContextType>;
  statusCode?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statusMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FeedSwitchesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FeedSwitches'] = ResolversParentTypes['FeedSwitches']> = {
  companyId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  environment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  off?: Resolver<ReadonlyArray<ResolversTypes['FeedActivity']>, ParentType, ContextType>;
  on?: Resolver<ReadonlyArray<ResolversTypes['FeedActivity']>, ParentType, ContextType>;
};

export type FlowButtonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlowButton'] = ResolversParentTypes['FlowButton']> = {
  action?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  visible?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type FlowChoiceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlowChoice'] = ResolversParentTypes['FlowChoice']> = {
  footer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  header?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  options?: Resolver<ReadonlyArray<ResolversTypes['FlowOption']>, ParentType, ContextType>;
  prompt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  referenceName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FlowKeysResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlowKeys'] = ResolversParentTypes['FlowKeys']> = {
  callReturnNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  callerId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dnid?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dtmf?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  historySearchId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FlowOptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlowOption'] = ResolversParentTypes['FlowOption']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  selected?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FlowPageContentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlowPageContent'] = ResolversParentTypes['FlowPageContent']> = {
  footer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  header?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FlowPageNavigationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlowPageNavigation'] = ResolversParentTypes['FlowPageNavigation']> = {
  kind?: Resolver<Maybe<ResolversTypes['FlowNavigationKind']>, ParentType, ContextType>;
  kindRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  left?: Resolver<Maybe<ResolversTypes['FlowButton']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  right?: Resolver<Maybe<ResolversTypes['FlowButton']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FlowPhotoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlowPhoto'] = ResolversParentTypes['FlowPhoto']> = {
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  photoId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stepId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  takenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<FlowPhotoUrlArgs>>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FlowStepResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlowStep'] = ResolversParentTypes['FlowStep']> = {
  choices?: Resolver<ReadonlyArray<ResolversTypes['FlowChoice']>, ParentType, ContextType>;
  duration?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  enteredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  leftAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  pageContent?: Resolver<Maybe<ResolversTypes['FlowPageContent']>, ParentType, ContextType>;
  pageId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  pageNavigation?: Resolver<Maybe<ResolversTypes['FlowPageNavigation']>, ParentType, ContextType>;
  stepId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FlowSummaryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlowSummary'] = ResolversParentTypes['FlowSummary']> = {
  choices?: Resolver<ReadonlyArray<ResolversTypes['FlowChoice']>, ParentType, ContextType>;
  duration?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  pages?: Resolver<ReadonlyArray<ResolversTypes['FlowSummaryPage']>, ParentType, ContextType>;
  stepCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FlowSummaryPageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlowSummaryPage'] = ResolversParentTypes['FlowSummaryPage']> = {
  choices?: Resolver<ReadonlyArray<ResolversTypes['FlowChoice']>, ParentType, ContextType>;
  enteredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  stepId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FlowVariableResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlowVariable'] = ResolversParentTypes['FlowVariable']> = {
  group?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['FlowVariableType'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type FlowVariableGroupResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlowVariableGroup'] = ResolversParentTypes['FlowVariableGroup']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  variables?: Resolver<ReadonlyArray<ResolversTypes['FlowVariable']>, ParentType, ContextType>;
};

export type FlowVariableSetResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FlowVariableSet'] = ResolversParentTypes['FlowVariableSet']> = {
  groups?: Resolver<ReadonlyArray<ResolversTypes['FlowVariableGroup']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  variables?: Resolver<ReadonlyArray<ResolversTypes['FlowVariable']>, ParentType, ContextType>;
};

export type FocusTaskResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FocusTask'] = ResolversParentTypes['FocusTask']> = {
  gatewayTaskId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  initiationMethod?: Resolver<Maybe<ResolversTypes['TaskInitiationMethod']>, ParentType, ContextType>;
  initiationMethodRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['FocusTaskState'], ParentType, ContextType>;
  stateRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taskId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  traceRecord?: Resolver<Maybe<ResolversTypes['InteractionTraceRecord']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['TaskType']>, ParentType, ContextType>;
  typeRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type IngestRejectResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IngestReject'] = ResolversParentTypes['IngestReject']> = {
  code?: Resolver<ResolversTypes['RejectCode'], ParentType, ContextType>;
  deadLetterId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IngestReportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IngestReport'] = ResolversParentTypes['IngestReport']> = {
  added?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  disabled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  duplicate?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  read?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rejected?: Resolver<ReadonlyArray<ResolversTypes['IngestReject']>, ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InteractionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Interaction'] = ResolversParentTypes['Interaction']> = {
  attributes?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  chatTranscript?: Resolver<Maybe<ResolversTypes['ChatTranscript']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  endReason?: Resolver<Maybe<ResolversTypes['InteractionEndReason']>, ParentType, ContextType>;
  engagement?: Resolver<Maybe<ResolversTypes['Engagement']>, ParentType, ContextType>;
  events?: Resolver<Maybe<ResolversTypes['InteractionEventConnection']>, ParentType, ContextType, Partial<InteractionEventsArgs>>;
  flow?: Resolver<Maybe<ResolversTypes['InteractionFlow']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  messages?: Resolver<Maybe<ResolversTypes['ChatMessageConnection']>, ParentType, ContextType, Partial<InteractionMessagesArgs>>;
  owner?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  participants?: Resolver<ReadonlyArray<ResolversTypes['InteractionParticipant']>, ParentType, ContextType>;
  skill?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['InteractionStatus'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  traceRecord?: Resolver<Maybe<ResolversTypes['InteractionTraceRecord']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['TaskType'], ParentType, ContextType>;
  typeRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InteractionConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionConnection'] = ResolversParentTypes['InteractionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InteractionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Interaction']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type InteractionEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionEdge'] = ResolversParentTypes['InteractionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
};

export type InteractionEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionEvent'] = ResolversParentTypes['InteractionEvent']> = {
  __resolveType: TypeResolveFn<'AttachedDataChanged' | 'ChatMessage' | 'OwnerChanged' | 'ParticipantJoined' | 'ParticipantLeft' | 'StatusChanged', ParentType, ContextType>;
};

export type InteractionEventConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionEventConnection'] = ResolversParentTypes['InteractionEventConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InteractionEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['InteractionEvent']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type InteractionEventEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionEventEdge'] = ResolversParentTypes['InteractionEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['InteractionEvent']>, ParentType, ContextType>;
};

export type InteractionFlowResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionFlow'] = ResolversParentTypes['InteractionFlow']> = {
  currentStep?: Resolver<Maybe<ResolversTypes['FlowStep']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  endReason?: Resolver<Maybe<ResolversTypes['FlowEndReason']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  flowStatus?: Resolver<ResolversTypes['FlowStatus'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  interactionUniqueId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  keys?: Resolver<ResolversTypes['FlowKeys'], ParentType, ContextType>;
  lastEventId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  phoneNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  photo?: Resolver<Maybe<ResolversTypes['FlowPhoto']>, ParentType, ContextType, RequireFields<InteractionFlowPhotoArgs, 'photoId'>>;
  photos?: Resolver<ReadonlyArray<ResolversTypes['FlowPhoto']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['FlowStep']>, ParentType, ContextType, Partial<InteractionFlowStepsArgs>>;
  summary?: Resolver<ResolversTypes['FlowSummary'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  variableSet?: Resolver<Maybe<ResolversTypes['FlowVariableSet']>, ParentType, ContextType, RequireFields<InteractionFlowVariableSetArgs, 'name'>>;
  variableSets?: Resolver<ReadonlyArray<ResolversTypes['FlowVariableSet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InteractionFlowConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionFlowConnection'] = ResolversParentTypes['InteractionFlowConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InteractionFlowEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['InteractionFlow']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type InteractionFlowEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionFlowEdge'] = ResolversParentTypes['InteractionFlowEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['InteractionFlow']>, ParentType, ContextType>;
};

export type InteractionFlowPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionFlowPayload'] = ResolversParentTypes['InteractionFlowPayload']> = {
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  interactionFlow?: Resolver<Maybe<ResolversTypes['InteractionFlow']>, ParentType, ContextType>;
  result?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfter?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OperationStatus'], ParentType, ContextType>;
  statusCode?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statusMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InteractionOfferedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionOffered'] = ResolversParentTypes['InteractionOffered']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  interactionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  offerReason?: Resolver<ResolversTypes['OfferReason'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InteractionParticipantResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionParticipant'] = ResolversParentTypes['InteractionParticipant']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  joinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  leftAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  nickname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  participantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ParticipantRole'], ParentType, ContextType>;
};

export type InteractionPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionPayload'] = ResolversParentTypes['InteractionPayload']> = {
  event?: Resolver<Maybe<ResolversTypes['InteractionEvent']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  result?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAfter?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OperationStatus'], ParentType, ContextType>;
  statusCode?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statusMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InteractionTraceRecordResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionTraceRecord'] = ResolversParentTypes['InteractionTraceRecord']> = {
  activeDuration?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  agentUsername?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  assignedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  attributes?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  chatTranscript?: Resolver<Maybe<ResolversTypes['ChatTranscript']>, ParentType, ContextType>;
  companyId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  connectedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['ConnectContact']>, ParentType, ContextType>;
  deliveryProvider?: Resolver<Maybe<ResolversTypes['DeliveryProvider']>, ParentType, ContextType>;
  deliveryProviderRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  direction?: Resolver<Maybe<ResolversTypes['TaskDirection']>, ParentType, ContextType>;
  environment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  erasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  events?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['FeedEvent']>>>, ParentType, ContextType>;
  farEndAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gatewayTaskId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  gatewayWorkHandle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  initiationMethod?: Resolver<Maybe<ResolversTypes['TaskInitiationMethod']>, ParentType, ContextType>;
  initiationMethodRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  isAhead?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isTransferCycle?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  mediaLocation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mediaLocationType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nearEndAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['InteractionTraceRecord']>, ParentType, ContextType>;
  originGatewayTaskId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  originTaskId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  parkedDuration?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  platformId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  queuedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  queuedDuration?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  reportHierarchy?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  skillQueueName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taskId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  taskType?: Resolver<Maybe<ResolversTypes['TaskType']>, ParentType, ContextType>;
  taskTypeRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeInQueue?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  transferredToAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  transfers?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['InteractionTraceRecord']>>>, ParentType, ContextType>;
  workCodes?: Resolver<ReadonlyArray<ResolversTypes['WorkCode']>, ParentType, ContextType>;
  wrapAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  wrapDuration?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InteractionTraceRecordConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionTraceRecordConnection'] = ResolversParentTypes['InteractionTraceRecordConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InteractionTraceRecordEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['InteractionTraceRecord']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type InteractionTraceRecordEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionTraceRecordEdge'] = ResolversParentTypes['InteractionTraceRecordEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['InteractionTraceRecord']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LeadAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LeadAttribute'] = ResolversParentTypes['LeadAttribute']> = {
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  leadId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  topic?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MarketingCampaignInfoAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MarketingCampaignInfoAttribute'] = ResolversParentTypes['MarketingCampaignInfoAttribute']> = {
  affiliate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  campaignId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  originatingChannel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface MillisecondsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Milliseconds'], any> {
  name: 'Milliseconds';
}

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  abandonFlow?: Resolver<Maybe<ResolversTypes['InteractionFlowPayload']>, ParentType, ContextType, RequireFields<MutationAbandonFlowArgs, 'id' | 'reason'>>;
  acceptInteraction?: Resolver<Maybe<ResolversTypes['InteractionPayload']>, ParentType, ContextType, RequireFields<MutationAcceptInteractionArgs, 'id'>>;
  completeFlow?: Resolver<Maybe<ResolversTypes['InteractionFlowPayload']>, ParentType, ContextType, RequireFields<MutationCompleteFlowArgs, 'id'>>;
  completeInteraction?: Resolver<Maybe<ResolversTypes['InteractionPayload']>, ParentType, ContextType, RequireFields<MutationCompleteInteractionArgs, 'id'>>;
  createChatTranscript?: Resolver<Maybe<ResolversTypes['ChatTranscriptPayload']>, ParentType, ContextType, RequireFields<MutationCreateChatTranscriptArgs, 'input'>>;
  deleteChatTranscript?: Resolver<Maybe<ResolversTypes['ChatTranscriptPayload']>, ParentType, ContextType, RequireFields<MutationDeleteChatTranscriptArgs, 'id'>>;
  discardDeadLetter?: Resolver<Maybe<ResolversTypes['FeedPayload']>, ParentType, ContextType, RequireFields<MutationDiscardDeadLetterArgs, 'id'>>;
  endChatSession?: Resolver<Maybe<ResolversTypes['InteractionPayload']>, ParentType, ContextType, RequireFields<MutationEndChatSessionArgs, 'id'>>;
  eraseFeedData?: Resolver<Maybe<ResolversTypes['FeedPayload']>, ParentType, ContextType, Partial<MutationEraseFeedDataArgs>>;
  ingestEvents?: Resolver<Maybe<ResolversTypes['FeedPayload']>, ParentType, ContextType, RequireFields<MutationIngestEventsArgs, 'events'>>;
  inviteUser?: Resolver<Maybe<ResolversTypes['InteractionPayload']>, ParentType, ContextType, RequireFields<MutationInviteUserArgs, 'agentId' | 'id'>>;
  leaveConference?: Resolver<Maybe<ResolversTypes['InteractionPayload']>, ParentType, ContextType, RequireFields<MutationLeaveConferenceArgs, 'id'>>;
  leaveInteraction?: Resolver<Maybe<ResolversTypes['InteractionPayload']>, ParentType, ContextType, RequireFields<MutationLeaveInteractionArgs, 'id'>>;
  mendDeadLetter?: Resolver<Maybe<ResolversTypes['FeedPayload']>, ParentType, ContextType, RequireFields<MutationMendDeadLetterArgs, 'event' | 'id'>>;
  recordFlowChoices?: Resolver<Maybe<ResolversTypes['InteractionFlowPayload']>, ParentType, ContextType, RequireFields<MutationRecordFlowChoicesArgs, 'choices' | 'id' | 'stepId'>>;
  recordFlowStep?: Resolver<Maybe<ResolversTypes['InteractionFlowPayload']>, ParentType, ContextType, RequireFields<MutationRecordFlowStepArgs, 'id' | 'step'>>;
  rejectInteraction?: Resolver<Maybe<ResolversTypes['InteractionPayload']>, ParentType, ContextType, RequireFields<MutationRejectInteractionArgs, 'id'>>;
  replayDeadLetters?: Resolver<Maybe<ResolversTypes['FeedPayload']>, ParentType, ContextType, RequireFields<MutationReplayDeadLettersArgs, 'ids'>>;
  requestChatHistory?: Resolver<Maybe<ResolversTypes['InteractionPayload']>, ParentType, ContextType, RequireFields<MutationRequestChatHistoryArgs, 'id'>>;
  sendMessage?: Resolver<Maybe<ResolversTypes['InteractionPayload']>, ParentType, ContextType, RequireFields<MutationSendMessageArgs, 'id' | 'text' | 'visibility'>>;
  sendStartTypingNotification?: Resolver<Maybe<ResolversTypes['InteractionPayload']>, ParentType, ContextType, RequireFields<MutationSendStartTypingNotificationArgs, 'id'>>;
  sendStopTypingNotification?: Resolver<Maybe<ResolversTypes['InteractionPayload']>, ParentType, ContextType, RequireFields<MutationSendStopTypingNotificationArgs, 'id'>>;
  setAgentCompany?: Resolver<Maybe<ResolversTypes['FeedPayload']>, ParentType, ContextType, RequireFields<MutationSetAgentCompanyArgs, 'companyId' | 'isAllowed'>>;
  setAgentState?: Resolver<Maybe<ResolversTypes['AgentPayload']>, ParentType, ContextType, RequireFields<MutationSetAgentStateArgs, 'state'>>;
  setFeedSwitch?: Resolver<Maybe<ResolversTypes['FeedPayload']>, ParentType, ContextType, RequireFields<MutationSetFeedSwitchArgs, 'activityType' | 'isOn'>>;
  setFlowKeys?: Resolver<Maybe<ResolversTypes['InteractionFlowPayload']>, ParentType, ContextType, RequireFields<MutationSetFlowKeysArgs, 'id' | 'keys'>>;
  setFlowVariables?: Resolver<Maybe<ResolversTypes['InteractionFlowPayload']>, ParentType, ContextType, RequireFields<MutationSetFlowVariablesArgs, 'id' | 'set' | 'variables'>>;
  singleStepTransfer?: Resolver<Maybe<ResolversTypes['InteractionPayload']>, ParentType, ContextType, RequireFields<MutationSingleStepTransferArgs, 'id' | 'to'>>;
  startFlow?: Resolver<Maybe<ResolversTypes['InteractionFlowPayload']>, ParentType, ContextType, RequireFields<MutationStartFlowArgs, 'input'>>;
  startInteraction?: Resolver<Maybe<ResolversTypes['InteractionPayload']>, ParentType, ContextType, RequireFields<MutationStartInteractionArgs, 'input'>>;
  updateAttachedData?: Resolver<Maybe<ResolversTypes['InteractionPayload']>, ParentType, ContextType, RequireFields<MutationUpdateAttachedDataArgs, 'attributes' | 'id'>>;
  upsertAgent?: Resolver<Maybe<ResolversTypes['AgentPayload']>, ParentType, ContextType, RequireFields<MutationUpsertAgentArgs, 'input'>>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Agent' | 'AgentStateChange' | 'AttachedDataChanged' | 'ChatMessage' | 'ChatTranscript' | 'Customer' | 'DeadLetter' | 'Engagement' | 'FeedEvent' | 'Interaction' | 'InteractionFlow' | 'InteractionTraceRecord' | 'OwnerChanged' | 'ParticipantJoined' | 'ParticipantLeft' | 'StatusChanged', ParentType, ContextType>;
};

export type OfferWithdrawnResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OfferWithdrawn'] = ResolversParentTypes['OfferWithdrawn']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  interactionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  withdrawalReason?: Resolver<ResolversTypes['WithdrawalReason'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OperationPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OperationPayload'] = ResolversParentTypes['OperationPayload']> = {
  __resolveType: TypeResolveFn<'AgentPayload' | 'ChatTranscriptPayload' | 'FeedPayload' | 'InteractionFlowPayload' | 'InteractionPayload', ParentType, ContextType>;
};

export type OtherSdeAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OtherSdeAttribute'] = ResolversParentTypes['OtherSdeAttribute']> = {
  json?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OwnerChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OwnerChanged'] = ResolversParentTypes['OwnerChanged']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  interactionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['InteractionParticipant']>, ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PageLocationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageLocation'] = ResolversParentTypes['PageLocation']> = {
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  offset?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ParticipantJoinedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParticipantJoined'] = ResolversParentTypes['ParticipantJoined']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  interactionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  participant?: Resolver<ResolversTypes['InteractionParticipant'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ParticipantLeftResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ParticipantLeft'] = ResolversParentTypes['ParticipantLeft']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  interactionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  participant?: Resolver<ResolversTypes['InteractionParticipant'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PersonalInfoAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PersonalInfoAttribute'] = ResolversParentTypes['PersonalInfoAttribute']> = {
  company?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contacts?: Resolver<ReadonlyArray<ResolversTypes['SdeContact']>, ParentType, ContextType>;
  customerAge?: Resolver<Maybe<ResolversTypes['SdeCustomerAge']>, ParentType, ContextType>;
  gender?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  surname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PurchaseAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PurchaseAttribute'] = ResolversParentTypes['PurchaseAttribute']> = {
  cart?: Resolver<Maybe<ResolversTypes['SdeCart']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  orderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType, RequireFields<QueryAgentArgs, 'id'>>;
  agentCompanies?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  agentCounts?: Resolver<Maybe<ResolversTypes['AgentCounts']>, ParentType, ContextType, RequireFields<QueryAgentCountsArgs, 'by'>>;
  agents?: Resolver<Maybe<ResolversTypes['AgentConnection']>, ParentType, ContextType, Partial<QueryAgentsArgs>>;
  chatTranscript?: Resolver<Maybe<ResolversTypes['ChatTranscript']>, ParentType, ContextType, RequireFields<QueryChatTranscriptArgs, 'id'>>;
  chatTranscripts?: Resolver<Maybe<ResolversTypes['ChatTranscriptConnection']>, ParentType, ContextType, Partial<QueryChatTranscriptsArgs>>;
  currentAgent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  deadLetters?: Resolver<Maybe<ResolversTypes['DeadLetterConnection']>, ParentType, ContextType, RequireFields<QueryDeadLettersArgs, 'status'>>;
  engagement?: Resolver<Maybe<ResolversTypes['Engagement']>, ParentType, ContextType, RequireFields<QueryEngagementArgs, 'id'>>;
  engagements?: Resolver<Maybe<ResolversTypes['EngagementConnection']>, ParentType, ContextType, RequireFields<QueryEngagementsArgs, 'filter'>>;
  feedEvents?: Resolver<Maybe<ResolversTypes['FeedEventConnection']>, ParentType, ContextType, Partial<QueryFeedEventsArgs>>;
  feedSwitches?: Resolver<Maybe<ReadonlyArray<ResolversTypes['FeedSwitches']>>, ParentType, ContextType, Partial<QueryFeedSwitchesArgs>>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType, RequireFields<QueryInteractionArgs, 'id'>>;
  interactionFlow?: Resolver<Maybe<ResolversTypes['InteractionFlow']>, ParentType, ContextType, RequireFields<QueryInteractionFlowArgs, 'id'>>;
  interactionFlowBy?: Resolver<Maybe<ResolversTypes['InteractionFlow']>, ParentType, ContextType, RequireFields<QueryInteractionFlowByArgs, 'key'>>;
  interactionFlows?: Resolver<Maybe<ResolversTypes['InteractionFlowConnection']>, ParentType, ContextType, Partial<QueryInteractionFlowsArgs>>;
  interactionUniqueId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType, RequireFields<QueryInteractionUniqueIdArgs, 'phoneNumber'>>;
  interactions?: Resolver<Maybe<ResolversTypes['InteractionConnection']>, ParentType, ContextType, RequireFields<QueryInteractionsArgs, 'order'>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  traceRecord?: Resolver<Maybe<ResolversTypes['InteractionTraceRecord']>, ParentType, ContextType, RequireFields<QueryTraceRecordArgs, 'id'>>;
  traceRecordBy?: Resolver<Maybe<ResolversTypes['InteractionTraceRecord']>, ParentType, ContextType, RequireFields<QueryTraceRecordByArgs, 'key'>>;
  traceRecords?: Resolver<Maybe<ResolversTypes['InteractionTraceRecordConnection']>, ParentType, ContextType, Partial<QueryTraceRecordsArgs>>;
};

export type RecordMetadataResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RecordMetadata'] = ResolversParentTypes['RecordMetadata']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  modifiedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SdeAddressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SdeAddress'] = ResolversParentTypes['SdeAddress']> = {
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  zipCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SdeAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SdeAttribute'] = ResolversParentTypes['SdeAttribute']> = {
  __resolveType: TypeResolveFn<'CartStatusAttribute' | 'CustomerInfoAttribute' | 'LeadAttribute' | 'MarketingCampaignInfoAttribute' | 'OtherSdeAttribute' | 'PersonalInfoAttribute' | 'PurchaseAttribute' | 'ServiceActivityAttribute' | 'ViewedProductAttribute' | 'VisitorErrorAttribute', ParentType, ContextType>;
};

export type SdeCartResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SdeCart'] = ResolversParentTypes['SdeCart']> = {
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  numItems?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  originalTimeStamp?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  products?: Resolver<ReadonlyArray<ResolversTypes['SdeProduct']>, ParentType, ContextType>;
  serverTimeStamp?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SdeContactResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SdeContact'] = ResolversParentTypes['SdeContact']> = {
  address?: Resolver<Maybe<ResolversTypes['SdeAddress']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SdeCustomerAgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SdeCustomerAge'] = ResolversParentTypes['SdeCustomerAge']> = {
  customerAgeInYears?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerDateOfBirth?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerMonthOfBirth?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerYearOfBirth?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SdeDateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SdeDate'] = ResolversParentTypes['SdeDate']> = {
  day?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  month?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  year?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SdeEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SdeEvent'] = ResolversParentTypes['SdeEvent']> = {
  attribute?: Resolver<Maybe<ResolversTypes['SdeAttribute']>, ParentType, ContextType>;
  eventServerTimeStamp?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  isAuthenticated?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SdeKind'], ParentType, ContextType>;
  kindRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  originalTimeStamp?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sdeType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  serverTimeStamp?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type SdeProductResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SdeProduct'] = ResolversParentTypes['SdeProduct']> = {
  category?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sku?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ServiceActivityAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ServiceActivityAttribute'] = ResolversParentTypes['ServiceActivityAttribute']> = {
  category?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  serviceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  topic?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StatusChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StatusChanged'] = ResolversParentTypes['StatusChanged']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interaction?: Resolver<Maybe<ResolversTypes['Interaction']>, ParentType, ContextType>;
  interactionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['InteractionStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  agentCountsChanged?: SubscriptionResolver<ResolversTypes['AgentCounts'], "agentCountsChanged", ParentType, ContextType, RequireFields<SubscriptionAgentCountsChangedArgs, 'by'>>;
  agentStateChanged?: SubscriptionResolver<ResolversTypes['AgentStateChange'], "agentStateChanged", ParentType, ContextType, RequireFields<SubscriptionAgentStateChangedArgs, 'sendCurrent'>>;
  interactionEvents?: SubscriptionResolver<ResolversTypes['InteractionEvent'], "interactionEvents", ParentType, ContextType, RequireFields<SubscriptionInteractionEventsArgs, 'fromStart' | 'id'>>;
  interactionFlowUpdated?: SubscriptionResolver<ResolversTypes['InteractionFlow'], "interactionFlowUpdated", ParentType, ContextType, RequireFields<SubscriptionInteractionFlowUpdatedArgs, 'fromStart' | 'id'>>;
  messageAdded?: SubscriptionResolver<ResolversTypes['ChatMessage'], "messageAdded", ParentType, ContextType, RequireFields<SubscriptionMessageAddedArgs, 'fromStart' | 'id'>>;
  notifications?: SubscriptionResolver<ResolversTypes['AgentNotification'], "notifications", ParentType, ContextType>;
  typing?: SubscriptionResolver<ResolversTypes['TypingNotification'], "typing", ParentType, ContextType, RequireFields<SubscriptionTypingArgs, 'id'>>;
};

export type TextRangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TextRange'] = ResolversParentTypes['TextRange']> = {
  from?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TranscriptEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TranscriptEntry'] = ResolversParentTypes['TranscriptEntry']> = {
  chatContent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  direction?: Resolver<Maybe<ResolversTypes['MessageDirection']>, ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
};

export type TypingNotificationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TypingNotification'] = ResolversParentTypes['TypingNotification']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interactionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nickname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  typing?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ViewedProductAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ViewedProductAttribute'] = ResolversParentTypes['ViewedProductAttribute']> = {
  products?: Resolver<ReadonlyArray<ResolversTypes['SdeProduct']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VisitorErrorAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VisitorErrorAttribute'] = ResolversParentTypes['VisitorErrorAttribute']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contextId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  level?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resolved?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WorkCodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WorkCode'] = ResolversParentTypes['WorkCode']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  agentUsername?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  group?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  groupDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reportHierarchy?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  skillQueueName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taskType?: Resolver<Maybe<ResolversTypes['TaskType']>, ParentType, ContextType>;
  taskTypeRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Agent?: AgentResolvers<ContextType>;
  AgentConnection?: AgentConnectionResolvers<ContextType>;
  AgentCount?: AgentCountResolvers<ContextType>;
  AgentCounts?: AgentCountsResolvers<ContextType>;
  AgentEdge?: AgentEdgeResolvers<ContextType>;
  AgentGap?: AgentGapResolvers<ContextType>;
  AgentNotification?: AgentNotificationResolvers<ContextType>;
  AgentPayload?: AgentPayloadResolvers<ContextType>;
  AgentSession?: AgentSessionResolvers<ContextType>;
  AgentSessionConnection?: AgentSessionConnectionResolvers<ContextType>;
  AgentSessionEdge?: AgentSessionEdgeResolvers<ContextType>;
  AgentStateAt?: AgentStateAtResolvers<ContextType>;
  AgentStateChange?: AgentStateChangeResolvers<ContextType>;
  AgentStateChangeConnection?: AgentStateChangeConnectionResolvers<ContextType>;
  AgentStateChangeEdge?: AgentStateChangeEdgeResolvers<ContextType>;
  AgentStateCount?: AgentStateCountResolvers<ContextType>;
  AgentStateTotal?: AgentStateTotalResolvers<ContextType>;
  AgentUsage?: AgentUsageResolvers<ContextType>;
  AttachedDataChanged?: AttachedDataChangedResolvers<ContextType>;
  CannedAnswer?: CannedAnswerResolvers<ContextType>;
  CartStatusAttribute?: CartStatusAttributeResolvers<ContextType>;
  ChatHistory?: ChatHistoryResolvers<ContextType>;
  ChatMessage?: ChatMessageResolvers<ContextType>;
  ChatMessageConnection?: ChatMessageConnectionResolvers<ContextType>;
  ChatMessageEdge?: ChatMessageEdgeResolvers<ContextType>;
  ChatTranscript?: ChatTranscriptResolvers<ContextType>;
  ChatTranscriptConnection?: ChatTranscriptConnectionResolvers<ContextType>;
  ChatTranscriptEdge?: ChatTranscriptEdgeResolvers<ContextType>;
  ChatTranscriptPayload?: ChatTranscriptPayloadResolvers<ContextType>;
  Chatter?: ChatterResolvers<ContextType>;
  CoBrowseSession?: CoBrowseSessionResolvers<ContextType>;
  ConnectContact?: ConnectContactResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  CustomerInfoAttribute?: CustomerInfoAttributeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeadLetter?: DeadLetterResolvers<ContextType>;
  DeadLetterConnection?: DeadLetterConnectionResolvers<ContextType>;
  DeadLetterEdge?: DeadLetterEdgeResolvers<ContextType>;
  Engagement?: EngagementResolvers<ContextType>;
  EngagementCampaign?: EngagementCampaignResolvers<ContextType>;
  EngagementConnection?: EngagementConnectionResolvers<ContextType>;
  EngagementEdge?: EngagementEdgeResolvers<ContextType>;
  EngagementFacet?: EngagementFacetResolvers<ContextType>;
  EngagementFacets?: EngagementFacetsResolvers<ContextType>;
  EngagementHighlight?: EngagementHighlightResolvers<ContextType>;
  EngagementInfo?: EngagementInfoResolvers<ContextType>;
  EngagementLine?: EngagementLineResolvers<ContextType>;
  EngagementLineScore?: EngagementLineScoreResolvers<ContextType>;
  EngagementMessageStatus?: EngagementMessageStatusResolvers<ContextType>;
  EngagementPages?: EngagementPagesResolvers<ContextType>;
  EngagementSurveyAnswer?: EngagementSurveyAnswerResolvers<ContextType>;
  EngagementSurveys?: EngagementSurveysResolvers<ContextType>;
  EngagementTransfer?: EngagementTransferResolvers<ContextType>;
  EngagementVisitorInfo?: EngagementVisitorInfoResolvers<ContextType>;
  FeedErasure?: FeedErasureResolvers<ContextType>;
  FeedEvent?: FeedEventResolvers<ContextType>;
  FeedEventConnection?: FeedEventConnectionResolvers<ContextType>;
  FeedEventEdge?: FeedEventEdgeResolvers<ContextType>;
  FeedEventIssue?: FeedEventIssueResolvers<ContextType>;
  FeedPayload?: FeedPayloadResolvers<ContextType>;
  FeedSwitches?: FeedSwitchesResolvers<ContextType>;
  FlowButton?: FlowButtonResolvers<ContextType>;
  FlowChoice?: FlowChoiceResolvers<ContextType>;
  FlowKeys?: FlowKeysResolvers<ContextType>;
  FlowOption?: FlowOptionResolvers<ContextType>;
  FlowPageContent?: FlowPageContentResolvers<ContextType>;
  FlowPageNavigation?: FlowPageNavigationResolvers<ContextType>;
  FlowPhoto?: FlowPhotoResolvers<ContextType>;
  FlowStep?: FlowStepResolvers<ContextType>;
  FlowSummary?: FlowSummaryResolvers<ContextType>;
  FlowSummaryPage?: FlowSummaryPageResolvers<ContextType>;
  FlowVariable?: FlowVariableResolvers<ContextType>;
  FlowVariableGroup?: FlowVariableGroupResolvers<ContextType>;
  FlowVariableSet?: FlowVariableSetResolvers<ContextType>;
  FocusTask?: FocusTaskResolvers<ContextType>;
  IngestReject?: IngestRejectResolvers<ContextType>;
  IngestReport?: IngestReportResolvers<ContextType>;
  Interaction?: InteractionResolvers<ContextType>;
  InteractionConnection?: InteractionConnectionResolvers<ContextType>;
  InteractionEdge?: InteractionEdgeResolvers<ContextType>;
  InteractionEvent?: InteractionEventResolvers<ContextType>;
  InteractionEventConnection?: InteractionEventConnectionResolvers<ContextType>;
  InteractionEventEdge?: InteractionEventEdgeResolvers<ContextType>;
  InteractionFlow?: InteractionFlowResolvers<ContextType>;
  InteractionFlowConnection?: InteractionFlowConnectionResolvers<ContextType>;
  InteractionFlowEdge?: InteractionFlowEdgeResolvers<ContextType>;
  InteractionFlowPayload?: InteractionFlowPayloadResolvers<ContextType>;
  InteractionOffered?: InteractionOfferedResolvers<ContextType>;
  InteractionParticipant?: InteractionParticipantResolvers<ContextType>;
  InteractionPayload?: InteractionPayloadResolvers<ContextType>;
  InteractionTraceRecord?: InteractionTraceRecordResolvers<ContextType>;
  InteractionTraceRecordConnection?: InteractionTraceRecordConnectionResolvers<ContextType>;
  InteractionTraceRecordEdge?: InteractionTraceRecordEdgeResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  LeadAttribute?: LeadAttributeResolvers<ContextType>;
  MarketingCampaignInfoAttribute?: MarketingCampaignInfoAttributeResolvers<ContextType>;
  Milliseconds?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  OfferWithdrawn?: OfferWithdrawnResolvers<ContextType>;
  OperationPayload?: OperationPayloadResolvers<ContextType>;
  OtherSdeAttribute?: OtherSdeAttributeResolvers<ContextType>;
  OwnerChanged?: OwnerChangedResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PageLocation?: PageLocationResolvers<ContextType>;
  ParticipantJoined?: ParticipantJoinedResolvers<ContextType>;
  ParticipantLeft?: ParticipantLeftResolvers<ContextType>;
  PersonalInfoAttribute?: PersonalInfoAttributeResolvers<ContextType>;
  PurchaseAttribute?: PurchaseAttributeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordMetadata?: RecordMetadataResolvers<ContextType>;
  SdeAddress?: SdeAddressResolvers<ContextType>;
  SdeAttribute?: SdeAttributeResolvers<ContextType>;
  SdeCart?: SdeCartResolvers<ContextType>;
  SdeContact?: SdeContactResolvers<ContextType>;
  SdeCustomerAge?: SdeCustomerAgeResolvers<ContextType>;
  SdeDate?: SdeDateResolvers<ContextType>;
  SdeEvent?: SdeEventResolvers<ContextType>;
  SdeProduct?: SdeProductResolvers<ContextType>;
  ServiceActivityAttribute?: ServiceActivityAttributeResolvers<ContextType>;
  StatusChanged?: StatusChangedResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TextRange?: TextRangeResolvers<ContextType>;
  TranscriptEntry?: TranscriptEntryResolvers<ContextType>;
  TypingNotification?: TypingNotificationResolvers<ContextType>;
  ViewedProductAttribute?: ViewedProductAttributeResolvers<ContextType>;
  VisitorErrorAttribute?: VisitorErrorAttributeResolvers<ContextType>;
  WorkCode?: WorkCodeResolvers<ContextType>;
};

