import type { Caller } from '../../auth/index.ts';
import type { LiveSubscription, LiveItem, LiveSink, LiveSource } from '../../domains/shared/live-source.ts';
import { slowConsumer, type DomainError } from '../../kernel/errors.ts';
import { PendingPayload, type MaybePendingPayload, type Payload } from './payload.ts';

/** Who gets what a subscription delivers: a socket, or a stream. */
export interface PayloadSink {
  /** Whether it can take more now. After it was not, `resume` is called when it can. */
  readonly ready: boolean;
  /** @param payload serialised, and shared with others: not to be written to */
  deliver(payload: Buffer, position: string | undefined): void;
  /** Nothing comes after it. May be called before `open` has returned. */
  end(error?: Error): void;
}

/** How the payloads of one subscription are made. */
export interface PayloadProducer {
  /** @throws DomainError if the caller may no longer have what comes; called with the caller of the moment whenever that has changed */
  authorize(caller: Caller): void;
  payloadOf(item: LiveItem): MaybePendingPayload;
  /** Nothing is made any more. */
  release(): void;
}

interface Waiting {
  readonly payload: MaybePendingPayload;
  readonly position: string | undefined;
}

/** So many may be in the making before the source is told to wait. */
const maxInTheMaking = 16;
/** A source that pushes on regardless is cut off. */
const maxWaiting = 1000;

/**
 * Stands between a source and a follower: makes payloads of items, in order. Where a payload is there already, as it is for all
 * followers of an event but the first, it is handed on at once.
 */
export class PayloadDelivery implements LiveSink, LiveSubscription {
  readonly #maker: PayloadProducer;
  readonly #caller: () => Caller;
  readonly #follower: PayloadSink;
  #known: Caller | undefined;
  #feed: LiveSubscription | undefined;
  /** Those before which something is still in the making. */
  #waiting: Waiting[] | undefined;
  #ended: { readonly error: Error | undefined } | undefined;
  #closed = false;

  constructor(maker: PayloadProducer, caller: () => Caller, follower: PayloadSink) {
    this.#maker = maker;
    this.#caller = caller;
    this.#follower = follower;
  }

  open(source: LiveSource): this {
    this.#feed = source.open(this);
    if (this.#closed) this.#feed.close();
    return this;
  }

  get ready(): boolean {
    return (this.#waiting?.length ?? 0) < maxInTheMaking && this.#follower.ready;
  }

  push(item: LiveItem): void {
    if (this.#closed || this.#ended !== undefined) return;
    let payload: MaybePendingPayload;
    try {
      const caller = this.#caller();
      if (caller !== this.#known) {
        this.#maker.authorize(caller);
        this.#known = caller;
      }
      payload = this.#maker.payloadOf(item);
    } catch (error) {
      this.#finish(asError(error));
      return;
    }
    if (this.#waiting !== undefined) {
      if (this.#waiting.length >= maxWaiting) this.#finish(slowConsumer());
      else this.#waiting.push({ payload, position: item.position });
    } else if (payload instanceof PendingPayload) {
      this.#waiting = [{ payload, position: item.position }];
      this.#waitFor(payload);
    } else this.#follower.deliver(payload.bytes, item.position);
  }

  end(error?: DomainError): void {
    if (this.#closed || this.#ended !== undefined) return;
    this.#ended = { error };
    if (this.#waiting === undefined) this.#finish(error);
  }

  resume(): void {
    if (!this.#closed && this.#ended === undefined && this.ready) this.#feed?.resume();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#waiting = undefined;
    this.#maker.release();
    this.#feed?.close();
  }

  #waitFor(payload: PendingPayload): void {
    payload.whenReady((made) => {
      if (made instanceof Error) this.#finish(made);
      else this.#drain(made);
    });
  }

  /** @param made what the first of those that wait has become */
  #drain(made: Payload): void {
    const waiting = this.#waiting;
    let ready: Payload = made;
    for (let head = waiting?.shift(); head !== undefined; head = waiting?.shift()) {
      this.#follower.deliver(ready.bytes, head.position);
      const next = waiting?.[0];
      // It may have been closed by what was delivered.
      if (this.#closed || next === undefined) break;
      if (next.payload instanceof PendingPayload) {
        this.#waitFor(next.payload);
        return;
      }
      ready = next.payload;
    }
    if (this.#closed) return;
    this.#waiting = undefined;
    if (this.#ended === undefined) this.resume();
    else this.#finish(this.#ended.error);
  }

  #finish(error: Error | undefined): void {
    if (this.#closed) return;
    this.close();
    this.#follower.end(error);
  }
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
