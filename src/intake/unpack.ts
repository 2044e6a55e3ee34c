import { ByteSource } from './byte-source.ts';
import { gunzip, isGzip } from './gunzip.ts';

export const signatureBytes = 4;

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

/** Yields the input, decompressed if its first bytes are those of gzip. @throws DamagedError, TrailingBytesError */
export async function* unpack(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  const source = new ByteSource(input);
  try {
    const head = await source.take(signatureBytes);
    source.unread(head);
    if (isGzip(head)) yield* gunzip(source);
    else for (let bytes = await source.read(); bytes.length > 0; bytes = await source.read()) yield bytes;
  } finally {
    await source.close();
  }
}
