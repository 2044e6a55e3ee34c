import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { execute, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { toGraphqlError } from './graphql-errors.ts';
import { createInterpreterSchema } from './interpreter-schema.ts';

export interface EventRun {
  /** Delivered value: the root value of this execution. */
  readonly value: unknown;
  readonly context: object;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Executes the selection of a subscription for one event. */
export type EventExecutor = (
  document: DocumentNode,
  operationName: string | undefined,
  run: EventRun,
) => ExecutionResult | Promise<ExecutionResult>;

/**
 * Creates an executor that executes events with graphql-js. In its copy of the schema, subscription fields have no arguments: a result is
 * shared by subscriptions with different arguments, so it must not depend on them.
 */
export function createEventExecutor(schema: GraphQLSchema): EventExecutor {
  const interpreter = mapSchema(createInterpreterSchema(schema), {
    [MapperKind.SUBSCRIPTION_ROOT_FIELD]: (field) => ({ ...field, args: {} }),
  });
  return (document, operationName, { value, context, variables }) => {
    const result = execute({
      schema: interpreter,
      document,
      operationName,
      rootValue: value,
      contextValue: context,
      variableValues: variables,
    });
    return result instanceof Promise || result.errors === undefined
      ? result
      : { ...result, errors: result.errors.map(toGraphqlError) };
  };
}
