import type { EngagementInfo, EngagementLine, EngagementRecord, EngagementSurveys } from '../model.ts';
import { agentUsername } from '../model.ts';
import { readRecordId, readStartTime } from './identity.ts';
import { readLines, readLineScores } from './lines.ts';
import type { RawObject } from './readers.ts';
import { bool, ParseError, id, instant, int, milliseconds, objectAt, omitMissing, text } from './readers.ts';
import { readSdes } from './sdes.ts';
import { readCampaign, readCoBrowseSessions, readMcs, readVisitorInfo } from './visit.ts';
import { readSurveys } from './surveys.ts';
import { channel, endReason, startReason } from './vocabulary.ts';

/** Parses one chat of LivePerson's Engagement History. */
export function readEngagement(value: RawObject, rawInfo: RawObject): EngagementRecord {
  const engagementId = readEngagementId(rawInfo);
  const startTime = readStartTime(rawInfo);
  const endTime = instant(rawInfo.endTimeL, rawInfo.endTime);
  const lineScores = readLineScores(value.lineScores);
  const lines = readLines(value.transcript, lineScores, startTime);
  const surveys = readSurveys(value.surveys);
  const info = readInfo(rawInfo, engagementId, lines, surveys);
  return omitMissing<EngagementRecord>({
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

/** Prefixes of the ids of engagements that are not LivePerson chats. Such a record would overwrite one of them. */
const reservedIds = /^(?:messaging|switchboard):/;

function readEngagementId(info: RawObject): string {
  const path = ['info', 'engagementId'];
  const found = readRecordId(info.engagementId, path);
  const reserved = reservedIds.exec(found);
  if (reserved !== null) throw new ParseError(path, `begins with ${reserved[0]}, which is a reserved prefix`);
  return found;
}

function readInfo(
  raw: RawObject,
  engagementId: string,
  lines: readonly EngagementLine[],
  surveys: EngagementSurveys,
): EngagementInfo {
  const accountId = id(raw.accountId);
  const way = channel(raw.channel);
  const start = startReason(raw.startReason);
  const end = endReason(raw.endReason);
  return omitMissing<EngagementInfo>({
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
