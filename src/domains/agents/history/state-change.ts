import type { Fact, LogRecord } from '../../../eventlog/index.ts';
import type { FocusTaskRecord, DisplayedTask } from '../presence/focus-task.ts';
import type { AgentState } from '../model.ts';

export type AgentEventType = 'LOGIN' | 'LOGOUT' | 'STATE_CHANGE' | 'TIMEOUT' | 'OTHER';

/** The fact in the log for a change of an agent's state. */
export interface StateChanged extends Fact {
  readonly type: 'stateChanged';
  readonly eventType: AgentEventType;
  /** A new id for each sign-in. */
  readonly sessionId: string | null;
  readonly currentState: AgentState;
  readonly currentStateReason: string | null;
  readonly taskCount: number;
  readonly focusTask: FocusTaskRecord | null;
  readonly previousState: AgentState | null;
  readonly previousStateReason: string | null;
  /** In milliseconds. Null for the first change. */
  readonly previousStateDuration: number | null;
}

/** A state change in the agent's document that is not known to be in the log yet. */
export interface OutboxEntry {
  /** The sequence number in the agent's stream, starting at 1, without gaps. */
  readonly seq: number;
  readonly at: Date;
  /** The principal, as `kind:id`, or `system`. */
  readonly by: string;
  readonly fact: StateChanged;
}

/** Details that only a feed's change has. */
export interface FeedDetails {
  readonly eventId: string;
  readonly eventTypeRaw: string;
  readonly currentStateRaw: string;
  readonly previousStateRaw: string | null;
  /** The start of the previous state. */
  readonly previousStateAt: Date | null;
  readonly previousTaskCount: number | null;
  readonly previousFocusTask: DisplayedTask | null;
  readonly reportHierarchy: readonly string[];
  readonly isAhead: boolean;
  readonly isLate: boolean;
}

/** A state change from the log or from a feed. */
export interface StateChangeRecord extends Omit<StateChanged, 'type' | 'taskCount' | 'focusTask'> {
  /** The natural id, unique in the tenant. */
  readonly changeId: string;
  readonly username: string;
  /** The sequence number in the agent's stream. 0 for a feed's change. */
  readonly seq: number;
  readonly at: Date;
  readonly taskCount: number | null;
  readonly focusTask: DisplayedTask | null;
  /** Absent for a change in this system. */
  readonly fed?: FeedDetails;
}

interface StreamKey {
  readonly username: string;
  readonly seq: number;
  /** The instant of the change. After a restore of an older backup, another change can have the same number. */
  readonly at?: Date;
}

/** The place of a state change: a position in the agent's stream, or an event of a feed. */
export type ChangeKey = StreamKey | { readonly eventId: string };

/** Returns the natural id. The user name comes last, because it can contain any character. */
export const changeIdOf = (key: Required<StreamKey> | { readonly eventId: string }): string =>
  'eventId' in key ? `${feedPrefix}${key.eventId}` : `${key.seq}:${key.at.getTime()}:${key.username}`;

/** @returns undefined for a text that is not the id of a state change */
export function parseChangeId(id: string): ChangeKey | undefined {
  if (id.startsWith(feedPrefix)) return { eventId: id.slice(feedPrefix.length) };
  const [, seq, at, username] = /^([1-9][0-9]{0,9}):([0-9]{1,15}):(.+)$/s.exec(id) ?? [];
  return username === undefined ? undefined : { username, seq: Number(seq), at: new Date(Number(at)) };
}

const feedPrefix = 'fed:';

/** Converts an outbox entry to a record. The conversion is deterministic, so a repeated insert is idempotent. */
export const toLogRecord = (
  tenant: string,
  username: string,
  { seq, at, by, fact }: OutboxEntry,
): LogRecord<StateChanged> => ({
  tenant,
  kind: 'agent',
  stream: username,
  seq,
  v: 1,
  at,
  by,
  key: `state:${seq}`,
  hash: '',
  facts: [fact],
  changes: true,
});

const isStateChanged = (fact: Fact): fact is StateChanged => fact.type === 'stateChanged';

/** @returns undefined for a record without a state change, which a later version may write */
export function fromLogRecord({ stream, seq, at, facts }: LogRecord): StateChangeRecord | undefined {
  const fact = facts.find(isStateChanged);
  if (fact === undefined) return undefined;
  const { type: _, ...change } = fact;
  return { changeId: changeIdOf({ username: stream, seq, at }), username: stream, seq, at, ...change };
}
