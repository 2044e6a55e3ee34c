import type { AgentCountsRecord, CountArguments } from '../../../../src/domains/agents/live/counts.ts';
import type { LiveSubscription, LiveItem } from '../../../../src/domains/shared/live-source.ts';
import type { DomainError } from '../../../../src/kernel/errors.ts';
import { callerOf, newTenant, startProcess, TestClock, type Process } from '../agent-process.ts';
import { Shift } from '../feed/shift.ts';

const clock = new TestClock();
clock.pass(100_000);
const pauseMs = 200;
let local: Process;
let remote: Process;
beforeAll(async () => {
  local = await startProcess(import.meta.url, clock, { counts: { pauseMs, patienceMs: 60_000 } });
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

const viewer = (of = tenant) => callerOf(of, 'service', 'wallboard', 'agent.view');
const ingest = (shift: Shift, process = local, of = tenant) =>
  process.feedPort.ingestStateChanges(of, shift.changes.slice(-1));
const groupsOf = (counts: AgentCountsRecord | null) =>
  counts?.groups.map(({ state, stateRaw, reason, skill, hierarchy, count, states }) =>
    [
      [stateRaw ?? state, reason, skill, hierarchy?.join('/')].filter((name) => name != null).join(' '),
      count,
      states.map((one) => `${one.stateRaw ?? one.state} ${one.count}`).join(', '),
    ].join(' | '),
  );
const countAgents = async (args: CountArguments) =>
  groupsOf(await local.operations.countAgents(viewer(), args));

/** Ingests eight agents of a feed at four hierarchy nodes. */
async function ingestTeam(): Promise<void> {
  const ingestState = (username: string, hierarchy: readonly string[], state: string, reason?: string) =>
    ingest(new Shift(username, username, hierarchy).login(0).to(10, state, reason));
  await ingestState('a1', ['MidWest', 'Servicing', 'GTocata'], 'WORKING');
  await ingestState('a2', ['MidWest', 'Servicing', 'GTocata'], 'UNAVAILABLE', 'Lunch');
  await ingestState('a3', ['MidWest', 'Servicing'], 'UNAVAILABLE', 'Lunch');
  await ingestState('a4', ['MidWest', 'Sales'], 'UNAVAILABLE', 'Meeting');
  await ingestState('a5', ['East'], 'WORKING');
  await ingestState('a6', [], 'DREAMING');
  const { operations } = local;
  for (const [username, skills] of [
    ['a1', ['care', 'sms']],
    ['a2', ['care']],
    ['a7', ['sms']],
  ] as const)
    await operations.upsertAgent({ tenant }, { username, skills });
  await operations.setAgentState(callerOf(tenant, 'agent', 'a8', 'chat.agent'), { state: 'IDLE' });
}

test('EF-101 agents are counted by state, reason, skill and node, where a node includes the nodes below it', async () => {
  await ingestTeam();
  expect(await countAgents({ by: 'STATE' })).toEqual([
    'IDLE | 1 | IDLE 1',
    'LOGGED_OFF | 1 | LOGGED_OFF 1',
    'DREAMING | 1 | DREAMING 1',
    'UNAVAILABLE | 3 | UNAVAILABLE 3',
    'WORKING | 2 | WORKING 2',
  ]);
  expect(await countAgents({ by: 'REASON' })).toEqual([
    'IDLE | 1 | IDLE 1',
    'LOGGED_OFF | 1 | LOGGED_OFF 1',
    'DREAMING | 1 | DREAMING 1',
    'UNAVAILABLE Lunch | 2 | UNAVAILABLE 2',
    'UNAVAILABLE Meeting | 1 | UNAVAILABLE 1',
    'WORKING | 2 | WORKING 2',
  ]);
  expect(await countAgents({ by: 'SKILL' })).toEqual([
    'care | 2 | UNAVAILABLE 1, WORKING 1',
    'sms | 2 | LOGGED_OFF 1, WORKING 1',
  ]);
  expect(await countAgents({ by: 'HIERARCHY' })).toEqual([
    'East | 1 | WORKING 1',
    'MidWest | 4 | UNAVAILABLE 3, WORKING 1',
    'MidWest/Sales | 1 | UNAVAILABLE 1',
    'MidWest/Servicing | 3 | UNAVAILABLE 2, WORKING 1',
    'MidWest/Servicing/GTocata | 2 | UNAVAILABLE 1, WORKING 1',
  ]);
  expect(await local.operations.countAgents(viewer(), { by: 'SKILL' })).toMatchObject({
    total: 8,
    at: clock.now(),
  });
});

test('groups are in alphabetical order, also if a name begins with another name', async () => {
  const team = [
    ['b1', ['Mid West'], 'Lunch'],
    ['b2', ['Mid'], 'Lunch break'],
    ['b3', ['Mid', 'Care'], 'Lunch, late'],
    ['b4', ['Mid!'], 'Lunch'],
  ] as const;
  for (const [username, hierarchy, reason] of team) {
    await ingest(new Shift(username, username, hierarchy).login(0).to(10, 'UNAVAILABLE', reason));
    await local.operations.upsertAgent({ tenant }, { username, skills: [reason] });
  }
  expect(await countAgents({ by: 'HIERARCHY' })).toMatchObject(
    ['Mid |', 'Mid/Care |', 'Mid West |', 'Mid! |'].map((name) => expect.stringContaining(name) as string),
  );
  const reasons = ['Lunch |', 'Lunch break |', 'Lunch, late |'];
  for (const by of ['REASON', 'SKILL'] as const)
    expect(await countAgents({ by })).toMatchObject(
      reasons.map((name) => expect.stringContaining(name) as string),
    );
});

test('EF-101 counts are filtered by skill and by node', async () => {
  await ingestTeam();
  expect(await countAgents({ by: 'STATE', hierarchy: ['MidWest', 'Servicing'] })).toEqual([
    'UNAVAILABLE | 2 | UNAVAILABLE 2',
    'WORKING | 1 | WORKING 1',
  ]);
  expect(await countAgents({ by: 'HIERARCHY', skill: 'sms' })).toHaveLength(3);
  expect(await countAgents({ by: 'STATE', hierarchy: ['Servicing'] })).toEqual([]);
  await expect(countAgents({ by: 'STATE', hierarchy: [] })).rejects.toMatchObject({
    details: { field: 'hierarchy' },
  });
});

test('agents of other tenants are not counted, and a customer gets null', async () => {
  await ingestTeam();
  const of = newTenant();
  expect(await local.operations.countAgents(viewer(of), { by: 'STATE' })).toMatchObject({
    total: 0,
    groups: [],
  });
  const customer = callerOf(tenant, 'customer', 'c', 'chat.customer agent.view');
  expect(await local.operations.countAgents(customer, { by: 'STATE' })).toBeNull();
  expect(() => local.operations.subscribeToAgentCounts(customer, { by: 'STATE' })).toThrow(
    'Customers do not see agents',
  );
});

test('EF-101 agents are listed by node, including the nodes below it', async () => {
  await ingestTeam();
  const list = async (hierarchy: readonly string[], more = {}) => {
    const page = await local.operations.listAgents(
      viewer(),
      { hierarchy, ...more },
      { fields: { username: 1 }, rows: true, edges: false, totalCount: true },
    );
    expect(page.totalCount).toBe(page.nodes.length);
    return page.nodes.map(({ username }) => username);
  };
  expect(await list(['MidWest'])).toEqual(['a1', 'a2', 'a3', 'a4']);
  expect(await list(['MidWest', 'Servicing'], { states: ['UNAVAILABLE'] })).toEqual(['a2', 'a3']);
  expect(await list(['MidWest', 'Servicing'], { skill: 'sms' })).toEqual(['a1']);
  expect(await list(['Midwest'])).toEqual([]);
  await expect(list([])).rejects.toMatchObject({ details: { field: 'hierarchy' } });
});

/** Collects the delivered counts, and lets a test wait for them. */
class CountsSubscriber {
  ready = true;
  readonly items: AgentCountsRecord[] = [];
  ended: DomainError | undefined;
  readonly feed: LiveSubscription;
  #wake: () => void = () => undefined;

  constructor(args: CountArguments, process = local) {
    this.feed = process.operations.subscribeToAgentCounts(viewer(), args).open(this);
  }
  push({ value }: LiveItem): void {
    this.items.push(value as AgentCountsRecord);
    this.#wake();
  }
  end(error?: DomainError): void {
    this.ended = error;
    this.#wake();
  }
  async until(fits: () => boolean): Promise<void> {
    while (!fits()) await new Promise<void>((resolve) => (this.#wake = resolve));
  }
  get last() {
    return groupsOf(this.items.at(-1) ?? null);
  }
}

describe('subscription', () => {
  test('EF-101 the current counts come first, then their changes; fast changes are combined', async () => {
    const subscriber = new CountsSubscriber({ by: 'STATE' });
    await subscriber.until(() => subscriber.items.length === 1);
    expect(subscriber.last).toEqual([]);
    const shift = new Shift('ann').login(0);
    await ingest(shift);
    await subscriber.until(() => subscriber.last?.[0] === 'IDLE | 1 | IDLE 1');
    const before = subscriber.items.length;
    const began = performance.now();
    for (let n = 1; n <= 50; n++)
      await ingest(shift.to(n, n === 50 ? 'WRAP' : n % 2 === 0 ? 'IDLE' : 'WORKING'));
    await subscriber.until(() => subscriber.last?.[0] === 'WRAP | 1 | WRAP 1');
    // Independent of the duration of the fifty changes: one count per pause, and one at each end.
    expect(subscriber.items.length - before).toBeLessThanOrEqual((performance.now() - began) / pauseMs + 2);
    subscriber.feed.close();
  });

  test('changes of another process are counted after a record in the log, also changes without a new state', async () => {
    const [states, skills] = [new CountsSubscriber({ by: 'STATE' }), new CountsSubscriber({ by: 'SKILL' })];
    await Promise.all(
      [states, skills].map((subscriber) => subscriber.until(() => subscriber.items.length === 1)),
    );
    await ingest(new Shift('ann').login(0), remote);
    await remote.operations.upsertAgent({ tenant }, { username: 'ann', skills: ['care'] });
    await remote.operations.setAgentState(callerOf(tenant, 'agent', 'bob', 'chat.agent'), {
      state: 'UNAVAILABLE',
    });
    for (const record of [
      ...(await local.log.read(tenant, 'agentNews', 'agents', { after: 0, limit: 10 })),
      ...(await local.log.read(tenant, 'agent', 'bob', { after: 0, limit: 10 })),
    ])
      local.log.hint(record);
    await states.until(() => states.last?.length === 2);
    await skills.until(() => skills.last?.length === 1);
    expect([states.last, skills.last]).toEqual([
      ['IDLE | 1 | IDLE 1', 'UNAVAILABLE | 1 | UNAVAILABLE 1'],
      ['care | 1 | IDLE 1'],
    ]);
    for (const subscriber of [states, skills]) subscriber.feed.close();
  });

  test('a change without a hint is found after a delay', async () => {
    const waiting = await startProcess(import.meta.url, clock, { counts: { pauseMs: 5, patienceMs: 5 } });
    const subscriber = new CountsSubscriber({ by: 'STATE' }, waiting);
    await subscriber.until(() => subscriber.items.length === 1);
    await ingest(new Shift('ann').login(0), remote);
    await subscriber.until(() => subscriber.last?.[0] === 'IDLE | 1 | IDLE 1');
    subscriber.feed.close();
    await waiting.stop();
  });

  test('a full consumer later gets the last counts, and a new subscriber gets the current counts', async () => {
    const [slow, other] = [new CountsSubscriber({ by: 'STATE' }), new CountsSubscriber({ by: 'STATE' })];
    await Promise.all(
      [slow, other].map((subscriber) => subscriber.until(() => subscriber.items.length === 1)),
    );
    slow.ready = false;
    const shift = new Shift('ann').login(0);
    await ingest(shift);
    await other.until(() => other.items.length === 2);
    await ingest(shift.to(1, 'WRAP'));
    await other.until(() => other.items.length === 3);
    expect(slow.items).toHaveLength(1);
    slow.ready = true;
    slow.feed.resume();
    expect([slow.items.length, slow.last]).toEqual([2, ['WRAP | 1 | WRAP 1']]);
    const later = new CountsSubscriber({ by: 'STATE' });
    expect(later.last).toEqual(['WRAP | 1 | WRAP 1']);
    for (const subscriber of [slow, other, later]) subscriber.feed.close();
  });

  test('a closed subscription gets nothing', async () => {
    const [closed, other] = [new CountsSubscriber({ by: 'STATE' }), new CountsSubscriber({ by: 'STATE' })];
    await Promise.all(
      [closed, other].map((subscriber) => subscriber.until(() => subscriber.items.length === 1)),
    );
    closed.feed.close();
    await ingest(new Shift('ann').login(0));
    await other.until(() => other.items.length === 2);
    expect(closed.items).toHaveLength(1);
    other.feed.close();
    other.feed.close();
  });
});
