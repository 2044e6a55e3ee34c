import { getNamedType, isObjectType, isUnionType, type GraphQLSchema } from 'graphql';
import { readSdl } from '../../src/domains/sdl.ts';
import { unify, type Graph } from '../../src/graph/index.ts';

export const subgraphNames = ['transcripts', 'engagements', 'agents'] as const;

/** The unified graph without anything behind it: its schema, and what its SDL asks of callers. */
export const bareGraph = (): Graph =>
  unify(
    readSdl('common'),
    subgraphNames.map((name) => ({ name, typeDefs: readSdl(name), resolvers: {}, entities: [] })),
  );

/** A selection of every field there is of a type, and of what is under it. */
export function everyField(schema: GraphQLSchema, typeName: string): string {
  const type = schema.getType(typeName);
  if (isUnionType(type))
    return `{ __typename ${type
      .getTypes()
      .map(({ name }) => `... on ${name} ${everyField(schema, name)}`)
      .join(' ')} }`;
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).map(
    (field) => `${field.name} ${everyField(schema, getNamedType(field.type).name)}`,
  );
  return `{ ${fields.join(' ')} }`;
}
