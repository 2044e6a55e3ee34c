import { compareWords } from '../alphabetical.ts';
import type { AgentState } from '../model.ts';
import type { StateChangeRecord } from './state-change.ts';

export interface TimeRange {
  readonly from: Date;
  readonly to: Date;
}

/** A state and its start. */
export interface StateSince {
  readonly state: AgentState;
  readonly stateRaw: string | null;
  readonly reason: string | null;
  readonly at: Date | null;
}

/** A state and the time for which it lasted. */
export interface StateInterval extends Omit<StateSince, 'at'>, TimeRange {}

/** A place in a history at which a change does not continue the one before it. */
export interface HistoryGap {
  readonly sessionId: string;
  readonly from: Date | null;
  readonly to: Date;
  readonly expected: StateSince | null;
  readonly found: StateSince | null;
}

/** The total time in a state, in milliseconds, and the number of intervals. */
export interface StateTotal extends Omit<StateSince, 'at'> {
  readonly duration: number;
  readonly count: number;
}

export const currentOf = (change: StateChangeRecord): StateSince => ({
  state: change.currentState,
  stateRaw: change.fed?.currentStateRaw ?? null,
  reason: change.currentStateReason,
  at: change.at,
});

/** Returns the previous state according to the change. Null for a sign-in. */
export function previousOf(change: StateChangeRecord): StateSince | null {
  const { fed, previousState, previousStateReason } = change;
  if (previousState === null || change.eventType === 'LOGIN') return null;
  return {
    state: previousState,
    stateRaw: fed?.previousStateRaw ?? null,
    reason: previousStateReason,
    at: previousAtOf(change),
  };
}

/** Returns the start of the previous state. Feeds send it; changes of this system have a duration. */
export function previousAtOf({ at, fed, previousStateDuration }: StateChangeRecord): Date | null {
  if (fed !== undefined) return fed.previousStateAt;
  return previousStateDuration === null ? null : new Date(at.getTime() - previousStateDuration);
}

export const isEnd = ({ eventType }: StateChangeRecord): boolean =>
  eventType === 'LOGOUT' || eventType === 'TIMEOUT';

const isSame = (one: StateSince, other: StateSince): boolean =>
  one.state === other.state &&
  one.stateRaw === other.stateRaw &&
  one.reason === other.reason &&
  one.at?.getTime() === other.at?.getTime();

/** Returns whether no change is missing between two changes. The log is complete; a feed may have lost events. */
const isContinuous = (earlier: StateChangeRecord, later: StateChangeRecord): boolean => {
  if (later.fed === undefined || earlier.fed === undefined) return true;
  const previous = previousOf(later);
  // Not every source states when the previous state began.
  return previous !== null && isSame({ ...previous, at: previous.at ?? earlier.at }, currentOf(earlier));
};

const interval = ({ state, stateRaw, reason }: StateSince, from: Date, to: Date): StateInterval => ({
  state,
  stateRaw,
  reason,
  from,
  to,
});

/** Returns the known intervals between two consecutive changes of a session. A gap leaves time without an interval. */
export function intervalsBetween(
  earlier: StateChangeRecord,
  later: StateChangeRecord,
): readonly StateInterval[] {
  if (isContinuous(earlier, later)) return [interval(currentOf(earlier), earlier.at, later.at)];
  const previous = previousOf(later);
  if (previous === null) return [];
  return [interval(previous, clamp(previous.at ?? later.at, earlier.at, later.at), later.at)];
}

const clamp = (instant: Date, least: Date, most: Date): Date =>
  instant < least ? least : instant > most ? most : instant;

export function gapBetween(
  sessionId: string,
  earlier: StateChangeRecord,
  later: StateChangeRecord,
): HistoryGap | undefined {
  if (isContinuous(earlier, later)) return undefined;
  const found = previousOf(later);
  const known = found?.at ?? later.at;
  return {
    sessionId,
    from: earlier.at,
    to: known > earlier.at ? known : later.at,
    expected: currentOf(earlier),
    found,
  };
}

/** Sums the intervals by state and reason. @param range clips the intervals */
export function totalsOf(intervals: Iterable<StateInterval>, range?: TimeRange): readonly StateTotal[] {
  const totals = new Map<string, StateTotal>();
  for (const { state, stateRaw, reason, from, to } of intervals) {
    if (range !== undefined && (from >= range.to || (to <= range.from && from < range.from))) continue;
    const begin = range === undefined ? from : clamp(from, range.from, range.to);
    const end = range === undefined ? to : clamp(to, range.from, range.to);
    const key = JSON.stringify([state, stateRaw, reason]);
    const { duration, count } = totals.get(key) ?? { duration: 0, count: 0 };
    totals.set(key, {
      state,
      stateRaw,
      reason,
      duration: duration + Math.max(0, end.getTime() - begin.getTime()),
      count: count + 1,
    });
  }
  return [...totals.values()].toSorted((one, other) =>
    compareWords([one.state, one.stateRaw, one.reason], [other.state, other.stateRaw, other.reason]),
  );
}

/**
 * Yields an agent's intervals over all sessions up to an instant.
 * @param changes sorted changes, from the one in force at the start of the range to the first one after the range
 */
export function* intervalsUntil(changes: readonly StateChangeRecord[], end: Date): Generator<StateInterval> {
  const lastOfSession = new Map(changes.map(({ sessionId }, index) => [sessionId, index]));
  for (const [index, change] of changes.entries()) {
    const next = changes[index + 1];
    if (next === undefined) {
      if (change.at < end) yield interval(currentOf(change), change.at, end);
    } else if (next.sessionId === change.sessionId) yield* intervalsBetween(change, next);
    else {
      const previous = previousOf(next);
      const known = previous === null ? next.at : clamp(previous.at ?? next.at, change.at, next.at);
      // The state after the last change of a feed's session without an end is unknown until the next session.
      const isKnown =
        change.fed === undefined || isEnd(change) || (lastOfSession.get(change.sessionId) ?? 0) > index;
      if (isKnown) yield interval(currentOf(change), change.at, known);
      if (previous !== null && known < next.at) yield interval(previous, known, next.at);
    }
  }
}
