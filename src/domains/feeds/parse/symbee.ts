import { parseChatTranscript } from './chat-transcript.ts';
import type { ParsedEvent } from './event.ts';
import { parseAgentEvent } from './extended-agent-event.ts';
import { EventFault, Fields, quoted } from './fields.ts';
import { parseTraceRecord } from './trace-record.ts';
import { parseUserUsage } from './user-usage.ts';
import { parseWorkCode } from './work-code.ts';

type Parser = (fields: Fields) => Omit<ParsedEvent, 'owner' | 'latest'>;

const parsers: Readonly<Record<string, Parser>> = {
  INTERACTION_TRACE_RECORD: parseTraceRecord,
  WORK_CODES: parseWorkCode,
  USER_USAGE: parseUserUsage,
  EXTENDED_AGENT_EVENTS: parseAgentEvent,
  CHAT_TRANSCRIPT: parseChatTranscript,
};

/** An event of Symbee Connect's feeds. @throws EventFault */
export function parseSymbeeEvent(value: unknown): ParsedEvent {
  const fields = new Fields(value);
  const activityType = fields.required('ActivityType', fields.text('ActivityType'));
  const parse = Object.hasOwn(parsers, activityType) ? parsers[activityType] : undefined;
  if (parse === undefined)
    throw new EventFault(
      ['ActivityType'],
      `${quoted(activityType)} is none of ${Object.keys(parsers).join(', ')}`,
    );
  const companyId = fields.id('CompanyId');
  const environment = fields.id('Environment');
  const parsed = parse(fields);
  return {
    ...parsed,
    owner: {
      ...(companyId === undefined ? {} : { companyId }),
      ...(environment === undefined ? {} : { environment }),
    },
    latest: fields.latest ?? parsed.at,
  };
}
