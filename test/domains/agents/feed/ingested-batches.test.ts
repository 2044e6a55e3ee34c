import type { StateChangeRecord } from '../../../../src/domains/agents/history/state-change.ts';
import { at, Shift } from './shift.ts';
import { callerOf, newTenant, startProcess, TestClock, type Process } from '../agent-process.ts';
import { until } from '../../../support/until.ts';
import { openFeedClient, type FeedClient } from '../../feeds/feed-client.ts';
import { agentExample } from '../../feeds/examples.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';
import { TestSocket } from '../../../support/socket.ts';

type Json = Record<string, unknown>;

let server: TestServer;
let client: FeedClient;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(() => server.stop());
beforeEach(async () => {
  client = await openFeedClient(server);
});

const post = (body: NonNullable<RequestInit['body']>, token = client.token) =>
  fetch(server.url.replace('/graphql', '/ingest/symbee'), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body,
    duplex: 'half',
  });
const lines = (events: readonly unknown[]) => events.map((event) => JSON.stringify(event)).join('\n');
const stateOf = (name: string, n: number, more: Json = {}) => ({
  ...agentExample,
  Username: name,
  AgentSessionId: `s-${name}`,
  CurrentState: n % 2 === 0 ? 'IDLE' : 'WRAP',
  CurrentStateTimestamp: new Date(Date.UTC(2024, 0, 1) + n * 1000).toISOString(),
  PreviousStateTimestamp: new Date(Date.UTC(2024, 0, 1) + (n - 1) * 1000).toISOString(),
  ...more,
});

test('a subscriber that also selects the agent’s state gets every change of a large batch', async () => {
  const socket = await TestSocket.as(server.url, client.token);
  socket.subscribe('a', 'subscription { agentStateChanged { currentState agent { state } } }');
  await socket.settled();
  await post(lines(Array.from({ length: 2000 }, (_, n) => stateOf(`agent ${n % 40}`, n))));
  const types = new Set<string>();
  for (let n = 0; n < 2000 && !types.has('error'); n++) types.add((await socket.next()).type);
  socket.terminate();
  expect([...types]).toEqual(['next']);
});

const clock = new TestClock();
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

test('the last delivered change of one instant is the state, also after the change in force', async () => {
  const tenant = newTenant();
  const { changes } = new Shift('ann').login(0).to(10, 'WORKING').to(10, 'WRAP').to(5, 'IDLE');
  await remote.feedPort.ingestStateChanges(tenant, changes.slice(0, 3));
  clock.pass(1);
  const delivered: StateChangeRecord[] = [];
  const feed = local.operations
    .subscribeToAgentStates(callerOf(tenant, 'service', 'wall', 'agent.view'), { sendCurrent: true })
    .open({
      ready: true,
      push: ({ value }) => delivered.push(value as StateChangeRecord),
      end: () => undefined,
    });
  await until(() => delivered.length > 0);
  for (const record of await local.log.read(tenant, 'agentNews', 'agents', { after: 0, limit: 10 }))
    local.log.hint(record);
  // The change is late, so all earlier changes have been delivered.
  await local.feedPort.ingestStateChanges(tenant, changes.slice(3));
  await until(() => delivered.some((one) => one.at.getTime() === at(5).getTime()));
  feed.close();
  expect(delivered.filter((one) => one.fed?.isLate !== true).map((one) => one.currentState)).toEqual([
    'WRAP',
  ]);
});

test('a change that arrives after a change that continues it is late', async () => {
  const tenant = newTenant();
  const [login, working, wrap] = new Shift('ann').login(0).to(10, 'WORKING').to(10, 'WRAP').changes;
  if (login === undefined || working === undefined || wrap === undefined)
    throw new Error('A change is missing.');
  clock.pass(1);
  const delivered: StateChangeRecord[] = [];
  const feed = local.operations
    .subscribeToAgentStates(callerOf(tenant, 'service', 'wall', 'agent.view'), {})
    .open({
      ready: true,
      push: ({ value }) => delivered.push(value as StateChangeRecord),
      end: () => undefined,
    });
  await local.feedPort.ingestStateChanges(tenant, [login, wrap]);
  await local.feedPort.ingestStateChanges(tenant, [working]);
  await until(() => delivered.length === 3);
  feed.close();
  expect(delivered.map((one) => [one.currentState, one.fed?.isLate])).toEqual([
    ['IDLE', false],
    ['WRAP', false],
    ['WORKING', true],
  ]);
});

test('a repeated change, or one that continues the newest of its instant, is not late', async () => {
  const tenant = newTenant();
  const { changes } = new Shift('ann').login(0).to(10, 'WORKING').to(10, 'WRAP').to(10, 'IDLE');
  const delivered: StateChangeRecord[] = [];
  const feed = local.operations
    .subscribeToAgentStates(callerOf(tenant, 'service', 'wall', 'agent.view'), {})
    .open({
      ready: true,
      push: ({ value }) => delivered.push(value as StateChangeRecord),
      end: () => undefined,
    });
  await local.feedPort.ingestStateChanges(tenant, changes.slice(0, 3));
  await local.feedPort.ingestStateChanges(tenant, changes.slice(1, 3));
  await local.feedPort.ingestStateChanges(tenant, changes.slice(3));
  await until(() => delivered.length === 4);
  feed.close();
  expect(delivered.map((one) => [one.currentState, one.fed?.isLate])).toEqual([
    ['IDLE', false],
    ['WORKING', false],
    ['WRAP', false],
    ['IDLE', false],
  ]);
});

test('a slow consumer is disconnected, and the others get all changes of a large batch in order', async () => {
  const tenant = newTenant();
  const shift = new Shift('ann').login(0);
  for (let n = 1; n < 3000; n++) shift.to(n, n % 2 === 0 ? 'IDLE' : 'WORKING');
  const delivered: StateChangeRecord[] = [];
  let ended = false;
  const subscribe = (ready: boolean, push: (change: StateChangeRecord) => void, end: () => void) =>
    local.operations.subscribeToAgentStates(callerOf(tenant, 'service', 'wall', 'agent.view'), {}).open({
      ready,
      push({ value }) {
        push(value as StateChangeRecord);
      },
      end,
    });
  const subscriptions = [
    subscribe(
      true,
      (change) => delivered.push(change),
      () => undefined,
    ),
    subscribe(
      false,
      () => undefined,
      () => (ended = true),
    ),
  ];
  await local.feedPort.ingestStateChanges(tenant, shift.changes);
  await until(() => delivered.length >= 3000 && ended);
  for (const feed of subscriptions) feed.close();
  expect(delivered.map((one) => one.at)).toEqual(shift.changes.map(({ current }) => current.at));
});

test('each of many changes at one instant is read once, in both directions', async () => {
  const tenant = newTenant();
  const { changes } = new Shift('ann').login(0).to(1, 'WORKING').to(20, 'IDLE');
  const same = Array.from({ length: 2500 }, (_, n) => ({
    ...changes[1],
    eventId: `e${n}`,
  })) as typeof changes;
  await local.feedPort.ingestStateChanges(tenant, [...changes, ...same]);
  const viewer = callerOf(tenant, 'service', 'wall', 'agent.view');
  const range = { from: at(0), to: at(30) };
  clock.pass(100);
  const totals = await local.operations.readStateTotals(viewer, 'ann', { range });
  expect(totals?.reduce((sum, { duration }) => sum + duration, 0)).toBe(30_000);
  const connectionFields = { fields: {}, rows: true, edges: true, totalCount: false };
  const back = await local.operations.readStateHistory(viewer, 'ann', { range, last: 100 }, connectionFields);
  expect(back?.nodes.at(-1)?.at).toEqual(at(20));
  expect(new Set(back?.nodes.map((one) => one.fed?.eventId)).size).toBe(100);
});
