import type { FeedStateChange } from '../../../../src/domains/shared/feed-ports.ts';
import { openProfiler } from '../../../support/profiler.ts';
import { callerOf, newTenant, startProcess, TestClock, type Process } from '../agent-process.ts';
import { at } from './shift.ts';

const clock = new TestClock();
clock.pass(1_000_000);
const profiler = openProfiler(import.meta.url);
let agents: Process;
beforeAll(async () => {
  agents = await startProcess(import.meta.url, clock);
});
afterAll(async () => {
  await agents.stop();
  await profiler.close();
});

const many = 3000;
/** Returns changes at one instant, by default far more than `maxOrderedPerInstant`. */
const changesAtOneInstant = (username: string, count = many): readonly FeedStateChange[] =>
  Array.from({ length: count }, (_, n) => ({
    eventId: `${username}-${String(n).padStart(5, '0')}`,
    username,
    sessionId: `s${n % 7}`,
    eventType: n % 5 === 0 ? 'LOGIN' : 'STATE_CHANGE',
    reportHierarchy: [],
    current: { state: `STATE ${n}`, at: at(100) },
    isAhead: false,
  }));
const viewer = (tenant: string) => callerOf(tenant, 'service', 'report', 'agent.view');
const ingestInBatches = async (tenant: string, changes: readonly FeedStateChange[]) => {
  for (let n = 0; n < changes.length; n += 500)
    await agents.feedPort.ingestStateChanges(tenant, changes.slice(n, n + 500));
};
const stateOf = async (tenant: string, username = 'ann') => {
  const [agent] = await agents.operations.readAgents(viewer(tenant), [username], { stateRaw: 1 });
  return agent?.stateRaw;
};
const documentsRead = async (action: () => Promise<unknown>) =>
  (await profiler.during(action))
    .filter(({ collection, command }) => collection === 'agentStateEvents' && command !== 'insert')
    .reduce((sum, query) => sum + query.documentsRead + query.keysRead, 0);

test('EF-96 with many changes at one instant, the state is the one with the largest id, in any order of arrival', async () => {
  const changes = changesAtOneInstant('ann', 300);
  const orders = [changes, changes.toReversed(), [...changes.slice(40), ...changes.slice(0, 40)]];
  for (const order of orders) {
    const tenant = newTenant();
    for (let n = 0; n < order.length; n += 45)
      await agents.feedPort.ingestStateChanges(tenant, order.slice(n, n + 45));
    expect(await stateOf(tenant)).toBe('STATE 299');
  }
});

describe('with many changes at one instant', () => {
  const tenant = newTenant();
  beforeAll(async () => {
    await ingestInBatches(tenant, changesAtOneInstant('ann'));
    await ingestInBatches(tenant, changesAtOneInstant('bob'));
  });

  test('one more change reads only few of them, also in a batch with other agents', async () => {
    const [one] = changesAtOneInstant('ann', 1);
    if (one === undefined) throw new Error('There is no change.');
    const more = [{ ...one, eventId: 'more' }];
    expect(await documentsRead(() => agents.feedPort.ingestStateChanges(tenant, more))).toBeLessThan(300);
    const both = [
      { ...one, eventId: 'and more' },
      { ...one, username: 'bob', eventId: 'and one of bob' },
    ];
    expect(await documentsRead(() => agents.feedPort.ingestStateChanges(tenant, both))).toBeLessThan(1000);
    expect(await stateOf(tenant)).toBe('STATE 0');
    expect(await stateOf(tenant, 'bob')).toBe(`STATE ${many - 1}`);
  });

  test.each(['first', 'last'] as const)(
    'EF-102 the history is paged by %s, each change once, and no page reads all of them',
    async (direction) => {
      const range = { from: at(0), to: at(1000) };
      const connectionFields = { fields: {}, rows: true, edges: true, totalCount: false };
      const read = (cursor: string | null | undefined) =>
        agents.operations.readStateHistory(
          viewer(tenant),
          'bob',
          {
            range,
            [direction]: 100,
            ...(cursor == null ? {} : { [direction === 'first' ? 'after' : 'before']: cursor }),
          },
          connectionFields,
        );
      const eventIds: string[] = [];
      let cursor: string | null | undefined;
      for (let pages = 0; pages < 100; pages++) {
        let page: Awaited<ReturnType<typeof read>> = null;
        expect(
          await documentsRead(async () => {
            page = await read(cursor);
          }),
        ).toBeLessThan(1200);
        const { nodes, pageInfo } = page as unknown as NonNullable<Awaited<ReturnType<typeof read>>>;
        const names = nodes.map(({ fed }) => fed?.eventId ?? '');
        if (direction === 'first') eventIds.push(...names);
        else eventIds.unshift(...names);
        cursor = direction === 'first' ? pageInfo.endCursor : pageInfo.startCursor;
        if (!(direction === 'first' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) break;
      }
      expect(eventIds).toEqual([
        'and one of bob',
        ...changesAtOneInstant('bob').map(({ eventId }) => eventId),
      ]);
    },
  );
});
