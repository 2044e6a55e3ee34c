import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isGzip, signatureBytes } from './file-signature.ts';

/** The compressed file is damaged or cut off. All chunks before the damaged one have been decompressed. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** Yields the input, decompressed if its first bytes are those of gzip. */
export async function* unpack(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  const iterator = input[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let size = 0;
  while (size < signatureBytes) {
    const next = await iterator.next();
    if (next.done === true) break;
    // A copy, because the source can reuse its chunk for the next one.
    head.push(Uint8Array.from(next.value));
    size += next.value.byteLength;
  }
  const start = Buffer.concat(head);
  const whole = followedBy(start, iterator);
  if (isGzip(start)) yield* gunzip(whole);
  else yield* whole;
}

async function* followedBy(
  head: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, undefined> {
  try {
    if (head.byteLength > 0) yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  const unpacked = createGunzip({ chunkSize: 64 * 1024 });
  // Errors of both streams are thrown by `unpacked`.
  pipeline(Readable.from(packed, { objectMode: false }), unpacked, () => undefined);
  try {
    for await (const chunk of unpacked as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    if (!isZlibError(error)) throw error;
    const isCut = error.code === 'Z_BUF_ERROR';
    throw new DamagedError(isCut ? 'the gzip file is cut off' : 'the gzip file is damaged', { cause: error });
  }
}

function isZlibError(error: unknown): error is { readonly code: string } {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return typeof error.code === 'string' && error.code.startsWith('Z_');
}
