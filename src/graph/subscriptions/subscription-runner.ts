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
import type { Payload } from './payload.ts';
import { PayloadCache } from './payload-cache.ts';
import { createPayloadProducerFactory } from './payload-producer.ts';

export interface SubscriptionRequest {
  /** Parsed and valid. */
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  /** Who follows, as of the moment: a token can be renewed while a subscription runs. */
  readonly caller: () => Caller;
}

/** A subscription that may begin. Nothing has been opened yet. */
export interface PreparedSubscription {
  /** @returns what the follower calls when it is ready again, and when it goes */
  open(follower: PayloadSink): LiveSubscription;
}

export type SubscriptionResult =
  | { readonly subscription: PreparedSubscription; readonly errors?: never }
  | { readonly errors: readonly GraphQLError[]; readonly subscription?: never };

export interface SubscriptionRunner {
  /** Refusals are returned, those of the field's own `subscribe` among them; what is thrown is a fault of ours. */
  subscribe(request: SubscriptionRequest): Promise<SubscriptionResult>;
}

export interface SubscriptionRunnerOptions {
  readonly maxCost: number;
  /** See `createErrorEdge`: errors within an event leave through it. */
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
}

/** A few seconds of everything that happens, on a busy server. */
const payloadsKept = { maxEvents: 10_000, maxBytes: 16 * 1024 * 1024 };

/** So long an event that came out with errors stays so for others who follow it. */
const errorsKeptMs = 1000;

/**
 * Begins subscriptions, and makes what they deliver: an event is executed once for all who ask the same of it and see the same of
 * it, and serialised once.
 */
export function createSubscriptionRunner(
  graph: BuiltGraph,
  { maxCost, formatError }: SubscriptionRunnerOptions,
): SubscriptionRunner {
  const makers = createPayloadProducerFactory({
    plan: graph.plan,
    execute: createEventExecutor(graph.schema),
    serialise,
    cache: new PayloadCache(payloadsKept),
  });
  const find = memoizeByOperation<EventOperation>((document, operationName) =>
    prepareEventOperation(graph, document, operationName),
  );

  function serialise({ data, errors }: ExecutionResult): Payload {
    const failed = errors !== undefined;
    const text = JSON.stringify(
      failed ? { errors: errors.map((error) => formatError(error.toJSON(), error)), data } : { data },
    );
    // Not of Node's pool, of which a small buffer that is kept keeps 8 KB.
    const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
    bytes.write(text);
    return failed ? { bytes, staleAt: Date.now() + errorsKeptMs } : { bytes };
  }

  return {
    async subscribe({ document, operationName, variables, caller }) {
      let operation: EventOperation;
      try {
        operation = find(document, operationName);
      } catch (error) {
        if (error instanceof GraphQLError) return { errors: [error] };
        throw error;
      }
      const price = operation.cost(variables);
      if (price > maxCost) return { errors: [operationTooCostly(price, maxCost)] };
      const source = await createSourceEventStream({
        schema: graph.schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: new GraphContext(caller(), graph.plan),
      });
      if (!(Symbol.asyncIterator in source)) return { errors: source.errors ?? [] };
      if (!(source instanceof LiveSource)) throw new Error('A subscription field answers with a LiveSource.');
      return {
        subscription: {
          open: (follower) =>
            new PayloadDelivery(makers.for(operation, variables), caller, follower).open(source),
        },
      };
    },
  };
}
