import fc from 'fast-check';
import type { Caller } from '../../../../src/auth/index.ts';
import { createEngagements, type EngagementPage } from '../../../../src/domains/engagements/index.ts';
import { systemClock } from '../../../../src/kernel/clock.ts';
import { importInto } from '../../../support/importing.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';
import { randomSearch, factOf, liveperson, toFilter, type RandomSearch } from './random-searches.ts';
import { inOrder, meets, type Fact } from './reference-filter.ts';

const count = 3000;
const seed = Number(process.env.SEARCH_SEED ?? 20_240_501);
const runs = Number(process.env.SEARCH_RUNS ?? 120);
const caller: Caller = {
  tenant: 'acme',
  id: 'sam',
  kind: 'service',
  scopes: new Set(['engagement.view']),
  expiresAt: Infinity,
};
const everything = { fields: { engagementId: 1 }, rows: true, edges: false, totalCount: true } as const;

let server: TestServer;
let operations: ReturnType<typeof createEngagements>['operations'];
let facts: Fact[];
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
  ({ operations } = createEngagements(server.app.storage, systemClock, {
    maxSearchDays: 31,
    maskIpAddresses: false,
  }));
  facts = Array.from(
    { length: count },
    (_, n) => fc.sample(factOf(`acc${n}`), { numRuns: 1, seed: seed + n })[0],
  ).filter((fact) => fact !== undefined);
  await importInto(server.app, 'liveperson', 'acme', facts.map(liveperson));
  await importInto(server.app, 'liveperson', 'other', facts.slice(0, 500).map(liveperson));
}, 120_000);
afterAll(() => server.stop());

const read = (search: RandomSearch, page: object): Promise<EngagementPage> =>
  operations.searchEngagements(
    caller,
    { filter: toFilter(search.filter), sort: search.sort, ...page },
    everything,
  );
const idsOf = ({ nodes }: EngagementPage) => nodes.map(({ engagementId }) => engagementId);

/** Follows the pages to the end, up to a maximum number of pages. */
const mostPages = 8;

async function byCursor(search: RandomSearch, backwards: boolean): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < mostPages; pages++) {
    const page: EngagementPage = await read(
      search,
      backwards ? { last: search.size, before: cursor } : { first: search.size, after: cursor },
    );
    if (backwards) found.unshift(...idsOf(page));
    else found.push(...idsOf(page));
    cursor = backwards ? page.pageInfo.startCursor : page.pageInfo.endCursor;
    if (!(backwards ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage)) break;
  }
  return found;
}

async function byNumber(search: RandomSearch): Promise<string[]> {
  const found: string[] = [];
  let next: { offset: number; limit: number } | null = { offset: 0, limit: search.size };
  for (let pages = 0; pages < mostPages && next !== null; pages++) {
    const page: EngagementPage = await read(search, next);
    found.push(...idsOf(page));
    next = (await page.pages?.next()) ?? null;
  }
  return found;
}

test('EH-16 EH-17 EH-38 EH-57 any search returns what a reference filter over all records returns, in order, with all ways of paging', async () => {
  let matched = 0;
  await fc.assert(
    fc.asyncProperty(randomSearch, async (search) => {
      const expected = inOrder(
        facts.filter((fact) => meets(fact, search.filter)),
        search.sort,
      ).map(({ id }) => id);
      matched += expected.length;
      const most = mostPages * search.size;
      const { totalCount } = await read(search, { first: 1 });
      expect(totalCount).toBe(expected.length);
      expect(await byCursor(search, false)).toEqual(expected.slice(0, most));
      expect(await byCursor(search, true)).toEqual(expected.slice(-most));
      expect(await byNumber(search)).toEqual(expected.slice(0, most));
    }),
    { numRuns: runs, seed },
  );
  // The random searches had matches.
  expect(matched).toBeGreaterThan(runs * 10);
}, 300_000);
