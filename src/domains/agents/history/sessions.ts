import type { UsageSession } from '../feed/usage.ts';
import type { StateChangeRecord } from './state-change.ts';
import {
  currentOf,
  gapBetween,
  intervalsBetween,
  isEnd,
  previousAtOf,
  previousOf,
  totalsOf,
  type HistoryGap,
  type StateInterval,
  type StateTotal,
  type TimeRange,
} from './state-intervals.ts';
import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../../kernel/paging.ts';

/** The period from an agent's sign-in to its sign-out. */
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

/** The known changes of a session, and the begin of the agent's next session. */
export interface KnownSession {
  readonly sessionId: string;
  readonly changes: readonly StateChangeRecord[];
  readonly next: Date | null;
}

/**
 * Adds session ids to the changes of a feed without them, as those of Amazon Connect: a session lasts from a sign-in to a sign-out. Changes
 * of a feed that has session ids stay as they are, since it knows better.
 * @param changes sorted changes of one agent
 */
export function withDerivedSessions(changes: readonly StateChangeRecord[]): readonly StateChangeRecord[] {
  if (changes.some(({ fed, sessionId }) => fed !== undefined && sessionId !== null)) return changes;
  let sessionId: string | null = null;
  return changes.map((change) => {
    const { fed, eventType, currentState } = change;
    if (fed === undefined) return change;
    if (eventType === 'LOGIN' || (sessionId === null && currentState !== 'LOGGED_OFF'))
      sessionId = fed.eventId;
    const named = { ...change, sessionId };
    if (isEnd(change)) sessionId = null;
    return named;
  });
}

/** Groups sorted changes by session. Omits changes without a session. */
export function sessionsOf(changes: Iterable<StateChangeRecord>): readonly KnownSession[] {
  const all = [...Map.groupBy(changes, ({ sessionId }) => sessionId)].flatMap(([sessionId, own]) =>
    sessionId === null ? [] : [{ sessionId, changes: own, begin: beginOf(own) }],
  );
  const byBegin = all.toSorted((one, other) => one.begin.getTime() - other.begin.getTime());
  return all.map(({ sessionId, changes: own }) => {
    const last = own.at(-1);
    if (last === undefined) return { sessionId, changes: own, next: null };
    const index = indexFrom(byBegin, last.at);
    // A session with a single change begins at that change, so the search finds the session itself.
    const next = byBegin[index]?.sessionId === sessionId ? byBegin[index + 1] : byBegin[index];
    return { sessionId, changes: own, next: next?.begin ?? null };
  });
}

/** Returns the index of the first session that begins at an instant or later, by binary search. */
function indexFrom(byBegin: readonly { readonly begin: Date }[], at: Date): number {
  let low = 0;
  let high = byBegin.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((byBegin[middle]?.begin ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the begin of a session. If the sign-in is missing, returns the earliest known time. */
export function beginOf([first]: readonly StateChangeRecord[]): Date {
  if (first === undefined) return new Date(0);
  return first.eventType === 'LOGIN' ? first.at : (previousAtOf(first) ?? first.at);
}

export const isEnded = (changes: readonly StateChangeRecord[]): boolean => changes.some(isEnd);

export function toSession(session: KnownSession, now: Date): AgentSession {
  const { sessionId, changes, next } = session;
  const end = changes.findLast(isEnd);
  const intervals = [...intervalsOf(changes)];
  const last = changes.at(-1);
  const isOpen = end === undefined && next === null;
  if (isOpen && last !== undefined && last.at < now)
    intervals.push({ ...currentOf(last), from: last.at, to: now });
  return {
    sessionId,
    begin: beginOf(changes),
    end: end?.at ?? null,
    ended: isOpen ? null : end === undefined ? 'LOST' : end.eventType === 'TIMEOUT' ? 'TIMEOUT' : 'LOGOUT',
    totals: totalsOf(intervals),
    gaps: gapsOf(session),
  };
}

/** Yields the intervals of a session up to its last known change. */
function* intervalsOf(changes: readonly StateChangeRecord[]): Generator<StateInterval> {
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
    if (earlier !== undefined) {
      const gap = gapBetween(sessionId, earlier, change);
      if (gap !== undefined) gaps.push(gap);
    } else if (change.fed !== undefined && change.eventType !== 'LOGIN')
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

type SessionKey = Pick<AgentSession, 'begin' | 'sessionId'>;

const isBefore = (one: SessionKey, other: SessionKey): boolean =>
  one.begin < other.begin ||
  (one.begin.getTime() === other.begin.getTime() && one.sessionId < other.sessionId);

/** Pages through sessions that are in memory, so that callers read details only for the sessions on the page. */
export function readSessionPage(username: string, paging: PageArguments) {
  const listName = `sessions:${username}`;
  const request = readPageArguments(listName, ['instant', 'string'], paging);
  const [begin, sessionId] = request.from ?? [];
  const from = begin instanceof Date && typeof sessionId === 'string' ? { begin, sessionId } : undefined;

  return {
    /** Returns the sessions of the page and one more, in reading order. */
    cut(sessions: readonly AgentSession[]): readonly AgentSession[] {
      const reading = request.backwards ? sessions.toReversed() : sessions;
      return reading
        .filter(
          (session) =>
            from === undefined || (request.backwards ? isBefore(session, from) : isBefore(from, session)),
        )
        .slice(0, request.limit + 1);
    },

    toPage: (
      rows: readonly AgentSessionRecord[],
      totalCount: number,
      wanted: { readonly edges: boolean },
    ): Connection<AgentSessionRecord> =>
      toConnection(
        request,
        { rows, totalCount },
        (session) => makeCursor(listName, [session.begin, session.sessionId]),
        wanted,
      ),
  };
}

/** Returns the time range from the first begin to the last end. */
export function rangeOf(sessions: readonly AgentSession[], now: Date): TimeRange {
  const begins = sessions.map(({ begin }) => begin.getTime());
  const ends = sessions.map((session) => endOf(session, now).getTime());
  return { from: new Date(Math.min(...begins)), to: new Date(Math.max(...ends) + 1) };
}

const lostAt = ({ begin, gaps }: AgentSession): Date => gaps.at(-1)?.from ?? begin;

const endOf = (session: AgentSession, now: Date): Date =>
  session.end ?? (session.ended === 'LOST' ? lostAt(session) : now > session.begin ? now : session.begin);

/** Returns whether a usage session overlaps an agent's session. */
export const isDuring = (usage: UsageSession, session: AgentSession): boolean =>
  usage.begin.getTime() <=
    (session.end?.getTime() ?? (session.ended === 'LOST' ? lostAt(session).getTime() : Infinity)) &&
  (usage.end === null || usage.end >= session.begin);
