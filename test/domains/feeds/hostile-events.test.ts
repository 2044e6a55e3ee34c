import { MongoClient } from 'mongodb';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { traceExample, usageExample, workCodeExample } from './examples.ts';
import { testDatabase } from '../../support/mongo.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

type Json = Record<string, unknown>;

let server: TestServer;
let feeds: FeedClient;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(() => server.stop());
beforeEach(async () => {
  feeds = await openFeedClient(server);
});

const post = (body: NonNullable<RequestInit['body']>, token = feeds.token) =>
  fetch(server.url.replace('/graphql', '/ingest/symbee'), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body,
    duplex: 'half',
  });
const lines = (events: readonly unknown[]) => events.map((event) => JSON.stringify(event)).join('\n');

test('customers can neither read feeds and dead letters nor ingest events, regardless of their scopes', async () => {
  const bad = { ActivityType: 'X', FarEndAddress: '+1555' };
  await feeds.ingest(bad);
  const token = await tokenFor('chat.customer feed.view feed.ingest', {
    tenant: feeds.tenant,
    subject: 'cleo',
  });
  const { body } = await server.send(
    '{ feedEvents { totalCount } traceRecords { totalCount } deadLetters { totalCount nodes { event } } }',
    { token },
  );
  expect(body.data).toEqual({ feedEvents: null, traceRecords: null, deadLetters: null });
  const id = (await readDeadLetters())[0]?.id ?? '';
  for (const mutation of [
    'ingestEvents(events: [{}]) { status }',
    `mendDeadLetter(id: "${id}", event: {}) { status }`,
    `replayDeadLetters(ids: ["${id}"]) { status }`,
    `discardDeadLetter(id: "${id}") { status }`,
  ]) {
    const refused = await server.send(`mutation { ${mutation} }`, { token });
    expect(refused.body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  expect((await post(lines([usageExample]), token)).status).toBe(403);
  expect(await readDeadLetters()).toHaveLength(1);
});

test.each(['first', 'last', 'at once'])(
  'a record with a gateway id alone that arrives %s is merged into the record that has both ids',
  async (when) => {
    const { TaskId: _, ...half } = traceExample;
    const whole = { ...traceExample, CompletedTimestamp: '2019-02-28T01:06:54Z' };
    if (when === 'at once') await Promise.all([feeds.ingest(half), feeds.ingest(whole)]);
    else for (const event of when === 'first' ? [half, whole] : [whole, half]) await feeds.ingest(event);
    expect(await feeds.ingest(half)).toMatchObject({ duplicate: 1 });
    expect(
      await feeds.record({ gatewayTaskId: traceExample.GatewayTaskId }, 'taskId events { activityType }'),
    ).toEqual({
      taskId: traceExample.TaskId,
      events: [{ activityType: 'INTERACTION_TRACE_RECORD' }, { activityType: 'INTERACTION_TRACE_RECORD' }],
    });
    expect(await feeds.records('')).toHaveLength(1);
  },
);

test('a record with very many work codes does not displace those of other records on its page', async () => {
  const two = { ...traceExample, TaskId: 'two', GatewayTaskId: 'g2' };
  await feeds.ingest(traceExample, two);
  await feeds.ingest(
    ...Array.from({ length: 300 }, (_, n) => ({
      ...workCodeExample,
      WorkCodeName: `code ${n}`,
      GatewayTaskId: traceExample.GatewayTaskId,
    })),
    { ...workCodeExample, CreatedDate: '2020-01-01T00:00:00Z', GatewayTaskId: 'g2' },
  );
  const nodes = await feeds.records('', 'taskId workCodes { name } events { activityType }');
  const [of] = nodes.filter(({ taskId }) => taskId === 'two');
  expect(of).toEqual({
    taskId: 'two',
    workCodes: [{ name: workCodeExample.WorkCodeName }],
    events: [{ activityType: 'INTERACTION_TRACE_RECORD' }, { activityType: 'WORK_CODES' }],
  });
});

const bads = Array.from({ length: 20 }, (_, n) => ({ ActivityType: `X${n}` }));
const replay =
  'mutation ($ids: [ID!]!) { replayDeadLetters(ids: $ids) { deadLetters { id status outcome mended } } }';
const readDeadLetters = async () =>
  (
    await feeds.data<{ deadLetters: { nodes: { id: string; mended: Json }[] } }>(
      '{ deadLetters { nodes { id mended } } }',
    )
  ).deadLetters.nodes;

/** Makes the events of all dead letters valid, as if a newer parser could read them. */
async function makeGood(): Promise<void> {
  const { uri, name } = testDatabase(import.meta.url);
  const client = await MongoClient.connect(uri);
  const all = await client.db(name).collection('deadLetters').find({ tenant: feeds.tenant }).toArray();
  for (const [n, { _id }] of all.entries())
    await client
      .db(name)
      .collection('deadLetters')
      .updateOne({ _id }, { $set: { text: JSON.stringify({ ...usageExample, Username: `u${n}` }) } });
  await client.close();
}

test('two concurrent replays of dead letters both succeed, and store each event once', async () => {
  await feeds.ingest(...bads);
  await makeGood();
  const ids = (await readDeadLetters()).map(({ id }) => id);
  const answers = await Promise.all(
    [1, 2].map(() => server.send(replay, { variables: { ids }, token: feeds.token })),
  );
  expect(answers.map(({ body }) => body.errors)).toEqual([undefined, undefined]);
  expect(await readDeadLetters()).toEqual([]);
});

test('a replay does not overwrite a concurrent mend', async () => {
  await feeds.ingest(...bads);
  const ids = (await readDeadLetters()).map(({ id }) => id);
  await Promise.all([
    server.send(replay, { variables: { ids }, token: feeds.token }),
    ...ids.map((id) =>
      feeds.data(
        'mutation ($id: ID!, $event: JSON!) { mendDeadLetter(id: $id, event: $event) { deadLetters { id } } }',
        {
          id,
          event: { ActivityType: 'Y' },
        },
      ),
    ),
  ]);
  expect((await readDeadLetters()).map(({ mended }) => mended)).toEqual(
    ids.map(() => ({ ActivityType: 'Y' })),
  );
});

test('the reason of a rejection is short, even if the value is large', async () => {
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
  'an event with %d levels in a GraphQL request does not cause an internal error',
  async (depth) => {
    const events = `[{"ActivityType":"WORK_CODES","Odd":${'['.repeat(depth)}${']'.repeat(depth)}}]`;
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${feeds.token}` },
      body: `{"query":"mutation ($e: [JSON!]!) { ingestEvents(events: $e) { report { read } } }","variables":{"e":${events}}}`,
    });
    const body = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    expect(body.errors?.[0]?.extensions.code ?? 'none').not.toMatch(/INTERNAL/);
  },
);

test('an event of another task whose gateway id equals a task id is not joined to that task', async () => {
  await feeds.ingest(
    { ...traceExample, TaskId: 'A', GatewayTaskId: 'gA' },
    { ...traceExample, TaskId: 'B', GatewayTaskId: 'A' },
  );
  expect(await feeds.record({ taskId: 'A' }, 'events { raw }')).toMatchObject({
    events: [{ raw: { TaskId: 'A' } }],
  });
});

test.each([
  [20, true],
  [25, false],
])('a cycle of %d origins is detected within 20 steps: %s', async (length, isTransferCycle) => {
  await feeds.ingest(
    ...Array.from({ length }, (_, n) => ({
      ...traceExample,
      TaskId: `t${n}`,
      GatewayTaskId: `g${n}`,
      OriginTaskId: `t${(n + 1) % length}`,
    })),
  );
  expect(await feeds.record({ taskId: 't0' }, 'isTransferCycle')).toEqual({ isTransferCycle });
});

test('a body without an event is refused with 400', async () => {
  expect([(await post('')).status, (await post('\n\n')).status]).toEqual([400, 400]);
});
