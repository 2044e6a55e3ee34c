import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startTestServer(import.meta.url, { MAX_COST: '45' });
  token = await tokenFor(
    'engagement.view hybris.interactionrecording_view hybris.interactionrecording_delete',
  );
});
afterAll(() => server.stop());

const span = 'filter: { start: { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" } }';
const page = `query ($n: Int = 1) { engagements(${span}, first: $n) { nodes { info { agentId } } } }`;
const codeOf = async (query: string, variables: Record<string, unknown> = {}) =>
  (await server.send(query, { variables, token })).body.errors?.[0]?.extensions.code;

test('the cost of a page depends on its size from a variable, a default value or null', async () => {
  expect(await codeOf(page)).toBeUndefined();
  expect(await codeOf(page, { n: 22 })).toBeUndefined();
  expect(await codeOf(page, { n: 23 })).toBe('OPERATION_TOO_COSTLY');
  // Null means the default page size of 50.
  expect(await codeOf(page, { n: null })).toBe('OPERATION_TOO_COSTLY');
  const byNumber = page.replace('first: $n', 'limit: $n');
  expect(await codeOf(byNumber, { n: 22 })).toBeUndefined();
  expect(await codeOf(byNumber, { n: 23 })).toBe('OPERATION_TOO_COSTLY');
});

test.each(['facets { days { count } }', 'pages { last { offset } }'])(
  '%s costs more than its objects',
  async (selection) => {
    expect(await codeOf(`{ engagements(${span}, limit: 1) { ${selection} } }`)).toBe('OPERATION_TOO_COSTLY');
  },
);

test('counts and deletions have a cost although they are leaves', async () => {
  expect(await codeOf(`{ engagements(${span}, first: 1) { totalCount } }`)).toBe('OPERATION_TOO_COSTLY');
  const deletions = ['a', 'b', 'c', 'd', 'e'].map(
    (name) => `${name}: deleteChatTranscript(id: "${name}") { deletedId }`,
  );
  expect(await codeOf(`mutation { ${deletions.slice(1).join(' ')} }`)).toBeUndefined();
  expect(await codeOf(`mutation { ${deletions.join(' ')} }`)).toBe('OPERATION_TOO_COSTLY');
});
