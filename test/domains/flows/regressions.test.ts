import { MongoClient } from 'mongodb';
import { openHarness, type TestClient, type Harness } from '../interactions/harness.ts';
import { createFlowClient, type FlowClient, type Flow } from './flow-client.ts';
import { exportFrom, importerOf } from '../../support/importing.ts';
import { createNumberPool } from '../../../src/domains/flows/numbers/pool.ts';
import { createNumberStore } from '../../../src/domains/flows/numbers/store.ts';
import { createStorage } from '../../../src/storage/index.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';
import { testDatabase } from '../../support/mongo.ts';

// Each test covers a fault that was found with hostile input.

const number = '+18005550100';
const settings = { FLOW_NUMBERS: `acme=${number}` };
const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
const collection = (collectionName: string) => client.db(name).collection(collectionName);

let harness: Harness;
let other: TestServer;
let app: FlowClient;
let remoteApp: FlowClient;
let agent: TestClient;
let count = 0;
let id: string;
beforeAll(async () => {
  harness = await openHarness(import.meta.url, settings);
  other = await startTestServer(import.meta.url, settings);
  const token = await tokenFor('flow.manage flow.view', { subject: 'app' });
  app = createFlowClient(harness.server, token);
  remoteApp = createFlowClient(other, token);
  agent = await harness.agent('ann', { maxConcurrent: 9, scopes: 'chat.agent interaction.agent flow.view' });
  // The first lookup creates the pool.
  await app.lookUp(number);
});
afterAll(async () => {
  await other.stop();
  await harness.stop();
  await client.close();
});
beforeEach(() => {
  id = `${String(Date.now())}${String(count++)}`;
});

const start = (input: Record<string, unknown> = {}, by = app): Promise<Flow> =>
  by.mutate('startFlow', { input: { interactionUniqueId: id, ...input } });
const step = (given: Record<string, unknown>, by = app) =>
  by.mutate('recordFlowStep', { id, step: { title: 't', choices: [], ...given } });
const set = (variables: unknown, more: Record<string, unknown> = {}) =>
  app.mutate('setFlowVariables', { id, set: 's', variables, ...more });
const choices = (from: number, many: number) =>
  Array.from({ length: many }, (_, index) => ({ prompt: `p${String(from + index)}`, value: 'v' }));
const assignNumber = (flow: string | null) =>
  collection('flowNumbers').updateOne({ number }, { $set: { flow, since: new Date() } });
const codeOf = ({ message, extensions: { code } }: { message: string; extensions: { code: string } }) =>
  `${code}: ${message}`;

interface FlowUpdate {
  readonly lastEventId: string;
  readonly flowStatus: string;
  readonly interaction: { readonly id: string } | null;
  readonly steps: readonly { readonly stepId: string }[];
  readonly keys: { readonly historySearchId: string | null };
  readonly variableSets: readonly {
    readonly variables: readonly { readonly value: unknown; readonly secret: boolean }[];
  }[];
}
const subscribeToFlow = (variables: Record<string, unknown>) =>
  agent.subscribe<FlowUpdate>(
    `subscription ($id: ID!, $after: ID, $fromStart: Boolean) {
      interactionFlowUpdated(id: $id, afterEventId: $after, fromStart: $fromStart) {
        lastEventId flowStatus interaction { id } steps { stepId } keys { historySearchId }
        variableSets { variables { value secret } }
      }
    }`,
    { id, ...variables },
  );

describe('hostile HTML', () => {
  const header = (html: string) =>
    step({ stepId: 'a', choices: [{ prompt: 'p', value: 'v', header: html }] });

  // Laying out this HTML would take gigabytes or seconds.
  test('a table cell with a colspan of a billion is read as text', async () => {
    await start();
    expect(
      (await header('<table><tr><td colspan=1000000000>x</td></tr></table>')).steps[0]?.choices[0],
    ).toMatchObject({ header: 'x' });
  });

  test('a table cell with a rowspan of ten thousand is read as text', async () => {
    await start();
    expect(
      (await header('<table><tr><td rowspan=10000>x</td></tr></table>')).steps[0]?.choices[0],
    ).toMatchObject({ header: 'x' });
  });

  test('a list that starts with a huge Roman numeral is read as text', async () => {
    await start();
    expect((await header('<ol type="I" start="100000000"><li>x</li></ol>')).steps).toHaveLength(1);
  });

  test('a prompt that contains only an image is refused', async () => {
    await start();
    expect(
      codeOf(
        await app.mutationError('recordFlowStep', {
          id,
          step: { title: 't', choices: [{ prompt: '<img src=a>', value: 'v' }] },
        }),
      ),
    ).toContain('BAD_USER_INPUT');
  });
});

describe('hostile variables', () => {
  test('a set has at most 1,000 variables', async () => {
    await start();
    const many = (from: number, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${String(from + index)}`, 1]));
    await set(many(0, 900));
    expect(
      await app.refusal('setFlowVariables', {
        id,
        set: 's',
        variables: many(900, 101),
      }),
    ).toMatchObject({ status: 'INVALID_STATE', field: ['set'] });
    await set(many(0, 1000));
    // Any number of existing variables can be changed.
    const changed = Object.fromEntries(Object.keys(many(0, 1000)).map((name) => [name, 2]));
    expect((await set(changed)).variableSets[0]?.variables).toHaveLength(1000);
  });

  const raw = async (variables: string) => {
    const response = await fetch(harness.server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${app.token}` },
      body: `{"query":"mutation($v: JSON!) { setFlowVariables(id: \\"${id}\\", set: \\"s\\", variables: $v) { interactionFlow { id } } }","variables":{"v":${variables}}}`,
    });
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return errors?.[0]?.extensions.code;
  };

  test('a number that overflows is accepted, and not stored as null', async () => {
    await start();
    expect(await raw('{"a":1e400}')).toBeUndefined();
    const exported = await exportFrom(harness.server.app, 'jacada', 'acme');
    expect(exported.find((line) => line.includes(id))).toContain('"a":1e400');
  });

  test('a value that is nested too deep is refused', async () => {
    await start();
    expect(await raw(`{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`)).toBe('BAD_USER_INPUT');
  });

  test('a secret variable stays secret after it was removed and set again', async () => {
    await start();
    await set({ pin: '1' }, { secret: ['pin'] });
    await set({ pin: null });
    expect((await set({ pin: '2' })).variableSets[0]?.variables).toMatchObject([
      { value: null, secret: true },
    ]);
  });

  test('a subscription from the start masks a variable that became secret later', async () => {
    await start();
    await set({ pin: '1' });
    await set({ pin: '1' }, { secret: ['pin'] });
    const subscription = subscribeToFlow({ fromStart: true });
    await subscription.until(({ variableSets: [first] }) => first?.variables[0]?.secret === true);
    subscription.stop();
    expect(JSON.stringify(subscription.received)).not.toContain('"value":"1"');
  });

  test('a variable that became secret is masked although another subscriber received it before', async () => {
    await start();
    // Payloads are shared only between subscribers that select nothing that depends on the caller.
    const subscribe = () =>
      agent.subscribe<Pick<FlowUpdate, 'variableSets'>>(
        'subscription ($id: ID!) { interactionFlowUpdated(id: $id, fromStart: true) { variableSets { variables { value secret } } } }',
        { id },
      );
    const live = subscribe();
    await set({ pin: '1' });
    await live.until(({ variableSets: [first] }) => first?.variables[0]?.value === '1');
    await set({ pin: '1' }, { secret: ['pin'] });
    await live.until(({ variableSets: [first] }) => first?.variables[0]?.secret === true);
    const late = subscribe();
    const shown = [await late.next(), await late.next(), await late.next()];
    expect(shown.map(({ variableSets: [first] }) => first?.variables[0])).toEqual([
      undefined,
      { value: null, secret: true },
      { value: null, secret: true },
    ]);
    live.stop();
    late.stop();
  });

  test('a repeated request can have its variables in another order', async () => {
    await start();
    const send = (v: object) => set(v, { idempotencyKey: 'k' });
    await send({ a: 1, b: 2 });
    expect((await send({ b: 2, a: 1 })).variableSets).toHaveLength(1);
  });
});

describe('size limits', () => {
  test('a full flow can be completed', async () => {
    await start();
    const fill = (size: number) =>
      app.request<{ payload: { status: string } }>(
        'mutation ($id: ID!, $v: JSON!) { payload: setFlowVariables(id: $id, set: "s", variables: $v) { status } }',
        { id, v: { [`a${String(count++)}`]: 'x'.repeat(size) } },
      );
    let status = 'OK';
    for (let written = 0; status === 'OK'; written++) {
      expect(written).toBeLessThan(100);
      ({ status } = (await fill(64_000)).payload);
    }
    expect(status).toBe('INVALID_STATE');
    expect(await app.mutate('completeFlow', { id })).toMatchObject({
      flowStatus: 'COMPLETED',
    });
  });

  test('a variable that changes often does not fill a flow', async () => {
    await start();
    for (let time = 0; time < 70; time++) await set({ a: `${String(time)}${'x'.repeat(64_000)}` });
    expect((await set({ a: 1 })).variableSets[0]?.variables).toMatchObject([{ value: 1 }]);
  });

  test('repeated answers to the same prompts do not fill a step', async () => {
    await start();
    await step({ stepId: 'a', choices: choices(0, 100) });
    const answer = (from: number, many: number) =>
      app.mutate('recordFlowChoices', { id, stepId: 'a', choices: choices(from, many) });
    await answer(100, 50);
    expect((await answer(0, 60)).steps[0]?.choices).toHaveLength(150);
  });
});

describe('repeated and concurrent requests', () => {
  test('a step with the same id and content is stored once, also from two applications', async () => {
    await start();
    await step({ stepId: 'a' });
    const second = createFlowClient(harness.server, await tokenFor('flow.manage', { subject: 'app-2' }));
    expect((await step({ stepId: 'a' }, second)).steps).toHaveLength(1);
  });

  test('a number that its flow takes again during a sweep stays with the flow', async () => {
    const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
    let now = new Date();
    const tenant = `sweep-${id}`;
    const pool = createNumberPool(createNumberStore(storage), { now: () => now }, [
      { tenant, group: undefined, number },
    ]);
    await pool.allocate(tenant, null, 'a');
    now = new Date(now.getTime() + 61_000);
    const examined: string[] = [];
    // The flow is started again after the sweep has read its log, and before the sweep releases the number.
    await pool.sweep(async (of, flow) => {
      if (of !== tenant) return true;
      examined.push(flow);
      await pool.allocate(tenant, null, flow);
      return false;
    });
    expect([examined, await pool.flowOf(tenant, number)]).toEqual([['a'], 'a']);
    await storage.close();
  });

  test('a start with both an identifier and an idempotency key is refused', async () => {
    const again = await app.send(
      'mutation ($input: StartFlowInput!) { flow: startFlow(input: $input) { interactionFlow { id } } }',
      {
        input: { interactionUniqueId: `${id}0`, idempotencyKey: `key ${id}` },
      },
    );
    expect(again.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('a retried start gets the number that was allocated before its process died', async () => {
    await assignNumber(id);
    try {
      expect(await start({ allocateNumber: true })).toMatchObject({ phoneNumber: number });
    } finally {
      await assignNumber(null);
    }
  });

  test('two concurrent requests of the same start both succeed with the last free number', async () => {
    await assignNumber(null);
    const both = await Promise.allSettled([
      start({ allocateNumber: true }),
      start({ allocateNumber: true }, remoteApp),
    ]);
    await app.mutate('completeFlow', { id });
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  });

  test('a concurrent import and start of one identifier do not both succeed', async () => {
    const importer = importerOf(harness.server.app, 'jacada');
    for (let time = 0; time < 10; time++) {
      id = `${id}0`;
      const record = {
        interactionUniqueId: id,
        status: 'COMPLETED',
        startedAt: '2026-01-01T00:00:00Z',
        fullFlow: [],
      };
      const [started, [imported]] = await Promise.all([
        start({}, remoteApp).then(
          () => true,
          () => false,
        ),
        importer.importBatch('acme', [
          { index: 0, line: 1, column: 1, text: JSON.stringify(record), value: record },
        ]),
      ]);
      expect([started, imported]).not.toEqual([true, 'added']);
    }
  });
});

describe('subscriptions', () => {
  test('a delivered flow refers to its interaction like a queried flow', async () => {
    const cleo = await harness.customer('cleo');
    await start({ customerId: 'cleo' });
    const interaction = { id: await harness.conversation(cleo, agent, { interactionUniqueId: id }) };
    const subscription = subscribeToFlow({});
    await subscription.next();
    await step({ stepId: 'a' });
    await subscription.next();
    subscription.stop();
    expect(subscription.received.map((update) => update.interaction)).toEqual([interaction, interaction]);
  });

  test('a subscription that resumes after the end delivers later changes', async () => {
    await start();
    const { lastEventId } = await app.mutate('completeFlow', { id });
    await app.mutate('setFlowKeys', { id, keys: { historySearchId: 'later' } });
    const subscription = subscribeToFlow({ after: lastEventId });
    expect(await subscription.ended).toEqual([]);
    expect(subscription.received).toMatchObject([{ keys: { historySearchId: 'later' } }]);
  });

  test('an imported flow has no event to resume after', async () => {
    const record = { interactionUniqueId: id, startedAt: '2026-01-01T00:00:00Z', fullFlow: [] };
    await importerOf(harness.server.app, 'jacada').importBatch('acme', [
      { index: 0, line: 1, column: 1, text: JSON.stringify(record), value: record },
    ]);
    expect(await subscribeToFlow({ after: 'garbage' }).ended).toMatchObject([
      { extensions: { code: 'BAD_CURSOR' } },
    ]);
  });
});

describe('lookups', () => {
  test('a customer finds the own flow, although a newer flow of another customer has the number', async () => {
    const cleo = createFlowClient(
      harness.server,
      await tokenFor('flow.view chat.customer', { subject: 'cleo' }),
    );
    await start({ customerId: 'cleo', phoneNumber: '+12025550170' });
    await start({ interactionUniqueId: `${id}0`, customerId: 'dora', phoneNumber: '+12025550170' });
    expect(await cleo.lookUp('+12025550170')).toBe(id);
  });

  test('the answer for a number of another customer equals the answer for an unknown number', async () => {
    const cleo = createFlowClient(
      harness.server,
      await tokenFor('flow.view chat.customer', { subject: 'cleo' }),
    );
    await start({ customerId: 'dora', phoneNumber: '+12025550171' });
    expect(await cleo.lookUp('+12025550171')).toBe(await cleo.lookUp('+12025550172'));
  });

  test('a pool number that is still assigned to an ended flow finds no running flow', async () => {
    await start();
    await app.mutate('completeFlow', { id });
    await assignNumber(id);
    try {
      expect(await app.lookUp(number)).toBeNull();
    } finally {
      await assignNumber(null);
    }
  });
});
