import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../kernel/errors.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Head, Heads } from './heads.ts';
import { maxFacts, type Fact, type LogRecord } from './record.ts';
import type { LogStore } from './store.ts';

/** What is to be done to a stream. */
export interface Append<State, Refusal> {
  readonly by: string;
  /** Of the client, or made before the first try: so a retry after an unknown outcome finds what it wrote. */
  readonly key: string;
  /** Of what is asked for. */
  readonly hash: string;
  /** Whether somebody may have used the key before; a key of one's own that was made just now was not. */
  readonly isRepeatable: boolean;
  /** Decides on the newest state. Pure: it may be asked again, on a newer one. */
  readonly decide: (state: State, at: Date) => Decision<Refusal>;
}

export type Decision<Refusal> =
  { readonly facts: readonly Fact[]; readonly changes: boolean } | { readonly refused: Refusal };

export type Appended<State, Refusal> =
  /** Done, now or before: `again` tells a repetition. */
  | { readonly record: LogRecord; readonly head: Head<State>; readonly again: boolean }
  | { readonly refused: Refusal; readonly head: Head<State> }
  /** The key was used before, for something else. */
  | { readonly conflict: LogRecord; readonly head: Head<State> };

export interface AppenderHooks<State> {
  /** Makes reads show it, before whoever asked is answered. Once for all that went in together. */
  readonly written: (
    tenant: string,
    stream: string,
    head: Head<State>,
    records: readonly LogRecord[],
  ) => Promise<void>;
  /** The process's own followers need not wait for the change stream. */
  readonly hint: (record: LogRecord) => void;
}

interface Waiting<State> {
  readonly append: Append<State, unknown>;
  readonly resolve: (outcome: Appended<State, unknown>) => void;
  readonly reject: (error: unknown) => void;
}

const maxTogether = 200;
const maxWaiting = 2000;
/** A stream that loses so many races has more writers than it can serve. */
const maxLost = 50;
const unknownRetryMs = [50, 200, 500, 1000, 2000];
/** So long it is tried to find out what became of an insert; who asked may do so again, with the same key. */
const patienceMs = 9000;
const shortestWaitMs = 1000;
const busyRetryMs = 1000;

/**
 * Writes to streams. Within the process a stream's appends queue, and those that wait go as one insert: each is decided on the state
 * that the one before it leaves. Between processes the number decides: who comes second decides again on the new state.
 */
export class Appender<State> {
  readonly #heads: Heads<State>;
  readonly #store: LogStore;
  readonly #clock: Clock;
  readonly #hooks: AppenderHooks<State>;
  readonly #queues = new Map<string, Waiting<State>[]>();

  constructor(heads: Heads<State>, store: LogStore, clock: Clock, hooks: AppenderHooks<State>) {
    this.#heads = heads;
    this.#store = store;
    this.#clock = clock;
    this.#hooks = hooks;
  }

  /** @throws BUSY if too much waits already; UNAVAILABLE if it is unknown what became of it: ask again with the same key */
  append<Refusal>(
    tenant: string,
    stream: string,
    append: Append<State, Refusal>,
  ): Promise<Appended<State, Refusal>> {
    const name = `${tenant}:${stream}`;
    return new Promise<Appended<State, unknown>>((resolve, reject) => {
      const waiting = { append: append as Append<State, unknown>, resolve, reject };
      const queue = this.#queues.get(name);
      if (queue === undefined) {
        this.#queues.set(name, [waiting]);
        void this.#work(tenant, stream, name);
      } else if (queue.length >= maxWaiting) reject(busy());
      else queue.push(waiting);
    }) as Promise<Appended<State, Refusal>>;
  }

  async #work(tenant: string, stream: string, name: string): Promise<void> {
    const queue = this.#queues.get(name) ?? [];
    while (queue.length > 0) {
      const round = queue.splice(0, maxTogether);
      try {
        await this.#round(tenant, stream, round);
      } catch (error) {
        for (const { reject } of round) reject(error);
      }
    }
    this.#queues.delete(name);
  }

  async #round(tenant: string, stream: string, round: readonly Waiting<State>[]): Promise<void> {
    let open = [...round];
    let fresh = false;
    let lost = 0;
    let unknown = 0;
    let mayBeIn = false;
    const deadline = performance.now() + patienceMs;
    while (open.length > 0) {
      if (mayBeIn) {
        open = await this.#withoutThoseIn(tenant, stream, open);
        mayBeIn = false;
        continue;
      }
      const cached = this.#heads.cached(tenant, stream);
      const head =
        fresh || cached === undefined ? await this.#heads.refresh(tenant, stream, 'local') : cached;
      fresh ||= cached === undefined;
      const { planned, refused, broken, followers } = this.#plan(tenant, stream, head, open);
      // A refusal may rest on what another process has changed since: it is told only on the newest state.
      if (refused.length > 0 && !fresh) {
        fresh = true;
        continue;
      }
      let inserted = planned.length;
      let taken: 'seq' | 'key' | undefined;
      if (planned.length > 0)
        try {
          const result = await this.#store.insert(
            planned.map(({ record }) => record),
            Math.max(deadline - performance.now(), shortestWaitMs),
          );
          ({ inserted, taken } = result);
        } catch (error) {
          const wait = unknownRetryMs[unknown++];
          if (wait === undefined || !(error instanceof DomainError)) throw error;
          if (performance.now() + wait + shortestWaitMs > deadline) throw error;
          await delay(wait);
          fresh = true;
          mayBeIn = true;
          continue;
        }
      const done = planned.slice(0, inserted);
      const last = done.at(-1);
      if (last !== undefined) {
        this.#heads.remember(tenant, stream, last.head);
        await this.#hooks.written(
          tenant,
          stream,
          last.head,
          done.map(({ record }) => record),
        );
        for (const { record } of done) this.#hooks.hint(record);
      }
      const settled = new Set<Waiting<State>>();
      for (const { waiting, error } of broken) {
        settled.add(waiting);
        waiting.reject(error);
      }
      const settle = (waiting: Waiting<State>, outcome: Appended<State, unknown>) => {
        settled.add(waiting);
        waiting.resolve(outcome);
      };
      for (const { waiting, record, head: after } of done) {
        settle(waiting, { record, head: after, again: false });
        for (const follower of followers.get(waiting) ?? [])
          settle(follower, repeated(record, follower.append.hash, last?.head ?? after));
      }
      const failed = planned[inserted];
      if (taken === 'key' && failed !== undefined) {
        const outcome = await this.#earlier(tenant, stream, failed.waiting.append);
        if (outcome !== undefined) settle(failed.waiting, outcome);
      }
      // What was decided on a state that never came about is decided again.
      if (taken === undefined)
        for (const { waiting, refusal, on } of refused) {
          const earlier =
            waiting.append.isRepeatable || unknown > 0
              ? await this.#earlier(tenant, stream, waiting.append)
              : undefined;
          settle(waiting, earlier ?? { refused: refusal, head: on });
        }
      open = open.filter((waiting) => !settled.has(waiting));
      fresh = taken !== undefined;
      if (taken === 'seq' && ++lost > maxLost) {
        for (const { reject } of open) reject(busy());
        return;
      }
    }
  }

  /** After an insert whose outcome is unknown: those that are in are answered, all at once. @returns the others */
  async #withoutThoseIn(
    tenant: string,
    stream: string,
    open: readonly Waiting<State>[],
  ): Promise<Waiting<State>[]> {
    const { kind } = this.#heads.definition;
    const nameOf = ({ by, key }: { readonly by: string; readonly key: string }) => JSON.stringify([by, key]);
    const records = await this.#store.findByKeys(
      tenant,
      kind,
      stream,
      open.map(({ append }) => append),
    );
    if (records.length === 0) return [...open];
    const head = await this.#heads.refresh(tenant, stream, 'local');
    await this.#hooks.written(tenant, stream, head, records);
    const found = new Map(records.map((record) => [nameOf(record), record]));
    return open.filter(({ append, resolve }) => {
      const record = found.get(nameOf(append));
      if (record !== undefined) resolve(repeated(record, append.hash, head));
      return record === undefined;
    });
  }

  /** Decides each on the state that those before it leave. */
  #plan(tenant: string, stream: string, from: Head<State>, open: readonly Waiting<State>[]) {
    const planned: { waiting: Waiting<State>; record: LogRecord; head: Head<State> }[] = [];
    const refused: { waiting: Waiting<State>; refusal: unknown; on: Head<State> }[] = [];
    const broken: { waiting: Waiting<State>; error: unknown }[] = [];
    const followers = new Map<Waiting<State>, Waiting<State>[]>();
    const byKey = new Map<string, Waiting<State>>();
    let head = from;
    for (const waiting of open) {
      const { by, key, hash, decide } = waiting.append;
      const name = JSON.stringify([by, key]);
      const first = byKey.get(name);
      if (first !== undefined) {
        followers.set(first, [...(followers.get(first) ?? []), waiting]);
        continue;
      }
      const at = this.#clock.now();
      let decision: Decision<unknown>;
      try {
        decision = checked(decide(head.state, at));
      } catch (error) {
        // Its own fault alone: those beside it in the round have nothing to do with it.
        broken.push({ waiting, error });
        continue;
      }
      if ('refused' in decision) {
        refused.push({ waiting, refusal: decision.refused, on: head });
        continue;
      }
      const { facts, changes } = decision;
      byKey.set(name, waiting);
      const { kind } = this.#heads.definition;
      const record: LogRecord = {
        tenant,
        kind,
        stream,
        seq: head.seq + 1,
        v: 1,
        at,
        by,
        key,
        hash,
        facts,
        changes,
      };
      head = this.#heads.next(head, record);
      planned.push({ waiting, record, head });
    }
    return { planned, refused, broken, followers };
  }

  /** Whether it was done before: asked before anything is refused, or the retry of what ended a stream would be. */
  async #earlier(
    tenant: string,
    stream: string,
    { by, key, hash }: Append<State, unknown>,
  ): Promise<Appended<State, unknown> | undefined> {
    const { kind } = this.#heads.definition;
    const [record] = await this.#store.findByKeys(tenant, kind, stream, [{ by, key }]);
    if (record === undefined) return undefined;
    const head = await this.#heads.refresh(tenant, stream, 'local');
    await this.#hooks.written(tenant, stream, head, [record]);
    return repeated(record, hash, head);
  }
}

function checked<Refusal>(decision: Decision<Refusal>): Decision<Refusal> {
  if (!('refused' in decision) && (decision.facts.length === 0 || decision.facts.length > maxFacts))
    throw new Error(`An append has ${decision.facts.length} facts.`);
  return decision;
}

const repeated = <State>(record: LogRecord, hash: string, head: Head<State>): Appended<State, never> =>
  record.hash === hash ? { record, head, again: true } : { conflict: record, head };

const busy = (): DomainError =>
  new DomainError('BUSY', `Too much is being written to this at once; try again in ${busyRetryMs} ms.`, {
    retryAfter: busyRetryMs,
  });
