import { csvRow } from '../../../src/domains/engagements/export/csv.ts';
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
import { bareGraph, everyField } from '../../support/every-field.ts';
import { importInto } from '../../support/importing.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

type Json = Record<string, unknown>;

let server: TestServer;
let tenant: string;
let count = 0;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(() => server.stop());
beforeEach(() => {
  tenant = `t${count++}`;
});

async function written(format: ExportFormat, ...records: Fields[]): Promise<string[]> {
  await importInto(server.app, 'liveperson', tenant, records);
  const writer = createExportWriter(format, {
    schema: await server.app.schema(),
    ipAddress: (address) => `net of ${address}`,
  });
  const texts: string[] = [];
  const start = { from: new Date(0), to: new Date('2100-01-01T00:00:00Z') };
  for await (const { engagement } of server.app.engagements.iterateSearch(
    tenant,
    { start },
    [{ field: 'START', order: 'ASC' }],
    null,
    writer.fields,
  )) {
    const text = writer.write(engagement);
    if (text !== undefined) texts.push(text);
  }
  return texts;
}

test('as ndjson an engagement is what the graph answers to a query of all its fields', async () => {
  const records = [exampleRecord(4), exampleRecord(6), laterRecord(), conversation()];
  const lines = await written('ndjson', ...records, openConversation());
  expect(lines).toHaveLength(4);
  const token = await tokenFor('engagement.view', { tenant });
  const selection = everyField(bareGraph().schema, 'Engagement');
  for (const line of lines) {
    expect(line.endsWith('}\n')).toBe(true);
    const told = JSON.parse(line) as Json;
    const { engagement } = await server.data<{
      engagement: Json & { agent: Json | null; visitorInfo: { ipAddress: string | null } | null };
    }>(`query ($id: ID!) { engagement(engagementId: $id) ${selection} }`, { id: told.engagementId }, token);
    const { agent, visitorInfo } = engagement;
    expect(told).toEqual(
      withoutTypenames({
        ...engagement,
        agent: agent && { id: agent.id, username: agent.username },
        visitorInfo: visitorInfo && {
          ...visitorInfo,
          ipAddress: visitorInfo.ipAddress && `net of ${visitorInfo.ipAddress}`,
        },
      }),
    );
  }
});

const withoutTypenames = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === '__typename' ? undefined : inner)));

test('as csv an engagement is a row: what was said in one cell, and nothing that a spreadsheet would compute', async () => {
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
    row.startsWith('acc1,2017-07-14T02:40:00.000Z,,3000,,acc,1,,"\'=HYPERLINK(""http://x.example"")",true,'),
  ).toBe(true);
  expect(row).toContain(',-1,"a,b",');
  expect(row.endsWith(`,3,"'+Joe: I said ""no""\nAGENT: two\nlines"\r\n`)).toBe(true);
});

test('as liveperson both shapes come back to the letter', async () => {
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
  [[new Date(0), ['a', 'b']], '1970-01-01T00:00:00.000Z,"[""a"",""b""]"'],
])('a row of %j is %j', (cells, row) => {
  expect(csvRow(cells)).toBe(`${row}\r\n`);
});
