import type { GraphQLResolveInfo } from 'graphql';
import { referTo, type Entity } from '../../domains/shared/subgraph.ts';
import { asError, DomainError, invalid } from '../../kernel/errors.ts';
import { parseGlobalId } from '../../kernel/global-id.ts';
import type { GraphContext } from '../context.ts';
import type { Annotation, Annotations } from '../directives.ts';
import { hasScopes } from '../authorization.ts';
import { introspectionQueryCost } from '../limits/introspection.ts';
import { resolveReference, type Entities } from '../references.ts';

/** Returns the SDL of the fields that federation adds to every subgraph. */
export const federationSdl = (owned: Entities): string => `
  scalar _Any
  type _Service { sdl: String! }
  type Query {
    _service: _Service!
    ${owned.size === 0 ? '' : '_entities(representations: [_Any!]!): [_Entity]!'}
  }
  ${owned.size === 0 ? '' : `union _Entity = ${[...owned.keys()].join(' | ')}`}
`;

const unrestricted: Annotation = {
  authenticated: false,
  scopes: undefined,
  staffOnly: false,
  cost: undefined,
  listSize: undefined,
};

export const federationAnnotations: readonly (readonly [string, Annotation])[] = [
  // Requires a token. Each representation costs as much as one list item.
  [
    'Query._entities',
    {
      ...unrestricted,
      authenticated: true,
      listSize: { assumedSize: undefined, slicingArguments: ['representations'], sizedFields: [] },
    },
  ],
  // As long as an introspection.
  ['_Service.sdl', { ...unrestricted, cost: introspectionQueryCost }],
];

/** Parsed representation. The key is null if the representation cannot identify an entity. */
interface EntityKey {
  readonly entity: Entity;
  readonly key: string | null;
}

/** Number of invalid representations that are reported one by one. With more, only the first is reported. */
const maxReportedErrors = 20;

/**
 * Creates the resolvers of `_service` and `_entities`.
 * @param sdl SDL of the subgraph with federation's directives, or undefined if it must not be exposed
 */
export function createFederationResolvers(
  sdl: string | undefined,
  owned: Entities,
  annotations: Annotations,
) {
  const typeNames = [...owned.keys()].join(', ');

  function parse(representation: unknown, index: number): EntityKey | DomainError {
    const given = (typeof representation === 'object' ? representation : {}) as Record<string, unknown>;
    const entity = typeof given.__typename === 'string' ? owned.get(given.__typename) : undefined;
    if (entity === undefined) return invalid(`representations[${index}].__typename`, `may be ${typeNames}`);
    const key = naturalKeyOf(given, entity.type, entity.key);
    return key === undefined
      ? invalid(`representations[${index}]`, `names no ${entity.type}: it needs one of its keys as a text`)
      : { entity, key };
  }

  /** Resolves a representation like a reference: an entity that the caller may not see is null. */
  async function resolveOne(
    { entity, key }: EntityKey,
    context: GraphContext,
    info: GraphQLResolveInfo,
  ): Promise<object | null> {
    const scopes = annotations.get(entity.type)?.scopes;
    if (key === null || (scopes !== undefined && !hasScopes(context.caller, scopes))) return null;
    const item = await resolveReference(owned, referTo(entity.type, key), context, info);
    return item === null ? null : { ...item, __typename: entity.type };
  }

  /** Resolves all representations. Failed items are Error values, so one failure does not affect the others. */
  function resolveAll(
    representations: readonly unknown[],
    context: GraphContext,
    info: GraphQLResolveInfo,
  ): Promise<readonly (object | null)[]> {
    const parsed = representations.map(parse);
    const errors = parsed.filter((one) => one instanceof DomainError);
    // An error in the response is longer than the representation, so many of them would make the response huge.
    if (errors.length > maxReportedErrors && errors[0] !== undefined) throw errors[0];
    return Promise.all(
      parsed.map(async (one) => {
        try {
          return one instanceof DomainError ? one : await resolveOne(one, context, info);
        } catch (error) {
          return asError(error);
        }
      }),
    );
  }

  return {
    Query: {
      _service() {
        if (sdl === undefined)
          throw new DomainError('FORBIDDEN', 'INTROSPECTION is off: the schema is not available.');
        return { sdl };
      },
      ...(owned.size > 0 && {
        _entities: (
          _: unknown,
          { representations }: { representations: readonly unknown[] },
          context: GraphContext,
          info: GraphQLResolveInfo,
        ) => resolveAll(representations, context, info),
      }),
    },
    ...(owned.size > 0 && {
      _Entity: { __resolveType: (item: { __typename: string }) => item.__typename },
    }),
  };
}

/** @returns null if the keys cannot identify an entity, for example if they contradict each other; undefined if there is no key */
function naturalKeyOf(
  given: Readonly<Record<string, unknown>>,
  type: string,
  key: string,
): string | null | undefined {
  const natural = given[key];
  const global = typeof given.id === 'string' ? parseGlobalId(given.id) : undefined;
  const named = [
    ...(typeof natural === 'string' ? [natural] : []),
    ...(typeof given.id === 'string' ? [global?.type === type ? global.naturalId : null] : []),
  ];
  const [one] = named;
  return one === '' || named.some((other) => other !== one) ? null : one;
}
