import type { FeedStateChange } from '../../../../src/domains/shared/feed-ports.ts';
import type {
  HistoryArguments,
  StateChangePage,
} from '../../../../src/domains/agents/history/state-history.ts';
import { callerOf, newTenant, startProcess, TestClock, type Process } from '../agent-process.ts';
import { at, Shift, start, required } from '../feed/shift.ts';

const clock = new TestClock();
let agents: Process;
beforeAll(async () => {
  agents = await startProcess(import.meta.url, clock);
});
afterAll(() => agents.stop());

let tenant: string;
beforeEach(() => {
  tenant = newTenant();
});

const connectionFields = { fields: {}, rows: true, edges: true, totalCount: true };
const read = async (
  from: number,
  to: number,
  paging: Omit<HistoryArguments, 'range'> = {},
): Promise<StateChangePage> => {
  const page = await agents.operations.readStateHistory(
    callerOf(tenant, 'service', 'report', 'agent.view'),
    'ann',
    { range: { from: at(from), to: at(to) }, ...paging },
    connectionFields,
  );
  if (page === null) throw new Error('The history is not visible.');
  return page;
};
/** Returns the time in the range, the source and the state. */
const describeChange = ({ at: when, node: { currentState, fed } }: StateChangePage['edges'][number]) =>
  `${(when.getTime() - start) / 1000} ${fed === undefined ? 'own' : 'feed'} ${currentState}`;
const changes = async (from: number, to: number) => (await read(from, to)).edges.map(describeChange);
const ingest = (all: readonly FeedStateChange[]) => agents.feedPort.ingestStateChanges(tenant, all);
/** Sets Ann's state in this system at a second of the test. */
const setState = async (seconds: number, state: 'IDLE' | 'UNAVAILABLE' | 'LOGGED_OFF') => {
  clock.pass(seconds - (clock.now().getTime() - start) / 1000);
  await agents.operations.setAgentState(callerOf(tenant, 'agent', 'ann', 'chat.agent'), { state });
};

test('EF-102 a history is sorted by time in any order of arrival, and clipped to the range', async () => {
  const { changes: feedChanges } = new Shift('ann')
    .login(10)
    .to(20, 'WORKING')
    .to(30, 'WRAP')
    .to(40, 'IDLE')
    .logout(50);
  await ingest(feedChanges.toReversed());
  expect(await changes(25, 50)).toEqual(['25 feed WORKING', '30 feed WRAP', '40 feed IDLE']);
  expect(await changes(30, 41)).toEqual(['30 feed WRAP', '40 feed IDLE']);
  expect(await changes(0, 10)).toEqual([]);
  expect(await changes(0, 11)).toEqual(['10 feed IDLE']);
  expect(await changes(500, 600)).toEqual(['500 feed LOGGED_OFF']);
  expect(await read(40, 40)).toMatchObject({ nodes: [], totalCount: 0 });
  expect((await read(25, 50)).totalCount).toBe(3);
});

test('changes of this system and of a feed form one history; at one instant, changes of this system come first', async () => {
  await setState(10, 'IDLE');
  await setState(30, 'UNAVAILABLE');
  await setState(50, 'LOGGED_OFF');
  await ingest(new Shift('ann').login(60).to(70, 'WRAP').to(70, 'IDLE').logout(80).changes);
  await ingest(new Shift('ann', 'meanwhile').login(20).to(30, 'RESERVED').changes);
  const all = [
    '10 own IDLE',
    '20 feed IDLE',
    '30 own UNAVAILABLE',
    '30 feed RESERVED',
    '50 own LOGGED_OFF',
    '60 feed IDLE',
    '70 feed WRAP',
    '70 feed IDLE',
    '80 feed LOGGED_OFF',
  ];
  expect(await changes(0, 100)).toEqual(all);
  // Of several changes at the start of the range, the last one is in force.
  expect(await changes(30, 60)).toEqual(['30 feed RESERVED', '50 own LOGGED_OFF']);
  expect(await changes(70, 80)).toEqual(['70 feed IDLE']);
  expect((await read(30, 60)).totalCount).toBe(2);

  for (const size of [1, 2, 3, 4, 100]) {
    const forwards: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: StateChangePage = await read(25, 75, { first: size, after });
      forwards.push(...page.edges.map(describeChange));
      expect([page.totalCount, page.pageInfo.hasPreviousPage]).toEqual([7, after !== null]);
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    const backwards: string[] = [];
    for (let before: string | null = null, more = true; more;) {
      const page: StateChangePage = await read(25, 75, { last: size, before });
      backwards.unshift(...page.edges.map(describeChange));
      [before, more] = [page.pageInfo.startCursor, page.pageInfo.hasPreviousPage];
    }
    const expected = ['25 feed IDLE', ...all.slice(2, 8)];
    expect([size, forwards, backwards]).toEqual([size, expected, expected]);
  }
});

test('a late change before a cursor does not shift the page after the cursor', async () => {
  const { changes: feedChanges } = new Shift('ann').login(10).to(20, 'WORKING').to(30, 'WRAP').to(40, 'IDLE');
  const late = required(feedChanges[1]);
  await ingest(feedChanges.filter((change) => change !== late));
  const { pageInfo } = await read(0, 100, { first: 2 });
  await ingest([late]);
  const next = await read(0, 100, { first: 2, after: pageInfo.endCursor });
  expect(next.edges.map(describeChange)).toEqual(['40 feed IDLE']);
});

test('EF-92 EF-93 EF-94 a change has all of the source’s details of the previous state', async () => {
  const task = { taskId: 't', gatewayTaskId: 'g', type: 'SMS', initiationMethod: 'FORWARD', state: 'PARKED' };
  await ingest(
    new Shift('ann')
      .login(0)
      .to(10, 'WORKING', undefined, { taskCount: 2, focusTask: task })
      .to(20, 'UNAVAILABLE', 'Break', { taskCount: 0 })
      .to(30, 'IDLE').changes,
  );
  const { nodes } = await read(0, 100);
  expect(nodes[0]).toMatchObject({ eventType: 'LOGIN', previousState: null, previousStateDuration: null });
  expect(nodes[2]).toMatchObject({
    taskCount: 0,
    focusTask: null,
    previousState: 'WORKING',
    previousStateDuration: 10_000,
    fed: { previousStateAt: at(10), previousTaskCount: 2, previousFocusTask: { fed: task } },
  });
  expect(nodes[3]).toMatchObject({
    previousStateReason: 'Break',
    fed: { previousStateAt: at(20), previousTaskCount: 0, previousFocusTask: null },
  });
});
