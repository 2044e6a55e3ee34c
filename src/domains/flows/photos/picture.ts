import sharp from 'sharp';
import { DomainError } from '../../../kernel/errors.ts';

export interface Picture {
  readonly contentType: ContentType;
  /** As it is to be seen: turned as its EXIF data say. */
  readonly width: number;
  readonly height: number;
  /** Whether its pixels lie otherwise than it is to be seen. */
  readonly isTurned: boolean;
}

const contentTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] as const;
export type ContentType = (typeof contentTypes)[number];

/** Bytes that nobody vouches for come to no other reader than these: none that runs scripts, follows links or has a hundred formats. */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((format) => `VipsForeignLoad${format}Buffer`),
});

/** More than any telephone takes, and still to be held in memory. A few kilobytes can say that they are much more. */
const maxPixels = 50_000_000;
const maxSeconds = 20;
// Of what is only odd, as some cameras write it, no harm comes.
const options = { failOn: 'error', limitInputPixels: maxPixels } as const;

/**
 * What the bytes are, whatever they were called.
 * @throws UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE
 */
export async function inspect(bytes: Buffer): Promise<Picture> {
  if (bytes.length === 0) throw notTaken();
  const metadata = await sharp(bytes, { ...options, limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw notTaken(error);
    });
  const contentType = contentTypeOf(metadata);
  if (contentType === undefined) throw notTaken();
  const { width, height } = metadata.autoOrient;
  if (width * height > maxPixels)
    throw new DomainError(
      'PAYLOAD_TOO_LARGE',
      `The photo has ${width} × ${height} pixels, and may have ${maxPixels}.`,
    );
  // Its head alone says nothing of the rest: this reads all of it.
  await sharp(bytes, options)
    .resize(8, 8, { fit: 'fill' })
    .timeout({ seconds: maxSeconds })
    .raw()
    .toBuffer()
    .catch((error: unknown) => {
      throw new DomainError('UNSUPPORTED_MEDIA_TYPE', 'The photo is broken, or not whole.', {}, error);
    });
  return { contentType, width, height, isTurned: (metadata.orientation ?? 1) > 1 };
}

function contentTypeOf({ format, compression }: sharp.Metadata): ContentType | undefined {
  // Of HEIF, which has room for several codecs, only the one that browsers and this library read.
  if (format === 'heif') return compression === 'av1' ? 'image/avif' : undefined;
  return contentTypes.find((type) => type === `image/${format}`);
}

const notTaken = (cause?: unknown): DomainError =>
  new DomainError(
    'UNSUPPORTED_MEDIA_TYPE',
    `This is no photo that is taken: it may be ${contentTypes.join(', ')}.`,
    {},
    cause,
  );

/** Whether the picture is shown in a square of so many pixels as it is. */
export const fits = ({ width, height, isTurned }: Picture, maxSize: number): boolean =>
  !isTurned && Math.max(width, height) <= maxSize;

/** Makes it fit, never larger than it is, and turned as it is to be seen. Of one that moves the first picture is left. */
export const shrink = (bytes: Buffer, { contentType }: Picture, maxSize: number): Promise<Buffer> =>
  encode(
    sharp(bytes, options)
      .autoOrient()
      .resize({ width: maxSize, height: maxSize, fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: maxSeconds }),
    contentType,
  ).toBuffer();

function encode(image: sharp.Sharp, contentType: ContentType): sharp.Sharp {
  switch (contentType) {
    case 'image/jpeg':
      return image.jpeg();
    case 'image/png':
      return image.png();
    case 'image/webp':
      return image.webp();
    // Somebody waits for these two, and their encoders take seconds to save a few more bytes.
    case 'image/gif':
      return image.gif({ effort: 1 });
    case 'image/avif':
      return image.avif({ effort: 0 });
  }
}

/** What `shrink` makes is the same to the byte only from one version to itself. */
export const shrinkVersion = sharp.versions.sharp;
