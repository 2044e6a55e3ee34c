import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { testDatabase } from '../../support/mongo.ts';
import { tokenFor } from '../../support/server.ts';
import { openStage, type Stage } from '../stage.ts';

let stage: Stage;
let token: string;
const sockets: Socket[] = [];
const start = async (settings: Record<string, string> = {}) => {
  const { uri, name } = testDatabase(import.meta.url);
  stage = await openStage({ MONGODB_URI: uri, MONGODB_DATABASE: name, ...settings });
};
beforeAll(async () => {
  token = await tokenFor('agent.view');
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

const open = async () => {
  const { hostname, port } = new URL(stage.origin);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
};
const body = JSON.stringify({ query: '{ currentAgent { username } agents { totalCount } }' });
const head = () =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
/** A request that the server has begun to read, and cannot answer before the rest of it comes. */
const halfSent = async () => {
  const socket = await open();
  socket.write(`${head()}${body.slice(0, 10)}`);
  // The server reads this connection before the next one.
  await fetch(`${stage.origin}/healthz`);
  return { socket, finish: () => socket.write(body.slice(10)), answer: text(socket) };
};

test('a running request gets its response, and then its connection closes', async () => {
  await start();
  const { finish, answer } = await halfSent();
  const stopped = stage.stop();
  finish();
  expect(await answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*"totalCount":/);
  await stopped;
});

test('stopping does not wait for idle keep-alive connections', async () => {
  await start({ SHUTDOWN_TIMEOUT_MS: '60000' });
  const { finish, answer } = await halfSent();
  const began = performance.now();
  const stopped = stage.stop();
  finish();
  await Promise.all([answer, stopped]);
  // Node.js would keep it for five seconds.
  expect(performance.now() - began).toBeLessThan(4000);
});

test('idle connections are closed, and new connections are refused', async () => {
  await start();
  const agent = new Agent({ keepAlive: true });
  const [response] = (await once(httpRequest(`${stage.origin}/healthz`, { agent }).end(), 'response')) as [
    IncomingMessage,
  ];
  await text(response);
  const silent = await open();
  const { finish, answer } = await halfSent();
  const idle = Object.values(agent.freeSockets).flatMap((kept) => kept ?? []);
  expect(idle).toHaveLength(1);
  const ended = Promise.all([...idle, silent].map((socket) => once(socket, 'close')));
  const stopped = stage.stop();
  await ended;
  const { hostname, port } = new URL(stage.origin);
  const late = connect(Number(port), hostname);
  await expect(once(late, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  finish();
  expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
  await stopped;
  agent.destroy();
});

test('a request that exceeds the shutdown timeout is ended', async () => {
  await start({ SHUTDOWN_TIMEOUT_MS: '100' });
  const { answer } = await halfSent();
  const began = performance.now();
  await stage.stop();
  // By default five seconds.
  expect(performance.now() - began).toBeLessThan(4000);
  expect(await answer.catch(() => '')).not.toMatch(/^HTTP\/1\.1 200/);
});

test('a request on an open connection during the stop gets a response that closes the connection', async () => {
  await start();
  const { finish, socket, answer } = await halfSent();
  const stopped = stage.stop();
  // Pipelined behind the request under way.
  finish();
  socket.write(`${head()}${body}`);
  const answers = await answer;
  expect(answers).toMatch(/^HTTP\/1\.1 200 /);
  await stopped;
});

test('a slow client still receives its complete response', async () => {
  await start();
  const socket = await open();
  // The largest answer that there is: the page of GraphiQL, as it is.
  socket.write('GET /graphql HTTP/1.1\r\nhost: x\r\naccept: text/html\r\n\r\n');
  const [first] = (await once(socket, 'data')) as [Buffer];
  socket.pause();
  const stopped = stage.stop();
  await expect(fetch(`${stage.origin}/healthz`)).rejects.toThrow('fetch failed');
  const rest = await text(socket);
  await stopped;
  expect(first.length + Buffer.byteLength(rest)).toBeGreaterThan(4_000_000);
  expect(rest.slice(-40)).toMatch(/<\/html>\s+0\s+$/);
});
