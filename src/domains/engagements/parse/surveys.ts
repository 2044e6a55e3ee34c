import type { EngagementSurveyAnswer, EngagementSurveys } from '../model.ts';
import type { RawObject } from './readers.ts';
import { id, instant, listAt, objectAt, omitMissing, writtenText, texts } from './readers.ts';
import { surveyScope, surveySource } from './vocabulary.ts';

export function readSurveys(value: unknown): EngagementSurveys {
  const raw = objectAt(value, ['surveys']);
  return {
    preChat: listAt(raw?.preChat, ['surveys', 'preChat'], readAnswer),
    postChat: listAt(raw?.postChat, ['surveys', 'postChat'], readAnswer),
    operator: listAt(raw?.operator, ['surveys', 'operator'], readAnswer),
  };
}

function readAnswer(raw: RawObject): EngagementSurveyAnswer {
  const source = surveySource(raw.source);
  const scope = surveyScope(raw.scope);
  const time = instant(raw.timeL, raw.time);
  return omitMissing<EngagementSurveyAnswer>({
    surveyId: id(raw.surveyID ?? raw.surveyId),
    name: writtenText(raw.name),
    source: source.value,
    sourceRaw: source.raw,
    scope: scope.value,
    scopeRaw: scope.raw,
    questionId: id(raw.questionID ?? raw.questionId),
    displayName: writtenText(raw.displayName),
    value: writtenText(raw.value),
    values: texts(raw.values, writtenText),
    answersId: texts(raw.answersId, id),
    time,
    timeText: disagreement(time, raw.time),
  });
}

/** In the source's example, the text of a time differs from its milliseconds by a minute or a year. */
function disagreement(time: Date | undefined, written: unknown): string | undefined {
  if (typeof written !== 'string' || time === undefined) return undefined;
  const other = instant(written);
  return other !== undefined && other.getTime() !== time.getTime() ? written : undefined;
}
