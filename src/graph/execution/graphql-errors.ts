import { GraphQLError, type ExecutionResult } from 'graphql';

/**
 * The compiler's errors only look like GraphQL's, and Apollo reads what they lack. Against graphql-js these differences are left:
 * - where null takes parents along, siblings that graphql-js no longer tries can add errors of their own below the same null, and
 *   which one graphql-js tells depends on time;
 * - `locations` also names fields of the same response name that a condition left out, and `nodes` is missing;
 * - a property that holds no list, or an object of no type, says so in other words. Like each error here that no resolver threw it
 *   has an `originalError`, so whatever masks our faults masks it.
 */
export function rebuildErrors(result: ExecutionResult): ExecutionResult {
  return result.errors === undefined || result.errors.length === 0
    ? result
    : { ...result, errors: result.errors.map(rebuildError) };
}

function rebuildError(error: GraphQLError): GraphQLError {
  // What a leaf's serializer threw stands in place of the message: see `carryingFailures`.
  const carried: unknown = error.message;
  const thrown = carried instanceof Error ? carried : error.originalError;
  // It has been told where it came from, as by a graph behind this one: graphql-js leaves it at that, too.
  if (thrown instanceof GraphQLError && Array.isArray(thrown.path)) return thrown;
  const originalError = thrown ?? new Error(inGraphqlsWords(error.message));
  const real = new GraphQLError(originalError.message, {
    originalError,
    ...(error.path === undefined ? {} : { path: error.path }),
  });
  // A fragment that is spread twice in one place stands there twice since it was inlined.
  const locations = error.locations?.filter(
    ({ line, column }, index, all) =>
      all.findIndex((other) => other.line === line && other.column === column) === index,
  );
  return Object.assign(real, { locations });
}

/** The compiler names all the fields that met in one place: `Person.(id,id)`. */
const inGraphqlsWords = (message: string): string => message.replace(/\((\w+)(?:,\w+)+\)\.$/, '$1.');

/** Coercing variables can fail with errors that are none of GraphQL's, as for a value nested so deep that the stack overflows. */
export const toGraphqlError = (error: Error): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
