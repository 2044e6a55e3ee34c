import type { FeedActivity } from '../model.ts';
import type { ParsedEvent } from './event.ts';
import { parseAgentEvent } from './extended-agent-event.ts';
import { EventFault, EventFields, present, quoted } from './fields.ts';
import { parseTraceRecord } from './trace-record.ts';
import { taskTypeOf } from './vocabulary.ts';
import type { FeedTranscriptLine } from '../../shared/feed-ports.ts';

type Parser = (fields: EventFields) => Omit<ParsedEvent, 'namespace' | 'latest'>;

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
  const fields = new EventFields(value);
  const activityType = fields.required('ActivityType', fields.text('ActivityType'));
  if (!isSymbeeActivity(activityType))
    throw new EventFault(
      ['ActivityType'],
      `${quoted(activityType)} is not one of ${Object.keys(parsers).join(', ')}`,
    );
  const companyId = fields.id('CompanyId');
  const environment = fields.id('Environment');
  const parsed = parsers[activityType](fields);
  return {
    ...parsed,
    namespace: present({ companyId, environment }),
    latest: fields.latest ?? parsed.at,
  };
}

/** Parses a User Event: a login, a logout, or a heartbeat between them. */
export function parseUserUsage(fields: EventFields): Omit<ParsedEvent, 'namespace' | 'latest'> {
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
export function parseWorkCode(fields: EventFields): Omit<ParsedEvent, 'namespace' | 'latest'> {
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
export function parseChatTranscript(fields: EventFields): Omit<ParsedEvent, 'namespace' | 'latest'> {
  const sessionId = fields.required('SessionId', fields.id('SessionId'));
  const list = fields.list('Transcript');
  if (list.length > maxLines) throw fields.fault('Transcript', `has more than ${maxLines} lines`);
  const lines = list.map((line, index) => lineOf(new EventFields(line, ['Transcript', index])));
  const [first] = lines;
  if (first === undefined) throw fields.fault('Transcript', 'has no lines');
  if (new Set(lines.map(({ member }) => member)).size > maxMembers)
    throw fields.fault('Transcript', `has more than ${maxMembers} members`);
  for (const { at } of lines) if (fields.latest === undefined || at > fields.latest) fields.latest = at;
  return {
    activityType: 'CHAT_TRANSCRIPT',
    at: first.at,
    about: [sessionId],
    content: { of: 'chat', transcript: { sessionId, lines } },
  };
}

function lineOf(fields: EventFields): FeedTranscriptLine {
  const direction = directions[fields.text('Direction')?.toLowerCase() ?? ''];
  return {
    member: fields.id('Member') ?? (direction === 'INBOUND' ? 'customer' : 'agent'),
    at: fields.required('Timestamp', fields.instant('Timestamp')),
    ...(direction === undefined ? {} : { direction }),
    text: fields.text('Message', maxMessageLength) ?? '',
  };
}

const directions: Readonly<Record<string, 'INBOUND' | 'OUTBOUND'>> = {
  inbound: 'INBOUND',
  outbound: 'OUTBOUND',
};
