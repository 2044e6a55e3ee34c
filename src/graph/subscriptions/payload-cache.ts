import { LRUCache } from 'lru-cache';
import { PendingPayload, type MaybePendingPayload, type Payload } from './payload.ts';

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
