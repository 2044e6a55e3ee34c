import {
  type EngagementInfo,
  type EngagementRecord,
  type EngagementTransfer,
  type EngagementVisitorInfo,
  agentUsername,
  isAgentId,
} from '../model.ts';
import { readConversationSurveys } from './surveys.ts';
import { readRecordId, readStartTime } from './identity.ts';
import { readMessages, type ConversationParticipant, readAgents, readConsumers } from './messages.ts';
import {
  type RawObject,
  bool,
  id,
  instant,
  int,
  isMissing,
  listAt,
  milliseconds,
  objectAt,
  omitMissing,
  writtenText,
  text,
} from './readers.ts';
import { readSdes } from './sdes.ts';
import { readCampaign, readCoBrowseSessions, readMcs, readVisitorInfo } from './visit.ts';
import { closeReason, messagingSource } from './vocabulary.ts';

/**
 * Parses one conversation of LivePerson's Messaging Interactions. It can be open, and take days and several agents. The agent and the skill
 * of the engagement are the latest ones.
 */
export function readConversation(value: RawObject, rawInfo: RawObject): EngagementRecord {
  const conversationId = readRecordId(rawInfo.conversationId, ['info', 'conversationId']);
  const startTime = readStartTime(rawInfo);
  const ended = hasEnded(rawInfo);
  const endTime = ended ? endOf(rawInfo) : undefined;
  const [consumers, agents] = [readConsumers(value), readAgents(value, rawInfo)];
  const { lines, lineScores, messageStatuses } = readMessages(value, startTime, [...consumers, ...agents]);
  const surveys = readConversationSurveys(value);
  const monitoring = objectAt(value.monitoring, ['monitoring']);
  const info: EngagementInfo = {
    ...readInfo(rawInfo, monitoring, consumers[0]),
    realTimeId: conversationId,
    isInteractive: bool(rawInfo.isInteractive) ?? lines.some(({ source }) => source === 'VISITOR'),
    isPreChatSurvey: false,
    isPostChatSurvey: surveys.postChat.length > 0,
    isAgentSurvey: surveys.operator.length > 0,
    ended,
  };
  return omitMissing<EngagementRecord>({
    // Ids of chats begin with the account, so they never collide with these.
    engagementId: `messaging:${conversationId}`,
    startTime,
    endTime,
    duration:
      milliseconds(rawInfo.duration, 1) ??
      Math.max(0, (endTime ?? startTime).getTime() - startTime.getTime()),
    agentUsername: agentUsername(info),
    info,
    campaign: readCampaign(value.campaign),
    visitorInfo: readMonitoring(monitoring, rawInfo),
    surveys,
    lines,
    lineScores,
    coBrowseSessions: readCoBrowseSessions(value.coBrowseSessions),
    sdes: readAllSdes(value),
    erasedAt: undefined,
    interactionId: undefined,
    summary: writtenText(objectAt(value.summary, ['summary'])?.text),
    transfers: listAt(value.transfers, ['transfers'], readTransfer),
    messageStatuses,
  });
}

function hasEnded(info: RawObject): boolean {
  const status = text(info.status)?.toUpperCase();
  return status === 'OPEN' ? false : status === 'CLOSE' || endOf(info) !== undefined;
}

const endOf = (info: RawObject): Date | undefined =>
  instant(info.endTimeL, info.endTime) ?? instant(info.conversationEndTimeL, info.conversationEndTime);

type ComputedInfo =
  | 'realTimeId'
  | 'isInteractive'
  | 'isPreChatSurvey'
  | 'isPostChatSurvey'
  | 'isAgentSurvey'
  | 'ended';

function readInfo(
  raw: RawObject,
  monitoring: RawObject | undefined,
  consumer: ConversationParticipant | undefined,
): Omit<EngagementInfo, ComputedInfo> {
  const way = messagingSource(raw.source);
  const end = closeReason(raw.closeReason);
  return omitMissing<Omit<EngagementInfo, ComputedInfo>>({
    accountId: id(raw.brandId),
    sharkEngagementId: undefined,
    visitorId: consumer?.id ?? id(raw.visitorId),
    visitorName: consumer?.name,
    agentId: id(raw.latestAgentId),
    agentNickname: text(raw.latestAgentNickname),
    agentLoginName: text(raw.latestAgentLoginName),
    agentFullName: text(raw.latestAgentFullName),
    agentDeleted: bool(raw.agentDeleted),
    agentGroupId: id(raw.latestAgentGroupId),
    agentGroupName: text(raw.latestAgentGroupName),
    skillId: id(raw.latestSkillId),
    skillName: text(raw.latestSkillName),
    channel: way.value,
    channelRaw: way.raw,
    startReason: undefined,
    startReasonRaw: undefined,
    startReasonDesc: undefined,
    endReason: end.value,
    endReasonRaw: end.raw,
    endReasonDesc: text(raw.closeReasonDescription),
    engagementSet: undefined,
    engagementSequence: undefined,
    mcs: undefined,
    alertedMcs: readMcs(raw.alertedMCS),
    chatMcs: int(raw.mcs),
    chatRequestedTime: undefined,
    chatStartUrl: text(monitoring?.conversationStartPage),
    chatStartPage: text(monitoring?.conversationStartPageTitle),
    isPartial: bool(raw.isTruncated) === true ? true : bool(raw.isPartial),
    chatDataEnriched: undefined,
    csat: int(raw.csatRate) ?? int(raw.csat),
  });
}

/** Reads the visitor's browser. Missing values, as for apps and phones, come from the conversation's info. */
function readMonitoring(
  monitoring: RawObject | undefined,
  info: RawObject,
): EngagementVisitorInfo | undefined {
  const known: Record<string, unknown> = { ...monitoring };
  for (const key of ['device', 'ipAddress', 'browser', 'operatingSystem'])
    if (isMissing(known[key]) && !isMissing(info[key])) known[key] = info[key];
  const found = readVisitorInfo(known);
  return found !== undefined && Object.keys(found).length > 0 ? found : undefined;
}

/** The list of an attribute determines whether the visitor was signed in, unless the attribute itself does. */
const readAllSdes = (record: RawObject) =>
  (['sdes', 'unAuthSdes'] as const).flatMap((key) =>
    readSdes(record[key], [key]).map((event) => ({ isAuthenticated: key === 'sdes', ...event })),
  );

const readTransfer = (raw: RawObject): EngagementTransfer =>
  omitMissing<EngagementTransfer>({
    time: instant(raw.timeL, raw.time),
    reason: text(raw.reason),
    sourceSkillId: id(raw.sourceSkillId),
    sourceSkillName: text(raw.sourceSkillName),
    sourceAgentId: agentId(raw.sourceAgentId),
    sourceAgentLoginName: text(raw.sourceAgentLoginName),
    targetSkillId: id(raw.targetSkillId),
    targetSkillName: text(raw.targetSkillName),
    assignedAgentId: agentId(raw.assignedAgentId),
    assignedAgentLoginName: text(raw.assignedAgentLoginName),
  });

function agentId(value: unknown): string | undefined {
  const found = id(value);
  return isAgentId(found) ? found : undefined;
}
