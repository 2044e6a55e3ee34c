import type { Head } from '../../eventlog/index.ts';
import type { FlowDependencies } from './dependencies.ts';
import type { FlowState } from './model/index.ts';

/**
 * Projects a flow's state and releases the phone number of an ended flow. Idempotent.
 * @param overwrite also replaces a projection at the same sequence number
 */
export async function projectFlow(
  { store, numbers }: Pick<FlowDependencies, 'store' | 'numbers'>,
  tenant: string,
  { state }: Head<FlowState>,
  overwrite = false,
): Promise<void> {
  await store.project(tenant, state, overwrite);
  const { status, phoneNumber, interactionUniqueId } = state;
  if (status !== 'RUNNING' && phoneNumber !== null)
    await numbers.release(tenant, phoneNumber, interactionUniqueId);
}
