import { readMetric } from '../../support/metric.ts';
import { until } from '../../support/until.ts';
import { openHarness, type Harness } from './harness.ts';
import { createMongodProcess, type MongodProcess } from '../../support/mongod-process.ts';

const rejections: unknown[] = [];
const onRejection = (reason: unknown) => rejections.push(reason);
let mongod: MongodProcess;
let harness: Harness;
beforeAll(async () => {
  process.on('unhandledRejection', onRejection);
  mongod = await createMongodProcess();
  await mongod.start();
  harness = await openHarness(import.meta.url, { MONGODB_URI: mongod.uri, MONGODB_DATABASE: 'outage' });
}, 60_000);
afterAll(async () => {
  await harness.stop();
  await mongod.remove();
  process.off('unhandledRejection', onRejection);
});

const messageAdded = 'subscription($id: ID!) { messageAdded(id: $id, fromStart: true) { text sequence } }';
const typing = 'subscription($id: ID!) { typing(id: $id) { typing } }';
const counts = 'subscription { agentCountsChanged(by: STATE) { total } }';
const states = 'subscription { agentStateChanged(sendCurrent: true) { id } }';
const notifications =
  'subscription { notifications { __typename ... on InteractionOffered { offerReason } } }';

const outages: Record<string, { begin: () => Promise<void>; end: () => Promise<void> }> = {
  killed: { begin: () => mongod.kill(), end: () => mongod.start() },
  paused: {
    begin: () => mongod.pause(),
    end: () => {
      mongod.resume();
      return Promise.resolve();
    },
  },
};

test.each(Object.keys(outages))(
  'while the database is %s, operations fail within the timeout, new subscriptions wait, and afterwards operations and subscriptions continue',
  async (outage) => {
    const customer = await harness.customer(`customer of ${outage}`);
    const ann = await harness.agent(`ann of ${outage}`, { skills: [outage], maxConcurrent: 3 });
    const id = await harness.conversation(customer, ann, { skill: outage, text: 'first' });
    const opened = await readMetric(harness.server.url, 'switchboard_subscriptions_open');
    const messages = ann.subscribe<{ text: string; sequence: number }>(messageAdded, { id });
    const typingEvents = ann.subscribe<{ typing: boolean }>(typing, { id });
    const notificationEvents = ann.subscribe<{ __typename: string }>(notifications);
    expect((await messages.next()).text).toBe('first');
    await until(
      async () => (await readMetric(harness.server.url, 'switchboard_subscriptions_open')) === opened + 3,
    );
    await outages[outage]?.begin();
    // As during an election, which takes about ten seconds.
    const late = {
      messages: ann.subscribe<{ text: string }>(messageAdded, { id }),
      typing: ann.subscribe<{ typing: boolean }>(typing, { id }),
      notifications: ann.subscribe<{ __typename: string }>(notifications),
      counts: ann.subscribe<{ total: number }>(counts),
      states: ann.subscribe<{ id: string }>(states),
    };
    const timed = async (operation: string, query: string) => {
      const from = Date.now();
      const { body } = await harness.server.send(query, { token: customer.token });
      return { operation, ms: Date.now() - from, body: JSON.stringify(body).slice(0, 150) };
    };
    const send = (text: string, key: string) =>
      `mutation { sendMessage(id: "${id}", text: "${text}", clientMessageId: "${key}") { status } }`;
    const outcomes = await Promise.all([
      timed('send', send('second', 'k2')),
      timed('typing', `mutation { sendStartTypingNotification(id: "${id}") { status } }`),
      timed(
        'refused',
        `mutation { leaveConference: leaveInteraction(id: "nothing", idempotencyKey: "x") { status } }`,
      ),
      timed('read', `{ interaction(id: "${id}") { status events { nodes { eventId } } } }`),
      timed('second send', send('third', 'k3')),
    ]);
    await outages[outage]?.end();
    expect(outcomes.filter(({ ms }) => ms > 11_000)).toEqual([]);
    for (const [text, key] of [
      ['second', 'k2'],
      ['third', 'k3'],
      ['fourth', 'k4'],
    ] as const)
      for (;;) {
        const { body } = await harness.server.send(send(text, key), { token: customer.token });
        if (body.errors === undefined) break;
      }
    await messages.until(({ text }) => text === 'fourth');
    const texts = messages.received.map(({ text }) => text);
    expect([...texts].sort()).toEqual(['first', 'fourth', 'second', 'third']);
    expect(messages.received.map(({ sequence }) => sequence)).toEqual(
      [...messages.received.map(({ sequence }) => sequence)].sort((a, b) => a - b),
    );
    await late.messages.until(({ text }) => text === 'fourth');
    expect(late.messages.received.map(({ text }) => text)).toEqual(texts);
    await late.counts.next();
    await late.states.next();
    await customer.mutate('startInteraction', { input: { skill: outage } });
    await late.notifications.until(({ __typename }) => __typename === 'InteractionOffered');
    await notificationEvents.until(({ __typename }) => __typename === 'InteractionOffered');
    // The signal that was sent during the outage may have been delivered. It expires.
    await until(() => typingEvents.received.at(-1)?.typing !== true);
    await customer.mutate('sendStartTypingNotification', { id });
    await until(() => typingEvents.received.at(-1)?.typing === true);
    await until(() => late.typing.received.at(-1)?.typing === true);
    expect(rejections).toEqual([]);
  },
  90_000,
);
