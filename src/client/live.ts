import { sleep, waitMsAfter } from './backoff.ts';
import type { Connection, Delivery } from './connection.ts';
import type { SwitchboardError } from './errors.ts';
import { asError, errorOf, patienceWith } from './errors.ts';
import type { TokenSource } from './token-source.ts';

export interface LiveOptions<Data, Item> {
  readonly query: string;
  /** Where to begin, or go on. @param last the last item that came; nothing if none did */
  readonly variables: (last: Item | undefined) => unknown;
  readonly itemOf: (data: Data) => Item;
  /** Tells an item that has come already. */
  readonly isRepeated?: (item: Item, last: Item) => boolean;
  /** What must be known before the first try. */
  readonly prepare?: () => Promise<void>;
  /** Ends it, as leaving the loop does. */
  readonly signal?: AbortSignal | undefined;
}

export interface LiveTools {
  readonly connection: Connection;
  readonly tokens: TokenSource;
  /** How many items may wait for who asks for them. */
  readonly buffer: number;
  /** The client's own end. */
  readonly signal: AbortSignal;
}

/** A subscription. It has begun already; it ends by itself, by leaving the loop, by its signal, or with the client. */
export interface Subscription<Item> extends AsyncIterableIterator<Item, undefined> {
  /** How often it went on after a broken connection, or after its queue was full. */
  readonly resumptions: number;
}

type Result<Item> = IteratorResult<Item, undefined>;

/** So long a subscription must have been open for its failure to be a new one. */
const steadyMs = 5000;

/**
 * A subscription that survives its sockets. What comes waits in a bounded queue; a socket cannot be told to wait, so when the queue is full
 * the subscription is ended, and begun again after the last item that came once there is room. It begins at once, not with the first
 * `next()`. (No generator: one that waits could not be ended.)
 */
export class Live<Data, Item> implements Subscription<Item> {
  readonly #options: LiveOptions<Data, Item>;
  readonly #tools: LiveTools;
  readonly #stop = new AbortController();
  readonly #queue: Item[] = [];
  readonly #waiting: { resolve: (result: Result<Item>) => void; reject: (error: Error) => void }[] = [];
  #last: Item | undefined;
  #prepared: boolean;
  #release: (() => void) | undefined;
  #openedAt = 0;
  #failures = 0;
  /** How often it was begun again. */
  #resumptions = -1;
  /** It is full, and waits until there is room. */
  #full = false;
  #ended: { error: SwitchboardError | undefined } | undefined;

  constructor(options: LiveOptions<Data, Item>, tools: LiveTools) {
    this.#options = options;
    this.#tools = tools;
    this.#prepared = options.prepare === undefined;
    for (const signal of [tools.signal, options.signal]) {
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
      if (this.#full && this.#queue.length <= this.#tools.buffer / 2) {
        this.#full = false;
        void this.#open();
      }
      return Promise.resolve({ done: false, value: item });
    }
    if (this.#ended === undefined)
      return new Promise((resolve, reject) => {
        this.#waiting.push({ resolve, reject });
      });
    const { error } = this.#ended;
    // Thrown once; afterwards it is over like any other.
    this.#ended = { error: undefined };
    return error === undefined ? Promise.resolve(over) : Promise.reject(error);
  }

  return(): Promise<Result<Item>> {
    this.#queue.length = 0;
    this.#finish(undefined);
    return Promise.resolve(over);
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
        this.#failed(asError(error));
        return;
      }
    // It may have ended meanwhile.
    if (this.#isOver()) return;
    this.#resumptions += 1;
    this.#openedAt = Date.now();
    this.#release = this.#tools.connection.subscribe(
      { query, variables: variables(this.#last) as Record<string, unknown> },
      {
        next: (delivery) => {
          this.#take(delivery);
        },
        ended: (error) => {
          if (error === undefined) this.#finish(undefined);
          else this.#failed(error);
        },
      },
    );
  }

  #take({ data, errors: [error] = [] }: Delivery): void {
    if (error !== undefined) {
      this.#close();
      this.#failed(errorOf(error));
      return;
    }
    const { itemOf, isRepeated } = this.#options;
    const item = itemOf(data as Data);
    if (this.#last !== undefined && isRepeated?.(item, this.#last) === true) return;
    this.#last = item;
    this.#failures = 0;
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next.resolve({ done: false, value: item });
      return;
    }
    this.#queue.push(item);
    if (this.#queue.length < this.#tools.buffer) return;
    this.#full = true;
    this.#close();
  }

  #failed(error: SwitchboardError): void {
    this.#release = undefined;
    if (this.#isOver()) return;
    if (Date.now() - this.#openedAt > steadyMs) this.#failures = 0;
    this.#failures += 1;
    const { tokens } = this.#tools;
    if (error.code === 'UNAUTHENTICATED') tokens.spent();
    if (this.#failures > patienceWith(error, tokens.isRenewable)) {
      this.#finish(error);
      return;
    }
    sleep(waitMsAfter(this.#failures, error.retryAfter), this.#stop.signal).then(
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
    const [first, ...others] = this.#waiting.splice(0);
    if (first !== undefined && error !== undefined) first.reject(error);
    else first?.resolve(over);
    for (const { resolve } of others) resolve(over);
    this.#ended = { error: first === undefined ? error : undefined };
  }

  #isOver(): boolean {
    return this.#ended !== undefined;
  }
}

const over: IteratorReturnResult<undefined> = { done: true, value: undefined };
