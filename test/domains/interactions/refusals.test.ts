import { until } from '../../support/until.ts';
import { openHarness, type TestClient, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness(import.meta.url, { OFFER_TIMEOUT_MS: '60000', OPERATIONS_PER_SECOND: '0' });
});
afterAll(async () => {
  await harness.stop();
});

const stateOf = async (agent: TestClient) =>
  (
    await agent.request<{ currentAgent: { state: string; taskCount: number } }>(
      '{ currentAgent { state taskCount } }',
    )
  ).currentAgent;
const changesOf = async (agent: TestClient) =>
  (
    await agent.request<{ currentAgent: { stateHistory: { totalCount: number } } }>(
      '{ currentAgent { stateHistory(range: {from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z"}, last: 1) { totalCount } } }',
    )
  ).currentAgent.stateHistory.totalCount;

test.each([
  ['inviteUser', (bob: TestClient) => ({ agentId: bob.name })],
  ['singleStepTransfer', (bob: TestClient) => ({ to: { agentId: bob.name } })],
])('%s with an empty idempotency key reserves no slot', async (operation, args) => {
  const customer = await harness.customer(`customer of ${operation}`);
  const ann = await harness.agent(`ann of ${operation}`, { skills: [operation] });
  const bob = await harness.agent(`bob of ${operation}`);
  await bob.setState('IDLE');
  const id = await harness.conversation(customer, ann, { skill: operation });
  await expect(bob.setState('UNAVAILABLE')).resolves.toBeUndefined();
  await bob.setState('IDLE');
  const before = await changesOf(bob);
  await expect(ann.mutate(operation, { id, ...args(bob), idempotencyKey: '' })).rejects.toThrow(
    'idempotencyKey',
  );
  expect(await stateOf(bob)).toEqual({ state: 'IDLE', taskCount: 0 });
  expect(await changesOf(bob)).toBe(before);
});

test('the ninth open invitation is refused, and a transfer to a skill is offered once to the agent that has the skill', async () => {
  const customer = await harness.customer('popular');
  const ann = await harness.agent('ann', { skills: ['popular'] });
  const dora = await harness.agent('dora', { skills: ['rare'] });
  const bob = await harness.agent('bob the second');
  const guests = await Promise.all(Array.from({ length: 8 }, (_, n) => harness.agent(`guest${n}`)));
  const id = await harness.conversation(customer, ann, { skill: 'popular' });
  await bob.setState('IDLE');
  expect(await ann.mutate('inviteUser', { id, agentId: bob.name })).toMatchObject({ status: 'OK' });
  expect(await bob.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
  for (const guest of guests) {
    await guest.setState('IDLE');
    expect(await ann.mutate('inviteUser', { id, agentId: guest.name })).toMatchObject({ status: 'OK' });
  }
  const ninth = await harness.agent('guest 9');
  await ninth.setState('IDLE');
  expect(await ann.mutate('inviteUser', { id, agentId: ninth.name })).toMatchObject({
    status: 'INVALID_STATE',
    statusMessage: 'It is offered to 8 agents already.',
  });
  expect(await stateOf(ninth)).toEqual({ state: 'IDLE', taskCount: 0 });
  await dora.setState('IDLE');
  expect(await ann.mutate('singleStepTransfer', { id, to: { skill: 'rare' } })).toMatchObject({
    status: 'OK',
  });
  await until(async () => (await stateOf(dora)).state === 'RESERVED');
  // Each rejection routes the interaction again.
  for (const guest of guests)
    expect(await guest.mutate('rejectInteraction', { id })).toMatchObject({ status: 'OK' });
  expect(await changesOf(dora)).toBeLessThan(10);
  expect(await stateOf(dora)).toEqual({ state: 'RESERVED', taskCount: 1 });
});
