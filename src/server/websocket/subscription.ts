import type { PayloadSink, PreparedSubscription } from '../../graph/index.ts';

/** The socket that a subscription writes to. */
export interface FrameWriter {
  readonly ready: boolean;
  /** @returns whether it is on its way; if not, the socket has closed, or does now */
  write(subscription: SocketSubscription, payload: Buffer): boolean;
  /**
   * The subscription has ended; told once.
   * @returns the error that the client gets, if it failed
   */
  ended(subscription: SocketSubscription, error: Error | undefined): Error | undefined;
}

type Feed = ReturnType<PreparedSubscription['open']>;
type End = IteratorResult<never, undefined>;

/**
 * One subscription of a socket. To graphql-ws it is an iterator that never yields and only ends, so the protocol stays graphql-ws's;
 * what is delivered goes beside it, in frames that share their payload with those of all other followers.
 */
export class SocketSubscription implements PayloadSink, AsyncIterableIterator<never, undefined> {
  readonly id: string;
  /** What comes before the payload in each of its frames. */
  readonly head: string;
  readonly headBytes: number;
  readonly #writer: FrameWriter;
  /** Until it is opened. */
  #subscription: PreparedSubscription | undefined;
  #feed: Feed | undefined;
  #position: string | undefined;
  #settle: ((end: Promise<End>) => void) | undefined;
  #ended: { readonly error: Error | undefined } | undefined;

  constructor(id: string, subscription: PreparedSubscription, writer: FrameWriter) {
    this.id = id;
    this.head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    this.headBytes = Buffer.byteLength(this.head);
    this.#subscription = subscription;
    this.#writer = writer;
  }

  /** The last position that was sent. */
  get position(): string | undefined {
    return this.#position;
  }

  get ready(): boolean {
    return this.#writer.ready;
  }

  deliver(payload: Buffer, position: string | undefined): void {
    if (this.#writer.write(this, payload) && position !== undefined) this.#position = position;
  }

  end(error?: Error): void {
    this.#finish(error);
  }

  /** The socket can take more. */
  resume(): void {
    this.#feed?.resume();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** graphql-ws asks for the first, and only, thing once it knows the subscription: nothing is delivered before that. */
  next(): Promise<End> {
    const subscription = this.#subscription;
    this.#subscription = undefined;
    if (subscription !== undefined) {
      this.#feed = subscription.open(this);
      // It may have ended within, or the socket.
      if (this.#ended !== undefined) this.#feed.close();
    }
    return this.#ended === undefined
      ? new Promise((resolve) => (this.#settle = resolve))
      : outcomeOf(this.#ended.error);
  }

  /** The client has let go of it, or is gone: what `next` waits for is settled, since nothing else ever would. */
  return(): Promise<End> {
    this.#finish(undefined);
    return outcomeOf(undefined);
  }

  #finish(error: Error | undefined): void {
    if (this.#ended !== undefined) return;
    this.#ended = { error: undefined };
    this.#subscription = undefined;
    this.#feed?.close();
    const told = this.#writer.ended(this, error);
    this.#ended = { error: told };
    this.#settle?.(outcomeOf(told));
    this.#settle = undefined;
  }
}

const outcomeOf = (error: Error | undefined): Promise<End> =>
  error === undefined ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(error);
