import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib';
import pLimit from 'p-limit';
import { preferredEncoding } from './content-negotiation.ts';

/** Compresses a text in the encoding that the client prefers, or returns it as it is. Adds `content-encoding`. */
export type Compress = (
  request: Pick<IncomingMessage, 'headers'>,
  text: string,
) => Promise<{ readonly body: string | Buffer; readonly headers: Readonly<Record<string, string>> }>;

/** Of the threads that Node.js has for compression, file access and name resolution (4), compression takes at most this number. */
const maxRunning = 2;
/** Beyond this number of waiting responses the next ones are sent uncompressed. */
const maxWaiting = 32;

const [compressBrotli, compressGzip, compressZstd] = [
  promisify(brotliCompress),
  promisify(gzip),
  promisify(zstdCompress),
];

/** By preference: zstd takes the least CPU time, and Brotli at this quality is smaller than gzip in the same time. */
const encoders = {
  zstd: (bytes: Buffer) => compressZstd(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
  br: (bytes: Buffer) => compressBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (bytes: Buffer) => compressGzip(bytes, { level: 5 }),
};
export const encodings = ['zstd', 'br', 'gzip', 'identity'] as const;
export type Encoding = (typeof encodings)[number];

export const encode = (encoding: Encoding, bytes: Buffer): Promise<Buffer> =>
  encoding === 'identity' ? Promise.resolve(bytes) : encoders[encoding](bytes);

/** @param minBytes texts of fewer bytes are not compressed. 0: none is */
export function createCompression(minBytes: number): Compress {
  const limit = pLimit(maxRunning);
  return async (request, text) => {
    const uncompressed = { body: text, headers: {} };
    if (minBytes === 0 || Buffer.byteLength(text) < minBytes || limit.pendingCount >= maxWaiting)
      return uncompressed;
    const encoding = preferredEncoding(request, encodings) ?? 'identity';
    if (encoding === 'identity') return uncompressed;
    const body = await limit(() => encode(encoding, Buffer.from(text)));
    return { body, headers: { 'content-encoding': encoding } };
  };
}
