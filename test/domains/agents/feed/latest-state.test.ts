import { callerOf, newTenant, startProcess, TestClock, type Process } from '../agent-process.ts';
import type { FeedStateChange } from '../../../../src/domains/shared/feed-ports.ts';
import { displayedTaskOf, taskCountOf } from '../../../../src/domains/agents/presence/focus-task.ts';
import { at, permutations, Shift, required, usageAt } from './shift.ts';

const clock = new TestClock();
clock.pass(100_000);
let local: Process;
let remote: Process;
beforeAll(async () => {
  local = await startProcess(import.meta.url, clock);
  remote = await startProcess(import.meta.url, clock);
});
afterAll(async () => {
  await local.stop();
  await remote.stop();
});

let tenant: string;
beforeEach(() => {
  tenant = newTenant();
});

const viewer = (of = tenant) => callerOf(of, 'service', 'report', 'agent.view');
const fields = Object.fromEntries(
  'state stateRaw stateReason stateSince showsFed fed slots reportHierarchy'
    .split(' ')
    .map((name) => [name, 1 as const]),
);
const read = async (username = 'ann', of = tenant) =>
  (await local.operations.readAgents(viewer(of), [username], fields))[0];
const stateOf = async (username = 'ann', of = tenant) => {
  const agent = await read(username, of);
  return agent && [agent.state, agent.stateReason, agent.stateSince];
};
const ingest = (changes: readonly FeedStateChange[], process = local, of = tenant) =>
  process.feedPort.ingestStateChanges(of, changes);

test('EF-79 EF-85 EF-96 the state is the one with the latest time, in any order of arrival', async () => {
  const { changes } = new Shift('ann')
    .login(0)
    .to(60, 'RESERVED')
    .to(120, 'UNAVAILABLE', 'Lunch')
    .to(180, 'IDLE');
  for (const order of permutations(changes)) {
    tenant = newTenant();
    for (const change of order) expect(await ingest([change])).toEqual(['added']);
    expect(await stateOf()).toEqual(['IDLE', null, at(180)]);
  }
  // The same changes in one batch, and a prefix of them, yield the state of that time.
  tenant = newTenant();
  expect(await ingest(changes.slice(0, 3).toReversed())).toEqual(['added', 'added', 'added']);
  expect(await stateOf()).toEqual(['UNAVAILABLE', 'Lunch', at(120)]);
});

test('EF-96 changes of one second yield the state that they lead to, in any order and on two processes at once', async () => {
  const { changes } = new Shift('ann').login(0).to(60, 'RESERVING').to(60, 'RESERVED').to(60, 'WORKING');
  for (const order of permutations(changes.slice(1))) {
    tenant = newTenant();
    const received = order.map((change, index) => ingest([change], index % 2 === 0 ? local : remote));
    await Promise.all(received);
    expect(await stateOf()).toEqual(['WORKING', null, at(60)]);
  }
});

test('EF-96 many concurrent and repeated changes on two processes yield the last state', async () => {
  const shift = new Shift('ann').login(0);
  for (let n = 1; n < 60; n++) shift.to(n, n % 2 === 0 ? 'IDLE' : 'WORKING');
  const outcomes = await Promise.all(
    shift.changes.flatMap((change) => [ingest([change], local), ingest([change], remote)]),
  );
  expect(outcomes.flat().filter((outcome) => outcome === 'added')).toHaveLength(60);
  expect(await stateOf()).toEqual(['WORKING', null, at(59)]);
});

test('a repeated change is a duplicate, in the same batch and later, and has no effect', async () => {
  const [first, second] = new Shift('ann').login(0).to(60, 'WRAP').changes as [
    FeedStateChange,
    FeedStateChange,
  ];
  expect(await ingest([first, second, first])).toEqual(['added', 'added', 'duplicate']);
  const before = await read();
  expect(await ingest([second, first], remote)).toEqual(['duplicate', 'duplicate']);
  expect(await read()).toEqual(before);
  expect(await ingest([])).toEqual([]);
});

test('EF-82 EF-84 nine states are known, an unknown word is OTHER with the raw word, and reasons are an open set', async () => {
  const states = [
    'UNKNOWN UNAVAILABLE IDLE RESERVING RESERVED WORKING WRAP PENDING_UNAVAILABLE LOGGED_OFF'.split(' '),
    ['DREAMING'],
  ].flat();
  const shift = new Shift('ann').login(0);
  states.forEach((state, index) => shift.to(10 * (index + 1), state, `Reason ${index}`));
  for (const [index, state] of states.entries()) {
    await ingest([required(shift.changes[index + 1])]);
    expect(await read()).toMatchObject({
      state: state === 'DREAMING' ? 'OTHER' : state,
      stateRaw: state,
      stateReason: `Reason ${index}`,
    });
  }
});

test('EF-83 EF-84 UNAVAILABLE and PENDING_UNAVAILABLE have a reason; an empty reason is null, and the next state does not keep it', async () => {
  const { changes } = new Shift('ann')
    .login(0)
    .to(10, 'WORKING', '')
    .to(20, 'PENDING_UNAVAILABLE', 'Lunch')
    .to(30, 'UNAVAILABLE', 'Lunch')
    .to(40, 'IDLE', '');
  const shown: unknown[] = [];
  for (const change of changes) {
    await ingest([change]);
    shown.push((await stateOf())?.slice(0, 2));
  }
  expect(shown).toEqual([
    ['IDLE', null],
    ['WORKING', null],
    ['PENDING_UNAVAILABLE', 'Lunch'],
    ['UNAVAILABLE', 'Lunch'],
    ['IDLE', null],
  ]);
  const viewer = callerOf(tenant, 'service', 'report', 'agent.view');
  expect(await local.operations.countAgents(viewer, { by: 'REASON' })).toMatchObject({
    groups: [{ state: 'IDLE', reason: null, count: 1 }],
  });
});

test('EF-86 EF-87 EF-88 the task count and the focus task are those of the newest change', async () => {
  const task = {
    taskId: 't1',
    gatewayTaskId: 'g1',
    type: 'SMS',
    initiationMethod: 'BRIDGE',
    state: 'ACTIVE',
  };
  await ingest(
    new Shift('ann').login(0).to(60, 'WORKING', undefined, { taskCount: 2, focusTask: task }).changes,
  );
  const working = await read();
  expect(working && [taskCountOf(working), displayedTaskOf(working)]).toEqual([2, { fed: task }]);
  await ingest(new Shift('ann', 'later').login(120).changes);
  const idle = await read();
  expect(idle && [taskCountOf(idle), displayedTaskOf(idle)]).toEqual([0, null]);
});

test('the hierarchy is that of the newest event by time; events without a hierarchy leave it unchanged', async () => {
  const south = new Shift('ann', 's1', ['South']).login(0).changes;
  const north = new Shift('ann', 's2', ['North', 'Care']).login(60).changes;
  const nowhere = new Shift('ann', 's3').login(120).changes;
  for (const order of permutations([south, north, nowhere])) {
    tenant = newTenant();
    for (const changes of order) await ingest(changes);
    expect((await read())?.reportHierarchy).toEqual(['North', 'Care']);
  }
  await local.feedPort.ingestUsage(tenant, [usageAt('ann', 90, 'ALIVE', { reportHierarchy: ['West'] })]);
  expect((await read())?.reportHierarchy).toEqual(['West']);
  // The clock of the test is later than all events.
  await local.operations.upsertAgent({ tenant }, { username: 'ann', reportHierarchy: ['East'] });
  await local.feedPort.ingestUsage(tenant, [usageAt('ann', 95, 'ALIVE', { reportHierarchy: ['South'] })]);
  expect((await read())?.reportHierarchy).toEqual(['East']);
});

test('EF-77 an agent known from usage events only has the state UNKNOWN until a state arrives', async () => {
  await local.feedPort.ingestUsage(tenant, [usageAt('ann', 10, 'BEGIN')]);
  expect(await stateOf()).toEqual(['UNKNOWN', null, null]);
  await ingest(new Shift('ann').login(20).changes);
  expect(await stateOf()).toEqual(['IDLE', null, at(20)]);
  await local.feedPort.ingestUsage(tenant, [usageAt('bob', 10, 'BEGIN')]);
  await local.operations.upsertAgent({ tenant }, { username: 'bob' });
  expect(await stateOf('bob')).toEqual(['LOGGED_OFF', null, clock.now()]);
});

test('agents with the same name in two tenants are separate', async () => {
  const other = newTenant();
  const { changes } = new Shift('ann').login(0).to(60, 'WRAP');
  await ingest(changes);
  expect(await stateOf('ann', other)).toBeUndefined();
  // Event ids are unique per tenant only.
  expect(await ingest(changes.slice(0, 1), remote, other)).toEqual(['added']);
  expect(await stateOf('ann', other)).toEqual(['IDLE', null, at(0)]);
  expect(await stateOf()).toEqual(['WRAP', null, at(60)]);
});

const secondsNow = () => (clock.now().getTime() - at(0).getTime()) / 1000;
const day = 86_400;

test('EF-130 a change up to one day ahead of the clock is accepted and sets the state', async () => {
  const soon = secondsNow() + day;
  const [login] = new Shift('ann').login(soon).changes as [FeedStateChange];
  await ingest([{ ...login, isAhead: true }]);
  expect(await stateOf()).toEqual(['IDLE', null, at(soon)]);
});

test('EF-130 a change further ahead is stored, and does not pin the state, the hierarchy or the session', async () => {
  const now = secondsNow();
  const farAhead = at(now + 8000 * 365 * day);
  const { changes } = new Shift('ann', 'real', ['Centre']).login(now).to(now + 1, 'WORKING');
  const hostile = new Shift('ann', 'hostile', ['Elsewhere']).login(now + 8000 * 365 * day).changes;
  for (const order of [
    [...hostile, ...changes],
    [...changes, ...hostile],
  ]) {
    tenant = newTenant();
    for (const change of order) await ingest([{ ...change, isAhead: change.sessionId === 'hostile' }]);
    await local.feedPort.ingestUsage(tenant, [
      usageAt('ann', now + 8000 * 365 * day, 'BEGIN', { reportHierarchy: ['Elsewhere'] }),
    ]);
    expect(await stateOf()).toEqual(['WORKING', null, at(now + 1)]);
    const viewer = callerOf(tenant, 'service', 'report', 'agent.view');
    expect(await local.operations.readAgents(viewer, ['ann'], { reportHierarchy: 1 })).toMatchObject([
      { reportHierarchy: ['Centre'] },
    ]);
    const span = (from: Date, to: Date) => ({ range: { from, to } });
    const connectionFields = { fields: {}, rows: true, edges: true, totalCount: false };
    const sessions = await local.operations.readSessions(
      viewer,
      'ann',
      span(at(now - 10), at(now + 10)),
      connectionFields,
    );
    expect(sessions?.nodes).toMatchObject([{ sessionId: 'real', end: null }]);
    const received = await local.operations.readStateHistory(
      viewer,
      'ann',
      span(at(now + 10), at(now + 9000 * 365 * day)),
      connectionFields,
    );
    expect(received?.nodes.at(-1)).toMatchObject({
      at: farAhead,
      sessionId: 'hostile',
      fed: { isAhead: true, isLate: true },
    });
  }
});

test('EF-130 a change that was too far ahead sets the state as soon as it is one day ahead', async () => {
  const due = secondsNow() + 2 * day;
  const { changes } = new Shift('ann').login(secondsNow()).to(due, 'WRAP');
  await ingest(changes.map((change) => ({ ...change, isAhead: change.current.state === 'WRAP' })));
  expect((await stateOf())?.[0]).toBe('IDLE');
  clock.pass(day + 31);
  const sweeping = await startProcess(import.meta.url, clock, { sweepMs: 5 });
  const swept = new Promise<void>((resolve) => {
    sweeping.log.onRecord('agentNews', (record) => {
      if (record.tenant === tenant) resolve();
    });
  });
  sweeping.background.start();
  await swept;
  await sweeping.stop();
  expect(await stateOf()).toEqual(['WRAP', null, at(due)]);
});

describe('an agent of this system that a feed reports too', () => {
  const ann = () => callerOf(tenant, 'agent', 'ann', 'chat.agent');
  const setState = (state: 'IDLE' | 'UNAVAILABLE' | 'LOGGED_OFF') =>
    local.operations.setAgentState(ann(), { state });
  const now = () => (clock.now().getTime() - at(0).getTime()) / 1000;

  test('shows the state in this system while signed in, and the newer state afterwards', async () => {
    await ingest(new Shift('ann').login(0).changes);
    await setState('UNAVAILABLE');
    expect(await stateOf()).toEqual(['UNAVAILABLE', null, clock.now()]);
    clock.pass(10);
    await ingest(new Shift('ann', 'late').login(now()).to(now(), 'WRAP').changes);
    expect((await stateOf())?.[0]).toBe('UNAVAILABLE');
    clock.pass(10);
    await setState('LOGGED_OFF');
    expect(await stateOf()).toEqual(['LOGGED_OFF', null, clock.now()]);
    clock.pass(10);
    await ingest(new Shift('ann', 'later').login(now()).changes);
    expect(await stateOf()).toEqual(['IDLE', null, clock.now()]);
  });

  test('gets no offers because of the feed’s state', async () => {
    await ingest(new Shift('ann').login(now()).changes);
    expect((await stateOf())?.[0]).toBe('IDLE');
    expect(await local.port.isAvailable(tenant, 'ann')).toBe(false);
    expect(await local.port.hasCapacity(tenant, 'ann')).toBe(false);
    expect(
      await local.port.reserveLongestIdle(
        tenant,
        { skill: null, avoid: [] },
        { interactionId: 'i', offerId: 'o', seq: 1, type: 'WEBCHAT', reason: 'QUEUE' },
      ),
    ).toBeUndefined();
  });

  test('has no trace of the feed in the log, which continues from the state in this system', async () => {
    await ingest(new Shift('ann').login(now()).to(now(), 'WORKING').changes);
    await setState('IDLE');
    const records = await local.log.read(tenant, 'agent', 'ann', { after: 0, limit: 10 });
    expect(records.flatMap(({ facts }) => facts)).toMatchObject([
      { eventType: 'LOGIN', previousState: 'LOGGED_OFF', currentState: 'IDLE' },
    ]);
  });
});

test('another process finishes a batch whose process crashed after storing the events', async () => {
  const { changes } = new Shift('ann').login(0).to(60, 'WRAP');
  const crashing = await startProcess(import.meta.url, clock, {
    change: (log) =>
      ({
        ...log,
        streams: (...args: Parameters<typeof log.streams>) => {
          const { heads, appender } = log.streams(...args);
          appender.append = () => Promise.reject(new Error('crashed'));
          return { heads, appender };
        },
      }) as typeof log,
  });
  await expect(crashing.feedPort.ingestStateChanges(tenant, changes)).rejects.toThrow('crashed');
  await crashing.stop();
  const received = new Promise<void>((resolve) => {
    local.log.onRecord('agentNews', (record) => {
      if (record.tenant === tenant) resolve();
    });
  });
  clock.pass(60);
  const sweeping = await startProcess(import.meta.url, clock, { sweepMs: 5 });
  const swept = new Promise<void>((resolve) => {
    sweeping.log.onRecord('agentNews', (record) => {
      local.log.hint(record);
      resolve();
    });
  });
  sweeping.background.start();
  await Promise.all([swept, received]);
  await sweeping.stop();
  expect(await stateOf()).toEqual(['WRAP', null, at(60)]);
});
