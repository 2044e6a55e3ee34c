/** What the server calls its errors, and below what only a client can know. The server may have more: new ones are new strings. */
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
  /** No answer, or half of one: nobody knows what became of it. */
  | 'NETWORK'
  /** What speaks at the other end is not Switchboard's graph. */
  | 'BAD_RESPONSE'
  /** The function that gives tokens threw; its own error is the `cause`. */
  | 'NO_TOKEN'
  /** `dispose` was called. */
  | 'DISPOSED'
  | (string & {});

interface Details {
  readonly retryAfter?: number | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: unknown;
}

/** Everything that is thrown. What an operation refuses is no error but its answer: see `isRefused`. */
export class SwitchboardError extends Error {
  override readonly name = 'SwitchboardError';
  readonly code: ErrorCode;
  /** After how many milliseconds to try again, where the server says so. */
  readonly retryAfter: number | undefined;
  /** All that the server says beside the message. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, { retryAfter, extensions = {}, cause }: Details = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryAfter = retryAfter;
    this.extensions = extensions;
  }
}

/** An error as GraphQL writes it down. */
export interface WrittenError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export function errorOf({ message, extensions = {} }: WrittenError): SwitchboardError {
  const { code, retryAfter } = extensions;
  return new SwitchboardError(typeof code === 'string' ? code : 'BAD_RESPONSE', message, {
    retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined,
    extensions,
  });
}

export const disposedError = (): SwitchboardError =>
  new SwitchboardError('DISPOSED', 'The client has been disposed of.');

/** Whatever was thrown, as one of ours. */
export const asError = (error: unknown): SwitchboardError =>
  error instanceof SwitchboardError
    ? error
    : new SwitchboardError('NETWORK', error instanceof Error ? error.message : 'The connection failed.', {
        cause: error,
      });

/** The server has turned it away without doing anything: it may be sent again whatever it is. */
export const didNothing = ({ code }: SwitchboardError): boolean =>
  code === 'RATE_LIMITED' || code === 'BUSY' || code === 'CHECKSUM_MISMATCH';

/** It may have been done: it may be sent again if doing it twice is doing it once. */
export const mayHaveBeenDone = ({ code }: SwitchboardError): boolean =>
  code === 'NETWORK' || code === 'UNAVAILABLE';

/**
 * How often in a row something is taken before a subscription gives up; 0 for what will not get better.
 * @param hasFreshTokens whether another token can be had
 */
export function patienceWith(error: SwitchboardError, hasFreshTokens: boolean): number {
  if (didNothing(error) || mayHaveBeenDone(error) || error.code === 'SLOW_CONSUMER') return Infinity;
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
