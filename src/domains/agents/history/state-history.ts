import { badCursor, invalid } from '../../../kernel/errors.ts';
import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
  type Position,
} from '../../../kernel/paging.ts';
import type { ConnectionFields } from '../../shared/subgraph.ts';
import { readChangesFrom, readChangesUntil, seqAt, type ChangeSources } from './change-reader.ts';
import type { StateChangeRecord } from './state-change.ts';

export interface TimeRange {
  readonly from: Date;
  readonly to: Date;
}

export interface HistoryArguments extends PageArguments {
  readonly range: TimeRange;
}

export type StateChangePage = Connection<StateChangeRecord>;

/** Read beside a page: to tell that a group of one instant is whole, the one after it is read. */
const slack = 4;

/** Which of the changes at its instant it is, whatever else comes in. */
const nameOf = ({ seq, fed }: StateChangeRecord): string =>
  fed === undefined ? `l:${seq}` : `${fedPrefix}${fed.eventId}`;
const fedPrefix = 'f:';
const eventIdIn = ({ name }: Cursor): string | undefined =>
  name.startsWith(fedPrefix) ? name.slice(fedPrefix.length) : undefined;

/** The changes of an agent's state in a span of time, oldest first: the one in force when it began, and those after it. */
export async function readStateHistory(
  sources: ChangeSources,
  tenant: string,
  username: string,
  { range: { from, to }, ...paging }: HistoryArguments,
  wanted: Pick<ConnectionFields, 'rows' | 'edges' | 'totalCount'>,
): Promise<StateChangePage> {
  if (from > to) throw invalid('range.from', 'is after range.to');
  // A cursor of another agent's history is none of this one.
  const listName = `stateHistory:${username}`;
  const page = readPageArguments(listName, ['instant', 'string'], paging);
  const cursor = readCursor(page.from, page.backwards ? 'before' : 'after');
  const reading = { tenant, username, together: page.limit + slack };

  async function first(): Promise<StateChangeRecord | undefined> {
    for await (const change of readChangesUntil(sources, { ...reading, together: slack, from }))
      return change;
    return undefined;
  }

  /** Where many lie at a cursor's instant, reading begins behind it; else at the first of them, and those up to the cursor are passed over. */
  async function placeBehind(start: Cursor | undefined): Promise<{ behind?: string; passing?: Cursor }> {
    if (start === undefined) return {};
    const eventId = eventIdIn(start);
    // Backwards what happened here comes after all that feeds tell of the instant.
    if (eventId === undefined) return { passing: start, ...(page.backwards ? { behind: '' } : {}) };
    const isCrowded = await sources.events.isCrowded(tenant, { username, at: start.at });
    return isCrowded ? { behind: eventId } : { passing: start };
  }

  /** From behind the cursor on; with what was in force only where there is none. */
  async function forwards(inForce: StateChangeRecord | undefined): Promise<StateChangeRecord[]> {
    const rows = inForce === undefined || cursor !== undefined ? [] : [inForce];
    const start = cursor !== undefined && cursor.at > from ? cursor : undefined;
    const { passing, ...place } = await placeBehind(start);
    const changes = readChangesFrom(sources, { ...reading, ...place, from: start?.at ?? after(from) });
    for await (const change of behind(passing, changes)) {
      if (change.at >= to || rows.length > page.limit) break;
      rows.push(change);
    }
    return rows;
  }

  /** From before the cursor on to what was in force, newest first. */
  async function backwards(inForce: StateChangeRecord | undefined): Promise<StateChangeRecord[]> {
    const rows: StateChangeRecord[] = [];
    if (cursor !== undefined && cursor.at <= from) return rows;
    const start = cursor !== undefined && cursor.at < to ? cursor : undefined;
    const { passing, ...place } = await placeBehind(start);
    const changes = readChangesUntil(sources, { ...reading, ...place, from: start?.at ?? before(to) });
    for await (const change of behind(passing, changes)) {
      if (change.at <= from || rows.length > page.limit) break;
      rows.push(change);
    }
    return inForce === undefined || rows.length > page.limit ? rows : [...rows, inForce];
  }

  async function count(inForce: StateChangeRecord | undefined): Promise<number> {
    const [earlier, last, told] = await Promise.all([
      seqAt(sources.log, { tenant, username, from }),
      seqAt(sources.log, { tenant, username, from: before(to) }),
      sources.events.count(tenant, username, from, to),
    ]);
    return (inForce === undefined ? 0 : 1) + Math.max(0, last - earlier) + told;
  }

  // Of an empty span nothing is in force.
  const isEmpty = from >= to;
  const inForce = isEmpty || !(wanted.rows || wanted.totalCount) ? undefined : await first();
  const [read, totalCount] = await Promise.all([
    isEmpty || !wanted.rows ? [] : page.backwards ? backwards(inForce) : forwards(inForce),
    wanted.totalCount ? (isEmpty ? 0 : count(inForce)) : undefined,
  ]);
  const positions = new Map<StateChangeRecord, string>();
  const rows = read.map((change) => {
    const row = change.at < from ? { ...change, at: from } : change;
    positions.set(row, makeCursor(listName, [row.at, nameOf(change)]));
    return row;
  });
  return toConnection(page, { rows, totalCount }, (row) => positions.get(row) ?? '', wanted);
}

/** What comes behind a position, of changes that begin at its instant. */
async function* behind(
  start: Cursor | undefined,
  changes: AsyncGenerator<StateChangeRecord>,
): AsyncGenerator<StateChangeRecord> {
  let passing = start !== undefined;
  for await (const change of changes)
    if (passing && change.at.getTime() === start?.at.getTime()) passing = nameOf(change) !== start.name;
    else {
      passing = false;
      yield change;
    }
}

const after = (instant: Date): Date => new Date(instant.getTime() + 1);
const before = (instant: Date): Date => new Date(instant.getTime() - 1);

interface Cursor {
  readonly at: Date;
  readonly name: string;
}

function readCursor(position: Position | undefined, argument: string): Cursor | undefined {
  if (position === undefined) return undefined;
  const [at, name] = position;
  if (!(at instanceof Date) || typeof name !== 'string' || !/^(?:l:[1-9][0-9]{0,9}|f:.+)$/s.test(name))
    throw badCursor(argument);
  return { at, name };
}
