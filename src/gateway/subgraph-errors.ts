import { isJsonObject } from '../kernel/json.ts';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { ClientFacingError } from '../graph/index.ts';
import { HttpTimeoutError } from './http-client.ts';

/**
 * Codes of errors of remote subgraphs. `SUBGRAPH_ERROR`: the subgraph answered with an error without a code, or with an invalid value.
 */
type FailureCode = 'SUBGRAPH_UNAVAILABLE' | 'SUBGRAPH_TIMEOUT' | 'SUBGRAPH_ERROR';

/** Creates the error of a failed request. Clients get the code and the subgraph's name; the cause is only logged. */
export function subgraphFailure(subgraph: string, cause: unknown): GraphQLError {
  const timedOut = cause instanceof HttpTimeoutError;
  const code: FailureCode = timedOut ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_UNAVAILABLE';
  return new GraphQLError(
    `The subgraph ${subgraph} ${timedOut ? 'did not answer in time' : 'does not answer'}.`,
    {
      extensions: { code, subgraph },
      originalError: cause instanceof Error ? cause : new Error(String(cause)),
    },
  );
}

/** Creates the error that replaces an invalid scalar. */
export const invalidSubgraphValue = (subgraph: string, type: string): GraphQLError =>
  new GraphQLError(`The subgraph ${subgraph} answered with a value that is no ${type}.`, {
    extensions: { code: 'SUBGRAPH_ERROR' satisfies FailureCode, subgraph },
  });

/** Outcome of a request. A response with errors of the subgraph counts as answered. */
export type SubgraphOutcome = 'answered' | 'unavailable' | 'timeout';

export function subgraphOutcomeOf({ errors = [] }: ExecutionResult): SubgraphOutcome {
  // Only errors of `subgraphFailure` have an original error.
  const failure = errors.find(({ originalError }) => originalError != null);
  if (failure === undefined) return 'answered';
  return failure.originalError instanceof HttpTimeoutError ? 'timeout' : 'unavailable';
}

/** Converts the response body of a subgraph to a result. A body that is no GraphQL response becomes an error. */
export function readAnswer(subgraph: string, answer: unknown): ExecutionResult {
  if (!isJsonObject(answer)) return { errors: [subgraphFailure(subgraph, 'its answer is no object')] };
  const { data, errors } = answer;
  if (data != null && !isJsonObject(data))
    return { errors: [subgraphFailure(subgraph, 'its data is no object')] };
  const converted = Array.isArray(errors)
    ? errors.map((error: unknown) => toSubgraphError(subgraph, error))
    : [];
  if (data == null && converted.length === 0)
    return { errors: [subgraphFailure(subgraph, 'it answers with neither data nor errors')] };
  return {
    ...(data !== undefined && { data }),
    ...(converted.length > 0 && { errors: converted }),
  };
}

/** @returns the error with which a subgraph rejected a subscription, or undefined for other causes */
export const subscriptionErrorIn = (subgraph: string, cause: unknown): Error | undefined =>
  Array.isArray(cause) && cause.length > 0 ? toSubgraphError(subgraph, cause[0]) : undefined;

/** Extensions that are removed: internal details of servers, and those that would change the HTTP response of this server. */
const removedExtensions = new Set([
  'CRITICAL_ERROR',
  'debug',
  'exception',
  'headers',
  'http',
  'originalError',
  'request',
  'response',
  'stack',
  'stacktrace',
  'trace',
]);

/** Converts an error of a subgraph. Keeps its message, path and code, adds the subgraph's name, and removes internal details. */
function toSubgraphError(subgraph: string, error: unknown): GraphQLError {
  const { message, path, extensions } = isJsonObject(error) ? error : {};
  const given = isJsonObject(extensions) ? extensions : {};
  const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !removedExtensions.has(name)));
  const code = typeof given.code === 'string' ? given.code : ('SUBGRAPH_ERROR' satisfies FailureCode);
  return new GraphQLError(typeof message === 'string' ? message : 'It gave no reason.', {
    ...(Array.isArray(path) && { path: path as (string | number)[] }),
    extensions: { ...kept, code, subgraph },
  });
}

/**
 * Marks errors of subgraphs as client-facing. All errors that the executors return have a code. Other errors come from stitching and are
 * internal.
 */
export function toClientFacingErrors(error: GraphQLError): readonly GraphQLError[] {
  const { nodes = null, path = null, originalError } = error;
  // The library combines several errors of one field.
  const all = originalError instanceof AggregateError ? (originalError.errors as Error[]) : [error];
  const marked = all.flatMap((one) =>
    one instanceof GraphQLError &&
    typeof one.extensions.code === 'string' &&
    one.extensions.CRITICAL_ERROR === undefined
      ? new GraphQLError(one.message, {
          nodes,
          path,
          originalError: new ClientFacingError(one.message, one.extensions),
        })
      : [],
  );
  return marked.length === all.length ? marked : [error];
}

/** Marks the error that ends a subscription as client-facing, if it is an error of a subgraph. */
export const toClientFacingError = (error: unknown): Error =>
  error instanceof GraphQLError
    ? (toClientFacingErrors(error)[0] ?? error)
    : error instanceof Error
      ? error
      : new Error(String(error));
