import { lastSeq, type EventLog, type LogRecord } from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { fromLogRecord, type StateChangeRecord } from './state-change.ts';

/** One who follows agents of a tenant. */
export interface StateFollower {
  /** Whether `hear` needs to know what the agent can be offered interactions for. */
  readonly needsSkills: boolean;
  hear(change: StateChangeRecord, skills: readonly string[]): void;
}

export interface StateFeed {
  /** From now on each change of each agent of the tenant, in its order, once. @returns to stop */
  follow(tenant: string, follower: StateFollower): () => void;
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
  readonly followers: Set<StateFollower>;
  readonly positions: Map<string, Position>;
}

const readTogether = 100;
const retryMs = 500;

/**
 * Follows the log once for all who follow agents in this process. What the log tells is a hint, which may come late or twice; what is
 * passed on is by number: a gap is read from the log first.
 */
export function createStateFeed(
  log: Pick<EventLog, 'onRecord' | 'read' | 'lastBefore'>,
  clock: Clock,
  skillsOf: (tenant: string, username: string) => Promise<readonly string[]>,
): StateFeed {
  const feeds = new Map<string, TenantFeed>();
  let stopListening: (() => void) | undefined;

  function hear(record: LogRecord): void {
    const feed = feeds.get(record.tenant);
    if (feed === undefined) return;
    const position = feed.positions.get(record.stream);
    if (position === undefined) {
      const fresh: Position = { next: undefined, earliest: record.seq, heard: record, running: false };
      feed.positions.set(record.stream, fresh);
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
          const skills = needsSkills(feed) ? await skillsOf(record.tenant, record.stream) : [];
          position.next = lastSeq(record) + 1;
          const change = fromLogRecord(record);
          if (change !== undefined) for (const follower of feed.followers) follower.hear(change, skills);
        }
    } catch {
      // The database is away: no hint need come to remind of what is missing.
      setTimeout(() => void run(feed, position), retryMs).unref();
    } finally {
      position.running = false;
    }
  }

  async function firstAfter(start: Date, { tenant, stream }: LogRecord): Promise<number> {
    const before = await log.lastBefore(tenant, stream, start);
    return before === undefined ? 1 : lastSeq(before) + 1;
  }

  async function nextRecords(heard: LogRecord, next: number): Promise<readonly LogRecord[]> {
    if (heard.seq === next) return [heard];
    const { tenant, stream } = heard;
    const records = await log.read(tenant, 'agent', stream, { after: next - 1, limit: readTogether });
    if (records.length === 0) throw new Error(`The log does not have what it told of ${stream}.`);
    return records;
  }

  return {
    follow(tenant, follower) {
      const feed: TenantFeed = feeds.get(tenant) ?? {
        startedAt: clock.now(),
        followers: new Set(),
        positions: new Map(),
      };
      feeds.set(tenant, feed);
      feed.followers.add(follower);
      stopListening ??= log.onRecord('agent', hear);
      return () => {
        feed.followers.delete(follower);
        if (feed.followers.size === 0 && feeds.get(tenant) === feed) feeds.delete(tenant);
        if (feeds.size === 0) {
          stopListening?.();
          stopListening = undefined;
        }
      };
    },
  };
}

const needsSkills = ({ followers }: TenantFeed): boolean =>
  [...followers].some((follower) => follower.needsSkills);
