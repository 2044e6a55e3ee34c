import { oneOf, wordBy } from './vocabulary.ts';

export const writtenTime = (ms: number): string =>
  new Date(ms).toISOString().replace('T', ' ').replace('Z', '+0000');

const places = [
  ['United States', 'Minnesota', 'Duluth', 'Superior Shore Broadband'],
  ['Germany', 'Bavaria', 'München', 'Isar Netz'],
  ['France', 'Auvergne-Rhône-Alpes', 'Grenoble', 'Isère Télécom'],
  ['Sweden', 'Norrbotten', 'Kiruna', 'Fjällnät'],
  ['Japan', 'Hokkaido', 'Sapporo', 'Kitaguni Online'],
] as const;
const browsers = ['Safari 26.0.1', 'Chrome 141.0', 'Firefox 144.0', 'Edge 141.0'] as const;
const products = Array.from({ length: 400 }, (_, index) => ({
  name: `Aurora ${index} ${['tent', 'stove', 'boots', 'jacket', 'canoe'][index % 5] ?? ''}`,
  category: ['Tents', 'Stoves', 'Shoes', 'Clothing', 'Boats'][index % 5],
  sku: `NL-${1000 + index}`,
  price: `${20 + index}.00`,
}));

const words = (count: number, random: () => number): string =>
  Array.from({ length: count }, () => wordBy(random)).join(' ');

/** Returns the optional parts of a record. */
export function recordExtras(start: number, end: number, name: string, random: () => number): object {
  const [country, state, city, isp] = oneOf(places, random);
  return {
    ...(random() < 0.5 ? { lineScores: lineScores(random) } : {}),
    surveys: {
      ...(random() < 0.6
        ? {
            preChat: [
              answer('Pre-Chat', start, 1, 'Name', name),
              answer('Pre-Chat', start, 3, 'What is it about?', words(4, random)),
            ],
          }
        : {}),
      ...(random() < 0.25
        ? { postChat: [answer('Exit', end, 11, 'How was your chat?', words(6, random))] }
        : {}),
      ...(random() < 0.1
        ? { operator: [answer('operator', end, 93, 'Note for the team lead', words(8, random))] }
        : {}),
    },
    ...(random() < 0.8 ? { campaign } : {}),
    visitorInfo: {
      country,
      state,
      city,
      isp,
      org: '',
      device: random() < 0.6 ? 'DESKTOP' : 'MOBILE',
      ipAddress: `192.0.2.${Math.floor(random() * 256)}`,
      browser: oneOf(browsers, random),
      operatingSystem: 'WINDOWS',
    },
    ...(random() < 0.03 ? { coBrowseSessions: coBrowse(start, random) } : {}),
    sdes: { events: Array.from({ length: Math.floor(random() * 4) }, () => event(start, name, random)) },
  };
}

const lineScores = (random: () => number) =>
  Array.from({ length: 6 }, (_, index) => ({
    lineSeq: String(index * 3),
    lineRawScore: Math.floor(random() * 20) - 5,
    mcs: Math.floor(random() * 101),
  }));

const answer = (source: string, timeL: number, questionID: number, displayName: string, value: string) => ({
  scope: 'Session',
  source,
  displayName,
  value,
  values: [value],
  answersId: [-1],
  name: 'Survey',
  time: writtenTime(timeL),
  timeL,
  questionID,
  surveyID: 728_460_001,
});

const campaign = {
  campaignEngagementId: '728450011',
  campaignEngagementName: 'Advice button on product pages',
  campaignId: '728450001',
  campaignName: 'Ask somebody who sleeps outside',
  goalId: '728450101',
  goalName: 'Help choosing',
  visitorBehaviorId: '728450201',
  visitorBehaviorName: 'Over two minutes on one product',
  visitorProfileId: '728450301',
  visitorProfileName: 'All visitors',
  lobId: '-1',
  lobName: 'NA',
};

function coBrowse(start: number, random: () => number) {
  const duration = 20_000 + Math.floor(random() * 300_000);
  return {
    coBrowseSessionsList: [
      {
        sessionId: `cb${Math.floor(random() * 1e9)}`,
        startTime: writtenTime(start + 60_000),
        startTimeL: start + 60_000,
        endTime: writtenTime(start + 60_000 + duration),
        endTimeL: start + 60_000 + duration,
        endReason: 'VISITOR',
        duration,
        interactive: random() < 0.5,
      },
    ],
  };
}

function event(start: number, name: string, random: () => number): object {
  const times = { serverTimeStamp: String(start - 5000), originalTimeStamp: String(start - 5600) };
  const product = oneOf(products, random);
  const bought = [{ quantity: '1', product }];
  const kinds: readonly (() => object)[] = [
    () => ({
      marketingCampaignInfo: {
        ...times,
        marketingCampaignInfo: {
          originatingChannel: '3',
          affiliate: 'trailnotes.example',
          campaignId: words(2, random),
        },
      },
    }),
    () => ({ viewProduct: { ...times, products: [{ quantity: null, product }] } }),
    () => ({ cartStatus: { ...times, total: product.price, numItems: '1', products: bought } }),
    () => ({
      purchase: {
        ...times,
        total: product.price,
        cart: { total: product.price, products: bought, numItems: '1' },
        orderId: `NL-${Math.floor(random() * 1e9)}`,
      },
    }),
    () => ({
      customerInfo: {
        ...times,
        customerInfo: {
          customerStatus: 'active',
          customerType: 'regular',
          balance: `${Math.floor(random() * 500)}.00`,
          customerId: `C${Math.floor(random() * 1e10)}`,
          registrationDate: { year: '2022', month: '3', day: '17' },
        },
      },
    }),
    () => ({
      serviceActivity: {
        ...times,
        serviceActivity: { topic: words(2, random), status: '1', category: 'delivery', serviceId: 'TRK' },
      },
    }),
    () => ({
      personalInfo: {
        ...times,
        name,
        surname: wordBy(random),
        gender: 'FEMALE',
        contacts: [
          {
            personalContact: { email: `${name}@example.com`, phone: `555-${Math.floor(random() * 10_000)}` },
          },
        ],
      },
    }),
    () => ({ lead: { ...times, lead: { topic: words(2, random), value: product.price, leadId: 'fit' } } }),
  ];
  return oneOf(kinds, random)();
}
