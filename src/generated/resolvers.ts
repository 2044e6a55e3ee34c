import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AgentRecord, AgentPage, AgentCountsRecord, AgentSessionRecord, AgentSessionPage, StateChangeRecord, StateChangePage, DisplayedTask } from '../domains/agents/records.ts';
import type { TranscriptPage, TranscriptRecord, ChatterRecord, TranscriptEntryRecord } from '../domains/transcripts/records.ts';
import type { CustomerRecord } from '../domains/customers/index.ts';
import type { StoredEngagement, EngagementPage, EngagementEdge as FoundEngagement, EngagementFacets as FacetCounts, EngagementPages as PageLocations, CartStatusAttribute as CartStatusAttributeRecord, CustomerInfoAttribute as CustomerInfoAttributeRecord, EngagementLine as EngagementLineRecord, EngagementVisitorInfo as EngagementVisitorInfoRecord, LeadAttribute as LeadAttributeRecord, MarketingCampaignInfoAttribute as MarketingCampaignInfoAttributeRecord, OtherSdeAttribute as OtherSdeAttributeRecord, PersonalInfoAttribute as PersonalInfoAttributeRecord, PurchaseAttribute as PurchaseAttributeRecord, SdeEvent as SdeEventRecord, ServiceActivityAttribute as ServiceActivityAttributeRecord, ViewedProductAttribute as ViewedProductAttributeRecord, VisitorErrorAttribute as VisitorErrorAttributeRecord } from '../domains/engagements/records.ts';
import type { FlowSummary as FlowSummaryRecord, FlowVariable as FlowVariableRecord, FlowVariableSet as FlowVariableSetRecord, FlowStepRecord, FlowState, FlowPage, PhotoOfFlow } from '../domains/flows/records.ts';
import type { InteractionState, InteractionPage, ParticipantRecord, EventRecord, MessagePage, NotificationRecord, TypingRecord, OperationOutcome } from '../domains/interactions/records.ts';
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
   * An instant. Output is RFC 3339 in UTC with milliseconds (`2016-06-19T12:29:08.000Z`). Input takes RFC 3339 with `Z` or an
   * offset, written `+hh:mm` or, as hybris does, `+hhmm`; years 0001 to 9999. Anything else is BAD_USER_INPUT.
   */
  DateTime: { input: Date; output: Date; }
  /** Any JSON value, as its source sent it. */
  JSON: { input: unknown; output: unknown; }
  /** A length of time in whole milliseconds, 0 to 2^53-1, whatever unit its source uses. */
  Milliseconds: { input: number; output: number; }
};

/**
 * A person who handles interactions for the contact centre. Every name that a record gives an agent is one of these, also when nobody
 * has registered it: then `state` is UNKNOWN and there are no skills. A feed's events register the agent whom they name. Agents of one user name within a tenant are one
 * agent, whatever the company that an event names. Source: Symbee Connect, and the records that name agents.
 */
export type Agent = Node & {
  /**
   * What the agent attends to: the interaction accepted last, or while there is none the one offered last; where a feed tells the state, the
   * task that it says. Null if there is nothing.
   */
  readonly focusTask?: Maybe<FocusTask>;
  /**
   * What is missing of what a feed told of the agent, where that lies in a span of time or reaches into it, by time: places at which a change
   * does not go on from the one before it. Computed from what is there: when the lost event comes, it is gone. What happens here has no gaps.
   * Null where it may not be seen.
   */
  readonly gaps?: Maybe<ReadonlyArray<AgentGap>>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** How many interactions the agent takes at once. Default 1. */
  readonly maxConcurrent: Scalars['Int']['output'];
  /** What customers see of the agent. Null if none is set. */
  readonly nickname?: Maybe<Scalars['String']['output']>;
  /** What the agent has or is being offered here besides, in the order in which it was offered. All of them are PARKED. A feed does not tell it. */
  readonly parkedTasks: ReadonlyArray<FocusTask>;
  /**
   * Where the agent stands in the organisation, from the top: `MidWest|Servicing` is `[\"MidWest\", \"Servicing\"]`. What was said last, by the
   * time of the event or of the registration; an event that says nothing of it leaves it as it is.
   */
  readonly reportHierarchy: ReadonlyArray<Scalars['String']['output']>;
  /** The agent's sessions that lie in a span of time or reach into it, by when they began. Each is told whole. Null where it may not be seen. */
  readonly sessions?: Maybe<AgentSessionConnection>;
  /** What the agent can be offered interactions for, in alphabetical order. Empty for a name that is only referred to. */
  readonly skills: ReadonlyArray<Scalars['String']['output']>;
  /**
   * What the agent is doing: of several interactions the one that has come furthest counts. A registered agent who has not signed in is
   * LOGGED_OFF; one who is known by a feed alone that has told no state is UNKNOWN. UNKNOWN to those who may not see it: without `agent.view`
   * and `agent.manage` agents see themselves alone. The same holds for the fields below.
   *
   * Who is signed in here, or has an interaction here, does what happens here. Of all others it is the newest change, of here or of a feed,
   * by the time at which it happened: in which order the feed's events come in makes no difference. Of the feed's changes at one instant
   * the newest is the one that the others lead to.
   */
  readonly state: AgentState;
  /**
   * The changes of the agent's state in a span of time, oldest first, by when they happened: those of here and those of feeds. The one that
   * was in force when the span began comes first, with the span's beginning as its `at`. Null where it may not be seen.
   */
  readonly stateHistory?: Maybe<AgentStateChangeConnection>;
  /** The source's own word for the state, where a feed tells it. Null for what happens here. */
  readonly stateRaw?: Maybe<Scalars['String']['output']>;
  /** Why, as it was given with the state: up to 256 characters; TIMEOUT for one who gave no sign of life. Null for a state that follows from the work. */
  readonly stateReason?: Maybe<Scalars['String']['output']>;
  /** When the state began; for one who has never signed in, when the agent was registered. Null where it is not known. */
  readonly stateSince?: Maybe<Scalars['DateTime']['output']>;
  /**
   * How long the agent was in each state in a span of time, and for which reason, by state and reason. What began before the span or went on
   * after it counts as far as it lies inside; a state that still goes on counts up to now. Time that lies in a gap counts for no state, and so
   * does what was before the first change that is known; else it all adds up to the span. Null where it may not be seen.
   */
  readonly stateTotals?: Maybe<ReadonlyArray<AgentStateTotal>>;
  /**
   * How many interactions the agent has or is being offered: 0 to `maxConcurrent`, more if that was lowered since. Where a feed tells the
   * state, how many tasks it says, 0 if it does not.
   */
  readonly taskCount: Scalars['Int']['output'];
  /** When the agent used which product, where that lies in a span of time or reaches into it, by when it began. Null where it may not be seen. */
  readonly usage?: Maybe<ReadonlyArray<AgentUsage>>;
  /** The name that the agent signs in with, unique in the tenant. LivePerson's agents without a login name are `liveperson:<account>:<agent id>`. */
  readonly username: Scalars['ID']['output'];
};


/**
 * A person who handles interactions for the contact centre. Every name that a record gives an agent is one of these, also when nobody
 * has registered it: then `state` is UNKNOWN and there are no skills. A feed's events register the agent whom they name. Agents of one user name within a tenant are one
 * agent, whatever the company that an event names. Source: Symbee Connect, and the records that name agents.
 */
export type AgentGapsArgs = {
  range: DateTimeRange;
};


/**
 * A person who handles interactions for the contact centre. Every name that a record gives an agent is one of these, also when nobody
 * has registered it: then `state` is UNKNOWN and there are no skills. A feed's events register the agent whom they name. Agents of one user name within a tenant are one
 * agent, whatever the company that an event names. Source: Symbee Connect, and the records that name agents.
 */
export type AgentSessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  range: DateTimeRange;
};


/**
 * A person who handles interactions for the contact centre. Every name that a record gives an agent is one of these, also when nobody
 * has registered it: then `state` is UNKNOWN and there are no skills. A feed's events register the agent whom they name. Agents of one user name within a tenant are one
 * agent, whatever the company that an event names. Source: Symbee Connect, and the records that name agents.
 */
export type AgentStateHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  range: DateTimeRange;
};


/**
 * A person who handles interactions for the contact centre. Every name that a record gives an agent is one of these, also when nobody
 * has registered it: then `state` is UNKNOWN and there are no skills. A feed's events register the agent whom they name. Agents of one user name within a tenant are one
 * agent, whatever the company that an event names. Source: Symbee Connect, and the records that name agents.
 */
export type AgentStateTotalsArgs = {
  range: DateTimeRange;
};


/**
 * A person who handles interactions for the contact centre. Every name that a record gives an agent is one of these, also when nobody
 * has registered it: then `state` is UNKNOWN and there are no skills. A feed's events register the agent whom they name. Agents of one user name within a tenant are one
 * agent, whatever the company that an event names. Source: Symbee Connect, and the records that name agents.
 */
export type AgentUsageArgs = {
  range: DateTimeRange;
};

/** A page of agents. */
export type AgentConnection = {
  /** The agents with their cursors. */
  readonly edges: ReadonlyArray<AgentEdge>;
  /** The agents of this page. */
  readonly nodes: ReadonlyArray<Maybe<Agent>>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many there are in the whole list. Counted only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** How many agents a group has. */
export type AgentCount = {
  /** How many agents. */
  readonly count: Scalars['Int']['output'];
  /** The node that makes the group: its names from the top. Null unless grouped by HIERARCHY. */
  readonly hierarchy?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The reason that makes the group, with the state. Null unless grouped by REASON, and where no reason was given. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The skill that makes the group. Null unless grouped by SKILL. */
  readonly skill?: Maybe<Scalars['String']['output']>;
  /** The state that makes the group. Null unless grouped by STATE or REASON. */
  readonly state?: Maybe<AgentState>;
  /** The source's own word for the state, where `state` is OTHER. */
  readonly stateRaw?: Maybe<Scalars['String']['output']>;
  /** How many of them are in each state, in alphabetical order. */
  readonly states: ReadonlyArray<AgentStateCount>;
};

/** How many agents there are, in groups. */
export type AgentCounts = {
  /** When it was so, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The groups that have anybody, in alphabetical order. */
  readonly groups: ReadonlyArray<AgentCount>;
  /** How many agents in all, each once. */
  readonly total: Scalars['Int']['output'];
};

/** An agent in a page. */
export type AgentEdge = {
  /** The agent's position, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The agent. */
  readonly node?: Maybe<Agent>;
};

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

/**
 * A place in one session at which something is missing: a change's previous state, reason and time are not those of the change before it.
 * However many events are lost in a row, it is one gap. Source: computed from the Current and Previous fields of Symbee Connect's extended
 * agent events.
 */
export type AgentGap = {
  /** What the agent was known to do, so what the next change was expected to go on from. Null where the sign-in is lost. */
  readonly expected?: Maybe<AgentStateAt>;
  /** What the next change goes on from. Null where the sign-out is lost. */
  readonly found?: Maybe<AgentStateAt>;
  /** The last instant of which something is known before it. Null where the sign-in is lost: nothing is. */
  readonly from?: Maybe<Scalars['DateTime']['output']>;
  /** The session that it lies in. */
  readonly sessionId: Scalars['ID']['output'];
  /** The first instant of which something is known after it; where the sign-out is lost, when the agent's next session began. */
  readonly to: Scalars['DateTime']['output'];
};

/** What makes a group of agents. */
export type AgentGrouping =
  /** Each node of the organisation: an agent counts for the own node and for all above it, one who stands nowhere for no group. */
  | 'HIERARCHY'
  /** The state and the reason for it. */
  | 'REASON'
  /** Each skill: an agent with several counts for each, one with none for no group. */
  | 'SKILL'
  /** The state. */
  | 'STATE';

/** An agent to register or to change. */
export type AgentInput = {
  /** How many interactions at once: 1 to 100. */
  readonly maxConcurrent?: InputMaybe<Scalars['Int']['input']>;
  /** What customers are to see: up to 256 characters. Null clears it. */
  readonly nickname?: InputMaybe<Scalars['String']['input']>;
  /** Where the agent stands in the organisation, from the top: at most 20 names of up to 128 characters. */
  readonly reportHierarchy?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** All skills, which replace those before: at most 100 of up to 128 characters each. Doubles count once. */
  readonly skills?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The name that the agent signs in with: 1 to 256 characters. */
  readonly username: Scalars['ID']['input'];
};

/** What the signed-in agent is told, whichever interaction it comes from. */
export type AgentNotification = {
  /** When it happened, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The interaction, as it is when the agent is told. */
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
 * From when an agent signed in to when the agent was signed out. Source: the changes of one `AgentSessionId` of Symbee Connect's extended agent
 * events, or what the agent did here.
 */
export type AgentSession = {
  /** When it began. Where the sign-in is lost, the first that is known of it. */
  readonly begin: Scalars['DateTime']['output'];
  /** When it ended. Null while it goes on, and where `ended` is LOST. */
  readonly end?: Maybe<Scalars['DateTime']['output']>;
  /** How it ended. Null while it goes on. */
  readonly ended?: Maybe<AgentSessionEnd>;
  /** What is missing of it. Empty if nothing is. */
  readonly gaps: ReadonlyArray<AgentGap>;
  /** The session's id, as in `AgentStateChange.sessionId`. */
  readonly sessionId: Scalars['ID']['output'];
  /**
   * How long it was each state, and for which reason. It adds up to the session, less what its gaps say is not known. A session that goes on
   * counts up to now, one whose end is lost up to its last change.
   */
  readonly totals: ReadonlyArray<AgentStateTotal>;
  /** Which products the agent used meanwhile. Joined by user name and time. */
  readonly usage: ReadonlyArray<AgentUsage>;
};

/** A page of an agent's sessions. */
export type AgentSessionConnection = {
  /** The sessions with their cursors. */
  readonly edges: ReadonlyArray<AgentSessionEdge>;
  /** The sessions of this page. */
  readonly nodes: ReadonlyArray<AgentSession>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many there are in the whole list. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A session in a page. */
export type AgentSessionEdge = {
  /** The session's position, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The session. */
  readonly node: AgentSession;
};

/** How an agent's session ended. */
export type AgentSessionEnd =
  /** The agent signed out, or was signed out by one who manages agents. */
  | 'LOGOUT'
  /** Nothing tells that it ended, but the agent's next session has begun. */
  | 'LOST'
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

/** A state that an agent came to at an instant. */
export type AgentStateAt = {
  /** When it began. Null where it is not told. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** Why. Null where no reason was given. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The state. */
  readonly state: AgentState;
  /** The source's own word for the state. */
  readonly stateRaw?: Maybe<Scalars['String']['output']>;
};

/** A change of an agent's state. Time in the states of one session adds up to the session. Source: Symbee Connect's extended agent events. */
export type AgentStateChange = Node & {
  /** Whose state it is. */
  readonly agent?: Maybe<Agent>;
  /** When it changed, by the server's clock, or as a feed tells it; in a history, not before the beginning of the span that was asked for. */
  readonly at: Scalars['DateTime']['output'];
  /** The state from then on. */
  readonly currentState: AgentState;
  /** The source's own word for the state. Null for what happened here. */
  readonly currentStateRaw?: Maybe<Scalars['String']['output']>;
  /** Why, as in `Agent.stateReason`. */
  readonly currentStateReason?: Maybe<Scalars['String']['output']>;
  /** What the change was. */
  readonly eventType: AgentEventType;
  /** The source's own word for the type. Null for what happened here. */
  readonly eventTypeRaw?: Maybe<Scalars['String']['output']>;
  /** What the agent attended to from then on. Null if there was nothing. */
  readonly focusTask?: Maybe<FocusTask>;
  /** The global id. What a subscription begins with has ids of its own. */
  readonly id: Scalars['ID']['output'];
  /** A feed told it, and its time was ahead of this server's clock when it came in. False for what happened here. */
  readonly isAhead: Scalars['Boolean']['output'];
  /**
   * In a subscription: a feed told it, and when it came in a newer change of the agent was known, so it says nothing of what the agent does
   * now; or its time was more than a day ahead. False in a history, which is in the order of time, and for what happened here.
   */
  readonly isLate: Scalars['Boolean']['output'];
  /** What the agent attended to until then. Null for what happened here, and if there was nothing. */
  readonly previousFocusTask?: Maybe<FocusTask>;
  /** The state until then. Null if it is not known. */
  readonly previousState?: Maybe<AgentState>;
  /** When that state began. Null for the agent's first change, and where a feed does not tell it. */
  readonly previousStateAt?: Maybe<Scalars['DateTime']['output']>;
  /** How long it was that state, as it was measured. Null for the agent's first change, and where a feed does not tell it. */
  readonly previousStateDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /** The source's own word for that state. Null for what happened here. */
  readonly previousStateRaw?: Maybe<Scalars['String']['output']>;
  /** Why it was that state. Null if no reason was given. */
  readonly previousStateReason?: Maybe<Scalars['String']['output']>;
  /** How many tasks the agent had until then. Null for what happened here, and where a feed does not tell it. */
  readonly previousTaskCount?: Maybe<Scalars['Int']['output']>;
  /** One for each time that the agent signs in. Null for one who is signed out all along, and where a feed does not tell it. */
  readonly sessionId?: Maybe<Scalars['ID']['output']>;
  /** How many interactions the agent had or was being offered then. Null where a feed does not tell it. */
  readonly taskCount?: Maybe<Scalars['Int']['output']>;
};

/** A page of changes of an agent's state. */
export type AgentStateChangeConnection = {
  /** The changes with their cursors. */
  readonly edges: ReadonlyArray<AgentStateChangeEdge>;
  /** The changes of this page. */
  readonly nodes: ReadonlyArray<Maybe<AgentStateChange>>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many there are in the whole list. Counted only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A change of an agent's state in a page. */
export type AgentStateChangeEdge = {
  /** Time of the change, but not before the start of the range: the state that was in force at the start has the start's time here. */
  readonly at: Scalars['DateTime']['output'];
  /** The change's position, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The change. */
  readonly node?: Maybe<AgentStateChange>;
};

/** How many agents of a group are in a state. */
export type AgentStateCount = {
  /** How many agents. */
  readonly count: Scalars['Int']['output'];
  /** The state. */
  readonly state: AgentState;
  /** The source's own word for the state, where `state` is OTHER. */
  readonly stateRaw?: Maybe<Scalars['String']['output']>;
};

/** How long an agent was in a state, for a reason. Source: computed from the changes. */
export type AgentStateTotal = {
  /** How many times: once for each change that led to it, the one in force at the beginning included. */
  readonly count: Scalars['Int']['output'];
  /** How long in all. */
  readonly duration: Scalars['Milliseconds']['output'];
  /** Why. Null where no reason was given. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The state. */
  readonly state: AgentState;
  /** The source's own word for the state. Null for what happened here. */
  readonly stateRaw?: Maybe<Scalars['String']['output']>;
};

/**
 * That an agent used a product for a while. It is over when the source says so, or when it has said nothing for longer than
 * USAGE_EXPIRY_MS, 30 minutes unless the server is set otherwise.
 * Source: Symbee Connect, User Usage Events.
 */
export type AgentUsage = {
  /** When it began; where that is lost, the first sign of it. Source: `UsageEntryTime` of BEGIN. */
  readonly begin: Scalars['DateTime']['output'];
  /** When it ended: where END is missing, the last sign of it. Null while it goes on. */
  readonly end?: Maybe<Scalars['DateTime']['output']>;
  /** How it ended. Null while it goes on. */
  readonly ended?: Maybe<AgentUsageEnd>;
  /** Whether the source told that it began. Where it is false, a BEGIN is lost. */
  readonly hasBegin: Scalars['Boolean']['output'];
  /** The last sign of it. Source: `UsageEntryTime`. */
  readonly lastSign: Scalars['DateTime']['output'];
  /** The product that it is metered against. Null if none was named. Source: `ProductId`. */
  readonly productId?: Maybe<Scalars['ID']['output']>;
};

/** How the usage of a product ended. */
export type AgentUsageEnd =
  /** The source said so. Source: END. */
  | 'END'
  /** There was no sign of it for longer than the limit. */
  | 'EXPIRED'
  /** It began anew without having ended. */
  | 'LOST';

/** A group of the Meaningful Conversation Score. Source: `info.alertedMCS` and `info.mcs`. */
export type AlertedMcs =
  /** The visitor seems dissatisfied. The source's -1. */
  | 'NEGATIVE'
  /** Neither. The source's 0. */
  | 'NEUTRAL'
  /** The visitor seems satisfied. The source's 1. */
  | 'POSITIVE';

/** The attached data were changed. Customers are not told. */
export type AttachedDataChanged = InteractionEvent & Node & {
  /** When it happened, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** All of the attached data from then on. */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** The participant who changed them. */
  readonly by?: Maybe<Scalars['ID']['output']>;
  /** The event's id, and the point to go on from. */
  readonly eventId: Scalars['ID']['output'];
  /** The global id of the event. */
  readonly id: Scalars['ID']['output'];
  /** The interaction as it is now. Null if the caller may not see it any more. */
  readonly interaction?: Maybe<Interaction>;
  /** The interaction's global id. */
  readonly interactionId: Scalars['ID']['output'];
  /** The event's number in its interaction. */
  readonly sequence: Scalars['Int']['output'];
};

/** A make of browser. The source's list is open, so more may come. Source: `visitorInfo.browserType`. */
export type BrowserType =
  /** Google Chrome. */
  | 'CHROME'
  /** Microsoft Edge. */
  | 'EDGE'
  /** Mozilla Firefox. */
  | 'FIREFOX'
  /** Opera. */
  | 'OPERA'
  /** A make that is not in this list: see `browserTypeRaw`. Refused on input. */
  | 'OTHER'
  /** Apple Safari. */
  | 'SAFARI';

/** A prepared text that an agent sent. Source: `transcript.lines[].cannedAnswerType`, whose sign tells whether it was changed. */
export type CannedAnswer = {
  /** The id of the prepared text, without the sign. */
  readonly cannedAnswerId: Scalars['ID']['output'];
  /** Whether the agent changed the words before sending them. */
  readonly changed: Scalars['Boolean']['output'];
};

/** What is in the visitor's cart. Source: `cartStatus`. */
export type CartStatusAttribute = {
  /** The currency, if the website reports one. Source: `currency`. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** How many things are in it. Source: `numItems`. */
  readonly numItems?: Maybe<Scalars['String']['output']>;
  /** The products. Source: `products`. */
  readonly products: ReadonlyArray<SdeProduct>;
  /** What it costs altogether. Source: `total`. */
  readonly total?: Maybe<Scalars['String']['output']>;
};

/** A chat's history: after an accept all of it up to that point, and on `requestChatHistory`. */
export type ChatHistory = AgentNotification & {
  /** When it was asked for, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The events, oldest first: none is missing between the first and the last. */
  readonly events: ReadonlyArray<Maybe<InteractionEvent>>;
  /** The interaction, as it is when the agent is told. */
  readonly interaction?: Maybe<Interaction>;
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
};

/** Somebody said something. */
export type ChatMessage = InteractionEvent & Node & {
  /** When it was said, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The participant who said it. */
  readonly by?: Maybe<Scalars['ID']['output']>;
  /** The sender's own id of the message, if one was given. */
  readonly clientMessageId?: Maybe<Scalars['ID']['output']>;
  /** The event's id, and the point to go on from. */
  readonly eventId: Scalars['ID']['output'];
  /** The global id of the event. */
  readonly id: Scalars['ID']['output'];
  /** The interaction as it is now. Null if the caller may not see it any more. */
  readonly interaction?: Maybe<Interaction>;
  /** The interaction's global id. */
  readonly interactionId: Scalars['ID']['output'];
  /** The name that the chat shows for the sender. Null if none was given, or once erased. */
  readonly nickname?: Maybe<Scalars['String']['output']>;
  /** On which side the sender is. */
  readonly role?: Maybe<ParticipantRole>;
  /** The event's number in its interaction. */
  readonly sequence: Scalars['Int']['output'];
  /** What was said, as it was sent. Null once erased. */
  readonly text?: Maybe<Scalars['String']['output']>;
  /** Who may see it. */
  readonly visibility: Visibility;
};

/** A page of messages. */
export type ChatMessageConnection = {
  /** The messages with their cursors. */
  readonly edges: ReadonlyArray<ChatMessageEdge>;
  /** The messages of this page. */
  readonly nodes: ReadonlyArray<Maybe<ChatMessage>>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many there are in the whole list. Counted only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A message in a page. */
export type ChatMessageEdge = {
  /** The message's position, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The message. */
  readonly node?: Maybe<ChatMessage>;
};

/**
 * What was said in a chat: its messages, who took part, and when. Between a customer and an agent, or between customers.
 * Source: hybris Interaction Recording, where it is one item of a recording. A live chat that is finished leaves one as well.
 */
export type ChatTranscript = Node & {
  /** Who took part, with the name they were shown under. Not every id in `chatterIds` needs to have an entry. */
  readonly chatterDetails: ReadonlyArray<Chatter>;
  /**
   * The ids of those who took part, in the source's order: any text, an e-mail address as well. Of a live chat, each who joined, once, in
   * the order of joining: an agent's user name, a customer's id.
   */
  readonly chatterIds: ReadonlyArray<Scalars['ID']['output']>;
  /**
   * Who saved the transcript; often the agent. Not who wrote the messages: that stands with each. Of a live chat, the agent who finished
   * it; the customer if none ever had it.
   */
  readonly createdBy: Scalars['ID']['output'];
  /** When the chat ended. Null if the source does not say. */
  readonly endAt?: Maybe<Scalars['DateTime']['output']>;
  /** The engagement that the chat was part of, if the record names one that exists. */
  readonly engagement?: Maybe<Engagement>;
  /** When the personal text in it was erased. Null if it was not. */
  readonly erasedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The live interaction that it records. Null if it came from elsewhere, or to those who may not see that interaction. */
  readonly interaction?: Maybe<Interaction>;
  /** When it was stored, and its version. */
  readonly metadata: RecordMetadata;
  /** When the chat began. Messages may be earlier, as they are in the source's own example. */
  readonly startAt: Scalars['DateTime']['output'];
  /**
   * The messages, in the order in which they were given. Of a live chat at most the first 10,000, and 4 MiB of text: `interaction.messages`
   * has all.
   */
  readonly transcript: ReadonlyArray<TranscriptEntry>;
  /** The transcript's own id: 24 hexadecimal digits, made by the server, or the source's for an imported record that has one. */
  readonly transcriptId: Scalars['ID']['output'];
};

/** A page of chat transcripts. */
export type ChatTranscriptConnection = {
  /** The transcripts with their cursors. */
  readonly edges: ReadonlyArray<ChatTranscriptEdge>;
  /** The transcripts of this page. */
  readonly nodes: ReadonlyArray<Maybe<ChatTranscript>>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many there are in the whole list. Counted only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A chat transcript in a page. */
export type ChatTranscriptEdge = {
  /** The transcript's position, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The transcript. */
  readonly node?: Maybe<ChatTranscript>;
};

/** Outcome of an operation on a chat transcript. */
export type ChatTranscriptPayload = OperationPayload & {
  /** The transcript after the operation. Null after a deletion. */
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

/** Somebody who took part in a chat. Source: hybris's `chatterDetails`. */
export type Chatter = {
  /**
   * The agent of this name, if one is registered. Null for a customer.
   *
   * Null to customers.
   */
  readonly agent?: Maybe<Agent>;
  /** The participant's id, as the source has it. */
  readonly chatterId: Scalars['ID']['output'];
  /** The name that the participant was shown under. Null if the source gives none, or once erased. */
  readonly defaultAlias?: Maybe<Scalars['String']['output']>;
};

/** Somebody who took part in a chat. */
export type ChatterInput = {
  /** The participant's id: 1 to 512 characters. */
  readonly chatterId: Scalars['ID']['input'];
  /** The name that the participant was shown under: up to 1,000 characters. */
  readonly defaultAlias?: InputMaybe<Scalars['String']['input']>;
};

/** Why a co-browse session ended. Source: `coBrowseSessions.coBrowseSessionsList[].endReason`. */
export type CoBrowseEndReason =
  /** The agent ended it. */
  | 'AGENT'
  /** A reason that the source has and this list does not: see `endReasonRaw`. Refused on input. */
  | 'OTHER'
  /** The server ended it. */
  | 'SERVER'
  /** Nothing happened for too long. */
  | 'TIMEOUT'
  /** The source does not know. It spells the word `UNKOWN`. */
  | 'UNKNOWN'
  /** The visitor ended it. */
  | 'VISITOR';

/** A time when agent and visitor looked at the visitor's page together. Source: `coBrowseSessions.coBrowseSessionsList[]`. */
export type CoBrowseSession = {
  /** How long it took, in the source's count, which need not be the time from start to end. Source: `duration`, milliseconds there too. */
  readonly duration?: Maybe<Scalars['Milliseconds']['output']>;
  /** Why it ended. Source: `endReason`. */
  readonly endReason?: Maybe<CoBrowseEndReason>;
  /** The source's word for `endReason`. For UNKNOWN its data has `UNKOWN`. */
  readonly endReasonRaw?: Maybe<Scalars['String']['output']>;
  /** When it ended. Source: `endTimeL`, else `endTime`. */
  readonly endTime?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the agent was able to act on the page, and not only to see it. Source: `interactive`. */
  readonly interactive?: Maybe<Scalars['Boolean']['output']>;
  /** When the agent was first able to act on the page. It may lie outside start and end. Null if that never was. Source: `interactiveTimeL`, else `interactiveTime`. */
  readonly interactiveTime?: Maybe<Scalars['DateTime']['output']>;
  /** The session's id. Source: `sessionId`. */
  readonly sessionId?: Maybe<Scalars['ID']['output']>;
  /** When it began. Source: `startTimeL`, else `startTime`. */
  readonly startTime?: Maybe<Scalars['DateTime']['output']>;
};

/**
 * Amazon Connect's own record of a contact: the newest that came, by its `LastUpdateTimestamp`, in whatever order they came. There is one of
 * every contact that Amazon Connect delivers, whether an agent had it or not. Source: Amazon Connect, contact records.
 */
export type ConnectContact = {
  /** How long the work after it took. The source counts seconds. Source: `Agent.AfterContactWorkDuration`. */
  readonly afterContactWorkDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /** The agent who had it. Source: `Agent.Username`. */
  readonly agent?: Maybe<Agent>;
  /**
   * What flows and agents noted of it, by name. Personal data. Up to 32 KiB. Null once erased. Source: `Attributes`.
   *
   * Needs the scope `feed.personal`.
   */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** How the customer is reached, such as `VOICE`, `CHAT`, `TASK`, `EMAIL`. Source: `Channel`. */
  readonly channel?: Maybe<Scalars['String']['output']>;
  /** When the agent was connected. Source: `Agent.ConnectedToAgentTimestamp`. */
  readonly connectedToAgentAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the customer was connected with Amazon Connect. Source: `ConnectedToSystemTimestamp`. */
  readonly connectedToSystemAt?: Maybe<Scalars['DateTime']['output']>;
  /** The contact's id: a trace record's `gatewayTaskId`. Source: `ContactId`. */
  readonly contactId: Scalars['ID']['output'];
  /**
   * The customer's number or address. Personal data. Null once erased. Source: `CustomerEndpoint.Address`.
   *
   * Needs the scope `feed.personal`.
   */
  readonly customerAddress?: Maybe<Scalars['String']['output']>;
  /** When it left that queue. Source: `Queue.DequeueTimestamp`. */
  readonly dequeuedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it ended, such as `CUSTOMER_DISCONNECT`. Source: `DisconnectReason`. */
  readonly disconnectReason?: Maybe<Scalars['String']['output']>;
  /** When the customer's side ended. Source: `DisconnectTimestamp`. */
  readonly disconnectedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it came into that queue. Source: `Queue.EnqueueTimestamp`. */
  readonly enqueuedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How long the customer was on hold. The source counts seconds. Source: `Agent.CustomerHoldDuration`. */
  readonly holdDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /** How often the customer was put on hold. Source: `Agent.NumberOfHolds`. */
  readonly holds?: Maybe<Scalars['Int']['output']>;
  /** The contact that it began with, if that was another. Source: `InitialContactId`. */
  readonly initialContactId?: Maybe<Scalars['ID']['output']>;
  /** When it began. Source: `InitiationTimestamp`. */
  readonly initiatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How it began, such as `INBOUND`, `OUTBOUND`, `TRANSFER`, `CALLBACK`, `API`. Source: `InitiationMethod`. */
  readonly initiationMethod?: Maybe<Scalars['String']['output']>;
  /** How long the agent and the customer were connected, without holds. The source counts seconds. Source: `Agent.AgentInteractionDuration`. */
  readonly interactionDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /** When the record was last changed there. Source: `LastUpdateTimestamp`. */
  readonly lastUpdatedAt: Scalars['DateTime']['output'];
  /** The contact after it. Source: `NextContactId`. */
  readonly nextContactId?: Maybe<Scalars['ID']['output']>;
  /** The contact before it, as before a transfer. Source: `PreviousContactId`. */
  readonly previousContactId?: Maybe<Scalars['ID']['output']>;
  /** How long it was in that queue. The source counts seconds. Source: `Queue.Duration`. */
  readonly queueDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /** The name of the queue it was last in. Source: `Queue.Name`. */
  readonly queueName?: Maybe<Scalars['String']['output']>;
  /** The centre's number or address. Source: `SystemEndpoint.Address`. */
  readonly systemAddress?: Maybe<Scalars['String']['output']>;
  /**
   * Where it was transferred to. May be personal data. Null once erased. Source: `TransferredToEndpoint.Address`.
   *
   * Needs the scope `feed.personal`.
   */
  readonly transferredToAddress?: Maybe<Scalars['String']['output']>;
};

/** A chat transcript to store. The server makes its id. */
export type CreateChatTranscriptInput = {
  /** Who took part, with their names: at most 100. May be empty. */
  readonly chatterDetails: ReadonlyArray<ChatterInput>;
  /** The ids of those who took part: at least one, at most 100, each of 1 to 512 characters. */
  readonly chatterIds: ReadonlyArray<Scalars['ID']['input']>;
  /** Who saves the transcript: 1 to 512 characters. */
  readonly createdBy: Scalars['ID']['input'];
  /** When it ended. Not before `startAt`. */
  readonly endAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The engagement that the chat was part of, if there is one: its own id or its global id. */
  readonly engagementId?: InputMaybe<Scalars['ID']['input']>;
  /**
   * Makes a retry safe: up to 512 characters, for as long as the transcript exists. The same caller's second create with this key gives
   * the first transcript and stores nothing; with other content it is IDEMPOTENCY_CONFLICT.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** When the chat began. */
  readonly startAt: Scalars['DateTime']['input'];
  /** The messages, in their order: at most 10,000. May be empty. */
  readonly transcript: ReadonlyArray<TranscriptEntryInput>;
};

/**
 * A person whom the centre serves, as the company itself knows them. What else the company knows of them, its own subgraphs add: a CRM's
 * `type Customer @key(fields: "accountCustomerId")` joins here. Null to customers, and to those who neither serve nor see them.
 */
export type Customer = Node & {
  /** The company's own id of this person. Up to 512 characters. */
  readonly accountCustomerId?: Maybe<Scalars['ID']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
};

/** What the company knows of the customer; any part of it may be missing. Source: `customerInfo.customerInfo`. */
export type CustomerInfoAttribute = {
  /** What the account holds; negative if something is owed. Source: `balance`. */
  readonly balance?: Maybe<Scalars['String']['output']>;
  /** The company's own id of the customer. Source: `customerId`. */
  readonly customerId?: Maybe<Scalars['ID']['output']>;
  /** Where the customer stands, in the company's words: `cancelled`. Source: `customerStatus`. */
  readonly customerStatus?: Maybe<Scalars['String']['output']>;
  /** What sort of customer it is, in the company's words: `vip`. Source: `customerType`. */
  readonly customerType?: Maybe<Scalars['String']['output']>;
  /** When the customer last paid. Source: `lastPaymentDate`. */
  readonly lastPaymentDate?: Maybe<SdeDate>;
  /** When the customer registered. Source: `registrationDate`. */
  readonly registrationDate?: Maybe<SdeDate>;
};

/** A span of time: `from` is inside it, `to` is not. `from` after `to` is BAD_USER_INPUT. */
export type DateTimeRange = {
  /** The first instant inside the span. */
  readonly from: Scalars['DateTime']['input'];
  /** The first instant after the span. */
  readonly to: Scalars['DateTime']['input'];
};

/** An event that could not be taken, kept until somebody has looked at it. */
export type DeadLetter = Node & {
  /** The event's `ActivityType`, whatever it says. Null if it says none. */
  readonly activityType?: Maybe<Scalars['String']['output']>;
  /** What kind of fault it is. */
  readonly code: RejectCode;
  /**
   * The event as it came. Null for what is no JSON, which `text` has, and once erased. May hold personal data.
   *
   * Needs the scope `feed.personal` or `feed.ingest`.
   */
  readonly event?: Maybe<Scalars['JSON']['output']>;
  /** Where in it the fault is. Null if it is the whole. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** Follows from the event: the same event once more is the same letter. */
  readonly id: Scalars['ID']['output'];
  /**
   * What it was mended to. Null if it was not, and once erased. May hold personal data.
   *
   * Needs the scope `feed.personal` or `feed.ingest`.
   */
  readonly mended?: Maybe<Scalars['JSON']['output']>;
  /** What became of the event once it was taken. Null until then. */
  readonly outcome?: Maybe<IngestOutcome>;
  /** What the fault is. */
  readonly reason: Scalars['String']['output'];
  /** When it first came. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** When it was taken, discarded or erased. Null until then. */
  readonly settledAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whose it is. */
  readonly source: FeedSource;
  /** What has been done about it. */
  readonly status: DeadLetterStatus;
  /**
   * The event to the letter. May hold personal data. Null once erased.
   *
   * Needs the scope `feed.personal` or `feed.ingest`.
   */
  readonly text?: Maybe<Scalars['String']['output']>;
};

/** A page of dead letters. */
export type DeadLetterConnection = {
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<DeadLetterEdge>;
  /** The letters of this page. */
  readonly nodes: ReadonlyArray<Maybe<DeadLetter>>;
  /** Where the page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A dead letter of a page. */
export type DeadLetterEdge = {
  /** Its place in the list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The letter. */
  readonly node?: Maybe<DeadLetter>;
};

/** What has been done about an event that could not be taken. */
export type DeadLetterStatus =
  /** Nothing is to be done. */
  | 'DISCARDED'
  /** What it held was erased: see `eraseFeedData`. */
  | 'ERASED'
  /** It was taken after all, mended or replayed. */
  | 'TAKEN'
  /** Nothing yet. */
  | 'WAITING';

/** What queued, routed and delivered a task. Source: Symbee Connect's `DeliveryProvider`. */
export type DeliveryProvider =
  /** Amazon Connect. */
  | 'AMAZON'
  /** One that the source has and this list does not. */
  | 'OTHER'
  /** Enghouse SmartDial, a dialler. */
  | 'SMARTDIAL'
  /** Symbee Connect itself. */
  | 'SYMBEE';

/** A kind of device. Source: `visitorInfo.device`. */
export type DeviceType =
  /** A computer. */
  | 'DESKTOP'
  /** A phone. */
  | 'MOBILE'
  /** The source could not tell. */
  | 'NA'
  /** A kind that the source has and this list does not: see `deviceRaw`. Refused on input. */
  | 'OTHER'
  /** A tablet. */
  | 'TABLET';

/** A range of lengths of time, both ends included. `from` above `to` is BAD_USER_INPUT. */
export type DurationRange = {
  /** The shortest that is inside. */
  readonly from: Scalars['Milliseconds']['input'];
  /** The longest that is inside. */
  readonly to: Scalars['Milliseconds']['input'];
};

/**
 * One conversation between a visitor of a website and the contact centre, from the visitor's request to the closed window, with all that
 * is known around it: who took it and why, what was said, the campaign that offered it, and what the website told of the visitor. If the
 * conversation is transferred, each part of it is an engagement of its own. A live interaction that is finished is one engagement, whoever
 * had it on the way.
 *
 * Source: LivePerson's engagement history. The path after "Source:" in a description is that of the source's record; after "Messaging:" it
 * is that of the source's newer history, of conversations in messages that may last for days, where the field's meaning is the same. Null means
 * that the source does not say, that it was erased, or that the caller may not see it; a text may also be empty, which is what the source sent.
 * Where the source gives a time in milliseconds and as text, the milliseconds count, and the text only if they are missing. Its texts
 * "undefined" and "null", and times before 1970 such as its -1, read as null; only what people said is taken as it is.
 */
export type Engagement = Node & {
  /**
   * The agent who took the conversation, by login name; an agent without one is `liveperson:<account>:<agent id>`. Null if none did.
   * Source: `info.agentLoginName`, else `info.accountId` and `info.agentId`. Messaging: the latest agent.
   *
   * Null to customers.
   */
  readonly agent?: Maybe<Agent>;
  /** The campaign that offered the conversation to the visitor. Source: `campaign`. */
  readonly campaign?: Maybe<EngagementCampaign>;
  /** The times when agent and visitor looked at the visitor's page together. Source: `coBrowseSessions.coBrowseSessionsList`. */
  readonly coBrowseSessions: ReadonlyArray<CoBrowseSession>;
  /**
   * The customer whom it was with: the id that the first report of the kind CUSTOMER_INFO gives; of a live interaction, the id of the
   * customer's token. Null where nobody said who the visitor is.
   *
   * Null to customers.
   */
  readonly customer?: Maybe<Customer>;
  /**
   * How long the visitor was connected to an agent, until the window was closed; in milliseconds, though the source counts whole seconds.
   * Can be 0, as it is if no agent was ever connected. Where the source does not say, the time from start to end. Source: `info.duration`.
   * Messaging: the same in milliseconds, from the first message on; of an open conversation until the source was asked.
   */
  readonly duration: Scalars['Milliseconds']['output'];
  /** When the conversation ended. Null if the source does not say, or while it is open. Source: `info.endTimeL`, else `info.endTime`. Messaging: these, else `info.conversationEndTimeL`. */
  readonly endTime?: Maybe<Scalars['DateTime']['output']>;
  /** The engagement's own id, unique in the tenant: the account's id, directly followed by the id of the conversation; of a live interaction, `switchboard:` and its id. Source: `info.engagementId`. Messaging: `messaging:` and `info.conversationId`. */
  readonly engagementId: Scalars['ID']['output'];
  /** When the personal text in it was erased. Null if it was not. */
  readonly erasedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The particulars of the conversation: its parties, its course, its scores. Source: `info`. */
  readonly info: EngagementInfo;
  /** The live interaction that it was. Null if it came from elsewhere, or to those who may not see that interaction. */
  readonly interaction?: Maybe<Interaction>;
  /**
   * How the score developed, line by line; the same values stand with the lines. Empty where there are none. Source: `lineScores`. Messaging: `messageScores`, of older records `messageScore`.
   *
   * Null to customers.
   */
  readonly lineScores?: Maybe<ReadonlyArray<EngagementLineScore>>;
  /**
   * What was said, in the order of time; lines of the same millisecond are in the source's order. Of a live interaction in the order of the
   * conversation, at most the first 10,000 and 4 MiB of text: `interaction.messages` has all. A customer's view leaves out lines for AGENTS.
   * Source: `transcript.lines`. Messaging: `messageRecords`; messages of the same millisecond are in the order of their numbers.
   */
  readonly lines: ReadonlyArray<EngagementLine>;
  /**
   * Who received and who read which message, and when, in the source's order. Null for chats. Messaging: `messageStatuses`.
   *
   * Null to customers.
   */
  readonly messageStatuses?: Maybe<ReadonlyArray<EngagementMessageStatus>>;
  /** When it was imported, and its version: a record that the source has since completed makes the next. */
  readonly metadata: RecordMetadata;
  /**
   * The engagement attributes: what the website reported of the visitor, such as a purchase or a filled cart. In the source's order, which
   * need not be that of their times; one that was reported twice is there twice. Empty where there are none. Source: `sdes.events`. Messaging: `sdes.events`, then `unAuthSdes.events`.
   *
   * Null to customers.
   */
  readonly sdes?: Maybe<ReadonlyArray<SdeEvent>>;
  /** When an agent was connected. Lines may be earlier, such as the greeting in the queue. If none ever was, when the visitor asked, as it is for messaging. Source: `info.startTimeL`, else `info.startTime`. */
  readonly startTime: Scalars['DateTime']['output'];
  /**
   * What the agent wrote down about the conversation. Null for chats, which have none, and once erased. Messaging: `summary.text`.
   *
   * Null to customers.
   */
  readonly summary?: Maybe<Scalars['String']['output']>;
  /** What was answered to the questionnaires around the conversation. Source: `surveys`. */
  readonly surveys: EngagementSurveys;
  /**
   * How the conversation went from skill to skill and from agent to agent, in the source's order. Null for chats: there, each part is an engagement of its own. Messaging: `transfers`.
   *
   * Null to customers.
   */
  readonly transfers?: Maybe<ReadonlyArray<EngagementTransfer>>;
  /** Where the visitor came from, and with what device. Source: `visitorInfo`. */
  readonly visitorInfo?: Maybe<EngagementVisitorInfo>;
};

/** The campaign that made the website offer a conversation. Names are documented to have up to 50 characters; longer ones are kept. Source: `campaign`. */
export type EngagementCampaign = {
  /** The id of the offer within the campaign, such as one button. Source: `campaignEngagementId`. */
  readonly campaignEngagementId?: Maybe<Scalars['ID']['output']>;
  /** The name of the offer within the campaign. Source: `campaignEngagementName`. */
  readonly campaignEngagementName?: Maybe<Scalars['String']['output']>;
  /** The id of the campaign. Source: `campaignId`. */
  readonly campaignId?: Maybe<Scalars['ID']['output']>;
  /** The name of the campaign. Source: `campaignName`. */
  readonly campaignName?: Maybe<Scalars['String']['output']>;
  /**
   * What the campaign's author tells the agents who take its conversations. Source: `engagementAgentNote`.
   *
   * Null to customers.
   */
  readonly engagementAgentNote?: Maybe<Scalars['String']['output']>;
  /** The id of what the campaign is to achieve. Source: `goalId`. */
  readonly goalId?: Maybe<Scalars['ID']['output']>;
  /** The name of what the campaign is to achieve. Source: `goalName`. */
  readonly goalName?: Maybe<Scalars['String']['output']>;
  /** The id of the line of business; `-1` stands for none. Source: `lobId`, a number or a text there. */
  readonly lobId?: Maybe<Scalars['ID']['output']>;
  /** The name of the line of business; `NA` where there is none. Source: `lobName`. */
  readonly lobName?: Maybe<Scalars['String']['output']>;
  /**
   * The id of the rule by which visitors' behaviour made the offer appear. Source: `visitorBehaviorId`.
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
   * The id of the group of visitors that the campaign is for. Source: `visitorProfileId`.
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

/** The way in which the parties of an engagement talk. Source: `info.channel`. */
export type EngagementChannel =
  /** A channel that the source has and this list does not. Refused on input. */
  | 'OTHER'
  /** The source does not know. Its number: -1. */
  | 'UNKNOWN'
  /** A call. Its number: 2. */
  | 'VOICE'
  /** A chat on a website. Its number: 1. */
  | 'WEB';

/** A page of engagements. */
export type EngagementConnection = {
  /** The engagements with their cursors. */
  readonly edges: ReadonlyArray<EngagementEdge>;
  /** What the engagements that the filter matches are made up of, on whatever page. Each list is computed only when selected. */
  readonly facets: EngagementFacets;
  /** The engagements of this page. */
  readonly nodes: ReadonlyArray<Maybe<Engagement>>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** Where this page lies by number. Null where it was asked for by cursor. Source: `_metadata`. */
  readonly pages?: Maybe<EngagementPages>;
  /** How many engagements the filter matches. Counted only when selected. Source: `_metadata.count`. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An engagement in a page. */
export type EngagementEdge = {
  /** The engagement's position, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /**
   * Where the filter's keywords were found, in the order of the areas and in each in that of the record; those inside `not` are left out. At
   * most 20 texts, of the first 100 words and phrases. The first 100,000 characters of an engagement are looked through, and 2,000,000 of a
   * page, from its first edge on. Empty without a keyword.
   */
  readonly highlights: ReadonlyArray<EngagementHighlight>;
  /** The engagement. */
  readonly node?: Maybe<Engagement>;
};

/** Why an engagement ended. Source: `info.endReason`. */
export type EngagementEndReason =
  /** A reason that the source has and this list does not: see `endReasonRaw` and `endReasonDesc`. Refused on input. */
  | 'OTHER'
  /** The agent's connection was lost. Code 202. */
  | 'REP_DISCONNECTED'
  /** The agent ended it. Code 201. */
  | 'REP_STOPPED'
  /** The agent handed the conversation to another agent. Code 101. */
  | 'TRANSFER_TO_REP'
  /** The agent handed the conversation to a skill. Code 106. */
  | 'TRANSFER_TO_SKILL'
  /** The visitor closed the window. Code 210. */
  | 'VISITOR_CLOSED'
  /** The visitor's connection was lost. Code 205. */
  | 'VISITOR_DISCONNECTED'
  /** The visitor was found to have left the chat. Code 208. */
  | 'VISITOR_GONE';

/** One value, and how many have it. */
export type EngagementFacet = {
  /** How many engagements have it. */
  readonly count: Scalars['Int']['output'];
  /** The value; null for those without one. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** Counts of what the filter matches. Those that lack the value are counted under null. */
export type EngagementFacets = {
  /**
   * By the agent group's id; the most frequent first.
   *
   * Null to customers.
   */
  readonly agentGroups?: Maybe<ReadonlyArray<EngagementFacet>>;
  /**
   * By agent's user name; the most frequent first.
   *
   * Null to customers.
   */
  readonly agents?: Maybe<ReadonlyArray<EngagementFacet>>;
  /**
   * By the score's group; the most frequent first.
   *
   * Null to customers.
   */
  readonly alertedMcs?: Maybe<ReadonlyArray<EngagementFacet>>;
  /**
   * By area: how many meet the whole filter, with each of its keyword's words in this area alone. An engagement may count in several areas, or
   * in none if the words are spread. Only the filter's own keyword and areas, in the order given; empty without.
   */
  readonly areas: ReadonlyArray<EngagementFacet>;
  /** By channel; the most frequent first. */
  readonly channels: ReadonlyArray<EngagementFacet>;
  /** By the day of the start in UTC, such as `2017-02-01`; in the order of time, at most the last 400 that have any. */
  readonly days: ReadonlyArray<EngagementFacet>;
  /**
   * By the skill's id; the most frequent first.
   *
   * Null to customers.
   */
  readonly skills?: Maybe<ReadonlyArray<EngagementFacet>>;
};


/** Counts of what the filter matches. Those that lack the value are counted under null. */
export type EngagementFacetsAgentGroupsArgs = {
  first: Scalars['Int']['input'];
};


/** Counts of what the filter matches. Those that lack the value are counted under null. */
export type EngagementFacetsAgentsArgs = {
  first: Scalars['Int']['input'];
};


/** Counts of what the filter matches. Those that lack the value are counted under null. */
export type EngagementFacetsSkillsArgs = {
  first: Scalars['Int']['input'];
};

/**
 * Which engagements to find. Conditions combine: an engagement must meet each of them. A list of values is met by any of its values; it has
 * 1 to 100 of them, and an empty one is refused. A customer may not ask about what a customer may not see, such as skills and scores.
 */
export type EngagementFilter = {
  /** Only engagements whose agent was in one of these groups. Source: `agentGroupIds`. */
  readonly agentGroupIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only engagements of one of these agents: the source's agent id, or a user name. Source: `agentIds`. */
  readonly agentIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only engagements whose score falls in one of these groups. Source: `alertedMcsValues`; its bare `mcs` means the same. */
  readonly alertedMcs?: InputMaybe<ReadonlyArray<AlertedMcs>>;
  /** Each of these must be met. Beyond the source. 50 conditions are the most, all together. */
  readonly and?: InputMaybe<ReadonlyArray<EngagementFilter>>;
  /** Only engagements of this channel; OTHER is refused. Source: `channel`. */
  readonly channel?: InputMaybe<EngagementChannel>;
  /** Only engagements with a score in this range, 0 to 100, both ends included. One end at least; the other is 0 or 100 then. Source: `chatMCS`. */
  readonly chatMcs?: InputMaybe<IntRange>;
  /** Only engagements with a co-browse session that took this long, both ends included. Source: `coBrowseDuration`, in seconds there. */
  readonly coBrowseDuration?: InputMaybe<DurationRange>;
  /** Only engagements that took this long, both ends included. Source: `duration`, in seconds there. */
  readonly duration?: InputMaybe<DurationRange>;
  /** Only the engagement with this id, whenever it was: `start` is ignored. The account's id, directly followed by that of the chat. Source: `engagementId`. */
  readonly engagementId?: InputMaybe<Scalars['ID']['input']>;
  /** Whether there was a co-browse session in which the agent could act. Source: `hasInteractiveCoBrowse`. */
  readonly hasInteractiveCoBrowse?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only engagements in which the visitor wrote. As in the source, only true is taken. Source: `interactive`. */
  readonly interactive?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * Only engagements with these words in the chosen areas; case and accents make no difference, and a word is matched whole. Each word must
   * be there, anywhere in those areas. "Words in quotation marks" are a phrase: they must stand side by side, in this order, in one text.
   * `tele*` is any word that begins so. A word with marks inside, such as `wi-fi`, is a phrase as well. Beyond the source, which takes one
   * phrase and no beginnings of words. At most 500 characters and 20 words and phrases; two letters or more before `*`, and none inside
   * quotation marks; no more than 180 different words that begin so, each counted once for every area that has it. All keywords of a filter
   * together: at most 500 different words and 3 beginnings. Goes with `keywordAreas`.
   * Source: `keyword`.
   */
  readonly keyword?: InputMaybe<Scalars['String']['input']>;
  /** Where the keyword is looked for. Goes with `keyword`. Source: `keyword_search_area.types`. */
  readonly keywordAreas?: InputMaybe<ReadonlyArray<KeywordArea>>;
  /** Only engagements with a line of one of these kinds. Source: `lineContentTypes`. */
  readonly lineContentTypes?: InputMaybe<ReadonlyArray<LineContentType>>;
  /** None of these may be met. Beyond the source. */
  readonly not?: InputMaybe<ReadonlyArray<EngagementFilter>>;
  /** One of these at least must be met. Beyond the source. */
  readonly or?: InputMaybe<ReadonlyArray<EngagementFilter>>;
  /** Only engagements that were routed by one of these skills. Source: `skillIds`. */
  readonly skillIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /**
   * Only engagements that start in this span. `from` is rounded down and `to` up to whole ten minutes in UTC. Required, unless `visitorId` or
   * `engagementId` is given: then it is ignored. The span is at most 31 days long (the server's MAX_SEARCH_DAYS), before it is rounded.
   * Source: `start`.
   */
  readonly start?: InputMaybe<DateTimeRange>;
  /** Only engagements of this visitor, of all times: `start` is ignored. Source: `visitor`. */
  readonly visitorId?: InputMaybe<Scalars['ID']['input']>;
};

/** A text in which a keyword was found. */
export type EngagementHighlight = {
  /** The area that the text is in. */
  readonly area: KeywordArea;
  /** Where the text stands in the engagement, such as `lines[3].text` or `surveys.preChat[0].value`. */
  readonly field: Scalars['String']['output'];
  /** Of a line its place in `lines`, counted from 0. Null elsewhere. To a customer, as in the customer's view. */
  readonly lineIndex?: Maybe<Scalars['Int']['output']>;
  /** Of a line its `lineSeq`. Null elsewhere, or if the line has none. */
  readonly lineSeq?: Maybe<Scalars['String']['output']>;
  /** How many characters of the whole text stand before this part of it. Characters are UTF-16 code units, as JavaScript counts. */
  readonly offset: Scalars['Int']['output'];
  /** The words in `text` that matched, in their order; at most 50. */
  readonly ranges: ReadonlyArray<TextRange>;
  /** The text; of a long one, up to 200 characters around the first match, unchanged. */
  readonly text: Scalars['String']['output'];
};

/** The parties, course and scores of an engagement. Source: `info`. */
export type EngagementInfo = {
  /** The account of the contact centre at the source. Source: `info.accountId`. Messaging: `info.brandId`. */
  readonly accountId?: Maybe<Scalars['ID']['output']>;
  /**
   * Whether the agent's account has been deleted since. Source: `info.agentDeleted`.
   *
   * Null to customers.
   */
  readonly agentDeleted?: Maybe<Scalars['Boolean']['output']>;
  /**
   * The agent's real name. Source: `info.agentFullName` or `info.agentFullname`.
   *
   * Null to customers.
   */
  readonly agentFullName?: Maybe<Scalars['String']['output']>;
  /**
   * The id of the agent's group; `-1` stands for none. Source: `info.agentGroupId`.
   *
   * Null to customers.
   */
  readonly agentGroupId?: Maybe<Scalars['ID']['output']>;
  /**
   * The name of the agent's group; `NA` where there is none. Source: `info.agentGroupName`.
   *
   * Null to customers.
   */
  readonly agentGroupName?: Maybe<Scalars['String']['output']>;
  /**
   * The id of the agent in the account. Source: `info.agentId`, a number or a text there. Messaging: of the latest agent, as are the agent's names and group: `info.latestAgentId`.
   *
   * Null to customers.
   */
  readonly agentId?: Maybe<Scalars['ID']['output']>;
  /**
   * The name that the agent signs in with. Source: `info.agentLoginName`.
   *
   * Null to customers.
   */
  readonly agentLoginName?: Maybe<Scalars['String']['output']>;
  /** The name under which the visitor knew the agent. Source: `info.agentNickName`, called `agentName` in older records. */
  readonly agentNickname?: Maybe<Scalars['String']['output']>;
  /**
   * The group that the score falls in. Null where the source gives none, or a number that is not -1, 0 or 1. Source: `info.alertedMCS`.
   *
   * Null to customers.
   */
  readonly alertedMcs?: Maybe<AlertedMcs>;
  /**
   * The way the parties talked. The source's history holds chats alone, so it is WEB; a live interaction is WEB for every kind of chat, VOICE
   * for a call, and OTHER for other work. Source: `info.channel`. Messaging: `info.source`, where `SHARK` is WEB and all else OTHER.
   */
  readonly channel?: Maybe<EngagementChannel>;
  /** The source's number of the channel, such as `1`. Messaging: its word, such as `SHARK`, `APP` or `SMS`. */
  readonly channelRaw?: Maybe<Scalars['String']['output']>;
  /** Whether the source has added its final data, with the engagement attributes; until then they may be missing. Source: `info.chatDataEnriched`. */
  readonly chatDataEnriched?: Maybe<Scalars['Boolean']['output']>;
  /**
   * The Meaningful Conversation Score: how satisfied the visitor seems to be, judged by a machine from what was written; 0 (not at all)
   * to 100. Source: `info.chatMCS`. Messaging: `info.mcs`, of an open conversation so far.
   *
   * Null to customers.
   */
  readonly chatMcs?: Maybe<Scalars['Int']['output']>;
  /** When the visitor first asked to chat, and so entered the queue: at or before the start. Source: `info.chatRequestedTimeL`, else `info.chatRequestedTime`. */
  readonly chatRequestedTime?: Maybe<Scalars['DateTime']['output']>;
  /** The title of that page. Source: `info.chatStartPage`. Messaging: `monitoring.conversationStartPageTitle`. */
  readonly chatStartPage?: Maybe<Scalars['String']['output']>;
  /** The address of the page on which the visitor asked to chat. Source: `info.chatStartUrl`. Messaging: `monitoring.conversationStartPage`. */
  readonly chatStartUrl?: Maybe<Scalars['String']['output']>;
  /**
   * How satisfied the visitor said to be when asked afterwards: 1 to 5. Null for chats, whose surveys have it. Messaging: `info.csatRate`, else `info.csat`.
   *
   * Null to customers.
   */
  readonly csat?: Maybe<Scalars['Int']['output']>;
  /** Why it ended. Source: `info.endReason`. Messaging: `info.closeReason`, where `AGENT` is REP_STOPPED, `CONSUMER` VISITOR_CLOSED, and all else OTHER. */
  readonly endReason?: Maybe<EngagementEndReason>;
  /** The reason in the source's words, also for codes that the enum does not have. Source: `info.endReasonDesc`. Messaging: `info.closeReasonDescription`. */
  readonly endReasonDesc?: Maybe<Scalars['String']['output']>;
  /** The source's code of the reason, such as `210`. Messaging: its word, such as `CONSUMER`. */
  readonly endReasonRaw?: Maybe<Scalars['String']['output']>;
  /** Whether the conversation is over. The source gives no others, so it is true unless the record says false. Source: `info.ended`. Messaging: false while `info.status` is `OPEN`; a record that is imported later says more. */
  readonly ended: Scalars['Boolean']['output'];
  /** Which part of a transferred conversation this is, counted from 0. Source: `info.engagementSequence`. */
  readonly engagementSequence?: Maybe<Scalars['Int']['output']>;
  /** Which of the separate conversations of one visit this is, counted from 0. Source: `info.engagementSet`. */
  readonly engagementSet?: Maybe<Scalars['Int']['output']>;
  /**
   * Whether the agent filled in a survey; read from the surveys where the source does not say. Source: `info.isAgentSurvey`.
   *
   * Null to customers.
   */
  readonly isAgentSurvey?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Whether the visitor wrote at least one line, in the words of the source, which may say so of a conversation that has none. Computed
   * from the lines where the source does not say. Source: `info.isInteractive`, else `info.interactive`.
   */
  readonly isInteractive: Scalars['Boolean']['output'];
  /**
   * Whether the source gave only a part of the record. It is whole once the record was fetched from the source by its id and imported
   * again. Of a live interaction, whether more was said than `lines` holds. Source: `info.isPartial`. Messaging: also `info.isTruncated`.
   */
  readonly isPartial?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the visitor filled in a survey after the chat; read from the surveys where the source does not say. Source: `info.isPostChatSurvey`. */
  readonly isPostChatSurvey: Scalars['Boolean']['output'];
  /** Whether the visitor filled in a survey before the chat; read from the surveys where the source does not say. Source: `info.isPreChatSurvey`. */
  readonly isPreChatSurvey: Scalars['Boolean']['output'];
  /**
   * The group that the score falls in. Null where the source gives none, or a number that is not -1, 0 or 1. Source: `info.mcs`.
   *
   * Null to customers.
   * @deprecated Use `alertedMcs`. The source replaced it. Gone after 2027-06-30.
   */
  readonly mcs?: Maybe<AlertedMcs>;
  /** The id of the live conversation: the engagement id without the account at its front. Null if it does not start with the account. Of a live interaction, its own id. Messaging: `info.conversationId`. */
  readonly realTimeId?: Maybe<Scalars['ID']['output']>;
  /**
   * An id that the source uses internally. Source: `info.sharkEngagementId`.
   *
   * Null to customers.
   */
  readonly sharkEngagementId?: Maybe<Scalars['ID']['output']>;
  /**
   * The id of the skill that the conversation was routed by; `-1` stands for none, whatever the name says. Of a live interaction the same as `skillName`. Source: `info.skillId`. Messaging: the latest, `info.latestSkillId`; for the others see `transfers`.
   *
   * Null to customers.
   */
  readonly skillId?: Maybe<Scalars['ID']['output']>;
  /**
   * The name of the skill, such as `marketing`; often `Unassigned` where there is none. Source: `info.skillName`.
   *
   * Null to customers.
   */
  readonly skillName?: Maybe<Scalars['String']['output']>;
  /** Why this conversation, or this part of one, came about. Source: `info.startReason`. */
  readonly startReason?: Maybe<EngagementStartReason>;
  /** The reason in the source's words, also for codes that the enum does not have. Source: `info.startReasonDesc`. */
  readonly startReasonDesc?: Maybe<Scalars['String']['output']>;
  /** The source's code of the reason, such as `0`. */
  readonly startReasonRaw?: Maybe<Scalars['String']['output']>;
  /** The visitor, as the source tells browsers apart: the same in each visit, as long as the browser keeps it. Of a live interaction, the customer's id. Source: `info.visitorId`. Messaging: `consumerParticipants[0].participantId`, the person by whatever device, else `info.visitorId`. */
  readonly visitorId?: Maybe<Scalars['ID']['output']>;
  /** The visitor's name as the agent saw it; what was given before the chat, or a placeholder such as `You`. Source: `info.visitorName`. Messaging: `consumerParticipants[0].consumerName`, else `firstName` and `lastName`. */
  readonly visitorName?: Maybe<Scalars['String']['output']>;
};

/** One line of the conversation. Source: `transcript.lines[]`. */
export type EngagementLine = {
  /**
   * The id of the agent who wrote it, in the account. Null if no agent did, for which the source writes 0. Source: `agentId`. Messaging: `participantId`.
   *
   * Null to customers.
   */
  readonly agentId?: Maybe<Scalars['ID']['output']>;
  /** The name shown with the line: the visitor's, the agent's nickname, or `info` for the system. Null for a visitor's line once erased. Source: `by`. Messaging: the name of the participant with the message's `participantId`. */
  readonly by?: Maybe<Scalars['String']['output']>;
  /**
   * The prepared text that the agent used. Null if the words are the agent's own. Source: `cannedAnswerType`.
   *
   * Null to customers.
   */
  readonly cannedAnswer?: Maybe<CannedAnswer>;
  /**
   * What the sender's system told beside the message, such as the intents that a bot read in the visitor's words. Null where there is nothing,
   * for chats, and once erased. Messaging: `contextData.structuredMetadata`, else `contextData.rawMetadata`, which is JSON in a text.
   *
   * Null to customers.
   */
  readonly contextData?: Maybe<Scalars['JSON']['output']>;
  /** What the line does in the conversation. Source: `controlType`. */
  readonly controlType?: Maybe<LineControlType>;
  /** The source's number for `controlType`, such as `0`. */
  readonly controlTypeRaw?: Maybe<Scalars['String']['output']>;
  /**
   * Rich content: a tree of elements (containers `vertical` and `horizontal` with `elements`; `image`, `text` and `button`, with a `style`,
   * and with `click.actions` that navigate or open a link), exactly as the source has it. Its coordinates may be ones that no place on
   * earth has. Null for other lines, and once erased. Source: `json`. Messaging: `messageData.richContent.content`; of a file or a link all
   * that is known of it, such as its `caption` and `fileType`; of what has none of these the whole of `messageData`.
   */
  readonly json?: Maybe<Scalars['JSON']['output']>;
  /** The line's number in the conversation, which joins it to `lineScores`. Numbers increase, with gaps; later records have none. Source: `lineSeq`. Messaging: `seq`, which begins anew in each dialog, such as the survey's. */
  readonly lineSeq?: Maybe<Scalars['String']['output']>;
  /** What the visitor could choose for an answer with one touch: a tree like that of rich content. Null where there is none, for chats, and once erased. Messaging: `messageData.quickReplies.content`. */
  readonly quickReplies?: Maybe<Scalars['JSON']['output']>;
  /**
   * What the line scored: the entry of `lineScores` with this line's `lineSeq`. Null where there is none.
   *
   * Null to customers.
   */
  readonly score?: Maybe<EngagementLineScore>;
  /** What kind of party wrote it. OTHER if the source does not say. Source: `source`. Messaging: `sentBy`. */
  readonly source: LineSource;
  /** The source's word for `source`, such as `visitor`. Messaging: such as `Consumer`. */
  readonly sourceRaw?: Maybe<Scalars['String']['output']>;
  /** The source's word for `visibility`: `REGULAR` (assumed where it does not say), `ONLY_TO_REP`, or another. Messaging: such as `ALL` or `AGENTS_AND_MANAGERS`. */
  readonly subTypeRaw?: Maybe<Scalars['String']['output']>;
  /**
   * The words, unchanged. HTML is neither run nor cleaned on the way: whoever shows it must do that. Null for rich content, and once
   * erased. Source: `text`. Messaging: `messageData.msg.text`; of a file or a link its address, which may be relative to where the source
   * keeps its files.
   */
  readonly text?: Maybe<Scalars['String']['output']>;
  /** How the text is to be read. Null if the source does not say. Source: `textType`. Messaging: `type`. */
  readonly textType?: Maybe<TextType>;
  /** The source's word for `textType`, such as `rich-content`. Messaging: such as `TEXT_PLAIN` or `HOSTED_FILE`. */
  readonly textTypeRaw?: Maybe<Scalars['String']['output']>;
  /**
   * When it was written. May lie before the engagement's start or after its end. A line that its source left without a time has that of
   * the line before it, the first that of the engagement's start. Source: `timeL`, else `time`.
   */
  readonly time: Scalars['DateTime']['output'];
  /**
   * Who may see it. A kind of line that is not known is for AGENTS, since it may not be meant for customers; a line of which the source does
   * not say is for EVERYONE. Source: `subType`. Messaging: `audience`.
   */
  readonly visibility: Visibility;
};

/** What a line of the conversation scored. Source: `lineScores[]`. */
export type EngagementLineScore = {
  /** What this line adds, on a scale that is the source's own. Source: `lineRawScore`. Messaging: `messageRawScore`. */
  readonly lineRawScore?: Maybe<Scalars['Float']['output']>;
  /** The line's number in the conversation. Source: `lineSeq`. Messaging: the `seq` of the message with this `messageId`; if it is not in the record, that id. */
  readonly lineSeq?: Maybe<Scalars['String']['output']>;
  /** The Meaningful Conversation Score of the conversation up to this line, 0 to 100. Source: `mcs`. */
  readonly mcs?: Maybe<Scalars['Float']['output']>;
};

/** That somebody received or read a message. Messaging: `messageStatuses[]`. */
export type EngagementMessageStatus = {
  /** The number of the message: its line's `lineSeq`. Messaging: `seq`. */
  readonly lineSeq?: Maybe<Scalars['String']['output']>;
  /** Who received or read it. Null for a visitor once erased. Messaging: `participantId`. */
  readonly participantId?: Maybe<Scalars['ID']['output']>;
  /** What kind of party that is. Messaging: `participantType`. */
  readonly participantType?: Maybe<LineSource>;
  /** The source's word for `participantType`, such as `Consumer`. */
  readonly participantTypeRaw?: Maybe<Scalars['String']['output']>;
  /** What became of it, in the source's word: `ACCEPT` when it arrived, `READ` when it was seen. Messaging: `messageDeliveryStatus`. */
  readonly status?: Maybe<Scalars['String']['output']>;
  /** When. Messaging: `timeL`, else `time`. */
  readonly time?: Maybe<Scalars['DateTime']['output']>;
};

/** Where a page lies in a list that is paged by number. */
export type EngagementPages = {
  /** The last page. Null where there is only one, and where it would begin beyond 100,000. Counts the list. Source: `_metadata.last`. */
  readonly last?: Maybe<PageLocation>;
  /** The page after this one. Null on the last, and where it would begin beyond 100,000: page on by cursor. Source: `_metadata.next`. */
  readonly next?: Maybe<PageLocation>;
  /** This page, with the numbers in force. Source: `_metadata.self`. */
  readonly self: PageLocation;
};

/** One key of an order. */
export type EngagementSort = {
  /** What to sort by. */
  readonly field: EngagementSortField;
  /** Which way; smallest first if left out. Those without a value are smaller than all others. */
  readonly order: SortOrder;
};

/** What engagements can be sorted by. Ids sort as texts. The source's name stands at the end. */
export type EngagementSortField =
  /** The source's id of the agent, else the agent's user name. `agentId`. */
  | 'AGENT_ID'
  /** How long it took. `duration`. */
  | 'DURATION'
  /** When it ended. `end`. */
  | 'END'
  /** The engagement's id. `engagementId`. */
  | 'ENGAGEMENT_ID'
  /** Whether the visitor wrote: those without a line of the visitor are smaller. `interactive`. */
  | 'INTERACTIVE'
  /** The id of the skill. `skillId`. */
  | 'SKILL_ID'
  /** When it began. `start`. */
  | 'START'
  /** The visitor's id. `visitor`. */
  | 'VISITOR';

/** Why an engagement began. Source: `info.startReason`. */
export type EngagementStartReason =
  /** It was reassigned from agent to agent. Code 8. */
  | 'A2A_REASSIGN'
  /** The automatic distribution offered it to an agent. Code 3. */
  | 'ACD_ATTEMPT'
  /** The automatic distribution found nobody to assign it to. Code 4. */
  | 'ACD_NO_ASSIGNMENT'
  /** A person assigned it to the agent. Code 5. */
  | 'OPERATOR_ASSIGNMENT'
  /** A reason that the source has and this list does not: see `startReasonRaw` and `startReasonDesc`. Refused on input. */
  | 'OTHER'
  /** The agent asked for it. Code 7. */
  | 'REP_REQUEST'
  /** It was handed to another skill. Code 6. */
  | 'SKILL_REASSIGN'
  /** An agent handed the conversation to another agent. Code 1. */
  | 'TRANSFER'
  /** An agent tried to hand it over, which did not succeed. Code 2. */
  | 'TRANSFER_FAILED'
  /** The visitor asked for it. Code 0. */
  | 'VISITOR_REQUEST';

/** One question of a survey, and its answer. Source: `surveys.preChat[]`, `.postChat[]` and `.operator[]`. */
export type EngagementSurveyAnswer = {
  /**
   * The ids of the chosen answers: `0` if none was chosen, `-1` for an answer that is not one of a list (such as typed text, or a request to
   * be called), `-2` for one that is not valid. Empty once erased. Source: `answersId`.
   */
  readonly answersId: ReadonlyArray<Scalars['ID']['output']>;
  /** The question. Documented to have up to 1,000 characters; a longer one is kept. Source: `displayName`. */
  readonly displayName?: Maybe<Scalars['String']['output']>;
  /** The survey's name, with the spaces at its end that it may have. Documented to have up to 256 characters; a longer one is kept. Source: `name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The question's id. Source: `questionID` or `questionId`. */
  readonly questionId?: Maybe<Scalars['ID']['output']>;
  /** How long the answer holds. Source: `scope`. */
  readonly scope?: Maybe<SurveyScope>;
  /** The source's word for `scope`, such as `Session`. */
  readonly scopeRaw?: Maybe<Scalars['String']['output']>;
  /** Which of the questionnaires it belongs to, in the source's words. Source: `source`. */
  readonly source?: Maybe<SurveySource>;
  /** The source's word for `source`, such as `Pre-Chat` or `Exit`. */
  readonly sourceRaw?: Maybe<Scalars['String']['output']>;
  /** The survey's id. Source: `surveyID` or `surveyId`. */
  readonly surveyId?: Maybe<Scalars['ID']['output']>;
  /** When it was answered. Source: `timeL`, else `time`. */
  readonly time?: Maybe<Scalars['DateTime']['output']>;
  /** The source's text of the time, where it names another instant than its milliseconds do, as some of its records have it; else null. Source: `time`. */
  readonly timeText?: Maybe<Scalars['String']['output']>;
  /**
   * The answer; with several, the source gives one of them or all in one text. Documented to have up to 1,000 characters; a longer one is
   * kept. Null once erased. Source: `value`.
   */
  readonly value?: Maybe<Scalars['String']['output']>;
  /** All answers: several where the question allows that. Empty where the source has no list, and once erased. Source: `values`. */
  readonly values: ReadonlyArray<Scalars['String']['output']>;
};

/** The questionnaires around a conversation. Source: `surveys`. */
export type EngagementSurveys = {
  /**
   * What the agent answered about the conversation, in the source's order. Empty where there is nothing. Source: `operator`. Messaging: `latestAgentSurvey` and `previouslySubmittedAgentSurveys`.
   *
   * Null to customers.
   */
  readonly operator?: Maybe<ReadonlyArray<EngagementSurveyAnswer>>;
  /** What the visitor answered after the chat, in the source's order. Source: `postChat`. Messaging: `conversationSurveys[].surveyData[]`. */
  readonly postChat: ReadonlyArray<EngagementSurveyAnswer>;
  /** What the visitor answered before the chat, in the source's order. Source: `preChat`. */
  readonly preChat: ReadonlyArray<EngagementSurveyAnswer>;
};

/** A conversation in messages going to another skill or agent. Messaging: `transfers[]`. */
export type EngagementTransfer = {
  /** The id of the agent whom it was given to. Null if it went to a queue. Messaging: `assignedAgentId`. */
  readonly assignedAgentId?: Maybe<Scalars['ID']['output']>;
  /** The name that this agent signs in with. Messaging: `assignedAgentLoginName`. */
  readonly assignedAgentLoginName?: Maybe<Scalars['String']['output']>;
  /** Why, in the source's word: `back2Q`, `Agent`, `Skill`, `TakeOver`. Messaging: `reason`. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The id of the agent who had it. Null if none had. Messaging: `sourceAgentId`. */
  readonly sourceAgentId?: Maybe<Scalars['ID']['output']>;
  /** The name that this agent signs in with. Messaging: `sourceAgentLoginName`. */
  readonly sourceAgentLoginName?: Maybe<Scalars['String']['output']>;
  /** The id of the skill that it came from; `-1` stands for none. Messaging: `sourceSkillId`. */
  readonly sourceSkillId?: Maybe<Scalars['ID']['output']>;
  /** The name of that skill. Messaging: `sourceSkillName`. */
  readonly sourceSkillName?: Maybe<Scalars['String']['output']>;
  /** The id of the skill that it went to; `-1` stands for none. Messaging: `targetSkillId`. */
  readonly targetSkillId?: Maybe<Scalars['ID']['output']>;
  /** The name of that skill. Messaging: `targetSkillName`. */
  readonly targetSkillName?: Maybe<Scalars['String']['output']>;
  /** When. Messaging: `timeL`, else `time`. */
  readonly time?: Maybe<Scalars['DateTime']['output']>;
};

/**
 * Where the visitor came from, as the address on the internet tells, and with what. Text may be empty where the source could not tell.
 * All of it is personal data, and null once erased. Source: `visitorInfo`. Messaging: `monitoring`, and for what that lacks `info`.
 */
export type EngagementVisitorInfo = {
  /** The browser with its version, such as `Chrome 49.0.2623.87`. Source: `browser`. */
  readonly browser?: Maybe<Scalars['String']['output']>;
  /** The make of the browser. Source: `browserType`. */
  readonly browserType?: Maybe<BrowserType>;
  /** The source's word for `browserType`, such as `CHROME`. */
  readonly browserTypeRaw?: Maybe<Scalars['String']['output']>;
  /** The city. Source: `city`. */
  readonly city?: Maybe<Scalars['String']['output']>;
  /** The country's name in English. Source: `country`. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** The country's code. Source: `countryCode`. */
  readonly countryCode?: Maybe<Scalars['String']['output']>;
  /** The kind of device. Source: `device`. */
  readonly device?: Maybe<DeviceType>;
  /** The source's word for `device`. */
  readonly deviceRaw?: Maybe<Scalars['String']['output']>;
  /**
   * The visitor's address on the internet; to be shown with care. Source: `ipAddress`.
   *
   * Null to customers.
   */
  readonly ipAddress?: Maybe<Scalars['String']['output']>;
  /** Who connects the visitor to the internet. Source: `isp`. */
  readonly isp?: Maybe<Scalars['String']['output']>;
  /** The operating system. Source: `operatingSystem`. */
  readonly operatingSystem?: Maybe<OperatingSystem>;
  /** The source's word for `operatingSystem`, such as `MAC_OSX`. */
  readonly operatingSystemRaw?: Maybe<Scalars['String']['output']>;
  /** The organisation that the address belongs to. Source: `org`. */
  readonly org?: Maybe<Scalars['String']['output']>;
  /** The state or region. Source: `state`. */
  readonly state?: Maybe<Scalars['String']['output']>;
};

/** What an event of a feed tells of. Source: `ActivityType`, and for Amazon Connect the stream that it came in. */
export type FeedActivity =
  /** Amazon Connect's word on an agent. */
  | 'AGENT_EVENT'
  /** What was said in a chat. */
  | 'CHAT_TRANSCRIPT'
  /** Amazon Connect's record of a contact. */
  | 'CONTACT_RECORD'
  /** That an agent's state changed. */
  | 'EXTENDED_AGENT_EVENTS'
  /** What became of one task. */
  | 'INTERACTION_TRACE_RECORD'
  /** That an agent signed in, was there, or signed out. */
  | 'USER_USAGE'
  /** A code that an agent chose for a task. */
  | 'WORK_CODES';

/** What one call erased. What was erased before does not count. */
export type FeedErasure = {
  /** How many of Amazon Connect's contact records: the same. */
  readonly contacts: Scalars['Int']['output'];
  /** How many dead letters: what they held is gone. */
  readonly deadLetters: Scalars['Int']['output'];
  /** How many events: what they said is gone. */
  readonly events: Scalars['Int']['output'];
  /** Whether all is erased. If not, the next call goes on. */
  readonly isDone: Scalars['Boolean']['output'];
  /** How many trace records: their addresses and attributes are gone. */
  readonly traceRecords: Scalars['Int']['output'];
  /** How many transcripts: they are deleted. */
  readonly transcripts: Scalars['Int']['output'];
};

/** An event that came in, as its source sent it. It is kept beside what was made of it: for good, unless its customer is erased. */
export type FeedEvent = Node & {
  /** What it tells of. */
  readonly activityType: FeedActivity;
  /** The event's own time: of a task when it was first known, of a transcript its first line's. */
  readonly at: Scalars['DateTime']['output'];
  /** The company's alias. Null where the event does not tell it. */
  readonly companyId?: Maybe<Scalars['String']['output']>;
  /** The company's environment. Null where the event does not tell it. */
  readonly environment?: Maybe<Scalars['String']['output']>;
  /** When its customer was erased. Null if that was not. */
  readonly erasedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Follows from what it says: the same event has the same id, however often and by whatever door it comes. */
  readonly id: Scalars['ID']['output'];
  /** One of its times was more than a minute ahead of this server's clock when it came. */
  readonly isAhead: Scalars['Boolean']['output'];
  /**
   * The event. May hold personal data. Null once erased.
   *
   * Needs the scope `feed.personal`.
   */
  readonly raw?: Maybe<Scalars['JSON']['output']>;
  /** When it first came in, by this server's clock. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Whose it is. */
  readonly source: FeedSource;
  /**
   * The event to the letter: odd forms of numbers, the order of its keys, white space. May hold personal data. Null once erased.
   *
   * Needs the scope `feed.personal`.
   */
  readonly text?: Maybe<Scalars['String']['output']>;
};

/** A page of events. */
export type FeedEventConnection = {
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<FeedEventEdge>;
  /** The events of this page. */
  readonly nodes: ReadonlyArray<Maybe<FeedEvent>>;
  /** Where the page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An event of a page. */
export type FeedEventEdge = {
  /** Its place in the list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The event. */
  readonly node?: Maybe<FeedEvent>;
};

/** Which events of feeds. All that is given must be so. */
export type FeedEventFilter = {
  /** About this: a task's id, its gateway's id, a contact's id or a chat's session. */
  readonly about?: InputMaybe<Scalars['ID']['input']>;
  /** Of one of these kinds. */
  readonly activityTypes?: InputMaybe<ReadonlyArray<FeedActivity>>;
  /**
   * Of this customer: an address, a number, a name, or any value of the attributes, as `eraseFeedData` finds them. FORBIDDEN without the scope
   * `feed.personal`.
   */
  readonly customer?: InputMaybe<Scalars['String']['input']>;
  /** Their own time is in this span. */
  readonly range?: InputMaybe<DateTimeRange>;
  /** Of this source. */
  readonly source: FeedSource;
};

/** Outcome of an operation on the event feeds. */
export type FeedPayload = OperationPayload & {
  /** The companies whose agents are accepted, after `setAgentCompany`. Otherwise null. */
  readonly agentCompanies?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The dead letters that the operation concerned, in the order of the ids. Null if the operation concerns none. */
  readonly deadLetters?: Maybe<ReadonlyArray<Maybe<DeadLetter>>>;
  /** The result of `eraseFeedData`. Otherwise null. */
  readonly erasure?: Maybe<FeedErasure>;
  /** The switches after `setFeedSwitch`. Otherwise null. */
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

/** Whose events they are. */
export type FeedSource =
  /** Amazon Connect's agent event streams. */
  | 'CONNECT_AGENT'
  /** Amazon Connect's contact records. */
  | 'CONNECT_CONTACT'
  /** Symbee Connect's event feeds. */
  | 'SYMBEE';

/** Which types of events are taken of one environment of a company. Source: Symbee Connect's Reporting Configuration. */
export type FeedSwitches = {
  /** The company's alias. Null for events that name none. */
  readonly companyId?: Maybe<Scalars['String']['output']>;
  /** The company's environment. Null for events that name none. */
  readonly environment?: Maybe<Scalars['String']['output']>;
  /** The types of which nothing is taken. */
  readonly off: ReadonlyArray<FeedActivity>;
  /** The types that are taken. */
  readonly on: ReadonlyArray<FeedActivity>;
};

/** A button that leads on from a page. */
export type FlowButton = {
  /** What it does, in the source's own words. */
  readonly action?: Maybe<Scalars['String']['output']>;
  /** What is written on it. */
  readonly label?: Maybe<Scalars['String']['output']>;
  /** Its state, in the source's own word, such as `NORMAL`. */
  readonly state?: Maybe<Scalars['String']['output']>;
  /** Whether it can be seen. */
  readonly visible?: Maybe<Scalars['Boolean']['output']>;
};

/** A button that leads on from a page. */
export type FlowButtonInput = {
  /** What it does: up to 1,000 characters. */
  readonly action?: InputMaybe<Scalars['String']['input']>;
  /** What is written on it: up to 256 characters. */
  readonly label?: InputMaybe<Scalars['String']['input']>;
  /** Its state: up to 256 characters. */
  readonly state?: InputMaybe<Scalars['String']['input']>;
  /** Whether it can be seen. */
  readonly visible?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Something that was asked, and what was chosen or typed. Source: X-Platform, a question or a field of a form. */
export type FlowChoice = {
  /** What stands below it, as plain text. Null if there is nothing. */
  readonly footer?: Maybe<Scalars['String']['output']>;
  /** What stands above it, as plain text. Null if there is nothing. */
  readonly header?: Maybe<Scalars['String']['output']>;
  /** The label beside it, as plain text. Null if there is none. */
  readonly label?: Maybe<Scalars['String']['output']>;
  /** What there was to choose from, with what was chosen. Empty where one types, or where the source does not say. */
  readonly options: ReadonlyArray<FlowOption>;
  /** What was asked, as plain text. */
  readonly prompt: Scalars['String']['output'];
  /** The name under which who made the flow refers to it. Null if it has none. */
  readonly referenceName?: Maybe<Scalars['String']['output']>;
  /** What was chosen or typed; of several, parted by commas. Null if nothing was, and once erased. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** Something that was asked, and what was chosen or typed. */
export type FlowChoiceInput = {
  /** What stands below it: up to 8,192 characters. Of HTML the text is kept. */
  readonly footer?: InputMaybe<Scalars['String']['input']>;
  /** What stands above it: up to 8,192 characters. Of HTML the text is kept. */
  readonly header?: InputMaybe<Scalars['String']['input']>;
  /** The label beside it: up to 8,192 characters. Of HTML the text is kept. */
  readonly label?: InputMaybe<Scalars['String']['input']>;
  /** What there was to choose from: up to 100. */
  readonly options?: InputMaybe<ReadonlyArray<FlowOptionInput>>;
  /** What was asked: 1 to 8,192 characters. Of HTML the text is kept, of which there must be some. */
  readonly prompt: Scalars['String']['input'];
  /** The name under which who made the flow refers to it: up to 256 characters. */
  readonly referenceName?: InputMaybe<Scalars['String']['input']>;
  /** What was chosen or typed: up to 8,192 characters; empty for nothing. */
  readonly value: Scalars['String']['input'];
};

/** How a flow ended. Source: X-Platform, the kinds of navigation. */
export type FlowEndReason =
  /** The customer came to its end. Source: `FINISH`. */
  | 'FINISHED'
  /** Nothing came from it for longer than the server waits. */
  | 'IDLE'
  /** Something came between, such as a call. Source: `INTERRUPTED`. */
  | 'INTERRUPTED'
  /** It was put aside to be gone on with. Source: `SAVE_UNFINISHED`. */
  | 'SAVED_UNFINISHED'
  /** The customer ended it. Source: `TERMINATED_BY_USER`. */
  | 'TERMINATED_BY_USER';

/** What is known of a flow: exactly one. */
export type FlowKeyInput =
  /** The number that the customer wants to be called back on. */
  { readonly callReturnNumber: Scalars['String']['input']; readonly callerId?: never; readonly dnid?: never; readonly dtmf?: never; readonly historySearchId?: never; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  /** The number that the customer calls from. */
  { readonly callReturnNumber?: never; readonly callerId: Scalars['String']['input']; readonly dnid?: never; readonly dtmf?: never; readonly historySearchId?: never; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  /** The last 4 or 6 digits of the number that the call goes to. */
  { readonly callReturnNumber?: never; readonly callerId?: never; readonly dnid: Scalars['String']['input']; readonly dtmf?: never; readonly historySearchId?: never; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  /** The digits that the customer's phone sends with the call. */
  { readonly callReturnNumber?: never; readonly callerId?: never; readonly dnid?: never; readonly dtmf: Scalars['String']['input']; readonly historySearchId?: never; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  /** An identifier that the centre gave it. */
  { readonly callReturnNumber?: never; readonly callerId?: never; readonly dnid?: never; readonly dtmf?: never; readonly historySearchId: Scalars['String']['input']; readonly interactionUniqueId?: never; readonly phoneNumber?: never; }
  |  /** Its identifier, or its global id. */
  { readonly callReturnNumber?: never; readonly callerId?: never; readonly dnid?: never; readonly dtmf?: never; readonly historySearchId?: never; readonly interactionUniqueId: Scalars['ID']['input']; readonly phoneNumber?: never; }
  |  /** The number that it has or had; national or international. */
  { readonly callReturnNumber?: never; readonly callerId?: never; readonly dnid?: never; readonly dtmf?: never; readonly historySearchId?: never; readonly interactionUniqueId?: never; readonly phoneNumber: Scalars['String']['input']; };

/** What a flow can be found by, beside its identifier. Null for what it does not have. */
export type FlowKeys = {
  /** The number that the customer wants to be called back on, as E.164. */
  readonly callReturnNumber?: Maybe<Scalars['String']['output']>;
  /** The number that the customer calls from, as E.164. */
  readonly callerId?: Maybe<Scalars['String']['output']>;
  /** The last 4 or 6 digits of the number that the call goes to. */
  readonly dnid?: Maybe<Scalars['String']['output']>;
  /** The digits that the customer's phone sends with the call. */
  readonly dtmf?: Maybe<Scalars['String']['output']>;
  /** An identifier that the centre gave it. The only one that can change. */
  readonly historySearchId?: Maybe<Scalars['String']['output']>;
};

/** What a flow can be found by, beside its identifier. */
export type FlowKeysInput = {
  /** The number that the customer wants to be called back on. */
  readonly callReturnNumber?: InputMaybe<Scalars['String']['input']>;
  /** The number that the customer calls from. */
  readonly callerId?: InputMaybe<Scalars['String']['input']>;
  /** The last 4 or 6 digits of the number that the call goes to. */
  readonly dnid?: InputMaybe<Scalars['String']['input']>;
  /** The digits that the customer's phone sends with the call: 1 to 32 of `0` to `9`, `*` and `#`. */
  readonly dtmf?: InputMaybe<Scalars['String']['input']>;
  /** An identifier that the centre gives it: 1 to 256 characters. */
  readonly historySearchId?: InputMaybe<Scalars['String']['input']>;
};

/** How a customer goes on from a page. Source: X-Platform, `navigationType`. */
export type FlowNavigationKind =
  /** Nowhere: the page is shown again. */
  | 'CURRENT'
  /** To the end. */
  | 'FINISH'
  /** Away, because something came between. */
  | 'INTERRUPTED'
  /** To the next page. */
  | 'NEXT'
  /** A kind that the source has and this list does not. Refused on input. */
  | 'OTHER'
  /** To the page before. */
  | 'PREVIOUS'
  /** Away, to come back later. */
  | 'SAVE_UNFINISHED'
  /** Away, for good. */
  | 'TERMINATED_BY_USER';

/** Something that could be chosen. */
export type FlowOption = {
  /** What is shown for it. */
  readonly label: Scalars['String']['output'];
  /** Whether it was chosen. */
  readonly selected: Scalars['Boolean']['output'];
  /** What stands for it; often the same. Null if the source gives none. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** Something that could be chosen. */
export type FlowOptionInput = {
  /** What is shown for it: up to 1,000 characters. */
  readonly label: Scalars['String']['input'];
  /** Whether it was chosen. */
  readonly selected: Scalars['Boolean']['input'];
  /** What stands for it: up to 1,000 characters. */
  readonly value?: InputMaybe<Scalars['String']['input']>;
};

/** What stands on a page around its questions, as plain text: styles, images and videos are left out. Source: `pageContent`. */
export type FlowPageContent = {
  /** Below. Null if there is nothing. */
  readonly footer?: Maybe<Scalars['String']['output']>;
  /** Above. Null if there is nothing. */
  readonly header?: Maybe<Scalars['String']['output']>;
  /** Between. Null if there is nothing. */
  readonly text?: Maybe<Scalars['String']['output']>;
};

/** What stands on a page around its questions: up to 8,192 characters each. Of HTML the text is kept. */
export type FlowPageContentInput = {
  /** Below. */
  readonly footer?: InputMaybe<Scalars['String']['input']>;
  /** Above. */
  readonly header?: InputMaybe<Scalars['String']['input']>;
  /** Between. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
};

/** How one gets on from a page. Source: `pageNavigation`. */
export type FlowPageNavigation = {
  /** How the customer went on from it. Null while the customer is on it, and where the source does not say. */
  readonly kind?: Maybe<FlowNavigationKind>;
  /** The source's own word for that, where `kind` is OTHER. */
  readonly kindRaw?: Maybe<Scalars['String']['output']>;
  /** The button on the left; usually the way back. */
  readonly left?: Maybe<FlowButton>;
  /** Why, where the source says. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The button on the right; usually the way on. */
  readonly right?: Maybe<FlowButton>;
  /** The title above the page. */
  readonly title?: Maybe<Scalars['String']['output']>;
};

/** How one gets on from a page. */
export type FlowPageNavigationInput = {
  /** How the customer went on from it. OTHER is BAD_USER_INPUT. */
  readonly kind?: InputMaybe<FlowNavigationKind>;
  /** The button on the left. */
  readonly left?: InputMaybe<FlowButtonInput>;
  /** Why: up to 1,000 characters. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** The button on the right. */
  readonly right?: InputMaybe<FlowButtonInput>;
  /** The title above the page: up to 1,000 characters. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** A photo that was taken in a flow. Source: X-Platform, Get Interaction Photo. */
export type FlowPhoto = {
  /** What it is: `image/jpeg`, `image/png`, `image/webp`, `image/gif` or `image/avif`, as its bytes say. */
  readonly contentType: Scalars['String']['output'];
  /** Its height in pixels, turned the way it was taken. */
  readonly height: Scalars['Int']['output'];
  /** The photo's id, unique in its flow. */
  readonly photoId: Scalars['ID']['output'];
  /** The SHA-256 checksum of its bytes, in hexadecimal. */
  readonly sha256: Scalars['String']['output'];
  /** Its size in bytes. */
  readonly size: Scalars['Int']['output'];
  /** The step on which it was taken. Null if the upload does not say. */
  readonly stepId?: Maybe<Scalars['ID']['output']>;
  /** When it was taken, if the upload says so; else when it was uploaded. */
  readonly takenAt: Scalars['DateTime']['output'];
  /**
   * Where its bytes are, for whoever has the link: signed, so that no other can be made of it, and good for 5 minutes, unless the server is
   * set otherwise. It begins with the server's PUBLIC_URL if that is set, and else with a slash.
   */
  readonly url: Scalars['String']['output'];
  /** Its width in pixels, turned the way it was taken. */
  readonly width: Scalars['Int']['output'];
};


/** A photo that was taken in a flow. Source: X-Platform, Get Interaction Photo. */
export type FlowPhotoUrlArgs = {
  maxSize?: InputMaybe<Scalars['Int']['input']>;
};

/** How far a flow has come. */
export type FlowStatus =
  /** The customer left it before its end, or nothing came for so long that the server took it for left. */
  | 'ABANDONED'
  /** The customer came to its end. */
  | 'COMPLETED'
  /** The customer is in it. */
  | 'RUNNING';

/** One page that the customer came to. Source: X-Platform, one entry of the full flow. */
export type FlowStep = {
  /** What was asked, and what was chosen or typed. */
  readonly choices: ReadonlyArray<FlowChoice>;
  /** How long the customer was on it. Null while the customer is. */
  readonly duration?: Maybe<Scalars['Milliseconds']['output']>;
  /** When the customer came to it. Source: `timestamp`. */
  readonly enteredAt: Scalars['DateTime']['output'];
  /** When the customer left it: by coming to the next, or by the end of the flow. Null while the customer is on it. */
  readonly leftAt?: Maybe<Scalars['DateTime']['output']>;
  /** What stands on the page around its questions. Null if the source does not say. */
  readonly pageContent?: Maybe<FlowPageContent>;
  /** The page's own id, the same whenever the customer comes to it. Null if the source gives none. */
  readonly pageId?: Maybe<Scalars['ID']['output']>;
  /** How one gets on from the page. Null if the source does not say. */
  readonly pageNavigation?: Maybe<FlowPageNavigation>;
  /** The step's id, unique in its flow. */
  readonly stepId: Scalars['ID']['output'];
  /** The page's title. Source: `navigationTitle`. */
  readonly title: Scalars['String']['output'];
};

/** A step to record. */
export type FlowStepInput = {
  /** What was chosen or typed on it, as far as it is known: up to 100, each prompt once. None, if left out. */
  readonly choices?: InputMaybe<ReadonlyArray<FlowChoiceInput>>;
  /** When the customer came to it; now, if left out. */
  readonly enteredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** When the customer left it, if that is known. Goes with `enteredAt`, and is not before it. */
  readonly leftAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What stands on the page around its questions. */
  readonly pageContent?: InputMaybe<FlowPageContentInput>;
  /** The page's own id: up to 128 characters. */
  readonly pageId?: InputMaybe<Scalars['ID']['input']>;
  /** How one gets on from the page. */
  readonly pageNavigation?: InputMaybe<FlowPageNavigationInput>;
  /** The step's id, 1 to 128 characters: makes a retry safe. The server makes one, if left out. */
  readonly stepId?: InputMaybe<Scalars['ID']['input']>;
  /** The page's title: up to 1,000 characters, and may be empty. */
  readonly title: Scalars['String']['input'];
};

/** A flow in short: only steps with input, only what was chosen. Source: X-Platform, Get Interaction Summary. */
export type FlowSummary = {
  /** Everything that was chosen or typed, in the order of the steps. What was left empty is not in it; its options are those chosen. */
  readonly choices: ReadonlyArray<FlowChoice>;
  /** How long the flow took, from its start to its end. Null while it runs. */
  readonly duration?: Maybe<Scalars['Milliseconds']['output']>;
  /** The same by page. */
  readonly pages: ReadonlyArray<FlowSummaryPage>;
  /** How many steps have input: as many as `pages` has. */
  readonly stepCount: Scalars['Int']['output'];
  /** The flow's title; the first step's, if it has none. */
  readonly title?: Maybe<Scalars['String']['output']>;
};

/** A step with input. */
export type FlowSummaryPage = {
  /** What was chosen or typed on it. */
  readonly choices: ReadonlyArray<FlowChoice>;
  /** When the customer came to it. */
  readonly enteredAt: Scalars['DateTime']['output'];
  /** The step's id. */
  readonly stepId: Scalars['ID']['output'];
  /** The page's title. */
  readonly title: Scalars['String']['output'];
};

/** A variable. */
export type FlowVariable = {
  /** The group that it belongs to. Null if it is in none. */
  readonly group?: Maybe<Scalars['String']['output']>;
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** Whether it is secret. */
  readonly secret: Scalars['Boolean']['output'];
  /** What the value is, of a secret one as well. */
  readonly type: FlowVariableType;
  /** Its value, of the type that it has: an empty text is a value. Null if it is secret and the caller has no `flow.secret`. */
  readonly value?: Maybe<Scalars['JSON']['output']>;
};

/** Variables of a set that belong together. */
export type FlowVariableGroup = {
  /** The group's name. Null for those that are in no group. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Its variables. */
  readonly variables: ReadonlyArray<FlowVariable>;
};

/** Variables under one name. Source: X-Platform, a user variable set. */
export type FlowVariableSet = {
  /** The same by group, those of none last. */
  readonly groups: ReadonlyArray<FlowVariableGroup>;
  /** The set's name. Source: the set's id. */
  readonly name: Scalars['String']['output'];
  /** All variables of the set, in the order in which they were first set. */
  readonly variables: ReadonlyArray<FlowVariable>;
};

/** What a variable's value is. */
export type FlowVariableType =
  /** True or false. */
  | 'BOOLEAN'
  /** A list of values. */
  | 'LIST'
  /** A number. */
  | 'NUMBER'
  /** An object of names and values. */
  | 'OBJECT'
  /** A text, which may be empty. */
  | 'STRING';

/**
 * A piece of an agent's work. The time in which another one is in focus counts as parked, once the agent has accepted it. Source: the
 * fields on the focus task of Symbee Connect's extended agent events.
 */
export type FocusTask = {
  /** The id in the back end that brought it. Null for what happened here. */
  readonly gatewayTaskId?: Maybe<Scalars['ID']['output']>;
  /** Who began it, and how it came to the agent. */
  readonly initiationMethod?: Maybe<TaskInitiationMethod>;
  /** The source's own word for that. Null for what happened here. */
  readonly initiationMethodRaw?: Maybe<Scalars['String']['output']>;
  /** The interaction. Null if it is not known here, or may not be seen. */
  readonly interaction?: Maybe<Interaction>;
  /** How far it has come with the agent. */
  readonly state: FocusTaskState;
  /** The source's own word for the state. Null for what happened here. */
  readonly stateRaw?: Maybe<Scalars['String']['output']>;
  /** The source's id of the task; for what happened here, the interaction's own id. */
  readonly taskId?: Maybe<Scalars['ID']['output']>;
  /**
   * What became of the task, once its work is done. Null until then, and where a feed names the task by no id. Source: joined by
   * `CurrentFocusTaskId` within the company and environment of the event, or else by `CurrentFocusGatewayTaskId`.
   */
  readonly traceRecord?: Maybe<InteractionTraceRecord>;
  /** What it is made of. */
  readonly type?: Maybe<TaskType>;
  /** The source's own word for the type. Null for what happened here. */
  readonly typeRaw?: Maybe<Scalars['String']['output']>;
};

/** How far a piece of work has come with an agent. Source: `CurrentFocusTaskState` of Symbee Connect's extended agent events. */
export type FocusTaskState =
  /** The agent works on it. */
  | 'ACTIVE'
  /** It is offered to the agent. */
  | 'ALERTING'
  /** A state that the source has and this list does not. */
  | 'OTHER'
  /** The agent attends to something else. */
  | 'PARKED'
  /** The conversation is over, the work after it is not. */
  | 'WRAP';

/** What became of an event that was taken. */
export type IngestOutcome =
  /** It was new. */
  | 'ADDED'
  /** It was known already. */
  | 'DUPLICATE'
  /** It says something else of what was known already. */
  | 'UPDATED';

/** An event that could not be taken. */
export type IngestReject = {
  /** What kind of fault it is. */
  readonly code: RejectCode;
  /** The dead letter that keeps it. Null if it was larger than 1 MiB, or nested deeper than 200 times. */
  readonly deadLetterId?: Maybe<Scalars['ID']['output']>;
  /** Which one it was, from 0. */
  readonly index: Scalars['Int']['output'];
  /** Where in it the fault is, and what it is. */
  readonly reason: Scalars['String']['output'];
};

/** What became of events. `read` is the sum of the others. */
export type IngestReport = {
  /** How many were new. */
  readonly added: Scalars['Int']['output'];
  /** How many are of a type that is switched off for their environment: see `setFeedSwitch`. Nothing of them was kept. */
  readonly disabled: Scalars['Int']['output'];
  /** How many were known already, and changed nothing. */
  readonly duplicate: Scalars['Int']['output'];
  /** How many there were. */
  readonly read: Scalars['Int']['output'];
  /** Those that could not be taken. Each is a dead letter now, unless it was too large or too deep to keep. */
  readonly rejected: ReadonlyArray<IngestReject>;
  /** How many say something else of what was known already, as a corrected trace record does. */
  readonly updated: Scalars['Int']['output'];
};

/** A range of whole numbers, both ends included. `from` above `to` is BAD_USER_INPUT. */
export type IntRange = {
  /** The smallest number inside. Left out: no smallest. */
  readonly from?: InputMaybe<Scalars['Int']['input']>;
  /** The greatest number inside. Left out: no greatest. */
  readonly to?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * One conversation, or other piece of work, from the customer's request to the end of the work after it. Source: Genesys, Interactions on
 * Chat Channel.
 */
export type Interaction = Node & {
  /** The attached data. A customer sees what the customer gave at the start; null to an agent who has left. */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** What was said, as a transcript: there once it is COMPLETED. */
  readonly chatTranscript?: Maybe<ChatTranscript>;
  /** When it was finished. Null until it is. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the customer asked for it. */
  readonly createdAt: Scalars['DateTime']['output'];
  /**
   * The customer whose interaction it is, by the id of the customer's token. Null to customers.
   *
   * Null to customers.
   */
  readonly customer?: Maybe<Customer>;
  /** How the conversation ended. Null until it has. */
  readonly endReason?: Maybe<InteractionEndReason>;
  /**
   * The engagement that it became: there once it is COMPLETED.
   *
   * Null to customers.
   */
  readonly engagement?: Maybe<Engagement>;
  /**
   * The events that the caller may see, oldest first. The cursor of an event is its `eventId`, the same as in subscriptions, so that
   * `events(last: 1) { pageInfo { endCursor } }` is the position where a subscription continues. A participant that has left sees the events
   * up to that moment. Null if the caller is not and was not a participant and has no scope `interaction.view`.
   */
  readonly events?: Maybe<InteractionEventConnection>;
  /** What the customer did on the screen before. Null if the interaction was not begun from a flow, or to those who may not see flows. */
  readonly flow?: Maybe<InteractionFlow>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** What was said, oldest first: the first 50, unless told otherwise. Null to those who are only offered the interaction. */
  readonly messages?: Maybe<ChatMessageConnection>;
  /**
   * The agent whose interaction it is. Null until one accepts.
   *
   * Null to customers.
   */
  readonly owner?: Maybe<Agent>;
  /** Everybody who takes or took part, in the order of joining. Who came back is in it twice. */
  readonly participants: ReadonlyArray<InteractionParticipant>;
  /**
   * The skill that it asks for. Null if any agent will do.
   *
   * Null to customers.
   */
  readonly skill?: Maybe<Scalars['String']['output']>;
  /** How far it has come. */
  readonly status: InteractionStatus;
  /** What it is about, in the customer's words. */
  readonly subject?: Maybe<Scalars['String']['output']>;
  /**
   * The trace record, with the time it spent in each state: there once it is COMPLETED.
   *
   * Null to customers.
   */
  readonly traceRecord?: Maybe<InteractionTraceRecord>;
  /** What it is made of. */
  readonly type: TaskType;
  /** The source's own word for the type, where `type` does not tell it. */
  readonly typeRaw?: Maybe<Scalars['String']['output']>;
};


/**
 * One conversation, or other piece of work, from the customer's request to the end of the work after it. Source: Genesys, Interactions on
 * Chat Channel.
 */
export type InteractionEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * One conversation, or other piece of work, from the customer's request to the end of the work after it. Source: Genesys, Interactions on
 * Chat Channel.
 */
export type InteractionMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of interactions. */
export type InteractionConnection = {
  /** The interactions with their cursors. */
  readonly edges: ReadonlyArray<InteractionEdge>;
  /** The interactions of this page. */
  readonly nodes: ReadonlyArray<Maybe<Interaction>>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many there are in the whole list. Counted only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An interaction in a page. */
export type InteractionEdge = {
  /** The interaction's position, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The interaction. */
  readonly node?: Maybe<Interaction>;
};

/** How the conversation of an interaction ended. */
export type InteractionEndReason =
  /** The customer left before an agent had it. */
  | 'ABANDONED_IN_QUEUE'
  /** An agent ended it. */
  | 'AGENT_ENDED'
  /** The customer left. */
  | 'CUSTOMER_LEFT';

/**
 * Something that happened in an interaction. `eventId` is opaque, and the point to go on from in history and subscriptions: one of another
 * interaction, or altered, is BAD_CURSOR; one of a past that the database no longer has, as after a restored backup, is HISTORY_LOST.
 */
export type InteractionEvent = {
  /** When it happened, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The participant who did it, as in `participants`. Null for what happened by itself. */
  readonly by?: Maybe<Scalars['ID']['output']>;
  /** The event's id, and the point to go on from. */
  readonly eventId: Scalars['ID']['output'];
  /** The global id of the event. */
  readonly id: Scalars['ID']['output'];
  /** The interaction as it is now. Null if the caller may not see it any more. */
  readonly interaction?: Maybe<Interaction>;
  /** The interaction's global id. */
  readonly interactionId: Scalars['ID']['output'];
  /** The event's number in its interaction: it strictly increases. Events that the viewer may not see take numbers too. */
  readonly sequence: Scalars['Int']['output'];
};

/** A page of the events of an interaction. */
export type InteractionEventConnection = {
  /** The events of the page, each with its cursor. */
  readonly edges: ReadonlyArray<InteractionEventEdge>;
  /** The events of the page. An entry is null if the event cannot be read. */
  readonly nodes: ReadonlyArray<Maybe<InteractionEvent>>;
  /** The position of the page in the whole list. */
  readonly pageInfo: PageInfo;
  /** The number of all events that the caller may see. Counted only if selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An event in a page. */
export type InteractionEventEdge = {
  /** The cursor of the event, which is its `eventId`. */
  readonly cursor: Scalars['String']['output'];
  /** The event. */
  readonly node?: Maybe<InteractionEvent>;
};

/** Conditions for interactions. All given conditions must hold. */
export type InteractionFilter = {
  /** This agent is or was a participant: a username or the global id. */
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  /** The interaction was completed in this span. */
  readonly completedAt?: InputMaybe<DateTimeRange>;
  /** The interaction was created in this span. */
  readonly createdAt?: InputMaybe<DateTimeRange>;
  /** With true: the agent of `agentId`, or without it the caller, is a participant now. With false: is not a participant now. */
  readonly isIn?: InputMaybe<Scalars['Boolean']['input']>;
  /** The interaction needs this skill. */
  readonly skill?: InputMaybe<Scalars['String']['input']>;
  /** The status is one of these. */
  readonly status?: InputMaybe<ReadonlyArray<InteractionStatus>>;
  /** The type is one of these. */
  readonly types?: InputMaybe<ReadonlyArray<TaskType>>;
};

/**
 * What a customer was led through on the phone's screen or the website before, or while, talking to somebody: its steps, what was chosen and
 * typed, its variables and photos. Source: Jacada X-Platform (Interact), Interaction History APIs, which call it an interaction.
 */
export type InteractionFlow = Node & {
  /** The step that the customer is on. Null before the first, after one that was recorded as left, and once the flow has ended. */
  readonly currentStep?: Maybe<FlowStep>;
  /**
   * The customer who walks it, where the application has said so. Null to customers.
   *
   * Null to customers.
   */
  readonly customer?: Maybe<Customer>;
  /** How it ended. Null while it runs, and where the source does not say. */
  readonly endReason?: Maybe<FlowEndReason>;
  /** When it ended. Null while it runs. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far it has come. */
  readonly flowStatus: FlowStatus;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The live interaction that followed: of several, the last. Null if there was none, to those who may not see it, and of an imported flow. */
  readonly interaction?: Maybe<Interaction>;
  /** The flow's identifier: a number of 1 to 32 digits, leading zeros among them; unique in the tenant for ever. Source: `interactionuniqueId`. */
  readonly interactionUniqueId: Scalars['ID']['output'];
  /** By what else it can be found. */
  readonly keys: FlowKeys;
  /** The last change that is in it: where `interactionFlowUpdated` goes on without a seam. Null of an imported flow, which does not change. */
  readonly lastEventId?: Maybe<Scalars['ID']['output']>;
  /** The number that finds it, as E.164 (`+18001234567`): the customer's, or one of the pool, which is free again once the flow has ended. Null if it has none. */
  readonly phoneNumber?: Maybe<Scalars['String']['output']>;
  /** One photo of this flow. Null if it has none of that id, whatever other flows have. Source: Get Interaction Photo. */
  readonly photo?: Maybe<FlowPhoto>;
  /** What the customer has photographed, in the order of uploading. */
  readonly photos: ReadonlyArray<FlowPhoto>;
  /** When it was started. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** The full flow, in the order it was walked: a page that the customer came back to is in it twice. Source: Get Full Interaction Flow. */
  readonly steps: ReadonlyArray<FlowStep>;
  /** The flow in short: only steps with input, only what was chosen. Made of the steps, so the two never disagree. Source: Get Interaction Summary. */
  readonly summary: FlowSummary;
  /** What it is about, in the words of who made it. Null if nobody says. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** When something last changed in it. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** One set of variables. Null if the flow has none of that name. Source: Get User Variable Set. */
  readonly variableSet?: Maybe<FlowVariableSet>;
  /** All sets of variables, in the order in which they were made. */
  readonly variableSets: ReadonlyArray<FlowVariableSet>;
};


/**
 * What a customer was led through on the phone's screen or the website before, or while, talking to somebody: its steps, what was chosen and
 * typed, its variables and photos. Source: Jacada X-Platform (Interact), Interaction History APIs, which call it an interaction.
 */
export type InteractionFlowPhotoArgs = {
  photoId: Scalars['ID']['input'];
};


/**
 * What a customer was led through on the phone's screen or the website before, or while, talking to somebody: its steps, what was chosen and
 * typed, its variables and photos. Source: Jacada X-Platform (Interact), Interaction History APIs, which call it an interaction.
 */
export type InteractionFlowStepsArgs = {
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * What a customer was led through on the phone's screen or the website before, or while, talking to somebody: its steps, what was chosen and
 * typed, its variables and photos. Source: Jacada X-Platform (Interact), Interaction History APIs, which call it an interaction.
 */
export type InteractionFlowVariableSetArgs = {
  name: Scalars['String']['input'];
};

/** A page of flows. */
export type InteractionFlowConnection = {
  /** The flows with their cursors. */
  readonly edges: ReadonlyArray<InteractionFlowEdge>;
  /** The flows of this page. */
  readonly nodes: ReadonlyArray<Maybe<InteractionFlow>>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many there are in the whole list. Counted only when selected. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A flow in a page. */
export type InteractionFlowEdge = {
  /** The flow's position, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The flow. */
  readonly node?: Maybe<InteractionFlow>;
};

/** Outcome of an operation on an interaction flow. */
export type InteractionFlowPayload = OperationPayload & {
  /** Path of the refused argument, for example `["to", "agentId"]`. Null on success, and if no single argument caused the refusal. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The flow after the operation. After a refusal, the flow as it is, or null if the caller may not know of it. */
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

/** An interaction is offered to the agent: to be accepted or rejected until it expires. */
export type InteractionOffered = AgentNotification & {
  /** When it was offered, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** When the offer goes to the next agent, if it is not answered. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** The interaction, as it is when the agent is told. */
  readonly interaction?: Maybe<Interaction>;
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
  /** Why this agent is offered it. */
  readonly offerReason: OfferReason;
};

/** Somebody who takes or took part in an interaction. */
export type InteractionParticipant = {
  /**
   * The agent. Null for a customer.
   *
   * Null to customers.
   */
  readonly agent?: Maybe<Agent>;
  /**
   * The customer, by the id of the customer's token. Null for an agent.
   *
   * Null to customers.
   */
  readonly customer?: Maybe<Customer>;
  /** When the participant joined. */
  readonly joinedAt: Scalars['DateTime']['output'];
  /** When the participant left. Null for one who is in, or was in when it ended. */
  readonly leftAt?: Maybe<Scalars['DateTime']['output']>;
  /** The name that the chat shows. Null if none was given, or once erased. */
  readonly nickname?: Maybe<Scalars['String']['output']>;
  /** The participant's id, unique in the interaction. It tells nothing of who it is. */
  readonly participantId: Scalars['ID']['output'];
  /** On which side. */
  readonly role: ParticipantRole;
};

/** Outcome of an operation on an interaction. */
export type InteractionPayload = OperationPayload & {
  /** The event that the operation appended. Null if it appended none that the caller may see. */
  readonly event?: Maybe<InteractionEvent>;
  /** Path of the refused argument, for example `["to", "agentId"]`. Null on success, and if no single argument caused the refusal. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The interaction after the operation. After a refusal, the interaction as it is, or null if the caller may not know of it. */
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

/**
 * What became of one task: who did it, how long it took in each state, and what it was about. There is one once the work after it is done;
 * a live interaction that is finished has one as well. Durations are as they were measured, and none is computed from the others.
 * Source: Symbee Connect, Interaction Events.
 */
export type InteractionTraceRecord = Node & {
  /** How long an agent had it before the work after it; without the time for which it was set aside. Source: `ActiveDurationInMillis`. */
  readonly activeDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /**
   * The agent who did it; of a live interaction, who finished it. Null if it never reached an agent. Source: `Username`.
   *
   * Null to customers.
   */
  readonly agent?: Maybe<Agent>;
  /** When it was first given to the agent. Source: `AssignedTimestamp`. */
  readonly assignedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * What is known of the customer, by name. Null if there is nothing, and once erased. Personal data. Up to 32 KiB. Source: `Attributes`.
   *
   * Needs the scope `feed.personal`.
   *
   * Null to customers.
   */
  readonly attributes?: Maybe<Scalars['JSON']['output']>;
  /** The transcript of the chat that it was. Null if there is none, or if the centre does not keep them. */
  readonly chatTranscript?: Maybe<ChatTranscript>;
  /** The company's alias at Symbee Connect. Source: `CompanyId`. */
  readonly companyId?: Maybe<Scalars['String']['output']>;
  /** When that was done. Source: `CompletedTimestamp`. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the agent and the customer were connected; where no agent dialled, the customer. Source: `ConnectedTimestamp`. */
  readonly connectedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Amazon Connect's own record of it, for what that delivers: its id is the `gatewayTaskId`. Null as long as it is not there.
   *
   * Null to customers.
   */
  readonly contact?: Maybe<ConnectContact>;
  /** What queued, routed and delivered it. Source: `DeliveryProvider`. */
  readonly deliveryProvider?: Maybe<DeliveryProvider>;
  /** The source's own word for it, where `deliveryProvider` does not tell it. */
  readonly deliveryProviderRaw?: Maybe<Scalars['String']['output']>;
  /** Who began it, as its method tells. Null where the method is not known. */
  readonly direction?: Maybe<TaskDirection>;
  /** The company's environment, such as `prod`. Source: `Environment`. */
  readonly environment?: Maybe<Scalars['String']['output']>;
  /** When its customer was erased. Null if that was not. */
  readonly erasedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The events that it is made of, each as it came: the oldest first, up to 100. */
  readonly events?: Maybe<ReadonlyArray<Maybe<FeedEvent>>>;
  /**
   * The customer's side: the number that called, the mobile's number, the name given for a web chat, the e-mail's address. Personal data. Null
   * once erased.
   * Source: `FarEndAddress`.
   *
   * Needs the scope `feed.personal`.
   *
   * Null to customers.
   */
  readonly farEndAddress?: Maybe<Scalars['String']['output']>;
  /** The task's id in the gateway that delivered it. Null for a live interaction, which has none. Source: `GatewayTaskId`. */
  readonly gatewayTaskId?: Maybe<Scalars['ID']['output']>;
  /** The gateway's handle of the work. Source: `GatewayWorkHandle`. */
  readonly gatewayWorkHandle?: Maybe<Scalars['String']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** When it was first known. Source: `InitiationTimestamp`. */
  readonly initiatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How it began, and which way. Source: `TaskInitiationMethod`. */
  readonly initiationMethod?: Maybe<TaskInitiationMethod>;
  /** The source's own word for it, where `initiationMethod` does not tell it. */
  readonly initiationMethodRaw?: Maybe<Scalars['String']['output']>;
  /** The live interaction that the task was. Null if it came from a feed. */
  readonly interaction?: Maybe<Interaction>;
  /** One of its times was more than a minute ahead of this server's clock when it came. */
  readonly isAhead: Scalars['Boolean']['output'];
  /** Whether following `origin` leads in a circle within 20 steps, which a source should never tell. */
  readonly isTransferCycle: Scalars['Boolean']['output'];
  /** Where the transcript of a chat lies: a bucket and a path. Source: `MediaLocation`. */
  readonly mediaLocation?: Maybe<Scalars['String']['output']>;
  /** What kind of place that is; `S3`, says the documentation. Source: `MediaLocationType`. */
  readonly mediaLocationType?: Maybe<Scalars['String']['output']>;
  /** The centre's side: the number that was dialled, the short code, the e-mail's address. Source: `NearEndAddress`. */
  readonly nearEndAddress?: Maybe<Scalars['String']['output']>;
  /**
   * The record of the task that this one was transferred from, or caused by. Null for a live interaction: a transfer keeps it one. Null too
   * as long as that record is not there. Source: `OriginTaskId`, or else `OriginGatewayTaskId`.
   */
  readonly origin?: Maybe<InteractionTraceRecord>;
  /** That task's id in its gateway. Source: `OriginGatewayTaskId`. */
  readonly originGatewayTaskId?: Maybe<Scalars['ID']['output']>;
  /** The id of the task that this one was transferred from, or caused by. Source: `OriginTaskId`. */
  readonly originTaskId?: Maybe<Scalars['ID']['output']>;
  /** How long its agent had it set aside for another task. Source: `ParkedDurationInMillis`. */
  readonly parkedDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /** The platform; always `AWS Connect`, says its documentation. Source: `PlatformId`. */
  readonly platformId?: Maybe<Scalars['String']['output']>;
  /** When it came into the queue. Null for what Amazon Connect delivers. Source: `QueuedTimestamp`. */
  readonly queuedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How long it waited for an agent. Always 0 for a call: see `timeInQueue`. Source: `QueuedDurationInMillis`. */
  readonly queuedDuration?: Maybe<Scalars['Milliseconds']['output']>;
  /** Where the agent was in the centre's hierarchy, from the top. Empty where it is not told. Source: `UserReportHierarchy`. */
  readonly reportHierarchy: ReadonlyArray<Scalars['String']['output']>;
  /** The skill queue it came through; of a call the queue's id at Amazon Connect, or the dialler's list. Source: `SkillQueueName`, `QueueName`. */
  readonly skillQueueName?: Maybe<Scalars['String']['output']>;
  /** The task's id at the platform that routed it; a live interaction's own id. Null until the half of the record that has it is there. Source: `TaskId`. */
  readonly taskId?: Maybe<Scalars['ID']['output']>;
  /** What the task was made of. Source: `TaskType`. */
  readonly taskType?: Maybe<TaskType>;
  /** The source's own word for the type, where `taskType` does not tell it. */
  readonly taskTypeRaw?: Maybe<Scalars['String']['output']>;
  /**
   * How long it waited for an agent: of what Amazon Connect delivers, by its contact record, and null as long as that is not there; else as
   * `queuedDuration` says.
   */
  readonly timeInQueue?: Maybe<Scalars['Milliseconds']['output']>;
  /**
   * Where it was transferred to. Null if it was not, and once erased. May be personal data. Source: `TransferredToAddress`.
   *
   * Needs the scope `feed.personal`.
   *
   * Null to customers.
   */
  readonly transferredToAddress?: Maybe<Scalars['String']['output']>;
  /**
   * The tasks that led to this one, the first of them first, without this one: its `origin`, the origin of that, and on. Ends where a record
   * is not there, where it would come in a circle, and after 20.
   */
  readonly transfers?: Maybe<ReadonlyArray<Maybe<InteractionTraceRecord>>>;
  /** What it was about, in the centre's own codes, up to 100. Empty where none was chosen. Source: the feed of work codes. */
  readonly workCodes: ReadonlyArray<WorkCode>;
  /** When the work after it began. Source: `WrapTimestamp`. */
  readonly wrapAt?: Maybe<Scalars['DateTime']['output']>;
  /** How long the work after it took. Source: `WrapDurationInMillis`. */
  readonly wrapDuration?: Maybe<Scalars['Milliseconds']['output']>;
};

/** A page of trace records. */
export type InteractionTraceRecordConnection = {
  /** The same, each with its cursor. */
  readonly edges: ReadonlyArray<InteractionTraceRecordEdge>;
  /** The records of this page. */
  readonly nodes: ReadonlyArray<Maybe<InteractionTraceRecord>>;
  /** Where the page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A trace record of a page. */
export type InteractionTraceRecordEdge = {
  /** Its place in the list, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node?: Maybe<InteractionTraceRecord>;
};

/** A part of the engagement in which keywords are looked for. The source's name for it stands at the end. */
export type KeywordArea =
  /** What lay in the visitor's cart. `ea.cartStatus`. */
  | 'CART_STATUS'
  /** What was said: the lines' text, and the texts inside rich content and offered answers. `chatLine`. */
  | 'CHAT_LINE'
  /** What the website knows of its customer. `ea.customerInfo`. */
  | 'CUSTOMER_INFO'
  /** What the visitor showed interest in. `ea.lead`. */
  | 'LEAD'
  /** The campaign that brought the visitor. `ea.marketingCampaignInfo`. */
  | 'MARKETING_CAMPAIGN_INFO'
  /** The score: its group by name (`positive`), and its number. `mcs`. */
  | 'MCS'
  /** Who the visitor is: names, company, addresses. `ea.personalInfo`. */
  | 'PERSONAL_INFO'
  /** What the visitor bought. `ea.purchase`. */
  | 'PURCHASE'
  /** Which service the visitor used. `ea.serviceActivity`. */
  | 'SERVICE_ACTIVITY'
  /** The answers to surveys. `surveyAnswer`. */
  | 'SURVEY_ANSWER'
  /** The questions of surveys. `surveyQuestion`. */
  | 'SURVEY_QUESTION'
  /** Which products the visitor looked at. `ea.viewedProduct`. */
  | 'VIEWED_PRODUCT'
  /** Errors that the visitor met with. `ea.visitorError`. */
  | 'VISITOR_ERROR'
  /** Where the visitor came from, and with what device. `visitorInfo`. */
  | 'VISITOR_INFO';

/** A visitor who may become a customer. Source: `lead.lead`. */
export type LeadAttribute = {
  /** The company's own id of the lead. Source: `leadId`. */
  readonly leadId?: Maybe<Scalars['ID']['output']>;
  /** What the visitor is interested in. Source: `topic`. */
  readonly topic?: Maybe<Scalars['String']['output']>;
  /** What that is worth to the company; may be negative. Source: `value`, a text or a number there. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** A kind of line that can be searched for. */
export type LineContentType =
  /** A line that holds rich content instead of text. */
  | 'RICH_CONTENT';

/**
 * What a line does in the conversation. The source does not document its numbers: the meanings are those of the lines in its examples.
 * Source: `transcript.lines[].controlType`.
 */
export type LineControlType =
  /** Somebody says something. Its number: 0. */
  | 'CHAT'
  /** The notice that the conversation is over. Its number: 5. */
  | 'ENDED'
  /** The notice that an agent has joined. Its number: 3. */
  | 'JOINED'
  /** Another number: see `controlTypeRaw`. Refused on input. */
  | 'OTHER'
  /** The greeting, while the visitor waits. Its number: 4. */
  | 'WELCOME';

/** Who wrote a line. Source: `transcript.lines[].source`. */
export type LineSource =
  /** An agent of the contact centre. */
  | 'AGENT'
  /** Somebody whom the source has and this list does not, or the source does not say: see `sourceRaw`. Refused on input. */
  | 'OTHER'
  /** The system: greetings and notices. */
  | 'SYSTEM'
  /** The visitor of the website. */
  | 'VISITOR';

/** What brought the visitor to the website. Source: `marketingCampaignInfo.marketingCampaignInfo`. */
export type MarketingCampaignInfoAttribute = {
  /** The partner whose link was followed. Source: `affiliate`. */
  readonly affiliate?: Maybe<Scalars['String']['output']>;
  /** The company's own id of its advertising campaign; not that of `Engagement.campaign`. Source: `campaignId`. */
  readonly campaignId?: Maybe<Scalars['ID']['output']>;
  /** The number of the channel, in the website's own count. Source: `originatingChannel`. */
  readonly originatingChannel?: Maybe<Scalars['String']['output']>;
};

/** Which way a message went, seen from the contact centre. */
export type MessageDirection =
  /** From a customer to the centre. */
  | 'INBOUND'
  /** From the centre to a customer. */
  | 'OUTBOUND';

/** What can be done. Each field is one operation; several in one request run one after the other. */
export type Mutation = {
  /**
   * The customer has left the flow before its end. Its phone number of the pool is free again. Of one that is abandoned, nothing changes;
   * INVALID_STATE for one that is completed, NOT_FOUND for one that does not exist.
   *
   * Needs the scope `flow.manage`.
   */
  readonly abandonFlow?: Maybe<InteractionFlowPayload>;
  /**
   * Takes an interaction that is offered to the caller: by the queue, by a transfer or by an invitation. The whole history comes by
   * `notifications`. ALREADY_ACCEPTED for one who has it, NOT_OFFERED for one who was never offered it, or no longer is. Source: Accept.
   *
   * Needs the scope `chat.agent` or `interaction.agent`.
   */
  readonly acceptInteraction?: Maybe<InteractionPayload>;
  /**
   * The customer has come to the end of the flow. Its phone number of the pool is free again. Of one that is completed, nothing changes;
   * INVALID_STATE for one that was abandoned, NOT_FOUND for one that does not exist.
   *
   * Needs the scope `flow.manage`.
   */
  readonly completeFlow?: Maybe<InteractionFlowPayload>;
  /**
   * Finishes an interaction for all agents in it; a chat that is still going on is ended first. Its transcript, its engagement and its
   * trace record are there when this answers. INVALID_STATE if it is finished already. Source: Complete.
   *
   * Needs the scope `chat.agent` or `interaction.agent`.
   */
  readonly completeInteraction?: Maybe<InteractionPayload>;
  /**
   * Stores a chat transcript, and gives it an id of its own. The same input twice makes two transcripts, unless it carries an
   * `idempotencyKey`.
   *
   * Needs the scope `hybris.interactionrecording_manage`.
   */
  readonly createChatTranscript?: Maybe<ChatTranscriptPayload>;
  /**
   * Deletes a chat transcript for good, and gives back its id (24 hexadecimal digits). Null where there was none: a second delete
   * answers null, and so does the id of another tenant, whose transcript stays.
   *
   * Needs the scope `hybris.interactionrecording_delete`.
   */
  readonly deleteChatTranscript?: Maybe<ChatTranscriptPayload>;
  /**
   * Says that nothing is to be done with an event that could not be taken. It is kept, so that the same event once more does not come back
   * as another letter. NOT_FOUND if there is no such letter, INVALID_STATE if it does not wait.
   *
   * Needs the scope `feed.ingest`.
   */
  readonly discardDeadLetter?: Maybe<FeedPayload>;
  /**
   * Ends the chat; the interaction stays for the work after it: WRAP. INVALID_STATE if it has ended already. Source: EndChatSession.
   *
   * Needs the scope `chat.agent`.
   */
  readonly endChatSession?: Maybe<InteractionPayload>;
  /**
   * Erases a customer for good: what their tasks say of them, in trace records, Amazon Connect's contact records and transcripts, in the events
   * as they came, and in dead letters that name them or such a task. That the tasks took place, when, with whom and how long stays. What brings
   * the same again, or more of these tasks, is not kept, and counted as `duplicate`; a letter that is mended to it becomes `ERASED`. The same
   * customer's next task is another.
   *
   * Finds up to 100 events at a time: call it again with the same arguments until it answers `isDone`. It may be called again at any time, and
   * by several at once. BAD_USER_INPUT if nothing is named, or more than may be.
   *
   * Needs the scope `feed.erase`.
   */
  readonly eraseFeedData?: Maybe<FeedPayload>;
  /**
   * Takes events of Symbee Connect's feeds, of any `ActivityType`, in any order. The same event twice changes nothing. A bad one does not stop
   * the others: it is rejected, and kept as a dead letter. Answers once all is written. 1 to 1,000 events of up to 1 MiB each; what an
   * HTTP request may have besides limits them too (see `POST /ingest/symbee` for more). BAD_USER_INPUT for another number of events.
   *
   * Needs the scope `feed.ingest`.
   */
  readonly ingestEvents?: Maybe<FeedPayload>;
  /**
   * Offers the interaction to another agent as well; once accepted, both work on it at the same time. ALREADY_PARTICIPANT for oneself,
   * for one who takes part or is offered it; NO_SUCH_TARGET for an unknown agent; AGENT_UNAVAILABLE for one who is signed out, unavailable
   * or has no capacity left; INVALID_STATE unless the chat is ACTIVE. Source: InviteUser.
   *
   * Needs the scope `chat.agent`.
   */
  readonly inviteUser?: Maybe<InteractionPayload>;
  /**
   * The caller leaves a conference; who owned it hands it to the agent who has been in it longest. LAST_AGENT for the only agent: somebody
   * must have it. NOT_PARTICIPANT if `agentId` is somebody else, or the caller is not in. Source: LeaveConference.
   *
   * Needs the scope `chat.agent`.
   */
  readonly leaveConference?: Maybe<InteractionPayload>;
  /**
   * The customer leaves for good. While nobody has accepted it is the end of it: COMPLETED, ABANDONED_IN_QUEUE. Once an agent has, the
   * chat ends and the agent finishes: WRAP, CUSTOMER_LEFT. INVALID_STATE once it is COMPLETED; NOT_PARTICIPANT for one who has left.
   *
   * Needs the scope `chat.customer`.
   */
  readonly leaveInteraction?: Maybe<InteractionPayload>;
  /**
   * Puts another event in the place of one that could not be taken, and takes it. If it cannot be taken either, the letter waits on with the
   * new event and the new reason. NOT_FOUND if there is no such letter, INVALID_STATE if it does not wait.
   *
   * Needs the scope `feed.ingest`.
   */
  readonly mendDeadLetter?: Maybe<FeedPayload>;
  /**
   * Puts down what the customer has chosen or typed on a step that is recorded. Of two answers to one prompt the later one stands. NOT_FOUND
   * for a flow or a step that does not exist, INVALID_STATE for a flow that has ended or is full, and for a step that would have more than 200
   * prompts.
   *
   * Needs the scope `flow.manage`.
   */
  readonly recordFlowChoices?: Maybe<InteractionFlowPayload>;
  /**
   * Puts down that the customer has come to a step, with what was chosen on it if that is known already. The step before it is left by that.
   * A step of the same id is stored once: the second gives the flow as it is, with other content it is IDEMPOTENCY_CONFLICT. NOT_FOUND for a
   * flow that does not exist, INVALID_STATE for one that has ended, or is full: it takes 1,000 steps, and 4 MiB in all.
   *
   * Needs the scope `flow.manage`.
   */
  readonly recordFlowStep?: Maybe<InteractionFlowPayload>;
  /**
   * Turns down an interaction that is offered to the caller, who is free for another one; this one is offered to the next agent.
   * NOT_OFFERED for one who is not offered it; INVALID_STATE for one who has accepted it. Source: Reject.
   *
   * Needs the scope `chat.agent` or `interaction.agent`.
   */
  readonly rejectInteraction?: Maybe<InteractionPayload>;
  /**
   * Takes the events of dead letters once more, as they are or as they were mended: for what a newer version of this server knows, or was
   * switched off. Those that do not wait, or are not there, are left out of the answer; what is no JSON waits on until it is mended. 1 to 100
   * ids, else BAD_USER_INPUT.
   *
   * Needs the scope `feed.ingest`.
   */
  readonly replayDeadLetters?: Maybe<FeedPayload>;
  /**
   * Has the chat's history pushed to the caller's `notifications`; only for agents who take part. It is in `interaction.history` as well.
   * UNKNOWN_EVENT for an event that is not of this interaction. Source: RequestChatHistory.
   *
   * Needs the scope `chat.agent`.
   */
  readonly requestChatHistory?: Maybe<InteractionPayload>;
  /**
   * Says something to all other participants. Messages of one sender arrive in the order in which they were sent. INVALID_TEXT for a text
   * that is empty, only white space, or longer than 32,768 bytes of UTF-8; INVALID_STATE once the chat has ended. Source: Send.
   *
   * Needs the scope `chat.customer` or `chat.agent`.
   */
  readonly sendMessage?: Maybe<InteractionPayload>;
  /**
   * Tells the other participants that the caller is typing. It ends by itself after 6 seconds, unless it is repeated; it is never stored.
   * Repeating it is harmless. Source: SendStartTypingNotification.
   *
   * Needs the scope `chat.customer` or `chat.agent`.
   */
  readonly sendStartTypingNotification?: Maybe<InteractionPayload>;
  /**
   * Tells the other participants that the caller has stopped typing. Without a start before it, nothing happens. Source:
   * SendStopTypingNotification.
   *
   * Needs the scope `chat.customer` or `chat.agent`.
   */
  readonly sendStopTypingNotification?: Maybe<InteractionPayload>;
  /**
   * Says whether events on a company's agents are taken: `EXTENDED_AGENT_EVENTS` and `USER_USAGE`. A user name is one agent of the tenant, so
   * of more than one company they may be taken only where no two of them have one user name. Before any event has named a company, this says
   * whose agents the tenant has; else it is the first that one names. What is not taken is a dead letter, `OTHER_COMPANY`, and can be replayed
   * once its company is allowed; what was taken before stays. It holds from the next batch on; what is set already may be set again.
   * INVALID_STATE to take the only company away, BAD_USER_INPUT for more than 100. Answers as `agentCompanies`.
   *
   * Needs the scope `feed.ingest`.
   */
  readonly setAgentCompany?: Maybe<FeedPayload>;
  /**
   * Says whether an agent is there, and takes on work: IDLE signs in, or says that more may come; UNAVAILABLE signs in too, and wants
   * nothing more; LOGGED_OFF signs out. The state that results may be another one, since it follows from the work as well: an agent who asks
   * for UNAVAILABLE and still has an interaction is PENDING_UNAVAILABLE, one who asks for IDLE is WORKING. What is offered to one who leaves
   * goes to somebody else; what the agent has accepted stays the agent's. Saying it again changes nothing.
   *
   * Who has signed in stays so while there are signs of life: requests, and open WebSockets and event streams. After about two minutes
   * without any, unless the server is set otherwise, the agent is signed out: LOGGED_OFF, for the reason TIMEOUT.
   *
   * An agent sets the own state, and is registered by doing so for the first time. `agent.manage` sets that of others, who must be
   * registered: a name that is not is BAD_USER_INPUT. FORBIDDEN for somebody else's without it, and for customers.
   *
   * Needs the scope `chat.agent` or `interaction.agent` or `agent.manage`.
   */
  readonly setAgentState?: Maybe<AgentPayload>;
  /**
   * Switches a type of events on or off for one environment of a company. Of a type that is off nothing is taken, by whatever door it comes:
   * its events are counted as `disabled`, and kept nowhere, bad ones neither. What was taken before stays. It holds from the next batch on;
   * what is set already may be set again. All types are on until they are switched off; BAD_USER_INPUT if more than 1,000 would be off.
   *
   * Needs the scope `feed.ingest`.
   */
  readonly setFeedSwitch?: Maybe<FeedPayload>;
  /**
   * Puts down by what else the flow can be found. Each can be set once, but for `historySearchId`, of which the latest stands; another value
   * for one that is set is INVALID_STATE. Also of a flow that has ended. NOT_FOUND for a flow that does not exist.
   *
   * Needs the scope `flow.manage`.
   */
  readonly setFlowKeys?: Maybe<InteractionFlowPayload>;
  /**
   * Sets variables of a set, and makes the set if there is none of that name. Those that are not named stay as they are; null removes one;
   * an empty text is kept. NOT_FOUND for a flow that does not exist, INVALID_STATE for one that has ended or is full, and for a set that would
   * have more than 1,000.
   *
   * Needs the scope `flow.manage`.
   */
  readonly setFlowVariables?: Maybe<InteractionFlowPayload>;
  /**
   * Hands the interaction to an agent, or to whoever has a skill; the caller is out at once. The new agent is offered it with its history.
   * NO_SUCH_TARGET for an unknown agent or a skill that nobody has; ALREADY_PARTICIPANT for one who takes part; AGENT_UNAVAILABLE as for
   * `inviteUser`; INVALID_STATE once the chat has ended. Source: SingleStepTransfer.
   *
   * Needs the scope `chat.agent` or `interaction.agent`.
   */
  readonly singleStepTransfer?: Maybe<InteractionPayload>;
  /**
   * Starts a flow. With an `interactionUniqueId` of the application's own, or one that the platform makes. ALREADY_EXISTS for one that is
   * taken, and for a phone number of the pool that another flow has; NO_NUMBER_FREE if one is to be allocated and none is left. The same
   * caller's second start with the same content gives the first flow.
   *
   * Needs the scope `flow.manage`.
   */
  readonly startFlow?: Maybe<InteractionFlowPayload>;
  /**
   * The customer asks for a conversation. It is queued, and offered to the agent with the skill who has been idle longest. Status OK;
   * IDEMPOTENCY_CONFLICT if `clientInteractionId` was used with another content.
   *
   * Needs the scope `chat.customer`.
   */
  readonly startInteraction?: Maybe<InteractionPayload>;
  /**
   * Changes the interaction's attached data, until it is completed: keys that are given are set, keys given as null are removed, others
   * stay. BAD_USER_INPUT if it is no object or more than 16 KiB of JSON; INVALID_STATE if more than that would result.
   *
   * Needs the scope `chat.agent`.
   */
  readonly updateAttachedData?: Maybe<InteractionPayload>;
  /**
   * Registers an agent, or changes one: what is left out of the input stays as it is. Doing it twice changes nothing.
   *
   * Needs the scope `agent.manage`.
   */
  readonly upsertAgent?: Maybe<AgentPayload>;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationAbandonFlowArgs = {
  id: Scalars['ID']['input'];
  reason?: InputMaybe<FlowEndReason>;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationAcceptInteractionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  nickname?: InputMaybe<Scalars['String']['input']>;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationCompleteFlowArgs = {
  id: Scalars['ID']['input'];
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationCompleteInteractionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  workCodes?: InputMaybe<ReadonlyArray<WorkCodeInput>>;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationCreateChatTranscriptArgs = {
  input: CreateChatTranscriptInput;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationDeleteChatTranscriptArgs = {
  id: Scalars['ID']['input'];
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationDiscardDeadLetterArgs = {
  id: Scalars['ID']['input'];
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationEndChatSessionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationEraseFeedDataArgs = {
  customer?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  tasks?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationIngestEventsArgs = {
  events: ReadonlyArray<Scalars['JSON']['input']>;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationInviteUserArgs = {
  agentId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationLeaveConferenceArgs = {
  agentId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationLeaveInteractionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationMendDeadLetterArgs = {
  event: Scalars['JSON']['input'];
  id: Scalars['ID']['input'];
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationRecordFlowChoicesArgs = {
  choices: ReadonlyArray<FlowChoiceInput>;
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  stepId: Scalars['ID']['input'];
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationRecordFlowStepArgs = {
  id: Scalars['ID']['input'];
  step: FlowStepInput;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationRejectInteractionArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationReplayDeadLettersArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationRequestChatHistoryArgs = {
  eventId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationSendMessageArgs = {
  clientMessageId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
  text: Scalars['String']['input'];
  visibility: Visibility;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationSendStartTypingNotificationArgs = {
  id: Scalars['ID']['input'];
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationSendStopTypingNotificationArgs = {
  id: Scalars['ID']['input'];
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationSetAgentCompanyArgs = {
  companyId: Scalars['String']['input'];
  isAllowed: Scalars['Boolean']['input'];
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationSetAgentStateArgs = {
  agentId?: InputMaybe<Scalars['ID']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
  state: AgentState;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationSetFeedSwitchArgs = {
  activityType: FeedActivity;
  companyId?: InputMaybe<Scalars['String']['input']>;
  environment?: InputMaybe<Scalars['String']['input']>;
  isOn: Scalars['Boolean']['input'];
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationSetFlowKeysArgs = {
  id: Scalars['ID']['input'];
  keys: FlowKeysInput;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationSetFlowVariablesArgs = {
  group?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  secret?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  set: Scalars['String']['input'];
  variables: Scalars['JSON']['input'];
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationSingleStepTransferArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  to: TransferTarget;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationStartFlowArgs = {
  input: StartFlowInput;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationStartInteractionArgs = {
  input: StartInteractionInput;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationUpdateAttachedDataArgs = {
  attributes: Scalars['JSON']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
};


/** What can be done. Each field is one operation; several in one request run one after the other. */
export type MutationUpsertAgentArgs = {
  input: AgentInput;
};

/** An object that has a global id, and can be read again by it through `Query.node`. */
export type Node = {
  /** The global id: opaque, stable, unique over all types of the tenant. */
  readonly id: Scalars['ID']['output'];
};

/** Why an agent is offered an interaction. */
export type OfferReason =
  /** An agent who has it invites this one into a conference. */
  | 'INVITE'
  /** It waited in the queue, and the agent has been idle longest of those who fit. */
  | 'QUEUE'
  /** An agent hands it over, to this agent or to the skill. */
  | 'TRANSFER';

/** An offer has ended without the agent accepting it. */
export type OfferWithdrawn = AgentNotification & {
  /** When it ended, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The interaction, as it is when the agent is told. */
  readonly interaction?: Maybe<Interaction>;
  /** The global id of the interaction. */
  readonly interactionId: Scalars['ID']['output'];
  /** Why it ended. */
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
  /** macOS, which the source calls by its older name. */
  | 'MAC_OSX'
  /** The source could not tell. */
  | 'NA'
  /** A system that the source has and this list does not: see `operatingSystemRaw`. Refused on input. */
  | 'OTHER'
  /** Microsoft Windows. */
  | 'WINDOWS';

/**
 * The outcome of an operation. Every mutation returns one. A refusal changes nothing, and is no GraphQL error. Malformed input, a missing
 * scope and a fault of the server are errors with `extensions.code`.
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

/** How an operation ended; `statusCode` is the place in this list, from 0. */
export type OperationStatus =
  /** The target is signed out, unavailable, or has no capacity left. */
  | 'AGENT_UNAVAILABLE'
  /** The caller has it already. */
  | 'ALREADY_ACCEPTED'
  /** The identifier is taken. */
  | 'ALREADY_EXISTS'
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
  /** No number of the pool is free. */
  | 'NO_NUMBER_FREE'
  /** There is no such agent, or nobody has the skill. */
  | 'NO_SUCH_TARGET'
  /** Done. */
  | 'OK'
  /** The caller is too fast: try again after `retryAfter`. */
  | 'RATE_LIMITED'
  /** The event is not of this interaction. */
  | 'UNKNOWN_EVENT';

/** A report of a kind that is not known, or one that is not built as its kind is. */
export type OtherSdeAttribute = {
  /** The report as it came. */
  readonly json: Scalars['JSON']['output'];
  /** The name that the source has for it. Null if it has none. */
  readonly name?: Maybe<Scalars['String']['output']>;
};

/** The interaction has another owner. Customers are not told. */
export type OwnerChanged = InteractionEvent & Node & {
  /** When it happened, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The participant who brought it about. */
  readonly by?: Maybe<Scalars['ID']['output']>;
  /** The event's id, and the point to go on from. */
  readonly eventId: Scalars['ID']['output'];
  /** The global id of the event. */
  readonly id: Scalars['ID']['output'];
  /** The interaction as it is now. Null if the caller may not see it any more. */
  readonly interaction?: Maybe<Interaction>;
  /** The interaction's global id. */
  readonly interactionId: Scalars['ID']['output'];
  /** The owner from then on. Null if it is on its way to the next. */
  readonly owner?: Maybe<InteractionParticipant>;
  /** The event's number in its interaction. */
  readonly sequence: Scalars['Int']['output'];
};

/** Where a page of a connection lies in the whole list. */
export type PageInfo = {
  /** The cursor of the last item of this page, for `after`; null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there is more after this page. When paging backwards it is true if `before` was given. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is more before this page. When paging forwards it is true if `after` was given. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first item of this page, for `before`; null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** A page, by number: the arguments that ask for it. */
export type PageLocation = {
  /** How many it has at most. */
  readonly limit: Scalars['Int']['output'];
  /** How many come before it. */
  readonly offset: Scalars['Int']['output'];
};

/** Somebody joined. */
export type ParticipantJoined = InteractionEvent & Node & {
  /** When it happened, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The participant who joined. */
  readonly by?: Maybe<Scalars['ID']['output']>;
  /** The event's id, and the point to go on from. */
  readonly eventId: Scalars['ID']['output'];
  /** The global id of the event. */
  readonly id: Scalars['ID']['output'];
  /** The interaction as it is now. Null if the caller may not see it any more. */
  readonly interaction?: Maybe<Interaction>;
  /** The interaction's global id. */
  readonly interactionId: Scalars['ID']['output'];
  /** Who joined, as of then. */
  readonly participant: InteractionParticipant;
  /** The event's number in its interaction. */
  readonly sequence: Scalars['Int']['output'];
};

/** Somebody left. */
export type ParticipantLeft = InteractionEvent & Node & {
  /** When it happened, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The participant who left. */
  readonly by?: Maybe<Scalars['ID']['output']>;
  /** The event's id, and the point to go on from. */
  readonly eventId: Scalars['ID']['output'];
  /** The global id of the event. */
  readonly id: Scalars['ID']['output'];
  /** The interaction as it is now. Null if the caller may not see it any more. */
  readonly interaction?: Maybe<Interaction>;
  /** The interaction's global id. */
  readonly interactionId: Scalars['ID']['output'];
  /** Who left, as of then. */
  readonly participant: InteractionParticipant;
  /** The event's number in its interaction. */
  readonly sequence: Scalars['Int']['output'];
};

/** On which side somebody takes part. */
export type ParticipantRole =
  /** An agent of the centre. */
  | 'AGENT'
  /** The customer. */
  | 'CUSTOMER';

/** Who the visitor is, as the website knows. Source: `personalInfo`. */
export type PersonalInfoAttribute = {
  /** The company that the visitor works for. Source: `company`. */
  readonly company?: Maybe<Scalars['String']['output']>;
  /** How the visitor can be reached. Source: `contacts`. */
  readonly contacts: ReadonlyArray<SdeContact>;
  /** The age and the date of birth. Source: `customerAge`. */
  readonly customerAge?: Maybe<SdeCustomerAge>;
  /** The gender, in the website's word: `MALE`. Source: `gender`. */
  readonly gender?: Maybe<Scalars['String']['output']>;
  /** The first name. Source: `name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The family name. Source: `surname`. */
  readonly surname?: Maybe<Scalars['String']['output']>;
};

/** Something that the visitor bought. Source: `purchase`. */
export type PurchaseAttribute = {
  /** What was bought; all of it may be empty. Source: `cart`. */
  readonly cart?: Maybe<SdeCart>;
  /** The currency, if the website reports one. Source: `currency`. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** The company's own id of the order. Source: `orderId`. */
  readonly orderId?: Maybe<Scalars['ID']['output']>;
  /** What was paid, which need not be what the cart costs. Source: `total`. */
  readonly total?: Maybe<Scalars['String']['output']>;
};

/** What can be read. */
export type Query = {
  /**
   * One agent of the tenant. A name that no agent is registered under answers null.
   *
   * Needs the scope `agent.view`.
   */
  readonly agent?: Maybe<Agent>;
  /**
   * The companies whose agents' events are taken, by their aliases: the one whose agents the tenant has, and those that `setAgentCompany` has
   * allowed beside it. Empty as long as no event on an agent has named one. Null to customers.
   *
   * Needs the scope `feed.view` or `feed.ingest`.
   */
  readonly agentCompanies?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /**
   * How many of the tenant's registered agents there are now, in groups. Asks for the scope `agent.view`; null to customers.
   *
   * Needs the scope `agent.view`.
   */
  readonly agentCounts?: Maybe<AgentCounts>;
  /**
   * The registered agents of the tenant, by user name.
   *
   * Needs the scope `agent.view`.
   */
  readonly agents?: Maybe<AgentConnection>;
  /**
   * One chat transcript. Null if there is none, if it was deleted, or if it is of another tenant.
   *
   * Needs the scope `hybris.interactionrecording_view`.
   */
  readonly chatTranscript?: Maybe<ChatTranscript>;
  /**
   * The chat transcripts of the tenant, newest start first; of those that start in the same millisecond the greater id first.
   *
   * Needs the scope `hybris.interactionrecording_view`.
   */
  readonly chatTranscripts?: Maybe<ChatTranscriptConnection>;
  /** The signed-in agent. Null if the token is not an agent's. */
  readonly currentAgent?: Maybe<Agent>;
  /**
   * Events that could not be taken, the newest first: of an unknown type, or with something in them that is not as the source's
   * documentation has it. Nothing of them is lost: mend them, replay them, or discard them.
   *
   * Needs the scope `feed.view`.
   */
  readonly deadLetters?: Maybe<DeadLetterConnection>;
  /**
   * One engagement. Null if there is none, or if it is of another tenant.
   *
   * Needs the scope `engagement.view`.
   */
  readonly engagement?: Maybe<Engagement>;
  /**
   * The engagements that the filter matches, in the order of `sort`: live conversations that are finished and imported ones alike. Pages are
   * asked for by cursor (`first`, `after`, `last`, `before`), which costs the same on every page and which no new engagement shifts, or by
   * number (`offset`, `limit`), as the source does it; not by both. Without either, it is the first 50, with cursors.
   * What few engagements match is looked for among 50,000 of its rarest word or id at most, and on a page by number those that it passes over;
   * if the page is not full by then, and there are more, it is refused with the field `filter`: narrow `start`, or ask for a rarer word.
   * Each refusal is BAD_USER_INPUT with the field and the reason. Source: its method "Retrieve Engagement List by Criteria".
   *
   * Needs the scope `engagement.view`.
   */
  readonly engagements?: Maybe<EngagementConnection>;
  /**
   * The events that came in, each as its source sent it, the newest first: by the event's own time.
   *
   * Needs the scope `feed.view`.
   */
  readonly feedEvents?: Maybe<FeedEventConnection>;
  /**
   * Which types of events are taken, by environment: of the one that is named, or else of each of which one is off. Null to customers.
   *
   * Needs the scope `feed.view` or `feed.ingest`.
   */
  readonly feedSwitches?: Maybe<ReadonlyArray<FeedSwitches>>;
  /**
   * One interaction. Null if there is none, if it is of another tenant, or if the caller neither takes or took part in it, nor is
   * offered it, nor has the scope `interaction.view`.
   *
   * Needs the scope `interaction.view` or `chat.agent` or `interaction.agent` or `chat.customer`.
   */
  readonly interaction?: Maybe<Interaction>;
  /**
   * One interaction flow, whether it still runs or not. Null if there is none, or if it is of another tenant. A customer's token is shown the
   * customer's own. Source: X-Platform, Get Full Interaction Flow, Get Interaction Summary, Get User Variable Set, Get Interaction Photo.
   *
   * Needs the scope `flow.view` or `flow.manage`.
   */
  readonly interactionFlow?: Maybe<InteractionFlow>;
  /**
   * The flow that a call or a person brings along by something else than its identifier: of several, the one that was started last. Null if
   * there is none.
   *
   * Needs the scope `flow.view` or `flow.manage`.
   */
  readonly interactionFlowBy?: Maybe<InteractionFlow>;
  /**
   * The tenant's flows, newest start first; of those that start in the same millisecond the greater identifier first.
   *
   * Needs the scope `flow.view` or `flow.manage`.
   */
  readonly interactionFlows?: Maybe<InteractionFlowConnection>;
  /**
   * The identifier of the flow that a phone number is allocated to. Null if the number is known and no running flow has it; NOT_FOUND for a
   * number that is neither of the pool nor of any flow; of the flows of other customers a customer's token learns nothing. Of a dial string,
   * a number with the identifier behind a comma or a semicolon (`1-800-123-4567,959595`), the identifier that it carries, as it is written: whether there is such a flow, `interactionFlow` says. What
   * is no phone number is BAD_USER_INPUT. Source: X-Platform, Get Interaction Unique ID.
   *
   * Needs the scope `flow.view` or `flow.manage`.
   */
  readonly interactionUniqueId?: Maybe<Scalars['ID']['output']>;
  /**
   * Interactions, newest first; of those created in the same millisecond the greater id first. Without the scope `interaction.view`,
   * those that the caller takes or took part in.
   *
   * Needs the scope `interaction.view` or `chat.agent` or `interaction.agent` or `chat.customer`.
   */
  readonly interactions?: Maybe<InteractionConnection>;
  /**
   * Any object by its global id. Null if there is none, if it is of another tenant, or if the id is none of ours. FORBIDDEN
   * without the scope that the object's type needs.
   */
  readonly node?: Maybe<Node>;
  /**
   * Several objects by their global ids, in the order of the ids. An entry is null in the cases of `node`, and if the caller lacks the scope
   * of its type. BAD_USER_INPUT for fewer than 1 or more than 100 ids.
   */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /**
   * Returns a trace record by its global id. Null if it does not exist or belongs to another tenant.
   *
   * Needs the scope `feed.view`.
   */
  readonly traceRecord?: Maybe<InteractionTraceRecord>;
  /**
   * Returns the trace record of one task, by one of the source's ids. The gateway's id finds it as soon as a part has arrived: a work code, or
   * Amazon Connect's contact record. Null if it does not exist or belongs to another tenant.
   *
   * Needs the scope `feed.view`.
   */
  readonly traceRecordBy?: Maybe<InteractionTraceRecord>;
  /**
   * Trace records, the newest first: by when the task was first known. One of which there are only work codes is not in the list yet.
   *
   * Needs the scope `feed.view`.
   */
  readonly traceRecords?: Maybe<InteractionTraceRecordConnection>;
};


/** What can be read. */
export type QueryAgentArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryAgentCountsArgs = {
  by: AgentGrouping;
  hierarchy?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  skill?: InputMaybe<Scalars['String']['input']>;
};


/** What can be read. */
export type QueryAgentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  hierarchy?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  last?: InputMaybe<Scalars['Int']['input']>;
  skill?: InputMaybe<Scalars['String']['input']>;
  states?: InputMaybe<ReadonlyArray<AgentState>>;
};


/** What can be read. */
export type QueryChatTranscriptArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryChatTranscriptsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  chatterId?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  range?: InputMaybe<DateTimeRange>;
};


/** What can be read. */
export type QueryDeadLettersArgs = {
  activityType?: InputMaybe<Scalars['String']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  code?: InputMaybe<RejectCode>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<DeadLetterStatus>;
};


/** What can be read. */
export type QueryEngagementArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
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


/** What can be read. */
export type QueryFeedEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FeedEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. */
export type QueryFeedSwitchesArgs = {
  companyId?: InputMaybe<Scalars['String']['input']>;
  environment?: InputMaybe<Scalars['String']['input']>;
};


/** What can be read. */
export type QueryInteractionArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryInteractionFlowArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryInteractionFlowByArgs = {
  key: FlowKeyInput;
};


/** What can be read. */
export type QueryInteractionFlowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<ReadonlyArray<FlowStatus>>;
};


/** What can be read. */
export type QueryInteractionUniqueIdArgs = {
  phoneNumber: Scalars['String']['input'];
};


/** What can be read. */
export type QueryInteractionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InteractionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  order?: InputMaybe<SortOrder>;
};


/** What can be read. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** What can be read. */
export type QueryTraceRecordArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryTraceRecordByArgs = {
  key: TraceRecordKey;
};


/** What can be read. */
export type QueryTraceRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TraceRecordFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** When a record came into Switchboard, and how often it has changed since. */
export type RecordMetadata = {
  /** When the record was first stored: by this server's clock, unless its source has metadata of its own. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it was last changed; the same as `createdAt` for version 1. */
  readonly modifiedAt: Scalars['DateTime']['output'];
  /** Counts the record's states from 1: an import that brings other content makes the next version. */
  readonly version: Scalars['Int']['output'];
};

/** Why an event was not taken. */
export type RejectCode =
  /** It tells of an agent of another company than the tenant's agents are of: see `setAgentCompany`. */
  | 'OTHER_COMPANY'
  /** It was replayed while its type was switched off: see `setFeedSwitch`. */
  | 'SWITCHED_OFF'
  /** It is of an unknown type, or has something in it that is not as its source's documentation has it. */
  | 'UNREADABLE';

/** A visitor's postal address. Source: `contacts[].personalContact.address`. */
export type SdeAddress = {
  /** The country. Source: `country`. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** The region or state. Source: `region`. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** The postal code. Source: `zipCode`, a number or a text there. */
  readonly zipCode?: Maybe<Scalars['String']['output']>;
};

/**
 * What the website reported. Amounts and counts are texts, as the source sends them: `11.7`. It does not say in which currency, unless there
 * is a field for it.
 */
export type SdeAttribute = CartStatusAttribute | CustomerInfoAttribute | LeadAttribute | MarketingCampaignInfoAttribute | OtherSdeAttribute | PersonalInfoAttribute | PurchaseAttribute | ServiceActivityAttribute | ViewedProductAttribute | VisitorErrorAttribute;

/** What was in the cart of a purchase. Source: `purchase.cart`. */
export type SdeCart = {
  /** The currency, if the website reports one. Source: `currency`. */
  readonly currency?: Maybe<Scalars['String']['output']>;
  /** How many things are in it. Source: `numItems`. */
  readonly numItems?: Maybe<Scalars['String']['output']>;
  /** When the cart was filled, by the clock of the visitor's browser, if it was reported apart. Source: `originalTimeStamp`. */
  readonly originalTimeStamp?: Maybe<Scalars['DateTime']['output']>;
  /** The products; may be empty. Source: `products`. */
  readonly products: ReadonlyArray<SdeProduct>;
  /** When the source received the cart, if it did so apart from the purchase. Source: `serverTimeStamp`. */
  readonly serverTimeStamp?: Maybe<Scalars['DateTime']['output']>;
  /** What it costs altogether. Source: `total`. */
  readonly total?: Maybe<Scalars['String']['output']>;
};

/** A way to reach a visitor. Source: `contacts[].personalContact`. */
export type SdeContact = {
  /** The postal address. Source: `address`. */
  readonly address?: Maybe<SdeAddress>;
  /** The e-mail address. Source: `email`. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** The telephone number, as it was written. Source: `phone`. */
  readonly phone?: Maybe<Scalars['String']['output']>;
};

/** A visitor's age. Its parts are reported one by one, and need not agree. Source: `customerAge`. */
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

/** A day, in the parts that the website reported; none of them is checked. */
export type SdeDate = {
  /** The day of the month. Source: `day`. */
  readonly day?: Maybe<Scalars['String']['output']>;
  /** The month, January being `1`. Source: `month`. */
  readonly month?: Maybe<Scalars['String']['output']>;
  /** The year: `2014`. Source: `year`. */
  readonly year?: Maybe<Scalars['String']['output']>;
};

/**
 * Something that the website reported of the visitor: an engagement attribute, which the source calls an SDE (structured data element),
 * with the time of its report. Source: `sdes.events[]`.
 */
export type SdeEvent = {
  /** What was reported. Null once erased. */
  readonly attribute?: Maybe<SdeAttribute>;
  /** The time of receipt that later records give a second time, beside the attribute. Source: the event's `serverTimeStamp`. */
  readonly eventServerTimeStamp?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the visitor was signed in to the website, so that the report can be trusted to be of this person. Source: the event's `isAuthenticated`, in later records. Messaging: where it is missing, whether it stands in `sdes` or in `unAuthSdes`. */
  readonly isAuthenticated?: Maybe<Scalars['Boolean']['output']>;
  /** What is reported; it tells the type of `attribute`. */
  readonly kind: SdeKind;
  /** The name that the source's record has for it, such as `viewProduct`. */
  readonly kindRaw?: Maybe<Scalars['String']['output']>;
  /** When it happened in the visitor's browser, by the browser's clock. Source: the attribute's `originalTimeStamp`. */
  readonly originalTimeStamp?: Maybe<Scalars['DateTime']['output']>;
  /** What later records call the kind, such as `PURCHASE`. Source: the event's `sdeType`. */
  readonly sdeType?: Maybe<Scalars['String']['output']>;
  /** When the source received it. Source: the attribute's `serverTimeStamp`, else the event's. */
  readonly serverTimeStamp?: Maybe<Scalars['DateTime']['output']>;
};

/** The kinds of engagement attributes. Source: the name of the property that holds it. */
export type SdeKind =
  /** What is in the visitor's cart. The source's name: `cartStatus`. */
  | 'CART_STATUS'
  /** What the company knows of the customer. The source's name: `customerInfo`. */
  | 'CUSTOMER_INFO'
  /** That the visitor may become a customer. The source's name: `lead`. */
  | 'LEAD'
  /** What brought the visitor to the website. The source's name: `marketingCampaignInfo`. */
  | 'MARKETING_CAMPAIGN_INFO'
  /** A kind that this list does not have, or a report that is not built as its kind is: kept as it came. Refused on input. */
  | 'OTHER'
  /** Who the visitor is. The source's name: `personalInfo`. */
  | 'PERSONAL_INFO'
  /** Something was bought. The source's name: `purchase`. */
  | 'PURCHASE'
  /** The visitor used a service of the website. The source's name: `serviceActivity`. */
  | 'SERVICE_ACTIVITY'
  /** The visitor looked at products. The source's name: `viewProduct`; its search calls it viewedProduct. */
  | 'VIEWED_PRODUCT'
  /** The visitor made a mistake, such as in a form. The source's name: `formFillingError`; its search calls it visitorError. */
  | 'VISITOR_ERROR';

/** A product in a cart, or one that was looked at. Source: `products[]`, with its `product`. */
export type SdeProduct = {
  /** What sort of product it is. Source: `product.category`. */
  readonly category?: Maybe<Scalars['String']['output']>;
  /** What it is called. Source: `product.name`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** What one costs. Source: `product.price`. */
  readonly price?: Maybe<Scalars['String']['output']>;
  /** How many of it. Source: `quantity`. */
  readonly quantity?: Maybe<Scalars['String']['output']>;
  /** The company's number of the article. Source: `product.sku`. */
  readonly sku?: Maybe<Scalars['String']['output']>;
};

/** A service of the website that the visitor used. Source: `serviceActivity.serviceActivity`. */
export type ServiceActivityAttribute = {
  /** What sort of service it is. Source: `category`. */
  readonly category?: Maybe<Scalars['String']['output']>;
  /** The company's own id of the service. Source: `serviceId`. */
  readonly serviceId?: Maybe<Scalars['ID']['output']>;
  /** How far it has come: a number, in the website's own count. Source: `status`. */
  readonly status?: Maybe<Scalars['String']['output']>;
  /** What it is about. Source: `topic`. */
  readonly topic?: Maybe<Scalars['String']['output']>;
};

/** Which way a list is sorted. */
export type SortOrder =
  /** Smallest, oldest or first in the alphabet first. */
  | 'ASC'
  /** Largest, newest or last in the alphabet first. */
  | 'DESC';

/** A flow to start. */
export type StartFlowInput = {
  /** Whether a number of the pool is to be allocated to it, until it ends. */
  readonly allocateNumber?: InputMaybe<Scalars['Boolean']['input']>;
  /** The customer who walks it: the id of the customer's token, up to 512 characters. Then no other customer can begin a chat with it. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Makes a retry safe where the platform makes the identifier: the same caller's second start with it gives the first flow. Up to 128 characters. Not together with `interactionUniqueId`. */
  readonly idempotencyKey?: InputMaybe<Scalars['ID']['input']>;
  /** The application's own identifier: 1 to 32 digits. The platform makes one of 9, if left out. */
  readonly interactionUniqueId?: InputMaybe<Scalars['ID']['input']>;
  /** By what else it can be found. */
  readonly keys?: InputMaybe<FlowKeysInput>;
  /** The group of the pool that the number is to come from; any, if left out. Goes with `allocateNumber`. */
  readonly numberGroup?: InputMaybe<Scalars['String']['input']>;
  /** The number that is to find it, such as the customer's; one of the pool must be free. Not together with `allocateNumber`. */
  readonly phoneNumber?: InputMaybe<Scalars['String']['input']>;
  /** What it is about: up to 1,000 characters. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** What a customer comes with. */
export type StartInteractionInput = {
  /** An object of attached data: at most 16 KiB of JSON. */
  readonly attributes?: InputMaybe<Scalars['JSON']['input']>;
  /** Makes a retry safe: the same customer's second start with it gives the first interaction. Up to 128 characters. */
  readonly clientInteractionId?: InputMaybe<Scalars['ID']['input']>;
  /**
   * The flow that the customer has walked before, by its identifier or its global id: agents see it with the interaction. BAD_USER_INPUT for
   * one that does not exist, or that another customer walked.
   */
  readonly interactionUniqueId?: InputMaybe<Scalars['ID']['input']>;
  /** The name that the chat shows for the customer: up to 256 characters. */
  readonly nickname?: InputMaybe<Scalars['String']['input']>;
  /** The skill that is needed: up to 128 characters. Any agent will do, if left out. */
  readonly skill?: InputMaybe<Scalars['String']['input']>;
  /** What it is about: up to 1,000 characters. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
  /** The first message: 1 to 32,768 bytes of UTF-8. Only for a chat. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** What it is made of. OTHER is BAD_USER_INPUT. */
  readonly type: TaskType;
};

/** The interaction has come to another state. */
export type StatusChanged = InteractionEvent & Node & {
  /** When it happened, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The participant who brought it about. Null for what happened by itself. */
  readonly by?: Maybe<Scalars['ID']['output']>;
  /** The event's id, and the point to go on from. */
  readonly eventId: Scalars['ID']['output'];
  /** The global id of the event. */
  readonly id: Scalars['ID']['output'];
  /** The interaction as it is now. Null if the caller may not see it any more. */
  readonly interaction?: Maybe<Interaction>;
  /** The interaction's global id. */
  readonly interactionId: Scalars['ID']['output'];
  /** The event's number in its interaction. */
  readonly sequence: Scalars['Int']['output'];
  /** The state from then on. */
  readonly status: InteractionStatus;
};

/**
 * What is pushed, over graphql-ws or as server-sent events. With `afterEventId` a subscription replays what came after it and goes on
 * live: nothing is lost, nothing repeated, all in order. Without it, it begins now; with `fromStart`, at the beginning.
 */
export type Subscription = {
  /**
   * How many agents there are, in groups as in `Query.agentCounts`: as it is to begin with, and then as it is whenever it has changed, at
   * most twice a second. What comes in between is left out, the last of it never: while nothing changes, what was pushed last is how it is.
   * Asks for the scope `agent.view`.
   *
   * Needs the scope `agent.view`.
   */
  readonly agentCountsChanged: AgentCounts;
  /**
   * Each change of an agent's state, from now on, none twice and none left out. What agents do here comes in its order; what a feed tells, in
   * the order in which it comes in, and `isLate` tells what says nothing of the present. With none of `usernames`, `skill` and `hierarchy` it
   * is all agents of the tenant; with several, those who fit all of them. Ends with SLOW_CONSUMER for a client that is more than 1,000 changes
   * behind.
   *
   * Needs the scope `agent.view` or `chat.agent` or `interaction.agent`.
   */
  readonly agentStateChanged: AgentStateChange;
  /**
   * Everything that happens in an interaction, as the caller may see it. It completes after COMPLETED, and ends with FORBIDDEN when the
   * caller no longer takes part. BAD_CURSOR and HISTORY_LOST as `InteractionEvent` says; BAD_USER_INPUT for both ways to begin at once;
   * FORBIDDEN for an interaction that does not exist, or that the caller may not follow.
   *
   * Needs the scope `interaction.view` or `chat.agent` or `interaction.agent` or `chat.customer`.
   */
  readonly interactionEvents: InteractionEvent;
  /**
   * A flow as it runs: first as it is, then after each change, as it is then. No change is left out or comes twice; `lastEventId` says how
   * far it is. It completes once the flow has ended and all that was there when it began is told; keys and interactions that come later are not
   * pushed. An imported flow is pushed once. A long flow costs less with `steps(last: 1)`. BAD_CURSOR and HISTORY_LOST as `InteractionEvent` says; BAD_USER_INPUT for both ways to
   * begin at once; FORBIDDEN for a flow that does not exist, or that the caller may not see.
   *
   * Needs the scope `flow.view` or `flow.manage`.
   */
  readonly interactionFlowUpdated: InteractionFlow;
  /**
   * The messages of an interaction alone; otherwise as `interactionEvents`.
   *
   * Needs the scope `interaction.view` or `chat.agent` or `interaction.agent` or `chat.customer`.
   */
  readonly messageAdded: ChatMessage;
  /**
   * What the signed-in agent is told: offers and their ends, and chat histories after an accept and on request. It begins with the offers
   * that are open.
   *
   * Needs the scope `chat.agent` or `interaction.agent`.
   */
  readonly notifications: AgentNotification;
  /**
   * Who else begins and stops typing. Not stored and not replayed; who does not stop is taken to have stopped after 6 seconds.
   *
   * Needs the scope `interaction.view` or `chat.agent` or `interaction.agent` or `chat.customer`.
   */
  readonly typing: TypingNotification;
};


/**
 * What is pushed, over graphql-ws or as server-sent events. With `afterEventId` a subscription replays what came after it and goes on
 * live: nothing is lost, nothing repeated, all in order. Without it, it begins now; with `fromStart`, at the beginning.
 */
export type SubscriptionAgentCountsChangedArgs = {
  by: AgentGrouping;
  hierarchy?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  skill?: InputMaybe<Scalars['String']['input']>;
};


/**
 * What is pushed, over graphql-ws or as server-sent events. With `afterEventId` a subscription replays what came after it and goes on
 * live: nothing is lost, nothing repeated, all in order. Without it, it begins now; with `fromStart`, at the beginning.
 */
export type SubscriptionAgentStateChangedArgs = {
  agentIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  hierarchy?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  sendCurrent?: InputMaybe<Scalars['Boolean']['input']>;
  skill?: InputMaybe<Scalars['String']['input']>;
};


/**
 * What is pushed, over graphql-ws or as server-sent events. With `afterEventId` a subscription replays what came after it and goes on
 * live: nothing is lost, nothing repeated, all in order. Without it, it begins now; with `fromStart`, at the beginning.
 */
export type SubscriptionInteractionEventsArgs = {
  afterEventId?: InputMaybe<Scalars['ID']['input']>;
  fromStart?: InputMaybe<Scalars['Boolean']['input']>;
  id: Scalars['ID']['input'];
};


/**
 * What is pushed, over graphql-ws or as server-sent events. With `afterEventId` a subscription replays what came after it and goes on
 * live: nothing is lost, nothing repeated, all in order. Without it, it begins now; with `fromStart`, at the beginning.
 */
export type SubscriptionInteractionFlowUpdatedArgs = {
  afterEventId?: InputMaybe<Scalars['ID']['input']>;
  fromStart?: InputMaybe<Scalars['Boolean']['input']>;
  id: Scalars['ID']['input'];
};


/**
 * What is pushed, over graphql-ws or as server-sent events. With `afterEventId` a subscription replays what came after it and goes on
 * live: nothing is lost, nothing repeated, all in order. Without it, it begins now; with `fromStart`, at the beginning.
 */
export type SubscriptionMessageAddedArgs = {
  afterEventId?: InputMaybe<Scalars['ID']['input']>;
  fromStart?: InputMaybe<Scalars['Boolean']['input']>;
  id: Scalars['ID']['input'];
};


/**
 * What is pushed, over graphql-ws or as server-sent events. With `afterEventId` a subscription replays what came after it and goes on
 * live: nothing is lost, nothing repeated, all in order. Without it, it begins now; with `fromStart`, at the beginning.
 */
export type SubscriptionTypingArgs = {
  id: Scalars['ID']['input'];
};

/** How long an answer holds. Source: `surveys.*[].scope`. */
export type SurveyScope =
  /** Another scope: see `scopeRaw`. Refused on input. */
  | 'OTHER'
  /** For this session: at another time the same visitor may answer otherwise. The source has no other. */
  | 'SESSION';

/** A questionnaire by the time at which it is asked. Source: `surveys.*[].source`. */
export type SurveySource =
  /** The agent's own. The source's word: `operator`. */
  | 'OPERATOR'
  /** A questionnaire that the source has and this list does not: see `sourceRaw`. Refused on input. */
  | 'OTHER'
  /** After the chat. The source's words: `Exit`, `post-chat`. Messaging: whatever the survey's type. */
  | 'POST_CHAT'
  /** Before the chat. The source's words: `Pre-Chat`, `pre-chat`. */
  | 'PRE_CHAT';

/** Which side began a task. */
export type TaskDirection =
  /** The customer, or whatever brings the work. */
  | 'INBOUND'
  /** The centre. */
  | 'OUTBOUND';

/** Who began a piece of work, and how it came to the agent. Source: Symbee Connect's `TaskInitiationMethod`. */
export type TaskInitiationMethod =
  /** By the customer, and bridged at once to another party. */
  | 'BRIDGE'
  /** By the customer, and forwarded at once to another party. */
  | 'FORWARD'
  /** By the customer, and assigned. Here: an agent invited this one, or handed it over. */
  | 'INBOUND_FORCED'
  /** By the customer, and routed from the queue. */
  | 'INBOUND_QUEUE'
  /** A method that the source has and this list does not. */
  | 'OTHER'
  /** By another system, without an agent. */
  | 'OUTBOUND_AUTO'
  /** By another system, which gave it to the agent. */
  | 'OUTBOUND_AUTO_AGENT'
  /** By the agent, through a channel of the platform. */
  | 'OUTBOUND_FORCED'
  /** By the agent, through a channel of the vendor. */
  | 'OUTBOUND_REQUESTED';

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

/** A part of a text. */
export type TextRange = {
  /** The first character of it, counted from 0 in UTF-16 code units, as JavaScript counts. */
  readonly from: Scalars['Int']['output'];
  /** The first character after it. */
  readonly to: Scalars['Int']['output'];
};

/** How the text of a line is to be read. Source: `transcript.lines[].textType`. */
export type TextType =
  /** HTML, as it was sent: not to be trusted. The source's word: `html`. Messaging: `TEXT_HTML`. */
  | 'HTML'
  /** A type that the source has and this list does not: see `textTypeRaw`. Refused on input. */
  | 'OTHER'
  /** Plain text. The source's word: `plain`. Messaging: `TEXT_PLAIN`. */
  | 'PLAIN'
  /** No text: the line has `json` in its place. The source's word: `rich-content`. Messaging: `RICH_CONTENT`. */
  | 'RICH_CONTENT'
  /** An address. The source's word: `url`. Messaging: `LINK`, `HOSTED_FILE`, `IMG`. */
  | 'URL';

/** Which trace records. All that is given must be so. */
export type TraceRecordFilter = {
  /** Done by this agent: a user name, or the agent's global id. */
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  /** Of this company. */
  readonly companyId?: InputMaybe<Scalars['String']['input']>;
  /** Begun by this side. */
  readonly direction?: InputMaybe<TaskDirection>;
  /** Of this environment. */
  readonly environment?: InputMaybe<Scalars['String']['input']>;
  /** First known in this span of time. */
  readonly range?: InputMaybe<DateTimeRange>;
  /** Done by an agent at this node of the hierarchy or below it: the path from the top, such as `["MidWest", "Servicing"]`. */
  readonly reportHierarchy?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Came through this skill queue. */
  readonly skillQueueName?: InputMaybe<Scalars['String']['input']>;
  /** Of one of these types. */
  readonly taskTypes?: InputMaybe<ReadonlyArray<TaskType>>;
};

/** Identifies a trace record by one of the source's ids. */
export type TraceRecordKey =
  /** The id of the task at the gateway. */
  { readonly gatewayTaskId: TraceTaskKey; readonly taskId?: never; }
  |  /** The id of the task. */
  { readonly gatewayTaskId?: never; readonly taskId: TraceTaskKey; };

/** An id of a task, with the company and the environment that made it. */
export type TraceTaskKey = {
  /** The company. Default: any. */
  readonly companyId?: InputMaybe<Scalars['String']['input']>;
  /** The environment. Default: any. */
  readonly environment?: InputMaybe<Scalars['String']['input']>;
  /** The id. */
  readonly id: Scalars['ID']['input'];
};

/** One message of a transcript. Source: hybris's `transcript[]`. */
export type TranscriptEntry = {
  /**
   * The text as it was written, unchanged; may be empty. Null once erased. In what a feed brought `[redacted]` stands for user ids and one-time
   * codes, unless REDACT_CHATS is off.
   */
  readonly chatContent?: Maybe<Scalars['String']['output']>;
  /** When it was written. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The participant who wrote it. */
  readonly createdBy: Scalars['ID']['output'];
  /** Whether it came from the customer (INBOUND) or from the centre (OUTBOUND). Null where the source does not say, as hybris does not; known of live chats. */
  readonly direction?: Maybe<MessageDirection>;
  /** Who may see it. A customer's view leaves out entries for AGENTS. */
  readonly visibility: Visibility;
};

/** One message of a transcript. */
export type TranscriptEntryInput = {
  /** The text, kept unchanged: up to 32,768 characters, and may be empty. */
  readonly chatContent: Scalars['String']['input'];
  /** When it was written. May be before the chat's `startAt`. */
  readonly createdAt: Scalars['DateTime']['input'];
  /** The participant who wrote it: 1 to 512 characters. */
  readonly createdBy: Scalars['ID']['input'];
  /** Whether it came from the customer or from the centre. */
  readonly direction?: InputMaybe<MessageDirection>;
  /** Who may see it. */
  readonly visibility: Visibility;
};

/** Whom to transfer to. */
export type TransferTarget =
  /** An agent: a user name or the agent's global id. */
  { readonly agentId: Scalars['ID']['input']; readonly skill?: never; }
  |  /** Whoever has this skill, as from the queue. */
  { readonly agentId?: never; readonly skill: Scalars['String']['input']; };

/** Somebody else began or stopped typing. */
export type TypingNotification = {
  /** When it began or stopped, by the server's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** The participant who types, as in `participants`. */
  readonly by: Scalars['ID']['output'];
  /** The interaction's global id. */
  readonly interactionId: Scalars['ID']['output'];
  /** The name that the chat shows for the participant. */
  readonly nickname?: Maybe<Scalars['String']['output']>;
  /** Whether the participant types now. */
  readonly typing: Scalars['Boolean']['output'];
};

/** Products that the visitor looked at. Source: `viewProduct`. */
export type ViewedProductAttribute = {
  /** The products; their quantity is mostly null. Source: `products`. */
  readonly products: ReadonlyArray<SdeProduct>;
};

/** Who may see a line of a conversation. */
export type Visibility =
  /** The centre's own people alone. Such a line never reaches a customer. */
  | 'AGENTS'
  /** Everyone who takes part, the customer included. */
  | 'EVERYONE';

/** A mistake of the visitor, such as in a form. Source: `formFillingError.visitorError`. */
export type VisitorErrorAttribute = {
  /** The website's code of the mistake. Source: `code.string`. */
  readonly code?: Maybe<Scalars['String']['output']>;
  /** Where on the website it was made. Source: `contextId`. */
  readonly contextId?: Maybe<Scalars['ID']['output']>;
  /** How grave it is, in the website's own count. Source: `level`. */
  readonly level?: Maybe<Scalars['String']['output']>;
  /** What the visitor was told. Source: `message.string`. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** Whether the visitor got over it. Source: `resolved`, a text there. */
  readonly resolved?: Maybe<Scalars['Boolean']['output']>;
};

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

/** A code that the agent chose to say what a task was about. The same name in two groups is two codes. Source: Symbee Connect, Work Code Types. */
export type WorkCode = {
  /**
   * The agent who chose it. Source: `Username`.
   *
   * Null to customers.
   */
  readonly agent?: Maybe<Agent>;
  /** When it was saved. Source: `CreatedDate`. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** What the code stands for. Source: `WorkCodeDescription`. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** The group that the code belongs to. Source: `WorkGroupName`. */
  readonly group: Scalars['String']['output'];
  /** What the group stands for. Source: `WorkGroupDescription`. */
  readonly groupDescription?: Maybe<Scalars['String']['output']>;
  /** The code. Source: `WorkCodeName`. */
  readonly name: Scalars['String']['output'];
  /** Where the agent was in the centre's hierarchy, from the top. Empty where it is not told. Source: `UserReportHierarchy`. */
  readonly reportHierarchy: ReadonlyArray<Scalars['String']['output']>;
  /** The skill queue that the task came through. Source: `QueueName`. */
  readonly skillQueueName?: Maybe<Scalars['String']['output']>;
  /** What the task was made of. Source: `TaskType`. */
  readonly taskType?: Maybe<TaskType>;
  /** The source's own word for the type, where `taskType` does not tell it. */
  readonly taskTypeRaw?: Maybe<Scalars['String']['output']>;
};

/** A work code: what an interaction was about, in the centre's own words. */
export type WorkCodeInput = {
  /** The group that the code belongs to: 1 to 256 characters. */
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
    | ( OperationOutcome )
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
  ChatMessageConnection: ResolverTypeWrapper<MessagePage>;
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
  InteractionEventConnection: ResolverTypeWrapper<Omit<InteractionEventConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['InteractionEventEdge']>, nodes: ReadonlyArray<Maybe<ResolversTypes['InteractionEvent']>> }>;
  InteractionEventEdge: ResolverTypeWrapper<Omit<InteractionEventEdge, 'node'> & { node?: Maybe<ResolversTypes['InteractionEvent']> }>;
  InteractionFilter: InteractionFilter;
  InteractionFlow: ResolverTypeWrapper<FlowState>;
  InteractionFlowConnection: ResolverTypeWrapper<FlowPage>;
  InteractionFlowEdge: ResolverTypeWrapper<Omit<InteractionFlowEdge, 'node'> & { node?: Maybe<ResolversTypes['InteractionFlow']> }>;
  InteractionFlowPayload: ResolverTypeWrapper<Omit<InteractionFlowPayload, 'interactionFlow'> & { interactionFlow?: Maybe<ResolversTypes['InteractionFlow']> }>;
  InteractionOffered: ResolverTypeWrapper<NotificationRecord>;
  InteractionParticipant: ResolverTypeWrapper<ParticipantRecord>;
  InteractionPayload: ResolverTypeWrapper<OperationOutcome>;
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
  ChatMessageConnection: MessagePage;
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
  InteractionEventConnection: Omit<InteractionEventConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['InteractionEventEdge']>, nodes: ReadonlyArray<Maybe<ResolversParentTypes['InteractionEvent']>> };
  InteractionEventEdge: Omit<InteractionEventEdge, 'node'> & { node?: Maybe<ResolversParentTypes['InteractionEvent']> };
  InteractionFilter: InteractionFilter;
  InteractionFlow: FlowState;
  InteractionFlowConnection: FlowPage;
  InteractionFlowEdge: Omit<InteractionFlowEdge, 'node'> & { node?: Maybe<ResolversParentTypes['InteractionFlow']> };
  InteractionFlowPayload: Omit<InteractionFlowPayload, 'interactionFlow'> & { interactionFlow?: Maybe<ResolversParentTypes['InteractionFlow']> };
  InteractionOffered: NotificationRecord;
  InteractionParticipant: ParticipantRecord;
  InteractionPayload: OperationOutcome;
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
  balance?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  customerStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  customerType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastPaymentDate?: Resolver<Maybe<ResolversTypes['SdeDate']>, ParentType, ContextType>;
  registrationDate?: Resolver<Maybe<ResolversTypes['SdeDate']>, ParentType, ContextType>;
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
  campaignEngagementId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  campaignEngagementName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  campaignId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  campaignName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  engagementAgentNote?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  goalId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  goalName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lobId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  lobName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  days?: Resolver<ReadonlyArray<ResolversTypes['EngagementFacet']>, ParentType, ContextType>;
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

