import {
  getVariableValues,
  isObjectType,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type TypeNode,
  type VariableDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type ResolveInfoEnricherInput } from 'graphql-jit';
import { passThrough, type CompilerSchema } from './compiler-schema.ts';
import { hoistArguments, type HoistedOperation } from './hoist-arguments.ts';
import { toGraphqlError, rebuildErrors } from './graphql-errors.ts';
import { toError } from './normalize-values.ts';

/** The default of graphql-js. */
const maxVariableErrors = 50;

/** Variables and context of one execution. */
export interface ExecutionInput {
  /** An object that belongs to this request only. */
  readonly context: object;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
}

export type ExecuteOperation = (input: ExecutionInput) => ExecutionResult | Promise<ExecutionResult>;

export interface Compilation {
  readonly schema: GraphQLSchema;
  readonly compiler: CompilerSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Copy of the operation with inlined fragments. */
  readonly inlined: OperationDefinitionNode;
  /** Executes the operation with graphql-js. Used for variables that compiled code cannot take. */
  readonly interpret: ExecuteOperation;
}

/** @returns undefined if the compiler rejects the operation */
export function compileOperation(compilation: Compilation): ExecuteOperation | undefined {
  const { schema, operation, interpret } = compilation;
  const compiled = compileSafely(compilation);
  if (compiled === undefined) return undefined;
  const { query, inputs } = compiled;
  const definitions = operation.variableDefinitions ?? [];

  return (input) => {
    const { context, variables } = input;
    let values: Readonly<Record<string, unknown>> = {};
    if (definitions.length > 0) {
      const { coerced, errors } = getVariableValues(schema, definitions, variables ?? {}, {
        maxErrors: maxVariableErrors,
      });
      if (errors) return { errors: errors.map(toGraphqlError) };
      values = coerced;
    }
    const given = inputs(values);
    if (given === undefined) return interpret(input);
    try {
      const result = query(undefined, context, given);
      return result instanceof Promise ? result.then(rebuildErrors, failed) : rebuildErrors(result);
    } catch (error) {
      return failed(error);
    }
  };
}

/** Creates the result of an execution that threw, for example in a getter. */
const failed = (error: unknown): ExecutionResult => ({
  data: null,
  errors: [toGraphqlError(toError(error))],
});

type CompiledQuery = (
  root: unknown,
  context: unknown,
  variables: object,
) => ExecutionResult | Promise<ExecutionResult>;

function compileSafely(
  compilation: Compilation,
): { readonly query: CompiledQuery; readonly inputs: HoistedOperation['inputs'] } | undefined {
  const { schema, compiler, inlined } = compilation;
  try {
    const { operation, hidden, written, inputs } = hoistArguments(schema, inlined);
    const compiled = compileQuery(
      compiler.schema,
      {
        kind: Kind.DOCUMENT,
        definitions: [
          {
            ...operation,
            variableDefinitions: [
              ...(operation.variableDefinitions ?? []).map(passingThrough),
              ...hidden.map((name) => definitionOf(name, coerced)),
            ],
          },
        ],
      },
      operation.name?.value,
      {
        disableLeafSerialization: true,
        customSerializers: compiler.serializers,
        useExperimentalPathBasedSkipInclude: true,
        disablingCapturingStackErrors: true,
        resolverInfoEnricher: infoOf(compilation, written),
      },
    );
    return isCompiledQuery(compiled) ? { query: compiled.query as CompiledQuery, inputs } : undefined;
  } catch {
    // The generated code does not parse. graphql-js executes the operation instead.
    return undefined;
  }
}

const coerced: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: passThrough } };

const definitionOf = (name: string, type: TypeNode): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
  type,
});

/**
 * Declares a variable with the pass-through type. Without it, the compiler would coerce variables a second time, and would never return for
 * a recursive input type. Variables of type Boolean! keep their type, because the compiler requires it for conditions. The compiler rejects
 * a nullable condition, which is correct: it would treat null as false.
 */
function passingThrough({ variable, type }: VariableDefinitionNode): VariableDefinitionNode {
  const isCondition =
    type.kind === Kind.NON_NULL_TYPE &&
    type.type.kind === Kind.NAMED_TYPE &&
    type.type.name.value === 'Boolean';
  return definitionOf(variable.name.value, isCondition ? type : coerced);
}

/**
 * Creates the function that completes the `info` of resolvers. It runs once per position, so all properties except `path`, `rootValue` and
 * `variableValues` are the same objects in every execution. `fieldName`, `parentType`, `returnType`, `schema`, `operation` and `fragments`
 * are equal to those of graphql-js. Three properties differ:
 * - `fieldNodes` are nodes of a copy with inlined fragments, with arguments and conditions as in the document. Each position has its own
 *   nodes, including those that a condition excludes. graphql-js passes the nodes of the document without excluded ones, and a fragment can
 *   bring one node to several positions. Under an interface or union, one node represents the field in every type.
 * - `variableValues` also contains names that begin with `__`.
 * - `path` has no `typename`.
 */
function infoOf({ schema, document, operation }: Compilation, written: HoistedOperation['written']) {
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;

  return ({ fieldNodes, parentType: { name } }: ResolveInfoEnricherInput): object => {
    const nodes = fieldNodes.map(written);
    const fieldName = nodes[0]?.name.value ?? '';
    const parentType = schema.getType(name);
    const field = isObjectType(parentType) ? parentType.getFields()[fieldName] : undefined;
    return {
      fieldName,
      fieldNodes: nodes,
      parentType,
      returnType: field?.type,
      schema,
      fragments,
      operation,
    };
  };
}
