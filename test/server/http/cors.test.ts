import { createBoard } from '../../support/board-subgraph.ts';
import { startLiveServer } from '../../support/live-server.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';
import { sendRaw } from '../../support/http.ts';

const allowed = 'https://desk.example';
let server: TestServer;
let origin: string;
beforeAll(async () => {
  server = await startTestServer(import.meta.url, {
    ALLOWED_ORIGINS: `${allowed}:443,HTTP://Localhost:5173`,
  });
  origin = new URL(server.url).origin;
});
afterAll(() => server.stop());

const corsHeadersOf = (headers: object) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')));

const endpoints = [
  ['/graphql', 'POST', 'GET,POST'],
  ['/graphql', 'GET', 'GET,POST'],
  ['/flows/1/photos', 'PUT', 'PUT'],
  ['/flows/1/photos/2', 'GET', 'GET,HEAD'],
  ['/export/engagements', 'GET', 'GET,POST'],
  ['/export/engagements', 'POST', 'GET,POST'],
  ['/ingest/symbee', 'POST', 'POST'],
  ['/ingest/connect', 'POST', 'POST'],
] as const;

test.each(endpoints)('a page of an allowed origin may call %s with %s', async (path, method, methods) => {
  const headers =
    'authorization,content-type,apollo-require-preflight,x-client-name,last-event-id,traceparent';
  const preflight = await sendRaw(origin + path, {
    method: 'OPTIONS',
    headers: {
      origin: allowed,
      'access-control-request-method': method,
      'access-control-request-headers': headers,
    },
  });
  expect(preflight).toMatchObject({ status: 204, text: '' });
  expect(corsHeadersOf(preflight.headers)).toEqual({
    'access-control-allow-origin': allowed,
    'access-control-allow-methods': methods,
    'access-control-allow-headers': headers,
    'access-control-expose-headers': expect.stringContaining('retry-after') as string,
    'access-control-max-age': '7200',
  });
  expect(preflight.headers.vary).toMatch(/\borigin\b/i);

  // Pages can also read errors.
  const answer = await sendRaw(origin + path, { method, headers: { origin: allowed } });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(corsHeadersOf(answer.headers)).toEqual({
    'access-control-allow-origin': allowed,
    'access-control-expose-headers': expect.stringContaining('content-disposition') as string,
  });
  expect(answer.headers.vary).toMatch(/\borigin\b/i);
});

test.each([
  'https://evil.example',
  'http://desk.example',
  'https://desk.example:8443',
  'https://desk.example.evil.example',
  'null',
  '',
])('a page of the origin %p gets no CORS header, and its preflight is refused', async (other) => {
  for (const [path, method] of endpoints) {
    const headers = { origin: other, 'access-control-request-method': method };
    const preflight = await sendRaw(origin + path, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(405);
    const answer = await sendRaw(origin + path, { method, headers: { origin: other } });
    for (const received of [preflight, answer]) {
      expect(corsHeadersOf(received.headers)).toEqual({});
      // A shared cache must not give this response to a page of an allowed origin.
      expect(received.headers.vary).toMatch(/\borigin\b/i);
    }
  }
});

test('the case and the default port of an allowed origin do not matter', async () => {
  const headers = { origin: 'http://localhost:5173', 'access-control-request-method': 'POST' };
  const { status } = await sendRaw(server.url, { method: 'OPTIONS', headers });
  expect(status).toBe(204);
});

test('an event stream has CORS headers', async () => {
  const board = createBoard();
  const live = await startLiveServer([board.subgraph], { ALLOWED_ORIGINS: allowed });
  try {
    const { headers, text } = await sendRaw(live.url, {
      headers: {
        origin: allowed,
        authorization: `Bearer ${await tokenFor('agent.view')}`,
        'content-type': 'application/json',
        accept: 'text/event-stream',
      },
      body: '{"query":"{ boardSize }"}',
    });
    expect(text).toContain('boardSize');
    expect(headers['access-control-allow-origin']).toBe(allowed);
  } finally {
    await live.stop();
  }
});

test('a shared cache keeps the exports for one origin and one encoding apart', async () => {
  const { status, headers } = await sendRaw(`${origin}/export/engagements?format=csv`, {
    method: 'GET',
    headers: { origin: allowed, authorization: `Bearer ${await tokenFor('engagement.view')}` },
  });
  expect(status).toBe(200);
  expect(headers.vary?.split(', ')).toEqual(['origin', 'accept-encoding']);
});

test('probes and metrics are not shared with pages', async () => {
  for (const path of ['/healthz', '/readyz', '/metrics', '/ingest/firehose']) {
    const { headers } = await sendRaw(origin + path, { method: 'GET', headers: { origin: allowed } });
    expect(corsHeadersOf(headers)).toEqual({});
  }
});

test('without allowed origins there are no CORS headers', async () => {
  const plain = await startTestServer(import.meta.url);
  try {
    const headers = { origin: allowed, 'access-control-request-method': 'POST' };
    const preflight = await sendRaw(plain.url, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(405);
    expect(corsHeadersOf(preflight.headers)).toEqual({});
  } finally {
    await plain.stop();
  }
});
