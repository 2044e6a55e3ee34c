import DataLoader from 'dataloader';
import type { Entity, Reference } from '../domains/shared/subgraph.ts';
import type { Caller } from '../auth/index.ts';
import type { SelectionPlan } from './selection.ts';

/** Brings entities in batches: all references of one position of an operation in one query. Lives as long as a request. */
export class EntityLoaders {
  // A plan belongs to one position and type, so it stands for both; all references of one position are of one kind.
  readonly #loaders = new Map<SelectionPlan, DataLoader<string, object | null>>();

  /** @returns null, or what stands for an unknown one, where there is none */
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

  /** After a mutation what was read before may be out of date. */
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
