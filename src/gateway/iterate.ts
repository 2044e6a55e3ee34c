import type { ExecutionResult } from 'graphql';
import type { LiveFeed } from '../domains/live-source.ts';
import type { Follower, Subscription } from '../graph/index.ts';

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
  const waiting: Event[] = [];
  let ended: { readonly error: Error | undefined } | undefined;
  let wake: (() => void) | undefined;
  const woken = () => {
    wake?.();
    wake = undefined;
  };
  let feed: LiveFeed | undefined;
  const follower: Follower = {
    get ready() {
      return waiting.length < maxWaiting;
    },
    deliver(payload, position) {
      waiting.push({ result: JSON.parse(payload.toString()) as ExecutionResult, position });
      woken();
    },
    end(error) {
      ended ??= { error };
      woken();
    },
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (ended === undefined) feed ??= subscription.open(follower);
      for (;;) {
        const event = waiting.shift();
        if (event !== undefined) {
          if (waiting.length === maxWaiting - 1) feed?.resume();
          positions.push(event.position);
          return { value: event.result, done: false };
        }
        if (ended !== undefined) {
          const { error } = ended;
          ended = { error: undefined };
          if (error !== undefined) throw error;
          return { value: undefined, done: true };
        }
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    /** Also settles a `next()` that waits: one that is parked must not keep the subscription alive. */
    return() {
      ended = { error: undefined };
      waiting.length = 0;
      feed?.close();
      woken();
      return Promise.resolve({ value: undefined, done: true });
    },
  };
}
