import { connect } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Caller } from '../../../src/auth/index.ts';
import { createBoard, type Board } from '../../support/board-subgraph.ts';
import { startLiveServer, type LiveServer } from '../../support/live-server.ts';
import { tokenFor } from '../../support/server.ts';
import { TestSocket } from '../../support/socket.ts';
import { until } from '../../support/until.ts';

let board: Board;
let server: LiveServer;
let token: string;
/** The callers with an open connection. */
const held: string[] = [];
/** The callers whose activity was recorded. */
const touched: string[] = [];
const nameOf = ({ tenant, kind, id }: Caller) => `${tenant} ${kind} ${id}`;
const presence = {
  touch: (caller: Caller) => void touched.push(nameOf(caller)),
  hold(caller: Caller) {
    held.push(nameOf(caller));
    return () => void held.splice(held.indexOf(nameOf(caller)), 1);
  },
};
beforeAll(async () => {
  board = createBoard();
  server = await startLiveServer([board.subgraph], { MAX_SOCKETS_PER_CALLER: '3' }, { presence });
  token = await tokenFor('agent.view');
});
afterEach(async () => {
  // Every test releases its sockets, subscriptions and presence.
  await until(async () => (await server.metric('switchboard_websockets_open')) === 0);
  expect(board.open).toBe(0);
  expect(held).toEqual([]);
  expect(await server.metric('switchboard_subscriptions_open')).toBe(0);
});
afterAll(() => server.stop());

const connectionInit = (authorization?: unknown) => ({ type: 'connection_init', payload: { authorization } });

describe('connection_init', () => {
  test.each([
    ['without a token', undefined],
    ['with an invalid token', 'Bearer nonsense'],
    ['without the scheme Bearer', 'nonsense'],
    ['with a number as its token', 7],
  ])('%s closes the socket with 4401 and the same reason', async (_, authorization) => {
    const socket = await TestSocket.open(server.url);
    socket.send(connectionInit(authorization));
    expect(await socket.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
  });

  test.each(['authorization', 'Authorization', 'AUTHORIZATION'])(
    'can have the token in its field %s',
    async (name) => {
      const socket = await TestSocket.open(server.url);
      socket.send({ type: 'connection_init', payload: { [name]: `Bearer ${token}` } });
      expect(await socket.next()).toEqual({ type: 'connection_ack' });
      expect(held).toEqual(['acme service mandy@hybristest.com']);
      socket.ws.close();
    },
  );

  test('can have no token if the upgrade request has it in its header', async () => {
    const socket = await TestSocket.open(server.url, { headers: { authorization: `Bearer ${token}` } });
    socket.send({ type: 'connection_init' });
    expect(await socket.next()).toEqual({ type: 'connection_ack' });
    socket.ws.close();
  });

  test('each operation records presence', async () => {
    const socket = await TestSocket.as(server.url, token);
    touched.length = 0;
    socket.subscribe('1', '{ boardSize }');
    await socket.take(2);
    expect(touched).toEqual(['acme service mandy@hybristest.com']);
    socket.ws.close();
  });

  test('a caller cannot open more sockets than the limit', async () => {
    const sockets = await Promise.all([1, 2, 3].map(() => TestSocket.as(server.url, token)));
    const fourth = await TestSocket.open(server.url);
    fourth.send(connectionInit(`Bearer ${token}`));
    expect(await fourth.closed).toEqual({ code: 4429, reason: 'Too many connections' });
    const another = await TestSocket.as(server.url, await tokenFor('agent.view', { subject: 'another' }));
    for (const socket of [...sockets, another]) socket.ws.close();
  });
});

const pingOfDepth = (depth: number): string =>
  `{"type":"ping","payload":{"at":${'['.repeat(depth)}${']'.repeat(depth)}}}`;

describe('the protocol', () => {
  test('a socket without connection_init within three seconds is closed with 4408', async () => {
    const startedAt = performance.now();
    const socket = await TestSocket.open(server.url);
    expect(await socket.closed).toMatchObject({ code: 4408 });
    expect(performance.now() - startedAt).toBeGreaterThan(2900);
  });

  test('a second connection_init closes the socket with 4429', async () => {
    const socket = await TestSocket.as(server.url, token);
    socket.send(connectionInit(`Bearer ${token}`));
    expect(await socket.closed).toMatchObject({ code: 4429 });
  });

  test('a subscribe message before connection_ack closes the socket with 4401', async () => {
    const socket = await TestSocket.open(server.url);
    socket.subscribe('1', '{ boardSize }');
    expect(await socket.closed).toMatchObject({ code: 4401 });
  });

  test.each([
    '{',
    'null',
    '[]',
    '{"type":"nonsense"}',
    '{"type":"subscribe","id":"1"}',
    '{"type":"complete"}',
  ])('the invalid message %s closes the socket with 4400 and a constant reason', async (frame) => {
    const socket = await TestSocket.as(server.url, token);
    socket.send(frame);
    expect(await socket.closed).toEqual({ code: 4400, reason: 'Invalid message received' });
  });

  test('a socket without a subprotocol is closed with 4406, and an upgrade with an unknown subprotocol is rejected', async () => {
    const socket = await TestSocket.open(server.url, {}, []);
    expect(await socket.closed).toMatchObject({ code: 4406 });
    await expect(TestSocket.open(server.url, {}, 'graphql-ws')).rejects.toThrow('subprotocol');
  });

  test('a message that is too large closes the socket with 1009', async () => {
    const socket = await TestSocket.as(server.url, token);
    socket.subscribe('1', 'subscription { notes { id } }');
    socket.send(' '.repeat(300_000));
    expect(await socket.closed).toMatchObject({ code: 1009 });
  });

  test('a ping gets a pong with the same payload', async () => {
    const socket = await TestSocket.as(server.url, token);
    socket.send({ type: 'ping', payload: { at: 1 } });
    expect(await socket.next()).toEqual({ type: 'pong', payload: { at: 1 } });
    socket.ws.close();
  });

  test('a ping with a very deeply nested payload gets a pong without it, and the socket stays open', async () => {
    const socket = await TestSocket.open(server.url);
    socket.send(pingOfDepth(1000));
    expect(await socket.next()).toEqual({ type: 'pong' });
    socket.send({ type: 'ping', payload: { at: 1 } });
    expect(await socket.next()).toEqual({ type: 'pong', payload: { at: 1 } });
    // A message that is nested deeper than the stack cannot be parsed.
    socket.send(pingOfDepth(100_000));
    expect(await socket.closed).toMatchObject({ code: 4400 });
  });
});

describe('the upgrade request', () => {
  const requestUpgrade = async (
    headers: Record<string, string>,
    path = '/graphql',
    origin = server.origin,
  ) => {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname);
    const all = {
      host: `${hostname}:${port}`,
      connection: 'upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-protocol': 'graphql-transport-ws',
      ...headers,
    };
    socket.write(
      [
        `GET ${path} HTTP/1.1`,
        ...Object.entries(all).map(([name, value]) => `${name}: ${value}`),
        '',
        '',
      ].join('\r\n'),
    );
    const [first] = (await once(socket, 'data')) as [Buffer];
    const response = first.toString();
    if (response.startsWith('HTTP/1.1 101')) socket.destroy();
    else {
      // A response to a request without an upgrade keeps the connection open.
      socket.end();
      await text(socket);
    }
    return { status: Number(response.slice(9, 12)), body: response.slice(response.indexOf('\r\n\r\n') + 4) };
  };

  test("is accepted from the server's own origin, and from no other", async () => {
    const { host } = new URL(server.origin);
    expect((await requestUpgrade({ origin: `http://${host}` })).status).toBe(101);
    for (const origin of ['https://evil.example', `http://${host}.evil.example`, 'null', 'http://'])
      expect(await requestUpgrade({ origin })).toMatchObject({
        status: 403,
        body: expect.stringContaining('FORBIDDEN') as string,
      });
    expect((await requestUpgrade({})).status).toBe(101);
  });

  test('is accepted from configured origins', async () => {
    const desk = await startLiveServer([board.subgraph], {
      ALLOWED_ORIGINS: 'https://desk.example,http://localhost:5173',
    });
    try {
      for (const [origin, status] of [
        ['https://desk.example', 101],
        ['http://localhost:5173', 101],
        ['https://localhost:5173', 403],
        ['https://desk.example.evil.example', 403],
      ] as const)
        expect([origin, (await requestUpgrade({ origin }, '/graphql', desk.origin)).status]).toEqual([
          origin,
          status,
        ]);
    } finally {
      await desk.stop();
    }
  });

  test('is refused at other paths', async () => {
    expect(await requestUpgrade({}, '/metrics')).toMatchObject({ status: 404 });
    expect((await requestUpgrade({}, '/graphql?from=here')).status).toBe(101);
  });

  test('for another protocol is ignored, and the request is handled', async () => {
    const { status } = await requestUpgrade(
      { upgrade: 'h2c', 'content-type': 'application/json' },
      '/healthz',
    );
    expect(status).toBe(200);
  });

  test('beyond the limit of sockets gets 503', async () => {
    const small = await startLiveServer([board.subgraph], { MAX_SOCKETS: '1' });
    try {
      const socket = await TestSocket.as(small.url, token);
      expect((await requestUpgrade({}, '/graphql', small.origin)).status).toBe(503);
      socket.ws.close();
      await socket.closed;
      await until(async () => (await requestUpgrade({}, '/graphql', small.origin)).status === 101);
    } finally {
      await small.stop();
    }
  });
});

describe('a token of an open socket', () => {
  const shortLived = (scopes = 'agent.view', subject = 'mandy@hybristest.com') =>
    tokenFor(scopes, { subject, acceptedSeconds: 2 });

  test('closes the socket with 4403 within a second after its expiry, and ends the subscriptions', async () => {
    const socket = await TestSocket.as(server.url, await shortLived());
    const expiresAt = Math.floor(Date.now() / 1000) * 1000 + 2000;
    socket.subscribe('1', 'subscription { notes { id } }');
    await until(() => board.open === 1);
    const { code, reason } = await socket.closed;
    expect({ code, reason }).toEqual({ code: 4403, reason: 'Forbidden' });
    expect(Date.now() - expiresAt).toBeLessThan(1000);
    expect(board.open).toBe(0);
  });

  test('can be renewed by a ping, and open subscriptions continue', async () => {
    const oldToken = await shortLived();
    const socket = await TestSocket.as(server.url, oldToken);
    const notRenewed = await TestSocket.as(server.url, oldToken);
    socket.subscribe('1', 'subscription { notes { text } }');
    await until(() => board.open === 1);
    socket.send({ type: 'ping', payload: { authorization: `Bearer ${token}` } });
    // The server does not return the token.
    expect(await socket.next()).toEqual({ type: 'pong' });
    expect(await notRenewed.closed).toMatchObject({ code: 4403 });
    board.pin('after the old token');
    expect(await socket.next()).toMatchObject({
      payload: { data: { notes: { text: 'after the old token' } } },
    });
    socket.ws.close();
  });

  test.each([
    ['an invalid token', () => Promise.resolve('nonsense')],
    ['a token of another principal', () => tokenFor('agent.view', { subject: 'another' })],
    ['a token of another tenant', () => tokenFor('agent.view', { tenant: 'other' })],
    ['a token of another kind of principal', () => tokenFor('chat.agent')],
  ])('replaced by %s closes the socket with 4403', async (_, other) => {
    const socket = await TestSocket.as(server.url, token);
    socket.send({ type: 'ping', payload: { authorization: `Bearer ${await other()}` } });
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Forbidden' });
  });

  test('renewed with fewer scopes ends subscriptions that need the missing scopes at the next event', async () => {
    const socket = await TestSocket.as(server.url, await tokenFor('agent.view agent.manage'));
    socket.subscribe('shared', 'subscription { notes { secret } }');
    socket.subscribe('own', 'subscription { ownNotes { secret } }');
    await until(() => board.open === 2);
    board.pin('one');
    expect((await socket.take(2)).map(({ payload }) => payload)).toMatchObject([
      { data: { notes: { secret: 'secret one' } } },
      { data: { ownNotes: { secret: 'secret one' } } },
    ]);
    // The new token has the scope of the field `secret`, but not the scope of the subscription `notes`.
    socket.send({ type: 'ping', payload: { authorization: `Bearer ${await tokenFor('agent.manage')}` } });
    await socket.next();
    board.pin('two');
    const frames = await socket.take(2);
    expect(frames.find(({ id }) => id === 'shared')).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    expect(frames.find(({ id }) => id === 'own')).toMatchObject({
      type: 'next',
      payload: { data: { ownNotes: { secret: 'secret two' } } },
    });
    expect(board.open).toBe(1);
    // This token lacks only the scope of the field, so the subscription continues and the field is null.
    socket.send({ type: 'ping', payload: { authorization: `Bearer ${token}` } });
    await socket.next();
    board.pin('three');
    expect(await socket.next()).toMatchObject({
      id: 'own',
      payload: { data: { ownNotes: { secret: null } } },
    });
    socket.ws.close();
  });

  test('without the required scope opens no subscription', async () => {
    const socket = await TestSocket.as(server.url, await tokenFor('engagement.view'));
    socket.subscribe('1', 'subscription { notes { id } }');
    expect(await socket.next()).toMatchObject({
      id: '1',
      type: 'error',
      payload: [{ path: ['notes'], extensions: { code: 'FORBIDDEN' } }],
    });
    socket.ws.close();
  });
});
