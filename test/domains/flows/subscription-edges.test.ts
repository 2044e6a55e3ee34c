import { createClient } from 'graphql-ws';
import { MongoClient } from 'mongodb';
import WebSocket from 'ws';
import { openStage, type Person, type Stage } from '../interactions/stage.ts';
import { actor, type Actor } from './stage.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';
import { testDatabase } from '../../support/mongo.ts';

interface Pushed {
  readonly lastEventId: string;
  readonly status: string;
  readonly steps: readonly { readonly id: string }[];
}

const subscription = `subscription ($id: ID!, $after: ID, $fromStart: Boolean) {
  interactionFlowUpdated(interactionUniqueId: $id, afterEventId: $after, fromStart: $fromStart) {
    lastEventId status steps { id leftAt } variableSets { variables { name value } } summary { stepCount }
  }
}`;

let stage: Stage;
let other: TestServer;
let apps: readonly [Actor, Actor];
let agent: Person;
beforeAll(async () => {
  stage = await openStage(import.meta.url);
  other = await startTestServer(import.meta.url, { GRAPH_ENGINE: 'interpreted' });
  const token = await tokenFor('flow.manage flow.view', { subject: 'app' });
  apps = [actor(stage.server, token), actor(other, token)];
  agent = await stage.agent('ann', { scopes: 'chat.agent interaction.agent flow.view' });
});
afterAll(async () => {
  await other.stop();
  await stage.stop();
});

/** Forty steps that two processes write at once, and the end. */
async function walk(id: string): Promise<void> {
  await Promise.all(
    Array.from({ length: 40 }, (_, place) =>
      apps[place % 2 === 0 ? 0 : 1].do('recordFlowStep', {
        interactionUniqueId: id,
        step: { id: `s${String(place)}`, title: 't', choices: [{ prompt: 'p', value: String(place) }] },
      }),
    ),
  );
  await apps[1].do('completeFlow', { interactionUniqueId: id });
}

test('a burst of two processes: who follows live, from the start and after each change is told the same', async () => {
  const { interactionUniqueId: id } = await apps[0].do('startFlow', { input: {} });
  const live = agent.hear<Pushed>(subscription, { id });
  await live.next();
  await walk(id);
  expect(await live.ended).toEqual([]);
  const fromStart = agent.hear<Pushed>(subscription, { id, fromStart: true });
  expect(await fromStart.ended).toEqual([]);
  expect(fromStart.all).toEqual(live.all);
  expect(live.all.map(({ steps }) => steps.length)).toEqual([
    ...Array.from({ length: 41 }, (_, place) => place),
    40,
  ]);
  await Promise.all(
    live.all.map(async ({ lastEventId }, place) => {
      const resumed = agent.hear<Pushed>(subscription, { id, after: lastEventId });
      expect(await resumed.ended).toEqual([]);
      expect(resumed.all).toEqual(live.all.slice(place + 1));
    }),
  );
});

test('a position of an interaction is none of a flow', async () => {
  const cleo = await stage.customer('cleo');
  const { interactionUniqueId: id } = await apps[0].do('startFlow', { input: { customerId: 'cleo' } });
  const chat = await stage.conversation(cleo, agent, { interactionUniqueId: id });
  const { event } = await agent.do('sendMessage', { id: chat, text: 'hello' });
  expect(await agent.hear(subscription, { id, after: event?.eventId }).ended).toMatchObject([
    { extensions: { code: 'BAD_CURSOR', field: 'afterEventId' } },
  ]);
});

test('a follower is told nothing that is written after its token has ended', async () => {
  const { interactionUniqueId: id } = await apps[0].do('startFlow', { input: {} });
  const token = await tokenFor('flow.view', { subject: 'vic', lifetimeSeconds: 1 });
  const client = createClient({
    url: stage.server.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  const pushed: unknown[] = [];
  const closed = new Promise((resolve) => {
    client.subscribe(
      { query: subscription, variables: { id } },
      {
        next: (item) => pushed.push(item),
        error: resolve,
        complete: () => {
          resolve('complete');
        },
      },
    );
  });
  const heard = agent.hear<Pushed>(subscription, { id });
  await heard.next();
  expect(await closed).toMatchObject({ code: 4403 });
  await apps[0].do('recordFlowStep', { interactionUniqueId: id, step: { title: 'late', choices: [] } });
  await heard.next();
  heard.stop();
  expect(pushed).toHaveLength(1);
  await client.dispose();
});

test('the log alone makes the same document again, to the last field', async () => {
  const { interactionUniqueId: id } = await apps[0].do('startFlow', {
    input: { title: 'a', keys: { dtmf: '12#' }, phoneNumber: '+390612345678' },
  });
  await apps[1].do('setFlowVariables', {
    interactionUniqueId: id,
    set: '__proto__',
    variables: { constructor: { toString: 1 }, 'a.b': '', $ne: [] },
  });
  await walk(id);
  const { uri, name } = testDatabase(import.meta.url);
  const mongo = new MongoClient(uri);
  const flows = mongo.db(name).collection('flows');
  const before = await flows.find({ interactionUniqueId: id }).toArray();
  await flows.deleteMany({});
  await stage.server.app.rebuilds.flows({ tenant: 'acme' });
  expect(await flows.find({ interactionUniqueId: id }).toArray()).toEqual(before);
  expect(before).toHaveLength(1);
  await mongo.close();
});
