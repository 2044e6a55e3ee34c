import { gzipSync } from 'node:zlib';
import { inBothEngines } from '../../support/engines.ts';
import { counts, exportFrom, importInto } from '../../support/importing.ts';
import { tokenFor } from '../../support/server.ts';
import { agentExample, traceExample, transcriptExample, usageExample, workCodeExample } from './examples.ts';

type Json = Record<string, unknown>;

const scopes = 'feed.view feed.personal feed.ingest agent.view hybris.interactionrecording_view';
const allFive = [traceExample, workCodeExample, usageExample, agentExample, transcriptExample];

inBothEngines(import.meta.url, (server) => {
  let tenant: string;
  let token: string;
  let count = 0;
  beforeEach(async () => {
    tenant = `t${count++}-${Math.random().toString(36).slice(2, 8)}`;
    token = await tokenFor(scopes, { tenant });
  });
  const data = <Data = Json>(query: string, variables: Json = {}) =>
    server().data<Data>(query, variables, token);
  const ingest = async (...events: unknown[]) =>
    (
      await data<{ ingestEvents: { report: Json } }>(
        'mutation ($events: [JSON!]!) { ingestEvents(events: $events) { report { read added updated duplicate rejected { index reason } } } }',
        { events },
      )
    ).ingestEvents.report;
  const report = (changes: Json) => ({
    read: 1,
    added: 0,
    updated: 0,
    duplicate: 0,
    rejected: [],
    ...changes,
  });
  const record = async (args: string, selection: string) =>
    (await data<{ traceRecord: Json }>(`{ traceRecord: traceRecordBy(key: { ${args} }) { ${selection} } }`))
      .traceRecord;
  const byTask = (selection: string, taskId = traceExample.TaskId) =>
    record(`taskId: { id: ${JSON.stringify(taskId)} }`, selection);
  const byGateway = (selection: string, id = traceExample.GatewayTaskId) =>
    record(`gatewayTaskId: { id: ${JSON.stringify(id)} }`, selection);
  const post = (body: NonNullable<RequestInit['body']> | undefined, headers: Record<string, string> = {}) =>
    fetch(server().ingestUrl, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/x-ndjson',
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      duplex: 'half',
    });
  const lines = (events: readonly unknown[]) => events.map((event) => JSON.stringify(event)).join('\n');

  test('EF-1 EF-2 EF-3 EF-127 one mutation ingests events of all five types, and counts them', async () => {
    expect(await ingest(...allFive)).toEqual(report({ read: 5, added: 5 }));
    const { feedEvents } = await data<{ feedEvents: { nodes: Json[]; totalCount: number } }>(
      '{ feedEvents { totalCount nodes { activityType } } }',
    );
    expect(feedEvents.totalCount).toBe(5);
    expect(feedEvents.nodes.map(({ activityType }) => activityType).sort()).toEqual(
      allFive.map(({ ActivityType }) => ActivityType).sort(),
    );
  });

  test('EF-5 EF-10 EF-125 every event is stored, and returned verbatim', async () => {
    const text = `{ "ActivityType" :"USER_USAGE", "UsageActionCode": "BEGIN","Username":"cm\\u0069ller",
      "UsageEntryTime": "2019-02-28T01:06:01Z", "Odd": 1.50e2, "Unknown": [null, ""] }`;
    expect(await (await post(text)).json()).toMatchObject({ read: 1, added: 1 });
    const { feedEvents } = await data<{ feedEvents: { nodes: Json[] } }>(
      '{ feedEvents { nodes { text raw at companyId } } }',
    );
    expect(feedEvents.nodes).toEqual([
      { text, raw: JSON.parse(text) as unknown, at: '2019-02-28T01:06:01.000Z', companyId: null },
    ]);
    const [line] = await exportFrom(server().app, 'symbee', tenant);
    expect(line).toBe(
      '{"ActivityType":"USER_USAGE","UsageActionCode":"BEGIN","Username":"cm\\u0069ller","UsageEntryTime":"2019-02-28T01:06:01Z","Odd":1.50e2,"Unknown":[null,""]}',
    );
  });

  test('EF-13 EF-126 a repeated event changes nothing in any form of ingestion', async () => {
    await ingest(...allFive);
    const before = await byTask(everything);
    expect(await ingest(...allFive)).toEqual(report({ read: 5, duplicate: 5 }));
    expect(await (await post(gzipSync(lines(allFive)))).json()).toMatchObject({ read: 5, duplicate: 5 });
    expect(await importInto(server().app, 'symbee', tenant, allFive)).toMatchObject(
      counts(5, { duplicate: 5 }),
    );
    // Events that differ only in white space or in the order of keys are the same.
    const turned = Object.fromEntries(Object.entries(traceExample).reverse());
    expect(await ingest(turned, turned)).toEqual(report({ read: 2, duplicate: 2 }));
    expect(await byTask(everything)).toEqual(before);
  });

  test('EF-60 a different event of the same task is a correction, and the result does not depend on the order', async () => {
    const first = { ...traceExample, WrapDurationInMillis: 1 };
    const later = { ...traceExample, CompletedTimestamp: '2019-02-28T01:06:00Z', WrapDurationInMillis: 2 };
    expect(await ingest(first)).toEqual(report({ added: 1 }));
    expect(await ingest(later)).toEqual(report({ updated: 1 }));
    expect(await byTask('wrapDuration events { raw }')).toMatchObject({
      wrapDuration: 2,
      events: expect.arrayContaining([{ raw: first }, { raw: later }]) as unknown,
    });
    tenant = `${tenant}-b`;
    token = await tokenFor(scopes, { tenant });
    await ingest(later);
    expect(await ingest(first)).toEqual(report({ added: 1 }));
    expect(await ingest(first)).toEqual(report({ duplicate: 1 }));
    expect(await byTask('wrapDuration')).toEqual({ wrapDuration: 2 });
  });

  test('EF-4 EF-127 EF-128 an invalid event becomes a dead letter, and does not stop the others', async () => {
    const unknown = { ActivityType: 'COFFEE_BREAK', Username: 'cmiller' };
    const bad = { ...workCodeExample, CreatedDate: 'yesterday' };
    expect(await ingest(unknown, usageExample, bad, 'no event', { Username: 'x' })).toEqual(
      report({
        read: 5,
        added: 1,
        rejected: [
          {
            index: 0,
            reason:
              'ActivityType: "COFFEE_BREAK" is not one of INTERACTION_TRACE_RECORD, WORK_CODES, USER_USAGE, EXTENDED_AGENT_EVENTS, CHAT_TRANSCRIPT',
          },
          { index: 2, reason: 'CreatedDate: "yesterday" is not a date-time' },
          { index: 3, reason: 'is not an object' },
          {
            index: 4,
            reason:
              'is none of these: an event of Symbee Connect, a contact record of Amazon Connect, an agent event of Amazon Connect',
          },
        ],
      }),
    );
    const { deadLetters } = await data<{ deadLetters: { nodes: Json[]; totalCount: number } }>(
      '{ deadLetters { totalCount nodes { activityType field event source status mended outcome settledAt } } }',
    );
    expect(deadLetters.totalCount).toBe(4);
    const waiting = { source: 'SYMBEE', status: 'WAITING', mended: null, outcome: null, settledAt: null };
    expect(deadLetters.nodes).toEqual(
      expect.arrayContaining([
        { ...waiting, activityType: 'COFFEE_BREAK', field: 'ActivityType', event: unknown },
        { ...waiting, activityType: 'WORK_CODES', field: 'CreatedDate', event: bad },
        { ...waiting, activityType: null, field: null, event: 'no event' },
      ]),
    );
    // A repetition is the same dead letter.
    await ingest(unknown);
    expect(await data('{ deadLetters(activityType: "COFFEE_BREAK") { totalCount } }')).toEqual({
      deadLetters: { totalCount: 1 },
    });
  });

  const letterId = async () =>
    (await data<{ deadLetters: { nodes: { id: string }[] } }>('{ deadLetters { nodes { id } } }')).deadLetters
      .nodes[0]?.id ?? '';
  const mend = (id: string, event: unknown) =>
    server().send(
      'mutation ($id: ID!, $event: JSON!) { mendDeadLetter(id: $id, event: $event) { status field deadLetters { status reason outcome mended } } }',
      { variables: { id, event }, token },
    );

  test('EF-4 a dead letter is stored once it is mended', async () => {
    await ingest({ ...workCodeExample, CreatedDate: 'yesterday' });
    const id = await letterId();
    const still = await mend(id, { ...workCodeExample, GatewayTaskId: '' });
    expect(still.body.data).toEqual({
      mendDeadLetter: {
        status: 'OK',
        deadLetters: [
          {
            status: 'WAITING',
            reason: 'is missing',
            outcome: null,
            mended: { ...workCodeExample, GatewayTaskId: '' },
          },
        ],
        field: null,
      },
    });
    const { body } = await mend(id, workCodeExample);
    expect(body.data).toMatchObject({
      mendDeadLetter: { deadLetters: [{ status: 'TAKEN', outcome: 'ADDED' }] },
    });
    expect(await byGateway('workCodes { name }', workCodeExample.GatewayTaskId)).toEqual({
      workCodes: [{ name: 'Password Change' }],
    });
    expect((await mend(id, workCodeExample)).body).toEqual({
      data: { mendDeadLetter: { status: 'INVALID_STATE', field: ['id'], deadLetters: null } },
    });
    expect((await mend('nowhere', workCodeExample)).body).toEqual({
      data: { mendDeadLetter: { status: 'NOT_FOUND', field: ['id'], deadLetters: null } },
    });
    // At-least-once delivery can repeat the invalid event. The dead letter stays settled.
    await ingest({ ...workCodeExample, CreatedDate: 'yesterday' });
    expect(await letterId()).toBe('');
  });

  test('dead letters can be replayed unchanged, and a discarded dead letter stays discarded', async () => {
    await ingest({ ActivityType: 'NEW' }, { ActivityType: 'OTHER' });
    const { deadLetters } = await data<{ deadLetters: { nodes: { id: string }[] } }>(
      '{ deadLetters { nodes { id } } }',
    );
    const [one = '', two = ''] = deadLetters.nodes.map(({ id }) => id);
    const replay = 'mutation ($ids: [ID!]!) { replayDeadLetters(ids: $ids) { deadLetters { id status } } }';
    expect(await data(replay, { ids: ['nowhere', one] })).toEqual({
      replayDeadLetters: { deadLetters: [null, { id: one, status: 'WAITING' }] },
    });
    expect(
      await data('mutation ($id: ID!) { discardDeadLetter(id: $id) { deadLetters { status settledAt } } }', {
        id: two,
      }),
    ).toEqual({
      discardDeadLetter: { deadLetters: [{ status: 'DISCARDED', settledAt: expect.any(String) as string }] },
    });
    expect(await data(replay, { ids: [two] })).toEqual({ replayDeadLetters: { deadLetters: [null] } });
    expect(await data('{ deadLetters(status: DISCARDED) { nodes { id } } }')).toEqual({
      deadLetters: { nodes: [{ id: two }] },
    });
  });

  test('EF-12 EF-18 companies and environments of a tenant never mix, even if their ids are the same', async () => {
    const other = { ...traceExample, CompanyId: 'xyz', Username: 'other' };
    const test = { ...traceExample, Environment: 'test', Username: 'tester' };
    const code = { ...workCodeExample, GatewayTaskId: traceExample.GatewayTaskId };
    await ingest(traceExample, other, test, code, { ...code, CompanyId: 'xyz', WorkCodeName: 'Other' });
    const selection = 'companyId environment agent { username } workCodes { name }';
    const of = (company: string, environment: string) =>
      record(
        `taskId: { id: "${traceExample.TaskId}", companyId: "${company}", environment: "${environment}" }`,
        selection,
      );
    expect(await of('abccompany', 'prod')).toEqual({
      companyId: 'abccompany',
      environment: 'prod',
      agent: { username: 'cmiller' },
      workCodes: [{ name: 'Password Change' }],
    });
    expect(await of('xyz', 'prod')).toMatchObject({
      agent: { username: 'other' },
      workCodes: [{ name: 'Other' }],
    });
    expect(await of('abccompany', 'test')).toMatchObject({ agent: { username: 'tester' }, workCodes: [] });
    expect(await of('xyz', 'test')).toBeNull();
    expect(await data('{ traceRecords(filter: { companyId: "xyz" }) { totalCount } }')).toEqual({
      traceRecords: { totalCount: 1 },
    });
  });

  test('EF-130 an event ahead of the clock is stored with isAhead', async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const ahead = { ...traceExample, CompletedTimestamp: soon };
    await ingest(ahead, { ...traceExample, TaskId: 'in time' });
    expect(await byTask('isAhead completedAt events { isAhead }')).toEqual({
      isAhead: true,
      completedAt: soon,
      events: [{ isAhead: true }],
    });
    expect(await byTask('isAhead', 'in time')).toEqual({ isAhead: false });
  });

  test('EF-130 an event more than a day ahead corrects no other event in either order, and is corrected by others', async () => {
    const far = { ...traceExample, CompletedTimestamp: '9999-01-01T00:00:00Z', WrapDurationInMillis: 1 };
    for (const events of [
      [far, traceExample],
      [traceExample, far],
    ]) {
      tenant = `${tenant}-x`;
      token = await tokenFor(scopes, { tenant });
      for (const event of events) await ingest(event);
      expect(await byTask('isAhead wrapDuration events { id }')).toEqual({
        isAhead: false,
        wrapDuration: traceExample.WrapDurationInMillis,
        events: [{ id: expect.any(String) as string }, { id: expect.any(String) as string }],
      });
    }
  });

  test('EF-129 events above the size limits are rejected with the limit', async () => {
    const attributes = { ...traceExample, Attributes: { Text: 'x'.repeat(33_000) } };
    const large = { ...usageExample, Padding: 'x'.repeat(1024 * 1024) };
    const chat = {
      ...transcriptExample,
      Transcript: Array.from({ length: 10_001 }, () => transcriptExample.Transcript[0]),
    };
    const answer: unknown = await (await post(lines([attributes, large, chat, usageExample]))).json();
    expect(answer).toMatchObject({
      read: 4,
      added: 2,
      rejectedCount: 2,
      rejected: [
        { index: 1, line: 2, column: 1, reason: 'the record is larger than 1048576 bytes' },
        // An event with ten thousand lines also exceeds one mebibyte.
        { index: 2, line: 3, reason: 'the record is larger than 1048576 bytes' },
      ],
    });
  });

  describe('POST /ingest/symbee', () => {
    test.each([
      ['one record per line', (events: readonly unknown[]) => lines(events)],
      ['an array', (events: readonly unknown[]) => JSON.stringify(events, null, 2)],
      ['gzip', (events: readonly unknown[]) => gzipSync(lines(events))],
      [
        'objects without separators',
        (events: readonly unknown[]) => events.map((one) => JSON.stringify(one)).join(''),
      ],
    ])('accepts %s', async (_, body) => {
      const response = await post(body(allFive));
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({
        read: 5,
        added: 5,
        updated: 0,
        duplicate: 0,
        disabled: 0,
        rejectedCount: 0,
        rejected: [],
      });
    });

    test('accepts a single event, gzip with a Content-Encoding, and a body without a length', async () => {
      expect(await (await post(JSON.stringify(traceExample))).json()).toMatchObject({ read: 1, added: 1 });
      const packed = gzipSync(JSON.stringify(usageExample));
      expect(await (await post(packed, { 'content-encoding': 'gzip' })).json()).toMatchObject({ added: 1 });
      const stream = new Blob([lines([workCodeExample, agentExample])]).stream();
      expect(await (await post(stream)).json()).toMatchObject({ read: 2, added: 2 });
    });

    test('EF-14 reports line and column of text that is not JSON, and stores the rest', async () => {
      const text = `${JSON.stringify(usageExample)}\n{"ActivityType": "WORK_CODES" "TaskType": "VOICE"}\n${JSON.stringify(traceExample)}`;
      expect(await (await post(text)).json()).toMatchObject({
        read: 3,
        added: 2,
        rejectedCount: 1,
        rejected: [{ index: 1, line: 2, column: 31 }],
      });
    });

    test.each([
      ['no token', 401, 'UNAUTHENTICATED', { authorization: '' }],
      ['another scope', 403, 'FORBIDDEN', {}],
      ['XML', 415, 'UNSUPPORTED_MEDIA_TYPE', { 'content-type': 'text/xml' }],
      ['brotli', 415, 'UNSUPPORTED_MEDIA_TYPE', { 'content-encoding': 'br' }],
    ])('refuses %s', async (caseName, status, code, headers) => {
      if (caseName === 'another scope') token = await tokenFor('feed.view', { tenant });
      const response = await post(lines(allFive), headers);
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
    });

    test('refuses a body without an event, and a damaged body', async () => {
      const none = await post('hello');
      expect([none.status, await none.json()]).toMatchObject([
        400,
        { errors: [{ message: expect.stringContaining('Line 1, column 1') as string }] },
      ]);
      const damaged = await post(gzipSync(lines(allFive)).subarray(0, -20));
      expect([damaged.status, await damaged.json()]).toMatchObject([
        400,
        { errors: [{ message: expect.stringContaining('cut off') as string }] },
      ]);
      const other = await fetch(server().ingestUrl);
      expect([other.status, other.headers.get('allow')]).toEqual([405, 'POST']);
    });
  });
});

const everything = `id taskId gatewayTaskId companyId agent { username } workCodes { group name createdAt }
  queuedDuration activeDuration attributes chatTranscript { transcriptId } events { id text }`;
