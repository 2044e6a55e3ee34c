import { openStage, type Person, type Stage } from '../interactions/stage.ts';
import { startTestServer } from '../../support/server.ts';

interface Update {
  readonly lastEventId: string;
  readonly status: string;
  readonly steps: readonly { readonly id: string }[];
  readonly variableSets: readonly {
    readonly variables: readonly { readonly name: string; readonly value: unknown }[];
  }[];
}

const updates = `subscription ($id: ID!, $after: ID, $fromStart: Boolean) {
  interactionFlowUpdated(interactionUniqueId: $id, afterEventId: $after, fromStart: $fromStart) {
    lastEventId status steps { id } variableSets { variables { name value } }
  }
}`;

describe('following a flow', () => {
  let stage: Stage;
  let app: Person;
  let agent: Person;
  let count = 0;
  let id: string;
  beforeAll(async () => {
    stage = await openStage(import.meta.url);
    app = await stage.person('app', 'flow.manage');
    agent = await stage.person('ann', 'chat.agent flow.view');
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    id = `${String(Date.now())}${String(count++)}`;
    await app.ask('mutation ($id: ID) { startFlow(input: {interactionUniqueId: $id}) { id } }', { id });
  });

  const walk = (step: string) =>
    app.ask<{ flow: { lastEventId: string } }>(
      `mutation ($id: ID!, $step: FlowStepInput!) { flow: recordFlowStep(interactionUniqueId: $id, step: $step) { lastEventId } }`,
      { id, step: { id: step, title: step, choices: [] } },
    );
  const set = (variables: unknown, secret: string[] = []) =>
    app.ask(
      `mutation ($id: ID!, $variables: JSON!, $secret: [String!]) { setFlowVariables(interactionUniqueId: $id, set: "s", variables: $variables, secret: $secret) { id } }`,
      { id, variables, secret },
    );
  const complete = () =>
    app.ask('mutation ($id: ID!) { completeFlow(interactionUniqueId: $id) { id } }', { id });
  const stepsOf = ({ steps }: Update) => steps.map((step) => step.id);

  test('FL-1 it begins with the flow as it is, pushes each change as it was then, and completes with the flow', async () => {
    await walk('a');
    const heard = agent.hear<Update>(updates, { id });
    expect(stepsOf(await heard.next())).toEqual(['a']);
    for (const step of ['b', 'c', 'd']) await walk(step);
    await set({ x: 1 });
    await complete();
    expect(await heard.ended).toEqual([]);
    expect(heard.all.map(stepsOf)).toEqual([
      ['a'],
      ['a', 'b'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c', 'd'],
      ['a', 'b', 'c', 'd'],
      ['a', 'b', 'c', 'd'],
    ]);
    expect(heard.all.map(({ status }) => status)).toEqual([...Array<string>(5).fill('RUNNING'), 'COMPLETED']);
    expect(new Set(heard.all.map(({ lastEventId }) => lastEventId)).size).toBe(6);
  });

  test('it goes on after any change, without gap or repeat, and from the start', async () => {
    for (const step of ['a', 'b', 'c']) await walk(step);
    const { flow } = await walk('d');
    const fromStart = agent.hear<Update>(updates, { id, fromStart: true });
    await fromStart.until((update) => update.steps.length === 4);
    expect(fromStart.all.map((update) => update.steps.length)).toEqual([0, 1, 2, 3, 4]);
    const afterB = agent.hear<Update>(updates, { id, after: fromStart.all[2]?.lastEventId });
    const afterD = agent.hear<Update>(updates, { id, after: flow.lastEventId });
    await walk('e');
    await complete();
    expect(await afterB.ended).toEqual([]);
    expect(await afterD.ended).toEqual([]);
    expect(afterB.all.map((update) => stepsOf(update).join(''))).toEqual(['abc', 'abcd', 'abcde', 'abcde']);
    expect(afterD.all.map((update) => stepsOf(update).join(''))).toEqual(['abcde', 'abcde']);
    const late = agent.hear<Update>(updates, { id });
    expect(await late.ended).toEqual([]);
    expect(late.all).toMatchObject([{ status: 'COMPLETED' }]);
    const nothing = agent.hear<Update>(updates, { id, after: afterD.all[1]?.lastEventId });
    expect(await nothing.ended).toEqual([]);
    expect(nothing.all).toEqual([]);
  });

  test('a follower on another process sees each step once', async () => {
    const other = await startTestServer(import.meta.url);
    try {
      const heard = agent.hear<Update>(updates, { id });
      await heard.next();
      const walkThere = (step: string) =>
        other.data(
          `mutation ($id: ID!, $step: FlowStepInput!) { recordFlowStep(interactionUniqueId: $id, step: $step) { id } }`,
          { id, step: { id: step, title: step, choices: [] } },
          app.token,
        );
      // Both processes write, and their steps fall between each other's.
      await Promise.all(
        Array.from({ length: 20 }, (_, place) => (place % 2 === 0 ? walk : walkThere)(`s${String(place)}`)),
      );
      await heard.until((update) => update.steps.length === 20);
      expect(heard.all.map((update) => update.steps.length)).toEqual(
        Array.from({ length: 21 }, (_, place) => place),
      );
    } finally {
      await other.stop();
    }
  });

  test('what is secret stays so for each who follows', async () => {
    const cleared = await stage.person('eve', 'flow.view flow.secret');
    const without = agent.hear<Update>(updates, { id });
    const withScope = cleared.hear<Update>(updates, { id });
    await Promise.all([without.next(), withScope.next()]);
    await set({ pin: '1234' }, ['pin']);
    expect((await without.next()).variableSets[0]?.variables).toEqual([{ name: 'pin', value: null }]);
    expect((await withScope.next()).variableSets[0]?.variables).toEqual([{ name: 'pin', value: '1234' }]);
  });

  test('who may not see the flow may not follow it, and it may not be there', async () => {
    const stranger = await stage.customer('cleo', 'chat.customer flow.view');
    for (const heard of [stranger.hear(updates, { id }), agent.hear(updates, { id: '1' })])
      expect(await heard.ended).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const nobody = await stage.person('bob', 'chat.agent');
    expect(await nobody.hear(updates, { id }).ended).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  test('a position of another flow is none, and both ways to begin do not go together', async () => {
    const { flow } = await walk('a');
    const first = id;
    id = `${first}0`;
    await app.ask('mutation ($id: ID) { startFlow(input: {interactionUniqueId: $id}) { id } }', { id });
    expect(await agent.hear(updates, { id, after: flow.lastEventId }).ended).toMatchObject([
      { extensions: { code: 'BAD_CURSOR', field: 'afterEventId' } },
    ]);
    expect(
      await agent.hear(updates, { id: first, after: flow.lastEventId, fromStart: true }).ended,
    ).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'fromStart' } }]);
  });
});
