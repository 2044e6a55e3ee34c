import { openProfiler } from '../../support/profiler.ts';
import { reservation, callerOf, newTenant, startProcess, TestClock, type Process } from './agent-process.ts';

const clock = new TestClock();
const profiler = openProfiler(import.meta.url, { sweeps: true });
const tenant = newTenant();
let office: Process;
beforeAll(async () => {
  office = await startProcess(import.meta.url, clock, { sweepMs: 10 });
  for (const owner of [tenant, newTenant()])
    for (let n = 0; n < 40; n++) {
      const username = `a${n}`;
      await office.operations.upsertAgent(
        { tenant: owner },
        { username, skills: [`s${n % 4}`], maxConcurrent: 2 },
      );
      if (n % 2 === 0)
        await office.operations.setAgentState(callerOf(owner, 'agent', username, 'chat.agent'), {
          state: 'IDLE',
        });
    }
});
afterAll(async () => {
  await office.stop();
  await profiler.close();
});

test('the longest idle is found in the order of an index, and the first one is the one', async () => {
  for (const skill of [null, 's2']) {
    const queries = await profiler.during(() =>
      office.port.reserveLongestIdle(tenant, { skill, avoid: ['a0'] }, reservation(`of ${skill ?? 'all'}`)),
    );
    const [search] = queries;
    expect(search).toMatchObject({ sorted: false, returned: 1 });
    expect(search?.plan).toBe(
      skill === null
        ? 'IXSCAN { tenant: 1, load: 1, idleSince: 1, username: 1 }'
        : 'IXSCAN { tenant: 1, skills: 1, load: 1, idleSince: 1, username: 1 }',
    );
    expect(search?.documentsRead).toBeLessThanOrEqual(3);
  }
});

test('sweeps read what they are after, and nothing else', async () => {
  await office.port.reserve(tenant, 'a2', reservation('x'));
  const [busy] = await profiler.during(() => office.port.busyAgents(100, `${tenant}:a1`));
  expect(busy).toMatchObject({ plan: 'IXSCAN { _id: 1, load: 1 }', sorted: false });
  expect(busy?.documentsRead).toBe(busy?.returned);

  const queries = await profiler.during(async () => {
    const timedOut = new Promise<void>((resolve) => {
      office.log.onRecord('agent', () => {
        resolve();
      });
    });
    clock.pass(1000);
    office.background.start();
    await timedOut;
    await office.background.stop();
  });
  const sweeps = queries.filter(
    ({ command, collection, filter }) =>
      command === 'find' && collection === 'agents' && !Object.hasOwn(filter as object, '_id'),
  );
  expect(new Set(sweeps.map(({ plan }) => plan))).toEqual(
    new Set(['IXSCAN { leaseUntil: 1 }', 'IXSCAN { unlogged.at: 1 }']),
  );
  for (const { documentsRead, returned } of sweeps) expect(documentsRead).toBe(returned);
});
