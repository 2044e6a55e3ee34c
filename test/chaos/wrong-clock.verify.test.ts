import { createSwitchboard, interactionOf, type Switchboard } from '../../src/client/index.ts';
import { start, stop, type Running } from '../cli/shell.ts';
import { readMetric } from '../support/metric.ts';
import { testDatabase } from '../support/mongo.ts';
import { until } from '../support/until.ts';
import { clientOf, testSecret, tokenFor } from '../support/server.ts';

const offerMs = 4000;
const serve = `${process.execPath} src/main.ts serve --no-samples`;
const { uri, name } = testDatabase(import.meta.url);
const environment = {
  MONGODB_URI: uri,
  MONGODB_DATABASE: name,
  AUTH_SECRET: testSecret,
  LOG_LEVEL: 'warn',
  OFFER_TIMEOUT_MS: String(offerMs),
  // An agent that declined is not offered the interaction again.
  REOFFER_DELAY_MS: '60000',
  AGENT_LEASE_MS: '6000',
};

/** Starts a gateway whose clock is wrong. Timers are not affected. Requires Debian's package `faketime`. */
const startWithClock = (aheadSeconds: number): Promise<Running> =>
  start(
    `faketime --exclude-monotonic -f ${aheadSeconds < 0 ? '' : '+'}${aheadSeconds}s ${serve}`,
    environment,
  );

let good: Running;
beforeAll(async () => {
  good = await start(serve, environment);
}, 60_000);
afterAll(() => stop(good));

/** Waits until a gateway is ready. @returns the body of its readiness */
async function readiness({ url }: Running): Promise<unknown> {
  let response = await fetch(`${url}/readyz`);
  await until(async () => {
    if (!response.ok) response = await fetch(`${url}/readyz`);
    return response.ok;
  });
  return response.json();
}

/** Starts an interaction that the agent does not answer. @returns how long the offer stood, in milliseconds */
async function durationOfOffer(
  notifications: ReturnType<Switchboard['notifications']>,
  customer: Switchboard,
): Promise<number> {
  const { id } = interactionOf(await customer.startInteraction({}));
  expect((await notifications.next()).value).toMatchObject({ __typename: 'InteractionOffered' });
  const offeredAt = performance.now();
  expect((await notifications.next()).value).toMatchObject({
    __typename: 'OfferWithdrawn',
    withdrawalReason: 'MISSED',
  });
  const duration = performance.now() - offeredAt;
  await customer.leaveInteraction(id);
  return duration;
}

test.each([600, 40, -40, -600])(
  'beside a gateway whose clock is %i s ahead, offers keep their time, agents stay signed in, and times are right',
  async (aheadSeconds) => {
    const wrong = await startWithClock(aheadSeconds);
    const tenant = `clock${aheadSeconds}`;
    const clients: Switchboard[] = [];
    const client = ({ url }: Running, scopes: string, subject: string) => {
      const created = createSwitchboard({
        url: `${url}/graphql`,
        token: () => tokenFor(scopes, { subject, tenant }),
      });
      clients.push(created);
      return created;
    };
    try {
      expect(await readiness(good)).toEqual({ status: 'ok' });
      expect(await readiness(wrong)).toEqual({
        status: 'ok',
        warnings: [expect.stringMatching(aheadSeconds > 0 ? /s ahead of/ : /s behind/)],
      });
      const offset = await readMetric(wrong.url, 'switchboard_clock_offset_seconds');
      expect(Math.abs(offset - aheadSeconds)).toBeLessThan(1);

      await clientOf(`${good.url}/graphql`).data(
        'mutation { upsertAgent(input: { username: "ada" }) { status } }',
        {},
        await tokenFor('agent.manage', { subject: 'manager', tenant }),
      );
      const [ada, adaElsewhere] = [good, wrong].map((gateway) => client(gateway, 'chat.agent', 'ada'));
      const [carl, carlElsewhere] = [good, wrong].map((gateway) => client(gateway, 'chat.customer', 'carl'));
      if (!ada || !adaElsewhere || !carl || !carlElsewhere) throw new Error('unreachable');
      const notifications = ada.notifications();
      await ada.setAgentState('IDLE');
      for (const customer of [carl, carlElsewhere]) {
        const duration = await durationOfOffer(notifications, customer);
        expect(duration).toBeGreaterThan(offerMs - 500);
        expect(duration).toBeLessThan(offerMs + 3000);
      }

      const { id } = interactionOf(await carlElsewhere.startInteraction({}));
      interactionOf(await ada.acceptInteraction(id));
      for (const customer of [carl, carlElsewhere, carl]) await customer.sendMessage(id, 'Hello');
      await adaElsewhere.completeInteraction(id);
      const { interaction, currentAgent } = await clientOf(`${good.url}/graphql`).data<{
        interaction: { createdAt: string; completedAt: string; events: { nodes: { at: string }[] } };
        currentAgent: { stateHistory: { nodes: { eventType: string }[] } };
      }>(
        `query($id: ID!) {
          interaction(id: $id) { createdAt completedAt events(first: 50) { nodes { at } } }
          currentAgent {
            stateHistory(range: { from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" }, first: 50) { nodes { eventType } }
          }
        }`,
        { id },
        await tokenFor('chat.agent', { subject: 'ada', tenant }),
      );
      const times = interaction.events.nodes.map(({ at }) => Date.parse(at));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      times.push(Date.parse(interaction.createdAt), Date.parse(interaction.completedAt));
      for (const time of times) expect(Math.abs(time - Date.now())).toBeLessThan(10_000);
      expect(Date.parse(interaction.completedAt)).toBeGreaterThanOrEqual(Date.parse(interaction.createdAt));
      expect(currentAgent.stateHistory.nodes.map(({ eventType }) => eventType)).not.toContain('TIMEOUT');
    } finally {
      for (const one of clients) one.dispose();
      await stop(wrong);
    }
  },
  60_000,
);
