import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { createCompression } from '../../../src/server/http/compression.ts';
import { createBoard, type Board } from '../../support/board-subgraph.ts';
import { startLiveServer, type LiveServer } from '../../support/live-server.ts';
import { tokenFor } from '../../support/server.ts';

const decoders: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  zstd: zstdDecompressSync,
  br: brotliDecompressSync,
  gzip: gunzipSync,
};

let board: Board;
let server: LiveServer;
let token: string;
beforeAll(async () => {
  board = createBoard();
  server = await startLiveServer([board.subgraph]);
  token = await tokenFor('agent.view');
});
afterAll(() => server.stop());

async function send(url: string, body: object, headers: Record<string, string>) {
  const request = httpRequest(url, {
    method: 'POST',
    agent: false,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
  });
  request.end(JSON.stringify(body));
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const bytes = await buffer(response);
  const encoding = response.headers['content-encoding'];
  const text = (encoding === undefined ? bytes : decoders[encoding]?.(bytes))?.toString();
  return { headers: response.headers, encoding, text, size: bytes.length };
}

const long = 'Zoë '.repeat(1000);
const pin = (text: string) => ({
  query: 'mutation ($text: String!) { pin(text: $text) { text } }',
  variables: { text },
});

test.each([
  ['gzip', 'gzip'],
  ['br', 'br'],
  ['zstd', 'zstd'],
  // As browsers send it.
  ['gzip, deflate, br, zstd', 'zstd'],
  ['gzip, deflate, br', 'br'],
  ['gzip;q=1, br;q=0.5', 'gzip'],
  ['GZIP', 'gzip'],
  ['*', 'zstd'],
  ['*, zstd;q=0', 'br'],
  ['gzip;q=0', undefined],
  ['identity, gzip;q=0.5', undefined],
  ['deflate', undefined],
  ['', undefined],
])('a response to accept-encoding: %s is encoded as %s', async (accepted, encoding) => {
  const answer = await send(server.url, pin(long), { 'accept-encoding': accepted });
  expect(answer.encoding).toBe(encoding);
  expect(JSON.parse(answer.text ?? '')).toEqual({ data: { pin: { text: long } } });
  expect(answer.headers['content-length']).toBe(String(answer.size));
  expect(answer.headers.vary?.toLowerCase().split(', ')).toEqual(
    expect.arrayContaining(['accept-encoding', 'accept']),
  );
  if (encoding !== undefined) expect(answer.size).toBeLessThan(1000);
});

test('without accept-encoding a response is not compressed', async () => {
  expect((await send(server.url, pin(long), {})).encoding).toBeUndefined();
});

test('a short response is not compressed, and varies all the same', async () => {
  const answer = await send(server.url, pin('short'), { 'accept-encoding': 'gzip' });
  expect(answer.encoding).toBeUndefined();
  expect(answer.headers.vary).toContain('accept-encoding');
});

test.each(['text/event-stream', 'multipart/mixed;subscriptionSpec=1.0'])(
  'a stream of the type %s is not compressed',
  async (accept) => {
    const { query, variables } = pin(long);
    const answer = await send(
      server.url,
      { query, variables },
      { accept, 'accept-encoding': 'gzip, br, zstd' },
    );
    expect(answer.encoding).toBeUndefined();
    expect(answer.text).toContain(long);
  },
);

test('the size from which responses are compressed is a setting, and 0 is never', async () => {
  for (const [bytes, encoding] of [
    ['0', undefined],
    ['10', 'gzip'],
  ] as const) {
    const other = await startLiveServer([createBoard().subgraph], { COMPRESS_FROM_BYTES: bytes });
    try {
      const answer = await send(other.url, { query: '{ boardSize }' }, { 'accept-encoding': 'gzip' });
      expect(answer.encoding).toBe(encoding);
    } finally {
      await other.stop();
    }
  }
});

test('when too many responses wait for compression, the next ones are sent uncompressed', async () => {
  const compress = createCompression(1);
  const request = { headers: { 'accept-encoding': 'gzip' } };
  const text = 'x'.repeat(1_000_000);
  const answers = await Promise.all(Array.from({ length: 60 }, () => compress(request, text)));
  const encoded = answers.filter(({ headers }) => 'content-encoding' in headers);
  expect(encoded.length).toBeGreaterThanOrEqual(32);
  expect(encoded.length).toBeLessThan(60);
  expect(answers.every(({ body }) => body === text || gunzipSync(body).toString() === text)).toBe(true);
});
