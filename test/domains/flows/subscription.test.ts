import { openHarness, type TestClient, type Harness } from '../interactions/harness.ts';
import { startTestServer } from '../../support/server.ts';

interface Update {
  readonly lastEventId: string;
  readonly flowStatus: string;
  readonly steps: readonly { readonly stepId: string }[];
  readonly variableSets: readonly {
    readonly variables: readonly { readonly name: string; readonly value: unknown }[];
  }[];
}

const updates = `subscription ($id: ID!, $after: ID, $fromStart: Boolean) {
  interactionFlowUpdated(id: $id, afterEventId: $after, fromStart: $fromStart) {
    lastEventId flowStatus steps { stepId } variableSets { variables { name value } }
  }
}`;

describe('interactionFlowUpdated', () => {
  let harness: Harness;
  let app: TestClient;
  let agent: TestClient;
  let count = 0;
  let id: string;
  beforeAll(async () => {
    harness = await openHarness(import.meta.url);
    app = await harness.client('app', 'flow.manage');
    agent = await harness.client('ann', 'chat.agent flow.view');
  });
  afterAll(() => harness.stop());
  beforeEach(async () => {
    id = `${String(Date.now())}${String(count++)}`;
    await app.request(
      'mutation ($id: ID) { startFlow(input: {interactionUniqueId: $id}) { interactionFlow { id } } }',
      { id },
    );
  });

  const recordStep = async (step: string) => {
    const { payload } = await app.request<{ payload: { flow: { lastEventId: string } } }>(
      `mutation ($id: ID!, $step: FlowStepInput!) { payload: recordFlowStep(id: $id, step: $step) { flow: interactionFlow { lastEventId } } }`,
      { id, step: { stepId: step, title: step, choices: [] } },
    );
    return payload;
  };
  const set = (variables: unknown, secret: string[] = []) =>
    app.request(
      `mutation ($id: ID!, $variables: JSON!, $secret: [String!]) { setFlowVariables(id: $id, set: "s", variables: $variables, secret: $secret) { interactionFlow { id } } }`,
      { id, variables, secret },
    );
  const complete = () =>
    app.request('mutation ($id: ID!) { completeFlow(id: $id) { interactionFlow { id } } }', { id });
  const stepsOf = ({ steps }: Update) => steps.map(({ stepId }) => stepId);

  test('FL-1 a subscription starts with the current flow, delivers the flow after each change, and completes with the flow', async () => {
    await recordStep('a');
    const subscription = agent.subscribe<Update>(updates, { id });
    expect(stepsOf(await subscription.next())).toEqual(['a']);
    for (const step of ['b', 'c', 'd']) await recordStep(step);
    await set({ x: 1 });
    await complete();
    expect(await subscription.ended).toEqual([]);
    expect(subscription.received.map(stepsOf)).toEqual([
      ['a'],
      ['a', 'b'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c', 'd'],
      ['a', 'b', 'c', 'd'],
      ['a', 'b', 'c', 'd'],
    ]);
    expect(subscription.received.map(({ flowStatus }) => flowStatus)).toEqual([
      ...Array<string>(5).fill('RUNNING'),
      'COMPLETED',
    ]);
    expect(new Set(subscription.received.map(({ lastEventId }) => lastEventId)).size).toBe(6);
  });

  test('a subscription resumes after any change or from the start, without gaps or repeats', async () => {
    for (const step of ['a', 'b', 'c']) await recordStep(step);
    const { flow } = await recordStep('d');
    const fromStart = agent.subscribe<Update>(updates, { id, fromStart: true });
    await fromStart.until((update) => update.steps.length === 4);
    expect(fromStart.received.map((update) => update.steps.length)).toEqual([0, 1, 2, 3, 4]);
    const afterB = agent.subscribe<Update>(updates, { id, after: fromStart.received[2]?.lastEventId });
    const afterD = agent.subscribe<Update>(updates, { id, after: flow.lastEventId });
    await recordStep('e');
    await complete();
    expect(await afterB.ended).toEqual([]);
    expect(await afterD.ended).toEqual([]);
    expect(afterB.received.map((update) => stepsOf(update).join(''))).toEqual([
      'abc',
      'abcd',
      'abcde',
      'abcde',
    ]);
    expect(afterD.received.map((update) => stepsOf(update).join(''))).toEqual(['abcde', 'abcde']);
    const afterEnd = agent.subscribe<Update>(updates, { id });
    expect(await afterEnd.ended).toEqual([]);
    expect(afterEnd.received).toMatchObject([{ flowStatus: 'COMPLETED' }]);
    const afterLast = agent.subscribe<Update>(updates, { id, after: afterD.received[1]?.lastEventId });
    expect(await afterLast.ended).toEqual([]);
    expect(afterLast.received).toEqual([]);
  });

  test('a subscription delivers each step of two processes once', async () => {
    const other = await startTestServer(import.meta.url);
    try {
      const subscription = agent.subscribe<Update>(updates, { id });
      await subscription.next();
      const recordRemoteStep = (step: string) =>
        other.data(
          `mutation ($id: ID!, $step: FlowStepInput!) { recordFlowStep(id: $id, step: $step) { interactionFlow { id } } }`,
          { id, step: { stepId: step, title: step, choices: [] } },
          app.token,
        );
      // Both processes write concurrently.
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 === 0 ? recordStep : recordRemoteStep)(`s${String(index)}`),
        ),
      );
      await subscription.until((update) => update.steps.length === 20);
      expect(subscription.received.map((update) => update.steps.length)).toEqual(
        Array.from({ length: 21 }, (_, index) => index),
      );
    } finally {
      await other.stop();
    }
  });

  test('a secret variable is masked for each subscriber without the scope', async () => {
    const secretReader = await harness.client('eve', 'flow.view flow.secret');
    const withoutScope = agent.subscribe<Update>(updates, { id });
    const withScope = secretReader.subscribe<Update>(updates, { id });
    await Promise.all([withoutScope.next(), withScope.next()]);
    await set({ pin: '1234' }, ['pin']);
    expect((await withoutScope.next()).variableSets[0]?.variables).toEqual([{ name: 'pin', value: null }]);
    expect((await withScope.next()).variableSets[0]?.variables).toEqual([{ name: 'pin', value: '1234' }]);
  });

  test('a subscription to an invisible or unknown flow is FORBIDDEN', async () => {
    const stranger = await harness.customer('cleo', 'chat.customer flow.view');
    for (const subscription of [stranger.subscribe(updates, { id }), agent.subscribe(updates, { id: '1' })])
      expect(await subscription.ended).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const agentWithoutScope = await harness.client('bob', 'chat.agent');
    expect(await agentWithoutScope.subscribe(updates, { id }).ended).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  test('an event id of another flow is BAD_CURSOR, and afterEventId and fromStart exclude each other', async () => {
    const { flow } = await recordStep('a');
    const first = id;
    id = `${first}0`;
    await app.request(
      'mutation ($id: ID) { startFlow(input: {interactionUniqueId: $id}) { interactionFlow { id } } }',
      { id },
    );
    expect(await agent.subscribe(updates, { id, after: flow.lastEventId }).ended).toMatchObject([
      { extensions: { code: 'BAD_CURSOR', field: 'afterEventId' } },
    ]);
    expect(
      await agent.subscribe(updates, { id: first, after: flow.lastEventId, fromStart: true }).ended,
    ).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'fromStart' } }]);
  });
});
