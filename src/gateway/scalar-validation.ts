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
  specifiedScalarTypes,
  type OperationDefinitionNode,
} from 'graphql';
import { namedTypeName } from './composition/ast.ts';
import { invalidSubgraphValue } from './subgraph-errors.ts';
import { hasExactNumber, isJsonObject, toPlainNumber } from '../kernel/json.ts';
import { jsonLiteral } from '../graph/index.ts';

/** Returns the result with scalars in canonical form. Invalid scalars are replaced by errors. */
export type ResultValidator = (
  answer: ExecutionResult,
  request: ExecutionRequest<Record<string, unknown>>,
) => ExecutionResult;

type Fields = ReadonlyMap<string, FieldNode[]>;

/**
 * Creates the validator of a remote subgraph's results. Custom scalars of the local schema, such as DateTime, must have the same form from
 * every subgraph. The result of a subgraph without such scalars is not changed.
 * @param schema schema of the remote subgraph
 */
export function createResultValidator(
  subgraph: string,
  schema: GraphQLSchema,
  local: GraphQLSchema,
): ResultValidator {
  const readers = new Map(
    Object.values(local.getTypeMap()).flatMap((scalar) =>
      isScalarType(scalar) && !isSpecifiedScalarType(scalar) && schema.getType(scalar.name) !== undefined
        ? [[scalar.name, (value: unknown) => scalar.serialize(scalar.parseValue(value))] as const]
        : [],
    ),
  );

  function readLeaf(value: unknown, type: string): unknown {
    const reader = readers.get(type);
    try {
      if (reader !== undefined) return reader(value);
      return specifiedScalarTypes.some(({ name }) => name === type) ? toPlainNumber(value) : value;
    } catch {
      return invalidSubgraphValue(subgraph, type);
    }
  }

  return (answer, request) => {
    const { document, variables = {} } = request;
    const { data } = answer;
    if (!isJsonObject(data) || (readers.size === 0 && !hasExactNumber(data))) return answer;
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

    // Properties that the operation does not select stay unchanged. The stitching library handles them.
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

/** Makes the stitched schema validate literals of the local schema's custom scalars. */
export function validateScalarLiterals(schema: GraphQLSchema, local: GraphQLSchema): void {
  for (const scalar of Object.values(schema.getTypeMap())) {
    const localScalar = local.getType(scalar.name);
    if (!isScalarType(scalar) || !isScalarType(localScalar) || isSpecifiedScalarType(scalar)) continue;
    // Subgraphs get the literal unchanged.
    scalar.parseLiteral = (node, variables) => {
      localScalar.parseLiteral(node, variables);
      return jsonLiteral(node, variables);
    };
  }
}

/**
 * Validates the variables whose types are in the local schema. The stitched schema accepts any scalar, because it also parses the
 * subgraphs' results.
 */
export function validateVariables(
  variables: Readonly<Record<string, unknown>>,
  { variableDefinitions = [] }: OperationDefinitionNode,
  local: GraphQLSchema,
): readonly GraphQLError[] | undefined {
  const known = variableDefinitions.filter(({ type }) => local.getType(namedTypeName(type)) !== undefined);
  return getVariableValues(local, known, variables, { maxErrors: maxVariableErrors }).errors;
}

/** The default of graphql-js. */
const maxVariableErrors = 50;
