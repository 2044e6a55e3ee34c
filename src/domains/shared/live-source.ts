import { AsyncQueue } from '../../kernel/async-queue.ts';
import type { DomainError } from '../../kernel/errors.ts';
import { waitForDatabase } from '../../kernel/retry.ts';

/** One value on its way to a subscriber. */
export interface LiveItem {
  readonly value: unknown;
  /**
   * Key of the value in process-wide caches: items with the same key are equal, so their payload is made once for all subscribers with
   * the same selection and view. Left out for a value that only one subscriber may see.
   */
  readonly share?: string;
  /** The eventId after which a client resumes that has received this item. */
  readonly position?: string;
}

/** The destination of a source. */
export interface LiveSink {
  /** Whether the sink can take an item now. A source with a cursor stops pushing while it is false, until `resume` is called. */
  readonly ready: boolean;
  push(item: LiveItem): void;
  /** Ends the subscription: as failed with an error, as complete without one. */
  end(error?: DomainError): void;
}

/** An opened source. */
export interface LiveSubscription {
  /** Continues to push after the sink was not ready. */
  resume(): void;
  /** Stops pushing. May be called more than once, and from within `push`. */
  close(): void;
}

/**
 * The result of a subscription field: a source that pushes, so that an event with a thousand subscribers needs no thousand promises. It
 * is an async iterable too, for executors without support for sources.
 */
export class LiveSource implements AsyncIterable<unknown> {
  readonly open: (sink: LiveSink) => LiveSubscription;

  /** @param open starts the source; may push and end before it returns */
  constructor(open: (sink: LiveSink) => LiveSubscription) {
    this.open = open;
  }

  [Symbol.asyncIterator](): AsyncIterator<unknown> {
    return iterate(this);
  }
}

/**
 * Makes the resolver of a subscription field whose values are the source's items. A new subscription waits for the election of a primary,
 * as the open ones do.
 */
export const live = <Args extends readonly unknown[]>(
  subscribe: (...args: Args) => LiveSource | Promise<LiveSource>,
) => ({
  subscribe: (...args: Args): Promise<LiveSource> => waitForDatabase(async () => subscribe(...args)),
  resolve: <Item>(item: Item): Item => item,
});

interface StartArguments {
  readonly afterEventId?: string | null | undefined;
  readonly fromStart?: boolean | null | undefined;
}

/** Returns the arguments with which a subscription starts. The position of a client that resumes replaces the one in the document. */
export const startArguments = <Args extends StartArguments>(
  args: Args,
  lastEventId: string | undefined,
): Args => (lastEventId === undefined ? args : { ...args, afterEventId: lastEventId, fromStart: false });

const maxWaiting = 100;

function iterate(source: LiveSource): AsyncIterator<unknown> {
  const queue = new AsyncQueue<{ readonly value: unknown }>();
  const subscription = source.open({
    get ready() {
      return queue.size < maxWaiting;
    },
    push({ value }) {
      queue.push({ value });
    },
    end(error) {
      queue.end(error);
    },
  });
  return {
    async next() {
      if (queue.size === 0 && !queue.ended) subscription.resume();
      try {
        const { value: item } = await queue.take();
        if (item === undefined) {
          subscription.close();
          return { value: undefined, done: true };
        }
        if (queue.size === maxWaiting >> 1) subscription.resume();
        return { value: item.value, done: false };
      } catch (error) {
        subscription.close();
        throw error;
      }
    },
    return() {
      subscription.close();
      queue.close();
      return Promise.resolve({ value: undefined, done: true });
    },
  };
}
