import { importInto } from '../../support/importing.ts';
import { inBothEngines } from '../../support/engines.ts';
import { openProfiler } from '../../support/profiler.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { agentExample, traceExample, transcriptExample, usageExample, workCodeExample } from './examples.ts';

type Json = Record<string, unknown>;
type Event = Json & { readonly CompanyId: string };

const profiler = openProfiler(import.meta.url);
afterAll(() => profiler.close());

const instant = (minute: number) => new Date(Date.UTC(2024, 0, 1, 9, minute)).toISOString();

/** What a company tells of its agent, who has the same name in all of them: another session, other states, at the same times. */
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

async function lettersOf(desk: FeedClient): Promise<readonly { id: string; event: Event; code: string }[]> {
  const { deadLetters } = await desk.data<{
    deadLetters: { nodes: { id: string; event: Event; code: string; field: string; reason: string }[] };
  }>('{ deadLetters(code: OTHER_COMPANY, first: 100) { nodes { id code field reason event } } }');
  for (const { event, ...letter } of deadLetters.nodes)
    expect(letter).toEqual({
      id: letter.id,
      code: 'OTHER_COMPANY',
      field: 'CompanyId',
      reason: `"${event.CompanyId}" is another company than the one whose agents this tenant has: see setAgentCompany`,
    });
  return deadLetters.nodes;
}

const allow = (desk: FeedClient, companyId: string, isAllowed = true) =>
  desk.data(
    'mutation ($companyId: String!, $isAllowed: Boolean!) { setAgentCompany(companyId: $companyId, isAllowed: $isAllowed) }',
    {
      companyId,
      isAllowed,
    },
  );
const companiesOf = async (desk: FeedClient) =>
  (await desk.data<{ agentCompanies: string[] }>('{ agentCompanies }')).agentCompanies;
const sorted = (events: readonly unknown[]) => events.map((event) => JSON.stringify(event)).sort();

describe('two processes', () => {
  let servers: readonly [TestServer, TestServer];
  beforeAll(async () => {
    servers = [await startTestServer(import.meta.url), await startTestServer(import.meta.url)];
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
  });

  test('EF-100 two agents with one username in two companies never mix, though both come at once to two processes', async () => {
    const alone = new Map<string, unknown>();
    for (const company of ['abc', 'xyz']) {
      const desk = await openFeedClient(servers[0]);
      await desk.ingest(...shiftOf(company));
      alone.set(company, await desk.data(everything));
    }
    expect(alone.get('abc')).not.toEqual(alone.get('xyz'));

    for (let round = 0; round < 5; round++) {
      const here = await openFeedClient(servers[0]);
      const there = await openFeedClient(servers[1], here.tenant);
      const [ours, theirs] = [shiftOf('abc'), shiftOf('xyz')];
      // Each company to a process of its own, and then all of it once more to both: in one batch, and event by event.
      await Promise.all([here.ingest(...theirs), there.ingest(...ours)]);
      await Promise.all([
        here.ingest(...theirs, ...ours),
        ...[...ours, ...theirs].map((event) => there.ingest(event)),
      ]);
      const [company = '', ...others] = await companiesOf(there);
      expect(others).toEqual([]);
      for (const desk of [here, there]) expect(await desk.data(everything)).toEqual(alone.get(company));
      expect(sorted((await lettersOf(here)).map(({ event }) => event))).toEqual(
        sorted(company === 'abc' ? theirs : ours),
      );
    }
  });

  test('EF-100 whose agents a tenant has is known to a process that starts later, and what it allows holds in all', async () => {
    const here = await openFeedClient(servers[0]);
    await here.ingest(...shiftOf('abc'));
    const before = await here.data(everything);
    const later = await startTestServer(import.meta.url);
    try {
      const there = await openFeedClient(later, here.tenant);
      expect(await there.ingest(...shiftOf('xyz'))).toMatchObject({ added: 0 });
      expect(await there.data(everything)).toEqual(before);
      await allow(there, 'xyz');
      expect(await here.ingest(...shiftOf('xyz'))).toMatchObject({ added: 5, rejected: [] });
    } finally {
      await later.stop();
    }
  });
});

inBothEngines(import.meta.url, (server) => {
  let desk: FeedClient;
  beforeEach(async () => {
    desk = await openFeedClient(server());
  });
  const replay = (ids: readonly string[]) =>
    desk.data('mutation ($ids: [ID!]!) { replayDeadLetters(ids: $ids) { status outcome code } }', { ids });

  test('EF-100 the first of two companies in one batch has the agents, by every door, and the rest of the batch is taken', async () => {
    const [ours, theirs] = [shiftOf('abc'), shiftOf('xyz')];
    const tasks = [traceExample, workCodeExample, transcriptExample, { ...traceExample, CompanyId: 'xyz' }];
    const events = [...tasks, ...ours, ...theirs];
    const rejected = { read: 14, added: 9, updated: 0, duplicate: 0 };
    expect(await desk.ingest(...events)).toMatchObject(rejected);
    expect(await lettersOf(desk)).toHaveLength(5);

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
      expect(await one.data(everything)).toEqual(await desk.data(everything));
      expect(sorted(await lettersOf(one))).toEqual(sorted(await lettersOf(desk)));
    }
  });

  test('letters wait until their company is allowed, are taken then, and are the tenant’s whole history', async () => {
    await desk.ingest(...shiftOf('abc'));
    await desk.ingest(...shiftOf('xyz'));
    const ids = (await lettersOf(desk)).map(({ id }) => id);
    expect(await replay(ids)).toEqual({
      replayDeadLetters: ids.map(() => ({ status: 'WAITING', outcome: null, code: 'OTHER_COMPANY' })),
    });
    expect(await allow(desk, 'xyz')).toEqual({ setAgentCompany: ['abc', 'xyz'] });
    expect(await allow(desk, 'xyz')).toEqual({ setAgentCompany: ['abc', 'xyz'] });
    expect(await replay(ids)).toMatchObject({
      replayDeadLetters: ids.map(() => ({ status: 'TAKEN', outcome: 'ADDED' })),
    });
    expect(await lettersOf(desk)).toEqual([]);

    const allowed = await openFeedClient(server());
    await allow(allowed, 'xyz');
    await allow(allowed, 'abc');
    await allowed.ingest(...shiftOf('xyz'), ...shiftOf('abc'));
    expect(await desk.data(everything)).toEqual(await allowed.data(everything));
    expect(await desk.ingest(...shiftOf('xyz'))).toMatchObject({ duplicate: 5 });
  });

  test('the company is named beforehand, or put right; the only one is not taken away', async () => {
    expect(await companiesOf(desk)).toEqual([]);
    await allow(desk, 'xyz');
    expect(await desk.ingest(...shiftOf('abc'))).toMatchObject({ added: 0 });
    const { body } = await server().send('mutation { setAgentCompany(companyId: "xyz", isAllowed: false) }', {
      token: desk.token,
    });
    expect(body.errors).toMatchObject([{ extensions: { code: 'INVALID_STATE' } }]);
    await allow(desk, 'abc');
    expect(await allow(desk, 'xyz', false)).toEqual({ setAgentCompany: ['abc'] });
    expect(await allow(desk, 'xyz', false)).toEqual({ setAgentCompany: ['abc'] });
    expect(await desk.ingest(...shiftOf('xyz'))).toMatchObject({ added: 0 });
    expect(await desk.ingest(...shiftOf('abc'))).toMatchObject({ added: 5 });
  });

  test('all environments of a company and what names no company are taken; what cannot be read, or is off, names none', async () => {
    const bad = { ...agentExample, CompanyId: 'bad', CurrentStateTimestamp: 'yesterday' };
    await desk.data(
      'mutation { setFeedSwitch(companyId: "off", environment: "prod", activityType: USER_USAGE, isOn: false) { off } }',
    );
    await desk.ingest(bad, { ...usageExample, CompanyId: 'off' }, { ...usageExample, CompanyId: '' });
    expect(await companiesOf(desk)).toEqual([]);
    await desk.ingest(agentExample);
    expect(await companiesOf(desk)).toEqual(['abccompany']);
    expect(
      await desk.ingest({ ...agentExample, Environment: 'test' }, { ...agentExample, CompanyId: '' }),
    ).toMatchObject({ added: 2, rejected: [] });
  });

  test('of one tenant it says nothing to another, and who may not ingest may not allow', async () => {
    await desk.ingest(...shiftOf('abc'));
    const other = await openFeedClient(server());
    expect(await other.ingest(...shiftOf('xyz'))).toMatchObject({ added: 5 });
    const code = async (query: string, scope: string) => {
      const token = await tokenFor(scope, { tenant: desk.tenant });
      return (await server().send(query, { token })).body.errors?.[0]?.extensions.code;
    };
    const set = (companyId: string) =>
      `mutation { setAgentCompany(companyId: "${companyId}", isAllowed: true) }`;
    expect(await code(set('xyz'), 'feed.view')).toBe('FORBIDDEN');
    expect(await code(set('xyz'), 'chat.customer feed.ingest')).toBe('FORBIDDEN');
    expect(await code(set(''), 'feed.ingest')).toBe('BAD_USER_INPUT');
    expect(await code('{ agentCompanies }', 'agent.view')).toBe('FORBIDDEN');
    expect(await code('{ agentCompanies }', 'feed.ingest')).toBeUndefined();
    expect(await companiesOf(desk)).toEqual(['abc']);
  });

  test('it is read once for a batch, by its id, and not at all for a batch without agents of a company', async () => {
    await desk.ingest(...shiftOf('abc'));
    const reads = async (...events: readonly unknown[]) =>
      (await profiler.during(() => desk.ingest(...events)))
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
          desk.data('{ deadLetters(code: OTHER_COMPANY, first: 5) { nodes { id } } }'),
        )
      ).map(({ plan, sorted: isSorted }) => [plan.slice(0, 38), isSorted]),
    ).toEqual([['IXSCAN { tenant: 1, status: 1, code: 1', false]]);
  });
});
