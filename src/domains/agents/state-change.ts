import type { Fact, LogRecord } from '../../eventlog/index.ts';
import type { FocusTaskRecord } from './focus-task.ts';
import type { AgentState } from './model.ts';

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
export interface UnloggedChange {
  /** The number in the agent's stream: 1, 2, 3 and so on, without gaps. */
  readonly seq: number;
  readonly at: Date;
  /** The principal, as `kind:id`, or `system`. */
  readonly by: string;
  readonly fact: StateChanged;
}

/** A change, as it is read. */
export interface StateChangeRecord extends Omit<StateChanged, 'type'> {
  readonly username: string;
  readonly seq: number;
  readonly at: Date;
  /** It is no change but the state at the moment, which a subscription begins with. */
  readonly isCurrent?: true;
}

/** The same change always makes the same record, so that to insert it twice is to insert it once. */
export const toLogRecord = (
  tenant: string,
  username: string,
  { seq, at, by, fact }: UnloggedChange,
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
