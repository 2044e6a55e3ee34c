import { createClient } from 'graphql-sse';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createBoard, type Board } from '../../support/board-subgraph.ts';
import { startLiveServer, type LiveServer } from '../../support/live-server.ts';
import { tokenFor } from '../../support/server.ts';
import { until } from '../../support/until.ts';

let board: Board;
let server: LiveServer;
let token: string;
const start = async (settings: Record<string, string> = {}, maxBehind = 1000) => {
  board = createBoard({ maxBehind });
  server = await startLiveServer([board.subgraph], settings);
};
beforeAll(async () => {
  token = await tokenFor('agent.view');
});
afterEach(async () => {
  await server.stop();
  expect(board.open).toBe(0);
});

/** Requests an event stream. `text` returns the part that has arrived. */
async function openStream(query: string, headers: Record<string, string> = {}, body: object = {}) {
  const request = httpRequest(server.url, {
    method: 'POST',
    agent: false,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      ...headers,
    },
  });
  request.on('error', () => undefined);
  request.end(JSON.stringify({ query, ...body }));
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = new Promise<void>((resolve) => response.once('close', resolve));
  return {
    response,
    ended,
    text: () => text,
    disconnect: () => request.destroy(),
  };
}

test("graphql-sse's client receives the events in order, and the completion", async () => {
  await start();
  const client = createClient({ url: server.url, headers: { authorization: `Bearer ${token}` } });
  const results: unknown[] = [];
  const done = (async () => {
    for await (const result of client.iterate({ query: 'subscription { notes(until: 2) { text } }' }))
      results.push(result);
  })();
  await until(() => board.open === 1);
  board.pin('one');
  board.pin('two');
  await done;
  expect(results).toEqual([
    { data: { notes: { text: 'one' } }, extensions: { lastEventId: '1' } },
    { data: { notes: { text: 'two' } }, extensions: { lastEventId: '2' } },
  ]);
  client.dispose();
});

test('each event has an id from which the client can resume', async () => {
  await start();
  board.pin('one');
  const stream = await openStream(
    'subscription ($after: ID) { notes(after: $after, until: 2) { text } }',
    {},
    {
      variables: { after: '0' },
    },
  );
  expect(stream.response.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'private, no-store, no-transform',
  });
  board.pin('two');
  await stream.ended;
  expect(stream.text()).toBe(
    [
      ':\n\n',
      'event: next\nid: 1\ndata: {"data":{"notes":{"text":"one"}},"extensions":{"lastEventId":"1"}}\n\n',
      'event: next\nid: 2\ndata: {"data":{"notes":{"text":"two"}},"extensions":{"lastEventId":"2"}}\n\n',
      'event: complete\ndata:\n\n',
    ].join(''),
  );
});

test.each([
  ['in its header', { 'last-event-id': '2' }, {}],
  ['in its extensions', {}, { extensions: { lastEventId: '2' } }],
  ['in its header, which wins', { 'last-event-id': '2' }, { extensions: { lastEventId: '1' } }],
])('W3 a stream continues after the last event %s, whatever the document says', async (_, headers, body) => {
  await start();
  for (const text of ['one', 'two', 'three']) board.pin(text);
  for (const query of [
    'subscription { notes(until: 4) { text } }',
    'subscription { notes(after: "0", until: 4) { text } }',
  ]) {
    const stream = await openStream(query, headers, body);
    await until(() => stream.text().includes('three'));
    if (query.includes('after')) board.pin('four');
    else stream.disconnect();
    await stream.ended;
    expect([...stream.text().matchAll(/"text":"(\w+)"/g)].map(([, text]) => text)).toEqual(
      query.includes('after') ? ['three', 'four'] : ['three'],
    );
  }
});

test('a last event that is no text is BAD_USER_INPUT', async () => {
  await start();
  const stream = await openStream('subscription { notes { text } }', {}, { extensions: { lastEventId: 2 } });
  await stream.ended;
  expect(stream.text()).toContain('extensions.lastEventId');
  expect(stream.text()).toContain('BAD_USER_INPUT');
});

test('a disconnect of the client closes its subscription', async () => {
  await start();
  const stream = await openStream('subscription { notes { text } }');
  await until(() => board.open === 1);
  stream.disconnect();
  await until(() => board.open === 0);
  await until(async () => (await server.metric('switchboard_event_streams_open')) === 0);
});

test('a query or mutation gets one result, then complete', async () => {
  await start();
  const stream = await openStream('mutation { pin(text: "a") { text } }');
  await stream.ended;
  expect(stream.text()).toBe(
    ':\n\nevent: next\ndata: {"data":{"pin":{"text":"a"}}}\n\nevent: complete\ndata:\n\n',
  );
});

test('a rejected operation gets a result with errors, then complete', async () => {
  await start();
  for (const [query, code] of [
    ['subscription { lockedNotes { id } }', 'NOT_FOUND'],
    ['subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
  ] as const) {
    const stream = await openStream(query);
    await stream.ended;
    expect(stream.text()).toContain(code);
    expect(stream.text()).toMatch(/event: complete\ndata:\n\n$/);
  }
});

test.each([
  ['without a token', { authorization: '' }, 401],
  ['with an invalid token', { authorization: 'Bearer nonsense' }, 401],
  ['with a compressed body', { 'content-encoding': 'gzip' }, 415],
])('a request %s opens no stream', async (_, headers, status) => {
  await start();
  const stream = await openStream('subscription { notes { id } }', headers);
  expect(stream.response.statusCode).toBe(status);
  await stream.ended;
});

test('a malformed operation gets 400', async () => {
  await start();
  const invalid = await openStream('', {}, { query: 7 });
  expect(invalid.response.statusCode).toBe(400);
});

describe('with GET', () => {
  const get = (operation: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${server.url}?${new URLSearchParams(operation).toString()}`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}`, ...headers },
    });

  test('a subscription is opened, with its variables, and resumed by Last-Event-ID', async () => {
    await start();
    board.pin('one');
    board.pin('two');
    const query = 'subscription ($until: Int) { notes(until: $until) { text } }';
    const response = await get({ query, variables: '{"until":2}' }, { 'last-event-id': '1' });
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain('"text":"two"');
    expect(text).not.toContain('"text":"one"');
  });

  test('a query is executed, and a mutation is not', async () => {
    await start();
    expect(await (await get({ query: '{ boardSize }' })).text()).toContain('"boardSize":0');
    const mutation = await get({ query: 'mutation { pin(text: "a") { text } }' });
    expect(mutation.status).toBe(405);
    expect(await (await get({ query: '{ boardSize }' })).text()).toContain('"boardSize":0');
  });

  test('variables that are no JSON object are refused', async () => {
    await start();
    for (const variables of ['{', '7', '"a"'])
      expect((await get({ query: '{ boardSize }', variables })).status).toBe(400);
  });
});

test.each([
  'text/event-stream',
  'Text/Event-Stream',
  'text/event-stream, */*',
  'text/event-stream, application/json',
  'application/json, text/event-stream',
  'application/json;q=0.9, text/event-stream;q=0.5',
  'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
  'text/event-stream, multipart/mixed',
])('a subscription with accept: %s gets server-sent events', async (accept) => {
  await start();
  for (const method of ['GET', 'POST']) {
    const query = 'subscription { notes { text } }';
    const request = httpRequest(
      method === 'GET' ? `${server.url}?${new URLSearchParams({ query }).toString()}` : server.url,
      {
        method,
        agent: false,
        headers: { accept, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      },
    );
    request.end(method === 'GET' ? undefined : JSON.stringify({ query }));
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.on('error', () => undefined);
    expect([method, response.statusCode, response.headers['content-type']]).toEqual([
      method,
      200,
      'text/event-stream; charset=utf-8',
    ]);
    await until(() => board.open === 1);
    request.destroy();
    await until(() => board.open === 0);
  }
});

test('a query of a client that reads JSON and streams gets JSON', async () => {
  await start();
  for (const accept of [
    'application/json, text/event-stream',
    'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json',
  ]) {
    const { response, ended, text } = await openStream('query subscription { boardSize }', { accept });
    await ended;
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(text())).toEqual({ data: { boardSize: 0 } });
  }
});

test.each(['application/json', '*/*', 'application/json, text/event-stream;q=0'])(
  'a subscription with accept: %s gets an error that names the media type of streams',
  async (accept) => {
    await start();
    const stream = await openStream('subscription { notes { id } }', { accept });
    await stream.ended;
    expect(stream.response.statusCode).toBe(400);
    expect(stream.text()).toContain('text/event-stream');
  },
);

test('the stream ends within a second after its token expires', async () => {
  await start();
  const short = await tokenFor('agent.view', { acceptedSeconds: 1 });
  const startedAt = performance.now();
  const stream = await openStream('subscription { notes { id } }', { authorization: `Bearer ${short}` });
  await stream.ended;
  expect(performance.now() - startedAt).toBeLessThan(2000);
  expect(stream.text()).toContain('UNAUTHENTICATED');
});

test('a slow consumer is disconnected with its last position', async () => {
  await start({}, 100);
  const stream = await openStream('subscription { notes { text } }');
  await until(() => board.open === 1);
  stream.response.pause();
  for (let n = 0; board.open === 1 && n < 20_000; n++) {
    board.pin('x'.repeat(4096));
    if (n % 20 === 0) await nextTurn();
  }
  expect(board.open).toBe(0);
  stream.response.resume();
  await stream.ended;
  const positions = [...stream.text().matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  expect(positions).toEqual(positions.map((_, index) => index + 1));
  expect(stream.text()).toContain(`"code":"SLOW_CONSUMER","lastEventId":"${positions.length}"`);
});

test('comments keep a stream alive, and streams count as connections of the caller', async () => {
  await start({ KEEP_ALIVE_MS: '100', MAX_SOCKETS_PER_CALLER: '1' });
  const stream = await openStream('subscription { notes { id } }');
  const second = await openStream('subscription { notes { id } }');
  expect(second.response.statusCode).toBe(429);
  await until(() => stream.text().startsWith(':\n\n:\n\n:\n\n'));
  stream.disconnect();
  await until(() => board.open === 0);
});

test('a client that disconnects before its stream begins gives its connection back', async () => {
  const { promise: opened, resolve: open } = Promise.withResolvers<undefined>();
  let subscribed = 0;
  board = createBoard({
    beforeSilence() {
      subscribed += 1;
      return opened;
    },
  });
  server = await startLiveServer([board.subgraph], { MAX_SOCKETS_PER_CALLER: '1' });
  const request = httpRequest(server.url, {
    method: 'POST',
    agent: false,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    },
  });
  request.on('error', () => undefined);
  request.end(JSON.stringify({ query: 'subscription { silence { id } }' }));
  await until(() => subscribed === 1);
  request.destroy();
  // A request is counted when its connection has closed.
  await until(async () =>
    (await (await fetch(`${server.origin}/metrics`)).text()).includes('requests_total{route="/graphql"'),
  );
  open(undefined);
  await until(async () => {
    const stream = await openStream('subscription { notes { id } }');
    stream.disconnect();
    return stream.response.statusCode === 200;
  });
  await until(() => board.open === 0);
});

test('when the server stops, the stream ends without complete, so that the client reconnects', async () => {
  await start();
  const stream = await openStream('subscription { notes { id } }');
  await until(() => board.open === 1);
  const startedAt = performance.now();
  await server.stop();
  await stream.ended;
  // A request that does not end would delay the stop by five seconds.
  expect(performance.now() - startedAt).toBeLessThan(4000);
  expect(stream.text()).not.toContain('complete');
});
