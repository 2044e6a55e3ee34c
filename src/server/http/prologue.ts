import type { IncomingMessage } from 'node:http';
import type { Authenticator, Caller } from '../../auth/index.ts';
import type { RateLimiter } from './rate-limit.ts';

/**
 * @param authorization what the header has, or would have
 * @returns who sends a request, or nothing if it has no token. @throws UNAUTHENTICATED
 */
export async function identify(
  { headers, socket }: IncomingMessage,
  authenticator: Authenticator,
  limiter: RateLimiter,
  authorization = headers.authorization,
): Promise<Caller | undefined> {
  try {
    return await authenticator.authenticate(authorization);
  } catch (error) {
    // A token that is none is nobody's, and trying many is to be slow.
    limiter.open(undefined, socket.remoteAddress);
    throw error;
  }
}
