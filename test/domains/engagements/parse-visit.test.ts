import { parseJson } from '../../../src/kernel/json.ts';
import { rawValues } from '../../../src/domains/engagements/model.ts';
import {
  conversation,
  exampleRecord,
  type Fields,
  laterRecord,
  parsed,
  recordWith,
} from '../../fixtures/liveperson/index.ts';

const examples = [4, 5, 6] as const;

describe('campaign', () => {
  const campaignWith = (campaign: Fields) => parsed(recordWith({}, { campaign })).campaign;

  test('EH-115 every field of the campaign is kept', () => {
    expect(parsed(exampleRecord(4)).campaign).toEqual({
      campaignEngagementId: '1759631410',
      campaignEngagementName: 'Dummy1',
      campaignId: '1340122410',
      campaignName: 'Live Chat on your site',
      goalId: '1340122310',
      goalName: 'Interact with visitors',
      visitorBehaviorId: '1340122110',
      visitorBehaviorName: 'Any behavior',
      visitorProfileId: '1340122010',
      visitorProfileName: 'All visitors',
      lobId: '-1',
      lobName: 'NA',
    });
    expect(parsed(laterRecord()).campaign).toEqual({
      campaignId: '213185112',
      engagementAgentNote: 'Be kind to them.',
      lobId: '-1',
    });
    expect(parsed(recordWith({}))).not.toHaveProperty('campaign');
  });

  test('EH-116 lobId -1 is the same value as text and as number', () => {
    expect(examples.map((example) => parsed(exampleRecord(example)).campaign?.lobId)).toEqual([
      '-1',
      '-1',
      '-1',
    ]);
  });

  test('EH-117 a name of more than 50 characters is kept', () => {
    const campaignName = 'x'.repeat(51);
    expect(campaignWith({ campaignName })?.campaignName).toBe(campaignName);
  });

  test('an id that is a number keeps its text', () => {
    const campaign = parseJson(
      '{ "campaignId": 12345678901234567890, "goalId": 9007199254740993, "lobId": 1.0 }',
    );
    expect(campaignWith(campaign as Fields)).toEqual({
      campaignId: '12345678901234567890',
      goalId: '9007199254740993',
      lobId: '1.0',
    });
  });

  test('the source and the application of the offer are read', () => {
    expect(parsed(conversation()).campaign).toMatchObject({
      engagementSource: 'WEB_SITE',
      engagementApplicationId: '28d0',
      engagementApplicationName: 'web',
      locationId: '552156',
      locationName: 'Entire site',
      profileSystemDefault: true,
      behaviorSystemDefault: false,
    });
  });
});

describe('visitor', () => {
  const visitorWith = (visitorInfo: Fields) => parsed(recordWith({}, { visitorInfo })).visitorInfo;

  test('EH-118 location and technology of the visitor are read', () => {
    expect(parsed(exampleRecord(4)).visitorInfo).toEqual({
      country: 'United States',
      state: 'California',
      city: 'San Jose',
      isp: 'Comcast',
      org: 'Amazon',
      device: 'DESKTOP',
      ipAddress: '192.168.13.209',
      browser: 'Chrome 47.0.2526.111',
      operatingSystem: 'WINDOWS',
    });
    expect(parsed(laterRecord()).visitorInfo).toMatchObject({
      countryCode: 'DE',
      browserTypeRaw: 'NETSCAPE',
    });
  });

  test.each(['DESKTOP', 'TABLET', 'MOBILE', 'NA'])('EH-119 device %s', (device) => {
    expect(visitorWith({ device })).toEqual({ device });
  });

  test.each(['NA', 'WINDOWS', 'MAC_OSX', 'LINUX', 'IOS', 'ANDROID'])(
    'EH-120 operating system %s',
    (operatingSystem) => {
      expect(visitorWith({ operatingSystem })).toEqual({ operatingSystem });
    },
  );

  test('EH-121 browser types are open', () => {
    expect(visitorWith({ browserType: 'CHROME' })).toEqual({ browserType: 'CHROME' });
    expect(visitorWith({ browserType: 'FIREFOX' })).toEqual({ browserType: 'FIREFOX' });
    expect(visitorWith({ browserType: 'NETSCAPE' })).toEqual({
      browserType: 'OTHER',
      browserTypeRaw: 'NETSCAPE',
    });
  });

  test('EH-119 EH-120 unknown values are kept', () => {
    expect(visitorWith({ device: 'CONSOLE', operatingSystem: 'Mac OSX' })).toEqual({
      device: 'OTHER',
      deviceRaw: 'CONSOLE',
      operatingSystem: 'MAC_OSX',
      operatingSystemRaw: 'Mac OSX',
    });
  });

  test('EH-122 empty texts are legal and differ from null', () => {
    expect(parsed(exampleRecord(5)).visitorInfo).toMatchObject({
      country: '',
      countryCode: '',
      state: '',
      isp: '',
    });
    const { visitorInfo } = parsed(laterRecord());
    expect(visitorInfo).not.toHaveProperty('state');
    expect(visitorInfo).not.toHaveProperty('city');
    expect(visitorWith({})).toEqual({});
    expect(parsed(recordWith({}, { visitorInfo: null }))).not.toHaveProperty('visitorInfo');
  });
});

describe('co-browse sessions', () => {
  const sessions = parsed(exampleRecord(4)).coBrowseSessions;

  test('EH-124 EH-125 sessions have id, times, end reason, duration and whether they were interactive', () => {
    expect(sessions).toEqual([
      {
        sessionId: 'ffc41057-70fe-4a10-ab3e-6065a89dac64',
        startTime: new Date('2017-03-02T10:16:39.842Z'),
        endTime: new Date('2017-03-02T10:16:39.842Z'),
        endReason: 'SERVER',
        duration: 29_873,
        interactive: false,
      },
      {
        sessionId: 'd44796ae-4f3e-4b20-a2c8-eba5a4f20928',
        startTime: new Date('2017-03-02T10:24:51.510Z'),
        endTime: new Date('2017-03-02T10:24:51.510Z'),
        interactiveTime: new Date('2017-03-02T10:18:07.634Z'),
        endReason: 'SERVER',
        duration: 485_279,
        interactive: true,
      },
    ]);
    expect(parsed(recordWith({})).coBrowseSessions).toEqual([]);
    expect(
      parsed(recordWith({}, { coBrowseSessions: { coBrowseSessionsList: null } })).coBrowseSessions,
    ).toEqual([]);
  });

  test('EH-126 only an interactive session has an interactive time', () => {
    expect(sessions.map(({ interactiveTime }) => interactiveTime !== undefined)).toEqual([false, true]);
  });

  test('EH-127 end reasons are read, UNKNOWN in both spellings', () => {
    for (const endReason of ['SERVER', 'VISITOR', 'AGENT', 'TIMEOUT']) {
      const coBrowseSessions = { coBrowseSessionsList: [{ endReason }] };
      expect(parsed(recordWith({}, { coBrowseSessions })).coBrowseSessions).toEqual([{ endReason }]);
    }
    const words = rawValues.CoBrowseSession?.endReasonRaw?.values ?? {};
    expect(
      parsed(laterRecord()).coBrowseSessions.map(({ endReason, endReasonRaw }) => [
        endReason,
        endReasonRaw ?? words[endReason ?? ''],
      ]),
    ).toEqual([
      ['UNKNOWN', 'UNKNOWN'],
      ['UNKNOWN', 'UNKOWN'],
      ['OTHER', 'EARTHQUAKE'],
    ]);
  });

  test('EH-128 the duration is in milliseconds', () => {
    expect(parsed(laterRecord()).coBrowseSessions[0]?.duration).toBe(1500);
    expect(sessions[0]?.duration).toBe(29_873);
  });

  test('EH-129 the duration is never computed from start and end', () => {
    expect(sessions[0]?.endTime).toEqual(sessions[0]?.startTime);
    expect(sessions[0]?.duration).toBeGreaterThan(0);
    const [session] = parsed(
      recordWith({}, { coBrowseSessions: { coBrowseSessionsList: [{ startTimeL: 1000, endTimeL: 2000 }] } }),
    ).coBrowseSessions;
    expect(session).not.toHaveProperty('duration');
  });

  test('EH-130 an interactive time outside start and end is accepted', () => {
    expect(sessions[1]?.interactiveTime?.getTime()).toBeLessThan(sessions[1]?.startTime?.getTime() ?? 0);
  });

  test('EHX-5 an end of -1 is a missing end', () => {
    expect(parsed(laterRecord()).coBrowseSessions[0]).not.toHaveProperty('endTime');
  });
});

describe('surveys', () => {
  const { surveys } = parsed(exampleRecord(6));
  const answerWith = (answer: Fields) =>
    parsed(recordWith({}, { surveys: { preChat: [answer] } })).surveys.preChat[0];

  test('EH-131 surveys before the chat, after the chat and of the agent are read', () => {
    expect(surveys.preChat.map(({ displayName }) => displayName)).toEqual(['Name', 'Email']);
    expect(surveys.postChat.map(({ displayName }) => displayName)).toEqual([
      'How was the visit?',
      'Will you recommend us?',
    ]);
    expect(surveys.operator).toEqual([]);
    expect(parsed(laterRecord()).surveys).toMatchObject({
      preChat: [],
      postChat: [],
      operator: [{ displayName: 'What was it about?', source: 'OPERATOR' }],
    });
  });

  test('EH-132 an answer has scope, source, question, answer, ids, survey and time', () => {
    expect(surveys.preChat[0]).toEqual({
      scope: 'SESSION',
      source: 'PRE_CHAT',
      displayName: 'Name',
      value: 'Irena',
      values: ['Irena'],
      answersId: ['-1'],
      name: 'Pre-Chat Survey',
      time: new Date(1_485_969_115_981),
      timeText: '2017-02-01 17:11:55.700+0000',
      questionId: '1',
      surveyId: '195991',
    });
  });

  test('EH-133 both spellings of questionId and surveyId are read', () => {
    expect(parsed(laterRecord()).surveys.operator[0]).toMatchObject({ questionId: '21', surveyId: '55' });
    expect(answerWith({ questionID: 21, surveyID: '55' })).toMatchObject({
      questionId: '21',
      surveyId: '55',
    });
  });

  test('EH-134 the scope is Session; another one is kept', () => {
    expect(surveys.preChat[0]?.scope).toBe('SESSION');
    expect(parsed(laterRecord()).surveys.operator[0]).toMatchObject({ scope: 'OTHER', scopeRaw: 'Visitor' });
  });

  test.each([
    ['Pre-Chat', 'PRE_CHAT', undefined],
    ['pre-chat', 'PRE_CHAT', 'pre-chat'],
    ['Exit', 'POST_CHAT', undefined],
    ['post-chat', 'POST_CHAT', 'post-chat'],
    ['operator', 'OPERATOR', undefined],
    ['Offline', 'OTHER', 'Offline'],
  ])('EH-135 source %s is %s', (source, kind, raw) => {
    expect(answerWith({ source })?.source).toBe(kind);
    expect(answerWith({ source })?.sourceRaw).toBe(raw);
  });

  test('EH-136 texts that are longer than documented are kept', () => {
    const answer = { value: 'v'.repeat(1001), displayName: 'd'.repeat(1001), name: 'n'.repeat(257) };
    expect(answerWith(answer)).toMatchObject(answer);
  });

  test('EH-137 the answer ids 0 (none), -1 (free text) and -2 (invalid) are kept', () => {
    expect(answerWith({ answersId: [0, -1, '-2', 3, null] })?.answersId).toEqual(['0', '-1', '-2', '3']);
  });

  test('EH-138 all answers are kept, and value is unchanged', () => {
    expect(parsed(laterRecord()).surveys.operator[0]).toMatchObject({
      value: 'Orders, Returns',
      values: ['Orders', 'Returns'],
    });
    expect(answerWith({ value: 'a' })).toEqual({ value: 'a', values: [], answersId: [] });
  });

  test('EH-139 time and timeL are both kept if they disagree', () => {
    expect(surveys.postChat[1]).toMatchObject({
      time: new Date(1_485_969_115_981),
      timeText: '2018-02-07 17:26:55.429+0000',
    });
    const agreeing = answerWith({ time: '2017-02-01 17:11:55.981+0000', timeL: 1_485_969_115_981 });
    expect(agreeing).not.toHaveProperty('timeText');
    expect(answerWith({ time: '2017-02-01 17:11:55.981+0000' })?.time).toEqual(new Date(1_485_969_115_981));
  });

  test("EH-140 a survey's name keeps its trailing spaces", () => {
    expect(surveys.preChat[1]?.name).toBe('Pre-Chat Survey ');
  });

  test('EHX-5 an answer can be the word "null"', () => {
    expect(answerWith({ value: 'null', values: ['null', null] })).toMatchObject({
      value: 'null',
      values: ['null'],
    });
  });
});
