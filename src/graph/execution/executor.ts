import {
  execute as executeWithGraphqlJs,
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileOperation, type ExecuteOperation } from './compile-operation.ts';
import { createCompilerSchema, type LeafSerializers } from './compiler-schema.ts';
import { uncompilableFields, reasonNotToCompile } from './compilability.ts';
import { inlineFragments } from './inline-fragments.ts';
import { createInterpreterSchema } from './interpreter-schema.ts';
import { toGraphqlError } from './graphql-errors.ts';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { lazy } from '../../kernel/lazy.ts';

export interface PreparedOperation {
  readonly operation: OperationDefinitionNode;
  readonly engine: 'compiled' | 'interpreted';
  /** Reason why it is not compiled. */
  readonly reason?: string;
  readonly execute: ExecuteOperation;
}

export interface Executor {
  /**
   * @param document a valid document
   * @throws GraphQLError OPERATION_RESOLUTION_FAILURE if no operation has the name, or several operations have no name given
   */
  prepare(document: DocumentNode, operationName: string | undefined): PreparedOperation;
}

export interface ExecutorOptions {
  /** If false, graphql-js executes every operation. */
  readonly compile: boolean;
  /** Serializers of scalars in compiled operations. Values of other leaf types are not serialized. */
  readonly leafSerializers: LeafSerializers;
}

const maxSelections = 5000;

/** Limit of the cost that `reasonNotToCompile` counts. Compilation blocks the event loop; within this limit for less than 100 ms. */
const maxCompileCost = 5000;

/**
 * Creates an executor that compiles operations. Compiled execution is several times faster than graphql-js, but has faults, so graphql-js
 * executes every operation that could meet one. Both return the same data, and errors at the same paths.
 */
export function createExecutor(schema: GraphQLSchema, options: ExecutorOptions): Executor {
  const compiler = options.compile ? createCompilerSchema(schema, options.leafSerializers) : undefined;
  // Most operations are compiled. A copy of the schema would slow every start down.
  const interpreter = lazy(() => createInterpreterSchema(schema));
  const rules = { uncompilableFields: uncompilableFields(schema), maxCost: maxCompileCost };

  return {
    prepare(document, operationName) {
      const operation = operationOf(document, operationName);
      const interpret: ExecuteOperation = ({ context, variables }) => {
        const result = executeWithGraphqlJs({
          schema: interpreter(),
          document,
          contextValue: context,
          variableValues: variables,
          operationName,
        });
        return result instanceof Promise ? result : withGraphqlErrors(result);
      };
      const interpreted = (reason: string): PreparedOperation => ({
        operation,
        engine: 'interpreted',
        reason,
        execute: interpret,
      });

      if (compiler === undefined) return interpreted('compilation is off');
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) return interpreted('it is a subscription');
      const inlined = inlineFragments(document, operation, maxSelections);
      if (inlined === undefined) return interpreted('it has too many fields');
      const reason = reasonNotToCompile(schema, inlined, rules);
      if (reason !== undefined) return interpreted(reason);
      const execute = compileOperation({ schema, compiler, document, operation, inlined, interpret });
      return execute === undefined
        ? interpreted('the compiler rejects it')
        : { operation, engine: 'compiled', execute };
    },
  };
}

/** Converts errors that are no GraphQLErrors. Only coercion of variables returns such errors, and it is synchronous. */
function withGraphqlErrors(result: ExecutionResult): ExecutionResult {
  return result.errors === undefined ? result : { ...result, errors: result.errors.map(toGraphqlError) };
}

/** @throws GraphQLError OPERATION_RESOLUTION_FAILURE */
export function operationOf(
  document: DocumentNode,
  operationName: string | undefined,
): OperationDefinitionNode {
  const operation = getOperationAST(document, operationName);
  if (operation) return operation;
  const several = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length > 1;
  const message =
    operationName !== undefined
      ? `Unknown operation named ${JSON.stringify(operationName)}.`
      : several
        ? 'The document has several operations: name one in operationName.'
        : 'The document has no operation.';
  throw new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
}

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
  const interpreter = lazy(() =>
    mapSchema(createInterpreterSchema(schema), {
      [MapperKind.SUBSCRIPTION_ROOT_FIELD]: (field) => ({ ...field, args: {} }),
    }),
  );
  return (document, operationName, { value, context, variables }) => {
    const result = executeWithGraphqlJs({
      schema: interpreter(),
      document,
      operationName,
      rootValue: value,
      contextValue: context,
      variableValues: variables,
    });
    return result instanceof Promise ? result : withGraphqlErrors(result);
  };
}

/**
 * Memoizes a function by operation. Results are held weakly by the parsed document: they are dropped when the server's bounded document
 * cache drops the document.
 */
export function memoizeByOperation<Result>(
  compute: (document: DocumentNode, operationName: string | undefined) => Result,
): (document: DocumentNode, operationName: string | undefined) => Result {
  const cache = new WeakMap<DocumentNode, Map<string | undefined, Result>>();
  return (document, operationName) => {
    let results = cache.get(document);
    if (results === undefined) cache.set(document, (results = new Map<string | undefined, Result>()));
    let result = results.get(operationName);
    if (result === undefined) results.set(operationName, (result = compute(document, operationName)));
    return result;
  };
}
