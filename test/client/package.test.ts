import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { tokenFor } from '../support/server.ts';
import { installPackage, node, repository, tsc } from './package.ts';
import { inConversation, openHarness, type Harness } from './harness.ts';

let harness: Harness;
let directory: string;
beforeAll(async () => {
  [harness, directory] = await Promise.all([openHarness(import.meta.url), installPackage()]);
}, 60_000);
afterEach(() => {
  harness.reset();
});
afterAll(() => harness.stop());

const tokenOfCustomer = () => tokenFor('chat.customer', { subject: 'c1', tenant: harness.tenant });

/** Returns all modules of the client, and the packages that they import. */
async function modulesFrom(path: string, known = new Set<string>()): Promise<Set<string>> {
  if (known.has(path)) return known;
  known.add(path);
  const text = await readFile(path, 'utf8');
  for (const [, name = ''] of text.matchAll(/^(?:import|export)\b[^;]*?from ["']([^"']+)["']/gms))
    if (name.startsWith('.')) await modulesFrom(join(path, '..', name), known);
    else known.add(name);
  return known;
}

test('the client imports no module of Node', async () => {
  const modules = await modulesFrom(join(directory, 'node_modules/switchboard/dist/client/index.js'));
  expect([...modules].filter((name) => !name.startsWith('/')).sort()).toEqual([
    'graphql',
    'graphql-ws/client',
  ]);
  expect(modules.size).toBeGreaterThan(10);
});

test("the client's types need only the types of a browser, and __typename narrows the type of an event", async () => {
  const file = join(directory, 'consumer.mts');
  await writeFile(
    file,
    `import { createSwitchboard, CurrentAgentDocument, type InteractionEvent } from 'switchboard/client';
const client = createSwitchboard({ url: '/graphql', token: async () => 'token' });
export async function texts(id: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const event of client.follow(id, { fromStart: true }))
    if (event.__typename === 'ChatMessage') texts.push(event.text ?? '');
    // @ts-expect-error only a ChatMessage has a text
    else texts.push(event.text);
  const { currentAgent } = await client.query(CurrentAgentDocument);
  // @ts-expect-error the state does not exist
  const state: 'nothing' | undefined = currentAgent?.state;
  return [...texts, state ?? ''];
}
export const last = (events: readonly InteractionEvent[]): string | undefined => events.at(-1)?.eventId;
`,
  );
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--lib', 'esnext,dom'];
  for (const module of [
    ['--module', 'nodenext', '--moduleResolution', 'nodenext'],
    ['--module', 'esnext', '--moduleResolution', 'bundler'],
  ])
    expect(await tsc(directory, file, ...options, '--target', 'esnext', '--skipLibCheck', ...module)).toBe(
      '',
    );
});

test('Node imports the client by its package name', async () => {
  const [ann, customer] = [harness.client('agent', 'ann'), harness.client('customer', 'c1')];
  const id = await inConversation(ann, customer);
  const { stdout } = await node(
    directory,
    `import { createSwitchboard } from 'switchboard/client';
    const client = createSwitchboard({ url: '${harness.server.url}', token: '${await tokenOfCustomer()}' });
    for await (const { text } of client.messages('${id}', { fromStart: true })) {
      console.log(text);
      if (text === 'Bye') break;
      await client.sendMessage('${id}', 'Bye');
    }`,
  );
  expect(stdout).toBe('Hello\nBye\n');
});

describe('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterAll(() => browser.close());

  const html = `<!doctype html><script type="importmap">
    { "imports": { "switchboard/client": "/modules/switchboard/dist/client/index.js", "graphql-ws/client": "/modules/graphql-ws/dist/client.js", "graphql": "/modules/graphql/index.mjs" } }
  </script><script type="module">
    import { createSwitchboard } from 'switchboard/client';
    globalThis.texts = [];
    globalThis.follow = async (id, token) => {
      const client = createSwitchboard({ url: '/graphql', token: () => token });
      const events = client.follow(id, { fromStart: true });
      await client.sendMessage(id, 'From a page');
      for await (const event of events) if (event.__typename === 'ChatMessage') texts.push(event.text);
      return { texts, resumptions: events.resumptions };
    };
  </script>`;

  test('the client follows an interaction to its end while connections break', async () => {
    const [ann, customer] = [harness.client('agent', 'ann'), harness.client('customer', 'c1')];
    const id = await inConversation(ann, customer);
    const page = await browser.newPage();
    const pageErrors: Error[] = [];
    page.on('pageerror', (error) => pageErrors.push(error));
    // The modules have the origin of the server, as on a page of the server.
    const origin = new URL(harness.proxy.url).origin;
    await page.route(`${origin}/page`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.route(`${origin}/modules/**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice('/modules/'.length);
      const home = name.startsWith('switchboard/') ? directory : repository;
      await route.fulfill({
        contentType: 'text/javascript',
        body: await readFile(join(home, 'node_modules', name), 'utf8'),
      });
    });
    await page.goto(`${origin}/page`);
    const followed = page.evaluate(`follow('${id}', '${await tokenOfCustomer()}')`);
    await page.waitForFunction('texts.includes("From a page")');
    for (let n = 0; n < 5; n++) {
      harness.proxy.cut();
      await ann.sendMessage(id, `message ${n}`);
      await page.waitForFunction(`texts.includes("message ${n}")`);
    }
    await ann.completeInteraction(id);
    expect(await followed).toMatchObject({
      texts: ['Hello', 'From a page', ...[0, 1, 2, 3, 4].map((n) => `message ${n}`)],
      resumptions: expect.any(Number) as unknown,
    });
    expect(pageErrors).toEqual([]);
    await page.close();
  });
});
