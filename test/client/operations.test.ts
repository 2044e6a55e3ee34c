import {
  createSwitchboard,
  expectDone,
  interactionOf,
  isRefused,
  RefusedError,
  SwitchboardError,
} from '../../src/client/index.ts';
import { collect, inConversation, next, openHarness, textsOf, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness(import.meta.url, { OPERATIONS_PER_SECOND: '100', OPERATIONS_BURST: '40' });
});
afterEach(() => {
  harness.reset();
});
afterAll(() => harness.stop());

test('the client has every operation of agents and customers', async () => {
  const [ann, bob, customer] = [
    harness.client('agent', 'ann'),
    harness.client('agent', 'bob'),
    harness.client('customer', 'c1'),
  ];
  expect(await ann.setAgentState('IDLE', { reason: 'Back' })).toMatchObject({
    username: 'ann',
    state: 'IDLE',
  });
  const { id } = interactionOf(
    await customer.startInteraction({ subject: 'A tent', text: 'Hello', nickname: 'Cora' }),
  );
  // An agent that has rejected the offer no longer sees the interaction.
  expect(await ann.rejectInteraction(id)).toMatchObject({ status: 'OK', interaction: null });
  expect(await customer.interaction(id)).toMatchObject({ status: 'QUEUED' });
  const offers = bob.notifications();
  await bob.setAgentState('IDLE');
  await next(offers);
  expect(await bob.acceptInteraction(id, { nickname: 'Bob' })).toMatchObject({
    status: 'OK',
    interaction: { status: 'ACTIVE' },
  });
  expect(await customer.startTyping(id)).toMatchObject({ status: 'OK', event: null });
  expect(await customer.stopTyping(id)).toMatchObject({ status: 'OK' });
  const sent = await customer.sendMessage(id, 'Is it dry?', { clientMessageId: 'm1' });
  expect(sent.event).toMatchObject({ __typename: 'ChatMessage', text: 'Is it dry?', clientMessageId: 'm1' });
  expect(await bob.inviteUser(id, 'ann')).toMatchObject({ status: 'OK' });
  expect(await ann.acceptInteraction(id)).toMatchObject({ status: 'OK' });
  expect(await ann.sendMessage(id, 'It is not', { visibility: 'AGENTS' })).toMatchObject({ status: 'OK' });
  expect(await ann.leaveConference(id)).toMatchObject({ status: 'OK' });
  expect(await bob.updateAttachedData(id, { order: 7 })).toMatchObject({
    event: { attributes: { order: 7 } },
  });
  expect(await bob.requestChatHistory(id)).toMatchObject({ status: 'OK' });
  expect(await bob.singleStepTransfer(id, { agentId: 'ann' })).toMatchObject({ status: 'OK' });
  expect(await ann.acceptInteraction(id)).toMatchObject({ status: 'OK' });
  expect(await ann.endChatSession(id)).toMatchObject({
    status: 'OK',
    interaction: { status: 'WRAP', endReason: 'AGENT_ENDED' },
  });
  expect(await customer.leaveInteraction(id)).toMatchObject({ status: 'OK' });
  expect(await ann.completeInteraction(id, { workCodes: [{ group: 'Sale', name: 'Tent' }] })).toMatchObject({
    status: 'OK',
    interaction: { status: 'COMPLETED' },
  });
  expect(await ann.interaction(id)).toMatchObject({
    status: 'COMPLETED',
    subject: 'A tent',
    attributes: { order: 7 },
  });
  expect(textsOf((await ann.history(id)) ?? [])).toEqual(['Hello', 'Is it dry?', 'It is not']);
  expect(textsOf((await customer.history(id)) ?? [])).toEqual(['Hello', 'Is it dry?']);
  expect(await ann.currentAgent()).toMatchObject({ username: 'ann' });
  expect(await customer.currentAgent()).toBeNull();
});

test('a refused operation resolves with its reason, and expectDone turns it into a RefusedError', async () => {
  const [ann, customer] = [harness.client('agent', 'ann'), harness.client('customer', 'c1')];
  const id = await inConversation(ann, customer);
  const second = await ann.acceptInteraction(id);
  expect(second).toMatchObject({ status: 'ALREADY_ACCEPTED', statusCode: 4, result: 'error' });
  expect(isRefused(second)).toBe(true);
  expect(() => expectDone(second)).toThrow(RefusedError);
  expect(() => expectDone(second)).toThrow('ALREADY_ACCEPTED');
  const empty = await customer.sendMessage(id, ' ');
  expect(empty.status).toBe('INVALID_TEXT');
});

test('an operation whose answer is lost is sent again with the same key and takes effect once', async () => {
  const [ann, customer] = [harness.client('agent', 'ann'), harness.client('customer', 'c1')];
  await ann.setAgentState('IDLE');
  const before = harness.proxy.lostAnswers;
  const loseAnswer = <Answer>(operation: () => Promise<Answer>): Promise<Answer> => {
    harness.proxy.loseNextAnswer();
    return operation();
  };
  const { id } = interactionOf(await loseAnswer(() => customer.startInteraction({ text: 'Hello' })));
  expectDone(await loseAnswer(() => ann.acceptInteraction(id)));
  for (const text of ['one', 'two']) expectDone(await loseAnswer(() => customer.sendMessage(id, text)));
  expectDone(await loseAnswer(() => ann.updateAttachedData(id, { order: 7 })));
  expectDone(await loseAnswer(() => ann.endChatSession(id)));
  expectDone(await loseAnswer(() => ann.completeInteraction(id)));
  expect(harness.proxy.lostAnswers - before).toBe(7);
  const events = (await ann.history(id)) ?? [];
  expect(textsOf(events)).toEqual(['Hello', 'one', 'two']);
  for (const type of ['AttachedDataChanged', 'ParticipantJoined'])
    expect(events.filter(({ __typename }) => __typename === type)).toHaveLength(
      type === 'ParticipantJoined' ? 2 : 1,
    );
  const all = await customer.query<{ interactions: { totalCount: number } }, object>(
    '{ interactions { totalCount } }',
  );
  expect(all.interactions.totalCount).toBe(1);
});

test('after a lost answer, query() sends a query again but not a mutation', async () => {
  const customer = harness.client('customer', 'c1');
  const start = 'mutation { startInteraction(input: {}) { status } }';
  harness.proxy.loseNextAnswer();
  await expect(customer.query(start)).rejects.toMatchObject({ code: 'NETWORK' });
  harness.proxy.loseNextAnswer();
  expect(await customer.query('{ interactions { totalCount } }')).toEqual({
    interactions: { totalCount: 1 },
  });
});

test('rate-limited operations wait for retryAfter, and arrive once and in order', async () => {
  const [ann, customer] = [harness.client('agent', 'ann'), harness.client('customer', 'c1')];
  const id = await inConversation(ann, customer);
  const texts = Array.from({ length: 80 }, (_, n) => `message ${n}`);
  const outcomes = await Promise.all([
    ...texts.map((text) => customer.sendMessage(id, text)),
    ...texts.map(() => customer.interaction(id)),
  ]);
  for (const outcome of outcomes.slice(0, 80)) expect(outcome).toMatchObject({ status: 'OK' });
  expect(textsOf((await ann.history(id)) ?? [])).toEqual(['Hello', ...texts]);
});

test('permanent failures reject with their code, without further attempts', async () => {
  const [ann, customer] = [harness.client('agent', 'ann'), harness.client('customer', 'c1')];
  await expect(customer.setAgentState('IDLE')).rejects.toMatchObject({
    name: 'SwitchboardError',
    code: 'FORBIDDEN',
  });
  await expect(ann.setAgentState('OTHER')).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    extensions: { field: expect.any(String) as unknown },
  });
  await expect(ann.query('{ nonsense }')).rejects.toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
  expect(await customer.interaction('nothing')).toBeNull();
  let tokenRequests = 0;
  const stale = harness.client('agent', 'bob', { token: () => `stale ${++tokenRequests}` });
  await expect(stale.currentAgent()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(tokenRequests).toBe(2);
  const wrongUrl = createSwitchboard({ url: new URL('/nothing', harness.server.url).href, token: 'none' });
  await expect(wrongUrl.currentAgent()).rejects.toBeInstanceOf(SwitchboardError);
  const unreachable = createSwitchboard({ url: 'http://127.0.0.1:1/graphql', token: 'none', attempts: 2 });
  await expect(unreachable.currentAgent()).rejects.toMatchObject({ code: 'NETWORK' });
  const tokenless = harness.client('agent', 'bob', {
    token: () => Promise.reject(new Error('The provider is unavailable.')),
  });
  await expect(tokenless.currentAgent()).rejects.toMatchObject({
    code: 'NO_TOKEN',
    cause: { message: 'The provider is unavailable.' },
  });
});

test('dispose aborts requests and ends subscriptions', async () => {
  const [ann, customer] = [harness.client('agent', 'ann'), harness.client('customer', 'c1')];
  const id = await inConversation(ann, customer);
  const followed = collect(customer.follow(id));
  const unreachable = harness.client('agent', 'ann', { url: 'http://127.0.0.1:1/graphql' });
  const pending = unreachable.currentAgent();
  customer.dispose();
  unreachable.dispose();
  await expect(pending).rejects.toMatchObject({ code: 'DISPOSED' });
  expect(await followed).toEqual([]);
  await expect(customer.interaction(id)).rejects.toMatchObject({ code: 'DISPOSED' });
});
