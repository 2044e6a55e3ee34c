import { openProfiler, type Query } from '../../support/profiler.ts';
import { openHarness, type TestClient, type Harness } from './harness.ts';

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

const page = (list: string) => `{ interactions(${list}) { nodes { id status } pageInfo { endCursor } } }`;

test.each([
  'first: 3',
  'first: 3, filter: { status: [COMPLETED] }',
  'first: 3, filter: { status: [COMPLETED, ACTIVE] }',
  'first: 3, filter: { skill: "s1" }',
  'first: 3, filter: { agentId: "ann" }',
])('a page of interactions(%s) is read in the order of an index', async (list) => {
  await check(12, () => supervisor.request(page(list)));
});

test('a list of the caller’s own interactions reads few documents', async () => {
  for (const client of [ann, customer]) await check(4, () => client.request(page('first: 3')));
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
