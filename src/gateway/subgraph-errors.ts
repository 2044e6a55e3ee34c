import { GraphQLError, type ExecutionResult } from 'graphql';
import { ClientFacingError } from '../graph/index.ts';
import { HttpTimeoutError } from './http-client.ts';

/**
 * How an answer of another team's subgraph fails. `SUBGRAPH_ERROR`: it said so itself, without a code of its own, or it answered with a
 * value that cannot be.
 */
type FailureCode = 'SUBGRAPH_UNAVAILABLE' | 'SUBGRAPH_TIMEOUT' | 'SUBGRAPH_ERROR';

/** What went wrong on the way: clients get a code and the subgraph's name, and the log the rest. */
export function subgraphFailure(subgraph: string, cause: unknown): GraphQLError {
  const late = cause instanceof HttpTimeoutError;
  const code: FailureCode = late ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_UNAVAILABLE';
  return new GraphQLError(
    `The subgraph ${subgraph} ${late ? 'did not answer in time' : 'does not answer'}.`,
    {
      extensions: { code, subgraph },
      originalError: cause instanceof Error ? cause : new Error(String(cause)),
    },
  );
}

/** In the place of a value. */
export const invalidSubgraphValue = (subgraph: string, type: string): GraphQLError =>
  new GraphQLError(`The subgraph ${subgraph} answered with a value that is no ${type}.`, {
    extensions: { code: 'SUBGRAPH_ERROR' satisfies FailureCode, subgraph },
  });

/** How the way there ended: what a subgraph says of itself, errors too, is an answer. */
export type SubgraphOutcome = 'answered' | 'unavailable' | 'timeout';

export function subgraphOutcomeOf({ errors = [] }: ExecutionResult): SubgraphOutcome {
  // Only what failed on the way has a cause that is not told.
  const failure = errors.find(({ originalError }) => originalError != null);
  if (failure === undefined) return 'answered';
  return failure.originalError instanceof HttpTimeoutError ? 'timeout' : 'unavailable';
}

type Json = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns what a subgraph answered with, or that it was no answer */
export function readAnswer(subgraph: string, answer: unknown): ExecutionResult {
  if (!isJsonObject(answer)) return { errors: [subgraphFailure(subgraph, 'its answer is no object')] };
  const { data, errors } = answer;
  if (data != null && !isJsonObject(data))
    return { errors: [subgraphFailure(subgraph, 'its data is no object')] };
  const said = Array.isArray(errors) ? errors.map((error: unknown) => toSubgraphError(subgraph, error)) : [];
  if (data == null && said.length === 0)
    return { errors: [subgraphFailure(subgraph, 'it answers with neither data nor errors')] };
  return {
    ...(data !== undefined && { data }),
    ...(said.length > 0 && { errors: said }),
  };
}

/** How a subgraph refused a subscription, if it did. */
export const subscriptionErrorIn = (subgraph: string, cause: unknown): Error | undefined =>
  Array.isArray(cause) && cause.length > 0 ? toSubgraphError(subgraph, cause[0]) : undefined;

/** The insides of servers, and what would change the head of our own answer. */
const hidden = new Set([
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

/** What a subgraph answered with, with the code that it gave and its name; nothing of its insides. */
function toSubgraphError(subgraph: string, said: unknown): GraphQLError {
  const { message, path, extensions } = isJsonObject(said) ? said : {};
  const given = isJsonObject(extensions) ? extensions : {};
  const shown = Object.fromEntries(Object.entries(given).filter(([name]) => !hidden.has(name)));
  const code = typeof given.code === 'string' ? given.code : ('SUBGRAPH_ERROR' satisfies FailureCode);
  return new GraphQLError(typeof message === 'string' ? message : 'It gave no reason.', {
    ...(Array.isArray(path) && { path: path as (string | number)[] }),
    extensions: { ...shown, code, subgraph },
  });
}

/**
 * Marks what subgraphs said as worded for clients: everything that an executor of ours returns has a code. What else goes wrong in the
 * joining is a fault of ours.
 */
export function toClientFacingErrors(error: GraphQLError): readonly GraphQLError[] {
  const { nodes = null, path = null, originalError } = error;
  // Of one field several, as the library puts them together.
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

/** The same of what ends a subscription. */
export const toClientFacingError = (error: unknown): Error =>
  error instanceof GraphQLError
    ? (toClientFacingErrors(error)[0] ?? error)
    : error instanceof Error
      ? error
      : new Error(String(error));
