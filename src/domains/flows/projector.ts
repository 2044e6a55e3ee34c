import type { Head } from '../../eventlog/index.ts';
import type { FlowState } from './model/index.ts';
import type { NumberPool } from './numbers/pool.ts';
import type { FlowStore } from './store.ts';

/** What follows from a flow's log, and can be done again: the projection, and that a number of the pool is free again. */
export const createProjector =
  (store: FlowStore, numbers: NumberPool) =>
  async (tenant: string, { state }: Head<FlowState>, anew = false): Promise<void> => {
    await store.project(tenant, state, anew);
    const { status, phoneNumber, interactionUniqueId } = state;
    if (status !== 'RUNNING' && phoneNumber !== null)
      await numbers.release(tenant, phoneNumber, interactionUniqueId);
  };
