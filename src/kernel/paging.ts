import { badCursor, invalid } from './errors.ts';

/** The paging arguments of a connection, as in the Relay specification. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** A position in a list: the values of its sort keys. The last sort key is unique. */
export type Position = readonly (string | number | boolean | Date)[];

export type PositionPart = 'string' | 'number' | 'boolean' | 'instant';

export interface PageRequest {
  readonly limit: number;
  /** Whether to read the items before `from`. They are returned in the order of the list all the same. */
  readonly backwards: boolean;
  readonly from?: Position;
}

export const defaultPageSize = 50;
export const maxPageSize = 100;

/** Checked paging arguments whose cursor is not parsed yet. */
export interface RawPageRequest {
  readonly limit: number;
  readonly backwards: boolean;
  readonly cursor: { readonly field: 'after' | 'before'; readonly value: string } | undefined;
}

/**
 * Parses paging arguments.
 * @param list identifies the list and its order, so that cursors of other lists are rejected
 * @param shape the types of the sort keys of a position
 * @throws BAD_USER_INPUT, BAD_CURSOR
 */
export function readPageArguments(
  list: string,
  shape: readonly PositionPart[],
  page: PageArguments,
): PageRequest {
  const { limit, backwards, cursor } = checkPageArguments(page);
  if (cursor === undefined) return { limit, backwards };
  return { limit, backwards, from: readCursor(list, shape, cursor.field, cursor.value) };
}

/**
 * Checks paging arguments of a list that has cursors of its own.
 * @throws BAD_USER_INPUT
 */
export function checkPageArguments({ first, after, last, before }: PageArguments): RawPageRequest {
  if (first != null && last != null) throw invalid('last', 'give either first or last, not both');
  const backwards = last != null || (first == null && before != null);
  if (backwards && after != null) throw invalid('after', 'goes with first; with last, give before');
  if (!backwards && before != null) throw invalid('before', 'goes with last; with first, give after');
  const limit = pageSize(backwards ? 'last' : 'first', backwards ? last : first);
  const value = backwards ? before : after;
  const field = backwards ? 'before' : 'after';
  return { limit, backwards, cursor: value == null ? undefined : { field, value } };
}

export function pageSize(field: string, size: number | null | undefined): number {
  if (size == null) return defaultPageSize;
  if (size < 0 || size > maxPageSize) throw invalid(field, `is ${size}, and may be 0 to ${maxPageSize}`);
  return size;
}

export const makeCursor = (list: string, position: Position): string =>
  Buffer.from(
    JSON.stringify([list, ...position.map((part) => (part instanceof Date ? part.getTime() : part))]),
    'utf8',
  ).toString('base64url');

function readCursor(list: string, shape: readonly PositionPart[], field: string, cursor: string): Position {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw badCursor(field);
  }
  if (!Array.isArray(parsed) || parsed[0] !== list || parsed.length !== shape.length + 1)
    throw badCursor(field);
  return shape.map((part, index) => {
    const value: unknown = parsed[index + 1];
    if (part !== 'instant') {
      if (typeof value === part && (part !== 'number' || Number.isFinite(value)))
        return value as Position[number];
      throw badCursor(field);
    }
    const instant = Number.isSafeInteger(value) ? new Date(value as number) : undefined;
    if (instant === undefined || Number.isNaN(instant.getTime())) throw badCursor(field);
    return instant;
  });
}

/** The rows that were read for a page: one more than the limit if there are more. `totalCount` is undefined unless it is selected. */
export interface PageRows<Item> {
  readonly rows: readonly Item[];
  readonly totalCount: number | undefined;
}

/** A page of a list in the form of a GraphQL connection. */
export interface Connection<Item> {
  readonly nodes: readonly Item[];
  readonly edges: readonly { readonly cursor: string; readonly node: Item }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  /** Undefined unless it is selected, because counting costs more than reading the page. */
  readonly totalCount: number | undefined;
}

/**
 * Makes a connection from rows in reading order: for a backwards page, the row nearest to `before` comes first.
 * @param wanted whether edges are selected; their cursors cost as much as everything else
 */
export function toConnection<Item>(
  request: PageRequest,
  { rows, totalCount }: PageRows<Item>,
  cursorOf: (item: Item) => string,
  wanted: { readonly edges: boolean },
): Connection<Item> {
  const more = rows.length > request.limit;
  const page = more ? rows.slice(0, request.limit) : [...rows];
  if (request.backwards) page.reverse();
  const cursorAt = (item: Item | undefined) => (item === undefined ? null : cursorOf(item));
  return {
    nodes: page,
    edges: wanted.edges ? page.map((node) => ({ cursor: cursorOf(node), node })) : [],
    pageInfo: {
      hasNextPage: request.backwards ? request.from !== undefined : more,
      hasPreviousPage: request.backwards ? more : request.from !== undefined,
      startCursor: cursorAt(page[0]),
      endCursor: cursorAt(page.at(-1)),
    },
    totalCount,
  };
}
