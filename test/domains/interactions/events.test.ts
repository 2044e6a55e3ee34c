import {
  eventSelection,
  historyOf,
  openHarness,
  type Event,
  type Harness,
  type TestClient,
} from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness(import.meta.url, { OFFER_TIMEOUT_MS: '60000', OPERATIONS_PER_SECOND: '0' });
});
afterAll(async () => {
  await harness.stop();
});

let number = 0;
async function createClients() {
  const skill = `skill${++number}`;
  const customer = await harness.customer(`customer${number}`);
  const ann = await harness.agent(`ann${number}`, { skills: [skill], maxConcurrent: 5 });
  const bob = await harness.agent(`bob${number}`);
  return { customer, ann, bob, skill };
}

/** Invites an agent, who accepts. */
async function join(host: TestClient, guest: TestClient, id: string): Promise<void> {
  await guest.setState('IDLE');
  await host.mutate('inviteUser', { id, agentId: guest.name });
  expect(await guest.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
}

async function nodesOf(client: TestClient, ids: readonly string[]): Promise<readonly (Event | null)[]> {
  const query = `query($ids: [ID!]!) { nodes(ids: $ids) { ... on InteractionEvent ${eventSelection} } }`;
  return (await client.request<{ nodes: (Event | null)[] }>(query, { ids })).nodes;
}

interface EventConnection {
  readonly totalCount: number;
  readonly nodes: readonly Event[];
  readonly edges: readonly { readonly cursor: string; readonly node: Event }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

async function pageOf(
  client: TestClient,
  id: string,
  args: string,
  list: 'events' | 'messages' = 'events',
): Promise<EventConnection> {
  const query = `query($id: ID!) { interaction(id: $id) { page: ${list}(${args}) { totalCount
    nodes { eventId } edges { cursor node { eventId } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;
  return (await client.request<{ interaction: { page: EventConnection } }>(query, { id })).interaction.page;
}

const idsOf = (events: readonly { readonly eventId: string }[]) => events.map(({ eventId }) => eventId);

describe('events as nodes', () => {
  test('each event of a history is read by its global id, with the same fields', async () => {
    const { customer, ann, bob, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, text: 'one' });
    await join(ann, bob, id);
    await ann.mutate('updateAttachedData', { id, attributes: { a: 1 } });
    await ann.mutate('leaveConference', { id });
    const history = await historyOf(bob, id);
    expect(new Set(history.map(({ __typename }) => __typename)).size).toBe(6);
    expect(
      await nodesOf(
        bob,
        history.map((event) => event.id),
      ),
    ).toEqual(history);
    const [first] = history;
    const { node } = await bob.request<{ node: Event }>(
      `query($id: ID!) { node(id: $id) { __typename id ... on InteractionEvent { eventId } } }`,
      { id: first?.id },
    );
    expect(node).toEqual({ __typename: first?.__typename, id: first?.id, eventId: first?.eventId });
  });

  test('an event that the caller may not see is null', async () => {
    const { customer, ann, bob, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, text: 'one' });
    await join(ann, bob, id);
    await bob.mutate('leaveConference', { id });
    await harness.server.data(
      'mutation($id: ID!) { sendMessage(id: $id, text: "among us", visibility: AGENTS) { status } }',
      { id },
      ann.token,
    );
    await ann.mutate('updateAttachedData', { id, attributes: { a: 1 } });
    const history = await historyOf(ann, id);
    const ids = history.map((event) => event.id);
    const stranger = await harness.agent(`stranger${number}`);
    const offered = await harness.agent(`offered${number}`);
    await offered.setState('IDLE');
    await ann.mutate('inviteUser', { id, agentId: offered.name });
    const foreign = await openHarness(import.meta.url, {}, 'umbrella');
    const other = await foreign.client(ann.name, 'chat.agent interaction.view');
    const noScope = await harness.client(ann.name, 'agent.view');
    for (const client of [stranger, offered, other])
      expect(await nodesOf(client, ids)).toEqual(ids.map(() => null));
    await expect(nodesOf(noScope, ids)).rejects.toThrow('FORBIDDEN');
    for (const client of [customer, bob]) {
      const visible = new Map((await historyOf(client, id)).map((event) => [event.eventId, event]));
      expect(visible.size).toBeLessThan(history.length);
      expect(await nodesOf(client, ids)).toEqual(history.map((event) => visible.get(event.eventId) ?? null));
    }
    await foreign.stop();
  });

  test('an altered id, an id of another type and an id from before a restored backup are null', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, text: 'one' });
    const events = await historyOf(ann, id);
    const message = events.find(({ __typename }) => __typename === 'ChatMessage');
    const natural = Buffer.from(message?.id ?? '', 'base64url').toString();
    const altered = [
      natural.replace('ChatMessage', 'StatusChanged'),
      natural.replace(/:[^:]*$/, ':x'),
      natural.replace(/:[^:]*$/, ''),
      natural.replace(/^ChatMessage:[^:]*/, 'ChatMessage:other'),
    ].map((text) => Buffer.from(text).toString('base64url'));
    expect(await nodesOf(ann, altered)).toEqual([null, null, null, null]);
    await harness.server.app.ids.renew();
    expect(await nodesOf(ann, [message?.id ?? ''])).toEqual([null]);
  });

  test('the interaction of an event is the interaction as it is now', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, text: 'one' });
    const selection = '{ eventId interaction { id status owner { username } } }';
    const subscribe = (client: TestClient) =>
      client.subscribe<{ interaction: object | null }>(
        `subscription($id: ID!) { interactionEvents(id: $id, fromStart: true) ${selection} }`,
        { id },
      );
    const [agents, customers] = [subscribe(ann), subscribe(customer)];
    expect(await agents.next()).toMatchObject({
      interaction: { id, status: 'ACTIVE', owner: { username: ann.name } },
    });
    // Payloads of the same event are not shared between callers that see different interactions.
    expect(await customers.next()).toMatchObject({ interaction: { id, status: 'ACTIVE', owner: null } });
    await ann.mutate('completeInteraction', { id });
    expect(await agents.ended).toEqual([]);
    expect(agents.received.at(-1)).toMatchObject({ interaction: { id, status: 'COMPLETED' } });
    const query = `query($id: ID!) { interaction(id: $id) { events(first: 100) { nodes ${selection} } } }`;
    const { interaction } = await ann.request<{ interaction: { events: { nodes: object[] } } }>(query, {
      id,
    });
    for (const event of interaction.events.nodes)
      expect(event).toMatchObject({ interaction: { status: 'COMPLETED' } });
  });
});

describe('the connection of events', () => {
  test('pages in both directions cover the history, and their cursors are the event ids', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, text: 'one' });
    for (const text of ['two', 'three', 'four']) await ann.mutate('sendMessage', { id, text });
    const all = idsOf(await historyOf(ann, id));
    const whole = await pageOf(ann, id, 'first: 100');
    expect(idsOf(whole.nodes)).toEqual(all);
    expect(whole.edges.map(({ cursor }) => cursor)).toEqual(all);
    expect(whole.totalCount).toBe(all.length);
    const forwards: string[] = [];
    for (let after = ''; ;) {
      const page = await pageOf(ann, id, `first: 2${after === '' ? '' : `, after: "${after}"`}`);
      forwards.push(...idsOf(page.nodes));
      expect(page.pageInfo.hasPreviousPage).toBe(after !== '');
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor ?? '';
    }
    expect(forwards).toEqual(all);
    const backwards: string[] = [];
    for (let before = ''; ;) {
      const page = await pageOf(ann, id, `last: 2${before === '' ? '' : `, before: "${before}"`}`);
      backwards.unshift(...idsOf(page.nodes));
      if (!page.pageInfo.hasPreviousPage) break;
      before = page.pageInfo.startCursor ?? '';
    }
    expect(backwards).toEqual(all);
    const empty = await pageOf(ann, id, 'first: 0');
    expect([empty.nodes, empty.totalCount]).toEqual([[], all.length]);
    await expect(pageOf(ann, id, 'first: 101')).rejects.toThrow('BAD_USER_INPUT');
  });

  test('a customer’s count and pages leave out hidden events, and a former participant’s end with the leave', async () => {
    const { customer, ann, bob, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, text: 'one' });
    await join(ann, bob, id);
    await bob.mutate('leaveConference', { id });
    await ann.mutate('updateAttachedData', { id, attributes: { a: 1 } });
    for (const client of [customer, bob]) {
      const all = idsOf(await historyOf(client, id));
      const page = await pageOf(client, id, 'last: 3');
      expect(idsOf(page.nodes)).toEqual(all.slice(-3));
      expect(page.totalCount).toBe(all.length);
    }
  });

  test('a subscription continues exactly after the last event of a page', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, text: 'one' });
    for (const list of ['events', 'messages'] as const) {
      const { pageInfo } = await pageOf(ann, id, 'last: 1', list);
      await customer.mutate('sendMessage', { id, text: `after ${list}` });
      const events = ann.subscribe(
        `subscription($id: ID!, $after: ID) { interactionEvents(id: $id, afterEventId: $after) ${eventSelection} }`,
        { id, after: pageInfo.endCursor },
      );
      expect(await events.until(({ __typename }) => __typename === 'ChatMessage')).toMatchObject({
        text: `after ${list}`,
      });
      events.stop();
    }
  });

  test('the cursors of messages are event ids, and any event id of the interaction is a cursor', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, text: 'one' });
    await ann.mutate('sendMessage', { id, text: 'two' });
    const history = await historyOf(ann, id);
    const messages = idsOf(history.filter(({ __typename }) => __typename === 'ChatMessage'));
    const page = await pageOf(ann, id, 'first: 10', 'messages');
    expect(page.edges.map(({ cursor }) => cursor)).toEqual(messages);
    const joined = history.findLast(({ __typename }) => __typename === 'ParticipantJoined');
    const after = await pageOf(ann, id, `first: 10, after: "${joined?.eventId}"`, 'messages');
    expect(idsOf(after.nodes)).toEqual(messages.slice(1));
  });

  test('a cursor of another interaction is BAD_CURSOR, and one from before a restored backup HISTORY_LOST', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, text: 'one' });
    const other = await harness.conversation(customer, ann, { skill, text: 'one' });
    const [foreign] = idsOf(await historyOf(ann, other));
    for (const list of ['events', 'messages'] as const)
      for (const [args, field] of [
        [`first: 1, after: "${foreign}"`, 'after'],
        [`last: 1, before: "${foreign}"`, 'before'],
        ['first: 1, after: "x"', 'after'],
      ] as const)
        await expect(pageOf(ann, id, args, list)).rejects.toThrow(
          new RegExp(`"code":"BAD_CURSOR".*"field":"${field}"|"field":"${field}".*"code":"BAD_CURSOR"`),
        );
    const [own] = idsOf(await historyOf(ann, id));
    await harness.server.app.ids.renew();
    await expect(pageOf(ann, id, `first: 1, after: "${own}"`)).rejects.toThrow('HISTORY_LOST');
  });

  test('the global id of an event is taken wherever its event id is', async () => {
    const { customer, ann, skill } = await createClients();
    const id = await harness.conversation(customer, ann, { skill, text: 'one' });
    const history = await historyOf(ann, id);
    const [, second] = history;
    const events = ann.subscribe(
      `subscription($id: ID!, $after: ID) { interactionEvents(id: $id, afterEventId: $after) ${eventSelection} }`,
      { id, after: second?.id },
    );
    expect(await events.next()).toEqual(history[2]);
    events.stop();
    expect(await ann.mutate('requestChatHistory', { id, eventId: second?.id })).toMatchObject({
      status: 'OK',
    });
  });
});
