export interface ScanStart {
  readonly from: Date;
  /** Skips the items at `from` up to and including this id. */
  readonly afterId?: string;
  /** The expected number of items: the size of the first page. */
  readonly pageSize: number;
}

type Direction = 1 | -1;
type Position =
  { readonly from: Date } | { readonly at: Date; readonly afterId: string } | { readonly beyond: Date };

/** Reads one page. */
type ReadPage<Item> = (
  range: { readonly at: Date | Readonly<Record<string, Date>>; readonly eventId?: object },
  sort: { readonly at: Direction; readonly eventId: Direction },
  limit: number,
) => Promise<readonly Item[]>;

/** Pages grow up to this size. */
const maxPageSize = 1000;

/**
 * Scans items by time and id with keyset pagination, so that no database cursor stays open when the consumer stops early. A page after an
 * id reads only the items at the same instant; the next page reads the items beyond the instant.
 */
export async function* scan<Item extends { readonly eventId: string; readonly at: Date }>(
  { from, afterId, pageSize }: ScanStart,
  direction: Direction,
  readPage: ReadPage<Item>,
): AsyncGenerator<Item> {
  const sort = { at: direction, eventId: direction };
  let position: Position = afterId === undefined ? { from } : { at: from, afterId };
  for (let size = pageSize; ; size = Math.min(maxPageSize, size * 2)) {
    const items = await readPage(rangeOf(position, direction), sort, size);
    yield* items;
    const last = items.at(-1);
    if (last !== undefined && items.length === size) position = { at: last.at, afterId: last.eventId };
    else if ('afterId' in position) position = { beyond: position.at };
    else return;
  }
}

function rangeOf(position: Position, direction: Direction) {
  const operator = direction === 1 ? '$gt' : '$lt';
  if ('from' in position) return { at: { [`${operator}e`]: position.from } };
  if ('beyond' in position) return { at: { [operator]: position.beyond } };
  return { at: position.at, eventId: { [operator]: position.afterId } };
}
