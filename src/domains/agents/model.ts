import { invalid } from '../../kernel/errors.ts';

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
