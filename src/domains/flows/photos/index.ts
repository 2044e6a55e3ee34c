import { bind } from '../../../kernel/bind.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { createSemaphore } from '../../../kernel/semaphore.ts';
import type { Storage } from '../../../storage/index.ts';
import { fileNameOf, type PhotoDependencies, type PhotoFile, type PhotoFlows } from './dependencies.ts';
import { createPhotoLinks, type LinkSettings } from './link.ts';
import { openPhoto } from './open.ts';
import { authorizePhoto, sweepUploads, uploadPhoto } from './upload.ts';

export type { PhotoFlows } from './dependencies.ts';

export interface PhotoSettings extends LinkSettings {
  /** The size limit of a photo, in bytes. */
  readonly maxPhotoBytes: number;
}

export interface FlowPhotosOptions {
  readonly storage: Storage;
  readonly flows: PhotoFlows;
  readonly clock: Clock;
  readonly settings: PhotoSettings;
}

export type FlowPhotos = ReturnType<typeof createFlowPhotos>;

/**
 * Image processing runs in Node.js's pool of four threads, which also serves file and DNS operations: one thread for large photos, and one
 * for all others.
 */
const photoProcessing = {
  concurrency: 1,
  maxQueued: 16,
  busyMessage: 'Too many photos are being processed: try again shortly.',
};
/** In pixels. Above the size of ordinary phone cameras. */
const largePhoto = 16_000_000;

export function createFlowPhotos({ storage, flows, clock, settings }: FlowPhotosOptions) {
  const links = createPhotoLinks(storage, clock, settings);
  const [semaphore, semaphoreForLarge] = [createSemaphore(photoProcessing), createSemaphore(photoProcessing)];
  const deps: PhotoDependencies = {
    bucket: storage.fileBucket<PhotoFile>('photos'),
    flows,
    links,
    semaphoreFor: ({ width, height }) => (width * height > largePhoto ? semaphoreForLarge : semaphore),
    clock,
  };
  return {
    maxBytes: settings.maxPhotoBytes,
    ready: links.ready,
    linkTo: links.linkTo,
    verify: links.verify,
    ...bind(deps, {
      admit: authorizePhoto,
      upload: uploadPhoto,
      open: openPhoto,
      erase: erasePhoto,
      sweep: sweepUploads,
    }),
  };
}

/** Deletes the bytes of a photo. @returns false if there were none */
const erasePhoto = (
  { bucket, clock }: PhotoDependencies,
  tenant: string,
  interactionUniqueId: string,
  photoId: string,
): Promise<boolean> => bucket.delete(tenant, fileNameOf(interactionUniqueId, photoId), clock.now());
