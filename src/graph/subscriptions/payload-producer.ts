import type { ExecutionResult } from 'graphql';
import type { Caller } from '../../auth/index.ts';
import type { LiveItem } from '../../domains/shared/live-source.ts';
import { GraphContext } from '../context.ts';
import type { FormatError } from '../errors.ts';
import type { EventExecutor } from '../execution/executor.ts';
import { asError } from '../../kernel/errors.ts';
import type { SelectionPlanner } from '../selection.ts';
import type { EventOperation } from './event-operation.ts';
import { LRUCache } from 'lru-cache';

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
      settle(asError(error));
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

const isStale = ({ staleAt }: Payload): boolean => staleAt !== undefined && staleAt <= performance.now();

export interface PayloadProducerDeps {
  readonly plan: SelectionPlanner;
  readonly execute: EventExecutor;
  readonly formatError: FormatError;
  readonly cache: PayloadCache;
  readonly shapes: ShapeRegistry;
}

type Variables = Readonly<Record<string, unknown>>;

/**
 * Combination of operation, variables below the root field, and audience. Subscriptions of one shape share the payloads of shared events.
 */
interface Shape {
  /** Cache key. */
  readonly key: string;
  /** Number of subscriptions with this shape. */
  users: number;
}

/** Interns shapes: a thousand equal subscriptions hold one key, not a thousand equal strings. A shape is dropped with its last user. */
export class ShapeRegistry {
  readonly #shapes = new Map<string, Shape>();

  acquire(operation: EventOperation, variables: Variables, caller: Caller): Shape {
    const key = `${operation.id} ${audienceKey(caller)} ${JSON.stringify(variables)}`;
    let shape = this.#shapes.get(key);
    if (shape === undefined) this.#shapes.set(key, (shape = { key, users: 0 }));
    shape.users += 1;
    return shape;
  }

  release(shape: Shape): void {
    shape.users -= 1;
    if (shape.users === 0) this.#shapes.delete(shape.key);
  }
}

/**
 * Produces the payloads of a subscription. A shared item is executed once for each shape, with a context that identifies no caller. Other
 * items, and all items of an operation that selects personal entities, are executed for this subscription only, as its caller.
 */
export class PayloadProducer {
  readonly #deps: PayloadProducerDeps;
  readonly #operation: EventOperation;
  readonly #variables: Variables;
  #caller: Caller | undefined;
  #shape: Shape | undefined;
  /** Whether the caller shares no payload of the operation. */
  #isPersonal = false;

  /** @param variables of the request. Those of the root field's arguments are dropped. */
  constructor(deps: PayloadProducerDeps, operation: EventOperation, variables: Variables) {
    this.#deps = deps;
    this.#operation = operation;
    this.#variables = eventVariables(operation, variables);
  }

  /**
   * Returns the payload of an item. Authorizes the first caller, and every caller who is not the one of the last item.
   * @throws DomainError if the caller may not have the subscription's events
   */
  payloadOf({ share, value, position }: LiveItem, caller: Caller): MaybePendingPayload {
    const { cache, plan } = this.#deps;
    const shape = this.#shapeFor(caller);
    return share === undefined || this.#isPersonal
      ? this.#execute(value, position, new GraphContext(caller, plan))
      : cache.get(share, shape.key, () => this.#execute(value, position, new SharedContext(caller, plan)));
  }

  #shapeFor(caller: Caller): Shape {
    if (this.#shape !== undefined && caller === this.#caller) return this.#shape;
    this.#operation.authorize(caller);
    this.release();
    this.#caller = caller;
    this.#isPersonal = this.#operation.isPersonal(caller);
    return (this.#shape = this.#deps.shapes.acquire(this.#operation, this.#variables, caller));
  }

  /** Called when the subscription ends. */
  release(): void {
    if (this.#shape !== undefined) this.#deps.shapes.release(this.#shape);
    this.#shape = undefined;
  }

  #execute(value: unknown, position: string | undefined, context: GraphContext): MaybePendingPayload {
    const { execute, formatError } = this.#deps;
    const { document, operationName } = this.#operation;
    const result = execute(document, operationName, { value, variables: this.#variables, context });
    return result instanceof Promise
      ? new PendingPayload(result.then((late) => serialize(late, position, formatError)))
      : serialize(result, position, formatError);
  }
}

const noVariables: Variables = {};

/** Returns the variables that the executed document uses. */
function eventVariables({ variables: names }: EventOperation, given: Variables): Variables {
  const used = names.filter((name) => Object.hasOwn(given, name));
  return used.length === 0 ? noVariables : Object.fromEntries(used.map((name) => [name, given[name]]));
}

/** Properties of a caller that decide what the caller sees of a shared event. */
type Audience = Pick<Caller, 'tenant' | 'kind' | 'scopes'>;

const audienceKey = ({ tenant, kind, scopes }: Audience): string =>
  `${tenant} ${kind} ${[...scopes].sort().join(' ')}`;

/**
 * Context of an execution whose result is shared by all callers of an audience. The caller in it has no id, so no resolver can make the
 * result depend on one of them.
 */
class SharedContext extends GraphContext {
  constructor({ tenant, kind, scopes }: Audience, plan: SelectionPlanner) {
    super({ tenant, kind, scopes, id: '', expiresAt: Number.POSITIVE_INFINITY }, plan);
  }
}

/** Time for which a payload with errors is shared. */
const errorLifetimeMs = 1000;

/** Returns the part of an event's result from which a client can resume the subscription. */
export const resumeExtensions = (
  position: string | undefined,
): { readonly extensions?: { readonly lastEventId: string } } =>
  position === undefined ? {} : { extensions: { lastEventId: position } };

function serialize(
  { data, errors }: ExecutionResult,
  position: string | undefined,
  formatError: FormatError,
): Payload {
  const failed = errors !== undefined;
  const text = JSON.stringify({
    ...(failed && { errors: errors.map((error) => formatError(error.toJSON(), error)) }),
    data,
    ...resumeExtensions(position),
  });
  // Not from Node's buffer pool: a small buffer from the pool would retain the 8 KB of its slab.
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text);
  return failed ? { bytes, staleAt: performance.now() + errorLifetimeMs } : { bytes };
}
