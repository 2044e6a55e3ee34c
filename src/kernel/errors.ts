/**
 * The codes of expected errors. The codes are part of the public interface; the messages are for people. Any error that is not a
 * DomainError is a fault of the server, and clients receive only its id.
 */
export type DomainErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'INVALID_STATE'
  | 'NO_NUMBER_FREE'
  | 'IDEMPOTENCY_CONFLICT'
  | 'CHECKSUM_MISMATCH'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'PAYLOAD_TOO_LARGE'
  | 'LINK_EXPIRED'
  | 'BAD_CURSOR'
  | 'HISTORY_LOST'
  | 'SLOW_CONSUMER'
  | 'RATE_LIMITED'
  | 'BUSY'
  | 'UNAVAILABLE';

export interface ErrorDetails {
  /** The path of the invalid argument or input field, such as `input.transcript[3].createdAt`. */
  readonly field?: string;
  readonly reason?: string;
  /** When to try again, in milliseconds from now. */
  readonly retryAfter?: number;
}

export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: DomainErrorCode;
  readonly details: ErrorDetails;

  constructor(code: DomainErrorCode, message: string, details: ErrorDetails = {}, cause?: unknown) {
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

/** The server cannot accept more requests of this sort at the moment. */
export const busy = (message: string): DomainError => new DomainError('BUSY', message, { retryAfter: 1000 });

/** Does not reveal whether the interaction exists. */
export const notParticipant = (): DomainError =>
  new DomainError('FORBIDDEN', 'There is no such interaction, or you do not take part in it, or no longer.');

export const badCursor = (field: string): DomainError =>
  new DomainError('BAD_CURSOR', `${field}: not a cursor of this list`, {
    field,
    reason: 'not a cursor of this list',
  });

export const unavailable = (cause?: unknown): DomainError =>
  new DomainError('UNAVAILABLE', 'The database does not answer; try again shortly.', {}, cause);

/** The position is not in the log, for example because the database was restored from a backup. */
export const historyLost = (field: string): DomainError =>
  new DomainError(
    'HISTORY_LOST',
    `${field}: names an event that the log no longer has; read the history anew`,
    {
      field,
      reason: 'names an event that the log no longer has',
    },
  );

/** A subscriber reads so slowly that its buffer would grow without limit. */
export const slowConsumer = (): DomainError =>
  new DomainError('SLOW_CONSUMER', 'Too far behind: subscribe again after the last event that was received.');

/** Marks the unreachable end of a switch over a union. If the union gets another member, the call does not compile. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${String(value)}`);
}

/** Returns the message of an error without its class name. An AggregateError without a message yields the messages of its errors. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

const maxClientMessageLength = 500;

/**
 * Returns a GraphQL error message that is safe to send to clients. Removes the "Did you mean" suggestions, which would reveal a hidden
 * schema, and truncates long messages, because graphql-js quotes whole input values.
 */
export const toClientMessage = (message: string): string => {
  const plain = message.replace(/ Did you mean [^?]*\?$/, '');
  return plain.length > maxClientMessageLength ? `${plain.slice(0, maxClientMessageLength)} …` : plain;
};
