import { conversation, type Fields } from '../../../fixtures/liveperson/index.ts';
import { createEngagements } from '../../../../src/domains/engagements/index.ts';
import { systemClock } from '../../../../src/kernel/clock.ts';
import { importInto } from '../../../support/importing.ts';
import { inBothEngines } from '../../../support/engines.ts';
import { tokenFor } from '../../../support/server.ts';
import { day, newTenant, says } from './search-client.ts';

const sde = (event: Fields) => ({ rest: { sdes: { events: [event] } } });
const survey = (answer: Fields) => ({ rest: { surveys: { preChat: [answer] } } });

/** One record per area that has the word in this area only. */
const areas: Readonly<Record<string, { info?: Fields; rest?: Fields }>> = {
  CHAT_LINE: says('a Kestrel flew by'),
  SURVEY_ANSWER: survey({ displayName: 'bird', value: 'kestrel' }),
  SURVEY_QUESTION: survey({ displayName: 'kestrel?', value: 'yes' }),
  VISITOR_INFO: { rest: { visitorInfo: { city: 'Kestrel' } } },
  PURCHASE: sde({ purchase: { orderId: '1', cart: { products: [{ product: { name: 'kestrel tent' } }] } } }),
  VIEWED_PRODUCT: sde({ viewProduct: { products: [{ product: { category: 'kestrel' } }] } }),
  CART_STATUS: sde({ cartStatus: { products: [{ product: { sku: 'kestrel-2' } }] } }),
  SERVICE_ACTIVITY: sde({ serviceActivity: { serviceActivity: { topic: 'kestrel' } } }),
  VISITOR_ERROR: sde({ formFillingError: { visitorError: { message: { string: 'no kestrel' } } } }),
  LEAD: sde({ lead: { lead: { topic: 'Kestrel' } } }),
  CUSTOMER_INFO: sde({ customerInfo: { customerInfo: { customerType: 'kestrel' } } }),
  MARKETING_CAMPAIGN_INFO: sde({
    marketingCampaignInfo: { marketingCampaignInfo: { affiliate: 'Kestrel' } },
  }),
  PERSONAL_INFO: sde({ personalInfo: { contacts: [{ personalContact: { email: 'jo@kestrel.example' } }] } }),
};
const customerAreas: ReadonlySet<string> = new Set([
  'CHAT_LINE',
  'SURVEY_ANSWER',
  'SURVEY_QUESTION',
  'VISITOR_INFO',
]);
const allAreas = [...Object.keys(areas), 'MCS'];

inBothEngines(import.meta.url, (server) => {
  let t: Awaited<ReturnType<typeof newTenant>>;
  beforeEach(async () => {
    t = await newTenant(server());
  });
  const find = (keyword: string, keywordAreas: readonly string[] = ['CHAT_LINE']) =>
    t.found({ keyword, keywordAreas });

  describe('areas', () => {
    test.each(Object.keys(areas))('EH-28 EH-30 a word in %s is found in this area only', async (area) => {
      await t.importing({ ...areas, other: says('a heron') });
      expect(await find('kestrel', [area])).toEqual([area]);
      expect(
        await find(
          'kestrel',
          allAreas.filter((one) => one !== area),
        ),
      ).toEqual(
        Object.keys(areas)
          .filter((one) => one !== area)
          .sort(),
      );
    });

    test('EH-30 the area MCS has the name of the group of the score and its number', async () => {
      await t.importing({
        a: { info: { alertedMCS: 1, chatMCS: 60 } },
        b: { info: { alertedMCS: -1, chatMCS: 6 } },
        c: says('positive 60'),
      });
      expect(await find('positive', ['MCS'])).toEqual(['a']);
      expect(await find('60', ['MCS'])).toEqual(['a']);
      expect(await find('negative 6', ['MCS'])).toEqual(['b']);
      expect(await find('positive', ['CHAT_LINE'])).toEqual(['c']);
    });

    test('searches cover the visible text of rich content, and HTML without tags', async () => {
      const json = {
        type: 'vertical',
        id: 'hidden',
        elements: [
          {
            type: 'button',
            title: 'Add to cart',
            tooltip: 'now',
            click: { actions: [{ uri: 'https://hidden.example' }] },
          },
        ],
      };
      await t.importing({
        rich: {
          rest: { transcript: { lines: [{ timeL: day, source: 'agent', textType: 'rich-content', json }] } },
        },
        html: says('<div class="hidden">a&nbsp;<b>bold</b> word</div>', { textType: 'html' }),
        plain: says('5 <b> is div'),
      });
      expect(await find('cart now')).toEqual(['rich']);
      expect(await find('hidden')).toEqual([]);
      expect(await find('"a bold word"')).toEqual(['html']);
      expect(await find('div')).toEqual(['plain']);
    });
  });

  describe('words', () => {
    test.each([
      ['EH-31 case makes no difference', 'My iPad broke', 'IPAD'],
      ['accents make none, in either way of writing them', 'un café', 'cafe'],
      ['nor on the other side', 'un cafe\u0301 ou un cafe', 'CAFÉ'],
      ['ß is ss', 'Hauptstraße', 'HAUPTSTRASSE'],
      ['a final sigma is a sigma', 'ΣΟΦΌΣ', 'σοφός'],
      ['wide letters are letters', 'ＡＢＣ', 'abc'],
      ['digits are words too', 'order 138766AC', '138766ac'],
      ['Cyrillic', 'Где мой заказ?', 'ЗАКАЗ'],
      ['Arabic without its points', 'كِتَاب', 'كتاب'],
      ['Hindi with its vowels', 'हिन्दी भाषा', 'हिन्दी'],
      ['Chinese has no spaces: a part is found', '我要退款谢谢', '退款'],
      ['Japanese', 'ありがとうございます', 'ありがとう'],
      ['Korean', '환불 부탁', '환불'],
      ['what has marks inside is side by side', 'the Wi-Fi is down', 'wi-fi'],
      ['an address', 'write to irena@gmail.com', 'irena@gmail.com'],
      ['an apostrophe', "I don't know", "don't"],
    ])('%s', async (_, text, keyword) => {
      await t.importing({ it: says(text), other: says('nothing of it, never') });
      expect(await find(keyword)).toEqual(['it']);
    });

    test('only whole words match', async () => {
      await t.importing({ a: says('returns'), b: says('a return'), c: says('unreturned') });
      expect(await find('return')).toEqual(['b']);
    });

    test('a mark that forms another letter is not ignored as an accent: が does not match か', async () => {
      await t.importing({ a: says('がき'), b: says('かき') });
      expect(await find('がき')).toEqual(['a']);
    });

    test('all words must occur, anywhere in the areas', async () => {
      await t.importing({
        a: {
          rest: {
            ...says('my tent is torn').rest,
            surveys: { preChat: [{ displayName: 'q', value: 'refund' }] },
          },
        },
        b: says('my tent'),
        c: says('a refund'),
      });
      expect(await find('tent refund', ['CHAT_LINE', 'SURVEY_ANSWER'])).toEqual(['a']);
      expect(await find('tent refund', ['CHAT_LINE'])).toEqual([]);
    });

    test('EH-32 the words of a phrase match side by side, in order, in one text', async () => {
      await t.importing({
        yes: says('I LOVE your, service!'),
        order: says('your love service I'),
        apart: says('I love all your service'),
        parted: {
          rest: {
            transcript: {
              lines: ['I love', 'your service'].map((text, n) => ({
                timeL: day + n,
                source: 'visitor',
                text,
              })),
            },
          },
        },
      });
      expect(await find('"i love your service"')).toEqual(['yes']);
      expect(await find('i love your service')).toEqual(['apart', 'order', 'parted', 'yes']);
      expect(await find('“love your”')).toEqual(['yes']);
    });

    test('EH-32 words that only stand near each other in several places are no phrase', async () => {
      await t.importing({ a: says('good services, and a service'), b: says('a service is good service') });
      expect(await find('"good service"')).toEqual(['b']);
      expect(await find('"a good service"')).toEqual([]);
    });

    test('EH-33 several phrases must all match, beyond the source', async () => {
      await t.importing({
        both: says('the red tent and the blue stove'),
        // Only whole words match in a phrase as well.
        partly: says('hired tent, blue stoves; red, blue stove'),
        one: says('the red tent and a stove that is blue'),
      });
      expect(await find('"red tent" "blue stove"')).toEqual(['both']);
      expect(await find('"red tent" stove')).toEqual(['both', 'one']);
    });

    test('a star matches every word with the beginning', async () => {
      await t.importing({ a: says('television'), b: says('TÉLÉPHONE'), c: says('tel'), d: says('hotel') });
      expect(await find('tele*')).toEqual(['a', 'b']);
      expect(await find('TÉL*')).toEqual(['a', 'b', 'c']);
      expect(await find('telex*')).toEqual([]);
    });

    test('keywords can be combined with not and or', async () => {
      await t.importing({ a: says('tent stove'), b: says('tent'), c: says('lamp') });
      const withKeyword = (keyword: string) => ({ keyword, keywordAreas: ['CHAT_LINE'] });
      expect(await t.found({ ...withKeyword('tent'), not: [withKeyword('stove')] })).toEqual(['b']);
      expect(await t.found({ or: [withKeyword('stove'), withKeyword('lam*')] })).toEqual(['a', 'c']);
      expect(await t.found({ not: [withKeyword('"tent stove"')] })).toEqual(['b', 'c']);
    });

    test.each([
      ['', 'has no word'],
      ['?!', 'has no word'],
      ['"', 'opens a quotation mark'],
      ['"a" b"', 'opens a quotation mark'],
      ['*', 'stands at the end of a word'],
      ['te*nt', 'stands at the end of a word'],
      ['*tent', 'stands at the end of a word'],
      ['wi-fi*', 'stands at the end of a word'],
      ['t*', 'at least 2 letters'],
      ['-tent', 'put them into `not`'],
      ['lamp !tent', 'put them into `not`'],
      ['x'.repeat(501), 'at most 500'],
      [Array.from({ length: 21 }, (_, n) => `w${n}`).join(' '), 'at most 20'],
    ])('EH-34 the keyword %j is refused: %s', async (keyword, reason) => {
      expect(await t.refusal({ keyword, keywordAreas: ['CHAT_LINE'] })).toEqual({
        code: 'BAD_USER_INPUT',
        field: 'filter.keyword',
        reason: expect.stringContaining(reason) as string,
      });
    });

    test('a hyphen inside a word, before a digit or in quotation marks excludes nothing', async () => {
      await t.importing({ a: says('wi-fi at -20 degrees, -tent') });
      for (const keyword of ['wi-fi', '-20', '"-tent"', '- tent']) expect(await find(keyword)).toEqual(['a']);
    });

    test.each([
      ['+1 212-788-8877', '2127888877'],
      ['+1 212-788-8877', '(212) 788 8877'],
      ['+1 212-788-8877', '"+1 (212) 788.8877"'],
      ['2127888877', '212-788-8877'],
      ['0151/2345-6789', '+49 151 23456789'],
      ['call +49 151 23456789 now', 'now 0151-23456789'],
      ['788-8877', '7888877'],
      ['order 5 of 2127888877', '212 788 8877'],
    ])('a number in "%s" is found by %s', async (text, keyword) => {
      await t.importing({ a: says(text), b: says('2127888899') });
      expect(await find(keyword)).toEqual(['a']);
    });

    test('a number of other digits is not found, and digits are still found as they are written', async () => {
      await t.importing({ a: says('+1 212-788-8877'), b: says('7888877 or 212 and 788') });
      expect(await find('212-788-8878')).toEqual([]);
      expect(await find('212 788')).toEqual(['a', 'b']);
      expect(await find('8877')).toEqual(['a']);
    });

    test('a beginning of too many words is refused', async () => {
      await t.importing({ a: says(Array.from({ length: 181 }, (_, n) => `word${n}`).join(' ')) });
      expect(await t.refusal({ keyword: 'word*', keywordAreas: ['CHAT_LINE'] })).toMatchObject({
        field: 'filter.keyword',
        reason: expect.stringContaining('more than 180') as string,
      });
      expect(await find('word18*')).toEqual(['a']);
    });

    test('a regular expression is searched as plain words', async () => {
      await t.importing({ a: says('a.b') });
      expect(await find('".*"  a')).toEqual(['a']);
      expect(await find('"a x" ')).toEqual([]);
    });
  });

  describe('restricted texts', () => {
    const secret = { ...says('a whisper', { subType: 'ONLY_TO_REP' }) };
    const asCustomer = async (keyword: string, keywordAreas: readonly string[]) => {
      const token = await tokenFor('engagement.view chat.customer', { tenant: t.tenant });
      return server().send(
        `query ($filter: EngagementFilter!) { engagements(filter: $filter) { totalCount nodes { engagementId } edges { highlights { text } } facets { areas { count } } } }`,
        {
          token,
          variables: {
            filter: { start: { from: new Date(day), to: new Date(day + 1000) }, keyword, keywordAreas },
          },
        },
      );
    };

    test('staff find lines for AGENTS, and customers do not', async () => {
      await t.importing({ secret, open: says('no secret at all') });
      expect(await find('whisper')).toEqual(['secret']);
      const { body } = await asCustomer('whisper', ['CHAT_LINE']);
      expect(body.data).toEqual({
        engagements: { totalCount: 0, nodes: [], edges: [], facets: { areas: [{ count: 0 }] } },
      });
    });

    test.each(Object.keys(areas).filter((area) => !customerAreas.has(area)))(
      'customers cannot search %s, which they may not see',
      async (area) => {
        for (const keywordAreas of [[area], ['CHAT_LINE', area]]) {
          const { body } = await asCustomer('kestrel', keywordAreas);
          expect(body.errors?.[0]?.extensions).toMatchObject({
            code: 'BAD_USER_INPUT',
            field: 'filter.keywordAreas',
          });
        }
      },
    );

    test('customers can search the other areas', async () => {
      const { body } = await asCustomer('kestrel', [...customerAreas]);
      expect(body.errors).toBeUndefined();
    });

    test('another tenant finds nothing', async () => {
      await t.importing({ a: says('kestrel') });
      const other = await newTenant(server());
      expect(await other.found({ keyword: 'kestrel', keywordAreas: ['CHAT_LINE'] })).toEqual([]);
      expect(await other.found({ keyword: 'kest*', keywordAreas: ['CHAT_LINE'] })).toEqual([]);
    });

    test('masked IP addresses cannot be found', async () => {
      await t.importing({ a: { rest: { visitorInfo: { ipAddress: '192.168.13.209' } } } });
      const find192 = async (maskIpAddresses: boolean) => {
        const { operations } = createEngagements(server().app.storage, systemClock, {
          maxSearchDays: 31,
          maskIpAddresses,
        });
        const found: string[] = [];
        const filter = {
          start: { from: new Date(day), to: new Date(day + 1000) },
          keyword: '192.168.13.209',
          keywordAreas: ['VISITOR_INFO'] as const,
        };
        for await (const { engagement } of operations.iterateSearch(t.tenant, filter))
          found.push(engagement.engagementId);
        return found;
      };
      expect([await find192(false), await find192(true)]).toEqual([['a'], []]);
    });
  });

  test('an erased visitor is not found by any identity or text', async () => {
    const { operations } = createEngagements(server().app.storage, systemClock, {
      maxSearchDays: 31,
      maskIpAddresses: false,
    });
    await t.importing({
      a: {
        info: { visitorId: 'v1', skillId: '7' },
        rest: {
          ...says('kestrel').rest,
          ...areas.PERSONAL_INFO?.rest,
          ...areas.VISITOR_INFO?.rest,
          ...areas.SURVEY_ANSWER?.rest,
        },
      },
    });
    const everywhere = allAreas.filter((area) => area !== 'SURVEY_QUESTION');
    expect(await find('kestrel', everywhere)).toEqual(['a']);
    await operations.eraseVisitor(t.tenant, 'v1');
    expect(await find('kestrel', everywhere)).toEqual([]);
    expect(await find('kest*', everywhere)).toEqual([]);
    expect(await t.found({ visitorId: 'v1' })).toEqual([]);
    // The fact that the engagement took place remains.
    expect(await t.found({ skillIds: ['7'] })).toEqual(['a']);
  });

  test('EH-161 conversations of the messaging source are found by their messages and by their quick replies', async () => {
    await importInto(server().app, 'liveperson', t.tenant, [conversation()]);
    const start = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
    const [id, ...others] = await t.ids({ start });
    expect([typeof id, others]).toEqual(['string', []]);
    for (const keyword of ['"something else"', 'repair'])
      expect(await t.ids({ start, keyword, keywordAreas: ['CHAT_LINE'] })).toEqual([id]);
    expect(await t.ids({ start, keyword: 'quickReplies', keywordAreas: ['CHAT_LINE'] })).toEqual([]);
  });

  test('a changed record is found by its new content only', async () => {
    await t.importing({ a: says('kestrel') });
    await t.importing({ a: says('heron') });
    expect([await find('kestrel'), await find('heron')]).toEqual([[], ['a']]);
  });
});
