import { until } from '../../support/until.ts';
import { openStage, type Person, type Stage } from './stage.ts';

/** Long enough to be accepted in time, also on a machine that does much else. */
const offerMs = 1000;
const settings = { OFFER_TIMEOUT_MS: String(offerMs), REOFFER_DELAY_MS: '200' };

let here: Stage;
let there: Stage;
beforeAll(async () => {
  here = await openStage(import.meta.url, settings);
  there = await openStage(import.meta.url, settings);
});
afterAll(async () => {
  await here.stop();
  await there.stop();
});

let number = 0;
async function team(size: number, options: { maxConcurrent?: number } = {}) {
  const skill = `skill${++number}`;
  const agents: Person[] = [];
  for (let index = 0; index < size; index++)
    agents.push(await here.agent(`${skill}-${index}`, { skills: [skill], ...options }));
  return { skill, agents, customer: await here.customer(`customer${number}`) };
}

interface Told {
  readonly __typename: string;
  readonly reason?: string;
  readonly why?: string;
  readonly expiresAt?: string;
  readonly at: string;
  readonly interaction: { readonly id: string };
}
const notifications = `subscription { notifications { __typename at interaction { id }
  ... on InteractionOffered { reason expiresAt } ... on OfferWithdrawn { why: reason } } }`;

const agentOf = (person: Person) =>
  person
    .ask<{ agent: { state: string; taskCount: number } }>(
      'query($name: ID!) { agent(username: $name) { state taskCount } }',
      { name: person.name },
    )
    .then(({ agent }) => agent);
const start = async (customer: Person, skill: string) =>
  (await customer.do('startInteraction', { input: { skill } })).interaction?.id ?? '';

test('the agent who has been idle longest is offered it; one without the skill, or who is not free, is not', async () => {
  const { skill, agents, customer } = await team(3);
  const [first, second, third] = agents as [Person, Person, Person];
  const unskilled = await here.agent(`unskilled-${skill}`);
  for (const agent of [unskilled, second, first, third]) await agent.setState('IDLE');
  for (const agent of [second, first, third]) {
    const id = await start(customer, skill);
    expect(await agent.do('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
  }
  const id = await start(customer, skill);
  expect(
    (
      await customer.ask<{ interaction: { status: string } }>(
        'query($id: ID!) { interaction(id: $id) { status } }',
        { id },
      )
    ).interaction.status,
  ).toBe('QUEUED');
  expect(await agentOf(unskilled)).toEqual({ state: 'IDLE', taskCount: 0 });
});

test('an offer that nobody answers is withdrawn as MISSED and goes to the next, and in the end to the first again', async () => {
  const { skill, agents, customer } = await team(2);
  const [first, second] = agents as [Person, Person];
  const heard = [first.hear<Told>(notifications), second.hear<Told>(notifications)] as const;
  await first.setState('IDLE');
  await second.setState('IDLE');
  const id = await start(customer, skill);
  for (const told of heard) {
    const offered = await told.next();
    expect(offered).toMatchObject({ __typename: 'InteractionOffered', reason: 'QUEUE', interaction: { id } });
    expect(Date.parse(offered.expiresAt ?? '') - Date.parse(offered.at)).toBe(offerMs);
    expect(await told.next()).toMatchObject({
      __typename: 'OfferWithdrawn',
      why: 'MISSED',
      interaction: { id },
    });
  }
  expect(await heard[0].next()).toMatchObject({ __typename: 'InteractionOffered', interaction: { id } });
  expect(await first.do('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
});

test('what waits is offered to whoever becomes free, the longest waiting first', async () => {
  const { skill, agents, customer } = await team(1);
  const [agent] = agents as [Person];
  const waiting = [await start(customer, skill), await start(customer, skill), await start(customer, skill)];
  const heard = agent.hear<Told>(notifications);
  await agent.setState('IDLE');
  for (const id of waiting) {
    expect((await heard.until(({ __typename }) => __typename === 'InteractionOffered')).interaction.id).toBe(
      id,
    );
    expect(await agent.do('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
    await agent.do('completeInteraction', { id });
  }
});

test('a transfer to an agent who does not take it goes to the queue, and is not lost', async () => {
  const { skill, agents, customer } = await team(3);
  const [first, second, third] = agents as [Person, Person, Person];
  const id = await here.conversation(customer, first, { skill });
  await second.setState('IDLE');
  await first.do('singleStepTransfer', { id, to: { agentId: second.name } });
  await first.setState('UNAVAILABLE');
  await third.setState('IDLE');
  expect(await second.do('rejectInteraction', { id })).toMatchObject({ status: 'OK' });
  expect(await third.do('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
});

test('who signs out, or takes a break, is offered nothing more; what was on offer goes to the next', async () => {
  const { skill, agents, customer } = await team(3);
  const [first, second, third] = agents as [Person, Person, Person];
  for (const agent of agents) await agent.setState('IDLE');
  const id = await start(customer, skill);
  const heard = [second.hear<Told>(notifications), third.hear<Told>(notifications)] as const;
  await first.setState('LOGGED_OFF');
  expect(await heard[0].next()).toMatchObject({ __typename: 'InteractionOffered', interaction: { id } });
  await second.setState('UNAVAILABLE', 'lunch');
  expect(await heard[0].next()).toMatchObject({ __typename: 'OfferWithdrawn', why: 'CANCELLED' });
  expect(await heard[1].next()).toMatchObject({ __typename: 'InteractionOffered', interaction: { id } });
  expect(await third.do('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
});

test('under load on two processes nobody is above capacity, nothing is offered twice at once, and everything is answered', async () => {
  const { skill, agents, customer } = await team(4, { maxConcurrent: 2 });
  const far = await there.person(customer.name, 'chat.customer');
  const supervisor = await here.person('supervisor', 'interaction.view agent.view');
  const total = 40;
  let accepted = 0;
  const seats = await Promise.all(
    agents.map(async (agent, index) => {
      const seat =
        index % 2 === 0 ? agent : await there.person(agent.name, 'chat.agent interaction.agent agent.view');
      const heard = seat.hear<Told>(notifications);
      await agent.setState('IDLE');
      return { seat, heard, index };
    }),
  );
  const working = seats.map(async ({ seat, heard, index }) => {
    for (let turn = 0; accepted < total; turn++) {
      const told = await heard.next().catch(() => undefined);
      if (told === undefined) return;
      if (told.__typename !== 'InteractionOffered') continue;
      const { id } = told.interaction;
      // Some reject, some miss; the rest do their work.
      if ((turn + index) % 7 === 3) await seat.do('rejectInteraction', { id });
      else if ((turn + index) % 11 === 5) continue;
      else if ((await seat.do('acceptInteraction', { id })).status === 'OK') {
        await seat.do('completeInteraction', { id });
        accepted++;
      }
    }
  });
  const ids = await Promise.all(
    Array.from({ length: total }, (_, index) => start(index % 2 === 0 ? customer : far, skill)),
  );
  let over = 0;
  await until(async () => {
    const { agents: page } = await supervisor.ask<{
      agents: { nodes: { taskCount: number; maxConcurrent: number }[] };
    }>('query($skill: String) { agents(skill: $skill) { nodes { taskCount maxConcurrent } } }', { skill });
    over += page.nodes.filter(({ taskCount, maxConcurrent }) => taskCount > maxConcurrent).length;
    return accepted >= total;
  });
  for (const { heard } of seats) heard.stop();
  await Promise.all(working);
  expect(over).toBe(0);
  for (const id of ids) {
    const { interaction } = await supervisor.ask<{ interaction: { status: string } }>(
      'query($id: ID!) { interaction(id: $id) { status } }',
      { id },
    );
    expect(interaction.status).toBe('COMPLETED');
  }
  // Everybody is free again: no slot was left behind.
  for (const agent of agents) await until(async () => (await agentOf(agent)).taskCount === 0);
  for (const heard of seats.map(({ heard: each }) => each.all)) {
    const open = new Set<string>();
    for (const { __typename, interaction } of heard)
      if (__typename === 'InteractionOffered') {
        expect(open.has(interaction.id)).toBe(false);
        open.add(interaction.id);
      } else open.delete(interaction.id);
  }
}, 60_000);

test('who signs in is offered what waits before the answer: it can be accepted at once', async () => {
  const { skill, agents, customer } = await team(1);
  const [agent] = agents as [Person];
  const id = await start(customer, skill);
  await agent.setState('IDLE');
  expect(await agent.do('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
});
