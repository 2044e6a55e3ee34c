import { MongoClient } from 'mongodb';
import { openStage, type Person, type Stage } from '../interactions/stage.ts';
import { until } from '../../support/until.ts';
import { testDatabase } from '../../support/mongo.ts';

const flowOf = `query ($id: ID!) { flow: interactionFlow(interactionUniqueId: $id) {
  status endReason steps { id } interaction { id } photos { id } } }`;

interface Seen {
  readonly flow: {
    readonly status: string;
    readonly endReason: string | null;
    readonly steps: readonly { readonly id: string }[];
    readonly interaction: { readonly id: string } | null;
  } | null;
}

const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
const collection = (of: string) => client.db(name).collection(of);
afterAll(() => client.close());

let count = 0;
const newId = () => `${String(Date.now())}${String(count++)}`;
const start = async (app: Person, input: Record<string, unknown> = {}): Promise<string> => {
  const id = newId();
  await app.ask('mutation ($input: StartFlowInput!) { startFlow(input: $input) { id } }', {
    input: { interactionUniqueId: id, ...input },
  });
  return id;
};

describe('a flow and the interaction that follows it', () => {
  let stage: Stage;
  let app: Person;
  let agent: Person;
  beforeAll(async () => {
    stage = await openStage(import.meta.url);
    app = await stage.person('app', 'flow.manage');
    agent = await stage.agent('ann', { maxConcurrent: 9, scopes: 'chat.agent flow.view' });
  });
  afterAll(() => stage.stop());

  test('the agent sees with the chat what the customer did before, and the flow names the chat', async () => {
    const cleo = await stage.customer('cleo');
    const flow = await start(app, { customerId: 'cleo', title: 'A claim' });
    const id = await stage.conversation(cleo, agent, { interactionUniqueId: flow });
    expect(
      await agent.ask(
        'query ($id: ID!) { interaction(id: $id) { flow { title interactionUniqueId status } } }',
        { id },
      ),
    ).toEqual({ interaction: { flow: { title: 'A claim', interactionUniqueId: flow, status: 'RUNNING' } } });
    expect((await agent.ask<Seen>(flowOf, { id: flow })).flow?.interaction?.id).toBe(id);
    // The customer sees the chat, and no flows without a scope for them.
    expect(await cleo.ask('query ($id: ID!) { interaction(id: $id) { flow { title } } }', { id })).toEqual({
      interaction: { flow: null },
    });
    await app.ask('mutation ($id: ID!) { completeFlow(interactionUniqueId: $id) { id } }', { id: flow });
    const again = await stage.conversation(cleo, agent, { interactionUniqueId: flow });
    expect((await agent.ask<Seen>(flowOf, { id: flow })).flow?.interaction?.id).toBe(again);
  });

  test('a chat is not begun with the flow of another, nor with one that is not there', async () => {
    const flow = await start(app, { customerId: 'cleo' });
    const dora = await stage.customer('dora');
    for (const interactionUniqueId of [flow, '1'])
      await expect(dora.do('startInteraction', { input: { interactionUniqueId } })).rejects.toThrow(
        /input.interactionUniqueId: names no flow, or a flow of another customer/,
      );
    const open = await start(app);
    expect(await dora.do('startInteraction', { input: { interactionUniqueId: open } })).toMatchObject({
      status: 'OK',
    });
  });

  test('its projection is made again of the log alone', async () => {
    const flow = await start(app, { title: 'once more' });
    await app.ask(
      'mutation ($id: ID!) { recordFlowStep(interactionUniqueId: $id, step: {id: "a", title: "a", choices: []}) { id } }',
      { id: flow },
    );
    const before = await agent.ask(flowOf, { id: flow });
    const flows = collection('flows');
    await flows.deleteMany({});
    expect(await stage.server.app.rebuilds.flows({ tenant: 'acme' })).toBeGreaterThan(0);
    expect(await agent.ask(flowOf, { id: flow })).toEqual(before);
  });

  test('what a process that died has left out of the projection is put there by another', async () => {
    const flow = await start(app);
    const flows = collection('flows');
    const before = await flows.findOne({ interactionUniqueId: flow });
    await app.ask(
      'mutation ($id: ID!) { recordFlowStep(interactionUniqueId: $id, step: {id: "a", title: "a", choices: []}) { id } }',
      { id: flow },
    );
    await flows.replaceOne({ interactionUniqueId: flow }, before ?? {});
    await until(async () => (await flows.findOne({ interactionUniqueId: flow }))?.seq === 2);
  }, 30_000);
});

describe('a pool of numbers', () => {
  const numbers = ['+18005550100', '+18005550101', '+18005550102'];
  let stages: readonly Stage[];
  beforeAll(async () => {
    const settings = { FLOW_NUMBERS: `acme=${numbers.join(' ')}` };
    stages = [await openStage(import.meta.url, settings), await openStage(import.meta.url, settings)];
    await collection('flowNumbers').deleteMany({});
  });
  afterAll(() => Promise.all(stages.map((stage) => stage.stop())));

  test('gives each number to one flow, however many ask at once and wherever', async () => {
    const apps = await Promise.all(stages.map((stage) => stage.person('app', 'flow.manage')));
    const tried = await Promise.allSettled(
      Array.from({ length: 20 }, async (_, place) => {
        const app = apps[place % 2];
        if (app === undefined) throw new Error('Nobody asks.');
        const { flow } = await app.ask<{ flow: { phoneNumber: string; interactionUniqueId: string } }>(
          'mutation { flow: startFlow(input: {allocateNumber: true}) { phoneNumber interactionUniqueId } }',
        );
        return flow;
      }),
    );
    const got = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(got.map(({ phoneNumber }) => phoneNumber).toSorted()).toEqual(numbers);
    for (const { interactionUniqueId, phoneNumber } of got)
      expect(
        await apps[0]?.ask('query ($n: String!) { id: interactionUniqueId(phoneNumber: $n) }', {
          n: phoneNumber,
        }),
      ).toEqual({
        id: interactionUniqueId,
      });
    // All end at once, and their numbers are there for others.
    await Promise.all(
      got.map(async ({ interactionUniqueId: id }, place) => {
        await apps[place % 2]?.ask('mutation ($id: ID!) { completeFlow(interactionUniqueId: $id) { id } }', {
          id,
        });
      }),
    );
    expect(await collection('flowNumbers').countDocuments({ flow: null })).toBe(3);
  });
});

describe('a flow that nothing comes from', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(import.meta.url, { FLOW_IDLE_MS: '300', FLOW_NUMBERS: 'acme=+18005550100' });
  });
  afterAll(() => stage.stop());

  test('is taken for abandoned, and its number is free again', async () => {
    const app = await stage.person('app', 'flow.manage');
    const flow = await start(app, { allocateNumber: true });
    const heard = app.hear<{ status: string; endReason: string }>(
      'subscription ($id: ID!) { interactionFlowUpdated(interactionUniqueId: $id) { status endReason } }',
      { id: flow },
    );
    expect(await heard.ended).toEqual([]);
    expect(heard.all.at(-1)).toEqual({ status: 'ABANDONED', endReason: 'IDLE' });
    const next = await start(app, { allocateNumber: true });
    expect(await app.ask('{ interactionUniqueId(phoneNumber: "+18005550100") }')).toEqual({
      interactionUniqueId: next,
    });
  }, 30_000);

  test('an imported flow is left as its source says that it is', async () => {
    const agent = await stage.person('ann', 'chat.agent flow.view');
    const importer = stage.server.app.importers.find(({ source }) => source === 'jacada');
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
    // A sweep that comes later has passed it by.
    const app = await stage.person('app', 'flow.manage');
    const flow = await start(app);
    await until(async () => (await agent.ask<Seen>(flowOf, { id: flow })).flow?.status === 'ABANDONED');
    expect((await agent.ask<Seen>(flowOf, { id: '555' })).flow).toMatchObject({
      status: 'RUNNING',
      endReason: null,
    });
    expect(await agent.ask('{ interactionFlow(interactionUniqueId: "") { id } }')).toEqual({
      interactionFlow: null,
    });
  }, 30_000);

  test('a number whose flow was never begun is free again after a while', async () => {
    const app = await stage.person('app', 'flow.manage');
    const numbers = collection('flowNumbers');
    const { modifiedCount } = await numbers.updateOne(
      { number: '+18005550100' },
      { $set: { flow: '99', since: new Date(Date.now() - 61_000) } },
    );
    expect(modifiedCount).toBe(1);
    await until(async () => (await numbers.findOne({ number: '+18005550100' }))?.flow === null);
    const next = await start(app, { allocateNumber: true });
    expect(await app.ask('{ interactionUniqueId(phoneNumber: "+18005550100") }')).toEqual({
      interactionUniqueId: next,
    });
  }, 30_000);
});
