import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { execute, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { toGraphqlError } from './graphql-errors.ts';
import { createInterpreterSchema } from './interpreter-schema.ts';

export interface EventRun {
  /** What was delivered: the root of this execution. */
  readonly value: unknown;
  readonly context: object;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Executes a subscription's selection over one event. */
export type EventExecutor = (
  document: DocumentNode,
  operationName: string | undefined,
  run: EventRun,
) => ExecutionResult | Promise<ExecutionResult>;

/**
 * Events run through graphql-js. In this copy of the schema the subscription fields have no arguments: what is made of an event is for
 * all who follow it, whatever each of them asked for, so nothing may hang on them.
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
