import type { Caller } from '../../../auth/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Semaphore } from '../../../kernel/semaphore.ts';
import type { FileBucket } from '../../../storage/index.ts';
import type { FlowPhotoRecord, FlowState } from '../model/index.ts';
import type { PhotoLinks } from './link.ts';
import type { Picture } from './picture.ts';

/** The flows' operations that photos use. */
export interface PhotoFlows {
  /**
   * Authorizes the caller to add a photo and returns the flow.
   * @param isDone returns whether the flow has the photo already
   * @throws FORBIDDEN, NOT_FOUND, INVALID_STATE
   */
  authorizeAddition(
    caller: Caller,
    interactionUniqueId: string,
    isDone: (state: FlowState) => boolean,
  ): Promise<FlowState>;
  /** Adds the photo, unless the flow has a photo with the id. @throws as `authorizeAddition` */
  addPhoto(caller: Caller, interactionUniqueId: string, photo: FlowPhotoRecord): Promise<FlowState>;
  /** Returns the latest state; `notStarted` for an unknown flow. */
  stateOf(tenant: string, interactionUniqueId: string): Promise<FlowState>;
}

/** The metadata stored with a photo's bytes, so that opening a photo does not read the flow. */
export interface PhotoFile extends Picture {
  readonly sha256: string;
}

export interface PhotoDependencies {
  readonly bucket: FileBucket<PhotoFile>;
  readonly flows: PhotoFlows;
  readonly links: PhotoLinks;
  /** Limits concurrent image processing. Large photos take seconds, and wait for each other only. */
  readonly semaphoreFor: (size: Pick<Picture, 'width' | 'height'>) => Semaphore;
  readonly clock: Clock;
}

/** Returns a photo's name in the bucket. A photo's id contains only hexadecimal digits: the last slash is the separator. */
export const fileNameOf = (interactionUniqueId: string, photoId: string): string =>
  `${interactionUniqueId}/${photoId}`;

export function parseFileName(name: string): { interactionUniqueId: string; photoId: string } {
  const slash = name.lastIndexOf('/');
  return { interactionUniqueId: name.slice(0, slash), photoId: name.slice(slash + 1) };
}
