import { documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';
import type { FedStateChange } from '../../agent-feed.ts';
import { backwards, inOrderOfTime, newestFirst, onwards, pieces, type Start } from './pieces.ts';

/** A change of an agent's state as a feed told it. It is written once, and never changed. */
export interface KeptStateChange extends FedStateChange {
  /** `current.at`: when it happened. */
  readonly at: Date;
  /** What came in together is told together. */
  readonly batch: string;
  readonly place: number;
  /** A newer one was known when it came. */
  readonly isLate: boolean;
}
interface StateEventDocument extends TenantDocument, KeptStateChange {}

export type StateEventStore = ReturnType<typeof createStateEventStore>;

/** Whole: what is read of them is little more than what there is. */
const whole = {};

export function createStateEventStore(storage: Storage) {
  const events = storage.collection<StateEventDocument>('agentStateEvents', [
    { key: { tenant: 1, username: 1, at: 1, eventId: 1 } },
    {
      key: { tenant: 1, username: 1, at: 1 },
      partialFilterExpression: { sessionId: { $gt: '' } },
      name: 'inSessions',
    },
    { key: { tenant: 1, username: 1, sessionId: 1, at: 1 } },
    { key: { tenant: 1, batch: 1, place: 1 } },
  ]);

  return {
    /** @returns of each whether it is new */
    insert: (tenant: string, changes: readonly KeptStateChange[]): Promise<readonly boolean[]> =>
      events.insertNew(
        changes.map((change) => ({ _id: documentId(tenant, change.eventId), tenant, ...change })),
      ),

    readBatch: (tenant: string, batch: string): Promise<readonly KeptStateChange[]> =>
      events.find(tenant, { batch }, { projection: whole, sort: { batch: 1, place: 1 } }),

    /** All changes of agents at instants. */
    at: (
      tenant: string,
      instants: readonly { readonly username: string; readonly at: Date }[],
    ): Promise<readonly KeptStateChange[]> =>
      instants.length === 0
        ? Promise.resolve([])
        : events.find(
            tenant,
            { $or: instants.map(({ username, at }) => ({ username, at })) },
            { projection: whole },
          ),

    /** An agent's changes from an instant on, by time; those of one instant in any order. */
    since: (tenant: string, username: string, start: Start): AsyncGenerator<KeptStateChange> =>
      pieces(start, (place, limit) =>
        events.find(
          tenant,
          { username, ...onwards(place) },
          { projection: whole, sort: inOrderOfTime, limit },
        ),
      ),

    /** An agent's changes up to an instant, the newest first; those of one instant in any order. */
    upTo: (tenant: string, username: string, start: Start): AsyncGenerator<KeptStateChange> =>
      pieces(start, (place, limit) =>
        events.find(
          tenant,
          { username, ...backwards(place) },
          { projection: whole, sort: newestFirst, limit },
        ),
      ),

    /** How many there are after one instant and before another. */
    count: (tenant: string, username: string, after: Date, to: Date): Promise<number> =>
      events.count(tenant, { username, at: { $gt: after, $lt: to } }),

    ofSessions: (
      tenant: string,
      username: string,
      sessionIds: readonly string[],
      limit: number,
    ): Promise<readonly KeptStateChange[]> =>
      sessionIds.length === 0
        ? Promise.resolve([])
        : events.find(
            tenant,
            { username, sessionId: { $in: [...sessionIds] } },
            { projection: whole, limit },
          ),

    /** The first change from an instant on that belongs to a session, and to none of these. */
    async firstOfAnother(
      tenant: string,
      username: string,
      from: Date,
      sessionIds: readonly string[],
    ): Promise<KeptStateChange | undefined> {
      const [first] = await events.find(
        tenant,
        { username, at: { $gte: from }, sessionId: { $gt: '', $nin: [...sessionIds] } },
        { projection: whole, sort: { at: 1 }, limit: 1 },
      );
      return first;
    },
  };
}
