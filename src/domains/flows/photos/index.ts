import type { Caller } from '../../../auth/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { DomainError } from '../../../kernel/errors.ts';
import type { Storage } from '../../../storage/index.ts';
import type { FlowState } from '../model/index.ts';
import { createPhotoLinks, type LinkSettings, type PhotoLink, type PhotoLinks } from './link.ts';
import { createOpen, type OpenedPhoto } from './open.ts';
import type { PhotoAppender } from './port.ts';
import { nameOf, type PhotoFile } from './stored.ts';
import { createSweep } from './sweep.ts';
import { createSemaphore } from '../../../kernel/semaphore.ts';
import { createUpload, type PhotoClaim, type Upload, type UploadDetails } from './upload.ts';

export type { PhotoAppender } from './port.ts';

export interface PhotoSettings extends LinkSettings {
  /** The largest photo. */
  readonly maxPhotoBytes: number;
}

export interface FlowPhotos extends Pick<PhotoLinks, 'ready' | 'linkTo'> {
  /** The largest that is taken. */
  readonly maxBytes: number;
  /** The flow, if the caller may add a photo to it: to be asked before its bytes are read. */
  admit(caller: Caller, interactionUniqueId: string, about: PhotoClaim): Promise<FlowState>;
  /** @throws CHECKSUM_MISMATCH, UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, BUSY, and as `admit` */
  upload(
    caller: Caller,
    interactionUniqueId: string,
    bytes: Buffer,
    details?: UploadDetails,
  ): Promise<Upload>;
  /** @throws FORBIDDEN, LINK_EXPIRED, NOT_FOUND */
  open(link: PhotoLink): Promise<OpenedPhoto>;
  /** Deletes the bytes of a photo. @returns whether there were any */
  erase(tenant: string, interactionUniqueId: string, photoId: string): Promise<boolean>;
  /** Deals with what was saved and, an hour later, is still not known to be wanted. */
  sweep(): Promise<void>;
}

export interface FlowPhotosOptions {
  readonly storage: Storage;
  readonly appender: PhotoAppender;
  readonly clock: Clock;
  readonly settings: PhotoSettings;
}

/** Image processing uses the libuv thread pool (4 threads), which file system calls and DNS lookups share. */
const photoProcessing = {
  concurrency: 2,
  maxQueued: 32,
  busyMessage: 'Too many photos are being processed: try again shortly.',
};

export function createFlowPhotos({ storage, appender, clock, settings }: FlowPhotosOptions): FlowPhotos {
  const bucket = storage.fileBucket<PhotoFile>('photos');
  const links = createPhotoLinks(storage, clock, settings);
  const turns = createSemaphore(photoProcessing);
  const open = createOpen(bucket, turns);
  const admit: FlowPhotos['admit'] = async (caller, interactionUniqueId, { stepId, sha256 }) => {
    const state = await appender.admit(caller, interactionUniqueId, ({ photos }) =>
      photos.some((photo) => photo.sha256 === sha256),
    );
    if (stepId !== undefined && !state.steps.some(({ id }) => id === stepId)) throw noSuchStep();
    return state;
  };

  return {
    maxBytes: settings.maxPhotoBytes,
    ready: links.ready,
    linkTo: links.linkTo,
    admit,
    upload: createUpload({ bucket, admit, appender, links, turns, clock }),
    open: async (link) => open(await links.follow(link)),
    erase: (tenant, interactionUniqueId, photoId) =>
      bucket.delete(tenant, nameOf(interactionUniqueId, photoId), clock.now()),
    sweep: createSweep(bucket, appender, clock),
  };
}

const noSuchStep = (): DomainError => {
  const at = { field: 'stepId', reason: 'names no step of this flow' };
  return new DomainError('NOT_FOUND', `${at.field}: ${at.reason}`, at);
};
