import type { ExecutionResult } from 'graphql';
import type { Sink } from 'graphql-ws';
import { slowConsumer } from '../kernel/errors.ts';
import { AsyncQueue } from '../kernel/async-queue.ts';

export interface RemoteEventStreamOptions {
  /** Starts the subscription. @returns a function that ends it */
  readonly subscribe: (sink: Sink) => () => void;
  /** Converts a message of the subgraph to a result. */
  readonly read: (result: unknown) => ExecutionResult;
  /** Converts the cause of a failure to the error for the client. */
  readonly failure: (cause: unknown) => Error;
}

/** Number of queued events at which the subscription fails. Other subscriptions on the same WebSocket continue. */
const maxQueuedEvents = 1000;

/**
 * Creates the event stream of a subscription to a remote subgraph. The subscription starts with the first call of `next`. It is not resumed
 * after a failure: only the client can request the events that it missed.
 */
export function createRemoteEventStream({
  subscribe,
  read,
  failure,
}: RemoteEventStreamOptions): AsyncIterableIterator<ExecutionResult> {
  const queue = new AsyncQueue<ExecutionResult>();
  let close: (() => void) | undefined;

  function end(error?: Error): void {
    if (queue.ended) return;
    queue.end(error);
    close?.();
  }

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next() {
      close ??= subscribe({
        next(result) {
          queue.push(read(result));
          if (queue.size <= maxQueuedEvents) return;
          queue.clear();
          end(slowConsumer());
        },
        error: (cause) => {
          end(failure(cause));
        },
        complete: end,
      });
      return queue.take();
    },
    return() {
      end();
      queue.close();
      return Promise.resolve({ value: undefined, done: true });
    },
  };
}
