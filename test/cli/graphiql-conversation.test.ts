import { readdirSync } from 'node:fs';
import type { Browser, Page, Response } from 'playwright-core';
import { readExamples } from '../../src/cli/samples.ts';
import { launchBrowser } from '../support/browser.ts';
import { dataDirectories, start, stop, type Running } from './shell.ts';

const newDataDirectory = dataDirectories();
let server: Running;
let browser: Browser;
let page: Page;
let examples: Awaited<ReturnType<typeof readExamples>>;
beforeAll(async () => {
  const starting = start('node src/main.ts serve', { DATA_DIR: await newDataDirectory() });
  [server, browser, examples] = await Promise.all([starting, launchBrowser(), readExamples()]);
  page = await browser.newPage({ viewport: { width: 1600, height: 1600 } });
  page.setDefaultTimeout(15_000);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await stop(server);
});

const execute = () => page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' });

const played = new Set<string>();

/** Opens the tab and executes it. */
async function press(name: string): Promise<Response> {
  played.add(name);
  await page.getByRole('button', { name, exact: true }).click();
  await page.locator('.graphiql-query-editor').getByText(name, { exact: true }).first().waitFor();
  const answered = page.waitForResponse((response) =>
    (response.request().postData() ?? '').includes(`"operationName":"${name}"`),
  );
  // For a moment after a tab is opened, GraphiQL has the operation name of the tab before, and sends nothing.
  const notSent = page.locator('.result-window').getByText('Cannot infer operation').first();
  for (;;) {
    await execute().click();
    // The result of an earlier click is shown until the next frame.
    await page.evaluate(
      'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
    );
    const sent = answered.then(() => true);
    const stale = notSent.waitFor().then(
      () => false,
      () => true,
    );
    if (await Promise.race([sent, stale])) return answered;
  }
}

/** Executes a query or a mutation and returns its data. */
async function play(name: string): Promise<Record<string, unknown>> {
  const response = await press(name);
  const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
  expect([name, errors]).toEqual([name, undefined]);
  await page.locator('.result-window').getByText('"data"').first().waitFor();
  return data ?? {};
}

/** Executes a subscription and waits until it shows each text. */
async function follow(name: string, ...shown: readonly string[]): Promise<void> {
  await press(name);
  for (const text of shown) await page.locator('.result-window').getByText(text).first().waitFor();
}

const texts = [
  'Hello, my new tent leaks. Can I return it?',
  'Hello Cora, you can return it within 30 days. Which tent is it?',
  'It is the tent for two. Or is there a better one for rain?',
  'Hello Cora, I recommend the Ridge 2. It stays dry in heavy rain.',
];

test('a whole conversation is played by executing one tab after the other, also after reloads', async () => {
  await page.goto(`${server.url}/graphql`);
  await execute().waitFor();
  expect(await page.getByRole('tab').allInnerTexts()).toEqual(examples.map(({ name }) => name));

  expect(await play('SignIn')).toMatchObject({
    setAgentState: { status: 'OK', agent: { nickname: 'Mandy', state: 'IDLE' } },
  });
  await follow('AgentsAtWork', '"currentState"');
  expect(await play('StartConversation')).toMatchObject({
    startInteraction: { status: 'OK', interaction: { status: 'ALERTING' } },
  });
  await follow('OffersToTheAgent', '"QUEUE"', '"A tent that leaks"');
  await page.reload();
  expect(await play('AcceptConversation')).toMatchObject({
    acceptInteraction: { status: 'OK', interaction: { status: 'ACTIVE' } },
  });
  expect(await play('AnswerCustomer')).toMatchObject({
    sendMessage: { status: 'OK', event: { nickname: 'Mandy', text: texts[1] } },
  });
  expect(await play('AnswerAgent')).toMatchObject({
    sendMessage: { status: 'OK', event: { nickname: 'Cora', text: texts[2] } },
  });
  await follow('FollowConversation', ...texts.slice(0, 3).map((text) => `"${text}"`));
  expect(await play('OwnState')).toMatchObject({ currentAgent: { nickname: 'Mandy', taskCount: 1 } });
  expect(await play('SignInColleague')).toMatchObject({
    setAgentState: { status: 'OK', agent: { nickname: 'Jonas', state: 'IDLE' } },
  });
  await page.reload();
  expect(await play('TransferToColleague')).toMatchObject({
    singleStepTransfer: { status: 'OK', interaction: { status: 'ALERTING' } },
  });
  expect(await play('TakeOver')).toMatchObject({
    acceptInteraction: { status: 'OK' },
    sendMessage: {
      status: 'OK',
      interaction: { status: 'ACTIVE', messages: { nodes: texts.map((text) => ({ text })) } },
    },
  });
  expect(await play('CompleteConversation')).toMatchObject({
    completeInteraction: {
      status: 'OK',
      interaction: {
        status: 'COMPLETED',
        chatTranscript: {},
        engagement: {},
      },
    },
  });
  await page.reload();

  // The lists begin with the conversation.
  expect(firstNode(await play('RecentConversations'))).toMatchObject({
    transcript: texts.map((chatContent) => ({ chatContent })),
    engagement: { info: { visitorName: 'Cora' } },
  });
  expect(firstNode(await play('RecentEngagements'))).toMatchObject({ info: { visitorName: 'Cora' } });
  expect(firstNode(await play('TraceRecords'))).toMatchObject({
    workCodes: [{ group: 'Returns', name: 'Exchange' }],
  });
  expect(await play('WhatTheWebsiteReported')).toMatchObject({ engagement: { sdes: [{}, {}, {}, {}] } });
  expect(await play('WalkFlow')).toMatchObject({
    startFlow: { status: 'OK' },
    recordFlowStep: { status: 'OK' },
    setFlowVariables: { status: 'OK' },
  });
  await follow('FollowFlow', '"RUNNING"');
  expect(firstNode(await play('RecentFlows'))).toMatchObject({ flowStatus: 'RUNNING' });
  expect(played).toEqual(new Set(examples.map(({ name }) => name)));
}, 60_000);

/** Returns the first node of the connection that the operation returned. */
function firstNode(data: Record<string, unknown>): object | undefined {
  const [connection] = Object.values(data) as { readonly nodes: object[] }[];
  return connection?.nodes[0];
}

test('W21 sample operations contain no dates, and their files have consecutive numbers', () => {
  for (const { query } of examples) expect(query).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  const names = readdirSync(new URL('../../samples/operations', import.meta.url));
  expect(names.map((name) => Number.parseInt(name)).sort((one, other) => one - other)).toEqual(
    names.map((_, index) => index + 1),
  );
});

test('the time range of searches ends after today and is as long as a search may be', () => {
  const { variables = '{}' } = examples.find(({ name }) => name === 'RecentEngagements') ?? {};
  const { span } = JSON.parse(variables) as { span: { from: string; to: string } };
  const days = (one: string | number, other: string) =>
    (Date.parse(other) - Number(new Date(one))) / 86_400_000;
  expect(days(span.from, span.to)).toBe(31);
  expect(days(Date.now(), span.to)).toBeGreaterThan(0);
  expect(days(Date.now(), span.to)).toBeLessThanOrEqual(1);
});
