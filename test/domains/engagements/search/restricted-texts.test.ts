import { MongoClient } from 'mongodb';
import { inBothEngines } from '../../../support/engines.ts';
import { testDatabase } from '../../../support/mongo.ts';
import { startTestServer, tokenFor } from '../../../support/server.ts';
import { day, newTenant, span } from './search-client.ts';

const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
afterAll(() => client.close());

const line = (text: string, more: object = {}) => ({
  timeL: day,
  source: 'visitor',
  textType: 'plain',
  text,
  ...more,
});
const says = (text: string, more: object = {}) => ({ rest: { transcript: { lines: [line(text, more)] } } });
const inLines = (keyword: string) => ({ keyword, keywordAreas: ['CHAT_LINE'] });
const everything = `query ($filter: EngagementFilter!) {
  engagements(filter: $filter) {
    totalCount
    edges { cursor highlights { field text } node { engagementId } }
    facets { channels { count } days { count } areas { count } }
  }
}`;

inBothEngines(import.meta.url, (server) => {
  let t: Awaited<ReturnType<typeof newTenant>>;
  beforeEach(async () => {
    t = await newTenant(server());
  });
  const asCustomer = async (filter: object) => {
    const token = await tokenFor('engagement.view chat.customer', { tenant: t.tenant });
    return server().send(everything, { token, variables: { filter: { start: span, ...filter } } });
  };

  test('no search of a customer reveals restricted texts', async () => {
    await t.importing({
      a: {
        info: { channel: 1 },
        rest: {
          transcript: { lines: [line('open word'), line('closed whisper', { subType: 'ONLY_TO_REP' })] },
          surveys: { operator: [{ displayName: 'mood?', value: 'grumpy' }] },
          visitorInfo: { ipAddress: '203.0.113.7', city: 'Graz' },
        },
      },
    });
    const talk = ['CHAT_LINE', 'SURVEY_ANSWER', 'SURVEY_QUESTION', 'VISITOR_INFO'];
    const nothing = {
      totalCount: 0,
      edges: [],
      facets: { channels: [], days: [], areas: talk.map(() => ({ count: 0 })) },
    };
    for (const keyword of [
      'whisper',
      'whis*',
      '"closed whisper"',
      '"word closed"',
      'grumpy',
      'mood',
      '203.0.113.7',
      '113',
    ])
      expect([keyword, (await asCustomer({ keyword, keywordAreas: talk })).body.data]).toEqual([
        keyword,
        { engagements: nothing },
      ]);
    // Restricted texts do not affect `not` either.
    const { body } = await asCustomer({ ...inLines('open'), not: [inLines('whisper'), inLines('whis*')] });
    expect(body.data).toMatchObject({
      engagements: {
        totalCount: 1,
        edges: [{ highlights: [{ field: 'lines[0].text', text: 'open word' }] }],
      },
    });
    expect(await t.found({ keyword: '203.0.113.7', keywordAreas: ['VISITOR_INFO'] })).toEqual(['a']);
  });

  test('tenants are isolated for ids, words, beginnings and cursors', async () => {
    const other = await newTenant(server());
    await t.importing({ a: says('kestrel'), b: says('kestrels') });
    await other.importing({ a: says('heron'), z: says('heronry') });
    const { pageInfo } = await t.page({ start: span }, { first: 1 });
    expect(await other.ids({}, { after: pageInfo.endCursor })).toEqual(['a']);
    expect(await other.found(inLines('kest*'))).toEqual([]);
    expect((await other.page({ engagementId: 'b' })).nodes).toEqual([]);
    expect((await other.page({ engagementId: `${t.tenant}:a` })).nodes).toEqual([]);
    expect((await other.page({ engagementId: 'a', ...inLines('kestrel') })).nodes).toEqual([]);
  });

  test('erasure leaves no word in the index', async () => {
    const rest = {
      transcript: { lines: [line('my kestrel'), line('dear kestrel', { source: 'agent' })] },
      surveys: { preChat: [{ displayName: 'bird?', value: 'kestrel' }] },
      visitorInfo: { city: 'kestrel' },
      sdes: { events: [{ personalInfo: { surname: 'Kestrel' } }] },
    };
    const record = { a: { info: { visitorId: 'v1', skillId: '7' }, rest } };
    await t.importing(record);
    const token = await tokenFor('engagement.view', { tenant: t.tenant });
    await server().app.engagements.eraseVisitor(t.tenant, 'v1');
    const stored = await client
      .db(name)
      .collection<{ _id: string }>('engagements')
      .findOne({ _id: `${t.tenant}:a` });
    expect(JSON.stringify(stored)).not.toMatch(/kestrel|v1"/i);
    expect(await t.importing(record)).toMatchObject({ duplicate: 1 });
    const areas = ['CHAT_LINE', 'SURVEY_ANSWER', 'VISITOR_INFO', 'PERSONAL_INFO'];
    for (const keyword of ['kestrel', 'kest*'])
      expect(await t.found({ keyword, keywordAreas: areas })).toEqual([]);
    expect((await t.page({ visitorId: 'v1' })).nodes).toEqual([]);
    const { engagements } = await server().data<{ engagements: unknown }>(
      everything,
      { filter: { start: span, skillIds: ['7'], or: [{ skillIds: ['7'] }, inLines('kestrel')] } },
      token,
    );
    expect(engagements).toMatchObject({ totalCount: 1, edges: [{ highlights: [] }] });
  });

  test('a changed record is found by its new content', async () => {
    await t.importing({ a: { info: { skillId: '1' }, ...says('red tent') } });
    await t.importing({ a: { info: { skillId: '2' }, ...says('blue stove') } });
    expect(await t.found(inLines('red'))).toEqual([]);
    expect(await t.found({ skillIds: ['1'] })).toEqual([]);
    expect(await t.found({ ...inLines('"blue stove"'), skillIds: ['2'] })).toEqual(['a']);
  });
});

test('masked addresses cannot be searched', async () => {
  const server = await startTestServer(import.meta.url, { MASK_IP_ADDRESSES: 'on' });
  try {
    const t = await newTenant(server);
    await t.importing({ a: { rest: { visitorInfo: { ipAddress: '203.0.113.7', city: 'Graz' } } } });
    for (const keyword of ['203.0.113.7', '203', '20*'])
      expect(await t.found({ keyword, keywordAreas: ['VISITOR_INFO'] })).toEqual([]);
    expect(await t.found({ keyword: 'graz', keywordAreas: ['VISITOR_INFO'] })).toEqual(['a']);
  } finally {
    await server.stop();
  }
});
