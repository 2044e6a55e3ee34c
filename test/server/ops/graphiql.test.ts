import type { Browser, BrowserContext, Page } from 'playwright-core';
import { issueToken } from '../../../src/auth/index.ts';
import { loadSamples, readExamples, sampleTenant } from '../../../src/cli/samples.ts';
import { launchBrowser } from '../../support/browser.ts';
import { testDatabase } from '../../support/mongo.ts';
import { testSecret } from '../../support/server.ts';
import { startConfiguredServer, type ConfiguredServer } from '../../support/configured-server.ts';
import { sendJson } from '../../support/http.ts';

let browser: Browser;
let server: ConfiguredServer;
let token: string;
let examples: Awaited<ReturnType<typeof readExamples>>;
beforeAll(async () => {
  const { uri, name } = testDatabase(import.meta.url);
  examples = await readExamples();
  token = await issueToken(
    {
      subject: 'sam@northlight.example',
      tenant: sampleTenant,
      scopes: ['engagement.view', 'hybris.interactionrecording_view', 'agent.view', 'flow.view', 'feed.view'],
      lifetimeSeconds: 3600,
    },
    { secret: testSecret, claims: { username: 'sub', tenant: 'tenant', scope: 'scope' } },
  );
  server = await startConfiguredServer(
    { MONGODB_URI: uri, MONGODB_DATABASE: name },
    { token, tabs: examples },
  );
  await loadSamples(server.app);
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** The tab state that GraphiQL stores. */
interface Tabs {
  readonly activeTabIndex: number;
}

let context: BrowserContext;
let page: Page;
/** The URLs of all requests and WebSockets of the page. */
let requestedUrls: string[];
/** The errors that the page threw or logged. */
let pageErrors: string[];
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  requestedUrls = [];
  pageErrors = [];
  context.on('request', (request) => requestedUrls.push(request.url()));
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => pageErrors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text());
  });
  page.on('websocket', (socket) => requestedUrls.push(socket.url()));
  await page.goto(`${server.origin}/graphql`);
  await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).waitFor();
});
afterEach(() => context.close());

const run = async () => {
  await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
};
const resultWindow = () => page.locator('.result-window');

test('the page runs an operation with its prefilled token, loads nothing from other hosts, and logs no errors', async () => {
  await run();
  await resultWindow().getByText('"chatTranscripts"').first().waitFor();
  const text = (await resultWindow().innerText()).replaceAll('\u00a0', ' ');
  expect(text).toContain('"transcriptId"');
  expect(text).not.toContain('"errors"');
  const origins = requestedUrls.filter((url) => !/^(data|blob):/.test(url)).map((url) => new URL(url).origin);
  expect(new Set(origins)).toEqual(new Set([server.origin]));
  expect(pageErrors).toEqual([]);
});

test('the page has the sample operations as tabs, a click opens a tab, and each query of the supervisor returns data', async () => {
  const tabs = page.getByRole('tab');
  expect(await tabs.allInnerTexts()).toEqual(examples.map(({ name }) => name));
  const [, { name } = { name: '' }] = examples;
  await page.getByRole('button', { name, exact: true }).click();
  await page.locator('.graphiql-tab-active').getByText(name).waitFor();
  // The tabs have the last 31 days, and the samples have fixed dates.
  const variables = { span: { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' } };
  for (const { query } of examples.filter(
    ({ query: text, who }) => /^query /m.test(text) && who === 'supervisor',
  )) {
    const { body } = await sendJson(
      `${server.origin}/graphql`,
      { query, variables },
      { authorization: `Bearer ${token}` },
    );
    expect(body.errors).toBeUndefined();
    const [value] = Object.values(body.data ?? {}) as { nodes?: object[] }[];
    expect(value).toBeTruthy();
    expect(value?.nodes).not.toEqual([]);
  }
});

test('W25 a reload restores the tabs with their texts and tokens, and stores no token', async () => {
  const tabs = page.getByRole('tab');
  const [, { name } = { name: '' }] = examples;
  await page.getByRole('button', { name, exact: true }).click();
  await page.locator('.graphiql-tab-active').getByText(name).waitFor();
  await page.waitForFunction(
    (title) => (localStorage.getItem('graphiql:tabState') ?? '').includes(title),
    name,
  );
  await page.waitForFunction(
    () => (JSON.parse(localStorage.getItem('graphiql:tabState') ?? '{}') as Tabs).activeTabIndex === 1,
  );
  await page.reload();
  await page.locator('.graphiql-tab-active').getByText(name).waitFor();
  expect(await tabs.allInnerTexts()).toEqual(examples.map((example) => example.name));
  await run();
  await resultWindow().getByText('"data"').first().waitFor();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Bearer');
  expect(pageErrors).toEqual([]);
});

test('W25 the page is small, and its scripts and styles are cached by their hash', async () => {
  const paths = requestedUrls.map((url) => new URL(url)).filter(({ protocol }) => protocol === 'http:');
  const assets = paths.filter(({ pathname }) => pathname.startsWith('/graphiql/'));
  expect(assets.length).toBeGreaterThan(3);
  for (const { href } of assets) {
    const response = await fetch(href, { headers: { 'accept-encoding': 'gzip' } });
    expect([href, response.status, response.headers.get('cache-control')]).toEqual([
      href,
      200,
      'public, max-age=31536000, immutable',
    ]);
    await response.arrayBuffer();
  }
  const html = await fetch(`${server.origin}/graphql`, { headers: { accept: 'text/html' } });
  expect(html.headers.get('cache-control')).toBe('no-store');
  expect((await html.text()).length).toBeLessThan(50_000);
  const unknown = await fetch(`${server.origin}/graphiql/graphiql-0000000000000000.js`);
  expect(unknown.status).toBe(404);
});

test('without a token, a query gets only the error UNAUTHENTICATED', async () => {
  const { body } = await sendJson(`${server.origin}/graphql`, { query: examples[0]?.query });
  expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
});

test("the page shows the schema's documentation", async () => {
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const documentation = page.getByRole('complementary').or(page.locator('.graphiql-plugin'));
  await documentation.getByRole('link', { name: 'Query', exact: true }).first().click();
  await documentation.getByText('One agent of the tenant.').waitFor();
  await documentation.getByRole('link', { name: 'chatTranscripts', exact: true }).click();
  await documentation.getByText('The chat transcripts of the tenant, newest start first').waitFor();
  // The documentation includes the required scope.
  await documentation.getByText('Needs the scope').waitFor();
});
