import type { TaskType } from '../../shared/task.ts';
import type { TaskInitiationMethod } from '../../shared/task.ts';
import type { FocusTaskState } from '../presence/focus-task.ts';
import type { AgentState } from '../model.ts';
import type { AgentEventType } from '../history/state-change.ts';

/** An empty word is none, as in the source. */
export const emptyToNull = (word: string | undefined): string | null =>
  word === undefined || word === '' ? null : word;

/** What a source's word means here. A word that it has and we do not is OTHER, and kept beside it. */
const meaning = <Word extends string>(words: Readonly<Record<Exclude<Word, 'OTHER'>, true>>) => {
  const known: ReadonlySet<string> = new Set(Object.keys(words));
  return (word: string): Word | 'OTHER' => (known.has(word) ? (word as Word) : 'OTHER');
};

export const parseState = meaning<AgentState>({
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

export const parseEventType = meaning<AgentEventType>({
  LOGIN: true,
  LOGOUT: true,
  STATE_CHANGE: true,
  TIMEOUT: true,
});

export const parseTaskState = meaning<FocusTaskState>({
  ALERTING: true,
  ACTIVE: true,
  WRAP: true,
  PARKED: true,
});

export const parseInitiationMethod = meaning<TaskInitiationMethod>({
  INBOUND_FORCED: true,
  INBOUND_QUEUE: true,
  OUTBOUND_FORCED: true,
  OUTBOUND_REQUESTED: true,
  OUTBOUND_AUTO: true,
  OUTBOUND_AUTO_AGENT: true,
  BRIDGE: true,
  FORWARD: true,
});

export const parseTaskType = meaning<TaskType>({
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
