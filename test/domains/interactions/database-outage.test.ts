import { readMetric } from '../../support/metric.ts';
import { until } from '../../support/until.ts';
import { openStage, type Stage } from './stage.ts';
import { ownMongod, type OwnMongod } from '../../server/mongod.ts';

const rejections: unknown[] = [];
const onRejection = (reason: unknown) => rejections.push(reason);
let mongod: OwnMongod;
let stage: Stage;
beforeAll(async () => {
  process.on('unhandledRejection', onRejection);
  mongod = await ownMongod();
  await mongod.start();
  stage = await openStage(import.meta.url, { MONGODB_URI: mongod.uri, MONGODB_DATABASE: 'away' });
}, 60_000);
afterAll(async () => {
  await stage.stop();
  await mongod.clear();
  process.off('unhandledRejection', onRejection);
});

const messageAdded =
  'subscription($id: ID!) { messageAdded(interactionId: $id, fromStart: true) { text sequence } }';
const typing = 'subscription($id: ID!) { typing(interactionId: $id) { typing } }';
const notifications = 'subscription { notifications { __typename ... on InteractionOffered { reason } } }';

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
  'while the database is %s operations fail in time, and afterwards operations and subscriptions continue',
  async (how) => {
    const customer = await stage.customer(`customer of ${how}`);
    const ann = await stage.agent(`ann of ${how}`, { skills: [how], maxConcurrent: 3 });
    const id = await stage.conversation(customer, ann, { skill: how, text: 'first' });
    const opened = await readMetric(stage.server.url, 'switchboard_subscriptions_open');
    const messages = ann.hear<{ text: string; sequence: number }>(messageAdded, { id });
    const types = ann.hear<{ typing: boolean }>(typing, { id });
    const notified = ann.hear<{ __typename: string }>(notifications);
    expect((await messages.next()).text).toBe('first');
    await until(
      async () => (await readMetric(stage.server.url, 'switchboard_subscriptions_open')) === opened + 3,
    );
    await outages[how]?.begin();
    const timed = async (what: string, query: string) => {
      const from = Date.now();
      const { body } = await stage.server.send(query, { token: customer.token });
      return { what, ms: Date.now() - from, body: JSON.stringify(body).slice(0, 150) };
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
      timed('read', `{ interaction(id: "${id}") { status history { eventId } } }`),
      timed('send beside it', send('third', 'k3')),
    ]);
    await outages[how]?.end();
    expect(outcomes.filter(({ ms }) => ms > 11_000)).toEqual([]);
    for (const [text, key] of [
      ['second', 'k2'],
      ['third', 'k3'],
      ['fourth', 'k4'],
    ] as const)
      for (;;) {
        const { body } = await stage.server.send(send(text, key), { token: customer.token });
        if (body.errors === undefined) break;
      }
    await messages.until(({ text }) => text === 'fourth');
    const texts = messages.all.map(({ text }) => text);
    expect([...texts].sort()).toEqual(['first', 'fourth', 'second', 'third']);
    expect(messages.all.map(({ sequence }) => sequence)).toEqual(
      [...messages.all.map(({ sequence }) => sequence)].sort((a, b) => a - b),
    );
    await customer.do('startInteraction', { input: { skill: how } });
    await notified.until(({ __typename }) => __typename === 'InteractionOffered');
    // The signal that was sent during the outage may have been delivered. It expires.
    await until(() => types.all.at(-1)?.typing !== true);
    await customer.do('sendStartTypingNotification', { id });
    await until(() => types.all.at(-1)?.typing === true);
    expect(rejections).toEqual([]);
  },
  90_000,
);
