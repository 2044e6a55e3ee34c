import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DomainError } from '../../../kernel/errors.ts';
import type { ByteSpan, StoredFile } from '../../../storage/index.ts';
import type { LinkedPhoto } from './link.ts';
import { fits, shrink, shrinkVersion, type ContentType } from './picture.ts';
import { nameOf, type PhotoBucket, type PhotoFile } from './stored.ts';
import type { Semaphore } from '../../../kernel/semaphore.ts';

/** A photo to be given out. */
export interface OpenedPhoto {
  readonly contentType: string;
  /** Strong: of one of them there is one sequence of bytes. */
  readonly etag: string;
  readonly filename: string;
  /** How long it may be given out, in milliseconds. */
  readonly remainingMs: number;
  /** Resizes it, if that is asked for: not needed by who has it already. */
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

export function createOpen(bucket: PhotoBucket, turns: Semaphore) {
  async function resized(file: StoredFile<PhotoFile>, maxSize: number): Promise<PhotoContent> {
    const bytes = await turns(async () =>
      shrink(await buffer(bucket.read(file, { start: 0, end: file.size })), file.metadata, maxSize),
    );
    return { size: bytes.length, read: ({ start, end }) => Readable.from(bytes.subarray(start, end)) };
  }

  return async function open({
    tenant,
    interactionUniqueId,
    photoId,
    maxSize,
    remainingMs,
  }: LinkedPhoto): Promise<OpenedPhoto> {
    const file = await bucket.stat(tenant, nameOf(interactionUniqueId, photoId));
    if (file === undefined) throw new DomainError('NOT_FOUND', 'The photo is no longer there.');
    const { contentType, sha256 } = file.metadata;
    const common = {
      contentType,
      filename: `${photoId}.${extensions[contentType]}`,
      remainingMs,
    };
    if (maxSize === undefined || fits(file.metadata, maxSize))
      return {
        ...common,
        etag: `"${sha256}"`,
        content: () =>
          Promise.resolve({ size: file.size, read: (span: ByteSpan) => bucket.read(file, span) }),
      };
    return {
      ...common,
      etag: `"${sha256}-${maxSize}-${shrinkVersion}"`,
      content: () => resized(file, maxSize),
    };
  };
}
