import { importInto } from '../../support/importing.ts';
import { inBothEngines } from '../../support/engines.ts';
import { openProfiler } from '../../support/profiler.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';
import { contactRecord } from './connect-examples.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { agentExample, traceExample, transcriptExample, usageExample, workCodeExample } from './examples.ts';

type Json = Record<string, unknown>;
type Event = Json & { readonly CompanyId: string };

const profiler = openProfiler(import.meta.url);
afterAll(() => profiler.close());

const instant = (minute: number) => new Date(Date.UTC(2024, 0, 1, 9, minute)).toISOString();

/** A shift of an agent. The user name is the same in all companies. The session and the states differ, at the same times. */
function shiftOf(CompanyId: string): readonly Event[] {
  const states = CompanyId === 'abc' ? ['IDLE', 'WORKING', 'WRAP'] : ['UNAVAILABLE', 'IDLE', 'WORKING'];
  const named = { CompanyId, UserReportHierarchy: `${CompanyId}|Care` };
  return [
    ...states.map((CurrentState, n) => ({
      ...agentExample,
      ...named,
      AgentSessionId: `session of ${CompanyId}`,
      EventType: n === 0 ? 'LOGIN' : 'STATE_CHANGE',
      CurrentState,
      CurrentStateReason: CurrentState === 'UNAVAILABLE' ? 'Lunch' : '',
      CurrentStateTimestamp: instant(n),
      PreviousState: states[n - 1] ?? '',
      PreviousStateReason: states[n - 1] === 'UNAVAILABLE' ? 'Lunch' : '',
      PreviousStateTimestamp: instant(n - 1),
      PreviousStateDurationMS: 60_000,
    })),
    { ...usageExample, ...named, ProductId: `product of ${CompanyId}`, UsageEntryTime: instant(0) },
    { ...usageExample, ...named, ProductId: `product of ${CompanyId}`, UsageEntryTime: instant(5) },
  ];
}

const range = '(range: { from: "2024-01-01T00:00:00Z", to: "2024-01-02T00:00:00Z" })';
const everything = `{
  agents(first: 3) { nodes { username state stateReason stateSince reportHierarchy
    stateHistory${range.slice(0, -1)}, first: 20) { nodes { at eventType currentState currentStateReason previousState sessionId } }
    stateTotals${range} { state reason count }
    sessions${range.slice(0, -1)}, first: 5) { totalCount nodes { sessionId begin end ended usage { productId begin } } }
    gaps${range} { sessionId from to }
    usage${range} { productId begin end ended } } }
  agentCounts(by: REASON) { total groups { reason states { state count } } }
  byNode: agentCounts(by: HIERARCHY) { groups { hierarchy count } } }`;

async function deadLettersOf(
  feeds: FeedClient,
): Promise<readonly { id: string; event: Event; code: string }[]> {
  const { deadLetters } = await feeds.data<{
    deadLetters: { nodes: { id: string; event: Event; code: string; field: string; reason: string }[] };
  }>('{ deadLetters(code: OTHER_COMPANY, first: 100) { nodes { id code field reason event } } }');
  for (const { event, ...deadLetter } of deadLetters.nodes)
    expect(deadLetter).toEqual({
      id: deadLetter.id,
      code: 'OTHER_COMPANY',
      field: 'CompanyId',
      reason: `"${event.CompanyId}" is another company than the one whose agents this tenant has: see setAgentCompany`,
    });
  return deadLetters.nodes;
}

const allow = (feeds: FeedClient, companyId: string, isAllowed = true) =>
  feeds.data(
    'mutation ($companyId: String!, $isAllowed: Boolean!) { setAgentCompany(companyId: $companyId, isAllowed: $isAllowed) { agentCompanies } }',
    {
      companyId,
      isAllowed,
    },
  );
const companiesOf = async (feeds: FeedClient) =>
  (await feeds.data<{ agentCompanies: string[] }>('{ agentCompanies }')).agentCompanies;
const sorted = (events: readonly unknown[]) => events.map((event) => JSON.stringify(event)).sort();

describe('with two processes', () => {
  let servers: readonly [TestServer, TestServer];
  beforeAll(async () => {
    servers = [await startTestServer(import.meta.url), await startTestServer(import.meta.url)];
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
  });

  test('EF-100 the agents of two companies with the same user name never mix, even if two processes receive both concurrently', async () => {
    const alone = new Map<string, unknown>();
    for (const company of ['abc', 'xyz']) {
      const feeds = await openFeedClient(servers[0]);
      await feeds.ingest(...shiftOf(company));
      alone.set(company, await feeds.data(everything));
    }
    expect(alone.get('abc')).not.toEqual(alone.get('xyz'));

    for (let round = 0; round < 5; round++) {
      const local = await openFeedClient(servers[0]);
      const remote = await openFeedClient(servers[1], local.tenant);
      const [ours, theirs] = [shiftOf('abc'), shiftOf('xyz')];
      // Each process receives one company, and then both receive all events again: in one batch, and one by one.
      await Promise.all([local.ingest(...theirs), remote.ingest(...ours)]);
      await Promise.all([
        local.ingest(...theirs, ...ours),
        ...[...ours, ...theirs].map((event) => remote.ingest(event)),
      ]);
      const [company = '', ...others] = await companiesOf(remote);
      expect(others).toEqual([]);
      for (const feeds of [local, remote]) expect(await feeds.data(everything)).toEqual(alone.get(company));
      expect(sorted((await deadLettersOf(local)).map(({ event }) => event))).toEqual(
        sorted(company === 'abc' ? theirs : ours),
      );
    }
  });

  test('EF-100 a process that starts later uses the stored company, and a company that it allows is allowed in all processes', async () => {
    const local = await openFeedClient(servers[0]);
    await local.ingest(...shiftOf('abc'));
    const before = await local.data(everything);
    const later = await startTestServer(import.meta.url);
    try {
      const remote = await openFeedClient(later, local.tenant);
      expect(await remote.ingest(...shiftOf('xyz'))).toMatchObject({ added: 0 });
      expect(await remote.data(everything)).toEqual(before);
      await allow(remote, 'xyz');
      expect(await local.ingest(...shiftOf('xyz'))).toMatchObject({ added: 5, rejected: [] });
    } finally {
      await later.stop();
    }
  });
});

inBothEngines(import.meta.url, (server) => {
  let feeds: FeedClient;
  beforeEach(async () => {
    feeds = await openFeedClient(server());
  });
  const replay = (ids: readonly string[]) =>
    feeds.data(
      'mutation ($ids: [ID!]!) { replayDeadLetters(ids: $ids) { deadLetters { status outcome code } } }',
      { ids },
    );

  test('EF-100 the first of two companies in a batch provides the agents in every form of ingestion, and the other events are stored', async () => {
    const [ours, theirs] = [shiftOf('abc'), shiftOf('xyz')];
    const tasks = [traceExample, workCodeExample, transcriptExample, { ...traceExample, CompanyId: 'xyz' }];
    const events = [...tasks, ...ours, ...theirs];
    const rejected = { read: 14, added: 9, updated: 0, duplicate: 0 };
    expect(await feeds.ingest(...events)).toMatchObject(rejected);
    expect(await deadLettersOf(feeds)).toHaveLength(5);

    const other = await openFeedClient(server());
    const response = await fetch(server().ingestUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${other.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(events),
    });
    expect(await response.json()).toMatchObject({ ...rejected, rejectedCount: 5 });

    const third = await openFeedClient(server());
    expect(await importInto(server().app, 'symbee', third.tenant, events)).toMatchObject({
      ...rejected,
      rejected: 5,
      faults: expect.arrayContaining([expect.stringContaining('"xyz" is another company')]) as unknown,
    });
    for (const one of [other, third]) {
      expect(await one.data(everything)).toEqual(await feeds.data(everything));
      expect(sorted(await deadLettersOf(one))).toEqual(sorted(await deadLettersOf(feeds)));
    }
  });

  test("a task of another company names its agent, and is not linked to the tenant's agent with that name", async () => {
    const contact = { ...contactRecord, ContactId: 'gateway of xyz' };
    const tasks = ['abc', 'xyz'].flatMap((CompanyId) => [
      {
        ...traceExample,
        CompanyId,
        TaskId: `task of ${CompanyId}`,
        GatewayTaskId: `gateway of ${CompanyId}`,
      },
      { ...workCodeExample, CompanyId, GatewayTaskId: `gateway of ${CompanyId}` },
    ]);
    await feeds.ingest(...shiftOf('abc'), ...tasks, contact);
    const selection = `companyId agentUsername agent { username } workCodes { agentUsername agent { username } }
      contact { agentUsername agent { username } }`;
    const named = (agent: object | null) => ({ agentUsername: 'cmiller', agent });
    const recordOf = (companyId: string, agent: object | null) => ({
      companyId,
      ...named(agent),
      workCodes: [named(agent)],
      contact: companyId === 'xyz' ? named(agent) : null,
    });
    const linked = { username: 'cmiller' };
    const all = await feeds.records('', selection);
    expect(all).toHaveLength(2);
    expect(all).toEqual(expect.arrayContaining([recordOf('abc', linked), recordOf('xyz', null)]));
    expect(await feeds.record({ taskId: 'task of xyz' }, selection)).toEqual(recordOf('xyz', null));
    expect(await feeds.records('agentId: "cmiller"', 'companyId')).toEqual([{ companyId: 'abc' }]);
    expect(await feeds.records('agentId: "cmiller", companyId: "xyz"', 'companyId')).toEqual([]);
    await allow(feeds, 'xyz');
    expect(await feeds.record({ taskId: 'task of xyz' }, selection)).toEqual(recordOf('xyz', linked));
    expect(await feeds.records('agentId: "cmiller"', 'companyId')).toHaveLength(2);
  });

  test('dead letters of another company can be replayed once it is allowed, and complete the history', async () => {
    await feeds.ingest(...shiftOf('abc'));
    await feeds.ingest(...shiftOf('xyz'));
    const ids = (await deadLettersOf(feeds)).map(({ id }) => id);
    expect(await replay(ids)).toEqual({
      replayDeadLetters: {
        deadLetters: ids.map(() => ({ status: 'WAITING', outcome: null, code: 'OTHER_COMPANY' })),
      },
    });
    expect(await allow(feeds, 'xyz')).toEqual({ setAgentCompany: { agentCompanies: ['abc', 'xyz'] } });
    expect(await allow(feeds, 'xyz')).toEqual({ setAgentCompany: { agentCompanies: ['abc', 'xyz'] } });
    expect(await replay(ids)).toMatchObject({
      replayDeadLetters: { deadLetters: ids.map(() => ({ status: 'TAKEN', outcome: 'ADDED' })) },
    });
    expect(await deadLettersOf(feeds)).toEqual([]);

    const allowed = await openFeedClient(server());
    await allow(allowed, 'xyz');
    await allow(allowed, 'abc');
    await allowed.ingest(...shiftOf('xyz'), ...shiftOf('abc'));
    expect(await feeds.data(everything)).toEqual(await allowed.data(everything));
    expect(await feeds.ingest(...shiftOf('xyz'))).toMatchObject({ duplicate: 5 });
  });

  test('a company can be set before the first event or corrected later, and the only one cannot be removed', async () => {
    expect(await companiesOf(feeds)).toEqual([]);
    await allow(feeds, 'xyz');
    expect(await feeds.ingest(...shiftOf('abc'))).toMatchObject({ added: 0 });
    const { body } = await server().send(
      'mutation { setAgentCompany(companyId: "xyz", isAllowed: false) { status field agentCompanies } }',
      {
        token: feeds.token,
      },
    );
    expect(body).toEqual({
      data: { setAgentCompany: { status: 'INVALID_STATE', field: ['companyId'], agentCompanies: null } },
    });
    await allow(feeds, 'abc');
    expect(await allow(feeds, 'xyz', false)).toEqual({ setAgentCompany: { agentCompanies: ['abc'] } });
    expect(await allow(feeds, 'xyz', false)).toEqual({ setAgentCompany: { agentCompanies: ['abc'] } });
    expect(await feeds.ingest(...shiftOf('xyz'))).toMatchObject({ added: 0 });
    expect(await feeds.ingest(...shiftOf('abc'))).toMatchObject({ added: 5 });
  });

  test('all environments of a company and events without a company are stored, and invalid or disabled events do not set the company', async () => {
    const bad = { ...agentExample, CompanyId: 'bad', CurrentStateTimestamp: 'yesterday' };
    await feeds.data(
      'mutation { setFeedSwitch(companyId: "off", environment: "prod", activityType: USER_USAGE, isOn: false) { feedSwitches { off } } }',
    );
    await feeds.ingest(bad, { ...usageExample, CompanyId: 'off' }, { ...usageExample, CompanyId: '' });
    expect(await companiesOf(feeds)).toEqual([]);
    await feeds.ingest(agentExample);
    expect(await companiesOf(feeds)).toEqual(['abccompany']);
    expect(
      await feeds.ingest({ ...agentExample, Environment: 'test' }, { ...agentExample, CompanyId: '' }),
    ).toMatchObject({ added: 2, rejected: [] });
  });

  test('companies are separate per tenant, and changing them requires the scope feed.ingest', async () => {
    await feeds.ingest(...shiftOf('abc'));
    const other = await openFeedClient(server());
    expect(await other.ingest(...shiftOf('xyz'))).toMatchObject({ added: 5 });
    const code = async (query: string, scope: string) => {
      const token = await tokenFor(scope, { tenant: feeds.tenant });
      return (await server().send(query, { token })).body.errors?.[0]?.extensions.code;
    };
    const set = (companyId: string) =>
      `mutation { setAgentCompany(companyId: "${companyId}", isAllowed: true) { agentCompanies } }`;
    expect(await code(set('xyz'), 'feed.view')).toBe('FORBIDDEN');
    expect(await code(set('xyz'), 'chat.customer feed.ingest')).toBe('FORBIDDEN');
    expect(await code(set(''), 'feed.ingest')).toBe('BAD_USER_INPUT');
    expect(await code('{ agentCompanies }', 'agent.view')).toBe('FORBIDDEN');
    expect(await code('{ agentCompanies }', 'feed.ingest')).toBeUndefined();
    expect(await companiesOf(feeds)).toEqual(['abc']);
  });

  test('the companies are read once per batch by id, and not for a batch without agents of a company', async () => {
    await feeds.ingest(...shiftOf('abc'));
    const reads = async (...events: readonly unknown[]) =>
      (await profiler.during(() => feeds.ingest(...events)))
        .filter(({ collection }) => collection === 'feedCompanies')
        .map(({ command, plan, documentsRead }) => ({ command, plan, documentsRead }));
    expect(await reads(...shiftOf('abc'), ...shiftOf('xyz'))).toEqual([
      {
        command: 'find',
        plan: expect.stringMatching(/^(IDHACK|EXPRESS_IXSCAN)/) as string,
        documentsRead: 1,
      },
    ]);
    expect(await reads(traceExample, workCodeExample, transcriptExample)).toEqual([]);
    expect(
      (
        await profiler.during(() =>
          feeds.data('{ deadLetters(code: OTHER_COMPANY, first: 5) { nodes { id } } }'),
        )
      ).map(({ plan, sorted: isSorted }) => [plan.slice(0, 38), isSorted]),
    ).toEqual([['IXSCAN { tenant: 1, status: 1, code: 1', false]]);
  });
});
