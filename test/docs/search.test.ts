import { readFileSync, writeFileSync } from 'node:fs';
import { loadSamples, sampleTenant } from '../../src/cli/samples.ts';
import { startTestServer, tokenFor, type TestServer } from '../support/server.ts';

const file = new URL('../../docs/search.md', import.meta.url);
const pairs = /```graphql\n([\s\S]*?)```\n\n```json\n([\s\S]*?)```/g;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
  await loadSamples(server.app);
});
afterAll(() => server.stop());

/** The criteria of the six requests of the source, in its order. */
const criteria: readonly RegExp[][] = [
  [/start:/],
  [/start:/, /keyword: "/, /keywordAreas: \[\s*CHAT_LINE\s[\sA-Z_]*PERSONAL_INFO/],
  [/start:/, /skillIds:/, /agentIds:/, /duration:/, /keyword: "/, /keywordAreas: \[CHAT_LINE\]/],
  [/start:/, /alertedMcs: \[POSITIVE\]/, /keyword: "/, /keywordAreas: \[MCS\]/],
  [/start:/, /chatMcs: \{ from: \d+, to: \d+ \}/],
  [/start:/, /alertedMcs: \[/],
];

test('EH-1 EH-54 EH-162 the six requests from the source in docs/search.md have the documented results', async () => {
  const token = await tokenFor('engagement.view', { tenant: sampleTenant });
  let page = readFileSync(file, 'utf8');
  let all = 0;
  const examples = [...page.matchAll(pairs)];
  expect(examples.length).toBeGreaterThanOrEqual(6);
  for (const [index, [, query = '', printed = '']] of examples.entries()) {
    const answer = await server.data<{ engagements: { nodes?: unknown[]; edges?: unknown[] } }>(
      query,
      {},
      token,
    );
    for (const criterion of criteria[index] ?? []) expect(query).toMatch(criterion);
    // Each request finds something. Each with more criteria than the time leaves something out.
    const { nodes, edges } = answer.engagements;
    const count = (nodes ?? edges ?? []).length;
    expect(count).toBeGreaterThan(0);
    if (index === 0) all = count;
    else expect(count).toBeLessThan(all);
    const written = `${JSON.stringify(answer, undefined, 2)}\n`;
    // `UPDATE_DOCS=1 npm run jest -- test/docs` writes the answers.
    if (process.env.UPDATE_DOCS === undefined) expect(JSON.parse(printed)).toEqual(answer);
    else
      page = page.replace(
        `${query}\`\`\`\n\n\`\`\`json\n${printed}`,
        () => `${query}\`\`\`\n\n\`\`\`json\n${written}`,
      );
  }
  if (process.env.UPDATE_DOCS !== undefined) writeFileSync(file, page);
});
