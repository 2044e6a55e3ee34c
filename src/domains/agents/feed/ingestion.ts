import { v7 as uuid } from 'uuid';
import type { Clock } from '../../../kernel/clock.ts';
import {
  maxAheadMs,
  type AgentFeedPort,
  type FeedStateChange,
  type FeedUsage,
} from '../../shared/agent-feed.ts';
import type { AgentOutbox } from '../outbox.ts';
import { withDerivedFields } from '../presence/state-machine.ts';
import type { AgentStore } from '../store.ts';
import type { BatchStore } from './batches.ts';
import {
  isLaterHierarchy,
  latestOf,
  withFeedUpdate,
  type FeedHierarchy,
  type LatestFeedState,
} from './latest.ts';
import type { TenantStream } from '../live/tenant-stream.ts';
import type { AgentInstant, StateEvent, StateEventStore } from './store.ts';
import { sortSameInstant } from './event-order.ts';
import { markLate } from './late.ts';
import type { UsageStore } from './usage-store.ts';

export interface IngestParts {
  readonly agents: AgentStore;
  readonly outbox: AgentOutbox;
  readonly events: StateEventStore;
  readonly usage: UsageStore;
  readonly batches: BatchStore;
  readonly news: TenantStream;
  readonly clock: Clock;
}

export type FeedIngestion = ReturnType<typeof createFeedIngestion>;

interface Newest {
  readonly now?: LatestFeedState | undefined;
  readonly hierarchy?: FeedHierarchy | undefined;
}

/** What is told of an agent, whatever of it is known already. */
interface Told {
  readonly username: string;
  readonly at: Date;
  readonly eventId: string;
  readonly reportHierarchy: readonly string[];
}

const byFeed = { by: 'system' } as const;
/** A batch that is open for so long has been left. */
const leftMs = 30_000;
const sweptTogether = 20;

/**
 * Takes in what feeds tell of agents. What is told is kept first; what follows from it is a function of all that is kept, so it is the same
 * in whatever order and however often things come, and on however many processes at once.
 */
export function createFeedIngestion(parts: IngestParts) {
  const { agents, outbox, events, usage, batches, news, clock } = parts;
  const closing = new Set<Promise<void>>();

  /**
   * Brings the agents up to what is kept of them: all of a batch at once, and one by one those who are new, or whom somebody else has
   * changed meanwhile.
   * @returns whether any of them is not as it was
   */
  async function bringUp(tenant: string, told: ReadonlyMap<string, Newest>): Promise<boolean> {
    const live = await agents.readAllLive(tenant, [...told.keys()]);
    const planned = [...live.values()].flatMap((before) => {
      const decided = withFeedUpdate(before, told.get(before.username) ?? {});
      return decided === undefined
        ? []
        : [{ before, after: withDerivedFields(before, decided, byFeed, clock.now()) }];
    });
    const areDone = await agents.replaceAll(tenant, planned);
    const open = [...told].filter(([username]) => !live.has(username) || !areDone);
    await Promise.all(
      open.map(([username, newest]) =>
        outbox.update(tenant, username, {
          cause: byFeed,
          registers: 'by feed',
          decide: (agent) => withFeedUpdate(agent, newest),
        }),
      ),
    );
    return planned.length > 0 || open.length > 0;
  }

  /** What lies behind it is too far ahead to be the newest of anything. */
  const horizon = (): Date => new Date(clock.now().getTime() + maxAheadMs);

  /** Of each agent all changes at the last instant that is told: which of them is the newest follows from all of them. */
  async function newestStates(
    tenant: string,
    instants: readonly AgentInstant[],
  ): Promise<ReadonlyMap<string, LatestFeedState | undefined>> {
    const kept = Map.groupBy(await events.at(tenant, instants), ({ username }) => username);
    return new Map([...kept].map(([username, changes]) => [username, latestOf(sortSameInstant(changes))]));
  }

  /** @param known of the agents, at any time before: what feeds tell of them only becomes newer */
  async function followFrom(tenant: string, told: readonly Told[], known: KnownAgents): Promise<void> {
    const changes = upTo(horizon(), told);
    const places = newestPlaces(changes);
    const open = [...lastInstants(changes)].flatMap(([username, at]) => {
      const agent = known.get(username);
      const place = places.get(username);
      const isOld = agent?.fed != null && agent.fed.at > at;
      const isPlaced =
        place === undefined || (agent !== undefined && !isLaterHierarchy(place, agent.hierarchySaid));
      return isOld && isPlaced ? [] : [{ username, at }];
    });
    const states = await newestStates(tenant, open);
    await bringUp(
      tenant,
      new Map(
        open.map(({ username }) => [
          username,
          { now: states.get(username), hierarchy: places.get(username) },
        ]),
      ),
    );
  }

  /** What is kept of the instants of the newest changes, where something is told of the same ones. */
  function sameInstant(
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

  /** Leaves a batch to be finished when the first that is too far ahead is not so any more. */
  async function leave(tenant: string, batch: string, changes: readonly Told[]): Promise<void> {
    const limit = horizon();
    const ahead = changes.flatMap(({ at }) => (at > limit ? [at.getTime()] : []));
    if (ahead.length === 0) await batches.close(tenant, batch);
    else await batches.postpone(tenant, batch, new Date(Math.min(...ahead) - maxAheadMs));
  }

  function close(tenant: string, batch: string, changes: readonly Told[]): void {
    // Nobody waits for this: until it is done, the batch is merely finished again, which does nothing.
    const done = leave(tenant, batch, changes)
      .catch(() => undefined)
      .finally(() => closing.delete(done));
    closing.add(done);
  }

  /** Finishes a batch that a process that died has left, or that was left for later. */
  async function finish(tenant: string, batch: string): Promise<void> {
    const changes = await events.readBatch(tenant, batch);
    if (changes.length > 0) {
      await followFrom(tenant, changes, await agents.readFed(tenant, namesIn(changes)));
      await news.tellFed(tenant, batch);
      // That they came was told; that they count now was not.
      if (changes.some(({ isAhead }) => isAhead)) await news.tellSet(tenant, uuid());
    }
    await leave(tenant, batch, changes);
  }

  const port: AgentFeedPort = {
    async ingestStateChanges(tenant, changes) {
      if (changes.length === 0) return [];
      const batch = uuid();
      const [known] = await Promise.all([
        agents.readFed(tenant, namesIn(changes)),
        batches.open(tenant, batch, clock.now()),
      ]);
      const kept = markLate(changes, horizon(), known, await sameInstant(tenant, changes, known)).map(
        (change, place) => ({
          ...change,
          at: change.current.at,
          batch,
          place,
        }),
      );
      const isNew = await events.insert(tenant, kept);
      // Also of what was there: who brought it may have died before this.
      await followFrom(tenant, kept, known);
      if (isNew.includes(true)) await news.tellFed(tenant, batch);
      close(tenant, batch, kept);
      return isNew.map(outcomeOf);
    },

    async ingestUsage(tenant, told) {
      if (told.length === 0) return [];
      const isNew = await usage.insert(tenant, told);
      const places = newestPlaces(upTo(horizon(), told));
      const usernames = namesIn(told);
      const known = await agents.readFed(tenant, usernames);
      const isNews = await bringUp(
        tenant,
        new Map(
          usernames.flatMap((username) => {
            const agent = known.get(username);
            const hierarchy = places.get(username);
            const says = hierarchy !== undefined && isLaterHierarchy(hierarchy, agent?.hierarchySaid ?? null);
            return agent === undefined || says ? [[username, { hierarchy }]] : [];
          }),
        ),
      );
      if (isNews) await news.tellSet(tenant, uuid());
      return isNew.map(outcomeOf);
    },
  };

  return {
    port,

    /**
     * Finishes the batches that processes that died have left, and those of which it is time.
     * @param onError is told why one was not finished; the others are, and it is tried again
     */
    async finishLeft(onError: (error: unknown) => void): Promise<void> {
      const left = await batches.left(new Date(clock.now().getTime() - leftMs), sweptTogether);
      for (const { tenant, batch } of left) await finish(tenant, batch).catch(onError);
    },

    /** Until nothing that was begun is under way. */
    async settled(): Promise<void> {
      await Promise.all(closing);
    },
  };
}

type KnownAgents = Awaited<ReturnType<AgentStore['readFed']>>;

const namesIn = (told: readonly { readonly username: string }[]): readonly string[] => [
  ...new Set(told.map(({ username }) => username)),
];

const upTo = <One extends { readonly at: Date }>(limit: Date, told: readonly One[]): readonly One[] =>
  told.filter(({ at }) => at <= limit);

const outcomeOf = (isNew: boolean) => (isNew ? 'added' : 'duplicate');

function lastInstants(changes: readonly Told[]): ReadonlyMap<string, Date> {
  const last = new Map<string, Date>();
  for (const { username, at } of changes) {
    const known = last.get(username);
    if (known === undefined || at > known) last.set(username, at);
  }
  return last;
}

/** What the newest event that says so says of where each agent stands. */
function newestPlaces(told: readonly (Told | FeedUsage)[]): ReadonlyMap<string, FeedHierarchy> {
  const newest = new Map<string, FeedHierarchy>();
  for (const { username, at, eventId, reportHierarchy: path } of told) {
    const place = { path, at, eventId };
    if (path.length > 0 && isLaterHierarchy(place, newest.get(username) ?? null)) newest.set(username, place);
  }
  return newest;
}
