import { exists } from './model/index.ts';
import type { FlowDependencies } from './dependencies.ts';

/** What a live interaction that is begun from a flow needs of it. */
export const createFlowPort = ({ store, streams: { appender } }: FlowDependencies) => ({
  async mayStartFrom(tenant: string, interactionUniqueId: string, customer: string): Promise<boolean> {
    const [flow] = await store.read(tenant, [interactionUniqueId], {});
    return flow !== undefined && (flow.customer === null || flow.customer === customer);
  },
  async recordInteraction(tenant: string, interactionUniqueId: string, interactionId: string): Promise<void> {
    await appender.append<'NO'>(tenant, interactionUniqueId, {
      by: 'system',
      key: `followed:${interactionId}`,
      hash: '',
      isRepeatable: true,
      decide: (state) =>
        exists(state) && state.interactionId !== interactionId
          ? { facts: [{ type: 'followed', interactionId }], changes: true }
          : { refused: 'NO' },
    });
  },
});
