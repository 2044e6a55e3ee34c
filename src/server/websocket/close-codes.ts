import { CloseCode } from 'graphql-ws';

export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/**
 * The closings of the server, in addition to graphql-ws's own: 4400 for an invalid message, 4406 for another subprotocol, 4408 for a
 * missing connection_init, 4409 for a duplicate id, 4429 for a second connection_init. The reasons are constant: details about an invalid
 * token would only help somebody who forges tokens.
 */
export const closings = {
  unauthorized: { code: CloseCode.Unauthorized, reason: 'Unauthorized' },
  /** The token has expired, or the new token belongs to another principal. */
  forbidden: { code: CloseCode.Forbidden, reason: 'Forbidden' },
  tooManyConnections: { code: CloseCode.TooManyInitialisationRequests, reason: 'Too many connections' },
  internalError: { code: CloseCode.InternalServerError, reason: 'Internal server error' },
  goingAway: { code: 1001, reason: 'Going away' },
  /** The identity provider cannot be reached, or the server has as many connections as it may have. */
  tryAgainLater: { code: 1013, reason: 'Try again later' },
} as const satisfies Record<string, Closing>;

const slowConsumerCode = 4410;
/** The limit of the WebSocket protocol. */
const maxReasonBytes = 123;

/** @param position the last one that the subscription sent, from which the client resumes */
export function slowConsumerClosing(subscription: string, position: string | undefined): Closing {
  const reasons = [['SLOW_CONSUMER', subscription, position].filter(Boolean).join(' '), 'SLOW_CONSUMER'];
  const reason = reasons.find((text) => Buffer.byteLength(text) <= maxReasonBytes) ?? '';
  return { code: slowConsumerCode, reason };
}
