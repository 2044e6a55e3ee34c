import { getNamedType, isLeafType, isObjectType, isUnionType, type GraphQLSchema } from 'graphql';
import { readSdl } from '../../src/domains/sdl.ts';
import { unify, type Graph } from '../../src/graph/index.ts';

export const subgraphNames = [
  'transcripts',
  'engagements',
  'agents',
  'feeds',
  'flows',
  'interactions',
] as const;

/** The unified graph without anything behind it: its schema, and what its SDL asks of callers. */
export const bareGraph = (): Graph =>
  unify(
    readSdl('common'),
    subgraphNames.map((name) => ({ name, typeDefs: readSdl(name), resolvers: {}, entities: [] })),
  );

/**
 * A selection of every field there is of a type, and of what is under it. Of the entities that it refers to only the plain fields: they
 * refer back.
 */
export function everyField(schema: GraphQLSchema, typeName: string, isReferred = false): string {
  const type = schema.getType(typeName);
  if (isUnionType(type))
    return `{ __typename ${type
      .getTypes()
      .map(({ name }) => `... on ${name} ${everyField(schema, name, true)}`)
      .join(' ')} }`;
  if (!isObjectType(type)) return '';
  const plainAlone = isReferred && type.getInterfaces().some(({ name }) => name === 'Node');
  const fields = Object.values(type.getFields()).flatMap(({ name, type: of }) =>
    plainAlone && !isLeafType(getNamedType(of))
      ? []
      : [`${name} ${everyField(schema, getNamedType(of).name, true)}`],
  );
  return `{ ${fields.join(' ')} }`;
}
