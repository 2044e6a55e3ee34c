import { until } from '../../support/until.ts';
import { openHarness, type TestClient, type Harness } from './harness.ts';

/** Long enough for a test to accept an offer in time, even on a busy machine. */
const offerMs = 1000;
const settings = { OFFER_TIMEOUT_MS: String(offerMs), REOFFER_DELAY_MS: '200' };

let harness: Harness;
let otherHarness: Harness;
beforeAll(async () => {
  harness = await openHarness(import.meta.url, settings);
  otherHarness = await openHarness(import.meta.url, settings);
});
afterAll(async () => {
  await harness.stop();
  await otherHarness.stop();
});

let number = 0;
async function createTeam(size: number, options: { maxConcurrent?: number } = {}) {
  const skill = `skill${++number}`;
  const agents: TestClient[] = [];
  for (let index = 0; index < size; index++)
    agents.push(await harness.agent(`${skill}-${index}`, { skills: [skill], ...options }));
  return { skill, agents, customer: await harness.customer(`customer${number}`) };
}

interface Notification {
  readonly __typename: string;
  readonly offerReason?: string;
  readonly withdrawalReason?: string;
  readonly why?: string;
  readonly expiresAt?: string;
  readonly at: string;
  readonly interaction: { readonly id: string };
}
const notifications = `subscription { notifications { __typename at interaction { id }
  ... on InteractionOffered { offerReason expiresAt } ... on OfferWithdrawn { why: withdrawalReason } } }`;

const agentOf = (client: TestClient) =>
  client
    .request<{ agent: { state: string; taskCount: number } }>(
      'query($name: ID!) { agent(id: $name) { state taskCount } }',
      { name: client.name },
    )
    .then(({ agent }) => agent);
const start = async (customer: TestClient, skill: string) =>
  (await customer.mutate('startInteraction', { input: { skill } })).interaction?.id ?? '';

test('an interaction is offered to the agent that has been idle longest, and not to agents that are busy or lack the skill', async () => {
  const { skill, agents, customer } = await createTeam(3);
  const [first, second, third] = agents as [TestClient, TestClient, TestClient];
  const unskilled = await harness.agent(`unskilled-${skill}`);
  for (const agent of [unskilled, second, first, third]) await agent.setState('IDLE');
  for (const agent of [second, first, third]) {
    const id = await start(customer, skill);
    expect(await agent.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
  }
  const id = await start(customer, skill);
  expect(
    (
      await customer.request<{ interaction: { status: string } }>(
        'query($id: ID!) { interaction(id: $id) { status } }',
        { id },
      )
    ).interaction.status,
  ).toBe('QUEUED');
  expect(await agentOf(unskilled)).toEqual({ state: 'IDLE', taskCount: 0 });
});

test('an unanswered offer is withdrawn as MISSED, the next agent gets an offer, and finally the first agent again', async () => {
  const { skill, agents, customer } = await createTeam(2);
  const [first, second] = agents as [TestClient, TestClient];
  const subscriptions = [
    first.subscribe<Notification>(notifications),
    second.subscribe<Notification>(notifications),
  ] as const;
  await first.setState('IDLE');
  await second.setState('IDLE');
  const id = await start(customer, skill);
  for (const subscription of subscriptions) {
    const offered = await subscription.next();
    expect(offered).toMatchObject({
      __typename: 'InteractionOffered',
      offerReason: 'QUEUE',
      interaction: { id },
    });
    expect(Date.parse(offered.expiresAt ?? '') - Date.parse(offered.at)).toBe(offerMs);
    expect(await subscription.next()).toMatchObject({
      __typename: 'OfferWithdrawn',
      why: 'MISSED',
      interaction: { id },
    });
  }
  expect(await subscriptions[0].next()).toMatchObject({
    __typename: 'InteractionOffered',
    interaction: { id },
  });
  expect(await first.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
});

test('an agent that becomes free is offered the interaction that has waited longest', async () => {
  const { skill, agents, customer } = await createTeam(1);
  const [agent] = agents as [TestClient];
  const waiting = [await start(customer, skill), await start(customer, skill), await start(customer, skill)];
  const subscription = agent.subscribe<Notification>(notifications);
  await agent.setState('IDLE');
  for (const id of waiting) {
    expect(
      (await subscription.until(({ __typename }) => __typename === 'InteractionOffered')).interaction.id,
    ).toBe(id);
    expect(await agent.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
    await agent.mutate('completeInteraction', { id });
  }
});

test('a transfer that the target agent rejects goes to the queue', async () => {
  const { skill, agents, customer } = await createTeam(3);
  const [first, second, third] = agents as [TestClient, TestClient, TestClient];
  const id = await harness.conversation(customer, first, { skill });
  await second.setState('IDLE');
  await first.mutate('singleStepTransfer', { id, to: { agentId: second.name } });
  await first.setState('UNAVAILABLE');
  await third.setState('IDLE');
  expect(await second.mutate('rejectInteraction', { id })).toMatchObject({ status: 'OK' });
  expect(await third.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
});

test('an agent that signs out or takes a break gets no offers, and its open offer goes to the next agent', async () => {
  const { skill, agents, customer } = await createTeam(3);
  const [first, second, third] = agents as [TestClient, TestClient, TestClient];
  for (const agent of agents) await agent.setState('IDLE');
  const id = await start(customer, skill);
  const subscriptions = [
    second.subscribe<Notification>(notifications),
    third.subscribe<Notification>(notifications),
  ] as const;
  await first.setState('LOGGED_OFF');
  expect(await subscriptions[0].next()).toMatchObject({
    __typename: 'InteractionOffered',
    interaction: { id },
  });
  await second.setState('UNAVAILABLE', 'lunch');
  expect(await subscriptions[0].next()).toMatchObject({ __typename: 'OfferWithdrawn', why: 'CANCELLED' });
  expect(await subscriptions[1].next()).toMatchObject({
    __typename: 'InteractionOffered',
    interaction: { id },
  });
  expect(await third.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
});

test('under load on two processes no agent exceeds its capacity, no agent has two offers of one interaction, and all are completed', async () => {
  const { skill, agents, customer } = await createTeam(4, { maxConcurrent: 2 });
  const remoteCustomer = await otherHarness.client(customer.name, 'chat.customer');
  const supervisor = await harness.client('supervisor', 'interaction.view agent.view');
  const total = 40;
  let accepted = 0;
  const members = await Promise.all(
    agents.map(async (agent, index) => {
      const client =
        index % 2 === 0
          ? agent
          : await otherHarness.client(agent.name, 'chat.agent interaction.agent agent.view');
      const subscription = client.subscribe<Notification>(notifications);
      await agent.setState('IDLE');
      return { client, subscription, index };
    }),
  );
  const working = members.map(async ({ client, subscription, index }) => {
    for (let turn = 0; accepted < total; turn++) {
      const notification = await subscription.next().catch(() => undefined);
      if (notification === undefined) return;
      if (notification.__typename !== 'InteractionOffered') continue;
      const { id } = notification.interaction;
      // Some offers are rejected, some are missed, and the others are accepted.
      if ((turn + index) % 7 === 3) await client.mutate('rejectInteraction', { id });
      else if ((turn + index) % 11 === 5) continue;
      else if ((await client.mutate('acceptInteraction', { id })).status === 'OK') {
        await client.mutate('completeInteraction', { id });
        accepted++;
      }
    }
  });
  const ids = await Promise.all(
    Array.from({ length: total }, (_, index) => start(index % 2 === 0 ? customer : remoteCustomer, skill)),
  );
  let aboveCapacity = 0;
  await until(async () => {
    const { agents: page } = await supervisor.request<{
      agents: { nodes: { taskCount: number; maxConcurrent: number }[] };
    }>('query($skill: String) { agents(skill: $skill) { nodes { taskCount maxConcurrent } } }', { skill });
    aboveCapacity += page.nodes.filter(({ taskCount, maxConcurrent }) => taskCount > maxConcurrent).length;
    return accepted >= total;
  });
  for (const { subscription } of members) subscription.stop();
  await Promise.all(working);
  expect(aboveCapacity).toBe(0);
  for (const id of ids) {
    const { interaction } = await supervisor.request<{ interaction: { status: string } }>(
      'query($id: ID!) { interaction(id: $id) { status } }',
      { id },
    );
    expect(interaction.status).toBe('COMPLETED');
  }
  // All slots are released.
  for (const agent of agents) await until(async () => (await agentOf(agent)).taskCount === 0);
  for (const { received } of members.map(({ subscription }) => subscription)) {
    const open = new Set<string>();
    for (const { __typename, interaction } of received)
      if (__typename === 'InteractionOffered') {
        expect(open.has(interaction.id)).toBe(false);
        open.add(interaction.id);
      } else open.delete(interaction.id);
  }
}, 60_000);

test('an agent that signs in gets the offer of a waiting interaction before the response, so it can accept at once', async () => {
  const { skill, agents, customer } = await createTeam(1);
  const [agent] = agents as [TestClient];
  const id = await start(customer, skill);
  await agent.setState('IDLE');
  expect(await agent.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
});
