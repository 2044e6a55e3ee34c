import { MongoClient } from 'mongodb';
import { naturalIdOf, parseGlobalId, toGlobalId } from '../../../src/kernel/global-id.ts';
import { sendRaw } from '../../support/http.ts';
import { testDatabase } from '../../support/mongo.ts';
import { until } from '../../support/until.ts';
import { historyOf, openHarness, type Event, type Harness, type TestClient } from './harness.ts';

/*
 * A restore of an older backup, without a new epoch: the log loses its newest records, and other records get their sequence numbers. The
 * servers are started after the restore, as docs/operations.md requires.
 */

const { uri, name } = testDatabase(import.meta.url);
const database = new MongoClient(uri);
const db = database.db(name);
let before: Harness;
let after: Harness | undefined;
beforeAll(async () => {
  before = await openHarness(import.meta.url);
});
afterAll(async () => {
  await before.stop();
  await after?.stop();
  await database.close();
});

const interactionEvents = `subscription($id: ID!, $after: ID) { interactionEvents(id: $id, afterEventId: $after) { sequence } }`;
const messageAdded = `subscription($id: ID!, $after: ID) { messageAdded(id: $id, afterEventId: $after) { sequence } }`;
const flowUpdated = `subscription($id: ID!, $after: ID) { interactionFlowUpdated(id: $id, afterEventId: $after) { lastEventId } }`;

const historyLost = [{ extensions: { code: 'HISTORY_LOST' } }];

/** Removes the records after a sequence number, as a restore of an older backup does. */
async function restore(kind: string, stream: string, upTo: number): Promise<void> {
  await db.collection('events').deleteMany({ kind, stream, seq: { $gt: upTo } });
}

async function sendAll(client: TestClient, id: string, ...texts: string[]): Promise<void> {
  for (const text of texts) await client.mutate('sendMessage', { id, text });
}

describe('after a restore of an older backup', () => {
  let ann: TestClient;
  let id: string;
  let flowId: string;
  let history: readonly Event[];
  let flowEventIds: readonly string[];
  let change: string;
  let lost: Event;
  let kept: Event;

  beforeAll(async () => {
    const cleo = await before.customer('cleo');
    const scopes = 'chat.agent interaction.agent agent.view flow.view flow.manage';
    const first = await before.agent('ann', { scopes });
    id = await before.conversation(cleo, first);
    await sendAll(cleo, id, 'one', 'two', 'three', 'four');
    history = await historyOf(first, id);
    [kept, , lost] = history.slice(-3) as [Event, Event, Event];
    flowEventIds = await startFlow(first, 3);
    change = await lastChangeOf(first);

    await restore('interaction', naturalIdOf('Interaction', id), kept.sequence);
    await restore('flow', naturalIdOf('InteractionFlow', flowId), 2);
    await db.collection('flows').deleteMany({});
    after = await openHarness(import.meta.url);
    ann = await after.client('ann', scopes);
    const sameCleo = await after.client('cleo', 'chat.customer');
    await sendAll(sameCleo, id, 'new three', 'new four');
    for (const step of ['n2', 'n3']) await recordStep(ann, step);
  }, 60_000);

  async function startFlow(client: TestClient, steps: number): Promise<string[]> {
    const { startFlow: started } = await client.request<{
      startFlow: { interactionFlow: { id: string } };
    }>('mutation { startFlow(input: {}) { interactionFlow { id } } }');
    flowId = started.interactionFlow.id;
    const eventIds: string[] = [];
    for (let step = 1; step <= steps; step++) eventIds.push(await recordStep(client, `s${step}`));
    return eventIds;
  }

  async function recordStep(client: TestClient, stepId: string): Promise<string> {
    const { recordFlowStep: recorded } = await client.request<{
      recordFlowStep: { interactionFlow: { lastEventId: string } };
    }>(
      `mutation($id: ID!, $step: FlowStepInput!) {
        recordFlowStep(id: $id, step: $step) { interactionFlow { lastEventId } } }`,
      { id: flowId, step: { stepId, title: 't' } },
    );
    return recorded.interactionFlow.lastEventId;
  }

  async function lastChangeOf(client: TestClient): Promise<string> {
    const { agent } = await client.request<{
      agent: { stateHistory: { nodes: readonly { id: string }[] } };
    }>(
      `query($from: DateTime!, $to: DateTime!) { agent(id: "ann") {
        stateHistory(range: { from: $from, to: $to }, last: 1) { nodes { id } } } }`,
      { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) },
    );
    return agent.stateHistory.nodes[0]?.id ?? '';
  }

  test('another event has the sequence number of the lost one, and its event id differs', async () => {
    const now = await historyOf(ann, id);
    expect(now.map(({ sequence }) => sequence)).toEqual(history.map(({ sequence }) => sequence));
    expect(now.find(({ sequence }) => sequence === lost.sequence)?.text).toBe('new four');
    expect(now.some(({ eventId }) => eventId === lost.eventId)).toBe(false);
    expect(now.some(({ eventId }) => eventId === kept.eventId)).toBe(true);
  });

  test('a subscription after a lost event is HISTORY_LOST, and after a kept one continues', async () => {
    for (const query of [interactionEvents, messageAdded]) {
      const stale = ann.subscribe(query, { id, after: lost.eventId });
      expect(await stale.ended).toMatchObject(historyLost);
      const resumed = ann.subscribe<{ sequence: number }>(query, { id, after: kept.eventId });
      expect((await resumed.next()).sequence).toBe(kept.sequence + 1);
      resumed.stop();
    }
  });

  test('an event stream that a client resumes by Last-Event-ID or extensions.lastEventId is HISTORY_LOST', async () => {
    const query = `subscription { interactionEvents(id: "${id}", fromStart: true) { sequence } }`;
    for (const [headers, extensions] of [
      [{ 'last-event-id': lost.eventId }, {}],
      [{}, { lastEventId: lost.eventId }],
    ] as const) {
      const { text } = await sendRaw(after?.server.url ?? '', {
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          authorization: `Bearer ${ann.token}`,
          ...headers,
        },
        body: JSON.stringify({ query, extensions }),
      });
      expect(text).toContain('"HISTORY_LOST"');
      expect(text).not.toContain('"sequence"');
    }
  });

  test.each(['events', 'messages'])(
    'a page of %s after or before a lost event is HISTORY_LOST',
    async (list) => {
      for (const position of [`first: 9, after: "${lost.eventId}"`, `last: 9, before: "${lost.eventId}"`]) {
        const { body } = await (after ?? before).server.send(
          `{ interaction(id: "${id}") { ${list}(${position}) { nodes { sequence } } } }`,
          { token: ann.token },
        );
        expect(body.errors).toMatchObject(historyLost);
      }
    },
  );

  test('the global id of a lost event names nothing, and that of a kept event names it', async () => {
    const node = async (event: Event) =>
      (
        await ann.request<{ node: { sequence: number } | null }>(
          'query($id: ID!) { node(id: $id) { ... on ChatMessage { sequence } } }',
          { id: event.id },
        )
      ).node;
    expect(await node(lost)).toBeNull();
    expect(await node(kept)).toEqual({ sequence: kept.sequence });
  });

  test('a chat history after a lost event is refused', async () => {
    const requested = await ann.mutate('requestChatHistory', { id, eventId: lost.eventId });
    expect(requested).toMatchObject({ status: 'UNKNOWN_EVENT', field: ['eventId'] });
  });

  test('a subscription to a flow after a lost change is HISTORY_LOST, and after a kept one continues', async () => {
    const stale = ann.subscribe(flowUpdated, { id: flowId, after: flowEventIds[1] });
    expect(await stale.ended).toMatchObject(historyLost);
    const resumed = ann.subscribe<{ lastEventId: string }>(flowUpdated, {
      id: flowId,
      after: flowEventIds[0],
    });
    expect((await resumed.next()).lastEventId).not.toBe(flowEventIds[1]);
    resumed.stop();
  });

  test('the id of an agent’s lost state change names nothing', async () => {
    const node = async (changeId: string) =>
      (
        await ann.request<{ node: { id: string } | null }>('query($id: ID!) { node(id: $id) { id } }', {
          id: changeId,
        })
      ).node;
    expect(await node(change)).toEqual({ id: change });
    const { naturalId = '' } = parseGlobalId(change) ?? {};
    const other = naturalId.replace(
      /^(\d+):(\d+):/,
      (_, seq: string, at: string) => `${seq}:${Number(at) + 1}:`,
    );
    expect(other).not.toBe(naturalId);
    expect(await node(toGlobalId('AgentStateChange', other))).toBeNull();
  });

  test('the server logs once that the log is older than the positions of clients, and how to go on', async () => {
    await ann.subscribe(interactionEvents, { id, after: lost.eventId }).ended;
    const warnings = after?.server.log.lines.filter(({ message }) => message.includes('older backup'));
    expect(warnings).toMatchObject([{ level: 'warn' }]);
    expect(warnings?.[0]?.message).toContain('switchboard replay --new-epoch');
  });
});

test('a server that starts on a log that was restored into another collection logs it until there is a new epoch', async () => {
  const events = db.collection('events');
  const warnings = ({ server }: Harness) =>
    server.log.lines.filter(({ message }) => message.includes('was restored from a backup'));
  const start = async () => {
    const harness = await openHarness(import.meta.url);
    await until(async () => (await fetch(harness.server.url.replace('graphql', 'readyz'))).ok);
    const count = warnings(harness).length;
    return { harness, count };
  };
  // The records stay as they are: `mongorestore` makes a collection with them.
  const records = await events.find({}).toArray();
  await events.drop();
  if (records.length > 0) await events.insertMany(records);
  const restored = await start();
  expect(restored.count).toBe(1);
  await restored.harness.server.app.ids.renew();
  await restored.harness.stop();
  const renewed = await start();
  expect(renewed.count).toBe(0);
  await renewed.harness.stop();
});
