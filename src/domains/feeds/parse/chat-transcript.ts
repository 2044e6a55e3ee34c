import type { FeedTranscriptLine } from '../../shared/transcript-feed.ts';
import type { ParsedEvent } from './event.ts';
import { EventFields } from './fields.ts';

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
