import { jpegImage } from '../../domains/flows/photos/test-images.ts';
import { createBoard, type Board } from '../../support/board-subgraph.ts';
import { sendRaw } from '../../support/http.ts';
import { startLiveServer, type LiveServer } from '../../support/live-server.ts';
import { startTestServer, tokenFor } from '../../support/server.ts';
import { TestSocket } from '../../support/socket.ts';

const slowRate = { OPERATIONS_PER_SECOND: '1', OPERATIONS_BURST: '4' };
let board: Board;
let server: LiveServer;
let token: string;
const start = async (settings: Record<string, string> = {}) => {
  board = createBoard();
  server = await startLiveServer([board.subgraph], { ...slowRate, ...settings });
};
beforeAll(async () => {
  token = await tokenFor('agent.view');
});
afterEach(() => server.stop());

const ask = async (url: string, headers: Record<string, string> = {}) =>
  (
    await sendRaw(url, {
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"query":"{ __typename }"}',
    })
  ).status;
async function flood(url: string, headers: Record<string, string> = {}) {
  let status = 200;
  for (let n = 0; n < 20 && status !== 429; n++) status = await ask(url, headers);
  expect(status).toBe(429);
}

test('an anonymous flood does not affect WebSockets and signed links from the same address', async () => {
  await start();
  const complete = await startTestServer(import.meta.url, { ...slowRate, OPERATIONS_BURST: '10' });
  try {
    const caller = await tokenFor('flow.manage flow.view', { subject: 'app' });
    await complete.data(
      'mutation { startFlow(input: {interactionUniqueId: "4242"}) { interactionFlow { __typename } } }',
      {},
      caller,
    );
    const { text } = await sendRaw(new URL('/flows/4242/photos', complete.url).href, {
      method: 'PUT',
      headers: { authorization: `Bearer ${caller}` },
      body: await jpegImage(8, 8),
    });
    const link = new URL((JSON.parse(text) as { photo: { url: string } }).photo.url, complete.url).href;
    await flood(complete.url);
    expect((await sendRaw(link, { method: 'GET' })).status).toBe(200);
    // A forged link counts as an anonymous request.
    const forged = link.replace(/signature=./, 'signature=_');
    let forgedStatus = 403;
    for (let n = 0; n < 20 && forgedStatus === 403; n++)
      forgedStatus = (await sendRaw(forged, { method: 'GET' })).status;
    expect(forgedStatus).toBe(429);
    (await TestSocket.as(complete.url, caller)).terminate();
    // One link has a limit too.
    let status = 200;
    for (let n = 0; n < 20 && status === 200; n++) ({ status } = await sendRaw(link, { method: 'GET' }));
    expect(status).toBe(429);
  } finally {
    await complete.stop();
  }
});

test('sockets that identify their caller do not count, so that many clients can reconnect at once', async () => {
  await start({ MAX_SOCKETS: '5' });
  for (let n = 0; n < 20; n++) {
    const socket = await TestSocket.as(server.url, token);
    socket.terminate();
    await socket.closed;
  }
});

test('upgrades without a caller have a limit, which an upgrade with a token does not need', async () => {
  await start({ MAX_SOCKETS: '4' });
  const silent = await Promise.all(Array.from({ length: 4 }, () => TestSocket.open(server.url)));
  for (const socket of silent) {
    socket.terminate();
    await socket.closed;
  }
  await expect(TestSocket.open(server.url)).rejects.toThrow('429');
  await expect(
    TestSocket.open(server.url, { headers: { authorization: 'Bearer nonsense' } }),
  ).rejects.toThrow('429');
  const admitted = await TestSocket.open(server.url, { headers: { authorization: `Bearer ${token}` } });
  admitted.send({ type: 'connection_init' });
  expect(await admitted.next()).toMatchObject({ type: 'connection_ack' });
  admitted.terminate();
  // The anonymous budget for requests is apart.
  expect(await ask(server.url)).toBe(200);
});

test('sockets without a caller do not take the places of callers', async () => {
  await start({ MAX_SOCKETS: '2', OPERATIONS_BURST: '100' });
  const silent = await TestSocket.open(server.url);
  const first = await TestSocket.as(server.url, token);
  const second = await TestSocket.as(server.url, token);
  // All places of callers are taken, and the silent socket is still open.
  silent.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  expect((await silent.closed).code).toBe(1013);
  for (const socket of [first, second]) socket.terminate();
});

test('behind a trusted proxy each client has its own budget, and cannot spend that of another', async () => {
  await start({ TRUSTED_PROXIES: 'loopback' });
  const from = (address: string) => ({ 'x-forwarded-for': address });
  await flood(server.url, from('198.51.100.1'));
  expect(await ask(server.url, from('198.51.100.2'))).toBe(200);
  // The proxy appends the address of its client to what the client has sent.
  expect(await ask(server.url, from('198.51.100.3, 198.51.100.1'))).toBe(429);
  expect(await ask(server.url, from('2001:db8::1'))).toBe(200);
  for (let n = 2; n < 5; n++) expect(await ask(server.url, from(`2001:db8::${n}`))).toBe(200);
  expect(await ask(server.url, from('2001:db8::5'))).toBe(429);
});

test('without trusted proxies the header does not matter', async () => {
  await start();
  await flood(server.url, { 'x-forwarded-for': '198.51.100.1' });
  expect(await ask(server.url, { 'x-forwarded-for': '198.51.100.2' })).toBe(429);
});
