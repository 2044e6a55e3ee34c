import { isDeepStrictEqual } from 'node:util';
import { invalid } from '../../kernel/errors.ts';
import type { FeedTask } from '../shared/feed-ports.ts';
import type { Slots } from './presence/slots.ts';

export type Presence = 'LOGGED_OFF' | 'AVAILABLE' | 'UNAVAILABLE';

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

/** The newest state of an agent that a feed has sent. */
export interface LatestFeedState {
  readonly at: Date;
  /**
   * The number of known events at this instant, up to `maxOrderedPerInstant + 1`. The number only grows, so the larger of two numbers
   * belongs to the newer state.
   */
  readonly known: number;
  readonly eventId: string;
  /** The source's own word. */
  readonly state: string;
  readonly reason: string | null;
  readonly taskCount: number | null;
  readonly focusTask: FeedTask | null;
}

/** The dimension by which agents are counted. */
export type AgentGrouping = 'STATE' | 'REASON' | 'SKILL' | 'HIERARCHY';

/** The number of agents in one state and one group. */
export interface GroupCount {
  readonly state: AgentState;
  readonly stateRaw: string | null;
  /** A reason, a skill or a hierarchy node, depending on the grouping. Null when the group is the state itself. */
  readonly name: string | null;
  readonly count: number;
}

export interface AgentRecord {
  readonly username: string;
  readonly nickname?: string | null;
  readonly skills: readonly string[];
  readonly maxConcurrent: number;
  readonly reportHierarchy: readonly string[];
  readonly state: AgentState;
  // The fields below are absent if the state is unknown or not visible to the caller.
  readonly stateRaw?: string | null;
  readonly stateReason?: string | null;
  readonly stateSince?: Date | null;
  readonly slots?: Slots;
  readonly presence?: Presence;
  /** True if `state` is the feed's state (`fed`), not the state in this system. */
  readonly showsFed?: boolean;
  readonly fed?: LatestFeedState | null;
}

/** The fields that `upsertAgent` can set. An absent field stays unchanged. */
export interface AgentChanges {
  readonly username: string;
  readonly nickname?: string | null | undefined;
  readonly skills?: readonly string[] | null | undefined;
  readonly maxConcurrent?: number | null | undefined;
  readonly reportHierarchy?: readonly string[] | null | undefined;
}

/** Returns the placeholder for a user name that records mention but nobody has registered. */
export const unknownAgent = (username: string): AgentRecord => ({
  username,
  skills: [],
  maxConcurrent: 1,
  reportHierarchy: [],
  state: 'UNKNOWN',
});

const maxSkills = 100;
const maxEntryLength = 128;
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
  checkNames('input.skills', skills, maxSkills);
  checkNames('input.reportHierarchy', reportHierarchy, maxLevels);
  return skills == null ? changes : { ...changes, skills: [...new Set(skills)].sort() };
}

function checkNames(field: string, names: readonly string[] | null | undefined, most: number): void {
  if (names == null) return;
  if (names.length > most) throw invalid(field, `has ${names.length} entries, and may have ${most}`);
  const invalidAt = names.findIndex((name) => name.length === 0 || name.length > maxEntryLength);
  if (invalidAt >= 0) throw invalid(`${field}[${invalidAt}]`, `must have 1 to ${maxEntryLength} characters`);
}

/** The states that a client can set. All other states are derived from the agent's work. */
const presenceOf = { IDLE: 'AVAILABLE', UNAVAILABLE: 'UNAVAILABLE', LOGGED_OFF: 'LOGGED_OFF' } as const;

export function checkRequestedState(state: AgentState, reason: string | null | undefined) {
  if (state !== 'IDLE' && state !== 'UNAVAILABLE' && state !== 'LOGGED_OFF')
    throw invalid(
      'state',
      `is ${state}, which is derived from the agent's work; use IDLE, UNAVAILABLE or LOGGED_OFF`,
    );
  if (reason != null && reason.length > maxReasonLength)
    throw invalid('reason', `may have up to ${maxReasonLength} characters`);
  // An empty reason counts as no reason, as in the source.
  return { presence: presenceOf[state], reason: reason === '' ? null : (reason ?? null) };
}

/** Returns the given fields that differ from the agent's; undefined if none does. */
export function changedFields(agent: AgentRecord, changes: AgentChanges): Partial<AgentRecord> | undefined {
  const { nickname, skills, maxConcurrent, reportHierarchy } = changes;
  const given = {
    ...(nickname === undefined ? {} : { nickname }),
    ...(skills == null ? {} : { skills }),
    ...(maxConcurrent == null ? {} : { maxConcurrent }),
    ...(reportHierarchy == null ? {} : { reportHierarchy }),
  };
  const changed = Object.entries(given).filter(
    ([name, value]) => !isDeepStrictEqual(agent[name as keyof typeof given] ?? null, value),
  );
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}
