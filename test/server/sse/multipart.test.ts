import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createBoard, type Board } from '../../support/board-subgraph.ts';
import { startLiveServer, type LiveServer } from '../../support/live-server.ts';
import { tokenFor } from '../../support/server.ts';
import { until } from '../../support/until.ts';

let board: Board;
let server: LiveServer;
let token: string;
const start = async (settings: Record<string, string> = {}) => {
  board = createBoard();
  server = await startLiveServer([board.subgraph], settings);
};
beforeAll(async () => {
  token = await tokenFor('agent.view');
});
afterEach(async () => {
  await server.stop();
  expect(board.open).toBe(0);
});

const accepted = 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json';

async function open(query: string, { accept = accepted, by = token } = {}) {
  const request = httpRequest(server.url, {
    method: 'POST',
    agent: false,
    headers: { accept, authorization: `Bearer ${by}`, 'content-type': 'application/json' },
  });
  request.on('error', () => undefined);
  request.end(JSON.stringify({ query }));
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.on('error', () => undefined);
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return {
    response,
    text: () => text,
    ended: new Promise<void>((resolve) => response.once('close', resolve)),
    leave: () => request.destroy(),
  };
}

const part = (json: string) => `\r\ncontent-type: application/json\r\n\r\n${json}\r\n--graphql`;

test.each([
  accepted,
  'multipart/mixed;subscriptionSpec="1.0", application/json',
  'application/json, multipart/mixed; subscriptionSpec=1.0',
])('a subscription with accept: %s gets each result in a part, and the final boundary', async (accept) => {
  await start();
  const stream = await open('subscription { notes(until: 1) { text } }', { accept });
  expect(stream.response.headers).toMatchObject({
    'content-type': 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
    'cache-control': 'private, no-store, no-transform',
  });
  await until(() => board.open === 1);
  board.pin('Zoë');
  await stream.ended;
  expect(stream.text()).toMatch(
    new RegExp(
      `^\r\n--graphql${part('\\{\\}')}${part('\\{"payload":\\{"data":\\{"notes":\\{"text":"Zoë"\\}\\}.*\\}\\}')}--\r\n$`,
    ),
  );
});

test('heartbeats are empty objects', async () => {
  await start({ KEEP_ALIVE_MS: '100' });
  const stream = await open('subscription { notes { text } }');
  await until(() => stream.text().includes(part('{}') + part('{}') + part('{}')));
  stream.leave();
  await until(() => board.open === 0);
});

test('a refused subscription gets its errors in a payload', async () => {
  await start();
  const stream = await open('subscription { lockedNotes { id } }');
  await stream.ended;
  expect(stream.text()).toContain('{"payload":{"errors":[{"message"');
  expect(stream.text()).toContain('NOT_FOUND');
  expect(stream.text()).toMatch(/--graphql--\r\n$/);
});

test('a stream that the server ends has its errors beside an empty payload', async () => {
  await start();
  const stream = await open('subscription { notes { id } }', {
    by: await tokenFor('agent.view', { acceptedSeconds: 1 }),
  });
  await stream.ended;
  expect(stream.text()).toContain('{"payload":null,"errors":[{"message"');
  expect(stream.text()).toContain('UNAUTHENTICATED');
});

test("Apollo Client's HttpLink subscribes, queries, and receives the errors of a refusal", async () => {
  await start();
  const client = new ApolloClient({
    link: new HttpLink({ uri: server.url, headers: { authorization: `Bearer ${token}` } }),
    cache: new InMemoryCache(),
  });
  const received: unknown[] = [];
  const subscribe = (document: string) =>
    new Promise<unknown>((resolve) => {
      client.subscribe({ query: gql(document) }).subscribe({
        next: ({ data, error }) => received.push(data ?? error),
        error: resolve,
        complete: () => {
          resolve('complete');
        },
      });
    });
  const ended = subscribe('subscription { notes(until: 2) { text } }');
  await until(() => board.open === 1);
  board.pin('one');
  board.pin('two');
  expect(await ended).toBe('complete');
  expect(received).toMatchObject([{ notes: { text: 'one' } }, { notes: { text: 'two' } }]);
  expect((await client.query({ query: gql('{ boardSize }') })).data).toEqual({ boardSize: 2 });

  received.length = 0;
  await subscribe('subscription { lockedNotes { id } }');
  expect(received).toMatchObject([{ errors: [{ extensions: { code: 'NOT_FOUND' } }] }]);
  client.stop();
});
