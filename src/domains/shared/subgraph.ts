import type { GraphQLResolveInfo } from 'graphql';
import type { Caller } from '../../auth/index.ts';
import type { DomainError } from '../../kernel/errors.ts';

/** What a selection needs from MongoDB: the paths to read. */
export type Fields = Readonly<Record<string, 1>>;

/** What a connection's selection needs: the paths of its nodes, whether any row is wanted at all, with its cursor or
 * without, and whether the count is. */
export interface ConnectionFields {
  readonly fields: Fields;
  readonly rows: boolean;
  readonly edges: boolean;
  readonly totalCount: boolean;
}

/** What a resolver knows of the request. */
export interface RequestContext {
  /** Who asks. Fields that need nobody in particular do not exist: reading this without a token is UNAUTHENTICATED. */
  readonly caller: Caller;
  /** What the field's selection needs of the record that the field returns. */
  fields(info: GraphQLResolveInfo): Fields;
  connectionFields(info: GraphQLResolveInfo): ConnectionFields;
}

/** An entity of the graph as its owner gives it: by its natural keys, many at a time. */
export interface Entity<Type extends string = string, Item extends object = object> {
  readonly type: Type;
  /** The field that holds the natural key, such as `engagementId`. */
  readonly key: string;
  /** Reads what the caller may see of those that exist; what it leaves out does not exist for this caller. Any order. */
  load(caller: Caller, keys: readonly string[], fields: Fields): Promise<readonly Item[]>;
  /** Whether a reference to one that is gone must answer null: then nothing is answered from the reference alone. */
  readonly deletable: boolean;
  /** The scopes that `Query.node` asks for, where the type itself asks for none. */
  readonly rootScopes?: readonly (readonly string[])[];
  /** What stands for one that nothing is known of, where the reference alone proves that it exists. */
  unknown?(key: string): Item;
}

/** One domain's part of the graph: a Federation 2 subgraph. */
export interface Subgraph {
  readonly name: string;
  /** The SDL, without what `schema/common.graphql` holds. */
  readonly typeDefs: string;
  /** Typed by codegen where they are written; here only their shape matters. */
  readonly resolvers: object;
  readonly entities: readonly Entity[];
  /** The stored paths that a field is made of, by `Type.field`, where that is not the path of its own name. */
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  /**
   * Payload types whose mutations return refusals as payloads, by the name of the type. The function returns undefined for a refusal that
   * stays an error. Refusals of the rate limit pass through it too.
   */
  readonly refusalPayloads?: Readonly<Record<string, RefusalPayload>>;
}

export type RefusalPayload = (
  refusal: DomainError,
  args: Readonly<Record<string, unknown>>,
) => object | undefined;

/**
 * Returns the subgraphs that a process serves.
 * @param chosen validated names, `all` or `none`; default: all
 */
export const selectSubgraphs = <Domain extends Pick<Subgraph, 'name'>>(
  domains: readonly Domain[],
  chosen: readonly string[] = ['all'],
): readonly Domain[] =>
  chosen.includes('all') ? domains : domains.filter(({ name }) => chosen.includes(name));

/**
 * Names an entity of any domain by its natural key. The graph brings the entity's fields when more than the key is asked for.
 */
export class Reference<Type extends string = string> {
  readonly __typename: Type;
  readonly naturalKey: string;
  /** Null unless its owner knows it: for a name that may or may not be one of these. */
  readonly ifKnown: boolean;

  constructor(type: Type, naturalKey: string, ifKnown: boolean) {
    this.__typename = type;
    this.naturalKey = naturalKey;
    this.ifKnown = ifKnown;
  }
}

/**
 * Codegen's resolver types take a reference wherever an object is due.
 * @public named in codegen.ts
 */
export type ReferenceFor<Item> = Item extends object ? Reference : never;

export const referTo = <Type extends string>(type: Type, naturalKey: string): Reference<Type> =>
  new Reference(type, naturalKey, false);

export const referIfKnown = <Type extends string>(type: Type, naturalKey: string): Reference<Type> =>
  new Reference(type, naturalKey, true);
