import type { TaskInitiationMethod, TaskType } from '../../shared/task.ts';
import type { FocusTaskState } from '../presence/focus-task.ts';
import type { AgentState } from '../model.ts';
import type { AgentEventType } from '../history/state-change.ts';

/** Sources send an empty string for a missing value. */
export const emptyToNull = (word: string | undefined): string | null =>
  word === undefined || word === '' ? null : word;

/** Creates a parser of a source's words. It returns OTHER for an unknown word; callers keep the word itself in a `raw` field. */
const parserOf = <Word extends string>(words: Readonly<Record<Exclude<Word, 'OTHER'>, true>>) => {
  const known: ReadonlySet<string> = new Set(Object.keys(words));
  return (word: string): Word | 'OTHER' => (known.has(word) ? (word as Word) : 'OTHER');
};

export const parseState = parserOf<AgentState>({
  UNKNOWN: true,
  UNAVAILABLE: true,
  IDLE: true,
  RESERVING: true,
  RESERVED: true,
  WORKING: true,
  WRAP: true,
  PENDING_UNAVAILABLE: true,
  LOGGED_OFF: true,
});

export const parseEventType = parserOf<AgentEventType>({
  LOGIN: true,
  LOGOUT: true,
  STATE_CHANGE: true,
  TIMEOUT: true,
});

export const parseTaskState = parserOf<FocusTaskState>({
  ALERTING: true,
  ACTIVE: true,
  WRAP: true,
  PARKED: true,
});

export const parseInitiationMethod = parserOf<TaskInitiationMethod>({
  INBOUND_FORCED: true,
  INBOUND_QUEUE: true,
  OUTBOUND_FORCED: true,
  OUTBOUND_REQUESTED: true,
  OUTBOUND_AUTO: true,
  OUTBOUND_AUTO_AGENT: true,
  BRIDGE: true,
  FORWARD: true,
});

export const parseTaskType = parserOf<TaskType>({
  VOICE: true,
  ROUTED_EMAIL: true,
  WEBCHAT: true,
  SMS: true,
  SMS_PINPOINT: true,
  SMS_WEBHOOK: true,
  PREVIEW_DIAL: true,
  SOCIAL_WHATSAPP: true,
  SOCIAL_LINE: true,
  SOCIAL_FBMESSENGER: true,
  SOCIAL_TWITTERDM: true,
  SOCIAL_OTHER: true,
  INSTANT_MESSAGE: true,
  UC_CALL: true,
  GENERIC_TASK: true,
});
