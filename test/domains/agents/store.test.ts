import { openProfiler } from '../../support/profiler.ts';
import { reservation, callerOf, newTenant, startProcess, TestClock, type Process } from './agent-process.ts';

const clock = new TestClock();
const profiler = openProfiler(import.meta.url, { sweeps: true });
const tenant = newTenant();
let agents: Process;
beforeAll(async () => {
  agents = await startProcess(import.meta.url, clock, { sweepMs: 10 });
  for (const owner of [tenant, newTenant()])
    for (let n = 0; n < 40; n++) {
      const username = `a${n}`;
      await agents.operations.upsertAgent(
        { tenant: owner },
        { username, skills: [`s${n % 4}`], maxConcurrent: 2 },
      );
      if (n % 2 === 0)
        await agents.operations.setAgentState(callerOf(owner, 'agent', username, 'chat.agent'), {
          state: 'IDLE',
        });
    }
});
afterAll(async () => {
  await agents.stop();
  await profiler.close();
});

test('the longest idle agent is the first document of an index scan', async () => {
  for (const skill of [null, 's2']) {
    const queries = await profiler.during(() =>
      agents.port.reserveLongestIdle(tenant, { skill, avoid: ['a0'] }, reservation(`of ${skill ?? 'all'}`)),
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

test('sweeps examine only the documents that they return', async () => {
  await agents.port.reserve(tenant, 'a2', reservation('x'));
  const [unverified] = await profiler.during(() => agents.port.unverifiedAgents(clock.now(), 100, 0));
  expect(unverified).toMatchObject({
    plan: 'IXSCAN { slotsUnverifiedSince: 1, _id: 1 }',
    sorted: false,
  });
  expect(unverified?.documentsRead).toBe(unverified?.returned);

  const queries = await profiler.during(async () => {
    const timedOut = new Promise<void>((resolve) => {
      agents.log.onRecord('agent', () => {
        resolve();
      });
    });
    clock.pass(1000);
    agents.background.start();
    await timedOut;
    await agents.background.stop();
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
