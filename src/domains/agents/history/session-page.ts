import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
} from '../../../kernel/paging.ts';
import type { UsageSession } from '../feed/usage.ts';
import type { AgentSession, AgentSessionRecord } from './sessions.ts';
import type { TimeRange } from './state-history.ts';

type Named = Pick<AgentSession, 'begin' | 'sessionId'>;

const isBefore = (one: Named, other: Named): boolean =>
  one.begin < other.begin ||
  (one.begin.getTime() === other.begin.getTime() && one.sessionId < other.sessionId);

/** A page of sessions, which are computed all at once: only what belongs to the page is looked up further. */
export function readSessionPage(username: string, paging: PageArguments) {
  const listName = `sessions:${username}`;
  const request = readPageArguments(listName, ['instant', 'string'], paging);
  const [begin, sessionId] = request.from ?? [];
  const from = begin instanceof Date && typeof sessionId === 'string' ? { begin, sessionId } : undefined;

  return {
    /** @returns one more than the page, in reading order */
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

/** When the first of them began and the last of them ended. */
export function spanOf(sessions: readonly AgentSession[], now: Date): TimeRange {
  const begins = sessions.map(({ begin }) => begin.getTime());
  const ends = sessions.map((session) => endOf(session, now).getTime());
  return { from: new Date(Math.min(...begins)), to: new Date(Math.max(...ends) + 1) };
}

const lostAt = ({ begin, gaps }: AgentSession): Date => gaps.at(-1)?.from ?? begin;

const endOf = (session: AgentSession, now: Date): Date =>
  session.end ?? (session.ended === 'LOST' ? lostAt(session) : now > session.begin ? now : session.begin);

export const isMeanwhile = (usage: UsageSession, session: AgentSession): boolean =>
  usage.begin.getTime() <=
    (session.end?.getTime() ?? (session.ended === 'LOST' ? lostAt(session).getTime() : Infinity)) &&
  (usage.end === null || usage.end >= session.begin);
