import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { MongoClient } from 'mongodb';
import sharp from 'sharp';
import { jpegImage, largePng, rotatedJpeg, noiseImage } from '../../../domains/flows/photos/test-images.ts';
import { testDatabase } from '../../../support/mongo.ts';
import { startTestServer, tokenFor, type TestServer } from '../../../support/server.ts';
import { until } from '../../../support/until.ts';

interface Photo {
  readonly photoId: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly takenAt: string;
  readonly stepId: string | null;
  readonly url: string;
}

interface PhotoResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** The error code; undefined if there is no error. */
  readonly code: string | undefined;
  /** The uploaded photo; `noPhoto` in other responses. */
  readonly photo: Photo;
}

const noPhoto: Photo = {
  photoId: '',
  contentType: '',
  size: 0,
  sha256: '',
  width: 0,
  height: 0,
  takenAt: '',
  stepId: null,
  url: '',
};

const { uri, name } = testDatabase(import.meta.url);
const client = new MongoClient(uri);
const db = client.db(name);
let server: TestServer;
let origin: string;
let token: string;
let flow: string;
let count = 0;

beforeAll(async () => {
  server = await startTestServer(import.meta.url);
  origin = new URL(server.url).origin;
  token = await tokenFor('flow.manage flow.view', { subject: 'app' });
});
afterAll(async () => {
  await server.stop();
  await client.close();
});
beforeEach(async () => {
  flow = await startFlow();
});

async function startFlow(by = token): Promise<string> {
  // A number that occurs nowhere else, for the test of the metrics.
  const id = String(9_174_500_000_000 + count++);
  await server.data(
    'mutation ($id: ID) { startFlow(input: {interactionUniqueId: $id}) { interactionFlow { id } } }',
    { id },
    by,
  );
  return id;
}

/** Sends a request with exactly these headers. `fetch` would add some headers and refuse others. */
function send(
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: Buffer | string } = {},
): Promise<PhotoResponse> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${origin}${path}`, { method, headers, agent: false }, (response) => {
      buffer(response).then((bytes) => {
        const isJson = response.headers['content-type']?.startsWith('application/json') === true;
        const json = (isJson && bytes.length > 0 ? JSON.parse(bytes.toString()) : {}) as {
          errors?: { extensions: { code: string } }[];
          photo?: Photo;
        };
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes,
          code: json.errors?.[0]?.extensions.code,
          photo: json.photo ?? noPhoto,
        });
      }, reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}
const authorized = (by = token) => ({ authorization: `Bearer ${by}` });
const put = (body: Buffer | string, query = '', headers: Record<string, string> = {}) =>
  send(`/flows/${flow}/photos${query}`, { method: 'PUT', headers: { ...authorized(), ...headers }, body });
const uploaded = async (bytes: Buffer): Promise<Photo> => {
  const { status, photo } = await put(bytes);
  expect(status).toBe(201);
  return photo;
};
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  send(path, { method, headers });
const digestOf = (bytes: Buffer) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

/** Opens a connection and sends the head of a request. The test sends the body. */
async function sendHead(head: readonly string[]): Promise<Socket> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(`${[...head, 'host: localhost', `authorization: Bearer ${token}`].join('\r\n')}\r\n\r\n`);
  return socket;
}
const nextChunk = async (socket: Socket): Promise<string> =>
  String(((await once(socket, 'data')) as [Buffer])[0]);
/** Returns the number of idle cursors on the chunks of photos. */
const idleCursors = async () => {
  const operations = await client
    .db('admin')
    .aggregate([{ $currentOp: { idleCursors: true, localOps: true } }])
    .toArray();
  return operations.filter(({ type, ns }) => type === 'idleCursor' && ns === `${name}.photos.chunks`).length;
};
const loggedErrors = () => server.log.lines.filter(({ level }) => level === 'error');

describe('upload and download', () => {
  test('FL-14 a photo of 8 MB is downloaded unchanged, by the link from the graph', async () => {
    const bytes = await largePng();
    expect(bytes.length).toBeGreaterThan(8 * 1024 * 1024);
    const { status, headers, photo } = await put(bytes, '?takenAt=2024-05-01T12:00:00%2B02:00', {
      'content-type': 'image/png',
      'content-digest': digestOf(bytes),
    });
    expect(status).toBe(201);
    expect(headers).toMatchObject({ location: photo.url, 'cache-control': 'private, no-store' });
    expect(photo).toEqual({
      photoId: expect.any(String) as string,
      contentType: 'image/png',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      width: 1680,
      height: 1680,
      takenAt: '2024-05-01T10:00:00.000Z',
      stepId: null,
      url: expect.any(String) as string,
    });
    const { flow: found } = await server.data<{ flow: { photo: Photo; photos: Photo[] } }>(
      `query ($flow: ID!, $id: ID!) { flow: interactionFlow(id: $flow) {
        photo(photoId: $id) { photoId contentType size sha256 width height takenAt stepId url }
        photos { photoId url(maxSize: 100) } } }`,
      { flow, id: photo.photoId },
      token,
    );
    const { url, ...rest } = found.photo;
    expect({ ...rest, url: photo.url }).toEqual(photo);
    const download = await get(url);
    expect(download.status).toBe(200);
    expect(download.bytes.equals(bytes)).toBe(true);
    expect(download.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(bytes.length),
      'accept-ranges': 'bytes',
      etag: `"${photo.sha256}"`,
      'content-disposition': `inline; filename="${photo.photoId}.png"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const [, age = ''] = /^private, max-age=(\d+)$/.exec(download.headers['cache-control'] ?? '') ?? [];
    expect(Number(age)).toBeGreaterThan(290);
    expect(Number(age)).toBeLessThanOrEqual(300);
    const small = await get(found.photos[0]?.url ?? '');
    expect(await sharp(small.bytes).metadata()).toMatchObject({ format: 'png', width: 100, height: 100 });
  });

  test('the same photo again gets 200 and is stored once', async () => {
    const bytes = await jpegImage();
    const first = await uploaded(bytes);
    const again = await put(bytes);
    expect(again.status).toBe(200);
    expect({ ...again.photo, url: first.url }).toEqual(first);
  });

  test('the type of a photo is that of its content, not the declared type', async () => {
    const { status, photo } = await put(await jpegImage(), '', { 'content-type': 'image/png' });
    expect(status).toBe(201);
    expect(photo.contentType).toBe('image/jpeg');
  });

  test('a flow is found by its global id', async () => {
    const bytes = await jpegImage();
    const id = Buffer.from(`InteractionFlow:${flow}`).toString('base64url');
    const { status, photo } = await send(`/flows/${id}/photos`, {
      method: 'PUT',
      headers: authorized(),
      body: bytes,
    });
    expect(status).toBe(201);
    expect(photo.url).toContain(`/flows/${flow}/photos/`);
    expect((await get(photo.url)).bytes.equals(bytes)).toBe(true);
    expect((await put(bytes)).status).toBe(200);
  });

  test('Expect: 100-continue gets its 100, and a body without a length is accepted', async () => {
    const bytes = await jpegImage();
    const socket = await sendHead([
      `PUT /flows/${flow}/photos HTTP/1.1`,
      'expect: 100-continue',
      `content-length: ${bytes.length}`,
    ]);
    expect(await nextChunk(socket)).toMatch(/^HTTP\/1\.1 100 /);
    socket.write(bytes);
    expect(await nextChunk(socket)).toMatch(/^HTTP\/1\.1 201 /);
    socket.destroy();
    const chunked = await put(await jpegImage(), '', { 'transfer-encoding': 'chunked' });
    expect(chunked.status).toBe(201);
  });

  test('a GraphQL request with Expect: 100-continue gets its 100', async () => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const socket = await sendHead([
      'POST /graphql HTTP/1.1',
      'expect: 100-continue',
      'content-type: application/json',
      `content-length: ${body.length}`,
    ]);
    expect(await nextChunk(socket)).toMatch(/^HTTP\/1\.1 100 /);
    socket.write(body);
    expect(await nextChunk(socket)).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
  });

  test('metrics count requests by their route', async () => {
    const { url } = await uploaded(await jpegImage());
    await get(url);
    const metrics = (await get('/metrics')).bytes.toString();
    expect(metrics).toContain(
      'switchboard_http_requests_total{route="/flows/:interactionUniqueId/photos",status="201"}',
    );
    expect(metrics).toContain(
      'switchboard_http_requests_total{route="/flows/:interactionUniqueId/photos/:photoId",status="200"}',
    );
    expect(metrics).not.toContain(flow);
  });

  test('a photo of ordinary size does not wait for several large ones', async () => {
    const large = await Promise.all(
      Array.from({ length: 6 }, (_, red) =>
        sharp({ create: { width: 4100, height: 4000, channels: 3, background: { r: red, g: 0, b: 0 } } })
          .png({ compressionLevel: 1 })
          .toBuffer(),
      ),
    );
    const ordinary = await jpegImage();
    let done = 0;
    const uploads = large.map(async (bytes) => {
      const { status } = await put(bytes);
      done += 1;
      return status;
    });
    await Promise.race(uploads);
    const doneBefore = done;
    await uploaded(ordinary);
    expect(done - doneBefore).toBeLessThan(4);
    expect(await Promise.all(uploads)).toEqual(Array(6).fill(201));
  });
});

describe('an upload is rejected', () => {
  const empty: Record<string, string> = {};
  test.each([
    ['without a token', empty, 401, 'UNAUTHENTICATED'],
    ['with an invalid token', { authorization: 'Bearer none' }, 401, 'UNAUTHENTICATED'],
  ])('%s', async (_, headers, status, code) => {
    const response = await send(`/flows/${flow}/photos`, { method: 'PUT', headers, body: await jpegImage() });
    expect(response).toMatchObject({ status, code });
    expect(response.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  test('without the scope, for another tenant, for an unknown flow, and for an ended flow', async () => {
    const body = await jpegImage();
    const as = (by: string, id = flow) =>
      send(`/flows/${id}/photos`, { method: 'PUT', headers: authorized(by), body });
    expect(await as(await tokenFor('flow.view'))).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    const foreign = await tokenFor('flow.manage', { tenant: 'other', subject: 'app' });
    expect(await as(foreign)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await as(token, '4999')).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await as(token, 'a%2Fb')).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    await server.data(
      'mutation ($id: ID!) { completeFlow(id: $id) { interactionFlow { id } } }',
      { id: flow },
      token,
    );
    expect(await as(token)).toMatchObject({ status: 409, code: 'INVALID_STATE' });
  });

  test('after the flow has ended, unless it is a retry: a retry gets the photo', async () => {
    const body = await jpegImage();
    const upload = (bytes: Buffer) => put(bytes, '', { 'content-digest': digestOf(bytes) });
    expect((await upload(body)).status).toBe(201);
    await server.data(
      'mutation ($id: ID!) { completeFlow(id: $id) { interactionFlow { id } } }',
      { id: flow },
      token,
    );
    expect((await upload(body)).status).toBe(200);
    expect(await upload(await jpegImage(41))).toMatchObject({ status: 409, code: 'INVALID_STATE' });
  });

  test('if the content is not a photo, or is a truncated photo', async () => {
    const cut = (await jpegImage(400, 300)).subarray(0, 20_000);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
    for (const body of [svg, 'a tent', '', cut])
      expect(await put(body, '', { 'content-type': 'image/jpeg' })).toMatchObject({
        status: 415,
        code: 'UNSUPPORTED_MEDIA_TYPE',
      });
    expect(await put(await jpegImage(), '', { 'content-encoding': 'gzip' })).toMatchObject({
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
  });

  test('if the bytes do not match the digest', async () => {
    const body = await jpegImage();
    const wrong = digestOf(Buffer.from('others'));
    expect(await put(body, '', { 'content-digest': wrong })).toMatchObject({
      status: 400,
      code: 'CHECKSUM_MISMATCH',
    });
    for (const digest of ['sha-256=:AAAA:', 'sha-256=abc', 'sha-256=::', `sha-256=${wrong.slice(9, -1)}`])
      expect(await put(body, '', { 'content-digest': digest })).toMatchObject({
        status: 400,
        code: 'BAD_USER_INPUT',
      });
    // Digests with other algorithms are ignored.
    expect((await put(body, '', { 'content-digest': 'md5=:AAAA:' })).status).toBe(201);
    expect((await put(body, '', { 'content-digest': `md5=:AAAA:, ${digestOf(body)}` })).status).toBe(200);
    expect((await put(body, '', { 'content-digest': `md5=:AAAA:, ${wrong}` })).status).toBe(400);
  });

  test('with an invalid time, and with a step that the flow does not have', async () => {
    const body = await jpegImage();
    expect(await put(body, '?takenAt=yesterday')).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(await put(body, '?takenAt=')).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(await put(body, '?stepId=unheard-of')).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  test('if it is too large, with and without a content length', async () => {
    const body = Buffer.alloc(10_485_761);
    expect(await put(body)).toMatchObject({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
    const socket = await sendHead([`PUT /flows/${flow}/photos HTTP/1.1`, 'transfer-encoding: chunked']);
    const response = nextChunk(socket);
    const megabyte = Buffer.alloc(1_048_576);
    for (let sent = 0; sent < 11; sent++) {
      socket.write(`${megabyte.length.toString(16)}\r\n`);
      socket.write(megabyte);
      socket.write('\r\n');
    }
    expect(await response).toMatch(/^HTTP\/1\.1 413 [\s\S]*PAYLOAD_TOO_LARGE/);
    socket.destroy();
  });

  test.each([
    ['of a gigabyte', () => flow, 1_000_000_000, 413, 'PAYLOAD_TOO_LARGE'],
    ['to an unknown flow', () => '4999', 1000, 404, 'NOT_FOUND'],
  ])('%s, before its body has arrived', async (_, id, length, status, code) => {
    for (const expectation of ['expect: 100-continue', 'x-none: 1']) {
      const socket = await sendHead([
        `PUT /flows/${id()}/photos HTTP/1.1`,
        expectation,
        `content-length: ${length}`,
      ]);
      const response = await nextChunk(socket);
      expect(response).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*${code}`));
      socket.destroy();
    }
  });

  test('with a method other than PUT', async () => {
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
      const response = await send(`/flows/${flow}/photos`, { method, headers: authorized() });
      expect(response).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED', headers: { allow: 'PUT' } });
    }
    const { url } = await uploaded(await jpegImage());
    expect(await send(url, { method: 'DELETE', headers: authorized() })).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    });
  });

  test('temporarily if many uploads are running', async () => {
    const sockets: Socket[] = [];
    for (let n = 0; n < 8; n++) {
      const socket = await sendHead([
        `PUT /flows/${flow}/photos HTTP/1.1`,
        'expect: 100-continue',
        'content-length: 1000',
      ]);
      sockets.push(socket);
      expect(await nextChunk(socket)).toMatch(/^HTTP\/1\.1 100 /);
    }
    const body = await jpegImage();
    expect(await put(body)).toMatchObject({ status: 503, code: 'BUSY', headers: { 'retry-after': '1' } });
    // The clients disconnect during their uploads. That frees their slots, and no bytes are stored.
    for (const socket of sockets) {
      socket.write('a part of the body');
      socket.destroy();
    }
    await until(async () => (await put(body)).status !== 503);
    expect((await put(body)).status).toBe(200);
    expect(await db.collection('photos.attempts').countDocuments()).toBe(0);
    expect(loggedErrors()).toEqual([]);
  });
});

describe('a link', () => {
  test('FL-15 that is forged, or leads to a photo of another flow, is rejected', async () => {
    const { url, photoId: id } = await uploaded(await jpegImage());
    const other = await startFlow();
    const forged = [
      `/flows/${flow}/photos/${id}`,
      `/flows/${flow}/photos/${id}?tenant=acme`,
      url.replace(flow, other),
      url.replace('tenant=acme', 'tenant=other'),
      url.replace(/expires=\d/, 'expires=9'),
      url.replace(/signature=../, 'signature=__'),
      url.replace(id, 'f'.repeat(32)),
    ];
    for (const link of forged) expect(await get(link)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    // A valid token does not replace the signature.
    expect(await get(forged[0] ?? '', authorized())).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await get(url)).status).toBe(200);
  });

  test('expires at its time', async () => {
    const expiring = await startTestServer(import.meta.url, {
      PHOTO_LINK_MS: '100',
      PUBLIC_URL: 'https://desk.example/switchboard',
    });
    try {
      const bytes = await jpegImage();
      const response = await fetch(`${new URL(expiring.url).origin}/flows/${flow}/photos`, {
        method: 'PUT',
        headers: authorized(),
        body: new Uint8Array(bytes),
      });
      const { photo } = (await response.json()) as { photo: Photo };
      expect(photo.url).toMatch(/^https:\/\/desk\.example\/switchboard\/flows\//);
      // Every process accepts the link until it expires.
      const path = photo.url.replace('https://desk.example/switchboard', '');
      await until(async () => (await get(path)).status !== 200);
      expect(await get(path)).toMatchObject({ status: 403, code: 'LINK_EXPIRED' });
    } finally {
      await expiring.stop();
    }
  });

  test('from another process works', async () => {
    const { photoId: id } = await uploaded(await jpegImage());
    const another = await startTestServer(import.meta.url);
    try {
      const found = await another.data<{ flow: { photo: Photo } }>(
        `query ($flow: ID!, $id: ID!) { flow: interactionFlow(id: $flow) { photo(photoId: $id) { url } } }`,
        { flow, id },
        token,
      );
      expect((await get(found.flow.photo.url)).status).toBe(200);
    } finally {
      await another.stop();
    }
  });

  test('to a deleted photo gets 404', async () => {
    const { url, photoId } = await uploaded(await jpegImage());
    await server.app.photos.erase('acme', flow, photoId);
    expect(await get(url)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  test('counts against the rate limit of the IP address, and an upload against that of the caller', async () => {
    const limited = await startTestServer(import.meta.url, {
      OPERATIONS_PER_SECOND: '1',
      OPERATIONS_BURST: '2',
    });
    try {
      const { url } = await uploaded(await jpegImage());
      const download = () => fetch(`${new URL(limited.url).origin}${url}`);
      expect([(await download()).status, (await download()).status]).toEqual([200, 200]);
      const refused = await download();
      expect(refused.status).toBe(429);
      expect(refused.headers.get('retry-after')).toBe('1');
      const upload = (bytes: Buffer) =>
        fetch(`${new URL(limited.url).origin}/flows/${flow}/photos`, {
          method: 'PUT',
          headers: authorized(),
          body: new Uint8Array(bytes),
        });
      const bytes = await jpegImage();
      expect([(await upload(bytes)).status, (await upload(bytes)).status]).toEqual([201, 200]);
      expect((await upload(bytes)).status).toBe(429);
    } finally {
      await limited.stop();
    }
  });
});

describe('a download request', () => {
  let bytes: Buffer;
  let photo: Photo;
  beforeEach(async () => {
    bytes = await noiseImage(600, 400).png({ compressionLevel: 0 }).toBuffer();
    photo = await uploaded(bytes);
  });

  test.each<[string, (size: number) => [number, number]]>([
    ['bytes=0-0', () => [0, 1]],
    ['bytes=0-99', () => [0, 100]],
    ['bytes=300000-', (size) => [300_000, size]],
    ['bytes=261119-261120', () => [261_119, 261_121]],
    ['bytes=-5', (size) => [size - 5, size]],
    ['bytes=-99999999', (size) => [0, size]],
    ['bytes=10-99999999', (size) => [10, size]],
  ])('with the range %s gets that part', async (range, spanOf) => {
    const [start, end] = spanOf(bytes.length);
    const response = await get(photo.url, { range });
    expect(response.status).toBe(206);
    expect(response.headers).toMatchObject({
      'content-range': `bytes ${start}-${end - 1}/${bytes.length}`,
      'content-length': String(end - start),
      etag: `"${photo.sha256}"`,
    });
    expect(response.bytes.equals(bytes.subarray(start, end))).toBe(true);
  });

  test.each(['bytes=0-1,5-6', 'bytes=', 'bytes=a-b', 'bytes=5', 'lines=0-1', 'nonsense'])(
    'with the range %s gets the whole photo',
    async (range) => {
      const response = await get(photo.url, { range });
      expect(response.status).toBe(200);
      expect(response.bytes.equals(bytes)).toBe(true);
    },
  );

  test.each(['bytes=99999999-', 'bytes=5-4', 'bytes=-0'])('with the range %s gets 416', async (range) => {
    const response = await get(photo.url, { range });
    expect(response).toMatchObject({
      status: 416,
      code: 'RANGE_NOT_SATISFIABLE',
      headers: { 'content-range': `bytes */${bytes.length}` },
    });
  });

  test('with If-Range gets a part only of the same version', async () => {
    const etag = `"${photo.sha256}"`;
    const range = 'bytes=0-9';
    expect((await get(photo.url, { range, 'if-range': etag })).status).toBe(206);
    for (const other of ['"other"', `W/${etag}`, new Date().toUTCString()])
      expect((await get(photo.url, { range, 'if-range': other })).status).toBe(200);
  });

  test('with If-None-Match gets 304 for the same version', async () => {
    const etag = `"${photo.sha256}"`;
    for (const known of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
      const response = await get(photo.url, { 'if-none-match': known });
      expect(response).toMatchObject({ status: 304, headers: { etag } });
      expect(response.headers['cache-control']).toMatch(/^private, max-age=/);
      expect(response.bytes).toHaveLength(0);
    }
    expect((await get(photo.url, { 'if-none-match': '"other"' })).status).toBe(200);
    // A scaled photo has another ETag.
    expect((await get(`${photo.url}&maxSize=100`, { 'if-none-match': etag })).status).toBe(200);
  });

  test('with the method HEAD gets the headers without the bytes', async () => {
    for (const size of ['', '&maxSize=100']) {
      const whole = await get(photo.url + size);
      const head = await get(photo.url + size, { range: 'bytes=0-9' }, 'HEAD');
      expect(head.status).toBe(200);
      expect(head.bytes).toHaveLength(0);
      const { date: _, 'cache-control': __, ...headers } = whole.headers;
      expect(head.headers).toMatchObject(headers);
    }
  });

  test('for a scaled photo gets its own length, ETag and ranges', async () => {
    const small = await get(`${photo.url}&maxSize=150`);
    expect(small.status).toBe(200);
    expect(small.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(small.bytes.length),
      etag: expect.stringMatching(`^"${photo.sha256}-150-[\\d.]+"$`) as string,
    });
    expect(await sharp(small.bytes).metadata()).toMatchObject({ format: 'png', width: 150, height: 100 });
    const part = await get(`${photo.url}&maxSize=150`, {
      range: 'bytes=5-24',
      'if-range': small.headers.etag ?? '',
    });
    expect(part.status).toBe(206);
    expect(part.bytes.equals(small.bytes.subarray(5, 25))).toBe(true);
    const again = await get(`${photo.url}&maxSize=150`, { 'if-none-match': small.headers.etag ?? '' });
    expect(again.status).toBe(304);
    // A photo is never enlarged.
    expect((await get(`${photo.url}&maxSize=4096`)).bytes.equals(bytes)).toBe(true);
    expect(await get(`${photo.url}&maxSize=15`)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  });

  test('for a rotated photo gets it upright', async () => {
    const turned = await uploaded(await rotatedJpeg(200, 100));
    expect([turned.width, turned.height]).toEqual([100, 200]);
    const { bytes: small } = await get(`${turned.url}&maxSize=50`);
    expect(await sharp(small).metadata()).toMatchObject({ width: 25, height: 50 });
  });
});

describe('during a download', () => {
  test('a disconnect of the client closes the database cursor', async () => {
    const { url } = await uploaded(await largePng());
    for (let n = 0; n < 5; n++) {
      const socket = await sendHead([`GET ${url} HTTP/1.1`]);
      expect(await nextChunk(socket)).toMatch(/^HTTP\/1\.1 200 /);
      // The client stops reading, so the server stops reading from the database.
      socket.pause();
      socket.destroy();
    }
    await until(async () => (await idleCursors()) === 0);
    expect(loggedErrors()).toEqual([]);
    expect((await get(url)).bytes.length).toBeGreaterThan(8 * 1024 * 1024);
  });

  test('missing bytes in the database abort the response', async () => {
    const { url } = await uploaded(await largePng());
    await db.collection('photos.chunks').deleteMany({ n: { $gte: 20 } });
    await expect(get(url)).rejects.toThrow('aborted');
    expect(loggedErrors()).toMatchObject([{ message: 'request failed' }]);
    expect((await get('/healthz')).status).toBe(200);
  });
});
