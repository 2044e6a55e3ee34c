import { documentId, rethrow, type Storage, type TenantDocument } from '../../../storage/index.ts';
import type { FeedUsage } from '../../shared/feed-ports.ts';
import { maxOrderedPerInstant } from './event-order.ts';
import type { StateEvent } from './state-event.ts';

interface StateEventDocument extends TenantDocument, StateEvent {}
interface UsageDocument extends TenantDocument, FeedUsage {}

/** A batch of state events whose ingestion is not finished. */
export interface OpenBatch {
  readonly tenant: string;
  readonly batch: string;
  readonly since: Date;
}
interface OpenBatchDocument extends TenantDocument, OpenBatch {}

export interface AgentInstant {
  readonly username: string;
  readonly at: Date;
}

export type StateEventStore = ReturnType<typeof createStateEventStore>;
export type UsageStore = ReturnType<typeof createUsageStore>;
export type BatchStore = ReturnType<typeof createBatchStore>;

const allFields = {};
/** One more than the number of events at one instant that are ordered by more than their ids. */
const crowd = maxOrderedPerInstant + 1;
/** The expected number of events per agent and instant. Sources that count in seconds have several. */
const expectedPerInstant = 4;
const usagePageSize = 100;

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
    events.find(
      tenant,
      { username, at },
      { projection: allFields, sort: { at: -1, eventId: -1 }, limit: crowd },
    );

  const scanAgent = (tenant: string, username: string, start: ScanStart, direction: 1 | -1) =>
    scan<StateEvent>(start, direction, (range, sort, limit) =>
      events.find(tenant, { username, ...range }, { projection: allFields, sort, limit, batched: true }),
    );

  return {
    /** @returns for each event whether it is new */
    insert: (tenant: string, changes: readonly StateEvent[]): Promise<readonly boolean[]> =>
      events.insertNew(
        changes.map((change) => ({ _id: documentId(tenant, change.eventId), tenant, ...change })),
      ),

    read: (tenant: string, eventIds: readonly string[]): Promise<readonly StateEvent[]> =>
      eventIds.length === 0 ? Promise.resolve([]) : events.findByIds(tenant, eventIds, allFields),

    readBatch: (tenant: string, batch: string): Promise<readonly StateEvent[]> =>
      events.find(tenant, { batch }, { projection: allFields, sort: { batch: 1, place: 1 } }),

    /**
     * Reads all events of agents at instants; of a crowded instant only the last ones. Reads all instants in one query, unless one of them
     * turns out to be crowded: then one query per instant reads less.
     */
    async at(tenant: string, instants: readonly AgentInstant[]): Promise<readonly StateEvent[]> {
      const [first, ...others] = instants;
      if (first === undefined) return [];
      if (others.length === 0) return lastAt(tenant, first);
      const limit = crowd + expectedPerInstant * instants.length;
      const found = await events.find(
        tenant,
        { $or: instants.map(({ username, at }) => ({ username, at })) },
        { projection: allFields, limit },
      );
      if (found.length < limit) return found;
      return (await Promise.all(instants.map((instant) => lastAt(tenant, instant)))).flat();
    },

    /** Returns whether an instant has more events than are ordered by more than their ids. */
    isCrowded: async (tenant: string, { username, at }: AgentInstant): Promise<boolean> =>
      (await events.count(tenant, { username, at }, { limit: crowd, batched: true })) === crowd,

    /** Reads an agent's events from an instant on, by time and id. */
    readFrom: (tenant: string, username: string, start: ScanStart) => scanAgent(tenant, username, start, 1),

    /** Reads an agent's events up to an instant, newest first, by time and id. */
    readUntil: (tenant: string, username: string, start: ScanStart) => scanAgent(tenant, username, start, -1),

    /** Counts an agent's events between two instants, both exclusive. */
    count: (tenant: string, username: string, after: Date, to: Date): Promise<number> =>
      events.count(tenant, { username, at: { $gt: after, $lt: to } }, { batched: true }),

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
            { projection: allFields, limit, batched: true },
          ),

    /** Finds the first event in a time range that belongs to a session other than the given ones. */
    async firstOfAnother(
      tenant: string,
      username: string,
      { from, to }: { readonly from: Date; readonly to: Date },
      sessionIds: readonly string[],
    ): Promise<StateEvent | undefined> {
      const [first] = await events.find(
        tenant,
        { username, at: { $gte: from, $lte: to }, sessionId: { $gt: '', $nin: [...sessionIds] } },
        {
          projection: allFields,
          sort: { at: 1 },
          limit: 1,
          hint: { tenant: 1, username: 1, at: 1 },
          batched: true,
        },
      );
      return first;
    },
  };
}

export function createUsageStore(storage: Storage) {
  const usage = storage.collection<UsageDocument>('agentUsage', [
    { key: { tenant: 1, username: 1, at: 1, eventId: 1 } },
  ]);

  const scanAgent = (tenant: string, username: string, from: Date, direction: 1 | -1) =>
    scan<FeedUsage>({ from, pageSize: usagePageSize }, direction, (range, sort, limit) =>
      usage.find(tenant, { username, ...range }, { projection: allFields, sort, limit, batched: true }),
    );

  return {
    /** @returns for each event whether it is new */
    insert: (tenant: string, events: readonly FeedUsage[]): Promise<readonly boolean[]> =>
      usage.insertNew(events.map((event) => ({ _id: documentId(tenant, event.eventId), tenant, ...event }))),

    /** Reads an agent's events from an instant on. */
    readFrom: (tenant: string, username: string, from: Date) => scanAgent(tenant, username, from, 1),

    /** Reads an agent's events up to an instant, newest first. */
    readUntil: (tenant: string, username: string, from: Date) => scanAgent(tenant, username, from, -1),
  };
}

/** Creates the store of open batches. A batch is opened before its events are stored, so that a sweep finds it after a crash. */
export function createBatchStore(storage: Storage) {
  const batches = storage.collection<OpenBatchDocument>('agentFeedBatches', []);
  // Sweeps read all tenants.
  const all = storage.systemCollection<OpenBatchDocument>('agentFeedBatches', [{ key: { since: 1 } }]);

  return {
    async open(tenant: string, batch: string, since: Date): Promise<void> {
      await batches.insert({ _id: documentId(tenant, batch), tenant, batch, since });
    },

    /** Schedules the batch for a later sweep: sets the time at which it counts as opened. */
    async postpone(tenant: string, batch: string, to: Date): Promise<void> {
      await batches.updateIf(tenant, batch, {}, { since: to });
    },

    async close(tenant: string, batch: string): Promise<void> {
      await batches.delete(tenant, batch);
    },

    /** Finds batches that were opened before an instant, oldest first. */
    openedBefore: (before: Date, limit: number): Promise<readonly OpenBatch[]> =>
      all
        .find({ since: { $lte: before } }, { sort: { since: 1 }, limit })
        .toArray()
        .catch(rethrow),
  };
}

export interface ScanStart {
  readonly from: Date;
  /** Skips the items at `from` up to and including this id. */
  readonly afterId?: string;
  /** The expected number of items: the size of the first page. */
  readonly pageSize: number;
}

type Direction = 1 | -1;
type Position =
  | { readonly from: Date }
  | { readonly at: Date; readonly afterId: string }
  | { readonly beyond: Date };

/** Reads one page. */
type ReadPage<Item> = (
  range: { readonly at: Date | Readonly<Record<string, Date>>; readonly eventId?: object },
  sort: { readonly at: Direction; readonly eventId: Direction },
  limit: number,
) => Promise<readonly Item[]>;

/** Pages grow up to this size. */
const maxPageSize = 1000;

/**
 * Scans items by time and id with keyset pagination, so that no database cursor stays open when the consumer stops early. A page after an
 * id reads only the items at the same instant; the next page reads the items beyond the instant.
 */
export async function* scan<Item extends { readonly eventId: string; readonly at: Date }>(
  { from, afterId, pageSize }: ScanStart,
  direction: Direction,
  readPage: ReadPage<Item>,
): AsyncGenerator<Item> {
  const sort = { at: direction, eventId: direction };
  let position: Position = afterId === undefined ? { from } : { at: from, afterId };
  for (let size = pageSize; ; size = Math.min(maxPageSize, size * 2)) {
    const items = await readPage(rangeOf(position, direction), sort, size);
    yield* items;
    const last = items.at(-1);
    if (last !== undefined && items.length === size) position = { at: last.at, afterId: last.eventId };
    else if ('afterId' in position) position = { beyond: position.at };
    else return;
  }
}

function rangeOf(position: Position, direction: Direction) {
  const operator = direction === 1 ? '$gt' : '$lt';
  if ('from' in position) return { at: { [`${operator}e`]: position.from } };
  if ('beyond' in position) return { at: { [operator]: position.beyond } };
  return { at: position.at, eventId: { [operator]: position.afterId } };
}
