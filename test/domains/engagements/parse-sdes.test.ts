import { type EngagementRecord, withoutVisitor } from '../../../src/domains/engagements/model.ts';
import { exampleRecord, laterRecord, parsed, recordWith } from '../../fixtures/liveperson/index.ts';

const sdesOf = (...events: readonly unknown[]) => parsed(recordWith({}, { sdes: { events } })).sdes;
const ofKind = (record: EngagementRecord, kind: string) => record.sdes.filter((event) => event.kind === kind);

const example = parsed(exampleRecord(4));
const later = parsed(laterRecord());

test('EH-141 each event has one attribute', () => {
  expect(example.sdes).toHaveLength(9);
  for (const event of example.sdes) expect(event.attribute?.kind).toBe(event.kind);
  expect(sdesOf({ lead: { lead: {} }, purchase: {} }).map(({ kind }) => kind)).toEqual(['LEAD', 'PURCHASE']);
  expect(parsed(recordWith({})).sdes).toEqual([]);
  expect(parsed(recordWith({}, { sdes: { events: null } })).sdes).toEqual([]);
});

test('EH-142 all nine kinds of attributes are read', () => {
  expect(example.sdes.map(({ kind }) => kind)).toEqual([
    'CART_STATUS',
    'CUSTOMER_INFO',
    'LEAD',
    'MARKETING_CAMPAIGN_INFO',
    'PERSONAL_INFO',
    'PURCHASE',
    'SERVICE_ACTIVITY',
    'VIEWED_PRODUCT',
    'VISITOR_ERROR',
  ]);
  for (const event of example.sdes) expect(event).not.toHaveProperty('kindRaw');
});

test('EH-143 viewedProduct and visitorError are read from viewProduct and formFillingError', () => {
  expect(ofKind(later, 'VIEWED_PRODUCT')).toEqual([
    {
      kind: 'VIEWED_PRODUCT',
      kindRaw: 'viewedProduct',
      attribute: { kind: 'VIEWED_PRODUCT', products: [{ name: 'shoe', price: '77.8' }] },
    },
  ]);
  expect(ofKind(later, 'VISITOR_ERROR')[0]).toMatchObject({
    kindRaw: 'visitorError',
    attribute: { contextId: 'c' },
  });
});

test('EH-144 times are milliseconds in text, null or missing', () => {
  expect(example.sdes[0]).toMatchObject({
    serverTimeStamp: new Date(1_435_764_972_045),
    originalTimeStamp: new Date(1_435_801_272_063),
  });
  const [first] = ofKind(parsed(exampleRecord(6)), 'PURCHASE');
  expect(first?.serverTimeStamp).toEqual(new Date(1_485_969_113_673));
  expect(first).not.toHaveProperty('originalTimeStamp');
  expect(sdesOf({ lead: { serverTimeStamp: null } })[0]).not.toHaveProperty('serverTimeStamp');
});

test('EH-145 the messaging shape adds type, authentication and a second server time', () => {
  expect(parsed(exampleRecord(5)).sdes[0]).toMatchObject({
    kind: 'PURCHASE',
    sdeType: 'PURCHASE',
    isAuthenticated: false,
    serverTimeStamp: new Date(1_485_969_113_673),
    originalTimeStamp: new Date(1_485_969_113_673),
    eventServerTimeStamp: new Date(1_485_969_113_673),
  });
  expect(later.sdes[0]).toMatchObject({
    isAuthenticated: true,
    serverTimeStamp: new Date(1_541_410_201_000),
    eventServerTimeStamp: new Date(1_541_410_201_100),
  });
  for (const event of example.sdes) expect(event).not.toHaveProperty('sdeType');
});

test('EH-146 cart status: amounts are texts', () => {
  expect(example.sdes[0]?.attribute).toEqual({
    kind: 'CART_STATUS',
    total: '11.7',
    numItems: '6',
    products: [{ quantity: '1', name: 'prod1', category: 'category', sku: 'sku', price: '7.8' }],
  });
});

test('EH-147 EH-148 customer info: a balance may be negative, dates are in parts', () => {
  expect(example.sdes[1]?.attribute).toEqual({
    kind: 'CUSTOMER_INFO',
    customerStatus: 'cancelled',
    customerType: 'vip',
    balance: '-400.99',
    customerId: '138766AC',
    lastPaymentDate: { year: '2014', month: '10', day: '15' },
    registrationDate: { year: '2013', month: '5', day: '23' },
  });
});

test('EH-149 lead', () => {
  expect(example.sdes[2]).toEqual({
    kind: 'LEAD',
    serverTimeStamp: new Date(1_435_780_135_906),
    originalTimeStamp: new Date(1_435_801_272_063),
    attribute: { kind: 'LEAD', topic: 'luxury car test drive 2015', value: '22.22', leadId: 'xyz123' },
  });
});

test('EH-150 marketing campaign', () => {
  expect(example.sdes[3]?.attribute).toEqual({
    kind: 'MARKETING_CAMPAIGN_INFO',
    originatingChannel: '1',
    affiliate: 'Yahoo',
    campaignId: 'US coupon campaign',
  });
});

test('EH-151 EH-152 EH-153 personal info: an age as text, a postal code from a number', () => {
  expect(example.sdes[4]?.attribute).toEqual({
    kind: 'PERSONAL_INFO',
    name: 'ELI',
    surname: 'leibovitz',
    gender: 'MALE',
    company: 'company',
    customerAge: {
      customerAgeInYears: '35.0',
      customerYearOfBirth: '1978',
      customerMonthOfBirth: '7',
      customerDateOfBirth: '25',
    },
    contacts: [
      {
        email: 'myname@example.com',
        phone: '+1 212-788-8877',
        address: { country: 'Israel', region: 'Moscow', zipCode: '12345' },
      },
    ],
  });
});

test('EH-153 a postal code may be a text', () => {
  const contacts = [{ personalContact: { address: { zipCode: '01234' } } }];
  expect(sdesOf({ personalInfo: { contacts } })[0]?.attribute).toEqual({
    kind: 'PERSONAL_INFO',
    contacts: [{ address: { zipCode: '01234' } }],
  });
});

test('EH-154 purchase: a full cart, and one in which all is null', () => {
  expect(example.sdes[5]?.attribute).toEqual({
    kind: 'PURCHASE',
    total: '11.7',
    orderId: 'DRV1534XC',
    cart: {
      total: '17.8',
      numItems: '13',
      products: [
        { quantity: '3', name: 'antivirus pro plan', category: 'software', sku: 'xyz001', price: '7.8' },
      ],
    },
  });
  expect(parsed(exampleRecord(5)).sdes[0]?.attribute).toEqual({
    kind: 'PURCHASE',
    total: '77.0',
    orderId: 'Test123',
    cart: { products: [] },
  });
});

test('EH-155 service activity', () => {
  expect(example.sdes[6]?.attribute).toEqual({
    kind: 'SERVICE_ACTIVITY',
    topic: 'order checkbook',
    status: '0',
    category: 'finance',
    serviceId: 'service12',
  });
});

test('EH-156 viewed products: the quantity may be null', () => {
  expect(example.sdes[7]?.attribute).toEqual({
    kind: 'VIEWED_PRODUCT',
    products: [{ name: 'red high heel shoe', category: 'women shoes', sku: 'xyz567', price: '77.8' }],
  });
});

test('EH-157 visitor error: its texts are wrapped', () => {
  expect(example.sdes[8]?.attribute).toEqual({
    kind: 'VISITOR_ERROR',
    contextId: 'context.id',
    message: 'Expiration date missing',
    code: 'er100004',
    level: '2',
    resolved: true,
  });
  expect(ofKind(later, 'VISITOR_ERROR')[0]?.attribute).toEqual({
    kind: 'VISITOR_ERROR',
    contextId: 'c',
    message: 'plain text',
    code: '',
  });
});

describe('EH-158', () => {
  test('EH-158 an unknown kind is kept as JSON, whatever its keys', () => {
    const event = later.sdes.find(({ kindRaw }) => kindRaw === 'mobileAppInfo');
    expect(event).toMatchObject({
      kind: 'OTHER',
      sdeType: 'MOBILE_APP',
      isAuthenticated: false,
      serverTimeStamp: new Date(1_541_410_300_000),
      attribute: { kind: 'OTHER', name: 'mobileAppInfo' },
    });
    expect(event?.attribute).toHaveProperty(
      'json',
      '{"$os":{"v.1":[true]},"serverTimeStamp":"1541410300000"}',
    );
  });

  test('EH-158 an attribute that does not fit its kind is kept as JSON', () => {
    const event = later.sdes.find(({ kindRaw }) => kindRaw === 'cartStatus');
    expect(event).toMatchObject({ kind: 'OTHER', sdeType: 'CART_STATUS', attribute: { name: 'cartStatus' } });
    expect(event?.attribute).toHaveProperty('json', '{"total":"1","products":"none"}');
  });

  test('EH-158 an event without an attribute is kept as JSON', () => {
    expect(later.sdes.at(-1)).toEqual({
      kind: 'OTHER',
      kindRaw: 'EMPTY',
      sdeType: 'EMPTY',
      attribute: { kind: 'OTHER', name: 'EMPTY', json: '{"sdeType":"EMPTY","value":3}' },
    });
  });
});

test('EH-159 the same purchase at two times is kept twice', () => {
  for (const example of [5, 6] as const) {
    const purchases = ofKind(parsed(exampleRecord(example)), 'PURCHASE');
    expect(purchases.map(({ attribute }) => attribute)).toEqual([
      purchases[0]?.attribute,
      purchases[0]?.attribute,
    ]);
    expect(purchases.map(({ serverTimeStamp }) => serverTimeStamp?.getTime())).toEqual([
      1_485_969_113_673, 1_485_970_063_032,
    ]);
  }
});

test('EHX-9 numeric times, a lead value of -1, partial customer info and repeated attributes are kept in the order of the source', () => {
  expect(
    later.sdes.map(({ kind, serverTimeStamp }) => [kind, serverTimeStamp?.getTime()]).slice(0, 4),
  ).toEqual([
    ['LEAD', 1_541_410_201_000],
    ['CUSTOMER_INFO', 1_541_410_100_000],
    ['CUSTOMER_INFO', 1_541_410_100_000],
    ['CUSTOMER_INFO', 1_541_410_100_000],
  ]);
  expect(later.sdes[0]?.attribute).toEqual({ kind: 'LEAD', topic: 'boat', value: '-1' });
  expect(ofKind(later, 'CUSTOMER_INFO').map(({ originalTimeStamp }) => originalTimeStamp?.getTime())).toEqual(
    [undefined, 1_541_410_099_000, 1_541_410_098_000],
  );
  expect(ofKind(later, 'CUSTOMER_INFO').map(({ attribute }) => attribute)).toEqual([
    { kind: 'CUSTOMER_INFO', customerId: 'c-1', balance: '-0.5' },
    { kind: 'CUSTOMER_INFO' },
    { kind: 'CUSTOMER_INFO' },
  ]);
});

describe('erasure', () => {
  const erasedAt = new Date('2020-01-01T00:00:00Z');

  test('EH-160 attributes are erased with the visitor', () => {
    const erased = withoutVisitor(example, erasedAt);
    expect(erased.sdes.map(({ kind }) => kind)).toEqual(example.sdes.map(({ kind }) => kind));
    for (const event of erased.sdes) expect(event).not.toHaveProperty('attribute');
  });

  test('EH-123 the IP address is erased with the visitor', () => {
    expect(withoutVisitor(example, erasedAt)).not.toHaveProperty('visitorInfo');
  });

  test('an erased engagement has no data of the visitor, and its time, agent and end remain', () => {
    for (const record of [parsed(exampleRecord(6)), later]) {
      const erased = withoutVisitor(record, erasedAt);
      const left = JSON.stringify(erased);
      for (const personal of [
        'Irena',
        'irena@gmail.com',
        'UwYzRjYzJhMzQ0YTRlYzcz',
        'service',
        '192.168',
        'siteid',
      ]) {
        expect(left).not.toContain(personal);
      }
      expect(erased).toMatchObject({
        engagementId: record.engagementId,
        startTime: record.startTime,
        duration: record.duration,
        erasedAt,
      });
      expect(erased.lines.map(({ time, source }) => [time, source])).toEqual(
        record.lines.map(({ time, source }) => [time, source]),
      );
      expect(erased.lines.some(({ source, by }) => source === 'VISITOR' && by !== undefined)).toBe(false);
    }
  });

  test('erasing does not change its argument and is idempotent', () => {
    const before = structuredClone(example);
    const once = withoutVisitor(example, erasedAt);
    expect(example).toEqual(before);
    expect(withoutVisitor(once, erasedAt)).toEqual(once);
  });
});
