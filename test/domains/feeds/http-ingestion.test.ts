import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { createStreamIngest } from '../../../src/domains/feeds/ingest/stream.ts';
import { longestTurn } from '../../support/longest-turn.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { openFeedClient, type FeedClient } from './feed-client.ts';
import { usageExample } from './examples.ts';

const maxBytes = 65_536;
let server: TestServer;
let feeds: FeedClient;
beforeAll(async () => {
  server = await startTestServer(import.meta.url, { MAX_INGEST_BYTES: String(maxBytes) });
});
afterAll(() => server.stop());
beforeEach(async () => {
  feeds = await openFeedClient(server);
});

const events = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ ...usageExample, Username: `agent ${n}` }))
    .map((event) => JSON.stringify(event))
    .join('\n');
const post = (body: NonNullable<RequestInit['body']>) =>
  fetch(server.ingestUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${feeds.token}`, 'content-type': 'application/x-ndjson' },
    body,
    duplex: 'half',
  });

test.each([
  ['a body with a Content-Length', () => events(400)],
  ['a body without a Content-Length', () => new Blob([events(400)]).stream()],
  ['a small gzip body with large content', () => gzipSync(' '.repeat(10 * maxBytes))],
])('EF-129 %s is refused when it is larger than the limit', async (_, body) => {
  const response = await post(body());
  expect([response.status, await response.json()]).toEqual([
    413,
    {
      errors: [
        {
          message: `The body is larger than the limit of ${maxBytes} bytes.`,
          extensions: { code: 'PAYLOAD_TOO_LARGE' },
        },
      ],
    },
  ]);
});

test('EF-11 EF-13 after a body was refused half way, it can be sent again in parts, and stored events are duplicates', async () => {
  const sent = events(600);
  expect((await post(new Blob([sent]).stream())).status).toBe(413);
  const parts = sent.split('\n');
  const reports: { added: number; duplicate: number }[] = [];
  for (let at = 0; at < parts.length; at += 150)
    reports.push(
      (await (await post(parts.slice(at, at + 150).join('\n'))).json()) as {
        added: number;
        duplicate: number;
      },
    );
  expect(reports.reduce((sum, { added, duplicate }) => sum + added + duplicate, 0)).toBe(600);
  expect(await feeds.data('{ feedEvents { totalCount } }')).toEqual({ feedEvents: { totalCount: 600 } });
});

test('10,000 rejected records in a row end a body, and the response has the numbers until then', async () => {
  const response = await post(`${events(3)}\n${'x\n'.repeat(20_000)}`);
  expect([response.status, await response.json()]).toEqual([
    400,
    {
      errors: [
        {
          message:
            "The rest of the body is not read, because 10000 records in a row were rejected. Until then, 3 events were added, 0 updated, 0 duplicate and 10000 rejected. First reject: line 4, column 1: invalid JSON: Unexpected token 'x'.",
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    },
  ]);
  expect(await feeds.data('{ feedEvents { totalCount } }')).toEqual({ feedEvents: { totalCount: 3 } });
});

test('the events of a thousand new agents hold up no other request', async () => {
  const turn = longestTurn();
  const body = Buffer.from(events(1000));
  expect(
    await server.app.feeds.ingest(feeds.tenant, Readable.from([body]), { maxBytes: body.length }),
  ).toMatchObject({ added: 1000 });
  expect(turn.stop()).toBeLessThan(100);
});

test('all events of a gzip body are stored if other bytes follow it, which are one reject', async () => {
  const response = await post(
    Buffer.concat([gzipSync(events(50)), gzipSync(`\n${events(60)}`), Buffer.from('garbage')]),
  );
  expect([response.status, await response.json()]).toEqual([
    200,
    {
      read: 111,
      added: 60,
      updated: 0,
      duplicate: 50,
      disabled: 0,
      rejectedCount: 1,
      rejected: [
        {
          index: 110,
          line: 110,
          column: (events(60).split('\n').at(-1)?.length ?? 0) + 1,
          reason: 'the gzip file is followed by bytes that are not gzip',
        },
      ],
    },
  ]);
});

test('the events of a gzip body that is cut off are stored, and the client has to send it again', async () => {
  const response = await post(gzipSync(events(50)).subarray(0, -4));
  expect([response.status, await response.json()]).toMatchObject([
    400,
    { errors: [{ message: 'The body did not arrive whole: the gzip file is cut off.' }] },
  ]);
});

test('reading waits for writing, so a fast sender gets backpressure', async () => {
  const line = Buffer.from(`${JSON.stringify({ n: 'x'.repeat(1000) })}\n`);
  const chunk = Buffer.concat(Array<Buffer>(64).fill(line));
  const chunks = 500;
  let pulled = 0;
  let imported = 0;
  let most = 0;
  // oxlint-disable-next-line typescript/require-await -- a request body is an async iterable
  async function* input() {
    for (; pulled < chunks; pulled++) {
      most = Math.max(most, pulled * chunk.length - imported);
      yield chunk;
    }
  }
  const ingest = createStreamIngest({
    source: 'slow',
    containers: [],
    async importBatch(_, records) {
      await new Promise((resolve) => setImmediate(resolve));
      imported += records.length * line.length;
      return records.map(() => 'added' as const);
    },
    exportRecords: () => {
      throw new Error('Nothing is exported here.');
    },
  });
  expect(await ingest('t', input(), { maxBytes: Infinity })).toMatchObject({
    read: chunks * 64,
    rejectedCount: 0,
  });
  // Two batches that are written, one that is collected, and the buffers between them.
  expect(most).toBeLessThan(3 * 2000 * line.length + 4 * chunk.length + 1024 * 1024);
  expect(most).toBeLessThan((chunks * chunk.length) / 4);
});
