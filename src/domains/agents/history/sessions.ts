import {
  intervalsBetween,
  currentOf,
  gapBetween,
  isEnd,
  previousAtOf,
  previousOf,
  type HistoryGap,
  type StateTotal,
  type StateInterval,
  totalsOf,
} from './state-intervals.ts';
import type { UsageSession } from '../feed/usage.ts';
import type { StateChangeRecord } from './state-change.ts';

/** From when an agent signed in to when the agent was signed out. */
export interface AgentSession {
  readonly sessionId: string;
  readonly begin: Date;
  readonly end: Date | null;
  readonly ended: 'LOGOUT' | 'TIMEOUT' | 'LOST' | null;
  readonly totals: readonly StateTotal[];
  readonly gaps: readonly HistoryGap[];
}

export interface AgentSessionRecord extends AgentSession {
  readonly usage: readonly UsageSession[];
}

/** What is known of a session: its changes, and when the next one of the agent began. */
export interface KnownSession {
  readonly sessionId: string;
  readonly changes: readonly StateChangeRecord[];
  readonly next: Date | null;
}

/** @param changes in their order; what belongs to no session is left out */
export function sessionsOf(changes: Iterable<StateChangeRecord>): readonly KnownSession[] {
  const all = [...Map.groupBy(changes, ({ sessionId }) => sessionId)].flatMap(([sessionId, own]) =>
    sessionId === null ? [] : [{ sessionId, changes: own, begin: beginOf(own) }],
  );
  const byBegin = all.toSorted((one, other) => one.begin.getTime() - other.begin.getTime());
  return all.map(({ sessionId, changes: own }) => {
    const last = own.at(-1);
    if (last === undefined) return { sessionId, changes: own, next: null };
    const place = firstFrom(byBegin, last.at);
    // One of a single change begins when it is last heard of.
    const next = byBegin[place]?.sessionId === sessionId ? byBegin[place + 1] : byBegin[place];
    return { sessionId, changes: own, next: next?.begin ?? null };
  });
}

/** The place of the first that begins at an instant or later. */
function firstFrom(byBegin: readonly { readonly begin: Date }[], at: Date): number {
  let low = 0;
  let high = byBegin.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((byBegin[middle]?.begin ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** When it began; where the sign-in is lost, the first that is known of it. */
export function beginOf([first]: readonly StateChangeRecord[]): Date {
  if (first === undefined) return new Date(0);
  return first.eventType === 'LOGIN' ? first.at : (previousAtOf(first) ?? first.at);
}

export const isEnded = (changes: readonly StateChangeRecord[]): boolean => changes.some(isEnd);

export function toSession({ sessionId, changes, next }: KnownSession, now: Date): AgentSession {
  const end = changes.findLast(isEnd);
  const stretches = [...stretchesOf(changes)];
  const last = changes.at(-1);
  const goesOn = end === undefined && next === null;
  if (goesOn && last !== undefined && last.at < now)
    stretches.push({ ...currentOf(last), from: last.at, to: now });
  return {
    sessionId,
    begin: beginOf(changes),
    end: end?.at ?? null,
    ended: goesOn ? null : end === undefined ? 'LOST' : end.eventType === 'TIMEOUT' ? 'TIMEOUT' : 'LOGOUT',
    totals: totalsOf(stretches),
    gaps: gapsOf({ sessionId, changes, next }),
  };
}

/** What the agent did in a session, up to the last change that is known of it. */
function* stretchesOf(changes: readonly StateChangeRecord[]): Generator<StateInterval> {
  let earlier: StateChangeRecord | undefined;
  for (const change of changes) {
    if (earlier !== undefined) yield* intervalsBetween(earlier, change);
    else {
      const previous = previousOf(change);
      if (previous?.at != null) yield { ...previous, from: previous.at, to: change.at };
    }
    earlier = change;
  }
}

export function gapsOf({ sessionId, changes, next }: KnownSession): readonly HistoryGap[] {
  const gaps: HistoryGap[] = [];
  let earlier: StateChangeRecord | undefined;
  for (const change of changes) {
    if (earlier !== undefined)
      gaps.push(...[gapBetween(sessionId, earlier, change)].filter((gap) => gap !== undefined));
    else if (change.fed !== undefined && change.eventType !== 'LOGIN')
      gaps.push({
        sessionId,
        from: null,
        to: beginOf(changes),
        expected: null,
        found: previousOf(change),
      });
    earlier = change;
  }
  if (earlier?.fed !== undefined && next !== null && !isEnded(changes))
    gaps.push({ sessionId, from: earlier.at, to: next, expected: currentOf(earlier), found: null });
  return gaps;
}
