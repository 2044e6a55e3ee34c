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
import { compileOperation } from './compile-operation.ts';
import { createCompilerSchema, type LeafSerializers } from './compiler-schema.ts';
import { uncompilableFields, reasonNotToCompile } from './compilability.ts';
import { inlineFragments } from './inline-fragments.ts';
import { createInterpreterSchema } from './interpreter-schema.ts';
import { toGraphqlError } from './graphql-errors.ts';

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

const maxSelections = 5000;

/** Counted as by `reasonNotToCompile`. Compiling holds up all other requests: with this it takes less than a tenth of a second. */
const maxCompileCost = 5000;

/**
 * Compiled execution is several times faster than graphql-js and trusted only where it has shown no hole: whatever is not fit for
 * it, graphql-js runs. Both give the same data, and errors at the same paths.
 */
export function createExecutor(schema: GraphQLSchema, options: ExecutorOptions): Executor {
  const compiler = options.compile ? createCompilerSchema(schema, options.leafSerializers) : undefined;
  const interpreter = createInterpreterSchema(schema);
  const rules = { uncompilableFields: uncompilableFields(schema), maxCost: maxCompileCost };

  return {
    prepare(document, operationName) {
      const operation = operationOf(document, operationName);
      const interpret = ({ context, variables }: Run): MaybePromise<ExecutionResult> => {
        const result = execute({
          schema: interpreter,
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

      if (compiler === undefined) return interpreted('compiling is off');
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) return interpreted('it is a subscription');
      const inlined = inlineFragments(document, operation, maxSelections);
      if (inlined === undefined) return interpreted('it has too many fields');
      const reason = reasonNotToCompile(schema, inlined, rules);
      if (reason !== undefined) return interpreted(reason);
      const run = compileOperation({ schema, compiler, document, operation, inlined, interpret });
      return run === undefined
        ? interpreted('the compiler refuses it')
        : { operation, engine: 'compiled', execute: run };
    },
  };
}

/** Only coercing the variables fails otherwise than with GraphQL's own errors, and it does so at once. */
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
        ? 'Say by operationName which of the operations is meant.'
        : 'The document has no operation.';
  throw new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
}
