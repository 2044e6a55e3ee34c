import {
  makeCursor,
  readPageArguments,
  toConnection,
  type Connection,
  type PageArguments,
  type PageRequest,
  type PageRows,
  type Position,
  type PositionPart,
} from '../../kernel/paging.ts';

/** A list with a fixed order. */
export interface ListDefinition<Item> {
  readonly name: string;
  /** The types of the sort keys, which make up a cursor. */
  readonly shape: readonly PositionPart[];
  readonly positionOf: (item: Item) => Position;
}

/**
 * Reads a page of a list.
 * @throws BAD_USER_INPUT, BAD_CURSOR for the paging arguments
 */
export async function readConnection<Item>(
  { name, shape, positionOf }: ListDefinition<Item>,
  args: PageArguments,
  wanted: { readonly edges: boolean },
  read: (page: PageRequest) => Promise<PageRows<Item>>,
): Promise<Connection<Item>> {
  const page = readPageArguments(name, shape, args);
  return toConnection(page, await read(page), (item) => makeCursor(name, positionOf(item)), wanted);
}
