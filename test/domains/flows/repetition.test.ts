import { openHarness, type Harness } from '../interactions/harness.ts';
import { createFlowClient, type FlowClient } from './flow-client.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

let harness: Harness;
let other: TestServer;
let apps: readonly FlowClient[];
beforeAll(async () => {
  harness = await openHarness(import.meta.url);
  other = await startTestServer(import.meta.url, { GRAPH_ENGINE: 'interpreted' });
  const token = await tokenFor('flow.manage flow.view', { subject: 'app' });
  apps = [harness.server, other].map((server) => createFlowClient(server, token));
});
afterAll(async () => {
  await other.stop();
  await harness.stop();
});

/** Executes a mutation ten times concurrently, on two processes. */
const mutateConcurrently = (operation: string, variables: Record<string, unknown>) =>
  Promise.all([...apps, ...apps, ...apps, ...apps, ...apps].map((app) => app.mutate(operation, variables)));

test('concurrent starts with one idempotency key on two processes start one flow', async () => {
  const flows = await mutateConcurrently('startFlow', { input: { idempotencyKey: 'one', title: 'a' } });
  expect(new Set(flows.map(({ id }) => id)).size).toBe(1);
});

test('concurrent repetitions of a mutation on two processes have one effect', async () => {
  const interactionUniqueId = '1';
  await mutateConcurrently('startFlow', {
    input: { interactionUniqueId, keys: { dtmf: '1', dnid: '1234' } },
  });
  await mutateConcurrently('recordFlowStep', {
    id: interactionUniqueId,
    step: { stepId: 'a', title: 'A', choices: [] },
  });
  await mutateConcurrently('recordFlowChoices', {
    id: interactionUniqueId,
    stepId: 'a',
    choices: [{ prompt: 'p', value: 'v' }],
    idempotencyKey: 'k',
  });
  await mutateConcurrently('setFlowVariables', {
    id: interactionUniqueId,
    set: 's',
    variables: { x: 1 },
    idempotencyKey: 'l',
  });
  await mutateConcurrently('completeFlow', { id: interactionUniqueId });
  // A retry after the end returns the result.
  const [last] = await mutateConcurrently('recordFlowStep', {
    id: interactionUniqueId,
    step: { stepId: 'a', title: 'A', choices: [] },
  });
  expect(last).toMatchObject({
    flowStatus: 'COMPLETED',
    steps: [{ stepId: 'a', choices: [{ prompt: 'p', value: 'v' }] }],
  });
  const read = await Promise.all(apps.map((app) => app.read(interactionUniqueId)));
  expect(read).toEqual([last, last]);
  const subscription = (await harness.client('ann', 'flow.view')).subscribe<{ flowStatus: string }>(
    'subscription { interactionFlowUpdated(id: "1", fromStart: true) { flowStatus } }',
  );
  expect(await subscription.ended).toEqual([]);
  expect(subscription.received).toHaveLength(5);
});
