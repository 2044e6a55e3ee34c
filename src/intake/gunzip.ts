/**
 * Decompresses gzip (RFC 1952) member by member. The Gunzip of Node.js loses what it has decompressed when bytes that are not gzip follow
 * in the same chunk.
 */
import type { TransformOptions } from 'node:stream';
import { crc32, createInflateRaw, type InflateRaw, type ZlibOptions } from 'node:zlib';
import type { ByteSource } from './byte-source.ts';

/** The compressed file is damaged or cut off. All bytes before the damage have been decompressed. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** Bytes that are not gzip follow the compressed file. All of the file has been decompressed. */
export class TrailingBytesError extends Error {
  override readonly name = 'TrailingBytesError';
}

export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

const cutOff = 'the gzip file is cut off';
const damaged = 'the gzip file is damaged';
const flagOf = { headerChecksum: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 };

/** Deflate expands up to 1,032 times, so that a slice is at most 4 MiB when it is decompressed. */
const sliceBytes = 4096;
const maxSliceBytes = 8 * 1024 * 1024;

/** @throws DamagedError or TrailingBytesError after everything that could be decompressed */
export async function* gunzip(source: ByteSource): AsyncGenerator<Uint8Array, undefined> {
  do {
    await skipHeader(source);
    yield* inflateMember(source);
  } while (await hasMember(source));
}

/** Reports whether another member follows. Zero bytes after a member are padding. */
async function hasMember(source: ByteSource): Promise<boolean> {
  for (;;) {
    const bytes = await source.read();
    if (bytes.length === 0) return false;
    const start = bytes.findIndex((byte) => byte !== 0);
    if (start < 0) continue;
    source.unread(bytes.subarray(start));
    const head = await source.take(2);
    source.unread(head);
    if (isGzip(head)) return true;
    throw new TrailingBytesError('the gzip file is followed by bytes that are not gzip');
  }
}

async function skipHeader(source: ByteSource): Promise<void> {
  const header = await takeAll(source, 10);
  const flags = header[3] ?? 0;
  if (header[2] !== 8 || (flags & flagOf.reserved) !== 0) throw new DamagedError(damaged);
  if (flags & flagOf.extra) await takeAll(source, (await takeAll(source, 2)).readUInt16LE());
  if (flags & flagOf.name) await skipText(source);
  if (flags & flagOf.comment) await skipText(source);
  if (flags & flagOf.headerChecksum) await takeAll(source, 2);
}

async function skipText(source: ByteSource): Promise<void> {
  for (;;) {
    const bytes = await source.read();
    if (bytes.length === 0) throw new DamagedError(cutOff);
    const end = bytes.indexOf(0);
    if (end < 0) continue;
    source.unread(bytes.subarray(end + 1));
    return;
  }
}

async function takeAll(source: ByteSource, count: number): Promise<Buffer> {
  const bytes = await source.take(count);
  if (bytes.length < count) throw new DamagedError(cutOff);
  return bytes;
}

/** Decompresses a member to its end, and checks its size and checksum. */
async function* inflateMember(source: ByteSource): AsyncGenerator<Uint8Array, undefined> {
  // The high-water mark is above the largest slice, so that a write never waits for a read.
  const options: ZlibOptions & TransformOptions = { readableHighWaterMark: maxSliceBytes };
  const inflate = createInflateRaw(options);
  let [fed, size, checksum, unused] = [0, 0, 0, 0];
  try {
    while (unused === 0) {
      const slice = await source.read(sliceBytes);
      if (slice.length === 0) throw new DamagedError(cutOff);
      await write(inflate, slice);
      fed += slice.length;
      unused = fed - inflate.bytesWritten;
      if (unused > 0) source.unread(slice.subarray(slice.length - unused));
      const piece = inflate.read() as Buffer | null;
      if (piece === null) continue;
      size += piece.length;
      checksum = crc32(piece, checksum);
      yield piece;
    }
  } finally {
    inflate.destroy();
  }
  const trailer = await takeAll(source, 8);
  if (trailer.readUInt32LE(0) !== checksum || trailer.readUInt32LE(4) !== size % 2 ** 32)
    throw new DamagedError(damaged);
}

/** Resolves when the slice is decompressed. @throws DamagedError */
const write = (inflate: InflateRaw, slice: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const onError = (cause: unknown) => {
      reject(new DamagedError(damaged, { cause }));
    };
    inflate.once('error', onError);
    inflate.write(slice, () => {
      inflate.off('error', onError);
      resolve();
    });
  });
