import { connect } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { testDatabase } from '../../support/mongo.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';
import { until } from '../../support/until.ts';
import { openStage, sendRaw, type Stage } from '../stage.ts';

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
      const answer = await get(path);
      expect(answer).toMatchObject({ status: 200, text: '{"status":"ok"}' });
      expect(answer.headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
      });
      expect(await get(path, {}, 'HEAD')).toMatchObject({ status: 200, text: '' });
    }
  });

  test('counts requests by route and status, never by the requested path', async () => {
    await get('/healthz');
    await get('/unheard-of');
    await get('/healthz?unheard-of');
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
    expect(metrics).not.toContain('unheard-of');
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
  ])('%s is 404 in JSON, and says where the graph is', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.text)).toEqual({
      errors: [
        { message: 'There is nothing here. The graph is at /graphql.', extensions: { code: 'NOT_FOUND' } },
      ],
    });
  });

  test('the root redirects to the graph', async () => {
    expect(await get('/')).toMatchObject({ status: 307, headers: { location: '/graphql' } });
  });

  test('accepts any host name, since a token is required', async () => {
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
    'what is not HTTP gets an answer in JSON, and the connection ends: %#',
    async (request, status, code) => {
      const { hostname, port } = new URL(origin);
      const socket = connect(Number(port), hostname);
      socket.write(request);
      const answer = await text(socket);
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
        errors: [{ extensions: { code } }],
      });
    },
  );

  test('refuses a body that is far too large before it has arrived', async () => {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    // Only the head is sent: the server does not wait for the rest.
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000000000\r\n\r\n{',
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 [\s\S]*PAYLOAD_TOO_LARGE/);
    socket.destroy();
  });

  test('survives a client that disconnects within its body', async () => {
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
  test('is served to browsers, without caching or framing, and contains only the development token', async () => {
    const { uri, name } = testDatabase(import.meta.url);
    const stage = await openStage(
      { MONGODB_URI: uri, MONGODB_DATABASE: name },
      { token: 'the.token.of-development', tabs: [{ query: 'query Sample { __typename }' }] },
    );
    try {
      const url = `${stage.origin}/graphql`;
      const page = await sendRaw(url, { method: 'GET', headers: browser });
      expect(page.status).toBe(200);
      expect(page.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string,
      });
      // Not `toContain`: it would print 9 MB.
      expect(page.text.includes('the.token.of-development')).toBe(true);
      expect(page.text.includes('query Sample')).toBe(true);
      const zipped = await sendRaw(url, {
        method: 'GET',
        headers: { ...browser, 'accept-encoding': 'gzip, br' },
      });
      expect(zipped.headers['content-encoding']).toBe('gzip');
      // A client that reads JSON is no browser.
      expect(
        (await sendRaw(url, { method: 'GET', headers: { accept: '*/*' } })).headers['content-type'],
      ).toMatch(/json/);
    } finally {
      await stage.stop();
    }
  });

  test('is not served with INTROSPECTION=off, and a browser gets an error that says so', async () => {
    const server = await startTestServer(import.meta.url, { INTROSPECTION: 'off' });
    try {
      const answer = await sendRaw(server.url, { method: 'GET', headers: browser });
      expect(answer.status).toBe(404);
      expect(JSON.parse(answer.text)).toEqual({
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

describe('in development', () => {
  let stage: Stage;
  beforeAll(async () => {
    const { uri, name } = testDatabase(import.meta.url);
    stage = await openStage({
      AUTH_SECRET: '',
      MONGODB_URI: uri,
      MONGODB_DATABASE: name,
      DATA_DIR: `${process.env.SWITCHBOARD_TEST_DIRECTORY ?? ''}/development`,
    });
  });
  afterAll(() => stage.stop());
  const statusWith = async (host: string | string[]) =>
    (await sendRaw(`${stage.origin}/healthz`, { method: 'GET', headers: { host } })).status;

  test.each(['localhost', 'LOCALHOST:4000', '127.0.0.1:4000', '[::1]', '[::1]:4000'])(
    'it answers to %s',
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
  ])('it does not answer to %p: a page elsewhere could have given itself that name', async (host) => {
    expect(await statusWith(host)).toBe(421);
  });

  test('refuses with JSON on every path', async () => {
    for (const path of ['/graphql', '/metrics', '/', '/nothing']) {
      const { status, text: body } = await sendRaw(`${stage.origin}${path}`, {
        method: 'GET',
        headers: { host: 'evil.example' },
      });
      expect(status).toBe(421);
      expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'MISDIRECTED_REQUEST' } }] });
    }
  });
});
