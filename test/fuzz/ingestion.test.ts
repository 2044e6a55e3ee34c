import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { agentExample, traceExample, usageExample, workCodeExample } from '../domains/feeds/examples.ts';
import { sendRaw } from '../support/http.ts';
import { startTestServer, tokenFor, type TestServer } from '../support/server.ts';
import { oddValue, withOddValues } from './odd-values.ts';
import { fuzzRuns, fuzzTimeLimitMs } from './runs.ts';

// Bodies and headers of event ingestion that no source sends.

let server: TestServer;
let firehoseUrl: string;
let token: string;
beforeAll(async () => {
  server = await startTestServer(import.meta.url, { OPERATIONS_PER_SECOND: '0' });
  firehoseUrl = server.ingestUrl.replace('symbee', 'firehose');
  token = await tokenFor('feed.ingest feed.view', { tenant: 'ingested' });
});
afterAll(() => server.stop());

const event = fc
  .constantFrom<object>(traceExample, workCodeExample, usageExample, agentExample)
  .chain((example) => withOddValues(example));
const eventText = fc.oneof(
  { weight: 4, arbitrary: event.map((value) => JSON.stringify(value)) },
  oddValue.map((value) => JSON.stringify(value)),
  fc.string(),
);
const separator = fc.constantFrom('\n', '', '\r\n', ' ', ',', '\n\n', '\u001e');

/** A body, from well-formed events to arbitrary bytes. */
const body = fc
  .tuple(fc.array(eventText, { maxLength: 5 }), separator, fc.constantFrom('lines', 'array', 'records'))
  .map(([texts, gap, form]) =>
    form === 'array'
      ? `[${texts.join(',')}]`
      : form === 'records'
        ? JSON.stringify({
            requestId: 'r',
            timestamp: 1,
            records: texts.map((text) => ({ data: Buffer.from(text).toString('base64') })),
          })
        : texts.join(gap),
  );
const bytes = fc
  .tuple(
    body,
    fc.constantFrom<(text: string) => Buffer>(
      (text) => Buffer.from(text),
      gzipSync,
      (text) => Buffer.concat([gzipSync(text), gzipSync(text)]),
      (text) => gzipSync(text).subarray(0, -5),
      (text) => Buffer.concat([gzipSync(text), Buffer.from('rest')]),
      (text) => Buffer.from(text, 'utf16le'),
      (text) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
    ),
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 3 }),
  )
  .map(([text, pack, changes]) => {
    const packed = Buffer.from(pack(text));
    for (const [at, value] of changes) if (packed.length > 0) packed.writeUInt8(value, at % packed.length);
    return packed;
  });

const headerValue = fc
  .string({ unit: fc.constantFrom(...Array.from('abcXYZ019 ;=,/*"\\-_.:{}$')), maxLength: 40 })
  .map((text) => text.trim());
const headers = fc.record({
  'content-type': fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('application/json', 'application/x-ndjson') },
    fc.constantFrom(
      'application/octet-stream',
      'text/plain',
      'application/json; charset=utf-16',
      '',
      '/',
      ';',
    ),
    headerValue,
  ),
  'content-encoding': fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('identity', 'gzip') },
    fc.constantFrom('', 'GZIP', 'gzip, gzip', 'br', 'deflate'),
    headerValue,
  ),
  'x-amz-firehose-request-id': headerValue,
  'x-amz-firehose-common-attributes': headerValue,
  'x-forwarded-for': headerValue,
  accept: headerValue,
  'accept-encoding': headerValue,
  origin: headerValue,
});

interface Answer {
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly errorMessage?: string;
  readonly read?: number;
  readonly added?: number;
  readonly updated?: number;
  readonly duplicate?: number;
  readonly rejectedCount?: number;
}

const statuses = [200, 400, 403, 413, 415];

test.each([
  ['symbee', () => server.ingestUrl],
  ['firehose', () => firehoseUrl],
])(
  '%s answers any body with any headers with a report or a refusal with its reason',
  async (door, urlOf) => {
    await fc.assert(
      fc.asyncProperty(bytes, headers, async (sent, given) => {
        const response = await sendRaw(urlOf(), {
          headers: {
            ...given,
            authorization: `Bearer ${token}`,
            'x-amz-firehose-access-key': token,
            'content-length': String(sent.length),
          },
          body: sent,
        });
        expect(statuses).toContain(response.status);
        const answer = JSON.parse(response.text) as Answer;
        if (response.status !== 200) {
          if (door === 'firehose' && answer.errors === undefined) expect(answer.errorMessage).not.toBe('');
          else expect(answer.errors?.[0]?.extensions.code).toMatch(/^[A-Z_]+$/);
          expect(response.text).not.toMatch(/INTERNAL|node:|\.ts:|at Object/);
        } else if (door === 'symbee') {
          const { read = NaN, added = 0, updated = 0, duplicate = 0, rejectedCount = 0 } = answer;
          expect(added + updated + duplicate + rejectedCount).toBe(read);
        }
      }),
      fuzzRuns(60),
    );
    expect(server.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  },
  fuzzTimeLimitMs,
);

test(
  'good events between odd ones are stored, and what was stored can be read',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 6 }), fc.uuid(), async (events, id) => {
        const good = { ...usageExample, Username: id };
        const lines = [...events, good].map((value) => JSON.stringify(value)).join('\n');
        const response = await sendRaw(server.ingestUrl, {
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
          body: lines,
        });
        const answer = JSON.parse(response.text) as Answer;
        expect([response.status, answer.read]).toEqual([200, events.length + 1]);
        const { feedEvents } = await server.data<{ feedEvents: { nodes: { text: string }[] } }>(
          '{ feedEvents(first: 100) { nodes { id activityType receivedAt text } } }',
          {},
          token,
        );
        expect(feedEvents.nodes.length).toBeGreaterThan(0);
        await server.data(
          '{ traceRecords(first: 100) { nodes { id taskId taskType queuedDuration attributes initiatedAt } } deadLetters(first: 100) { nodes { id reason event } } }',
          {},
          token,
        );
      }),
      fuzzRuns(15),
    );
  },
  fuzzTimeLimitMs,
);
