import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { importInto } from '../../support/importing.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { traceExample, transcriptExample, workCodeExample } from './examples.ts';

/** Few tasks, so that each has many events. */
const tasks = 6;
const minute = (n: number) => new Date(Date.UTC(2019, 1, 28, 9, n)).toISOString();
const namespace = fc.constantFrom(
  { CompanyId: 'abc', Environment: 'prod' },
  { CompanyId: 'xyz', Environment: '' },
);
const number = fc.integer({ min: 0, max: tasks - 1 });

const trace = fc
  .record({
    namespace,
    id: number,
    // None, another task, or the task itself, which yields chains and cycles.
    origin: fc.option(number),
    byGateway: fc.boolean(),
    type: fc.constantFrom('VOICE', 'WEBCHAT', 'HOLOGRAM', ''),
    at: fc.integer({ min: 0, max: 5 }),
    wrap: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ namespace, id, origin, byGateway, type, at, wrap }) => ({
    ...traceExample,
    ...namespace,
    TaskId: `t${id}`,
    GatewayTaskId: id === 0 ? '' : `g${id}`,
    MediaLocation: '',
    OriginTaskId: origin === null || byGateway ? '' : `t${origin}`,
    OriginGatewayTaskId: origin === null ? '' : `g${origin}`,
    TaskType: type,
    CompletedTimestamp: minute(at),
    WrapDurationInMillis: wrap,
  }));
const withOwnTime = (event: object, second: number) =>
  'CompletedTimestamp' in event
    ? {
        ...event,
        CompletedTimestamp: String(event.CompletedTimestamp).replace(':00.000Z', `:${10 + second}.000Z`),
      }
    : event;
const workCode = fc
  .record({ namespace, id: number, name: fc.constantFrom('Refund', 'Exchange'), at: number })
  .map(({ namespace, id, name, at }) => ({
    ...workCodeExample,
    ...namespace,
    GatewayTaskId: `g${id}`,
    WorkCodeName: name,
    CreatedDate: minute(at),
  }));
const chat = fc.record({ id: number, lines: fc.integer({ min: 1, max: 4 }) }).map(({ id, lines }) => ({
  ...transcriptExample,
  SessionId: `g${id}`,
  Transcript: transcriptExample.Transcript.slice(0, lines),
}));
const states = ['IDLE', 'WORKING', 'WRAP', 'UNAVAILABLE'];
/** A shift of one agent without a gap. */
const shift = fc
  .record({
    agent: fc.constantFrom('ann', 'bob'),
    session: fc.uuid(),
    start: fc.integer({ min: 0, max: 30 }),
    states: fc.array(fc.constantFrom(...states), { minLength: 1, maxLength: 5 }),
  })
  .map(({ agent, session, start, states: through }) => {
    const steps = ['IDLE', ...through, 'LOGGED_OFF'];
    return steps.map((CurrentState, step) => ({
      ActivityType: 'EXTENDED_AGENT_EVENTS',
      Username: agent,
      AgentSessionId: session,
      EventType: step === 0 ? 'LOGIN' : step === steps.length - 1 ? 'LOGOUT' : 'STATE_CHANGE',
      CurrentState,
      CurrentStateTimestamp: minute(start + step),
      PreviousState: steps[step - 1] ?? '',
      PreviousStateTimestamp: step === 0 ? '' : minute(start + step - 1),
      PreviousStateDurationMS: step === 0 ? 0 : 60_000,
    }));
  });
const usage = fc
  .record({
    agent: fc.constantFrom('ann', 'bob'),
    at: number,
    action: fc.constantFrom('BEGIN', 'ALIVE', 'END'),
  })
  .map(({ agent, at, action }) => ({
    ActivityType: 'USER_USAGE',
    Username: agent,
    UsageEntryTime: minute(at),
    UsageActionCode: action,
    ProductId: 'p',
  }));

const day = fc
  .record({
    single: fc.array(fc.oneof(trace, trace, workCode, chat, usage), { minLength: 5, maxLength: 30 }),
    shifts: fc.array(shift, { maxLength: 2 }),
  })
  // Of two records of a task with equal times, the later arrival would win.
  .map(({ single, shifts }) => [...single.map(withOwnTime), ...shifts.flat()] as readonly object[]);
/** A delivery in any order with repetitions, split into batches over different forms of ingestion. */
const delivery = (events: readonly object[]) =>
  fc.record({
    order: fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }),
    again: fc.subarray([...events]),
    size: fc.integer({ min: 1, max: 9 }),
    forms: fc.array(fc.constantFrom('graph', 'http', 'gzip', 'file'), { minLength: 1, maxLength: 5 }),
  });

const everything = [
  `{ traceRecords(first: 40) { totalCount nodes { id taskId gatewayTaskId companyId environment taskType taskTypeRaw wrapDuration
     completedAt isTransferCycle origin { id } transfers { id } workCodes { group name createdAt } events { id text }
     chatTranscript { startAt endAt transcript { createdBy chatContent } } } } }`,
  '{ feedEvents(first: 100) { totalCount nodes { id text at } } }',
  `{ agents(first: 10) { nodes { username state stateSince
     stateHistory(range: { from: "2019-02-28T00:00:00Z", to: "2019-03-01T00:00:00Z" }, first: 100) {
       nodes { at eventType currentState previousState previousStateDuration } } } } }`,
];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(() => server.stop());

async function deliver(feeds: FeedClient, form: string, events: readonly object[]): Promise<void> {
  const text = events.map((event) => JSON.stringify(event)).join('\n');
  if (form === 'graph') await feeds.ingest(...events);
  else if (form === 'file') await importInto(server.app, 'symbee', feeds.tenant, text);
  else {
    const response = await fetch(server.ingestUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${feeds.token}`, 'content-type': 'application/x-ndjson' },
      body: form === 'gzip' ? gzipSync(text) : text,
    });
    expect(response.status).toBe(200);
    await response.text();
  }
}

async function graphOf(feeds: FeedClient): Promise<unknown> {
  const halves = await Promise.all(
    Array.from({ length: tasks }, (_, n) =>
      feeds.record({ gatewayTaskId: `g${n}` }, 'id taskId companyId workCodes { group name createdAt }'),
    ),
  );
  return [...(await Promise.all(everything.map((query) => feeds.data(query)))), halves];
}

test('EF-13 EF-59 EF-65 EF-96 EF-126 the events of a day yield the same graph in any order, with repetitions, and over any form of ingestion', async () => {
  await fc.assert(
    fc.asyncProperty(
      day.chain((events) => fc.tuple(fc.constant(events), delivery(events))),
      async ([events, { order, again, size, forms }]) => {
        const [straight, mixed] = [await openFeedClient(server), await openFeedClient(server)];
        await straight.ingest(...events);
        const sent = [...order, ...again];
        const batches = Array.from({ length: Math.ceil(sent.length / size) }, (_, n) =>
          sent.slice(n * size, (n + 1) * size),
        );
        // Two batches run concurrently.
        for (let at = 0; at < batches.length; at += 2)
          await Promise.all(
            batches
              .slice(at, at + 2)
              .map((batch, n) => deliver(mixed, forms[(at + n) % forms.length] ?? 'graph', batch)),
          );
        expect(await graphOf(mixed)).toEqual(await graphOf(straight));
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);
