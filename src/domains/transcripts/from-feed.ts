import { feedTranscriptId, type ArrivedTranscript, type FeedTranscriptLine } from '../shared/feed-ports.ts';
import { textHash } from '../shared/source-record.ts';
import type { ChatterRecord, ImportedTranscript } from './model.ts';

/** Converts a feed's transcript. Feeds name the participants by display names, which are not ids. */
export function transcriptFromFeed({ sessionId, lines, arrival }: ArrivedTranscript): ImportedTranscript {
  const times = lines.map(({ at }) => at.getTime());
  const content: Omit<ImportedTranscript, 'source'> = {
    transcriptId: feedTranscriptId(sessionId),
    startAt: new Date(Math.min(...times)),
    endAt: new Date(Math.max(...times)),
    chatterIds: [...new Set(lines.map(({ member }) => member))],
    chatterDetails: chattersOf(lines),
    createdBy: (lines.find(({ direction }) => direction === 'OUTBOUND') ?? lines[0])?.member ?? sessionId,
    transcript: lines.map(({ member, at, direction, text }) => ({
      createdBy: member,
      createdAt: at,
      chatContent: text,
      ...(direction === undefined ? {} : { direction }),
      visibility: 'EVERYONE',
    })),
    sessionId,
  };
  return { ...content, arrival, source: { hash: textHash(JSON.stringify(content)) } };
}

function chattersOf(lines: readonly FeedTranscriptLine[]): readonly ChatterRecord[] {
  const chatters = new Map<string, ChatterRecord>();
  for (const { member, direction } of lines)
    chatters.set(`${direction ?? ''} ${member}`, {
      chatterId: member,
      defaultAlias: member,
      ...(direction === undefined ? {} : { role: direction === 'INBOUND' ? 'CUSTOMER' : 'AGENT' }),
      isName: true,
    });
  return [...chatters.values()];
}
