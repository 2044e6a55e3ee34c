import type { Caller } from '../../auth/index.ts';
import type { LiveSubscription, LiveItem, LiveSink, LiveSource } from '../../domains/shared/live-source.ts';
import { asError, slowConsumer, type DomainError } from '../../kernel/errors.ts';
import {
  PendingPayload,
  type PayloadProducer,
  type MaybePendingPayload,
  type Payload,
} from './payload-producer.ts';

/** Receiver of a subscription's payloads: a WebSocket or an event stream. */
export interface PayloadSink {
  /** Whether the sink can take more. After false, the sink calls `resume` when it can. */
  readonly ready: boolean;
  /** @param payload serialized event. It is shared with other sinks and must not be modified. */
  deliver(payload: Buffer, position: string | undefined): void;
  /** Called once, after the last payload. Can be called before `open` returns. */
  end(error?: Error): void;
}

interface QueuedPayload {
  readonly payload: MaybePendingPayload;
  readonly position: string | undefined;
}

/** Number of queued payloads at which the source must pause. */
const maxPending = 16;
/** Number of queued payloads at which the subscription fails, for sources that do not pause. */
const maxQueued = 1000;

/**
 * Produces payloads for the items of a source and delivers them in order. A payload that is ready is delivered synchronously. This is the
 * common case: for a shared event, only the first subscription can have to wait.
 */
export class PayloadDelivery implements LiveSink, LiveSubscription {
  readonly #producer: PayloadProducer;
  readonly #caller: () => Caller;
  readonly #sink: PayloadSink;
  #source: LiveSubscription | undefined;
  /** Payloads in order, of which the first is pending. Undefined if no payload is pending. */
  #queue: QueuedPayload[] | undefined;
  #ended: { readonly error: Error | undefined } | undefined;
  #closed = false;

  constructor(producer: PayloadProducer, caller: () => Caller, sink: PayloadSink) {
    this.#producer = producer;
    this.#caller = caller;
    this.#sink = sink;
  }

  open(source: LiveSource): this {
    this.#source = source.open(this);
    if (this.#closed) this.#source.close();
    return this;
  }

  get ready(): boolean {
    return (this.#queue?.length ?? 0) < maxPending && this.#sink.ready;
  }

  push(item: LiveItem): void {
    if (this.#closed || this.#ended !== undefined) return;
    let payload: MaybePendingPayload;
    try {
      payload = this.#producer.payloadOf(item, this.#caller());
    } catch (error) {
      this.#finish(asError(error));
      return;
    }
    if (this.#queue !== undefined) {
      if (this.#queue.length >= maxQueued) this.#finish(slowConsumer());
      else this.#queue.push({ payload, position: item.position });
    } else if (payload instanceof PendingPayload) {
      this.#queue = [{ payload, position: item.position }];
      this.#await(payload);
    } else this.#sink.deliver(payload.bytes, item.position);
  }

  end(error?: DomainError): void {
    if (this.#closed || this.#ended !== undefined) return;
    this.#ended = { error };
    if (this.#queue === undefined) this.#finish(error);
  }

  resume(): void {
    if (!this.#closed && this.#ended === undefined && this.ready) this.#source?.resume();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#queue = undefined;
    this.#producer.release();
    this.#source?.close();
  }

  #await(pending: PendingPayload): void {
    pending.whenReady((result) => {
      if (result instanceof Error) this.#finish(result);
      else this.#drain(result);
    });
  }

  /**
   * Delivers queued payloads up to the next pending one.
   * @param first payload of the first queue entry
   */
  #drain(first: Payload): void {
    const queue = this.#queue;
    let ready: Payload = first;
    for (let head = queue?.shift(); head !== undefined; head = queue?.shift()) {
      this.#sink.deliver(ready.bytes, head.position);
      const next = queue?.[0];
      // The sink can close the subscription in `deliver`.
      if (this.#closed || next === undefined) break;
      if (next.payload instanceof PendingPayload) {
        this.#await(next.payload);
        return;
      }
      ready = next.payload;
    }
    if (this.#closed) return;
    this.#queue = undefined;
    if (this.#ended === undefined) this.resume();
    else this.#finish(this.#ended.error);
  }

  #finish(error: Error | undefined): void {
    if (this.#closed) return;
    this.close();
    this.#sink.end(error);
  }
}
