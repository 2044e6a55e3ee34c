import type { EngagementSurveyAnswer, EngagementSurveys } from '../model.ts';
import {
  type RawObject,
  id,
  instant,
  listAt,
  objectAt,
  omitMissing,
  writtenText,
  texts,
  type RecordPath,
  isMissing,
  text,
} from './readers.ts';
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

/** Reads the surveys of the visitor and of the agents. The source stores the latest agent survey apart from earlier ones. */
export function readConversationSurveys(record: RawObject): EngagementSurveys {
  const latest = objectAt(record.latestAgentSurvey, ['latestAgentSurvey']);
  const before = 'previouslySubmittedAgentSurveys';
  return {
    preChat: [],
    postChat: listAt(record.conversationSurveys, ['conversationSurveys'], readVisitorSurvey).flat(),
    operator: [
      ...(latest === undefined ? [] : readAgentSurvey(latest, ['latestAgentSurvey'])),
      ...listAt(record[before], [before], (raw, index, path) =>
        readAgentSurvey(raw, [...path, index]),
      ).flat(),
    ],
  };
}

const readVisitorSurvey = (survey: RawObject, index: number, path: RecordPath): EngagementSurveyAnswer[] =>
  listAt(survey.surveyData, [...path, index, 'surveyData'], (raw) =>
    omitMissing<EngagementSurveyAnswer>({
      ...unsaid,
      surveyId: id(survey.surveyId),
      name: text(survey.surveyType),
      source: 'POST_CHAT',
      sourceRaw: text(survey.surveyType),
      questionId: id(raw.questionId),
      displayName: writtenText(raw.question),
      value: writtenText(raw.answer),
      values: [],
      answersId: texts([raw.answerId], id),
      time: undefined,
    }),
  );

const readAgentSurvey = (survey: RawObject, path: RecordPath): EngagementSurveyAnswer[] =>
  listAt(survey.submittedAnswers, [...path, 'submittedAnswers'], (raw, index, at) => {
    const answers = listAt(raw.answers, [...at, index, 'answers'], (answer) => answer);
    const values = texts(
      answers.map(({ answer }) => answer),
      writtenText,
    );
    return omitMissing<EngagementSurveyAnswer>({
      ...unsaid,
      surveyId: id(survey.surveyId ?? survey.acSurveyId),
      name: writtenText(survey.acSurveyName),
      source: 'OPERATOR',
      sourceRaw: undefined,
      questionId: id(raw.questionId),
      displayName: writtenText(raw.questionText),
      value: values[0],
      values,
      answersId: texts(
        answers.map(({ answerId }) => (isMissing(answerId) ? undefined : answerId)),
        id,
      ),
      time: instant(survey.lastUpdateTime),
    });
  });

const unsaid = { scope: undefined, scopeRaw: undefined, timeText: undefined } as const;
