import type { FeedStateChange, FeedUsage } from '../../../../src/domains/shared/feed-ports.ts';
import type { StateTotal } from '../../../../src/domains/agents/history/state-intervals.ts';
import type { AgentSessionPage, SessionArguments } from '../../../../src/domains/agents/operations.ts';
import { callerOf, newTenant, startProcess, TestClock, type Process } from '../agent-process.ts';
import { at, Shift, start, required, usageAt } from '../feed/shift.ts';

const clock = new TestClock();
clock.pass(100_000);
let agents: Process;
beforeAll(async () => {
  agents = await startProcess(import.meta.url, clock, { usageExpiryMs: 60_000 });
});
afterAll(() => agents.stop());

let tenant: string;
beforeEach(() => {
  tenant = newTenant();
});

const viewer = () => callerOf(tenant, 'service', 'report', 'agent.view');
const span = (from: number, to: number) => ({ range: { from: at(from), to: at(to) } });
const ingest = (...shifts: readonly (readonly FeedStateChange[])[]) =>
  agents.feedPort.ingestStateChanges(tenant, shifts.flat());
const ingestUsage = (...usage: readonly FeedUsage[]) => agents.feedPort.ingestUsage(tenant, usage);
const connectionFields = { fields: {}, rows: true, edges: true, totalCount: true };
async function page(args: SessionArguments): Promise<AgentSessionPage> {
  const sessions = await agents.operations.readSessions(viewer(), 'ann', args, connectionFields);
  if (sessions === null) throw new Error('The sessions are not visible.');
  return sessions;
}
const sessions = async (from = 0, to = 100_000) => (await page(span(from, to))).nodes;
const gaps = async (from = 0, to = 100_000) => agents.operations.readGaps(viewer(), 'ann', span(from, to));
const totals = async (from = 0, to = 100_000) =>
  texts(await agents.operations.readStateTotals(viewer(), 'ann', span(from, to)));
const texts = (all: readonly StateTotal[] | null | undefined) =>
  all?.map(
    ({ state, stateRaw, reason, duration, count }) =>
      `${state === 'OTHER' ? (stateRaw ?? '') : state}${reason === null ? '' : ` ${reason}`} ${duration / 1000} ${count}`,
  );
const seconds = (when: Date | null | undefined) => (when == null ? when : (when.getTime() - start) / 1000);
const sum = (all: readonly StateTotal[]) => all.reduce((ms, { duration }) => ms + duration, 0) / 1000;

const day = () =>
  new Shift('ann')
    .login(0)
    .to(100, 'RESERVED')
    .to(110, 'WORKING')
    .to(200, 'WRAP')
    .to(230, 'UNAVAILABLE', 'Lunch')
    .to(300, 'UNAVAILABLE', 'Meeting')
    .to(350, 'IDLE')
    .to(400, 'WORKING')
    .logout(500);

describe('sessions and time', () => {
  test('EF-81 EF-97 EF-99 a session lasts from LOGIN to LOGOUT, and the times in its states add up to its duration', async () => {
    await ingest(day().changes.toReversed());
    const [session, ...others] = await sessions();
    expect(others).toEqual([]);
    expect(session).toMatchObject({
      sessionId: 'ann-1',
      begin: at(0),
      end: at(500),
      ended: 'LOGOUT',
      gaps: [],
      usage: [],
    });
    expect(texts(session?.totals)).toEqual([
      'IDLE 150 2',
      'RESERVED 10 1',
      'UNAVAILABLE Lunch 70 1',
      'UNAVAILABLE Meeting 50 1',
      'WORKING 190 2',
      'WRAP 30 1',
    ]);
    expect(sum(session?.totals ?? [])).toBe(500);
    expect(await gaps()).toEqual([]);
  });

  test('EF-98 a TIMEOUT also ends a session, and an open session has no end and counts up to now', async () => {
    await ingest(new Shift('ann').login(0).to(50, 'WRAP').timeout(100).changes);
    const now = seconds(clock.now()) ?? 0;
    await ingest(new Shift('ann', 'ann-2').login(now - 500).changes);
    const [first, second] = await sessions(0, 1_000_000);
    expect(first).toMatchObject({ end: at(100), ended: 'TIMEOUT' });
    expect(second).toMatchObject({ sessionId: 'ann-2', end: null, ended: null, gaps: [] });
    expect(texts(second?.totals)).toEqual(['IDLE 500 1']);
  });

  test('EF-99 EF-102 the time in states is clipped at both ends of the range and covers all of it', async () => {
    await ingest(day().changes);
    expect(await totals(105, 240)).toEqual([
      'RESERVED 5 1',
      'UNAVAILABLE Lunch 10 1',
      'WORKING 90 1',
      'WRAP 30 1',
    ]);
    expect(await totals(450, 600)).toEqual(['LOGGED_OFF 100 1', 'WORKING 50 1']);
    expect(await totals(-100, 50)).toEqual(['IDLE 50 1']);
    expect(await totals(120, 130)).toEqual(['WORKING 10 1']);
    // The state that a change ends at the start of the range does not count.
    expect(await totals(110, 240)).toEqual(['UNAVAILABLE Lunch 10 1', 'WORKING 90 1', 'WRAP 30 1']);
    expect(await totals(110, 111)).toEqual(['WORKING 1 1']);
    expect(await totals(50, 50)).toEqual([]);
    // The time after now does not count.
    const now = seconds(clock.now()) ?? 0;
    expect(await totals(now - 10, now + 1000)).toEqual(['LOGGED_OFF 10 1']);
    expect(await totals(now + 10, now + 1000)).toEqual([]);
  });

  test('EF-99 a state that ended exactly at the start of the range does not count', async () => {
    // The sign-in of the second session is lost. Its first known state began at 150.
    const { changes } = new Shift('ann', 'b').login(150).to(200, 'WRAP');
    await ingest(new Shift('ann', 'a').login(0).logout(100).changes, changes.slice(1));
    expect(await totals(149, 250)).toEqual(['IDLE 50 1', 'LOGGED_OFF 1 1', 'WRAP 50 1']);
    expect(await totals(150, 250)).toEqual(['IDLE 50 1', 'WRAP 50 1']);
  });

  test('a session that overlaps a range is returned complete, and a session that only touches it is omitted', async () => {
    await ingest(new Shift('ann', 'a').login(0).logout(100).changes);
    await ingest(new Shift('ann', 'b').login(200).to(250, 'WRAP').logout(300).changes);
    await ingest(new Shift('ann', 'c').login(400).logout(500).changes);
    const ids = async (from: number, to: number) =>
      (await sessions(from, to)).map(({ sessionId }) => sessionId);
    expect(await ids(0, 1000)).toEqual(['a', 'b', 'c']);
    expect(await ids(100, 200)).toEqual([]);
    expect(await ids(99, 201)).toEqual(['a', 'b']);
    expect(await ids(260, 270)).toEqual(['b']);
    expect((await sessions(260, 270))[0]).toMatchObject({ begin: at(200), end: at(300) });
    expect(await ids(260, 260)).toEqual([]);
  });

  test.each([1, 2, 3, 100])(
    'pages of %i go over sessions forwards and backwards, each once',
    async (size) => {
      for (let n = 0; n < 5; n++)
        await ingest(new Shift('ann', `s${n}`).login(n * 100).logout(n * 100 + 50).changes);
      const all = ['s0', 's1', 's2', 's3', 's4'];
      const forwards: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const read: AgentSessionPage = await page({ ...span(0, 1000), first: size, after });
        forwards.push(...read.nodes.map(({ sessionId }) => sessionId));
        expect(read.totalCount).toBe(5);
        [after, more] = [read.pageInfo.endCursor, read.pageInfo.hasNextPage];
      }
      const backwards: string[] = [];
      for (let before: string | null = null, more = true; more;) {
        const read: AgentSessionPage = await page({ ...span(0, 1000), last: size, before });
        backwards.unshift(...read.edges.map(({ node }) => node.sessionId));
        [before, more] = [read.pageInfo.startCursor, read.pageInfo.hasPreviousPage];
      }
      expect([forwards, backwards]).toEqual([all, all]);
    },
  );

  test('a session in this system is a session too, with times and without gaps', async () => {
    const ann = callerOf(tenant, 'agent', 'ann', 'chat.agent');
    const now = seconds(clock.now()) ?? 0;
    for (const state of ['IDLE', 'UNAVAILABLE', 'IDLE', 'LOGGED_OFF', 'IDLE'] as const) {
      await agents.operations.setAgentState(ann, { state });
      clock.pass(10);
    }
    const [first, second] = await sessions(now + 15, now + 100);
    expect(first).toMatchObject({ begin: at(now), end: at(now + 30), ended: 'LOGOUT', gaps: [] });
    expect(texts(first?.totals)).toEqual(['IDLE 20 2', 'UNAVAILABLE 10 1']);
    expect(second).toMatchObject({ begin: at(now + 40), end: null, ended: null });
    expect(texts(second?.totals)).toEqual(['IDLE 10 1']);
    expect(await gaps(now, now + 100)).toEqual([]);
    expect(await totals(now + 5, now + 45)).toEqual(['IDLE 20 3', 'LOGGED_OFF 10 1', 'UNAVAILABLE 10 1']);
  });

  test('an old session that times out during a new one changes neither', async () => {
    await ingest(new Shift('ann', 'old').login(0).to(50, 'WORKING').timeout(200).changes);
    await ingest(new Shift('ann', 'new').login(100).to(250, 'WRAP').logout(300).changes);
    const [old, fresh] = await sessions();
    expect([old?.ended, texts(old?.totals), old?.gaps]).toEqual([
      'TIMEOUT',
      ['IDLE 50 1', 'WORKING 150 1'],
      [],
    ]);
    expect([fresh?.ended, texts(fresh?.totals), fresh?.gaps]).toEqual([
      'LOGOUT',
      ['IDLE 150 1', 'WRAP 50 1'],
      [],
    ]);
  });
});

describe('gaps', () => {
  test('EF-95 a change that does not continue the previous one is one gap, which closes when the lost event arrives', async () => {
    const { changes } = day();
    for (const [index, lost] of changes.entries()) {
      tenant = newTenant();
      await ingest(changes.filter((change) => change !== lost));
      // The begin of the next session shows that the session has ended.
      await ingest(new Shift('ann', 'next').login(1000).logout(1100).changes);
      const isFirst = index === 0;
      const isLast = index === changes.length - 1;
      const found = await gaps();
      expect([index, found?.length]).toEqual([index, 1]);
      expect(found?.[0]).toMatchObject({
        sessionId: 'ann-1',
        expected: isFirst ? null : { at: changes[index - 1]?.current.at },
        found: isLast ? null : { at: lost.current.at },
        from: isFirst ? null : changes[index - 1]?.current.at,
        to: isLast ? at(1000) : lost.current.at,
      });
      const [session] = await sessions();
      const known = session?.end ?? changes.at(-2)?.current.at;
      const [gap] = session?.gaps ?? [];
      const unknown = gap?.from == null || gap.found === null ? 0 : gap.to.getTime() - gap.from.getTime();
      expect(sum(session?.totals ?? [])).toBe(((known?.getTime() ?? 0) - start - unknown) / 1000);
      expect(session?.ended).toBe(isLast ? 'LOST' : 'LOGOUT');

      await ingest([lost]);
      expect(await gaps()).toEqual([]);
      expect(sum((await sessions())[0]?.totals ?? [])).toBe(500);
    }
  });

  test('EF-95 several consecutive lost events are one gap, and a lost event elsewhere is another gap', async () => {
    const { changes } = day();
    await ingest(changes.filter((_, index) => ![2, 3, 6].includes(index)));
    expect((await gaps())?.map(({ from, to }) => [seconds(from), seconds(to)])).toEqual([
      [100, 200],
      [300, 350],
    ]);
    expect((await gaps(120, 180))?.map(({ from }) => seconds(from))).toEqual([100]);
    expect(await gaps(210, 220)).toEqual([]);
    // Unknown time counts for no state.
    expect(await totals(0, 500)).toEqual([
      'IDLE 150 2',
      'UNAVAILABLE Lunch 70 1',
      'WORKING 100 1',
      'WRAP 30 1',
    ]);
  });

  test('EF-95 a change continues another only if the state, the reason and the time are equal', async () => {
    const { changes } = new Shift('ann').login(0).to(100, 'UNAVAILABLE', 'Lunch').to(200, 'IDLE').logout(300);
    const [login, lunch, idle, logout] = changes as [
      FeedStateChange,
      FeedStateChange,
      FeedStateChange,
      FeedStateChange,
    ];
    for (const previous of [
      { ...lunch.current, state: 'WRAP' },
      { ...lunch.current, reason: 'Meeting' },
      { ...lunch.current, at: at(150) },
    ]) {
      tenant = newTenant();
      await ingest([login, lunch, { ...idle, previous }, logout]);
      expect(await gaps()).toMatchObject([{ expected: { reason: 'Lunch', at: at(100) } }]);
    }
    tenant = newTenant();
    const { reason: _, ...bare } = idle.current;
    await ingest([login, lunch, { ...idle, current: { ...bare, reason: '' } }, logout]);
    expect(await gaps()).toEqual([]);
  });

  test('changes without a session id belong to the session of the sign-in before them', async () => {
    const bare = (shift: Shift) => shift.changes.map(({ sessionId: _, ...change }) => change);
    await ingest(day().changes, new Shift('ann', 'next').login(600).to(650, 'WRAP').changes);
    const named = [await sessions(), await sessions(550, 700), await gaps(), await totals(0, 1000)];
    tenant = newTenant();
    await ingest(bare(day()), bare(new Shift('ann', 'next').login(600).to(650, 'WRAP')));
    const derived = [await sessions(), await sessions(550, 700), await gaps(), await totals(0, 1000)];
    expect(JSON.stringify(derived)).toBe(
      JSON.stringify(named).replaceAll('"ann-1"', '"ann-1-LOGIN-0"').replaceAll('"next"', '"next-LOGIN-0"'),
    );
  });
});

describe('usage', () => {
  const read = async (from = 0, to = 100_000) =>
    (await agents.operations.readUsage(viewer(), 'ann', span(from, to)))?.map(
      ({ productId, begin, hasBegin, lastSign, end, ended }) =>
        `${productId ?? '-'} ${seconds(begin)}${hasBegin ? '' : '?'} ${seconds(lastSign)} ${seconds(end)} ${ended}`,
    );

  test('EF-71 EF-72 EF-73 EF-76 BEGIN, ALIVE and END form one usage session of a product in any order of arrival', async () => {
    const events = [
      usageAt('ann', 0, 'BEGIN'),
      usageAt('ann', 50, 'ALIVE'),
      usageAt('ann', 100, 'ALIVE'),
      usageAt('ann', 120, 'END'),
      usageAt('ann', 60, 'BEGIN', { productId: 'Other' }),
      usageAt('ann', 70, 'END', { productId: 'Other' }),
    ];
    expect(await ingestUsage(...events.toReversed(), required(events[0]))).toEqual([
      ...Array<string>(6).fill('added'),
      'duplicate',
    ]);
    expect(await ingestUsage(...events)).toEqual(Array(6).fill('duplicate'));
    expect(await read()).toEqual(['SymbeeEngage 0 120 120 END', 'Other 60 70 70 END']);
    expect(await read(80, 90)).toEqual(['SymbeeEngage 0 120 120 END']);
    expect(await read(120, 1000)).toEqual([]);
  });

  test('EF-74 a usage session without END ends at its last event after the expiry', async () => {
    await ingestUsage(usageAt('ann', 0, 'BEGIN'), usageAt('ann', 60, 'ALIVE'), usageAt('ann', 121, 'ALIVE'));
    expect(await read()).toEqual(['SymbeeEngage 0 60 60 EXPIRED', 'SymbeeEngage 121? 121 121 EXPIRED']);
    // The event in between arrived late.
    await ingestUsage(usageAt('ann', 100, 'ALIVE'));
    expect(await read()).toEqual(['SymbeeEngage 0 121 121 EXPIRED']);
    const now = seconds(clock.now()) ?? 0;
    await ingestUsage(usageAt('ann', now - 60, 'BEGIN'));
    expect(await read(now - 100, now + 100)).toEqual([`SymbeeEngage ${now - 60} ${now - 60} null null`]);
    clock.pass(1);
    expect(await read(now - 100, now + 100)).toEqual([
      `SymbeeEngage ${now - 60} ${now - 60} ${now - 60} EXPIRED`,
    ]);
  });

  test('EF-75 ALIVE or END without BEGIN starts a session that is marked so, and a second BEGIN ends the session before it', async () => {
    await ingestUsage(usageAt('ann', 0, 'ALIVE'), usageAt('ann', 10, 'END'), usageAt('ann', 20, 'END'));
    await ingestUsage(usageAt('ann', 30, 'BEGIN'), usageAt('ann', 40, 'BEGIN'), usageAt('ann', 50, 'END'));
    expect(await read()).toEqual([
      'SymbeeEngage 0? 10 10 END',
      'SymbeeEngage 20? 20 20 END',
      'SymbeeEngage 30 30 30 LOST',
      'SymbeeEngage 40 50 50 END',
    ]);
  });

  test('at one instant an open session ends before a new one begins, and a closed one begins before it ends', async () => {
    await ingestUsage(
      usageAt('ann', 0, 'BEGIN'),
      usageAt('ann', 10, 'END'),
      usageAt('ann', 10, 'BEGIN'),
      usageAt('ann', 20, 'END'),
    );
    await ingestUsage(usageAt('ann', 30, 'END'), usageAt('ann', 30, 'BEGIN'));
    expect(await read()).toEqual([
      'SymbeeEngage 0 10 10 END',
      'SymbeeEngage 10 20 20 END',
      'SymbeeEngage 30 30 30 END',
    ]);
  });

  test('an unknown action counts like ALIVE', async () => {
    await ingestUsage(usageAt('ann', 0, 'BEGIN'), usageAt('ann', 50, 'PAUSE'), usageAt('ann', 100, 'END'));
    expect(await read()).toEqual(['SymbeeEngage 0 100 100 END']);
  });

  test('a usage session that is longer than the range is returned complete', async () => {
    await ingestUsage(
      ...Array.from({ length: 300 }, (_, n) => usageAt('ann', n * 50, n === 0 ? 'BEGIN' : 'ALIVE')),
    );
    expect(await read(7000, 7010)).toEqual(['SymbeeEngage 0 14950 14950 EXPIRED']);
  });

  test('EF-121 a session contains the usage sessions that overlap it', async () => {
    await ingest(
      new Shift('ann', 'a').login(0).logout(100).changes,
      new Shift('ann', 'b').login(500).logout(600).changes,
    );
    await ingestUsage(
      usageAt('ann', 5, 'BEGIN'),
      usageAt('ann', 60, 'ALIVE'),
      usageAt('ann', 98, 'END'),
      usageAt('ann', 300, 'BEGIN'),
      usageAt('ann', 310, 'END'),
      usageAt('ann', 590, 'BEGIN', { productId: 'Other' }),
      usageAt('bob', 10, 'BEGIN'),
    );
    expect((await sessions()).map(({ usage }) => usage.map(({ productId }) => productId))).toEqual([
      ['SymbeeEngage'],
      ['Other'],
    ]);
  });
});

test('a range has at most 31 days and does not end before its start', async () => {
  const range = (days: number) => ({ range: { from: at(0), to: at(days * 86_400) } });
  const all = [
    (args: ReturnType<typeof range>) => agents.operations.readStateTotals(viewer(), 'ann', args),
    (args: ReturnType<typeof range>) => agents.operations.readGaps(viewer(), 'ann', args),
    (args: ReturnType<typeof range>) => agents.operations.readUsage(viewer(), 'ann', args),
    (args: ReturnType<typeof range>) =>
      agents.operations.readSessions(viewer(), 'ann', args, connectionFields),
  ];
  for (const read of all) {
    await expect(read(range(31))).resolves.toBeDefined();
    // October 2026 in Berlin.
    await expect(read(range(31 + 1 / 24))).resolves.toBeDefined();
    await expect(read(range(31.05))).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'range' },
    });
    await expect(read(range(-1))).rejects.toMatchObject({ details: { field: 'range.from' } });
  }
});

test('histories that the caller may not see are null', async () => {
  await ingest(day().changes);
  for (const caller of [
    callerOf(tenant, 'agent', 'bob', 'chat.agent'),
    callerOf(tenant, 'customer', 'ann', 'chat.customer agent.view'),
  ]) {
    const { operations } = agents;
    expect(await operations.readStateTotals(caller, 'ann', span(0, 100))).toBeNull();
    expect(await operations.readGaps(caller, 'ann', span(0, 100))).toBeNull();
    expect(await operations.readUsage(caller, 'ann', span(0, 100))).toBeNull();
    expect(await operations.readSessions(caller, 'ann', span(0, 100), connectionFields)).toBeNull();
  }
  tenant = newTenant();
  expect(await sessions()).toEqual([]);
});

test('5,000 changes with a session and an instant each are read quickly', async () => {
  const changes = Array.from({ length: 5000 }, (_, n) =>
    required(new Shift('ann', `s${n}`).login(n).changes[0]),
  );
  await ingest(changes);
  const { nodes, totalCount } = await page({ ...span(0, 100_000), first: 2 });
  expect([totalCount, nodes.map(({ ended }) => ended)]).toEqual([5000, ['LOST', 'LOST']]);
  expect(await gaps()).toHaveLength(4999);
}, 20_000);
