import {
  getNamedType,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
} from 'graphql';
import { Reference, type Entity } from '../domains/shared/subgraph.ts';
import type { GraphContext } from './context.ts';

type Resolver = GraphQLFieldResolver<unknown, GraphContext>;
export type Entities = ReadonlyMap<string, Entity>;

/**
 * A resolver names an entity of another domain by its key; here the reference becomes the entity, as a federation router would
 * make it one: at the field that returns it, in one batch, with the fields that are selected under it.
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
      ? result.then((value) => resolveAny(entities, value, context, info))
      : resolveAny(entities, result, context, info);
  };
}

function resolveAny(
  entities: Entities,
  value: unknown,
  context: GraphContext,
  info: GraphQLResolveInfo,
): unknown {
  if (isReference(value)) return resolveReference(entities, value, context, info);
  if (!Array.isArray(value)) return value;
  // One promise of a list, whose failures are values: a list of promises loses items in compiled execution.
  const items = value.map((item) => resolveAny(entities, item, context, info));
  return Promise.all(
    items.map((item) =>
      item instanceof Promise
        ? item.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
        : item,
    ),
  );
}

const isReference = (value: unknown): value is Reference => value instanceof Reference;

/** @returns null for what does not exist, or may not be seen: the two look the same */
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
