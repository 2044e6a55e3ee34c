import { createSourceEventStream, GraphQLError, type DocumentNode } from 'graphql';
import type { Caller } from '../../auth/index.ts';
import { LiveSource, type LiveSubscription } from '../../domains/shared/live-source.ts';
import { GraphContext } from '../context.ts';
import { createEventExecutor, memoizeByOperation } from '../execution/executor.ts';
import { operationTooCostly } from '../limits/cost.ts';
import { toPlainVariables } from '../plain-variables.ts';
import type { BuiltGraph } from '../build-graph.ts';
import type { FormatError } from '../errors.ts';
import { PayloadDelivery, type PayloadSink } from './payload-delivery.ts';
import {
  PayloadCache,
  PayloadProducer,
  ShapeRegistry,
  type PayloadProducerDeps,
} from './payload-producer.ts';
import { prepareEventOperation, type EventOperation } from './event-operation.ts';

export interface SubscriptionRequest {
  /** A valid document. */
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  /** Returns the current caller. It changes when the client renews its token. */
  readonly caller: () => Caller;
  /** The last event that the client received, if it resumes the subscription. It replaces the position in the document's arguments. */
  readonly lastEventId: string | undefined;
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
  readonly formatError: FormatError;
}

/** Limits of the payload cache: enough for the events of a few seconds on a busy server. */
const cacheLimits = { maxEvents: 10_000, maxBytes: 16 * 1024 * 1024 };

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
    formatError,
    cache: new PayloadCache(cacheLimits),
    shapes: new ShapeRegistry(),
  };
  const find = memoizeByOperation<EventOperation>((document, operationName) =>
    prepareEventOperation(graph, document, operationName),
  );

  return {
    async subscribe(request) {
      const { document, operationName, caller, lastEventId } = request;
      let operation: EventOperation;
      try {
        operation = find(document, operationName);
      } catch (error) {
        if (error instanceof GraphQLError) return { errors: [error] };
        throw error;
      }
      const variables = toPlainVariables(graph.schema, request);
      const cost = operation.cost(variables);
      if (cost > maxCost) return { errors: [operationTooCostly(cost, maxCost)] };
      const source = await createSourceEventStream({
        schema: graph.schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: new GraphContext(caller(), graph.plan, undefined, lastEventId, caller),
      });
      if (!(Symbol.asyncIterator in source)) return { errors: source.errors ?? [] };
      if (!(source instanceof LiveSource)) throw new Error('A subscription field must return a LiveSource.');
      const open = (sink: PayloadSink) =>
        new PayloadDelivery(new PayloadProducer(deps, operation, variables), caller, sink).open(source);
      return { subscription: { open } };
    },
  };
}
