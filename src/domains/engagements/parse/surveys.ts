import type { EngagementSurveyAnswer, EngagementSurveys } from '../model.ts';
import type { Raw } from './read.ts';
import { id, instant, listAt, objectAt, present, spoken, texts } from './read.ts';
import { surveyScope, surveySource } from './words.ts';

export function readSurveys(value: unknown): EngagementSurveys {
  const raw = objectAt(value, ['surveys']);
  return {
    preChat: listAt(raw?.preChat, ['surveys', 'preChat'], readAnswer),
    postChat: listAt(raw?.postChat, ['surveys', 'postChat'], readAnswer),
    operator: listAt(raw?.operator, ['surveys', 'operator'], readAnswer),
  };
}

function readAnswer(raw: Raw): EngagementSurveyAnswer {
  const source = surveySource(raw.source);
  const scope = surveyScope(raw.scope);
  const time = instant(raw.timeL, raw.time);
  return present<EngagementSurveyAnswer>({
    surveyId: id(raw.surveyID ?? raw.surveyId),
    name: spoken(raw.name),
    source: source.value,
    sourceRaw: source.raw,
    scope: scope.value,
    scopeRaw: scope.raw,
    questionId: id(raw.questionID ?? raw.questionId),
    displayName: spoken(raw.displayName),
    value: spoken(raw.value),
    values: texts(raw.values, spoken),
    answersId: texts(raw.answersId, id),
    time,
    timeText: disagreement(time, raw.time),
  });
}

/** The source's own example has times of which the text is a minute, or a year, away from the milliseconds. */
function disagreement(time: Date | undefined, written: unknown): string | undefined {
  if (typeof written !== 'string' || time === undefined) return undefined;
  const other = instant(written);
  return other !== undefined && other.getTime() !== time.getTime() ? written : undefined;
}
