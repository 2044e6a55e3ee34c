import type { FileBucket } from '../../../storage/index.ts';
import type { Picture } from './picture.ts';

/** What is kept with the bytes, so that they can be given out without a look at the flow. */
export interface PhotoFile extends Picture {
  readonly sha256: string;
}

export type PhotoBucket = FileBucket<PhotoFile>;

/** A photo's id is of hexadecimal digits alone: the last slash parts the two. */
export const nameOf = (interactionUniqueId: string, photoId: string): string =>
  `${interactionUniqueId}/${photoId}`;

export function partsOf(name: string): { interactionUniqueId: string; photoId: string } {
  const slash = name.lastIndexOf('/');
  return { interactionUniqueId: name.slice(0, slash), photoId: name.slice(slash + 1) };
}
