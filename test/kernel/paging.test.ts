import fc from 'fast-check';
import { createStorage, type Storage, type TenantDocument } from '../../src/storage/index.ts';
import type { Order } from '../../src/storage/keyset.ts';
import { makeCursor, readPageArguments, toConnection, type PageArguments } from '../../src/kernel/paging.ts';
import { testDatabase } from '../support/mongo.ts';

interface Item extends TenantDocument {
  readonly rank: Date;
  readonly at: Date;
  readonly name: string;
}

// Few distinct values, so that many are equal. The last key is unique.
const order: Order = [
  ['rank', -1],
  ['at', 1],
  ['name', -1],
];
const listName = 'items';

const before = (a: Item, b: Item): number =>
  b.rank.getTime() - a.rank.getTime() || a.at.getTime() - b.at.getTime() || (a.name < b.name ? 1 : -1);

let storage: Storage;
beforeAll(() => {
  const { uri, name } = testDatabase(import.meta.url);
  storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
});
afterAll(() => storage.close());

let runs = 0;
async function pagesOf(items: readonly Omit<Item, '_id' | 'tenant'>[]) {
  const collection = storage.collection<Item>('items', [{ key: { tenant: 1, rank: -1, at: 1, name: -1 } }]);
  await storage.prepare();
  const tenant = `run${runs++}`;
  // Rows of another tenant, between the others.
  await collection.insert({
    _id: `x${tenant}:x`,
    tenant: `x${tenant}`,
    rank: new Date(1),
    at: new Date(1),
    name: 'x',
  });
  for (const item of items) await collection.insert({ _id: `${tenant}:${item.name}`, tenant, ...item });

  return async (args: PageArguments) => {
    const request = readPageArguments(listName, ['instant', 'instant', 'string'], args);
    const rows = await collection.page(
      tenant,
      {},
      {
        order,
        request,
        projection: { rank: 1, at: 1, name: 1 },
        rows: true,
        totalCount: false,
      },
    );
    const cursorOf = (item: Item) => makeCursor(listName, [item.rank, item.at, item.name]);
    return toConnection(request, rows, cursorOf, { edges: true });
  };
}

const itemLists = fc.uniqueArray(
  fc.record({
    rank: fc.integer({ min: 0, max: 2 }).map((ms) => new Date(ms)),
    at: fc.integer({ min: 0, max: 2 }).map((ms) => new Date(ms)),
    name: fc.string({ maxLength: 3 }),
  }),
  { selector: ({ name }) => name, maxLength: 25 },
);
const pageSizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 10 });

test('pages of any sizes, in either direction, contain each item of the list once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(itemLists, pageSizes, fc.boolean(), async (items, sizes, backwards) => {
      const read = await pagesOf(items);
      const expected = (items as Item[]).toSorted(before).map(({ name }) => name);
      const seen: string[] = [];
      let cursor: string | null = null;
      for (let page = 0; ; page++) {
        const size = sizes[page % sizes.length] ?? 1;
        const found = await read(backwards ? { last: size, before: cursor } : { first: size, after: cursor });
        const names = found.nodes.map(({ name }) => name);
        if (backwards) seen.unshift(...names);
        else seen.push(...names);
        const { hasNextPage, hasPreviousPage, startCursor, endCursor } = found.pageInfo;
        expect(backwards ? hasNextPage : hasPreviousPage).toBe(cursor !== null);
        if (!(backwards ? hasPreviousPage : hasNextPage)) break;
        expect(names).toHaveLength(size);
        cursor = backwards ? startCursor : endCursor;
      }
      // MongoDB compares strings by bytes, JavaScript by UTF-16 code units. Both are the same for the generated strings.
      expect(seen).toEqual(expected);
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('a page can start at any item, in either direction', async () => {
  await fc.assert(
    fc.asyncProperty(itemLists, fc.nat(), async (items, choice) => {
      const read = await pagesOf(items);
      const all = (await read({ first: 100 })).edges;
      if (all.length === 0) return;
      const at = choice % all.length;
      const cursor = all[at]?.cursor ?? null;
      const names = (edges: typeof all) => edges.map(({ node }) => node.name);
      expect(names((await read({ first: 100, after: cursor })).edges)).toEqual(names(all.slice(at + 1)));
      expect(names((await read({ last: 100, before: cursor })).edges)).toEqual(names(all.slice(0, at)));
    }),
    { numRuns: 20 },
  );
}, 60_000);

test('any string is either a valid cursor of the list or BAD_CURSOR', () => {
  const read = (after: string) =>
    readPageArguments(listName, ['instant', 'string'], { first: 1, after }).from;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.json().map((text) => btoa(encodeURI(text))),
      ),
      (text) => {
        expect(() => read(text)).toThrow(
          expect.objectContaining({
            code: 'BAD_CURSOR',
            details: { field: 'after', reason: 'not a cursor of this list' },
          }) as Error,
        );
      },
    ),
  );
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), fc.string({ unit: 'grapheme' }), (date, text) => {
      expect(read(makeCursor(listName, [date, text]))).toEqual([date, text]);
    }),
  );
});
