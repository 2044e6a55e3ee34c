import { inBothEngines } from '../../../support/engines.ts';
import { day, newTenant, says, span } from './search-client.ts';

const inLines = (keyword: string) => ({ keyword, keywordAreas: ['CHAT_LINE'] });
const cursorOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const sortFields = [
  'START',
  'END',
  'DURATION',
  'VISITOR',
  'ENGAGEMENT_ID',
  'INTERACTIVE',
  'AGENT_ID',
  'SKILL_ID',
];

inBothEngines(import.meta.url, (server) => {
  let t: Awaited<ReturnType<typeof newTenant>>;
  beforeEach(async () => {
    t = await newTenant(server());
  });

  test('a span of 31 days and an hour is allowed, and one millisecond more is refused', async () => {
    const from = Date.UTC(2016, 11, 15, 0, 3);
    const to = (more: number) => ({
      start: { from: new Date(from), to: new Date(from + 31 * 86_400_000 + 3_600_000 + more) },
    });
    expect(await t.refusal(to(0))).toBeUndefined();
    expect(await t.refusal(to(1))).toMatchObject({
      field: 'filter.start',
      reason: expect.stringContaining('spans 32 days') as string,
    });
  });

  test('the last ten minutes of a year are rounded up to the new year, which is excluded', async () => {
    const newYear = Date.UTC(2017, 0, 1);
    await t.importing({
      before: { info: { startTimeL: newYear - 600_001 } },
      first: { info: { startTimeL: newYear - 600_000 } },
      last: { info: { startTimeL: newYear - 1 } },
      after: { info: { startTimeL: newYear } },
    });
    const within = (from: string, to: string) => t.found({ start: { from, to } });
    expect(await within('2016-12-31T23:59:59.999Z', '2016-12-31T23:59:59.999Z')).toEqual(['first', 'last']);
    expect(await within('2016-12-31T23:50:00Z', '2017-01-01T00:00:00Z')).toEqual(['first', 'last']);
    // Daylight saving time does not affect UTC.
    expect(await within('2017-01-01T00:50:00+01:00', '2017-01-01T01:00:00.001+01:00')).toEqual([
      'after',
      'first',
      'last',
    ]);
  });

  test.each(sortFields.flatMap((field) => [`${field} ASC`, `${field} DESC`]))(
    'by %s, every engagement comes once, forwards, backwards and by number, with or without a value',
    async (key) => {
      const [field, order] = key.split(' ');
      const sort = [{ field, order }];
      await t.importing(
        Object.fromEntries(
          Array.from({ length: 9 }, (_, n) => [
            `e${n}`,
            {
              info:
                n % 3 === 0
                  ? {}
                  : {
                      visitorId: `v${n % 2}`,
                      agentId: '5',
                      skillId: '1',
                      endTimeL: day + (n % 2),
                      isInteractive: true,
                    },
            },
          ]),
        ),
      );
      const all = await t.ids({}, { sort });
      expect([...all].sort()).toEqual(Array.from({ length: 9 }, (_, n) => `e${n}`));
      const forwards: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const { nodes, pageInfo } = await t.page({ start: span }, { sort, first: 2, after });
        forwards.push(...nodes.map(({ engagementId }) => engagementId));
        [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
      }
      expect(forwards).toEqual(all);
      expect(await t.ids({}, { sort, last: 4 })).toEqual(all.slice(-4));
      expect(await t.ids({}, { sort, offset: 4, limit: 3 })).toEqual(all.slice(4, 7));
    },
  );

  test('empty arguments equal omitted arguments', async () => {
    await t.importing({ a: says('tent') });
    const nothing = { first: null, after: null, last: null, before: null, offset: null, limit: null };
    expect(
      await t.found({ and: null, or: null, not: null, skillIds: null }, { ...nothing, sort: null }),
    ).toEqual(['a']);
    expect(await t.found({}, { sort: [] })).toEqual(['a']);
  });

  test('pages beyond the end are empty and link to the last page', async () => {
    await t.importing({ a: {}, b: {}, c: {} });
    expect(await t.page({ start: span }, { offset: 100_000, limit: 2 })).toMatchObject({
      totalCount: 3,
      nodes: [],
      pages: { self: { offset: 100_000, limit: 2 }, next: null, last: { offset: 2, limit: 2 } },
    });
    expect((await t.page({ start: span }, { offset: 0, limit: 3 })).pages).toMatchObject({
      next: null,
      last: null,
    });
  });

  test.each([
    ['no list', 'x'],
    ['another list', cursorOf('agents', day, 'a')],
    ['too short', cursorOf('engagements', day)],
    ['too long', cursorOf('engagements', day, 'a', 'b')],
    ['no instant', cursorOf('engagements', 1e20, 'a')],
    ['a text for an instant', cursorOf('engagements', '2017', 'a')],
    ['an object for a text', cursorOf('engagements', day, { $gt: '' })],
    ['null', cursorOf('engagements', day, null)],
    ['an object', Buffer.from('{"0":"engagements"}').toString('base64url')],
    ['nothing', ''],
  ])('a cursor with %s is BAD_CURSOR', async (_, after) => {
    expect(await t.refusal({}, { after })).toMatchObject({ code: 'BAD_CURSOR', field: 'after' });
  });

  test('paging continues after a cursor whose engagement was removed', async () => {
    await t.importing({ a: {}, b: {}, c: {} });
    expect(await t.ids({}, { after: cursorOf('engagements', day, 'bb') })).toEqual(['b', 'a']);
    expect(await t.ids({}, { after: cursorOf('engagements', 8.64e15, '\u0000\ud83d\ude00') })).toHaveLength(
      3,
    );
  });

  test.each([
    [{ and: [] }, 'filter.and'],
    [{ not: [{}] }, 'filter.not[0]'],
    [{ or: [{ and: [{}] }] }, 'filter.or[0].and[0]'],
    [{ skillIds: [''] }, 'filter.skillIds[0]'],
    [{ agentIds: ['x'.repeat(513)] }, 'filter.agentIds[0]'],
    [{ agentGroupIds: Array.from({ length: 101 }, String) }, 'filter.agentGroupIds'],
    [{ visitorId: '' }, 'filter.visitorId'],
    [{ engagementId: '' }, 'filter.engagementId'],
    [{ or: [{ channel: 'OTHER' }] }, 'filter.or[0].channel'],
    [{ not: [{ interactive: false }] }, 'filter.not[0].interactive'],
    [{ chatMcs: {} }, 'filter.chatMcs'],
    [{ chatMcs: { from: 101 } }, 'filter.chatMcs.from'],
    [{ duration: { from: 2, to: 1 } }, 'filter.duration.from'],
    [{ keywordAreas: ['LEAD'] }, 'filter.keyword'],
    [{ keyword: 'x' }, 'filter.keywordAreas'],
    [{ and: Array.from({ length: 51 }, () => ({ interactive: true })) }, 'filter'],
  ])('%j is refused at %s', async (filter, field) => {
    const refusal = await t.refusal(filter);
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(String(refusal?.field).startsWith(field)).toBe(true);
  });

  test('not matches engagements without the value', async () => {
    await t.importing({
      has: { info: { skillId: '1', channel: 1, chatMCS: 50, alertedMCS: 0, isInteractive: true } },
      lacks: {},
    });
    for (const inner of [
      { skillIds: ['1'] },
      { channel: 'WEB' },
      { chatMcs: { from: 0 } },
      { alertedMcs: ['NEUTRAL'] },
      { interactive: true },
    ])
      expect([inner, await t.found({ not: [inner] })]).toEqual([inner, ['lacks']]);
    expect(await t.found({ not: [{ coBrowseDuration: { from: 0, to: 9 } }] })).toEqual(['has', 'lacks']);
    expect(await t.found({ not: [{ not: [{ channel: 'WEB' }] }] })).toEqual(['has']);
  });

  test.each([
    ['nothing between marks', 'a\u0000b', 'a\u0000b'],
    ['emoji with words', '👩‍👧 ok 5️⃣', '👩‍👧ok'],
    ['right to left', 'אני רוצה החזר', 'רוצה החזר'],
    ['many accents', `z${'\u0301'.repeat(200)}algo`, 'zalgo'],
    ['dotted and dotless i', 'İSTANBUL ıspanak', 'istanbul ISPANAK'],
    ['a ligature', 'ﬁsh', 'FISH'],
    ['letters outside the basic plane', `x${'𐐀'.repeat(40)}`, `X${'𐐨'.repeat(40)}`],
    ['what looks like an operator', '{ "$gt": "" }', '$gt'],
  ])('%s', async (_, text, keyword) => {
    await t.importing({ it: says(text), other: says('else') });
    expect(await t.found(inLines(keyword))).toEqual(['it']);
  });
});
