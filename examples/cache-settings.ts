import {
  introspectionFromSchema,
  isAbstractType,
  isIntrospectionType,
  isObjectType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';

export interface CacheSettings {
  /** The object types of each interface and union: `possibleTypes` of Apollo Client's `InMemoryCache`. */
  readonly possibleTypes: Record<string, string[]>;
  /** The object types without an `id`, which a cache stores inside their parents: `keys` of graphcache. */
  readonly keys: Record<string, () => null>;
  /** `schema` of graphcache, which takes the possible types from it. */
  readonly introspection: IntrospectionQuery;
}

/** Returns the settings of normalizing caches for a schema. */
export function cacheSettings(schema: GraphQLSchema): CacheSettings {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  const roots: unknown[] = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const keyless = types.filter(
    (type) => isObjectType(type) && !roots.includes(type) && !('id' in type.getFields()),
  );
  return {
    possibleTypes: Object.fromEntries(
      types
        .filter((type) => isAbstractType(type))
        .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
    ),
    keys: Object.fromEntries(keyless.map(({ name }) => [name, () => null])),
    introspection: introspectionFromSchema(schema),
  };
}
