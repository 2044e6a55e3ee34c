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

/** Alternatives: a caller needs all scopes of at least one of the lists, as in `@requiresScopes`. */
export type ScopeGroups = readonly (readonly string[])[];

export interface ErrorDetails {
  /** The path of the invalid argument or input field, such as `input.transcript[3].createdAt`. */
  readonly field?: string;
  readonly reason?: string;
  /** When to try again, in milliseconds from now. */
  readonly retryAfter?: number;
  /** The scopes that permit the operation: all scopes of at least one of the lists. */
  readonly requiredScopes?: ScopeGroups;
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

/** The caller's kind is refused, whatever the scopes of its token. */
export const forbidden = (message: string): DomainError => new DomainError('FORBIDDEN', message);

/** The error for a token without the required scopes. Its message has the missing ones. */
export function scopesMissing(granted: ReadonlySet<string>, requiredScopes: ScopeGroups): DomainError {
  const missing = requiredScopes.map((group) => group.filter((scope) => !granted.has(scope)));
  const [first = [], ...others] = missing;
  const message =
    others.length > 0
      ? `The token lacks one of these scopes: ${missing.map((group) => group.join(' and ')).join(', ')}.`
      : `The token lacks the scope${first.length > 1 ? 's' : ''} ${first.join(' and ')}.`;
  return new DomainError('FORBIDDEN', message, { requiredScopes });
}

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

/** Returns a thrown value as an Error. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

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
