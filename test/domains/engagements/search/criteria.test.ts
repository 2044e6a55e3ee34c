import { toGlobalId } from '../../../../src/kernel/global-id.ts';
import { inBothEngines } from '../../../support/engines.ts';
import { completedInteraction, at } from '../../../fixtures/completed-interaction.ts';
import { createEngagements } from '../../../../src/domains/engagements/index.ts';
import { systemClock } from '../../../../src/kernel/clock.ts';
import { day, newTenant, says, span } from './search-client.ts';

const minute = 60_000;
const iso = (time: number) => new Date(time).toISOString();

inBothEngines(import.meta.url, (server) => {
  let t: Awaited<ReturnType<typeof newTenant>>;
  beforeEach(async () => {
    t = await newTenant(server());
  });

  describe('the span of time', () => {
    const starting = (...starts: number[]) =>
      t.importing(
        Object.fromEntries(
          starts.map((start) => [`at${start / minute}`, { info: { startTimeL: day + start } }]),
        ),
      );
    const within = async (from: number, to: number) =>
      (await t.page({ start: { from: iso(day + from), to: iso(day + to) } })).nodes
        .map(({ engagementId }) => engagementId)
        .sort();

    test('EH-18 EH-19 EH-20 EH-26 from is rounded down and to is rounded up to ten minutes, in UTC', async () => {
      await starting(9.9 * minute, 10 * minute, 15 * minute, 29.9 * minute, 30 * minute);
      expect(await within(14 * minute, 21 * minute)).toEqual(['at10', 'at15', 'at29.9']);
      expect(
        (await t.page({ start: { from: '2017-07-14T05:44:00+05:30', to: '2017-07-14T05:51:00+05:30' } }))
          .totalCount,
      ).toBe(3);
    });

    test('EH-21 rounded times stay unchanged', async () => {
      await starting(9.9 * minute, 10 * minute, 29.9 * minute, 30 * minute);
      expect(await within(10 * minute, 30 * minute)).toEqual(['at10', 'at29.9']);
    });

    test('EH-22 the longest span is a month, and the refusal names the limit', async () => {
      expect(
        (await t.page({ start: { from: '2017-07-01T00:00:00Z', to: '2017-08-01T00:00:00Z' } })).totalCount,
      ).toBe(0);
      // A local month in which the clock is set back.
      expect(
        await t.refusal({ start: { from: '2026-10-01T00:00:00+02:00', to: '2026-11-01T00:00:00+01:00' } }),
      ).toBeUndefined();
      expect(
        await t.refusal({ start: { from: '2017-07-01T00:00:00Z', to: '2017-08-01T01:00:00.001Z' } }),
      ).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'filter.start',
        reason: expect.stringContaining('at most 31 (MAX_SEARCH_DAYS)') as string,
      });
    });

    test('EH-23 EH-42 EH-44 a visitor and an engagement are found at any time', async () => {
      await t.importing({
        acc1: { info: { visitorId: 'v', startTimeL: Date.UTC(2001, 0, 1) } },
        acc2: { info: { visitorId: 'v', startTimeL: Date.UTC(2031, 0, 1) } },
        acc3: { info: { visitorId: 'w' } },
      });
      for (const start of [
        undefined,
        span,
        { from: '2000-01-01T00:00:00Z', to: '2000-01-02T00:00:00Z' },
        { from: span.to, to: span.from },
      ]) {
        expect(await t.ids({ start, visitorId: 'v' })).toEqual(['acc2', 'acc1']);
        expect(await t.ids({ start, engagementId: 'acc1' })).toEqual(['acc1']);
        expect(await t.ids({ start, engagementId: 'acc3', visitorId: 'v' })).toEqual([]);
      }
      expect(await t.ids({ engagementId: 'other' })).toEqual([]);
      expect(await t.ids({ engagementId: Buffer.from('Engagement:acc3').toString('base64url') })).toEqual([
        'acc3',
      ]);
    });
  });

  test('EH-35 EH-36 EH-37 EH-38 ids in a list are alternatives, and criteria are combined', async () => {
    await t.importing({
      a: { info: { skillId: 14, agentId: '109', agentGroupId: 1 } },
      b: { info: { skillId: '17', agentId: 169, agentGroupId: 1 } },
      c: { info: { skillId: 14, agentId: 200, agentGroupId: -1, agentLoginName: 'ann@x.example' } },
      d: {},
    });
    expect(await t.found({ skillIds: ['14'] })).toEqual(['a', 'c']);
    expect(await t.found({ skillIds: ['14', '17'] })).toEqual(['a', 'b', 'c']);
    expect(await t.found({ skillIds: [14] })).toEqual(['a', 'c']);
    expect(await t.found({ agentIds: ['109', 'ann@x.example'] })).toEqual(['a', 'c']);
    expect(await t.found({ agentIds: ['200'] })).toEqual(['c']);
    expect(await t.found({ agentIds: [toGlobalId('Agent', 'ann@x.example')] })).toEqual(['c']);
    expect(await t.found({ agentGroupIds: ['-1'] })).toEqual(['c']);
    expect(await t.found({ skillIds: ['14'], agentGroupIds: ['1'] })).toEqual(['a']);
    expect(await t.found({ skillIds: ['nothing'] })).toEqual([]);
  });

  test('EH-52 EH-95 engagements that have not ended are left out, unless includeOpen is true', async () => {
    await t.importing({
      open: { info: { ended: false, channel: 1, visitorId: 'v' }, ...says('a tent') },
      closed: { info: { channel: 1, visitorId: 'v' }, ...says('a tent') },
    });
    const words = { keywordAreas: ['CHAT_LINE'] };
    for (const filter of [
      {},
      { visitorId: 'v' },
      { channel: 'WEB' },
      { keyword: 'tent', ...words },
      { keyword: '"a tent"', ...words },
      { keyword: 'ten*', ...words },
      { duration: { from: 0, to: 1 } },
      { not: [{ keyword: 'lamp', ...words }] },
      { or: [{ keyword: 'tent', ...words }, { channel: 'VOICE' }] },
    ]) {
      expect([filter, await t.found(filter)]).toEqual([filter, ['closed']]);
      expect((await t.page({ start: span, ...filter })).totalCount).toBe(1);
      expect(await t.found(filter, { sort: [{ field: 'END', order: 'ASC' }] })).toEqual(['closed']);
      const all = { ...filter, includeOpen: true };
      expect([filter, await t.found(all)]).toEqual([filter, ['closed', 'open']]);
      expect((await t.page({ start: span, ...all })).totalCount).toBe(2);
    }
    expect(await t.found({ engagementId: 'open' })).toEqual([]);
    expect(await t.found({ engagementId: 'open', includeOpen: true })).toEqual(['open']);
    expect(await t.found({ not: [{ keyword: 'tent', ...words }], includeOpen: true })).toEqual([]);
    expect(await t.refusal({ and: [{ includeOpen: true }] })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'filter.and[0].includeOpen',
    });
    // A later import replaces the open one.
    await t.importing({ open: { info: { channel: 1 }, ...says('a tent') } });
    expect(await t.found({ keyword: 'tent', ...words })).toEqual(['closed', 'open']);
  });

  test('EH-18 the end of a start inside a filter is excluded', async () => {
    await t.importing({ a: { info: { startTimeL: day + 600_000 } } });
    const until = (ms: number) => ({ start: { from: new Date(day), to: new Date(day + ms) } });
    for (const name of ['and', 'or'] as const) {
      expect(await t.found({ [name]: [until(600_000)] })).toEqual([]);
      expect(await t.found({ [name]: [until(600_001)] })).toEqual(['a']);
    }
    expect(await t.found({ not: [until(600_000)] })).toEqual(['a']);
  });

  test('EH-39 both bounds of a duration are inclusive', async () => {
    await t.importing({
      a: { info: { duration: 59 } },
      b: { info: { duration: 60 } },
      c: { info: { duration: 180 } },
      d: { info: { duration: 181 } },
    });
    expect(await t.found({ duration: { from: 60_000, to: 180_000 } })).toEqual(['b', 'c']);
  });

  test('EH-41 EH-43 EH-45 EH-46 criteria on interactive, channel and scores', async () => {
    await t.importing({
      a: { info: { isInteractive: true, channel: 1, alertedMCS: 1, chatMCS: 60 } },
      b: { info: { isInteractive: false, channel: 2, alertedMCS: 0, chatMCS: 30 } },
      c: { info: { isInteractive: true, channel: -1, alertedMCS: -1, chatMCS: 0 } },
      d: { info: { isInteractive: true, chatMCS: 100 } },
    });
    expect(await t.found({ interactive: true })).toEqual(['a', 'c', 'd']);
    expect(await t.found({ channel: 'WEB' })).toEqual(['a']);
    expect(await t.found({ channel: 'VOICE' })).toEqual(['b']);
    expect(await t.found({ channel: 'UNKNOWN' })).toEqual(['c']);
    expect(await t.found({ alertedMcs: ['POSITIVE', 'NEUTRAL'] })).toEqual(['a', 'b']);
    expect(await t.found({ alertedMcs: ['NEGATIVE'] })).toEqual(['c']);
    expect(await t.found({ chatMcs: { from: 30, to: 60 } })).toEqual(['a', 'b']);
    expect(await t.found({ chatMcs: { from: 60 } })).toEqual(['a', 'd']);
    expect(await t.found({ chatMcs: { to: 30 } })).toEqual(['b', 'c']);
  });

  test('EH-49 EH-50 EH-51 criteria on co-browsing (in milliseconds) and on rich content', async () => {
    const session = (duration: number, interactive: boolean) => ({
      rest: {
        coBrowseSessions: {
          coBrowseSessionsList: [
            { duration: 5, interactive: false },
            { duration, interactive },
          ],
        },
      },
    });
    const rich = { textType: 'rich-content', json: { type: 'text', text: 'x' }, timeL: day, source: 'agent' };
    await t.importing({
      a: session(29_873, true),
      b: session(485_279, false),
      c: { rest: { transcript: { lines: [rich] } } },
    });
    expect(await t.found({ hasInteractiveCoBrowse: true })).toEqual(['a']);
    expect(await t.found({ hasInteractiveCoBrowse: false })).toEqual(['b', 'c']);
    expect(await t.found({ coBrowseDuration: { from: 29_873, to: 29_873 } })).toEqual(['a']);
    // One session must satisfy both bounds.
    expect(await t.found({ coBrowseDuration: { from: 6, to: 29_000 } })).toEqual([]);
    expect(await t.found({ lineContentTypes: ['RICH_CONTENT'] })).toEqual(['c']);
  });

  test('and, or and not combine criteria', async () => {
    await t.importing({
      a: { info: { skillId: 1, alertedMCS: 1 } },
      b: { info: { skillId: 2, alertedMCS: -1 } },
      c: { info: { skillId: 3, alertedMCS: 1 } },
      d: {},
    });
    expect(await t.found({ or: [{ skillIds: ['1'] }, { alertedMcs: ['NEGATIVE'] }] })).toEqual(['a', 'b']);
    expect(await t.found({ not: [{ skillIds: ['1'] }, { alertedMcs: ['NEGATIVE'] }] })).toEqual(['c', 'd']);
    expect(await t.found({ alertedMcs: ['POSITIVE'], not: [{ skillIds: ['1'] }] })).toEqual(['c']);
    expect(
      await t.found({
        and: [{ alertedMcs: ['POSITIVE'] }, { or: [{ skillIds: ['3'] }, { skillIds: ['2'] }] }],
      }),
    ).toEqual(['c']);
    expect(
      await t.found({
        or: [{ start: { from: span.to, to: span.to } }, { visitorId: 'none' }, { engagementId: 'd' }],
      }),
    ).toEqual(['d']);
  });

  test('one search finds completed live interactions and imported engagements', async () => {
    const { operations } = createEngagements(server().app.storage, systemClock, {
      maxSearchDays: 31,
      maskIpAddresses: false,
    });
    await operations.recordInteraction(t.tenant, completedInteraction('live'));
    const [live] = await t.ids({ start: { from: at(-600), to: at(1200) } });
    await t.importing({ imported: { info: { startTimeL: at(0).getTime() } } });
    expect((await t.ids({ start: { from: at(-600), to: at(1200) } })).sort()).toEqual(['imported', live]);
  });

  test.each([
    [{ start: null }, 'filter.start', 'is required'],
    [{ start: { from: span.to, to: span.from } }, 'filter.start.from', 'is after'],
    [{ skillIds: [] }, 'filter.skillIds', 'is empty'],
    [{ agentIds: [] }, 'filter.agentIds', 'is empty'],
    [{ agentGroupIds: [] }, 'filter.agentGroupIds', 'is empty'],
    [{ alertedMcs: [] }, 'filter.alertedMcs', 'is empty'],
    [{ lineContentTypes: [] }, 'filter.lineContentTypes', 'is empty'],
    [{ skillIds: [''] }, 'filter.skillIds[0]', '1 to 512'],
    [{ skillIds: Array.from({ length: 101 }, String) }, 'filter.skillIds', 'at most 100'],
    [{ visitorId: '' }, 'filter.visitorId', '1 to 512'],
    [{ engagementId: 'x'.repeat(513) }, 'filter.engagementId', '1 to 512'],
    [{ duration: { from: 2, to: 1 } }, 'filter.duration.from', 'is above'],
    [{ coBrowseDuration: { from: 2, to: 1 } }, 'filter.coBrowseDuration.from', 'is above'],
    [{ interactive: false }, 'filter.interactive', 'only true'],
    [{ channel: 'OTHER' }, 'filter.channel', 'may be UNKNOWN, WEB or VOICE'],
    [{ chatMcs: {} }, 'filter.chatMcs', 'neither from nor to'],
    [{ chatMcs: { from: -1 } }, 'filter.chatMcs.from', 'may be 0 to 100'],
    [{ chatMcs: { to: 101 } }, 'filter.chatMcs.to', 'may be 0 to 100'],
    [{ chatMcs: { from: 60, to: 30 } }, 'filter.chatMcs.from', 'is above'],
    [{ keyword: 'x' }, 'filter.keywordAreas', 'is required with keyword'],
    [{ keywordAreas: ['MCS'] }, 'filter.keyword', 'is required with keywordAreas'],
    [{ keyword: 'x', keywordAreas: [] }, 'filter.keywordAreas', 'is empty'],
    [{ or: [] }, 'filter.or', 'is empty'],
    [{ not: [{}] }, 'filter.not[0]', 'has no condition'],
    [{ and: [{ or: [{ skillIds: [] }] }] }, 'filter.and[0].or[0].skillIds', 'is empty'],
    [
      { or: Array.from({ length: 51 }, () => ({ skillIds: ['1'] })) },
      'filter.or[50]',
      'more than 50 conditions',
    ],
  ])(
    'EH-25 EH-27 EH-34 EH-40 EH-48 EH-55 a filter with %j is refused: %s %s',
    async (filter, field, reason) => {
      expect(await t.refusal(filter)).toEqual({
        code: 'BAD_USER_INPUT',
        field,
        reason: expect.stringContaining(reason) as string,
      });
    },
  );

  test.each([
    ['EH-25', { start: { from: span.from } }],
    ['EH-29', { keyword: 'x', keywordAreas: ['EVERYWHERE'] }],
    ['EH-40', { duration: { from: 1 } }],
    ['EH-43', { channel: 'PIGEON' }],
    ['EH-45', { alertedMcs: ['2'] }],
    ['EH-50', { coBrowseDuration: { to: 1 } }],
    ['EH-51', { lineContentTypes: ['PLAIN'] }],
    ['EH-56', { ended: true }],
  ])('%s the schema refuses an unknown filter: %j', async (_, filter) => {
    expect((await t.refusal(filter))?.code).toBe('BAD_USER_INPUT');
  });
});
