import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { testDatabase } from '../../support/mongo.ts';
import { tokenFor } from '../../support/server.ts';
import { startConfiguredServer, type ConfiguredServer } from '../../support/configured-server.ts';

let server: ConfiguredServer;
let token: string;
const sockets: Socket[] = [];
const start = async (settings: Record<string, string> = {}) => {
  const { uri, name } = testDatabase(import.meta.url);
  server = await startConfiguredServer({ MONGODB_URI: uri, MONGODB_DATABASE: name, ...settings });
};
beforeAll(async () => {
  token = await tokenFor('agent.view');
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

const connectSocket = async () => {
  const { hostname, port } = new URL(server.origin);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
};
const body = JSON.stringify({ query: '{ currentAgent { username } agents { totalCount } }' });
const head = () =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
/** Sends the first half of a request. The server has read it, and responds after `finish` sends the rest. */
const startRequest = async () => {
  const socket = await connectSocket();
  socket.write(`${head()}${body.slice(0, 10)}`);
  // The server reads connections in order, so it has read the first half when this request is answered.
  await fetch(`${server.origin}/healthz`);
  return { socket, finish: () => socket.write(body.slice(10)), response: text(socket) };
};

test('a running request gets its response, and then its connection closes', async () => {
  await start();
  const { finish, response } = await startRequest();
  const stopped = server.stop();
  finish();
  expect(await response).toMatch(/^HTTP\/1\.1 200 [\s\S]*"totalCount":/);
  await stopped;
});

test('stopping does not wait for idle keep-alive connections', async () => {
  await start({ SHUTDOWN_TIMEOUT_MS: '60000' });
  const { finish, response } = await startRequest();
  const startedAt = performance.now();
  const stopped = server.stop();
  finish();
  await Promise.all([response, stopped]);
  // Node.js would keep the connection for five seconds.
  expect(performance.now() - startedAt).toBeLessThan(4000);
});

test('idle connections are closed, and new connections are refused', async () => {
  await start();
  const agent = new Agent({ keepAlive: true });
  const [health] = (await once(httpRequest(`${server.origin}/healthz`, { agent }).end(), 'response')) as [
    IncomingMessage,
  ];
  await text(health);
  const silent = await connectSocket();
  const { finish, response } = await startRequest();
  const idle = Object.values(agent.freeSockets).flatMap((free) => free ?? []);
  expect(idle).toHaveLength(1);
  const closed = Promise.all([...idle, silent].map((socket) => once(socket, 'close')));
  const stopped = server.stop();
  await closed;
  const { hostname, port } = new URL(server.origin);
  const refused = connect(Number(port), hostname);
  await expect(once(refused, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  finish();
  expect(await response).toMatch(/^HTTP\/1\.1 200 /);
  await stopped;
  agent.destroy();
});

test('a request that exceeds the shutdown timeout is aborted', async () => {
  await start({ SHUTDOWN_TIMEOUT_MS: '100' });
  const { response } = await startRequest();
  const startedAt = performance.now();
  await server.stop();
  // The default of the timeout is five seconds.
  expect(performance.now() - startedAt).toBeLessThan(4000);
  expect(await response.catch(() => '')).not.toMatch(/^HTTP\/1\.1 200/);
});

test('a request on an open connection during the stop gets a response that closes the connection', async () => {
  await start();
  const { finish, socket, response } = await startRequest();
  const stopped = server.stop();
  finish();
  // Pipelined on the same connection.
  socket.write(`${head()}${body}`);
  const responses = await response;
  expect(responses).toMatch(/^HTTP\/1\.1 200 /);
  await stopped;
});

test('a slow client still receives its complete response', async () => {
  await start();
  const page = await (await fetch(`${server.origin}/graphql`, { headers: { accept: 'text/html' } })).text();
  const [, script = ''] = /<script [^>]*src="([^"]+)"/.exec(page) ?? [];
  const socket = await connectSocket();
  // The largest response: the script of GraphiQL, uncompressed.
  socket.write(`GET ${script} HTTP/1.1\r\nhost: x\r\n\r\n`);
  const [first] = (await once(socket, 'data')) as [Buffer];
  socket.pause();
  const stopped = server.stop();
  await expect(fetch(`${server.origin}/healthz`)).rejects.toThrow('fetch failed');
  const response = Buffer.concat([first, await buffer(socket)]).toString();
  await stopped;
  const [, length] = /^content-length: (\d+)/im.exec(response) ?? [];
  expect(Number(length)).toBeGreaterThan(1_000_000);
  expect(Buffer.byteLength(response.slice(response.indexOf('\r\n\r\n') + 4))).toBe(Number(length));
});
