import type { EngagementSurveyAnswer, EngagementSurveys } from '../model.ts';
import type { RecordPath, RawObject } from './readers.ts';
import {
  id,
  instant,
  isMissing,
  listAt,
  objectAt,
  omitMissing,
  writtenText,
  text,
  texts,
} from './readers.ts';

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
