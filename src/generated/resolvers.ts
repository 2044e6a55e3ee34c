import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AgentRecord, AgentPage } from '../domains/agents/index.ts';
import type { TranscriptPage, TranscriptRecord, ChatterRecord, TranscriptEntryRecord } from '../domains/transcripts/index.ts';
import type { StoredEngagement, EngagementPage, CartStatusAttribute as CartStatusAttributeRecord, CustomerInfoAttribute as CustomerInfoAttributeRecord, EngagementLine as EngagementLineRecord, EngagementVisitorInfo as EngagementVisitorInfoRecord, LeadAttribute as LeadAttributeRecord, MarketingCampaignInfoAttribute as MarketingCampaignInfoAttributeRecord, OtherSdeAttribute as OtherSdeAttributeRecord, PersonalInfoAttribute as PersonalInfoAttributeRecord, PurchaseAttribute as PurchaseAttributeRecord, SdeEvent as SdeEventRecord, ServiceActivityAttribute as ServiceActivityAttributeRecord, ViewedProductAttribute as ViewedProductAttributeRecord, VisitorErrorAttribute as VisitorErrorAttributeRecord } from '../domains/engagements/index.ts';
import type { RequestContext } from '../domains/subgraph.ts';
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

/** An agent, as another domain holds it. */
export type Agent = Node & {
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** How many interactions the agent takes at once. Default 1. */
  readonly maxConcurrent: Scalars['Int']['output'];
  /** What customers see of the agent. Null if none is set. */
  readonly nickname?: Maybe<Scalars['String']['output']>;
  /** Where the agent stands in the organisation, from the top: `MidWest|Servicing` is `["MidWest", "Servicing"]`. */
  readonly reportHierarchy: ReadonlyArray<Scalars['String']['output']>;
  /** What the agent can be offered interactions for, in alphabetical order. Empty for a name that is only referred to. */
  readonly skills: ReadonlyArray<Scalars['String']['output']>;
  /** What the agent is doing. A registered agent who has not signed in is LOGGED_OFF. */
  readonly state: AgentState;
  /** The name that the agent signs in with. */
  readonly username: Scalars['ID']['output'];
};

/** A page of agents. */
export type AgentConnection = {
  /** The agents with their cursors. */
  readonly edges: ReadonlyArray<AgentEdge>;
  /** The agents of this page. */
  readonly nodes: ReadonlyArray<Agent>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many there are in the whole list. Counted only when selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An agent in a page. */
export type AgentEdge = {
  /** The agent's position, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The agent. */
  readonly node: Agent;
};

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

/** A group of the Meaningful Conversation Score. Source: `info.alertedMCS` and `info.mcs`. */
export type AlertedMcs =
  /** The visitor seems dissatisfied. The source's -1. */
  | 'NEGATIVE'
  /** Neither. The source's 0. */
  | 'NEUTRAL'
  /** The visitor seems satisfied. The source's 1. */
  | 'POSITIVE';

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
  /** Whether the agent changed the words before sending them. */
  readonly changed: Scalars['Boolean']['output'];
  /** The id of the prepared text, without the sign. */
  readonly id: Scalars['ID']['output'];
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

/**
 * What was said in a chat: its messages, who took part, and when. Between a customer and an agent, or between customers.
 * Source: hybris Interaction Recording, where it is one item of a recording.
 */
export type ChatTranscript = Node & {
  /** Who took part, with the name they were shown under. Not every id in `chatterIds` needs to have an entry. */
  readonly chatterDetails: ReadonlyArray<Chatter>;
  /** The ids of those who took part, in the source's order: any text, an e-mail address as well. */
  readonly chatterIds: ReadonlyArray<Scalars['ID']['output']>;
  /** Who saved the transcript; often the agent. Not who wrote the messages: that stands with each. */
  readonly createdBy: Scalars['ID']['output'];
  /** When the chat ended. Null if the source does not say. */
  readonly endAt?: Maybe<Scalars['DateTime']['output']>;
  /** The engagement that the chat was part of, if the record names one that exists. */
  readonly engagement?: Maybe<Engagement>;
  /** When the personal text in it was erased. Null if it was not. */
  readonly erasedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** When it was stored, and its version. */
  readonly metadata: RecordMetadata;
  /** When the chat began. Messages may be earlier, as they are in the source's own example. */
  readonly startAt: Scalars['DateTime']['output'];
  /** The messages, in the order in which they were given. */
  readonly transcript: ReadonlyArray<TranscriptEntry>;
  /** The transcript's own id: 24 hexadecimal digits, made by the server, or the source's for an imported record that has one. */
  readonly transcriptId: Scalars['ID']['output'];
};

/** A page of chat transcripts. */
export type ChatTranscriptConnection = {
  /** The transcripts with their cursors. */
  readonly edges: ReadonlyArray<ChatTranscriptEdge>;
  /** The transcripts of this page. */
  readonly nodes: ReadonlyArray<ChatTranscript>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many there are in the whole list. Counted only when selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A chat transcript in a page. */
export type ChatTranscriptEdge = {
  /** The transcript's position, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The transcript. */
  readonly node: ChatTranscript;
};

/** Somebody who took part in a chat. Source: hybris's `chatterDetails`. */
export type Chatter = {
  /**
   * The agent of this name, if one is registered. Null for a customer.
   *
   * Null to customers.
   */
  readonly agent?: Maybe<Agent>;
  /** The name that the participant was shown under. Null if the source gives none, or once erased. */
  readonly defaultAlias?: Maybe<Scalars['String']['output']>;
  /** The participant's id, as the source has it. */
  readonly id: Scalars['ID']['output'];
};

/** Somebody who took part in a chat. */
export type ChatterInput = {
  /** The name that the participant was shown under: up to 1,000 characters. */
  readonly defaultAlias?: InputMaybe<Scalars['String']['input']>;
  /** The participant's id: 1 to 512 characters. */
  readonly id: Scalars['ID']['input'];
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

/** An engagement, as another domain holds it. */
export type Engagement = Node & {
  /**
   * The agent who took the conversation, by login name; an agent without one is `liveperson:<account>:<agent id>`. Null if none did.
   * Source: `info.agentLoginName`, else `info.accountId` and `info.agentId`.
   *
   * Null to customers.
   */
  readonly agent?: Maybe<Agent>;
  /** The campaign that offered the conversation to the visitor. Source: `campaign`. */
  readonly campaign?: Maybe<EngagementCampaign>;
  /** The times when agent and visitor looked at the visitor's page together. Source: `coBrowseSessions.coBrowseSessionsList`. */
  readonly coBrowseSessions: ReadonlyArray<CoBrowseSession>;
  /**
   * How long the visitor was connected to an agent, until the window was closed; in milliseconds, though the source counts whole seconds.
   * Can be 0. Where the source does not say, the time from start to end. Source: `info.duration`.
   */
  readonly duration: Scalars['Milliseconds']['output'];
  /** When the conversation ended. Null if the source does not say. Source: `info.endTimeL`, else `info.endTime`. */
  readonly endTime?: Maybe<Scalars['DateTime']['output']>;
  /** The engagement's own id. */
  readonly engagementId: Scalars['ID']['output'];
  /** When the personal text in it was erased. Null if it was not. */
  readonly erasedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The particulars of the conversation: its parties, its course, its scores. Source: `info`. */
  readonly info: EngagementInfo;
  /**
   * How the score developed, line by line; the same values stand with the lines. Empty where there are none. Source: `lineScores`.
   *
   * Null to customers.
   */
  readonly lineScores?: Maybe<ReadonlyArray<EngagementLineScore>>;
  /**
   * What was said, in the order of time; lines of the same millisecond are in the source's order. A customer's view leaves out lines for
   * AGENTS. Source: `transcript.lines`.
   */
  readonly lines: ReadonlyArray<EngagementLine>;
  /** When it was imported, and its version: a record that the source has since completed makes the next. */
  readonly metadata: RecordMetadata;
  /**
   * The engagement attributes: what the website reported of the visitor, such as a purchase or a filled cart. In the source's order, which
   * need not be that of their times; one that was reported twice is there twice. Empty where there are none. Source: `sdes.events`.
   *
   * Null to customers.
   */
  readonly sdes?: Maybe<ReadonlyArray<SdeEvent>>;
  /** When an agent was connected. Lines may be earlier, such as the greeting in the queue. Source: `info.startTimeL`, else `info.startTime`. */
  readonly startTime: Scalars['DateTime']['output'];
  /** What was answered to the questionnaires around the conversation. Source: `surveys`. */
  readonly surveys: EngagementSurveys;
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
  /** The engagements of this page. */
  readonly nodes: ReadonlyArray<Engagement>;
  /** Where this page lies in the list. */
  readonly pageInfo: PageInfo;
  /** How many engagements the filter matches. Counted only when selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An engagement in a page. */
export type EngagementEdge = {
  /** The engagement's position, for `after` and `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The engagement. */
  readonly node: Engagement;
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

/** Which engagements to list. Conditions combine: an engagement must meet each of them. */
export type EngagementFilter = {
  /** Only engagements that start in this span. Required: without it the answer is BAD_USER_INPUT. */
  readonly start?: InputMaybe<DateTimeRange>;
};

/** The parties, course and scores of an engagement. Source: `info`. */
export type EngagementInfo = {
  /** The account of the contact centre at the source. Source: `info.accountId`. */
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
   * The id of the agent in the account. Source: `info.agentId`, a number or a text there.
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
  /** The way the parties talked. The source's history holds chats alone, so it is WEB. Source: `info.channel`. */
  readonly channel?: Maybe<EngagementChannel>;
  /** The source's number of the channel, such as `1`. */
  readonly channelRaw?: Maybe<Scalars['String']['output']>;
  /** Whether the source has added its final data, with the engagement attributes; until then they may be missing. Source: `info.chatDataEnriched`. */
  readonly chatDataEnriched?: Maybe<Scalars['Boolean']['output']>;
  /**
   * The Meaningful Conversation Score: how satisfied the visitor seems to be, judged by a machine from what was written; 0 (not at all)
   * to 100. Source: `info.chatMCS`.
   *
   * Null to customers.
   */
  readonly chatMcs?: Maybe<Scalars['Int']['output']>;
  /** When the visitor first asked to chat, and so entered the queue: at or before the start. Source: `info.chatRequestedTimeL`, else `info.chatRequestedTime`. */
  readonly chatRequestedTime?: Maybe<Scalars['DateTime']['output']>;
  /** The title of that page. Source: `info.chatStartPage`. */
  readonly chatStartPage?: Maybe<Scalars['String']['output']>;
  /** The address of the page on which the visitor asked to chat. Source: `info.chatStartUrl`. */
  readonly chatStartUrl?: Maybe<Scalars['String']['output']>;
  /** Why it ended. Source: `info.endReason`. */
  readonly endReason?: Maybe<EngagementEndReason>;
  /** The reason in the source's words, also for codes that the enum does not have. Source: `info.endReasonDesc`. */
  readonly endReasonDesc?: Maybe<Scalars['String']['output']>;
  /** The source's code of the reason, such as `210`. */
  readonly endReasonRaw?: Maybe<Scalars['String']['output']>;
  /** Whether the conversation is over. The source gives no others, so it is true unless the record says false. Source: `info.ended`. */
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
   * again. Source: `info.isPartial`.
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
   * @deprecated The source replaced it by `alertedMcs`.
   */
  readonly mcs?: Maybe<AlertedMcs>;
  /** The id of the live conversation: the engagement id without the account at its front. Null if it does not start with the account. */
  readonly realTimeId?: Maybe<Scalars['ID']['output']>;
  /**
   * An id that the source uses internally. Source: `info.sharkEngagementId`.
   *
   * Null to customers.
   */
  readonly sharkEngagementId?: Maybe<Scalars['ID']['output']>;
  /**
   * The id of the skill that the conversation was routed by; `-1` stands for none, whatever the name says. Source: `info.skillId`.
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
  /** The visitor, as the source tells browsers apart: the same in each visit, as long as the browser keeps it. Source: `info.visitorId`. */
  readonly visitorId?: Maybe<Scalars['ID']['output']>;
  /** The visitor's name as the agent saw it; what was given before the chat, or a placeholder such as `You`. Source: `info.visitorName`. */
  readonly visitorName?: Maybe<Scalars['String']['output']>;
};

/** One line of the conversation. Source: `transcript.lines[]`. */
export type EngagementLine = {
  /**
   * The id of the agent who wrote it, in the account. Null if no agent did, for which the source writes 0. Source: `agentId`.
   *
   * Null to customers.
   */
  readonly agentId?: Maybe<Scalars['ID']['output']>;
  /** The name shown with the line: the visitor's, the agent's nickname, or `info` for the system. Null for a visitor's line once erased. Source: `by`. */
  readonly by?: Maybe<Scalars['String']['output']>;
  /**
   * The prepared text that the agent used. Null if the words are the agent's own. Source: `cannedAnswerType`.
   *
   * Null to customers.
   */
  readonly cannedAnswer?: Maybe<CannedAnswer>;
  /** What the line does in the conversation. Source: `controlType`. */
  readonly controlType?: Maybe<LineControlType>;
  /** The source's number for `controlType`, such as `0`. */
  readonly controlTypeRaw?: Maybe<Scalars['String']['output']>;
  /**
   * Rich content: a tree of elements (containers `vertical` and `horizontal` with `elements`; `image`, `text` and `button`, with a `style`,
   * and with `click.actions` that navigate or open a link), exactly as the source has it. Its coordinates may be ones that no place on
   * earth has. Null for other lines, and once erased. Source: `json`.
   */
  readonly json?: Maybe<Scalars['JSON']['output']>;
  /** The line's number in the conversation, which joins it to `lineScores`. Numbers increase, with gaps; later records have none. Source: `lineSeq`. */
  readonly lineSeq?: Maybe<Scalars['String']['output']>;
  /**
   * What the line scored: the entry of `lineScores` with this line's `lineSeq`. Null where there is none.
   *
   * Null to customers.
   */
  readonly score?: Maybe<EngagementLineScore>;
  /** What kind of party wrote it. OTHER if the source does not say. Source: `source`. */
  readonly source: LineSource;
  /** The source's word for `source`, such as `visitor`. */
  readonly sourceRaw?: Maybe<Scalars['String']['output']>;
  /** The source's word for `visibility`: `REGULAR` (assumed where it does not say), `ONLY_TO_REP`, or another. */
  readonly subTypeRaw?: Maybe<Scalars['String']['output']>;
  /**
   * The words, unchanged. HTML is neither run nor cleaned on the way: whoever shows it must do that. Null for rich content, and once
   * erased. Source: `text`.
   */
  readonly text?: Maybe<Scalars['String']['output']>;
  /** How the text is to be read. Null if the source does not say. Source: `textType`. */
  readonly textType?: Maybe<TextType>;
  /** The source's word for `textType`, such as `rich-content`. */
  readonly textTypeRaw?: Maybe<Scalars['String']['output']>;
  /**
   * When it was written. May lie before the engagement's start or after its end. A line that its source left without a time has that of
   * the line before it, the first that of the engagement's start. Source: `timeL`, else `time`.
   */
  readonly time: Scalars['DateTime']['output'];
  /**
   * Who may see it. A kind of line that is not known is for AGENTS, since it may not be meant for customers; a line of which the source does
   * not say is for EVERYONE. Source: `subType`.
   */
  readonly visibility: Visibility;
};

/** What a line of the conversation scored. Source: `lineScores[]`. */
export type EngagementLineScore = {
  /** What this line adds, on a scale that is the source's own. Source: `lineRawScore`. */
  readonly lineRawScore?: Maybe<Scalars['Float']['output']>;
  /** The line's number in the conversation. Source: `lineSeq`. */
  readonly lineSeq?: Maybe<Scalars['String']['output']>;
  /** The Meaningful Conversation Score of the conversation up to this line, 0 to 100. Source: `mcs`. */
  readonly mcs?: Maybe<Scalars['Float']['output']>;
};

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
   * What the agent answered about the conversation, in the source's order. Empty where there is nothing. Source: `operator`.
   *
   * Null to customers.
   */
  readonly operator?: Maybe<ReadonlyArray<EngagementSurveyAnswer>>;
  /** What the visitor answered after the chat, in the source's order. Source: `postChat`. */
  readonly postChat: ReadonlyArray<EngagementSurveyAnswer>;
  /** What the visitor answered before the chat, in the source's order. Source: `preChat`. */
  readonly preChat: ReadonlyArray<EngagementSurveyAnswer>;
};

/**
 * Where the visitor came from, as the address on the internet tells, and with what. Text may be empty where the source could not tell.
 * All of it is personal data, and null once erased. Source: `visitorInfo`.
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

/** A visitor who may become a customer. Source: `lead.lead`. */
export type LeadAttribute = {
  /** The company's own id of the lead. Source: `leadId`. */
  readonly leadId?: Maybe<Scalars['ID']['output']>;
  /** What the visitor is interested in. Source: `topic`. */
  readonly topic?: Maybe<Scalars['String']['output']>;
  /** What that is worth to the company; may be negative. Source: `value`, a text or a number there. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

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
   * Stores a chat transcript, and gives it an id of its own. The same input twice makes two transcripts, unless it carries an
   * `idempotencyKey`.
   *
   * Needs the scope `hybris.interactionrecording_manage`.
   */
  readonly createChatTranscript?: Maybe<ChatTranscript>;
  /**
   * Deletes a chat transcript for good, and gives back its id (24 hexadecimal digits). Null where there was none: a second delete
   * answers null, and so does the id of another tenant, whose transcript stays.
   *
   * Needs the scope `hybris.interactionrecording_delete`.
   */
  readonly deleteChatTranscript?: Maybe<Scalars['ID']['output']>;
  /**
   * Registers an agent, or changes one: what is left out of the input stays as it is. Doing it twice changes nothing.
   *
   * Needs the scope `agent.manage`.
   */
  readonly upsertAgent?: Maybe<Agent>;
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
export type MutationUpsertAgentArgs = {
  input: AgentInput;
};

/** An object that has a global id, and can be read again by it through `Query.node`. */
export type Node = {
  /** The global id: opaque, stable, unique over all types of the tenant. */
  readonly id: Scalars['ID']['output'];
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

/** A report of a kind that is not known, or one that is not built as its kind is. */
export type OtherSdeAttribute = {
  /** The report as it came. */
  readonly json: Scalars['JSON']['output'];
  /** The name that the source has for it. Null if it has none. */
  readonly name?: Maybe<Scalars['String']['output']>;
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
   * One engagement. Null if there is none, or if it is of another tenant.
   *
   * Needs the scope `engagement.view`.
   */
  readonly engagement?: Maybe<Engagement>;
  /**
   * The engagements that the filter matches, newest start first; of those that start in the same millisecond the greater engagement id
   * first.
   *
   * Needs the scope `engagement.view`.
   */
  readonly engagements?: Maybe<EngagementConnection>;
};


/** What can be read. */
export type QueryAgentArgs = {
  username: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryAgentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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
export type QueryEngagementArgs = {
  engagementId: Scalars['ID']['input'];
};


/** What can be read. */
export type QueryEngagementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter: EngagementFilter;
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
  /** Whether the visitor was signed in to the website, so that the report can be trusted to be of this person. Source: the event's `isAuthenticated`, in later records. */
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
  /** After the chat. The source's words: `Exit`, `post-chat`. */
  | 'POST_CHAT'
  /** Before the chat. The source's words: `Pre-Chat`, `pre-chat`. */
  | 'PRE_CHAT';

/** How the text of a line is to be read. Source: `transcript.lines[].textType`. */
export type TextType =
  /** HTML, as it was sent: not to be trusted. The source's word: `html`. */
  | 'HTML'
  /** A type that the source has and this list does not: see `textTypeRaw`. Refused on input. */
  | 'OTHER'
  /** Plain text. The source's word: `plain`. */
  | 'PLAIN'
  /** No text: the line has `json` in its place. The source's word: `rich-content`. */
  | 'RICH_CONTENT'
  /** An address. The source's word: `url`. */
  | 'URL';

/** One message of a transcript. Source: hybris's `transcript[]`. */
export type TranscriptEntry = {
  /** The text as it was written, unchanged; may be empty. Null once erased. */
  readonly chatContent?: Maybe<Scalars['String']['output']>;
  /** When it was written. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The participant who wrote it. */
  readonly createdBy: Scalars['ID']['output'];
  /** Whether it came from the customer (INBOUND) or from the centre (OUTBOUND). Null where the source does not say, as hybris does not. */
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



export type ResolverTypeWrapper<T> = T | import('../domains/subgraph.ts').ReferenceFor<T> | Promise<T | import('../domains/subgraph.ts').ReferenceFor<T>>;

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
  Node:
    | ( AgentRecord )
    | ( TranscriptRecord )
    | ( StoredEngagement )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Agent: ResolverTypeWrapper<AgentRecord>;
  AgentConnection: ResolverTypeWrapper<AgentPage>;
  AgentEdge: ResolverTypeWrapper<Omit<AgentEdge, 'node'> & { node: ResolversTypes['Agent'] }>;
  AgentInput: AgentInput;
  AgentState: AgentState;
  AlertedMcs: AlertedMcs;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BrowserType: BrowserType;
  CannedAnswer: ResolverTypeWrapper<CannedAnswer>;
  CartStatusAttribute: ResolverTypeWrapper<CartStatusAttributeRecord>;
  ChatTranscript: ResolverTypeWrapper<TranscriptRecord>;
  ChatTranscriptConnection: ResolverTypeWrapper<TranscriptPage>;
  ChatTranscriptEdge: ResolverTypeWrapper<Omit<ChatTranscriptEdge, 'node'> & { node: ResolversTypes['ChatTranscript'] }>;
  Chatter: ResolverTypeWrapper<ChatterRecord>;
  ChatterInput: ChatterInput;
  CoBrowseEndReason: CoBrowseEndReason;
  CoBrowseSession: ResolverTypeWrapper<CoBrowseSession>;
  CreateChatTranscriptInput: CreateChatTranscriptInput;
  CustomerInfoAttribute: ResolverTypeWrapper<CustomerInfoAttributeRecord>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateTimeRange: DateTimeRange;
  DeviceType: DeviceType;
  Engagement: ResolverTypeWrapper<StoredEngagement>;
  EngagementCampaign: ResolverTypeWrapper<EngagementCampaign>;
  EngagementChannel: EngagementChannel;
  EngagementConnection: ResolverTypeWrapper<EngagementPage>;
  EngagementEdge: ResolverTypeWrapper<Omit<EngagementEdge, 'node'> & { node: ResolversTypes['Engagement'] }>;
  EngagementEndReason: EngagementEndReason;
  EngagementFilter: EngagementFilter;
  EngagementInfo: ResolverTypeWrapper<EngagementInfo>;
  EngagementLine: ResolverTypeWrapper<EngagementLineRecord>;
  EngagementLineScore: ResolverTypeWrapper<EngagementLineScore>;
  EngagementStartReason: EngagementStartReason;
  EngagementSurveyAnswer: ResolverTypeWrapper<EngagementSurveyAnswer>;
  EngagementSurveys: ResolverTypeWrapper<EngagementSurveys>;
  EngagementVisitorInfo: ResolverTypeWrapper<EngagementVisitorInfoRecord>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  LeadAttribute: ResolverTypeWrapper<LeadAttributeRecord>;
  LineControlType: LineControlType;
  LineSource: LineSource;
  MarketingCampaignInfoAttribute: ResolverTypeWrapper<MarketingCampaignInfoAttributeRecord>;
  MessageDirection: MessageDirection;
  Milliseconds: ResolverTypeWrapper<Scalars['Milliseconds']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OperatingSystem: OperatingSystem;
  OtherSdeAttribute: ResolverTypeWrapper<OtherSdeAttributeRecord>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PersonalInfoAttribute: ResolverTypeWrapper<PersonalInfoAttributeRecord>;
  PurchaseAttribute: ResolverTypeWrapper<PurchaseAttributeRecord>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordMetadata: ResolverTypeWrapper<RecordMetadata>;
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
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  SurveyScope: SurveyScope;
  SurveySource: SurveySource;
  TextType: TextType;
  TranscriptEntry: ResolverTypeWrapper<TranscriptEntryRecord>;
  TranscriptEntryInput: TranscriptEntryInput;
  ViewedProductAttribute: ResolverTypeWrapper<ViewedProductAttributeRecord>;
  Visibility: Visibility;
  VisitorErrorAttribute: ResolverTypeWrapper<VisitorErrorAttributeRecord>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Agent: AgentRecord;
  AgentConnection: AgentPage;
  AgentEdge: Omit<AgentEdge, 'node'> & { node: ResolversParentTypes['Agent'] };
  AgentInput: AgentInput;
  Boolean: Scalars['Boolean']['output'];
  CannedAnswer: CannedAnswer;
  CartStatusAttribute: CartStatusAttributeRecord;
  ChatTranscript: TranscriptRecord;
  ChatTranscriptConnection: TranscriptPage;
  ChatTranscriptEdge: Omit<ChatTranscriptEdge, 'node'> & { node: ResolversParentTypes['ChatTranscript'] };
  Chatter: ChatterRecord;
  ChatterInput: ChatterInput;
  CoBrowseSession: CoBrowseSession;
  CreateChatTranscriptInput: CreateChatTranscriptInput;
  CustomerInfoAttribute: CustomerInfoAttributeRecord;
  DateTime: Scalars['DateTime']['output'];
  DateTimeRange: DateTimeRange;
  Engagement: StoredEngagement;
  EngagementCampaign: EngagementCampaign;
  EngagementConnection: EngagementPage;
  EngagementEdge: Omit<EngagementEdge, 'node'> & { node: ResolversParentTypes['Engagement'] };
  EngagementFilter: EngagementFilter;
  EngagementInfo: EngagementInfo;
  EngagementLine: EngagementLineRecord;
  EngagementLineScore: EngagementLineScore;
  EngagementSurveyAnswer: EngagementSurveyAnswer;
  EngagementSurveys: EngagementSurveys;
  EngagementVisitorInfo: EngagementVisitorInfoRecord;
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  JSON: Scalars['JSON']['output'];
  LeadAttribute: LeadAttributeRecord;
  MarketingCampaignInfoAttribute: MarketingCampaignInfoAttributeRecord;
  Milliseconds: Scalars['Milliseconds']['output'];
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  OtherSdeAttribute: OtherSdeAttributeRecord;
  PageInfo: PageInfo;
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
  String: Scalars['String']['output'];
  TranscriptEntry: TranscriptEntryRecord;
  TranscriptEntryInput: TranscriptEntryInput;
  ViewedProductAttribute: ViewedProductAttributeRecord;
  VisitorErrorAttribute: VisitorErrorAttributeRecord;
};

export type AgentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Agent'] = ResolversParentTypes['Agent']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maxConcurrent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nickname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reportHierarchy?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  skills?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AgentState'], ParentType, ContextType>;
  username?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AgentConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentConnection'] = ResolversParentTypes['AgentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AgentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Agent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AgentEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgentEdge'] = ResolversParentTypes['AgentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
};

export type CannedAnswerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CannedAnswer'] = ResolversParentTypes['CannedAnswer']> = {
  changed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CartStatusAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CartStatusAttribute'] = ResolversParentTypes['CartStatusAttribute']> = {
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  numItems?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  products?: Resolver<ReadonlyArray<ResolversTypes['SdeProduct']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChatTranscriptResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatTranscript'] = ResolversParentTypes['ChatTranscript']> = {
  chatterDetails?: Resolver<ReadonlyArray<ResolversTypes['Chatter']>, ParentType, ContextType>;
  chatterIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  endAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  engagement?: Resolver<Maybe<ResolversTypes['Engagement']>, ParentType, ContextType>;
  erasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['RecordMetadata'], ParentType, ContextType>;
  startAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  transcript?: Resolver<ReadonlyArray<ResolversTypes['TranscriptEntry']>, ParentType, ContextType>;
  transcriptId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChatTranscriptConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatTranscriptConnection'] = ResolversParentTypes['ChatTranscriptConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChatTranscriptEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ChatTranscript']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ChatTranscriptEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChatTranscriptEdge'] = ResolversParentTypes['ChatTranscriptEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ChatTranscript'], ParentType, ContextType>;
};

export type ChatterResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Chatter'] = ResolversParentTypes['Chatter']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  defaultAlias?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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

export type EngagementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Engagement'] = ResolversParentTypes['Engagement']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  campaign?: Resolver<Maybe<ResolversTypes['EngagementCampaign']>, ParentType, ContextType>;
  coBrowseSessions?: Resolver<ReadonlyArray<ResolversTypes['CoBrowseSession']>, ParentType, ContextType>;
  duration?: Resolver<ResolversTypes['Milliseconds'], ParentType, ContextType>;
  endTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  engagementId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  erasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  info?: Resolver<ResolversTypes['EngagementInfo'], ParentType, ContextType>;
  lineScores?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EngagementLineScore']>>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['EngagementLine']>, ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['RecordMetadata'], ParentType, ContextType>;
  sdes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SdeEvent']>>, ParentType, ContextType>;
  startTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  surveys?: Resolver<ResolversTypes['EngagementSurveys'], ParentType, ContextType>;
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
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Engagement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EngagementEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EngagementEdge'] = ResolversParentTypes['EngagementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Engagement'], ParentType, ContextType>;
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
  controlType?: Resolver<Maybe<ResolversTypes['LineControlType']>, ParentType, ContextType>;
  controlTypeRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  json?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  lineSeq?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  createChatTranscript?: Resolver<Maybe<ResolversTypes['ChatTranscript']>, ParentType, ContextType, RequireFields<MutationCreateChatTranscriptArgs, 'input'>>;
  deleteChatTranscript?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType, RequireFields<MutationDeleteChatTranscriptArgs, 'id'>>;
  upsertAgent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType, RequireFields<MutationUpsertAgentArgs, 'input'>>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Agent' | 'ChatTranscript' | 'Engagement', ParentType, ContextType>;
};

export type OtherSdeAttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OtherSdeAttribute'] = ResolversParentTypes['OtherSdeAttribute']> = {
  json?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType, RequireFields<QueryAgentArgs, 'username'>>;
  agents?: Resolver<Maybe<ResolversTypes['AgentConnection']>, ParentType, ContextType, Partial<QueryAgentsArgs>>;
  chatTranscript?: Resolver<Maybe<ResolversTypes['ChatTranscript']>, ParentType, ContextType, RequireFields<QueryChatTranscriptArgs, 'id'>>;
  chatTranscripts?: Resolver<Maybe<ResolversTypes['ChatTranscriptConnection']>, ParentType, ContextType, Partial<QueryChatTranscriptsArgs>>;
  currentAgent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  engagement?: Resolver<Maybe<ResolversTypes['Engagement']>, ParentType, ContextType, RequireFields<QueryEngagementArgs, 'engagementId'>>;
  engagements?: Resolver<Maybe<ResolversTypes['EngagementConnection']>, ParentType, ContextType, RequireFields<QueryEngagementsArgs, 'filter'>>;
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

export type TranscriptEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TranscriptEntry'] = ResolversParentTypes['TranscriptEntry']> = {
  chatContent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  direction?: Resolver<Maybe<ResolversTypes['MessageDirection']>, ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
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

export type Resolvers<ContextType = RequestContext> = {
  Agent?: AgentResolvers<ContextType>;
  AgentConnection?: AgentConnectionResolvers<ContextType>;
  AgentEdge?: AgentEdgeResolvers<ContextType>;
  CannedAnswer?: CannedAnswerResolvers<ContextType>;
  CartStatusAttribute?: CartStatusAttributeResolvers<ContextType>;
  ChatTranscript?: ChatTranscriptResolvers<ContextType>;
  ChatTranscriptConnection?: ChatTranscriptConnectionResolvers<ContextType>;
  ChatTranscriptEdge?: ChatTranscriptEdgeResolvers<ContextType>;
  Chatter?: ChatterResolvers<ContextType>;
  CoBrowseSession?: CoBrowseSessionResolvers<ContextType>;
  CustomerInfoAttribute?: CustomerInfoAttributeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Engagement?: EngagementResolvers<ContextType>;
  EngagementCampaign?: EngagementCampaignResolvers<ContextType>;
  EngagementConnection?: EngagementConnectionResolvers<ContextType>;
  EngagementEdge?: EngagementEdgeResolvers<ContextType>;
  EngagementInfo?: EngagementInfoResolvers<ContextType>;
  EngagementLine?: EngagementLineResolvers<ContextType>;
  EngagementLineScore?: EngagementLineScoreResolvers<ContextType>;
  EngagementSurveyAnswer?: EngagementSurveyAnswerResolvers<ContextType>;
  EngagementSurveys?: EngagementSurveysResolvers<ContextType>;
  EngagementVisitorInfo?: EngagementVisitorInfoResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  LeadAttribute?: LeadAttributeResolvers<ContextType>;
  MarketingCampaignInfoAttribute?: MarketingCampaignInfoAttributeResolvers<ContextType>;
  Milliseconds?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  OtherSdeAttribute?: OtherSdeAttributeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
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
  TranscriptEntry?: TranscriptEntryResolvers<ContextType>;
  ViewedProductAttribute?: ViewedProductAttributeResolvers<ContextType>;
  VisitorErrorAttribute?: VisitorErrorAttributeResolvers<ContextType>;
};

