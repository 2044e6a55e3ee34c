import DataLoader from 'dataloader';
import type { Entity } from '../domains/subgraph.ts';
import type { Caller } from '../auth/index.ts';
import type { Plan } from './selection.ts';

/** Brings entities in batches: all references of one position of an operation in one query. Lives as long as a request. */
export class EntityLoaders {
  // A plan belongs to one position and type, so it stands for both.
  readonly #loaders = new Map<Plan, DataLoader<string, object | null>>();

  load(entity: Entity, plan: Plan, caller: Caller, key: string): Promise<object | null> {
    let loader = this.#loaders.get(plan);
    if (loader === undefined) {
      loader = new DataLoader((keys) => loadBatch(entity, plan, caller, keys));
      this.#loaders.set(plan, loader);
    }
    return loader.load(key);
  }

  /** After a mutation what was read before may be out of date. */
  clear(): void {
    this.#loaders.clear();
  }
}

async function loadBatch(
  entity: Entity,
  plan: Plan,
  caller: Caller,
  keys: readonly string[],
): Promise<(object | null)[]> {
  const items = await entity.load(caller, keys, plan.fields);
  const byKey = new Map(items.map((item) => [(item as Record<string, unknown>)[entity.key], item]));
  return keys.map((key) => byKey.get(key) ?? null);
}
