import { gzipSync } from 'node:zlib';
import { memberText } from '../../../src/domains/feeds/ingest/envelopes.ts';
import { importInto } from '../../support/importing.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { agentEvent, contactRecord, snapshot } from './connect-examples.ts';
import { usageExample } from './examples.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';

let server: TestServer;
let feeds: FeedClient;
beforeAll(async () => {
  server = await startTestServer(import.meta.url);
});
afterAll(() => server.stop());
beforeEach(async () => {
  feeds = await openFeedClient(server);
});

const json = (value: unknown) => JSON.stringify(value);
const base64 = (value: string | Uint8Array) => Buffer.from(value).toString('base64');
const [first, second] = [contactRecord, { ...contactRecord, ContactId: 'second' }];
const login = agentEvent('LOGIN', snapshot('Available'));
/** Both streams, mixed, with a number that JavaScript cannot represent. */
const texts = [
  json(first),
  json(login),
  json(second).replace('"NumberOfHolds":1', '"NumberOfHolds":1, "Big": 12345678901234567890'),
];

const kinesisRecord = (text: string) => ({
  kinesis: {
    kinesisSchemaVersion: '1.0',
    partitionKey: 'a',
    sequenceNumber: '1',
    data: base64(text),
    approximateArrivalTimestamp: 1545084650.987,
  },
  eventSource: 'aws:kinesis',
  eventVersion: '1.0',
  eventID: 'shardId-000000000006:1',
  eventName: 'aws:kinesis:record',
  invokeIdentityArn: 'arn',
  awsRegion: 'us-east-2',
  eventSourceARN: 'arn',
});
const { kinesis: _, ...pipeFields } = kinesisRecord('');
const pipeRecord = (text: string) => ({
  ...pipeFields,
  kinesisSchemaVersion: '1.0',
  partitionKey: 'a',
  sequenceNumber: '1',
  data: base64(text),
  approximateArrivalTimestamp: 1545084650.987,
});
const busEvent = (text: string) =>
  `{"version": "0", "id": "1", "detail-type": "Connect", "source": "my.stream", "account": "1", "time": "2019-02-28T01:04:40Z",
    "region": "us-west-2", "resources": [], "detail": ${text}}`;
const delivery = (records: readonly (string | Uint8Array)[]) =>
  json({ requestId: 'r', timestamp: 1, records: records.map((record) => ({ data: base64(record) })) });

const envelopes: readonly (readonly [string, string | Uint8Array])[] = [
  ['one per line', texts.join('\n')],
  ['a list', `[${texts.join(',')}]`],
  ['gzip', gzipSync(texts.join('\n'))],
  ['an event of Amazon Kinesis for AWS Lambda', json({ Records: texts.map(kinesisRecord) })],
  [
    'the answer of GetRecords of Amazon Kinesis',
    json({
      Records: texts.map((text) => ({ SequenceNumber: '1', PartitionKey: 'a', Data: base64(text) })),
      NextShardIterator: 'x',
      MillisBehindLatest: 0,
    }),
  ],
  ['a batch of an EventBridge pipe from Amazon Kinesis', json(texts.map(pipeRecord))],
  [
    'a pipe that has decoded the data',
    `[${texts.map((text) => json({ ...pipeRecord(''), data: 0 }).replace('"data":0', `"data":${text}`)).join(',')}]`,
  ],
  ['events of an EventBridge bus', texts.map(busEvent).join('\n')],
  ['a delivery of Amazon Data Firehose', delivery([texts.slice(0, 2).join(''), texts[2] ?? ''])],
  ['a delivery of events of an EventBridge bus', delivery(texts.map(busEvent))],
  [
    'records for a transformation of Amazon Data Firehose',
    json({
      invocationId: 'i',
      records: texts.map((text) => ({
        recordId: '1',
        approximateArrivalTimestamp: 1,
        data: base64(text),
        kinesisRecordMetadata: { shardId: 's' },
      })),
    }),
  ],
];

const post = async (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) => {
  const response = await fetch(new URL(path, server.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${feeds.token}`, 'content-type': 'application/json', ...headers },
    body: body as NonNullable<RequestInit['body']>,
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
};
const texted = async () => {
  const read = async (source: string) =>
    (
      await feeds.data<{ feedEvents: { nodes: { text: string }[] } }>(
        `{ feedEvents(filter: { source: ${source} }) { nodes { text } } }`,
      )
    ).feedEvents.nodes.map(({ text }) => text);
  return [...(await read('CONNECT_CONTACT')), ...(await read('CONNECT_AGENT'))].toSorted();
};
const firehose = { 'x-amz-firehose-request-id': 'r' };
const readDeadLetters = async () =>
  (
    await feeds.data<{ deadLetters: { nodes: Record<string, unknown>[] } }>(
      '{ deadLetters { nodes { id source reason } } }',
    )
  ).deadLetters.nodes;

test.each(envelopes)(
  'EF-22 /ingest/connect takes both streams of Amazon Connect, mixed, as %s, and stores the verbatim events',
  async (_, body) => {
    expect(await post('/ingest/connect', body)).toMatchObject({
      status: 200,
      answer: { read: 3, added: 3, rejectedCount: 0 },
    });
    expect(await texted()).toEqual(texts.toSorted());
    // The same events in another envelope are the same.
    expect((await post('/ingest/connect', texts.join('\n'))).answer).toMatchObject({ duplicate: 3 });
  },
);

test.each(['/ingest/connect', '/ingest/firehose'])(
  'EF-22 a delivery of Firehose to %s can mix both streams, with the events of any envelope in its records',
  async (path) => {
    const { status, answer } = await post(
      path,
      delivery([
        texts[0] ?? '',
        json({ Records: [kinesisRecord(texts[1] ?? '')] }),
        busEvent(texts[2] ?? ''),
      ]),
      { ...firehose, authorization: '', 'x-amz-firehose-access-key': feeds.token },
    );
    expect([status, answer]).toEqual([200, { requestId: 'r', timestamp: expect.any(Number) as number }]);
    expect(await texted()).toEqual(texts.toSorted());
    expect(await readDeadLetters()).toEqual([]);
  },
);

test('an event of another kind is a dead letter with the reason, and is ingested when it is replayed', async () => {
  const lens = { Version: '1.1.0', ContentMetadata: {}, Participants: [] };
  const damaged = { ...kinesisRecord(''), kinesis: { data: '{not Base64}' } };
  const { answer } = await post('/ingest/connect', [lens, usageExample, damaged, first].map(json).join('\n'));
  expect(answer).toMatchObject({
    read: 4,
    added: 1,
    rejected: [
      {
        index: 0,
        line: 1,
        reason: 'is none of these: a contact record of Amazon Connect, an agent event of Amazon Connect',
      },
      {
        index: 1,
        line: 2,
        reason:
          'is an event of Symbee Connect, and only this is taken here: a contact record of Amazon Connect, an agent event of Amazon Connect',
      },
      { index: 2, line: 3, reason: 'data is not Base64' },
    ],
  });
  const letters = await readDeadLetters();
  expect(letters).toHaveLength(3);
  const { id } = letters.find(({ source }) => source === 'SYMBEE') ?? {};
  expect(
    await feeds.data(
      'mutation ($ids: [ID!]!) { replayDeadLetters(ids: $ids) { deadLetters { status outcome } } }',
      { ids: [id] },
    ),
  ).toEqual({ replayDeadLetters: { deadLetters: [{ status: 'TAKEN', outcome: 'ADDED' }] } });
  expect((await post('/ingest/symbee', texts.join('\n'))).answer).toMatchObject({
    rejected: [
      {
        reason:
          'is a contact record of Amazon Connect, and only this is taken here: an event of Symbee Connect',
      },
      {
        reason:
          'is an agent event of Amazon Connect, and only this is taken here: an event of Symbee Connect',
      },
      { reason: expect.stringContaining('is a contact record') as string },
    ],
  });
});

test('ingestEvents, and files of the source connect, take both streams too', async () => {
  expect(await feeds.ingest(first, login, usageExample)).toMatchObject({ added: 3 });
  expect(
    await importInto(server.app, 'connect', feeds.tenant, json({ Records: texts.map(kinesisRecord) })),
  ).toMatchObject({ read: 3, added: 1, duplicate: 2 });
});

test.each([
  ['{"a": {"detail": [1, "}"]}, "detail" : {"b": "x\\"}", "c": [{}]} , "d": 1}', '{"b": "x\\"}", "c": [{}]}'],
  ['{"detail":{"b":1}}', '{"b":1}'],
  ['{"d\\u0065tail":{"b": 1}}', '{"b":1}'],
])('the text of a member of %s is read verbatim', (text, member) => {
  expect(memberText(text, 'detail')).toBe(member);
});
