import {
  createSourceEventStream,
  GraphQLError,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFormattedError,
} from 'graphql';
import type { Caller } from '../../auth/index.ts';
import { LiveSource, type LiveSubscription } from '../../domains/shared/live-source.ts';
import { GraphContext } from '../context.ts';
import { createEventExecutor } from '../execution/index.ts';
import { operationTooCostly } from '../limits/cost.ts';
import { memoizeByOperation } from '../memoize-by-operation.ts';
import type { BuiltGraph } from '../build-graph.ts';
import { prepareEventOperation, type EventOperation } from './event-operation.ts';
import { PayloadDelivery, type PayloadSink } from './payload-delivery.ts';
import { PayloadCache, type Payload } from './payload-cache.ts';
import { ShapeRegistry, SubscriptionPayloadProducer, type PayloadProducerDeps } from './payload-producer.ts';

export interface SubscriptionRequest {
  /** A valid document. */
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  /** Returns the current caller. It changes when the client renews its token. */
  readonly caller: () => Caller;
}

/** Authorized subscription before its source is opened. */
export interface PreparedSubscription {
  open(sink: PayloadSink): LiveSubscription;
}

export type SubscriptionResult =
  | { readonly subscription: PreparedSubscription; readonly errors?: never }
  | { readonly errors: readonly GraphQLError[]; readonly subscription?: never };

export interface SubscriptionRunner {
  /** Returns errors of the request and of the field's `subscribe` function. A thrown error is an internal error. */
  subscribe(request: SubscriptionRequest): Promise<SubscriptionResult>;
}

export interface SubscriptionRunnerOptions {
  readonly maxCost: number;
  /** Formats the errors within an event: see `createErrorEdge`. */
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
}

/** Limits of the payload cache: enough for the events of a few seconds on a busy server. */
const cacheLimits = { maxEvents: 10_000, maxBytes: 16 * 1024 * 1024 };

/** Time for which a payload with errors is shared. */
const errorLifetimeMs = 1000;

/**
 * Creates the runner of subscriptions. A shared event is executed and serialized once for all subscriptions with the same operation, the
 * same variables and the same access.
 */
export function createSubscriptionRunner(
  graph: BuiltGraph,
  { maxCost, formatError }: SubscriptionRunnerOptions,
): SubscriptionRunner {
  const deps: PayloadProducerDeps = {
    plan: graph.plan,
    execute: createEventExecutor(graph.schema),
    serialize: (result) => serialize(result, formatError),
    cache: new PayloadCache(cacheLimits),
    shapes: new ShapeRegistry(),
  };
  const find = memoizeByOperation<EventOperation>((document, operationName) =>
    prepareEventOperation(graph, document, operationName),
  );

  return {
    async subscribe({ document, operationName, variables, caller }) {
      let operation: EventOperation;
      try {
        operation = find(document, operationName);
      } catch (error) {
        if (error instanceof GraphQLError) return { errors: [error] };
        throw error;
      }
      const cost = operation.cost(variables);
      if (cost > maxCost) return { errors: [operationTooCostly(cost, maxCost)] };
      const source = await createSourceEventStream({
        schema: graph.schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: new GraphContext(caller(), graph.plan),
      });
      if (!(Symbol.asyncIterator in source)) return { errors: source.errors ?? [] };
      if (!(source instanceof LiveSource)) throw new Error('A subscription field must return a LiveSource.');
      const open = (sink: PayloadSink) =>
        new PayloadDelivery(new SubscriptionPayloadProducer(deps, operation, variables), caller, sink).open(
          source,
        );
      return { subscription: { open } };
    },
  };
}

function serialize(
  { data, errors }: ExecutionResult,
  formatError: SubscriptionRunnerOptions['formatError'],
): Payload {
  const failed = errors !== undefined;
  const text = JSON.stringify(
    failed ? { errors: errors.map((error) => formatError(error.toJSON(), error)), data } : { data },
  );
  // Not from Node's buffer pool: a small buffer from the pool would retain the 8 KB of its slab.
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text);
  return failed ? { bytes, staleAt: Date.now() + errorLifetimeMs } : { bytes };
}
