import { createClient } from 'graphql-ws';
import { MongoClient } from 'mongodb';
import WebSocket from 'ws';
import { openHarness, type TestClient, type Harness } from '../interactions/harness.ts';
import { createFlowClient, type FlowClient } from './flow-client.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';
import { testDatabase } from '../../support/mongo.ts';

interface FlowUpdate {
  readonly lastEventId: string;
  readonly flowStatus: string;
  readonly steps: readonly { readonly stepId: string }[];
}

const flowUpdates = `subscription ($id: ID!, $after: ID, $fromStart: Boolean) {
  interactionFlowUpdated(id: $id, afterEventId: $after, fromStart: $fromStart) {
    lastEventId flowStatus steps { stepId leftAt } variableSets { variables { name value } } summary { stepCount }
  }
}`;

let harness: Harness;
let other: TestServer;
let apps: readonly [FlowClient, FlowClient];
let agent: TestClient;
beforeAll(async () => {
  harness = await openHarness(import.meta.url);
  other = await startTestServer(import.meta.url, { GRAPH_ENGINE: 'interpreted' });
  const token = await tokenFor('flow.manage flow.view', { subject: 'app' });
  apps = [createFlowClient(harness.server, token), createFlowClient(other, token)];
  agent = await harness.agent('ann', { scopes: 'chat.agent interaction.agent flow.view' });
});
afterAll(async () => {
  await other.stop();
  await harness.stop();
});

/** Records forty steps on two processes concurrently, and completes the flow. */
async function recordSteps(id: string): Promise<void> {
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      apps[index % 2 === 0 ? 0 : 1].mutate('recordFlowStep', {
        id,
        step: { stepId: `s${String(index)}`, title: 't', choices: [{ prompt: 'p', value: String(index) }] },
      }),
    ),
  );
  await apps[1].mutate('completeFlow', { id });
}

test('live, replayed and resumed subscriptions deliver the same updates of a burst on two processes', async () => {
  const { interactionUniqueId: id } = await apps[0].mutate('startFlow', { input: {} });
  const live = agent.subscribe<FlowUpdate>(flowUpdates, { id });
  await live.next();
  await recordSteps(id);
  expect(await live.ended).toEqual([]);
  const fromStart = agent.subscribe<FlowUpdate>(flowUpdates, { id, fromStart: true });
  expect(await fromStart.ended).toEqual([]);
  expect(fromStart.received).toEqual(live.received);
  expect(live.received.map(({ steps }) => steps.length)).toEqual([
    ...Array.from({ length: 41 }, (_, index) => index),
    40,
  ]);
  await Promise.all(
    live.received.map(async ({ lastEventId }, index) => {
      const resumed = agent.subscribe<FlowUpdate>(flowUpdates, { id, after: lastEventId });
      expect(await resumed.ended).toEqual([]);
      expect(resumed.received).toEqual(live.received.slice(index + 1));
    }),
  );
});

test('an event id of an interaction is BAD_CURSOR for a flow', async () => {
  const cleo = await harness.customer('cleo');
  const { interactionUniqueId: id } = await apps[0].mutate('startFlow', { input: { customerId: 'cleo' } });
  const chat = await harness.conversation(cleo, agent, { interactionUniqueId: id });
  const { event } = await agent.mutate('sendMessage', { id: chat, text: 'hello' });
  expect(await agent.subscribe(flowUpdates, { id, after: event?.eventId }).ended).toMatchObject([
    { extensions: { code: 'BAD_CURSOR', field: 'afterEventId' } },
  ]);
});

test('a subscription delivers nothing after its token has expired', async () => {
  const { interactionUniqueId: id } = await apps[0].mutate('startFlow', { input: {} });
  const token = await tokenFor('flow.view', { subject: 'vic', acceptedSeconds: 1 });
  const client = createClient({
    url: harness.server.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  const pushed: unknown[] = [];
  const closed = new Promise((resolve) => {
    client.subscribe(
      { query: flowUpdates, variables: { id } },
      {
        next: (item) => pushed.push(item),
        error: resolve,
        complete: () => {
          resolve('complete');
        },
      },
    );
  });
  const subscription = agent.subscribe<FlowUpdate>(flowUpdates, { id });
  await subscription.next();
  expect(await closed).toMatchObject({ code: 4403 });
  await apps[0].mutate('recordFlowStep', { id, step: { title: 'late', choices: [] } });
  await subscription.next();
  subscription.stop();
  expect(pushed).toHaveLength(1);
  await client.dispose();
});

test('a rebuild from the log yields the same document', async () => {
  const { interactionUniqueId: id } = await apps[0].mutate('startFlow', {
    input: { title: 'a', keys: { dtmf: '12#' }, phoneNumber: '+390612345678' },
  });
  await apps[1].mutate('setFlowVariables', {
    id,
    set: '__proto__',
    variables: { constructor: { toString: 1 }, 'a.b': '', $ne: [] },
  });
  await recordSteps(id);
  const { uri, name } = testDatabase(import.meta.url);
  const mongo = new MongoClient(uri);
  const flows = mongo.db(name).collection('flows');
  const before = await flows.find({ interactionUniqueId: id }).toArray();
  await flows.deleteMany({});
  await harness.server.app.rebuilds.flows({ tenant: 'acme' });
  expect(await flows.find({ interactionUniqueId: id }).toArray()).toEqual(before);
  expect(before).toHaveLength(1);
  await mongo.close();
});
