import type { EventLog } from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { DomainError } from '../../kernel/errors.ts';
import { createKeyedQueue } from '../../kernel/keyed-queue.ts';
import {
  newAgent,
  offersOf,
  becomesFree,
  withDerivedFields,
  becomesUnavailable,
  type Cause,
  type LiveAgent,
} from './presence/state-machine.ts';
import { toLogRecord, type OutboxEntry } from './history/state-change.ts';
import type { AgentStore } from './store.ts';

/** What becomes of an agent; undefined where there is nothing to change. Called again where somebody else was faster. */
type Decide = (agent: LiveAgent, now: Date) => LiveAgent | undefined;

export interface Change {
  readonly cause: Cause;
  readonly decide: Decide;
  /** Makes the agent, where there is none: as one who is registered, or one whom a feed has named. */
  readonly registers?: boolean | 'by feed';
}

export interface Changed {
  /** As it is now. */
  readonly agent: LiveAgent;
  /** Whether this changed it. */
  readonly isNew: boolean;
  /** What others do about it, once it is done. Never rejects, and may need the agent's turn: not to be waited for within it. */
  readonly followed: Promise<unknown>;
}

type FreeListener = (tenant: string, username: string) => Promise<void>;
type GoneListener = (tenant: string, username: string, interactionIds: readonly string[]) => Promise<void>;

export type AgentOutbox = ReturnType<typeof createAgentOutbox>;

/** Each attempt that fails means that another process's succeeded. */
const maxAttempts = 50;

/**
 * The one way in which an agent changes: read, decide, and write if nobody else has written since. The change of state that it brings
 * about is part of the same write; it goes into the log after that, and before the next one is written. So the log has each of them once,
 * in order, whoever dies in between: what is left is written by the next change, or by the sweeper.
 */
export function createAgentOutbox(store: AgentStore, log: EventLog, clock: Clock) {
  const inTurn = createKeyedQueue();
  const freeListeners: FreeListener[] = [];
  const goneListeners: GoneListener[] = [];
  const marking = new Set<Promise<void>>();

  async function insert(tenant: string, username: string, change: OutboxEntry): Promise<void> {
    // False means that it is there already.
    await log.insertAt(toLogRecord(tenant, username, change));
  }

  function tell(tenant: string, before: LiveAgent, after: LiveAgent): Promise<unknown> {
    const { username } = after;
    return Promise.all([
      ...(becomesUnavailable(before, after)
        ? goneListeners.map((listener) => listener(tenant, username, offersOf(after)))
        : []),
      ...(becomesFree(before, after) ? freeListeners.map((listener) => listener(tenant, username)) : []),
    ]);
  }

  /** Nobody waits for this: until it is done, the change is merely put into the log again, which does nothing. */
  function markLogged(tenant: string, username: string, seq: number): void {
    const mark = store
      .markLogged(tenant, username, seq)
      .catch(() => undefined)
      .finally(() => marking.delete(mark));
    marking.add(mark);
  }

  async function attempt(
    tenant: string,
    username: string,
    change: Change,
  ): Promise<Changed | 'again' | undefined> {
    const found = await store.readLive(tenant, username);
    const { registers = false } = change;
    if (found === undefined && registers === false) return undefined;
    const now = clock.now();
    const before = found ?? { ...newAgent(username, now), byFeed: registers === 'by feed' };
    const decided = change.decide(before, now);
    if (decided === undefined && found !== undefined)
      return { agent: found, isNew: false, followed: Promise.resolve() };
    const after = withDerivedFields(before, decided ?? before, change.cause, now);
    const isNews = after.unlogged !== before.unlogged;
    if (isNews && before.unlogged !== null) await insert(tenant, username, before.unlogged);
    const written =
      found === undefined ? await store.add(tenant, after) : await store.replace(tenant, before, after);
    if (!written) return 'again';
    let followed: Promise<unknown> = Promise.resolve();
    try {
      if (isNews && after.unlogged !== null) {
        await insert(tenant, username, after.unlogged);
        markLogged(tenant, username, after.unlogged.seq);
      }
    } finally {
      followed = tell(tenant, before, after);
    }
    return { agent: after, isNew: true, followed };
  }

  return {
    /** @returns undefined where there is no such agent */
    update: (tenant: string, username: string, change: Change): Promise<Changed | undefined> =>
      inTurn(`${tenant}:${username}`, async () => {
        for (let count = 0; count < maxAttempts; count++) {
          const outcome = await attempt(tenant, username, change);
          if (outcome !== 'again') return outcome;
        }
        throw new DomainError(
          'BUSY',
          `The agent ${username} is being changed all the time; try again shortly.`,
        );
      }),

    /** Puts into the log what a process that is gone has left. */
    async finish(tenant: string, username: string, change: OutboxEntry): Promise<void> {
      await insert(tenant, username, change);
      await store.markLogged(tenant, username, change.seq);
    },

    onFree: (listener: FreeListener): void => {
      freeListeners.push(listener);
    },

    onGone: (listener: GoneListener): void => {
      goneListeners.push(listener);
    },

    /** Until nothing that was begun is under way. */
    async settled(): Promise<void> {
      await Promise.all(marking);
    },
  };
}
