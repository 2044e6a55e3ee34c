import { createHash } from 'node:crypto';
import type { Caller } from '../../../auth/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { DomainError } from '../../../kernel/errors.ts';
import type { FlowPhoto, FlowState } from '../model/index.ts';
import { inspect } from './picture.ts';
import type { PhotoLinks } from './link.ts';
import type { PhotoAppender } from './port.ts';
import { nameOf, type PhotoBucket } from './stored.ts';
import type { Semaphore } from '../../../kernel/semaphore.ts';

/** What is said of a photo before its bytes have come. */
export interface PhotoClaim {
  /** What the bytes are to come to, in hexadecimal. */
  readonly sha256?: string | undefined;
  readonly stepId?: string | undefined;
}

export interface UploadDetails extends PhotoClaim {
  readonly takenAt?: Date | undefined;
}

export interface Upload {
  readonly photo: FlowPhoto;
  /** Not if the flow had it already. */
  readonly added: boolean;
  /** Where it is. */
  readonly url: string;
}

export interface UploadOptions {
  readonly bucket: PhotoBucket;
  readonly admit: (caller: Caller, interactionUniqueId: string, about: PhotoClaim) => Promise<FlowState>;
  readonly appender: Pick<PhotoAppender, 'addPhoto'>;
  readonly links: Pick<PhotoLinks, 'ready' | 'linkTo'>;
  readonly turns: Semaphore;
  readonly clock: Clock;
}

export function createUpload({ bucket, admit, appender, links, turns, clock }: UploadOptions) {
  /** Saves the bytes, then adds the photo, then says that they are wanted: whatever ends in between, a sweep finishes. */
  return async function upload(
    caller: Caller,
    flow: string,
    bytes: Buffer,
    { sha256, takenAt, stepId }: UploadDetails = {},
  ): Promise<Upload> {
    const { tenant } = caller;
    const checksum = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== undefined && sha256 !== checksum)
      throw new DomainError('CHECKSUM_MISMATCH', `The bytes that have come are of the SHA-256 ${checksum}.`);
    await links.ready();
    const before = await admit(caller, flow, { stepId, sha256: checksum });
    const { interactionUniqueId } = before;
    const id = photoIdOf(interactionUniqueId, checksum);
    const url = () => links.linkTo(tenant, interactionUniqueId, id);
    const known = photoOf(before, id);
    const name = nameOf(interactionUniqueId, id);
    if (known !== undefined && (await bucket.stat(tenant, name)) !== undefined)
      return { photo: known, added: false, url: url() };

    const picture = await turns(() => inspect(bytes));
    const save = () => bucket.save(tenant, name, bytes, { ...picture, sha256: checksum }, clock.now());
    const isNew = await save();
    const photo: FlowPhoto = known ?? {
      id,
      contentType: picture.contentType,
      size: bytes.length,
      sha256: checksum,
      width: picture.width,
      height: picture.height,
      takenAt: takenAt ?? clock.now(),
      stepId: stepId ?? null,
    };
    const state = await appender
      .addPhoto(caller, interactionUniqueId, photo)
      .catch(async (error: unknown) => {
        // Where it is not known whether it was added, a sweep will see.
        if (isNew && isRefusal(error)) await bucket.discard(tenant, name, clock.now()).catch(() => undefined);
        throw error;
      });
    // Another upload of it may have been refused meanwhile, and have taken it away again.
    if (!(await bucket.confirm(tenant, name))) {
      await save();
      await bucket.confirm(tenant, name);
    }
    return { photo: photoOf(state, id) ?? photo, added: known === undefined, url: url() };
  };
}

/** The same bytes in the same flow are the same photo; in another flow another one. */
const photoIdOf = (interactionUniqueId: string, checksum: string): string =>
  createHash('sha256').update(`${interactionUniqueId}:${checksum}`).digest('hex').slice(0, 32);

const photoOf = ({ photos }: FlowState, photoId: string): FlowPhoto | undefined =>
  photos.find(({ id }) => id === photoId);

const isRefusal = (error: unknown): boolean => error instanceof DomainError && error.code !== 'UNAVAILABLE';
