import { startTestServer, type TestServer } from '../../support/server.ts';
import { agentEvent, contactRecord, snapshot } from './connect-examples.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';

// One story, told by Symbee Connect and by Amazon Connect.

const at = (second: number) => new Date(Date.UTC(2026, 1, 28, 9, 0, second)).toISOString();
const call = 'a call';
const transfer = 'the transferred call';

interface Moment {
  readonly second: number;
  readonly type: 'LOGIN' | 'STATE_CHANGE' | 'LOGOUT';
  /** In the words of Symbee Connect. */
  readonly state: string;
  readonly reason?: string;
  readonly task?: { readonly id: string; readonly state: string };
  /** In the words of Amazon Connect. */
  readonly snapshot: object;
}

const working = (State: string, id: string) =>
  snapshot('Available', {
    Contacts: [{ ContactId: id, Channel: 'VOICE', InitiationMethod: 'INBOUND', State }],
  });
const moments: readonly Moment[] = [
  { second: 0, type: 'LOGIN', state: 'IDLE', snapshot: snapshot('Available') },
  { second: 10, type: 'STATE_CHANGE', state: 'UNAVAILABLE', reason: 'Lunch', snapshot: snapshot('Lunch') },
  { second: 40, type: 'STATE_CHANGE', state: 'IDLE', snapshot: snapshot('Available') },
  {
    second: 60,
    type: 'STATE_CHANGE',
    state: 'RESERVED',
    task: { id: call, state: 'ALERTING' },
    snapshot: working('CONNECTING', call),
  },
  {
    second: 65,
    type: 'STATE_CHANGE',
    state: 'WORKING',
    task: { id: call, state: 'ACTIVE' },
    snapshot: working('CONNECTED', call),
  },
  {
    second: 125,
    type: 'STATE_CHANGE',
    state: 'WRAP',
    task: { id: call, state: 'WRAP' },
    snapshot: working('ENDED', call),
  },
  { second: 155, type: 'STATE_CHANGE', state: 'IDLE', snapshot: snapshot('Available') },
  { second: 200, type: 'LOGOUT', state: 'LOGGED_OFF', snapshot: snapshot('Offline') },
  { second: 300, type: 'LOGIN', state: 'IDLE', snapshot: snapshot('Available') },
  { second: 400, type: 'LOGOUT', state: 'LOGGED_OFF', snapshot: snapshot('Offline') },
];
const usage = [
  { second: 0, symbee: 'BEGIN', connect: 'LOGIN' },
  { second: 200, symbee: 'END', connect: 'LOGOUT' },
  { second: 300, symbee: 'BEGIN', connect: 'LOGIN' },
  { second: 400, symbee: 'END', connect: 'LOGOUT' },
];

const focusOf = (prefix: string, { task, state, reason = '' }: Moment) => ({
  [`${prefix}State`]: state,
  [`${prefix}StateReason`]: reason,
  [`${prefix}TaskCount`]: task === undefined ? 0 : 1,
  [`${prefix}FocusGatewayTaskId`]: task?.id ?? '',
  [`${prefix}FocusTaskType`]: task === undefined ? '' : 'VOICE',
  [`${prefix}FocusTaskInitMethod`]: task === undefined ? '' : 'INBOUND_FORCED',
  [`${prefix}FocusTaskState`]: task?.state ?? '',
});
const named = { Username: 'cmiller', UserReportHierarchy: 'MidWest|Servicing' };
const sessionOf = ({ second }: Moment) => (second < 300 ? 'first' : 'second');

const symbee: readonly object[] = [
  ...moments.map((moment, index) => {
    const before = moments[index - 1];
    return {
      ActivityType: 'EXTENDED_AGENT_EVENTS',
      ...named,
      AgentSessionId: sessionOf(moment),
      EventType: moment.type,
      ...focusOf('Current', moment),
      CurrentStateTimestamp: at(moment.second),
      ...(before === undefined || moment.type === 'LOGIN'
        ? {}
        : { ...focusOf('Previous', before), PreviousStateTimestamp: at(before.second) }),
    };
  }),
  ...usage.map(({ second, symbee: UsageActionCode }) => ({
    ActivityType: 'USER_USAGE',
    ...named,
    ProductId: 'Amazon Connect',
    UsageEntryTime: at(second),
    UsageActionCode,
  })),
  ...[call, transfer].map((GatewayTaskId) => ({
    ActivityType: 'INTERACTION_TRACE_RECORD',
    ...named,
    GatewayTaskId,
    OriginGatewayTaskId: GatewayTaskId === transfer ? call : '',
    PlatformId: 'AWS Connect',
    TaskType: 'VOICE',
    TaskInitiationMethod: 'INBOUND_FORCED',
    DeliveryProvider: 'AMAZON',
    SkillQueueName: '1',
    FarEndAddress: '+15551232100',
    NearEndAddress: '+18005550100',
    InitiationTimestamp: at(50),
    ConnectedTimestamp: at(65),
    WrapTimestamp: at(125),
    CompletedTimestamp: at(155),
    QueuedDurationInMillis: 0,
    ActiveDurationInMillis: 60_000,
    ParkedDurationInMillis: 0,
    WrapDurationInMillis: 30_000,
    Attributes: { reason: 'billing' },
  })),
];

const contacts = [call, transfer].map((ContactId) => ({
  ...contactRecord,
  Agent: {
    ...contactRecord.Agent,
    AfterContactWorkDuration: 30,
    AfterContactWorkStartTimestamp: at(125),
    AfterContactWorkEndTimestamp: at(155),
    AgentInteractionDuration: 55,
    CustomerHoldDuration: 5,
    ConnectedToAgentTimestamp: at(65),
  },
  ContactId,
  PreviousContactId: ContactId === transfer ? call : null,
  InitiationMethod: ContactId === transfer ? 'TRANSFER' : 'INBOUND',
  InitiationTimestamp: at(50),
  DisconnectTimestamp: at(125),
  LastUpdateTimestamp: at(200),
}));
const connect: readonly object[] = [
  ...contacts,
  ...moments.map((moment, index) =>
    agentEvent(moment.type, moment.snapshot, moments[index - 1]?.snapshot ?? null, at(moment.second)),
  ),
];

const range = `range: { from: "${at(-100)}", to: "${at(350)}" }`;
const task = `gatewayTaskId taskType initiationMethod direction deliveryProvider platformId skillQueueName reportHierarchy
  agent { username } farEndAddress nearEndAddress transferredToAddress initiatedAt queuedAt assignedAt connectedAt wrapAt completedAt
  queuedDuration activeDuration parkedDuration wrapDuration attributes originGatewayTaskId origin { gatewayTaskId }
  transfers { gatewayTaskId } isTransferCycle isAhead`;
const story = `{
  traceRecords(filter: { agentId: "cmiller", reportHierarchy: ["MidWest"], taskTypes: [VOICE], skillQueueName: "1" }) {
    totalCount nodes { ${task} } }
  traceRecordBy(key: { gatewayTaskId: { id: "${call}" } }) { ${task} }
  agent(id: "cmiller") {
    state stateReason stateSince reportHierarchy
    stateHistory(${range}, first: 50) { totalCount nodes {
      at eventType currentState currentStateReason previousState previousStateReason taskCount
      focusTask { gatewayTaskId type initiationMethod state traceRecord { gatewayTaskId } } } }
    stateTotals(${range}) { state reason duration count }
    part: stateTotals(range: { from: "${at(20)}", to: "${at(250)}" }) { state reason duration count }
    sessions(${range}, first: 5) { totalCount nodes { begin end ended totals { state reason duration count } gaps { from to }
      usage { productId begin end ended } } }
    middle: sessions(range: { from: "${at(70)}", to: "${at(80)}" }, first: 5) { nodes { begin end ended } }
    gaps(${range}) { from to }
    usage(${range}) { productId begin end ended }
  }
}`;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(() => server.stop());

interface Told {
  readonly agent: {
    readonly sessions: { readonly nodes: readonly object[] };
    readonly stateHistory: { readonly nodes: readonly object[] };
    readonly gaps: readonly object[];
  };
  readonly traceRecords: { readonly nodes: readonly object[] };
}

async function tell(
  events: readonly object[],
  size = events.length,
): Promise<{ feeds: FeedClient; told: Told }> {
  const feeds = await openFeedClient(server);
  for (let from = 0; from < events.length; from += size)
    expect(await feeds.ingest(...events.slice(from, from + size))).toMatchObject({ rejected: [] });
  return { feeds, told: await feeds.data<Told>(story) };
}

test('EF-22 the same day yields the same trace records, sessions, totals and states from Amazon Connect as from Symbee Connect', async () => {
  const { told } = await tell(symbee);
  expect((await tell(connect)).told).toEqual(told);
  expect((await tell(connect.toReversed(), 3)).told).toEqual(told);
  expect(told.traceRecords.nodes).toHaveLength(2);
  // The last sign-out is beyond the range.
  expect(told.agent.stateHistory.nodes).toHaveLength(moments.length - 1);
  expect(told.agent.sessions.nodes).toMatchObject([
    { begin: at(0), end: at(200), ended: 'LOGOUT', gaps: [] },
    { begin: at(300), end: at(400), ended: 'LOGOUT', gaps: [] },
  ]);
});

test('EF-95 a lost agent event of Amazon Connect is a gap, as one of Symbee Connect is', async () => {
  const without = (events: readonly object[], time: string) =>
    events.filter((event) => !Object.values(event).includes(time));
  const [theirs, ours] = [await tell(without(symbee, at(10))), await tell(without(connect, at(10)))];
  expect(theirs.told.agent.gaps).toHaveLength(1);
  // Amazon Connect does not state when the previous state began.
  expect(ours.told.agent.gaps).toMatchObject([{ from: at(0), to: at(40) }]);
});

test('EF-22 a task of which both sources tell is one trace record, in any order of arrival', async () => {
  const [one] = symbee.slice(-2);
  const [contact] = contacts;
  const full = { ...one, TaskId: 'the task', CompanyId: 'abccompany', Environment: 'prod' };
  for (const events of [
    [full, contact],
    [contact, full],
  ]) {
    const feeds = await openFeedClient(server);
    for (const event of events) await feeds.ingest(event);
    expect(
      await feeds.records('', 'taskId companyId timeInQueue contact { queueName } events { activityType }'),
    ).toEqual([
      {
        taskId: 'the task',
        companyId: 'abccompany',
        timeInQueue: 9000,
        contact: { queueName: 'custservice-voice' },
        events: expect.arrayContaining([
          { activityType: 'CONTACT_RECORD' },
          { activityType: 'INTERACTION_TRACE_RECORD' },
        ]) as unknown,
      },
    ]);
  }
});

test('EF-34 EF-57 a contact without an agent is a trace record without an agent', async () => {
  const feeds = await openFeedClient(server);
  await feeds.ingest({ ...contacts[0], Agent: null });
  expect(
    await feeds.records('', 'gatewayTaskId agent { username } activeDuration parkedDuration timeInQueue'),
  ).toEqual([
    { gatewayTaskId: call, agent: null, activeDuration: null, parkedDuration: null, timeInQueue: 9000 },
  ]);
});
