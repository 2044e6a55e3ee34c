import {
  collectFields,
  collectSubFields,
  getDefinedRootType,
  getOperationASTFromRequest,
  type ExecutionRequest,
} from '@graphql-tools/utils';
import {
  getNullableType,
  getVariableValues,
  isAbstractType,
  isLeafType,
  isListType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';
import { invalidSubgraphValue, isJsonObject } from './subgraph-errors.ts';

/** @returns the answer with what our scalars make of its values, and an error in the place of what is none of theirs */
export type ResultValidator = (
  answer: ExecutionResult,
  request: ExecutionRequest<Record<string, unknown>>,
) => ExecutionResult;

type Fields = ReadonlyMap<string, FieldNode[]>;

/**
 * Holds a subgraph to what our scalars promise to clients: a DateTime of another team's is a DateTime too. Ours need no check, and neither
 * do subgraphs that have no such scalar.
 * @param schema the subgraph's
 */
export function createResultValidator(
  subgraph: string,
  schema: GraphQLSchema,
  own: GraphQLSchema,
): ResultValidator {
  const readers = new Map(
    Object.values(own.getTypeMap()).flatMap((scalar) =>
      isScalarType(scalar) && !isSpecifiedScalarType(scalar) && schema.getType(scalar.name) !== undefined
        ? [[scalar.name, (value: unknown) => scalar.serialize(scalar.parseValue(value))] as const]
        : [],
    ),
  );
  if (readers.size === 0) return (answer) => answer;

  function readLeaf(value: unknown, type: string): unknown {
    const reader = readers.get(type);
    try {
      return reader === undefined ? value : reader(value);
    } catch {
      return invalidSubgraphValue(subgraph, type);
    }
  }

  return (answer, request) => {
    const { document, variables = {} } = request;
    const { data } = answer;
    if (!isJsonObject(data)) return answer;
    const fragments: Record<string, FragmentDefinitionNode> = {};
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;

    function read(value: unknown, of: GraphQLOutputType, nodes: FieldNode[]): unknown {
      const type = getNullableType(of);
      if (value === null) return value;
      if (isListType(type))
        return Array.isArray(value) ? value.map((item: unknown) => read(item, type.ofType, nodes)) : value;
      if (isLeafType(type)) return readLeaf(value, type.name);
      if (!isJsonObject(value)) return value;
      const actual = isAbstractType(type) ? schema.getType(String(value.__typename)) : type;
      return isObjectType(actual)
        ? readFields(value, actual, collectSubFields(schema, fragments, variables, actual, nodes).fields)
        : value;
    }

    // What does not fit the operation stays as it came: what becomes of it is seen where it is joined.
    const readFields = (object: object, type: GraphQLObjectType, fields: Fields) =>
      Object.fromEntries(
        Object.entries(object).map(([key, value]: [string, unknown]) => {
          const nodes = fields.get(key) ?? [];
          const field = type.getFields()[nodes[0]?.name.value ?? ''];
          return [key, field === undefined ? value : read(value, field.type, nodes)];
        }),
      );

    const { operation, selectionSet } = getOperationASTFromRequest(request);
    const root = getDefinedRootType(schema, operation);
    const { fields } = collectFields(schema, fragments, variables, root, selectionSet);
    return { ...answer, data: readFields(data, root, fields) };
  };
}

/** Written into an operation, what is no value of a scalar of ours is refused as it is without the others. */
export function validateScalarLiterals(schema: GraphQLSchema, own: GraphQLSchema): void {
  for (const scalar of Object.values(schema.getTypeMap())) {
    const ours = own.getType(scalar.name);
    if (!isScalarType(scalar) || !isScalarType(ours) || isSpecifiedScalarType(scalar)) continue;
    // What goes to the subgraphs stays as it came.
    scalar.parseLiteral = (node, variables) => {
      ours.parseLiteral(node, variables);
      return valueFromASTUntyped(node, variables);
    };
  }
}

/**
 * The same of variables, before anybody is asked anything. The stitched schema itself lets all values of scalars pass: it reads with them
 * what subgraphs answer, too.
 */
export function validateVariables(
  variables: Readonly<Record<string, unknown>>,
  { variableDefinitions = [] }: OperationDefinitionNode,
  own: GraphQLSchema,
): readonly GraphQLError[] | undefined {
  const known = variableDefinitions.filter(({ type }) => own.getType(nameOf(type)) !== undefined);
  return getVariableValues(own, known, variables, { maxErrors: maxFaults }).errors;
}

const maxFaults = 50;

const nameOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
