import {
  getNamedType,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
} from 'graphql';
import { Reference, type Entity } from '../domains/shared/subgraph.ts';
import { toError } from '../kernel/error-message.ts';
import type { GraphContext } from './context.ts';

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
  return Promise.all(items.map((item) => (item instanceof Promise ? item.catch(toError) : item)));
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
