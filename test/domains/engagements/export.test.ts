import { csvRow } from '../../../src/domains/engagements/export/formats.ts';
import { createExportWriter, type ExportFormat } from '../../../src/domains/engagements/index.ts';
import {
  conversation,
  conversationWith,
  exampleRecord,
  laterRecord,
  openConversation,
  recordWith,
  type Fields,
} from '../../fixtures/liveperson/index.ts';
import { parseJson } from '../../../src/kernel/json.ts';
import { createExportGraph } from '../../../src/graph/index.ts';
import { bareGraph, everyField } from '../../support/every-field.ts';
import { importInto } from '../../support/importing.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

type Json = Record<string, unknown>;

let server: TestServer;
let tenant: string;
let count = 0;
beforeAll(async () => {
  server = await startTestServer(import.meta.url, { MASK_IP_ADDRESSES: 'on' });
});
afterAll(() => server.stop());
beforeEach(() => {
  tenant = `t${count++}`;
});

async function written(format: ExportFormat, ...records: Fields[]): Promise<string[]> {
  await importInto(server.app, 'liveperson', tenant, records);
  const engagements = server.app.subgraphs.find(({ name }) => name === 'engagements');
  if (engagements === undefined) throw new Error('The app has no engagements.');
  const graph = createExportGraph(await server.app.schema(), engagements, 'Engagement');
  const writer = createExportWriter(format, graph);
  const texts: string[] = [];
  const start = { from: new Date(0), to: new Date('2100-01-01T00:00:00Z') };
  for await (const { engagement } of server.app.engagements.iterateSearch(
    tenant,
    { start, includeOpen: true },
    [{ field: 'START', order: 'ASC' }],
    null,
    writer.fields,
  )) {
    const text = writer.write(engagement);
    if (text !== undefined) texts.push(text);
  }
  return texts;
}

test('ndjson has what the graph answers to a query of all fields', async () => {
  const records = [exampleRecord(4), exampleRecord(6), laterRecord(), conversation()];
  const lines = await written('ndjson', ...records, openConversation());
  expect(lines).toHaveLength(4);
  const token = await tokenFor('engagement.view customer.view', { tenant });
  const customers = new Set<unknown>();
  const selection = everyField(bareGraph().schema, 'Engagement');
  for (const line of lines) {
    expect(line.endsWith('}\n')).toBe(true);
    const exported = JSON.parse(line) as Json;
    const { engagement } = await server.data<{
      engagement: Json & { agent: Json | null; customer: Json | null };
    }>(`query ($id: ID!) { engagement(id: $id) ${selection} }`, { id: exported.engagementId }, token);
    const { agent, customer } = engagement;
    if (customer !== null) customers.add(customer.accountCustomerId);
    expect(exported).toEqual(
      withoutTypenames({ ...engagement, agent: agent && { id: agent.id, username: agent.username } }),
    );
  }
  // The comparison includes a record with a customer.
  expect(customers.size).toBeGreaterThan(0);
});

test('ndjson has the numbers of JSON as the source wrote them', async () => {
  const json = '{"id":9007199254740993,"price":12.50,"one":1.0,"huge":1e400}';
  const [line] = await written(
    'ndjson',
    recordWith({}, { transcript: { lines: [{ json: parseJson(json) }] } }),
  );
  expect(line).toContain(`"json":${json}`);
});

const withoutTypenames = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === '__typename' ? undefined : inner)));

test('csv has one row per engagement, with the transcript in one cell and no formula', async () => {
  const [row = ''] = await written(
    'csv',
    recordWith(
      {
        visitorName: '=HYPERLINK("http://x.example")',
        skillId: -1,
        skillName: 'a,b',
        duration: 3,
        accountId: 'acc',
      },
      {
        transcript: {
          lines: [
            { text: 'I said "no"', by: '+Joe', source: 'visitor' },
            { json: {}, source: 'agent' },
            { text: 'two\nlines', source: 'agent' },
          ],
        },
      },
    ),
  );
  expect(
    row.startsWith('acc1,2017-07-14 02:40:00,,3000,,acc,1,,"\'=HYPERLINK(""http://x.example"")",true,'),
  ).toBe(true);
  expect(row).toContain(',-1,"a,b",');
  expect(row.endsWith(`,3,"'+Joe: I said ""no""\nAGENT: two\nlines"\r\n`)).toBe(true);
});

test('liveperson returns records of both shapes unchanged', async () => {
  const records = [recordWith({}), conversationWith({ startTimeL: 1_600_000_000_000, duration: 1.5 })];
  expect(await written('liveperson', ...records)).toEqual(
    records.map((record) => `${JSON.stringify(record)}\n`),
  );
});

test.each([
  [['a', 'b c', '', null, undefined, 0, true], 'a,b c,,,,0,true'],
  [['a,b', 'say "hi"', 'two\r\nlines', ' a '], '"a,b","say ""hi""","two\r\nlines"," a "'],
  [['=1+1', '+1', '-a', '@x', '\t=1', '-'], `'=1+1,'+1,'-a,'@x,"'\t=1",'-`],
  [
    ['＝1+1', '＋1', '－1', '＠x', '\u200b=1', '\ufeff\u2060=1'],
    "'＝1+1,'＋1,'－1,'＠x,'\u200b=1,'\ufeff\u2060=1",
  ],
  [['a;b', 'a\tb'], '"a;b","a\tb"'],
  [[-1, '-1', '-12.50', '1e5', 'a=b'], '-1,-1,-12.50,1e5,a=b'],
  [[new Date(0), ['a', 'b']], '1970-01-01 00:00:00,"[""a"",""b""]"'],
])('the cells %j are written as the row %j', (cells, row) => {
  expect(csvRow(cells)).toBe(`${row}\r\n`);
});

test('C13 a deeply nested filter of an export is refused, without an overflow of the stack', async () => {
  const filter = `${'{"and":['.repeat(10_000)}{}${']}'.repeat(10_000)}`;
  const response = await fetch(server.url.replace('/graphql', '/export/engagements'), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokenFor('engagement.view', { tenant })}`,
      'content-type': 'application/json',
    },
    body: `{"format":"ndjson","filter":${filter}}`,
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    errors: [
      { extensions: { code: 'BAD_USER_INPUT', field: 'filter', reason: 'is nested deeper than 256 levels' } },
    ],
  });
});
