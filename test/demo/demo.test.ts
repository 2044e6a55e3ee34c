import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createPeople } from '../../demo/people.ts';
import { runSimulation, type Summary } from '../../demo/run.ts';
import { createScenario } from '../../demo/scenario.ts';
import { createSwitchboard, interactionOf } from '../../src/client/index.ts';
import { startTestServer, testSecret, tokenFor, type TestServer } from '../support/server.ts';
import { next } from '../client/harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(import.meta.url, { REOFFER_DELAY_MS: '50' });
});
afterAll(() => server.stop());

const settings = { secret: testSecret, claims: { username: 'sub', tenant: 'tenant', scope: 'scope' } };
const conversations = 16;

async function runDemo(tenant: string, options: { conversations?: number; closing?: AbortSignal } = {}) {
  const { url } = server;
  const people = await createPeople(settings, { url, tenant, agents: 4, customers: 4 });
  const lines: string[] = [];
  const summary = await runSimulation({
    url,
    seed: 7,
    speed: 100,
    dropPercent: 15,
    ...people,
    conversations,
    say: (line) => lines.push(line),
    closing: new AbortController().signal,
    ...options,
  });
  return { summary, lines };
}

/** Returns the messages that are visible to everyone, by the number of their scenario. */
async function textsOf(tenant: string): Promise<Map<number, string[]>> {
  const token = await tokenFor('interaction.view', { subject: 'sue', tenant });
  const { interactions } = await server.data<{
    interactions: {
      nodes: {
        attributes: { scenario: number };
        messages: { nodes: { text: string; visibility: string }[] };
      }[];
    };
  }>(
    '{ interactions(first: 100) { nodes { attributes messages { nodes { text visibility } } } } }',
    {},
    token,
  );
  return new Map(
    interactions.nodes.map(({ attributes, messages }) => [
      attributes.scenario,
      messages.nodes.filter(({ visibility }) => visibility === 'EVERYONE').map(({ text }) => text),
    ]),
  );
}

test('two runs of one seed send the same messages, and lose and repeat no event while connections break', async () => {
  const summaries: Summary[] = [];
  for (const tenant of ['first', 'second']) {
    const { summary, lines } = await runDemo(tenant);
    summaries.push(summary);
    // The agent sees the flow of the customer.
    expect(lines.join('\n')).toMatch(/sees \w+'s flow \d{9}: ".+", "NL-20\d+", "Chat", a photo, 640 × 480/);
  }
  const scenarios = Array.from({ length: conversations }, (_, n) => createScenario(7, n, 4));
  for (const { statistics, drops } of summaries) {
    expect(statistics).toMatchObject({
      flows: 6,
      interactions: conversations,
      lost: 0,
      repeated: 0,
      failures: [],
    });
    expect(statistics.compared).toBeGreaterThan(conversations);
    expect(drops.sockets + drops.answers).toBeGreaterThan(5);
    expect(statistics.resumed).toBeGreaterThan(0);
  }
  const [first, second] = [await textsOf('first'), await textsOf('second')];
  for (const { number, topic, end } of scenarios)
    // An impatient customer can leave before the agent answers.
    if (end !== 'impatient')
      expect([first.get(number), second.get(number)]).toEqual([topic.lines, topic.lines]);
  // The scenarios cover every feature of the demo.
  const all = new Set(
    scenarios.flatMap(({ end, rejections, inviteAt, transferAt }) => [
      end,
      rejections > 0 && 'rejected',
      inviteAt !== undefined && 'invited',
      transferAt !== undefined && 'transferred',
    ]),
  );
  for (const feature of ['agent', 'customer', 'impatient', 'rejected', 'invited', 'transferred'])
    expect(all).toContain(feature);
}, 90_000);

test('an agent answers a chat that the demo did not start, and on closing all conversations run to their end', async () => {
  const closing = new AbortController();
  const running = runDemo('third', { conversations: Infinity, closing: closing.signal });
  const guest = createSwitchboard({
    url: server.url,
    token: () => tokenFor('chat.customer', { subject: 'guest', tenant: 'third' }),
  });
  const { id } = interactionOf(await guest.startInteraction({ text: 'Hello?' }));
  const messages = guest.messages(id);
  expect(await next(messages)).toMatchObject({ role: 'AGENT' });
  await guest.sendMessage(id, 'Who are you?');
  for (;;) if ((await next(messages)).text === 'You said: Who are you?') break;
  closing.abort();
  const { summary, lines } = await running;
  expect(summary.statistics).toMatchObject({ lost: 0, repeated: 0, failures: [] });
  expect(lines.at(-1)).toContain('signs out');
  expect(await guest.interaction(id)).toMatchObject({ status: 'COMPLETED' });
  guest.dispose();
});

describe('npm run demo', () => {
  const demo = (...args: string[]) =>
    promisify(execFile)(
      process.execPath,
      [fileURLToPath(new URL('../../demo/main.ts', import.meta.url)), ...args],
      {
        env: { ...process.env, NODE_OPTIONS: '', AUTH_SECRET: testSecret },
      },
    );

  test('prints subscriptions that work in GraphiQL, the course of the run, and a report', async () => {
    const { stdout } = await demo(
      '--url',
      server.url,
      '--tenant',
      'fourth',
      '--speed',
      '100',
      '--conversations',
      '2',
    );
    for (const word of [
      'subscription Agents',
      'subscription Flow',
      'subscription Conversation',
      'authorization',
      'signs in',
      'asks for a chat',
    ])
      expect(stdout).toContain(word);
    expect(stdout).toMatch(/flows 1, interactions 2, completed [012], messages \d+\n/);
    expect(stdout).toMatch(/events lost 0, repeated 0\n$/);
    // The printed subscriptions work as they are.
    const token = /"Bearer ([^"]+)"/.exec(stdout)?.[1] ?? '';
    const supervisor = createSwitchboard({ url: server.url, token });
    const printed = [...stdout.matchAll(/^subscription (\w+) [^]*?^\}/gm)];
    const textOf = (wanted: string) => printed.find(([, name]) => name === wanted)?.[0] ?? '';
    expect(await next(supervisor.subscribe<unknown, object>(textOf('Agents'), {}))).toMatchObject({
      agentStateChanged: { currentState: 'LOGGED_OFF' },
    });
    expect(await next(supervisor.subscribe<unknown, object>(textOf('Conversation'), {}))).toHaveProperty(
      'interactionEvents.at',
    );
    expect(await next(supervisor.subscribe<unknown, object>(textOf('Flow'), {}))).toMatchObject({
      interactionFlowUpdated: { flowStatus: 'RUNNING' },
    });
    supervisor.dispose();
  });

  test('reports a missing server, a missing secret, and the limits of an option', async () => {
    const errorOf = (...args: string[]) =>
      demo(...args).then(
        () => 'no error',
        (error: unknown) => (error as { stderr: string }).stderr,
      );
    expect(await errorOf('--url', 'http://127.0.0.1:1/graphql')).toContain('npm start');
    expect(await errorOf('--url', server.url, '--agent-token', 'none', '--customer-token', 'none')).toContain(
      'AUTH_SECRET',
    );
    expect(await errorOf('--speed', '0')).toContain('from 0.1 to 1000');
  });
});
