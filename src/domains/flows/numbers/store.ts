import { documentId, rethrow, type Storage, type TenantDocument } from '../../../storage/index.ts';

interface PooledNumberDocument extends TenantDocument {
  /** As E.164. */
  readonly number: string;
  readonly group: string | null;
  /** The flow that has the number; null while it is free. */
  readonly flow: string | null;
  /** When `flow` was set. */
  readonly since: Date;
}

export interface PooledNumberState {
  readonly tenant: string;
  readonly number: string;
  readonly flow: string | null;
  readonly since: Date;
}

export type NumberStore = ReturnType<typeof createNumberStore>;

/** Several candidates are read, because others may take them at the same time. */
const together = 20;

/** Stores the pool: a number has at most one flow. */
export function createNumberStore(storage: Storage) {
  const numbers = storage.collection<PooledNumberDocument>('flowNumbers', [
    { key: { tenant: 1, flow: 1, since: 1 } },
  ]);
  const all = storage.systemCollection<PooledNumberDocument>('flowNumbers', [
    { key: { since: 1 }, partialFilterExpression: { flow: { $type: 'string' } } },
  ]);

  return {
    /** Adds a number; an existing number is not changed. */
    add: (tenant: string, number: string, group: string | null, since: Date): Promise<boolean> =>
      numbers.insert({ _id: documentId(tenant, number), tenant, number, group, flow: null, since }),

    async find(tenant: string, number: string): Promise<PooledNumberState | undefined> {
      return (await numbers.findByIds(tenant, [number], { tenant: 1, number: 1, flow: 1, since: 1 }))[0];
    },

    /** Reads free numbers, longest free first. */
    async free(tenant: string, among: readonly string[]): Promise<readonly string[]> {
      const found = await numbers.find(
        tenant,
        { flow: null, number: { $in: [...among] } },
        { projection: { number: 1 }, sort: { since: 1 }, limit: together },
      );
      return found.map(({ number }) => number);
    },

    /** Reads the number of a flow. */
    async heldBy(tenant: string, flow: string): Promise<string | undefined> {
      const [found] = await numbers.find(
        tenant,
        { flow },
        { projection: { number: 1 }, sort: { since: 1 }, limit: 1 },
      );
      return found?.number;
    },

    /**
     * Changes a number's flow if it still matches `from`.
     * @returns false if it did not match
     */
    change: (
      tenant: string,
      number: string,
      from: { readonly flow: string | null; readonly since?: Date },
      to: { readonly flow: string | null; readonly since: Date },
    ): Promise<boolean> => numbers.updateIf(tenant, number, from, to),

    /** Yields the numbers of all tenants that a flow has had since before a time. */
    async *heldSince(moment: Date): AsyncGenerator<PooledNumberState> {
      try {
        yield* all.find(
          { flow: { $type: 'string' }, since: { $lte: moment } },
          {
            sort: { since: 1 },
            projection: { _id: 0, tenant: 1, number: 1, flow: 1, since: 1 },
          },
        );
      } catch (error) {
        rethrow(error);
      }
    },
  };
}
