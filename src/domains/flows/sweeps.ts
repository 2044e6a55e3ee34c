import { exists, type FlowState } from './model/index.ts';
import type { FlowDependencies } from './dependencies.ts';

/** Flows that nothing comes from are taken for abandoned. @param onError of one of them: the others do not wait for it */
export const createIdleSweep =
  ({ store, streams: { appender }, clock, settings }: FlowDependencies, onError: (error: unknown) => void) =>
  async (): Promise<void> => {
    const { idleMs } = settings;
    const isIdle = ({ updatedAt }: FlowState, at: Date) => at.getTime() - updatedAt.getTime() >= idleMs;
    const since = new Date(clock.now().getTime() - idleMs);
    for (const { tenant, interactionUniqueId } of await store.idleSince(since))
      await appender
        .append<'NO'>(tenant, interactionUniqueId, {
          by: 'system',
          key: 'idle',
          hash: '',
          isRepeatable: true,
          decide: (state, at) =>
            exists(state) && state.status === 'RUNNING' && isIdle(state, at)
              ? { facts: [{ type: 'ended', status: 'ABANDONED', reason: 'IDLE' }], changes: true }
              : { refused: 'NO' },
        })
        .catch(onError);
  };

/** Numbers that no running flow has are free again. */
export const createNumberSweep =
  ({ numbers, streams: { heads } }: FlowDependencies) =>
  (): Promise<void> =>
    numbers.sweep(async (tenant, flow) => {
      const { state } = await heads.refresh(tenant, flow, 'local');
      return exists(state) && state.status === 'RUNNING';
    });
