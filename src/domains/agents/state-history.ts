import { lastSeq, type EventLog } from '../../eventlog/index.ts';
import { badCursor, invalid } from '../../kernel/errors.ts';
import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
  type Position,
} from '../../kernel/paging.ts';
import type { ConnectionFields } from '../subgraph.ts';
import { fromLogRecord, type StateChangeRecord } from './state-change.ts';

export interface HistoryArguments extends PageArguments {
  readonly range: { readonly from: Date; readonly to: Date };
}

export type StateChangePage = Connection<StateChangeRecord>;

/**
 * The changes of an agent's state in a span of time, oldest first. Their numbers are dense and in the order of time, so a page is an
 * interval of numbers: all that is to be found out is with which number the span begins and ends.
 */
export async function readStateHistory(
  log: Pick<EventLog, 'lastBefore' | 'read'>,
  tenant: string,
  username: string,
  { range: { from, to }, ...paging }: HistoryArguments,
  wanted: Pick<ConnectionFields, 'rows' | 'edges' | 'totalCount'>,
): Promise<StateChangePage> {
  if (from > to) throw invalid('range.from', 'is after range.to');
  // A cursor of another agent's history is none of this one.
  const listName = `stateHistory:${username}`;
  const page = readPageArguments(listName, ['string'], paging);
  const cursor = seqOf(page.from?.[0], page.backwards ? 'before' : 'after');

  const numberOf = async (before: Date) => {
    const record = await log.lastBefore(tenant, username, before);
    return record === undefined ? 0 : lastSeq(record);
  };
  const [inForce, last] = await Promise.all([numberOf(new Date(from.getTime() + 1)), numberOf(to)]);
  // Of an empty span nothing is in force; where nothing was before the span, it begins with the first change there is.
  const span = from < to ? { first: Math.max(inForce, 1), last } : { first: 1, last: 0 };
  const { first, count } = interval(span, page.backwards, cursor, page.limit + 1);
  const read =
    wanted.rows && count > 0
      ? await log.read(tenant, 'agent', username, { after: first - 1, limit: count })
      : [];
  const rows = read
    .map(fromLogRecord)
    .filter((change) => change !== undefined)
    .map((change) => (change.at < from ? { ...change, at: from } : change));
  return toConnection(
    page,
    {
      rows: page.backwards ? rows.reverse() : rows,
      totalCount: wanted.totalCount ? Math.max(0, span.last - span.first + 1) : undefined,
    },
    ({ seq }) => makeCursor(listName, [String(seq)]),
    wanted,
  );
}

function seqOf(part: Position[number] | undefined, argument: string): number | undefined {
  if (part === undefined) return undefined;
  if (typeof part !== 'string' || !/^[1-9][0-9]{0,9}$/.test(part)) throw badCursor(argument);
  return Number(part);
}

/** The part of a span that a page reads. */
function interval(
  span: { readonly first: number; readonly last: number },
  backwards: boolean,
  cursor: number | undefined,
  limit: number,
): { first: number; count: number } {
  if (backwards) {
    const last = cursor === undefined ? span.last : Math.min(span.last, cursor - 1);
    const first = Math.max(span.first, last - limit + 1);
    return { first, count: last - first + 1 };
  }
  const first = cursor === undefined ? span.first : Math.max(span.first, cursor + 1);
  return { first, count: Math.min(span.last - first + 1, limit) };
}
