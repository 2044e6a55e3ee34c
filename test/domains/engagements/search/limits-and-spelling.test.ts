import { MongoClient } from 'mongodb';
import { highlightsOf } from '../../../../src/domains/engagements/search/highlights.ts';
import { readOrder } from '../../../../src/domains/engagements/search/order.ts';
import { toPage } from '../../../../src/domains/engagements/search/page.ts';
import { readKeyword } from '../../../../src/domains/engagements/search/keyword.ts';
import { searchableOf } from '../../../../src/domains/engagements/search/searchable.ts';
import { parsed, recordWith } from '../../../fixtures/liveperson/index.ts';
import { testDatabase } from '../../../support/mongo.ts';
import { startTestServer, tokenFor, type TestServer } from '../../../support/server.ts';
import { day, newTenant, span } from './search-client.ts';

const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
let server: TestServer;
let t: Awaited<ReturnType<typeof newTenant>>;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(async () => {
  await server.stop();
  await client.close();
});
beforeEach(async () => {
  t = await newTenant(server);
});

const line = (text: string, more: object = {}) => ({
  timeL: day,
  source: 'visitor',
  textType: 'plain',
  text,
  ...more,
});
const saying = (...texts: string[]) => ({ transcript: { lines: texts.map((text) => line(text)) } });
const says = (...texts: string[]) => ({ rest: saying(...texts) });
const inLines = (keyword: string) => ({ keyword, keywordAreas: ['CHAT_LINE'] });
const record = (...texts: string[]) => parsed(recordWith({}, saying(...texts)));
const keywordsOf = (keyword: string) => [{ parts: readKeyword('keyword', keyword), letters: new Set(['c']) }];
const bytesOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

describe('imports of extreme records', () => {
  test('rich content with a list of 200,000 entries is imported with the other records of its batch', async () => {
    const json = { elements: [...Array<number>(200_000).fill(0), { text: 'kestrel' }] };
    const rich = { timeL: day, source: 'agent', textType: 'rich-content', json };
    const report = await t.importing({
      wide: { rest: { transcript: { lines: [rich] } } },
      other: says('hello'),
    });
    expect(report.added).toBe(2);
    expect(await t.found(inLines('kestrel'))).toEqual(['wide']);
  });

  test('a record whose words cannot be read is stored and found by its other values', () => {
    const good = record('hello');
    const { terms, texts } = searchableOf({
      ...good,
      info: { ...good.info, visitorId: 'v1' },
      lines: good.lines.map((one) => ({ ...one, json: '{' })),
    });
    expect([terms.includes('=v:v1'), terms.includes('chello'), texts]).toEqual([true, false, []]);
  });

  test('a record of 7 MB in Chinese is imported, within the document limit', async () => {
    const report = await t.importing({ a: says('我要退款'.repeat(640_000)), b: says('hello') });
    expect(report.added).toBe(2);
  });

  const numbered = (count: number, spelled: (n: string) => string) =>
    Array.from({ length: count }, (_, n) => spelled(n.toString(36)));
  test.each([
    ['of one line', [numbered(60_000, (n) => `w${n}`).join(' ')]],
    ['of many lines', numbered(60_000, (n) => `w${n}`)],
    ['that are repeated often', ['hello you '.repeat(300_000)]],
    ['of four bytes', ['𐐷'.repeat(60).concat(' ').repeat(20_000)]],
    ['that are longer than a word can be', [`${'x'.repeat(5_000)} `.repeat(400)]],
    ['of one character each, a text each', numbered(60_000, (n) => n.slice(-1))],
  ])('words %s are kept up to the limits', (_, texts) => {
    const kept = searchableOf(record(...texts));
    expect(kept.terms.length).toBeLessThanOrEqual(20_000);
    expect(bytesOf(kept.terms)).toBeLessThanOrEqual(1_100_000);
    // The overlap of chunks is added.
    expect(bytesOf(kept.texts)).toBeLessThanOrEqual(1_150_000);
    expect(Math.max(...kept.texts.map((text) => text.length))).toBeLessThan(10_100);
  });
});

describe('highlights', () => {
  test('are bounded for a phrase that matches, or nearly matches, everywhere', () => {
    const long = record('a '.repeat(45_000));
    const [found, ...others] = highlightsOf(long, keywordsOf(`"${'a '.repeat(200)}"`));
    expect([found?.ranges.length, others]).toEqual([50, []]);
    expect(highlightsOf(long, keywordsOf(`"${'a '.repeat(200)}b"`))).toEqual([]);
    const nearly = `${'a '.repeat(30)}b`;
    expect(highlightsOf(record(nearly), keywordsOf('"a a b"'))[0]?.ranges).toEqual(
      [56, 58, 60].map((from) => ({ from, to: from + 1 })),
    );
  });

  test.each([
    ['a b a c', '"a b a c"', 'a b a b a c', [4, 6, 8, 10]],
    ['overlapping', '"a a"', 'a a a', [0, 2, 4]],
    ['twice', '"a b"', 'a b a b', [0, 2, 4, 6]],
    ['of several parts', '"b c" a xy*', 'a b c a xyz b', [0, 2, 4, 6, 8]],
    ['not', '"a b"', 'a a c b', undefined],
  ])('a phrase that overlaps itself is highlighted: %s', (_, keyword, text, starts) => {
    const [found] = highlightsOf(record(text), keywordsOf(keyword));
    expect(found?.ranges.map(({ from }) => from)).toEqual(starts);
  });

  test('examine at most 100,000 characters of an engagement and 2,000,000 of a page', () => {
    const [near, far] = [
      record('x'.repeat(10), `${'y '.repeat(49_990)}tent`),
      record('y '.repeat(50_000), 'tent'),
    ];
    const keywords = keywordsOf('tent');
    expect(highlightsOf(near, keywords).length).toBe(1);
    const left = Array.from({ length: 19 }, () => highlightsOf(far, keywords));
    expect(left.flat()).toEqual([]);
    expect(highlightsOf(record('tent'), keywords).length).toBe(1);
    highlightsOf(far, keywords);
    expect(highlightsOf(record('tent'), keywords)).toEqual([]);
    expect(highlightsOf(record('tent'), keywordsOf('tent')).length).toBe(1);
  });

  test('a word longer than the excerpt is highlighted to the end of the excerpt', () => {
    const [found] = highlightsOf(record(`see ${'f'.repeat(256)} and so on`), keywordsOf('f'.repeat(256)));
    expect(found?.ranges).toEqual([{ from: 4, to: 200 }]);
  });

  test.each([
    ['ab ﾊﾟｿｺﾝ cd', 'cd', ['cd']],
    ['ab ﾊﾟｿｺﾝ cd', 'パソ', ['ﾊﾟ', 'ｿ']],
    ['eine Donau\u00addampffahrt', 'donaudampffahrt', ['Donau\u00addampffahrt']],
    ['１２ ﬁsh ㍿ and ﬁsh', 'fish', ['ﬁsh', 'ﬁsh']],
    ['the ﷺ said', 'الله said', ['ﷺ', 'said']],
  ])('of %j for %j have the ranges of the original text', (text, keyword, written) => {
    const [found] = highlightsOf(record(text), keywordsOf(keyword));
    const marked = found?.ranges.map(({ from, to }) => found.text.slice(from, to));
    expect(marked?.filter((part, index) => part !== marked[index - 1] || part === 'ﬁsh')).toEqual(written);
  });

  test('cover whole HTML entities', () => {
    const text = '<b>f&uuml;r</b> caf&#233;, &amp;';
    const html = parsed(recordWith({}, { transcript: { lines: [line(text, { textType: 'html' })] } }));
    const [found] = highlightsOf(html, keywordsOf('für café'));
    expect(found?.ranges.map(({ from, to }) => text.slice(from, to))).toEqual(['f&uuml;r', 'caf&#233;']);
  });
});

describe('matches', () => {
  test.each([
    ['コーヒー2杯ください', 'コーヒー'],
    ['ﾊﾟｿｺﾝ', 'パソコン'],
    ['パソコン', 'ﾊﾟｿｺﾝ'],
    ['שָׁלוֹם', 'שלום'],
    ['Donau\u00addampf', 'donaudampf'],
    ['می\u200cخواهم', 'میخواهم'],
    ['Northlight™ tents', '"northlight tents"'],
    ['ｆｕｌｌ１２', 'full12'],
  ])('%s matches %s', async (text, keyword) => {
    await t.importing({ it: says(text) });
    expect(await t.found(inLines(keyword))).toEqual(['it']);
  });

  test.each([
    ['f&uuml;r caf&#233;', 'für café'],
    ['Stra&szlig;e &#x4E2D;&#25991;', 'strasse 中文'],
    ['&Omega;&alpha;&sigmaf;', 'ωασ'],
    ['a&nbsp;b&amp;c&lt;d &#99999999; &#1114112;', 'a b c d'],
    ['don&shy;au', 'donau'],
  ])('HTML written as %s matches %s', async (text, keyword) => {
    await t.importing({ it: { rest: { transcript: { lines: [line(text, { textType: 'html' })] } } } });
    expect(await t.found(inLines(keyword))).toEqual(['it']);
  });

  test('a star inside quotation marks is refused', async () => {
    expect(await t.refusal(inLines('"red ten*"'))).toMatchObject({
      field: 'filter.keyword',
      reason: expect.stringContaining('take no `*`') as string,
    });
  });

  test.each([1, 10, 20, 40, 90])(
    'a phrase at the start of a text of %i0,000 characters matches',
    async (n) => {
      await t.importing({ it: says(`red tent ${'again and '.repeat(n * 1000)}`) });
      expect(await t.found(inLines('"red tent"'))).toEqual(['it']);
    },
  );

  test('a phrase of any length matches anywhere in a long text', async () => {
    const words = Array.from({ length: 8_000 }, (_, n) => `w${n}`);
    await t.importing({ it: says(words.join(' ')) });
    for (let from = 1_500; from < 1_900; from += 20) {
      const phrase = words.slice(from, from + 80).join(' ');
      expect([from, await t.found(inLines(`"${phrase}"`))]).toEqual([from, ['it']]);
    }
    const characters = Array.from({ length: 12_000 }, (_, n) => String.fromCodePoint(0x4e00 + n));
    await t.importing({ zh: says(characters.join('')) });
    for (let from = 4_400; from < 5_100; from += 50)
      expect([from, await t.found(inLines(characters.slice(from, from + 490).join('')))]).toEqual([
        from,
        ['zh'],
      ]);
  });

  test('a phrase that nearly matches everywhere has no match', async () => {
    await t.importing({ it: says('a '.repeat(450_000)), b: says(`${'a '.repeat(450_000)}b`) });
    expect(await t.found(inLines(`"${'a '.repeat(200)}b"`))).toEqual(['b']);
  });

  test('a phrase that is too long after normalization is refused', async () => {
    expect(await t.refusal(inLines(`"${'ﷺ'.repeat(400)}"`))).toMatchObject({ field: 'filter.keyword' });
  });
});

describe('restricted content', () => {
  test('staff find rich content in lines for AGENTS, and customers do not', async () => {
    const rich = {
      timeL: day,
      source: 'agent',
      textType: 'rich-content',
      json: { text: 'x' },
      subType: 'ONLY_TO_REP',
    };
    await t.importing({ a: { rest: { transcript: { lines: [rich] } } } });
    const customer = await tokenFor('engagement.view chat.customer', { tenant: t.tenant });
    const { engagements } = await server.data<{ engagements: { totalCount: number } }>(
      'query ($filter: EngagementFilter!) { engagements(filter: $filter) { totalCount } }',
      { filter: { start: span, lineContentTypes: ['RICH_CONTENT'] } },
      customer,
    );
    expect(engagements.totalCount).toBe(0);
    expect(await t.found({ lineContentTypes: ['RICH_CONTENT'] })).toEqual(['a']);
  });
});

test('the stored search terms of an imported record are within the limits', async () => {
  await t.importing({ a: says('我要退款 '.repeat(300_000)) });
  const kept = await client
    .db(name)
    .collection<{ _id: string; search: { texts: string[] } }>('engagements')
    .findOne({ _id: `${t.tenant}:a` });
  expect(bytesOf(kept?.search.texts ?? [])).toBeLessThanOrEqual(1_150_000);
});

describe('the cost of a search', () => {
  const areas = ['CHAT_LINE'];
  const words = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => `word${String(from + n)}`).join(' ');

  test('all keywords of a filter together have at most 500 different words and 3 beginnings', async () => {
    const nested = (count: number, keyword: (n: number) => string) => ({
      and: Array.from({ length: count }, (_, n) => ({ keyword: keyword(n), keywordAreas: areas })),
    });
    expect(await t.found(nested(25, (n) => words(20 * n, 20)))).toEqual([]);
    expect(await t.refusal(nested(26, (n) => words(20 * n, 20)))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'filter.and[25].keyword',
    });
    expect(await t.found(nested(3, () => 'ab*'))).toEqual([]);
    expect(await t.refusal(nested(4, () => 'ab*'))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'filter.and[3].keyword',
    });
  });

  test('a page beyond the maximum offset is not linked', async () => {
    const nothing = () => Promise.reject(new Error('This read is not expected.'));
    const { pages } = toPage(
      { request: { limit: 100, backwards: false }, offset: 99_950 },
      readOrder(null, { isStaff: true }),
      {
        rows: [],
        areRead: false,
        totalCount: undefined,
        edges: false,
        count: () => Promise.resolve(500_000),
        facets: nothing,
        areas: nothing,
        highlights: () => [],
      },
    );
    expect(await pages?.next()).toBeNull();
    expect(await pages?.last()).toBeNull();
  });
});
