import type { Append, Appended, PendingAppend } from './append.ts';
import { appendRound, tooManyAppends, type AppenderDependencies } from './append-round.ts';

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
        for (const { reject } of round) reject(error);
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
