import { importInto } from '../../support/importing.ts';
import { openProfiler, type Query } from '../../support/profiler.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { traceExample, usageExample, workCodeExample } from './examples.ts';

let server: TestServer;
let feeds: FeedClient;
const profiler = openProfiler(import.meta.url);
const task = (n: number) => ({
  ...traceExample,
  TaskId: `t${n}`,
  GatewayTaskId: `g${n}`,
  OriginTaskId: n === 0 ? '' : `t${n - 1}`,
});
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
  // Other tenants have more events, so that a wrong index would read more documents.
  for (const tenant of ['other', 'another']) {
    const stranger = await openFeedClient(server, tenant);
    await stranger.ingest(...Array.from({ length: 200 }, (_, n) => task(n)), { ActivityType: 'NONE' });
  }
  feeds = await openFeedClient(server);
  await feeds.ingest(
    ...Array.from({ length: 50 }, (_, n) => [
      task(n),
      { ...workCodeExample, CompanyId: 'abccompany', GatewayTaskId: `g${n}` },
    ]).flat(),
    { ActivityType: 'NONE' },
    { ...usageExample, CompanyId: 'abccompany' },
  );
  await importInto(server.app, 'connect-contact', feeds.tenant, [
    { ContactId: 'g1', LastUpdateTimestamp: '2019-02-28T01:07:00Z' },
  ]);
});
afterAll(async () => {
  await profiler.close();
  await server.stop();
});

const queriesOf = (query: string): Promise<readonly Query[]> => profiler.during(() => feeds.data(query));
const span = '{ from: "2019-01-01T00:00:00Z", to: "2020-01-01T00:00:00Z" }';

test.each([
  ['{ traceRecord: traceRecordBy(key: { taskId: { id: "t1" } }) { wrapDuration } }', 1],
  [
    '{ traceRecord: traceRecordBy(key: { gatewayTaskId: { id: "g1" } }) { workCodes { name } contact { channel } events { text } } }',
    5,
  ],
  ['{ traceRecord: traceRecordBy(key: { gatewayTaskId: { id: "nowhere" } }) { taskId } }', 3],
  ['{ traceRecords(first: 20) { nodes { taskId } } }', 1],
  [`{ traceRecords(first: 20, filter: { range: ${span}, agentId: "cmiller" }) { nodes { taskId } } }`, 2],
  [
    '{ traceRecords(filter: { reportHierarchy: ["MidWest"], companyId: "abccompany" }) { nodes { taskId } } }',
    1,
  ],
  ['{ traceRecords(first: 20) { nodes { workCodes { name } timeInQueue events { id } } } }', 5],
  ['{ traceRecords(first: 20) { nodes { origin { taskId } } } }', 2],
  ['{ traceRecords(first: 20) { nodes { isTransferCycle transfers { id } } } }', 22],
  [`{ feedEvents(first: 20, filter: { range: ${span} }) { nodes { text } } }`, 1],
  ['{ feedEvents(filter: { about: "g1" }) { nodes { text } } }', 1],
  ['{ deadLetters { totalCount nodes { reason } } }', 2],
])('%s runs %i queries with indexes of the tenant', async (query, times) => {
  const queries = await queriesOf(query);
  for (const { plan, documentsRead, collection } of queries) {
    expect([collection, plan]).toEqual([
      collection,
      expect.stringMatching(/^(IDHACK|COUNT_SCAN|(IXSCAN \{ (tenant|_id): 1[^}]*\}(, )?)+)/),
    ]);
    expect(documentsRead).toBeLessThan(120);
  }
  expect(queries.length).toBeLessThanOrEqual(times);
});

test('a page in the order of an index needs no sort', async () => {
  for (const list of [
    'traceRecords(first: 5) { nodes { taskId } }',
    'feedEvents(first: 5) { nodes { id } }',
    'feedEvents(first: 5, filter: { about: "g1" }) { nodes { id } }',
    'deadLetters(first: 5) { nodes { id } }',
  ])
    expect([list, (await queriesOf(`{ ${list} }`)).map(({ sorted }) => sorted)]).toEqual([list, [false]]);
  const byAgent = await queriesOf(
    '{ traceRecords(first: 5, filter: { agentId: "cmiller" }) { nodes { taskId } } }',
  );
  expect(byAgent.map(({ sorted }) => sorted)).toEqual([false, false]);
});
