import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLSchema,
} from 'graphql';
import { domainNames } from '../../src/config/index.ts';
import { readSdl } from '../../src/domains/shared/subgraph.ts';
import { buildUnifiedGraph, type BuiltGraph } from '../../src/graph/index.ts';

/** Builds the unified graph without resolvers. Tests use its schema and annotations. */
export const bareGraph = (): BuiltGraph =>
  buildUnifiedGraph(
    readSdl('common'),
    domainNames.map((name) => ({ name, typeDefs: readSdl(name), resolvers: {}, entities: [] })),
  );

/**
 * Returns a selection of all fields of a type that need no argument, including nested objects. Referenced entities are selected with leaf
 * fields only, because references form cycles.
 */
export function everyField(schema: GraphQLSchema, typeName: string, isReferenced = false): string {
  const type = schema.getType(typeName);
  if (isAbstractType(type))
    return `{ __typename ${schema
      .getPossibleTypes(type)
      .map(({ name }) => `... on ${name} ${everyField(schema, name, true)}`)
      .join(' ')} }`;
  if (!isObjectType(type)) return '';
  const leavesOnly = isReferenced && type.getInterfaces().some(({ name }) => name === 'Node');
  const fields = Object.values(type.getFields()).flatMap(({ name, type: of, args }) =>
    args.some(isRequiredArgument) || (leavesOnly && !isLeafType(getNamedType(of)))
      ? []
      : [`${name} ${everyField(schema, getNamedType(of).name, true)}`],
  );
  return `{ ${fields.join(' ')} }`;
}
