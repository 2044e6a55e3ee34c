import { openHarness, type Harness, type TestClient } from './harness.ts';

let harness: Harness;
let supervisor: TestClient;
let ann: TestClient;
let bob: TestClient;
let customer: TestClient;
/** Interactions in the order of creation, by name. */
let names: Map<string, string>;

beforeAll(async () => {
  harness = await openHarness(import.meta.url, { OFFER_TIMEOUT_MS: '60000', OPERATIONS_PER_SECOND: '0' });
  supervisor = await harness.client('sue', 'interaction.view agent.view');
  customer = await harness.customer('carla');
  const other = await harness.customer('dora');
  ann = await harness.agent('ann', { skills: ['cats', 'dogs'], maxConcurrent: 5 });
  bob = await harness.agent('bob', { maxConcurrent: 5 });
  names = new Map();
  const start = async (name: string, client: TestClient, literal: string) => {
    const query = `mutation { answer: startInteraction(input: ${literal}) { interaction { id } } }`;
    const { answer } = await client.request<{ answer: { interaction: { id: string } } }>(query);
    names.set(answer.interaction.id, name);
    return answer.interaction.id;
  };
  const abandoned = await start('abandoned', customer, '{ skill: "nobody" }');
  await customer.mutate('leaveInteraction', { id: abandoned });
  await start('queued', other, '{ skill: "nobody", type: VOICE }');
  await ann.setState('IDLE');
  const cats = await start('cats', customer, '{ skill: "cats" }');
  const dogs = await start('dogs', other, '{ skill: "dogs" }');
  for (const id of [cats, dogs])
    expect(await ann.mutate('acceptInteraction', { id })).toMatchObject({ status: 'OK' });
  await bob.setState('IDLE');
  await ann.mutate('inviteUser', { id: cats, agentId: 'bob' });
  expect(await bob.mutate('acceptInteraction', { id: cats })).toMatchObject({ status: 'OK' });
  expect(await ann.mutate('leaveConference', { id: cats })).toMatchObject({ status: 'OK' });
});
afterAll(async () => {
  await harness.stop();
});

interface Page {
  readonly interactions: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string; readonly createdAt: string }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}

const pageOf = async (client: TestClient, args: string) =>
  (
    await client.request<Page>(
      `{ interactions(${args}) { totalCount nodes { id createdAt } pageInfo { endCursor hasNextPage } } }`,
    )
  ).interactions;

async function listed(client: TestClient, args: string): Promise<readonly (string | undefined)[]> {
  const { nodes, totalCount } = await pageOf(client, args);
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ id }) => names.get(id));
}

test.each([
  ['order: ASC', ['abandoned', 'queued', 'cats', 'dogs']],
  ['order: DESC', ['dogs', 'cats', 'queued', 'abandoned']],
  ['first: 10', ['dogs', 'cats', 'queued', 'abandoned']],
  ['order: ASC, filter: { status: [ACTIVE, QUEUED] }', ['queued', 'cats', 'dogs']],
  ['filter: { status: [] }', []],
  ['filter: { types: [VOICE] }', ['queued']],
  ['filter: { types: [VOICE, WEBCHAT], status: [COMPLETED] }', ['abandoned']],
  ['filter: { skill: "nobody" }', ['queued', 'abandoned']],
  ['filter: { skill: "nobody", status: [QUEUED] }', ['queued']],
  ['filter: { agentId: "ann" }', ['dogs', 'cats']],
  ['filter: { agentId: "QWdlbnQ6YW5u" }', ['dogs', 'cats']],
  ['filter: { agentId: "ann", isIn: true }', ['dogs']],
  ['filter: { agentId: "ann", isIn: false }', ['cats']],
  ['filter: { agentId: "bob", isIn: true }', ['cats']],
  ['filter: { isIn: true }', []],
  ['filter: { isIn: false }', ['dogs', 'cats', 'queued', 'abandoned']],
  ['filter: { agentId: "ann", skill: "dogs", types: [WEBCHAT], isIn: true }', ['dogs']],
])('interactions(%s) has exactly the matching interactions, in the given order', async (args, expected) => {
  expect(await listed(supervisor, args)).toEqual(expected);
});

test('times bound the creation and the completion, and the end of a range is outside it', async () => {
  const { nodes } = await pageOf(supervisor, 'order: ASC');
  const [first, second] = nodes.map(({ createdAt }) => createdAt);
  const within = (name: string, from = '', to = '') =>
    `filter: { ${name}: { from: "${from}", to: "${to}" } }`;
  expect(await listed(supervisor, within('createdAt', first, second))).toEqual(['abandoned']);
  expect(await listed(supervisor, within('createdAt', second, '2100-01-01T00:00:00Z'))).toEqual([
    'dogs',
    'cats',
    'queued',
  ]);
  expect(await listed(supervisor, within('completedAt', first, '2100-01-01T00:00:00Z'))).toEqual([
    'abandoned',
  ]);
  expect(
    await listed(supervisor, within('completedAt', '2100-01-01T00:00:00Z', '2100-01-02T00:00:00Z')),
  ).toEqual([]);
  for (const name of ['createdAt', 'completedAt'])
    await expect(pageOf(supervisor, within(name, second, first))).rejects.toThrow(`filter.${name}.from`);
  await expect(pageOf(supervisor, 'filter: { types: [OTHER] }')).rejects.toThrow('filter.types');
});

test('an agent lists its own interactions, and a filter for another agent lists those that both took part in', async () => {
  expect(await listed(ann, 'first: 10')).toEqual(['dogs', 'cats']);
  expect(await listed(ann, 'filter: { isIn: true }')).toEqual(['dogs']);
  expect(await listed(ann, 'filter: { isIn: false }')).toEqual(['cats']);
  expect(await listed(ann, 'filter: { agentId: "bob" }')).toEqual(['cats']);
  expect(await listed(ann, 'filter: { agentId: "bob", isIn: true }')).toEqual(['cats']);
  expect(await listed(bob, 'filter: { agentId: "ann", isIn: true }')).toEqual([]);
});

test('a customer lists the own interactions, those the customer is in, and nothing by agent or skill', async () => {
  expect(await listed(customer, 'first: 10')).toEqual(['cats', 'abandoned']);
  expect(await listed(customer, 'filter: { isIn: true }')).toEqual(['cats']);
  expect(await listed(customer, 'filter: { isIn: false }')).toEqual(['abandoned']);
  expect(await listed(customer, 'filter: { agentId: "ann" }')).toEqual([]);
  expect(await listed(customer, 'filter: { skill: "cats" }')).toEqual([]);
});

test('pages in both orders cover the list, and a cursor of another order or filter is BAD_CURSOR', async () => {
  for (const [order, expected] of [
    ['ASC', ['abandoned', 'queued', 'cats', 'dogs']],
    ['DESC', ['dogs', 'cats', 'queued', 'abandoned']],
  ] as const) {
    const found: (string | undefined)[] = [];
    for (let after = ''; ;) {
      const { nodes, pageInfo } = await pageOf(supervisor, `order: ${order}, first: 1${after}`);
      found.push(...nodes.map(({ id }) => names.get(id)));
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(found).toEqual(expected);
  }
  const { pageInfo } = await pageOf(supervisor, 'first: 1, filter: { agentId: "ann" }');
  const after = `first: 1, after: "${pageInfo.endCursor}"`;
  await expect(pageOf(supervisor, `${after}, filter: { agentId: "QWdlbnQ6YW5u" }`)).resolves.toBeDefined();
  for (const args of [
    after,
    `${after}, filter: { agentId: "bob" }`,
    `${after}, order: ASC, filter: { agentId: "ann" }`,
  ])
    await expect(pageOf(supervisor, args)).rejects.toThrow('BAD_CURSOR');
});
