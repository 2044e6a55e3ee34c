import { isDeepStrictEqual } from 'node:util';
import { invalid } from '../../kernel/errors.ts';
import type { LatestFeedState } from './feed/latest.ts';
import type { Slots } from './presence/slots.ts';
import type { Presence } from './presence/state-machine.ts';

export type AgentState =
  | 'UNKNOWN'
  | 'UNAVAILABLE'
  | 'IDLE'
  | 'RESERVING'
  | 'RESERVED'
  | 'WORKING'
  | 'WRAP'
  | 'PENDING_UNAVAILABLE'
  | 'LOGGED_OFF'
  | 'OTHER';

export interface AgentRecord {
  readonly username: string;
  readonly nickname?: string | null;
  readonly skills: readonly string[];
  readonly maxConcurrent: number;
  readonly reportHierarchy: readonly string[];
  readonly state: AgentState;
  // Absent where nothing is known of what the agent does, or where it may not be seen.
  readonly stateRaw?: string | null;
  readonly stateReason?: string | null;
  readonly stateSince?: Date | null;
  readonly slots?: Slots;
  readonly presence?: Presence;
  /** Whether the state is the one that a feed tells, which is in `fed`. */
  readonly showsFed?: boolean;
  readonly fed?: LatestFeedState | null;
}

/** What `upsertAgent` may set; what is absent stays as it is. */
export interface AgentChanges {
  readonly username: string;
  readonly nickname?: string | null | undefined;
  readonly skills?: readonly string[] | null | undefined;
  readonly maxConcurrent?: number | null | undefined;
  readonly reportHierarchy?: readonly string[] | null | undefined;
}

/** Every name that a record gives an agent is an agent, also when nobody has registered it. */
export const unknownAgent = (username: string): AgentRecord => ({
  username,
  skills: [],
  maxConcurrent: 1,
  reportHierarchy: [],
  state: 'UNKNOWN',
});

const maxSkills = 100;
const maxWordLength = 128;
const maxLevels = 20;
const maxReasonLength = 256;
const maxConcurrentLimit = 100;
const maxNameLength = 256;

export function checkChanges(changes: AgentChanges): AgentChanges {
  const { username, nickname, skills, maxConcurrent, reportHierarchy } = changes;
  if (username.length === 0 || username.length > maxNameLength)
    throw invalid('input.username', `must have 1 to ${maxNameLength} characters`);
  if (nickname != null && nickname.length > maxNameLength)
    throw invalid('input.nickname', `may have up to ${maxNameLength} characters`);
  if (maxConcurrent != null && (maxConcurrent < 1 || maxConcurrent > maxConcurrentLimit))
    throw invalid('input.maxConcurrent', `is ${maxConcurrent}, and may be 1 to ${maxConcurrentLimit}`);
  checkWords('input.skills', skills, maxSkills);
  checkWords('input.reportHierarchy', reportHierarchy, maxLevels);
  return skills == null ? changes : { ...changes, skills: [...new Set(skills)].sort() };
}

function checkWords(field: string, words: readonly string[] | null | undefined, most: number): void {
  if (words == null) return;
  if (words.length > most) throw invalid(field, `has ${words.length} entries, and may have ${most}`);
  const bad = words.findIndex((word) => word.length === 0 || word.length > maxWordLength);
  if (bad >= 0) throw invalid(`${field}[${bad}]`, `must have 1 to ${maxWordLength} characters`);
}

/** The states that are asked for; all others follow from the work. */
const presences = { IDLE: 'AVAILABLE', UNAVAILABLE: 'UNAVAILABLE', LOGGED_OFF: 'LOGGED_OFF' } as const;

export function checkWish(state: AgentState, reason: string | null | undefined) {
  if (state !== 'IDLE' && state !== 'UNAVAILABLE' && state !== 'LOGGED_OFF')
    throw invalid(
      'state',
      `is ${state}, which follows from the work; ask for IDLE, UNAVAILABLE or LOGGED_OFF`,
    );
  if (reason != null && reason.length > maxReasonLength)
    throw invalid('reason', `may have up to ${maxReasonLength} characters`);
  // An empty reason is none, as in the source.
  return { presence: presences[state], reason: reason === '' ? null : (reason ?? null) };
}

/** @returns what is different of what was given, or undefined where nothing is */
export function newValues(agent: AgentRecord, changes: AgentChanges): Partial<AgentRecord> | undefined {
  const { nickname, skills, maxConcurrent, reportHierarchy } = changes;
  const given = {
    ...(nickname === undefined ? {} : { nickname }),
    ...(skills == null ? {} : { skills }),
    ...(maxConcurrent == null ? {} : { maxConcurrent }),
    ...(reportHierarchy == null ? {} : { reportHierarchy }),
  };
  const differ = Object.entries(given).filter(
    ([name, value]) => !isDeepStrictEqual(agent[name as keyof typeof given] ?? null, value),
  );
  return differ.length === 0 ? undefined : Object.fromEntries(differ);
}
