import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import {
  checkPixels,
  fits,
  readHeader,
  shrink,
  type ContentType,
} from '../../../../src/domains/flows/photos/picture.ts';
import { jpegImage, rotatedJpeg, noiseImage } from './test-images.ts';

const refused = (code: string) => expect.objectContaining({ name: 'DomainError', code }) as unknown;
const makers: readonly (readonly [ContentType, (image: sharp.Sharp) => sharp.Sharp])[] = [
  ['image/jpeg', (image) => image.jpeg()],
  ['image/png', (image) => image.png()],
  ['image/webp', (image) => image.webp()],
  ['image/gif', (image) => image.gif({ effort: 1 })],
  ['image/avif', (image) => image.avif({ effort: 0 })],
];

describe.each(makers)('%s', (contentType, make) => {
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await make(noiseImage(120, 80)).toBuffer();
  });

  test('is detected from the bytes', async () => {
    expect(await inspect(bytes)).toEqual({ contentType, width: 120, height: 80, isTurned: false });
  });

  test('is refused if it is truncated', async () => {
    for (const share of [0.05, 0.5, 0.9])
      await expect(inspect(bytes.subarray(0, bytes.length * share))).rejects.toEqual(
        refused('UNSUPPORTED_MEDIA_TYPE'),
      );
  });

  test('is shrunk in its own format and with its proportions', async () => {
    const picture = await inspect(bytes);
    expect(fits(picture, 120)).toBe(true);
    expect(fits(picture, 119)).toBe(false);
    const small = await shrink(bytes, picture, 60);
    expect(await inspect(small)).toEqual({ contentType, width: 60, height: 40, isTurned: false });
    // The strong ETag requires that the bytes are the same each time.
    expect((await shrink(bytes, picture, 60)).equals(small)).toBe(true);
  });
});

async function inspect(bytes: Buffer) {
  const picture = await readHeader(bytes);
  await checkPixels(bytes);
  return picture;
}

test('a picture is rotated by its EXIF data, and is not enlarged', async () => {
  const bytes = await rotatedJpeg(200, 100);
  const picture = await inspect(bytes);
  expect(picture).toEqual({ contentType: 'image/jpeg', width: 100, height: 200, isTurned: true });
  // Its size fits, but it must be rotated.
  expect(fits(picture, 4096)).toBe(false);
  for (const [maxSize, width, height] of [
    [100, 50, 100],
    [4096, 100, 200],
  ] as const) {
    const rotated = await shrink(bytes, picture, maxSize);
    const { data, info } = await sharp(rotated).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width, height });
    expect((await sharp(rotated).metadata()).orientation).toBeUndefined();
    const colour = (y: number) => [...data.subarray((y * width + width / 2) * 3).subarray(0, 3)];
    expect(colour(4)[0]).toBeGreaterThan(240);
    expect(colour(height - 4)[2]).toBeGreaterThan(240);
  }
});

test('a resized picture has no location data', async () => {
  const bytes = await sharp(await jpegImage(100, 100))
    .withExif({ IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .toBuffer();
  expect((await sharp(bytes).metadata()).exif).toBeDefined();
  const small = await shrink(bytes, await inspect(bytes), 50);
  expect((await sharp(small).metadata()).exif).toBeUndefined();
});

test.each([
  ['an empty file', Buffer.alloc(0)],
  ['text', Buffer.from('a photo of a tent')],
  [
    'SVG',
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
    ),
  ],
  ['SVG with a head', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')],
  ['a JPEG’s first bytes', Buffer.from('ffd8ffe000104a464946', 'hex')],
])('%s is refused, and the error names the accepted formats', async (_, bytes) => {
  await expect(inspect(bytes)).rejects.toMatchObject({
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: expect.stringMatching(/jpeg.*png.*webp.*gif.*avif|broken/) as string,
  });
});

test('TIFF is refused', async () => {
  await expect(inspect(await noiseImage(20, 20).tiff().toBuffer())).rejects.toEqual(
    refused('UNSUPPORTED_MEDIA_TYPE'),
  );
});

test('a small file that declares many pixels is refused', async () => {
  await expect(inspect(pngOf(30_000, 30_000))).rejects.toEqual(refused('PAYLOAD_TOO_LARGE'));
});

/** Creates an all-black PNG, which has only a few kilobytes. */
function pngOf(width: number, height: number): Buffer {
  const crcs = Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n >>> 0;
  });
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const crc = body.reduce((sum, byte) => (crcs[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8), 0xffffffff);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
