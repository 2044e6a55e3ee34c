import sharp from 'sharp';
import { DomainError } from '../../../kernel/errors.ts';

export interface Picture {
  readonly contentType: ContentType;
  /** The displayed size, after the rotation in the EXIF data. */
  readonly width: number;
  readonly height: number;
  /** Whether the EXIF data rotate or mirror the stored pixels. */
  readonly isTurned: boolean;
}

const contentTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] as const;
export type ContentType = (typeof contentTypes)[number];

/* Untrusted bytes are only decoded by these loaders. Loaders that run scripts, follow links or support many formats are blocked. */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((format) => `VipsForeignLoad${format}Buffer`),
});

/** More than any phone camera takes, but small enough for memory. A file of a few kilobytes may claim a huge image. */
const maxPixels = 50_000_000;
const maxSeconds = 20;
// Warnings, which some cameras cause, are not errors.
const options = { failOn: 'error', limitInputPixels: maxPixels } as const;

/**
 * Detects the image format and size from the first bytes.
 * @throws UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE
 */
export async function readHeader(bytes: Buffer): Promise<Picture> {
  if (bytes.length === 0) throw unsupported();
  const metadata = await sharp(bytes, { ...options, limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw unsupported(error);
    });
  const contentType = contentTypeOf(metadata);
  if (contentType === undefined) throw unsupported();
  const { width, height } = metadata.autoOrient;
  if (width * height > maxPixels)
    throw new DomainError(
      'PAYLOAD_TOO_LARGE',
      `The photo has ${width} × ${height} pixels, and may have ${maxPixels}.`,
    );
  return { contentType, width, height, isTurned: (metadata.orientation ?? 1) > 1 };
}

/** Decodes all of a photo, since its header does not prove that the rest is intact. @throws UNSUPPORTED_MEDIA_TYPE */
export async function checkPixels(bytes: Buffer): Promise<void> {
  await sharp(bytes, options)
    .resize(8, 8, { fit: 'fill' })
    .timeout({ seconds: maxSeconds })
    .raw()
    .toBuffer()
    .catch((error: unknown) => {
      throw new DomainError('UNSUPPORTED_MEDIA_TYPE', 'The photo is corrupt or incomplete.', {}, error);
    });
}

function contentTypeOf({ format, compression }: sharp.Metadata): ContentType | undefined {
  // HEIF supports several codecs. Browsers and this library decode only AV1.
  if (format === 'heif') return compression === 'av1' ? 'image/avif' : undefined;
  return contentTypes.find((type) => type === `image/${format}`);
}

const unsupported = (cause?: unknown): DomainError =>
  new DomainError(
    'UNSUPPORTED_MEDIA_TYPE',
    `The photo's format is not supported. Supported formats: ${contentTypes.join(', ')}.`,
    {},
    cause,
  );

/** Returns whether the stored picture fits a square of `maxSize` pixels unchanged. */
export const fits = ({ width, height, isTurned }: Picture, maxSize: number): boolean =>
  !isTurned && Math.max(width, height) <= maxSize;

/** Shrinks and rotates a picture to fit a square of `maxSize` pixels; it is never enlarged. Animations are reduced to the first frame. */
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
    // Low effort: the client waits, and higher effort takes seconds to save a few bytes.
    case 'image/gif':
      return image.gif({ effort: 1 });
    case 'image/avif':
      return image.avif({ effort: 0 });
  }
}

/** Only the same version of the library is certain to encode the same bytes. */
export const shrinkVersion = sharp.versions.sharp;
