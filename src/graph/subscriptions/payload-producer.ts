import type { ExecutionResult } from 'graphql';
import type { Caller } from '../../auth/index.ts';
import type { LiveItem } from '../../domains/shared/live-source.ts';
import { GraphContext } from '../context.ts';
import type { EventExecutor } from '../execution/index.ts';
import type { SelectionPlanner } from '../selection.ts';
import type { EventOperation } from './event-operation.ts';
import type { PayloadProducer } from './payload-delivery.ts';
import { PendingPayload, type MaybePendingPayload, type Payload } from './payload.ts';
import type { PayloadCache } from './payload-cache.ts';

export interface PayloadProducerOptions {
  readonly plan: SelectionPlanner;
  readonly execute: EventExecutor;
  readonly serialise: (result: ExecutionResult) => Payload;
  readonly cache: PayloadCache;
}

/** What is made of an event: by one operation, with what its variables say below the root field, for one view. */
interface Shape {
  readonly key: string;
  /** How many subscriptions have it; it is forgotten with the last. */
  users: number;
}

type Variables = Readonly<Record<string, unknown>>;

/** Makes the makers of each subscription's payloads, which have what they can in common. */
export function createPayloadProducerFactory({ plan, execute, serialise, cache }: PayloadProducerOptions) {
  // So that a thousand subscriptions keep one name, not a thousand equal ones.
  const shapes = new Map<string, Shape>();

  function acquire(operation: EventOperation, variables: Variables, caller: Caller): Shape {
    const key = `${operation.id} ${audienceKey(caller)} ${JSON.stringify(variables)}`;
    let shape = shapes.get(key);
    if (shape === undefined) shapes.set(key, (shape = { key, users: 0 }));
    shape.users += 1;
    return shape;
  }

  function release(shape: Shape): void {
    shape.users -= 1;
    if (shape.users === 0) shapes.delete(shape.key);
  }

  function make(
    { document, operationName }: EventOperation,
    value: unknown,
    variables: Variables,
    context: GraphContext,
  ): MaybePendingPayload {
    const result = execute(document, operationName, { value, variables, context });
    return result instanceof Promise ? new PendingPayload(result.then(serialise)) : serialise(result);
  }

  class Maker implements PayloadProducer {
    readonly #operation: EventOperation;
    readonly #variables: Variables;
    #caller: Caller | undefined;
    #shape: Shape | undefined;

    constructor(operation: EventOperation, variables: Variables) {
      this.#operation = operation;
      this.#variables = variables;
    }

    authorize(caller: Caller): void {
      this.#operation.authorize(caller);
      this.release();
      this.#caller = caller;
      this.#shape = acquire(this.#operation, this.#variables, caller);
    }

    payloadOf({ share, value }: LiveItem): MaybePendingPayload {
      const caller = this.#caller;
      if (caller === undefined || this.#shape === undefined) throw new Error('Nobody was admitted.');
      return share === undefined
        ? make(this.#operation, value, this.#variables, new GraphContext(caller, plan))
        : cache.get(share, this.#shape.key, () =>
            make(this.#operation, value, this.#variables, new SharedContext(caller, plan)),
          );
    }

    release(): void {
      if (this.#shape !== undefined) release(this.#shape);
      this.#shape = undefined;
    }
  }

  return {
    for: (operation: EventOperation, variables: Variables): PayloadProducer =>
      new Maker(operation, relevant(operation, variables)),
  };
}

const none: Variables = {};

/** What a subscription was asked to follow is not kept, and is no part of what its events look like. */
function relevant({ variables: names }: EventOperation, given: Variables): Variables {
  const kept = names.filter((name) => Object.hasOwn(given, name));
  return kept.length === 0 ? none : Object.fromEntries(kept.map((name) => [name, given[name]]));
}

/** What of a caller decides what is seen. Callers of one view see the same of what is shared. */
type Audience = Pick<Caller, 'tenant' | 'kind' | 'scopes'>;

const audienceKey = ({ tenant, kind, scopes }: Audience): string =>
  `${tenant} ${kind} ${[...scopes].sort().join(' ')}`;

/**
 * What an execution carries whose result many get: a view, and nobody. No resolver under it can learn who one of them is, so what it
 * makes is for all of them.
 */
class SharedContext extends GraphContext {
  constructor({ tenant, kind, scopes }: Audience, plan: SelectionPlanner) {
    super({ tenant, kind, scopes, id: '', expiresAt: Number.POSITIVE_INFINITY }, plan);
  }
}
