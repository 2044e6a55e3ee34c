import type { Clock } from '../../../kernel/clock.ts';
import type { PhotoAppender } from './port.ts';
import { partsOf, type PhotoBucket } from './stored.ts';

/** By then whoever was at it has come to an end, or never will. */
const patienceMs = 3_600_000;

/** Confirms or deletes what processes that died have left between saving the bytes and adding the photo. */
export function createSweep(bucket: PhotoBucket, appender: PhotoAppender, clock: Clock) {
  return async function sweep(): Promise<void> {
    const before = new Date(clock.now().getTime() - patienceMs);
    for await (const { tenant, naturalId } of bucket.unconfirmed(before)) {
      const { interactionUniqueId, photoId } = partsOf(naturalId);
      const { photos } = await appender.stateOf(tenant, interactionUniqueId);
      if (photos.some(({ id }) => id === photoId)) await bucket.confirm(tenant, naturalId);
      else await bucket.discard(tenant, naturalId, clock.now());
    }
  };
}
