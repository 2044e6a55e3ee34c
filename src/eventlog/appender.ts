import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../kernel/clock.ts';
import { busy, DomainError } from '../kernel/errors.ts';
import { backoffMs } from '../kernel/retry.ts';
import type { Head, Heads } from './heads.ts';
import type { LogRecord } from './record.ts';
import type { InsertResult, LogStore } from './store.ts';
import {
  appendId,
  planRound,
  repeatedAppend,
  type Append,
  type Appended,
  type PendingAppend,
  type PlannedAppend,
  type RefusedAppend,
} from './append.ts';

export interface AppenderHooks<State> {
  /** Projects new records, so that reads show them before the appends are answered. Called once for all records of an insert. */
  readonly written: (
    tenant: string,
    stream: string,
    head: Head<State>,
    records: readonly LogRecord[],
  ) => Promise<void>;
  /** Notifies the log subscriptions of this process, which then need not wait for the change stream. */
  readonly hint: (record: LogRecord) => void;
}

interface AppenderDependencies<State> {
  readonly heads: Heads<State>;
  readonly store: LogStore;
  readonly clock: Clock;
  readonly hooks: AppenderHooks<State>;
}

/** Appends to the streams of one kind. */
export interface Appender<State> {
  /**
   * Appends one record if `decide` does not refuse.
   * @throws BUSY if the queue of the stream is full, or too many processes write to it. UNAVAILABLE if the outcome is unknown: a retry
   * with the same key is safe.
   */
  append<Refusal>(
    tenant: string,
    stream: string,
    append: Append<State, Refusal>,
  ): Promise<Appended<State, Refusal>>;
}

const maxPerRound = 200;
const maxQueued = 2000;

/**
 * Creates an appender. Appends to a stream queue up within the process. Those that wait are inserted together, each decided on the state
 * that the one before it leaves. Between processes the sequence number provides optimistic concurrency: the process that inserts second
 * decides again on the new state.
 */
export function createAppender<State>(deps: AppenderDependencies<State>): Appender<State> {
  const queues = new Map<string, PendingAppend<State>[]>();

  async function runQueue(tenant: string, stream: string, name: string): Promise<void> {
    const queue = queues.get(name) ?? [];
    while (queue.length > 0) {
      const round = queue.splice(0, maxPerRound);
      try {
        await appendRound(deps, tenant, stream, round);
      } catch (error) {
        // Those that wait would fail too, each group only after another `patienceMs`. They are not written.
        const waiting = isUnavailable(error) ? queue.splice(0) : [];
        for (const { reject } of [...round, ...waiting]) reject(error);
      }
    }
    queues.delete(name);
  }

  return {
    append<Refusal>(tenant: string, stream: string, append: Append<State, Refusal>) {
      const name = `${tenant}:${stream}`;
      return new Promise<Appended<State, unknown>>((resolve, reject) => {
        const pending = { append: append as Append<State, unknown>, resolve, reject };
        const queue = queues.get(name);
        if (queue === undefined) {
          queues.set(name, [pending]);
          void runQueue(tenant, stream, name);
        } else if (queue.length >= maxQueued) reject(tooManyAppends());
        else queue.push(pending);
      }) as Promise<Appended<State, Refusal>>;
    },
  };
}

/** A group of appends to one stream that are inserted together. */
interface Round<State> {
  readonly tenant: string;
  readonly stream: string;
  /** The appends without an outcome, in call order. */
  readonly open: Set<PendingAppend<State>>;
  /** When the round gives up an insert with an unknown outcome, by `performance.now()`. */
  readonly deadline: number;
  unknownOutcomes: number;
  lostRaces: number;
}

/** The next step of a round. */
type Phase =
  /** Decide on the cached head, which may be behind, and insert. */
  | 'insertOnCachedHead'
  /** Decide on the head that is read from the log, and insert. */
  | 'insertOnNewestHead'
  /** The outcome of an insert is unknown: look for its records by key. */
  | 'findInserted';

/** A stream that loses more races than this has more writers than it can serve. */
const maxLostRaces = 50;
const maxUnknownOutcomes = 5;
const unknownOutcomeBackoff = { firstMs: 150, maxMs: 2000 };
/** How long a round tries to determine the outcome of an insert. After that the client can retry with the same key. */
const patienceMs = 9000;
const minInsertMs = 1000;

/** Appends a group of requests to one stream. Resolves when every request has an outcome. */
async function appendRound<State>(
  deps: AppenderDependencies<State>,
  tenant: string,
  stream: string,
  appends: readonly PendingAppend<State>[],
): Promise<void> {
  const round: Round<State> = {
    tenant,
    stream,
    open: new Set(appends),
    deadline: performance.now() + patienceMs,
    unknownOutcomes: 0,
    lostRaces: 0,
  };
  let phase: Phase = 'insertOnCachedHead';
  while (round.open.size > 0)
    phase =
      phase === 'findInserted' ? await findInserted(deps, round) : await decideAndInsert(deps, round, phase);
}

async function decideAndInsert<State>(
  deps: AppenderDependencies<State>,
  round: Round<State>,
  phase: Exclude<Phase, 'findInserted'>,
): Promise<Phase> {
  const { heads, clock } = deps;
  const { tenant, stream } = round;
  const cached = phase === 'insertOnCachedHead' ? heads.cached(tenant, stream) : undefined;
  const head = cached ?? (await heads.refresh(tenant, stream, 'local'));
  const { planned, refused, faulty } = planRound(heads, round, head, round.open, () => clock.now());
  // Another process may have changed the state on which a refusal was decided. Only the newest state counts.
  if (refused.length > 0 && cached !== undefined) return 'insertOnNewestHead';

  const result = await insert(deps, round, planned);
  if (result === 'unknown') return 'findInserted';
  await answerInserted(deps, round, planned.slice(0, result.inserted));
  for (const { pending, error } of faulty) fail(round, pending, error);

  const failed = planned[result.inserted];
  // The refusals were decided on the planned state, so they count only if the whole plan is in the log.
  if (result.taken === undefined) await answerRefused(deps, round, refused);
  else if (result.taken === 'key' && failed !== undefined) await answerEarlier(deps, round, [failed.pending]);
  else if (++round.lostRaces > maxLostRaces)
    for (const pending of round.open) fail(round, pending, tooManyAppends());
  return 'insertOnNewestHead';
}

/**
 * Inserts the planned records.
 * @returns 'unknown', after a delay, if it is unknown whether the records are in the log
 * @throws UNAVAILABLE if there is no time left to find out
 */
async function insert<State>(
  { store }: AppenderDependencies<State>,
  round: Round<State>,
  planned: readonly PlannedAppend<State>[],
): Promise<InsertResult | 'unknown'> {
  if (planned.length === 0) return { inserted: 0 };
  try {
    return await store.insert(
      planned.map(({ record }) => record),
      Math.max(round.deadline - performance.now(), minInsertMs),
    );
  } catch (error) {
    const delayMs = backoffMs(++round.unknownOutcomes, unknownOutcomeBackoff);
    const isTooLate = performance.now() + delayMs + minInsertMs > round.deadline;
    if (!(error instanceof DomainError) || round.unknownOutcomes > maxUnknownOutcomes || isTooLate)
      throw error;
    await sleep(delayMs);
    return 'unknown';
  }
}

/** Publishes and answers the appends whose records are in the log, and their duplicates. */
async function answerInserted<State>(
  { heads, hooks }: AppenderDependencies<State>,
  round: Round<State>,
  inserted: readonly PlannedAppend<State>[],
): Promise<void> {
  const { tenant, stream } = round;
  const newest = inserted.at(-1)?.head;
  if (newest === undefined) return;
  const records = inserted.map(({ record }) => record);
  heads.remember(tenant, stream, newest);
  await hooks.written(tenant, stream, newest, records);
  for (const record of records) hooks.hint(record);
  for (const { pending, record, head, duplicates } of inserted) {
    answer(round, pending, { record, head, again: false });
    for (const duplicate of duplicates)
      answer(round, duplicate, repeatedAppend(record, duplicate.append.hash, newest));
  }
}

/**
 * Answers refused appends. Those that an earlier request may have appended are looked up first: for example, the retry of an append that
 * ended the stream would otherwise be refused because the stream has ended.
 */
async function answerRefused<State>(
  deps: AppenderDependencies<State>,
  round: Round<State>,
  refused: readonly RefusedAppend<State>[],
): Promise<void> {
  const repeatable = refused.filter(
    ({ pending }) => pending.append.isRepeatable || round.unknownOutcomes > 0,
  );
  await answerEarlier(
    deps,
    round,
    repeatable.map(({ pending }) => pending),
  );
  for (const { pending, refusal, head } of refused)
    if (round.open.has(pending)) answer(round, pending, { refused: refusal, head });
}

async function findInserted<State>(deps: AppenderDependencies<State>, round: Round<State>): Promise<Phase> {
  await answerEarlier(deps, round, [...round.open]);
  return 'insertOnNewestHead';
}

/** Answers those appends whose keys are in the log already. */
async function answerEarlier<State>(
  { heads, store, hooks }: AppenderDependencies<State>,
  round: Round<State>,
  appends: readonly PendingAppend<State>[],
): Promise<void> {
  if (appends.length === 0) return;
  const { tenant, stream } = round;
  const found = await store.findByKeys(
    tenant,
    heads.definition.kind,
    stream,
    appends.map(({ append }) => append),
  );
  if (found.length === 0) return;
  const head = await heads.refresh(tenant, stream, 'local');
  await hooks.written(tenant, stream, head, found);
  const records = new Map(found.map((record) => [appendId(record), record]));
  for (const pending of appends) {
    const record = records.get(appendId(pending.append));
    if (record !== undefined) answer(round, pending, repeatedAppend(record, pending.append.hash, head));
  }
}

function answer<State>(
  round: Round<State>,
  pending: PendingAppend<State>,
  outcome: Appended<State, unknown>,
): void {
  round.open.delete(pending);
  pending.resolve(outcome);
}

function fail<State>(round: Round<State>, pending: PendingAppend<State>, error: unknown): void {
  round.open.delete(pending);
  pending.reject(error);
}

const isUnavailable = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'UNAVAILABLE';

const tooManyAppends = (): DomainError =>
  busy('Too many requests write to this at the same time: try again shortly.');
