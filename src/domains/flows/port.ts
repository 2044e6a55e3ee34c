import { systemKey } from '../shared/idempotency.ts';
import { flowExists } from './model/index.ts';
import type { FlowDependencies } from './dependencies.ts';

/** Returns the flows' operations that the interactions domain uses. */
export const createFlowPort = ({ store, streams }: FlowDependencies) => ({
  async mayStartFrom(tenant: string, interactionUniqueId: string, customer: string): Promise<boolean> {
    const [flow] = await store.read(tenant, [interactionUniqueId], {});
    return flow !== undefined && (flow.customer === null || flow.customer === customer);
  },
  async recordInteraction(tenant: string, interactionUniqueId: string, interactionId: string): Promise<void> {
    await streams.appender.append<'UNCHANGED'>(tenant, interactionUniqueId, {
      ...systemKey(`interaction:${interactionId}`),
      decide: (state) =>
        flowExists(state) && state.interactionId !== interactionId
          ? { facts: [{ type: 'interactionStarted', interactionId }], changes: true }
          : { refused: 'UNCHANGED' },
    });
  },
});
