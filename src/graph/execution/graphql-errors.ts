import { GraphQLError, type ExecutionResult } from 'graphql';

/**
 * Replaces the errors of compiled execution with GraphQLErrors. Apollo reads properties that the compiler's errors lack. Differences to
 * graphql-js that remain:
 * - If an error nulls parent fields, siblings that graphql-js no longer executes can add errors below the same null. Which error graphql-js
 *   reports depends on time.
 * - `locations` includes fields with the same response name that a condition excludes, and `nodes` is missing.
 * - The messages for a property that is not a list and for an object without a type are different. Like every error here that no resolver
 *   threw, they have an `originalError`, so they are masked as internal errors.
 */
export function rebuildErrors(result: ExecutionResult): ExecutionResult {
  return result.errors === undefined || result.errors.length === 0
    ? result
    : { ...result, errors: result.errors.map(rebuildError) };
}

function rebuildError(error: GraphQLError): GraphQLError {
  // The message of a serializer's error is the error itself: see `withErrorAsMessage`.
  const message: unknown = error.message;
  const thrown = message instanceof Error ? message : error.originalError;
  // An error with a path is located already, for example by another graph. graphql-js keeps it as well.
  if (thrown instanceof GraphQLError && Array.isArray(thrown.path)) return thrown;
  const originalError = thrown ?? new Error(withOneFieldName(error.message));
  const rebuilt = new GraphQLError(originalError.message, {
    originalError,
    ...(error.path === undefined ? {} : { path: error.path }),
  });
  // A fragment that is spread twice at one position was inlined twice.
  const locations = error.locations?.filter(
    ({ line, column }, index, all) =>
      all.findIndex((other) => other.line === line && other.column === column) === index,
  );
  return Object.assign(rebuilt, { locations });
}

/** Replaces the list of merged fields that the compiler writes, as in `Person.(id,id)`, with one field name. */
const withOneFieldName = (message: string): string => message.replace(/\((\w+)(?:,\w+)+\)\.$/, '$1.');

/** Converts an error to a GraphQLError. Coercion of variables can return other errors, for example if deep nesting overflows the stack. */
export const toGraphqlError = (error: Error): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
