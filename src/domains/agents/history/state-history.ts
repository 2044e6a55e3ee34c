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
import type { TimeRange } from './state-intervals.ts';

export interface HistoryArguments extends PageArguments {
  readonly range: TimeRange;
}

/** A page of a history. An edge has the time of its change within the range of the history. */
export interface StateChangePage extends Connection<StateChangeRecord> {
  readonly edges: readonly (Connection<StateChangeRecord>['edges'][number] & { readonly at: Date })[];
}

interface HistoryCursor {
  readonly at: Date;
  /** The key of the change. */
  readonly key: string;
}

interface HistoryQuery {
  readonly sources: ChangeSources;
  readonly tenant: string;
  readonly username: string;
  readonly range: TimeRange;
  readonly cursor: HistoryCursor | undefined;
  readonly backwards: boolean;
  readonly limit: number;
}

/** The number of changes to read beyond a page: the event after an instant shows that the instant is complete. */
const lookahead = 4;

const feedKeyPrefix = 'f:';
/** Returns a key that identifies a change among those at the same instant. */
const keyOf = ({ seq, fed }: StateChangeRecord): string =>
  fed === undefined ? `l:${seq}` : `${feedKeyPrefix}${fed.eventId}`;
const eventIdIn = ({ key }: HistoryCursor): string | undefined =>
  key.startsWith(feedKeyPrefix) ? key.slice(feedKeyPrefix.length) : undefined;

/** Returns a page of an agent's state changes in a time range: the change in force at its start, and the changes after it. */
export async function readStateHistory(
  sources: ChangeSources,
  tenant: string,
  username: string,
  { range, ...paging }: HistoryArguments,
  wanted: Pick<ConnectionFields, 'rows' | 'edges' | 'totalCount'>,
): Promise<StateChangePage> {
  if (range.from > range.to) throw invalid('range.from', 'is after range.to');
  // The list name contains the agent, so a cursor of another agent's history is refused.
  const listName = `stateHistory:${username}`;
  const page = readPageArguments(listName, ['instant', 'string'], paging);
  const { backwards, limit } = page;
  const cursor = readCursor(page.from, backwards ? 'before' : 'after');
  const query: HistoryQuery = { sources, tenant, username, range, cursor, backwards, limit };
  // No change is in force in an empty range.
  const isEmpty = range.from >= range.to;
  const inForce = isEmpty || !(wanted.rows || wanted.totalCount) ? undefined : await readInForce(query);
  const [changes, totalCount] = await Promise.all([
    isEmpty || !wanted.rows ? [] : readRows(query, inForce),
    wanted.totalCount ? (isEmpty ? 0 : countChanges(query, inForce)) : undefined,
  ]);
  const atInRange = ({ at }: StateChangeRecord) => (at < range.from ? range.from : at);
  const connection = toConnection(
    page,
    { rows: changes, totalCount },
    (change) => makeCursor(listName, [atInRange(change), keyOf(change)]),
    wanted,
  );
  return { ...connection, edges: connection.edges.map((edge) => ({ ...edge, at: atInRange(edge.node) })) };
}

async function readInForce(query: HistoryQuery): Promise<StateChangeRecord | undefined> {
  const { sources, tenant, username, range } = query;
  const request = { tenant, username, pageSize: lookahead, from: range.from };
  for await (const change of readChangesUntil(sources, request)) return change;
  return undefined;
}

/** Reads on from the cursor in the direction of the page. The change in force is the first one of the range. */
async function readRows(
  query: HistoryQuery,
  inForce: StateChangeRecord | undefined,
): Promise<readonly StateChangeRecord[]> {
  const { sources, tenant, username, range, cursor, backwards, limit } = query;
  if (backwards && cursor !== undefined && cursor.at <= range.from) return [];
  const rows = backwards || inForce === undefined || cursor !== undefined ? [] : [inForce];
  const isInRange = cursor !== undefined && (backwards ? cursor.at < range.to : cursor.at > range.from);
  const start = isInRange ? cursor : undefined;
  const { skipTo, ...position } = await positionAfter(query, start);
  const from = start?.at ?? (backwards ? before(range.to) : after(range.from));
  const read = backwards ? readChangesUntil : readChangesFrom;
  const changes = read(sources, { tenant, username, pageSize: limit + lookahead, ...position, from });
  for await (const change of skipUntilAfter(skipTo, changes)) {
    const isOutside = backwards ? change.at <= range.from : change.at >= range.to;
    if (isOutside || rows.length > limit) break;
    rows.push(change);
  }
  if (backwards && inForce !== undefined && rows.length <= limit) rows.push(inForce);
  return rows;
}

/**
 * Returns the position at which reading starts. At a crowded instant, reading starts after the cursor's event id. Otherwise it starts at the
 * first change of the instant, and the changes up to the cursor are skipped.
 */
async function positionAfter(
  { sources, tenant, username, backwards }: HistoryQuery,
  start: HistoryCursor | undefined,
): Promise<{ afterId?: string; skipTo?: HistoryCursor }> {
  if (start === undefined) return {};
  const eventId = eventIdIn(start);
  // In reverse order, logged changes come after all feed events at the instant.
  if (eventId === undefined) return { skipTo: start, ...(backwards ? { afterId: '' } : {}) };
  const isCrowded = await sources.events.isCrowded(tenant, { username, at: start.at });
  return isCrowded ? { afterId: eventId } : { skipTo: start };
}

async function countChanges(
  { sources, tenant, username, range: { from, to } }: HistoryQuery,
  inForce: StateChangeRecord | undefined,
): Promise<number> {
  const [earlier, last, events] = await Promise.all([
    seqAt(sources.log, { tenant, username, from }),
    seqAt(sources.log, { tenant, username, from: before(to) }),
    sources.events.count(tenant, username, from, to),
  ]);
  return (inForce === undefined ? 0 : 1) + Math.max(0, last - earlier) + events;
}

/** Skips the changes at the cursor's instant up to and including the cursor's change. */
async function* skipUntilAfter(
  cursor: HistoryCursor | undefined,
  changes: AsyncGenerator<StateChangeRecord>,
): AsyncGenerator<StateChangeRecord> {
  let skipping = cursor !== undefined;
  for await (const change of changes)
    if (skipping && change.at.getTime() === cursor?.at.getTime()) skipping = keyOf(change) !== cursor.key;
    else {
      skipping = false;
      yield change;
    }
}

const after = (instant: Date): Date => new Date(instant.getTime() + 1);
const before = (instant: Date): Date => new Date(instant.getTime() - 1);

function readCursor(position: Position | undefined, argument: string): HistoryCursor | undefined {
  if (position === undefined) return undefined;
  const [at, key] = position;
  if (!(at instanceof Date) || typeof key !== 'string' || !/^(?:l:[1-9][0-9]{0,9}|f:.+)$/s.test(key))
    throw badCursor(argument);
  return { at, key };
}
