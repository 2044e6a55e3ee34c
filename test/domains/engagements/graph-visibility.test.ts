import { getNamedType, isObjectType } from 'graphql';
import { createEngagements } from '../../../src/domains/engagements/index.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import {
  conversation as messaging,
  exampleRecord,
  laterRecord,
  type Fields,
} from '../../fixtures/liveperson/index.ts';
import { inBothEngines } from '../../support/engines.ts';
import { bareGraph, everyField } from '../../support/every-field.ts';
import { exportFrom, importInto } from '../../support/importing.ts';
import { documentsOf } from '../../support/mongo.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';

type Json = Record<string, unknown>;

const { schema, annotations } = bareGraph();
const wholeEngagement = everyField(schema, 'Engagement');

/** Values of all staff-only fields, by `Type.field`. */
function staffOnlyValues(typeName: string, value: unknown, found = new Map<string, unknown[]>()) {
  if (Array.isArray(value)) for (const item of value) staffOnlyValues(typeName, item, found);
  else if (typeof value === 'object' && value !== null) {
    const type = schema.getType(
      (value as Json).__typename === undefined ? typeName : String((value as Json).__typename),
    );
    if (!isObjectType(type)) return found;
    for (const field of Object.values(type.getFields())) {
      const inner = (value as Json)[field.name];
      const name = `${type.name}.${field.name}`;
      if (annotations.get(name)?.staffOnly === true) found.set(name, [...(found.get(name) ?? []), inner]);
      staffOnlyValues(getNamedType(field.type).name, inner, found);
    }
  }
  return found;
}

const agentAndCustomer = (tenant: string) =>
  Promise.all([
    tokenFor('chat.agent engagement.view', { tenant }),
    tokenFor('chat.customer engagement.view', { tenant, subject: 'ann' }),
  ]);

inBothEngines(import.meta.url, (server) => {
  let tenant: string;
  let agent: string;
  let customer: string;
  let count = 0;
  beforeEach(async () => {
    tenant = `t${count++}-${Math.random().toString(36).slice(2, 8)}`;
    [agent, customer] = await agentAndCustomer(tenant);
  });
  const importing = (...records: Fields[]) => importInto(server().app, 'liveperson', tenant, records);
  const read = async (id: unknown, selection: string, token: string): Promise<Json> =>
    (
      await server().data<{ engagement: Json }>(
        `query ($id: ID!) { engagement(id: $id) ${selection} }`,
        { id },
        token,
      )
    ).engagement;

  const line = (text: string, subType: string | null) => ({
    timeL: 1_500_000_000_001,
    source: 'agent',
    text,
    subType,
    agentId: 7,
  });
  const conversation = {
    info: { engagementId: 'acc1', startTimeL: 1_500_000_000_000 },
    transcript: {
      lines: [
        line('for all', 'REGULAR'),
        line('for agents', 'ONLY_TO_REP'),
        line('unknown', 'ONLY_TO_MANAGER'),
        line('unsaid', null),
      ],
    },
  };

  test.each([
    ['with it', '{ lines { text visibility } }'],
    ['without it', '{ lines { text } }'],
    ['in a fragment', '{ ...Lines } fragment Lines on Engagement { lines { text } }'],
    ['under an alias', '{ said: lines { text } }'],
  ])(
    'EH-106 a customer never gets a line for agents, whether or not its visibility is selected: %s',
    async (_, selection) => {
      await importing(conversation);
      const query = selection.includes('fragment')
        ? `query ($id: ID!) { engagement(id: $id) { ...Lines } } ${selection.slice(selection.indexOf('fragment'))}`
        : `query ($id: ID!) { engagement(id: $id) ${selection} }`;
      const textsFor = async (token: string) => {
        const { engagement } = await server().data<{ engagement: Json }>(query, { id: 'acc1' }, token);
        return ((engagement.said ?? engagement.lines) as { text: string }[]).map(({ text }) => text);
      };
      expect(await textsFor(customer)).toEqual(['for all', 'unsaid']);
      expect(await textsFor(agent)).toEqual(['for all', 'for agents', 'unknown', 'unsaid']);
    },
  );

  test('EH-106 a customer gets no line for agents through a list, node or a transcript', async () => {
    await importing(conversation);
    const manager = await tokenFor('hybris.interactionrecording_manage', { tenant });
    const { createChatTranscript } = await server().data<{
      createChatTranscript: { chatTranscript: { id: string } };
    }>(
      `mutation { createChatTranscript(input: { startAt: "2017-07-14T02:40:00Z" chatterIds: ["a"] chatterDetails: []
        createdBy: "a" transcript: [] engagementId: "acc1" }) { chatTranscript { id } } }`,
      {},
      manager,
    );
    const reader = await tokenFor('chat.customer engagement.view hybris.interactionrecording_view', {
      tenant,
      subject: 'ann',
    });
    const answer = await server().data(
      `query ($engagement: ID!, $transcript: ID!, $span: DateTimeRange!) {
        engagements(filter: { start: $span }) { nodes { lines { text } } edges { node { lines { text } } } }
        node(id: $engagement) { ... on Engagement { lines { text } } }
        chatTranscript(id: $transcript) { engagement { lines { text } } }
      }`,
      {
        engagement: Buffer.from('Engagement:acc1').toString('base64url'),
        transcript: createChatTranscript.chatTranscript.id,
        span: { from: '2017-07-14T00:00:00Z', to: '2017-07-15T00:00:00Z' },
      },
      reader,
    );
    const lines = [{ text: 'for all' }, { text: 'unsaid' }];
    expect(answer).toEqual({
      engagements: { nodes: [{ lines }], edges: [{ node: { lines } }] },
      node: { lines },
      chatTranscript: { engagement: { lines } },
    });
  });

  test('EH-106 a selection of lines without fields gives a customer only the number of visible lines', async () => {
    await importing(conversation);
    expect(await read('acc1', '{ lines { __typename } }', customer)).toEqual({
      lines: [{ __typename: 'EngagementLine' }, { __typename: 'EngagementLine' }],
    });
    expect((await read('acc1', '{ lines { __typename } }', agent)).lines).toHaveLength(4);
  });

  test('EH-123 every staff-only field is null for a customer, without an error, and has its value for an agent', async () => {
    const whole = exampleRecord(4);
    const later = laterRecord();
    await importing(
      {
        ...later,
        info: { ...(later.info as Json), agentLoginName: 'ann@example.com', sharkEngagementId: 's', mcs: 1 },
        transcript: {
          lines: [{ ...line('hello', 'REGULAR'), lineSeq: '78', cannedAnswerType: 5 }],
        },
        lineScores: whole.lineScores,
        campaign: { ...(whole.campaign as Json), engagementAgentNote: 'Be kind.' },
        sdes: whole.sdes,
      },
      messaging(),
    );
    const id = (later.info as Json).engagementId;
    // Neither shape of the source has all of them.
    const both = async (token: string) => [
      await read(id, wholeEngagement, token),
      await read(`messaging:${String((messaging().info as Json).conversationId)}`, wholeEngagement, token),
    ];
    const forAgent = staffOnlyValues('Engagement', await both(agent));
    const forCustomer = staffOnlyValues('Engagement', await both(customer));

    const declared = [...annotations].flatMap(([name, { staffOnly }]) => (staffOnly ? [name] : []));
    const underHidden = [
      'EngagementLine',
      'EngagementInfo',
      'Engagement',
      'EngagementVisitorInfo',
      'EngagementCampaign',
      'EngagementSurveys',
    ];
    expect([...forAgent.keys()].sort()).toEqual(
      declared.filter((name) => underHidden.includes(name.split('.')[0] ?? '')).sort(),
    );
    for (const [name, values] of forAgent)
      expect([name, values.some((value) => value !== null && value !== undefined)]).toEqual([name, true]);
    expect([...forCustomer.keys()].sort()).toEqual([...forAgent.keys()].sort());
    for (const [name, values] of forCustomer)
      expect([name, values.every((value) => value === null)]).toEqual([name, true]);
    expect(JSON.stringify(await read(id, wholeEngagement, customer))).not.toContain('2001:db8');
  });

  test('EH-123 staff see the full IP address unless masking is on', async () => {
    await importing(exampleRecord(4));
    expect(await read('qa844815054294982965', '{ visitorInfo { ipAddress } }', agent)).toEqual({
      visitorInfo: { ipAddress: '192.168.13.209' },
    });
  });

  describe('EH-160 erasing a visitor', () => {
    const ids = ['acc1', 'acc2', 'acc3'];
    const record = (engagementId: string, visitorId: string): Fields => {
      const whole = exampleRecord(6);
      return { ...whole, info: { ...(whole.info as Json), engagementId, visitorId } };
    };
    const source = ids.map((id) => record(id, id === 'acc3' ? 'somebody else' : 'the visitor'));
    const erase = (visitorId: string, ofTenant = tenant) =>
      createEngagements(server().app.storage, systemClock, {
        maxSearchDays: 31,
        maskIpAddresses: false,
      }).operations.eraseVisitor(ofTenant, visitorId);

    test('EH-160 removes the visitor from all of the visitor’s engagements and leaves other engagements', async () => {
      await importing(...source);
      const other = await read('acc3', wholeEngagement, agent);
      expect(await erase('the visitor')).toBe(2);
      for (const id of ['acc1', 'acc2']) {
        const text = JSON.stringify(await read(id, wholeEngagement, agent));
        for (const personal of [
          'the visitor',
          'irena@gmail.com',
          'Irena',
          'I love your service',
          '192.168.20.237',
          'Test123',
          'smt.jsp',
        ])
          expect([personal, text.includes(personal)]).toEqual([personal, false]);
        const left = await read(
          id,
          '{ duration erasedAt info { visitorId } metadata { version } lines { text by source } sdes { kind attribute { __typename } } }',
          agent,
        );
        expect(left).toMatchObject({
          duration: 887_000,
          info: { visitorId: null },
          metadata: { version: 2 },
        });
        expect(left.erasedAt).toEqual(expect.stringMatching(/Z$/));
        expect(left.sdes).toEqual([
          { kind: 'PURCHASE', attribute: null },
          { kind: 'PURCHASE', attribute: null },
        ]);
      }
      expect(await read('acc3', wholeEngagement, agent)).toEqual(other);
    });

    test('EH-160 removes all values of all attributes from the record, from the search and from the database', async () => {
      const whole = laterRecord();
      await importing({ ...whole, info: { ...(whole.info as Json), visitorId: 'the visitor' } });
      const values = ['boat', 'c-1', '-0.5', 'shoe', '77.8', 'plain text', 'v.1'];
      const shown = async () => {
        const text = JSON.stringify(await read('le424242421234567890', wholeEngagement, agent));
        return values.filter((value) => text.includes(value));
      };
      const areas = ['LEAD', 'CUSTOMER_INFO', 'VIEWED_PRODUCT', 'VISITOR_ERROR'];
      const found = async () => {
        const { data } = (
          await server().send(
            `query ($span: DateTimeRange!) { ${['boat', 'c-1', 'shoe', 'plain text']
              .map(
                (keyword, index) =>
                  `a${index}: engagements(filter: { start: $span, keyword: "${keyword}", keywordAreas: [${areas[index] ?? ''}] }) { totalCount }`,
              )
              .join(' ')} }`,
            {
              variables: { span: { from: '2018-11-05T00:00:00Z', to: '2018-11-06T00:00:00Z' } },
              token: agent,
            },
          )
        ).body;
        return Object.values(data ?? {}).map((one) => (one as Json).totalCount);
      };
      expect([await shown(), await found()]).toEqual([values, [1, 1, 1, 1]]);
      expect(await erase('the visitor')).toBe(1);
      expect([await shown(), await found()]).toEqual([[], [0, 0, 0, 0]]);
      const stored = JSON.stringify(await documentsOf(import.meta.url, tenant));
      expect(stored).toContain('le424242421234567890');
      expect(values.filter((value) => stored.includes(value))).toEqual([]);
    });

    test('EH-160 removes the source records: an export has only those of other visitors', async () => {
      await importing(...source);
      await erase('the visitor');
      expect(await exportFrom(server().app, 'liveperson', tenant)).toEqual([JSON.stringify(source[2])]);
    });

    test('EH-160 holds against a later import of the same record, unchanged or changed', async () => {
      await importing(...source);
      await erase('the visitor');
      const erased = await read('acc1', wholeEngagement, agent);
      expect(await importing(...source)).toMatchObject({ duplicate: 3 });
      expect(await importing({ ...record('acc1', 'the visitor'), lineScores: [] })).toMatchObject({
        duplicate: 1,
      });
      expect(await read('acc1', wholeEngagement, agent)).toEqual(erased);
    });

    test('EH-160 finds nothing a second time, and nothing in another tenant', async () => {
      await importing(...source);
      expect(await erase('the visitor', 'other')).toBe(0);
      expect(await erase('the visitor')).toBe(2);
      expect(await erase('the visitor')).toBe(0);
    });

    test('EH-160 holds against a concurrent import of the same records', async () => {
      await importing(...source);
      const changed = source.map((one) => ({ ...one, lineScores: [] }));
      await Promise.all([
        erase('the visitor'),
        importing(...changed),
        erase('the visitor'),
        importing(...source),
      ]);
      await erase('the visitor');
      for (const id of ['acc1', 'acc2'])
        expect(JSON.stringify(await read(id, wholeEngagement, agent))).not.toContain('irena@gmail.com');
    });
  });
});

describe('with MASK_IP_ADDRESSES', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(import.meta.url, { MASK_IP_ADDRESSES: 'on' });
  });
  afterAll(() => server.stop());

  test.each([
    ['192.168.13.209', '192.168.13.0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
    ['2001:db8::1', '2001:db8::'],
    ['::ffff:192.168.13.209', '::'],
    ['not an address', ''],
    ['', ''],
  ])('EH-123 staff see the address %j as %j, and a customer sees none', async (ipAddress, masked) => {
    const tenant = `m${Math.random().toString(36).slice(2, 8)}`;
    const [agent, customer] = await agentAndCustomer(tenant);
    const record = {
      info: { engagementId: 'acc1', startTimeL: 1_500_000_000_000 },
      visitorInfo: { ipAddress },
    };
    await importInto(server.app, 'liveperson', tenant, [record]);
    const query = '{ engagement(id: "acc1") { visitorInfo { ipAddress } } }';
    expect(await server.data(query, {}, agent)).toEqual({
      engagement: { visitorInfo: { ipAddress: masked } },
    });
    expect(await server.data(query, {}, customer)).toEqual({
      engagement: { visitorInfo: { ipAddress: null } },
    });
  });

  test('EH-123 the verbatim export keeps the full address', async () => {
    await importInto(server.app, 'liveperson', 'masked', [exampleRecord(4)]);
    expect(await exportFrom(server.app, 'liveperson', 'masked')).toEqual([JSON.stringify(exampleRecord(4))]);
  });
});
