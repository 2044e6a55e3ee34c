import {
  coerceInputValue,
  isInputType,
  parseType,
  typeFromAST,
  type GraphQLError,
  type GraphQLSchema,
  type NamedTypeNode,
} from 'graphql';

/** @param path within the value */
export type Refuse = (path: readonly (string | number)[], error: GraphQLError) => never;

/** Reads a value as the graph reads an argument of the type, so that both take the same; null is left out. */
export function readInput(schema: GraphQLSchema, typeName: string, value: unknown, refuse: Refuse): unknown {
  const type = typeFromAST(schema, parseType(typeName) as NamedTypeNode);
  if (!isInputType(type)) throw new Error(`The schema has no input ${typeName}.`);
  if (value == null) return undefined;
  return coerceInputValue(value, type, (path, _, error) => refuse(path, error));
}
