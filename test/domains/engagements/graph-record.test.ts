import { minify } from '../../../src/intake/index.ts';
import { exampleRecord, laterRecord, type Fields } from '../../fixtures/liveperson/index.ts';
import { inBothEngines } from '../../support/engines.ts';
import { bareGraph, everyField } from '../../support/every-field.ts';
import { counts, exportFrom, importInto } from '../../support/importing.ts';
import { tokenFor } from '../../support/server.ts';

type Json = Record<string, unknown>;

// Expected answers are derived from the source's JSON alone, without our parser.
const iso = (ms: unknown): string | null => (ms == null ? null : new Date(Number(ms)).toISOString());
const orNull = (value: unknown): unknown => value ?? null;
const idOf = (value: unknown): string | null => (value == null ? null : `${value as string | number}`);
const listOf = (value: unknown): Json[] => (value ?? []) as Json[];
const sameNames = (source: Json, ...names: string[]): Json =>
  Object.fromEntries(names.map((name) => [name, orNull(source[name])]));

const startReasons: Json = { 0: 'VISITOR_REQUEST' };
const endReasons: Json = { 201: 'REP_STOPPED', 210: 'VISITOR_CLOSED' };
const controlTypes: Json = { 0: 'CHAT', 3: 'JOINED', 4: 'WELCOME', 5: 'ENDED' };
const mcsGroups: Json = { '-1': 'NEGATIVE', 0: 'NEUTRAL', 1: 'POSITIVE' };
const surveySources: Json = { 'Pre-Chat': 'PRE_CHAT', Exit: 'POST_CHAT' };
const groupOf = (mcs: unknown) => (mcs == null ? null : mcsGroups[`${mcs as number}`]);

function expected(record: Fields): Json {
  const info = record.info as Json;
  const scores = listOf(record.lineScores);
  const surveys = (record.surveys ?? {}) as Json;
  return {
    id: Buffer.from(`Engagement:${String(info.engagementId)}`).toString('base64url'),
    engagementId: info.engagementId,
    startTime: iso(info.startTimeL),
    endTime: iso(info.endTimeL),
    duration: Number(info.duration) * 1000,
    agent: expect.objectContaining({
      id: Buffer.from(`Agent:${String(info.agentLoginName)}`).toString('base64url'),
      username: info.agentLoginName,
      nickname: null,
      skills: [],
      maxConcurrent: 1,
      reportHierarchy: [],
      state: 'UNKNOWN',
    }) as unknown,
    // The token has no scope for customers.
    customer: null,
    interaction: null,
    info: {
      ...sameNames(info, 'accountId', 'sharkEngagementId', 'visitorId', 'visitorName', 'isInteractive'),
      ...sameNames(info, 'agentLoginName', 'agentFullName', 'agentDeleted', 'agentGroupName', 'skillName'),
      ...sameNames(info, 'startReasonDesc', 'endReasonDesc', 'engagementSet', 'engagementSequence'),
      ...sameNames(info, 'chatStartUrl', 'chatStartPage', 'isPartial', 'ended', 'chatDataEnriched'),
      realTimeId: String(info.engagementId).slice(String(info.accountId).length),
      agentId: idOf(info.agentId),
      agentNickname: orNull(info.agentNickName ?? info.agentName),
      agentGroupId: idOf(info.agentGroupId),
      skillId: idOf(info.skillId),
      isPreChatSurvey: info.isPreChatSurvey ?? false,
      isPostChatSurvey: info.isPostChatSurvey ?? false,
      isAgentSurvey: info.isAgentSurvey ?? false,
      channel: 'WEB',
      channelRaw: '1',
      startReason: startReasons[String(info.startReason)],
      startReasonRaw: info.startReason,
      endReason: endReasons[String(info.endReason)],
      endReasonRaw: info.endReason,
      mcs: groupOf(info.mcs),
      alertedMcs: groupOf(info.alertedMCS),
      chatMcs: orNull(info.chatMCS),
      chatRequestedTime: iso(info.chatRequestedTimeL),
      ...ofMessaging('csat'),
    },
    campaign: expectedCampaign(record.campaign as Json),
    visitorInfo: expectedVisitor(record.visitorInfo as Json),
    surveys: {
      preChat: listOf(surveys.preChat).map(expectedAnswer),
      postChat: listOf(surveys.postChat).map(expectedAnswer),
      operator: [],
    },
    lines: listOf((record.transcript as Json).lines).map((line) => expectedLine(line, scores)),
    lineScores: scores.map((score) => sameNames(score, 'lineSeq', 'lineRawScore', 'mcs')),
    coBrowseSessions: listOf((record.coBrowseSessions as Json).coBrowseSessionsList).map((session) => ({
      ...sameNames(session, 'sessionId', 'duration', 'interactive', 'endReason'),
      endReasonRaw: session.endReason,
      startTime: iso(session.startTimeL),
      endTime: iso(session.endTimeL),
      interactiveTime: iso(session.interactiveTimeL),
    })),
    sdes: listOf((record.sdes as Json).events).map(expectedSde),
    erasedAt: null,
    ...ofMessaging('summary', 'transfers', 'messageStatuses'),
  };
}

/** Fields that chats do not have. */
const ofMessaging = (...names: string[]): Json => sameNames({}, ...names);

const expectedCampaign = (campaign: Json): Json => ({
  ...sameNames(campaign, 'campaignEngagementId', 'campaignEngagementName', 'campaignId', 'campaignName'),
  ...sameNames(campaign, 'goalId', 'goalName', 'engagementAgentNote', 'visitorBehaviorId'),
  ...sameNames(campaign, 'visitorBehaviorName', 'visitorProfileId', 'visitorProfileName', 'lobName'),
  lobId: idOf(campaign.lobId),
  ...ofMessaging('engagementSource', 'engagementApplicationId', 'engagementApplicationName', 'locationId'),
  ...ofMessaging('engagementApplicationTypeId', 'engagementApplicationTypeName', 'locationName'),
  ...ofMessaging('profileSystemDefault', 'behaviorSystemDefault'),
});

const expectedVisitor = (visitor: Json): Json => ({
  ...sameNames(visitor, 'country', 'countryCode', 'state', 'city', 'isp', 'org', 'device', 'ipAddress'),
  ...sameNames(visitor, 'browser', 'browserType', 'operatingSystem'),
  deviceRaw: visitor.device,
  browserTypeRaw: orNull(visitor.browserType),
  operatingSystemRaw: visitor.operatingSystem,
});

const expectedAnswer = (answer: Json): Json => ({
  ...sameNames(answer, 'name', 'displayName', 'value', 'values'),
  surveyId: idOf(answer.surveyID),
  questionId: idOf(answer.questionID),
  source: surveySources[String(answer.source)],
  sourceRaw: answer.source,
  scope: 'SESSION',
  scopeRaw: answer.scope,
  answersId: (answer.answersId as number[]).map(String),
  time: iso(answer.timeL),
  // In the source's examples, the text of every survey time denotes another instant than its milliseconds.
  timeText: answer.time,
});

function expectedLine(line: Json, scores: readonly Json[]): Json {
  const score = scores.find(({ lineSeq }) => lineSeq === line.lineSeq);
  return {
    ...sameNames(line, 'text', 'json', 'by', 'lineSeq'),
    ...ofMessaging('quickReplies', 'contextData'),
    time: iso(line.timeL),
    textType: String(line.textType).toUpperCase().replace('-', '_'),
    textTypeRaw: line.textType,
    source: String(line.source).toUpperCase(),
    sourceRaw: line.source,
    visibility: 'EVERYONE',
    subTypeRaw: line.subType,
    controlType: controlTypes[String(line.controlType)],
    controlTypeRaw: idOf(line.controlType),
    agentId: line.agentId === 0 ? null : idOf(line.agentId),
    cannedAnswer: null,
    score: score === undefined ? null : sameNames(score, 'lineSeq', 'lineRawScore', 'mcs'),
  };
}

const expectedProducts = (products: unknown): Json[] =>
  listOf(products).map(({ quantity, product }) => ({
    quantity: orNull(quantity),
    ...sameNames(product as Json, 'name', 'category', 'sku', 'price'),
  }));

/** Kind, type and fields of each attribute, by the property that holds it. */
const sdes: Record<string, [kind: string, type: string, fields: (content: Json) => Json]> = {
  cartStatus: [
    'CART_STATUS',
    'CartStatusAttribute',
    (cart) => ({
      ...sameNames(cart, 'total', 'currency', 'numItems'),
      products: expectedProducts(cart.products),
    }),
  ],
  customerInfo: [
    'CUSTOMER_INFO',
    'CustomerInfoAttribute',
    ({ customerInfo }) =>
      sameNames(
        customerInfo as Json,
        ...['customerStatus', 'customerType', 'balance', 'customerId', 'lastPaymentDate', 'registrationDate'],
        ...[
          'currency',
          'socialId',
          'imei',
          'userName',
          'companySize',
          'companyBranch',
          'accountName',
          'role',
        ],
        ...['storeNumber', 'storeZipCode'],
      ),
  ],
  lead: [
    'LEAD',
    'LeadAttribute',
    ({ lead }) => sameNames(lead as Json, 'topic', 'value', 'currency', 'leadId'),
  ],
  marketingCampaignInfo: [
    'MARKETING_CAMPAIGN_INFO',
    'MarketingCampaignInfoAttribute',
    ({ marketingCampaignInfo }) =>
      sameNames(marketingCampaignInfo as Json, 'originatingChannel', 'affiliate', 'campaignId'),
  ],
  personalInfo: [
    'PERSONAL_INFO',
    'PersonalInfoAttribute',
    (person) => ({
      ...sameNames(person, 'name', 'surname', 'gender', 'company', 'language', 'customerAge'),
      contacts: listOf(person.contacts).map(({ personalContact }) => {
        const { email, phone, address } = personalContact as Json & { address: Json };
        return { email, phone, address: { ...address, zipCode: String(address.zipCode) } };
      }),
    }),
  ],
  purchase: [
    'PURCHASE',
    'PurchaseAttribute',
    (purchase) => {
      const cart = purchase.cart as Json;
      return {
        ...sameNames(purchase, 'orderId', 'total', 'currency'),
        cart: {
          ...sameNames(cart, 'total', 'currency', 'numItems', 'serverTimeStamp', 'originalTimeStamp'),
          products: expectedProducts(cart.products),
        },
      };
    },
  ],
  serviceActivity: [
    'SERVICE_ACTIVITY',
    'ServiceActivityAttribute',
    ({ serviceActivity }) => sameNames(serviceActivity as Json, 'topic', 'status', 'category', 'serviceId'),
  ],
  viewProduct: [
    'VIEWED_PRODUCT',
    'ViewedProductAttribute',
    ({ products }) => ({ products: expectedProducts(products) }),
  ],
  formFillingError: [
    'VISITOR_ERROR',
    'VisitorErrorAttribute',
    ({ visitorError }) => {
      const error = visitorError as Json & { message: Json; code: Json };
      return {
        ...sameNames(error, 'contextId', 'level'),
        message: error.message.string,
        code: error.code.string,
        resolved: error.resolved === 'true',
      };
    },
  ],
};

function expectedSde(event: Json): Json {
  const [name = ''] = Object.keys(event).filter((key) => key in sdes);
  const content = event[name] as Json;
  const [kind, type, fields] = sdes[name] ?? ['', '', () => ({})];
  return {
    kind,
    kindRaw: name,
    serverTimeStamp: iso(content.serverTimeStamp ?? event.serverTimeStamp),
    originalTimeStamp: iso(content.originalTimeStamp),
    eventServerTimeStamp: iso(event.serverTimeStamp),
    ...sameNames(event, 'sdeType', 'isAuthenticated'),
    attribute: { __typename: type, ...fields(content) },
  };
}

const wholeEngagement = everyField(bareGraph().schema, 'Engagement');
const readWhole = `query ($id: ID!) { engagement(id: $id) ${wholeEngagement} }`;

inBothEngines(import.meta.url, (server) => {
  let tenant: string;
  let token: string;
  let count = 0;
  beforeEach(async () => {
    tenant = `t${count++}-${Math.random().toString(36).slice(2, 8)}`;
    token = await tokenFor('engagement.view', { tenant });
  });
  const importing = (input: string | unknown[]) => importInto(server().app, 'liveperson', tenant, input);
  const read = async (id: unknown, selection = wholeEngagement): Promise<Json> =>
    (
      await server().data<{ engagement: Json }>(
        `query ($id: ID!) { engagement(id: $id) ${selection} }`,
        { id },
        token,
      )
    ).engagement;
  const withLine = (line: Json): Fields => ({
    info: { engagementId: 'acc1', accountId: 'acc', startTimeL: 1_500_000_000_000 },
    transcript: { lines: [{ timeL: 1_500_000_000_001, source: 'agent', subType: 'REGULAR', ...line }] },
  });

  test.each([4, 5, 6] as const)(
    'EH-68 EH-70 EH-71 EH-72 EH-81 EH-98 EH-113 EH-115 EH-118 EH-124 EH-131 EH-141 every field of the answer to request %i is in the graph with the source’s value, and the export equals the import',
    async (request) => {
      const record = exampleRecord(request);
      const { faults, ...report } = await importing(
        JSON.stringify({ _metadata: { count: 1 }, interactionHistoryRecords: [record] }, undefined, 2),
      );
      expect({ faults, ...report }).toEqual({ faults: [], ...counts(1, { added: 1 }) });

      const { metadata, ...answer } = await read((record.info as Json).engagementId);
      expect(answer).toEqual(expected(record));
      expect(metadata).toMatchObject({ version: 1 });

      expect(await exportFrom(server().app, 'liveperson', tenant)).toEqual([JSON.stringify(record)]);
    },
  );

  test('an export returns unknown fields, exact numbers, escapes, repeated keys and the order of keys', async () => {
    const odd = `{ "zzz" : {"b": 1.0, "a": [1e3, -0, 12345678901234567890, 1.50, 1E-7]},
      "info": { "startTimeL": 1500000000000, "new\\u0041": "\\u00e9 \\/ \\ud83d\\ude00", "engagementId": "acc1",
                "visitorName": "first", "visitorName": "second", "$odd.key": null } , "__proto__": {"x": 1} }`;
    expect(await importing(odd)).toMatchObject(counts(1, { added: 1 }));
    expect(await exportFrom(server().app, 'liveperson', tenant)).toEqual([minify(odd)]);
    expect(await importing((await exportFrom(server().app, 'liveperson', tenant)).join('\n'))).toMatchObject(
      counts(1, { duplicate: 1 }),
    );
    expect(await read('acc1', '{ info { visitorName } }')).toEqual({ info: { visitorName: 'second' } });
  });

  test('EH-68 EH-70 the text of a time and its milliseconds give one instant in UTC; a duration of 0 stays 0', async () => {
    await importing([
      { info: { engagementId: 'a', startTime: '2015-05-28 06:46:23.209+0200', duration: 0 } },
      {
        info: { engagementId: 'b', startTimeL: 1_432_788_383_209, endTimeL: 1_432_788_383_210, duration: 2 },
      },
    ]);
    const times = '{ startTime endTime duration }';
    expect([await read('a', times), await read('b', times)]).toEqual([
      { startTime: '2015-05-28T04:46:23.209Z', endTime: null, duration: 0 },
      { startTime: '2015-05-28T04:46:23.209Z', endTime: '2015-05-28T04:46:23.210Z', duration: 2000 },
    ]);
  });

  test('EH-75 the real-time id is the rest of the engagement id after the account; another account leaves it null', async () => {
    const at = { startTimeL: 1_500_000_000_000 };
    await importing([
      { info: { ...at, engagementId: 'acc17', accountId: 'acc' } },
      { info: { ...at, engagementId: 'other17', accountId: 'acc' } },
    ]);
    const selection = '{ info { accountId realTimeId } }';
    expect(await read('acc17', selection)).toEqual({ info: { accountId: 'acc', realTimeId: '17' } });
    expect(await read('other17', selection)).toEqual({ info: { accountId: 'acc', realTimeId: null } });
  });

  test.each([
    ['EH-94 a partial record', { isPartial: true }, { isPartial: false }],
    ['EH-96 a record without its final data', { chatDataEnriched: false }, { chatDataEnriched: true }],
  ])(
    '%s is replaced when it comes whole: the next version, and the export gives the new one',
    async (_, before, after) => {
      const whole = exampleRecord(5);
      const info = whole.info as Json;
      const early = { info: { ...info, ...before }, transcript: whole.transcript };
      const late = { ...whole, info: { ...info, ...after } };
      const selection =
        '{ info { isPartial chatDataEnriched } sdes { kind } metadata { version createdAt modifiedAt } }';

      expect(await importing([early])).toMatchObject(counts(1, { added: 1 }));
      const first = await read(info.engagementId, selection);
      expect(first).toMatchObject({ info: before, sdes: [], metadata: { version: 1 } });

      expect(await importing([late])).toMatchObject(counts(1, { updated: 1 }));
      const second = await read(info.engagementId, selection);
      expect(second).toMatchObject({
        info: after,
        sdes: [{ kind: 'PURCHASE' }, { kind: 'PURCHASE' }],
        metadata: { version: 2, createdAt: (first.metadata as Json).createdAt },
      });
      expect(Date.parse(String((second.metadata as Json).modifiedAt))).toBeGreaterThan(
        Date.parse(String((first.metadata as Json).modifiedAt)),
      );
      expect(await exportFrom(server().app, 'liveperson', tenant)).toEqual([JSON.stringify(late)]);
    },
  );

  test('EH-103 EH-104 rich content passes the graph unchanged, with nesting, any keys and invalid coordinates', async () => {
    const json = {
      type: 'vertical',
      $x: { 'a.b': [1, { $where: '1' }, null, true, 1.5] },
      '': 'empty key',
      elements: [{ click: { actions: [{ type: 'navigate', lo: 23423423, la: -2423423423.5 }] } }],
      constructor: { prototype: 1 },
    };
    await importing([withLine({ json, textType: 'rich-content' })]);
    expect(await read('acc1', '{ lines { text json textType } }')).toEqual({
      lines: [{ text: null, json, textType: 'RICH_CONTENT' }],
    });
    const [line] = (await read('acc1', '{ lines { json } }')).lines as [{ json: object }];
    expect(Object.keys(line.json)).toEqual(Object.keys(json));
  });

  test('EH-111 HTML passes the graph unchanged', async () => {
    const text = ' <script>alert("x & y")</script><b onclick=\'z\'>&amp;</b>\r\n\t\u0000\u202e\ud83d\ude00 ';
    await importing([withLine({ text, textType: 'html' })]);
    expect(await read('acc1', '{ lines { text textType } }')).toEqual({
      lines: [{ text, textType: 'HTML' }],
    });
  });

  test('EH-158 an attribute of an unknown kind is returned as its JSON, with any keys', async () => {
    const record = laterRecord();
    await importing([record]);
    const { sdes: events } = (await read(
      (record.info as Json).engagementId,
      '{ sdes { kind kindRaw attribute { ... on OtherSdeAttribute { name json } } } }',
    )) as { sdes: Json[] };
    expect(events.find(({ kindRaw }) => kindRaw === 'mobileAppInfo')).toEqual({
      kind: 'OTHER',
      kindRaw: 'mobileAppInfo',
      attribute: {
        name: 'mobileAppInfo',
        json: { $os: { 'v.1': [true] }, serverTimeStamp: '1541410300000' },
      },
    });
  });

  test('EH-164 null and absent values are equal everywhere, in the import and in the graph', async () => {
    const info = { engagementId: 'acc1', startTimeL: 1_500_000_000_000 };
    const nulls = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, null]));
    const whole = exampleRecord(6);
    const rest = Object.keys(whole).filter((name) => name !== 'info');
    const optional = Object.keys(whole.info as Json).filter((name) => !(name in info));
    await importing([{ info }]);
    const { metadata: _, ...absent } = await read('acc1');
    await importing([{ info: { ...nulls(optional), ...info }, ...nulls(rest) }]);
    const { metadata, ...given } = await read('acc1');
    expect(given).toEqual(absent);
    expect(metadata).toMatchObject({ version: 2 });
    expect(absent).toMatchObject({
      endTime: null,
      duration: 0,
      agent: null,
      campaign: null,
      lines: [],
      sdes: [],
    });
  });

  test('the default limits allow a query of all fields', async () => {
    const { status, body } = await server().send(readWhole, { variables: { id: 'none' }, token });
    expect([status, body]).toEqual([200, { data: { engagement: null } }]);
  });
});
