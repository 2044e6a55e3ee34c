import { connect } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { testDatabase } from '../../support/mongo.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';
import { until } from '../../support/until.ts';
import { startConfiguredServer, type ConfiguredServer } from '../../support/configured-server.ts';
import { sendRaw } from '../../support/http.ts';
import { TestSocket } from '../../support/socket.ts';

const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

describe('a server with a secret', () => {
  let server: TestServer;
  let origin: string;
  beforeAll(async () => {
    server = await startTestServer(import.meta.url);
    origin = new URL(server.url).origin;
  });
  afterAll(() => server.stop());
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    sendRaw(`${origin}${path}`, { method, headers });

  test('reports its liveness and readiness', async () => {
    await until(async () => (await get('/readyz')).status === 200);
    for (const path of ['/healthz', '/readyz', '/readyz?verbose']) {
      const response = await get(path);
      expect(response).toMatchObject({ status: 200, text: '{"status":"ok"}' });
      expect(response.headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'private, no-store',
      });
      expect(await get(path, {}, 'HEAD')).toMatchObject({ status: 200, text: '' });
    }
  });

  test('counts requests by route and status, never by the requested path', async () => {
    await get('/healthz');
    await get('/nothing-here');
    await get('/healthz?nothing-here');
    await sendRaw(server.url, { headers: { 'content-type': 'application/json' }, body: '{' });
    const { status, headers, text: metrics } = await get('/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(metrics).toMatch(/^switchboard_http_requests_total\{route="\/healthz",status="200"\} \d+$/m);
    expect(metrics).toMatch(/^switchboard_http_requests_total\{route="\/graphql",status="400"\} \d+$/m);
    expect(metrics).toMatch(
      /^switchboard_http_request_duration_seconds_bucket\{le="0\.001",route="\/healthz"\} \d+$/m,
    );
    expect(metrics).toMatch(/^switchboard_database_up 1$/m);
    expect(metrics).toMatch(/^nodejs_eventloop_lag_seconds /m);
    expect(metrics).not.toContain('nothing-here');
  });

  test.each([
    '/nothing',
    '/graphql/',
    '/GraphQL',
    '//graphql',
    '/graphql%2f..',
    '/%',
    '/%ff',
    '/constructor',
    '/__proto__',
    '/healthz/../graphql/x',
  ])('the unknown path %s gets 404 in JSON, with the path of the graph', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(JSON.parse(response.text)).toEqual({
      errors: [
        { message: 'There is nothing here. The graph is at /graphql.', extensions: { code: 'NOT_FOUND' } },
      ],
    });
  });

  test('the root redirects to the graph', async () => {
    expect(await get('/')).toMatchObject({ status: 307, headers: { location: '/graphql' } });
  });

  test('accepts any host name', async () => {
    expect((await get('/healthz', { host: 'graph.example' })).status).toBe(200);
  });

  test.each([
    ['GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n', 400, 'BAD_REQUEST'],
    ['nonsense\r\n\r\n', 400, 'BAD_REQUEST'],
    [
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      400,
      'BAD_REQUEST',
    ],
    [
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'BAD_REQUEST',
    ],
    [`GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
  ])(
    'malformed request %# gets an error in JSON, and its connection is closed',
    async (request, status, code) => {
      const { hostname, port } = new URL(origin);
      const socket = connect(Number(port), hostname);
      socket.write(request);
      const response = await text(socket);
      expect(response).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(JSON.parse(response.slice(response.indexOf('\r\n\r\n')))).toMatchObject({
        errors: [{ extensions: { code } }],
      });
    },
  );

  test('rejects a body that is too large before the body has arrived', async () => {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    // The client sends only the head and the first byte of the body.
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000000000\r\n\r\n{',
    );
    const [response] = (await once(socket, 'data')) as [Buffer];
    expect(response.toString()).toMatch(/^HTTP\/1\.1 413 [\s\S]*PAYLOAD_TOO_LARGE/);
    socket.destroy();
  });

  test('continues to work after clients have disconnected while they sent a body', async () => {
    const { hostname, port } = new URL(origin);
    for (let count = 0; count < 20; count++) {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.write(
        'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"qu',
      );
      socket.destroy();
    }
    expect((await server.send('{ __typename }', { token: await tokenFor('agent.view') })).status).toBe(200);
    expect(server.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('GraphiQL', () => {
  test('is served to browsers with its token and tabs, and forbids caching and framing', async () => {
    const { uri, name } = testDatabase(import.meta.url);
    const server = await startConfiguredServer(
      { MONGODB_URI: uri, MONGODB_DATABASE: name },
      { token: 'the.token.of-development', tabs: [{ query: 'query Sample { __typename }' }] },
    );
    try {
      const url = `${server.origin}/graphql`;
      const page = await sendRaw(url, { method: 'GET', headers: browser });
      expect(page.status).toBe(200);
      expect(page.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string,
      });
      expect(page.text).toContain('the.token.of-development');
      expect(page.text).toContain('query Sample');
      // A client without a preference for HTML gets JSON.
      expect(
        (await sendRaw(url, { method: 'GET', headers: { accept: '*/*' } })).headers['content-type'],
      ).toMatch(/json/);
    } finally {
      await server.stop();
    }
  });

  test('is not served with INTROSPECTION=off, and a browser gets 404 with the reason', async () => {
    const server = await startTestServer(import.meta.url, { INTROSPECTION: 'off' });
    try {
      const response = await sendRaw(server.url, { method: 'GET', headers: browser });
      expect(response.status).toBe(404);
      expect(JSON.parse(response.text)).toEqual({
        errors: [
          {
            message: 'GraphiQL is off here. Send operations as JSON, by POST.',
            extensions: { code: 'NOT_FOUND' },
          },
        ],
      });
    } finally {
      await server.stop();
    }
  });
});

describe('in development mode', () => {
  let server: ConfiguredServer;
  beforeAll(async () => {
    const { uri, name } = testDatabase(import.meta.url);
    server = await startConfiguredServer({
      AUTH_SECRET: '',
      MONGODB_URI: uri,
      MONGODB_DATABASE: name,
      DATA_DIR: `${process.env.SWITCHBOARD_TEST_DIRECTORY ?? ''}/development`,
    });
  });
  afterAll(() => server.stop());
  const statusWith = async (host: string | string[]) =>
    (await sendRaw(`${server.origin}/healthz`, { method: 'GET', headers: { host } })).status;

  test.each(['localhost', 'LOCALHOST:4000', '127.0.0.1:4000', '[::1]', '[::1]:4000'])(
    'the host name %s is accepted',
    async (host) => {
      expect(await statusWith(host)).toBe(200);
    },
  );

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io:4000',
    'localhost:4000@evil.example',
    'localhost, evil.example',
    'evil.example#localhost',
    '0.0.0.0',
    '2130706433',
  ])('the host name %p is rejected, which prevents DNS rebinding', async (host) => {
    expect(await statusWith(host)).toBe(421);
  });

  test('a WebSocket upgrade with a wrong host name is rejected', async () => {
    const { status, text: body } = await sendRaw(`${server.origin}/graphql`, {
      method: 'GET',
      headers: {
        host: 'evil.example',
        origin: 'http://evil.example',
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-protocol': 'graphql-transport-ws',
      },
    });
    expect(status).toBe(421);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'MISDIRECTED_REQUEST' } }] });
    const accepted = await TestSocket.open(`${server.origin}/graphql`, { headers: { host: 'localhost' } });
    accepted.terminate();
    await accepted.closed;
  });

  test('every path rejects a wrong host name with an error in JSON', async () => {
    for (const path of ['/graphql', '/metrics', '/', '/nothing']) {
      const { status, text: body } = await sendRaw(`${server.origin}${path}`, {
        method: 'GET',
        headers: { host: 'evil.example' },
      });
      expect(status).toBe(421);
      expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'MISDIRECTED_REQUEST' } }] });
    }
  });
});
