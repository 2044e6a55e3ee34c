import type { FeedActivity } from '../model.ts';
import { parseChatTranscript } from './chat-transcript.ts';
import type { ParsedEvent } from './event.ts';
import { parseAgentEvent } from './extended-agent-event.ts';
import { EventFault, EventFields, present, quoted } from './fields.ts';
import { parseTraceRecord } from './trace-record.ts';
import { parseUserUsage } from './user-usage.ts';
import { parseWorkCode } from './work-code.ts';

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
