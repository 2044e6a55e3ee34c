import { setTimeout as startTimer } from 'node:timers';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { lastSeq, type EventLog, type LogRecord } from '../../../eventlog/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { toStateChange } from '../feed/state-event.ts';
import { batchesOf } from './tenant-stream.ts';
import type { StateEventStore } from '../feed/store.ts';
import { fromLogRecord, type StateChangeRecord } from '../history/state-change.ts';

/** What of an agent decides who hears of it. */
export interface Profile {
  readonly skills: readonly string[];
  readonly reportHierarchy: readonly string[];
}

/** One who follows agents of a tenant. */
export interface StateSubscriber {
  /** Whether `hear` needs to know what the agent can be offered interactions for, and where the agent stands. */
  readonly needsProfile: boolean;
  hear(change: StateChangeRecord, profile: Profile): void;
  /** How many changes it can hear before it has passed on what it has; without end where it is left out. */
  readonly room?: number;
  /** Something of the tenant's agents may be another, be it a state or not. */
  stir?(): void;
}

export interface StateSubscriptions {
  /** From now on each change of each agent of the tenant, in its order, once; what feeds tell in the order in which it came. @returns to stop */
  subscribe(tenant: string, follower: StateSubscriber): () => void;
}

/** What is known of an agent who is followed. */
interface Position {
  /** The number of the next change to tell. Undefined until it is known with which one the following began. */
  next: number | undefined;
  /** The first number that was heard of: a change may be a little older than its record. */
  earliest: number;
  /** The newest record that was heard of. */
  heard: LogRecord;
  running: boolean;
}

interface TenantFeed {
  readonly startedAt: Date;
  readonly followers: Set<StateSubscriber>;
  readonly positions: Map<string, Position>;
}

const kinds = ['agent', 'agentNews'] as const;
const nowhere: Profile = { skills: [], reportHierarchy: [] };
const readTogether = 100;
const retryMs = 500;
/** What comes in together is told in slices, so that those who take it at once have taken one before the next. */
const slice = 200;
/** For those who are behind all others wait no longer than this at a time, and so often with one record. */
const pauseMs = 5;
const maxPauses = 200;

/**
 * Follows the log once for all who follow agents in this process. What the log tells is a hint, which may come late or twice; what is
 * passed on is by number: a gap is read from the log first.
 */
export function createStateSubscriptions(
  log: Pick<EventLog, 'onRecord' | 'read' | 'readBackwards' | 'lastBefore'>,
  clock: Clock,
  events: Pick<StateEventStore, 'readBatch'>,
  profileOf: (tenant: string, username: string) => Promise<Profile>,
): StateSubscriptions {
  const feeds = new Map<string, TenantFeed>();
  let listening: readonly (() => void)[] = [];

  function hear(record: LogRecord): void {
    const feed = feeds.get(record.tenant);
    if (feed === undefined) return;
    const name = `${record.kind}:${record.stream}`;
    const position = feed.positions.get(name);
    if (position === undefined) {
      const fresh: Position = { next: undefined, earliest: record.seq, heard: record, running: false };
      feed.positions.set(name, fresh);
      void run(feed, fresh);
    } else {
      position.earliest = Math.min(position.earliest, record.seq);
      if (record.seq > position.heard.seq) position.heard = record;
      void run(feed, position);
    }
  }

  /** Tells all that was heard of, up to the newest. */
  async function run(feed: TenantFeed, position: Position): Promise<void> {
    if (position.running) return;
    position.running = true;
    try {
      if (position.next === undefined) {
        const first = await firstAfter(feed.startedAt, position.heard);
        position.next = Math.min(first, position.earliest);
      }
      while (position.next <= position.heard.seq && feed.followers.size > 0)
        for (const record of await nextRecords(position.heard, position.next)) {
          const changes = await changesOf(record);
          const profiles = needsProfiles(feed) ? await profilesOf(record.tenant, changes) : undefined;
          position.next = lastSeq(record) + 1;
          for (const follower of feed.followers) follower.stir?.();
          await tell(feed, record, changes, profiles);
        }
    } catch {
      // The database is away: no hint need come to remind of what is missing.
      startTimer(() => void run(feed, position), retryMs).unref();
    } finally {
      position.running = false;
    }
  }

  async function tell(
    feed: TenantFeed,
    { kind }: LogRecord,
    changes: readonly StateChangeRecord[],
    profiles: ReadonlyMap<string, Profile> | undefined,
  ): Promise<void> {
    let pauses = maxPauses;
    for (let done = 0; done < changes.length; done += slice) {
      const together = changes.slice(done, done + slice);
      if (done > 0) await setImmediate();
      // What happens here is told one by one, and waits for nobody.
      while (kind !== 'agent' && !hasRoom(feed, together.length) && pauses-- > 0) await setTimeout(pauseMs);
      for (const change of together)
        for (const follower of feed.followers)
          follower.hear(change, profiles?.get(change.username) ?? nowhere);
    }
  }

  async function changesOf(record: LogRecord): Promise<readonly StateChangeRecord[]> {
    if (record.kind === 'agent') {
      const change = fromLogRecord(record);
      return change === undefined ? [] : [change];
    }
    const batches = await Promise.all(
      batchesOf(record).map((batch) => events.readBatch(record.tenant, batch)),
    );
    return batches.flat().map(toStateChange);
  }

  async function profilesOf(
    tenant: string,
    changes: readonly StateChangeRecord[],
  ): Promise<ReadonlyMap<string, Profile>> {
    const usernames = [...new Set(changes.map(({ username }) => username))];
    const profiles = await Promise.all(usernames.map((username) => profileOf(tenant, username)));
    return new Map(profiles.map((profile, index) => [usernames[index] ?? '', profile]));
  }

  async function firstAfter(start: Date, { tenant, kind, stream, seq }: LogRecord): Promise<number> {
    if (kind === 'agent') {
      const before = await log.lastBefore(tenant, stream, start);
      return before === undefined ? 1 : lastSeq(before) + 1;
    }
    for await (const record of log.readBackwards(tenant, kind, stream, seq))
      if (record.at < start) return lastSeq(record) + 1;
    return 1;
  }

  async function nextRecords(heard: LogRecord, next: number): Promise<readonly LogRecord[]> {
    if (heard.seq === next) return [heard];
    const { tenant, kind, stream } = heard;
    const records = await log.read(tenant, kind, stream, { after: next - 1, limit: readTogether });
    if (records.length === 0) throw new Error(`The log does not have what it told of ${stream}.`);
    return records;
  }

  return {
    subscribe(tenant, follower) {
      const feed: TenantFeed = feeds.get(tenant) ?? {
        startedAt: clock.now(),
        followers: new Set(),
        positions: new Map(),
      };
      feeds.set(tenant, feed);
      feed.followers.add(follower);
      if (listening.length === 0) listening = kinds.map((kind) => log.onRecord(kind, hear));
      return () => {
        feed.followers.delete(follower);
        if (feed.followers.size === 0 && feeds.get(tenant) === feed) feeds.delete(tenant);
        if (feeds.size === 0) {
          for (const stop of listening) stop();
          listening = [];
        }
      };
    },
  };
}

const needsProfiles = ({ followers }: TenantFeed): boolean =>
  [...followers].some((follower) => follower.needsProfile);

const hasRoom = ({ followers }: TenantFeed, count: number): boolean =>
  [...followers].every(({ room = Infinity }) => room >= count);
