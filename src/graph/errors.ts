import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, toClientMessage } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';

/** Error with a message for clients: from another team's subgraph, or already formatted by an error edge. */
export class ClientFacingError extends Error {
  override readonly name = 'ErrorForClients';
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(message: string, extensions: Readonly<Record<string, unknown>>) {
    super(message);
    this.extensions = extensions;
  }
}

/** Codes of faults in the request. Their messages are for the caller. */
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

export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * Creates the function that formats every error of a GraphQL response. Domain errors keep their code and message. Internal errors are
 * logged with an id, and the response contains only the id.
 */
export function createErrorEdge(log: Logger): FormatError {
  return (formatted, error) => {
    const place = {
      ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
      ...(formatted.path === undefined ? {} : { path: formatted.path }),
    };
    const known = knownErrorIn(error);
    if (known instanceof ClientFacingError)
      return { message: toClientMessage(known.message), ...place, extensions: { ...known.extensions } };
    if (known !== undefined) {
      if (known.code === 'UNAVAILABLE')
        log.warn({ err: known.cause, path: formatted.path }, 'database unavailable');
      return { message: known.message, ...place, extensions: { code: known.code, ...known.details } };
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
  // A wrapper, for example of validation, has a less specific code than the wrapped error.
  if (error.originalError instanceof GraphQLError) return error.originalError.extensions.code;
  // Without a path and an original error, graphql-js itself rejects the request, for example because of too many errors in variables.
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

/** Returns thrown GraphQL and domain errors as a result. Other errors are thrown again. */
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
