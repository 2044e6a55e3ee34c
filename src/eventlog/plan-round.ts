import { appendId, type Decision, type PendingAppend } from './append.ts';
import type { Head, Heads } from './heads.ts';
import { maxFacts, type LogRecord } from './record.ts';

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
export interface RoundPlan<State> {
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
    const at = now();
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
