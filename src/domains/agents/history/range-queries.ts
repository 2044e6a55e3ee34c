import { maxAheadMs } from '../../shared/agent-feed.ts';
import { invalid } from '../../../kernel/errors.ts';
import {
  readChangesFrom,
  readChangesUntil,
  readLoggedFrom,
  readLoggedUntil,
  type ChangeSources,
} from './change-reader.ts';
import { intervalsUntil, totalsOf, type HistoryGap, type StateTotal } from './state-intervals.ts';
import { toStateChange } from '../feed/state-event.ts';
import { sortSameInstant } from '../feed/event-order.ts';
import {
  beginOf,
  gapsOf,
  isEnded,
  sessionsOf,
  toSession,
  type AgentSession,
  type KnownSession,
} from './sessions.ts';
import type { StateChangeRecord } from './state-change.ts';
import type { TimeRange } from './state-history.ts';

/** Whose changes are read. */
export interface Whose {
  readonly tenant: string;
  readonly username: string;
}

const dayMs = 86_400_000;
const maxDays = 31;
const maxChanges = 100_000;
const readTogether = 100;

const tooMany = () =>
  invalid('range', `holds more than ${maxChanges} changes, with those of the sessions that reach into it`);

export function checkRange({ from, to }: TimeRange): void {
  if (from > to) throw invalid('range.from', 'is after range.to');
  if (to.getTime() - from.getTime() > maxDays * dayMs)
    throw invalid('range', `is longer than ${maxDays} days`);
}

/** The changes from the one in force when the span began on, up to the first one behind it. */
async function readChanges(
  sources: ChangeSources,
  whose: Whose,
  { from, to }: TimeRange,
): Promise<readonly StateChangeRecord[]> {
  const changes: StateChangeRecord[] = [];
  for await (const inForce of readChangesUntil(sources, { ...whose, from, together: 4 })) {
    changes.push(inForce);
    break;
  }
  const start = new Date(from.getTime() + 1);
  for await (const change of readChangesFrom(sources, { ...whose, from: start, together: readTogether })) {
    changes.push(change);
    if (change.at >= to) break;
    if (changes.length > maxChanges) throw tooMany();
  }
  return changes;
}

/** How long the agent was in each state. */
export async function readTotals(
  sources: ChangeSources,
  whose: Whose,
  span: TimeRange,
  now: Date,
): Promise<readonly StateTotal[]> {
  const changes = await readChanges(sources, whose, span);
  const end = now < span.to ? now : span.to;
  return end <= span.from ? [] : totalsOf(intervalsUntil(changes, end), { from: span.from, to: end });
}

/** The sessions that lie in a span or reach into it, whole, by when they began. */
export async function readSessions(
  sources: ChangeSources,
  whose: Whose,
  span: TimeRange,
  now: Date,
): Promise<readonly AgentSession[]> {
  const known = await knownSessions(sources, whose, span, now);
  return known
    .filter((session) => reaches(session, span))
    .map((session) => toSession(session, now))
    .toSorted((a, b) => a.begin.getTime() - b.begin.getTime() || (a.sessionId < b.sessionId ? -1 : 1));
}

/** What is missing, where it reaches into a span. */
export async function readGaps(
  sources: ChangeSources,
  whose: Whose,
  span: TimeRange,
  now: Date,
): Promise<readonly HistoryGap[]> {
  const known = await knownSessions(sources, whose, span, now);
  return known
    .flatMap(gapsOf)
    .filter(({ from, to }) => (from ?? to) < span.to && to >= span.from)
    .toSorted((a, b) => a.to.getTime() - b.to.getTime());
}

function reaches({ changes, next }: KnownSession, { from, to }: TimeRange): boolean {
  const begin = beginOf(changes);
  const last = changes.at(-1)?.at ?? begin;
  const goesOn = !isEnded(changes) && next === null;
  return begin < to && (begin >= from || last > from || goesOn);
}

/** The sessions of which a change is in force in a span: each whole, however far it reaches out of it. */
async function knownSessions(
  sources: ChangeSources,
  whose: Whose,
  span: TimeRange,
  now: Date,
): Promise<readonly KnownSession[]> {
  if (span.from.getTime() === span.to.getTime()) return [];
  const changes = (await readChanges(sources, whose, span)).filter(({ at }) => at < span.to);
  const whole = [
    ...(await wholeFed(sources, whose, changes)),
    ...(await wholeLogged(sources, whose, changes)),
  ];
  const sessionIds = new Set(whole.map(({ sessionId }) => sessionId));
  const later = await firstOfAnother(sources, whose, whole, new Date(now.getTime() + maxAheadMs));
  return sessionsOf(later === undefined ? whole : [...whole, later]).filter(({ sessionId }) =>
    sessionIds.has(sessionId),
  );
}

async function wholeFed(
  { events }: ChangeSources,
  { tenant, username }: Whose,
  changes: readonly StateChangeRecord[],
): Promise<readonly StateChangeRecord[]> {
  const sessionIds = new Set(
    changes.flatMap(({ fed, sessionId }) => (fed && sessionId !== null ? [sessionId] : [])),
  );
  const kept = await events.ofSessions(tenant, username, [...sessionIds], maxChanges + 1);
  if (kept.length > maxChanges) throw tooMany();
  const instants = Map.groupBy(
    kept.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
    ({ at }) => at.getTime(),
  );
  return [...instants.values()].flatMap(sortSameInstant).map(toStateChange);
}

/** What happens here is one session after the other, so the first and the last are read on to their ends. */
async function wholeLogged(
  sources: ChangeSources,
  whose: Whose,
  changes: readonly StateChangeRecord[],
): Promise<readonly StateChangeRecord[]> {
  const logged = changes.filter(({ fed, sessionId }) => fed === undefined && sessionId !== null);
  const [first] = logged;
  const last = logged.at(-1);
  if (first === undefined || last === undefined) return [];
  const earlier: StateChangeRecord[] = [];
  for await (const change of readLoggedUntil(sources.log, {
    ...whose,
    from: first.at,
    together: readTogether,
  })) {
    if (change.seq >= first.seq) continue;
    if (change.sessionId !== first.sessionId) break;
    earlier.push(change);
    if (earlier.length > maxChanges) throw tooMany();
  }
  const later: StateChangeRecord[] = [];
  for await (const change of readLoggedFrom(sources.log, {
    ...whose,
    from: last.at,
    together: readTogether,
  })) {
    if (change.seq <= last.seq) continue;
    if (change.sessionId !== last.sessionId) break;
    later.push(change);
    if (later.length > maxChanges) throw tooMany();
  }
  return [...earlier.reverse(), ...logged, ...later];
}

/** What tells that a session without an end is over: the next one. One that is too far ahead tells nothing yet. */
async function firstOfAnother(
  sources: ChangeSources,
  whose: Whose,
  whole: readonly StateChangeRecord[],
  to: Date,
): Promise<StateChangeRecord | undefined> {
  const sessions = sessionsOf(whole);
  if (sessions.every(({ changes }) => isEnded(changes))) return undefined;
  const known: ReadonlySet<string> = new Set(sessions.map(({ sessionId }) => sessionId));
  const last = new Date(whole.reduce((ms, { at }) => Math.max(ms, at.getTime()), -Infinity));
  const [logged, fed] = await Promise.all([
    firstLogged(sources, whose, last, known),
    sources.events.firstOfAnother(whose.tenant, whose.username, { from: last, to }, [...known]),
  ]);
  const told = fed === undefined ? undefined : toStateChange(fed);
  return told === undefined || (logged !== undefined && logged.at <= told.at) ? logged : told;
}

async function firstLogged(
  { log }: ChangeSources,
  whose: Whose,
  from: Date,
  known: ReadonlySet<string>,
): Promise<StateChangeRecord | undefined> {
  let passed = 0;
  for await (const change of readLoggedFrom(log, { ...whose, from, together: readTogether })) {
    if (change.sessionId !== null && !known.has(change.sessionId)) return change;
    if (++passed > maxChanges) throw tooMany();
  }
  return undefined;
}
