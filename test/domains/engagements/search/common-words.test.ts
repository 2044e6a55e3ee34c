import { createEngagementOperations } from '../../../../src/domains/engagements/operations.ts';
import type { EngagementFilter } from '../../../../src/domains/engagements/search/arguments.ts';
import { createEngagementStore } from '../../../../src/domains/engagements/store.ts';
import { systemClock } from '../../../../src/kernel/clock.ts';
import { recordWith } from '../../../fixtures/liveperson/index.ts';
import { importInto } from '../../../support/importing.ts';
import { openProfiler, type Query } from '../../../support/profiler.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';
import type { Caller } from '../../../../src/auth/index.ts';
import { day } from './search-client.ts';

/** New engagements have `often`, older ones `less`. Three have both words, two of them as a phrase. */
const often = 2000;
const less = 1100;
const both = 3;
const count = often + less - both;

const caller: Caller = {
  tenant: 'acme',
  id: 'sam',
  kind: 'service',
  scopes: new Set(['engagement.view']),
  expiresAt: Infinity,
};
const connectionFields = {
  fields: { engagementId: 1 },
  rows: true,
  edges: false,
  totalCount: false,
} as const;
const profiler = openProfiler(import.meta.url);
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
  const records = Array.from({ length: count }, (_, n) => {
    const text =
      n < often - both ? 'often' : n >= often ? 'less' : n === often - 1 ? 'less and often' : 'often less';
    return recordWith(
      { engagementId: `e${n}`, startTimeL: day + (count - n) * 1000, duration: n, skillId: '1' },
      { transcript: { lines: [{ timeL: day, source: 'visitor', textType: 'plain', text }] } },
    );
  });
  await importInto(server.app, 'liveperson', 'acme', records);
}, 60_000);
afterAll(async () => {
  await profiler.close();
  await server.stop();
});

const start = { from: new Date(day), to: new Date(day + 86_400_000) };
const withKeyword = (keyword: string): EngagementFilter => ({ start, keyword, keywordAreas: ['CHAT_LINE'] });

/** @param bounds maximum numbers of examined and of sorted engagements; default: those of the product */
function searching(bounds?: { examined: number; sorted: number }) {
  const settings = { maxSearchDays: 31, maskIpAddresses: false };
  const operations = createEngagementOperations(
    createEngagementStore(server.app.storage, bounds),
    systemClock,
    settings,
  );
  return {
    operations,
    ids: async (filter: EngagementFilter, rest: object = {}): Promise<string[]> => {
      const { nodes } = await operations.searchEngagements(caller, { filter, ...rest }, connectionFields);
      return nodes.map(({ engagementId }) => engagementId);
    },
  };
}
const pair = ['e1997', 'e1998', 'e1999'];
const byDuration = { sort: [{ field: 'DURATION', order: 'DESC' }] };

describe('a search for two common words', () => {
  const readsOf = (queries: readonly Query[]) =>
    queries.filter(({ command, documentsRead }) => command === 'find' && documentsRead > 0);

  test.each(['often less', 'less often'])(
    '%s: the rarer one is gone by where the first look does not fill the page, and the answer is the same',
    async (keyword) => {
      const { ids } = searching();
      let found: string[] = [];
      const queries = await profiler.during(
        async () => (found = await ids(withKeyword(keyword), { first: 3 })),
      );
      expect(found).toEqual(pair);
      const last = readsOf(queries).at(-1);
      expect(JSON.stringify(last?.filter)).toContain('"search.terms":{"$in":["cless"');
      expect(last?.documentsRead).toBeLessThanOrEqual(less);
    },
  );

  test('a page that the first engagements fill examines no more', async () => {
    const { ids } = searching();
    const queries = await profiler.during(() =>
      ids({ ...withKeyword('often'), skillIds: ['1'] }, { first: 10 }),
    );
    const reads = readsOf(queries);
    expect(reads.map(({ documentsRead }) => documentsRead)).toEqual([11]);
    // No further counts were made.
    expect(
      queries.filter(({ command }) => command === 'aggregate').map(({ keysRead }) => keysRead <= 1001),
    ).toEqual([true, true]);
  });

  test.each([
    ['from the start', { first: 2 }, ['e1997', 'e1998']],
    ['from the end', { last: 2 }, ['e1998', 'e1999']],
    ['by number', { offset: 1, limit: 5 }, ['e1998', 'e1999']],
    ['behind them all', { offset: 3, limit: 5 }, []],
    ['oldest first', { sort: [{ field: 'START', order: 'ASC' }] }, ['e1999', 'e1998', 'e1997']],
    ['by duration', byDuration, ['e1999', 'e1998', 'e1997']],
  ])('finds the engagements %s', async (_, page, expected) => {
    expect(await searching().ids(withKeyword('often less'), page)).toEqual(expected);
    expect(await searching().ids(withKeyword('"often less"'))).toEqual(['e1997', 'e1998']);
  });
});

describe('a search in start order with few matches', () => {
  const bounds = { examined: 1050, sorted: 20_000 };

  test.each([
    ['a phrase of common words', withKeyword('"often less"')],
    ['two common words', withKeyword('often less')],
    [
      'a common word, of a duration that none has',
      { ...withKeyword('often'), duration: { from: 5000, to: 6000 } },
    ],
    ['the absence of two words', { start, not: [withKeyword('often'), withKeyword('less')] }],
  ])('is refused after the maximum number of examined engagements: %s', async (_, filter) => {
    await expect(searching(bounds).ids(filter)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'filter', reason: expect.stringContaining('narrow `start`') as string },
    });
  });

  test('is answered if the page is full before the maximum, or if there are no more engagements', async () => {
    const { ids } = searching(bounds);
    expect(await ids({ ...withKeyword('often'), skillIds: ['1'] }, { first: 100 })).toHaveLength(100);
    expect(await searching({ ...bounds, examined: less }).ids(withKeyword('often less'))).toEqual(pair);
  });

  test('does not count the skipped engagements of a page by number', async () => {
    expect(
      await searching(bounds).ids({ ...withKeyword('often'), skillIds: ['1'] }, { offset: 1500, limit: 100 }),
    ).toHaveLength(100);
  });

  test('is exported to its end', async () => {
    const found: string[] = [];
    for await (const { engagement } of searching(bounds).operations.iterateSearch(
      'acme',
      withKeyword('"often less"'),
    ))
      found.push(engagement.engagementId);
    expect(found).toEqual(['e1997', 'e1998']);
  });
});

describe('a search in another order', () => {
  const bounds = { examined: 50_000, sorted: 1200 };

  test.each([
    ['a common word', withKeyword('often')],
    ['a common word with another criterion', { ...withKeyword('often'), duration: { from: 2, to: 5 } }],
    ['the absence of a word', { start, not: [withKeyword('less')] }],
  ])('is refused if too many engagements would be read for the sort: %s', async (_, filter) => {
    await expect(searching(bounds).ids(filter, byDuration)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'sort', reason: expect.stringContaining('sort by START') as string },
    });
  });

  test('is answered if there are few engagements, or if an index covers the search', async () => {
    const { ids } = searching(bounds);
    expect(await ids(withKeyword('less'), { ...byDuration, first: 2 })).toEqual(['e3096', 'e3095']);
    expect(await ids(withKeyword('often less'), byDuration)).toEqual(pair.toReversed());
    expect(await ids({ start, skillIds: ['1'] }, { ...byDuration, first: 1 })).toEqual(['e3096']);
    expect(await ids({ ...withKeyword('often'), engagementId: 'e5' }, byDuration)).toEqual(['e5']);
  });
});
