import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import type { InteractionEvent } from '../../src/client/index.ts';
import { readMetric } from '../support/metric.ts';
import { tokenFor } from '../support/server.ts';
import { until } from '../support/until.ts';
import { breakingAgainAndAgain } from './proxy.ts';
import { collect, failureOf, inConversation, next, openStage, textsOf, type Stage } from './client-server.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(import.meta.url);
});
afterEach(() => {
  stage.leave();
});
afterAll(() => stage.stop());

const pair = () => [stage.as('agent', 'ann'), stage.as('customer', 'c1')] as const;
/** The first event that a customer sees. */
const beginning = { __typename: 'ParticipantJoined', participant: { role: 'CUSTOMER' } };

test('it tells everything that happens, and ends after the interaction is completed', async () => {
  const [ann, customer] = pair();
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
  // There is nothing left to come.
  expect(await collect(ann.follow(id, { after: events.at(-1)?.eventId }))).toEqual([]);
});

test('it begins after the event that is given, or where the interaction is when it is called', async () => {
  const [ann, customer] = pair();
  const id = await inConversation(ann, customer);
  const { event } = await customer.sendMessage(id, 'one');
  const now = customer.follow(id);
  // Its place is known when it has asked for it.
  const first = now.next();
  await sleep(100);
  await customer.sendMessage(id, 'two');
  expect((await first).value).toMatchObject({ text: 'two' });
  expect(await next(customer.follow(id, { after: event?.eventId }))).toMatchObject({ text: 'two' });
});

test('a network that breaks again and again loses nothing, repeats nothing, and changes no order', async () => {
  const [ann, customer] = pair();
  const id = await inConversation(ann, customer);
  const followers = [
    ann.follow(id, { fromStart: true }),
    customer.follow(id, { fromStart: true }),
    ann.messages(id, { fromStart: true }),
  ] as const;
  const collected = Promise.all([collect(followers[0]), collect(followers[1]), collect(followers[2])]);
  const texts = Array.from({ length: 150 }, (_, n) => `message ${n}`);
  await breakingAgainAndAgain([stage.proxy], async () => {
    for (const text of texts) {
      await (text.endsWith('3') ? ann : customer).sendMessage(id, text);
      await sleep(5);
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

test('whoever reads slowly is not sent more than fits: it goes on from where it was when there is room', async () => {
  const [ann] = pair();
  const customer = stage.as('customer', 'c1', { buffer: 8 });
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

test('a line that is silent is found out, and given up for another one', async () => {
  const [ann] = pair();
  const customer = stage.as('customer', 'c1', { keepAliveMs: 200 });
  const id = await inConversation(ann, customer);
  const followed = customer.follow(id, { fromStart: true });
  expect(await next(followed)).toMatchObject(beginning);
  stage.proxy.hold();
  const direct = stage.as('customer', 'c1', { url: stage.server.url });
  await direct.sendMessage(id, 'Is anybody there?');
  await sleep(600);
  stage.proxy.cut();
  stage.proxy.letThrough();
  for (;;) {
    const event = await next(followed);
    if (event.__typename === 'ChatMessage' && event.text === 'Is anybody there?') break;
  }
  expect(followed.resumptions).toBeGreaterThan(0);
});

test('the token is renewed on the open socket, so that the socket outlives it', async () => {
  const [ann] = pair();
  const customer = stage.as('customer', 'c1');
  const id = await inConversation(ann, customer);
  let asked = 0;
  const brief = stage.as('customer', 'c1', {
    token: () => {
      asked += 1;
      return tokenOf(6);
    },
  });
  const followed = brief.follow(id);
  const first = followed.next();
  await sleep(11_000);
  await customer.sendMessage(id, 'Still there?');
  expect((await first).value).toMatchObject({ text: 'Still there?' });
  expect(followed.resumptions).toBe(0);
  expect(asked).toBeGreaterThan(2);
  expect(asked).toBeLessThan(8);
});

const tokenOf = (lifetimeSeconds: number): Promise<string> =>
  tokenFor('chat.customer', { subject: 'c1', tenant: stage.tenant, lifetimeSeconds });

test('a token that cannot be renewed ends a subscription with an error', async () => {
  const [ann, customer] = pair();
  const id = await inConversation(ann, customer);
  const fixed = stage.as('customer', 'c1', { token: await tokenOf(2) });
  expect(await failureOf(fixed.follow(id))).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('where it cannot be known when a token ends, the next one is taken after the server has closed', async () => {
  const [ann, customer] = pair();
  const id = await inConversation(ann, customer);
  const tokens = new Map([
    ['first', await tokenOf(2)],
    ['second', await tokenOf(60)],
  ]);
  const names = [...tokens.keys()];
  /** On its way a token becomes the one that is meant. */
  class Translating extends WebSocket {
    override send(data: string): void {
      super.send(data.replace(/Bearer (\w+)/, (_, name: string) => `Bearer ${tokens.get(name) ?? ''}`));
    }
  }
  const followed = stage
    .as('customer', 'c1', { token: () => names.shift() ?? 'second', webSocketImpl: Translating })
    .follow(id, { fromStart: true });
  const all = collect(followed);
  await until(() => followed.resumptions > 0);
  await ann.completeInteraction(id);
  expect(await all).toEqual(await customer.history(id));
  expect(names).toEqual([]);
});

test('what may not be followed, or not from there, ends with an error that says so', async () => {
  const [ann, customer] = pair();
  const id = await inConversation(ann, customer);
  const stranger = stage.as('customer', 'c2');
  for (const followed of [stranger.follow(id), stranger.follow(id, { fromStart: true }), stranger.typing(id)])
    expect(await failureOf(followed)).toMatchObject({ name: 'SwitchboardError', code: 'FORBIDDEN' });
  const { event } = await stranger.startInteraction({ text: 'Another one' });
  expect(await failureOf(customer.follow(id, { after: event?.eventId ?? '' }))).toMatchObject({
    code: 'BAD_CURSOR',
  });
  expect(await failureOf(customer.follow(id, { after: 'nonsense' }))).toMatchObject({ code: 'BAD_CURSOR' });
});

test('one who leaves is told everything up to that, and then that it is over', async () => {
  const [ann, customer] = pair();
  const bob = stage.as('agent', 'bob');
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
  // Afterwards it is over like any other.
  expect(await followed.next()).toEqual({ done: true, value: undefined });
});

test('a server whose past is another one is told of: HISTORY_LOST; what is there can be read and followed anew', async () => {
  const [ann, customer] = pair();
  const id = await inConversation(ann, customer);
  const followed = customer.follow(id, { fromStart: true });
  const known = await next(followed);
  await stage.server.app.ids.renew();
  expect(await failureOf(customer.follow(id, { after: known.eventId }))).toMatchObject({
    code: 'HISTORY_LOST',
  });
  const history = (await customer.history(id)) ?? [];
  expect(history[0]).toMatchObject(beginning);
  const again = customer.follow(id, { after: history.at(-1)?.eventId });
  await customer.sendMessage(id, 'Back again');
  expect(await next(again)).toMatchObject({ text: 'Back again' });
});

test('leaving the loop, a signal and `return` end it, also while it waits', async () => {
  const [ann, customer] = pair();
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
    expect(event).toMatchObject(beginning);
    break;
  }
  await until(async () => (await readMetric(stage.server.url, 'switchboard_subscriptions_open')) === 0);
});

test('an agent is notified of offers, their ends and histories; all see who types, and agents what agents do', async () => {
  const [ann, customer] = pair();
  const [bob, supervisor] = [stage.as('agent', 'bob'), stage.as('supervisor', 'sue')];
  await ann.setAgentState('IDLE');
  const states = supervisor.agentStates({ usernames: ['ann'], sendCurrent: true });
  expect(await next(states)).toMatchObject({ agent: { username: 'ann' }, currentState: 'IDLE' });
  const told = ann.notifications();
  const { interaction } = await customer.startInteraction({ subject: 'A tent', text: 'Hello' });
  const id = interaction?.id ?? '';
  expect(await next(told)).toMatchObject({
    __typename: 'InteractionOffered',
    offerReason: 'QUEUE',
    interaction: { id },
  });
  await bob.setAgentState('IDLE');
  await ann.rejectInteraction(id);
  expect(await next(told)).toMatchObject({ __typename: 'OfferWithdrawn', withdrawalReason: 'REJECTED' });
  await bob.acceptInteraction(id, { nickname: 'Bob' });
  await bob.inviteUser(id, 'ann');
  expect(await next(told)).toMatchObject({ __typename: 'InteractionOffered', offerReason: 'INVITE' });
  await ann.acceptInteraction(id);
  expect(await next(told)).toMatchObject({
    __typename: 'ChatHistory',
    events: expect.arrayContaining([expect.objectContaining({ text: 'Hello' })]) as unknown,
  });
  const typing = customer.typing(id);
  const typed = next(typing);
  await until(async () => {
    await bob.startTyping(id);
    return Promise.race([typed.then(() => true), sleep(50, false)]);
  });
  expect(await typed).toMatchObject({ nickname: 'Bob', typing: true });
  // A broken connection goes on with what is then.
  stage.proxy.cut();
  await until(() => states.resumptions > 0 && told.resumptions > 0 && typing.resumptions > 0);
  await ann.completeInteraction(id);
  for (;;) if ((await next(states)).currentState === 'IDLE') break;
});

test('where the platform has no WebSocket, one can be given', async () => {
  const [ann, customer] = pair();
  const id = await inConversation(ann, customer);
  const given = stage.as('customer', 'c1', { webSocketImpl: WebSocket });
  expect(await next(given.follow(id, { fromStart: true }))).toMatchObject(beginning);
});
