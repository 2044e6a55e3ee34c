import { readFile } from 'node:fs/promises';
import { minify } from '../../../src/intake/index.ts';
import { counts, exportFrom, importInto } from '../../support/importing.ts';
import { startTestServer, tokenFor, transcriptScopes, type TestServer } from '../../support/server.ts';

type Json = Record<string, unknown>;

const fixture = (name: string) =>
  readFile(new URL(`../../fixtures/hybris/${name}.json`, import.meta.url), 'utf8');
const [created, retrieved] = await Promise.all([fixture('created'), fixture('retrieved')]);
interface HybrisRecord extends Json {
  readonly chatterDetails: readonly Json[];
  readonly transcript: readonly Json[];
}
const withoutId = JSON.parse(created) as HybrisRecord;
const withId = JSON.parse(retrieved) as HybrisRecord & { metadata: Json };

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
  token = await tokenFor(transcriptScopes, { tenant });
});
const importing = (input: string | readonly unknown[], into = tenant) =>
  importInto(server.app, 'hybris', into, input);
const exported = (range?: { from?: Date; to?: Date }) => exportFrom(server.app, 'hybris', tenant, range);

const whole = `transcriptId startAt endAt chatterIds chatterDetails { chatterId defaultAlias } createdBy
  transcript { createdBy createdAt chatContent direction visibility } metadata { createdAt modifiedAt version }`;
interface Transcript extends Json {
  readonly transcriptId: string;
  readonly metadata: { readonly createdAt: string; readonly modifiedAt: string; readonly version: number };
}
const list = async (ofTenant = tenant): Promise<Transcript[]> =>
  (
    await server.data<{ chatTranscripts: { nodes: Transcript[] } }>(
      `{ chatTranscripts { nodes { ${whole} } } }`,
      {},
      await tokenFor(transcriptScopes, { tenant: ofTenant }),
    )
  ).chatTranscripts.nodes;
const read = async (id: string) =>
  (
    await server.data<{ chatTranscript: Transcript }>(
      `query ($id: ID!) { chatTranscript(id: $id) { ${whole} } }`,
      { id },
      token,
    )
  ).chatTranscript;
const inUtc = (text: unknown) => new Date(String(text).replace('+0000', 'Z')).toISOString();
const toChatter = ({ id: chatterId, ...rest }: Json) => ({ chatterId, ...rest });
const graphForm = (record: HybrisRecord) => ({
  startAt: inUtc(record.startAt),
  endAt: inUtc(record.endAt),
  chatterIds: record.chatterIds,
  chatterDetails: record.chatterDetails.map(toChatter),
  createdBy: record.createdBy,
  transcript: record.transcript.map((entry) => ({
    ...entry,
    createdAt: inUtc(entry.createdAt),
    direction: null,
    visibility: 'EVERYONE',
  })),
});

test('TR-29 TR-30 TR-31 a record keeps its id, its metadata and all other fields', async () => {
  expect(await importing(retrieved)).toMatchObject(counts(1, { added: 1 }));
  expect(await read('5809e5dbeedcb2001d82333e')).toEqual({
    transcriptId: '5809e5dbeedcb2001d82333e',
    ...graphForm(withId),
    metadata: {
      createdAt: '2016-10-21T09:54:35.023Z',
      modifiedAt: '2016-10-21T09:54:35.023Z',
      version: 1,
    },
  });
  expect(await exported()).toEqual([minify(retrieved)]);
});

test('TR-18 TR-31 a record without an id is identified by its content and gets a generated id', async () => {
  expect(await importing(created)).toMatchObject(counts(1, { added: 1 }));
  expect(await importing(JSON.stringify(withoutId))).toMatchObject(counts(1, { duplicate: 1 }));
  const [only, ...others] = await list();
  expect(others).toEqual([]);
  expect(only).toMatchObject({ ...graphForm(withoutId), metadata: { version: 1 } });
  expect(only?.transcriptId).toMatch(/^[0-9a-f]{24}$/);
  expect(await importing([{ ...withoutId, createdBy: 'joe' }])).toMatchObject(counts(1, { added: 1 }));
  expect(await exported()).toEqual(
    expect.arrayContaining([minify(created), JSON.stringify({ ...withoutId, createdBy: 'joe' })]),
  );
});

test('importing the same records twice changes nothing', async () => {
  const file = `[${created},${retrieved}]`;
  expect(await importing(file)).toMatchObject(counts(2, { added: 2 }));
  const before = await list();
  expect(await importing(file)).toMatchObject(counts(2, { duplicate: 2 }));
  expect(await list()).toEqual(before);
});

test('TR-43 a changed record gets the next version and a new modification time, even if the source still says version 1', async () => {
  await importing([withId]);
  const earliest = Date.now();
  expect(await importing([{ ...withId, createdBy: 'joe' }])).toMatchObject(counts(1, { updated: 1 }));
  const changed = await read('5809e5dbeedcb2001d82333e');
  expect(changed).toMatchObject({
    createdBy: 'joe',
    metadata: { createdAt: '2016-10-21T09:54:35.023Z', version: 2 },
  });
  expect(Date.parse(changed.metadata.modifiedAt)).toBeGreaterThanOrEqual(earliest);
});

test('TR-43 the next version and its time are taken from the source if it gives them', async () => {
  await importing([withId]);
  const metadata = { ...withId.metadata, modifiedAt: '2016-11-01T00:00:00.000+0000', version: 5 };
  expect(await importing([{ ...withId, metadata }])).toMatchObject(counts(1, { updated: 1 }));
  expect((await read('5809e5dbeedcb2001d82333e')).metadata).toEqual({
    createdAt: '2016-10-21T09:54:35.023Z',
    modifiedAt: '2016-11-01T00:00:00.000Z',
    version: 5,
  });
});

test('of two records with the same id in one file, the later one wins', async () => {
  const later = { ...withId, createdBy: 'joe' };
  expect(await importing([withId, withId, later, later])).toMatchObject(
    counts(4, { added: 1, duplicate: 2, updated: 1 }),
  );
  expect(await read('5809e5dbeedcb2001d82333e')).toMatchObject({
    createdBy: 'joe',
    metadata: { version: 2 },
  });
});

test('two concurrent imports of the same thousand records store each record once, and the counts add up', async () => {
  const records = Array.from({ length: 1000 }, (_, n) =>
    n % 2 === 0
      ? { ...withId, id: n.toString(16).padStart(24, '0') }
      : { ...withoutId, createdBy: `writer ${n}` },
  );
  const reports = await Promise.all([importing(records), importing([...records].reverse())]);
  expect(reports.reduce((sum, { added }) => sum + added, 0)).toBe(1000);
  expect(reports.reduce((sum, { duplicate }) => sum + duplicate, 0)).toBe(1000);
  const lines = await exported();
  expect(lines).toHaveLength(1000);
  expect(new Set(lines)).toEqual(new Set(records.map((record) => JSON.stringify(record))));
});

test('TR-14 TR-31 an export returns unknown fields, exact numbers, the order of keys and the form of dates', async () => {
  const odd = `{"zzz": [1.0, 1e3, -0, 12345678901234567890, 1.50], "startAt":"2016-06-19T12:29:08Z", "chatterIds":["a"],
    "createdBy":"a\\u0301", "transcript":[{"chatContent":"\\ud83d\\ude00","createdBy":"a","createdAt":"2016-06-19T14:29:08.5+0200","$x":{"a.b":null}}],
    "endAt":null, "endAt":null}`;
  expect(await importing(odd)).toMatchObject(counts(1, { added: 1 }));
  expect(await exported()).toEqual([minify(odd)]);
  expect((await list())[0]).toMatchObject({
    startAt: '2016-06-19T12:29:08.000Z',
    endAt: null,
    chatterDetails: [],
    transcript: [{ createdAt: '2016-06-19T12:29:08.500Z', chatContent: '😀' }],
  });
});

test.each<[string, Json, string]>([
  ['an id that is none', { id: 'XYZ' }, '"XYZ"'],
  ['an id in capitals', { id: '5809E5DBEEDCB2001D82333E' }, '"5809E'],
  ['a day that does not exist', { startAt: '2016-02-30T00:00:00.000+0000' }, '"2016-02-30'],
  ['no start', { startAt: undefined }, '{"chatterIds"'],
  ['nobody who took part', { chatterIds: [] }, '[]'],
  ['an end before the start', { endAt: '2016-06-19T12:29:07.000+0000' }, '"2016-06-19T12:29:07'],
  ['messages that are no list', { transcript: 'Hi' }, '"Hi"'],
  ['a version of 0', { metadata: { ...withId.metadata, version: 0 } }, '0}'],
  ['an empty name', { createdBy: '' }, '"","endAt"'],
  [
    'a message without a time',
    { transcript: [withId.transcript[0], { createdBy: 'zoe', chatContent: 'x' }] },
    '{"createdBy":"zoe"',
  ],
  [
    'a message of a number',
    { transcript: [withId.transcript[0], { ...withId.transcript[1], chatContent: 77 }] },
    '77',
  ],
  ['a visibility that is none', { transcript: [{ ...withId.transcript[0], visibility: 'ALL' }] }, '"ALL"'],
])('TR-27 %s is refused with its position, and the other records are imported', async (_, changes, place) => {
  const bad = JSON.stringify({ ...withId, ...changes });
  const good = JSON.stringify(withoutId);
  const { faults, ...report } = await importing(`${bad}\n${good}`);
  expect(report).toEqual(counts(2, { added: 1, rejected: 1 }));
  expect(faults).toEqual([expect.stringMatching(`^1:${bad.indexOf(place) + 1} `)]);
  expect(await exported()).toEqual([good]);
});

test('an export has the transcripts that start in the span, oldest first; the start is inclusive, the end exclusive', async () => {
  await importing(
    ['03', '01', '02'].map((day) => ({ ...withoutId, startAt: `2016-06-${day}T00:00:00.000+0000` })),
  );
  const days = async (range?: { from?: Date; to?: Date }) =>
    (await exported(range)).map((line) => (JSON.parse(line) as { startAt: string }).startAt.slice(8, 10));
  const second = new Date('2016-06-02T00:00:00Z');
  expect(await days()).toEqual(['01', '02', '03']);
  expect(await days({ from: second })).toEqual(['02', '03']);
  expect(await days({ to: second })).toEqual(['01']);
  expect(await days({ from: second, to: second })).toEqual([]);
});

describe('a transcript created through the graph', () => {
  const create = async (record: HybrisRecord) => {
    const input = { ...record, chatterDetails: record.chatterDetails.map(toChatter) };
    const { createChatTranscript } = await server.data<{
      createChatTranscript: { chatTranscript: Transcript };
    }>(
      `mutation ($input: CreateChatTranscriptInput!) { createChatTranscript(input: $input) { chatTranscript { ${whole} } } }`,
      { input },
      token,
    );
    return createChatTranscript.chatTranscript;
  };

  test('TR-31 is exported in hybris’s form, with hybris’s dates', async () => {
    const made = await create(withoutId);
    const hybrisDate = (text: string) => text.replace('Z', '+0000');
    const [line] = await exported();
    expect(JSON.parse(line ?? '')).toEqual({
      ...withoutId,
      id: made.transcriptId,
      metadata: {
        createdAt: hybrisDate(made.metadata.createdAt),
        modifiedAt: hybrisDate(made.metadata.modifiedAt),
        version: 1,
      },
    });
    expect(Object.keys(JSON.parse(line ?? '') as object)).toEqual(Object.keys(withId));
  });

  test('TR-31 is imported from its export with visibility, direction and engagement', async () => {
    const [first] = withoutId.transcript;
    const made = await create({
      ...withoutId,
      engagementId: 'acc1',
      transcript: [
        { ...first, direction: 'INBOUND' },
        { ...first, chatContent: 'He is angry.', visibility: 'AGENTS', direction: 'OUTBOUND' },
      ],
    });
    const file = (await exported()).join('\n');
    const copy = `${tenant}-copy`;
    expect(await importing(file, copy)).toMatchObject(counts(1, { added: 1 }));
    expect(await list(copy)).toEqual([made]);
    expect((await exportFrom(server.app, 'hybris', copy)).join('\n')).toBe(file);
    expect(file).toContain('"engagementId":"acc1"');
  });

  test('is not exported once it is deleted', async () => {
    const made = await create(withoutId);
    await server.data(
      'mutation ($id: ID!) { deleteChatTranscript(id: $id) { deletedId } }',
      { id: made.transcriptId },
      token,
    );
    expect(await exported()).toEqual([]);
  });
});
