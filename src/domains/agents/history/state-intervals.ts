import type { AgentState } from '../model.ts';
import type { StateChangeRecord } from './state-change.ts';
import type { TimeRange } from './state-history.ts';

/** A state that an agent came to at an instant. */
export interface StateSince {
  readonly state: AgentState;
  readonly stateRaw: string | null;
  readonly reason: string | null;
  readonly at: Date | null;
}

/** A state that went on for a while. */
export interface StateInterval extends Omit<StateSince, 'at'> {
  readonly from: Date;
  readonly to: Date;
}

/** A place at which a change does not go on from the one before it. */
export interface HistoryGap {
  readonly sessionId: string;
  readonly from: Date | null;
  readonly to: Date;
  readonly expected: StateSince | null;
  readonly found: StateSince | null;
}

/** How long a state went on in all. */
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

/** What the change says that it goes on from. Null for a LOGIN. */
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

/** What happens here is told with how long it was, a feed also tells since when. */
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

/** What happens here is written whole, one after the other; what a feed tells may be missing. */
export const isContinuous = (later: StateChangeRecord, earlier: StateChangeRecord): boolean => {
  if (later.fed === undefined || earlier.fed === undefined) return true;
  const previous = previousOf(later);
  return previous !== null && isSame(previous, currentOf(earlier));
};

const stretch = ({ state, stateRaw, reason }: StateSince, from: Date, to: Date): StateInterval => ({
  state,
  stateRaw,
  reason,
  from,
  to,
});

/** What an agent did from one change of a session to the next: in a gap there is time of which nothing is known. */
export function intervalsBetween(
  earlier: StateChangeRecord,
  later: StateChangeRecord,
): readonly StateInterval[] {
  const previous = isContinuous(later, earlier) ? null : previousOf(later);
  if (previous === null)
    return isContinuous(later, earlier) ? [stretch(currentOf(earlier), earlier.at, later.at)] : [];
  return [stretch(previous, clamp(previous.at ?? later.at, earlier.at, later.at), later.at)];
}

const clamp = (instant: Date, least: Date, most: Date): Date =>
  instant < least ? least : instant > most ? most : instant;

export function gapBetween(
  sessionId: string,
  earlier: StateChangeRecord,
  later: StateChangeRecord,
): HistoryGap | undefined {
  if (isContinuous(later, earlier)) return undefined;
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

/** @param stretches what lies outside the span is left out */
export function totalsOf(stretches: Iterable<StateInterval>, span?: TimeRange): readonly StateTotal[] {
  const totals = new Map<string, StateTotal>();
  for (const { state, stateRaw, reason, from, to } of stretches) {
    if (span !== undefined && (from >= span.to || (to <= span.from && from < span.from))) continue;
    const begin = span === undefined ? from : clamp(from, span.from, span.to);
    const end = span === undefined ? to : clamp(to, span.from, span.to);
    const name = JSON.stringify([state, stateRaw, reason]);
    const { duration, count } = totals.get(name) ?? { duration: 0, count: 0 };
    totals.set(name, {
      state,
      stateRaw,
      reason,
      duration: duration + Math.max(0, end.getTime() - begin.getTime()),
      count: count + 1,
    });
  }
  return [...totals].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}

/** What an agent did in a span of time, over all sessions. @param changes in their order, from the one in force on to one behind the span */
export function* intervalsUntil(changes: readonly StateChangeRecord[], end: Date): Generator<StateInterval> {
  const lastOfSession = new Map(changes.map(({ sessionId }, index) => [sessionId, index]));
  for (const [index, change] of changes.entries()) {
    const next = changes[index + 1];
    if (next === undefined) {
      if (change.at < end) yield stretch(currentOf(change), change.at, end);
    } else if (next.sessionId === change.sessionId) yield* intervalsBetween(change, next);
    else {
      const previous = previousOf(next);
      const known = previous === null ? next.at : clamp(previous.at ?? next.at, change.at, next.at);
      // Where a session has no end, nothing is known from its last change to the next session.
      const isKnown =
        change.fed === undefined || isEnd(change) || (lastOfSession.get(change.sessionId) ?? 0) > index;
      if (isKnown) yield stretch(currentOf(change), change.at, known);
      if (previous !== null && known < next.at) yield stretch(previous, known, next.at);
    }
  }
}
