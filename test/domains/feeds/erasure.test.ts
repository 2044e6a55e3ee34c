import { MongoClient } from 'mongodb';
import { exportFrom, importInto } from '../../support/importing.ts';
import { inBothEngines } from '../../support/engines.ts';
import { testDatabase } from '../../support/mongo.ts';
import { openProfiler } from '../../support/profiler.ts';
import { startTestServer, tokenFor, type TestServer } from '../../support/server.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { agentExample, traceExample, transcriptExample, workCodeExample } from './examples.ts';

type Json = Record<string, unknown>;

const gateway = traceExample.GatewayTaskId;
const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
const profiler = openProfiler(import.meta.url);
afterAll(async () => {
  await profiler.close();
  await client.close();
});

/** A task of the customer in the events of all sources, and dead letters that contain the customer. */
const chat = { ...transcriptExample, SessionId: gateway };
const workCode = { ...workCodeExample, GatewayTaskId: gateway };
const correction = {
  ...traceExample,
  CompletedTimestamp: '2019-02-28T01:07:00Z',
  Attributes: { Loyalty: 'LX-77' },
};
const contact = {
  ContactId: gateway,
  InstanceARN: 'i',
  LastUpdateTimestamp: '2019-02-28T01:07:00Z',
  CustomerEndpoint: { Address: '+1 (555) 123-2100', Type: 'TELEPHONE_NUMBER' },
  Attributes: { plea: 'my-secret-plea' },
  Queue: { Name: 'Support', Duration: 7 },
};
const bad = { ...traceExample, TaskId: 'bad', GatewayTaskId: 'bad', CompanyId: 7 };
const noJson = '{"ActivityType": "INTERACTION_TRACE_RECORD" "FarEndAddress": "5551232100"}';
const agent = {
  ...agentExample,
  CurrentFocusTaskId: traceExample.TaskId,
  CurrentFocusGatewayTaskId: gateway,
};
const other = {
  ...traceExample,
  TaskId: 'other',
  GatewayTaskId: 'other',
  MediaLocation: '',
  FarEndAddress: 'ann@other.example',
  Attributes: { Email: 'ann@other.example' },
};
const personal =
  /jsmith|John Smith|5551232100|\(555\)|001619723|LX-77|my-secret-plea|Johnny|128751|password reset/i;

const erase = async (feeds: FeedClient, given: { customer?: readonly string[]; tasks?: readonly string[] }) =>
  (
    await feeds.data<{ eraseFeedData: { erasure: Json } }>(
      `mutation ($customer: [String!], $tasks: [ID!]) { eraseFeedData(customer: $customer, tasks: $tasks) { erasure {
         events traceRecords contacts transcripts deadLetters isDone } } }`,
      given,
    )
  ).eraseFeedData.erasure;
const nothing = { events: 0, traceRecords: 0, contacts: 0, transcripts: 0, deadLetters: 0, isDone: true };

/** Returns all documents of a tenant as JSON. */
async function documentsOf({ tenant }: FeedClient): Promise<string> {
  const collections = await client.db(name).listCollections({}, { nameOnly: true }).toArray();
  const found = await Promise.all(
    collections
      .filter((collection) => !collection.name.startsWith('system.'))
      .map((collection) => client.db(name).collection(collection.name).find({ tenant }).toArray()),
  );
  return JSON.stringify(found.flat());
}

const record = `taskId erasedAt attributes farEndAddress transferredToAddress wrapDuration agent { username } workCodes { name }
  contact { queueName customerAddress transferredToAddress attributes } chatTranscript { id } events { activityType erasedAt raw text }`;

inBothEngines(import.meta.url, (server) => {
  let feeds: FeedClient;
  beforeEach(async () => {
    feeds = await openFeedClient(server());
  });
  const post = async (body: string) =>
    (
      await fetch(server().ingestUrl, {
        method: 'POST',
        headers: { authorization: `Bearer ${feeds.token}`, 'content-type': 'application/x-ndjson' },
        body,
      })
    ).json() as Promise<Json>;
  const ingestAll = async () => {
    await feeds.ingest(traceExample, correction, chat, workCode, bad, agent, other);
    await importInto(server().app, 'connect-contact', feeds.tenant, [contact]);
    await post(`${noJson}\n${JSON.stringify(workCode)}`);
  };
  const deadLettersOf = async (status: string) =>
    (
      await feeds.data<{ deadLetters: { nodes: Json[] } }>(
        `{ deadLetters(status: ${status}) { nodes { id status reason field event text mended } } }`,
      )
    ).deadLetters.nodes;

  test('EF-56 personal data of customers is null without the scope feed.personal, and other fields are the same', async () => {
    await ingestAll();
    const query = `{ traceRecord: traceRecordBy(key: { taskId: { id: "${traceExample.TaskId}" } }) { ${record} }
      feedEvents(filter: { about: "${gateway}" }) { nodes { raw text } }
      deadLetters { nodes { event text mended } } }`;
    const read = async (scope: string) =>
      server().data<Json>(query, {}, await tokenFor(`agent.view ${scope}`, { tenant: feeds.tenant }));
    const shown = await read('feed.view feed.personal');
    const masked = await read('feed.view');
    expect(JSON.stringify(shown)).toMatch(personal);
    expect(JSON.stringify(masked)).not.toMatch(personal);
    expect(shown.traceRecord).toMatchObject({
      attributes: correction.Attributes,
      farEndAddress: 'John Smith',
      contact: { customerAddress: '+1 (555) 123-2100', attributes: contact.Attributes },
    });
    expect(masked.traceRecord).toMatchObject({
      attributes: null,
      farEndAddress: null,
      contact: { customerAddress: null, attributes: null, queueName: 'Support' },
      wrapDuration: 11_215,
      agent: { username: 'cmiller' },
      workCodes: [{ name: 'Password Change' }],
    });
    const find = (scope: string) =>
      tokenFor(scope, { tenant: feeds.tenant }).then((token) =>
        server().send('{ feedEvents(filter: { customer: "JSMITH@gmail.com" }) { nodes { activityType } } }', {
          token,
        }),
      );
    expect((await find('feed.view')).body.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await find('feed.view feed.personal')).body.data).toEqual({
      feedEvents: { nodes: [{ activityType: 'INTERACTION_TRACE_RECORD' }] },
    });
  });

  test.each([
    ['addresses', { customer: ['jsmith@GMAIL.com', '555-123-2100', '+1 555 123 2100'] }, 2],
    ['tasks', { tasks: [traceExample.TaskId] }, 0],
    ['a gateway’s task', { tasks: [gateway] }, 0],
  ])(
    'EF-56 erasure by %s erases the customer in all places, and no other customer',
    async (_, by, deadLetters) => {
      await ingestAll();
      const agents = '{ agents(first: 5) { nodes { username state focusTask { taskId } } } }';
      const before = await feeds.data(agents);
      expect(await documentsOf(feeds)).toMatch(personal);
      expect(await erase(feeds, by)).toEqual({
        events: 4,
        traceRecords: 1,
        contacts: 1,
        transcripts: 1,
        deadLetters,
        isDone: true,
      });
      expect(await erase(feeds, by)).toEqual(nothing);
      // Dead letters have no definite task. They are found by the hashes of their values.
      if (deadLetters === 0)
        expect(await erase(feeds, { customer: ['jsmith@gmail.com', '5551232100'] })).toEqual({
          ...nothing,
          deadLetters: 2,
        });
      expect(await documentsOf(feeds)).not.toMatch(personal);
      expect(await feeds.record({ taskId: traceExample.TaskId }, record)).toMatchObject({
        erasedAt: expect.any(String) as unknown,
        attributes: null,
        farEndAddress: null,
        wrapDuration: 11_215,
        agent: { username: 'cmiller' },
        workCodes: [{ name: 'Password Change' }],
        contact: { queueName: 'Support', customerAddress: null, attributes: null },
        chatTranscript: null,
      });
      const { feedEvents } = await feeds.data<{ feedEvents: { nodes: Json[] } }>(
        `{ feedEvents(filter: { about: "${gateway}" }) { nodes { activityType raw text erasedAt } } }`,
      );
      expect(
        feedEvents.nodes
          .map(({ activityType, raw, erasedAt }) => [activityType, raw !== null, erasedAt !== null])
          .sort(),
      ).toEqual([
        ['CHAT_TRANSCRIPT', false, true],
        ['EXTENDED_AGENT_EVENTS', true, false],
        ['INTERACTION_TRACE_RECORD', false, true],
        ['INTERACTION_TRACE_RECORD', false, true],
        ['WORK_CODES', true, false],
      ]);
      expect(await deadLettersOf('ERASED')).toEqual(
        Array.from({ length: 2 }, () => ({
          id: expect.any(String) as unknown,
          status: 'ERASED',
          reason: 'was erased',
          field: null,
          event: null,
          text: null,
          mended: null,
        })),
      );
      expect(await feeds.data(agents)).toEqual(before);
      expect(await feeds.record({ taskId: 'other' }, 'attributes farEndAddress erasedAt')).toEqual({
        attributes: other.Attributes,
        farEndAddress: 'ann@other.example',
        erasedAt: null,
      });
    },
  );

  test('EF-56 erased data is not restored by repeated deliveries, later corrections, replayed dead letters, or mended ones', async () => {
    await ingestAll();
    const file = (await exportFrom(server().app, 'symbee', feeds.tenant)).join('\n');
    const [first, second] = await deadLettersOf('WAITING');
    await erase(feeds, { customer: ['jsmith@gmail.com', '5551232100', '+15551232100'] });
    const erased = await documentsOf(feeds);
    expect(erased).not.toMatch(personal);

    expect(await feeds.ingest(traceExample, correction, chat)).toMatchObject({ duplicate: 3, rejected: [] });
    expect(await post(`${JSON.stringify(bad)}\n${noJson}\n${file}`)).toMatchObject({
      duplicate: 6,
      rejectedCount: 2,
    });
    await importInto(server().app, 'symbee', feeds.tenant, file);
    await importInto(server().app, 'connect-contact', feeds.tenant, [contact]);
    expect(await documentsOf(feeds)).toBe(erased);

    // New events of the same task.
    await feeds.ingest(
      { ...correction, CompletedTimestamp: '2019-02-28T02:00:00Z' },
      { ...chat, Transcript: [...chat.Transcript, ...chat.Transcript] },
      { ...correction, Environment: 7 },
    );
    await importInto(server().app, 'connect-contact', feeds.tenant, [
      { ...contact, LastUpdateTimestamp: '2019-02-28T09:00:00Z' },
    ]);
    expect(await documentsOf(feeds)).not.toMatch(personal);

    const replay = 'mutation ($ids: [ID!]!) { replayDeadLetters(ids: $ids) { deadLetters { id } } }';
    expect(await feeds.data(replay, { ids: [first?.id, second?.id] })).toEqual({
      replayDeadLetters: { deadLetters: [null, null] },
    });
    await feeds.ingest({ ActivityType: 'NONE' });
    const [waiting] = await deadLettersOf('WAITING');
    const mend =
      'mutation ($id: ID!, $event: JSON!) { mendDeadLetter(id: $id, event: $event) { deadLetters { status mended } } }';
    expect(await feeds.data(mend, { id: waiting?.id, event: correction })).toEqual({
      mendDeadLetter: { deadLetters: [{ status: 'ERASED', mended: null }] },
    });
    expect(await documentsOf(feeds)).not.toMatch(personal);
    expect((await exportFrom(server().app, 'symbee', feeds.tenant)).join()).not.toMatch(personal);
  });

  test('EF-56 a dead letter is found by its mended event, and an erased task that arrives later is not stored', async () => {
    await feeds.ingest({ ActivityType: 'NONE' });
    const [letter] = await deadLettersOf('WAITING');
    const mend =
      'mutation ($id: ID!, $event: JSON!) { mendDeadLetter(id: $id, event: $event) { deadLetters { status } } }';
    await feeds.data(mend, { id: letter?.id, event: bad });
    expect(await documentsOf(feeds)).toMatch(personal);
    expect(await erase(feeds, { customer: ['John Smith'], tasks: ['t-later'] })).toEqual({
      ...nothing,
      deadLetters: 1,
    });
    expect(await feeds.ingest({ ...traceExample, TaskId: 't-later' })).toMatchObject({ duplicate: 1 });
    expect(await documentsOf(feeds)).not.toMatch(personal);
  });

  test('EF-56 data of an erased task under an id that was unknown at erasure is erased in any order of arrival', async () => {
    const withSession = { ...traceExample, MediaLocation: 'bucket/of-session' };
    const parts = [
      () => feeds.ingest(withSession),
      () => feeds.ingest({ ...chat, SessionId: 'of-session' }),
      () => importInto(server().app, 'connect-contact', feeds.tenant, [contact]),
    ];
    for (const order of [parts, parts.toReversed()]) {
      feeds = await openFeedClient(server());
      await erase(feeds, { tasks: [traceExample.TaskId] });
      for (const ingestNext of order) await ingestNext();
      expect(await documentsOf(feeds)).not.toMatch(personal);
    }
  });

  test('EF-56 data under ids that only a found record has is erased, over several records', async () => {
    const second = { ...traceExample, TaskId: 'second', MediaLocation: 'bucket/second-session' };
    await feeds.ingest({ ...traceExample, MediaLocation: '' }, second, {
      ...chat,
      SessionId: 'second-session',
    });
    await importInto(server().app, 'connect-contact', feeds.tenant, [
      { ...contact, ContactId: 'second-session' },
    ]);
    expect(await documentsOf(feeds)).toMatch(personal);
    // The second task has the gateway's id of the first, and its session is the id of a transcript and of a contact.
    expect(await erase(feeds, { tasks: [traceExample.TaskId] })).toMatchObject({
      // The contact has a trace record of its own.
      traceRecords: 3,
      transcripts: 1,
      contacts: 1,
      isDone: true,
    });
    expect(await documentsOf(feeds)).not.toMatch(personal);
  });

  test('EF-56 a task is erased by its exact id, and tasks with similar ids stay', async () => {
    const alike = ['A-1', 'a-1', '123-45', '12345'].map((TaskId) => ({
      ...other,
      TaskId,
      GatewayTaskId: `gateway of ${TaskId}`,
    }));
    await feeds.ingest(...alike);
    await erase(feeds, { tasks: ['a-1', '12345'] });
    expect(
      await feeds.ingest(...alike.map((event) => ({ ...event, WrapDurationInMillis: 1 }))),
    ).toMatchObject({
      updated: 2,
      duplicate: 2,
    });
    const left = await feeds.records('', 'taskId attributes');
    expect(
      left
        .filter(({ attributes }) => attributes !== null)
        .map(({ taskId }) => taskId)
        .sort(),
    ).toEqual(['123-45', 'A-1']);
  });

  test('EF-56 a task with the same id in another company or another tenant is not erased', async () => {
    const theirs = { ...other, TaskId: traceExample.TaskId, GatewayTaskId: gateway, CompanyId: 'xyz' };
    await feeds.ingest(traceExample, theirs);
    const stranger = await openFeedClient(server());
    await stranger.ingest(traceExample);
    await erase(feeds, { customer: ['jsmith@gmail.com'] });
    expect(await documentsOf(feeds)).not.toMatch(personal);
    expect(await feeds.records('companyId: "xyz"', 'attributes events { raw }')).toEqual([
      { attributes: other.Attributes, events: [{ raw: theirs }] },
    ]);
    expect(await feeds.ingest({ ...theirs, WrapDurationInMillis: 1 })).toMatchObject({ updated: 1 });
    expect(await documentsOf(stranger)).toMatch(personal);
  });

  test('erasure requires the scope feed.erase and at least one valid argument', async () => {
    const code = async (args: string, scope = 'feed.erase') => {
      const token = await tokenFor(scope, { tenant: feeds.tenant });
      const { body } = await server().send(`mutation { eraseFeedData(${args}) { erasure { isDone } } }`, {
        token,
      });
      return body.errors?.[0]?.extensions.code;
    };
    const one = 'tasks: ["t"]';
    expect(await code(one)).toBeUndefined();
    for (const scope of [
      'feed.view feed.ingest feed.personal',
      'customer.manage',
      'chat.customer feed.erase',
    ])
      expect(await code(one, scope)).toBe('FORBIDDEN');
    for (const args of [
      'customer: []',
      'customer: [" "]',
      'tasks: [""]',
      `customer: ["${'x'.repeat(321)}"]`,
      `customer: ${JSON.stringify(Array(21).fill('x'))}`,
      `tasks: ${JSON.stringify(Array(101).fill('x'))}`,
    ])
      expect(await code(args)).toBe('BAD_USER_INPUT');
  });
});

describe('with many tasks and two processes', () => {
  let servers: readonly [TestServer, TestServer];
  beforeAll(async () => {
    servers = [await startTestServer(import.meta.url), await startTestServer(import.meta.url)];
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
  });
  const task = (n: number) => ({
    ...traceExample,
    TaskId: `t${n}`,
    GatewayTaskId: `g${n}`,
    MediaLocation: n % 2 === 0 ? '' : `bucket/s${n}`,
  });
  const session = (n: number) => ({ ...transcriptExample, SessionId: n % 2 === 0 ? `g${n}` : `s${n}` });

  test('EF-56 erasure of many events continues over several calls and processes, erases each event once, and uses indexes', async () => {
    const feeds = await openFeedClient(servers[0]);
    const strangers = Array.from({ length: 300 }, (_, n) => ({
      ...other,
      TaskId: `o${n}`,
      GatewayTaskId: `o${n}`,
    }));
    await importInto(servers[0].app, 'symbee', feeds.tenant, [
      ...strangers,
      ...Array.from({ length: 250 }, (_, n) => task(n)),
    ]);
    const steps: Json[] = [];
    const queries = await profiler.during(async () => {
      steps.push(await erase(feeds, { customer: ['jsmith@gmail.com'] }));
    });
    for (const { collection, plan, sorted, documentsRead } of queries) {
      expect([collection, plan]).toEqual([
        collection,
        expect.stringMatching(/^(|IDHACK|EXPRESS_\w+|(IXSCAN \{ (tenant|_id): 1[^}]*\}(, )?)+)/),
      ]);
      expect([collection, sorted, documentsRead < 310]).toEqual([collection, false, true]);
    }
    const remote = await openFeedClient(servers[1], feeds.tenant);
    while (steps.at(-1)?.isDone !== true) steps.push(await erase(remote, { customer: ['jsmith@gmail.com'] }));
    const sum = (field: string) => steps.reduce((total, step) => total + Number(step[field]), 0);
    expect([steps.length, sum('events'), sum('traceRecords')]).toEqual([3, 250, 250]);
    expect(await documentsOf(feeds)).not.toMatch(personal);
  });

  test('EF-56 events that arrive during erasure are erased too', async () => {
    const feeds = await openFeedClient(servers[0]);
    const remote = await openFeedClient(servers[1], feeds.tenant);
    const numbers = Array.from({ length: 20 }, (_, n) => n);
    await Promise.all(
      numbers.flatMap((n) => [
        feeds.ingest(task(n), session(n)),
        erase(remote, { tasks: [`t${n}`] }),
        remote.ingest({ ...task(n), WrapDurationInMillis: 1 }, { ...task(n), InitiationTimestamp: 'jsmith' }),
      ]),
    );
    expect(await documentsOf(feeds)).not.toMatch(personal);
  });
});
