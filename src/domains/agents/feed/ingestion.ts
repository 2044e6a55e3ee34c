import pLimit from 'p-limit';
import { v7 as uuid } from 'uuid';
import type { Clock } from '../../../kernel/clock.ts';
import {
  maxAheadMs,
  type AgentFeedPort,
  type FeedStateChange,
  type FeedUsage,
} from '../../shared/feed-ports.ts';
import type { TenantStream } from '../live/tenant-stream.ts';
import type { LatestFeedState } from '../model.ts';
import type { AgentOutbox } from '../outbox.ts';
import { withDerivedFields } from '../presence/state-machine.ts';
import type { AgentStore } from '../store.ts';
import { sortSameInstant } from './event-order.ts';
import {
  isNewerHierarchy,
  latestOf,
  markLate,
  withFeedUpdate,
  type FeedHierarchy,
  type FeedUpdate,
} from './latest.ts';
import type { StateEvent } from './state-event.ts';
import type { AgentInstant, BatchStore, StateEventStore, UsageStore } from './store.ts';

export interface IngestionDependencies {
  readonly store: AgentStore;
  readonly outbox: AgentOutbox;
  readonly events: StateEventStore;
  readonly usage: UsageStore;
  readonly batches: BatchStore;
  readonly tenantStream: TenantStream;
  readonly clock: Clock;
}

export type FeedIngestion = ReturnType<typeof createFeedIngestion>;

type KnownAgents = Awaited<ReturnType<AgentStore['readFed']>>;
type PlacedEvent = Pick<FeedUsage, 'username' | 'at' | 'eventId' | 'reportHierarchy'>;

const byFeed = { by: 'system' } as const;
/** The age in milliseconds at which an open batch counts as abandoned by its process. */
const abandonedMs = 30_000;
const batchesPerSweep = 20;
/** The number of individual updates of a batch at one time. A batch can have hundreds of new agents, and a process 16 batches. */
const updatesTogether = 4;

/**
 * Creates the ingestion of feed events about agents. Events are stored first. All updates of agents are functions of the stored events, so
 * the result does not depend on the order, the repetition, or the number of processes.
 */
export function createFeedIngestion(deps: IngestionDependencies) {
  const closing = new Set<Promise<void>>();
  const port: AgentFeedPort = {
    ingestStateChanges: (tenant, changes) => ingestStateChanges(deps, closing, tenant, changes),
    ingestUsage: (tenant, usage) => ingestUsage(deps, tenant, usage),
  };

  return {
    port,

    /**
     * Finishes batches whose process crashed, and postponed batches that are due.
     * @param onError receives the error of a batch that failed; the other batches are finished, and the next sweep repeats it
     */
    async finishAbandoned(onError: (error: unknown) => void): Promise<void> {
      const before = new Date(deps.clock.now().getTime() - abandonedMs);
      const abandoned = await deps.batches.openedBefore(before, batchesPerSweep);
      for (const { tenant, batch } of abandoned) await finishBatch(deps, tenant, batch).catch(onError);
    },

    /** Resolves after all pending writes of this process. */
    async drain(): Promise<void> {
      await Promise.all(closing);
    },
  };
}

async function ingestStateChanges(
  deps: IngestionDependencies,
  closing: Set<Promise<void>>,
  tenant: string,
  changes: readonly FeedStateChange[],
): Promise<readonly ('added' | 'duplicate')[]> {
  if (changes.length === 0) return [];
  const { store, batches, events, tenantStream, clock } = deps;
  const batch = uuid();
  const [known] = await Promise.all([
    store.readFed(tenant, usernamesIn(changes)),
    batches.open(tenant, batch, clock.now()),
  ]);
  const stored = await storedAtNewest(events, tenant, changes, known);
  const stateEvents = markLate(changes, horizonOf(clock), known, stored).map((change, place) => ({
    ...change,
    at: change.current.at,
    batch,
    place,
  }));
  const isNew = await events.insert(tenant, stateEvents);
  // Duplicates are included: the process that stored them may have crashed before this update.
  await updateStates(deps, tenant, stateEvents, known);
  if (isNew.includes(true)) await tenantStream.appendBatch(tenant, batch);
  closeInBackground(deps, closing, tenant, batch, stateEvents);
  return isNew.map(outcomeOf);
}

async function ingestUsage(
  deps: IngestionDependencies,
  tenant: string,
  events: readonly FeedUsage[],
): Promise<readonly ('added' | 'duplicate')[]> {
  if (events.length === 0) return [];
  const isNew = await deps.usage.insert(tenant, events);
  const hierarchies = newestHierarchies(upTo(horizonOf(deps.clock), events));
  const usernames = usernamesIn(events);
  const known = await deps.store.readFed(tenant, usernames);
  const updates = usernames.flatMap((username) => {
    const agent = known.get(username);
    const hierarchy = hierarchies.get(username);
    const isNewer = hierarchy !== undefined && isNewerHierarchy(hierarchy, agent?.hierarchySaid ?? null);
    return agent === undefined || isNewer ? [[username, { hierarchy }] as const] : [];
  });
  const isChange = await updateAgents(deps, tenant, new Map(updates));
  if (isChange) await deps.tenantStream.appendAgentsSet(tenant, uuid());
  return isNew.map(outcomeOf);
}

/** Finishes a batch that was abandoned or postponed. */
async function finishBatch(deps: IngestionDependencies, tenant: string, batch: string): Promise<void> {
  const { store, events, tenantStream } = deps;
  const changes = await events.readBatch(tenant, batch);
  if (changes.length > 0) {
    await updateStates(deps, tenant, changes, await store.readFed(tenant, usernamesIn(changes)));
    await tenantStream.appendBatch(tenant, batch);
    // Subscribers may have received the batch on arrival, when its events beyond the horizon did not affect the states yet.
    if (changes.some(({ isAhead }) => isAhead)) await tenantStream.appendAgentsSet(tenant, uuid());
  }
  await closeOrPostpone(deps, tenant, batch, changes);
}

/**
 * Updates the agents to the newest of the stored events.
 * @param known a snapshot from any earlier time: the feed state of an agent only becomes newer
 */
async function updateStates(
  deps: IngestionDependencies,
  tenant: string,
  changes: readonly PlacedEvent[],
  known: KnownAgents,
): Promise<void> {
  const current = upTo(horizonOf(deps.clock), changes);
  const hierarchies = newestHierarchies(current);
  const affected = [...newestInstants(current)].flatMap(([username, at]) => {
    const agent = known.get(username);
    const hierarchy = hierarchies.get(username);
    const isOldState = agent?.fed != null && agent.fed.at > at;
    const isOldHierarchy =
      hierarchy === undefined || (agent !== undefined && !isNewerHierarchy(hierarchy, agent.hierarchySaid));
    return isOldState && isOldHierarchy ? [] : [{ username, at }];
  });
  const states = await latestStates(deps.events, tenant, affected);
  const updates = affected.map(
    ({ username }) =>
      [username, { state: states.get(username), hierarchy: hierarchies.get(username) }] as const,
  );
  await updateAgents(deps, tenant, new Map(updates));
}

/**
 * Updates all agents in one command, and then individually the agents that are new or had a write conflict.
 * @returns whether an agent may have changed
 */
async function updateAgents(
  { store, outbox, clock }: IngestionDependencies,
  tenant: string,
  updates: ReadonlyMap<string, FeedUpdate>,
): Promise<boolean> {
  const live = await store.readAllLive(tenant, [...updates.keys()]);
  const planned = [...live.values()].flatMap((before) => {
    const changed = withFeedUpdate(before, updates.get(before.username) ?? {});
    return changed === undefined
      ? []
      : [{ before, after: withDerivedFields(before, changed, byFeed, clock.now()) }];
  });
  const allWritten = await store.replaceAll(tenant, planned);
  const remaining = [...updates].filter(([username]) => !live.has(username) || !allWritten);
  const limit = pLimit(updatesTogether);
  await Promise.all(
    remaining.map(([username, update]) =>
      limit(() =>
        outbox.update(tenant, username, {
          cause: byFeed,
          registers: 'by feed',
          decide: (agent) => withFeedUpdate(agent, update),
        }),
      ),
    ),
  );
  return planned.length > 0 || remaining.length > 0;
}

/** Computes each agent's newest state from all stored events at the agent's newest instant. */
async function latestStates(
  events: StateEventStore,
  tenant: string,
  instants: readonly AgentInstant[],
): Promise<ReadonlyMap<string, LatestFeedState | undefined>> {
  const stored = Map.groupBy(await events.at(tenant, instants), ({ username }) => username);
  return new Map([...stored].map(([username, changes]) => [username, latestOf(sortSameInstant(changes))]));
}

/** Reads the stored events at each agent's newest instant, if the batch has a change at the same instant. */
function storedAtNewest(
  events: StateEventStore,
  tenant: string,
  changes: readonly FeedStateChange[],
  known: KnownAgents,
): Promise<readonly StateEvent[]> {
  const instants = new Map<string, AgentInstant>();
  for (const { username, current } of changes) {
    const fed = known.get(username)?.fed;
    if (fed?.at.getTime() === current.at.getTime()) instants.set(username, { username, at: fed.at });
  }
  return events.at(tenant, [...instants.values()]);
}

/** Runs in the background. Until it succeeds, a sweep finishes the batch again, which has no effect. */
function closeInBackground(
  deps: IngestionDependencies,
  closing: Set<Promise<void>>,
  tenant: string,
  batch: string,
  changes: readonly PlacedEvent[],
): void {
  const done = closeOrPostpone(deps, tenant, batch, changes)
    .catch(() => undefined)
    .finally(() => closing.delete(done));
  closing.add(done);
}

/** Closes a batch, or postpones it to the time at which its next event comes within the horizon. */
async function closeOrPostpone(
  { batches, clock }: IngestionDependencies,
  tenant: string,
  batch: string,
  changes: readonly PlacedEvent[],
): Promise<void> {
  const horizon = horizonOf(clock);
  const ahead = changes.flatMap(({ at }) => (at > horizon ? [at.getTime()] : []));
  if (ahead.length === 0) await batches.close(tenant, batch);
  else await batches.postpone(tenant, batch, new Date(Math.min(...ahead) - maxAheadMs));
}

/** Returns the latest time that an event may have to affect current states. */
const horizonOf = (clock: Clock): Date => new Date(clock.now().getTime() + maxAheadMs);

const usernamesIn = (events: readonly { readonly username: string }[]): readonly string[] => [
  ...new Set(events.map(({ username }) => username)),
];

const upTo = <Event extends { readonly at: Date }>(
  horizon: Date,
  events: readonly Event[],
): readonly Event[] => events.filter(({ at }) => at <= horizon);

const outcomeOf = (isNew: boolean) => (isNew ? 'added' : 'duplicate');

function newestInstants(changes: readonly PlacedEvent[]): ReadonlyMap<string, Date> {
  const newest = new Map<string, Date>();
  for (const { username, at } of changes) {
    const known = newest.get(username);
    if (known === undefined || at > known) newest.set(username, at);
  }
  return newest;
}

/** Returns each agent's hierarchy according to the newest event that has one. */
function newestHierarchies(events: readonly PlacedEvent[]): ReadonlyMap<string, FeedHierarchy> {
  const newest = new Map<string, FeedHierarchy>();
  for (const { username, at, eventId, reportHierarchy: path } of events) {
    const hierarchy = { path, at, eventId };
    if (path.length > 0 && isNewerHierarchy(hierarchy, newest.get(username) ?? null))
      newest.set(username, hierarchy);
  }
  return newest;
}
