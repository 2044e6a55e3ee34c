import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLSchema,
} from 'graphql';
import { domainNames } from '../../src/config/index.ts';
import { readSdl } from '../../src/domains/shared/sdl.ts';
import { buildUnifiedGraph, type BuiltGraph } from '../../src/graph/index.ts';

/** The unified graph without anything behind it: its schema, and what its SDL asks of callers. */
export const bareGraph = (): BuiltGraph =>
  buildUnifiedGraph(
    readSdl('common'),
    domainNames.map((name) => ({ name, typeDefs: readSdl(name), resolvers: {}, entities: [] })),
  );

/**
 * A selection of every field there is of a type that needs no argument, and of what is under it. Of the entities that it refers to only the plain fields: they
 * refer back.
 */
export function everyField(schema: GraphQLSchema, typeName: string, isReferred = false): string {
  const type = schema.getType(typeName);
  if (isAbstractType(type))
    return `{ __typename ${schema
      .getPossibleTypes(type)
      .map(({ name }) => `... on ${name} ${everyField(schema, name, true)}`)
      .join(' ')} }`;
  if (!isObjectType(type)) return '';
  const plainAlone = isReferred && type.getInterfaces().some(({ name }) => name === 'Node');
  const fields = Object.values(type.getFields()).flatMap(({ name, type: of, args }) =>
    args.some(isRequiredArgument) || (plainAlone && !isLeafType(getNamedType(of)))
      ? []
      : [`${name} ${everyField(schema, getNamedType(of).name, true)}`],
  );
  return `{ ${fields.join(' ')} }`;
}
