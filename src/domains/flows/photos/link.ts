import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../kernel/clock.ts';
import { DomainError, invalid } from '../../../kernel/errors.ts';
import { createKeptSettings, type Storage } from '../../../storage/index.ts';

/** A link as a request has it: nothing of it is to be trusted. */
export interface PhotoLink {
  readonly interactionUniqueId: string;
  readonly photoId: string;
  readonly query: URLSearchParams;
}

/** What a good link stands for. */
export interface LinkedPhoto {
  readonly tenant: string;
  readonly interactionUniqueId: string;
  readonly photoId: string;
  readonly maxSize: number | undefined;
  /** How long it is still good for, in milliseconds. */
  readonly remainingMs: number;
}

export interface PhotoLinks {
  /** To be awaited before the first `linkTo`. */
  readonly ready: () => Promise<void>;
  /** @throws BAD_USER_INPUT for a `maxSize` that cannot be */
  readonly linkTo: (tenant: string, interactionUniqueId: string, photoId: string, maxSize?: number) => string;
  /** @throws FORBIDDEN for one that is not of our making, LINK_EXPIRED for one that was */
  readonly follow: (link: PhotoLink) => Promise<LinkedPhoto>;
}

export interface LinkSettings {
  /** How long a link is good for, in milliseconds. */
  readonly photoLinkMs: number;
  /** What links begin with. */
  readonly publicUrl: string | undefined;
}

const least = 16;
const most = 4096;

/**
 * Links that whoever has them can follow for a while. The signature is over all that names the photo, and the end; not over its size,
 * which gives away nothing more.
 */
export function createPhotoLinks(
  storage: Pick<Storage, 'systemCollection'>,
  clock: Clock,
  { photoLinkMs, publicUrl = '' }: LinkSettings,
): PhotoLinks {
  const { ready, current } = createKeptSettings(
    storage,
    'photo-links',
    () => ({ secret: randomBytes(32).toString('hex') }),
    ({ secret }) => createSecretKey(secret, 'hex'),
  );
  const sign = (tenant: string, interactionUniqueId: string, photoId: string, expires: string): Buffer =>
    createHmac('sha256', current())
      .update(JSON.stringify([tenant, interactionUniqueId, photoId, expires]))
      .digest();

  return {
    ready,
    linkTo(tenant, interactionUniqueId, photoId, maxSize) {
      const expires = String(clock.now().getTime() + photoLinkMs);
      const query = new URLSearchParams({
        tenant,
        expires,
        signature: sign(tenant, interactionUniqueId, photoId, expires).toString('base64url'),
        ...(maxSize === undefined ? {} : { maxSize: String(checkedMaxSize(maxSize)) }),
      });
      return `${publicUrl}/flows/${encodeURIComponent(interactionUniqueId)}/photos/${encodeURIComponent(photoId)}?${query}`;
    },
    async follow({ interactionUniqueId, photoId, query }) {
      await ready();
      const tenant = query.get('tenant') ?? '';
      const expires = query.get('expires') ?? '';
      if (!isSame(query.get('signature') ?? '', sign(tenant, interactionUniqueId, photoId, expires)))
        throw new DomainError('FORBIDDEN', 'This is no link that the server has made.');
      const remainingMs = Number(expires) - clock.now().getTime();
      if (remainingMs <= 0)
        throw new DomainError('LINK_EXPIRED', 'The link was good once: ask for the photo’s url again.');
      const maxSize = query.get('maxSize');
      return {
        tenant,
        interactionUniqueId,
        photoId,
        maxSize: maxSize === null ? undefined : checkedMaxSize(/^\d+$/.test(maxSize) ? Number(maxSize) : 0),
        remainingMs,
      };
    },
  };
}

/** Of one signature there is one spelling. */
function isSame(given: string, signature: Buffer): boolean {
  const bytes = Buffer.from(given.slice(0, 64), 'base64url');
  return (
    bytes.length === signature.length &&
    timingSafeEqual(bytes, signature) &&
    bytes.toString('base64url') === given
  );
}

function checkedMaxSize(maxSize: number): number {
  if (!Number.isInteger(maxSize) || maxSize < least || maxSize > most)
    throw invalid('maxSize', `may be ${least} to ${most} pixels`);
  return maxSize;
}
