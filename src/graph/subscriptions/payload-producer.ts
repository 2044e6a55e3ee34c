import type { ExecutionResult } from 'graphql';
import type { Caller } from '../../auth/index.ts';
import type { LiveItem } from '../../domains/shared/live-source.ts';
import { GraphContext } from '../context.ts';
import type { EventExecutor } from '../execution/index.ts';
import type { SelectionPlanner } from '../selection.ts';
import type { EventOperation } from './event-operation.ts';
import type { PayloadProducer } from './payload-delivery.ts';
import {
  PendingPayload,
  type MaybePendingPayload,
  type Payload,
  type PayloadCache,
} from './payload-cache.ts';

export interface PayloadProducerDeps {
  readonly plan: SelectionPlanner;
  readonly execute: EventExecutor;
  readonly serialize: (result: ExecutionResult) => Payload;
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
export class SubscriptionPayloadProducer implements PayloadProducer {
  readonly #deps: PayloadProducerDeps;
  readonly #operation: EventOperation;
  readonly #variables: Variables;
  #caller: Caller | undefined;
  #shape: Shape | undefined;

  /** @param variables of the request. Those of the root field's arguments are dropped. */
  constructor(deps: PayloadProducerDeps, operation: EventOperation, variables: Variables) {
    this.#deps = deps;
    this.#operation = operation;
    this.#variables = eventVariables(operation, variables);
  }

  authorize(caller: Caller): void {
    this.#operation.authorize(caller);
    this.release();
    this.#caller = caller;
    this.#shape = this.#deps.shapes.acquire(this.#operation, this.#variables, caller);
  }

  payloadOf({ share, value }: LiveItem): MaybePendingPayload {
    const { cache, plan } = this.#deps;
    const caller = this.#caller;
    if (caller === undefined || this.#shape === undefined)
      throw new Error('The subscription is not authorized.');
    return share === undefined || this.#operation.isPersonal
      ? this.#execute(value, new GraphContext(caller, plan))
      : cache.get(share, this.#shape.key, () => this.#execute(value, new SharedContext(caller, plan)));
  }

  release(): void {
    if (this.#shape !== undefined) this.#deps.shapes.release(this.#shape);
    this.#shape = undefined;
  }

  #execute(value: unknown, context: GraphContext): MaybePendingPayload {
    const { execute, serialize } = this.#deps;
    const { document, operationName } = this.#operation;
    const result = execute(document, operationName, { value, variables: this.#variables, context });
    return result instanceof Promise ? new PendingPayload(result.then(serialize)) : serialize(result);
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
