import { exceedsDays } from '../../../kernel/date-time.ts';
import { invalid } from '../../../kernel/errors.ts';
import { maxAheadMs } from '../../shared/feed-ports.ts';
import { sortSameInstant } from '../feed/event-order.ts';
import { toStateChange } from '../feed/state-event.ts';
import type { AgentKey } from '../store.ts';
import {
  readChangesFrom,
  readChangesUntil,
  readLoggedFrom,
  readLoggedUntil,
  type ChangeSources,
} from './change-reader.ts';
import {
  beginOf,
  gapsOf,
  isEnded,
  sessionsOf,
  toSession,
  withDerivedSessions,
  type AgentSession,
  type KnownSession,
} from './sessions.ts';
import type { StateChangeRecord } from './state-change.ts';
import {
  intervalsUntil,
  isEnd,
  totalsOf,
  type HistoryGap,
  type StateTotal,
  type TimeRange,
} from './state-intervals.ts';

const maxDays = 31;
const maxChanges = 100_000;
const pageSize = 100;

const tooManyChanges = () =>
  invalid('range', `contains or overlaps sessions of more than ${maxChanges} changes`);

export function checkRange(range: TimeRange): void {
  if (range.from > range.to) throw invalid('range.from', 'is after range.to');
  if (exceedsDays(range, maxDays)) throw invalid('range', `is longer than ${maxDays} days`);
}

/** Returns the time in each state. */
export async function readTotals(
  sources: ChangeSources,
  agent: AgentKey,
  range: TimeRange,
  now: Date,
): Promise<readonly StateTotal[]> {
  const changes = await readChanges(sources, agent, range);
  const end = now < range.to ? now : range.to;
  const named = withDerivedSessions(changes);
  return end <= range.from ? [] : totalsOf(intervalsUntil(named, end), { from: range.from, to: end });
}

/** Returns the sessions that overlap a time range, complete and sorted by begin. */
export async function readSessions(
  sources: ChangeSources,
  agent: AgentKey,
  range: TimeRange,
  now: Date,
): Promise<readonly AgentSession[]> {
  const known = await readKnownSessions(sources, agent, range, now);
  return known
    .filter((session) => overlaps(session, range))
    .map((session) => toSession(session, now))
    .toSorted((a, b) => a.begin.getTime() - b.begin.getTime() || (a.sessionId < b.sessionId ? -1 : 1));
}

/** Returns the gaps that overlap a time range. */
export async function readGaps(
  sources: ChangeSources,
  agent: AgentKey,
  range: TimeRange,
  now: Date,
): Promise<readonly HistoryGap[]> {
  const known = await readKnownSessions(sources, agent, range, now);
  return known
    .flatMap(gapsOf)
    .filter(({ from, to }) => (from ?? to) < range.to && to >= range.from)
    .toSorted((a, b) => a.to.getTime() - b.to.getTime());
}

/** Reads the changes from the one in force at the start of the range to the first one after the range. */
async function readChanges(
  sources: ChangeSources,
  agent: AgentKey,
  { from, to }: TimeRange,
): Promise<readonly StateChangeRecord[]> {
  const changes: StateChangeRecord[] = [];
  for await (const inForce of readChangesUntil(sources, { ...agent, from, pageSize: 4 })) {
    changes.push(inForce);
    break;
  }
  const start = new Date(from.getTime() + 1);
  for await (const change of readChangesFrom(sources, { ...agent, from: start, pageSize })) {
    changes.push(change);
    if (change.at >= to) break;
    if (changes.length > maxChanges) throw tooManyChanges();
  }
  return changes;
}

function overlaps({ changes, next }: KnownSession, { from, to }: TimeRange): boolean {
  const begin = beginOf(changes);
  const last = changes.at(-1)?.at ?? begin;
  const isOpen = !isEnded(changes) && next === null;
  return begin < to && (begin >= from || last > from || isOpen);
}

/** Reads the sessions with a change in force in a time range. Each session is complete, also beyond the range. */
async function readKnownSessions(
  sources: ChangeSources,
  agent: AgentKey,
  range: TimeRange,
  now: Date,
): Promise<readonly KnownSession[]> {
  if (range.from.getTime() === range.to.getTime()) return [];
  const changes = (await readChanges(sources, agent, range)).filter(({ at }) => at < range.to);
  const derived = await completeDerivedSessions(sources, agent, changes);
  const complete = [
    ...(await completeFeedSessions(sources, agent, changes)),
    ...(await completeLoggedSessions(sources, agent, changes)),
    ...derived.changes,
  ];
  const sessionIds = new Set(complete.map(({ sessionId }) => sessionId));
  const later = await readNextSession(sources, agent, complete, new Date(now.getTime() + maxAheadMs));
  return sessionsOf([...complete, ...derived.next, ...(later === undefined ? [] : [later])]).filter(
    ({ sessionId }) => sessionIds.has(sessionId),
  );
}

const isWithoutSession = ({ fed, sessionId }: StateChangeRecord): boolean =>
  fed !== undefined && sessionId === null;

/** Completes the sessions of a feed without session ids: back to the sign-in, and on to the sign-out or the next sign-in. */
async function completeDerivedSessions(
  sources: ChangeSources,
  agent: AgentKey,
  changes: readonly StateChangeRecord[],
): Promise<{ readonly changes: readonly StateChangeRecord[]; readonly next: readonly StateChangeRecord[] }> {
  const own = changes.filter(isWithoutSession);
  const [first] = own;
  const last = own.at(-1);
  const hasSessions = changes.some(({ fed, sessionId }) => fed !== undefined && sessionId !== null);
  if (first === undefined || last === undefined || hasSessions) return { changes: [], next: [] };
  const earlier: StateChangeRecord[] = [];
  if (first.eventType !== 'LOGIN')
    for await (const change of changesBeyond(
      first,
      readChangesUntil(sources, { ...agent, from: first.at, pageSize }),
    )) {
      if (isEnd(change)) break;
      earlier.push(change);
      if (change.eventType === 'LOGIN') break;
    }
  const later: StateChangeRecord[] = [];
  if (!isEnd(last))
    for await (const change of changesBeyond(
      last,
      readChangesFrom(sources, { ...agent, from: last.at, pageSize }),
    )) {
      later.push(change);
      if (isEnd(change) || change.eventType === 'LOGIN') break;
    }
  const named = withDerivedSessions([...earlier.reverse(), ...own, ...later]);
  const hasNext = later.at(-1)?.eventType === 'LOGIN';
  return hasNext ? { changes: named.slice(0, -1), next: named.slice(-1) } : { changes: named, next: [] };
}

/** Yields the changes without a session that come after one of them in the order of reading. */
async function* changesBeyond(
  { changeId }: StateChangeRecord,
  changes: AsyncIterable<StateChangeRecord>,
): AsyncGenerator<StateChangeRecord> {
  let count = 0;
  let isBeyond = false;
  for await (const change of changes) {
    if (isBeyond && isWithoutSession(change)) yield change;
    isBeyond ||= change.changeId === changeId;
    if (++count > maxChanges) throw tooManyChanges();
  }
}

async function completeFeedSessions(
  { events }: ChangeSources,
  { tenant, username }: AgentKey,
  changes: readonly StateChangeRecord[],
): Promise<readonly StateChangeRecord[]> {
  const sessionIds = new Set(
    changes.flatMap(({ fed, sessionId }) => (fed && sessionId !== null ? [sessionId] : [])),
  );
  const found = await events.ofSessions(tenant, username, [...sessionIds], maxChanges + 1);
  if (found.length > maxChanges) throw tooManyChanges();
  const instants = Map.groupBy(
    found.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
    ({ at }) => at.getTime(),
  );
  return [...instants.values()].flatMap(sortSameInstant).map(toStateChange);
}

/** Sessions in the log do not overlap, so only the first and the last one can be incomplete. */
async function completeLoggedSessions(
  { log }: ChangeSources,
  agent: AgentKey,
  changes: readonly StateChangeRecord[],
): Promise<readonly StateChangeRecord[]> {
  const logged = changes.filter(({ fed, sessionId }) => fed === undefined && sessionId !== null);
  const [first] = logged;
  const last = logged.at(-1);
  if (first === undefined || last === undefined) return [];
  const earlier: StateChangeRecord[] = [];
  for await (const change of readLoggedUntil(log, { ...agent, from: first.at, pageSize })) {
    if (change.seq >= first.seq) continue;
    if (change.sessionId !== first.sessionId) break;
    earlier.push(change);
    if (earlier.length > maxChanges) throw tooManyChanges();
  }
  const later: StateChangeRecord[] = [];
  for await (const change of readLoggedFrom(log, { ...agent, from: last.at, pageSize })) {
    if (change.seq <= last.seq) continue;
    if (change.sessionId !== last.sessionId) break;
    later.push(change);
    if (later.length > maxChanges) throw tooManyChanges();
  }
  return [...earlier.reverse(), ...logged, ...later];
}

/**
 * Finds the first change of a session after the given ones, which shows that an open session is over.
 * @param to the horizon: changes beyond it do not end a session
 */
async function readNextSession(
  { log, events }: ChangeSources,
  agent: AgentKey,
  changes: readonly StateChangeRecord[],
  to: Date,
): Promise<StateChangeRecord | undefined> {
  const sessions = sessionsOf(changes);
  if (sessions.every((session) => isEnded(session.changes))) return undefined;
  const known: ReadonlySet<string> = new Set(sessions.map(({ sessionId }) => sessionId));
  const last = new Date(changes.reduce((ms, { at }) => Math.max(ms, at.getTime()), -Infinity));
  const [logged, event] = await Promise.all([
    firstLogged(log, agent, last, known),
    events.firstOfAnother(agent.tenant, agent.username, { from: last, to }, [...known]),
  ]);
  const fed = event && toStateChange(event);
  return fed === undefined || (logged !== undefined && logged.at <= fed.at) ? logged : fed;
}

async function firstLogged(
  log: ChangeSources['log'],
  agent: AgentKey,
  from: Date,
  known: ReadonlySet<string>,
): Promise<StateChangeRecord | undefined> {
  let count = 0;
  for await (const change of readLoggedFrom(log, { ...agent, from, pageSize })) {
    if (change.sessionId !== null && !known.has(change.sessionId)) return change;
    if (++count > maxChanges) throw tooManyChanges();
  }
  return undefined;
}
