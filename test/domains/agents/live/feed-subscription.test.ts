import type { FeedStateChange } from '../../../../src/domains/shared/feed-ports.ts';
import type { StateSubscribeArguments } from '../../../../src/domains/agents/operations.ts';
import type { StateChangeRecord } from '../../../../src/domains/agents/history/state-change.ts';
import type { LiveSubscription, LiveItem } from '../../../../src/domains/shared/live-source.ts';
import type { LogRecord } from '../../../../src/eventlog/index.ts';
import { callerOf, newTenant, startProcess, TestClock, type Process } from '../agent-process.ts';
import { Shift, start } from '../feed/shift.ts';

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
  clock.pass(1);
});
afterEach(() => {
  for (const feed of open.splice(0)) feed.close();
});

const ingest = (changes: readonly FeedStateChange[], process = local) =>
  process.feedPort.ingestStateChanges(tenant, changes);
const readFeedRecords = (): Promise<readonly LogRecord[]> =>
  local.log.read(tenant, 'agentNews', 'agents', { after: 0, limit: 1000 });

/** Collects the delivered changes, and lets a test wait for them. */
class TestSubscriber {
  readonly ready = true;
  readonly items: LiveItem[] = [];
  #wake: () => void = () => undefined;

  constructor(args: StateSubscribeArguments = {}, of = tenant) {
    const viewer = callerOf(of, 'service', 'wallboard', 'agent.view');
    open.push(local.operations.subscribeToAgentStates(viewer, args).open(this));
  }
  push(item: LiveItem): void {
    this.items.push(item);
    this.#wake();
  }
  end(): void {
    throw new Error('The subscription ended.');
  }
  async received(count: number): Promise<string[]> {
    while (this.items.length < count) await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.items.map(({ value }) => {
      const { username, at, currentState, fed } = value as StateChangeRecord;
      return `${username} ${(at.getTime() - start) / 1000} ${currentState}${fed?.isLate === true ? ' late' : ''}`;
    });
  }
}

test('EF-103 each change is delivered once, in the order of arrival; a late change is marked', async () => {
  const subscriber = new TestSubscriber();
  const foreign = new TestSubscriber({}, newTenant());
  const [login, reserved, working, wrap] = new Shift('ann')
    .login(0)
    .to(10, 'RESERVED')
    .to(20, 'WORKING')
    .to(30, 'WRAP').changes as [FeedStateChange, FeedStateChange, FeedStateChange, FeedStateChange];
  await ingest([login]);
  await ingest([working, reserved, working]);
  await ingest([working, login]);
  await ingest([wrap]);
  expect(await subscriber.received(4)).toEqual([
    'ann 0 IDLE',
    'ann 20 WORKING',
    'ann 10 RESERVED late',
    'ann 30 WRAP',
  ]);
  expect(new Set(subscriber.items.map(({ share }) => share)).size).toBe(4);
  expect(foreign.items).toEqual([]);
});

test('EF-103 changes that another process ingested arrive in order, even if hints are repeated, late or lost', async () => {
  const subscriber = new TestSubscriber();
  const shift = new Shift('ann').login(0);
  for (let n = 1; n < 6; n++) shift.to(n, n % 2 === 0 ? 'IDLE' : 'WRAP');
  for (const change of shift.changes) await ingest([change], remote);
  const records = await readFeedRecords();
  expect(records).toHaveLength(6);
  for (const seq of [3, 1, 3, 6, 2, 6]) {
    const record = records[seq - 1];
    if (record !== undefined) local.log.hint(record);
  }
  expect(await subscriber.received(6)).toEqual(
    [0, 1, 2, 3, 4, 5].map((n) => `ann ${n} ${n % 2 === 0 ? 'IDLE' : 'WRAP'}`),
  );
});

test('EF-103 a filter by hierarchy node delivers the agents at the node or below it', async () => {
  const subscribers = [
    new TestSubscriber({ hierarchy: ['MidWest'] }),
    new TestSubscriber({ hierarchy: ['MidWest', 'Servicing'] }),
    new TestSubscriber({ hierarchy: ['MidWest', 'Servicing'], agentIds: ['bob'] }),
    new TestSubscriber(),
  ];
  await ingest(new Shift('ann', 'a', ['MidWest', 'Servicing', 'GTocata']).login(0).changes);
  await ingest(new Shift('bob', 'b', ['MidWest', 'Sales']).login(1).changes);
  await ingest(new Shift('cid', 'c', ['East']).login(2).changes);
  await ingest(new Shift('dan', 'd').login(3).changes);
  // The event has no hierarchy, so bob's stored hierarchy applies.
  await ingest(new Shift('bob', 'b2').login(4).changes);
  await ingest(new Shift('bob', 'b3', ['MidWest', 'Servicing']).login(5).changes);
  const [midWest, servicing, bob, all] = subscribers as [
    TestSubscriber,
    TestSubscriber,
    TestSubscriber,
    TestSubscriber,
  ];
  expect(await all.received(6)).toHaveLength(6);
  expect(await midWest.received(4)).toEqual(['ann 0 IDLE', 'bob 1 IDLE', 'bob 4 IDLE', 'bob 5 IDLE']);
  expect(await servicing.received(2)).toEqual(['ann 0 IDLE', 'bob 5 IDLE']);
  expect(await bob.received(1)).toEqual(['bob 5 IDLE']);
});

test('EF-103 changes of this system are filtered by skill and by hierarchy', async () => {
  await local.operations.upsertAgent(
    { tenant },
    { username: 'ann', skills: ['care'], reportHierarchy: ['North', 'Care'] },
  );
  const care = new TestSubscriber({ skill: 'care' });
  const north = new TestSubscriber({ hierarchy: ['North'] });
  const south = new TestSubscriber({ hierarchy: ['South'] });
  const { changes } = new Shift('ann').login(0).to(10, 'WRAP');
  await ingest(changes);
  // Changes of feeds and changes of this system are two sequences: the order between them is not defined.
  for (const subscriber of [care, north]) await subscriber.received(2);
  await local.operations.setAgentState(callerOf(tenant, 'agent', 'ann', 'chat.agent'), { state: 'IDLE' });
  const now = (clock.now().getTime() - start) / 1000;
  for (const subscriber of [care, north])
    expect(await subscriber.received(3)).toEqual(['ann 0 IDLE', 'ann 10 WRAP', `ann ${now} IDLE`]);
  expect(south.items).toEqual([]);
});

test('W29 the change in force of each agent comes first, under its own id, and included changes are not delivered again', async () => {
  const { changes } = new Shift('ann', 'a', ['North'])
    .login(0)
    .to(10, 'WRAP')
    .to(20, 'IDLE')
    .to(30, 'WORKING');
  await ingest(changes.slice(0, 3), remote);
  clock.pass(1);
  const subscriber = new TestSubscriber({ sendCurrent: true, hierarchy: ['North'] });
  await subscriber.received(1);
  for (const record of await readFeedRecords()) local.log.hint(record);
  await ingest(changes.slice(3));
  expect(await subscriber.received(2)).toEqual(['ann 20 IDLE', 'ann 30 WORKING']);
  const history = await local.operations.readStateHistory(
    callerOf(tenant, 'service', 'report', 'agent.view'),
    'ann',
    { range: { from: new Date(start), to: new Date(start + 1_000_000) } },
    { fields: {}, rows: true, edges: true, totalCount: false },
  );
  expect(subscriber.items.map(({ value }) => value)).toEqual(history?.nodes.slice(2));
});

test('EF-103 a hierarchy path without names or with more than 20 is refused', () => {
  const viewer = callerOf(tenant, 'service', 'wallboard', 'agent.view');
  for (const hierarchy of [[], Array<string>(21).fill('x')])
    expect(() => local.operations.subscribeToAgentStates(viewer, { hierarchy })).toThrow('hierarchy');
});
