import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';

/** Codes that say what is wrong with the request: their messages are meant for the caller. */
const requestCodes = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'OPERATION_TOO_COSTLY',
  'OPERATION_TOO_LARGE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
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
    const refusal = domainErrorIn(error);
    if (refusal !== undefined) {
      if (refusal.code === 'UNAVAILABLE')
        log.warn({ err: refusal.cause, path: formatted.path }, 'database unavailable');
      return { message: refusal.message, ...place, extensions: { code: refusal.code, ...refusal.details } };
    }
    const code = formatted.extensions?.code;
    if (typeof code === 'string' && requestCodes.has(code)) {
      const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
      return { message: formatted.message, ...place, extensions };
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

function domainErrorIn(error: unknown): DomainError | undefined {
  for (
    let cause = error;
    cause instanceof Error;
    cause = cause instanceof GraphQLError ? cause.originalError : undefined
  )
    if (cause instanceof DomainError) return cause;
  return undefined;
}
