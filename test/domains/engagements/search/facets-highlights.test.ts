import { inBothEngines } from '../../../support/engines.ts';
import { openProfiler } from '../../../support/profiler.ts';
import { tokenFor } from '../../../support/server.ts';
import { day, newTenant, span } from './search-client.ts';

const profiler = openProfiler(import.meta.url);
afterAll(() => profiler.close());

const line = (sequence: number, text: string, more: object = {}) => ({
  timeL: day + sequence,
  lineSeq: String(70 + sequence),
  source: 'visitor',
  textType: 'plain',
  text,
  ...more,
});

inBothEngines(import.meta.url, (server) => {
  let t: Awaited<ReturnType<typeof newTenant>>;
  beforeEach(async () => {
    t = await newTenant(server());
  });
  const search = async <Data>(selection: string, filter: object, token = t.token): Promise<Data> =>
    (
      await server().data<{ engagements: Data }>(
        `query ($filter: EngagementFilter!) { engagements(filter: $filter) { ${selection} } }`,
        { filter: { start: span, ...filter } },
        token,
      )
    ).engagements;

  describe('highlights', () => {
    interface Highlight {
      readonly area: string;
      readonly lineIndex: number | null;
      readonly lineSeq: string | null;
      readonly field: string;
      readonly text: string;
      readonly offset: number;
      readonly ranges: readonly { readonly from: number; readonly to: number }[];
    }
    const all = 'edges { highlights { area lineIndex lineSeq field text offset ranges { from to } } }';
    const highlights = async (filter: object, token = t.token): Promise<readonly Highlight[]> => {
      const { edges } = await search<{ edges: { highlights: Highlight[] }[] }>(all, filter, token);
      return edges.flatMap((edge) => edge.highlights);
    };
    const wordsIn = ({ text, ranges }: Highlight) => ranges.map(({ from, to }) => text.slice(from, to));

    test('give the line and the ranges of the matches in the original text', async () => {
      await t.importing({
        a: {
          rest: {
            transcript: {
              lines: [
                line(0, 'Hello'),
                line(1, '<b>Un CAFÉ</b>, et encore un cafe\u0301', { textType: 'html' }),
              ],
            },
            surveys: { preChat: [{ displayName: 'Drink?', value: 'Café' }] },
          },
        },
      });
      const found = await highlights({ keyword: 'cafe', keywordAreas: ['CHAT_LINE', 'SURVEY_ANSWER'] });
      expect(found).toEqual([
        {
          area: 'CHAT_LINE',
          lineIndex: 1,
          lineSeq: '71',
          field: 'lines[1].text',
          text: '<b>Un CAFÉ</b>, et encore un cafe\u0301',
          offset: 0,
          ranges: [
            { from: 6, to: 10 },
            { from: 29, to: 34 },
          ],
        },
        {
          area: 'SURVEY_ANSWER',
          lineIndex: null,
          lineSeq: null,
          field: 'surveys.preChat[0].value',
          text: 'Café',
          offset: 0,
          ranges: [{ from: 0, to: 4 }],
        },
      ]);
      expect(found.flatMap(wordsIn)).toEqual(['CAFÉ', 'cafe\u0301', 'Café']);
    });

    test('cover phrases and beginnings, and no excluded keywords', async () => {
      await t.importing({
        a: { rest: { transcript: { lines: [line(0, 'a red tent, red stove, television')] } } },
      });
      const withKeyword = (keyword: string) => ({ keyword, keywordAreas: ['CHAT_LINE'] });
      expect(
        (await highlights({ ...withKeyword('"red tent" tele*'), not: [withKeyword('lamp')] })).map(wordsIn),
      ).toEqual([['red', 'tent', 'television']]);
      expect((await highlights({ or: [withKeyword('stove'), withKeyword('lamp')] })).map(wordsIn)).toEqual([
        ['stove'],
      ]);
      expect(await highlights({ not: [withKeyword('lamp')] })).toEqual([]);
      // The engagement has one of the words, and not the other.
      expect(await highlights({ not: [withKeyword('tent lamp')] })).toEqual([]);
      expect(await highlights({ and: [{ not: [withKeyword('tent lamp')] }] })).toEqual([]);
      expect(await highlights({})).toEqual([]);
    });

    test('a number in another format is highlighted', async () => {
      await t.importing({ a: { rest: { transcript: { lines: [line(0, 'Call +1 212-788-8877 at 5.')] } } } });
      const found = await highlights({ keyword: '2127888877', keywordAreas: ['CHAT_LINE'] });
      expect(found.map(wordsIn)).toEqual([['1', '212', '788', '8877']]);
    });

    test('give an excerpt around the first match of a long text', async () => {
      const text = `${'before '.repeat(100)}tent ${'after '.repeat(100)}`;
      await t.importing({ a: { rest: { transcript: { lines: [line(0, text)] } } } });
      const [found] = await highlights({ keyword: 'tent', keywordAreas: ['CHAT_LINE'] });
      expect(
        found && [found.text.length, wordsIn(found), text.slice(found.offset, found.offset + 200)],
      ).toEqual([200, ['tent'], found?.text]);
    });

    test("count lines in the customer's view, without lines for AGENTS", async () => {
      await t.importing({
        a: {
          rest: { transcript: { lines: [line(0, 'tent', { subType: 'ONLY_TO_REP' }), line(1, 'a tent')] } },
        },
      });
      const filter = { keyword: 'tent', keywordAreas: ['CHAT_LINE'] };
      const customer = await tokenFor('engagement.view chat.customer', { tenant: t.tenant });
      expect((await highlights(filter)).map(({ lineIndex }) => lineIndex)).toEqual([0, 1]);
      expect((await highlights(filter, customer)).map(({ lineIndex, text }) => [lineIndex, text])).toEqual([
        [0, 'a tent'],
      ]);
    });

    test('read texts only if they are selected', async () => {
      await t.importing({ a: { rest: { transcript: { lines: [line(0, 'tent')] } } } });
      const filter = { keyword: 'tent', keywordAreas: ['CHAT_LINE'] };
      const read = async (selection: string) =>
        (await profiler.during(() => search(selection, filter))).flatMap(({ projection }) => projection);
      expect(await read('edges { cursor node { duration } }')).not.toContain('lines.text');
      expect(await read('edges { highlights { text } }')).toContain('lines.text');
    });
  });

  describe('facets', () => {
    const counting =
      'facets { agents(first: 2) { value count } skills { value count } agentGroups { value count } channels { value count } alertedMcs { value count } days { value count } areas { value count } }';
    beforeEach(async () => {
      const next = day + 86_400_000;
      await t.importing({
        a: {
          info: { agentLoginName: 'ann', skillId: '1', agentGroupId: '5', channel: 1, alertedMCS: 1 },
          rest: { transcript: { lines: [line(0, 'red tent')] } },
        },
        b: {
          info: { agentLoginName: 'ann', skillId: '1', channel: 1, alertedMCS: -1 },
          rest: {
            transcript: { lines: [line(0, 'tent')] },
            surveys: { preChat: [{ displayName: 'q', value: 'red tent' }] },
          },
        },
        c: {
          info: { agentLoginName: 'bob', skillId: '2', channel: 2, startTimeL: next },
          rest: {
            transcript: { lines: [line(0, 'tent')] },
            surveys: { preChat: [{ displayName: 'q', value: 'red' }] },
          },
        },
        d: { info: { startTimeL: next } },
      });
    });
    const two = { start: { from: span.from, to: new Date(day + 2 * 86_400_000).toISOString() } };
    const count = (...pairs: [string | null, number][]) => pairs.map(([value, n]) => ({ value, count: n }));

    test('count matches, most frequent first, with missing values under null', async () => {
      expect(await search(counting, two)).toEqual({
        facets: {
          agents: count(['ann', 2], [null, 1]),
          skills: count(['1', 2], [null, 1], ['2', 1]),
          agentGroups: count([null, 3], ['5', 1]),
          channels: count(['WEB', 2], [null, 1], ['VOICE', 1]),
          alertedMcs: count([null, 2], ['NEGATIVE', 1], ['POSITIVE', 1]),
          days: count(['2017-07-14', 2], ['2017-07-15', 2]),
          areas: [],
        },
      });
    });

    test('count days by the time zone, also of 23 and 25 hours', async () => {
      const at = (text: string) => ({ info: { startTimeL: Date.parse(text) } });
      await t.importing({
        a: at('2026-03-28T22:59:59Z'),
        b: at('2026-03-28T23:00:00Z'),
        c: at('2026-03-29T21:59:59Z'),
        d: at('2026-03-29T22:00:00Z'),
        e: at('2026-10-24T21:59:59Z'),
        f: at('2026-10-24T22:00:00Z'),
        g: at('2026-10-25T22:59:59Z'),
        h: at('2026-10-25T23:00:00Z'),
      });
      const days = async (from: string, to: string) =>
        (
          await search<{ facets: Record<string, unknown> }>(
            `facets {
              utc: days { value count } berlin: days(timeZone: "Europe/Berlin") { value count }
              west: days(timeZone: "-05:00") { value count } agents { count }
            }`,
            { start: { from, to } },
          )
        ).facets;
      expect(await days('2026-03-28T00:00:00Z', '2026-03-31T00:00:00Z')).toEqual({
        utc: count(['2026-03-28', 2], ['2026-03-29', 2]),
        berlin: count(['2026-03-28', 1], ['2026-03-29', 2], ['2026-03-30', 1]),
        west: count(['2026-03-28', 2], ['2026-03-29', 2]),
        agents: [{ count: 4 }],
      });
      expect(await days('2026-10-24T00:00:00Z', '2026-10-27T00:00:00Z')).toMatchObject({
        utc: count(['2026-10-24', 2], ['2026-10-25', 2]),
        berlin: count(['2026-10-24', 1], ['2026-10-25', 2], ['2026-10-26', 1]),
      });
    });

    test.each(['Europe/Atlantis', '', 'CET+1', '25:00'])(
      'the time zone "%s" is refused',
      async (timeZone) => {
        const { body } = await server().send(
          'query ($filter: EngagementFilter!, $timeZone: String!) { engagements(filter: $filter) { facets { days(timeZone: $timeZone) { count } } } }',
          { token: t.token, variables: { filter: { start: span }, timeZone } },
        );
        expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'timeZone' });
      },
    );

    test('by area count the matches of the whole keyword in each area', async () => {
      const filter = { ...two, keyword: 'red tent', keywordAreas: ['CHAT_LINE', 'SURVEY_ANSWER', 'LEAD'] };
      expect(
        await search('totalCount facets { areas { value count } skills { value count } }', filter),
      ).toEqual({
        totalCount: 3,
        facets: {
          areas: count(['CHAT_LINE', 1], ['SURVEY_ANSWER', 1], ['LEAD', 0]),
          skills: count(['1', 2], ['2', 1]),
        },
      });
    });

    test('are computed only if they are selected, in one query, without rows', async () => {
      const commands = async (selection: string) =>
        (await profiler.during(() => search(selection, two))).map(({ command, documentsRead }) => [
          command,
          documentsRead,
        ]);
      expect(await commands('facets { __typename }')).toEqual([]);
      // From the index alone.
      expect(await commands('facets { agents { count } days { count } skills { value } }')).toEqual([
        ['aggregate', 0],
      ]);
    });

    test('C15 of 0 values are empty', async () => {
      expect(await search('facets { agents(first: 0) { count } skills { count } }', two)).toMatchObject({
        facets: { agents: [], skills: [{}, {}, {}] },
      });
    });

    test.each([-1, 101])('of %i values are refused', async (first) => {
      const { body } = await server().send(
        `query ($filter: EngagementFilter!) { engagements(filter: $filter) { facets { agents(first: ${first}) { count } } } }`,
        { token: t.token, variables: { filter: two } },
      );
      expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
    });

    test('of staff-only fields are null for a customer, and are refused as criteria', async () => {
      const customer = await tokenFor('engagement.view chat.customer', { tenant: t.tenant });
      expect(
        await search(
          'facets { agents { value } skills { value } alertedMcs { value } days { count } }',
          two,
          customer,
        ),
      ).toEqual({
        facets: { agents: null, skills: null, alertedMcs: null, days: [{ count: 2 }, { count: 2 }] },
      });
      for (const [filter, sort, field] of [
        [{ skillIds: ['1'] }, [], 'filter.skillIds'],
        [{ or: [{ chatMcs: { from: 1 } }] }, [], 'filter.or[0].chatMcs'],
        [{}, [{ field: 'AGENT_ID' }], 'sort[0].field'],
        [{}, [{ field: 'SKILL_ID' }], 'sort[0].field'],
        [{}, [{ field: 'START' }, { field: 'SKILL_ID' }], 'sort[1].field'],
      ] as const) {
        const { body } = await server().send(
          'query ($filter: EngagementFilter!, $sort: [EngagementSort!]) { engagements(filter: $filter, sort: $sort) { totalCount } }',
          { token: customer, variables: { filter: { start: span, ...filter }, sort } },
        );
        expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
      }
    });
  });
});
