import {
  getNamedType,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
} from 'graphql';
import { checkCount } from '../domains/shared/input.ts';
import { Reference, type Entity, referIfKnown } from '../domains/shared/subgraph.ts';
import type { GraphContext } from './context.ts';
import { asError, scopesMissing } from '../kernel/errors.ts';
import { parseGlobalId } from '../kernel/global-id.ts';
import type { Annotations } from './directives.ts';
import { hasScopes } from './authorization.ts';

type Resolver = GraphQLFieldResolver<unknown, GraphContext>;
export type Entities = ReadonlyMap<string, Entity>;

/**
 * Wraps a resolver so that references it returns are replaced by the entities, as a federation router does: in one batch per field, with
 * the selected fields only.
 */
export function withReferenceResolution(
  entities: Entities,
  type: GraphQLOutputType,
  resolve: Resolver,
): Resolver {
  if (!entities.has(getNamedType(type).name)) return resolve;
  return (source, args, context, info) => {
    const result: unknown = resolve(source, args, context, info);
    return result instanceof Promise
      ? result.then((value) => replaceReferences(entities, value, context, info))
      : replaceReferences(entities, result, context, info);
  };
}

function replaceReferences(
  entities: Entities,
  value: unknown,
  context: GraphContext,
  info: GraphQLResolveInfo,
): unknown {
  if (isReference(value)) return resolveReference(entities, value, context, info);
  if (!Array.isArray(value)) return value;
  // Compiled execution loses items of a list of promises, so return one promise of a list. Failed items are Error values.
  const items = value.map((item) => replaceReferences(entities, item, context, info));
  return Promise.all(items.map((item) => (item instanceof Promise ? item.catch(asError) : item)));
}

const isReference = (value: unknown): value is Reference => value instanceof Reference;

/** @returns null for an entity that does not exist or that the caller may not see */
export function resolveReference(
  entities: Entities,
  reference: Reference,
  context: GraphContext,
  info: GraphQLResolveInfo,
): object | null | Promise<object | null> {
  const entity = entities.get(reference.__typename);
  if (entity === undefined) throw new Error(`No domain owns ${reference.__typename}.`);
  const plan = context.plan(info, entity.type);
  if (plan.keysOnly && !entity.deletable && !reference.ifKnown)
    return { __typename: entity.type, [entity.key]: reference.naturalKey };
  return context.loaders.load(entity, plan, context.caller, reference);
}

/** Number of ids that `Query.nodes` accepts. */
const maxIds = 100;

/** Creates the resolvers of `Query.node` and `Query.nodes`, which read entities by global ids. The scopes of the entity's type apply. */
export function createNodeResolvers(entities: Entities, annotations: Annotations) {
  async function read(id: string, context: GraphContext, info: GraphQLResolveInfo): Promise<object | null> {
    const parsed = parseGlobalId(id);
    const entity = parsed && entities.get(parsed.type);
    if (parsed === undefined || entity === undefined) return null;
    const scopes = entity.rootScopes ?? annotations.get(entity.type)?.scopes;
    if (scopes !== undefined && !hasScopes(context.caller, scopes))
      throw scopesMissing(context.caller.scopes, scopes);
    const item = await resolveReference(entities, referIfKnown(entity.type, parsed.naturalId), context, info);
    return item === null ? null : { ...item, __typename: entity.type };
  }
  return {
    Query: {
      node: (_: unknown, { id }: { id: string }, context: GraphContext, info: GraphQLResolveInfo) =>
        read(id, context, info),
      nodes(
        _: unknown,
        { ids }: { ids: readonly string[] },
        context: GraphContext,
        info: GraphQLResolveInfo,
      ) {
        checkCount('ids', ids, 1, maxIds);
        // A failed item is an Error value, so that one failure does not affect the others.
        return Promise.all(ids.map((id) => read(id, context, info).catch(asError)));
      },
    },
    Node: { __resolveType: (item: { __typename?: string }) => item.__typename },
  };
}
