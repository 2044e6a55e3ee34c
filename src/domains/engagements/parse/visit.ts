import type { AlertedMcs, CoBrowseSession, EngagementCampaign, EngagementVisitorInfo } from '../model.ts';
import type { RawObject } from './readers.ts';
import {
  bool,
  id,
  instant,
  milliseconds,
  number,
  objectAt,
  omitMissing,
  writtenText,
  text,
  wrappedListAt,
} from './readers.ts';
import { browserType, coBrowseEndReason, device, operatingSystem } from './vocabulary.ts';

// Parts that both shapes of the source's history have in common.

export function readMcs(value: unknown): AlertedMcs | undefined {
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

export function readCampaign(value: unknown): EngagementCampaign | undefined {
  const raw = objectAt(value, ['campaign']);
  return (
    raw &&
    omitMissing<EngagementCampaign>({
      campaignEngagementId: id(raw.campaignEngagementId),
      campaignEngagementName: text(raw.campaignEngagementName),
      campaignId: id(raw.campaignId),
      campaignName: text(raw.campaignName),
      goalId: id(raw.goalId),
      goalName: text(raw.goalName),
      engagementAgentNote: writtenText(raw.engagementAgentNote),
      visitorBehaviorId: id(raw.visitorBehaviorId),
      visitorBehaviorName: text(raw.visitorBehaviorName),
      visitorProfileId: id(raw.visitorProfileId),
      visitorProfileName: text(raw.visitorProfileName),
      lobId: id(raw.lobId),
      lobName: text(raw.lobName),
      engagementSource: text(raw.engagementSource),
      engagementApplicationId: id(raw.engagementApplicationId),
      engagementApplicationName: text(raw.engagementApplicationName),
      engagementApplicationTypeId: id(raw.engagementApplicationTypeId),
      engagementApplicationTypeName: text(raw.engagementApplicationTypeName),
      locationId: id(raw.locationId),
      locationName: text(raw.locationName),
      profileSystemDefault: bool(raw.profileSystemDefault),
      behaviorSystemDefault: bool(raw.behaviorSystemDefault),
    })
  );
}

export function readVisitorInfo(raw: RawObject | undefined): EngagementVisitorInfo | undefined {
  if (raw === undefined) return undefined;
  const kind = device(raw.device);
  const browser = browserType(raw.browserType);
  const system = operatingSystem(raw.operatingSystem);
  return omitMissing<EngagementVisitorInfo>({
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

export const readCoBrowseSessions = (value: unknown): CoBrowseSession[] =>
  wrappedListAt(value, ['coBrowseSessions'], 'coBrowseSessionsList', readCoBrowseSession);

/** The duration is read, not computed: the source's times do not determine it, and need not enclose the interactive part. */
function readCoBrowseSession(raw: RawObject): CoBrowseSession {
  const end = coBrowseEndReason(raw.endReason);
  return omitMissing<CoBrowseSession>({
    sessionId: id(raw.sessionId),
    startTime: instant(raw.startTimeL, raw.startTime),
    endTime: instant(raw.endTimeL, raw.endTime),
    interactiveTime: instant(raw.interactiveTimeL, raw.interactiveTime),
    endReason: end.value,
    endReasonRaw: end.raw,
    duration: milliseconds(raw.duration, 1),
    interactive: bool(raw.interactive) ?? bool(raw.isInteractive),
  });
}
