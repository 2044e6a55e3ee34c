import { LRUCache } from 'lru-cache';
import { toError } from '../../kernel/error-message.ts';

/** Event in the form for clients: `{"data":…}`, serialized. */
export interface Payload {
  readonly bytes: Buffer;
  /**
   * Time in milliseconds since 1970 after which the event is executed again. Set if the payload contains errors, which can be temporary.
   */
  readonly staleAt?: number;
}

/** Called with the payload, or with the error that prevented it. */
type Waiter = (result: Payload | Error) => void;

/**
 * Payload whose execution is asynchronous. It is not a promise: with a thousand subscribers, one promise each would cost more than sending
 * the event.
 */
export class PendingPayload {
  #waiters: Waiter[] = [];
  #result: Payload | Error | undefined;

  constructor(payload: Promise<Payload>) {
    const settle = (result: Payload | Error) => {
      this.#result = result;
      const waiters = this.#waiters;
      this.#waiters = [];
      for (const waiter of waiters) waiter(result);
    };
    payload.then(settle, (error: unknown) => {
      settle(toError(error));
    });
  }

  /**
   * Calls the waiter when the payload is ready, or synchronously if it is ready already. Waiters are called in the order of registration.
   */
  whenReady(waiter: Waiter): void {
    if (this.#result === undefined) this.#waiters.push(waiter);
    else waiter(this.#result);
  }
}

export type MaybePendingPayload = Payload | PendingPayload;

/** The payloads of one event, by shape. */
interface EventPayloads {
  readonly byShape: Map<string, MaybePendingPayload>;
  readonly bytes: number;
}

export interface PayloadCacheOptions {
  readonly maxEvents: number;
  readonly maxBytes: number;
}

/**
 * Caches the payloads of events, so that subscriptions with the same operation and the same audience share one. Subscribers need an event
 * when it is new, or soon after when they reconnect, so the cache evicts the least recently used event with all its payloads.
 */
export class PayloadCache {
  readonly #events: LRUCache<string, EventPayloads>;

  constructor({ maxEvents, maxBytes }: PayloadCacheOptions) {
    this.#events = new LRUCache({
      max: maxEvents,
      maxSize: maxBytes,
      sizeCalculation: ({ bytes }) => Math.max(bytes, 1),
    });
  }

  /**
   * Returns the payload of an event in a shape. Calls `make` if it is not cached or stale.
   * @param event identifies the event
   * @param shape identifies the operation, its variables and the audience
   */
  get(event: string, shape: string, make: () => MaybePendingPayload): MaybePendingPayload {
    const cached = this.#events.get(event)?.byShape.get(shape);
    if (cached !== undefined && (cached instanceof PendingPayload || !isStale(cached))) return cached;
    const payload = make();
    this.#set(event, shape, payload);
    if (payload instanceof PendingPayload)
      payload.whenReady((result) => {
        const byShape = this.#events.peek(event)?.byShape;
        if (byShape?.get(shape) !== payload) return;
        // Current waiters receive the error. The next request tries again.
        if (result instanceof Error) byShape.delete(shape);
        else this.#set(event, shape, result);
      });
    return payload;
  }

  #set(event: string, shape: string, payload: MaybePendingPayload): void {
    const { byShape, bytes } = this.#events.peek(event) ?? {
      byShape: new Map<string, MaybePendingPayload>(),
      bytes: 0,
    };
    const change = bytesOf(payload) - bytesOf(byShape.get(shape));
    byShape.set(shape, payload);
    this.#events.set(event, { byShape, bytes: bytes + change });
  }
}

/** Returns the size of a payload. A pending payload has no bytes yet. */
const bytesOf = (payload: MaybePendingPayload | undefined): number =>
  payload === undefined || payload instanceof PendingPayload ? 0 : payload.bytes.length;

const isStale = ({ staleAt }: Payload): boolean => staleAt !== undefined && staleAt <= Date.now();
