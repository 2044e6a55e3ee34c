import type { Clock } from '../../../kernel/clock.ts';
import { DomainError } from '../../../kernel/errors.ts';
import type { NumberStore } from './store.ts';

/** A number of the pool, as the settings have it. */
export interface ConfiguredNumber {
  readonly tenant: string;
  readonly group: string | undefined;
  /** As E.164. */
  readonly number: string;
}

export type NumberPool = ReturnType<typeof createNumberPool>;

/**
 * So long a flow that is being started may hold a number before its log says so: who starts it gives up long before.
 * A process that is stopped for longer may lose it to another flow; the pool's word is the one that counts.
 */
const startingMs = 60_000;

/** The phone numbers that flows can be found by while they run. A flow holds its number before its log says so, and gives it back after. */
export function createNumberPool(store: NumberStore, clock: Clock, configured: readonly ConfiguredNumber[]) {
  const known = new Map<string, Promise<unknown>>();
  const of = (tenant: string) => configured.filter((number) => number.tenant === tenant);

  /** What the settings name is there, from the first use on. */
  function ensure(tenant: string): Promise<unknown> {
    const before = known.get(tenant);
    if (before !== undefined) return before;
    const adding = Promise.all(
      of(tenant).map(({ number, group }) => store.add(tenant, number, group ?? null, clock.now())),
    );
    known.set(tenant, adding);
    adding.catch(() => known.delete(tenant));
    return adding;
  }

  const isPooled = (tenant: string, number: string) => of(tenant).some((one) => one.number === number);
  const holding = (flow: string) => ({ flow, since: clock.now() });

  return {
    /** The flow that had it has it no longer. Of a number that is none of the pool, nothing changes. */
    async release(tenant: string, number: string, flow: string): Promise<void> {
      if (isPooled(tenant, number))
        await store.change(tenant, number, { flow }, { flow: null, since: clock.now() });
    },

    /** @throws NO_NUMBER_FREE */
    async allocate(tenant: string, group: string | null, flow: string): Promise<string> {
      await ensure(tenant);
      const among = of(tenant)
        .filter((number) => group === null || number.group === group)
        .map(({ number }) => number);
      // A start that died before it was in the log is tried again.
      const held = await store.heldBy(tenant, flow);
      if (held !== undefined && (await store.change(tenant, held, { flow }, holding(flow)))) return held;
      for (;;) {
        const free = await store.free(tenant, among);
        for (const number of free)
          if (await store.change(tenant, number, { flow: null }, holding(flow))) return number;
        if (free.length === 0) throw noneFree(among.length, group);
      }
    },

    /**
     * Takes a number that is named. Of a flow that has it already, nothing changes.
     * @returns false if another flow has it; undefined if it is none of the pool
     */
    async claim(tenant: string, number: string, flow: string): Promise<boolean | undefined> {
      if (!isPooled(tenant, number)) return undefined;
      await ensure(tenant);
      for (const from of [{ flow: null }, { flow }])
        if (await store.change(tenant, number, from, holding(flow))) return true;
      return false;
    },

    /** The flow that has it, or null; undefined if it is none of the pool. */
    async flowOf(tenant: string, number: string): Promise<string | null | undefined> {
      if (!isPooled(tenant, number)) return undefined;
      await ensure(tenant);
      return (await store.find(tenant, number))?.flow;
    },

    /** @param isRunning of a flow, by its log */
    async sweep(isRunning: (tenant: string, flow: string) => Promise<boolean>): Promise<void> {
      const old = new Date(clock.now().getTime() - startingMs);
      for await (const { tenant, number, flow, since } of store.heldSince(old))
        if (flow !== null && !(await isRunning(tenant, flow)))
          // Who has begun anew meanwhile has it since then.
          await store.change(tenant, number, { flow, since }, { flow: null, since: clock.now() });
    },
  };
}

const noneFree = (all: number, group: string | null): DomainError =>
  new DomainError(
    'NO_NUMBER_FREE',
    all === 0
      ? `There are no phone numbers to allocate${group === null ? '' : ` in the group ${JSON.stringify(group)}`}; FLOW_NUMBERS names those that there are.`
      : `Each of the ${all} phone numbers${group === null ? '' : ` of the group ${JSON.stringify(group)}`} has a flow; one is free again when its flow ends.`,
    group === null ? {} : { field: 'input.numberGroup' },
  );
