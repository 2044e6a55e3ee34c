import { serverAudits } from 'graphql-http';
import { startTestServer, type TestServer } from '../../../support/server.ts';

describe('the audits of the GraphQL over HTTP specification', () => {
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

  // A page of another origin cannot send this header without a preflight request, so Apollo's CSRF prevention accepts a GET with it.
  const fetchWithPreflightHeader: typeof fetch = (url, init) =>
    fetch(url, {
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
});
