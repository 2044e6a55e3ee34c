import { eventually } from '../../embedded-mongod/stage.ts';
import { tokenFor, transcriptScopes } from '../../support/server.ts';
import { ownMongod, type OwnMongod } from '../mongod.ts';
import { openStage, sendJson, sendRaw, type Stage } from '../stage.ts';

let mongod: OwnMongod;
let stage: Stage;
let token: string;
beforeAll(async () => {
  token = await tokenFor(`${transcriptScopes} agent.view agent.manage`);
});
beforeEach(async () => {
  mongod = await ownMongod();
});
afterEach(async () => {
  await stage.stop();
  await mongod.clear();
});

const timed = async <Result>(act: () => Promise<Result>) => {
  const began = performance.now();
  return { result: await act(), ms: performance.now() - began };
};
const get = (path: string) => sendRaw(`${stage.origin}${path}`, { method: 'GET' });
const send = (query: string) =>
  sendJson(`${stage.origin}/graphql`, { query }, { authorization: `Bearer ${token}` });
const list = '{ chatTranscripts { totalCount } }';
const write = 'mutation { upsertAgent(input: { username: "ann" }) { agent { username } } }';
const works = async () => (await send(list)).body.errors === undefined;
const unavailable = {
  status: 200,
  body: {
    errors: [
      { message: 'The database does not answer; try again shortly.', extensions: { code: 'UNAVAILABLE' } },
    ],
  },
};

test('a server without MongoDB starts, reports it, and works once MongoDB is available', async () => {
  stage = await openStage({ MONGODB_URI: mongod.uri });
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
  expect(stage.log.lines).toContainEqual(expect.objectContaining({ level: 'warn' }));

  await mongod.start();
  await eventually('the server is ready', async () => (await get('/readyz')).status === 200, 6000);
  expect((await send(write)).body).toEqual({ data: { upsertAgent: { agent: { username: 'ann' } } } });
  expect((await send(list)).body).toEqual({ data: { chatTranscripts: { totalCount: 0 } } });
  expect((await get('/metrics')).text).toContain('switchboard_database_up 1');
});

test('a killed MongoDB is detected at once, and used again after its restart', async () => {
  await mongod.start();
  stage = await openStage({ MONGODB_URI: mongod.uri });
  await eventually('the server is ready', async () => (await get('/readyz')).status === 200);
  await mongod.kill();
  for (const query of [list, write]) {
    const { result, ms } = await timed(() => send(query));
    expect(result).toMatchObject(unavailable);
    expect(ms).toBeLessThan(5000);
  }
  expect((await get('/readyz')).status).toBe(503);
  await mongod.start();
  await eventually('requests are answered', works, 6000);
  expect((await get('/readyz')).status).toBe(200);
});

test('a hanging MongoDB does not block requests, and is used again when it continues', async () => {
  await mongod.start();
  stage = await openStage({ MONGODB_URI: mongod.uri });
  await eventually('the server is ready', async () => (await get('/readyz')).status === 200);
  await mongod.pause();
  try {
    // Also those who ask at the very moment that it begins.
    const first = await timed(() => Promise.all([send(list), send(write), get('/readyz'), send(list)]));
    const [read, written, ready, again] = first.result;
    expect([read, written, again]).toMatchObject([unavailable, unavailable, unavailable]);
    expect(ready.status).toBe(503);
    expect(first.ms).toBeLessThan(6000);
    const next = await timed(() => send(list));
    expect(next.result).toMatchObject(unavailable);
    expect(next.ms).toBeLessThan(5000);
    expect(await timed(() => get('/healthz'))).toMatchObject({ result: { status: 200 } });
  } finally {
    mongod.resume();
  }
  await eventually('requests are answered', works, 6000);
  await eventually('the server is ready', async () => (await get('/readyz')).status === 200, 6000);
});

test('a server stops while its MongoDB is down', async () => {
  stage = await openStage({ MONGODB_URI: mongod.uri });
  const waiting = send(list);
  // Connections are taken in the order in which they come: with this one, so is the other.
  await get('/healthz');
  const stopped = await timed(() => stage.stop());
  expect(stopped.ms).toBeLessThan(4000);
  expect(await waiting).toMatchObject(unavailable);
});

test('a server stops while its MongoDB hangs', async () => {
  await mongod.start();
  stage = await openStage({ MONGODB_URI: mongod.uri });
  await eventually('the server is ready', async () => (await get('/readyz')).status === 200);
  await mongod.pause();
  const waiting = send(list);
  await get('/healthz');
  const stopped = await timed(() => stage.stop());
  mongod.resume();
  expect(stopped.ms).toBeLessThan(8000);
  expect(await waiting).toMatchObject(unavailable);
});
