import {
  getVariableValues,
  GraphQLError,
  Kind,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { passThrough, type CompilerSchema } from './compiler-schema.ts';
import type { PreparedOperation } from './executor.ts';

/** graphql-js stops after as many, too. */
const maxVariableErrors = 50;

/** @returns nothing if the compiler does not take it */
export function compileOperation(
  schema: GraphQLSchema,
  compiler: CompilerSchema,
  operation: OperationDefinitionNode,
  inlined: OperationDefinitionNode,
): PreparedOperation['execute'] | undefined {
  const { variableDefinitions = [], ...rest } = inlined;
  const compiled = compileSafely(compiler, {
    ...rest,
    variableDefinitions: variableDefinitions.map(passingThrough),
  });
  if (compiled === undefined) return undefined;
  const definitions = operation.variableDefinitions ?? [];

  return ({ context, variables }) => {
    let values: Record<string, unknown> = {};
    if (definitions.length > 0) {
      const { coerced, errors } = getVariableValues(schema, definitions, variables ?? {}, {
        maxErrors: maxVariableErrors,
      });
      if (errors) return { errors };
      values = coerced;
    }
    const result = compiled(undefined, context, values);
    if (!(result instanceof Promise)) return withRealErrors(result);
    return new Promise((resolve, reject) => {
      compiler.failures.set(context, reject);
      result.then((settled) => {
        resolve(withRealErrors(settled));
      }, reject);
    });
  };
}

/**
 * The compiler would coerce variables a second time, and never ends on an input type that holds itself. Conditions it takes from
 * variables of the type Boolean! alone; a nullable one makes it refuse the operation, which is right, since it takes null for false.
 */
function passingThrough(definition: VariableDefinitionNode): VariableDefinitionNode {
  const { variable, type } = definition;
  const isCondition =
    type.kind === Kind.NON_NULL_TYPE &&
    type.type.kind === Kind.NAMED_TYPE &&
    type.type.name.value === 'Boolean';
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable,
    type: isCondition ? type : { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: passThrough } },
  };
}

type CompiledQuery = (
  root: unknown,
  context: object,
  variables: object,
) => ExecutionResult | Promise<ExecutionResult>;

function compileSafely(
  compiler: CompilerSchema,
  operation: OperationDefinitionNode,
): CompiledQuery | undefined {
  try {
    const compiled = compileQuery(
      compiler.schema,
      { kind: Kind.DOCUMENT, definitions: [operation] },
      operation.name?.value,
      {
        disableLeafSerialization: true,
        customSerializers: compiler.serializers,
        useExperimentalPathBasedSkipInclude: true,
        disablingCapturingStackErrors: true,
      },
    );
    return isCompiledQuery(compiled) ? (compiled.query as CompiledQuery) : undefined;
  } catch {
    // Code that the engine cannot parse: graphql-js has no such trouble.
    return undefined;
  }
}

/** The compiler's errors only look like GraphQL's, and Apollo reads what they lack. */
function withRealErrors(result: ExecutionResult): ExecutionResult {
  if (result.errors === undefined || result.errors.length === 0) return result;
  const errors = result.errors.map((error) => {
    const original: unknown = error.originalError;
    const real = new GraphQLError(error.message, {
      ...(error.path === undefined ? {} : { path: error.path }),
      ...(original instanceof Error ? { originalError: original } : {}),
      ...(original instanceof GraphQLError ? { extensions: original.extensions } : {}),
    });
    // A fragment that is spread twice in one place stands there twice since it was inlined.
    const locations = error.locations?.filter(
      ({ line, column }, index, all) =>
        all.findIndex((other) => other.line === line && other.column === column) === index,
    );
    return Object.assign(real, { locations });
  });
  return { ...result, errors };
}
