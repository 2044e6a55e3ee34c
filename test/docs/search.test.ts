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

test('EH-1 EH-54 EH-162 the six requests from the source in docs/search.md have the documented results', async () => {
  const token = await tokenFor('engagement.view', { tenant: sampleTenant });
  let page = readFileSync(file, 'utf8');
  const examples = [...page.matchAll(pairs)];
  expect(examples.length).toBeGreaterThanOrEqual(6);
  for (const [, query = '', printed = ''] of examples) {
    const answer = await server.data(query, {}, token);
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
