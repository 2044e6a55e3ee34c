import { TestSocket } from '../../support/socket.ts';
import { until } from '../../support/until.ts';
import {
  enumValue,
  eventSelection,
  historyOf,
  openHarness,
  type Event,
  type TestClient,
  type Harness,
} from './harness.ts';

let harness: Harness;
let otherHarness: Harness;
beforeAll(async () => {
  harness = await openHarness(import.meta.url);
  otherHarness = await openHarness(import.meta.url);
});
afterAll(async () => {
  await harness.stop();
  await otherHarness.stop();
});

let number = 0;
async function createClients(agents = 1) {
  const n = ++number;
  const skill = `skill${n}`;
  const names = ['a', 'b'].slice(0, agents).map((letter) => `agent${n}${letter}`);
  const [ann, bob] = (await Promise.all(names.map((name) => harness.agent(name, { skills: [skill] })))) as [
    TestClient,
    TestClient,
  ];
  return { customer: await harness.customer(`customer${n}`), ann, bob, skill };
}
/** Returns a client of the same caller for the other process. */
const remoteClient = (client: TestClient, scopes: string) => otherHarness.client(client.name, scopes);

const interactionEvents = `subscription($id: ID!, $after: ID, $start: Boolean) {
  interactionEvents(id: $id, afterEventId: $after, fromStart: $start) ${eventSelection} }`;
describe('interactionEvents', () => {
  test('a subscription from the start delivers the history and then new events, and completes after COMPLETED', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, text: 'one' });
    const subscriptions = [
      ann.subscribe(interactionEvents, { id, start: true }),
      (await remoteClient(ann, 'chat.agent')).subscribe(interactionEvents, { id, start: true }),
      (await remoteClient(ann, 'interaction.view agent.view')).subscribe(interactionEvents, {
        id,
        start: true,
      }),
    ];
    for (const subscription of subscriptions) await subscription.until(({ text }) => text === 'one');
    await customer.mutate('sendMessage', { id, text: 'two' });
    await ann.mutate('completeInteraction', { id });
    for (const subscription of subscriptions) expect(await subscription.ended).toEqual([]);
    const history = await historyOf(ann, id);
    const keysOf = (events: readonly Event[]) =>
      events.map(({ eventId, sequence, __typename }) => [eventId, sequence, __typename]);
    for (const subscription of subscriptions) expect(keysOf(subscription.received)).toEqual(keysOf(history));
    const sequences = history.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expect(new Set(sequences).size).toBe(sequences.length);
  });

  test('a subscription after any event delivers the events that follow it', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, text: 'one' });
    await ann.mutate('completeInteraction', { id });
    const history = await historyOf(ann, id);
    for (const [index, { eventId }] of history.entries()) {
      const subscription = ann.subscribe(interactionEvents, { id, after: eventId });
      expect(await subscription.ended).toEqual([]);
      expect(subscription.received).toEqual(history.slice(index + 1));
      expect(await historyOf(ann, id, eventId)).toEqual(history.slice(index + 1));
    }
  });

  test('an event id that is altered, invalid or of another interaction is BAD_CURSOR', async () => {
    const { customer, ann, bob, skill } = await createClients(2);
    const id = await harness.conversation(customer, ann, { skill });
    const other = await harness.conversation(customer, bob, { skill });
    const mine = (await historyOf(ann, id))[0]?.eventId ?? '';
    const foreign = (await historyOf(bob, other))[0]?.eventId ?? '';
    const altered = Array.from(
      mine,
      (letter, index) => mine.slice(0, index) + (letter === 'A' ? 'B' : 'A') + mine.slice(index + 1),
    );
    for (const after of [
      foreign,
      ...altered,
      '',
      'x',
      mine.slice(1),
      mine + mine,
      'A'.repeat(100_000),
      '\u0000',
    ]) {
      const subscription = ann.subscribe(interactionEvents, { id, after });
      expect(await subscription.ended).toMatchObject([
        { extensions: { code: 'BAD_CURSOR', field: 'afterEventId' } },
      ]);
      expect(subscription.received).toEqual([]);
    }
    const both = ann.subscribe(interactionEvents, { id, after: mine, start: true });
    expect(await both.ended).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'fromStart' } }]);
  });

  test('an event id from before a renewal of the ids is HISTORY_LOST', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    const before = (await historyOf(ann, id)).at(-1)?.eventId;
    await harness.server.app.ids.renew();
    const subscription = ann.subscribe(interactionEvents, { id, after: before });
    expect(await subscription.ended).toMatchObject([{ extensions: { code: 'HISTORY_LOST' } }]);
    const renewed = (await historyOf(ann, id)).at(-1)?.eventId;
    expect(renewed).not.toBe(before);
  });

  test('messageAdded delivers only messages, and resumes after any event', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, text: 'one' });
    const [joined] = await historyOf(ann, id);
    const messages = customer.subscribe(
      'subscription($id: ID!, $after: ID) { messageAdded(id: $id, afterEventId: $after) { __typename text } }',
      {
        id,
        after: joined?.eventId,
      },
    );
    expect(await messages.next()).toEqual({ __typename: 'ChatMessage', text: 'one' });
    await ann.mutate('updateAttachedData', { id, attributes: { a: 1 } });
    await ann.mutate('sendMessage', { id, text: 'two' });
    expect(await messages.next()).toEqual({ __typename: 'ChatMessage', text: 'two' });
    await ann.mutate('completeInteraction', { id });
    expect(await messages.ended).toEqual([]);
    expect(messages.received).toHaveLength(2);
  });

  test('a subscription without an event id delivers only new events', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, text: 'before' });
    const subscription = customer.subscribe(interactionEvents, { id });
    // The subscription is open once an event arrives.
    do await ann.mutate('sendMessage', { id, text: 'now' });
    while (subscription.received.length === 0);
    expect(subscription.received.every(({ text }) => text === 'now')).toBe(true);
  });

  test('events of two processes reach subscribers on both processes in order, without gaps or repeats', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    const remoteCustomer = await remoteClient(customer, 'chat.customer');
    const remoteAnn = await remoteClient(ann, 'chat.agent');
    const subscriptions = [
      customer.subscribe(interactionEvents, { id, start: true }),
      remoteCustomer.subscribe(interactionEvents, { id, start: true }),
    ];
    const send = async (client: TestClient, mark: string) => {
      for (let index = 0; index < 60; index++)
        expect((await client.mutate('sendMessage', { id, text: `${mark} ${index}` })).status).toBe('OK');
    };
    await Promise.all([
      send(ann, 'here'),
      send(remoteAnn, 'there'),
      send(customer, 'c here'),
      send(remoteCustomer, 'c there'),
    ]);
    await ann.mutate('endChatSession', { id });
    const texts = (events: readonly Event[]) => events.flatMap(({ text }) => text ?? []);
    for (const subscription of subscriptions) await subscription.until(({ status }) => status === 'WRAP');
    const history = texts(await historyOf(customer, id));
    expect(history).toHaveLength(240);
    for (const subscription of subscriptions) expect(texts(subscription.received)).toEqual(history);
    for (const mark of ['here', 'there', 'c here', 'c there'])
      expect(history.filter((text) => text.startsWith(`${mark} `))).toEqual(
        Array.from({ length: 60 }, (_, n) => `${mark} ${n}`),
      );
  });
});

describe('typing', () => {
  const typing = 'subscription($id: ID!) { typing(id: $id) { by nickname typing } }';
  const start = 'sendStartTypingNotification';
  const stop = 'sendStopTypingNotification';

  /** Subscribes to typing events, and waits until the subscription is open. */
  async function subscribeToTyping(subscriber: TestClient, typist: TestClient, id: string) {
    const subscription = subscriber.subscribe<{ by: string; typing: boolean; nickname: string | null }>(
      typing,
      { id },
    );
    do {
      await typist.mutate(start, { id });
      await typist.mutate(stop, { id });
    } while (subscription.received.length < 2);
    return { subscription, from: subscription.received.length };
  }

  test('CH-50 CH-51 CH-52 typing is delivered to the other participants on every process, and not to the participant that types', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    const remoteCustomer = await remoteClient(customer, 'chat.customer');
    const local = await subscribeToTyping(customer, ann, id);
    const remote = await subscribeToTyping(remoteCustomer, ann, id);
    const own = ann.subscribe<{ by: string }>(typing, { id });
    await ann.mutate(start, { id });
    await local.subscription.until(({ typing: now }) => now);
    expect(local.subscription.received.at(-1)).toMatchObject({
      typing: true,
      nickname: `${ann.name} the agent`,
    });
    do await customer.mutate(start, { id });
    while (own.received.length === 0);
    await customer.mutate(stop, { id });
    expect(new Set(own.received.map(({ by }) => by))).toEqual(new Set(['p1']));
    await ann.mutate(stop, { id });
    for (const { subscription } of [local, remote]) {
      while (subscription.received.at(-1)?.typing !== false) await subscription.next();
      expect(new Set(subscription.received.map(({ by }) => by))).toEqual(new Set(['p2']));
    }
  });

  test('CH-53 CH-54 typing is not stored, a stop without a start has no effect, and a repeated start is one event', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    const before = await historyOf(ann, id);
    const { subscription, from } = await subscribeToTyping(customer, ann, id);
    expect(await ann.mutate(stop, { id })).toMatchObject({ statusCode: 0, event: null });
    for (let index = 0; index < 3; index++)
      expect(await ann.mutate(start, { id })).toMatchObject({ statusCode: 0 });
    await ann.mutate(stop, { id });
    while (subscription.received.length < from + 2) await subscription.next();
    await ann.mutate(start, { id });
    while (subscription.received.length < from + 3) await subscription.next();
    expect(subscription.received.slice(from).map(({ typing: now }) => now)).toEqual([true, false, true]);
    expect(await historyOf(ann, id)).toEqual(before);
  });

  test('CH-55 a non-participant can neither send typing notifications nor subscribe to them', async () => {
    const { customer, ann, bob, skill } = await createClients(2);
    const id = await harness.conversation(customer, ann, { skill });
    expect(await bob.mutate(start, { id })).toMatchObject({ status: 'NOT_PARTICIPANT' });
    const subscription = bob.subscribe(typing, { id });
    expect(await subscription.ended).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  test('CH-56 typing without a stop ends after six seconds', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    const { subscription, from } = await subscribeToTyping(customer, ann, id);
    const began = performance.now();
    await ann.mutate(start, { id });
    while (subscription.received.length < from + 2) await subscription.next();
    expect(subscription.received.slice(from).map(({ typing: now }) => now)).toEqual([true, false]);
    expect(performance.now() - began).toBeGreaterThan(5900);
  });

  test.each([
    ['message', 'sendMessage', { text: 'There it is' }],
    ['message to agents only', 'sendMessage', { text: 'Psst', visibility: enumValue('AGENTS') }],
    ['leave', 'leaveConference', {}],
    ['end of the conversation', 'endChatSession', {}],
  ])('typing ends with the %s, on every process', async (_, operation, args) => {
    const { customer, ann, bob, skill } = await createClients(2);
    const id = await harness.conversation(customer, ann, { skill });
    await bob.setState('IDLE');
    await ann.mutate('inviteUser', { id, agentId: bob.name });
    await bob.mutate('acceptInteraction', { id });
    const subscribers = [customer, await remoteClient(customer, 'chat.customer')];
    const subscriptions = [];
    for (const subscriber of subscribers)
      subscriptions.push((await subscribeToTyping(subscriber, ann, id)).subscription);
    await ann.mutate(start, { id });
    for (const { received } of subscriptions) await until(() => received.at(-1)?.typing === true);
    const began = performance.now();
    expect(await ann.mutate(operation, { id, ...args })).toMatchObject({ status: 'OK' });
    for (const { received } of subscriptions) await until(() => received.at(-1)?.typing === false);
    expect(performance.now() - began).toBeLessThan(3000);
    if (operation === 'sendMessage') {
      await ann.mutate(start, { id });
      for (const { received } of subscriptions) await until(() => received.at(-1)?.typing === true);
    }
  });

  test('a subscription ends with the conversation', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill });
    const { subscription } = await subscribeToTyping(customer, ann, id);
    await ann.mutate('endChatSession', { id });
    expect(await subscription.ended).toEqual([]);
    expect(await customer.subscribe(typing, { id }).ended).toEqual([]);
  });
});

test('an agent without agent.view sees its own state in events, and not the state of others', async () => {
  const { customer, ann, bob, skill } = await createClients(2);
  const id = await harness.conversation(customer, ann, { skill });
  await bob.setState('IDLE');
  expect(await ann.mutate('inviteUser', { id, agentId: bob.name })).toMatchObject({ status: 'OK' });
  expect(await bob.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
  const states = `subscription($id: ID!) { interactionEvents(id: $id, fromStart: true) {
    ... on ParticipantJoined { participant { agent { username state } } } } }`;
  for (const agent of [ann, bob]) {
    const subscription = (await harness.client(agent.name, 'chat.agent')).subscribe<{
      participant?: { agent: { username: string; state: string } | null };
    }>(states, { id });
    for (const { name } of [ann, bob]) {
      const joined = await subscription.until(({ participant }) => participant?.agent?.username === name);
      expect(joined.participant?.agent?.state).toBe(name === agent.name ? 'WORKING' : 'UNKNOWN');
    }
    subscription.stop();
  }
});

test('a token that is renewed without interaction.view ends the subscriptions of a non-participant at the next event', async () => {
  const { customer, ann, skill } = await createClients();
  const id = await harness.conversation(customer, ann, { skill });
  const supervisor = await harness.client('supervisor', 'interaction.view chat.agent');
  const socket = await TestSocket.as(harness.server.url, supervisor.token);
  socket.subscribe('events', 'subscription($id: ID!) { interactionEvents(id: $id) { eventId } }', { id });
  socket.subscribe('messages', 'subscription($id: ID!) { messageAdded(id: $id) { text } }', { id });
  socket.subscribe('typing', 'subscription($id: ID!) { typing(id: $id) { typing } }', { id });
  const opened = new Set<unknown>();
  while (opened.size < 3) {
    for (const operation of ['sendStartTypingNotification', 'sendStopTypingNotification'])
      await ann.mutate(operation, { id });
    await ann.mutate('sendMessage', { id, text: 'before' });
    opened.add((await socket.next()).id);
  }
  const { token } = await harness.client('supervisor', 'chat.agent');
  socket.send({ type: 'ping', payload: { authorization: `Bearer ${token}` } });
  while ((await socket.next()).type !== 'pong');
  await ann.mutate('sendMessage', { id, text: 'after' });
  await ann.mutate('sendStartTypingNotification', { id });
  const frames = await socket.take(3);
  expect(new Set(frames.map((frame) => frame.id))).toEqual(opened);
  for (const frame of frames)
    expect(frame).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'FORBIDDEN' } }] });
  socket.ws.close();
});

describe('notifications', () => {
  interface Notification {
    __typename: string;
    offerReason?: string;
    why?: string;
    expiresAt?: string;
    interaction: { id: string; status: string };
  }
  const notifications = `subscription { notifications { __typename at interaction { id status }
    ... on InteractionOffered { offerReason expiresAt } ... on OfferWithdrawn { why: withdrawalReason } ... on ChatHistory { events { eventId } } } }`;

  test('a subscription starts with the open offers, on every process', async () => {
    const { customer, ann, skill } = await createClients();
    await ann.setState('IDLE');
    const { interaction } = await customer.mutate('startInteraction', { input: { skill } });
    for (const client of [ann, await remoteClient(ann, 'chat.agent')]) {
      const subscription = client.subscribe<Notification>(notifications);
      expect(await subscription.next()).toMatchObject({
        __typename: 'InteractionOffered',
        offerReason: 'QUEUE',
        interaction: { id: interaction?.id, status: 'ALERTING' },
      });
    }
  });

  test('offers and their withdrawals are delivered on another process too', async () => {
    const { customer, ann, bob, skill } = await createClients(2);
    const remoteAnn = await remoteClient(ann, 'chat.agent');
    const subscription = remoteAnn.subscribe<Notification>(notifications);
    await ann.setState('IDLE');
    const first = await customer.mutate('startInteraction', { input: { skill } });
    const id = first.interaction?.id;
    expect(await subscription.next()).toMatchObject({
      __typename: 'InteractionOffered',
      interaction: { id },
    });
    await ann.mutate('rejectInteraction', { id });
    expect(await subscription.next()).toMatchObject({
      __typename: 'OfferWithdrawn',
      why: 'REJECTED',
      interaction: { id },
    });
    const second = await customer.mutate('startInteraction', { input: { skill } });
    expect(await subscription.next()).toMatchObject({
      __typename: 'InteractionOffered',
      interaction: { id: second.interaction?.id },
    });
    await customer.mutate('leaveInteraction', { id: second.interaction?.id });
    expect(await subscription.next()).toMatchObject({ __typename: 'OfferWithdrawn', why: 'CUSTOMER_LEFT' });
    await bob.setState('IDLE');
    const third = await customer.mutate('startInteraction', { input: { skill } });
    expect(await subscription.next()).toMatchObject({
      __typename: 'InteractionOffered',
      interaction: { id: third.interaction?.id },
    });
    await ann.setState('LOGGED_OFF');
    expect(await subscription.next()).toMatchObject({ __typename: 'OfferWithdrawn', why: 'CANCELLED' });
  });

  test('only agents can subscribe', async () => {
    const service = await harness.client('service', 'interaction.view');
    expect(await service.subscribe(notifications).ended).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
  });
});

test('a tenant can neither see nor change the interactions of another tenant', async () => {
  const { customer, ann, skill } = await createClients();
  const id = await harness.conversation(customer, ann, { skill, text: 'secret of acme' });
  const foreign = await openHarness(import.meta.url, {}, 'umbrella');
  try {
    const spy = await foreign.client('spy', 'interaction.view chat.agent agent.view');
    const answers = [
      await spy.request(
        'query($id: ID!) { interaction(id: $id) { id } node(id: $id) { id } interactions { nodes { id } } }',
        { id },
      ),
      await spy.mutate('sendMessage', { id, text: 'x' }),
      await spy.mutate('acceptInteraction', { id }),
      await spy.subscribe(interactionEvents, { id, start: true }).ended,
      await spy.subscribe('subscription($id: ID!) { typing(id: $id) { by } }', { id }).ended,
    ];
    expect(answers[0]).toEqual({ interaction: null, node: null, interactions: { nodes: [] } });
    expect(answers[1]).toMatchObject({ status: 'NOT_FOUND', interaction: null });
    expect(JSON.stringify(answers)).not.toContain('secret of acme');
    const same = await foreign.customer(customer.name);
    expect(await same.mutate('sendMessage', { id, text: 'x' })).toMatchObject({ status: 'NOT_FOUND' });
  } finally {
    await foreign.stop();
  }
});
