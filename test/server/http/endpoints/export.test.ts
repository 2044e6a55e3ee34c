import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { runInProcessWith } from '../../../cli/shell.ts';
import { importInto } from '../../../support/importing.ts';
import { testDatabase } from '../../../support/mongo.ts';
import { startTestServer, tokenFor, type TestServer } from '../../../support/server.ts';
import { until } from '../../../support/until.ts';
import { startExport, downloadExport, type ExportRequest } from './export-client.ts';
import { createMongodProcess } from '../../../support/mongod-process.ts';
import { startConfiguredServer } from '../../../support/configured-server.ts';

let server: TestServer;
let origin: string;
let token: string;
let tenant: string;
let tenants = 0;
beforeAll(async () => {
  server = await startTestServer(import.meta.url, { MAX_EXPORTS: '2', MAX_EXPORTS_PER_CALLER: '1' });
  origin = new URL(server.url).origin;
});
afterAll(() => server.stop());
beforeEach(async () => {
  tenant = `t${tenants++}`;
  token = await tokenFor('engagement.view', { tenant });
});

const download = (request: ExportRequest) => downloadExport(origin, { token, ...request });

const startTimeL = 1_767_225_600_000;
/** Returns records of engagements that start one second apart. @param length the length of their text */
const records = (count: number, length = 10) =>
  Array.from({ length: count }, (_, n) => ({
    info: { engagementId: `e${n}`, startTimeL: startTimeL + n * 1000, visitorName: `Zoë ${n % 3}` },
    transcript: { lines: [{ text: `buckle ${'x'.repeat(length)}`, source: 'visitor', by: 'Zoë' }] },
  }));
const load = (count: number, length?: number) =>
  importInto(server.app, 'liveperson', tenant, records(count, length));

const idsIn = (ndjson: string) =>
  ndjson
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as { engagementId?: string }).engagementId);
const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `e${from + n}`);
const cursorAfter = async (to: string): Promise<string> => {
  const { cursor } = await download({ body: { format: 'ndjson', filter: { start: { from, to } } } });
  return cursor ?? '';
};
const from = '2026-01-01T00:00:00Z';

describe('an export', () => {
  test.each(['ndjson', 'csv', 'liveperson'])(
    'as %s equals the output of the command line',
    async (format) => {
      await load(450);
      const { uri, name } = testDatabase(import.meta.url);
      const filter = {
        keyword: 'BUCKLE',
        keywordAreas: ['CHAT_LINE'],
        start: { from, to: '2026-01-01T00:05:00Z' },
      };
      const sort = [{ field: 'VISITOR', order: 'ASC' }];
      const flags = ['--filter', JSON.stringify(filter), '--sort', JSON.stringify(sort)];
      for (const [body, more] of [
        [{ format }, ['--filter', '{}']],
        [{ format, filter, sort }, flags],
      ] as const) {
        const printed = await runInProcessWith(
          { MONGODB_URI: uri, MONGODB_DATABASE: name },
          ...['export', format, '--tenant', tenant, ...more],
        );
        const { status, headers, text, cursor } = await download({ body });
        expect(status).toBe(200);
        expect(text).toBe(printed.out);
        expect(text.length).toBeGreaterThan(10_000);
        expect(printed.err).toContain(`--after ${String(cursor)}\n`);
        expect(headers).toMatchObject({
          'content-type':
            format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
          'content-disposition': `attachment; filename="${format === 'liveperson' ? 'liveperson.ndjson' : `engagements.${format}`}"`,
          'transfer-encoding': 'chunked',
          'cache-control': 'private, no-store',
        });
        const parameters = { ...body, filter: JSON.stringify(filter), sort: JSON.stringify(sort) };
        const link = 'filter' in body ? parameters : { format, filter: '', after: '' };
        expect(await download({ link })).toMatchObject({ status: 200, text, cursor });
      }
    },
  );

  test('resumes from its cursor and contains each later engagement once, including new ones', async () => {
    await load(800);
    const after = await cursorAfter('2026-01-01T00:10:00Z');
    const rest = await download({ body: { format: 'ndjson', after } });
    expect(idsIn(rest.text)).toEqual(ids(600, 800));
    // No engagement is new.
    const none = await download({ body: { format: 'csv', after: rest.cursor } });
    expect(none).toMatchObject({ status: 200, text: '', cursor: rest.cursor });
    await load(900);
    const since = await download({ link: { format: 'csv', after: rest.cursor ?? '' } });
    expect(since.text.split('\r\n').map((row) => row.split(',')[0])).toEqual([...ids(800, 900), '']);
  });

  test('contains cursor lines if they are requested', async () => {
    await load(2500);
    const { text, cursor } = await download({ link: { format: 'ndjson', withCursor: 'true' } });
    const lines = text.split('\n').slice(0, -1);
    const cursorLines = lines.flatMap((line, at) => (line.startsWith('{"cursor":') ? [at] : []));
    expect(cursorLines).toEqual([1000, 2001, 2502]);
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ cursor });
    const second = JSON.parse(lines[2001] ?? '') as { cursor: string };
    const rest = await download({ body: { format: 'liveperson', withCursor: true, after: second.cursor } });
    expect(rest.text.split('\n')).toHaveLength(500 + 2);
    const none = await download({
      body: { format: 'ndjson', withCursor: true, filter: { visitorId: 'none' } },
    });
    expect(none.text).toBe('{"cursor":null}\n');
  });

  test('contains nothing of another tenant', async () => {
    await load(3);
    const other = await tokenFor('engagement.view', { tenant: 'another' });
    expect(await download({ body: { format: 'ndjson' }, token: other })).toMatchObject({
      status: 200,
      text: '',
    });
    expect((await download({ body: { format: 'csv' }, token: other })).text).toMatch(
      /^\ufeffengagementId,.*\r\n$/,
    );
    expect((await download({ body: { format: 'csv', bom: false }, token: other })).text).toMatch(
      /^engagementId,.*\r\n$/,
    );
    expect(
      await download({ body: { format: 'ndjson', filter: { engagementId: 'e1' } }, token: other }),
    ).toMatchObject({ text: '' });
  });

  test('is compressed for clients that accept gzip, and still has its cursor trailer', async () => {
    await load(300, 1000);
    const plain = await download({ body: { format: 'ndjson' } });
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const [accepted, encoding] of [
      ['gzip', 'gzip'],
      ['br, *;q=0.1', 'gzip'],
      ['gzip;q=0, *', undefined],
      ['deflate', undefined],
    ] as const) {
      const response = await download({
        body: { format: 'ndjson' },
        headers: { 'accept-encoding': accepted },
      });
      expect([accepted, response.headers['content-encoding'], response.headers.vary]).toEqual([
        accepted,
        encoding,
        'accept-encoding',
      ]);
      expect(response).toMatchObject({ text: plain.text, cursor: plain.cursor });
    }
  });

  test('counts as a request of its route', async () => {
    await download({ body: { format: 'csv' } });
    const metrics = await (await fetch(`${origin}/metrics`)).text();
    expect(metrics).toMatch(
      /switchboard_http_requests_total\{route="\/export\/engagements",status="200"\} \d/,
    );
  });
});

describe('the endpoint rejects', () => {
  const invalidField = (field: string) => ({
    status: 400,
    error: { extensions: { code: 'BAD_USER_INPUT', field } },
  });

  test.each([
    ['format', {}],
    ['format', { format: 'xlsx' }],
    ['fliter', { format: 'csv', fliter: {} }],
    ['after', { format: 'csv', after: 7 }],
    ['withCursor', { format: 'csv', withCursor: true }],
    ['bom', { format: 'csv', bom: 'no' }],
    ['withCursor', { format: 'ndjson', withCursor: 'yes' }],
    ['filter', { format: 'csv', filter: [] }],
    ['filter', { format: 'csv', filter: { chanel: 'WEB' } }],
    ['filter.channel', { format: 'csv', filter: { channel: 'PIGEON' } }],
    ['filter.start.from', { format: 'csv', filter: { start: { from: 'soon', to: from } } }],
    ['filter.interactive', { format: 'csv', filter: { interactive: false } }],
    ['filter.or[0].skillIds', { format: 'csv', filter: { or: [{ skillIds: [] }] } }],
    ['filter.start', { format: 'csv', sort: [{ field: 'DURATION', order: 'ASC' }] }],
    ['sort[0].field', { format: 'csv', sort: [{ field: 'AGE', order: 'ASC' }] }],
  ])('an invalid %s in %j, both in a body and in a query string', async (field, body) => {
    expect(await download({ body })).toMatchObject(invalidField(field));
    const link = Object.fromEntries(
      Object.entries(body).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    );
    if (field === 'after') return;
    expect(await download({ link })).toMatchObject(invalidField(field));
  });

  test('an unknown field, with an error that does not list the known fields', async () => {
    const { error } = await download({ body: { format: 'csv', filter: { chanel: 'WEB' } } });
    expect(error?.message).toBe('filter: Field "chanel" is not defined by type "EngagementFilter".');
  });

  test('an invalid body, query string, cursor or method, and a body that is too large', async () => {
    expect(await download({ body: [] })).toMatchObject({
      status: 400,
      error: { extensions: { code: 'BAD_REQUEST' } },
    });
    expect(await download({ link: { format: 'csv', filter: '{' } })).toMatchObject(invalidField('filter'));
    const twice = await fetch(`${origin}/export/engagements?format=csv&format=csv`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await twice.json()).toMatchObject({ errors: [{ extensions: { field: 'format' } }] });
    expect(await download({ body: { format: 'csv', after: 'x' } })).toMatchObject({
      status: 400,
      error: { extensions: { code: 'BAD_CURSOR', field: 'after' } },
    });
    const put = await download({ method: 'PUT', body: {} });
    expect([put.status, put.headers.allow]).toEqual([405, 'GET, POST']);
    const large = await download({ body: { format: 'csv', filter: { keyword: 'x'.repeat(300_000) } } });
    expect([large.status, large.error?.extensions.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  test('a caller without a valid token or without the scope, and a customer', async () => {
    const body = { format: 'ndjson' };
    const rejection = async (given: string | undefined) => {
      const { status, error } = await download({ body, token: given });
      return [status, error?.extensions.code];
    };
    expect(await rejection(undefined)).toEqual([401, 'UNAUTHENTICATED']);
    expect(await rejection('nonsense')).toEqual([401, 'UNAUTHENTICATED']);
    expect(await rejection(await tokenFor('agent.view', { tenant }))).toEqual([403, 'FORBIDDEN']);
    expect(await rejection(await tokenFor('engagement.view chat.customer', { tenant }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
  });

  test('HTTP/1.0, which cannot show that a response is incomplete', async () => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    socket.end(`GET /export/engagements?format=csv HTTP/1.0\r\nauthorization: Bearer ${token}\r\n\r\n`);
    expect(await textOf(socket)).toMatch(/^HTTP\/1\.1 505 [\s\S]*HTTP_VERSION_NOT_SUPPORTED/);
  });
});

test('if IP addresses are masked, exports mask them too, and exports of source records are rejected', async () => {
  const { uri, name } = testDatabase(import.meta.url);
  const masking = await startConfiguredServer({
    MONGODB_URI: uri,
    MONGODB_DATABASE: name,
    MASK_IP_ADDRESSES: 'on',
  });
  const [record] = records(1);
  await importInto(server.app, 'liveperson', tenant, [
    { ...record, visitorInfo: { ipAddress: '203.0.113.77' } },
  ]);
  const exportFrom = (from: string, format: string) => downloadExport(from, { body: { format }, token });
  expect((await exportFrom(origin, 'ndjson')).text).toContain('203.0.113.77');
  const { text } = await exportFrom(masking.origin, 'ndjson');
  expect(text).toContain('203.0.113.');
  expect(text).not.toContain('203.0.113.77');
  expect(await exportFrom(masking.origin, 'liveperson')).toMatchObject({
    status: 400,
    error: { extensions: { field: 'format' } },
  });
  await masking.stop();
});

test('exports count as operations against the rate limit', async () => {
  const { uri, name } = testDatabase(import.meta.url);
  const strict = await startConfiguredServer({
    MONGODB_URI: uri,
    MONGODB_DATABASE: name,
    OPERATIONS_PER_SECOND: '1',
    OPERATIONS_BURST: '2',
  });
  const statuses: number[] = [];
  for (let n = 0; n < 3; n++)
    statuses.push((await downloadExport(strict.origin, { body: { format: 'csv' }, token })).status);
  expect(statuses).toEqual([200, 200, 429]);
  await strict.stop();
});

describe('a running export', () => {
  test('takes one of a limited number of slots until it ends or its client disconnects', async () => {
    // More bytes than the socket buffers hold.
    await load(800, 30_000);
    const request = { body: { format: 'ndjson' }, token };
    const first = await startExport(origin, request);
    expect(first.statusCode).toBe(200);
    const busy = { status: 503, error: { extensions: { code: 'BUSY' } } };
    const refused = await download(request);
    expect(refused).toMatchObject(busy);
    expect(refused.headers['retry-after']).toBe('1');
    const another = await startExport(origin, {
      ...request,
      token: await tokenFor('engagement.view', { tenant, subject: 'b' }),
    });
    expect(another.statusCode).toBe(200);
    const third = await tokenFor('engagement.view', { tenant, subject: 'c' });
    expect(await download({ ...request, token: third })).toMatchObject(busy);

    first.destroy();
    const one = { body: { format: 'csv', filter: { engagementId: 'e1' } } };
    await until(async () => (await download(one)).status === 200);
    another.destroy();
    await until(async () => (await download({ ...one, token: third })).status === 200);
    expect(server.log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('is read no faster than the client reads', async () => {
    await load(800, 30_000);
    const response = await startExport(origin, { body: { format: 'ndjson' }, token });
    // Another client reads the whole export meanwhile, so only backpressure delays the first. It reads the rest afterwards, which includes
    // the new engagement.
    const fast = await tokenFor('engagement.view', { tenant, subject: 'fast' });
    expect(idsIn((await download({ body: { format: 'ndjson' }, token: fast })).text)).toEqual(ids(0, 800));
    await importInto(server.app, 'liveperson', tenant, [
      { info: { engagementId: 'later', startTimeL: startTimeL + 900_000 } },
    ]);
    expect(idsIn(await textOf(response))).toEqual([...ids(0, 800), 'later']);
  });

  test('ends incomplete when the server stops', async () => {
    const { uri, name } = testDatabase(import.meta.url);
    const stopping = await startConfiguredServer({
      MONGODB_URI: uri,
      MONGODB_DATABASE: name,
      SHUTDOWN_TIMEOUT_MS: '100',
    });
    await load(800, 30_000);
    const response = await startExport(stopping.origin, { body: { format: 'ndjson' }, token });
    await stopping.stop();
    await expect(textOf(response)).rejects.toThrow('aborted');
    expect(response.complete).toBe(false);
  });
});

test('an export ends incomplete if its database goes down', async () => {
  const mongod = await createMongodProcess();
  await mongod.start();
  const own = await startConfiguredServer({ MONGODB_URI: mongod.uri });
  await until(async () => (await fetch(`${own.origin}/readyz`)).status === 200);
  await importInto(
    own.app,
    'liveperson',
    tenant,
    // Random text, which gzip compresses little.
    records(1500).map((record) => ({
      ...record,
      transcript: { lines: [{ text: randomBytes(12_000).toString('hex'), source: 'visitor' }] },
    })),
  );
  const request = (encoding: string) => ({
    body: { format: 'ndjson' },
    token,
    headers: { 'accept-encoding': encoding },
  });
  const responses = [
    await startExport(own.origin, request('identity')),
    await startExport(own.origin, request('gzip')),
  ];
  await mongod.kill();
  for (const response of responses) {
    expect(response.statusCode).toBe(200);
    await expect(textOf(response)).rejects.toThrow('aborted');
    expect([response.complete, response.trailers]).toEqual([false, {}]);
  }
  // An export that starts after the outage gets an error response.
  expect(await downloadExport(own.origin, request('gzip'))).toMatchObject({
    status: 503,
    error: { extensions: { code: 'UNAVAILABLE' } },
  });
  expect(own.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  await own.stop();
  await mongod.remove();
});
