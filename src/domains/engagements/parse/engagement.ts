import type { EngagementInfo, EngagementLine, EngagementRecord, EngagementSurveys } from '../model.ts';
import { agentUsername } from '../model.ts';
import { readRecordId, readStartTime } from './identity.ts';
import { readLines, readLineScores } from './lines.ts';
import type { Raw } from './read.ts';
import { bool, Fault, id, instant, int, milliseconds, objectAt, present, text } from './read.ts';
import { readSdes } from './sdes.ts';
import { readCampaign, readCoBrowseSessions, readMcs, readVisitorInfo } from './surroundings.ts';
import { readSurveys } from './surveys.ts';
import { channel, endReason, startReason } from './words.ts';

/** One record of LivePerson's engagement history: a chat. */
export function readEngagement(value: Raw, rawInfo: Raw): EngagementRecord {
  const engagementId = readEngagementId(rawInfo);
  const startTime = readStartTime(rawInfo);
  const endTime = instant(rawInfo.endTimeL, rawInfo.endTime);
  const lineScores = readLineScores(value.lineScores);
  const lines = readLines(value.transcript, lineScores, startTime);
  const surveys = readSurveys(value.surveys);
  const info = readInfo(rawInfo, engagementId, lines, surveys);
  return present<EngagementRecord>({
    engagementId,
    startTime,
    endTime,
    duration:
      milliseconds(rawInfo.duration, 1000) ??
      Math.max(0, (endTime ?? startTime).getTime() - startTime.getTime()),
    agentUsername: agentUsername(info),
    info,
    campaign: readCampaign(value.campaign),
    visitorInfo: readVisitorInfo(objectAt(value.visitorInfo, ['visitorInfo'])),
    surveys,
    lines,
    lineScores,
    coBrowseSessions: readCoBrowseSessions(value.coBrowseSessions),
    sdes: readSdes(value.sdes),
    erasedAt: undefined,
    interactionId: undefined,
    summary: undefined,
    transfers: undefined,
    messageStatuses: undefined,
  });
}

/** These begin the ids of what is no chat of the source's, which such a record would replace. */
const otherIds = /^(?:messaging|switchboard):/;

function readEngagementId(info: Raw): string {
  const path = ['info', 'engagementId'];
  const found = readRecordId(info.engagementId, path);
  const other = otherIds.exec(found);
  if (other !== null) throw new Fault(path, `begins with ${other[0]}, as no id of the source does`);
  return found;
}

function readInfo(
  raw: Raw,
  engagementId: string,
  lines: readonly EngagementLine[],
  surveys: EngagementSurveys,
): EngagementInfo {
  const accountId = id(raw.accountId);
  const way = channel(raw.channel);
  const start = startReason(raw.startReason);
  const end = endReason(raw.endReason);
  return present<EngagementInfo>({
    accountId,
    realTimeId:
      accountId && engagementId.startsWith(accountId) ? id(engagementId.slice(accountId.length)) : undefined,
    sharkEngagementId: id(raw.sharkEngagementId),
    visitorId: id(raw.visitorId),
    visitorName: text(raw.visitorName),
    isInteractive:
      bool(raw.isInteractive) ?? bool(raw.interactive) ?? lines.some((line) => line.source === 'VISITOR'),
    agentId: id(raw.agentId),
    agentNickname: text(raw.agentNickName ?? raw.agentNickname ?? raw.agentName),
    agentLoginName: text(raw.agentLoginName),
    agentFullName: text(raw.agentFullName ?? raw.agentFullname),
    agentDeleted: bool(raw.agentDeleted),
    agentGroupId: id(raw.agentGroupId),
    agentGroupName: text(raw.agentGroupName),
    skillId: id(raw.skillId),
    skillName: text(raw.skillName),
    isPreChatSurvey: bool(raw.isPreChatSurvey) ?? surveys.preChat.length > 0,
    isPostChatSurvey: bool(raw.isPostChatSurvey) ?? surveys.postChat.length > 0,
    isAgentSurvey: bool(raw.isAgentSurvey) ?? surveys.operator.length > 0,
    channel: way.value,
    channelRaw: way.raw,
    startReason: start.value,
    startReasonRaw: start.raw,
    startReasonDesc: text(raw.startReasonDesc),
    endReason: end.value,
    endReasonRaw: end.raw,
    endReasonDesc: text(raw.endReasonDesc),
    engagementSet: int(raw.engagementSet),
    engagementSequence: int(raw.engagementSequence),
    mcs: readMcs(raw.mcs),
    alertedMcs: readMcs(raw.alertedMCS),
    chatMcs: int(raw.chatMCS),
    chatRequestedTime: instant(raw.chatRequestedTimeL, raw.chatRequestedTime),
    chatStartUrl: text(raw.chatStartUrl),
    chatStartPage: text(raw.chatStartPage),
    isPartial: bool(raw.isPartial),
    ended: bool(raw.ended) ?? true,
    chatDataEnriched: bool(raw.chatDataEnriched),
    csat: undefined,
  });
}
