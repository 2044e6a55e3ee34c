import { documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';
import type { FeedUsage } from '../../shared/agent-feed.ts';
import { backwards, inOrderOfTime, newestFirst, onwards, scanByKeyset } from './keyset-scan.ts';

interface UsageDocument extends TenantDocument, FeedUsage {}

export type UsageStore = ReturnType<typeof createUsageStore>;

const whole = {};
const readTogether = 100;

export function createUsageStore(storage: Storage) {
  const usage = storage.collection<UsageDocument>('agentUsage', [
    { key: { tenant: 1, username: 1, at: 1, eventId: 1 } },
  ]);

  return {
    /** @returns of each whether it is new */
    insert: (tenant: string, told: readonly FeedUsage[]): Promise<readonly boolean[]> =>
      usage.insertNew(told.map((one) => ({ _id: documentId(tenant, one.eventId), tenant, ...one }))),

    /** Those up to an instant, the newest first; at one instant in any order. */
    upTo: (tenant: string, username: string, from: Date): AsyncGenerator<FeedUsage> =>
      scanByKeyset({ from, together: readTogether }, (place, limit) =>
        usage.find(
          tenant,
          { username, ...backwards(place) },
          { projection: whole, sort: newestFirst, limit },
        ),
      ),

    /** Those from an instant on, by time; at one instant in any order. */
    since: (tenant: string, username: string, from: Date): AsyncGenerator<FeedUsage> =>
      scanByKeyset({ from, together: readTogether }, (place, limit) =>
        usage.find(
          tenant,
          { username, ...onwards(place) },
          { projection: whole, sort: inOrderOfTime, limit },
        ),
      ),
  };
}
