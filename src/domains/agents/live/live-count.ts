import { DomainError, unavailable } from '../../../kernel/errors.ts';
import { waitForDatabase } from '../../../kernel/retry.ts';
import type { LiveSubscription, LiveItem, LiveSink } from '../../shared/live-source.ts';

export interface CountTiming {
  /** The minimum delay between two counts. */
  readonly pauseMs: number;
  /** The delay after which agents are counted without a hint, because hints can be lost. */
  readonly patienceMs: number;
}

/**
 * A count that is shared by all its subscribers in this process. A hint of a change starts a new count. Hints during a count or a pause are
 * combined into one count after it, so the last count is always current.
 */
export class LiveCount {
  readonly #name: string;
  readonly #count: () => Promise<{ readonly at: Date }>;
  readonly #timing: CountTiming;
  readonly #onEmpty: () => void;
  readonly #unsubscribe: () => void;
  readonly #subscribers = new Set<CountSubscriber>();
  #phase: 'counting' | 'pausing' | 'waiting' = 'waiting';
  /** True if a hint arrived after the start of the last count. */
  #hasHint = false;
  #timer: NodeJS.Timeout | undefined;
  #latest: PublishedCount | undefined;
  #number = 0;

  /**
   * @param subscribe registers a listener for hints and returns its removal
   * @param onEmpty called after the last subscriber has left
   */
  constructor(
    name: string,
    count: () => Promise<{ readonly at: Date }>,
    timing: CountTiming,
    subscribe: (onHint: () => void) => () => void,
    onEmpty: () => void,
  ) {
    this.#name = name;
    this.#count = count;
    this.#timing = timing;
    this.#onEmpty = onEmpty;
    this.#unsubscribe = subscribe(() => {
      this.#hasHint = true;
      if (this.#phase === 'waiting') this.#recount();
    });
  }

  add(sink: LiveSink): LiveSubscription {
    const subscriber = new CountSubscriber(sink);
    this.#subscribers.add(subscriber);
    if (this.#latest !== undefined) subscriber.offer(this.#latest);
    else if (this.#phase === 'waiting') this.#recount();
    return {
      resume: () => {
        subscriber.push();
      },
      close: () => {
        this.#remove(subscriber);
      },
    };
  }

  #recount(): void {
    clearTimeout(this.#timer);
    this.#phase = 'counting';
    this.#hasHint = false;
    (this.#latest === undefined ? waitForDatabase(this.#count) : this.#count())
      .then(
        (counts) => {
          this.#publish(counts);
        },
        (error: unknown) => {
          // A failure of the first count ends the subscriptions. A later count is repeated.
          if (this.#latest === undefined) this.#fail(error);
          else this.#hasHint = true;
        },
      )
      .finally(() => {
        this.#phase = 'pausing';
        this.#startTimer(this.#timing.pauseMs, () => {
          if (this.#hasHint) this.#recount();
          else this.#waitForHint();
        });
      });
  }

  #waitForHint(): void {
    this.#phase = 'waiting';
    this.#startTimer(this.#timing.patienceMs, () => {
      this.#recount();
    });
  }

  #startTimer(ms: number, action: () => void): void {
    if (this.#subscribers.size > 0) this.#timer = setTimeout(action, ms).unref();
  }

  #publish({ at, ...content }: { readonly at: Date }): void {
    const text = JSON.stringify(content);
    if (text === this.#latest?.text) return;
    const share = `agentCounts:${this.#name}:${at.getTime()}:${++this.#number}`;
    this.#latest = { text, item: { value: { at, ...content }, share } };
    for (const subscriber of this.#subscribers) subscriber.offer(this.#latest);
  }

  #fail(error: unknown): void {
    const failure = error instanceof DomainError ? error : unavailable(error);
    for (const subscriber of [...this.#subscribers]) {
      this.#remove(subscriber);
      subscriber.end(failure);
    }
  }

  #remove(subscriber: CountSubscriber): void {
    if (!this.#subscribers.delete(subscriber) || this.#subscribers.size > 0) return;
    clearTimeout(this.#timer);
    this.#unsubscribe();
    this.#onEmpty();
  }
}

interface PublishedCount {
  readonly text: string;
  readonly item: LiveItem;
}

/** A subscriber of a count. A slow consumer skips intermediate counts and always gets the last one. */
class CountSubscriber {
  readonly #sink: LiveSink;
  #next: PublishedCount | undefined;
  #pushed: string | undefined;

  constructor(sink: LiveSink) {
    this.#sink = sink;
  }

  offer(count: PublishedCount): void {
    this.#next = count;
    this.push();
  }

  push(): void {
    const count = this.#next;
    if (count === undefined || !this.#sink.ready) return;
    this.#next = undefined;
    if (count.text === this.#pushed) return;
    this.#pushed = count.text;
    this.#sink.push(count.item);
  }

  end(error: DomainError): void {
    this.#sink.end(error);
  }
}
