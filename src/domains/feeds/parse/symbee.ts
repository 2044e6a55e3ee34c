import type { FeedActivity } from '../model.ts';
import type { ParsedContent, ParsedEvent } from './event.ts';
import { parseAgentEvent } from './extended-agent-event.ts';
import { EventFault, EventFields, present, quoted } from './fields.ts';
import { parseTraceRecord } from './trace-record.ts';
import { taskTypeOf } from './vocabulary.ts';
import type { FeedTranscriptLine } from '../../shared/feed-ports.ts';

type Parser = (fields: EventFields) => ParsedContent;

type SymbeeActivity = Exclude<FeedActivity, 'CONTACT_RECORD' | 'AGENT_EVENT'>;

const parsers: Readonly<Record<SymbeeActivity, Parser>> = {
  INTERACTION_TRACE_RECORD: parseTraceRecord,
  WORK_CODES: parseWorkCode,
  USER_USAGE: parseUserUsage,
  EXTENDED_AGENT_EVENTS: parseAgentEvent,
  CHAT_TRANSCRIPT: parseChatTranscript,
};

export const isSymbeeActivity = (value: unknown): value is SymbeeActivity =>
  typeof value === 'string' && Object.hasOwn(parsers, value);

/** Parses an event of Symbee Connect's feeds. @throws EventFault */
export function parseSymbeeEvent(value: unknown): ParsedEvent {
  const fields = EventFields.of(value);
  const activityType = fields.required('ActivityType', fields.text('ActivityType'));
  if (!isSymbeeActivity(activityType))
    throw new EventFault(
      ['ActivityType'],
      `${quoted(activityType)} is not one of ${Object.keys(parsers).join(', ')}`,
    );
  const namespace = present({ companyId: fields.id('CompanyId'), environment: fields.id('Environment') });
  // They decide which task and whose agent the event is about.
  fields.requireReadable('CompanyId', 'Environment');
  const parsed = parsers[activityType](fields);
  return { ...parsed, namespace, latest: fields.latest ?? parsed.at, issues: fields.issues };
}

/** Parses a User Event: a login, a logout, or a heartbeat between them. */
export function parseUserUsage(fields: EventFields): ParsedContent {
  const at = fields.required('UsageEntryTime', fields.instant('UsageEntryTime'));
  const usage = present({
    username: fields.required('Username', fields.id('Username')),
    at,
    action: fields.required('UsageActionCode', fields.id('UsageActionCode')),
    productId: fields.id('ProductId'),
    reportHierarchy: fields.hierarchy('UserReportHierarchy'),
  });
  return {
    activityType: 'USER_USAGE',
    at,
    about: [],
    content: { of: 'agent', changes: [], usage: [usage] },
  };
}

/** Parses a Work Code Event. It has the gateway's id of its task alone. */
export function parseWorkCode(fields: EventFields): ParsedContent {
  const gatewayTaskId = fields.required('GatewayTaskId', fields.id('GatewayTaskId'));
  const createdAt = fields.required('CreatedDate', fields.instant('CreatedDate'));
  const workCode = present({
    group: fields.required('WorkGroupName', fields.text('WorkGroupName')),
    groupDescription: fields.text('WorkGroupDescription'),
    name: fields.required('WorkCodeName', fields.text('WorkCodeName')),
    description: fields.text('WorkCodeDescription'),
    agentUsername: fields.id('Username'),
    skillQueueName: fields.id('QueueName'),
    ...taskTypeOf(fields.text('TaskType')),
    reportHierarchy: fields.hierarchy('UserReportHierarchy'),
    createdAt,
  });
  return {
    activityType: 'WORK_CODES',
    at: createdAt,
    about: [gatewayTaskId],
    content: { of: 'work code', workCode },
  };
}

const maxLines = 10_000;
const maxMessageLength = 32_768;
const maxMembers = 100;

/** Parses a Chat Transcript. Its times have no time zone, and are UTC. */
export function parseChatTranscript(fields: EventFields): ParsedContent {
  const sessionId = fields.required('SessionId', fields.id('SessionId'));
  const list = fields.objects('Transcript');
  if (list.length > maxLines) throw fields.fault('Transcript', `has more than ${maxLines} lines`);
  if (list.length === 0) {
    fields.requireReadable('Transcript');
    throw fields.fault('Transcript', 'has no lines');
  }
  const lines = linesOf(list);
  const [first] = lines;
  if (first === undefined) throw fields.fault('Transcript', 'has no lines');
  if (new Set(lines.map(({ member }) => member)).size > maxMembers)
    throw fields.fault('Transcript', `has more than ${maxMembers} members`);
  return {
    activityType: 'CHAT_TRANSCRIPT',
    at: first.at,
    about: [sessionId],
    content: { of: 'chat', transcript: { sessionId, lines } },
  };
}

/** Parses the lines. One without a readable time has the time of the line before it, or else of the first line that has one. */
function linesOf(list: readonly EventFields[]): readonly FeedTranscriptLine[] {
  const times = list.map((fields) => fields.instant('Timestamp'));
  let at = times.find((time) => time !== undefined);
  return list.map((fields, index) => {
    // Without any time, the first line says why.
    at = fields.required('Timestamp', times[index] ?? at);
    if (times[index] === undefined && !fields.hasIssue('Timestamp')) fields.note('Timestamp', 'is missing');
    return lineOf(fields, at);
  });
}

function lineOf(fields: EventFields, at: Date): FeedTranscriptLine {
  const direction = directions[fields.text('Direction')?.toLowerCase() ?? ''];
  return {
    member: fields.id('Member') ?? (direction === 'INBOUND' ? 'customer' : 'agent'),
    at,
    ...(direction === undefined ? {} : { direction }),
    text: fields.text('Message', maxMessageLength) ?? '',
  };
}

const directions: Readonly<Record<string, 'INBOUND' | 'OUTBOUND'>> = {
  inbound: 'INBOUND',
  outbound: 'OUTBOUND',
};
