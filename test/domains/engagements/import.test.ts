import type { ImportReport } from '../../../src/intake/index.ts';
import { exampleRecord, printedExample, recordWith, type Fields } from '../../fixtures/liveperson/index.ts';
import { counts, exportFrom, importInto } from '../../support/importing.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

let server: TestServer;
let tenant: string;
let token: string;
let count = 0;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(() => server.stop());
beforeEach(async () => {
  tenant = `t${count++}`;
  token = await tokenFor('engagement.view', { tenant });
});
const importing = (input: string | readonly unknown[]) => importInto(server.app, 'liveperson', tenant, input);
const exported = (range?: { from?: Date; to?: Date }) => exportFrom(server.app, 'liveperson', tenant, range);
const read = async (engagementId: string) =>
  (
    await server.data<{
      engagement: {
        duration: number;
        info: { visitorName: string | null };
        metadata: { version: number; createdAt: string; modifiedAt: string };
      } | null;
    }>(
      'query ($id: ID!) { engagement(id: $id) { duration info { visitorName } metadata { version createdAt modifiedAt } } }',
      { id: engagementId },
      token,
    )
  ).engagement;
const many = (howMany: number, info: Fields = {}): Fields[] =>
  Array.from({ length: howMany }, (_, n) => recordWith({ ...info, engagementId: `acc${n}` }));

test('importing the same records twice changes nothing, and all are duplicates', async () => {
  const records = [exampleRecord(4), exampleRecord(5), recordWith({ visitorName: 'Joe' })];
  expect(await importing(records)).toMatchObject(counts(3, { added: 3 }));
  const before = await read('acc1');
  expect(await importing(records)).toMatchObject(counts(3, { duplicate: 3 }));
  // White space does not count as a change.
  expect(await importing(JSON.stringify(records, undefined, 2))).toMatchObject(counts(3, { duplicate: 3 }));
  expect(await read('acc1')).toEqual(before);
});

test('a changed record gets the next version, a new modification time and the old creation time', async () => {
  await importing([recordWith({ visitorName: 'Joe' })]);
  const before = await read('acc1');
  expect(await importing([recordWith({ visitorName: 'Joseph' })])).toMatchObject(counts(1, { updated: 1 }));
  const after = await read('acc1');
  expect(after).toMatchObject({
    info: { visitorName: 'Joseph' },
    metadata: { version: 2, createdAt: before?.metadata.createdAt },
  });
  expect(Date.parse(after?.metadata.modifiedAt ?? '')).toBeGreaterThan(
    Date.parse(before?.metadata.modifiedAt ?? ''),
  );
  expect(await exported()).toEqual([JSON.stringify(recordWith({ visitorName: 'Joseph' }))]);
});

test('of two records with the same id in one file, the later one wins', async () => {
  const [first, second] = [recordWith({ visitorName: 'Joe' }), recordWith({ visitorName: 'Joseph' })];
  expect(await importing([first, first, second, second, first])).toMatchObject(
    counts(5, { added: 1, duplicate: 2, updated: 2 }),
  );
  expect(await read('acc1')).toMatchObject({ info: { visitorName: 'Joe' }, metadata: { version: 3 } });
});

test('two concurrent imports of the same thousand records store each record once, and the counts add up', async () => {
  const records = many(1000);
  const [one, other] = await Promise.all([importing(records), importing([...records].reverse())]);
  expect(one.added + other.added).toBe(1000);
  expect([one, other].map(({ read: all, rejected, updated }) => [all, rejected, updated])).toEqual([
    [1000, 0, 0],
    [1000, 0, 0],
  ]);
  expect(one.duplicate + other.duplicate).toBe(1000);
  const lines = await exported();
  expect(new Set(lines).size).toBe(1000);
  expect(lines).toHaveLength(1000);
});

test('two concurrent imports of the same changes create one new version of each record', async () => {
  await importing(many(300));
  const changed = many(300, { visitorName: 'Joe' });
  const reports = await Promise.all([importing(changed), importing(changed)]);
  const sum = (of: (report: ImportReport) => number) => reports.map(of).reduce((a, b) => a + b);
  expect([sum(({ updated }) => updated), sum(({ duplicate }) => duplicate)]).toEqual([300, 300]);
  const { engagements } = await server.data<{ engagements: { nodes: { metadata: { version: number } }[] } }>(
    `{ engagements(first: 100, filter: { start: { from: "2017-07-01T00:00:00Z", to: "2017-08-01T00:00:00Z" } }) {
      nodes { metadata { version } } } }`,
    {},
    token,
  );
  expect(new Set(engagements.nodes.map(({ metadata }) => metadata.version))).toEqual(new Set([2]));
});

test('two concurrent imports of different states end in one of the states', async () => {
  await importing(many(200));
  await Promise.all([
    importing(many(200, { visitorName: 'Joe', duration: 1 })),
    importing(many(200, { visitorName: 'Ann', duration: 2 })),
  ]);
  for (const id of ['acc0', 'acc99', 'acc199']) {
    const found = await read(id);
    expect([`Joe 1000`, `Ann 2000`]).toContain(`${found?.info.visitorName} ${found?.duration}`);
    expect(found?.metadata.version).toBe(3);
  }
});

test('the same record in two tenants is stored twice', async () => {
  await importing([recordWith({ visitorName: 'Joe' })]);
  const other = { ...recordWith({ visitorName: 'Ann' }) };
  expect(await importInto(server.app, 'liveperson', 'elsewhere', [other])).toMatchObject({ added: 1 });
  expect(await read('acc1')).toMatchObject({ info: { visitorName: 'Joe' }, metadata: { version: 1 } });
});

test('an invalid record is rejected with the line and column of the fault, and the rest is imported', async () => {
  const file = [
    '{"info":{"engagementId":"a","startTimeL":1500000000000}}',
    '{"info":{"engagementId":"b","startTimeL":"soon"}}',
    '{"info":{"startTimeL":1500000000000}}',
    '{"info":{"engagementId":"d","startTimeL":1500000000000},"transcript":{"lines":[{"text":"x"},7]}}',
    '{"transcript":{}}',
    '{"info":{"engagementId":"e","startTimeL":1500000000000}}',
  ].join('\n');
  const { faults, ...report } = await importing(file);
  expect(report).toEqual(counts(6, { added: 2, rejected: 4 }));
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['2:42', '3:9', '4:93', '5:1']);
  expect(faults[0]).toContain('"soon"');
  expect(faults[2]).toContain('must be an object, not a number');
});

test('EH-163 the example whose JSON has faults is rejected with line and column of the first fault, and imported once it is corrected', async () => {
  const { faults, ...report } = await importing(printedExample(4));
  expect(report).toEqual(counts(1, { rejected: 1 }));
  const lines = printedExample(4).split('\n');
  // The comma after the last key is found at the brace on the next line.
  const line = lines.findIndex((text) => text.includes('"chatDataEnriched"')) + 2;
  const column = (lines[line - 1] ?? '').indexOf('}') + 1;
  expect(faults).toEqual([`${line}:${column} invalid JSON: Expected double-quoted property name`]);
  expect(await importing(JSON.stringify({ interactionHistoryRecords: [exampleRecord(4)] }))).toMatchObject(
    counts(1, { added: 1 }),
  );
});

test('EH-163 the valid documented examples are imported as printed, with the response around the records', async () => {
  expect(await importing(printedExample(5))).toMatchObject(counts(1, { added: 1 }));
  // The third example is the same conversation with its surveys.
  expect(await importing(printedExample(6))).toMatchObject(counts(1, { updated: 1 }));
  expect(await exported()).toEqual([JSON.stringify(exampleRecord(6))]);
});

test('an export has the engagements that start in the span, oldest first; the start is inclusive, the end exclusive', async () => {
  const at = (engagementId: string, startTimeL: number) => recordWith({ engagementId, startTimeL });
  await importing([at('c', 300), at('a', 100), at('bb', 200), at('b', 200)]);
  await importInto(server.app, 'liveperson', 'elsewhere', [at('x', 200)]);
  const idsOf = async (range?: { from?: Date; to?: Date }) =>
    (await exported(range)).map(
      (line) => (JSON.parse(line) as { info: { engagementId: string } }).info.engagementId,
    );
  expect(await idsOf()).toEqual(['a', 'b', 'bb', 'c']);
  expect(await idsOf({ from: new Date(200) })).toEqual(['b', 'bb', 'c']);
  expect(await idsOf({ to: new Date(200) })).toEqual(['a']);
  expect(await idsOf({ from: new Date(200), to: new Date(300) })).toEqual(['b', 'bb']);
  expect(await idsOf({ from: new Date(301) })).toEqual([]);
});

test('an export can be imported into another tenant, and is a duplicate in its own', async () => {
  const records = [exampleRecord(4), exampleRecord(6)];
  await importing(records);
  const file = (await exported()).join('\n');
  expect(await importing(file)).toMatchObject(counts(2, { duplicate: 2 }));
  expect(await importInto(server.app, 'liveperson', `${tenant}-copy`, file)).toMatchObject(
    counts(2, { added: 2 }),
  );
  expect((await exportFrom(server.app, 'liveperson', `${tenant}-copy`)).join('\n')).toBe(file);
});
