import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { testDatabase } from '../../support/mongo.ts';
import { tokenFor } from '../../support/server.ts';
import { startConfiguredServer, type ConfiguredServer } from '../../support/configured-server.ts';
import { sendJson } from '../../support/http.ts';

const { uri, name } = testDatabase(import.meta.url);
const settings = { MONGODB_URI: uri, MONGODB_DATABASE: name };
let browser: Browser;
const servers: ConfiguredServer[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  for (const server of servers) await server.stop();
});

/** Starts a server and opens its GraphiQL page with the query. */
async function openTab(
  token: string,
  query: string,
): Promise<{ page: Page; run: () => Promise<void>; resultWindow: ReturnType<Page['locator']> }> {
  const server = await startConfiguredServer(settings, { token, tabs: [{ query }] });
  servers.push(server);
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(`${server.origin}/graphql`);
  const button = page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' });
  await button.waitFor();
  return { page, run: () => button.click(), resultWindow: page.locator('.result-window') };
}

test("a customer's browser tab shows an agent's messages live if the tabs of both are on different servers", async () => {
  const [customer, agent] = [
    await tokenFor('chat.customer', { subject: 'cleo' }),
    await tokenFor('chat.agent', { subject: 'ann' }),
  ];
  const first = await startConfiguredServer(settings);
  servers.push(first);
  await first.app.storage.prepare();
  const send = async (token: string, query: string) => {
    const { body } = await sendJson(
      `${first.origin}/graphql`,
      { query },
      { authorization: `Bearer ${token}` },
    );
    return body.data as { answer: { interaction: { id: string } } };
  };
  await send(agent, 'mutation { setAgentState(state: IDLE) { agent { state } } }');
  const { answer } = await send(
    customer,
    'mutation { answer: startInteraction(input: {text: "Is anybody there?"}) { interaction { id } } }',
  );
  const { id } = answer.interaction;
  await send(
    agent,
    `mutation { answer: acceptInteraction(id: "${id}", nickname: "Annie") { interaction { id } } }`,
  );

  const customerTab = await openTab(
    customer,
    `subscription { interactionEvents(id: "${id}") { __typename ... on ChatMessage { nickname text } ... on StatusChanged { status } } }`,
  );
  const agentTab = await openTab(
    agent,
    `mutation { sendMessage(id: "${id}", text: "Yes, I am here.") { status } }`,
  );
  await customerTab.run();
  // The subscription delivers only events after its start, which the page does not report. So the message is sent until it arrives.
  const message = customerTab.resultWindow.getByText('Yes, I am here.').first();
  do {
    await agentTab.run();
    await agentTab.resultWindow.getByText('OK').waitFor();
  } while (!(await message.isVisible()));
  await customerTab.resultWindow.getByText('Annie').first().waitFor();
  await send(agent, `mutation { answer: completeInteraction(id: "${id}") { interaction { id } } }`);
  await customerTab.resultWindow.getByText('COMPLETED').waitFor();
}, 60_000);
