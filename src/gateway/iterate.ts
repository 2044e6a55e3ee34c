import type { ExecutionResult } from 'graphql';
import type { LiveSubscription } from '../domains/shared/live-source.ts';
import type { Follower, Subscription } from '../graph/index.ts';
import { AsyncQueue } from '../kernel/async-queue.ts';

interface Event {
  readonly result: ExecutionResult;
  readonly position: string | undefined;
}

/** So many may wait to be asked for before the source is told to. */
const maxWaiting = 16;

/**
 * A subscription of ours as an executor hands it on: one result after another, each as it is asked for. It is opened for the first:
 * who goes before that leaves nothing behind.
 * @param positions gets the place of each result that was handed out, in order
 */
export function iterate(
  subscription: Subscription,
  positions: (string | undefined)[],
): AsyncIterableIterator<ExecutionResult> {
  const inbox = new AsyncQueue<Event>();
  let feed: LiveSubscription | undefined;
  const follower: Follower = {
    get ready() {
      return inbox.size < maxWaiting;
    },
    deliver(payload, position) {
      inbox.push({ result: JSON.parse(payload.toString()) as ExecutionResult, position });
    },
    end(error) {
      inbox.end(error);
    },
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (!inbox.ended) feed ??= subscription.open(follower);
      const { value: event } = await inbox.take();
      if (event === undefined) return { value: undefined, done: true };
      if (inbox.size === maxWaiting - 1) feed?.resume();
      positions.push(event.position);
      return { value: event.result, done: false };
    },
    return() {
      feed?.close();
      inbox.close();
      return Promise.resolve({ value: undefined, done: true });
    },
  };
}
