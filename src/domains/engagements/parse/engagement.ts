import type {
  AlertedMcs,
  CoBrowseSession,
  EngagementCampaign,
  EngagementInfo,
  EngagementLine,
  EngagementRecord,
  EngagementSurveys,
  EngagementVisitorInfo,
} from '../model.ts';
import { agentUsername } from '../model.ts';
import { readLines, readLineScores } from './lines.ts';
import type { Raw } from './read.ts';
import {
  bool,
  describe,
  Fault,
  id,
  instant,
  int,
  isRaw,
  milliseconds,
  number,
  objectAt,
  present,
  spoken,
  text,
  wrappedListAt,
} from './read.ts';
import { readSdes } from './sdes.ts';
import { readSurveys } from './surveys.ts';
import {
  browserType,
  channel,
  coBrowseEndReason,
  device,
  endReason,
  operatingSystem,
  startReason,
} from './words.ts';

export type ParsedEngagement =
  | { readonly ok: true; readonly engagement: EngagementRecord }
  | { readonly ok: false; readonly path: readonly (string | number)[]; readonly reason: string };

/**
 * One record of LivePerson's engagement history, from JSON that has been parsed. Only its id and its start are needed; whatever
 * else is null, absent or odd leaves the record standing. The path of a refusal starts at the record.
 */
export function parseLivePersonEngagement(value: unknown): ParsedEngagement {
  try {
    return { ok: true, engagement: readEngagement(value) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, path: error.path, reason: error.message };
    throw error;
  }
}

function readEngagement(value: unknown): EngagementRecord {
  if (!isRaw(value)) throw new Fault([], `must be an object, not ${describe(value)}`);
  const rawInfo = objectAt(value.info, ['info']);
  if (rawInfo === undefined) throw new Fault(['info'], 'is missing');
  const engagementId = readEngagementId(rawInfo.engagementId);
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
    visitorInfo: readVisitorInfo(value.visitorInfo),
    surveys,
    lines,
    lineScores,
    coBrowseSessions: wrappedListAt(
      value.coBrowseSessions,
      ['coBrowseSessions'],
      'coBrowseSessionsList',
      readCoBrowseSession,
    ),
    sdes: readSdes(value.sdes),
    erasedAt: undefined,
    interactionId: undefined,
  });
}

/** As the source documents it. */
const maxIdLength = 256;

function readEngagementId(value: unknown): string {
  const path = ['info', 'engagementId'];
  const found = id(value);
  if (found === undefined) {
    if (typeof value === 'number')
      throw new Fault(path, 'is a number that cannot be read exactly: write it as text');
    const isText = typeof value === 'string' || value === undefined || value === null;
    throw new Fault(path, isText ? 'is missing' : `must be text or a number, not ${describe(value)}`);
  }
  if (found.length > maxIdLength) {
    throw new Fault(path, `has ${found.length} characters, and may have ${maxIdLength}`);
  }
  return found;
}

function readStartTime(info: Raw): Date {
  const found = instant(info.startTimeL, info.startTime);
  if (found !== undefined) return found;
  const field = (info.startTimeL ?? undefined) === undefined ? 'startTime' : 'startTimeL';
  const value = info[field];
  if (value === undefined || value === null) throw new Fault(['info', field], 'is missing');
  throw new Fault(
    ['info', field],
    typeof value === 'string' || typeof value === 'number'
      ? `is ${JSON.stringify(value).slice(0, 40)}, which is no time: give startTimeL in milliseconds or startTime as yyyy-MM-dd HH:mm:ss.SSS+0000`
      : `must be a time, not ${describe(value)}`,
  );
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
  });
}

function readMcs(value: unknown): AlertedMcs | undefined {
  switch (number(value)) {
    case -1:
      return 'NEGATIVE';
    case 0:
      return 'NEUTRAL';
    case 1:
      return 'POSITIVE';
    default:
      return undefined;
  }
}

function readCampaign(value: unknown): EngagementCampaign | undefined {
  const raw = objectAt(value, ['campaign']);
  return (
    raw &&
    present<EngagementCampaign>({
      campaignEngagementId: id(raw.campaignEngagementId),
      campaignEngagementName: text(raw.campaignEngagementName),
      campaignId: id(raw.campaignId),
      campaignName: text(raw.campaignName),
      goalId: id(raw.goalId),
      goalName: text(raw.goalName),
      engagementAgentNote: spoken(raw.engagementAgentNote),
      visitorBehaviorId: id(raw.visitorBehaviorId),
      visitorBehaviorName: text(raw.visitorBehaviorName),
      visitorProfileId: id(raw.visitorProfileId),
      visitorProfileName: text(raw.visitorProfileName),
      lobId: id(raw.lobId),
      lobName: text(raw.lobName),
    })
  );
}

function readVisitorInfo(value: unknown): EngagementVisitorInfo | undefined {
  const raw = objectAt(value, ['visitorInfo']);
  if (raw === undefined) return undefined;
  const kind = device(raw.device);
  const browser = browserType(raw.browserType);
  const system = operatingSystem(raw.operatingSystem);
  return present<EngagementVisitorInfo>({
    country: text(raw.country),
    countryCode: text(raw.countryCode),
    state: text(raw.state),
    city: text(raw.city),
    isp: text(raw.isp),
    org: text(raw.org),
    device: kind.value,
    deviceRaw: kind.raw,
    ipAddress: text(raw.ipAddress),
    browser: text(raw.browser),
    browserType: browser.value,
    browserTypeRaw: browser.raw,
    operatingSystem: system.value,
    operatingSystemRaw: system.raw,
  });
}

/** Its length is taken as given, never computed: the source's times do not yield it, and need not enclose its interactive part. */
function readCoBrowseSession(raw: Raw): CoBrowseSession {
  const end = coBrowseEndReason(raw.endReason);
  return present<CoBrowseSession>({
    sessionId: id(raw.sessionId),
    startTime: instant(raw.startTimeL, raw.startTime),
    endTime: instant(raw.endTimeL, raw.endTime),
    interactiveTime: instant(raw.interactiveTimeL, raw.interactiveTime),
    endReason: end.value,
    endReasonRaw: end.raw,
    duration: milliseconds(raw.duration, 1),
    interactive: bool(raw.interactive),
  });
}
