import { MongoClient } from 'mongodb';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { traceExample, usageExample, workCodeExample } from './examples.ts';
import { testDatabase } from '../../support/mongo.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

type Json = Record<string, unknown>;

let server: TestServer;
let desk: FeedClient;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(() => server.stop());
beforeEach(async () => {
  desk = await openFeedClient(server);
});

const post = (body: BodyInit, token = desk.token) =>
  fetch(server.url.replace('/graphql', '/ingest/symbee'), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body,
    duplex: 'half',
  } as RequestInit);
const lines = (events: readonly unknown[]) => events.map((event) => JSON.stringify(event)).join('\n');

test('a customer is shown no dead letters and takes no events, as no feeds', async () => {
  const bad = { ActivityType: 'X', FarEndAddress: '+1555' };
  await desk.ingest(bad);
  const token = await tokenFor('chat.customer feed.view feed.ingest', {
    tenant: desk.tenant,
    subject: 'cleo',
  });
  const { body } = await server.send(
    '{ feedEvents { totalCount } traceRecords { totalCount } deadLetters { totalCount nodes { event } } }',
    { token },
  );
  expect(body.data).toEqual({ feedEvents: null, traceRecords: null, deadLetters: null });
  const id = (await letters())[0]?.id ?? '';
  for (const mutation of [
    'ingestEvents(events: [{}]) { read }',
    `mendDeadLetter(id: "${id}", event: {}) { id }`,
    `replayDeadLetters(ids: ["${id}"]) { id }`,
    `discardDeadLetter(id: "${id}") { id }`,
  ]) {
    const refused = await server.send(`mutation { ${mutation} }`, { token });
    expect(refused.body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  expect((await post(lines([usageExample]), token)).status).toBe(403);
  expect(await letters()).toHaveLength(1);
});

test.each(['first', 'last', 'at once'])(
  'a record that came by its gateway’s id alone, %s, is one with the one that names both',
  async (when) => {
    const { TaskId: _, ...half } = traceExample;
    const whole = { ...traceExample, CompletedTimestamp: '2019-02-28T01:06:54Z' };
    if (when === 'at once') await Promise.all([desk.ingest(half), desk.ingest(whole)]);
    else for (const event of when === 'first' ? [half, whole] : [whole, half]) await desk.ingest(event);
    expect(await desk.ingest(half)).toMatchObject({ duplicate: 1 });
    expect(
      await desk.record({ gatewayTaskId: traceExample.GatewayTaskId }, 'taskId events { activityType }'),
    ).toEqual({
      taskId: traceExample.TaskId,
      events: [{ activityType: 'INTERACTION_TRACE_RECORD' }, { activityType: 'INTERACTION_TRACE_RECORD' }],
    });
    expect(await desk.records('')).toHaveLength(1);
  },
);

test('a record with very many work codes takes none from the others of its page', async () => {
  const two = { ...traceExample, TaskId: 'two', GatewayTaskId: 'g2' };
  await desk.ingest(traceExample, two);
  await desk.ingest(
    ...Array.from({ length: 300 }, (_, n) => ({
      ...workCodeExample,
      WorkCodeName: `code ${n}`,
      GatewayTaskId: traceExample.GatewayTaskId,
    })),
    { ...workCodeExample, CreatedDate: '2020-01-01T00:00:00Z', GatewayTaskId: 'g2' },
  );
  const nodes = await desk.records('', 'taskId workCodes { name } events { activityType }');
  const [of] = nodes.filter(({ taskId }) => taskId === 'two');
  expect(of).toEqual({
    taskId: 'two',
    workCodes: [{ name: workCodeExample.WorkCodeName }],
    events: [{ activityType: 'INTERACTION_TRACE_RECORD' }, { activityType: 'WORK_CODES' }],
  });
});

const bads = Array.from({ length: 20 }, (_, n) => ({ ActivityType: `X${n}` }));
const replay = 'mutation ($ids: [ID!]!) { replayDeadLetters(ids: $ids) { id status outcome mended } }';
const letters = async () =>
  (
    await desk.data<{ deadLetters: { nodes: { id: string; mended: Json }[] } }>(
      '{ deadLetters { nodes { id mended } } }',
    )
  ).deadLetters.nodes;

/** As an older version of this server left it: what it could not take, and this one can. */
async function makeGood(): Promise<void> {
  const { uri, name } = testDatabase(import.meta.url);
  const client = await MongoClient.connect(uri);
  const all = await client.db(name).collection('deadLetters').find({ tenant: desk.tenant }).toArray();
  for (const [n, { _id }] of all.entries())
    await client
      .db(name)
      .collection('deadLetters')
      .updateOne({ _id }, { $set: { text: JSON.stringify({ ...usageExample, Username: `u${n}` }) } });
  await client.close();
}

test('letters replayed twice at once: both answer, each is taken once and counts as new', async () => {
  await desk.ingest(...bads);
  await makeGood();
  const ids = (await letters()).map(({ id }) => id);
  const answers = await Promise.all(
    [1, 2].map(() => server.send(replay, { variables: { ids }, token: desk.token })),
  );
  expect(answers.map(({ body }) => body.errors)).toEqual([undefined, undefined]);
  expect(await letters()).toEqual([]);
});

test('a replay does not undo what a letter is mended to meanwhile', async () => {
  await desk.ingest(...bads);
  const ids = (await letters()).map(({ id }) => id);
  await Promise.all([
    server.send(replay, { variables: { ids }, token: desk.token }),
    ...ids.map((id) =>
      desk.data('mutation ($id: ID!, $event: JSON!) { mendDeadLetter(id: $id, event: $event) { id } }', {
        id,
        event: { ActivityType: 'Y' },
      }),
    ),
  ]);
  expect((await letters()).map(({ mended }) => mended)).toEqual(ids.map(() => ({ ActivityType: 'Y' })));
});

test('a reason is short, whatever is at fault', async () => {
  const secret = 'x'.repeat(900_000);
  const body = lines(
    Array.from({ length: 40 }, (_, n) => ({
      ...traceExample,
      TaskId: `t${n}`,
      WrapDurationInMillis: secret,
    })),
  );
  const response = await post(body);
  const text = await response.text();
  expect([response.status, text.length < 100_000 ? 'short' : text.length]).toEqual([200, 'short']);
});

test.each([199, 1000, 2000, 3000, 4000])(
  'an event nested %d deep through the graph is no internal fault',
  async (depth) => {
    const events = `[{"ActivityType":"WORK_CODES","Odd":${'['.repeat(depth)}${']'.repeat(depth)}}]`;
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${desk.token}` },
      body: `{"query":"mutation ($e: [JSON!]!) { ingestEvents(events: $e) { read } }","variables":{"e":${events}}}`,
    });
    const body = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    expect(body.errors?.[0]?.extensions.code ?? 'none').not.toMatch(/INTERNAL/);
  },
);

test('an event of another task whose gateway id is this one’s task id is none of this one', async () => {
  await desk.ingest(
    { ...traceExample, TaskId: 'A', GatewayTaskId: 'gA' },
    { ...traceExample, TaskId: 'B', GatewayTaskId: 'A' },
  );
  expect(await desk.record({ taskId: 'A' }, 'events { raw }')).toMatchObject({
    events: [{ raw: { TaskId: 'A' } }],
  });
});

test.each([
  [20, true],
  [25, false],
])('a circle of %d origins is told within 20 steps: %s', async (length, isTransferCycle) => {
  await desk.ingest(
    ...Array.from({ length }, (_, n) => ({
      ...traceExample,
      TaskId: `t${n}`,
      GatewayTaskId: `g${n}`,
      OriginTaskId: `t${(n + 1) % length}`,
    })),
  );
  expect(await desk.record({ taskId: 't0' }, 'isTransferCycle')).toEqual({ isTransferCycle });
});

test('a body in which there is no event is 400', async () => {
  expect([(await post('')).status, (await post('\n\n')).status]).toEqual([400, 400]);
});
