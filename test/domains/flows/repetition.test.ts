import { openStage, type Stage } from '../interactions/stage.ts';
import { actor, type Actor } from './stage.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

let stage: Stage;
let other: TestServer;
let apps: readonly Actor[];
beforeAll(async () => {
  stage = await openStage(import.meta.url);
  other = await startTestServer(import.meta.url, { GRAPH_ENGINE: 'interpreted' });
  const token = await tokenFor('flow.manage flow.view', { subject: 'app' });
  apps = [stage.server, other].map((server) => actor(server, token));
});
afterAll(async () => {
  await other.stop();
  await stage.stop();
});

/** The same, ten times at once, of two processes. */
const often = (operation: string, variables: Record<string, unknown>) =>
  Promise.all([...apps, ...apps, ...apps, ...apps, ...apps].map((app) => app.do(operation, variables)));

test('one key on two processes at once starts one flow', async () => {
  const flows = await often('startFlow', { input: { idempotencyKey: 'one', title: 'a' } });
  expect(new Set(flows.map(({ id }) => id)).size).toBe(1);
});

test('what two processes are asked for at once is done once', async () => {
  const interactionUniqueId = '1';
  await often('startFlow', { input: { interactionUniqueId, keys: { dtmf: '1', dnid: '1234' } } });
  await often('recordFlowStep', { interactionUniqueId, step: { id: 'a', title: 'A', choices: [] } });
  await often('recordFlowChoices', {
    interactionUniqueId,
    stepId: 'a',
    choices: [{ prompt: 'p', value: 'v' }],
    idempotencyKey: 'k',
  });
  await often('setFlowVariables', {
    interactionUniqueId,
    set: 's',
    variables: { x: 1 },
    idempotencyKey: 'l',
  });
  await often('completeFlow', { interactionUniqueId });
  // A retry that comes after the end gets what it would have got.
  const [last] = await often('recordFlowStep', {
    interactionUniqueId,
    step: { id: 'a', title: 'A', choices: [] },
  });
  expect(last).toMatchObject({
    status: 'COMPLETED',
    steps: [{ id: 'a', choices: [{ prompt: 'p', value: 'v' }] }],
  });
  const read = await Promise.all(apps.map((app) => app.read(interactionUniqueId)));
  expect(read).toEqual([last, last]);
  const heard = (await stage.person('ann', 'flow.view')).hear<{ status: string }>(
    'subscription { interactionFlowUpdated(interactionUniqueId: "1", fromStart: true) { status } }',
  );
  expect(await heard.ended).toEqual([]);
  expect(heard.all).toHaveLength(5);
});
