import { acceptsGzip, preferredMediaType } from '../../../src/server/http/content-negotiation.ts';
import { startTestServer, tokenFor } from '../../support/server.ts';
import { sendRaw } from '../../support/http.ts';

test.each([
  [undefined, false],
  ['', false],
  ['gzip', true],
  ['GZIP', true],
  ['br, gzip;q=0.1', true],
  ['*', true],
  ['gzip;q=0', false],
  ['gzip;q=0, *', false],
  ['*;q=0', false],
  ['identity, gzip;q=0.5', false],
])('whether the accept-encoding %p accepts gzip is %p', (encoding, allowed) => {
  const headers = encoding === undefined ? {} : { 'accept-encoding': encoding };
  expect(acceptsGzip({ headers })).toBe(allowed);
});

test.each([
  [undefined, 'application/json'],
  ['text/event-stream', 'text/event-stream'],
  ['Text/Event-Stream', 'text/event-stream'],
  ['text/event-stream, */*', 'text/event-stream'],
  ['text/event-stream;q=0.5, application/json', 'application/json'],
  ['text/event-stream;q=0, */*', 'application/json'],
  ['image/png', undefined],
])('the preferred media type for the accept header %p is %p', (accept, preferred) => {
  const headers = accept === undefined ? {} : { accept };
  expect(preferredMediaType({ headers }, ['application/json', 'text/event-stream'])).toBe(preferred);
});

test('no endpoint sends gzip to a client that does not accept it', async () => {
  const server = await startTestServer(import.meta.url);
  try {
    const authorization = `Bearer ${await tokenFor('engagement.view')}`;
    const send = async (path: string, accept: string, encoding: string) => {
      const { status, headers } = await sendRaw(new URL(path, server.url).href, {
        method: 'GET',
        headers: { authorization, accept, 'accept-encoding': encoding },
      });
      return { path, status, encoding: headers['content-encoding'] };
    };
    const page = await fetch(server.url, { headers: { accept: 'text/html' } });
    const [style = ''] = /\/graphiql\/\S+\.css/.exec(await page.text()) ?? [];
    const endpoints = [
      ['/graphql', 'text/html', 200, undefined],
      [style, '*/*', 200, 'gzip'],
      ['/export/engagements?format=csv', '*/*', 200, 'gzip'],
      ['/graphql?query={__typename}', 'application/json', 200, undefined],
      ['/graphql', 'text/event-stream', 400, undefined],
      ['/flows/100/photos/1', '*/*', 403, undefined],
      ['/ingest/symbee', '*/*', 405, undefined],
      ['/healthz', '*/*', 200, undefined],
      ['/readyz', '*/*', 200, undefined],
      ['/metrics', '*/*', 200, undefined],
      ['/nowhere', '*/*', 404, undefined],
    ] as const;
    for (const [path, accept, status, compressed] of endpoints) {
      expect(await send(path, accept, 'gzip')).toEqual({ path, status, encoding: compressed });
      for (const refusal of ['gzip;q=0', 'gzip;q=0, *', 'identity'])
        expect((await send(path, accept, refusal)).encoding).not.toBe('gzip');
    }
  } finally {
    await server.stop();
  }
});

test('a request with an invalid token gets its error in the media type that the client prefers', async () => {
  const server = await startTestServer(import.meta.url);
  try {
    const mediaType = async (accept: string) => {
      const headers = { accept, authorization: 'Bearer invalid', 'content-type': 'application/json' };
      const response = await fetch(server.url, {
        method: 'POST',
        headers,
        body: '{"query":"{ __typename }"}',
      });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      return response.headers.get('content-type');
    };
    const apollo = 'application/graphql-response+json,application/json;q=0.9';
    expect(await mediaType(apollo)).toBe('application/graphql-response+json; charset=utf-8');
    expect(await mediaType('application/json')).toBe('application/json; charset=utf-8');
    expect(await mediaType('*/*')).toBe('application/json; charset=utf-8');
  } finally {
    await server.stop();
  }
});
