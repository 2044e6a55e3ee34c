import { CloseCode } from 'graphql-ws';

export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/**
 * How the server ends a socket, beyond what graphql-ws does by itself: 4400 for what is no message, 4406 for another subprotocol, 4408
 * without connection_init, 4409 for an id that is in use, 4429 for a second connection_init. The texts are constant: what exactly was
 * wrong with a token helps nobody but a forger.
 */
export const closings = {
  unauthorized: { code: CloseCode.Unauthorized, reason: 'Unauthorized' },
  /** The token has ended, or was renewed with one that is not the same principal's. */
  forbidden: { code: CloseCode.Forbidden, reason: 'Forbidden' },
  tooManyConnections: { code: CloseCode.TooManyInitialisationRequests, reason: 'Too many connections' },
  internalError: { code: CloseCode.InternalServerError, reason: 'Internal server error' },
  goingAway: { code: 1001, reason: 'Going away' },
  /** The identity provider cannot be asked. */
  tryAgainLater: { code: 1013, reason: 'Try again later' },
} as const satisfies Record<string, Closing>;

const slowConsumer = 4410;
const maxReasonBytes = 123;

/** @param position the last that the subscription was sent: after it the client goes on */
export function tooSlow(subscription: string, position: string | undefined): Closing {
  const reasons = [['SLOW_CONSUMER', subscription, position].filter(Boolean).join(' '), 'SLOW_CONSUMER'];
  const reason = reasons.find((text) => Buffer.byteLength(text) <= maxReasonBytes) ?? '';
  return { code: slowConsumer, reason };
}
