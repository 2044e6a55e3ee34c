import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  defaultFieldResolver,
  getNamedType,
  isObjectType,
  parse,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { nodes } from '../domains/shared/nodes.ts';
import type { Entity, RefusalPayload, Subgraph } from '../domains/shared/subgraph.ts';
import { DomainError } from '../kernel/errors.ts';
import { toGlobalId } from '../kernel/global-id.ts';
import type { GraphContext } from './context.ts';
import { readAnnotations, type Annotations } from './directives.ts';
import { withFieldAuthorization, withRootAuthorization, createRootAuthorizer } from './authorization.ts';
import { isObjectTypeDefinition, mergeSdl } from './merge-sdl.ts';
import { createFederationResolvers, federationAnnotations, federationSdl } from './federation/entities.ts';
import { buildSubgraphSdl } from './federation/subgraph-sdl.ts';
import { createNodeResolvers } from './node.ts';
import { withReferenceResolution, type Entities } from './references.ts';
import { scalarResolvers } from './scalars.ts';
import { createSelectionPlanner, type SelectionPlanner } from './selection.ts';

type Resolver = GraphQLFieldResolver<unknown, GraphContext>;

/** The unified graph: all subgraphs as one schema in this process. */
export interface BuiltGraph {
  readonly schema: GraphQLSchema;
  readonly annotations: Annotations;
  readonly plan: SelectionPlanner;
}

/**
 * What clients see: all domains as one.
 * @param common the SDL that every subgraph begins with
 */
export const buildUnifiedGraph = (common: string, domains: readonly Subgraph[]): BuiltGraph =>
  build({ common, domains, served: domains });

/** A part of the graph as one federation subgraph, with the SDL that a router composes it from. */
export interface BuiltSubgraph extends BuiltGraph {
  readonly sdl: string;
}

/**
 * Some of the domains as one Federation 2 subgraph. It is built as the unified graph is, so that both answer alike: what is asked of
 * callers is read from all domains, and a reference to what can be gone, or may not be seen, is looked up also where its owner is elsewhere.
 * @param served which of the domains
 * @param tellsSdl whether callers may read the schema, as routers do
 */
export function buildSubgraph(
  common: string,
  domains: readonly Subgraph[],
  served: readonly Subgraph[],
  tellsSdl = true,
): BuiltSubgraph {
  const sdl = buildSubgraphSdl(
    common,
    served.map(({ typeDefs }) => typeDefs),
  );
  return { ...build({ common, domains, served, federation: { sdl: tellsSdl ? sdl : undefined } }), sdl };
}

interface Parts {
  readonly common: string;
  readonly domains: readonly Subgraph[];
  readonly served: readonly Subgraph[];
  /** Of a federation subgraph: the SDL that it tells, if any. */
  readonly federation?: { readonly sdl: string | undefined };
}

function build({ common, domains, served, federation }: Parts): BuiltGraph {
  const entities = entitiesOf(domains);
  const owned = entitiesOf(served);
  const documents = [
    common,
    ...served.map(({ typeDefs }) => typeDefs),
    ...(federation === undefined ? [] : [federationSdl(owned)]),
  ].map(parseSdl);
  const annotations = new Map([
    ...readAnnotations([common, ...domains.map(({ typeDefs }) => typeDefs)].map(parseSdl)),
    ...(federation === undefined ? [] : federationAnnotations),
  ]);
  const typeDefs = mergeSdl(documents);
  const has = (type: string) =>
    typeDefs.definitions.some(
      (definition) => isObjectTypeDefinition(definition) && definition.name.value === type,
    );
  const schema = makeExecutableSchema<GraphContext>({
    typeDefs,
    resolvers: [
      scalarResolvers,
      idResolvers([...entities.values()].filter(({ type }) => has(type))),
      ...served.map(({ resolvers }) => resolvers as never),
      ...(served.some(({ name }) => name === nodes.name)
        ? [createNodeResolvers(entities, annotations) as never]
        : []),
      ...(federation === undefined
        ? []
        : [createFederationResolvers(federation.sdl, owned, annotations) as never]),
    ],
    // An interface's or union's type is worked out from plain data; what leaves a resolver names it.
    inheritResolversFromInterfaces: false,
  });
  declareMutations(schema, served);
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('__')) wrapFields(schema, type, annotations, entities);
  return { schema, annotations, plan: createSelectionPlanner(selectionRules(schema, domains, entities)) };
}

const parseSdl = (sdl: string) => parse(sdl, { noLocation: true });

const entitiesOf = (domains: readonly Subgraph[]): Entities =>
  new Map(domains.flatMap((domain) => domain.entities.map((entity) => [entity.type, entity] as const)));

/** Every entity's global id follows from its natural one, so none is stored. */
const idResolvers = (entities: readonly Entity[]) =>
  Object.fromEntries(
    entities.map(({ type, key }) => [
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
  const isSubscription = type === schema.getSubscriptionType();
  const isRoot = type === schema.getQueryType() || type === schema.getMutationType() || isSubscription;
  for (const field of Object.values(
    type.getFields() as Record<string, GraphQLField<unknown, GraphContext>>,
  )) {
    // Only a resolver can return a reference: what a record holds as it is was read by its owner.
    if (field.resolve) field.resolve = withReferenceResolution(entities, field.type, field.resolve);
    const admit = isRoot ? createRootAuthorizer(annotations, type, field) : undefined;
    const resolve = isRoot
      ? withRootAuthorization(admit, field.resolve)
      : withFieldAuthorization(annotations, type, field);
    if (resolve) field.resolve = resolve;
    if (isSubscription && field.subscribe)
      field.subscribe = withRootAuthorization(admit, field.subscribe) ?? field.subscribe;
  }
}

/**
 * Counts every mutation field against the caller's rate, and clears the loaders before it: earlier reads of the operation may be out of
 * date. This is the only place that counts the mutations of our own schema. Must run before the fields get their authorization, so that a
 * forbidden mutation returns no payload.
 */
function declareMutations(schema: GraphQLSchema, served: readonly Subgraph[]): void {
  const payloads = new Map(served.flatMap(({ refusalPayloads = {} }) => Object.entries(refusalPayloads)));
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve = defaultFieldResolver } = field;
    const payloadOf = payloads.get(getNamedType(field.type).name);
    const counted: Resolver = (source, args, context, info) => {
      context.spend();
      context.loaders.clear();
      return resolve(source, args, context, info);
    };
    field.resolve = payloadOf === undefined ? counted : returningRefusals(payloadOf, counted);
  }
}

const returningRefusals =
  (payloadOf: RefusalPayload, resolve: Resolver): Resolver =>
  async (source, args: Readonly<Record<string, unknown>>, context, info) => {
    try {
      return await resolve(source, args, context, info);
    } catch (error) {
      const payload = error instanceof DomainError ? payloadOf(error, args) : undefined;
      if (payload === undefined) throw error;
      return payload;
    }
  };

function selectionRules(schema: GraphQLSchema, domains: readonly Subgraph[], entities: Entities) {
  const paths = new Map(domains.flatMap((domain) => Object.entries(domain.paths ?? {})));
  for (const { type, key } of entities.values()) paths.set(`${type}.id`, [key]);
  const keys = new Map(
    [...entities.values()].map(({ type, key }) => [type, new Set(['__typename', 'id', key])]),
  );
  return { schema, paths, keys };
}
