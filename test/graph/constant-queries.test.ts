import { getNamedType, isObjectType, isRequiredArgument, type GraphQLField } from 'graphql';
import { agentExample, traceExample, usageExample } from '../domains/feeds/examples.ts';
import { openHarness, type Harness } from '../domains/interactions/harness.ts';
import { recordWith } from '../fixtures/liveperson/index.ts';
import { bareGraph, everyField } from '../support/every-field.ts';
import { importInto } from '../support/importing.ts';
import { openProfiler } from '../support/profiler.ts';
import { startTestServer, tokenFor, type TestServer } from '../support/server.ts';

// A list costs the same number of queries for any number of items, whichever fields are selected.

type Json = Record<string, unknown>;

const sizes = process.env.VERIFY === undefined ? ([1, 2, 6] as const) : ([1, 10, 40] as const);
const [, several, numberOfItems] = sizes;
const settings = {
  // The operations are long and compiled once for few executions.
  GRAPH_ENGINE: 'interpreted',
  OPERATIONS_PER_SECOND: '0',
  MAX_COST: '10000000',
  MAX_DEPTH: '20',
  MAX_TOKENS: '100000',
  MAX_ALIASES: '1000',
};
const start = Date.UTC(2020, 0, 1);
const numbers = Array.from({ length: numberOfItems }, (_, n) => n);
const profiler = openProfiler(import.meta.url);
const { schema } = bareGraph();

let harness: Harness;
let token: string;

beforeAll(async () => {
  harness = await openHarness(import.meta.url, settings);
  token = await tokenFor(
    'interaction.view agent.view engagement.view hybris.interactionrecording_view flow.view feed.view feed.ingest customer.view',
    { subject: 'sue' },
  );
  await Promise.all(numbers.map(playInteraction));
  const { app, ingestUrl } = harness.server;
  await importInto(
    app,
    'liveperson',
    'acme',
    numbers.map((n) =>
      recordWith({ engagementId: `e${n}`, startTimeL: start + n, agentLoginName: `a${n}` }, {}),
    ),
  );
  await importInto(
    app,
    'hybris',
    'acme',
    numbers.map((n) => ({
      id: n.toString(16).padStart(24, '0'),
      startAt: new Date(start + n).toISOString(),
      chatterIds: [`c${n}`, `a${n}`],
      chatterDetails: [{ id: `a${n}` }],
      createdBy: `a${n}`,
      transcript: [],
      engagementId: `e${n}`,
    })),
  );
  const events = numbers.flatMap((n) => [
    { ...traceExample, TaskId: `t${n}`, GatewayTaskId: `g${n}`, Username: `a${n}` },
    { ...agentExample, AgentSessionId: `s${n}`, Username: `a${n}` },
    { ...usageExample, Username: `a${n}` },
    { ActivityType: 'USER_USAGE', Username: n },
  ]);
  await fetch(ingestUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: events.map((event) => JSON.stringify(event)).join('\n'),
  });
  setupEnd = Date.now() + 1;
});
afterAll(async () => {
  await harness.stop();
  await profiler.close();
});

/** Plays an interaction that was started from a flow. Interactions have 1 to 5 messages. */
async function playInteraction(n: number): Promise<void> {
  const agent = await harness.agent(`a${n}`, { skills: [`s${n}`] });
  const customer = await harness.customer(`c${n}`);
  const application = await harness.client('shop', 'flow.manage');
  await application.request(
    `mutation ($id: ID!, $customerId: ID!) {
      startFlow(input: { interactionUniqueId: $id, customerId: $customerId }) { status }
      recordFlowStep(id: $id, step: { title: "One", choices: [] }) { status }
      setFlowVariables(id: $id, set: "card", variables: { number: 1 }) { status }
    }`,
    { id: `${n}`, customerId: `c${n}` },
  );
  const id = await harness.conversation(customer, agent, {
    skill: `s${n}`,
    text: `Hello ${n}`,
    interactionUniqueId: `${n}`,
  });
  for (let more = 0; more < n % 5; more++) await agent.mutate('sendMessage', { id, text: `${n}/${more}` });
  await agent.mutate('completeInteraction', { id });
  // The totals of a session without an end grow with time.
  await agent.setState('LOGGED_OFF');
}

const rangeOf = (from: number, to: number): string =>
  `{ from: "${new Date(from).toISOString()}", to: "${new Date(to).toISOString()}" }`;
const dayMs = 86_400_000;
/** The day up to the end of the setup. */
const today = 'range: TODAY';
let setupEnd = 0;
const past = `range: ${rangeOf(Date.UTC(2019, 1, 15), Date.UTC(2019, 2, 15))}`;

/** The arguments of the fields that need some. A new one is added here. */
const argumentsOf: Readonly<Record<string, readonly string[]>> = {
  // Only trace records of the feed.
  'Query.traceRecords': ['filter: { environment: "prod" }'],
  'Query.engagements': [`filter: { start: ${rangeOf(start, start + dayMs)} }`],
  'Agent.stateHistory': [`${today}, first: 2`, `${past}, last: 2`, `${today}, last: 1`],
  'Agent.stateTotals': [today, past],
  'Agent.sessions': [today, `${past}, first: 1`],
  'Agent.gaps': [today, past],
  'Agent.usage': [past],
  'Interaction.messages': ['first: 2', 'last: 2'],
  'Interaction.events': ['first: 3', 'last: 3'],
  'InteractionFlow.variableSet': ['name: "card"'],
  'InteractionFlow.photo': ['photoId: "p"'],
};

const ask = (
  query: string,
  variables: Json = {},
  server: Pick<TestServer, 'data'> = harness.server,
): Promise<Json> =>
  server.data(query.replaceAll('TODAY', rangeOf(setupEnd - dayMs, setupEnd)), variables, token);

const isConnection = (name: string) => name.endsWith('Connection');

/** Selects all fields of the items of a list, with the fields of referenced entities that have arguments. */
function selectionOf(typeName: string, depth = 0): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type) || isConnection(typeName)) return everyField(schema, typeName, true);
  const fields = Object.values(type.getFields()).flatMap((field) => selectField(typeName, field, depth));
  return `{ ${fields.join(' ')} }`;
}

function selectField(
  typeName: string,
  field: GraphQLField<unknown, unknown>,
  depth: number,
): readonly string[] {
  const { name, args, type } = field;
  const of = getNamedType(type);
  const given = argumentsOf[`${typeName}.${name}`];
  if (given === undefined && args.some(isRequiredArgument))
    throw new Error(`${typeName}.${name} needs arguments in this test.`);
  const isEntity = isObjectType(of) && of.getInterfaces().some((one) => one.name === 'Node');
  const selection =
    isEntity && depth === 0 ? selectionOf(of.name, depth + 1) : everyField(schema, of.name, true);
  return (given ?? ['']).map((one, index) =>
    one === '' ? `${name} ${selection}` : `${name}_${index}: ${name}(${one}) ${selection}`,
  );
}

const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ type }) =>
  isConnection(getNamedType(type).name),
);
const itemTypeOf = ({ type }: GraphQLField<unknown, unknown>): string =>
  getNamedType(type).name.slice(0, -'Connection'.length);
async function readList(name: string, selection: string, first: number): Promise<Page['nodes']> {
  const args = ['first: $first', ...(argumentsOf[`Query.${name}`] ?? [])].join(', ');
  const { list } = await ask(`query ($first: Int) { list: ${name}(${args}) { nodes ${selection} } }`, {
    first,
  });
  return (list as Page).nodes;
}

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo?: { readonly endCursor: string };
}

/** Returns the number of queries by collection. */
async function countQueries(action: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
  const queries = await profiler.during(action);
  return Object.fromEntries(
    [...Map.groupBy(queries, ({ collection }) => collection)]
      .map(([collection, own]) => [collection, own.length] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

test.each(lists.map((list) => [list.name, itemTypeOf(list)]))(
  'a list of %s costs the same number of queries for any number of items with all their fields',
  async (name, item) => {
    const selection = selectionOf(item);
    const read = (first: number) =>
      countQueries(async () => {
        expect(await readList(name, selection, first)).toHaveLength(first);
      });
    // The states of the interactions are then cached.
    await read(numberOfItems);
    const one = await read(1);
    if (process.env.SHOW_QUERIES !== undefined) console.log(name, one);
    expect([await read(several), await read(numberOfItems)]).toEqual([one, one]);
  },
);

test.each(lists.map((list) => [list.name, itemTypeOf(list)]))(
  'a list of %s has the same answers as its items one by one',
  async (name, item) => {
    const selection = selectionOf(item);
    const nodes = await readList(name, selection, numberOfItems);
    for (const node of [...nodes.slice(0, 1), ...nodes.slice(-1)]) {
      const { id } = node;
      expect(await ask(`query ($id: ID!) { node(id: $id) { ... on ${item} ${selection} } }`, { id })).toEqual(
        {
          node,
        },
      );
    }
  },
);

const nestedLists = {
  'Interaction.messages': ['', 'nodes { text }'],
  'Interaction.events': ['', 'nodes { eventId }'],
  'Agent.stateHistory': [`${today}, `, 'nodes { id }'],
  'Agent.sessions': [`${today}, `, 'nodes { sessionId }'],
} as const;

test.each(Object.entries(nestedLists))(
  '%s of many items continues each item after or before its own cursor, as one by one',
  async (coordinate, [given, nodes]) => {
    const [item, field] = coordinate.split('.');
    const list = item === 'Agent' ? 'agents' : 'interactions';
    const page = `{ ${nodes} pageInfo { startCursor endCursor hasNextPage hasPreviousPage } totalCount }`;
    const { first } = await ask(
      `{ first: ${list}(first: ${numberOfItems}) { nodes { id forwards: ${field}(${given}first: 1) ${page} backwards: ${field}(${given}last: 1) ${page} } } }`,
    );
    type Cursors = Record<
      'forwards' | 'backwards',
      { pageInfo: Record<'startCursor' | 'endCursor', string> }
    >;
    const parts = (first as { nodes: ({ id: string } & Cursors)[] }).nodes.map(
      ({ id, forwards, backwards }, n) => `i${n}: node(id: "${id}") { ... on ${item} {
        next: ${field}(${given}first: 2, after: "${forwards.pageInfo.endCursor}") ${page}
        previous: ${field}(${given}last: 2, before: "${backwards.pageInfo.startCursor}") ${page} } }`,
    );
    const together = await ask(`{ ${parts.join('\n')} }`);
    expect(Object.keys(together)).toHaveLength(numberOfItems);
    const alone: Json = {};
    for (const part of parts.filter((_, n) => n % 3 === 0)) Object.assign(alone, await ask(`{ ${part} }`));
    expect(together).toMatchObject(alone);
  },
);

test('the messages of interactions whose states are not cached cost the same number of queries for any number', async () => {
  const server = await startTestServer(import.meta.url, settings);
  try {
    // The server reads its settings once.
    await ask(
      '{ interactions(first: 1, order: ASC) { nodes { events(last: 1) { totalCount } } } }',
      {},
      server,
    );
    let after = 'null';
    const counts = [];
    for (const first of [1, several, numberOfItems - several - 2])
      counts.push(
        await countQueries(async () => {
          const { list } = await ask(
            `{ list: interactions(first: ${first}, after: ${after}) { nodes { messages(last: 1) { nodes { text } } } pageInfo { endCursor } } }`,
            {},
            server,
          );
          after = JSON.stringify((list as Page).pageInfo?.endCursor);
        }),
      );
    const [one] = counts;
    expect(counts).toEqual([one, one, one]);
  } finally {
    await server.stop();
  }
});

test.each([
  ['interactions', 'Interaction', '{ ... on Interaction { messages(last: 1) { nodes { text } } } }'],
  ['agents', 'Agent', `{ ... on Agent { stateHistory(${today}) { nodes { id } } } }`],
])('the subgraph %s reads _entities with a constant number of queries', async (domain, type, selection) => {
  const { list } = await ask(`{ list: ${domain}(first: ${numberOfItems}) { nodes { id } } }`);
  const representations = (list as Page).nodes.map(({ id }) => ({ __typename: type, id }));
  const server = await startTestServer(import.meta.url, { ...settings, DOMAINS: domain });
  try {
    const read = (count: number) =>
      countQueries(() =>
        ask(
          `query ($representations: [_Any!]!) { _entities(representations: $representations) ${selection} }`,
          { representations: representations.slice(0, count) },
          server,
        ),
      );
    await read(numberOfItems);
    const one = await read(1);
    expect([await read(several), await read(numberOfItems)]).toEqual([one, one]);
  } finally {
    await server.stop();
  }
});
