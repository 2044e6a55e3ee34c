import { openProfiler, type Query } from '../../support/profiler.ts';
import { openStage, type Person, type Stage } from './stage.ts';

const profiler = openProfiler(import.meta.url);
let stage: Stage;
let supervisor: Person;
let customer: Person;
let ann: Person;
let id: string;
const others = 30;

beforeAll(async () => {
  stage = await openStage(import.meta.url, { OPERATIONS_PER_SECOND: '0' });
  supervisor = await stage.person('sue', 'interaction.view agent.view');
  for (const tenant of ['acme', 'umbrella']) {
    const there = tenant === 'acme' ? stage : await openStage(import.meta.url, {}, tenant);
    const many = await there.customer('many');
    // Finished ones: those that wait are looked at by sweeps, which would be seen here.
    for (let n = 0; n < others; n++) {
      const { interaction } = await many.do('startInteraction', { input: { skill: `s${n % 3}`, text: 'x' } });
      await many.do('leaveInteraction', { id: interaction?.id });
    }
    if (there !== stage) await there.stop();
  }
  customer = await stage.customer('c');
  ann = await stage.agent('ann', { skills: ['own'], maxConcurrent: 5 });
  id = await stage.conversation(customer, ann, { skill: 'own' });
  for (let n = 0; n < 40; n++) await ann.do('sendMessage', { id, text: `${n}` });
});
afterAll(async () => {
  await stage.stop();
  await profiler.close();
});

/** A plan is good if it begins in an index at the tenant, or at the id, which begins with the tenant too. */
/** EOF: the collection is not there yet. */
const isGood = ({ plan }: Query): boolean =>
  plan === 'EOF' ||
  plan
    .split(', IXSCAN')
    .every((part) =>
      /^(?:IDHACK|EXPRESS_IXSCAN \{ _id: 1|(?:IXSCAN |COUNT_SCAN | )?\{ (?:tenant|_id): )/.test(part),
    );

async function check(atMost: number, act: () => Promise<unknown>): Promise<readonly Query[]> {
  const queries = await profiler.during(act);
  expect(queries.length).toBeGreaterThan(0);
  for (const query of queries.filter(({ command }) => command !== 'insert' && command !== 'getMore'))
    expect({ ...query, good: isGood(query), few: query.documentsRead <= atMost }).toEqual({
      ...query,
      good: true,
      few: true,
      sorted: false,
    });
  return queries;
}

const page = (list: string) => `{ interactions(${list}) { nodes { id status } pageInfo { endCursor } } }`;

test.each([
  'first: 3',
  'first: 3, status: [COMPLETED]',
  'first: 3, status: [COMPLETED, ACTIVE]',
  'first: 3, skill: "s1"',
  'first: 3, agent: "ann"',
])('a page of interactions(%s) is read in the order of an index', async (list) => {
  await check(12, () => supervisor.ask(page(list)));
});

test('one’s own interactions are found by who one is', async () => {
  for (const person of [ann, customer]) await check(4, () => person.ask(page('first: 3')));
});

test('an interaction, its messages and its history', async () => {
  await check(1, () => ann.ask('query($id: ID!) { interaction(id: $id) { status } }', { id }));
  await check(80, () =>
    ann.ask('query($id: ID!) { interaction(id: $id) { messages(last: 5) { totalCount nodes { text } } } }', {
      id,
    }),
  );
  await check(80, () =>
    ann.ask('query($id: ID!) { interaction(id: $id) { history(limit: 10) { eventId } } }', { id }),
  );
});

test('a message is one insert, and nothing else', async () => {
  await ann.do('sendMessage', { id, text: 'warm' });
  const queries = await profiler.during(() =>
    stage.server.data('mutation($id: ID!) { sendMessage(id: $id, text: "x") { status } }', { id }, ann.token),
  );
  // A sweep that comes by compares projections with the log; a message has nothing to do with them.
  const own = queries.filter(({ collection }) => collection !== 'interactions');
  expect(own.map(({ command, collection }) => [command, collection])).toEqual([['insert', 'events']]);
});

test('a life of an interaction asks nothing without an index', async () => {
  await check(40, async () => {
    const own = await stage.conversation(customer, ann, { skill: 'own' });
    await customer.do('sendMessage', { id: own, text: 'x', clientMessageId: 'k' });
    await customer.do('sendMessage', { id: own, text: 'y', clientMessageId: 'k' });
    await ann.do('updateAttachedData', { id: own, attributes: { a: 1 } });
    await ann.do('inviteUser', { id: own, agentId: 'nobody' });
    await ann.do('requestChatHistory', { id: own });
    await ann.do('singleStepTransfer', { id: own, to: { skill: 'own' } });
    await ann.do('acceptInteraction', { id: own });
    await ann.do('completeInteraction', { id: own, workCodes: [{ group: 'g', name: 'n' }] });
  });
});
