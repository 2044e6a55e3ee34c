import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../kernel/clock.ts';
import { DomainError, invalid } from '../../../kernel/errors.ts';
import { createSharedSettings, type Storage } from '../../../storage/index.ts';

/** A link in a request. It is not trusted. */
export interface PhotoLink {
  readonly interactionUniqueId: string;
  readonly photoId: string;
  readonly query: URLSearchParams;
}

/** A verified link. */
export interface LinkedPhoto {
  readonly tenant: string;
  readonly interactionUniqueId: string;
  readonly photoId: string;
  readonly maxSize: number | undefined;
  /** How long the link remains valid, in milliseconds. */
  readonly remainingMs: number;
}

export interface PhotoLinks {
  /** Must resolve before the first `linkTo`. */
  readonly ready: () => Promise<void>;
  /** @throws BAD_USER_INPUT for a `maxSize` out of range */
  readonly linkTo: (tenant: string, interactionUniqueId: string, photoId: string, maxSize?: number) => string;
  /** @throws FORBIDDEN for a wrong signature, LINK_EXPIRED */
  readonly verify: (link: PhotoLink) => Promise<LinkedPhoto>;
}

export interface LinkSettings {
  /** How long a link is valid, in milliseconds. */
  readonly photoLinkMs: number;
  /** The URL prefix of links. */
  readonly publicUrl: string | undefined;
}

const minSize = 16;
const maxSizeLimit = 4096;

/**
 * Creates signed links that anyone can open until they expire. The signature covers the photo and the expiry, but not the size, which
 * reveals nothing else.
 */
export function createPhotoLinks(
  storage: Pick<Storage, 'systemCollection'>,
  clock: Clock,
  { photoLinkMs, publicUrl = '' }: LinkSettings,
): PhotoLinks {
  const { ready, current } = createSharedSettings(
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
      return `${publicUrl}/flows/${encodeURIComponent(interactionUniqueId)}/photos/${encodeURIComponent(photoId)}?${query.toString()}`;
    },
    async verify({ interactionUniqueId, photoId, query }) {
      await ready();
      const tenant = query.get('tenant') ?? '';
      const expires = query.get('expires') ?? '';
      if (!isSame(query.get('signature') ?? '', sign(tenant, interactionUniqueId, photoId, expires)))
        throw new DomainError('FORBIDDEN', 'The link has no valid signature of this server.');
      const remainingMs = Number(expires) - clock.now().getTime();
      if (remainingMs <= 0)
        throw new DomainError('LINK_EXPIRED', 'The link has expired: query the photo’s url again.');
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

/** Compares signatures. Only the canonical base64url spelling is accepted. */
function isSame(given: string, signature: Buffer): boolean {
  const bytes = Buffer.from(given.slice(0, 64), 'base64url');
  return (
    bytes.length === signature.length &&
    timingSafeEqual(bytes, signature) &&
    bytes.toString('base64url') === given
  );
}

function checkedMaxSize(maxSize: number): number {
  if (!Number.isInteger(maxSize) || maxSize < minSize || maxSize > maxSizeLimit)
    throw invalid('maxSize', `may be ${minSize} to ${maxSizeLimit} pixels`);
  return maxSize;
}
