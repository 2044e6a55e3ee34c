import type { EventLog } from '../../eventlog/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { DomainError } from '../../kernel/errors.ts';
import { createKeyedQueue } from '../../kernel/keyed-queue.ts';
import { toLogRecord, type OutboxEntry } from './history/state-change.ts';
import {
  becomesUnavailable,
  gainsCapacity,
  newAgent,
  offersOf,
  withDerivedFields,
  type ChangeCause,
  type LiveAgent,
} from './presence/state-machine.ts';
import type { AgentStore } from './store.ts';

export interface AgentUpdate {
  readonly cause: ChangeCause;
  /** Returns the changed agent, or undefined for no change. Called again after a write conflict. */
  readonly decide: (agent: LiveAgent, now: Date) => LiveAgent | undefined;
  /** Creates the agent if it does not exist: as registered, or as known from a feed only. */
  readonly registers?: boolean | 'by feed';
}

export interface UpdateResult {
  readonly agent: LiveAgent;
  /** False if the update made no change. */
  readonly isNew: boolean;
  /** Resolves after all listeners have run. Never rejects. A listener may update the same agent, so `decide` must not wait for it. */
  readonly listenersDone: Promise<unknown>;
}

type CapacityListener = (tenant: string, username: string) => Promise<void>;
type UnavailableListener = (
  tenant: string,
  username: string,
  interactionIds: readonly string[],
) => Promise<void>;

interface OutboxState {
  readonly store: AgentStore;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly onCapacity: CapacityListener[];
  readonly onUnavailable: UnavailableListener[];
  readonly marking: Set<Promise<void>>;
}

export type AgentOutbox = ReturnType<typeof createAgentOutbox>;

/** A failed attempt means that another process changed the agent. */
const maxAttempts = 50;

/**
 * Creates the outbox, through which all changes of agents go. An update reads the agent, decides, and writes under optimistic concurrency.
 * The write also stores the resulting state change in the agent's document (the outbox entry). The entry is then inserted into the log,
 * always before the next one is written. So the log contains each change once and in order, even if a process crashes in between: the next
 * update or a sweep delivers the entry.
 */
export function createAgentOutbox(store: AgentStore, log: EventLog, clock: Clock) {
  const state: OutboxState = { store, log, clock, onCapacity: [], onUnavailable: [], marking: new Set() };
  const enqueue = createKeyedQueue();

  return {
    /** Changes an agent. @returns undefined if the agent does not exist */
    update: (tenant: string, username: string, update: AgentUpdate): Promise<UpdateResult | undefined> =>
      enqueue(`${tenant}:${username}`, () => updateWithRetry(state, tenant, username, update)),

    /** Delivers an entry that a crashed process left. */
    async deliver(tenant: string, username: string, entry: OutboxEntry): Promise<void> {
      await insert(log, tenant, username, entry);
      await store.markLogged(tenant, username, entry.seq);
    },

    onCapacity: (listener: CapacityListener): void => {
      state.onCapacity.push(listener);
    },

    onUnavailable: (listener: UnavailableListener): void => {
      state.onUnavailable.push(listener);
    },

    /** Resolves after all pending writes of this process. */
    async drain(): Promise<void> {
      await Promise.all(state.marking);
    },
  };
}

async function updateWithRetry(
  state: OutboxState,
  tenant: string,
  username: string,
  update: AgentUpdate,
): Promise<UpdateResult | undefined> {
  for (let count = 0; count < maxAttempts; count++) {
    const result = await tryUpdate(state, tenant, username, update);
    if (result !== 'conflict') return result;
  }
  throw new DomainError('BUSY', `The agent ${username} is being changed all the time; try again shortly.`);
}

async function tryUpdate(
  state: OutboxState,
  tenant: string,
  username: string,
  { cause, decide, registers = false }: AgentUpdate,
): Promise<UpdateResult | 'conflict' | undefined> {
  const { store, log, clock } = state;
  const found = await store.readLive(tenant, username);
  if (found === undefined && registers === false) return undefined;
  const now = clock.now();
  const before = found ?? { ...newAgent(username, now), byFeed: registers === 'by feed' };
  const decided = decide(before, now);
  if (decided === undefined && found !== undefined)
    return { agent: found, isNew: false, listenersDone: Promise.resolve() };
  const after = withDerivedFields(before, decided ?? before, cause, now);
  const isStateChange = after.unlogged !== before.unlogged;
  if (isStateChange && before.unlogged !== null) await insert(log, tenant, username, before.unlogged);
  const written =
    found === undefined ? await store.add(tenant, after) : await store.replace(tenant, before, after);
  if (!written) return 'conflict';
  let listenersDone: Promise<unknown> = Promise.resolve();
  try {
    if (isStateChange && after.unlogged !== null) {
      await insert(log, tenant, username, after.unlogged);
      markDelivered(state, tenant, username, after.unlogged.seq);
    }
  } finally {
    listenersDone = notifyListeners(state, tenant, before, after);
  }
  return { agent: after, isNew: true, listenersDone };
}

async function insert(log: EventLog, tenant: string, username: string, entry: OutboxEntry): Promise<void> {
  // The result is false if the log has the record already.
  await log.insertAt(toLogRecord(tenant, username, entry));
}

function notifyListeners(
  { onCapacity, onUnavailable }: OutboxState,
  tenant: string,
  before: LiveAgent,
  after: LiveAgent,
): Promise<unknown> {
  const { username } = after;
  return Promise.all([
    ...(becomesUnavailable(before, after)
      ? onUnavailable.map((listener) => listener(tenant, username, offersOf(after)))
      : []),
    ...(gainsCapacity(before, after) ? onCapacity.map((listener) => listener(tenant, username)) : []),
  ]);
}

/** Runs in the background. Until it succeeds, the entry is only inserted into the log again, which has no effect. */
function markDelivered({ store, marking }: OutboxState, tenant: string, username: string, seq: number): void {
  const mark = store
    .markLogged(tenant, username, seq)
    .catch(() => undefined)
    .finally(() => marking.delete(mark));
  marking.add(mark);
}
