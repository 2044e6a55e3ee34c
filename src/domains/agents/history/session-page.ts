import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../../kernel/paging.ts';
import type { UsageSession } from '../feed/usage.ts';
import type { AgentSession, AgentSessionRecord } from './sessions.ts';
import type { TimeRange } from './state-intervals.ts';

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
