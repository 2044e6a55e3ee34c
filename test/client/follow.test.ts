import WebSocket from 'ws';
import type { InteractionEvent } from '../../src/client/index.ts';
import { readMetric } from '../support/metric.ts';
import { tokenFor } from '../support/server.ts';
import { until } from '../support/until.ts';
import { cutUntilResumed, whileBreakingConnections } from './proxy.ts';
import { collect, failureOf, inConversation, next, openHarness, textsOf, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness(import.meta.url);
});
afterEach(() => {
  harness.reset();
});
afterAll(() => harness.stop());

const agentAndCustomer = () => [harness.client('agent', 'ann'), harness.client('customer', 'c1')] as const;
/** The first event of a customer's history. */
const firstEvent = { __typename: 'ParticipantJoined', participant: { role: 'CUSTOMER' } };

test('follow yields every event, and ends after the interaction is completed', async () => {
  const [ann, customer] = agentAndCustomer();
  const id = await inConversation(ann, customer);
  const all = collect(ann.follow(id, { fromStart: true }));
  const messages = collect(customer.messages(id, { fromStart: true }));
  await customer.sendMessage(id, 'Is it dry?');
  await ann.endChatSession(id);
  await ann.completeInteraction(id);
  const events = await all;
  expect(events).toEqual(await ann.history(id));
  expect(events.at(-1)).toMatchObject({ __typename: 'StatusChanged', status: 'COMPLETED' });
  expect((await messages).map(({ text }) => text)).toEqual(['Hello', 'Is it dry?']);
  // After the last event the subscription ends at once.
  expect(await collect(ann.follow(id, { after: events.at(-1)?.eventId }))).toEqual([]);
});

test('follow starts after a given event, or at the current end of the history', async () => {
  const [ann, customer] = agentAndCustomer();
  const id = await inConversation(ann, customer);
  const { event } = await customer.sendMessage(id, 'one');
  // The position is fixed when its request is answered.
  let positionRead = false;
  const observed = harness.client('customer', 'c1', {
    async fetch(...request) {
      const response = await fetch(...request);
      positionRead = true;
      return response;
    },
  });
  const first = observed.follow(id).next();
  await until(() => positionRead);
  await customer.sendMessage(id, 'two');
  expect((await first).value).toMatchObject({ text: 'two' });
  expect(await next(customer.follow(id, { after: event?.eventId }))).toMatchObject({ text: 'two' });
});

test('subscriptions over connections that keep breaking lose, repeat and reorder no event', async () => {
  const [ann, customer] = agentAndCustomer();
  const id = await inConversation(ann, customer);
  const followers = [
    ann.follow(id, { fromStart: true }),
    customer.follow(id, { fromStart: true }),
    ann.messages(id, { fromStart: true }),
  ] as const;
  const collected = Promise.all([collect(followers[0]), collect(followers[1]), collect(followers[2])]);
  const texts = Array.from({ length: 150 }, (_, n) => `message ${n}`);
  await whileBreakingConnections([harness.proxy], async () => {
    for (const [n, text] of texts.entries()) {
      const sent = (text.endsWith('3') ? ann : customer).sendMessage(id, text);
      // At least six breaks, on a fast machine too.
      if (n % 25 === 24) await cutUntilResumed(harness.proxy, followers[0]);
      await sent;
    }
  });
  await ann.endChatSession(id);
  await ann.completeInteraction(id);
  const [agents, customers, messages] = await collected;
  expect(followers[0].resumptions).toBeGreaterThan(3);
  expect(agents).toEqual(await ann.history(id));
  expect(customers).toEqual(await customer.history(id));
  expect(textsOf(agents)).toEqual(['Hello', ...texts]);
  expect(textsOf(messages)).toEqual(['Hello', ...texts]);
});

test('a slow reader buffers a limited number of events, and resumes when its buffer has space', async () => {
  const [ann] = agentAndCustomer();
  const customer = harness.client('customer', 'c1', { buffer: 8 });
  const id = await inConversation(ann, customer);
  const slow = customer.follow(id, { fromStart: true });
  const texts = Array.from({ length: 60 }, (_, n) => `message ${n}`);
  for (const text of texts) await customer.sendMessage(id, text);
  await ann.completeInteraction(id);
  const events = await collect(slow);
  expect(events).toEqual(await customer.history(id));
  expect(textsOf(events)).toEqual(['Hello', ...texts]);
  expect(slow.resumptions).toBeGreaterThan(3);
});

test('a connection on which the server does not answer pings is replaced', async () => {
  const [ann] = agentAndCustomer();
  const customer = harness.client('customer', 'c1', { keepAliveMs: 200 });
  const id = await inConversation(ann, customer);
  const followed = customer.follow(id, { fromStart: true });
  expect(await next(followed)).toMatchObject(firstEvent);
  harness.proxy.pause();
  const direct = harness.client('customer', 'c1', { url: harness.server.url });
  await direct.sendMessage(id, 'Is anybody there?');
  await until(() => followed.resumptions > 0);
  harness.proxy.cut();
  harness.proxy.resume();
  for (;;) {
    const event = await next(followed);
    if (event.__typename === 'ChatMessage' && event.text === 'Is anybody there?') break;
  }
  expect(followed.resumptions).toBeGreaterThan(0);
});

test('the token is renewed on the open socket, so that the socket outlives the first token', async () => {
  const [ann] = agentAndCustomer();
  const customer = harness.client('customer', 'c1');
  const id = await inConversation(ann, customer);
  let tokenRequests = 0;
  const shortLived = harness.client('customer', 'c1', {
    token: () => {
      tokenRequests += 1;
      // The client reads an expiry in 4 s. The server accepts the token for 60 s more.
      return tokenOf(64);
    },
  });
  const followed = shortLived.follow(id);
  const first = followed.next();
  // Each renewal is after at least 80 % of a lifetime of more than 3 s. After two, the first token has expired.
  await until(() => tokenRequests > 2);
  await customer.sendMessage(id, 'Still there?');
  expect((await first).value).toMatchObject({ text: 'Still there?' });
  expect(followed.resumptions).toBe(0);
  expect(tokenRequests).toBeGreaterThan(2);
  expect(tokenRequests).toBeLessThan(8);
});

const tokenOf = (acceptedSeconds: number): Promise<string> =>
  tokenFor('chat.customer', { subject: 'c1', tenant: harness.tenant, acceptedSeconds });

test('a subscription ends with an error when its token expires and is not renewed', async () => {
  const [ann, customer] = agentAndCustomer();
  const id = await inConversation(ann, customer);
  const fixed = harness.client('customer', 'c1', { token: await tokenOf(2) });
  expect(await failureOf(fixed.follow(id))).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('a token without a readable expiry is renewed after the server closes the socket', async () => {
  const [ann, customer] = agentAndCustomer();
  const id = await inConversation(ann, customer);
  const tokens = new Map([
    ['first', await tokenOf(2)],
    ['second', await tokenOf(60)],
  ]);
  const names = [...tokens.keys()];
  /** Replaces the name of a token, from which the client cannot read an expiry, by the token. */
  class TokenInserting extends WebSocket {
    override send(data: string): void {
      super.send(data.replace(/Bearer (\w+)/, (_, name: string) => `Bearer ${tokens.get(name) ?? ''}`));
    }
  }
  const followed = harness
    .client('customer', 'c1', { token: () => names.shift() ?? 'second', webSocketImpl: TokenInserting })
    .follow(id, { fromStart: true });
  const all = collect(followed);
  await until(() => followed.resumptions > 0);
  await ann.completeInteraction(id);
  expect(await all).toEqual(await customer.history(id));
  expect(names).toEqual([]);
});

test('follow ends with FORBIDDEN for customers who do not participate, and with BAD_CURSOR for invalid positions', async () => {
  const [ann, customer] = agentAndCustomer();
  const id = await inConversation(ann, customer);
  const stranger = harness.client('customer', 'c2');
  for (const followed of [stranger.follow(id), stranger.follow(id, { fromStart: true }), stranger.typing(id)])
    expect(await failureOf(followed)).toMatchObject({ name: 'SwitchboardError', code: 'FORBIDDEN' });
  const { event } = await stranger.startInteraction({ text: 'Another one' });
  expect(await failureOf(customer.follow(id, { after: event?.eventId ?? '' }))).toMatchObject({
    code: 'BAD_CURSOR',
  });
  expect(await failureOf(customer.follow(id, { after: 'nonsense' }))).toMatchObject({ code: 'BAD_CURSOR' });
});

test('a participant that leaves receives all events up to the leave, then FORBIDDEN', async () => {
  const [ann, customer] = agentAndCustomer();
  const bob = harness.client('agent', 'bob');
  const id = await inConversation(ann, customer);
  await bob.setAgentState('IDLE');
  await ann.inviteUser(id, 'bob');
  await bob.acceptInteraction(id);
  const followed = ann.follow(id, { fromStart: true });
  await ann.leaveConference(id);
  await bob.sendMessage(id, 'Alone at last');
  const events: InteractionEvent[] = [];
  let error: unknown;
  try {
    for await (const event of followed) events.push(event);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ code: 'FORBIDDEN' });
  expect(textsOf(events)).toEqual(['Hello']);
  expect(events.at(-1)).toMatchObject({ __typename: 'ParticipantLeft', participant: { nickname: 'Ann' } });
  // The error is thrown once.
  expect(await followed.next()).toEqual({ done: true, value: undefined });
});

test('after the log was restored, follow ends with HISTORY_LOST, and works again from a new position', async () => {
  const [ann, customer] = agentAndCustomer();
  const id = await inConversation(ann, customer);
  const followed = customer.follow(id, { fromStart: true });
  const known = await next(followed);
  await harness.server.app.ids.renew();
  expect(await failureOf(customer.follow(id, { after: known.eventId }))).toMatchObject({
    code: 'HISTORY_LOST',
  });
  const history = (await customer.history(id)) ?? [];
  expect(history[0]).toMatchObject(firstEvent);
  const again = customer.follow(id, { after: history.at(-1)?.eventId });
  await customer.sendMessage(id, 'Back again');
  expect(await next(again)).toMatchObject({ text: 'Back again' });
});

test('leaving the loop, an abort signal and `return` end a subscription, even while it waits for an event', async () => {
  const [ann, customer] = agentAndCustomer();
  const id = await inConversation(ann, customer);
  const quiet = customer.follow(id);
  const waiting = [quiet.next(), quiet.next()];
  await quiet.return?.();
  expect(await Promise.all(waiting)).toEqual([
    { done: true, value: undefined },
    { done: true, value: undefined },
  ]);
  const stop = new AbortController();
  const followed = collect(customer.follow(id, { signal: stop.signal }));
  stop.abort();
  expect(await followed).toEqual([]);
  expect(await collect(customer.follow(id, { signal: stop.signal }))).toEqual([]);
  for await (const event of customer.follow(id, { fromStart: true })) {
    expect(event).toMatchObject(firstEvent);
    break;
  }
  await until(async () => (await readMetric(harness.server.url, 'switchboard_subscriptions_open')) === 0);
});

test('subscriptions to notifications, agent states and typing deliver events and resume after a broken connection', async () => {
  const [ann, customer] = agentAndCustomer();
  const [bob, supervisor] = [harness.client('agent', 'bob'), harness.client('supervisor', 'sue')];
  await ann.setAgentState('IDLE');
  const states = supervisor.agentStates({ agentIds: ['ann'], sendCurrent: true });
  expect(await next(states)).toMatchObject({ agent: { username: 'ann' }, currentState: 'IDLE' });
  const notifications = ann.notifications();
  const { interaction } = await customer.startInteraction({ subject: 'A tent', text: 'Hello' });
  const id = interaction?.id ?? '';
  expect(await next(notifications)).toMatchObject({
    __typename: 'InteractionOffered',
    offerReason: 'QUEUE',
    interaction: { id },
  });
  await bob.setAgentState('IDLE');
  await ann.rejectInteraction(id);
  expect(await next(notifications)).toMatchObject({
    __typename: 'OfferWithdrawn',
    withdrawalReason: 'REJECTED',
  });
  await bob.acceptInteraction(id, { nickname: 'Bob' });
  await bob.inviteUser(id, 'ann');
  expect(await next(notifications)).toMatchObject({
    __typename: 'InteractionOffered',
    offerReason: 'INVITE',
  });
  await ann.acceptInteraction(id);
  expect(await next(notifications)).toMatchObject({
    __typename: 'ChatHistory',
    events: expect.arrayContaining([expect.objectContaining({ text: 'Hello' })]) as unknown,
  });
  const typing = customer.typing(id);
  const typed = next(typing);
  let received = false;
  void typed.then(() => (received = true));
  await until(async () => {
    await bob.startTyping(id);
    return received;
  });
  expect(await typed).toMatchObject({ nickname: 'Bob', typing: true });
  // After a broken connection all three resume.
  harness.proxy.cut();
  await until(() => states.resumptions > 0 && notifications.resumptions > 0 && typing.resumptions > 0);
  await ann.completeInteraction(id);
  for (;;) if ((await next(states)).currentState === 'IDLE') break;
});

test('webSocketImpl replaces the WebSocket of the platform', async () => {
  const [ann, customer] = agentAndCustomer();
  const id = await inConversation(ann, customer);
  const client = harness.client('customer', 'c1', { webSocketImpl: WebSocket });
  expect(await next(client.follow(id, { fromStart: true }))).toMatchObject(firstEvent);
});
