import { failPointArgs, majorityTimeout, whileFailing } from '../../support/fail-point.ts';
import { tokenFor, transcriptScopes } from '../../support/server.ts';
import { createMongodProcess, type MongodProcess } from '../../support/mongod-process.ts';
import { startConfiguredServer, type ConfiguredServer } from '../../support/configured-server.ts';
import { sendJson, sendRaw } from '../../support/http.ts';
import { until } from '../../support/until.ts';

let mongod: MongodProcess;
let server: ConfiguredServer;
let token: string;
beforeAll(async () => {
  token = await tokenFor(`${transcriptScopes} agent.view agent.manage`);
});
beforeEach(async () => {
  mongod = await createMongodProcess();
});
afterEach(async () => {
  await server.stop();
  await mongod.remove();
});

const timed = async <Result>(task: () => Promise<Result>) => {
  const startedAt = performance.now();
  return { result: await task(), ms: performance.now() - startedAt };
};
const get = (path: string) => sendRaw(`${server.origin}${path}`, { method: 'GET' });
const send = (query: string) =>
  sendJson(`${server.origin}/graphql`, { query }, { authorization: `Bearer ${token}` });
const list = '{ chatTranscripts { totalCount } }';
const write = 'mutation { upsertAgent(input: { username: "ann" }) { agent { username } } }';
const canRead = async () => (await send(list)).body.errors === undefined;
const unavailable = {
  status: 200,
  body: {
    errors: [
      { message: 'The database does not answer; try again shortly.', extensions: { code: 'UNAVAILABLE' } },
    ],
  },
};

test('a server without MongoDB starts, reports that MongoDB does not answer, and works once MongoDB is available', async () => {
  server = await startConfiguredServer({ MONGODB_URI: mongod.uri });
  expect(await get('/healthz')).toMatchObject({ status: 200, text: '{"status":"ok"}' });
  const ready = await timed(() => get('/readyz'));
  expect(ready.result).toMatchObject({
    status: 503,
    text: '{"status":"unavailable","reason":"MongoDB does not answer."}',
  });
  expect(ready.ms).toBeLessThan(5000);
  for (const query of [list, write]) {
    const { result, ms } = await timed(() => send(query));
    expect(result).toMatchObject(unavailable);
    expect(ms).toBeLessThan(5000);
  }
  // Requests without a database query succeed.
  expect((await send('{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
  expect((await get('/metrics')).text).toContain('switchboard_database_up 0');
  expect(server.log.lines).toContainEqual(expect.objectContaining({ level: 'warn' }));

  await mongod.start();
  await until(async () => (await get('/readyz')).status === 200, 'the server is ready', 6000);
  expect((await send(write)).body).toEqual({ data: { upsertAgent: { agent: { username: 'ann' } } } });
  expect((await send(list)).body).toEqual({ data: { chatTranscripts: { totalCount: 0 } } });
  expect((await get('/metrics')).text).toContain('switchboard_database_up 1');
});

test('an outage of a killed MongoDB is detected at once, and MongoDB is used again after its restart', async () => {
  await mongod.start();
  server = await startConfiguredServer({ MONGODB_URI: mongod.uri });
  await until(async () => (await get('/readyz')).status === 200, 'the server is ready');
  await mongod.kill();
  for (const query of [list, write]) {
    const { result, ms } = await timed(() => send(query));
    expect(result).toMatchObject(unavailable);
    expect(ms).toBeLessThan(5000);
  }
  expect((await get('/readyz')).status).toBe(503);
  await mongod.start();
  await until(canRead, 'requests are answered', 6000);
  expect((await get('/readyz')).status).toBe(200);
});

test('a suspended MongoDB does not block requests, and is used again after it has resumed', async () => {
  await mongod.start();
  server = await startConfiguredServer({ MONGODB_URI: mongod.uri });
  await until(async () => (await get('/readyz')).status === 200, 'the server is ready');
  await mongod.pause();
  try {
    // These requests are sent before the server has detected the outage.
    const first = await timed(() => Promise.all([send(list), send(write), get('/readyz'), send(list)]));
    const [read, written, ready, secondRead] = first.result;
    expect([read, written, secondRead]).toMatchObject([unavailable, unavailable, unavailable]);
    expect(ready.status).toBe(503);
    expect(first.ms).toBeLessThan(6000);
    const next = await timed(() => send(list));
    expect(next.result).toMatchObject(unavailable);
    expect(next.ms).toBeLessThan(5000);
    expect(await timed(() => get('/healthz'))).toMatchObject({ result: { status: 200 } });
  } finally {
    mongod.resume();
  }
  await until(canRead, 'requests are answered', 6000);
  await until(async () => (await get('/readyz')).status === 200, 'the server is ready', 6000);
});

test('a server stops while its MongoDB is down', async () => {
  server = await startConfiguredServer({ MONGODB_URI: mongod.uri });
  const pending = send(list);
  // The server accepts connections in order, so it has accepted the first request when this one is answered.
  await get('/healthz');
  const stopped = await timed(() => server.stop());
  expect(stopped.ms).toBeLessThan(4000);
  expect(await pending).toMatchObject(unavailable);
});

test('a server stops while its MongoDB is suspended', async () => {
  await mongod.start();
  server = await startConfiguredServer({ MONGODB_URI: mongod.uri });
  await until(async () => (await get('/readyz')).status === 200, 'the server is ready');
  await mongod.pause();
  const pending = send(list);
  await get('/healthz');
  const stopped = await timed(() => server.stop());
  mongod.resume();
  expect(stopped.ms).toBeLessThan(8000);
  expect(await pending).toMatchObject(unavailable);
});

test('a write that a majority does not acknowledge is UNAVAILABLE in every domain, and is there once after a retry', async () => {
  mongod = await createMongodProcess(failPointArgs);
  await mongod.start();
  server = await startConfiguredServer({ MONGODB_URI: mongod.uri });
  await until(async () => (await get('/readyz')).status === 200, 'the server is ready');
  const tokens = {
    staff: await tokenFor(`${transcriptScopes} agent.view agent.manage flow.manage flow.view feed.ingest`),
    agent: await tokenFor('chat.agent interaction.agent', { subject: 'ann' }),
    customer: await tokenFor('chat.customer', { subject: 'cleo' }),
  };
  const mutate = async (who: keyof typeof tokens, field: string) => {
    const headers = { authorization: `Bearer ${tokens[who]}` };
    const { body } = await sendJson(`${server.origin}/graphql`, { query: `mutation { ${field} }` }, headers);
    const [payload] = Object.values(body.data ?? {}) as ({ readonly status: string } | null)[];
    return body.errors?.[0]?.extensions.code ?? payload?.status ?? '';
  };
  const writes: Record<string, () => Promise<string>> = {
    agent: () => mutate('staff', 'upsertAgent(input: { username: "ann" }) { status }'),
    state: () => mutate('agent', 'setAgentState(state: IDLE) { status }'),
    transcript: () =>
      mutate(
        'staff',
        `createChatTranscript(input: { startAt: "2026-01-01T00:00:00Z", chatterIds: ["c"], chatterDetails: [],
          createdBy: "ann", transcript: [], idempotencyKey: "k" }) { status }`,
      ),
    interaction: () => mutate('customer', 'startInteraction(input: { clientInteractionId: "k" }) { status }'),
    flow: () => mutate('staff', 'startFlow(input: { idempotencyKey: "k" }) { status }'),
  };
  const run = async () =>
    Object.fromEntries(
      await Promise.all(Object.entries(writes).map(async ([name, write]) => [name, await write()] as const)),
    );
  expect(
    await whileFailing(
      mongod,
      { failCommands: ['insert', 'update', 'delete', 'findAndModify'], writeConcernError: majorityTimeout },
      run,
    ),
  ).toEqual(Object.fromEntries(Object.keys(writes).map((name) => [name, 'UNAVAILABLE'])));
  expect(new Set(Object.values(await run()))).toEqual(new Set(['OK']));
});
