import type { PayloadSink, PreparedSubscription } from '../../graph/index.ts';

/** The session that owns a subscription. */
export interface SubscriptionOwner {
  readonly ready: boolean;
  /** Sends a payload. Returns false if the socket is closed or closing. */
  write(subscription: SocketSubscription, payload: Buffer): boolean;
  /** Called once, at the end of the subscription. Returns the error for the client, if the subscription failed. */
  subscriptionEnded(subscription: SocketSubscription, error: Error | undefined): Error | undefined;
}

type Feed = ReturnType<PreparedSubscription['open']>;
type End = IteratorResult<never, undefined>;

/**
 * One subscription of a WebSocket. For graphql-ws it is an iterator that never yields and only ends, so that graphql-ws keeps the
 * protocol. Payloads bypass graphql-ws in frames, and all subscribers of an event share its serialized payload.
 */
export class SocketSubscription implements PayloadSink, AsyncIterableIterator<never, undefined> {
  readonly id: string;
  /** The start of the message in each of its frames, before the payload. */
  readonly head: string;
  readonly headBytes: number;
  readonly #owner: SubscriptionOwner;
  /** Set until it is opened. */
  #subscription: PreparedSubscription | undefined;
  #feed: Feed | undefined;
  #position: string | undefined;
  #resolve: ((end: Promise<End>) => void) | undefined;
  #ended: { readonly error: Error | undefined } | undefined;

  constructor(id: string, subscription: PreparedSubscription, owner: SubscriptionOwner) {
    this.id = id;
    this.head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    this.headBytes = Buffer.byteLength(this.head);
    this.#subscription = subscription;
    this.#owner = owner;
  }

  /** The position of the last event that was sent. */
  get position(): string | undefined {
    return this.#position;
  }

  get ready(): boolean {
    return this.#owner.ready;
  }

  deliver(payload: Buffer, position: string | undefined): void {
    if (this.#owner.write(this, payload) && position !== undefined) this.#position = position;
  }

  end(error?: Error): void {
    this.#finish(error);
  }

  /** Continues delivery once the socket has room. */
  resume(): void {
    this.#feed?.resume();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** graphql-ws calls it once, when it has registered the subscription. Delivery starts then. */
  next(): Promise<End> {
    const subscription = this.#subscription;
    this.#subscription = undefined;
    if (subscription !== undefined) {
      this.#feed = subscription.open(this);
      // The subscription or the socket may have ended within `open`.
      if (this.#ended !== undefined) this.#feed.close();
    }
    return this.#ended === undefined
      ? new Promise((resolve) => (this.#resolve = resolve))
      : endOf(this.#ended.error);
  }

  /** The client has completed the subscription, or has disconnected. Resolves the pending `next` too. */
  return(): Promise<End> {
    this.#finish(undefined);
    return endOf(undefined);
  }

  #finish(error: Error | undefined): void {
    if (this.#ended !== undefined) return;
    this.#ended = { error: undefined };
    this.#subscription = undefined;
    this.#feed?.close();
    const clientError = this.#owner.subscriptionEnded(this, error);
    this.#ended = { error: clientError };
    this.#resolve?.(endOf(clientError));
    this.#resolve = undefined;
  }
}

const endOf = (error: Error | undefined): Promise<End> =>
  error === undefined ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(error);
