import { documentId, type Storage, type TenantDocument } from '../../../storage/index.ts';
import type { FeedStateChange } from '../../shared/agent-feed.ts';
import { maxOrderedPerInstant } from './event-order.ts';
import {
  backwards,
  inOrderOfTime,
  newestFirst,
  onwards,
  scanByKeyset,
  type ScanStart,
} from './keyset-scan.ts';

/** A change of an agent's state as a feed told it. It is written once, and never changed. */
export interface StateEvent extends FeedStateChange {
  /** `current.at`: when it happened. */
  readonly at: Date;
  /** What came in together is told together. */
  readonly batch: string;
  readonly place: number;
  /** A newer one was known when it came. */
  readonly isLate: boolean;
}
interface StateEventDocument extends TenantDocument, StateEvent {}

export type StateEventStore = ReturnType<typeof createStateEventStore>;

/** Of whom, and when. */
export interface AgentInstant {
  readonly username: string;
  readonly at: Date;
}

/** Whole: what is read of them is little more than what there is. */
const whole = {};
/** It shows that there are too many. */
const enough = maxOrderedPerInstant + 1;
/** A source that counts in seconds has so many of one agent in one. */
const fewAtOne = 4;

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

  const lastAt = (tenant: string, { username, at }: AgentInstant): Promise<readonly StateEvent[]> =>
    events.find(tenant, { username, at }, { projection: whole, sort: newestFirst, limit: enough });

  return {
    /** @returns of each whether it is new */
    insert: (tenant: string, changes: readonly StateEvent[]): Promise<readonly boolean[]> =>
      events.insertNew(
        changes.map((change) => ({ _id: documentId(tenant, change.eventId), tenant, ...change })),
      ),

    readBatch: (tenant: string, batch: string): Promise<readonly StateEvent[]> =>
      events.find(tenant, { batch }, { projection: whole, sort: { batch: 1, place: 1 } }),

    /**
     * All changes of agents at instants; where one has too many to be told apart by more than their ids, the last of them. They are read
     * together, unless so many lie at one that it is dearer than to read each by itself.
     */
    async at(tenant: string, instants: readonly AgentInstant[]): Promise<readonly StateEvent[]> {
      const [first, ...others] = instants;
      if (first === undefined) return [];
      if (others.length === 0) return lastAt(tenant, first);
      const limit = enough + fewAtOne * instants.length;
      const found = await events.find(
        tenant,
        { $or: instants.map(({ username, at }) => ({ username, at })) },
        { projection: whole, limit },
      );
      if (found.length < limit) return found;
      return (await Promise.all(instants.map((instant) => lastAt(tenant, instant)))).flat();
    },

    /** Whether so many lie at one instant that they are in the order of their ids. */
    isCrowded: async (tenant: string, { username, at }: AgentInstant): Promise<boolean> =>
      (await events.count(tenant, { username, at }, { limit: enough })) === enough,

    /** An agent's changes from an instant on, by time; those of one instant by their ids. */
    since: (tenant: string, username: string, start: ScanStart): AsyncGenerator<StateEvent> =>
      scanByKeyset(start, (place, limit) =>
        events.find(
          tenant,
          { username, ...onwards(place) },
          { projection: whole, sort: inOrderOfTime, limit },
        ),
      ),

    /** An agent's changes up to an instant, the newest first; those of one instant by their ids, the last first. */
    upTo: (tenant: string, username: string, start: ScanStart): AsyncGenerator<StateEvent> =>
      scanByKeyset(start, (place, limit) =>
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
    ): Promise<readonly StateEvent[]> =>
      sessionIds.length === 0
        ? Promise.resolve([])
        : events.find(
            tenant,
            { username, sessionId: { $in: [...sessionIds] } },
            { projection: whole, limit },
          ),

    /** The first change from one instant on to another that belongs to a session, and to none of these. */
    async firstOfAnother(
      tenant: string,
      username: string,
      { from, to }: { readonly from: Date; readonly to: Date },
      sessionIds: readonly string[],
    ): Promise<StateEvent | undefined> {
      const [first] = await events.find(
        tenant,
        { username, at: { $gte: from, $lte: to }, sessionId: { $gt: '', $nin: [...sessionIds] } },
        { projection: whole, sort: { at: 1 }, limit: 1, hint: { tenant: 1, username: 1, at: 1 } },
      );
      return first;
    },
  };
}
