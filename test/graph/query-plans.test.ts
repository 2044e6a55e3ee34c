import { transcriptIdOf } from '../../src/domains/shared/completed-interaction.ts';
import { createEngagements } from '../../src/domains/engagements/index.ts';
import { createTestFeeds } from '../domains/feeds/test-feeds.ts';
import { createTranscripts } from '../../src/domains/transcripts/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { completedInteraction } from '../fixtures/completed-interaction.ts';
import { recordWith } from '../fixtures/liveperson/index.ts';
import { exportFrom, importInto } from '../support/importing.ts';
import { openProfiler, type Query } from '../support/profiler.ts';
import { startTestServer, tokenFor, transcriptScopes, type TestServer } from '../support/server.ts';

const profiler = openProfiler(import.meta.url);
const dayMs = 86_400_000;
const start = Date.UTC(2020, 0, 1);
const span = {
  from: new Date(start + 20 * dayMs).toISOString(),
  to: new Date(start + 30 * dayMs).toISOString(),
};
const rowsPerTenant = 200;

const searchable = (n: number) => ({
  skillId: n % 3,
  agentGroupId: 1,
  alertedMCS: 1,
  chatMCS: n % 100,
  channel: 1,
  duration: n % 60,
  isInteractive: true,
});

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
  token = await tokenFor(`${transcriptScopes} engagement.view agent.view agent.manage feed.view`);
  // The other tenant has enough documents to make a scan of them visible.
  for (const tenant of ['acme', 'other']) {
    await importInto(
      server.app,
      'liveperson',
      tenant,
      Array.from({ length: rowsPerTenant }, (_, n) =>
        recordWith(
          {
            engagementId: `e${n}`,
            startTimeL: start + n * dayMs,
            visitorId: `v${n % 50}`,
            agentLoginName: `a${n % 9}`,
            ...searchable(n),
          },
          {
            transcript: {
              lines: [
                { timeL: start, text: `a common word${n === 25 ? ', and rare' : ''}`, source: 'visitor' },
              ],
            },
          },
        ),
      ),
    );
    await importInto(
      server.app,
      'hybris',
      tenant,
      Array.from({ length: rowsPerTenant }, (_, n) => ({
        id: n.toString(16).padStart(24, '0'),
        startAt: new Date(start + n * dayMs).toISOString(),
        chatterIds: [`c${n % 50}`, `a${n % 9}`],
        chatterDetails: [{ id: `a${n % 9}` }],
        createdBy: 'a',
        transcript: [],
        engagementId: `e${n}`,
      })),
    );
    const feeds = createTestFeeds(server.app.storage);
    for (let n = 0; n < 30; n++)
      await feeds.operations.recordInteraction(tenant, completedInteraction(`i${n}`));
    // A collection without any insert has no plan.
    const transcripts = createTranscripts(server.app.storage, systemClock).operations;
    await transcripts.recordInteraction(tenant, completedInteraction('gone'));
    await transcripts.deleteTranscript({ tenant }, transcriptIdOf('gone'));
    const manager = await tokenFor('agent.manage', { tenant });
    for (let n = 0; n < 30; n++)
      await server.data(
        'mutation ($input: AgentInput!) { upsertAgent(input: $input) { agent { username } } }',
        { input: { username: `a${n}`, skills: [`s${n % 3}`], reportHierarchy: [`n${n % 3}`, 'x'] } },
        manager,
      );
  }
});
afterAll(async () => {
  await server.stop();
  await profiler.close();
});

const ask = async <Data = unknown>(query: string, variables: Record<string, unknown> = {}): Promise<Data> =>
  server.data<Data>(query, variables, token);

/** Reads the first page of a list and returns cursors for the pages before and after. */
async function cursors(list: string): Promise<{ after: string; before: string }> {
  const data = await ask<Record<string, { pageInfo: { startCursor: string; endCursor: string } }>>(
    `query ($span: DateTimeRange!) { page: ${list.replace('PAGE', 'first: 3')} { pageInfo { startCursor endCursor } } __typename @skip(if: true)
      unused: engagements(filter: { start: $span }, first: 1) { __typename } }`,
    { span },
  );
  return { after: data.page?.pageInfo.endCursor ?? '', before: data.page?.pageInfo.endCursor ?? '' };
}

const lists = [
  'engagements(filter: { start: $span } PAGE)',
  'chatTranscripts(range: $span PAGE)',
  'chatTranscripts(PAGE)',
  'chatTranscripts(chatterId: "c7" PAGE)',
  'chatTranscripts(chatterId: "a7", range: $span PAGE)',
  'agents(PAGE)',
  'agents(skill: "s1" PAGE)',
  'agents(states: [LOGGED_OFF, IDLE] PAGE)',
  'agents(skill: "s1", states: [LOGGED_OFF, IDLE, WRAP] PAGE)',
  'agents(hierarchy: ["n1"] PAGE)',
  'agents(hierarchy: ["n1", "x"], states: [LOGGED_OFF] PAGE)',
];

const withKeyword = (keyword: string, areas = '[CHAT_LINE]') =>
  `keyword: ${JSON.stringify(keyword)}, keywordAreas: ${areas}`;
/** Searches whose pages are in the order of an index, with the number of documents that are read in addition to the page. */
const searches: [filter: string, more: number][] = [
  [withKeyword('common'), 0],
  [withKeyword('rare'), 0],
  [withKeyword('common rare'), 0],
  [withKeyword('common', '[CHAT_LINE, SURVEY_ANSWER, PERSONAL_INFO]'), 0],
  [withKeyword('comm*'), 0],
  [withKeyword('"common word"'), 0],
  ['skillIds: ["1", "2"]', 0],
  ['agentIds: ["a1", "a2"]', 0],
  ['agentGroupIds: ["1"]', 0],
  ['alertedMcs: [POSITIVE]', 0],
  ['channel: WEB', 0],
  ['hasInteractiveCoBrowse: true', 0],
  ['lineContentTypes: [RICH_CONTENT]', 0],
  ['interactive: true', 0],
  ['duration: { from: 0, to: 100000 }', 0],
  ['chatMcs: { from: 1 }', 0],
  [`${withKeyword('common')}, skillIds: ["1"], agentIds: ["a1", "a2", "a3"]`, 15],
  [`or: [{ ${withKeyword('rare')} }, { skillIds: ["1"] }]`, 15],
  [`not: [{ skillIds: ["1"] }]`, 0],
];

/** Actions that query MongoDB, with the maximum number of documents that one query reads. */
const actions: [name: string, documents: number, action: () => Promise<unknown>][] = [
  ['an engagement', 1, () => ask('{ engagement(id: "e7") { duration } }')],
  ['a transcript', 1, () => ask(`{ chatTranscript(id: "${'7'.padStart(24, '0')}") { createdBy } }`)],
  ['an agent', 1, () => ask('{ agent(id: "a7") { state } }')],
  [
    'the current agent',
    1,
    async () => server.data('{ currentAgent { state } }', {}, await tokenFor('chat.agent')),
  ],
  ['a node', 1, () => ask(`{ node(id: "${Buffer.from('Agent:a7').toString('base64url')}") { id } }`)],
  [
    'references',
    51,
    () =>
      ask(
        '{ chatTranscripts { nodes { chatterDetails { agent { state } } engagement { agent { state } } } } }',
      ),
  ],
  [
    'an agent to register',
    1,
    () => ask('mutation { upsertAgent(input: { username: "a7", maxConcurrent: 2 }) { agent { state } } }'),
  ],
  [
    'a trace record by its task',
    1,
    () => ask('{ traceRecordBy(key: { taskId: { id: "i7" } }) { parkedDuration } }'),
  ],
  [
    'a trace record by its gateway task',
    0,
    () => ask('{ traceRecordBy(key: { gatewayTaskId: { id: "g7" } }) { taskId } }'),
  ],
  [
    'a finished interaction to record, twice, and its transcript to delete',
    1,
    async () => {
      const { storage } = server.app;
      const transcripts = createTranscripts(storage, systemClock).operations;
      const engagements = createEngagements(storage, systemClock, {
        maxSearchDays: 31,
        maskIpAddresses: false,
      }).operations;
      const domains = [transcripts, engagements, createTestFeeds(storage).operations];
      for (const messages of [[], completedInteraction('new').messages])
        for (const domain of domains)
          await domain.recordInteraction('acme', completedInteraction('new', { messages }));
      const id = transcriptIdOf('new');
      await ask('mutation ($id: ID!) { deleteChatTranscript(id: $id) { deletedId } }', { id });
      await transcripts.recordInteraction('acme', completedInteraction('new'));
    },
  ],
  [
    'a transcript to create and to delete',
    1,
    async () => {
      const { createChatTranscript: made } = await ask<{
        createChatTranscript: { chatTranscript: { id: string } };
      }>(
        'mutation ($input: CreateChatTranscriptInput!) { createChatTranscript(input: $input) { chatTranscript { id } } }',
        {
          input: {
            startAt: span.from,
            chatterIds: ['x'],
            chatterDetails: [],
            createdBy: 'x',
            transcript: [],
            idempotencyKey: 'k',
          },
        },
      );
      await ask('mutation ($id: ID!) { deleteChatTranscript(id: $id) { deletedId } }', {
        id: made.chatTranscript.id,
      });
    },
  ],
  [
    'an import of known, changed and new engagements',
    2,
    () =>
      importInto(server.app, 'liveperson', 'acme', [
        recordWith({ engagementId: 'e1', startTimeL: start + dayMs, visitorId: 'v1', agentLoginName: 'a1' }),
        recordWith({ engagementId: 'e2', startTimeL: start, visitorId: 'gone' }),
        recordWith({ engagementId: 'new', startTimeL: start, visitorId: 'gone' }),
      ]),
  ],
  ['an export of engagements', rowsPerTenant + 1, () => exportFrom(server.app, 'liveperson', 'acme')],
  [
    'an export of engagements of a span',
    10,
    () => exportFrom(server.app, 'liveperson', 'acme', { from: new Date(span.from), to: new Date(span.to) }),
  ],
  ['an export of transcripts', rowsPerTenant, () => exportFrom(server.app, 'hybris', 'acme')],
  [
    'an export of transcripts of a span',
    rowsPerTenant - 20,
    () => exportFrom(server.app, 'hybris', 'acme', { from: new Date(span.from) }),
  ],
  [
    'a visitor to erase',
    2,
    () =>
      createEngagements(server.app.storage, systemClock, {
        maxSearchDays: 31,
        maskIpAddresses: false,
      }).operations.eraseVisitor('acme', 'gone'),
  ],
];

/** Returns whether the plan starts in an index at the tenant, or at the id, which begins with the tenant. */
const isGood = ({ plan }: Query): boolean =>
  plan
    .split(', IXSCAN')
    .every((part) =>
      /^(?:IDHACK|EXPRESS_IXSCAN \{ _id: 1|(?:IXSCAN |COUNT_SCAN | )?\{ (?:tenant|_id): )/.test(part),
    );

const readsDocuments = ({ command }: Query) => command !== 'insert' && command !== 'getMore';

function check(queries: readonly Query[], { atMost }: { atMost: number }): void {
  expect(queries.length).toBeGreaterThan(0);
  for (const query of queries.filter(readsDocuments)) {
    expect({ ...query, good: isGood(query), sorted: query.sorted }).toEqual({
      ...query,
      good: true,
      sorted: false,
    });
    expect([query, query.documentsRead <= atMost]).toEqual([query, true]);
  }
}

test.each(actions)(
  'MongoDB finds %s with an index that begins with the tenant, reads at most %i documents per query, and sorts nothing',
  async (_, atMost, act) => {
    check(await profiler.during(act), { atMost });
  },
);

test.each(lists)(
  'a page of %s is read in the order of an index, without documents outside the page',
  async (list) => {
    const { after, before } = await cursors(list);
    const read = (page: string) =>
      ask(
        `query ($span: DateTimeRange!) { page: ${list.replace('PAGE', page)} { nodes { __typename } }
        unused: engagements(filter: { start: $span }, first: 1) @skip(if: true) { __typename } }`,
        { span },
      );
    for (const page of ['first: 3', 'last: 3', `first: 3, after: "${after}"`, `last: 3, before: "${before}"`])
      // A condition that is not in the index costs a few more documents.
      check(await profiler.during(() => read(page)), { atMost: 15 });
  },
);

test.each(lists)('%s is counted with an index', async (list) => {
  const queries = await profiler.during(() =>
    ask(
      `query ($span: DateTimeRange!) { page: ${list.replace('PAGE', 'first: 1')} { totalCount }
        unused: engagements(filter: { start: $span }, first: 1) @skip(if: true) { __typename } }`,
      { span },
    ),
  );
  check(queries, { atMost: rowsPerTenant });
});

describe('a search', () => {
  const search = (filter: string, args = 'first: 3', selection = 'nodes { duration }') =>
    ask(
      `query ($span: DateTimeRange!) { engagements(filter: { start: $span ${filter} } ${args}) { ${selection} } }`,
      {
        span,
      },
    );
  const inSpan = 10;

  test.each(searches)(
    'with %s is read in the order of an index, with few documents outside the page',
    async (filter, more) => {
      for (const page of ['first: 3', 'last: 3', 'sort: [{ field: START }], first: 3']) {
        const queries = await profiler.during(() => search(filter, page));
        check(queries, { atMost: 4 + more });
      }
    },
  );

  test.each(searches)(
    'with %s is counted without reading more documents than one of its criteria matches',
    async (filter) => {
      const queries = await profiler.during(() => search(filter, '', 'totalCount'));
      check(queries, { atMost: inSpan });
    },
  );

  test('with an offset skips the preceding documents in the index', async () => {
    check(await profiler.during(() => search('', 'offset: 6, limit: 3')), { atMost: 4 });
    check(await profiler.during(() => search(withKeyword('common'), 'offset: 6, limit: 3')), { atMost: 4 });
  });

  // In another order than by start, the index entries of the time range are sorted. Documents are read only for the page.
  test.each(['DURATION', 'END', 'VISITOR', 'ENGAGEMENT_ID', 'INTERACTIVE', 'AGENT_ID', 'SKILL_ID'])(
    'sorted by %s reads the index entries of the time range and the documents of the page',
    async (field) => {
      for (const order of [`{ field: ${field} }`, `{ field: ${field}, order: DESC }, { field: START }`]) {
        const queries = await profiler.during(() =>
          search('duration: { from: 0, to: 100000 }', `sort: [${order}], first: 3`),
        );
        expect(
          queries.map(({ sorted, documentsRead, keysRead }) => [
            sorted,
            documentsRead,
            keysRead <= inSpan + 1,
          ]),
        ).toEqual([
          [true, 0, true],
          [false, 4, true],
        ]);
        expect(queries.every(isGood)).toBe(true);
      }
    },
  );

  test('of facets reads only the index, unless it has a keyword', async () => {
    const facets = 'facets { agents { count } skills { count } days { count } alertedMcs { count } }';
    expect(await profiler.during(() => search('chatMcs: { from: 1 }', '', facets))).toMatchObject([
      { documentsRead: 0 },
    ]);
    // Only the few counted values are sorted.
    expect(await profiler.during(() => search(withKeyword('rare'), '', facets))).toMatchObject([
      { documentsRead: 1, keysRead: 3 },
    ]);
  });

  test('for a visitor or an engagement reads only its documents', async () => {
    check(
      await profiler.during(() =>
        ask('{ engagements(filter: { visitorId: "v7" }) { nodes { duration } totalCount } }'),
      ),
      { atMost: 4 },
    );
    check(
      await profiler.during(() =>
        ask('{ engagements(filter: { engagementId: "e7" }) { nodes { duration } totalCount } }'),
      ),
      { atMost: 1 },
    );
  });
});
