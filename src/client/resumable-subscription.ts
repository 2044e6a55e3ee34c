import { abortableDelay, retryDelayMs } from './backoff.ts';
import type { SocketConnection, SubscriptionPayload } from './connection.ts';
import type { SwitchboardError } from './errors.ts';
import { toSwitchboardError, errorFromResponse, maxConsecutiveFailures } from './errors.ts';
import type { TokenSource } from './token-source.ts';

export interface ResumableSubscriptionOptions<Data, Item> {
  readonly query: string;
  /** Returns the variables for a start or a resumption. @param last the last item; undefined before the first */
  readonly variables: (last: Item | undefined) => unknown;
  readonly itemOf: (data: Data) => Item;
  /** Returns whether an item has been delivered before. */
  readonly isRepeated?: (item: Item, last: Item) => boolean;
  /** Runs before the first attempt, and again until it succeeds. */
  readonly prepare?: () => Promise<void>;
  /** Ends the subscription. */
  readonly signal?: AbortSignal | undefined;
}

export interface ResumableSubscriptionDependencies {
  readonly connection: SocketConnection;
  readonly tokens: TokenSource;
  /** Maximum number of buffered items. */
  readonly buffer: number;
  /** Aborted when the client is disposed. */
  readonly signal: AbortSignal;
}

/** A started subscription. It ends by itself, when the loop is left, by its signal, or when the client is disposed. */
export interface Subscription<Item> extends AsyncIterableIterator<Item, undefined> {
  /** Number of times that it has resumed after a broken connection or a full buffer. */
  readonly resumptions: number;
}

type Result<Item> = IteratorResult<Item, undefined>;

/** A subscription that was open for this long starts to count its failures from 0. */
const stableMs = 5000;

/**
 * A subscription that resumes on a new socket. Items wait in a bounded buffer. A socket has no backpressure, so a full buffer ends the
 * subscription, and it resumes after the last item when the buffer is half empty. It starts at once, not with the first `next()`.
 * It is not an async generator, because a generator that awaits cannot be ended.
 */
export class ResumableSubscription<Data, Item> implements Subscription<Item> {
  readonly #options: ResumableSubscriptionOptions<Data, Item>;
  readonly #dependencies: ResumableSubscriptionDependencies;
  readonly #stop = new AbortController();
  readonly #queue: Item[] = [];
  readonly #pendingReads: { resolve: (result: Result<Item>) => void; reject: (error: Error) => void }[] = [];
  #last: Item | undefined;
  #prepared: boolean;
  #release: (() => void) | undefined;
  #openedAt = 0;
  #failures = 0;
  /** Number of starts after the first. */
  #resumptions = -1;
  /** Whether it has ended its socket subscription because the buffer was full. */
  #full = false;
  #ended: { error: SwitchboardError | undefined } | undefined;

  constructor(
    options: ResumableSubscriptionOptions<Data, Item>,
    dependencies: ResumableSubscriptionDependencies,
  ) {
    this.#options = options;
    this.#dependencies = dependencies;
    this.#prepared = options.prepare === undefined;
    for (const signal of [dependencies.signal, options.signal]) {
      signal?.addEventListener('abort', this.#aborted, { signal: this.#stop.signal });
      if (signal?.aborted === true) this.#aborted();
    }
    void this.#open();
  }

  get resumptions(): number {
    return Math.max(this.#resumptions, 0);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<Result<Item>> {
    const item = this.#queue.shift();
    if (item !== undefined) {
      if (this.#full && this.#queue.length <= this.#dependencies.buffer / 2) {
        this.#full = false;
        void this.#open();
      }
      return Promise.resolve({ done: false, value: item });
    }
    if (this.#ended === undefined)
      return new Promise((resolve, reject) => {
        this.#pendingReads.push({ resolve, reject });
      });
    const { error } = this.#ended;
    // The error is thrown once. Later calls return `done`.
    this.#ended = { error: undefined };
    return error === undefined ? Promise.resolve(done) : Promise.reject(error);
  }

  return(): Promise<Result<Item>> {
    this.#queue.length = 0;
    this.#finish(undefined);
    return Promise.resolve(done);
  }

  readonly #aborted = (): void => {
    void this.return();
  };

  async #open(): Promise<void> {
    if (this.#ended !== undefined) return;
    const { query, variables, prepare } = this.#options;
    if (!this.#prepared)
      try {
        await prepare?.();
        this.#prepared = true;
      } catch (error) {
        this.#failed(toSwitchboardError(error));
        return;
      }
    // It may have ended during `prepare`.
    if (this.#hasEnded()) return;
    this.#resumptions += 1;
    this.#openedAt = performance.now();
    this.#release = this.#dependencies.connection.subscribe(
      { query, variables: variables(this.#last) as Record<string, unknown> },
      {
        next: (payload) => {
          this.#receive(payload);
        },
        ended: (error) => {
          if (error === undefined) this.#finish(undefined);
          else this.#failed(error);
        },
      },
    );
  }

  #receive({ data, errors: [error] = [] }: SubscriptionPayload): void {
    if (error !== undefined) {
      this.#close();
      this.#failed(errorFromResponse(error));
      return;
    }
    const { itemOf, isRepeated } = this.#options;
    const item = itemOf(data as Data);
    if (this.#last !== undefined && isRepeated?.(item, this.#last) === true) return;
    this.#last = item;
    this.#failures = 0;
    const next = this.#pendingReads.shift();
    if (next !== undefined) {
      next.resolve({ done: false, value: item });
      return;
    }
    this.#queue.push(item);
    if (this.#queue.length < this.#dependencies.buffer) return;
    this.#full = true;
    this.#close();
  }

  #failed(error: SwitchboardError): void {
    this.#release = undefined;
    if (this.#hasEnded()) return;
    if (performance.now() - this.#openedAt > stableMs) this.#failures = 0;
    this.#failures += 1;
    const { tokens } = this.#dependencies;
    if (error.code === 'UNAUTHENTICATED') tokens.invalidate();
    if (this.#failures > maxConsecutiveFailures(error, tokens.isRenewable)) {
      this.#finish(error);
      return;
    }
    abortableDelay(retryDelayMs(this.#failures, error.retryAfter), this.#stop.signal).then(
      () => this.#open(),
      () => undefined,
    );
  }

  #close(): void {
    this.#release?.();
    this.#release = undefined;
  }

  #finish(error: SwitchboardError | undefined): void {
    if (this.#ended !== undefined) return;
    this.#close();
    this.#stop.abort();
    const [first, ...others] = this.#pendingReads.splice(0);
    if (first !== undefined && error !== undefined) first.reject(error);
    else first?.resolve(done);
    for (const { resolve } of others) resolve(done);
    this.#ended = { error: first === undefined ? error : undefined };
  }

  #hasEnded(): boolean {
    return this.#ended !== undefined;
  }
}

const done: IteratorReturnResult<undefined> = { done: true, value: undefined };
