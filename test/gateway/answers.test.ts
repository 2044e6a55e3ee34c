import { conversationWith, recordWith } from '../fixtures/liveperson/index.ts';
import { importInto } from '../support/importing.ts';
import { Channel, RemoteSubgraphServer } from '../support/remote-subgraph.ts';
import { startTestServer, tokenFor, transcriptScopes, type TestServer } from '../support/server.ts';
import { TestSocket } from '../support/socket.ts';
import { until } from '../support/until.ts';

const crmTypes = /* GraphQL */ `
  type Query {
    crm: String
    founded(at: String = "in 1990"): DateTime
    history(of: [String]): [Past]
  }
  type Subscription {
    agentMoved: Agent
  }
  scalar DateTime
  scalar Milliseconds
  union Past = Move | Agent
  type Move {
    at: DateTime
  }
  type Took {
    longest: Milliseconds
    all: [Milliseconds]
  }
  type Agent @key(fields: "username") {
    username: ID!
    desk: String
    since: DateTime
    took: Took
  }
  type Engagement @key(fields: "id") {
    id: ID!
    order: String
  }
`;
const moves = new Channel();
const crmResolvers = {
  Subscription: { agentMoved: { subscribe: () => moves, resolve: (agent: unknown) => agent } },
  Query: {
    crm: () => 'here',
    founded: (_: unknown, { at }: { at: string }) => at,
    history: (_: unknown, { of }: { of: string[] }) => [
      ...of.map((at) => ({ __typename: 'Move', at })),
      { __typename: 'Agent', username: 'a1' },
    ],
  },
  Agent: {
    __resolveReference: (agent: unknown) => agent,
    desk: ({ username }: { username: string }) => `desk of ${username}`,
    since: ({ since }: { since?: string }) => since ?? 'Monday',
    took: () => ({ longest: 'hours', all: [1, -2, 3] }),
  },
  Engagement: {
    __resolveReference: (engagement: unknown) => engagement,
    order: ({ id }: { id: string }) => `order of ${id}`,
  },
};

let crm: RemoteSubgraphServer;
let unified: TestServer;
let gateway: TestServer;
let token: string;
beforeAll(async () => {
  crm = await RemoteSubgraphServer.start(crmTypes, crmResolvers);
  unified = await startTestServer(import.meta.url);
  gateway = await startTestServer(import.meta.url, { SUBGRAPHS: `crm=${crm.url}` });
  token = await tokenFor(`engagement.view agent.view agent.manage interaction.view ${transcriptScopes}`);
  await importInto(unified.app, 'liveperson', 'acme', [
    recordWith({ agentLoginName: 'a1' }),
    ...['2', '3'].map((id) => conversationWith({ conversationId: id })),
  ]);
  for (const username of ['a1', 'a2'])
    await unified.data(
      'mutation ($input: AgentInput!) { upsertAgent(input: $input) { agent { id } } }',
      { input: { username, nickname: `Agent ${username}` } },
      token,
    );
});
afterAll(async () => {
  await gateway.stop();
  await unified.stop();
  await crm.stop();
});

const span = '{ start: { from: "2017-07-10T00:00:00Z", to: "2017-07-20T00:00:00Z" } }';
const list = `engagements(filter: ${span}, first: 2)`;
const variables = {
  id: 'a1',
  range: { start: { from: '2017-07-10T00:00:00Z', to: '2017-07-20T00:00:00Z' } },
  bad: { start: { from: 'yesterday', to: '2100-01-01T00:00:00Z' } },
  first: 2,
  yes: true,
};

/** Operations on local fields. With the field `crm` in addition, the stitching library executes them. */
const questions = [
  `query { ${list} { totalCount nodes { engagementId startTime duration agent { username nickname } } pageInfo { endCursor hasNextPage } } }`,
  'query ($range: EngagementFilter!, $first: Int) { engagements(filter: $range, first: $first) { edges { cursor node { id startTime } } } }',
  'query ($range: EngagementFilter!, $yes: Boolean!) { x: engagements(filter: $range, first: 1) { nodes { ...E @include(if: $yes) } } } fragment E on Engagement { s: startTime lines { time by source text } agent @skip(if: $yes) { id } }',
  'query ($bad: EngagementFilter!) { engagements(filter: $bad, first: 1) { nodes { id } } }',
  'query { engagements(filter: { start: { from: "2000-01-01T00:00:00Z", to: "1999-01-01T00:00:00Z" } }, first: 1) { nodes { id } } }',
  `query { engagements(filter: ${span}, first: 100000) { nodes { id } } }`,
  `query { engagements(filter: ${span}, first: 1, after: "nonsense") { nodes { id } } }`,
  'query ($id: ID!) { a: agent(id: $id) { __typename id username nickname state skills } b: agent(id: "nobody") { id } }',
  'query { chatTranscript(id: "nonsense") { id } interaction(id: "nobody") { id } }',
  'mutation { upsertAgent(input: { username: "" }) { agent { id } } }',
  'mutation { a: upsertAgent(input: { username: "a2", nickname: "Two" }) { agent { ...A } } b: upsertAgent(input: { username: "a2", nickname: "Agent a2" }) { agent { ...A } } } fragment A on Agent { username nickname }',
];
const withoutIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, inner: unknown) => (key === 'locations' ? undefined : inner));

test.each(questions)(
  'local fields in a stitched operation have the same answer as in the unified graph: %s',
  async (question) => {
    const isMutation = question.startsWith('mutation');
    const used = Object.fromEntries(
      Object.entries(variables).filter(([name]) => question.includes(`$${name}:`)),
    );
    const alone = await unified.send(question, { variables: used, token });
    const mixed = question.replace('{', isMutation ? '{ __schema: __typename' : '{ crm');
    const joined = await gateway.send(
      isMutation ? question.replace(/nickname }/g, 'nickname desk }') : mixed,
      {
        variables: used,
        token,
      },
    );
    const { crm: _, ...data } = joined.body.data ?? {};
    const plain = JSON.parse(JSON.stringify(data), (key, inner: unknown) =>
      key === 'desk' ? undefined : inner,
    ) as object;
    expect([joined.body.data && plain, withoutIds(joined.body.errors ?? [])]).toEqual([
      alone.body.data,
      withoutIds(alone.body.errors ?? []),
    ]);
  },
);

test('scalars of the local schema in remote results are converted to their canonical form, or are errors', async () => {
  const { body } = await gateway.send(
    `{ bad: founded
       good: founded(at: "2016-06-19T14:29:08+0200")
       crm
       agent(id: "a1") { nickname ...At }
       history(of: ["2017-01-01T00:00:00Z", "soon", null]) { ... on Move { at } ... on Agent { desk } } }
     fragment At on Agent { since took { longest all } }`,
    { token },
  );
  const bad = (type: string, ...path: (string | number)[]) => ({
    message: `The subgraph crm answered with a value that is no ${type}.`,
    path,
    extensions: { code: 'SUBGRAPH_ERROR', subgraph: 'crm' },
  });
  expect(body.data).toEqual({
    bad: null,
    good: '2016-06-19T12:29:08.000Z',
    crm: 'here',
    agent: { nickname: 'Agent a1', since: null, took: { longest: null, all: [1, null, 3] } },
    history: [{ at: '2017-01-01T00:00:00.000Z' }, { at: null }, { at: null }, { desk: 'desk of a1' }],
  });
  expect(new Set(withoutIds(body.errors) as object[])).toEqual(
    new Set([
      bad('DateTime', 'bad'),
      bad('DateTime', 'agent', 'since'),
      bad('Milliseconds', 'agent', 'took', 'longest'),
      bad('Milliseconds', 'agent', 'took', 'all', 1),
      bad('DateTime', 'history', 1, 'at'),
    ]),
  );
});

test('an event of a remote subgraph is joined with the current values of local fields', async () => {
  const socket = await TestSocket.as(gateway.url, token);
  socket.subscribe('1', 'subscription { agentMoved { desk nickname since } }');
  await until(() => moves.subscribers === 1);
  for (const nickname of ['one', 'two']) {
    await gateway.data(
      'mutation ($input: AgentInput!) { upsertAgent(input: $input) { agent { id } } }',
      { input: { username: 'mover', nickname } },
      token,
    );
    moves.push({ username: 'mover', since: '2026-11-21T10:00:00+01:00' });
    expect((await socket.next()).payload).toEqual({
      data: { agentMoved: { desk: 'desk of mover', nickname, since: '2026-11-21T09:00:00.000Z' } },
    });
  }
  socket.terminate();
  await until(() => moves.subscribers === 0);
});

test('node(id) has remote fields on its possible types', async () => {
  const { nodes } = (
    await gateway.data<{ engagements: { nodes: { id: string; order: string }[] } }>(
      `{ ${list} { nodes { id order } } }`,
      {},
      token,
    )
  ).engagements;
  const [{ id, order } = { id: '', order: '' }] = nodes;
  expect(order).toBe(`order of ${id}`);
  expect(
    await gateway.data(
      `query ($id: ID!) { node(id: $id) { __typename id ... on Engagement { order engagementId } ... on Agent { desk } } }`,
      { id },
      token,
    ),
  ).toMatchObject({ node: { __typename: 'Engagement', id, order } });
});

test('access rules of local fields apply in stitched operations', async () => {
  const query = `{ crm ${list} { nodes { id order } } agent(id: "a1") { desk } }`;
  const others = await gateway.send(query, {
    token: await tokenFor('engagement.view agent.view', { tenant: 'other' }),
  });
  expect(others.body).toEqual({ data: { crm: 'here', engagements: { nodes: [] }, agent: null } });
  const customer = await gateway.send(query, { token: await tokenFor('chat.customer', { subject: 'C1' }) });
  expect(customer.body.data).toEqual({ crm: 'here', engagements: null, agent: null });
  expect(customer.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
});

test('a subscription to a conversation has remote fields, resumes after an event, and ends when the agent leaves', async () => {
  const as = (scopes: string, subject: string) => tokenFor(scopes, { subject });
  const agent = await as('chat.agent interaction.agent agent.view', 'a1');
  const customer = await as('chat.customer', 'C1');
  await gateway.data('mutation { setAgentState(state: IDLE) { agent { state } } }', {}, agent);
  const { startInteraction } = await gateway.data<{ startInteraction: { interaction: { id: string } } }>(
    'mutation { startInteraction(input: { nickname: "Carl" }) { interaction { id } } }',
    {},
    customer,
  );
  const { id } = startInteraction.interaction;
  await gateway.data('mutation ($id: ID!) { acceptInteraction(id: $id) { status } }', { id }, agent);
  const interactionEvents = `subscription ($id: ID!, $after: ID, $start: Boolean) {
    interactionEvents(id: $id, afterEventId: $after, fromStart: $start) {
      __typename eventId sequence ... on ParticipantJoined { participant { role agent { username desk } } } } }`;
  interface Event {
    readonly __typename: string;
    readonly eventId: string;
    readonly sequence: number;
  }
  const eventOf = (frame: { readonly payload?: unknown }) =>
    (frame.payload as { data: { interactionEvents: Event } }).data.interactionEvents;
  const first = await TestSocket.as(gateway.url, agent);
  first.subscribe('1', interactionEvents, { id, start: true });
  const all: Event[] = [];
  while (!JSON.stringify(all).includes('desk of a1')) all.push(eventOf(await first.next()));
  expect(all.map(({ sequence }) => sequence).toSorted((a, b) => a - b)).toEqual(
    all.map(({ sequence }) => sequence),
  );
  first.terminate();
  const second = await TestSocket.as(gateway.url, agent);
  second.subscribe('1', interactionEvents, { id, after: all[0]?.eventId });
  const again = (await second.take(all.length - 1)).map(eventOf);
  expect(again).toEqual(all.slice(1));
  second.subscribe('2', interactionEvents.replace('{ username desk }', '{ username }'), { id });
  await gateway.data('mutation ($id: ID!) { leaveInteraction(id: $id) { status } }', { id }, customer);
  await gateway.data('mutation ($id: ID!) { completeInteraction(id: $id) { status } }', { id }, agent);
  const ends = new Set<unknown>();
  while (ends.size < 2) {
    const frame = await second.next();
    if (frame.type !== 'next') ends.add(`${frame.type} ${frame.id ?? ''}`);
  }
  expect(ends).toEqual(new Set(['complete 1', 'complete 2']));
  second.terminate();
});
