import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DomainError } from '../../../kernel/errors.ts';
import type { ByteSpan, StoredFile } from '../../../storage/index.ts';
import { fileNameOf, type PhotoDependencies, type PhotoFile } from './dependencies.ts';
import type { LinkedPhoto } from './link.ts';
import { fits, shrink, shrinkVersion, type ContentType } from './picture.ts';

/** A photo that a client may download. */
export interface OpenedPhoto {
  readonly contentType: string;
  /** A strong ETag: the same value means the same bytes. */
  readonly etag: string;
  readonly filename: string;
  /** How long the photo may be downloaded, in milliseconds. */
  readonly remainingMs: number;
  /** Reads the content and resizes it if requested. Not called for clients that have the content cached. */
  readonly content: () => Promise<PhotoContent>;
}

export interface PhotoContent {
  readonly size: number;
  readonly read: (span: ByteSpan) => Readable;
}

const extensions: Readonly<Record<ContentType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
};

/** @throws NOT_FOUND */
export async function openPhoto(
  deps: PhotoDependencies,
  { tenant, interactionUniqueId, photoId, maxSize, remainingMs }: LinkedPhoto,
): Promise<OpenedPhoto> {
  const { bucket } = deps;
  const file = await bucket.stat(tenant, fileNameOf(interactionUniqueId, photoId));
  if (file === undefined) throw new DomainError('NOT_FOUND', 'The photo no longer exists.');
  const { contentType, sha256 } = file.metadata;
  const common = { contentType, filename: `${photoId}.${extensions[contentType]}`, remainingMs };
  if (maxSize === undefined || fits(file.metadata, maxSize))
    return {
      ...common,
      etag: `"${sha256}"`,
      content: () => Promise.resolve({ size: file.size, read: (span: ByteSpan) => bucket.read(file, span) }),
    };
  return {
    ...common,
    etag: `"${sha256}-${maxSize}-${shrinkVersion}"`,
    content: () => resize(deps, file, maxSize),
  };
}

async function resize(
  { bucket, semaphoreFor }: PhotoDependencies,
  file: StoredFile<PhotoFile>,
  maxSize: number,
): Promise<PhotoContent> {
  const bytes = await semaphoreFor(file.metadata)(async () =>
    shrink(await buffer(bucket.read(file, { start: 0, end: file.size })), file.metadata, maxSize),
  );
  return { size: bytes.length, read: ({ start, end }) => Readable.from(bytes.subarray(start, end)) };
}
