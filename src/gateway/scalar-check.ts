import {
  collectFields,
  collectSubFields,
  getDefinedRootType,
  getOperationASTFromRequest,
  type ExecutionRequest,
} from '@graphql-tools/utils';
import {
  getNullableType,
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
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { badValue, isObject } from './subgraph-errors.ts';

/** @returns the answer with what our scalars make of its values, and an error in the place of what is none of theirs */
export type ScalarCheck = (
  answer: ExecutionResult,
  request: ExecutionRequest<Record<string, unknown>>,
) => ExecutionResult;

type Fields = ReadonlyMap<string, FieldNode[]>;

/**
 * Holds a subgraph to what our scalars promise to clients: a DateTime of another team's is a DateTime too. Ours need no check, and neither
 * do subgraphs that have no such scalar.
 * @param schema the subgraph's
 */
export function createScalarCheck(subgraph: string, schema: GraphQLSchema, own: GraphQLSchema): ScalarCheck {
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
      return badValue(subgraph, type);
    }
  }

  return (answer, request) => {
    const { document, variables = {} } = request;
    const { data } = answer;
    if (!isObject(data)) return answer;
    const fragments: Record<string, FragmentDefinitionNode> = {};
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;

    function read(value: unknown, of: GraphQLOutputType, nodes: FieldNode[]): unknown {
      const type = getNullableType(of);
      if (value === null) return value;
      if (isListType(type))
        return Array.isArray(value) ? value.map((item: unknown) => read(item, type.ofType, nodes)) : value;
      if (isLeafType(type)) return readLeaf(value, type.name);
      if (!isObject(value)) return value;
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
