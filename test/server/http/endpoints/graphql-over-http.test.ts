import { serverAudits } from 'graphql-http';
import { startTestServer, type TestServer } from '../../../support/server.ts';

/** GraphQL over HTTP, as its own audits see it. */
describe('the audits of GraphQL over HTTP', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(import.meta.url);
  });
  afterAll(() => server.stop());

  const audits = serverAudits({ url: () => server.url, fetchFn: fetch });
  test.each(audits.filter(({ name }) => !name.startsWith('MAY')))('$id $name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
  });

  // A page elsewhere cannot send this header unasked: so Apollo's protection against forged requests lets a GET with it pass.
  const preflighted: typeof fetch = (url, init) =>
    fetch(url, {
      ...init,
      headers: {
        'apollo-require-preflight': 'yes',
        ...(init?.headers as Record<string, string> | undefined),
      },
    });
  const choices = (fetchFn: typeof fetch) =>
    serverAudits({ url: () => server.url, fetchFn }).filter(({ name }) => name.startsWith('MAY'));

  test.each(choices(preflighted))('$id $name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
  });

  test('a GET that any web page could send is refused, which is the only MAY that is left out', async () => {
    const results = await Promise.all(choices(fetch).map(({ fn }) => fn()));
    expect(results.filter(({ status }) => status !== 'ok').map(({ id }) => id)).toEqual([
      '5A70',
      'D6D5',
      '6A70',
    ]);
  });
});
