import type { Clock } from '../../../kernel/clock.ts';
import { DomainError } from '../../../kernel/errors.ts';
import type { NumberStore } from './store.ts';

/** A number of the pool in the settings. */
export interface ConfiguredNumber {
  readonly tenant: string;
  readonly group: string | undefined;
  /** As E.164. */
  readonly number: string;
}

export type NumberPool = ReturnType<typeof createNumberPool>;

/**
 * How long a flow that is being started keeps its number before its log contains it, in milliseconds. A start that takes longer may lose
 * the number to another flow: the pool is authoritative.
 */
const startingMs = 60_000;

/** The pool of phone numbers that identify running flows. A flow takes its number before it starts and releases it after it ends. */
export function createNumberPool(store: NumberStore, clock: Clock, configured: readonly ConfiguredNumber[]) {
  const known = new Map<string, Promise<unknown>>();
  const of = (tenant: string) => configured.filter((number) => number.tenant === tenant);

  /** Stores the configured numbers of a tenant at the first use. */
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
    isPooled,

    /** Releases a flow's number. Numbers outside the pool are ignored. */
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
      // A retry of a start that died before its append reuses the number.
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
     * Claims a number for a flow. Idempotent.
     * @returns false if another flow has the number; undefined if it is not in the pool
     */
    async claim(tenant: string, number: string, flow: string): Promise<boolean | undefined> {
      if (!isPooled(tenant, number)) return undefined;
      await ensure(tenant);
      for (const from of [{ flow: null }, { flow }])
        if (await store.change(tenant, number, from, holding(flow))) return true;
      return false;
    },

    /** Returns the flow that has the number, or null; undefined if it is not in the pool. */
    async flowOf(tenant: string, number: string): Promise<string | null | undefined> {
      if (!isPooled(tenant, number)) return undefined;
      await ensure(tenant);
      return (await store.find(tenant, number))?.flow;
    },

    /** Releases numbers of flows that do not run. @param isRunning reads the flow's log */
    async sweep(isRunning: (tenant: string, flow: string) => Promise<boolean>): Promise<void> {
      const old = new Date(clock.now().getTime() - startingMs);
      for await (const { tenant, number, flow, since } of store.heldSince(old))
        if (flow !== null && !(await isRunning(tenant, flow)))
          // The condition on `since` protects a flow that took the number again.
          await store.change(tenant, number, { flow, since }, { flow: null, since: clock.now() });
    },
  };
}

const noneFree = (all: number, group: string | null): DomainError =>
  new DomainError(
    'NO_NUMBER_FREE',
    all === 0
      ? `No phone numbers are configured${group === null ? '' : ` in the group ${JSON.stringify(group)}`}; set FLOW_NUMBERS.`
      : `Each of the ${all} phone numbers${group === null ? '' : ` of the group ${JSON.stringify(group)}`} is in use; a number is released when its flow ends.`,
    { field: group === null ? 'input.allocateNumber' : 'input.numberGroup' },
  );
