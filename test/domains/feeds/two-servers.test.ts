import { gzipSync } from 'node:zlib';
import { MongoClient } from 'mongodb';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { agentExample, traceExample, usageExample, workCodeExample } from './examples.ts';
import { testDatabase } from '../../support/mongo.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';
import { TestSocket } from '../../support/socket.ts';

type Json = Record<string, unknown>;

let server: TestServer;
let other: TestServer;
let feeds: FeedClient;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
  other = await startTestServer(import.meta.url, { GRAPH_ENGINE: 'interpreted' });
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});
beforeEach(async () => {
  feeds = await openFeedClient(server);
});

const post = (body: NonNullable<RequestInit['body']>, on = server) =>
  fetch(on.url.replace('/graphql', '/ingest/symbee'), {
    method: 'POST',
    headers: { authorization: `Bearer ${feeds.token}`, 'content-type': 'application/x-ndjson' },
    body,
    duplex: 'half',
  });
const lines = (events: readonly unknown[]) => events.map((event) => JSON.stringify(event)).join('\n');
const instant = (n: number) => new Date(Date.UTC(2024, 0, 1) + n * 1000).toISOString();
const change = (name: string, n: number, more: Json = {}): Json => ({
  ...agentExample,
  Username: name,
  AgentSessionId: `s-${name}`,
  EventType: n === 0 ? 'LOGIN' : 'STATE_CHANGE',
  CurrentState: n % 2 === 0 ? 'IDLE' : 'WRAP',
  CurrentStateTimestamp: instant(n),
  PreviousState: n % 2 === 0 ? 'WRAP' : 'IDLE',
  PreviousStateTimestamp: instant(n - 1),
  PreviousStateDurationMS: 1000,
  ...more,
});
const shuffled = <Item>(items: readonly Item[]): readonly Item[] =>
  items
    .map((item) => [Math.random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
const queryBoth = async (query: string, variables: Json = {}): Promise<Json> => {
  const answers = await Promise.all(
    [server, other].map((one) => one.send(query, { variables, token: feeds.token })),
  );
  expect(answers[1]?.body).toEqual(answers[0]?.body);
  expect(answers[0]?.body.errors).toBeUndefined();
  return answers[0]?.body.data as Json;
};

test('shuffled and repeated events at two servers reach each subscriber of either server exactly once', async () => {
  const names = ['ann', 'bob', 'cid'];
  const events = names.flatMap((name) => Array.from({ length: 100 }, (_, n) => change(name, n)));
  const sockets = await Promise.all([server, other].map((one) => TestSocket.as(one.url, feeds.token)));
  for (const socket of sockets)
    socket.subscribe('a', 'subscription { agentStateChanged { id isLate agent { username state } } }');
  for (const socket of sockets) await socket.settled();
  const parts = [server, other, server, other].map((on) => ({ on, events: shuffled(events) }));
  await Promise.all(
    parts.map(async ({ on, events }) => {
      for (let n = 0; n < events.length; n += 50) {
        const response = await post(lines(events.slice(n, n + 50)), on);
        expect(response.status).toBe(200);
      }
    }),
  );
  const received = await Promise.all(sockets.map((socket) => socket.take(300)));
  const idsOf = (frames: (typeof received)[number]) =>
    frames.map(
      ({ payload }) => (payload as { data: { agentStateChanged: { id: string } } }).data.agentStateChanged.id,
    );
  const [first = [], second = []] = received.map(idsOf);
  expect(new Set(first).size).toBe(300);
  expect(second).toEqual(first);
  for (const socket of sockets) {
    expect(await socket.settled()).toEqual([]);
    socket.terminate();
  }
  const first1 = '(range: { from: "2023-12-31T00:00:00Z", to: "2024-01-02T00:00:00Z" }, first: 5)';
  const range = '(range: { from: "2023-12-31T00:00:00Z", to: "2024-01-02T00:00:00Z" })';
  for (const username of names)
    expect(
      await queryBoth(
        `{ agent(id: "${username}") { state stateSince gaps${range} { from } stateHistory${range} { totalCount }
          sessions${first1} { nodes { totals { state count } } } } }`,
      ),
    ).toMatchObject({
      agent: { state: 'WRAP', stateSince: instant(99), gaps: [], stateHistory: { totalCount: 100 } },
    });
});

test.each([1, 2, 19, 20])('a cycle of %d origins is a transfer cycle at both servers', async (length) => {
  await feeds.ingest(
    ...Array.from({ length }, (_, n) => ({
      ...traceExample,
      TaskId: `t${n}`,
      GatewayTaskId: `g${n}`,
      OriginTaskId: `t${(n + 1) % length}`,
    })),
  );
  const { traceRecord } = (await queryBoth(
    '{ traceRecord: traceRecordBy(key: { taskId: { id: "t0" } }) { isTransferCycle transfers { taskId } } }',
  )) as {
    traceRecord: { isTransferCycle: boolean; transfers: unknown[] };
  };
  expect(traceRecord).toMatchObject({ isTransferCycle: true });
});

const hostile = [
  '__proto__',
  'constructor',
  '$set',
  '$where',
  'a.b',
  'a\u0000b',
  '\u0000',
  '🙂'.repeat(100),
  "'; drop",
  'a:b',
  'é',
  'e\u0301',
  ' ',
];

test('hostile strings are stored and returned verbatim', async () => {
  await feeds.ingest(
    ...hostile.flatMap((word, n) => [
      change(word, 0, {
        PreviousState: '',
        PreviousStateTimestamp: '',
        AgentSessionId: word,
        CurrentState: word,
        CurrentStateReason: word,
        EventType: word,
        UserReportHierarchy: `${word}|${word}`,
        CurrentFocusTaskId: word,
        CurrentFocusGatewayTaskId: word,
        CurrentFocusTaskType: word,
        CurrentFocusTaskState: word,
        CurrentFocusTaskInitMethod: word,
      }),
      { ...usageExample, Username: word, ProductId: word, UsageActionCode: word },
      {
        ...traceExample,
        TaskId: word,
        GatewayTaskId: word,
        CompanyId: word,
        Environment: word,
        TaskType: word,
        Username: word,
        UserReportHierarchy: word,
        OriginTaskId: hostile[n - 1] ?? '',
        Attributes: JSON.parse(`{${JSON.stringify(word)}:${JSON.stringify(word)}}`) as unknown,
      },
      { ...workCodeExample, GatewayTaskId: word, CompanyId: word, Environment: word, WorkGroupName: word },
    ]),
  );
  const range = '(range: { from: "2019-01-31T00:00:00Z", to: "2019-03-01T00:00:00Z" })';
  const first1 = '(range: { from: "2023-12-31T00:00:00Z", to: "2024-01-02T00:00:00Z" }, first: 5)';
  const range2 = '(range: { from: "2023-12-31T00:00:00Z", to: "2024-01-02T00:00:00Z" })';
  for (const word of hostile) {
    const data = await queryBoth(
      `query ($w: ID!, $s: String!) { agent(id: $w) { username stateRaw stateReason reportHierarchy usage${range} { productId } stateHistory${range2} { nodes { id eventTypeRaw sessionId focusTask { taskId typeRaw stateRaw initiationMethodRaw } } } sessions${first1} { nodes { sessionId totals { stateRaw } } } }
        traceRecord: traceRecordBy(key: { gatewayTaskId: { id: $w } }) { id taskId companyId taskTypeRaw agentUsername agent { username } attributes workCodes { group } events { raw } } 
        traceRecords(filter: { agentId: $w, companyId: $s, reportHierarchy: [$s] }) { nodes { taskId } }
        agents(hierarchy: [$s, $s]) { nodes { username } } }`,
      { w: word, s: word },
    );
    expect(data).toMatchObject({
      agent: {
        username: word,
        stateRaw: word,
        stateReason: word,
        reportHierarchy: [word, word],
        usage: [{ productId: word }],
        stateHistory: {
          nodes: [
            {
              eventTypeRaw: word,
              sessionId: word,
              focusTask: { taskId: word, typeRaw: word, stateRaw: word, initiationMethodRaw: word },
            },
          ],
        },
        sessions: { nodes: [{ sessionId: word, totals: [{ stateRaw: word }] }] },
      },
      traceRecord: {
        taskId: word,
        companyId: word,
        taskTypeRaw: word,
        // The task is of another company than the tenant's agents.
        agentUsername: word,
        agent: null,
        workCodes: [{ group: word }],
      },
      traceRecords: { nodes: [] },
      agents: { nodes: [{ username: word }] },
    });
    expect(Object.entries((data.traceRecord as { attributes: Json }).attributes)).toEqual([[word, word]]);
  }
  for (const by of ['STATE', 'REASON', 'SKILL', 'HIERARCHY']) {
    const { agentCounts } = (await queryBoth(
      `{ agentCounts(by: ${by}) { total groups { stateRaw reason hierarchy count } } }`,
    )) as { agentCounts: { total: number; groups: unknown[] } };
    expect([agentCounts.total, agentCounts.groups.length]).toEqual([
      hostile.length,
      by === 'SKILL' ? 0 : by === 'HIERARCHY' ? 2 * hostile.length : hostile.length,
    ]);
  }
});

test('events with lone surrogates or with ids of a megabyte become readable dead letters', async () => {
  const body = `{"ActivityType":"USER_USAGE","Username":"\\ud800","UsageEntryTime":"2019-02-28T01:06:01Z","UsageActionCode":"BEGIN"}
  ${JSON.stringify({ ...usageExample, Username: 'x'.repeat(1_000_000) })}
  {"ActivityType":"\\ud800"}
  {"ActivityType":"USER_USAGE","Username":"ok","UsageEntryTime":"2019-02-28T01:06:01Z","UsageActionCode":"BEGIN","\\ud800":"\\ud800"}`;
  expect(await (await post(body)).json()).toMatchObject({ read: 4, added: 1, rejectedCount: 3 });
  const { deadLetters } = (await queryBoth(
    '{ deadLetters { nodes { reason field event } } feedEvents { nodes { raw text } } }',
  )) as { deadLetters: { nodes: unknown[] } };
  expect(deadLetters.nodes).toHaveLength(3);
});

test('keys such as __proto__ are stored, from variables and from literals', async () => {
  const event = JSON.parse(
    '{"ActivityType":"ZZ","__proto__":{"a":1},"constructor":1,"$set":{"a.b":1},"a.b":"\\u0000","\\ud800":"\\udfff"}',
  ) as Json;
  await feeds.data(
    'mutation { ingestEvents(events: [{ ActivityType: "ZZ", __proto__: { a: 1 }, constructor: 1 }]) { report { read } } }',
  );
  await post(JSON.stringify({ ...event, ActivityType: 'Z2', n: 1 }));
  await post('{"ActivityType":"ZZ3","__proto__":{"a":1},"a.b":"\\u0000","\\ud800":"\\udfff"}');
  const { deadLetters } = await feeds.data<{ deadLetters: { nodes: { text: string; event: Json }[] } }>(
    '{ deadLetters { nodes { text event } } }',
  );
  expect(deadLetters.nodes).toHaveLength(3);
  for (const { text, event } of deadLetters.nodes) {
    expect(text).toContain('"__proto__":{"a":1}');
    expect(Object.keys(event)).toContain('__proto__');
  }
});

test.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'])(
  'events at the limit of the time range are readable: %s',
  async (at) => {
    await feeds.ingest(
      change('ann', 0, { CurrentStateTimestamp: at, PreviousStateTimestamp: at }),
      change('ann', 1, { CurrentStateTimestamp: at, PreviousStateTimestamp: at }),
      { ...usageExample, Username: 'ann', UsageEntryTime: at },
      { ...traceExample, InitiationTimestamp: at },
      { ...workCodeExample, CreatedDate: at },
    );
    for (const range of [
      '{ from: "0001-01-01T00:00:00Z", to: "0001-01-02T00:00:00Z" }',
      '{ from: "9999-12-31T00:00:00Z", to: "9999-12-31T23:59:59.999Z" }',
    ])
      await queryBoth(
        `{ agent(id: "ann") { state stateSince stateHistory(range: ${range}) { totalCount nodes { at } } stateTotals(range: ${range}) { duration } sessions(range: ${range}, first: 5) { nodes { begin end usage { begin } } } gaps(range: ${range}) { from to } usage(range: ${range}) { begin end } }
       traceRecords(filter: { range: ${range} }) { nodes { initiatedAt isAhead } } feedEvents(filter: { range: ${range} }) { nodes { at } } }`,
      );
  },
);

test('damaged bodies are refused with 400, bytes after a whole one are a reject, and a repetition stores all events', async () => {
  const good = lines(Array.from({ length: 50 }, (_, n) => ({ ...usageExample, Username: `u${n}` })));
  const packed = gzipSync(good);
  const statuses = [];
  for (const body of [
    packed.subarray(0, packed.length - 10),
    packed.subarray(0, 30),
    Buffer.concat([packed, Buffer.from('junk')]),
    Buffer.from([0xff, 0xfe, 0x00]),
    Buffer.concat([Buffer.from('{"ActivityType":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
  ])
    statuses.push((await post(body)).status);
  expect(statuses).toEqual([400, 400, 200, 400, 400]);
  const report = (await (
    await post(Buffer.concat([packed, gzipSync(`\n${lines([workCodeExample])}`)]))
  ).json()) as {
    added: number;
    duplicate: number;
  };
  expect(report.added + report.duplicate).toBe(51);
});

test.each([1000, 5000, 100_000])(
  'an event with %d levels over HTTP does not stop the others',
  async (depth) => {
    const deep = `{"ActivityType":"USER_USAGE","Username":"x","UsageEntryTime":"2019-02-28T01:06:01Z","UsageActionCode":"BEGIN","Odd":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const response = await post(
      `${JSON.stringify(usageExample)}\n${deep}\n${JSON.stringify(workCodeExample)}`,
    );
    const body = (await response.json()) as Json;
    expect([response.status, body]).toEqual([200, expect.objectContaining({ read: 3 })]);
    expect((body as { added: number }).added).toBeGreaterThanOrEqual(2);
  },
);

test('a repeated event completes the writes of a process that died', async () => {
  const events = [traceExample, workCodeExample, usageExample, change('ann', 0), change('ann', 1)];
  const query = `{ traceRecords { nodes { taskId } } agents { nodes { username state stateHistory(range: { from: "2023-12-31T00:00:00Z", to: "2024-01-02T00:00:00Z" }) { totalCount } } } }`;
  await feeds.ingest(...events);
  const before = await queryBoth(query);
  const { uri, name } = testDatabase(import.meta.url);
  const client = await MongoClient.connect(uri);
  for (const lost of ['traceRecords', 'agents', 'agentUsage', 'agentStateEvents']) {
    await client.db(name).collection(lost).deleteMany({ tenant: feeds.tenant });
    expect(await feeds.ingest(...events)).toMatchObject({ duplicate: 5 });
    expect(await queryBoth(query)).toEqual(before);
  }
  await client.close();
});

test('a caller without the scope for agents sees no agent states through a feed', async () => {
  await feeds.ingest({ ...traceExample, Username: 'ann' }, change('ann', 0), change('ann', 1));
  const token = await tokenFor('chat.agent feed.view', { tenant: feeds.tenant, subject: 'bob' });
  const { body } = await server.send(
    `{ traceRecords(first: 1) { nodes { agent { username state stateReason stateSince taskCount focusTask { taskId } reportHierarchy
      stateHistory(range: { from: "2023-12-31T00:00:00Z", to: "2024-01-02T00:00:00Z" }) { totalCount }
      stateTotals(range: { from: "2023-12-31T00:00:00Z", to: "2024-01-02T00:00:00Z" }) { count }
      gaps(range: { from: "2023-12-31T00:00:00Z", to: "2024-01-02T00:00:00Z" }) { from }
      usage(range: { from: "2023-12-31T00:00:00Z", to: "2024-01-02T00:00:00Z" }) { begin }
      sessions(range: { from: "2023-12-31T00:00:00Z", to: "2024-01-02T00:00:00Z" }, first: 1) { totalCount } } } } }`,
    { token },
  );
  expect(body.data).toEqual({
    traceRecords: {
      nodes: [
        {
          agent: {
            username: 'ann',
            state: 'UNKNOWN',
            stateReason: null,
            stateSince: null,
            taskCount: 0,
            focusTask: null,
            reportHierarchy: [],
            stateHistory: null,
            stateTotals: null,
            gaps: null,
            usage: null,
            sessions: null,
          },
        },
      ],
    },
  });
  const { body: refused } = await server.send(
    '{ agentCounts(by: STATE) { total } agents { totalCount } agent(id: "ann") { state } }',
    { token },
  );
  expect(refused.data).toEqual({ agentCounts: null, agents: null, agent: null });
});
