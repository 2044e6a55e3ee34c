import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { getOperationAST, OperationTypeNode, parse, validate } from 'graphql';
import { format } from 'prettier';
import { scopes } from '../../src/auth/index.ts';
import { loadSamples, sampleTenant } from '../../src/cli/samples.ts';
import { secretVariables, variables } from '../../src/config/index.ts';
import { bareGraph } from '../support/every-field.ts';
import { startTestServer, tokenFor, type TestServer } from '../support/server.ts';

const page = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(new URL('../../docs', import.meta.url)).map((name) => `docs/${name}`),
];

test('docs/configuration.md is what the settings are', async () => {
  const rows = Object.entries(variables).map(
    ([name, { schema, fallback, about }]) =>
      `| \`${name}\` | ${fallback === undefined ? '' : `\`${fallback}\``} | ${schema.description ?? ''} | ${about} |`,
  );
  const text = `# Settings

Each is an environment variable, and a flag of every command: \`PORT\` is \`--port\`. Flags win. Secrets (${[...secretVariables].map((name) => `\`${name}\``).join(', ')}) have no
flag, since every user of a machine can read command lines. A bad value stops the start and says which it was, and what it may be.

| variable | default | may be | |
|---|---|---|---|
${rows.join('\n')}
`;
  const expected = await format(text, { parser: 'markdown', singleQuote: true, printWidth: 110 });
  // \`UPDATE_DOCS=1 npm run jest -- test/docs\` writes it anew.
  if (process.env.UPDATE_DOCS !== undefined)
    writeFileSync(new URL('../../docs/configuration.md', import.meta.url), expected);
  expect(page('docs/configuration.md')).toBe(expected);
});

test('docs/scopes.md lists every scope, and what it allows', () => {
  const listed = [...page('docs/scopes.md').matchAll(/^\| `([\w.]+)` +\| (.+?) +\|$/gm)].map(
    ([, scope, about]) => [scope, about],
  );
  expect(Object.fromEntries(listed)).toEqual(scopes);
});

test('every page that a page names is there', () => {
  for (const name of pages)
    for (const [, target = ''] of page(name).matchAll(/\]\((?!https?:)([^)#]+)\)/g))
      expect([name, target, existsSync(new URL(target, new URL(`../../${name}`, import.meta.url)))]).toEqual([
        name,
        target,
        true,
      ]);
});

describe('every operation that a page shows works on the sample interactions', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(import.meta.url);
    await loadSamples(server.app);
  });
  afterAll(() => server.stop());

  const examples = [
    ...pages.flatMap((name) =>
      [...page(name).matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, query = '']) => [name, query]),
    ),
    ...readdirSync(new URL('../../samples/operations', import.meta.url)).map((name) => [
      name,
      page(`samples/operations/${name}`),
    ]),
  ] as [string, string][];
  test.each(examples)('%s, example %#', async (_, query) => {
    // What changes or follows something needs something to change or follow: its own stories run it; here it must be valid.
    const document = parse(query);
    if (getOperationAST(document)?.operation !== OperationTypeNode.QUERY) {
      expect(validate(bareGraph().schema, document)).toEqual([]);
      return;
    }
    const token = await tokenFor('engagement.view hybris.interactionrecording_view agent.view', {
      tenant: sampleTenant,
    });
    const data = await server.data(query, {}, token);
    // Something is there to see: no root field is null or empty.
    for (const value of Object.values(data)) expect(JSON.stringify(value)).toMatch(/:"/);
  });
});
