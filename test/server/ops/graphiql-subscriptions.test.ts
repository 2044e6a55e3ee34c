import type { Browser } from 'playwright-core';
import { joinCrm } from '../../gateway/crm.ts';
import { createBoard, type Board } from '../../support/board-subgraph.ts';
import { launchBrowser } from '../../support/browser.ts';
import { startLiveServer, type LiveServer } from '../../support/live-server.ts';
import { tokenFor } from '../../support/server.ts';
import { until } from '../../support/until.ts';

let browser: Browser;
let board: Board;
let server: LiveServer;
beforeAll(async () => {
  board = createBoard();
  server = await startLiveServer(
    [board.subgraph],
    {},
    {
      graphiql: {
        token: await tokenFor('agent.view'),
        tabs: [{ query: 'subscription { notes { text } }' }],
      },
    },
  );
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('GraphiQL shows the events of a subscription until the subscription is stopped, with the token of the headers editor', async () => {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const pageErrors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text());
  });
  await page.goto(server.url);
  const run = page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' });
  await run.waitFor();
  await run.click();
  await until(() => board.open === 1);
  const resultWindow = page.locator('.result-window');
  board.pin('the first note');
  await resultWindow.getByText('the first note').waitFor();
  board.pin('the second note');
  await resultWindow.getByText('the second note').waitFor();
  await page.getByRole('button', { name: /Stop/ }).click();
  await until(() => board.open === 0);
  expect(pageErrors).toEqual([]);
  await page.close();
});

test('GraphiQL on a gateway shows the fields of remote subgraphs in results, in events and in the documentation', async () => {
  const joined = await joinCrm(
    {},
    {
      tabs: [
        { query: 'mutation { pin(text: "of ours") { likes } }' },
        { query: 'subscription Both { notes { text likes } }' },
      ],
    },
  );
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(joined.server.url);
  const run = page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' });
  await run.click();
  const resultWindow = page.locator('.result-window');
  await resultWindow.getByText('10').waitFor();

  await page.getByRole('button', { name: 'Both', exact: true }).click();
  await page.locator('.graphiql-query-editor').getByText('subscription').waitFor();
  await run.click();
  await until(() => joined.board.open === 1);
  joined.board.pin('the second note');
  await resultWindow.getByText('the second note').waitFor();
  await resultWindow.getByText('20').waitFor();

  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const documentation = page.locator('.graphiql-plugin');
  await documentation.getByRole('link', { name: 'Query', exact: true }).click();
  await documentation.getByRole('link', { name: 'companies', exact: true }).waitFor();
  await page.close();
  await joined.stop();
});

test('GraphiQL without a prefilled token reads the schema when its headers have a token', async () => {
  const unfilled = await startLiveServer(
    [board.subgraph],
    {},
    { graphiql: { token: undefined, tabs: [{ query: '{ boardSize }' }] } },
  );
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  page.setDefaultTimeout(8000);
  try {
    await page.goto(unfilled.url);
    await page.locator('.graphiql-editor-tool .monaco-editor').last().click();
    await page.keyboard.press('Control+A');
    // Typed text would be completed by the editor, pasted text is not.
    const headers = JSON.stringify({ authorization: `Bearer ${await tokenFor('agent.view')}` });
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(headers)})`);
    await page.keyboard.press('Control+V');
    await page.getByRole('button', { name: /Re-fetch GraphQL schema/ }).click();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-plugin').getByRole('link', { name: 'Query', exact: true }).waitFor();
  } finally {
    await page.close();
    await unfilled.stop();
  }
});
