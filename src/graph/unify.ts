import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  getNamedType,
  isObjectType,
  parse,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { Subgraph } from '../domains/subgraph.ts';
import { toGlobalId } from '../kernel/global-id.ts';
import type { GraphContext } from './context.ts';
import { readAnnotations, type Annotations } from './directives.ts';
import { guarded, guardedRoot, rootGate } from './enforcement.ts';
import { mergeSdl } from './merge-sdl.ts';
import { createNodeResolvers, nodeTypeDefs } from './node.ts';
import { resolvingReferences, type Entities } from './references.ts';
import { scalarResolvers } from './scalars.ts';
import { createPlanner, type Planner } from './selection.ts';

/** The unified graph: all subgraphs as one schema in this process. */
export interface Graph {
  readonly schema: GraphQLSchema;
  readonly annotations: Annotations;
  readonly plan: Planner;
}

/** @param common the SDL that every subgraph begins with */
export function unify(common: string, domains: readonly Subgraph[]): Graph {
  const entities: Entities = new Map(
    domains.flatMap((domain) => domain.entities.map((entity) => [entity.type, entity] as const)),
  );
  const documents = [common, ...domains.map(({ typeDefs }) => typeDefs), nodeTypeDefs].map((sdl) =>
    parse(sdl, { noLocation: true }),
  );
  const annotations = readAnnotations(documents);
  const schema = makeExecutableSchema<GraphContext>({
    typeDefs: mergeSdl(documents),
    resolvers: [
      scalarResolvers,
      idResolvers(entities),
      ...domains.map(({ resolvers }) => resolvers as never),
      createNodeResolvers(entities, annotations) as never,
    ],
    // An interface's or union's type is worked out from plain data; what leaves a resolver names it.
    inheritResolversFromInterfaces: false,
  });
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('__')) wrapFields(schema, type, annotations, entities);
  return { schema, annotations, plan: createPlanner(selectionRules(schema, domains, entities)) };
}

/** Every entity's global id follows from its natural one, so none is stored. */
const idResolvers = (entities: Entities) =>
  Object.fromEntries(
    [...entities.values()].map(({ type, key }) => [
      type,
      { id: (item: Record<string, string>) => toGlobalId(type, item[key] ?? '') },
    ]),
  );

function wrapFields(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  annotations: Annotations,
  entities: Entities,
): void {
  const isMutation = type === schema.getMutationType();
  const isSubscription = type === schema.getSubscriptionType();
  const isRoot = type === schema.getQueryType() || isMutation || isSubscription;
  for (const field of Object.values(
    type.getFields() as Record<string, GraphQLField<unknown, GraphContext>>,
  )) {
    // Only a resolver can return a reference: what a record holds as it is was read by its owner.
    if (field.resolve) field.resolve = resolvingReferences(entities, field.type, field.resolve);
    const admit = isRoot ? rootGate(annotations, type, field) : undefined;
    const resolve = isRoot ? guardedRoot(admit, field.resolve) : guarded(annotations, type, field);
    if (resolve) field.resolve = resolve;
    if (isSubscription && field.subscribe)
      field.subscribe = guardedRoot(admit, field.subscribe) ?? field.subscribe;
    if (isMutation && field.resolve) field.resolve = asMutation(field.type, field.resolve);
  }
}

/** Its refusals are answers, those of the caller's rate among them: its resolver counts itself. */
const payloadType = 'OperationPayload';

type Resolver = NonNullable<Parameters<typeof resolvingReferences>[2]>;

/** Each mutation counts against the caller's rate, and what was read before it may be out of date after it. */
function asMutation(type: GraphQLOutputType, resolve: Resolver): Resolver {
  const counts = getNamedType(type).name !== payloadType;
  return (source, args, context, info) => {
    if (counts) context.spend();
    context.loaders.clear();
    return resolve(source, args, context, info);
  };
}

function selectionRules(schema: GraphQLSchema, domains: readonly Subgraph[], entities: Entities) {
  const paths = new Map(domains.flatMap((domain) => Object.entries(domain.paths ?? {})));
  for (const { type, key } of entities.values()) paths.set(`${type}.id`, [key]);
  const keys = new Map(
    [...entities.values()].map(({ type, key }) => [type, new Set(['__typename', 'id', key])]),
  );
  return { schema, paths, keys };
}
