import { laterOf } from '../kernel/clock.ts';
import type { Head, Heads } from './heads.ts';
import { maxFacts, type Fact, type LogRecord } from './record.ts';

/** A request to append one record to a stream. */
export interface Append<State, Refusal> {
  /** The principal, as in `LogRecord.by`. */
  readonly by: string;
  /** The idempotency key: the client's, or one made before the first attempt. A retry after an unknown outcome finds its record by it. */
  readonly key: string;
  /** The hash of the request's content. The same key with another hash is a conflict. */
  readonly hash: string;
  /** Whether an earlier request may have used the key. False for a key that was made just now. */
  readonly isRepeatable: boolean;
  /** Decides on the newest state. Must be pure: it is called again with a newer state if another process appends first. */
  readonly decide: (state: State, at: Date) => Decision<Refusal>;
}

export type Decision<Refusal> =
  | { readonly facts: readonly Fact[]; readonly changes: boolean }
  | { readonly refused: Refusal };

export type Appended<State, Refusal> =
  /** The record is in the log. `again` is true if an earlier request with the same key and hash appended it. */
  | { readonly record: LogRecord; readonly head: Head<State>; readonly again: boolean }
  | { readonly refused: Refusal; readonly head: Head<State> }
  /** An earlier request used the key with another hash. */
  | { readonly conflict: LogRecord; readonly head: Head<State> };

/** An append that waits in the queue of its stream or takes part in a round. */
export interface PendingAppend<State> {
  readonly append: Append<State, unknown>;
  readonly resolve: (outcome: Appended<State, unknown>) => void;
  readonly reject: (error: unknown) => void;
}

/** Returns the outcome of an append whose key is in the log already. */
export const repeatedAppend = <State>(
  record: LogRecord,
  hash: string,
  head: Head<State>,
): Appended<State, never> =>
  record.hash === hash ? { record, head, again: true } : { conflict: record, head };

/** Identifies an append within its stream. */
export const appendId = ({ by, key }: { readonly by: string; readonly key: string }): string =>
  JSON.stringify([by, key]);

export interface PlannedAppend<State> {
  readonly pending: PendingAppend<State>;
  readonly record: LogRecord;
  /** The head after the record. */
  readonly head: Head<State>;
  /** Later appends of the same round with the same key. They share the record. */
  readonly duplicates: PendingAppend<State>[];
}

export interface RefusedAppend<State> {
  readonly pending: PendingAppend<State>;
  readonly refusal: unknown;
  /** The head on which the refusal was decided. */
  readonly head: Head<State>;
}

/** The decisions of a round, before anything is inserted. */
interface RoundPlan<State> {
  readonly planned: readonly PlannedAppend<State>[];
  readonly refused: readonly RefusedAppend<State>[];
  /** Appends whose `decide` threw or returned an invalid number of facts. They do not affect the others. */
  readonly faulty: readonly { readonly pending: PendingAppend<State>; readonly error: unknown }[];
}

/** Decides each append on the state that the appends before it leave. */
export function planRound<State>(
  heads: Heads<State>,
  { tenant, stream }: { readonly tenant: string; readonly stream: string },
  from: Head<State>,
  appends: Iterable<PendingAppend<State>>,
  now: () => Date,
): RoundPlan<State> {
  const planned = new Map<string, PlannedAppend<State>>();
  const refused: RefusedAppend<State>[] = [];
  const faulty: { pending: PendingAppend<State>; error: unknown }[] = [];
  let head = from;
  for (const pending of appends) {
    const { by, key, hash, decide } = pending.append;
    const id = appendId(pending.append);
    const first = planned.get(id);
    if (first !== undefined) {
      first.duplicates.push(pending);
      continue;
    }
    // Clocks differ and can be set back. Time never goes back within a stream.
    const at = laterOf(now(), head.at);
    let decision: Decision<unknown>;
    try {
      decision = decide(head.state, at);
      if ('facts' in decision) checkFacts(decision.facts.length);
    } catch (error) {
      faulty.push({ pending, error });
      continue;
    }
    if ('refused' in decision) {
      refused.push({ pending, refusal: decision.refused, head });
      continue;
    }
    const { facts, changes } = decision;
    const { kind } = heads.definition;
    const seq = head.seq + 1;
    const record: LogRecord = { tenant, kind, stream, seq, v: 1, at, by, key, hash, facts, changes };
    head = heads.next(head, record);
    planned.set(id, { pending, record, head, duplicates: [] });
  }
  return { planned: [...planned.values()], refused, faulty };
}

function checkFacts(count: number): void {
  if (count === 0 || count > maxFacts)
    throw new Error(`An append has ${count} facts; it must have 1 to ${maxFacts}.`);
}
