import { inBothEngines } from '../../../support/engines.ts';
import { day, newTenant, span } from './search-client.ts';

inBothEngines(import.meta.url, (server) => {
  let t: Awaited<ReturnType<typeof newTenant>>;
  beforeEach(async () => {
    t = await newTenant(server());
  });
  const many = (count: number, from = 0) =>
    t.importing(
      Object.fromEntries(
        Array.from({ length: count }, (_, n) => [
          `e${String(n + from).padStart(4, '0')}`,
          { info: { startTimeL: day + (n % 3), duration: n % 2, visitorId: `v${n % 4}` } },
        ]),
      ),
    );

  test('EH-3 EH-4 EH-6 EH-60 by default, a page by number has the first 50 engagements, and the next page follows it', async () => {
    await many(120);
    const first = await t.page({ start: span }, { offset: 0 });
    expect([first.nodes.length, first.pages]).toEqual([
      50,
      { self: { offset: 0, limit: 50 }, next: { offset: 50, limit: 50 }, last: { offset: 100, limit: 50 } },
    ]);
    const second = await t.page({ start: span }, first.pages?.next ?? {});
    expect(second.nodes.concat(first.nodes)).toHaveLength(100);
    expect(new Set([...first.nodes, ...second.nodes].map(({ engagementId }) => engagementId)).size).toBe(100);
    expect((await t.page({ start: span }, { limit: 7 })).pages?.self).toEqual({ offset: 0, limit: 7 });
    expect((await t.page({ start: span })).pages).toBeNull();
  });

  test('EH-57 EH-58 EH-59 EH-62 following next to the end returns each engagement once, as many as the count', async () => {
    await many(95);
    const found: string[] = [];
    let next: object | null | undefined = { offset: 0, limit: 30 };
    while (next) {
      const page = await t.page({ start: span }, next);
      expect(page.totalCount).toBe(95);
      expect(page.pages?.last).toEqual({ offset: 90, limit: 30 });
      found.push(...page.nodes.map(({ engagementId }) => engagementId));
      next = page.pages?.next;
    }
    expect([found.length, new Set(found).size]).toEqual([95, 95]);
  });

  test.each([
    [100, { offset: 50, limit: 50 }],
    [51, { offset: 50, limit: 50 }],
    [50, null],
    [1, null],
    [0, null],
  ])(
    'EH-59 EH-61 with %i engagements the last page is %j; a single page is the only one',
    async (count, last) => {
      if (count > 0) await many(count);
      const { pages } = await t.page({ start: span }, { offset: 0 });
      expect(pages).toEqual({
        self: { offset: 0, limit: 50 },
        next: last === null ? null : { offset: 50, limit: 50 },
        last,
      });
    },
  );

  test('a page by number beyond the end is empty and has no next page', async () => {
    await many(3);
    const page = await t.page({ start: span }, { offset: 10 });
    expect([page.nodes, page.pages?.next, page.pageInfo.hasNextPage, page.pageInfo.hasPreviousPage]).toEqual([
      [],
      null,
      false,
      true,
    ]);
  });

  test.each([
    ['EH-7 newest first', [{ field: 'START', order: 'DESC' }], ['b', 'c', 'a']],
    ['EH-11 a key without a direction is ascending', [{ field: 'START' }], ['a', 'c', 'b']],
    [
      'EH-8 the first key sorts first, then the second',
      [{ field: 'DURATION' }, { field: 'START', order: 'DESC' }],
      ['c', 'a', 'b'],
    ],
    ['EH-9 by end, those without one first', [{ field: 'END' }], ['a', 'c', 'b']],
    ['EH-9 by end, those without one last', [{ field: 'END', order: 'DESC' }], ['b', 'c', 'a']],
    ['EH-9 EH-13 by visitor', [{ field: 'VISITOR' }], ['c', 'b', 'a']],
    ['EH-9 by id', [{ field: 'ENGAGEMENT_ID', order: 'DESC' }], ['c', 'b', 'a']],
    ['EH-9 by interactive', [{ field: 'INTERACTIVE' }, { field: 'ENGAGEMENT_ID' }], ['b', 'a', 'c']],
    ['EH-9 by agent', [{ field: 'AGENT_ID' }], ['c', 'a', 'b']],
    ['EH-9 by skill', [{ field: 'SKILL_ID', order: 'DESC' }], ['b', 'c', 'a']],
    ['an empty list is no order of its own', [], ['b', 'c', 'a']],
  ])('%s', async (_, sort, expected) => {
    await t.importing({
      a: {
        info: {
          startTimeL: day,
          duration: 1,
          visitorId: 'z',
          isInteractive: true,
          agentId: '2',
          skillId: '1',
        },
      },
      b: {
        info: {
          startTimeL: day + 2,
          endTimeL: day + 9,
          duration: 2,
          visitorId: 'y',
          agentLoginName: 'ann',
          isInteractive: false,
          skillId: '3',
        },
      },
      c: { info: { startTimeL: day + 1, endTimeL: day + 5, duration: 1, isInteractive: true, skillId: '2' } },
    });
    expect(await t.ids({}, { sort })).toEqual(expected);
    // Paging by cursor with one engagement per page gives the same order.
    const found: string[] = [];
    let after: string | null = null;
    do {
      const { nodes, pageInfo } = await t.page({ start: span }, { sort, first: 1, after });
      found.push(...nodes.map(({ engagementId }) => engagementId));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(found).toEqual(expected);
  });

  test.each([
    ['EH-16 EH-17 by start', []],
    ['EH-16 EH-17 by duration and visitor', [{ field: 'DURATION' }, { field: 'VISITOR', order: 'DESC' }]],
  ])('%s: paging by cursor returns each engagement once while new ones arrive', async (_, sort) => {
    await many(60);
    const found: string[] = [];
    let after: string | null = null;
    for (let round = 0; ; round++) {
      const { nodes, pageInfo } = await t.page({ start: span }, { sort, first: 7, after });
      found.push(...nodes.map(({ engagementId }) => engagementId));
      if (!pageInfo.hasNextPage || round > 60) break;
      after = pageInfo.endCursor;
      if (round < 8) await many(5, 1000 + round * 5);
    }
    const old = found.filter((id) => id < 'e1000');
    expect([old.length, new Set(found).size]).toEqual([60, found.length]);
  });

  test('a cursor is valid for its own order only', async () => {
    await many(5);
    const after = async (sort?: object[]) =>
      (await t.page({ start: span }, { sort, first: 2 })).pageInfo.endCursor;
    const byDuration = [{ field: 'DURATION', order: 'ASC' }];
    expect(await t.refusal({}, { after: await after(), sort: byDuration })).toMatchObject({
      code: 'BAD_CURSOR',
      field: 'after',
    });
    expect(await t.refusal({}, { after: await after(byDuration) })).toMatchObject({
      code: 'BAD_CURSOR',
      field: 'after',
    });
    expect(
      await t.refusal({}, { after: await after(byDuration), sort: [{ field: 'DURATION', order: 'DESC' }] }),
    ).toMatchObject({ code: 'BAD_CURSOR' });
    // The default order by name equals the default order.
    expect(
      await t.refusal({}, { after: await after(), sort: [{ field: 'START', order: 'DESC' }] }),
    ).toBeUndefined();
  });

  test.each([
    ['EH-5', { offset: 0, limit: 101 }, 'limit', 'may be 0 to 100'],
    ['EH-5', { limit: -1 }, 'limit', 'may be 0 to 100'],
    ['EH-3', { offset: -1 }, 'offset', 'may be 0 to 100000'],
    ['EH-17', { offset: 100_001 }, 'offset', 'page by cursor'],
    ['', { offset: 0, first: 5 }, 'first', 'give one or the other'],
    ['', { limit: 5, last: 5 }, 'last', 'give one or the other'],
    ['', { offset: 0, after: 'x' }, 'after', 'give one or the other'],
    ['', { limit: 5, before: 'x' }, 'before', 'give one or the other'],
    [
      'EH-8',
      { sort: [{ field: 'START' }, { field: 'START', order: 'DESC' }] },
      'sort[1].field',
      'is a key already',
    ],
  ])('%s %j is refused: %s %s', async (_, args, field, reason) => {
    expect(await t.refusal({}, args)).toEqual({
      code: 'BAD_USER_INPUT',
      field,
      reason: expect.stringContaining(reason) as string,
    });
  });

  test.each([{ first: 0 }, { last: 0 }, { limit: 0 }, { offset: 1, limit: 0 }])(
    'C15 a page with %j is empty and has the count, in every order',
    async (paging) => {
      await many(3);
      const all = (await t.page({ start: span })).totalCount;
      expect(all).toBe(3);
      for (const sort of [undefined, [{ field: 'DURATION' }]]) {
        const { totalCount, nodes, pages } = await t.page({ start: span }, { ...paging, sort });
        expect({ totalCount, nodes }).toEqual({ totalCount: all, nodes: [] });
        if ('limit' in paging)
          expect(pages).toEqual({ self: { offset: 0, ...paging }, next: null, last: null });
      }
      const [id] = await t.ids({});
      expect(await t.page({ engagementId: id }, paging)).toMatchObject({ totalCount: 1, nodes: [] });
    },
  );

  test('EH-12 an unknown sort key is refused with its name', async () => {
    expect(await t.refusal({}, { sort: [{ field: 'WEATHER' }] })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
