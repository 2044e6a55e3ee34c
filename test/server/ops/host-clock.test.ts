import { openHarness, type Harness } from '../../domains/interactions/harness.ts';
import { resetClock, setClockAhead, trueTime } from '../../support/host-clock.ts';
import { readMetric } from '../../support/metric.ts';

const offerMs = 2500;
let harness: Harness;
beforeAll(async () => {
  harness = await openHarness(import.meta.url, { OFFER_TIMEOUT_MS: String(offerMs) });
});
afterEach(resetClock);
afterAll(() => harness.stop());

interface Notification {
  readonly __typename: string;
  readonly withdrawalReason?: string;
}

test('if the host’s clock is set ten minutes ahead, offers keep their time and no agent is signed out', async () => {
  const ann = await harness.agent('ann', { skills: ['offers'] });
  const customer = await harness.customer('carl');
  await ann.setState('IDLE');
  const notifications = ann.subscribe<Notification>(
    'subscription { notifications { __typename ... on OfferWithdrawn { withdrawalReason } } }',
  );
  await customer.mutate('startInteraction', { input: { skill: 'offers' } });
  await notifications.until(({ __typename }) => __typename === 'InteractionOffered');
  const offeredAt = performance.now();
  setClockAhead(600_000);
  const { withdrawalReason } = await notifications.until(({ __typename }) => __typename === 'OfferWithdrawn');
  expect(withdrawalReason).toBe('MISSED');
  expect(performance.now() - offeredAt).toBeGreaterThan(offerMs - 500);
  // RESERVED: the interaction may be offered again already.
  const { currentAgent } = await ann.request<{ currentAgent: { state: string } }>(
    '{ currentAgent { state } }',
  );
  expect(['IDLE', 'RESERVED']).toContain(currentAgent.state);
});

test('times of an interaction are those of the database, also if the host’s clock is set back between them', async () => {
  const bob = await harness.agent('bob', { skills: ['times'] });
  const customer = await harness.customer('dora');
  setClockAhead(600_000);
  const id = await harness.conversation(customer, bob, { skill: 'times' });
  setClockAhead(-600_000);
  await bob.mutate('completeInteraction', { id });
  const { interaction } = await bob.request<{ interaction: Record<'createdAt' | 'completedAt', string> }>(
    'query($id: ID!) { interaction(id: $id) { createdAt completedAt } }',
    { id },
  );
  const [created, completed] = [interaction.createdAt, interaction.completedAt].map((at) => Date.parse(at));
  expect(completed).toBeGreaterThanOrEqual(created ?? Infinity);
  for (const time of [created, completed]) expect(Math.abs((time ?? 0) - trueTime())).toBeLessThan(30_000);
});

test('a host whose clock is wrong stays ready, and says so in /readyz and in a metric', async () => {
  const { origin } = new URL(harness.server.url);
  const readiness = async () => (await fetch(`${origin}/readyz`)).json();
  expect(Math.abs(await readMetric(origin, 'switchboard_clock_offset_seconds'))).toBeLessThan(2);
  expect(await readiness()).toEqual({ status: 'ok' });
  setClockAhead(-40_000);
  expect(await readiness()).toEqual({
    status: 'ok',
    warnings: [
      expect.stringMatching(/^The clock of this host is 4[01]\.\d s behind the clock of the database\./),
    ],
  });
  expect(Math.round(await readMetric(origin, 'switchboard_clock_offset_seconds'))).toBeLessThanOrEqual(-40);
});
