import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { createBoard, type Board } from '../../support/board-subgraph.ts';
import { startLiveServer, type LiveServer } from '../../support/live-server.ts';
import { startTestServer, tokenFor } from '../../support/server.ts';
import { sendJson, sendRaw } from '../../support/http.ts';

let board: Board;
let server: LiveServer;
let authorization: string;
beforeAll(async () => {
  board = createBoard();
  server = await startLiveServer([board.subgraph]);
  authorization = `Bearer ${await tokenFor('agent.view')}`;
});
afterAll(() => server.stop());

const get = (query: string, headers: Record<string, string> = {}) =>
  sendRaw(`${server.url}?${new URLSearchParams({ query }).toString()}`, { method: 'GET', headers });

describe('a GET', () => {
  test('with a token is executed without another header against forged requests', async () => {
    const answer = await get('{ boardSize }', { authorization });
    expect(answer).toMatchObject({ status: 200, text: '{"data":{"boardSize":0}}' });
  });

  test('without a token and without such a header is refused', async () => {
    expect((await get('{ __typename }')).status).toBe(400);
  });

  test('with a token cannot execute a mutation', async () => {
    const answer = await get('mutation { pin(text: "a") { id } }', { authorization });
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    expect((await get('{ boardSize }', { authorization })).text).toContain('"boardSize":0');
  });
});

describe('a POST', () => {
  const body = '{"query":"{ boardSize }"}';
  test.each([
    ['application/json', 200],
    ['Application/JSON; charset=UTF-8', 200],
    ['application/json;charset="utf-8"', 200],
    ['application/json; charset=latin1', 415],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/jsonx', 415],
    ['application/xml', 415],
    [undefined, 415],
  ])('with the content type %p gets %i', async (contentType, status) => {
    for (const preflighted of [{}, { 'apollo-require-preflight': 'true' }])
      for (const accept of ['application/json', 'text/event-stream']) {
        const answer = await sendRaw(server.url, {
          headers: {
            authorization,
            accept,
            ...preflighted,
            ...(contentType === undefined ? {} : { 'content-type': contentType }),
          },
          body,
        });
        expect(answer.status).toBe(status);
        if (status === 415) expect(answer.text).toContain('UNSUPPORTED_MEDIA_TYPE');
      }
  });

  test('of an export with another content type gets 415', async () => {
    const complete = await startTestServer(import.meta.url);
    try {
      const answer = await sendRaw(new URL('/export/engagements', complete.url).href, {
        headers: {
          authorization: `Bearer ${await tokenFor('engagement.view')}`,
          'content-type': 'text/plain',
        },
        body: '{"format":"csv"}',
      });
      expect(answer.status).toBe(415);
    } finally {
      await complete.stop();
    }
  });
});

test('no response with data of a token, and no error, may be kept in a cache', async () => {
  const query = '{ boardSize }';
  const answers = [
    await sendJson(server.url, { query }, { authorization }),
    await get(query, { authorization }),
    await sendJson(server.url, { query: '{ nothing }' }, { authorization }),
    await sendJson(server.url, { query }, { authorization: 'Bearer nonsense' }),
    await sendRaw(server.url, { headers: { authorization, 'content-type': 'text/plain' }, body: 'x' }),
    await sendRaw(server.url, {
      headers: { authorization, 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
    }),
    await sendRaw(`${server.origin}/nothing`, { method: 'GET' }),
  ];
  expect(answers.map(({ status, headers }) => [status, headers['cache-control']])).toEqual(
    [200, 200, 200, 401, 415, 200, 404].map((status) => [
      status,
      expect.stringMatching(/^private, no-store/) as string,
    ]),
  );
});

describe('an HTTP connection without a request', () => {
  const request = async (url: string, agent: Agent) => {
    const sent = httpRequest(`${url}/healthz`, { agent });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const { socket } = response;
    response.resume();
    await once(response, 'end');
    return { response, socket };
  };

  test('stays open for 65 seconds by default, longer than the idle timeout of load balancers', async () => {
    const agent = new Agent({ keepAlive: true });
    const { response } = await request(server.origin, agent);
    expect(response.headers['keep-alive']).toBe('timeout=65');
    agent.destroy();
  });

  test('is closed after the configured time', async () => {
    const brief = await startLiveServer([createBoard().subgraph], { HTTP_KEEP_ALIVE_MS: '100' });
    // The agent must not close the connection first.
    const agent = new Agent({ keepAlive: true, agentKeepAliveTimeoutBuffer: 0 });
    try {
      const { socket } = await request(brief.origin, agent);
      await once(socket, 'close');
    } finally {
      agent.destroy();
      await brief.stop();
    }
  });
});
