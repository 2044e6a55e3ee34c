import { openProfiler, type Query } from '../../support/profiler.ts';
import { snapshotFacts } from '../../../src/domains/interactions/projector.ts';
import { historyOf, openHarness, type TestClient, type Harness } from './harness.ts';

const profiler = openProfiler(import.meta.url);
let harness: Harness;
let supervisor: TestClient;
let customer: TestClient;
let ann: TestClient;
let id: string;
const others = 30;

beforeAll(async () => {
  harness = await openHarness(import.meta.url, { OPERATIONS_PER_SECOND: '0' });
  supervisor = await harness.client('sue', 'interaction.view agent.view');
  for (const tenant of ['acme', 'umbrella']) {
    const own = tenant === 'acme' ? harness : await openHarness(import.meta.url, {}, tenant);
    const many = await own.customer('many');
    // The interactions have ended. The profiler would record the queries of sweeps for waiting ones.
    for (let n = 0; n < others; n++) {
      const { interaction } = await many.mutate('startInteraction', {
        input: { skill: `s${n % 3}`, text: 'x' },
      });
      await many.mutate('leaveInteraction', { id: interaction?.id });
    }
    if (own !== harness) await own.stop();
  }
  customer = await harness.customer('c');
  ann = await harness.agent('ann', { skills: ['own'], maxConcurrent: 5 });
  id = await harness.conversation(customer, ann, { skill: 'own' });
  for (let n = 0; n < 40; n++) await ann.mutate('sendMessage', { id, text: `${n}` });
});
afterAll(async () => {
  await harness.stop();
  await profiler.close();
});

/**
 * Returns whether a plan starts with an index scan by tenant or by id. The id starts with the tenant. EOF: the collection does not exist
 * yet.
 */
const isEfficient = ({ plan }: Query): boolean =>
  plan === 'EOF' ||
  plan
    .split(', IXSCAN')
    .every((part) =>
      /^(?:IDHACK|EXPRESS_IXSCAN \{ _id: 1|(?:IXSCAN |COUNT_SCAN | )?\{ (?:tenant|_id): )/.test(part),
    );

async function check(atMost: number, action: () => Promise<unknown>): Promise<readonly Query[]> {
  const queries = await profiler.during(action);
  expect(queries.length).toBeGreaterThan(0);
  for (const query of queries.filter(({ command }) => command !== 'insert' && command !== 'getMore'))
    expect({
      ...query,
      isEfficient: isEfficient(query),
      isWithinLimit: query.documentsRead <= atMost,
    }).toEqual({
      ...query,
      isEfficient: true,
      isWithinLimit: true,
      sorted: false,
    });
  return queries;
}

const always = '{ from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" }';
const page = (list: string) => `{ interactions(${list}) { nodes { id status } pageInfo { endCursor } } }`;

test.each([
  'first: 3',
  'first: 3, filter: { status: [COMPLETED] }',
  'first: 3, filter: { status: [COMPLETED, ACTIVE] }',
  'first: 3, filter: { skill: "s1" }',
  'first: 3, filter: { agentId: "ann" }',
  'first: 3, order: ASC',
  'first: 3, order: ASC, filter: { status: [COMPLETED, ACTIVE] }',
  'first: 3, filter: { types: [WEBCHAT] }',
  'first: 3, order: ASC, filter: { types: [WEBCHAT, VOICE] }',
  'first: 3, filter: { skill: "s1", status: [QUEUED, COMPLETED] }',
  'first: 3, filter: { agentId: "ann", status: [ACTIVE] }',
  'first: 3, filter: { agentId: "ann", isIn: true }',
  'first: 3, filter: { agentId: "ann", isIn: false }',
  'first: 3, order: ASC, filter: { isIn: false }',
  `first: 3, filter: { createdAt: ${always} }`,
  `first: 3, order: ASC, filter: { createdAt: ${always} }`,
  `first: 3, filter: { completedAt: ${always} }`,
  `first: 3, filter: { skill: "s1", completedAt: ${always} }`,
])('a page of interactions(%s) is read in the order of an index', async (list) => {
  await check(12, () => supervisor.request(page(list)));
});

test('a list of the caller’s own interactions reads few documents', async () => {
  for (const client of [ann, customer])
    for (const list of [
      'first: 3',
      'first: 3, filter: { isIn: true }',
      'first: 3, filter: { status: [ACTIVE] }',
    ])
      await check(4, () => client.request(page(list)));
});

test('the last event of an interaction is found without reading the others', async () => {
  const queries = await check(25, () =>
    ann.request('query($id: ID!) { interaction(id: $id) { events(last: 1) { pageInfo { endCursor } } } }', {
      id,
    }),
  );
  expect(queries.length).toBeLessThanOrEqual(3);
});

test('events of several interactions are read by their ids with a constant number of queries', async () => {
  const other = await harness.conversation(customer, ann, { skill: 'own' });
  const messagesOf = async (interaction: string) => {
    const events = await historyOf(ann, interaction);
    return events.filter(({ __typename }) => __typename === 'ChatMessage').map(({ id: event }) => event);
  };
  await ann.mutate('sendMessage', { id: other, text: 'x' });
  const [few, many] = [[...(await messagesOf(other))], (await messagesOf(id)).slice(0, 30)];
  const read = (ids: readonly string[]) =>
    check(90, () => ann.request('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }));
  expect((await read([...few, ...many])).length).toBe((await read(few)).length);
});

test('a process that does not know a long interaction reads a bounded part of its log', async () => {
  const long = await harness.conversation(customer, ann, { skill: 'own' });
  for (let sent = 0; sent < 3 * snapshotFacts; sent += 32)
    await Promise.all(Array.from({ length: 32 }, () => ann.mutate('sendMessage', { id: long, text: 'x' })));
  const other = await openHarness(import.meta.url, { OPERATIONS_PER_SECOND: '0' });
  try {
    const token = await other.client('ann', 'chat.agent interaction.agent agent.view');
    await check(snapshotFacts + 25, () => token.mutate('sendMessage', { id: long, text: 'x' }));
  } finally {
    await other.stop();
  }
});

test('an interaction, its messages and its history are read with an index', async () => {
  await check(1, () => ann.request('query($id: ID!) { interaction(id: $id) { status } }', { id }));
  await check(80, () =>
    ann.request(
      'query($id: ID!) { interaction(id: $id) { messages(last: 5) { totalCount nodes { text } } } }',
      {
        id,
      },
    ),
  );
  await check(80, () =>
    ann.request('query($id: ID!) { interaction(id: $id) { events(first: 10) { nodes { eventId } } } }', {
      id,
    }),
  );
});

test('sending a message is one insert', async () => {
  await ann.mutate('sendMessage', { id, text: 'warm' });
  const queries = await profiler.during(() =>
    harness.server.data(
      'mutation($id: ID!) { sendMessage(id: $id, text: "x") { status } }',
      { id },
      ann.token,
    ),
  );
  // Concurrent sweeps query the projections. A message does not.
  const own = queries.filter(({ collection }) => collection !== 'interactions');
  expect(own.map(({ command, collection }) => [command, collection])).toEqual([['insert', 'events']]);
});

test('the operations on an interaction use only queries with an index', async () => {
  await check(40, async () => {
    const own = await harness.conversation(customer, ann, { skill: 'own' });
    await customer.mutate('sendMessage', { id: own, text: 'x', clientMessageId: 'k' });
    await customer.mutate('sendMessage', { id: own, text: 'y', clientMessageId: 'k' });
    await ann.mutate('updateAttachedData', { id: own, attributes: { a: 1 } });
    await ann.mutate('inviteUser', { id: own, agentId: 'nobody' });
    await ann.mutate('requestChatHistory', { id: own });
    await ann.mutate('singleStepTransfer', { id: own, to: { skill: 'own' } });
    await ann.mutate('acceptInteraction', { id: own });
    await ann.mutate('completeInteraction', { id: own, workCodes: [{ group: 'g', name: 'n' }] });
  });
});
