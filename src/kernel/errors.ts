/**
 * What a caller is told when something is refused. The code is stable and part of the public interface; the message is
 * for people. Everything that is not a DomainError is a fault of ours, and leaves the server as an id alone.
 */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'IDEMPOTENCY_CONFLICT'
  | 'BAD_CURSOR'
  | 'HISTORY_LOST'
  | 'SLOW_CONSUMER'
  | 'RATE_LIMITED'
  | 'BUSY'
  | 'UNAVAILABLE';

export interface ErrorDetails {
  /** The argument or input field that is at fault, as a path: `input.transcript[3].createdAt`. */
  readonly field?: string;
  readonly reason?: string;
  /** After how many milliseconds to try again. */
  readonly retryAfter?: number;
}

export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}

export const invalid = (field: string, reason: string): DomainError =>
  new DomainError('BAD_USER_INPUT', `${field}: ${reason}`, { field, reason });

export const unauthenticated = (): DomainError =>
  new DomainError('UNAUTHENTICATED', 'A valid bearer token is needed.');

export const forbidden = (): DomainError =>
  new DomainError('FORBIDDEN', 'The token does not have the scope that this needs.');

/** So many are at it that another would be too much, for a moment. */
export const busy = (message: string): DomainError => new DomainError('BUSY', message, { retryAfter: 1000 });

/** The same for what does not exist and for what is somebody else's. */
export const mayNotFollow = (): DomainError =>
  new DomainError('FORBIDDEN', 'There is no such interaction, or you do not take part in it, or no longer.');

export const badCursor = (field: string): DomainError =>
  new DomainError('BAD_CURSOR', `${field}: not a cursor of this list`, {
    field,
    reason: 'not a cursor of this list',
  });

export const unavailable = (cause?: unknown): DomainError =>
  new DomainError('UNAVAILABLE', 'The database does not answer; try again shortly.', {}, cause);

/** The position is of a past that the log does not have. */
export const historyLost = (field: string): DomainError =>
  new DomainError(
    'HISTORY_LOST',
    `${field}: names an event that the log no longer has; read the history anew`,
    {
      field,
      reason: 'names an event that the log no longer has',
    },
  );

/** Somebody follows so slowly that what waits would grow without bound. */
export const slowConsumer = (): DomainError =>
  new DomainError('SLOW_CONSUMER', 'Too far behind: subscribe again after the last event that was received.');

/** For the end of a switch over a union: adding a member makes this call fail to compile. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${String(value)}`);
}
