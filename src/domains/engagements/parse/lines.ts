import { isJsonObject } from '../../../kernel/json.ts';
import type { CannedAnswer, EngagementLine, EngagementLineScore } from '../model.ts';
import { isAgentId } from '../model.ts';
import type { RecordPath, RawObject } from './readers.ts';
import {
  describe,
  ParseError,
  id,
  instant,
  jsonText,
  listAt,
  number,
  omitMissing,
  writtenText,
  text,
  wrappedListAt,
} from './readers.ts';
import { controlType, lineSource, subType, textType } from './vocabulary.ts';

export const readLineScores = (value: unknown): EngagementLineScore[] =>
  listAt(value, ['lineScores'], (raw) =>
    omitMissing<EngagementLineScore>({
      lineSeq: id(raw.lineSeq),
      lineRawScore: number(raw.lineRawScore),
      mcs: number(raw.mcs),
    }),
  );

/**
 * Reads the lines in order of time, then in the order of the source. A line without a time gets the time of the line before it, or the
 * engagement's start.
 */
export function readLines(
  transcript: unknown,
  scores: readonly EngagementLineScore[],
  startTime: Date,
): EngagementLine[] {
  const scoreOf = scores.length === 0 ? undefined : bySeq(scores);
  let previous = startTime;
  const lines = wrappedListAt(transcript, ['transcript'], 'lines', (raw, index, path) => {
    const time = instant(raw.timeL, raw.time) ?? previous;
    previous = time;
    return readLine(raw, time, [...path, index], scoreOf);
  });
  return lines.sort((a, b) => a.time.getTime() - b.time.getTime());
}

function readLine(
  raw: RawObject,
  time: Date,
  path: RecordPath,
  scoreOf: ReadonlyMap<string, EngagementLineScore> | undefined,
): EngagementLine {
  const words = raw.text;
  if (isJsonObject(words) || Array.isArray(words)) {
    throw new ParseError([...path, 'text'], `must be text, not ${describe(words)}`);
  }
  const source = lineSource(raw.source);
  const type = textType(raw.textType);
  const control = controlType(raw.controlType);
  const who = subType(raw.subType);
  const lineSeq = id(raw.lineSeq);
  const agentId = id(raw.agentId);
  return omitMissing<EngagementLine>({
    time,
    text: writtenText(words),
    json: raw.json === undefined || raw.json === null ? undefined : jsonText(raw.json, [...path, 'json']),
    textType: type.value,
    textTypeRaw: type.raw,
    by: text(raw.by),
    source: source.value ?? 'OTHER',
    sourceRaw: source.raw,
    // An unknown value may denote a narrower audience, so customers do not see the line.
    visibility: who.value === undefined ? 'EVERYONE' : who.value === 'OTHER' ? 'AGENTS' : who.value,
    subTypeRaw: who.raw,
    controlType: control.value,
    controlTypeRaw: control.raw,
    lineSeq,
    agentId: isAgentId(agentId) ? agentId : undefined,
    cannedAnswer: readCannedAnswer(raw.cannedAnswerType),
    score: lineSeq === undefined ? undefined : scoreOf?.get(lineSeq),
    quickReplies: undefined,
    contextData: undefined,
  });
}

/** 0 means no canned answer. A negative id means that the agent edited the answer. */
function readCannedAnswer(value: unknown): CannedAnswer | undefined {
  const answer = id(value);
  if (answer === undefined || Number(answer) === 0) return undefined;
  return answer.startsWith('-')
    ? { cannedAnswerId: answer.slice(1), changed: true }
    : { cannedAnswerId: answer, changed: false };
}

function bySeq(scores: readonly EngagementLineScore[]): ReadonlyMap<string, EngagementLineScore> {
  const found = new Map<string, EngagementLineScore>();
  for (const score of scores) {
    if (score.lineSeq !== undefined && !found.has(score.lineSeq)) found.set(score.lineSeq, score);
  }
  return found;
}
