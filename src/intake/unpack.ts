import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

export const signatureBytes = 4;

const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b;

/** The byte order mark of UTF-8, which some programs write at the start of a file. */
export const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Returns the reason why a decompressed file cannot be read, or undefined. Zero bytes reveal UTF-16 without a byte order mark. */
export function unreadable(head: Buffer): string | undefined {
  const [first, second] = head;
  const littleEndian =
    (first === 0xff && second === 0xfe) || (head.length > 1 && first !== 0 && second === 0);
  const bigEndian = (first === 0xfe && second === 0xff) || (head.length > 1 && first === 0);
  if (littleEndian || bigEndian) return 'the file is in UTF-16 or UTF-32: save it as UTF-8';
  if (isGzip(head)) return 'what is in it is packed with gzip: unpack it first';
  const start = head.toString('latin1');
  if (start.startsWith('PK\u0003\u0004')) return 'the file is a ZIP archive: unpack it first';
  if (start.startsWith('BZh')) return 'the file is packed with bzip2: unpack it first';
  if (start === '\u00fd7zX') return 'the file is packed with xz: unpack it first';
  if (start === '(\u00b5/\u00fd') return 'the file is packed with Zstandard: unpack it first';
  return undefined;
}

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
