import { systemKey } from '../shared/idempotency.ts';
import type { FlowDependencies } from './dependencies.ts';
import { flowExists, type FlowState } from './model/index.ts';

/** Abandons running flows that have been idle for too long. @param onError handles the failure of one flow */
export async function sweepIdleFlows(
  { store, streams, clock, settings }: FlowDependencies,
  onError: (error: unknown) => void,
): Promise<void> {
  const isIdle = ({ updatedAt }: FlowState, at: Date) =>
    at.getTime() - updatedAt.getTime() >= settings.idleMs;
  const since = new Date(clock.now().getTime() - settings.idleMs);
  for (const { tenant, interactionUniqueId } of await store.idleSince(since))
    await streams.appender
      .append<'UNCHANGED'>(tenant, interactionUniqueId, {
        ...systemKey('idle'),
        decide: (state, at) =>
          flowExists(state) && state.status === 'RUNNING' && isIdle(state, at)
            ? { facts: [{ type: 'ended', status: 'ABANDONED', reason: 'IDLE' }], changes: true }
            : { refused: 'UNCHANGED' },
      })
      .catch(onError);
}

/** Releases the numbers of flows that do not run. */
export const sweepNumbers = ({ numbers, streams }: FlowDependencies): Promise<void> =>
  numbers.sweep(async (tenant, flow) => {
    const { state } = await streams.heads.refresh(tenant, flow, 'local');
    return flowExists(state) && state.status === 'RUNNING';
  });
