import { isJsonObject } from '../../../kernel/json.ts';
import type {
  EngagementLine,
  EngagementLineScore,
  EngagementMessageStatus,
  TextType,
  LineSource,
} from '../model.ts';
import {
  type RecordPath,
  type RawObject,
  describe,
  embeddedJson,
  ParseError,
  id,
  instant,
  isMissing,
  jsonText,
  listAt,
  number,
  objectAt,
  omitMissing,
  writtenText,
  text,
} from './readers.ts';
import { audience, messageType, party } from './vocabulary.ts';

/** Sequence numbers by message id. Each dialog has its own numbers, so only the id is unique. */
type SeqOf = ReadonlyMap<string, string>;

export interface Messages {
  readonly lines: readonly EngagementLine[];
  readonly lineScores: readonly EngagementLineScore[];
  readonly messageStatuses: readonly EngagementMessageStatus[];
}

export function readMessages(
  record: RawObject,
  startTime: Date,
  participants: readonly ConversationParticipant[],
): Messages {
  const seqOf = readSeqs(record.messageRecords);
  const scored = readScores(record, seqOf);
  return {
    lines: readLines(record.messageRecords, startTime, {
      participants: byId(participants),
      scores: new Map(scored.map(({ messageId, score }) => [messageId, score])),
    }),
    lineScores: scored.map(({ score }) => score),
    messageStatuses: listAt(record.messageStatuses, ['messageStatuses'], (raw) => readStatus(raw, seqOf)),
  };
}

function readSeqs(records: unknown): SeqOf {
  const seqs = new Map<string, string>();
  listAt(records, ['messageRecords'], (raw) => {
    const [messageId, seq] = [id(raw.messageId), id(raw.seq)];
    if (messageId !== undefined && seq !== undefined) seqs.set(messageId, seq);
  });
  return seqs;
}

/** Older records spell the list in the singular. */
const readScores = (record: RawObject, seqOf: SeqOf) =>
  ['messageScores', 'messageScore'].flatMap((key) =>
    listAt(record[key], [key], (raw) => {
      const messageId = id(raw.messageId);
      const score = omitMissing<EngagementLineScore>({
        lineSeq: messageId && (seqOf.get(messageId) ?? messageId),
        lineRawScore: number(raw.messageRawScore),
        mcs: number(raw.mcs),
      });
      return { messageId, score };
    }),
  );

function readStatus(raw: RawObject, seqOf: SeqOf): EngagementMessageStatus {
  const messageId = id(raw.messageId);
  const who = party(raw.participantType);
  return omitMissing<EngagementMessageStatus>({
    lineSeq: id(raw.seq) ?? (messageId && (seqOf.get(messageId) ?? messageId)),
    status: id(raw.messageDeliveryStatus),
    time: instant(raw.timeL, raw.time),
    participantId: id(raw.participantId),
    participantType: who.value,
    participantTypeRaw: who.raw,
  });
}

const byId = (
  participants: readonly ConversationParticipant[],
): ReadonlyMap<string | undefined, ConversationParticipant> => {
  const found = new Map<string | undefined, ConversationParticipant>();
  // An entry with a name has precedence.
  for (const participant of participants)
    if (participant.id !== undefined && found.get(participant.id)?.name === undefined)
      found.set(participant.id, participant);
  return found;
};

interface Known {
  readonly participants: ReadonlyMap<string | undefined, ConversationParticipant>;
  readonly scores: ReadonlyMap<string | undefined, EngagementLineScore>;
}

interface Placed {
  readonly line: EngagementLine;
  readonly dialogId: string | undefined;
  readonly seq: number;
}

/**
 * Reads the lines in order of time, then by the start of the dialog, then by sequence number. A message without a time gets the time of the
 * message before it, or the conversation's start.
 */
function readLines(records: unknown, startTime: Date, known: Known): EngagementLine[] {
  let previous = startTime;
  const placed = listAt(records, ['messageRecords'], (raw, index, path): Placed => {
    const time = instant(raw.timeL, raw.time) ?? previous;
    previous = time;
    const line = readLine(raw, time, [...path, index], known);
    return { line, dialogId: id(raw.dialogId), seq: number(raw.seq) ?? 0 };
  });
  const begin = new Map<string | undefined, number>();
  for (const { line, dialogId } of placed)
    begin.set(dialogId, Math.min(begin.get(dialogId) ?? Infinity, line.time.getTime()));
  const began = ({ dialogId }: Placed): number => begin.get(dialogId) ?? 0;
  return placed
    .sort((a, b) => a.line.time.getTime() - b.line.time.getTime() || began(a) - began(b) || a.seq - b.seq)
    .map(({ line }) => line);
}

function readLine(
  raw: RawObject,
  time: Date,
  path: RecordPath,
  { participants, scores }: Known,
): EngagementLine {
  const content = readContent(raw.messageData, [...path, 'messageData']);
  const type = messageType(raw.type);
  const sender = party(raw.sentBy);
  const who = audience(raw.audience);
  const participantId = id(raw.participantId);
  const participant = participants.get(participantId);
  const source = sender.value ?? participant?.source ?? 'OTHER';
  return omitMissing<EngagementLine>({
    time,
    text: content.text,
    json: content.json,
    textType: type.value ?? content.textType,
    textTypeRaw: type.raw,
    by: participant?.name,
    source,
    sourceRaw: sender.raw,
    // An unknown audience may be a narrower one, so customers do not see the line.
    visibility: who.value === undefined ? 'EVERYONE' : who.value === 'OTHER' ? 'AGENTS' : who.value,
    subTypeRaw: who.raw,
    controlType: undefined,
    controlTypeRaw: undefined,
    lineSeq: id(raw.seq),
    agentId: source === 'AGENT' ? participantId : undefined,
    cannedAnswer: undefined,
    score: scores.get(id(raw.messageId)),
    quickReplies: content.quickReplies,
    contextData: readContext(raw.contextData, [...path, 'contextData']),
  });
}

interface Content {
  readonly text?: string | undefined;
  readonly json?: string | undefined;
  readonly textType?: TextType;
  readonly quickReplies?: string | undefined;
}

/** Reads text, a file, a link or rich content, with optional quick replies. Other content is kept as JSON. */
function readContent(value: unknown, path: RecordPath): Content {
  const data = objectAt(value, path);
  if (data === undefined) return {};
  const quickReplies = contentOf(data.quickReplies, [...path, 'quickReplies']);
  const words = isJsonObject(data.msg) ? data.msg.text : data.msg;
  if (isJsonObject(words) || Array.isArray(words))
    throw new ParseError([...path, 'msg', 'text'], `must be text, not ${describe(words)}`);
  const text = writtenText(words);
  const rich = contentOf(data.richContent, [...path, 'richContent']);
  if (rich !== undefined) return { text, json: rich, textType: 'RICH_CONTENT', quickReplies };
  const linked = isJsonObject(data.file) ? data.file : [data, ...Object.values(data)].find(isLink);
  if (linked !== undefined) {
    const address = writtenText(linked.relativePath ?? linked.externalFileLink);
    return { text: text ?? address, json: jsonText(linked, path), textType: 'URL', quickReplies };
  }
  const others = Object.entries(data).filter(([key, part]) => !known.has(key) && !isMissing(part));
  const json = others.length === 0 ? undefined : jsonText(Object.fromEntries(others), path);
  return { text, json, quickReplies };
}

const known: ReadonlySet<string> = new Set(['msg', 'richContent', 'quickReplies']);

const isLink = (value: unknown): value is RawObject =>
  isJsonObject(value) && !isMissing(value.externalFileLink);

/** Reads `{ "content": "…" }` with JSON in the text. */
const contentOf = (value: unknown, path: RecordPath): string | undefined =>
  isJsonObject(value) && 'content' in value
    ? embeddedJson(value.content, [...path, 'content'])
    : embeddedJson(value, path);

/** Reads the source's parsed metadata, or the raw text if that is missing. */
function readContext(value: unknown, path: RecordPath): string | undefined {
  const context = objectAt(value, path);
  if (context === undefined) return undefined;
  return (
    embeddedJson(context.structuredMetadata, [...path, 'structuredMetadata']) ??
    embeddedJson(context.rawMetadata, [...path, 'rawMetadata'])
  );
}

export interface ConversationParticipant {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly source: LineSource;
}

/** Some records have the list under a name in the singular. */
export const readConsumers = (record: RawObject): ConversationParticipant[] =>
  ['consumerParticipants', 'consumerParticipant'].flatMap((key) =>
    listAt(record[key], [key], (raw) => ({
      id: id(raw.participantId),
      name: nameOf(raw),
      source: 'VISITOR' as const,
    })),
  );

/** Reads the lists of all, of active and of former agents. Not every record has all three. */
export function readAgents(record: RawObject, info: RawObject): ConversationParticipant[] {
  const lists = ['agentParticipants', 'agentParticipantsActive', 'agentParticipantsLeave'];
  const agents = lists.flatMap((key) =>
    listAt(record[key], [key], (raw) => agentOf(raw.agentId, raw.agentNickname ?? raw.agentNickName)),
  );
  return [...agents, agentOf(info.latestAgentId, info.latestAgentNickname)];
}

const agentOf = (agentId: unknown, nickname: unknown): ConversationParticipant => ({
  id: id(agentId),
  name: text(nickname),
  source: 'AGENT',
});

function nameOf(raw: RawObject): string | undefined {
  if (!isMissing(raw.consumerName)) return text(raw.consumerName);
  const names = [raw.firstName, raw.lastName].filter((name) => !isMissing(name)).map(text);
  return names.length === 0 ? undefined : names.join(' ');
}
