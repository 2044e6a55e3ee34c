import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tokenFor, startTestServer, type TestServer } from '../../support/server.ts';
import { account, stackOf } from '../../deploy/cloudformation.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { agentExample, traceExample, usageExample, workCodeExample } from './examples.ts';

const maxBytes = 65_536;
const requestId = 'ed4acda5-034f-9f42-bba1-f29aea6d7d8f';
let server: TestServer;
let feeds: FeedClient;
beforeAll(async () => {
  server = await startTestServer(import.meta.url, { MAX_INGEST_BYTES: String(maxBytes) });
});
afterAll(() => server.stop());
beforeEach(async () => {
  feeds = await openFeedClient(server);
});

/** The configuration of Firehose in our CloudFormation template. */
const { resources } = stackOf(
  join(import.meta.dirname, '../../../deploy/symbee/template.yaml'),
  'us-east-1',
  {
    ConnectInstanceRegion: 'us-east-1',
    Environment: 'prod',
    SwitchboardUrl: 'https://switchboard.example',
    TokenSecretArn: `arn:aws:secretsmanager:us-east-1:${account}:secret:switchboard`,
  },
);
const { EndpointConfiguration, RequestConfiguration } = (resources.UserDelivery?.Properties
  .HttpEndpointDestinationConfiguration ?? {}) as {
  readonly EndpointConfiguration: { readonly Url: string };
  readonly RequestConfiguration: { readonly ContentEncoding: string };
};
const { pathname } = new URL(EndpointConfiguration.Url);

const base64 = (data: string | Uint8Array) => Buffer.from(data).toString('base64');
const deliveryOf = (...data: readonly (string | Uint8Array)[]) =>
  JSON.stringify({
    requestId,
    timestamp: 1578090901599,
    records: data.map((one) => ({ data: base64(one) })),
  });
async function post(body: string, headers: Record<string, string> = {}, isPacked = true) {
  const response = await fetch(new URL(pathname, server.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(isPacked ? { 'content-encoding': RequestConfiguration.ContentEncoding.toLowerCase() } : {}),
      'x-amz-firehose-protocol-version': '1.0',
      'x-amz-firehose-request-id': requestId,
      'x-amz-firehose-source-arn': `arn:aws:firehose:us-east-1:${account}:deliverystream/user`,
      'x-amz-firehose-common-attributes': '{"commonAttributes":{}}',
      'x-amz-firehose-access-key': feeds.token,
      ...headers,
    },
    body: isPacked ? gzipSync(body) : body,
  });
  return { response, status: response.status, answer: (await response.json()) as object };
}
const isTime = expect.any(Number) as number;
const taken = { status: 200, answer: { requestId, timestamp: isTime } };
const refusal = (status: number, errorMessage: unknown) => ({
  status,
  answer: { requestId, timestamp: isTime, errorMessage },
});

const json = (value: unknown) => JSON.stringify(value);
const login = (Username: string) => ({ ...usageExample, Username });
const eventCount = async () => {
  const { feedEvents } = await feeds.data<{ feedEvents: { totalCount: number } }>(
    '{ feedEvents { totalCount } }',
  );
  return feedEvents.totalCount;
};
const readDeadLetters = async () => {
  const { deadLetters } = await feeds.data<{ deadLetters: { nodes: Record<string, unknown>[] } }>(
    '{ deadLetters { nodes { activityType reason event text } } }',
  );
  return deadLetters.nodes;
};

test('a delivery of Firehose is readable in the graph, and its response has the form that Firehose requires', async () => {
  const { response, ...rest } = await post(
    deliveryOf(
      json(traceExample),
      json({ ...workCodeExample, GatewayTaskId: traceExample.GatewayTaskId }),
      json(usageExample),
      json(agentExample),
    ),
  );
  expect(rest).toEqual(taken);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0);
  expect(response.headers.has('content-encoding')).toBe(false);
  expect(
    await feeds.record(
      { taskId: traceExample.TaskId },
      'agent { username } workCodes { name } events { text }',
    ),
  ).toEqual({
    agent: { username: 'cmiller' },
    workCodes: [{ name: 'Password Change' }],
    events: expect.arrayContaining([{ text: json(traceExample) }]) as unknown,
  });
  expect(await eventCount()).toBe(4);
});

test('EF-13 a repeated delivery changes nothing, compressed or not', async () => {
  const delivery = deliveryOf(json(traceExample), json(usageExample), json(usageExample));
  await post(delivery);
  const before = await feeds.record({ taskId: traceExample.TaskId }, 'wrapDuration events { receivedAt }');
  expect(await post(delivery)).toMatchObject(taken);
  expect(await post(delivery, {}, false)).toMatchObject(taken);
  expect(await feeds.record({ taskId: traceExample.TaskId }, 'wrapDuration events { receivedAt }')).toEqual(
    before,
  );
  expect(await eventCount()).toBe(2);
});

test('a record can contain any number of events in any layout', async () => {
  const text = json(login('pretty')).replaceAll(',', ',\n  ');
  expect(
    await post(
      deliveryOf(
        `${json(login('line 1'))}\n${json(login('line 2'))}\n`,
        json(login('together 1')) + json(login('together 2')),
        json([login('list 1'), login('list 2')]),
        text,
        '',
        '\n',
        `\ufeff${json(login('Zoë'))}`,
      ),
    ),
  ).toMatchObject(taken);
  expect(await eventCount()).toBe(8);
  expect(await readDeadLetters()).toEqual([]);
});

test('a delivery of empty records is accepted, because Firehose can send it', async () => {
  expect(await post(deliveryOf('', ''))).toMatchObject(taken);
});

test('EF-4 EF-128 an unreadable record becomes a dead letter, and the other records are stored', async () => {
  const whole = json(login('a'));
  const body = JSON.parse(
    deliveryOf(
      whole.slice(0, 40),
      json(login('b')),
      '{"ActivityType": "USER_USAGE", "Username": "x',
      `{\n  "Username": "c",\n${json(login('c')).slice(1)}`,
      'not JSON',
      json(login('d')),
      json({ ActivityType: 'COFFEE_BREAK' }),
      gzipSync(whole),
    ),
  ) as { records: { data: string }[] };
  body.records.push({ data: '{not Base64}' }, { data: base64(json(login('e'))) });
  expect(await post(json(body))).toMatchObject(taken);
  expect(await eventCount()).toBe(4);
  expect(server.log.lines).toContainEqual({
    level: 'warn',
    details: { requestId, timestamp: isTime, rejectedCount: 6 },
    message: 'events of a delivery were rejected',
  });
  const kept = await readDeadLetters();
  expect(kept).toHaveLength(6);
  expect(kept).toEqual(
    expect.arrayContaining(
      [
        { text: whole.slice(0, 40) },
        { text: '{"ActivityType": "USER_USAGE", "Username": "x' },
        { text: 'not JSON' },
        { activityType: 'COFFEE_BREAK' },
        { event: { data: base64(gzipSync(whole)) } },
        { event: { data: '{not Base64}' }, reason: expect.stringContaining('data is not Base64') as string },
      ].map((deadLetter) => expect.objectContaining(deadLetter) as unknown),
    ),
  );
  // A repetition has the same result, and Firehose does not have to retry.
  expect(await post(json(body))).toMatchObject(taken);
  expect(await readDeadLetters()).toHaveLength(6);
});

test.each([
  ['is not JSON', 'records', 400, /not a delivery of records. Line 1, column 1/],
  ['is truncated', deliveryOf(json(usageExample)).slice(0, -10), 400, /not a delivery of records/],
  ['has no records', json({ requestId, timestamp: 1 }), 400, /Line 1, column 1: a record has no data\.$/],
  ['has none', json({ requestId, records: [] }), 400, /no record in the body/],
  ['has one without data', json({ requestId, records: [{ text: '' }] }), 400, /a record has no data\.$/],
  ['is larger than the limit', deliveryOf(' '.repeat(maxBytes)), 413, /larger than the limit of 65536 bytes/],
])('a body that %s is refused in the form that Firehose reads', async (_, body, status, reason) => {
  const { response, ...rest } = await post(body);
  expect(rest).toEqual(refusal(status, expect.stringMatching(reason)));
  expect(response.headers.get('content-type')).toBe('application/json');
});

test('a delivery without permission is refused in the form of Firehose, by the token in its header', async () => {
  const body = deliveryOf(json(usageExample));
  const key = (token: string) => post(body, { 'x-amz-firehose-access-key': token });
  expect(await key('')).toMatchObject(refusal(401, 'A valid bearer token is needed.'));
  expect(await key('forged')).toMatchObject(refusal(401, 'A valid bearer token is needed.'));
  expect(await key(await tokenFor('feed.view', { tenant: feeds.tenant }))).toMatchObject(
    refusal(403, 'The token lacks the scope feed.ingest.'),
  );
  expect(await post(body, { 'content-encoding': 'br' })).toMatchObject(
    refusal(415, expect.stringContaining('br')),
  );
  expect(await eventCount()).toBe(0);
});
