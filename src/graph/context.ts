import type { GraphQLResolveInfo } from 'graphql';
import type { Caller } from '../auth/index.ts';
import type {
  ConnectionFields,
  Fields,
  RequestContext,
  Entity,
  Reference,
} from '../domains/shared/subgraph.ts';
import { unauthenticated } from '../kernel/errors.ts';
import type { SelectionPlanner, SelectionPlan } from './selection.ts';
import DataLoader from 'dataloader';

/** Context of one request: passed to every resolver of its operation. */
export class GraphContext implements RequestContext {
  readonly principal: Caller | undefined;
  readonly loaders = new EntityLoaders();
  readonly plan: SelectionPlanner;
  readonly spend: () => void;
  readonly lastEventId: string | undefined;
  readonly currentCaller: () => Caller;

  /**
   * @param spend counts one operation against the caller's rate and throws RATE_LIMITED. Default: no limit.
   * @param lastEventId the position at which the client resumes a subscription
   * @param currentCaller returns the caller of a subscription with its current token. Default: the principal.
   */
  constructor(
    principal: Caller | undefined,
    plan: SelectionPlanner,
    spend: () => void = () => undefined,
    lastEventId?: string,
    currentCaller: () => Caller = () => this.caller,
  ) {
    this.principal = principal;
    this.plan = plan;
    this.spend = spend;
    this.lastEventId = lastEventId;
    this.currentCaller = currentCaller;
  }

  get caller(): Caller {
    if (this.principal === undefined) throw unauthenticated();
    return this.principal;
  }

  fields(info: GraphQLResolveInfo): Fields {
    return this.plan(info).fields;
  }

  connectionFields(info: GraphQLResolveInfo): ConnectionFields {
    return this.plan(info);
  }
}

/** Loads entities in batches: one query for all references at one position of an operation. Lives as long as a request. */
export class EntityLoaders {
  // A plan belongs to one position and one type, so it identifies both. All references at one position have the same `ifKnown`.
  readonly #loaders = new Map<SelectionPlan, DataLoader<string, object | null>>();

  /** @returns null for an unknown key, or the placeholder of the entity type if it has one */
  load(
    entity: Entity,
    plan: SelectionPlan,
    caller: Caller,
    { naturalKey, ifKnown }: Reference,
  ): Promise<object | null> {
    let loader = this.#loaders.get(plan);
    if (loader === undefined) {
      loader = new DataLoader((keys) => loadBatch(entity, plan, caller, keys, ifKnown));
      this.#loaders.set(plan, loader);
    }
    return loader.load(naturalKey);
  }

  /** Discards loaded entities. Called for each mutation field, because a mutation makes them stale. */
  clear(): void {
    this.#loaders.clear();
  }
}

async function loadBatch(
  entity: Entity,
  plan: SelectionPlan,
  caller: Caller,
  keys: readonly string[],
  ifKnown: boolean,
): Promise<(object | null)[]> {
  const items = await entity.load(caller, keys, plan.fields);
  const byKey = new Map(items.map((item) => [(item as Record<string, unknown>)[entity.key], item]));
  return keys.map((key) => byKey.get(key) ?? (ifKnown ? null : (entity.unknown?.(key) ?? null)));
}
