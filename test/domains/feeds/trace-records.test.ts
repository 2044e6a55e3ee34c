import { createStorage } from '../../../src/storage/index.ts';
import { toGlobalId } from '../../../src/kernel/global-id.ts';
import { importInto } from '../../support/importing.ts';
import { testDatabase } from '../../support/mongo.ts';
import { inBothEngines } from '../../support/engines.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { traceExample, workCodeExample } from './examples.ts';
import { createTestFeeds } from './test-feeds.ts';

const gateway = traceExample.GatewayTaskId;
const code = { ...workCodeExample, GatewayTaskId: gateway };
const task = (TaskId: string, changes: object = {}) => ({
  ...traceExample,
  TaskId,
  GatewayTaskId: `gateway of ${TaskId}`,
  ...changes,
});

inBothEngines(import.meta.url, (server) => {
  let feeds: FeedClient;
  beforeEach(async () => {
    feeds = await openFeedClient(server());
  });
  const byTask = (taskId: string, selection: string) => feeds.record({ taskId }, selection);

  test('EF-15 EF-16 EF-17 EF-19 EF-20 EF-22 EF-23 EF-33 EF-35 EF-37 EF-42 EF-44 EF-45 EF-46 EF-47 EF-48 EF-49 EF-51 EF-52 EF-55 EF-58 a trace record has all fields of its event', async () => {
    await feeds.ingest(traceExample);
    expect(
      await byTask(
        traceExample.TaskId,
        `id taskId gatewayTaskId taskType taskTypeRaw initiationMethod initiationMethodRaw direction deliveryProvider
         deliveryProviderRaw platformId companyId environment gatewayWorkHandle skillQueueName reportHierarchy agent { username }
         farEndAddress nearEndAddress transferredToAddress mediaLocation mediaLocationType initiatedAt queuedAt assignedAt
         connectedAt wrapAt completedAt queuedDuration activeDuration parkedDuration wrapDuration timeInQueue attributes isAhead
         originTaskId originGatewayTaskId origin { id } transfers { id } isTransferCycle workCodes { name } chatTranscript { id }
         contact { contactId } interaction { id }`,
      ),
    ).toEqual({
      id: expect.any(String) as string,
      taskId: traceExample.TaskId,
      gatewayTaskId: gateway,
      taskType: 'WEBCHAT',
      taskTypeRaw: null,
      initiationMethod: 'INBOUND_QUEUE',
      initiationMethodRaw: null,
      direction: 'INBOUND',
      deliveryProvider: 'SYMBEE',
      deliveryProviderRaw: null,
      platformId: 'AWS Connect',
      companyId: 'abccompany',
      environment: 'prod',
      gatewayWorkHandle: '482',
      skillQueueName: 'custservice-webchat',
      reportHierarchy: ['MidWest', 'Servicing', 'GTocata'],
      agent: { username: 'cmiller' },
      farEndAddress: 'John Smith',
      nearEndAddress: null,
      transferredToAddress: null,
      mediaLocation: traceExample.MediaLocation,
      mediaLocationType: 'S3',
      initiatedAt: '2019-02-28T01:04:48.000Z',
      queuedAt: '2019-02-28T01:04:48.000Z',
      assignedAt: '2019-02-28T01:04:50.000Z',
      connectedAt: '2019-02-28T01:04:52.000Z',
      wrapAt: '2019-02-28T01:05:43.000Z',
      completedAt: '2019-02-28T01:05:54.000Z',
      // EF-54: as measured, even if the timestamps differ by two seconds.
      queuedDuration: 1934,
      activeDuration: 48_674,
      parkedDuration: 0,
      wrapDuration: 11_215,
      timeInQueue: 1934,
      attributes: traceExample.Attributes,
      isAhead: false,
      originTaskId: null,
      originGatewayTaskId: null,
      origin: null,
      transfers: [],
      isTransferCycle: false,
      workCodes: [],
      chatTranscript: null,
      contact: null,
      interaction: null,
    });
  });

  test.each([
    ['VOICE', '+15551232100', 'the number of the caller'],
    ['SMS', '+15551232100', 'the number of the phone'],
    ['SMS_PINPOINT', '+15551232100', 'the number of the phone'],
    ['WEBCHAT', 'Zoë Öğüt', 'the given name'],
    ['ROUTED_EMAIL', 'jsmith@gmail.com', 'the address'],
  ])('EF-38 the far end address of %s is %s, %s, verbatim', async (TaskType, address) => {
    await feeds.ingest({ ...traceExample, TaskType, FarEndAddress: address });
    expect(await byTask(traceExample.TaskId, 'taskType farEndAddress')).toEqual({
      taskType: TaskType,
      farEndAddress: address,
    });
    await feeds.ingest({ ...traceExample, TaskId: 'none', TaskType, FarEndAddress: '' });
    expect(await byTask('none', 'farEndAddress')).toEqual({ farEndAddress: null });
  });

  test('EF-34 EF-39 EF-40 EF-41 EF-124 an empty string is null, also for the agent, and the event is verbatim', async () => {
    const empty = {
      ...traceExample,
      Username: '',
      UserReportHierarchy: '',
      SkillQueueName: '',
      MediaLocation: '',
      MediaLocationType: '',
      GatewayWorkHandle: '',
      QueuedTimestamp: '',
      Attributes: null,
    };
    await feeds.ingest(empty);
    expect(
      await byTask(
        traceExample.TaskId,
        'agent { username } reportHierarchy skillQueueName mediaLocation mediaLocationType gatewayWorkHandle queuedAt attributes nearEndAddress transferredToAddress events { raw }',
      ),
    ).toEqual({
      agent: null,
      reportHierarchy: [],
      skillQueueName: null,
      mediaLocation: null,
      mediaLocationType: null,
      gatewayWorkHandle: null,
      queuedAt: null,
      attributes: null,
      nearEndAddress: null,
      transferredToAddress: null,
      events: [{ raw: empty }],
    });
  });

  const types =
    'VOICE ROUTED_EMAIL WEBCHAT SMS SMS_PINPOINT SMS_WEBHOOK PREVIEW_DIAL SOCIAL_WHATSAPP SOCIAL_LINE SOCIAL_FBMESSENGER SOCIAL_TWITTERDM SOCIAL_OTHER INSTANT_MESSAGE UC_CALL GENERIC_TASK'.split(
      ' ',
    );
  test('EF-24 EF-25 EF-67 EF-69 all fifteen task types are known, and an unknown type is stored verbatim', async () => {
    const known = [...types, 'HOLOGRAM'];
    await feeds.ingest(
      ...known.map((TaskType) => task(TaskType, { TaskType })),
      ...known.map((TaskType) => ({ ...code, GatewayTaskId: `gateway of ${TaskType}`, TaskType })),
    );
    for (const type of known) {
      const expected =
        type === 'HOLOGRAM'
          ? { taskType: 'OTHER', taskTypeRaw: type }
          : { taskType: type, taskTypeRaw: null };
      expect(await byTask(type, 'taskType taskTypeRaw workCodes { taskType taskTypeRaw }')).toEqual({
        ...expected,
        workCodes: [expected],
      });
    }
  });

  test.each([
    ['INBOUND_FORCED', 'INBOUND'],
    ['INBOUND_QUEUE', 'INBOUND'],
    ['OUTBOUND_FORCED', 'OUTBOUND'],
    ['OUTBOUND_REQUESTED', 'OUTBOUND'],
    ['OUTBOUND_AUTO', 'OUTBOUND'],
    ['OUTBOUND_AUTO_AGENT', 'OUTBOUND'],
    ['BRIDGE', 'INBOUND'],
    ['FORWARD', 'INBOUND'],
  ])('EF-26 EF-27 EF-28 EF-29 EF-30 EF-31 by %s it was %s', async (method, direction) => {
    await feeds.ingest(task('t', { TaskInitiationMethod: method }));
    expect(await byTask('t', 'initiationMethod initiationMethodRaw direction')).toEqual({
      initiationMethod: method,
      initiationMethodRaw: null,
      direction,
    });
  });

  test('EF-25 EF-32 an unknown method and an unknown provider are stored verbatim', async () => {
    await feeds.ingest(
      task('t', { TaskInitiationMethod: 'OUTBOUND_DREAM', DeliveryProvider: 'PIGEON' }),
      task('u', { TaskInitiationMethod: 'TELEPATHY', DeliveryProvider: 'SMARTDIAL' }),
    );
    const selection = 'initiationMethod initiationMethodRaw direction deliveryProvider deliveryProviderRaw';
    expect(await byTask('t', selection)).toEqual({
      initiationMethod: 'OTHER',
      initiationMethodRaw: 'OUTBOUND_DREAM',
      direction: 'OUTBOUND',
      deliveryProvider: 'OTHER',
      deliveryProviderRaw: 'PIGEON',
    });
    expect(await byTask('u', selection)).toMatchObject({
      direction: null,
      deliveryProvider: 'SMARTDIAL',
    });
  });

  test('EF-50 the six times are shown in their order, any of them may be missing, and times that are not in order are kept as sent', async () => {
    const sources = ['Initiation', 'Queued', 'Assigned', 'Connected', 'Wrap', 'Completed'];
    const fields = ['initiatedAt', 'queuedAt', 'assignedAt', 'connectedAt', 'wrapAt', 'completedAt'];
    const instants = sources.map((_, index) => `2019-02-28T09:0${index}:00Z`);
    const event = (TaskId: string, times: readonly (string | null)[]) =>
      task(TaskId, Object.fromEntries(sources.map((name, index) => [`${name}Timestamp`, times[index]])));
    const cases: Record<string, readonly (string | null)[]> = { all: instants };
    for (const [index, name] of sources.entries()) {
      cases[`without ${name}`] = instants.with(index, '');
      cases[`only ${name}`] = instants.map((at, other) => (other === index ? at : null));
      if (index > 0)
        cases[`${name} too early`] = instants
          .with(index, instants[index - 1] ?? '')
          .with(index - 1, instants[index] ?? '');
    }
    const { rejected } = await feeds.ingest(
      ...Object.entries(cases).map(([name, times]) => event(name, times)),
    );
    expect(rejected).toEqual([]);
    for (const [name, times] of Object.entries(cases))
      expect([name, await byTask(name, fields.join(' '))]).toEqual([
        name,
        Object.fromEntries(
          fields.map((field, index) => {
            const at = times[index] ?? '';
            return [field, at === '' ? null : at.replace('Z', '.000Z')];
          }),
        ),
      ]);
  });

  test('EF-6 EF-54 times are UTC, and times and durations are neither corrected nor computed', async () => {
    await feeds.ingest(
      task('t', {
        InitiationTimestamp: '2019-02-28T03:04:48+02:00',
        WrapTimestamp: '',
        CompletedTimestamp: '2019-02-28T01:04:40Z',
        QueuedDurationInMillis: 5,
        ActiveDurationInMillis: null,
      }),
    );
    expect(await byTask('t', 'initiatedAt wrapAt completedAt queuedDuration activeDuration')).toEqual({
      initiatedAt: '2019-02-28T01:04:48.000Z',
      wrapAt: null,
      completedAt: '2019-02-28T01:04:40.000Z',
      queuedDuration: 5,
      activeDuration: null,
    });
  });

  test('EF-7 an invalid duration is null, and a record without an id or a time is rejected', async () => {
    const { rejected } = await feeds.ingest(task('', { GatewayTaskId: '' }), {
      ActivityType: 'INTERACTION_TRACE_RECORD',
      TaskId: 't',
    });
    expect(rejected).toEqual([
      { index: 0, reason: 'TaskId: is missing, and GatewayTaskId is too' },
      { index: 1, reason: 'InitiationTimestamp: is missing, and so are the other times' },
    ]);
    await feeds.ingest(
      task('t', { WrapDurationInMillis: -1, Attributes: [] }),
      task('u', { WrapDurationInMillis: 0 }),
    );
    const issues = [
      { field: 'WrapDurationInMillis', reason: '-1 is not a whole number from 0' },
      { field: 'Attributes', reason: 'is not an object' },
    ];
    expect(
      await feeds.record(
        { taskId: 't' },
        'wrapDuration attributes activeDuration events { issues { field reason } }',
      ),
    ).toEqual({ wrapDuration: null, attributes: null, activeDuration: 48_674, events: [{ issues }] });
    expect(
      await feeds.data(
        '{ odd: feedEvents(filter: { hasIssues: true }) { nodes { issues { field } } } sound: feedEvents(filter: { hasIssues: false }) { totalCount } }',
      ),
    ).toEqual({
      odd: { nodes: [{ issues: issues.map(({ field }) => ({ field })) }] },
      sound: { totalCount: 1 },
    });
  });

  test('EF-59 EF-61 EF-62 EF-63 EF-64 EF-65 EF-66 EF-68 EF-70 work codes that arrive before their record are joined once it arrives', async () => {
    await feeds.ingest(code, { ...code, WorkGroupName: 'Mood' }, { ...code, GatewayTaskId: 'another' });
    const selection =
      'id taskId companyId skillQueueName taskType agent { username } workCodes { group groupDescription name description createdAt skillQueueName agent { username } reportHierarchy }';
    const codes = ['Chat', 'Mood'].map((group) => ({
      group,
      groupDescription: 'Chat',
      name: 'Password Change',
      description: 'Password Change',
      createdAt: '2019-02-28T09:04:30.000Z',
      skillQueueName: 'custservice-webchat',
      agent: { username: 'cmiller' },
      reportHierarchy: ['MidWest', 'Servicing', 'GTocata'],
    }));
    const early = await feeds.record({ gatewayTaskId: gateway }, selection);
    expect(early).toEqual({
      id: expect.any(String) as string,
      taskId: null,
      companyId: 'abccompany',
      skillQueueName: 'custservice-webchat',
      taskType: 'WEBCHAT',
      agent: { username: 'cmiller' },
      workCodes: expect.arrayContaining(codes) as unknown,
    });
    await feeds.ingest(traceExample);
    const whole = await feeds.record({ gatewayTaskId: gateway }, selection);
    expect(whole).toMatchObject({ taskId: traceExample.TaskId, workCodes: early?.workCodes });
    expect(await byTask(traceExample.TaskId, selection)).toEqual(whole);
    // The id from before the record arrived still finds it.
    const node = 'query ($id: ID!) { node(id: $id) { id ... on InteractionTraceRecord { taskId } } }';
    expect(await feeds.data(node, { id: early?.id })).toEqual({
      node: { id: early?.id, taskId: traceExample.TaskId },
    });
    expect(await feeds.records('')).toEqual([{ taskId: traceExample.TaskId }]);
  });

  test('two tasks with the same gateway id stay separate, and share the work codes', async () => {
    await feeds.ingest(task('t', { GatewayTaskId: 'g' }), task('u', { GatewayTaskId: 'g' }), {
      ...code,
      GatewayTaskId: 'g',
    });
    expect(await byTask('t', 'workCodes { name }')).toEqual({ workCodes: [{ name: code.WorkCodeName }] });
    expect(await byTask('u', 'workCodes { name }')).toEqual({ workCodes: [{ name: code.WorkCodeName }] });
    expect(await feeds.records('')).toHaveLength(2);
  });

  test('EF-59 partial records and corrections that two processes receive concurrently yield one record', async () => {
    const { uri, name } = testDatabase(import.meta.url);
    const storages = [0, 1].map(() => createStorage({ uri, database: name, timeoutMs: 10_000 }));
    const processes = storages.map((storage) => createTestFeeds(storage).ingest);
    const tasks = Array.from({ length: 20 }, (_, n) => `t${n}`);
    const sent = tasks.flatMap((id) => [
      task(id, { WrapDurationInMillis: 1 }),
      task(id, { WrapDurationInMillis: 2, CompletedTimestamp: '2019-02-28T01:06:00Z' }),
      { ...code, GatewayTaskId: `gateway of ${id}` },
      { ...code, GatewayTaskId: `gateway of ${id}`, WorkCodeName: 'Other' },
    ]);
    const given = sent.map((value) => ({ value, text: JSON.stringify(value) }));
    // Both processes receive each event in its own batch, and one of them receives it twice.
    const outcomes = await Promise.all(
      given.flatMap((one, n) =>
        [...processes, ...processes.slice(n % 2, (n % 2) + 1)].map(({ ingest }) =>
          ingest(feeds.tenant, 'symbee', [one]),
        ),
      ),
    );
    expect(outcomes.flat().filter((outcome) => outcome !== 'duplicate')).toHaveLength(sent.length);
    const records = await feeds.records('', 'taskId wrapDuration workCodes { name } events { id }');
    expect(records.map(({ taskId }) => taskId).sort()).toEqual(tasks.toSorted());
    for (const { wrapDuration, workCodes, events } of records) {
      expect(wrapDuration).toBe(2);
      expect(workCodes).toHaveLength(2);
      expect(events).toHaveLength(4);
    }
    await Promise.all(storages.map((storage) => storage.close()));
  });

  test.each(['feedEvents', 'traceRecords'])(
    'a repeated event completes the writes of a process that died: without its %s',
    async (lost) => {
      const { uri, name } = testDatabase(import.meta.url);
      const storage = createStorage({ uri, database: name, timeoutMs: 10_000 });
      await feeds.ingest(traceExample);
      const collection = storage.collection<{ _id: string; tenant: string }>(lost, []);
      const [found] = await collection.find(feeds.tenant, {}, { projection: { _id: 1 } });
      await collection.delete(feeds.tenant, found?._id.slice(feeds.tenant.length + 1) ?? '');
      expect(await collection.count(feeds.tenant, {})).toBe(0);
      expect(await feeds.ingest(traceExample)).toMatchObject({ read: 1, rejected: [] });
      expect(await byTask(traceExample.TaskId, 'activeDuration events { raw }')).toEqual({
        activeDuration: 48_674,
        events: [{ raw: traceExample }],
      });
      await storage.close();
    },
  );

  describe('transfers', () => {
    const chain = [
      task('a'),
      task('b', { OriginTaskId: 'a', TransferredToAddress: 'billing' }),
      // The origin has a gateway id alone.
      task('c', { OriginGatewayTaskId: 'gateway of b' }),
    ];

    test.each([
      ['in order', chain],
      ['in reverse order', chain.toReversed()],
    ])('EF-20 EF-21 EF-23 EF-40 a chain of them is followed to its start, %s', async (_, events) => {
      await feeds.ingest(...events);
      expect(await byTask('c', 'origin { taskId } transfers { taskId } isTransferCycle')).toEqual({
        origin: { taskId: 'b' },
        transfers: [{ taskId: 'a' }, { taskId: 'b' }],
        isTransferCycle: false,
      });
      expect(await byTask('b', 'transferredToAddress origin { taskId origin { taskId } }')).toEqual({
        transferredToAddress: 'billing',
        origin: { taskId: 'a', origin: null },
      });
    });

    test('EF-21 a cycle of transfers is detected, and the query ends', async () => {
      await feeds.ingest(
        task('a', { OriginTaskId: 'c' }),
        task('b', { OriginTaskId: 'a' }),
        task('c', { OriginTaskId: 'b' }),
        task('self', { OriginTaskId: 'self' }),
      );
      expect(await byTask('c', 'transfers { taskId } isTransferCycle')).toEqual({
        transfers: [{ taskId: 'a' }, { taskId: 'b' }],
        isTransferCycle: true,
      });
      expect(await byTask('self', 'transfers { taskId } isTransferCycle origin { taskId }')).toEqual({
        transfers: [],
        isTransferCycle: true,
        origin: { taskId: 'self' },
      });
    });

    test('EF-21 a chain of transfers is limited, and ends at a missing record', async () => {
      await feeds.ingest(
        ...Array.from({ length: 30 }, (_, n) =>
          task(`t${n}`, { OriginTaskId: n === 0 ? 'gone' : `t${n - 1}` }),
        ),
      );
      const { transfers } = (await byTask('t29', 'transfers { taskId }')) as { transfers: object[] };
      expect(transfers).toHaveLength(20);
      expect(await byTask('t1', 'transfers { taskId } originTaskId')).toEqual({
        transfers: [{ taskId: 't0' }],
        originTaskId: 't0',
      });
      expect(await byTask('t0', 'origin { taskId } originTaskId')).toEqual({
        origin: null,
        originTaskId: 'gone',
      });
    });
  });

  test('EF-36 the list is filtered by agent, queue, type, direction, time, company and node of the hierarchy, and paged', async () => {
    const at = (minute: number) => `2019-03-01T10:${String(minute).padStart(2, '0')}:00Z`;
    await feeds.ingest(
      task('a', { InitiationTimestamp: at(0), UserReportHierarchy: 'MidWest|Servicing|X', Username: 'ann' }),
      task('b', { InitiationTimestamp: at(1), UserReportHierarchy: 'MidWest', SkillQueueName: 'vip' }),
      task('c', { InitiationTimestamp: at(2), UserReportHierarchy: 'MidWest|Servicing', TaskType: 'VOICE' }),
      task('d', { InitiationTimestamp: at(3), UserReportHierarchy: 'East|Servicing', CompanyId: 'xyz' }),
      task('e', {
        InitiationTimestamp: at(4),
        TaskInitiationMethod: 'OUTBOUND_AUTO',
        UserReportHierarchy: '',
      }),
    );
    const ids = async (filter: string) => (await feeds.records(filter)).map(({ taskId }) => taskId);
    expect(await ids('')).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(await ids('reportHierarchy: ["MidWest", "Servicing"]')).toEqual(['c', 'a']);
    expect(await ids('reportHierarchy: ["MidWest"]')).toEqual(['c', 'b', 'a']);
    expect(await ids('agentId: "ann"')).toEqual(['a']);
    expect(await ids(`agentId: "${toGlobalId('Agent', 'ann')}"`)).toEqual(['a']);
    expect(await ids('skillQueueName: "vip"')).toEqual(['b']);
    expect(await ids('taskTypes: [VOICE, SMS]')).toEqual(['c']);
    expect(await ids('direction: OUTBOUND')).toEqual(['e']);
    expect(await ids('companyId: "xyz", environment: "prod"')).toEqual(['d']);
    expect(await ids(`range: { from: "${at(1)}", to: "${at(3)}" }`)).toEqual(['c', 'b']);
    const page =
      'query ($after: String) { traceRecords(first: 2, after: $after) { totalCount nodes { taskId } pageInfo { hasNextPage endCursor } } }';
    interface Page {
      traceRecords: { nodes: { taskId: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    }
    const first = await feeds.data<Page>(page);
    expect(first).toMatchObject({ traceRecords: { totalCount: 5, pageInfo: { hasNextPage: true } } });
    const next = await feeds.data<Page>(page, { after: first.traceRecords.pageInfo.endCursor });
    expect(next.traceRecords.nodes).toEqual([{ taskId: 'c' }, { taskId: 'b' }]);
  });

  test('personal fields need their scope, and the record is hidden from other tenants and from customers', async () => {
    await feeds.ingest(traceExample);
    const stranger = await openFeedClient(server());
    expect(await stranger.record({ gatewayTaskId: gateway }, 'attributes farEndAddress')).toBeNull();
    expect(
      await stranger.data(
        '{ traceRecords { totalCount } feedEvents { totalCount } deadLetters { totalCount } }',
      ),
    ).toEqual({
      traceRecords: { totalCount: 0 },
      feedEvents: { totalCount: 0 },
      deadLetters: { totalCount: 0 },
    });
  });

  describe('EF-14 the examples of the documentation', () => {
    test('are rejected with line and column where their JSON is invalid, and stored once it is corrected', async () => {
      const faulty = `{
"ActivityType": "INTERACTION_TRACE_RECORD",
"TaskId": "32628905-a1bd-4d7b-977d-9ae4b500b086",
"DeliveryProvider": "SYMBEE"
"GatewayWorkHandle": "482",
"InitiationTimestamp": "2019-02-28T01:04:48Z",
"Attributes": {
"FullName": "John Smith"
"SubscriberId": "001619723”
}
}
{
"ActivityType": "USER_USAGE",
"UsageEntryTime": "2019-02-28T01:06:01Z",
"Username": "cmiller",
"UsageActionCode": "BEGIN",
}
${JSON.stringify(traceExample)}`;
      const report = await importInto(server().app, 'symbee', feeds.tenant, faulty);
      expect(report).toMatchObject({ added: 1, rejected: 2 });
      expect(report.faults.map((fault) => fault.split(' ')[0])).toEqual(['5:1', '17:1']);
      expect(await byTask(traceExample.TaskId, 'taskId')).not.toBeNull();
    });
  });
});
