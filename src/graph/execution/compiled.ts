import {
  getVariableValues,
  GraphQLError,
  Kind,
  type ASTNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
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
    // The compiler would coerce variables a second time, and never ends on an input type that holds itself.
    variableDefinitions: variableDefinitions.map(({ variable }): VariableDefinitionNode => ({
      kind: Kind.VARIABLE_DEFINITION,
      variable,
      type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: passThrough } },
    })),
  });
  if (compiled === undefined) return undefined;
  const definitions = operation.variableDefinitions ?? [];
  const finish = (result: ExecutionResult): ExecutionResult => withRealErrors(result, inlined);

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
    if (!(result instanceof Promise)) return finish(result);
    return new Promise((resolve, reject) => {
      compiler.failures.set(context, reject);
      result.then((settled) => {
        resolve(finish(settled));
      }, reject);
    });
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
function withRealErrors(result: ExecutionResult, operation: OperationDefinitionNode): ExecutionResult {
  if (result.errors === undefined || result.errors.length === 0) return result;
  const errors = result.errors.map((error) => {
    const nodes = error.path && nodesAt(operation.selectionSet, error.path);
    const original: unknown = error.originalError;
    return new GraphQLError(error.message, {
      ...(nodes === undefined ? {} : { nodes }),
      ...(error.path === undefined ? {} : { path: error.path }),
      ...(original instanceof Error ? { originalError: original } : {}),
      ...(original instanceof GraphQLError ? { extensions: original.extensions } : {}),
    });
  });
  return { ...result, errors };
}

/** The fields of the operation that a path of the answer leads to. */
function nodesAt(set: SelectionSetNode, path: readonly (string | number)[]): readonly ASTNode[] | undefined {
  let nodes: readonly FieldNode[] | undefined;
  let sets: readonly SelectionSetNode[] = [set];
  for (const key of path) {
    if (typeof key === 'number') continue;
    nodes = sets.flatMap((selectionSet) => fieldsNamed(selectionSet, key));
    sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  }
  return nodes;
}

const fieldsNamed = ({ selections }: SelectionSetNode, name: string): FieldNode[] =>
  selections.flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsNamed(selection.selectionSet, name);
    return selection.kind === Kind.FIELD && (selection.alias ?? selection.name).value === name
      ? [selection]
      : [];
  });
