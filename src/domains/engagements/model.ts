/**
 * The engagement as MongoDB stores it and resolvers read it. Names equal those of the schema, so that a selection is a projection and a
 * resolver reads a property. Exceptions:
 * - `Engagement.id`, `.agent` and `.interaction` are derived from `engagementId`, `agentUsername` and `interactionId`;
 * - `EngagementLine.json`, `.quickReplies`, `.contextData` and `OtherSdeAttribute.json` are stored as JSON text (see JsonText);
 * - a `…Raw` field is stored only if its enum does not determine the source's value (see rawValues);
 * - a customer's `lines` omit lines for agents, which requires `lines.visibility` (see ../shared/visibility.ts).
 *
 * Missing values are absent: neither null nor undefined is stored. Empty text is stored.
 * Instants are Dates, durations are whole milliseconds, ids and amounts are text.
 */

/** JSON of a foreign shape. As text, it may have any keys (`$x`, `a.b`) and nest deeper than BSON, and costs nothing when it is not selected. */
type JsonText = string;

/** An enum that the source may extend. Unknown values become OTHER, and `…Raw` keeps the source's value. */
type OpenEnum<Values> = keyof Values | 'OTHER';

// Each table maps an enum value to the source's value, in the spelling of the source's data rather than of its documentation.

export const channelWords = { UNKNOWN: '-1', WEB: '1', VOICE: '2' } as const;
type EngagementChannel = OpenEnum<typeof channelWords>;

export const startReasonWords = {
  VISITOR_REQUEST: '0',
  TRANSFER: '1',
  TRANSFER_FAILED: '2',
  ACD_ATTEMPT: '3',
  ACD_NO_ASSIGNMENT: '4',
  OPERATOR_ASSIGNMENT: '5',
  SKILL_REASSIGN: '6',
  REP_REQUEST: '7',
  A2A_REASSIGN: '8',
} as const;
type EngagementStartReason = OpenEnum<typeof startReasonWords>;

export const endReasonWords = {
  TRANSFER_TO_REP: '101',
  TRANSFER_TO_SKILL: '106',
  REP_STOPPED: '201',
  REP_DISCONNECTED: '202',
  VISITOR_DISCONNECTED: '205',
  VISITOR_GONE: '208',
  VISITOR_CLOSED: '210',
} as const;
type EngagementEndReason = OpenEnum<typeof endReasonWords>;

export const lineSourceWords = { VISITOR: 'visitor', AGENT: 'agent', SYSTEM: 'system' } as const;
export type LineSource = OpenEnum<typeof lineSourceWords>;

export const textTypeWords = {
  PLAIN: 'plain',
  HTML: 'html',
  URL: 'url',
  RICH_CONTENT: 'rich-content',
} as const;
export type TextType = OpenEnum<typeof textTypeWords>;

export const controlTypeWords = { CHAT: '0', JOINED: '3', WELCOME: '4', ENDED: '5' } as const;
type LineControlType = OpenEnum<typeof controlTypeWords>;

export const visibilityWords = { EVERYONE: 'REGULAR', AGENTS: 'ONLY_TO_REP' } as const;
type Visibility = keyof typeof visibilityWords;

export const deviceWords = { DESKTOP: 'DESKTOP', TABLET: 'TABLET', MOBILE: 'MOBILE', NA: 'NA' } as const;
type DeviceType = OpenEnum<typeof deviceWords>;

export const operatingSystemWords = {
  NA: 'NA',
  WINDOWS: 'WINDOWS',
  MAC_OSX: 'MAC_OSX',
  LINUX: 'LINUX',
  IOS: 'IOS',
  ANDROID: 'ANDROID',
} as const;
type OperatingSystem = OpenEnum<typeof operatingSystemWords>;

export const browserTypeWords = {
  CHROME: 'CHROME',
  FIREFOX: 'FIREFOX',
  SAFARI: 'SAFARI',
  EDGE: 'EDGE',
  OPERA: 'OPERA',
} as const;
type BrowserType = OpenEnum<typeof browserTypeWords>;

export const surveyScopeWords = { SESSION: 'Session' } as const;
type SurveyScope = OpenEnum<typeof surveyScopeWords>;

export const surveySourceWords = { PRE_CHAT: 'Pre-Chat', POST_CHAT: 'Exit', OPERATOR: 'operator' } as const;
type SurveySource = OpenEnum<typeof surveySourceWords>;

/** `UNKOWN` is the spelling of the source. */
export const coBrowseEndReasonWords = {
  UNKNOWN: 'UNKOWN',
  SERVER: 'SERVER',
  VISITOR: 'VISITOR',
  AGENT: 'AGENT',
  TIMEOUT: 'TIMEOUT',
} as const;
type CoBrowseEndReason = OpenEnum<typeof coBrowseEndReasonWords>;

/** Names of the property that holds the attribute. */
export const sdeKindWords = {
  CART_STATUS: 'cartStatus',
  CUSTOMER_INFO: 'customerInfo',
  LEAD: 'lead',
  MARKETING_CAMPAIGN_INFO: 'marketingCampaignInfo',
  PERSONAL_INFO: 'personalInfo',
  PURCHASE: 'purchase',
  SERVICE_ACTIVITY: 'serviceActivity',
  VIEWED_PRODUCT: 'viewProduct',
  VISITOR_ERROR: 'formFillingError',
} as const;
export type SdeKind = OpenEnum<typeof sdeKindWords>;

/** GraphQL type of each member of the union SdeAttribute, by its stored `kind`. */
export const sdeAttributeTypes = {
  CART_STATUS: 'CartStatusAttribute',
  CUSTOMER_INFO: 'CustomerInfoAttribute',
  LEAD: 'LeadAttribute',
  MARKETING_CAMPAIGN_INFO: 'MarketingCampaignInfoAttribute',
  PERSONAL_INFO: 'PersonalInfoAttribute',
  PURCHASE: 'PurchaseAttribute',
  SERVICE_ACTIVITY: 'ServiceActivityAttribute',
  VIEWED_PRODUCT: 'ViewedProductAttribute',
  VISITOR_ERROR: 'VisitorErrorAttribute',
  OTHER: 'OtherSdeAttribute',
} as const satisfies Readonly<Record<SdeKind, string>>;

/** Group of the Meaningful Conversation Score: the sign of a number. */
export type AlertedMcs = 'NEGATIVE' | 'NEUTRAL' | 'POSITIVE';

export interface EngagementRecord {
  readonly engagementId: string;
  readonly startTime: Date;
  readonly endTime?: Date;
  readonly duration: number;
  /** Key of the agent in the agents' domain (see agentUsername). */
  readonly agentUsername?: string;
  /** Id of the live interaction, if the engagement records one. */
  readonly interactionId?: string;
  readonly info: EngagementInfo;
  readonly campaign?: EngagementCampaign;
  readonly visitorInfo?: EngagementVisitorInfo;
  readonly surveys: EngagementSurveys;
  /** In order of time, then in the order of the source. */
  readonly lines: readonly EngagementLine[];
  readonly lineScores: readonly EngagementLineScore[];
  readonly coBrowseSessions: readonly CoBrowseSession[];
  readonly sdes: readonly SdeEvent[];
  readonly erasedAt?: Date;
  readonly summary?: string;
  readonly transfers?: readonly EngagementTransfer[];
  readonly messageStatuses?: readonly EngagementMessageStatus[];
}

export interface EngagementInfo {
  readonly accountId?: string;
  readonly realTimeId?: string;
  readonly sharkEngagementId?: string;
  readonly visitorId?: string;
  readonly visitorName?: string;
  readonly isInteractive: boolean;
  readonly agentId?: string;
  readonly agentNickname?: string;
  readonly agentLoginName?: string;
  readonly agentFullName?: string;
  readonly agentDeleted?: boolean;
  readonly agentGroupId?: string;
  readonly agentGroupName?: string;
  readonly skillId?: string;
  readonly skillName?: string;
  readonly isPreChatSurvey: boolean;
  readonly isPostChatSurvey: boolean;
  readonly isAgentSurvey: boolean;
  readonly channel?: EngagementChannel;
  readonly channelRaw?: string;
  readonly startReason?: EngagementStartReason;
  readonly startReasonRaw?: string;
  readonly startReasonDesc?: string;
  readonly endReason?: EngagementEndReason;
  readonly endReasonRaw?: string;
  readonly endReasonDesc?: string;
  readonly engagementSet?: number;
  readonly engagementSequence?: number;
  readonly mcs?: AlertedMcs;
  readonly alertedMcs?: AlertedMcs;
  readonly chatMcs?: number;
  readonly chatRequestedTime?: Date;
  readonly chatStartUrl?: string;
  readonly chatStartPage?: string;
  readonly isPartial?: boolean;
  readonly ended: boolean;
  readonly chatDataEnriched?: boolean;
  readonly csat?: number;
}

export interface EngagementLine {
  readonly time: Date;
  readonly text?: string;
  readonly json?: JsonText;
  readonly textType?: TextType;
  readonly textTypeRaw?: string;
  readonly by?: string;
  readonly source: LineSource;
  readonly sourceRaw?: string;
  readonly visibility: Visibility;
  readonly subTypeRaw?: string;
  readonly controlType?: LineControlType;
  readonly controlTypeRaw?: string;
  readonly lineSeq?: string;
  readonly agentId?: string;
  readonly cannedAnswer?: CannedAnswer;
  /** The entry of `lineScores` that has this line's lineSeq. */
  readonly score?: EngagementLineScore;
  readonly quickReplies?: JsonText;
  readonly contextData?: JsonText;
}

export interface EngagementTransfer {
  readonly time?: Date;
  readonly reason?: string;
  readonly sourceSkillId?: string;
  readonly sourceSkillName?: string;
  readonly sourceAgentId?: string;
  readonly sourceAgentLoginName?: string;
  readonly targetSkillId?: string;
  readonly targetSkillName?: string;
  readonly assignedAgentId?: string;
  readonly assignedAgentLoginName?: string;
}

export interface EngagementMessageStatus {
  /** `lineSeq` of the message's line. Each dialog of a conversation starts a new count. */
  readonly lineSeq?: string;
  readonly status?: string;
  readonly time?: Date;
  readonly participantId?: string;
  readonly participantType?: LineSource;
  readonly participantTypeRaw?: string;
}

export interface CannedAnswer {
  readonly cannedAnswerId: string;
  readonly changed: boolean;
}

export interface EngagementLineScore {
  readonly lineSeq?: string;
  readonly lineRawScore?: number;
  readonly mcs?: number;
}

export interface EngagementCampaign {
  readonly campaignEngagementId?: string;
  readonly campaignEngagementName?: string;
  readonly campaignId?: string;
  readonly campaignName?: string;
  readonly goalId?: string;
  readonly goalName?: string;
  readonly engagementAgentNote?: string;
  readonly visitorBehaviorId?: string;
  readonly visitorBehaviorName?: string;
  readonly visitorProfileId?: string;
  readonly visitorProfileName?: string;
  readonly lobId?: string;
  readonly lobName?: string;
  readonly engagementSource?: string;
  readonly engagementApplicationId?: string;
  readonly engagementApplicationName?: string;
  readonly engagementApplicationTypeId?: string;
  readonly engagementApplicationTypeName?: string;
  readonly locationId?: string;
  readonly locationName?: string;
  readonly profileSystemDefault?: boolean;
  readonly behaviorSystemDefault?: boolean;
}

export interface EngagementVisitorInfo {
  readonly country?: string;
  readonly countryCode?: string;
  readonly state?: string;
  readonly city?: string;
  readonly isp?: string;
  readonly org?: string;
  readonly device?: DeviceType;
  readonly deviceRaw?: string;
  readonly ipAddress?: string;
  readonly browser?: string;
  readonly browserType?: BrowserType;
  readonly browserTypeRaw?: string;
  readonly operatingSystem?: OperatingSystem;
  readonly operatingSystemRaw?: string;
}

export interface CoBrowseSession {
  readonly sessionId?: string;
  readonly startTime?: Date;
  readonly endTime?: Date;
  readonly interactiveTime?: Date;
  readonly endReason?: CoBrowseEndReason;
  readonly endReasonRaw?: string;
  readonly duration?: number;
  readonly interactive?: boolean;
}

export interface EngagementSurveys {
  readonly preChat: readonly EngagementSurveyAnswer[];
  readonly postChat: readonly EngagementSurveyAnswer[];
  readonly operator: readonly EngagementSurveyAnswer[];
}

export interface EngagementSurveyAnswer {
  readonly surveyId?: string;
  readonly name?: string;
  readonly source?: SurveySource;
  readonly sourceRaw?: string;
  readonly scope?: SurveyScope;
  readonly scopeRaw?: string;
  readonly questionId?: string;
  readonly displayName?: string;
  readonly value?: string;
  readonly values: readonly string[];
  readonly answersId: readonly string[];
  readonly time?: Date;
  /** Set only if the source's text denotes another instant than its milliseconds. */
  readonly timeText?: string;
}

export interface SdeEvent {
  readonly kind: SdeKind;
  readonly kindRaw?: string;
  readonly serverTimeStamp?: Date;
  readonly originalTimeStamp?: Date;
  readonly eventServerTimeStamp?: Date;
  readonly sdeType?: string;
  readonly isAuthenticated?: boolean;
  /** Absent after erasure. */
  readonly attribute?: SdeAttribute;
}

export type SdeAttribute =
  | CartStatusAttribute
  | CustomerInfoAttribute
  | LeadAttribute
  | MarketingCampaignInfoAttribute
  | PersonalInfoAttribute
  | PurchaseAttribute
  | ServiceActivityAttribute
  | ViewedProductAttribute
  | VisitorErrorAttribute
  | OtherSdeAttribute;

export interface CartStatusAttribute {
  readonly kind: 'CART_STATUS';
  readonly total?: string;
  readonly currency?: string;
  readonly numItems?: string;
  readonly products: readonly SdeProduct[];
}

export interface CustomerInfoAttribute {
  readonly kind: 'CUSTOMER_INFO';
  readonly customerStatus?: string;
  readonly customerType?: string;
  readonly balance?: string;
  readonly customerId?: string;
  readonly currency?: string;
  readonly socialId?: string;
  readonly imei?: string;
  readonly userName?: string;
  readonly companySize?: string;
  readonly companyBranch?: string;
  readonly accountName?: string;
  readonly role?: string;
  readonly storeNumber?: string;
  readonly storeZipCode?: string;
  readonly lastPaymentDate?: SdeDate;
  readonly registrationDate?: SdeDate;
}

export interface LeadAttribute {
  readonly kind: 'LEAD';
  readonly topic?: string;
  readonly value?: string;
  readonly currency?: string;
  readonly leadId?: string;
}

export interface MarketingCampaignInfoAttribute {
  readonly kind: 'MARKETING_CAMPAIGN_INFO';
  readonly originatingChannel?: string;
  readonly affiliate?: string;
  readonly campaignId?: string;
}

export interface PersonalInfoAttribute {
  readonly kind: 'PERSONAL_INFO';
  readonly name?: string;
  readonly surname?: string;
  readonly gender?: string;
  readonly company?: string;
  readonly language?: string;
  readonly customerAge?: SdeCustomerAge;
  readonly contacts: readonly SdeContact[];
}

export interface PurchaseAttribute {
  readonly kind: 'PURCHASE';
  readonly orderId?: string;
  readonly total?: string;
  readonly currency?: string;
  readonly cart?: SdeCart;
}

export interface ServiceActivityAttribute {
  readonly kind: 'SERVICE_ACTIVITY';
  readonly topic?: string;
  readonly status?: string;
  readonly category?: string;
  readonly serviceId?: string;
}

export interface ViewedProductAttribute {
  readonly kind: 'VIEWED_PRODUCT';
  readonly products: readonly SdeProduct[];
}

export interface VisitorErrorAttribute {
  readonly kind: 'VISITOR_ERROR';
  readonly contextId?: string;
  readonly message?: string;
  readonly code?: string;
  readonly level?: string;
  readonly resolved?: boolean;
}

export interface OtherSdeAttribute {
  readonly kind: 'OTHER';
  readonly name?: string;
  readonly json: JsonText;
}

export interface SdeCart {
  readonly total?: string;
  readonly currency?: string;
  readonly numItems?: string;
  readonly products: readonly SdeProduct[];
  readonly serverTimeStamp?: Date;
  readonly originalTimeStamp?: Date;
}

export interface SdeProduct {
  readonly quantity?: string;
  readonly name?: string;
  readonly category?: string;
  readonly sku?: string;
  readonly price?: string;
}

export interface SdeDate {
  readonly year?: string;
  readonly month?: string;
  readonly day?: string;
}

export interface SdeCustomerAge {
  readonly customerAgeInYears?: string;
  readonly customerYearOfBirth?: string;
  readonly customerMonthOfBirth?: string;
  readonly customerDateOfBirth?: string;
}

export interface SdeContact {
  readonly email?: string;
  readonly phone?: string;
  readonly address?: SdeAddress;
}

export interface SdeAddress {
  readonly country?: string;
  readonly region?: string;
  readonly zipCode?: string;
}

/** Source of a `…Raw` field that is not stored. */
export interface RawField {
  /** Name of the enum field. A selection of the raw field reads it as well. */
  readonly of: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Every `…Raw` field of the schema, by type and name. Its value is `record[raw] ?? values[record[of]] ?? null`. */
export const rawValues: Readonly<Record<string, Readonly<Record<string, RawField>>>> = {
  EngagementInfo: {
    channelRaw: { of: 'channel', values: channelWords },
    startReasonRaw: { of: 'startReason', values: startReasonWords },
    endReasonRaw: { of: 'endReason', values: endReasonWords },
  },
  EngagementLine: {
    sourceRaw: { of: 'source', values: lineSourceWords },
    textTypeRaw: { of: 'textType', values: textTypeWords },
    subTypeRaw: { of: 'visibility', values: visibilityWords },
    controlTypeRaw: { of: 'controlType', values: controlTypeWords },
  },
  EngagementMessageStatus: { participantTypeRaw: { of: 'participantType', values: lineSourceWords } },
  EngagementVisitorInfo: {
    deviceRaw: { of: 'device', values: deviceWords },
    browserTypeRaw: { of: 'browserType', values: browserTypeWords },
    operatingSystemRaw: { of: 'operatingSystem', values: operatingSystemWords },
  },
  CoBrowseSession: { endReasonRaw: { of: 'endReason', values: coBrowseEndReasonWords } },
  EngagementSurveyAnswer: {
    sourceRaw: { of: 'source', values: surveySourceWords },
    scopeRaw: { of: 'scope', values: surveyScopeWords },
  },
  SdeEvent: { kindRaw: { of: 'kind', values: sdeKindWords } },
};

/**
 * Returns the agent's key in the agents' domain. Only some source records have a login name. The agent's number is unique within its
 * account.
 */
export function agentUsername(
  info: Pick<EngagementInfo, 'accountId' | 'agentId' | 'agentLoginName'>,
): string | undefined {
  if (info.agentLoginName) return info.agentLoginName;
  return isAgentId(info.agentId) ? `liveperson:${info.accountId ?? ''}:${info.agentId}` : undefined;
}

/** The source writes 0 or -1 for "no agent". */
export const isAgentId = (id: string | undefined): id is string =>
  id !== undefined && id !== '' && id !== '0' && id !== '-1';

/**
 * Returns the engagement after erasure of its visitor: the time, the agent and the end remain. Agents repeat what visitors write, so all
 * texts of lines and all survey answers are removed.
 */
export function withoutVisitor(record: EngagementRecord, erasedAt: Date): EngagementRecord {
  return {
    ...without(record, 'visitorInfo', 'summary', 'messageStatuses'),
    info: without(record.info, 'visitorId', 'visitorName', 'chatStartUrl', 'chatStartPage'),
    surveys: {
      preChat: record.surveys.preChat.map(withoutAnswer),
      postChat: record.surveys.postChat.map(withoutAnswer),
      operator: record.surveys.operator.map(withoutAnswer),
    },
    lines: record.lines.map((line) =>
      line.source === 'AGENT' || line.source === 'SYSTEM'
        ? without(line, ...saidIn)
        : without(line, ...saidIn, 'by'),
    ),
    sdes: record.sdes.map((event) => without(event, 'attribute')),
    ...(record.messageStatuses && { messageStatuses: record.messageStatuses.map(withoutReader) }),
    erasedAt,
  };
}

const saidIn = ['text', 'json', 'quickReplies', 'contextData'] as const satisfies (keyof EngagementLine)[];

/** Removes the id of a reader that can be the visitor: any that is neither an agent nor the system. */
const withoutReader = (status: EngagementMessageStatus): EngagementMessageStatus =>
  status.participantType === 'AGENT' || status.participantType === 'SYSTEM'
    ? status
    : without(status, 'participantId');

const withoutAnswer = (answer: EngagementSurveyAnswer): EngagementSurveyAnswer => ({
  ...without(answer, 'value'),
  values: [],
  answersId: [],
});

function without<T extends object, Key extends keyof T & string>(
  record: T,
  ...keys: readonly Key[]
): Omit<T, Key> {
  const gone: ReadonlySet<string> = new Set(keys);
  return Object.fromEntries(Object.entries(record).filter(([key]) => !gone.has(key))) as Omit<T, Key>;
}
