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
import type { PreparedOperation } from './executor.ts';
import { hoistArguments, type HoistedOperation } from './hoist-arguments.ts';
import { toGraphqlError, rebuildErrors } from './graphql-errors.ts';
import { toError } from './normalize-values.ts';

/** graphql-js stops after as many, too. */
const maxVariableErrors = 50;

export interface Compilation {
  readonly schema: GraphQLSchema;
  readonly compiler: CompilerSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** A copy of the operation in which fragments are written out. */
  readonly inlined: OperationDefinitionNode;
  /** Answers the requests whose variables turn out to need graphql-js. */
  readonly interpret: PreparedOperation['execute'];
}

/** @returns nothing if the compiler does not take it */
export function compileOperation(compilation: Compilation): PreparedOperation['execute'] | undefined {
  const { schema, operation, interpret } = compilation;
  const compiled = compileSafely(compilation);
  if (compiled === undefined) return undefined;
  const { query, inputs } = compiled;
  const definitions = operation.variableDefinitions ?? [];

  return (run) => {
    const { context, variables } = run;
    let values: Readonly<Record<string, unknown>> = {};
    if (definitions.length > 0) {
      const { coerced, errors } = getVariableValues(schema, definitions, variables ?? {}, {
        maxErrors: maxVariableErrors,
      });
      if (errors) return { errors: errors.map(toGraphqlError) };
      values = coerced;
    }
    const given = inputs(values);
    if (given === undefined) return interpret(run);
    try {
      const result = query(undefined, context, given);
      return result instanceof Promise ? result.then(rebuildErrors, failed) : rebuildErrors(result);
    } catch (error) {
      return failed(error);
    }
  };
}

/** What compiled code did not survive, such as a getter that throws, is a fault of ours. */
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
    // Code that the engine cannot parse: graphql-js has no such trouble.
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
 * The compiler would coerce variables a second time, and never ends on an input type that holds itself. Conditions it takes from
 * variables of the type Boolean! alone; a nullable one makes it refuse the operation, which is right, since it takes null for false.
 */
function passingThrough({ variable, type }: VariableDefinitionNode): VariableDefinitionNode {
  const isCondition =
    type.kind === Kind.NON_NULL_TYPE &&
    type.type.kind === Kind.NAMED_TYPE &&
    type.type.name.value === 'Boolean';
  return definitionOf(variable.name.value, isCondition ? type : coerced);
}

/**
 * What a resolver is told. It is made once for each place in the operation, so all of it but `path`, `rootValue` and `variableValues`
 * is the same object in every run. In both engines `fieldName`, `parentType`, `returnType`, `schema`, `operation` and `fragments` are
 * those of the caller's schema and document. They differ in three:
 * - `fieldNodes` are here nodes of a copy in which fragments are written out, with arguments and conditions as the client wrote them:
 *   each place has nodes of its own, those that a condition leaves out among them. graphql-js gives the document's own nodes, which a
 *   fragment can bring to several places, without those that are left out. Under an interface or union one node stands for the field
 *   in each type;
 * - `variableValues` here also has names that begin with `__`;
 * - `path` here has no `typename`.
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
