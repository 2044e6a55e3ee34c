import { DomainError, unavailable } from '../../../kernel/errors.ts';
import type { LiveSubscription, LiveItem, LiveSink } from '../../shared/live-source.ts';

export interface CountTiming {
  /** The shortest time between two counts. */
  readonly pauseMs: number;
  /** After how long it is counted though nobody has told of a change: what tells of it may be lost. */
  readonly patienceMs: number;
}

/**
 * A count that is followed: counted once for all who follow it in this process. It is counted anew after whatever may have changed it, so
 * that the last count is of what there is; what changes faster than it may be counted is counted together.
 */
export class LiveCount {
  readonly #name: string;
  readonly #count: () => Promise<{ readonly at: Date }>;
  readonly #timing: CountTiming;
  readonly #forget: () => void;
  readonly #unfollow: () => void;
  readonly #followers = new Set<Follower>();
  #phase: 'counting' | 'pausing' | 'resting' = 'resting';
  /** Something may have changed since the last count was begun. */
  #stirred = false;
  #timer: NodeJS.Timeout | undefined;
  #latest: Counted | undefined;
  #number = 0;

  /**
   * @param follow calls back whenever something may have changed. @returns to stop
   * @param forget nobody follows any more
   */
  constructor(
    name: string,
    count: () => Promise<{ readonly at: Date }>,
    timing: CountTiming,
    follow: (stir: () => void) => () => void,
    forget: () => void,
  ) {
    this.#name = name;
    this.#count = count;
    this.#timing = timing;
    this.#forget = forget;
    this.#unfollow = follow(() => {
      this.#stirred = true;
      if (this.#phase === 'resting') this.#recount();
    });
  }

  add(sink: LiveSink): LiveSubscription {
    const follower = new Follower(sink);
    this.#followers.add(follower);
    if (this.#latest !== undefined) follower.offer(this.#latest);
    else if (this.#phase === 'resting') this.#recount();
    return {
      resume: () => {
        follower.push();
      },
      close: () => {
        this.#leave(follower);
      },
    };
  }

  #recount(): void {
    clearTimeout(this.#timer);
    this.#phase = 'counting';
    this.#stirred = false;
    this.#count()
      .then(
        (counts) => {
          this.#tell(counts);
        },
        (error: unknown) => {
          // The first count answers the subscription; a later one is tried again.
          if (this.#latest === undefined) this.#fail(error);
          else this.#stirred = true;
        },
      )
      .finally(() => {
        this.#phase = 'pausing';
        this.#wait(this.#timing.pauseMs, () => {
          if (this.#stirred) this.#recount();
          else this.#rest();
        });
      });
  }

  #rest(): void {
    this.#phase = 'resting';
    this.#wait(this.#timing.patienceMs, () => {
      this.#recount();
    });
  }

  #wait(ms: number, act: () => void): void {
    if (this.#followers.size > 0) this.#timer = setTimeout(act, ms).unref();
  }

  #tell({ at, ...content }: { readonly at: Date }): void {
    const text = JSON.stringify(content);
    if (text === this.#latest?.text) return;
    const share = `agentCounts:${this.#name}:${at.getTime()}:${++this.#number}`;
    this.#latest = { text, item: { value: { at, ...content }, share } };
    for (const follower of this.#followers) follower.offer(this.#latest);
  }

  #fail(error: unknown): void {
    const failure = error instanceof DomainError ? error : unavailable(error);
    for (const follower of [...this.#followers]) {
      this.#leave(follower);
      follower.end(failure);
    }
  }

  #leave(follower: Follower): void {
    if (!this.#followers.delete(follower) || this.#followers.size > 0) return;
    clearTimeout(this.#timer);
    this.#unfollow();
    this.#forget();
  }
}

interface Counted {
  readonly text: string;
  readonly item: LiveItem;
}

/** One who follows. Who cannot take more misses what is in between, and never the last. */
class Follower {
  readonly #sink: LiveSink;
  #waiting: Counted | undefined;
  #pushed: string | undefined;

  constructor(sink: LiveSink) {
    this.#sink = sink;
  }

  offer(counted: Counted): void {
    this.#waiting = counted;
    this.push();
  }

  push(): void {
    const counted = this.#waiting;
    if (counted === undefined || !this.#sink.ready) return;
    this.#waiting = undefined;
    if (counted.text === this.#pushed) return;
    this.#pushed = counted.text;
    this.#sink.push(counted.item);
  }

  end(error: DomainError): void {
    this.#sink.end(error);
  }
}
