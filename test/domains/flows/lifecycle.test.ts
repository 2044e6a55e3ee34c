import { MongoClient } from 'mongodb';
import { openHarness, type TestClient, type Harness } from '../interactions/harness.ts';
import { until } from '../../support/until.ts';
import { testDatabase } from '../../support/mongo.ts';

const flowOf = `query ($id: ID!) { flow: interactionFlow(id: $id) {
  flowStatus endReason steps { stepId } interaction { id } photos { photoId } } }`;

interface FlowData {
  readonly flow: {
    readonly flowStatus: string;
    readonly endReason: string | null;
    readonly steps: readonly { readonly stepId: string }[];
    readonly interaction: { readonly id: string } | null;
  } | null;
}

const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
const collection = (collectionName: string) => client.db(name).collection(collectionName);
afterAll(() => client.close());

let count = 0;
const newId = () => `${String(Date.now())}${String(count++)}`;
const start = async (app: TestClient, input: Record<string, unknown> = {}): Promise<string> => {
  const id = newId();
  await app.request(
    'mutation ($input: StartFlowInput!) { startFlow(input: $input) { interactionFlow { id } } }',
    {
      input: { interactionUniqueId: id, ...input },
    },
  );
  return id;
};

describe('a flow and its interaction', () => {
  let harness: Harness;
  let app: TestClient;
  let agent: TestClient;
  beforeAll(async () => {
    harness = await openHarness(import.meta.url);
    app = await harness.client('app', 'flow.manage');
    agent = await harness.agent('ann', { maxConcurrent: 9, scopes: 'chat.agent flow.view' });
  });
  afterAll(() => harness.stop());

  test('an interaction shows the agent the customer’s earlier flow, and the flow refers to its latest interaction', async () => {
    const cleo = await harness.customer('cleo');
    const flow = await start(app, { customerId: 'cleo', title: 'A claim' });
    const id = await harness.conversation(cleo, agent, { interactionUniqueId: flow });
    expect(
      await agent.request(
        'query ($id: ID!) { interaction(id: $id) { flow { title interactionUniqueId flowStatus } } }',
        { id },
      ),
    ).toEqual({
      interaction: { flow: { title: 'A claim', interactionUniqueId: flow, flowStatus: 'RUNNING' } },
    });
    expect((await agent.request<FlowData>(flowOf, { id: flow })).flow?.interaction?.id).toBe(id);
    // Without a scope for flows, the customer reads the interaction but not the flow.
    expect(
      await cleo.request('query ($id: ID!) { interaction(id: $id) { flow { title } } }', { id }),
    ).toEqual({
      interaction: { flow: null },
    });
    await app.request('mutation ($id: ID!) { completeFlow(id: $id) { interactionFlow { id } } }', {
      id: flow,
    });
    const again = await harness.conversation(cleo, agent, { interactionUniqueId: flow });
    expect((await agent.request<FlowData>(flowOf, { id: flow })).flow?.interaction?.id).toBe(again);
  });

  test('an interaction cannot start with the flow of another customer or with an unknown flow', async () => {
    const flow = await start(app, { customerId: 'cleo' });
    const dora = await harness.customer('dora');
    for (const interactionUniqueId of [flow, '1'])
      await expect(dora.mutate('startInteraction', { input: { interactionUniqueId } })).rejects.toThrow(
        /input.interactionUniqueId: names no flow, or a flow of another customer/,
      );
    const open = await start(app);
    expect(await dora.mutate('startInteraction', { input: { interactionUniqueId: open } })).toMatchObject({
      status: 'OK',
    });
  });

  test('the projection of a flow can be rebuilt from the log', async () => {
    const flow = await start(app, { title: 'once more' });
    await app.request(
      'mutation ($id: ID!) { recordFlowStep(id: $id, step: {stepId: "a", title: "a", choices: []}) { interactionFlow { id } } }',
      { id: flow },
    );
    const before = await agent.request(flowOf, { id: flow });
    const flows = collection('flows');
    await flows.deleteMany({});
    expect(await harness.server.app.rebuilds.flows({ tenant: 'acme' })).toBeGreaterThan(0);
    expect(await agent.request(flowOf, { id: flow })).toEqual(before);
  });

  test('another process completes the projection of a process that died', async () => {
    const flow = await start(app);
    const flows = collection('flows');
    const before = await flows.findOne({ interactionUniqueId: flow });
    await app.request(
      'mutation ($id: ID!) { recordFlowStep(id: $id, step: {stepId: "a", title: "a", choices: []}) { interactionFlow { id } } }',
      { id: flow },
    );
    await flows.replaceOne({ interactionUniqueId: flow }, before ?? {});
    await until(async () => (await flows.findOne({ interactionUniqueId: flow }))?.seq === 2);
  }, 30_000);
});

describe('a number pool', () => {
  const numbers = ['+18005550100', '+18005550101', '+18005550102'];
  let harnesses: readonly Harness[];
  beforeAll(async () => {
    const settings = { FLOW_NUMBERS: `acme=${numbers.join(' ')}` };
    harnesses = [await openHarness(import.meta.url, settings), await openHarness(import.meta.url, settings)];
    await collection('flowNumbers').deleteMany({});
  });
  afterAll(() => Promise.all(harnesses.map((harness) => harness.stop())));

  test('allocates each number to one flow under concurrent requests on two processes', async () => {
    const apps = await Promise.all(harnesses.map((harness) => harness.client('app', 'flow.manage')));
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const app = apps[index % 2];
        if (app === undefined) throw new Error('The process does not exist.');
        const { payload } = await app.request<{
          payload: {
            status: string;
            interactionFlow: { phoneNumber: string; interactionUniqueId: string } | null;
          };
        }>(
          'mutation { payload: startFlow(input: {allocateNumber: true}) { status interactionFlow { phoneNumber interactionUniqueId } } }',
        );
        return payload;
      }),
    );
    const allocated = outcomes.flatMap(({ interactionFlow }) => interactionFlow ?? []);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['OK', 'NO_NUMBER_FREE']));
    expect(allocated.map(({ phoneNumber }) => phoneNumber).toSorted()).toEqual(numbers);
    for (const { interactionUniqueId, phoneNumber } of allocated)
      expect(
        await apps[0]?.request('query ($n: String!) { id: interactionUniqueId(phoneNumber: $n) }', {
          n: phoneNumber,
        }),
      ).toEqual({
        id: interactionUniqueId,
      });
    // The flows end concurrently, and their numbers are released.
    await Promise.all(
      allocated.map(async ({ interactionUniqueId: id }, index) => {
        await apps[index % 2]?.request(
          'mutation ($id: ID!) { completeFlow(id: $id) { interactionFlow { id } } }',
          {
            id,
          },
        );
      }),
    );
    expect(await collection('flowNumbers').countDocuments({ flow: null })).toBe(3);
  });
});

describe('sweeps', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await openHarness(import.meta.url, { FLOW_IDLE_MS: '300', FLOW_NUMBERS: 'acme=+18005550100' });
  });
  afterAll(() => harness.stop());

  test('an idle flow is abandoned, and its number is released', async () => {
    const app = await harness.client('app', 'flow.manage');
    const flow = await start(app, { allocateNumber: true });
    const subscription = app.subscribe<{ flowStatus: string; endReason: string }>(
      'subscription ($id: ID!) { interactionFlowUpdated(id: $id) { flowStatus endReason } }',
      { id: flow },
    );
    expect(await subscription.ended).toEqual([]);
    expect(subscription.received.at(-1)).toEqual({ flowStatus: 'ABANDONED', endReason: 'IDLE' });
    const next = await start(app, { allocateNumber: true });
    expect(await app.request('{ interactionUniqueId(phoneNumber: "+18005550100") }')).toEqual({
      interactionUniqueId: next,
    });
  }, 30_000);

  test('an imported flow keeps the status of its source', async () => {
    const agent = await harness.client('ann', 'chat.agent flow.view');
    const importer = harness.server.app.importers.find(({ source }) => source === 'jacada');
    const record = {
      interactionUniqueId: '555',
      status: 'RUNNING',
      startedAt: '2026-01-01T00:00:00Z',
      fullFlow: [],
    };
    const text = JSON.stringify(record);
    expect(
      await importer?.importBatch('acme', [{ index: 0, line: 1, column: 1, text, value: record }]),
    ).toEqual(['added']);
    // The sweep that abandons this later flow has also examined the imported flow.
    const app = await harness.client('app', 'flow.manage');
    const flow = await start(app);
    await until(
      async () => (await agent.request<FlowData>(flowOf, { id: flow })).flow?.flowStatus === 'ABANDONED',
    );
    expect((await agent.request<FlowData>(flowOf, { id: '555' })).flow).toMatchObject({
      flowStatus: 'RUNNING',
      endReason: null,
    });
    expect(await agent.request('{ interactionFlow(id: "") { id } }')).toEqual({
      interactionFlow: null,
    });
  }, 30_000);

  test('a number whose flow was never started is released after a minute', async () => {
    const app = await harness.client('app', 'flow.manage');
    const numbers = collection('flowNumbers');
    const { modifiedCount } = await numbers.updateOne(
      { number: '+18005550100' },
      { $set: { flow: '99', since: new Date(Date.now() - 61_000) } },
    );
    expect(modifiedCount).toBe(1);
    await until(async () => (await numbers.findOne({ number: '+18005550100' }))?.flow === null);
    const next = await start(app, { allocateNumber: true });
    expect(await app.request('{ interactionUniqueId(phoneNumber: "+18005550100") }')).toEqual({
      interactionUniqueId: next,
    });
  }, 30_000);
});
