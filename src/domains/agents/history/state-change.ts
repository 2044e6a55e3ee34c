import type { Fact, LogRecord } from '../../../eventlog/index.ts';
import type { FocusTaskRecord, DisplayedTask } from '../presence/focus-task.ts';
import type { AgentState } from '../model.ts';

export type AgentEventType = 'LOGIN' | 'LOGOUT' | 'STATE_CHANGE' | 'TIMEOUT' | 'OTHER';

/** What the log says of a change of an agent's state. */
export interface StateChanged extends Fact {
  readonly type: 'stateChanged';
  readonly eventType: AgentEventType;
  /** One for each time that the agent signs in. */
  readonly sessionId: string | null;
  readonly currentState: AgentState;
  readonly currentStateReason: string | null;
  readonly taskCount: number;
  readonly focusTask: FocusTaskRecord | null;
  readonly previousState: AgentState | null;
  readonly previousStateReason: string | null;
  /** Null where there was no change before. */
  readonly previousStateDuration: number | null;
}

/** A change, as the agent's document holds it until it is known to be in the log. */
export interface OutboxEntry {
  /** The number in the agent's stream: 1, 2, 3 and so on, without gaps. */
  readonly seq: number;
  readonly at: Date;
  /** The principal, as `kind:id`, or `system`. */
  readonly by: string;
  readonly fact: StateChanged;
}

/** What a feed says of a change, beyond what is known of those of here. */
export interface FeedDetails {
  readonly eventId: string;
  readonly eventTypeRaw: string;
  readonly currentStateRaw: string;
  readonly previousStateRaw: string | null;
  /** When the state before it began. */
  readonly previousStateAt: Date | null;
  readonly previousTaskCount: number | null;
  readonly previousFocusTask: DisplayedTask | null;
  readonly reportHierarchy: readonly string[];
  readonly isAhead: boolean;
  readonly isLate: boolean;
}

/** A change, as it is read. */
export interface StateChangeRecord extends Omit<StateChanged, 'type' | 'taskCount' | 'focusTask'> {
  readonly username: string;
  /** The number in the agent's stream. 0 for what a feed tells. */
  readonly seq: number;
  readonly at: Date;
  readonly taskCount: number | null;
  readonly focusTask: DisplayedTask | null;
  /** Absent for what happened here. */
  readonly fed?: FeedDetails;
  /** With the state at the moment: the source's own word. */
  readonly currentStateRaw?: string | null;
  /** It is no change but the state at the moment, which a subscription begins with. */
  readonly isCurrent?: true;
  /** With the state at the moment: up to when it includes what feeds tell. */
  readonly newestFed?: { readonly at: Date; readonly eventId: string } | null;
  /** With the state at the moment: what feeds tell of the same instant, and led to it. */
  readonly fedBefore?: ReadonlySet<string>;
}

/** The same change always makes the same record, so that to insert it twice is to insert it once. */
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

/** @returns undefined for a record of another kind, which a later version may write */
export function fromLogRecord({ stream, seq, at, facts }: LogRecord): StateChangeRecord | undefined {
  const fact = facts.find(isStateChanged);
  if (fact === undefined) return undefined;
  const { type: _, ...change } = fact;
  return { username: stream, seq, at, ...change };
}
