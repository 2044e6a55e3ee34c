import {
  execute,
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileOperation } from './compiled.ts';
import { createCompilerSchema, type LeafSerializers } from './compiler-schema.ts';
import { ambiguousResolvers, unfitness } from './fitness.ts';
import { inlineFragments } from './inline-fragments.ts';

type MaybePromise<Value> = Value | Promise<Value>;

export interface Run {
  /** An object of this request's own. */
  readonly context: object;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
}

export interface PreparedOperation {
  readonly operation: OperationDefinitionNode;
  readonly engine: 'compiled' | 'interpreted';
  /** Why it is not compiled. */
  readonly reason?: string;
  execute(run: Run): MaybePromise<ExecutionResult>;
}

export interface Executor {
  /**
   * @param document parsed and valid
   * @throws GraphQLError OPERATION_RESOLUTION_FAILURE if the document does not tell which operation is meant
   */
  prepare(document: DocumentNode, operationName: string | undefined): PreparedOperation;
}

export interface ExecutorOptions {
  /** Off: everything runs through graphql-js. */
  readonly compile: boolean;
  /** How leaves of these scalars are written in compiled operations; the values of all other leaves are taken as they are. */
  readonly leafSerializers: LeafSerializers;
}

/** Above this many fields, counted for each type that can stand in their place, compiling would take too long. */
const maxCompiledFields = 5000;

/**
 * Compiled execution is several times faster than graphql-js and trusted only where it has shown no hole: whatever is not fit for
 * it, graphql-js runs. Both give the same data, and errors at the same paths.
 */
export function createExecutor(schema: GraphQLSchema, options: ExecutorOptions): Executor {
  const compiler = options.compile ? createCompilerSchema(schema, options.leafSerializers) : undefined;
  const ambiguous = ambiguousResolvers(schema);

  return {
    prepare(document, operationName) {
      const operation = operationOf(document, operationName);
      const interpreted = (reason: string): PreparedOperation => ({
        operation,
        engine: 'interpreted',
        reason,
        execute: ({ context, variables }) =>
          execute({
            schema,
            document,
            contextValue: context,
            variableValues: variables,
            operationName,
          }),
      });

      if (compiler === undefined) return interpreted('compiling is off');
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) return interpreted('it is a subscription');
      const inlined = inlineFragments(document, operation, maxCompiledFields);
      if (inlined === undefined) return interpreted('it has too many fields');
      const reason = unfitness(schema, inlined, { ambiguous, maxFields: maxCompiledFields });
      if (reason !== undefined) return interpreted(reason);
      const run = compileOperation(schema, compiler, operation, inlined);
      return run === undefined
        ? interpreted('the compiler refuses it')
        : { operation, engine: 'compiled', execute: run };
    },
  };
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
        ? 'Say by operationName which of the operations is meant.'
        : 'The document has no operation.';
  throw new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
}
