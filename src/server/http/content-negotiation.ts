import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

type Head = Pick<IncomingMessage, 'headers'>;

/** Reports whether the client prefers a gzip-encoded response over an uncompressed one (RFC 9110, section 12.5.3). */
export const acceptsGzip = ({ headers }: Head): boolean =>
  new Negotiator({ headers }).encoding(['gzip', 'identity']) === 'gzip';

/**
 * Returns the media type that the client prefers (RFC 9110, section 12.5.1), or undefined if it accepts none of them. The first one wins
 * where the client has no preference.
 */
export const preferredMediaType = ({ headers }: Head, available: readonly string[]): string | undefined =>
  new Negotiator({ headers }).mediaType(available);
