import type { GraphQLResolveInfo } from 'graphql';
import type { Caller } from '../../auth/index.ts';
import { readFileSync } from 'node:fs';

/** The stored paths that a selection reads. */
export type Fields = Readonly<Record<string, 1>>;

/** The parts of a connection that a selection reads: paths of its nodes, rows, edges with cursors, and the total count. */
export interface ConnectionFields {
  readonly fields: Fields;
  readonly rows: boolean;
  readonly edges: boolean;
  readonly totalCount: boolean;
}

/** The context of a request, as resolvers see it. */
export interface RequestContext {
  /** The authenticated caller. @throws UNAUTHENTICATED without a token */
  readonly caller: Caller;
  /** Returns the caller of a subscription with its current token: a client may renew it while the subscription is open. */
  readonly currentCaller: () => Caller;
  /** The last event that a client received of a subscription which it resumes. */
  readonly lastEventId: string | undefined;
  /** Returns the stored paths that the field's selection reads. */
  fields(info: GraphQLResolveInfo): Fields;
  connectionFields(info: GraphQLResolveInfo): ConnectionFields;
}

/** An entity of the graph. Its owner loads entities by natural keys, in batches. */
export interface Entity<Type extends string = string, Item extends object = object> {
  readonly type: Type;
  /** The field with the natural key, such as `engagementId`. */
  readonly key: string;
  /** Loads the entities that the caller may see, in any order. Missing entities do not exist for the caller. */
  load(caller: Caller, keys: readonly string[], fields: Fields): Promise<readonly Item[]>;
  /** Whether entities may be deleted. If so, every reference is loaded, and resolves to null after a deletion. */
  readonly deletable: boolean;
  /**
   * Reports whether the caller's id decides what the caller sees of it. If so, the caller shares no payload that contains it. Default:
   * false.
   */
  readonly isPersonal?: (caller: Caller) => boolean;
  /** The scopes that `Query.node` requires if the type itself requires none. */
  readonly rootScopes?: readonly (readonly string[])[];
  /** Returns a placeholder for an entity that exists only as a reference. */
  unknown?(key: string): Item;
}

/** A domain's part of the graph: a Federation 2 subgraph. */
export interface Subgraph {
  readonly name: string;
  /** The SDL without `schema/common.graphql`. */
  readonly typeDefs: string;
  /** The resolvers. Codegen types them in each domain. */
  readonly resolvers: object;
  readonly entities: readonly Entity[];
  /** The stored paths that fields read, by `Type.field`, where they differ from the field's name. */
  readonly paths?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Returns the subgraphs that a process serves.
 * @param chosen validated names, `all` or `none`; default: all
 */
export const selectSubgraphs = <Domain extends Pick<Subgraph, 'name'>>(
  domains: readonly Domain[],
  chosen: readonly string[] = ['all'],
): readonly Domain[] =>
  chosen.includes('all') ? domains : domains.filter(({ name }) => chosen.includes(name));

/** Refers to an entity of any domain by its natural key. The graph loads the entity if more than the key is selected. */
export class Reference<Type extends string = string> {
  readonly __typename: Type;
  readonly naturalKey: string;
  /** Whether the reference resolves to null if the entity does not exist. */
  readonly ifKnown: boolean;

  constructor(type: Type, naturalKey: string, ifKnown: boolean) {
    this.__typename = type;
    this.naturalKey = naturalKey;
    this.ifKnown = ifKnown;
  }
}

/**
 * The resolver type of a reference to an entity, in place of the entity itself.
 * @public named in codegen.ts
 */
export type ReferenceFor<Item> = Item extends object ? Reference : never;

export const referTo = <Type extends string>(type: Type, naturalKey: string): Reference<Type> =>
  new Reference(type, naturalKey, false);

export const referIfKnown = <Type extends string>(type: Type, naturalKey: string): Reference<Type> =>
  new Reference(type, naturalKey, true);

/** Reads the SDL of a subgraph, or `common`, from schema/. */
export const readSdl = (name: string): string =>
  readFileSync(new URL(`../../../schema/${name}.graphql`, import.meta.url), 'utf8');

/** The subgraph of `Query.node`, which the graph resolves from the entities of all domains. */
export const nodes: Subgraph = { name: 'nodes', typeDefs: readSdl('nodes'), resolvers: {}, entities: [] };
