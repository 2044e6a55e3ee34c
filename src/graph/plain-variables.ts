import {
  getNullableType,
  isInputObjectType,
  isListType,
  isScalarType,
  isSpecifiedScalarType,
  typeFromAST,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type NamedTypeNode,
} from 'graphql';
import { ExactNumber, hasExactNumber, isJsonObject } from '../kernel/json.ts';
import { operationOf } from './execution/executor.ts';

type Variables = Record<string, unknown>;

interface VariablesRequest {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Variables;
}

/** Returns the variables with plain numbers where the operation has a type of GraphQL itself. Custom scalars, such as JSON, keep exact numbers. */
export function toPlainVariables(
  schema: GraphQLSchema,
  { document, operationName, variables }: VariablesRequest,
): Variables {
  if (!hasExactNumber(variables)) return variables;
  const plain = { ...variables };
  for (const { variable, type } of operationOf(document, operationName).variableDefinitions ?? []) {
    const name = variable.name.value;
    if (Object.hasOwn(plain, name))
      plain[name] = toPlain(plain[name], typeFromAST(schema, type as NamedTypeNode) as GraphQLInputType);
  }
  return plain;
}

function toPlain(value: unknown, declared: GraphQLInputType | undefined): unknown {
  const type = getNullableType(declared);
  if (isListType(type))
    return Array.isArray(value)
      ? value.map((item: unknown) => toPlain(item, type.ofType as GraphQLInputType))
      : toPlain(value, type.ofType as GraphQLInputType);
  if (value instanceof ExactNumber)
    return isScalarType(type) && !isSpecifiedScalarType(type) ? value : value.valueOf();
  if (!isInputObjectType(type) || !isJsonObject(value)) return value;
  const fields = type.getFields();
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, toPlain(part, fields[name]?.type)]),
  );
}
