import { until } from '../../support/until.ts';
import { openStage, type Person, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(import.meta.url, { OFFER_TIMEOUT_MS: '60000', OPERATIONS_PER_SECOND: '0' });
});
afterAll(async () => {
  await stage.stop();
});

const stateOf = async (agent: Person) =>
  (
    await agent.ask<{ currentAgent: { state: string; taskCount: number } }>(
      '{ currentAgent { state taskCount } }',
    )
  ).currentAgent;
const changesOf = async (agent: Person) =>
  (
    await agent.ask<{ currentAgent: { stateHistory: { totalCount: number } } }>(
      '{ currentAgent { stateHistory(range: {from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z"}, last: 1) { totalCount } } }',
    )
  ).currentAgent.stateHistory.totalCount;

test.each([
  ['inviteUser', (bob: Person) => ({ agentId: bob.name })],
  ['singleStepTransfer', (bob: Person) => ({ to: { agentId: bob.name } })],
])('%s with an empty idempotency key reserves no slot', async (operation, args) => {
  const customer = await stage.customer(`customer of ${operation}`);
  const ann = await stage.agent(`ann of ${operation}`, { skills: [operation] });
  const bob = await stage.agent(`bob of ${operation}`);
  await bob.setState('IDLE');
  const id = await stage.conversation(customer, ann, { skill: operation });
  await expect(bob.setState('UNAVAILABLE')).resolves.toBeUndefined();
  await bob.setState('IDLE');
  const before = await changesOf(bob);
  await expect(ann.do(operation, { id, ...args(bob), idempotencyKey: '' })).rejects.toThrow('idempotencyKey');
  expect(await stateOf(bob)).toEqual({ state: 'IDLE', taskCount: 0 });
  expect(await changesOf(bob)).toBe(before);
});

test('after eight invitations, a transfer to a skill is offered once to the agent who has it', async () => {
  const customer = await stage.customer('popular');
  const ann = await stage.agent('ann', { skills: ['popular'] });
  const dora = await stage.agent('dora', { skills: ['rare'] });
  const bob = await stage.agent('bob the second');
  const guests = await Promise.all(Array.from({ length: 8 }, (_, n) => stage.agent(`guest${n}`)));
  const id = await stage.conversation(customer, ann, { skill: 'popular' });
  await bob.setState('IDLE');
  expect(await ann.do('inviteUser', { id, agentId: bob.name })).toMatchObject({ status: 'OK' });
  expect(await bob.do('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
  for (const guest of guests) {
    await guest.setState('IDLE');
    expect(await ann.do('inviteUser', { id, agentId: guest.name })).toMatchObject({ status: 'OK' });
  }
  await dora.setState('IDLE');
  expect(await ann.do('singleStepTransfer', { id, to: { skill: 'rare' } })).toMatchObject({ status: 'OK' });
  await until(async () => (await stateOf(dora)).state === 'RESERVED');
  // Each rejection routes the interaction again.
  for (const guest of guests)
    expect(await guest.do('rejectInteraction', { id })).toMatchObject({ status: 'OK' });
  expect(await changesOf(dora)).toBeLessThan(10);
  expect(await stateOf(dora)).toEqual({ state: 'RESERVED', taskCount: 1 });
});
