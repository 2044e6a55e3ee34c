import type { Head } from './heads.ts';
import type { Fact, LogRecord } from './record.ts';

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
  { readonly facts: readonly Fact[]; readonly changes: boolean } | { readonly refused: Refusal };

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
