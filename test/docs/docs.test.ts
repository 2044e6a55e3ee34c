import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'oxfmt';
import sharp from 'sharp';
import { scopes } from '../../src/auth/index.ts';
import {
  createSwitchboard,
  interactionOf,
  type Subscription,
  type Switchboard,
} from '../../src/client/index.ts';
import { commandSettings } from '../../src/cli/settings.ts';
import { loadSamples, sampleTenant } from '../../src/cli/samples.ts';
import { secretVariables, variables } from '../../src/config/index.ts';
import { startTestServer, tokenFor, type TestServer } from '../support/server.ts';

const page = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(new URL('../../docs', import.meta.url)).map((name) => `docs/${name}`),
];

test('docs/configuration.md lists all settings', async () => {
  const rows = Object.entries(variables).map(
    ([name, { schema, fallback, about }]) =>
      `| \`${name}\` | ${fallback === undefined ? '' : `\`${fallback}\``} | ${schema.description ?? ''} | ${about} |`,
  );
  const text = `# Settings

Each setting is an environment variable, and a flag of the commands that use it: \`PORT\` is \`--port\`. Flags take precedence. A command
ignores the environment variables of settings that it does not use. \`switchboard <command> --help\` lists its settings. The flag of a list can
be repeated: \`--tenants acme --tenants demo\` is \`--tenants acme,demo\`. Any other flag with a value is refused if it is given twice.

Secrets (${[...secretVariables].map((name) => `\`${name}\``).join(', ')}) have no flag, because every user of a machine can read command lines. An invalid value
stops the command with a message that has the setting, its value and the allowed values.

| command | settings |
|---|---|
${Object.entries(commandSettings)
  .map(
    ([command, names]) =>
      `| \`${command}\` | ${command === 'serve' ? 'all' : names.map((name) => `\`${name}\``).join(', ')} |`,
  )
  .join('\n')}

| variable | default | allowed values | meaning |
|---|---|---|---|
${rows.join('\n')}
`;
  const expected = (await format('configuration.md', text)).code;
  // \`UPDATE_DOCS=1 npm run jest -- test/docs\` updates the page.
  if (process.env.UPDATE_DOCS !== undefined)
    writeFileSync(new URL('../../docs/configuration.md', import.meta.url), expected);
  expect(page('docs/configuration.md')).toBe(expected);
});

test('docs/scopes.md lists every scope with its meaning', () => {
  const listed = [...page('docs/scopes.md').matchAll(/^\| `([\w.]+)` +\| (.+?) +\|$/gm)].map(
    ([, scope, about]) => [scope, about],
  );
  expect(Object.fromEntries(listed)).toEqual(scopes);
});

test('every link between pages and files leads to an existing file', () => {
  for (const name of pages)
    for (const [, target = ''] of page(name).matchAll(/\]\((?!https?:)([^)#]+)\)/g))
      expect([name, target, existsSync(new URL(target, new URL(`../../${name}`, import.meta.url)))]).toEqual([
        name,
        target,
        true,
      ]);
});

describe('every operation on a documentation page works with the sample data', () => {
  let server: TestServer;
  let customer: Switchboard;
  /** An offered interaction. */
  let id: string;
  /** A running flow. */
  const flow = '0042';
  beforeAll(async () => {
    server = await startTestServer(import.meta.url);
    await loadSamples(server.app);
    await as('agent').setAgentState('IDLE');
    customer = as('customer');
    const started = await customer.startInteraction({ subject: 'A tent', text: 'Hello' });
    ({ id } = interactionOf(started));
    const application = as('application');
    await application.startFlow({ interactionUniqueId: flow, title: 'A tent' });
    await application.recordFlowStep(flow, {
      title: 'Ground',
      choices: [{ prompt: 'Ground', value: 'Rock' }],
    });
    const photo = await sharp({ create: { width: 32, height: 32, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    await application.uploadPhoto(flow, new Uint8Array(photo));
    application.dispose();
  });
  afterAll(() => server.stop());

  const scopesOf = {
    supervisor:
      'feed.view engagement.view hybris.interactionrecording_view agent.view interaction.view flow.view',
    integration: 'feed.ingest',
    operator: 'feed.erase',
    agent: 'chat.agent agent.view flow.view',
    customer: 'chat.customer',
    application: 'flow.manage',
  };
  const as = (role: keyof typeof scopesOf) =>
    createSwitchboard({
      url: server.url,
      token: () => tokenFor(scopesOf[role], { tenant: sampleTenant, subject: `${role}@northlight.example` }),
    });

  // federation.test.ts tests docs/federation.md, whose examples need the subgraph of another team.
  const examples = pages
    .filter((name) => name !== 'docs/federation.md')
    .flatMap((name) =>
      [...page(name).matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, query = '']): [string, string] => [
        name,
        query,
      ]),
    );
  test.each(examples)('%s, example %#', async (_, query) => {
    const role = /^# As the (\w+):/.exec(query)?.[1] ?? 'supervisor';
    const client = as(role as keyof typeof scopesOf);
    // An example that starts a flow needs a new identifier.
    const values = { id, flow: query.includes('startFlow(') ? String(Date.now()) : flow };
    const variables = Object.fromEntries(
      Object.entries(values).filter(([name]) => query.includes(`$${name}`)),
    );
    const sendMessage = () => customer.sendMessage(id, 'Still there?');
    const data = await (query.includes('subscription ')
      ? first(client.subscribe<object, object>(query, variables), sendMessage)
      : client.query<object, object>(query, variables));
    client.dispose();
    // No root field is null or empty.
    for (const value of Object.values(data)) expect(JSON.stringify(value)).toMatch(/[:[]"|^".|:[1-9]/);
    // No operation is refused.
    for (const value of Object.values(data) as ({ status?: unknown } | null)[])
      if (query.includes('mutation ') && value?.status !== undefined) expect(value.status).toBe('OK');
  });

  test('W21 the command of the README returns the newest chat transcripts, and contains no date', async () => {
    const readme = page('README.md');
    const [, scope = ''] = /TOKEN=.*--scope ([\w.]+)/.exec(readme) ?? [];
    const [, body = ''] = /-d '(.*)'/.exec(readme) ?? [];
    const { query } = JSON.parse(body) as { query: string };
    const client = createSwitchboard({
      url: server.url,
      token: () => tokenFor(scope, { tenant: sampleTenant, subject: 'sam' }),
    });
    const data = await client.query<{ chatTranscripts: { nodes: object[] } }, object>(query, {});
    client.dispose();
    expect(data.chatTranscripts.nodes).toHaveLength(3);
    expect(readme).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  });

  /** Returns the first item. Repeats `trigger` until it arrives, since some subscriptions deliver only events after their start. */
  async function first<Item>(items: Subscription<Item>, trigger: () => Promise<unknown>): Promise<Item> {
    const timer = setInterval(() => void trigger(), 200);
    const { value, done } = await items.next().finally(() => {
      clearInterval(timer);
    });
    if (done === true) throw new Error('The subscription ended without an item.');
    return value;
  }
});
