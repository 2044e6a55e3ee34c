import type {
  HistoryArguments,
  StateChangePage,
} from '../../../../src/domains/agents/history/state-history.ts';
import { callerOf, newTenant, startProcess, TestClock, type Process } from '../agent-process.ts';

const clock = new TestClock();
const start = clock.now().getTime();
const at = (seconds: number) => new Date(start + seconds * 1000);
const tenant = newTenant();
let agents: Process;
/** Ann has ten changes, at 10, 20, 30 and so on up to 100 seconds. The first one is a LOGIN. */
beforeAll(async () => {
  agents = await startProcess(import.meta.url, clock);
  for (let n = 1; n <= 10; n++) {
    clock.pass(10);
    await agents.operations.setAgentState(callerOf(tenant, 'agent', 'ann', 'chat.agent'), {
      state: n % 2 === 1 ? 'IDLE' : 'UNAVAILABLE',
      reason: n % 2 === 1 ? null : 'Break',
    });
  }
});
afterAll(() => agents.stop());

const connectionFields = { fields: {}, rows: true, edges: true, totalCount: true };
const viewer = callerOf(tenant, 'service', 'report', 'agent.view');
const read = async (
  from: number,
  to: number,
  paging: Omit<HistoryArguments, 'range'> = {},
): Promise<StateChangePage> => {
  const args = { range: { from: at(from), to: at(to) }, ...paging };
  const page = await agents.operations.readStateHistory(viewer, 'ann', args, connectionFields);
  if (page === null) throw new Error('The history is not visible.');
  return page;
};
const inSeconds = (when: Date) => (when.getTime() - start) / 1000;
/** Returns the number of each change and its time in the range, in seconds. */
const changes = async (from: number, to: number) =>
  (await read(from, to)).edges.map(({ at: when, node }) => [node.seq, inSeconds(when)]);

test('a history starts with the change in force at the start of the range, and ends before the end of the range', async () => {
  expect(await changes(25, 50)).toEqual([
    [2, 25],
    [3, 30],
    [4, 40],
  ]);
});

test('a change exactly at the start is in force, and earlier changes are omitted', async () => {
  expect(await changes(30, 41)).toEqual([
    [3, 30],
    [4, 40],
  ]);
});

test('W29 a change has its own time in every range; only its edge is clipped', async () => {
  const { edges } = await read(25, 31);
  expect(edges.map(({ at: when, node }) => [inSeconds(when), inSeconds(node.at)])).toEqual([
    [25, 20],
    [30, 30],
  ]);
  expect(edges.map(({ node }) => node)).toEqual((await read(0, 1000)).nodes.slice(1, 3));
});

test('a range before the first change is empty, and the last change stays in force', async () => {
  expect(await changes(0, 10)).toEqual([]);
  expect(await changes(0, 11)).toEqual([[1, 10]]);
  expect(await changes(500, 600)).toEqual([[10, 500]]);
  expect((await read(500, 600)).totalCount).toBe(1);
});

test('an empty range has no changes, and a range with its end before its start is refused', async () => {
  expect(await read(40, 40)).toMatchObject({ nodes: [], totalCount: 0 });
  await expect(read(41, 40)).rejects.toMatchObject({ details: { field: 'range.from' } });
});

test('EF-93 EF-95 EF-99 each change starts where the previous one ended, and the durations add up', async () => {
  const { nodes } = await read(0, 1000);
  expect(nodes.map(({ eventType }) => eventType)).toEqual([
    'LOGIN',
    ...Array<string>(9).fill('STATE_CHANGE'),
  ]);
  expect(nodes.slice(1).map(({ previousStateDuration }) => previousStateDuration)).toEqual(
    Array<number>(9).fill(10_000),
  );
  nodes.slice(1).forEach(({ previousState, previousStateReason }, index) => {
    const before = nodes[index];
    expect([previousState, previousStateReason]).toEqual([before?.currentState, before?.currentStateReason]);
  });
});

test.each([1, 3, 4, 100])(
  'pages of %i go over a history forwards and backwards, each change once',
  async (size) => {
    const all = (await read(25, 95)).nodes.map(({ seq }) => seq);
    expect(all).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    const forwards: number[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: StateChangePage = await read(25, 95, { first: size, after });
      forwards.push(...page.nodes.map(({ seq }) => seq));
      expect([page.totalCount, page.pageInfo.hasPreviousPage]).toEqual([8, after !== null]);
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    const backwards: number[] = [];
    for (let before: string | null = null, more = true; more;) {
      const page: StateChangePage = await read(25, 95, { last: size, before });
      backwards.unshift(...page.edges.map(({ node }) => node.seq));
      [before, more] = [page.pageInfo.startCursor, page.pageInfo.hasPreviousPage];
    }
    expect([forwards, backwards]).toEqual([all, all]);
  },
);

test('a cursor of another agent’s history and an invalid cursor are refused', async () => {
  const { pageInfo } = await read(0, 1000, { first: 1 });
  const other = agents.operations.readStateHistory(
    viewer,
    'bob',
    { range: { from: at(0), to: at(1000) }, after: pageInfo.endCursor },
    connectionFields,
  );
  await expect(other).rejects.toMatchObject({ code: 'BAD_CURSOR', details: { field: 'after' } });
  const zero = Buffer.from('["stateHistory:ann","0"]').toString('base64url');
  for (const before of ['nonsense', zero])
    await expect(read(0, 1000, { last: 1, before })).rejects.toMatchObject({
      code: 'BAD_CURSOR',
      details: { field: 'before' },
    });
});

test('agents with the same name in two tenants have separate histories, and an invisible history is null', async () => {
  const range = { from: at(0), to: at(1000) };
  const historyFor = (caller: Parameters<Process['operations']['readStateHistory']>[0]) =>
    agents.operations.readStateHistory(caller, 'ann', { range }, connectionFields);
  const other = newTenant();
  expect(await historyFor(callerOf(other, 'service', 'report', 'agent.view'))).toMatchObject({ nodes: [] });
  await agents.operations.setAgentState(callerOf(other, 'agent', 'ann', 'chat.agent'), { state: 'IDLE' });
  expect((await read(0, 1000)).totalCount).toBe(10);
  expect(await historyFor(callerOf(tenant, 'agent', 'ann', 'chat.agent'))).toMatchObject({ totalCount: 10 });
  expect(await historyFor(callerOf(tenant, 'agent', 'bob', 'chat.agent'))).toBeNull();
  expect(await historyFor(callerOf(tenant, 'customer', 'ann', 'chat.customer agent.view'))).toBeNull();
});
