/** Error codes of the server, then those of the client itself. A newer server may send other strings. */
export type ErrorCode =
  | 'ALREADY_EXISTS'
  | 'BAD_CURSOR'
  | 'BAD_USER_INPUT'
  | 'BUSY'
  | 'CHECKSUM_MISMATCH'
  | 'FORBIDDEN'
  | 'HISTORY_LOST'
  | 'IDEMPOTENCY_CONFLICT'
  | 'INTERNAL_SERVER_ERROR'
  | 'INVALID_STATE'
  | 'NOT_FOUND'
  | 'NO_NUMBER_FREE'
  | 'PAYLOAD_TOO_LARGE'
  | 'RATE_LIMITED'
  | 'SLOW_CONSUMER'
  | 'TOO_MANY_SUBSCRIPTIONS'
  | 'UNAUTHENTICATED'
  | 'UNAVAILABLE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  /** No answer, or an incomplete one: the outcome is unknown. */
  | 'NETWORK'
  /** The answer does not come from Switchboard's graph. */
  | 'BAD_RESPONSE'
  /** The token function threw. Its error is the `cause`. */
  | 'NO_TOKEN'
  /** `dispose` was called. */
  | 'DISPOSED'
  | (string & {});

interface Details {
  readonly retryAfter?: number | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: unknown;
}

/** The only error that the client throws, besides `RefusedError`. A refused operation is an outcome, not an error: see `isRefused`. */
export class SwitchboardError extends Error {
  override readonly name = 'SwitchboardError';
  readonly code: ErrorCode;
  /** Milliseconds until the next attempt, if the server sent them. */
  readonly retryAfter: number | undefined;
  /** The extensions of the server's GraphQL error. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, { retryAfter, extensions = {}, cause }: Details = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryAfter = retryAfter;
    this.extensions = extensions;
  }
}

/** A GraphQL error in a response. */
export interface ResponseError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export function errorFromResponse({ message, extensions = {} }: ResponseError): SwitchboardError {
  const { code, retryAfter } = extensions;
  return new SwitchboardError(typeof code === 'string' ? code : 'BAD_RESPONSE', message, {
    retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined,
    extensions,
  });
}

export const disposedError = (): SwitchboardError =>
  new SwitchboardError('DISPOSED', 'The client has been disposed of.');

/** Returns any thrown value as a SwitchboardError: NETWORK unless it is one already. */
export const toSwitchboardError = (error: unknown): SwitchboardError =>
  error instanceof SwitchboardError
    ? error
    : new SwitchboardError('NETWORK', error instanceof Error ? error.message : 'The connection failed.', {
        cause: error,
      });

/** Returns whether the server rejected an operation before it ran. Any such operation can be sent again. */
export const wasNotExecuted = ({ code }: SwitchboardError): boolean =>
  code === 'RATE_LIMITED' || code === 'BUSY' || code === 'CHECKSUM_MISMATCH';

/** Returns whether an operation may have run. Only an idempotent operation can be sent again. */
export const hasUnknownOutcome = ({ code }: SwitchboardError): boolean =>
  code === 'NETWORK' || code === 'UNAVAILABLE';

/**
 * Returns the number of consecutive failures after which a subscription ends. It is 0 for errors that a new attempt cannot correct.
 * @param hasFreshTokens whether the token source can return another token
 */
export function maxConsecutiveFailures(error: SwitchboardError, hasFreshTokens: boolean): number {
  if (wasNotExecuted(error) || hasUnknownOutcome(error) || error.code === 'SLOW_CONSUMER') return Infinity;
  switch (error.code) {
    case 'UNAUTHENTICATED':
      return hasFreshTokens ? 2 : 0;
    case 'NO_TOKEN':
    case 'INTERNAL_SERVER_ERROR':
      return 5;
    default:
      return 0;
  }
}

/** Close codes of protocol errors, which a new attempt cannot correct. docs/protocol.md lists all close codes. */
const protocolErrors = new Set([1002, 1003, 1007, 1008, 1009, 1010, 4400, 4406]);

/** Returns the error for a socket's close event, or for an error thrown while the socket was opened. */
export function errorFromSocket(reason: unknown): SwitchboardError {
  if (!isClose(reason)) return toSwitchboardError(reason);
  const { code, reason: text } = reason;
  const message = `The socket was closed: ${code}${text === '' ? '' : ` ${text}`}.`;
  return new SwitchboardError(codeOfClose(code), message, { extensions: { closeCode: code } });
}

function codeOfClose(close: number): string {
  if (protocolErrors.has(close)) return 'BAD_RESPONSE';
  switch (close) {
    // The token was rejected or has expired. A new token can succeed.
    case 4401:
    case 4403:
      return 'UNAUTHENTICATED';
    case 4410:
      return 'SLOW_CONSUMER';
    case 4429:
      return 'RATE_LIMITED';
    case 4500:
      return 'INTERNAL_SERVER_ERROR';
    default:
      return 'NETWORK';
  }
}

const isClose = (reason: unknown): reason is { readonly code: number; readonly reason: string } =>
  typeof reason === 'object' &&
  reason !== null &&
  'code' in reason &&
  typeof reason.code === 'number' &&
  'reason' in reason &&
  typeof reason.reason === 'string';
