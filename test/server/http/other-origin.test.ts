import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { jpegImage } from '../../domains/flows/photos/test-images.ts';
import { launchBrowser } from '../../support/browser.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

/** A page in a real browser, whose origin is not that of the server. */
let pages: Server;
let server: TestServer;
let browser: Browser;
let argument: { readonly origin: string; readonly token: string; readonly photo: string };
let port: number;
beforeAll(async () => {
  pages = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>A page</title>');
  });
  pages.listen(0);
  await once(pages, 'listening');
  ({ port } = pages.address() as AddressInfo);
  server = await startTestServer(import.meta.url, { ALLOWED_ORIGINS: `http://127.0.0.1:${port}` });
  browser = await launchBrowser();
  argument = {
    origin: new URL(server.url).origin,
    token: await tokenFor('chat.agent agent.view flow.manage flow.view engagement.view'),
    photo: (await jpegImage(8, 8)).toString('base64'),
  };
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  pages.close();
});

async function open(host: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`http://${host}:${port}/`);
  return page;
}

test('a page of an allowed origin queries, mutates, subscribes, uploads and downloads', async () => {
  const page = await open('127.0.0.1');
  const received = await page.evaluate(async ({ origin, token, photo }) => {
    const authorization = `Bearer ${token}`;
    const post = (query: string, accept = 'application/json') =>
      fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { authorization, accept, 'content-type': 'application/json', 'x-client-name': 'page' },
        body: JSON.stringify({ query }),
      });
    const subscription = 'subscription { agentStateChanged { __typename } }';
    const firstEvent = async (accept: string) => {
      const { body } = await post(subscription, accept);
      const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      while (!text.includes('agentStateChanged')) text += (await reader?.read())?.value ?? '';
      await reader?.cancel();
      return text;
    };
    const overWebSocket = new Promise<string>((resolve, reject) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.onerror = () => {
        reject(new Error('The WebSocket failed.'));
      };
      socket.onopen = () => {
        socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
      };
      socket.onmessage = (message) => {
        const data = String(message.data);
        if (data.includes('connection_ack'))
          socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: subscription } }));
        if (data.includes('agentStateChanged')) resolve(data);
      };
    });
    const streams = [
      overWebSocket,
      firstEvent('text/event-stream'),
      firstEvent('multipart/mixed;subscriptionSpec=1.0,application/json'),
    ];
    // The state changes until every subscription has seen a change.
    const received = new AbortController();
    const events = Promise.all(streams).finally(() => {
      received.abort();
    });
    let mutation = '';
    for (let n = 0; !received.signal.aborted; n++)
      mutation = await (
        await post(
          `mutation { setAgentState(state: ${n % 2 === 0 ? 'IDLE' : 'UNAVAILABLE'}) { agent { __typename } } }`,
        )
      ).text();
    await events;

    const query = await fetch(`${origin}/graphql?query={__typename}`, { headers: { authorization } });
    await post(
      'mutation { startFlow(input: {interactionUniqueId: "4242"}) { interactionFlow { __typename } } }',
    );
    const upload = await fetch(`${origin}/flows/4242/photos`, {
      method: 'PUT',
      headers: { authorization },
      body: Uint8Array.from(atob(photo), (character) => character.charCodeAt(0)),
    });
    const { photo: uploaded } = (await upload.json()) as { photo: { url: string } };
    const download = await fetch(new URL(uploaded.url, origin));
    const bytes = await download.arrayBuffer();
    const exported = await fetch(`${origin}/export/engagements?format=csv`, { headers: { authorization } });
    return {
      events: await events,
      mutation,
      query: await query.text(),
      location: upload.headers.get('location') === uploaded.url,
      isWhole: bytes.byteLength === atob(photo).length,
      photoName: download.headers.get('content-disposition'),
      exportName: exported.headers.get('content-disposition'),
    };
  }, argument);
  expect(received).toEqual({
    events: [0, 1, 2].map(() => expect.stringContaining('"data":{"agentStateChanged"') as string),
    mutation: expect.stringMatching(/^\{"data":\{"setAgentState":\{/) as string,
    query: '{"data":{"__typename":"Query"}}',
    location: true,
    isWhole: true,
    photoName: expect.stringContaining('.jpg') as string,
    exportName: 'attachment; filename="engagements.csv"',
  });
  await page.close();
});

test('a page of another origin receives nothing', async () => {
  const page = await open('localhost');
  const outcomes = await page.evaluate(async ({ origin, token, photo }) => {
    const authorization = `Bearer ${token}`;
    const json = { authorization, 'content-type': 'application/json' };
    const body = '{"query":"{ __typename }"}';
    const requests: [string, RequestInit][] = [
      ['/graphql', { method: 'POST', headers: json, body }],
      ['/graphql', { method: 'POST', headers: { ...json, accept: 'text/event-stream' }, body }],
      ['/graphql?query={__typename}', { headers: { authorization } }],
      ['/graphql?query={__typename}', {}],
      ['/flows/4242/photos', { method: 'PUT', headers: { authorization }, body: photo }],
      ['/flows/4242/photos/1', {}],
      ['/export/engagements?format=csv', { headers: { authorization } }],
      ['/ingest/symbee', { method: 'POST', headers: json, body: '{}' }],
      ['/ingest/connect', { method: 'POST', headers: json, body: '{}' }],
      ['/metrics', {}],
    ];
    const overHttp = await Promise.all(
      requests.map(([path, init]) =>
        fetch(origin + path, init).then(
          () => 'readable',
          () => 'blocked',
        ),
      ),
    );
    const overWebSocket = await new Promise<string>((resolve) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.onopen = () => {
        resolve('open');
      };
      socket.onerror = () => {
        resolve('blocked');
      };
    });
    return [...overHttp, overWebSocket];
  }, argument);
  expect(outcomes).toEqual(Array.from({ length: 11 }, () => 'blocked'));
  await page.close();
});
