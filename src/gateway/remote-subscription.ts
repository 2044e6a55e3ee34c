import type { ExecutionResult } from 'graphql';
import { slowConsumer } from '../kernel/errors.ts';
import { AsyncQueue } from '../kernel/async-queue.ts';
import type { Sink } from './socket-pool.ts';

export interface RemoteEventStreamOptions {
  /** Begins it. @returns ends it */
  readonly subscribe: (sink: Sink) => () => void;
  /** An event as it came, as an answer. */
  readonly read: (result: unknown) => ExecutionResult;
  /** What the follower is told of how it failed: what the subgraph said, or what went wrong on the way. */
  readonly failure: (cause: unknown) => Error;
}

/** So many may wait for a follower who does not take them. It is cut off alone: nothing else that goes over the socket waits for it. */
const maxWaiting = 1000;

/**
 * A subscription of another team's subgraph. Nothing is begun before the first event is asked for, and it is never begun anew by itself:
 * whoever follows is told that it broke off, since what was missed in between only they can ask for.
 */
export function createRemoteEventStream({
  subscribe,
  read,
  failure,
}: RemoteEventStreamOptions): AsyncIterableIterator<ExecutionResult> {
  const inbox = new AsyncQueue<ExecutionResult>();
  let close: (() => void) | undefined;

  function end(error?: Error): void {
    if (inbox.ended) return;
    inbox.end(error);
    close?.();
  }

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next() {
      close ??= subscribe({
        next(result) {
          inbox.push(read(result));
          if (inbox.size <= maxWaiting) return;
          inbox.clear();
          end(slowConsumer());
        },
        error: (cause) => {
          end(failure(cause));
        },
        complete: end,
      });
      return inbox.take();
    },
    return() {
      end();
      inbox.close();
      return Promise.resolve({ value: undefined, done: true });
    },
  };
}
