import type { GraphQLResolveInfo } from 'graphql';
import { referTo, type Entity } from '../../domains/shared/subgraph.ts';
import { DomainError, invalid } from '../../kernel/errors.ts';
import { parseGlobalId } from '../../kernel/global-id.ts';
import type { GraphContext } from '../context.ts';
import type { Annotation, Annotations } from '../directives.ts';
import { hasScopes } from '../authorization.ts';
import { resolveReference, type Entities } from '../references.ts';

/** What a router asks of every subgraph beside its own fields. */
export const federationSdl = (owned: Entities): string => `
  scalar _Any
  type _Service { sdl: String! }
  type Query {
    _service: _Service!
    ${owned.size === 0 ? '' : '_entities(representations: [_Any!]!): [_Entity]!'}
  }
  ${owned.size === 0 ? '' : `union _Entity = ${[...owned.keys()].join(' | ')}`}
`;

const open: Annotation = {
  authenticated: false,
  scopes: undefined,
  staffOnly: false,
  cost: undefined,
  listSize: undefined,
};

export const federationAnnotations: readonly (readonly [string, Annotation])[] = [
  // Entities are nobody's without a token, and each of them costs what an item of a list does.
  [
    'Query._entities',
    {
      ...open,
      authenticated: true,
      listSize: { assumedSize: undefined, slicingArguments: ['representations'], sizedFields: [] },
    },
  ],
  // Told to everybody, and long: an alias each, and a small request has a huge answer.
  ['_Service.sdl', { ...open, cost: 1000 }],
];

/** What a representation names; a key that is null is one of nothing. */
interface Named {
  readonly entity: Entity;
  readonly key: string | null;
}

/** Who sends more of them has read the first. */
const maxFaults = 20;

/** @param sdl the subgraph's own, with federation's directives; undefined where it is not told */
export function createFederationResolvers(
  sdl: string | undefined,
  owned: Entities,
  annotations: Annotations,
) {
  const ofKnownTypes = [...owned.keys()].join(', ');

  function read(representation: unknown, index: number): Named | DomainError {
    const given = (typeof representation === 'object' ? representation : {}) as Record<string, unknown>;
    const entity = typeof given.__typename === 'string' ? owned.get(given.__typename) : undefined;
    if (entity === undefined)
      return invalid(`representations[${index}].__typename`, `may be ${ofKnownTypes}`);
    const key = naturalKeyOf(given, entity.type, entity.key);
    return key === undefined
      ? invalid(`representations[${index}]`, `names no ${entity.type}: it needs one of its keys as a text`)
      : { entity, key };
  }

  /** A router has followed a reference that this graph gave, so what holds for references holds here: what may not be seen is null. */
  async function resolveOne(
    { entity, key }: Named,
    context: GraphContext,
    info: GraphQLResolveInfo,
  ): Promise<object | null> {
    const scopes = annotations.get(entity.type)?.scopes;
    if (key === null || (scopes !== undefined && !hasScopes(context.caller, scopes))) return null;
    const item = await resolveReference(owned, referTo(entity.type, key), context, info);
    return item === null ? null : { ...item, __typename: entity.type };
  }

  /** One promise of a list, whose failures are values: one bad reference takes nothing from the others. */
  function resolveAll(
    representations: readonly unknown[],
    context: GraphContext,
    info: GraphQLResolveInfo,
  ): Promise<readonly (object | null)[]> {
    const named = representations.map(read);
    const faults = named.filter((one) => one instanceof DomainError);
    // Each fault in the answer is longer than what it is about.
    if (faults.length > maxFaults) throw faults[0] ?? new Error('There is a fault.');
    return Promise.all(
      named.map(async (one) => {
        try {
          return one instanceof DomainError ? one : await resolveOne(one, context, info);
        } catch (error) {
          return error instanceof Error ? error : new Error(String(error));
        }
      }),
    );
  }

  return {
    Query: {
      _service() {
        if (sdl === undefined)
          throw new DomainError('FORBIDDEN', 'INTROSPECTION is off here: the schema is not told.');
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

/** @returns null if the keys name nothing that can be, as two things at once; undefined if there are none */
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
