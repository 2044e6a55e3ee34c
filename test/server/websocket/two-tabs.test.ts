import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { testDatabase } from '../../support/mongo.ts';
import { tokenFor } from '../../support/server.ts';
import { openStage, sendJson, type Stage } from '../stage.ts';

const { uri, name } = testDatabase(import.meta.url);
const settings = { MONGODB_URI: uri, MONGODB_DATABASE: name };
let browser: Browser;
const stages: Stage[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  for (const stage of stages) await stage.stop();
});

/** GraphiQL as somebody opens it, on a process of its own. */
async function tab(
  token: string,
  query: string,
): Promise<{ page: Page; run: () => Promise<void>; shown: ReturnType<Page['locator']> }> {
  const stage = await openStage(settings, { token, tabs: [{ query }] });
  stages.push(stage);
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(`${stage.origin}/graphql`);
  const button = page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' });
  await button.waitFor();
  return { page, run: () => button.click(), shown: page.locator('.result-window') };
}

test("a customer sees an agent's actions live, with each browser tab on its own server process", async () => {
  const [customer, agent] = [
    await tokenFor('chat.customer', { subject: 'cleo' }),
    await tokenFor('chat.agent', { subject: 'ann' }),
  ];
  const first = await openStage(settings);
  stages.push(first);
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

  const following = await tab(
    customer,
    `subscription { interactionEvents(id: "${id}") { __typename ... on ChatMessage { nickname text } ... on StatusChanged { status } } }`,
  );
  const speaking = await tab(
    agent,
    `mutation { sendMessage(id: "${id}", text: "Yes, I am here.") { status } }`,
  );
  await following.run();
  // Without a position a subscription begins when it begins: the agent speaks until the customer hears it.
  const heard = following.shown.getByText('Yes, I am here.').first();
  do {
    await speaking.run();
    await speaking.shown.getByText('OK').waitFor();
  } while (!(await heard.isVisible()));
  await following.shown.getByText('Annie').first().waitFor();
  await send(agent, `mutation { answer: completeInteraction(id: "${id}") { interaction { id } } }`);
  await following.shown.getByText('COMPLETED').waitFor();
}, 60_000);
