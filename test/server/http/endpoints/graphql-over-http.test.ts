import { serverAudits } from 'graphql-http';
import { TestSocket } from '../../../support/socket.ts';
import { startTestServer, tokenFor, type TestServer } from '../../../support/server.ts';

describe('the audits of the GraphQL over HTTP specification', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(import.meta.url);
  });
  afterAll(() => server.stop());

  // Some audits use introspection, which needs a token.
  const fetchWithToken: typeof fetch = async (url, init) =>
    fetch(url, {
      ...init,
      headers: {
        authorization: `Bearer ${await tokenFor('agent.view')}`,
        ...(init?.headers as Record<string, string> | undefined),
      },
    });
  const audits = serverAudits({ url: () => server.url, fetchFn: fetchWithToken });
  test.each(audits.filter(({ name }) => !name.startsWith('MAY')))('$id $name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
  });

  // A page of another origin cannot send this header without a preflight request, so Apollo's CSRF prevention accepts a GET with it.
  const fetchWithPreflightHeader: typeof fetch = (url, init) =>
    fetchWithToken(url, {
      ...init,
      headers: {
        'apollo-require-preflight': 'yes',
        ...(init?.headers as Record<string, string> | undefined),
      },
    });
  const optionalAudits = (fetchFn: typeof fetch) =>
    serverAudits({ url: () => server.url, fetchFn }).filter(({ name }) => name.startsWith('MAY'));

  test.each(optionalAudits(fetchWithPreflightHeader))('$id $name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
  });

  test('a GET without the preflight header is rejected, so three optional audits fail', async () => {
    const results = await Promise.all(optionalAudits(fetch).map(({ fn }) => fn()));
    expect(results.filter(({ status }) => status !== 'ok').map(({ id }) => id)).toEqual([
      '5A70',
      'D6D5',
      '6A70',
    ]);
  });

  describe('an empty operation name is the same as none', () => {
    const mutation = 'mutation { setAgentState(state: IDLE) { status } }';
    let headers: Record<string, string>;
    beforeAll(async () => {
      headers = {
        authorization: `Bearer ${await tokenFor('chat.agent')}`,
        'content-type': 'application/json',
      };
      // The server caches documents and their operations.
      await fetch(server.url, { method: 'POST', headers, body: JSON.stringify({ query: mutation }) });
    });

    test.each(['application/json', 'text/event-stream', 'multipart/mixed;subscriptionSpec=1.0'])(
      'a GET with it cannot execute a mutation, in %s',
      async (accept) => {
        const search = new URLSearchParams({ query: mutation, operationName: '' });
        const response = await fetch(`${server.url}?${search.toString()}`, {
          headers: { ...headers, accept },
        });
        expect(response.status).toBe(405);
      },
    );

    test('a POST and a message of a WebSocket with it execute the only operation', async () => {
      const payload = { query: 'query Named { __typename }', operationName: '' };
      const response = await fetch(server.url, { method: 'POST', headers, body: JSON.stringify(payload) });
      const expected = { data: { __typename: 'Query' } };
      expect(await response.json()).toEqual(expected);
      const socket = await TestSocket.as(server.url, await tokenFor('chat.agent'));
      socket.send({ type: 'subscribe', id: '1', payload });
      expect(await socket.next()).toMatchObject({ type: 'next', payload: expected });
      socket.ws.close();
    });
  });
});
