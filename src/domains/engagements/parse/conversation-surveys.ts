import type { EngagementSurveyAnswer, EngagementSurveys } from '../model.ts';
import type { Path, Raw } from './read.ts';
import { id, instant, isMissing, listAt, objectAt, present, spoken, text, texts } from './read.ts';

/** What a conversation's visitor was asked after it, and its agents, of whose answers the latest come apart from those before. */
export function readConversationSurveys(record: Raw): EngagementSurveys {
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

const readVisitorSurvey = (survey: Raw, index: number, path: Path): EngagementSurveyAnswer[] =>
  listAt(survey.surveyData, [...path, index, 'surveyData'], (raw) =>
    present<EngagementSurveyAnswer>({
      ...unsaid,
      surveyId: id(survey.surveyId),
      name: text(survey.surveyType),
      source: 'POST_CHAT',
      sourceRaw: text(survey.surveyType),
      questionId: id(raw.questionId),
      displayName: spoken(raw.question),
      value: spoken(raw.answer),
      values: [],
      answersId: texts([raw.answerId], id),
      time: undefined,
    }),
  );

const readAgentSurvey = (survey: Raw, path: Path): EngagementSurveyAnswer[] =>
  listAt(survey.submittedAnswers, [...path, 'submittedAnswers'], (raw, index, at) => {
    const answers = listAt(raw.answers, [...at, index, 'answers'], (answer) => answer);
    const values = texts(
      answers.map(({ answer }) => answer),
      spoken,
    );
    return present<EngagementSurveyAnswer>({
      ...unsaid,
      surveyId: id(survey.surveyId ?? survey.acSurveyId),
      name: spoken(survey.acSurveyName),
      source: 'OPERATOR',
      sourceRaw: undefined,
      questionId: id(raw.questionId),
      displayName: spoken(raw.questionText),
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
