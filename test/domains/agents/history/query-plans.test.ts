import { openProfiler, type Query } from '../../../support/profiler.ts';
import { callerOf, newTenant, startProcess, TestClock, type Process } from '../agent-process.ts';
import { at, Shift, usageAt } from '../feed/shift.ts';

const clock = new TestClock();
clock.pass(1_000_000);
const profiler = openProfiler(import.meta.url, { sweeps: true });
const tenant = newTenant();
let agents: Process;
const perAgent = 400;
const shiftOf = (username: string) => {
  const shift = new Shift(username, `${username}-1`, ['Centre', username]).login(0);
  for (let n = 1; n < perAgent; n++) shift.to(n * 10, n % 2 === 0 ? 'IDLE' : 'WORKING');
  return shift;
};
beforeAll(async () => {
  agents = await startProcess(import.meta.url, clock, { sweepMs: 10 });
  for (const owner of [tenant, newTenant()])
    for (const username of ['ann', 'bob', 'cid', 'dan']) {
      await agents.feedPort.ingestStateChanges(owner, shiftOf(username).changes);
      await agents.feedPort.ingestUsage(
        owner,
        Array.from({ length: perAgent }, (_, n) => usageAt(username, n * 10, n === 0 ? 'BEGIN' : 'ALIVE')),
      );
    }
});
afterAll(async () => {
  await agents.stop();
  await profiler.close();
});

const viewer = callerOf(tenant, 'service', 'report', 'agent.view');
const span = (from: number, to: number) => ({ range: { from: at(from), to: at(to) } });
const connectionFields = { fields: {}, rows: true, edges: true, totalCount: false };

/** A plan is efficient if it starts with an index scan by tenant or by id. The id starts with the tenant. */
const isEfficient = ({ plan }: Query): boolean =>
  plan
    .split(', IXSCAN')
    .every((part) =>
      /^(?:IDHACK|EXPRESS_IXSCAN \{ _id: 1|(?:IXSCAN |COUNT_SCAN | )?\{ (?:tenant|_id): )/.test(part),
    );

const actions: [name: string, documents: number, action: () => Promise<unknown>][] = [
  [
    'the first page of a history',
    30,
    () =>
      agents.operations.readStateHistory(viewer, 'ann', { ...span(1000, 3000), first: 10 }, connectionFields),
  ],
  [
    'the last page of a history',
    30,
    () =>
      agents.operations.readStateHistory(viewer, 'ann', { ...span(1000, 3000), last: 10 }, connectionFields),
  ],
  ['time per state', 220, () => agents.operations.readStateTotals(viewer, 'ann', span(1000, 2000))],
  [
    'sessions',
    perAgent,
    () => agents.operations.readSessions(viewer, 'ann', span(1000, 1010), connectionFields),
  ],
  ['gaps', perAgent, () => agents.operations.readGaps(viewer, 'ann', span(1000, 1010))],
  ['usage', 220, () => agents.operations.readUsage(viewer, 'ann', span(1000, 1010))],
  ['agents to count', 4, () => agents.operations.countAgents(viewer, { by: 'HIERARCHY' })],
  [
    'agents of one node to count',
    1,
    () => agents.operations.countAgents(viewer, { by: 'STATE', hierarchy: ['Centre', 'ann'] }),
  ],
  ['known changes', 4, () => agents.feedPort.ingestStateChanges(tenant, shiftOf('ann').changes)],
  [
    'new changes',
    4,
    () => agents.feedPort.ingestStateChanges(tenant, new Shift('bob', 'b2').login(90_000).changes),
  ],
  ['usage to ingest', 4, () => agents.feedPort.ingestUsage(tenant, [usageAt('bob', 90_000, 'BEGIN')])],
];

test.each(actions)(
  'MongoDB finds %s by an index that begins with the tenant, reads no more than %i documents for it, and sorts nothing',
  async (_, atMost, action) => {
    const queries = (await profiler.during(action)).filter(
      ({ command, collection }) => !['insert', 'getMore'].includes(command) && collection !== 'events',
    );
    expect(queries.length).toBeGreaterThan(0);
    for (const query of queries) {
      expect({ ...query, good: isEfficient(query), sorted: query.sorted }).toEqual({
        ...query,
        good: true,
        sorted: false,
      });
      expect([query, query.documentsRead <= atMost]).toEqual([query, true]);
    }
  },
);

test('the end of a session is found with the inSessions index, at the first document', async () => {
  const queries = await profiler.during(() =>
    agents.operations.readSessions(viewer, 'ann', span(1000, 1010), connectionFields),
  );
  const ends = queries.filter(({ filter }) => JSON.stringify(filter).includes('$nin'));
  expect(ends).toMatchObject([{ plan: 'IXSCAN { tenant: 1, username: 1, at: 1 }', sorted: false }]);
  expect(ends[0]?.keysRead).toBeLessThan(5);
});

test('the sessions of several agents are read with the queries and the documents of single agents', async () => {
  const names = ['ann', 'bob', 'cid', 'dan'];
  const read = (username: string) =>
    agents.operations.readSessions(viewer, username, span(1000, 1010), connectionFields);
  const alone = [];
  for (const name of names) alone.push(await profiler.during(() => read(name)));
  const together = await profiler.during(() => Promise.all(names.map(read)));
  const sum = (queries: readonly Query[], count: 'documentsRead' | 'keysRead') =>
    queries.reduce((total, query) => total + query[count], 0);
  expect(together.length).toBeLessThanOrEqual(Math.max(...alone.map(({ length }) => length)));
  expect(sum(together, 'documentsRead')).toBeGreaterThan(names.length);
  for (const count of ['documentsRead', 'keysRead'] as const)
    expect(sum(together, count)).toBeLessThanOrEqual(sum(alone.flat(), count));
});
