import {
  fromLogRecord,
  toLogRecord,
  type StateChangeRecord,
} from '../../../../src/domains/agents/history/state-change.ts';
import {
  newAgent,
  withDerivedFields,
  withPresence,
} from '../../../../src/domains/agents/presence/state-machine.ts';
import {
  checkVisibleChange,
  type StateSubscribeArguments,
} from '../../../../src/domains/agents/operations.ts';
import type { LiveSubscription, LiveItem } from '../../../../src/domains/shared/live-source.ts';
import type { LogRecord } from '../../../../src/eventlog/index.ts';
import type { DomainError } from '../../../../src/kernel/errors.ts';
import { toGlobalId } from '../../../../src/kernel/global-id.ts';
import { until } from '../../../support/until.ts';
import { callerOf, newTenant, startProcess, TestClock, type Process } from '../agent-process.ts';

const clock = new TestClock();
/** The subscribing process. It receives hints of the other process's writes only from the test. */
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
const open: LiveSubscription[] = [];
beforeEach(() => {
  tenant = newTenant();
});
afterEach(() => {
  for (const feed of open.splice(0)) feed.close();
});

const viewer = (of = tenant) => callerOf(of, 'service', 'wallboard', 'agent.view');
const setState = async (process: Process, username: string, state: 'IDLE' | 'UNAVAILABLE' | 'LOGGED_OFF') => {
  clock.pass(1);
  await process.operations.setAgentState(callerOf(tenant, 'agent', username, 'chat.agent'), { state });
};
const recordsOf = (username: string): Promise<readonly LogRecord[]> =>
  local.log.read(tenant, 'agent', username, { after: 0, limit: 1000 });

/** Collects the delivered items, and lets a test wait for them. */
class TestSink {
  ready = true;
  readonly items: LiveItem[] = [];
  ended: { readonly error: DomainError | undefined } | undefined;
  readonly feed: LiveSubscription;
  #wake: () => void = () => undefined;

  constructor(args: StateSubscribeArguments = {}) {
    this.feed = local.operations.subscribeToAgentStates(viewer(), args).open(this);
    open.push(this.feed);
  }
  push(item: LiveItem): void {
    this.items.push(item);
    this.#wake();
  }
  end(error?: DomainError): void {
    this.ended = { error };
    this.#wake();
  }
  async until(fits: () => boolean): Promise<void> {
    while (!fits()) await new Promise<void>((resolve) => (this.#wake = resolve));
  }
  /** Returns the delivered changes as `username seq state`: the agents by name, and the changes of each agent in order of delivery. */
  async received(count: number): Promise<string[]> {
    await this.until(() => this.items.length >= count);
    return this.changes().map(({ username, seq, currentState }) => `${username} ${seq} ${currentState}`);
  }
  /** The delivered changes by agent. There is no order between agents. */
  changes(): StateChangeRecord[] {
    const changes = this.items.map(({ value }) => value as StateChangeRecord);
    return changes.toSorted((a, b) => (a.username < b.username ? -1 : Number(a.username > b.username)));
  }
}

test('each change of an agent is delivered once and in order to all subscribers of the tenant, and to no other', async () => {
  const sinks = [new TestSink(), new TestSink()];
  const foreign: LiveItem[] = [];
  open.push(
    local.operations.subscribeToAgentStates(viewer(newTenant()), {}).open({
      ready: true,
      push: (item) => foreign.push(item),
      end: () => undefined,
    }),
  );
  await setState(local, 'ann', 'IDLE');
  await setState(local, 'bob', 'IDLE');
  await setState(local, 'ann', 'UNAVAILABLE');
  for (const sink of sinks)
    expect(await sink.received(3)).toEqual(['ann 1 IDLE', 'ann 2 UNAVAILABLE', 'bob 1 IDLE']);
  expect(sinks[0]?.items.map(({ share }) => share)).toEqual(
    sinks[0]?.items.map(({ value }) => `agent:${tenant}:${(value as StateChangeRecord).changeId}`),
  );
  expect(foreign).toEqual([]);
});

test('repeated, late and lost hints cause no gap, no repeat and no reordering', async () => {
  await setState(local, 'ann', 'IDLE');
  clock.pass(1);
  const sink = new TestSink();
  for (const state of ['UNAVAILABLE', 'IDLE', 'LOGGED_OFF', 'IDLE', 'UNAVAILABLE'] as const)
    await setState(remote, 'ann', state);
  const records = await recordsOf('ann');
  // The hints of the second and the fifth are lost; the hint of the third is late and repeated.
  for (const seq of [4, 3, 6, 3, 6, 4]) {
    const record = records[seq - 1];
    if (record !== undefined) local.log.hint(record);
  }
  const all = ['ann 2 UNAVAILABLE', 'ann 3 IDLE', 'ann 4 LOGGED_OFF', 'ann 5 IDLE', 'ann 6 UNAVAILABLE'];
  expect(await sink.received(5)).toEqual(all);
  await setState(local, 'ann', 'IDLE');
  expect(await sink.received(6)).toEqual([...all, 'ann 7 IDLE']);
});

test('a filter by user name or global id delivers only these agents', async () => {
  const sink = new TestSink({ agentIds: ['ann', toGlobalId('Agent', 'zoe')] });
  for (const username of ['ann', 'bob', 'zoe']) await setState(local, username, 'IDLE');
  expect(await sink.received(2)).toEqual(['ann 1 IDLE', 'zoe 1 IDLE']);
});

test('a filter by skill uses the skills at the time of the change', async () => {
  const upsert = (username: string, skills: string[]) =>
    local.operations.upsertAgent({ tenant }, { username, skills });
  await upsert('ann', ['care']);
  await upsert('bob', ['sales']);
  const sink = new TestSink({ skill: 'care' });
  const sales = new TestSink({ skill: 'sales' });
  await setState(local, 'ann', 'IDLE');
  await setState(local, 'bob', 'IDLE');
  expect(await sales.received(1)).toEqual(['bob 1 IDLE']);
  expect(await sink.received(1)).toEqual(['ann 1 IDLE']);
  await upsert('bob', ['care', 'sales']);
  await upsert('ann', []);
  await setState(local, 'ann', 'UNAVAILABLE');
  await setState(local, 'bob', 'UNAVAILABLE');
  expect(await sink.received(2)).toEqual(['ann 1 IDLE', 'bob 2 UNAVAILABLE']);
});

test('W29 a subscription can start with the change in force of each agent, under its own id, without repeats after it', async () => {
  // The state of this agent has never changed.
  await local.operations.upsertAgent({ tenant }, { username: 'new' });
  await setState(remote, 'ann', 'IDLE');
  await setState(remote, 'ann', 'UNAVAILABLE');
  const since = clock.now();
  const sink = new TestSink({ sendCurrent: true });
  // The change in force includes this one.
  const last = (await recordsOf('ann')).at(-1);
  if (last !== undefined) local.log.hint(last);
  expect(await sink.received(1)).toEqual(['ann 2 UNAVAILABLE']);
  await setState(local, 'ann', 'IDLE');
  await setState(local, 'new', 'IDLE');
  expect(await sink.received(3)).toEqual(['ann 2 UNAVAILABLE', 'ann 3 IDLE', 'new 1 IDLE']);
  expect(sink.changes()).toMatchObject([
    { eventType: 'STATE_CHANGE', at: since, previousState: 'IDLE', previousStateDuration: 1000 },
    { eventType: 'STATE_CHANGE', previousState: 'UNAVAILABLE', previousStateDuration: 1000 },
    { eventType: 'LOGIN' },
  ]);
});

test('a change during the read of the changes in force is delivered once, with them or after them', async () => {
  for (let round = 1; round <= 20; round++) {
    const sink = new TestSink({ sendCurrent: true });
    await setState(local, 'ann', round % 2 === 1 ? 'IDLE' : 'UNAVAILABLE');
    const numbers = () => sink.items.map(({ value }) => (value as StateChangeRecord).seq);
    await sink.until(() => numbers().includes(round));
    expect([[round], [round - 1, round]]).toContainEqual(numbers());
    sink.feed.close();
  }
});

test('the changes in force have the same filters as later changes', async () => {
  for (const [username, skills] of [
    ['ann', ['care']],
    ['bob', ['care']],
    ['cid', []],
  ] as const)
    await local.operations.upsertAgent({ tenant }, { username, skills });
  for (const username of ['ann', 'cid', 'bob']) await setState(local, username, 'UNAVAILABLE');
  const sink = new TestSink({ sendCurrent: true, skill: 'care', agentIds: ['bob', 'cid', 'nobody'] });
  expect(await sink.received(1)).toEqual(['bob 1 UNAVAILABLE']);
  for (const username of ['ann', 'cid', 'bob']) await setState(local, username, 'IDLE');
  expect(await sink.received(2)).toEqual(['bob 1 UNAVAILABLE', 'bob 2 IDLE']);
});

test('changes for a full consumer are delivered later and in order', async () => {
  const sink = new TestSink();
  const other = new TestSink();
  sink.ready = false;
  for (const state of ['IDLE', 'UNAVAILABLE', 'IDLE'] as const) await setState(local, 'ann', state);
  await other.received(3);
  expect(sink.items).toEqual([]);
  sink.ready = true;
  await setState(local, 'ann', 'LOGGED_OFF');
  await other.received(4);
  sink.feed.resume();
  expect(await sink.received(4)).toEqual([
    'ann 1 IDLE',
    'ann 2 UNAVAILABLE',
    'ann 3 IDLE',
    'ann 4 LOGGED_OFF',
  ]);
});

test('a consumer that is more than 1,000 changes behind gets an error and nothing more', async () => {
  const sink = new TestSink();
  const other = new TestSink();
  sink.ready = false;
  let ann = newAgent('ann', clock.now());
  for (let n = 0; n < 1001; n++) {
    const presence = { presence: n % 2 === 0 ? 'AVAILABLE' : 'UNAVAILABLE', reason: null } as const;
    const decided = withPresence(ann, presence, { id: 's', leaseUntil: clock.now() });
    if (decided !== undefined) ann = withDerivedFields(ann, decided, { by: 'system' }, clock.now());
    if (ann.unlogged !== null) await local.log.insertAt(toLogRecord(tenant, 'ann', ann.unlogged));
    if (n === 999) expect(sink.ended).toBeUndefined();
  }
  await sink.until(() => sink.ended !== undefined);
  expect(sink.ended?.error?.code).toBe('SLOW_CONSUMER');
  await other.received(1001);
  sink.ready = true;
  sink.feed.resume();
  expect(sink.items).toEqual([]);
});

test('a closed subscription delivers nothing', async () => {
  const sink = new TestSink();
  const other = new TestSink();
  await setState(local, 'ann', 'IDLE');
  await sink.received(1);
  sink.feed.close();
  await setState(local, 'ann', 'UNAVAILABLE');
  await other.received(2);
  expect(sink.items).toHaveLength(1);
});

test('L7 a subscription without agent.view delivers the agent’s own changes, which no other subscriber shares', async () => {
  const ann = callerOf(tenant, 'agent', 'ann', 'chat.agent');
  const items: LiveItem[] = [];
  await setState(local, 'ann', 'IDLE');
  await setState(local, 'bob', 'IDLE');
  const source = local.operations.subscribeToAgentStates(ann, { sendCurrent: true });
  open.push(source.open({ ready: true, push: (item) => items.push(item), end: () => undefined }));
  const all = new TestSink();
  await setState(local, 'bob', 'UNAVAILABLE');
  await setState(local, 'ann', 'UNAVAILABLE');
  await all.received(2);
  await until(() => items.length > 1);
  expect(items).toMatchObject([
    { value: { username: 'ann', seq: 1 } },
    { value: { username: 'ann', seq: 2 } },
  ]);
  expect(items.every(({ share }) => share === undefined)).toBe(true);
  expect(() => local.operations.subscribeToAgentStates(ann, { agentIds: ['ann', 'bob'] })).toThrow('scope');
});

test('L7 a change is not delivered to a caller that has lost the scope for its agent', async () => {
  await setState(local, 'ann', 'IDLE');
  const [record] = await recordsOf('ann');
  const change = record && fromLogRecord(record);
  if (change === undefined) throw new Error('There is no change.');
  expect(checkVisibleChange(viewer(), change)).toBe(change);
  expect(checkVisibleChange(callerOf(tenant, 'agent', 'ann', 'chat.agent'), change)).toBe(change);
  expect(() => checkVisibleChange(callerOf(tenant, 'agent', 'bob', 'chat.agent'), change)).toThrow('scope');
});

test('a subscription refuses customers and services without agent.view, and takes up to 100 agents', () => {
  const subscribe = (caller: Parameters<Process['operations']['subscribeToAgentStates']>[0], args = {}) =>
    local.operations.subscribeToAgentStates(caller, args);
  expect(() => subscribe(callerOf(tenant, 'service', 'ann', 'agent.manage'))).toThrow(
    'lacks the scope agent.view',
  );
  expect(() => subscribe(callerOf(tenant, 'customer', 'ann', 'chat.customer agent.view'))).toThrow(
    'Customers do not see agents',
  );
  const names = Array.from({ length: 101 }, (_, n) => `a${n}`);
  expect(() => subscribe(viewer(), { agentIds: names })).toThrow('agentIds');
  expect(() => subscribe(viewer(), { agentIds: names.slice(1) })).not.toThrow();
});
