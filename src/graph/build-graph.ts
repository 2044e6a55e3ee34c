import { makeExecutableSchema } from '@graphql-tools/schema';
import type { IResolvers } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  isObjectType,
  parse,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Caller } from '../auth/index.ts';
import { refusalOf } from '../domains/shared/outcome.ts';
import { nodes, type Entity, type Subgraph } from '../domains/shared/subgraph.ts';
import { DomainError } from '../kernel/errors.ts';
import { toGlobalId } from '../kernel/global-id.ts';
import type { GraphContext } from './context.ts';
import { readAnnotations, type Annotations } from './directives.ts';
import { withFieldAuthorization, withRootAuthorization, createRootAuthorizer } from './authorization.ts';
import { isObjectTypeDefinition, mergeSdl } from './merge-sdl.ts';
import { createFederationResolvers, federationAnnotations, federationSdl } from './federation/entities.ts';
import { buildSubgraphSdl } from './federation/subgraph-sdl.ts';
import { createNodeResolvers, withReferenceResolution, type Entities } from './references.ts';
import { scalarResolvers } from './scalars.ts';
import { createSelectionPlanner, type SelectionPlanner } from './selection.ts';

type Resolver = GraphQLFieldResolver<unknown, GraphContext>;
type Resolvers = IResolvers<unknown, GraphContext>;

/** Executable schema with the annotations of its SDL and the planner of its selections. */
export interface BuiltGraph {
  readonly schema: GraphQLSchema;
  readonly annotations: Annotations;
  readonly plan: SelectionPlanner;
  /** By entity type, whether the caller's id decides what the caller sees of it. */
  readonly personalTypes: ReadonlyMap<string, (caller: Caller) => boolean>;
}

/**
 * Builds one graph of all domains.
 * @param common SDL of the types that all subgraphs share
 */
export const buildUnifiedGraph = (common: string, domains: readonly Subgraph[]): BuiltGraph =>
  build({ common, domains, served: domains });

/** Graph of some domains as a federation subgraph, with its SDL for composition. */
export interface BuiltSubgraph extends BuiltGraph {
  readonly sdl: string;
}

/**
 * Builds a Federation 2 subgraph of some domains. It gives the same answers as the unified graph: annotations are read from all domains,
 * and references to entities of other subgraphs are checked here if the entity can be deleted or hidden.
 * @param served domains of this subgraph
 * @param exposeSdl whether `_service { sdl }` answers with the SDL
 */
export function buildSubgraph(
  common: string,
  domains: readonly Subgraph[],
  served: readonly Subgraph[],
  exposeSdl = true,
): BuiltSubgraph {
  const sdl = buildSubgraphSdl(
    common,
    served.map(({ typeDefs }) => typeDefs),
  );
  return { ...build({ common, domains, served, federation: { sdl: exposeSdl ? sdl : undefined } }), sdl };
}

interface BuildOptions {
  readonly common: string;
  readonly domains: readonly Subgraph[];
  readonly served: readonly Subgraph[];
  /** Present in a federation subgraph. The SDL is undefined if it must not be exposed. */
  readonly federation?: { readonly sdl: string | undefined };
}

function build({ common, domains, served, federation }: BuildOptions): BuiltGraph {
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
      ...served.map(({ resolvers }) => resolvers as Resolvers),
      ...(served.some(({ name }) => name === nodes.name) ? [createNodeResolvers(entities, annotations)] : []),
      ...(federation === undefined ? [] : [createFederationResolvers(federation.sdl, owned, annotations)]),
    ],
    // Abstract types are resolved by `__typename`, so interfaces have no resolvers to inherit.
    inheritResolversFromInterfaces: false,
    // Otherwise the schema is copied, which takes a third of this function's time.
    updateResolversInPlace: true,
  });
  declareMutations(schema);
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('__')) wrapFields(schema, type, annotations, entities);
  const plan = createSelectionPlanner(selectionRules(schema, domains, entities));
  const personalTypes = new Map(
    [...entities.values()].flatMap(({ type, isPersonal }) =>
      isPersonal ? [[type, isPersonal] as const] : [],
    ),
  );
  return { schema, annotations, plan, personalTypes };
}

const parseSdl = (sdl: string) => parse(sdl, { noLocation: true });

const entitiesOf = (domains: readonly Subgraph[]): Entities =>
  new Map(domains.flatMap((domain) => domain.entities.map((entity) => [entity.type, entity] as const)));

/** Creates the resolvers of `id`. The global id is computed from the natural key, and is not stored. */
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
    // Fields without a resolver are properties of a stored record, which contains no references.
    if (field.resolve) field.resolve = withReferenceResolution(entities, field.type, field.resolve);
    const authorize = isRoot ? createRootAuthorizer(annotations, type, field) : undefined;
    const resolve = isRoot
      ? withRootAuthorization(authorize, field.resolve)
      : withFieldAuthorization(annotations, type, field);
    if (resolve) field.resolve = resolve;
    if (isSubscription && field.subscribe)
      field.subscribe = withRootAuthorization(authorize, field.subscribe) ?? field.subscribe;
  }
}

/**
 * Counts every mutation field against the caller's rate, and clears the loaders before it, because earlier reads of the operation may be
 * out of date. This is the only place that counts the mutations of our own schema. A refusal becomes the payload of the mutation if its
 * type implements `OperationPayload`, as all types of our own mutations do. Must run before the fields get their authorization, so that a
 * forbidden mutation returns no payload.
 */
function declareMutations(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve = defaultFieldResolver } = field;
    const counted: Resolver = (source, args, context, info) => {
      context.spend();
      context.loaders.clear();
      return resolve(source, args, context, info);
    };
    const isPayload =
      isObjectType(field.type) && field.type.getInterfaces().some(({ name }) => name === 'OperationPayload');
    field.resolve = isPayload ? returningRefusals(counted) : counted;
  }
}

const returningRefusals =
  (resolve: Resolver): Resolver =>
  async (source, args, context, info) => {
    try {
      return await resolve(source, args, context, info);
    } catch (error) {
      const refusal = error instanceof DomainError ? refusalOf(error) : undefined;
      if (refusal === undefined) throw error;
      return refusal;
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
