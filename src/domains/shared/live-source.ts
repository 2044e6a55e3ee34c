import type { DomainError } from '../../kernel/errors.ts';
import { AsyncQueue } from '../../kernel/async-queue.ts';

/** Something to deliver. */
export interface LiveItem {
  readonly value: unknown;
  /**
   * Names the value for all who follow it, in any process-wide cache: two items of one name are the same, so what one selection and one
   * view make of it is made once. Absent for what is for one follower alone.
   */
  readonly share?: string;
  /** The eventId after which a client goes on that has seen this. */
  readonly position?: string;
}

/** Where a source delivers to. */
export interface LiveSink {
  /** Whether more can be taken now. A source that keeps a position stops pushing while it is false, until `resume` is called. */
  readonly ready: boolean;
  push(item: LiveItem): void;
  /** Nothing comes after it. With an error, the subscription failed; without, it is complete. */
  end(error?: DomainError): void;
}

/** An opened source. */
export interface LiveSubscription {
  /** The sink is ready again. */
  resume(): void;
  /** Nothing is pushed from now on. May be called twice, and from within `push`. */
  close(): void;
}

/**
 * What a subscription field answers with: a source that pushes, so that a thousand followers of one event cost no thousand promises.
 * It is an async iterable as well, for executors that know nothing of it.
 */
export class LiveSource implements AsyncIterable<unknown> {
  readonly open: (sink: LiveSink) => LiveSubscription;

  /** @param open nothing happens before it is called; it may push and end before it returns */
  constructor(open: (sink: LiveSink) => LiveSubscription) {
    this.open = open;
  }

  [Symbol.asyncIterator](): AsyncIterator<unknown> {
    return iterate(this);
  }
}

/** The resolver of a subscription field: what its source's items are, the field's values are. */
export const live = <Subscribe>(subscribe: Subscribe) => ({
  subscribe,
  resolve: <Item>(item: Item): Item => item,
});

const maxWaiting = 100;

function iterate(source: LiveSource): AsyncIterator<unknown> {
  const inbox = new AsyncQueue<{ readonly value: unknown }>();
  const feed = source.open({
    get ready() {
      return inbox.size < maxWaiting;
    },
    push({ value }) {
      inbox.push({ value });
    },
    end(error) {
      inbox.end(error);
    },
  });
  return {
    async next() {
      if (inbox.size === 0 && !inbox.ended) feed.resume();
      try {
        const { value: item } = await inbox.take();
        if (item === undefined) {
          feed.close();
          return { value: undefined, done: true };
        }
        if (inbox.size === maxWaiting >> 1) feed.resume();
        return { value: item.value, done: false };
      } catch (error) {
        feed.close();
        throw error;
      }
    },
    return() {
      feed.close();
      inbox.close();
      return Promise.resolve({ value: undefined, done: true });
    },
  };
}
