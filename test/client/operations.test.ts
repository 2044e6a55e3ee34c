import {
  createSwitchboard,
  expectDone,
  interactionOf,
  isRefused,
  RefusedError,
  SwitchboardError,
} from '../../src/client/index.ts';
import { collect, inConversation, next, openStage, textsOf, type Stage } from './client-server.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(import.meta.url, { OPERATIONS_PER_SECOND: '100', OPERATIONS_BURST: '40' });
});
afterEach(() => {
  stage.leave();
});
afterAll(() => stage.stop());

test('an agent and a customer do everything that the graph lets them do', async () => {
  const [ann, bob, customer] = [
    stage.as('agent', 'ann'),
    stage.as('agent', 'bob'),
    stage.as('customer', 'c1'),
  ];
  expect(await ann.setAgentState('IDLE', { reason: 'Back' })).toMatchObject({
    username: 'ann',
    state: 'IDLE',
  });
  const { id } = interactionOf(
    await customer.startInteraction({ subject: 'A tent', text: 'Hello', nickname: 'Cora' }),
  );
  // Who has rejected it sees it no more.
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

test('a refusal is an answer, which says why; who expects none can have it thrown', async () => {
  const [ann, customer] = [stage.as('agent', 'ann'), stage.as('customer', 'c1')];
  const id = await inConversation(ann, customer);
  const again = await ann.acceptInteraction(id);
  expect(again).toMatchObject({ status: 'ALREADY_ACCEPTED', statusCode: 4, result: 'error' });
  expect(isRefused(again)).toBe(true);
  expect(() => expectDone(again)).toThrow(RefusedError);
  expect(() => expectDone(again)).toThrow('ALREADY_ACCEPTED');
  const empty = await customer.sendMessage(id, ' ');
  expect(empty.status).toBe('INVALID_TEXT');
});

test('an answer that is lost is asked for again with the same key: each operation acts once', async () => {
  const [ann, customer] = [stage.as('agent', 'ann'), stage.as('customer', 'c1')];
  await ann.setAgentState('IDLE');
  const before = stage.proxy.lost;
  const losing = <Answer>(act: () => Promise<Answer>): Promise<Answer> => {
    stage.proxy.loseNextAnswer();
    return act();
  };
  const { id } = interactionOf(await losing(() => customer.startInteraction({ text: 'Hello' })));
  expectDone(await losing(() => ann.acceptInteraction(id)));
  for (const text of ['one', 'two']) expectDone(await losing(() => customer.sendMessage(id, text)));
  expectDone(await losing(() => ann.updateAttachedData(id, { order: 7 })));
  expectDone(await losing(() => ann.endChatSession(id)));
  expectDone(await losing(() => ann.completeInteraction(id)));
  expect(stage.proxy.lost - before).toBe(7);
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

test("a mutation of the user's own is not sent a second time when its answer is lost, a query is", async () => {
  const customer = stage.as('customer', 'c1');
  const start = 'mutation { startInteraction(input: {}) { status } }';
  stage.proxy.loseNextAnswer();
  await expect(customer.query(start)).rejects.toMatchObject({ code: 'NETWORK' });
  stage.proxy.loseNextAnswer();
  expect(await customer.query('{ interactions { totalCount } }')).toEqual({
    interactions: { totalCount: 1 },
  });
});

test('who is too fast waits as long as the server asks for, and all arrives once and in the order in which it was sent', async () => {
  const [ann, customer] = [stage.as('agent', 'ann'), stage.as('customer', 'c1')];
  const id = await inConversation(ann, customer);
  const texts = Array.from({ length: 80 }, (_, n) => `message ${n}`);
  const outcomes = await Promise.all([
    ...texts.map((text) => customer.sendMessage(id, text)),
    ...texts.map(() => customer.interaction(id)),
  ]);
  for (const outcome of outcomes.slice(0, 80)) expect(outcome).toMatchObject({ status: 'OK' });
  expect(textsOf((await ann.history(id)) ?? [])).toEqual(['Hello', ...texts]);
});

test('what cannot be had is an error with its code, and nothing is tried for long that will not get better', async () => {
  const [ann, customer] = [stage.as('agent', 'ann'), stage.as('customer', 'c1')];
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
  let asked = 0;
  const stale = stage.as('agent', 'bob', { token: () => `stale ${++asked}` });
  await expect(stale.currentAgent()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(asked).toBe(2);
  const elsewhere = createSwitchboard({ url: new URL('/nothing', stage.server.url).href, token: 'none' });
  await expect(elsewhere.currentAgent()).rejects.toBeInstanceOf(SwitchboardError);
  const nobody = createSwitchboard({ url: 'http://127.0.0.1:1/graphql', token: 'none', attempts: 2 });
  await expect(nobody.currentAgent()).rejects.toMatchObject({ code: 'NETWORK' });
  const tokenless = stage.as('agent', 'bob', {
    token: () => Promise.reject(new Error('The provider is away.')),
  });
  await expect(tokenless.currentAgent()).rejects.toMatchObject({
    code: 'NO_TOKEN',
    cause: { message: 'The provider is away.' },
  });
});

test('disposing gives up what is being tried, and ends what is being followed', async () => {
  const [ann, customer] = [stage.as('agent', 'ann'), stage.as('customer', 'c1')];
  const id = await inConversation(ann, customer);
  const followed = collect(customer.follow(id));
  const nobody = stage.as('agent', 'ann', { url: 'http://127.0.0.1:1/graphql' });
  const asked = nobody.currentAgent();
  customer.dispose();
  nobody.dispose();
  await expect(asked).rejects.toMatchObject({ code: 'DISPOSED' });
  expect(await followed).toEqual([]);
  await expect(customer.interaction(id)).rejects.toMatchObject({ code: 'DISPOSED' });
});
