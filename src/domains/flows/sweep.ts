import { exists, type FlowState } from './model/index.ts';
import type { FlowRoom } from './room.ts';

/** What happens by itself: flows that nothing comes from are taken for abandoned, and numbers that no flow has are free again. */
export const createSweep =
  ({ store, numbers, streams: { heads, appender }, clock, settings }: FlowRoom) =>
  async (): Promise<void> => {
    const { idleMs } = settings;
    const isIdle = ({ updatedAt }: FlowState, at: Date) => at.getTime() - updatedAt.getTime() >= idleMs;
    for (const { tenant, interactionUniqueId } of await store.idleSince(
      new Date(clock.now().getTime() - idleMs),
    ))
      await appender.append<'NO'>(tenant, interactionUniqueId, {
        by: 'system',
        key: 'idle',
        hash: '',
        isRepeatable: true,
        decide: (state, at) =>
          exists(state) && state.status === 'RUNNING' && isIdle(state, at)
            ? { facts: [{ type: 'ended', status: 'ABANDONED', reason: 'IDLE' }], changes: true }
            : { refused: 'NO' },
      });
    await numbers.sweep(async (tenant, flow) => {
      const { state } = await heads.refresh(tenant, flow, 'local');
      return exists(state) && state.status === 'RUNNING';
    });
  };
