import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError } from '../kernel/errors.ts';
import { toClientMessage } from '../kernel/error-message.ts';
import type { Logger } from '../kernel/logger.ts';

/** An error that is worded for clients already: a subgraph has said it, or an error edge before this one. */
export class ClientFacingError extends Error {
  override readonly name = 'ErrorForClients';
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(message: string, extensions: Readonly<Record<string, unknown>>) {
    super(message);
    this.extensions = extensions;
  }
}

/** Codes that say what is wrong with the request: their messages are meant for the caller. */
const requestCodes = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'OPERATION_TOO_COSTLY',
  'OPERATION_TOO_LARGE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'TOO_MANY_SUBSCRIPTIONS',
]);

/**
 * The one place where errors leave the server. A refusal keeps its code and words; a fault of ours becomes an id that the log has,
 * and nothing of its text.
 */
export function createErrorEdge(
  log: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const place = {
      ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
      ...(formatted.path === undefined ? {} : { path: formatted.path }),
    };
    const refusal = knownErrorIn(error);
    if (refusal instanceof ClientFacingError)
      return { message: toClientMessage(refusal.message), ...place, extensions: { ...refusal.extensions } };
    if (refusal !== undefined) {
      if (refusal.code === 'UNAVAILABLE')
        log.warn({ err: refusal.cause, path: formatted.path }, 'database unavailable');
      return { message: refusal.message, ...place, extensions: { code: refusal.code, ...refusal.details } };
    }
    const code = codeOf(error) ?? formatted.extensions?.code;
    if (typeof code === 'string' && requestCodes.has(code)) {
      const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
      return { message: toClientMessage(formatted.message), ...place, extensions: { ...extensions, code } };
    }
    const errorId = randomUUID();
    log.error({ errorId, err: error, path: formatted.path }, 'internal error');
    return {
      message: `Something went wrong on our side. The log has it as ${errorId}.`,
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
    };
  };
}

function codeOf(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return undefined;
  // Whoever wraps an error, as validation does, gives it a code that says less.
  if (error.originalError instanceof GraphQLError) return error.originalError.extensions.code;
  // Of no field and about nothing that was thrown: graphql's own word on the request, as that its variables have too many faults.
  return error.originalError === undefined && error.path === undefined
    ? (error.extensions.code ?? 'BAD_USER_INPUT')
    : undefined;
}

function knownErrorIn(error: unknown): DomainError | ClientFacingError | undefined {
  for (
    let cause = error;
    cause instanceof Error;
    cause = cause instanceof GraphQLError ? cause.originalError : undefined
  )
    if (cause instanceof DomainError || cause instanceof ClientFacingError) return cause;
  return undefined;
}

/** A refusal that is thrown is the answer. What else is thrown stays a fault. */
export async function catchClientErrors<Answer>(
  answer: () => Promise<Answer>,
): Promise<Answer | { errors: GraphQLError[] }> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    if (error instanceof DomainError)
      return { errors: [new GraphQLError(error.message, { originalError: error })] };
    throw error;
  }
}
