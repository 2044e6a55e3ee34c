import {
  getOperationASTFromRequest,
  type ExecutionRequest,
  type ExecutionResult,
  type Executor,
} from '@graphql-tools/utils';
import { GraphQLError, OperationTypeNode, print, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { LiveSubscription } from '../domains/shared/live-source.ts';
import type { ExecutableGraph, ExecutionOptions, PayloadSink, PreparedSubscription } from '../graph/index.ts';
import { AsyncQueue } from '../kernel/async-queue.ts';
import { parseJson } from '../kernel/json.ts';
import type { GatewayContext } from './context.ts';

/** Number of documents whose compiled operations are kept. */
const maxDocuments = 1000;
/** Number of queued events at which a subscription must pause. */
const maxQueuedEvents = 16;

/** Creates the executor of the local subgraph. It calls the local graph directly, with the context of the request. */
export function createLocalExecutor(
  graph: Pick<ExecutableGraph, 'operationRunner' | 'subscriptionRunner'>,
  formatError: ExecutionOptions['formatError'],
): Executor<GatewayContext> {
  // The library creates a new document for each request, but compiled operations are cached by document. So equal documents are replaced by
  // the
  // first one.
  const documents = new LRUCache<string, DocumentNode>({ max: maxDocuments });

  return (async (request: ExecutionRequest<Record<string, unknown>, GatewayContext>) => {
    const { operationName, variables = {}, context } = request;
    if (context === undefined) throw new Error('A request without a context.');
    const text = print(request.document);
    const document = documents.get(text) ?? request.document;
    documents.set(text, document);
    const operation = { document, operationName, variables };
    if (getOperationASTFromRequest(request).operation !== OperationTypeNode.SUBSCRIPTION)
      return withFormattedErrors(
        await graph.operationRunner.run({ ...operation, context: context.graph }),
        formatError,
      );
    const { subscription, errors } = await graph.subscriptionRunner.subscribe({
      ...operation,
      caller: context.caller,
      lastEventId: context.opening?.lastEventId,
    });
    return errors === undefined
      ? toAsyncIterator(subscription, context.opening?.positions ?? [])
      : withFormattedErrors({ errors }, formatError);
  }) as Executor<GatewayContext>;
}

/** Formats local errors for clients. The error edge behind the gateway cannot distinguish them from errors of remote subgraphs. */
const withFormattedErrors = (
  result: ExecutionResult,
  formatError: ExecutionOptions['formatError'],
): ExecutionResult =>
  result.errors === undefined
    ? result
    : {
        ...result,
        errors: result.errors.map((error) => {
          const { message, path, extensions } = formatError(error.toJSON(), error);
          return new GraphQLError(message, { ...(path && { path }), ...(extensions && { extensions }) });
        }),
      };

interface QueuedEvent {
  readonly result: ExecutionResult;
  readonly position: string | undefined;
}

/**
 * Converts a local subscription to an async iterator of results. The subscription is opened by the first call of `next`, so an iterator
 * that is never used holds no resources.
 * @param positions receives the position of each returned result, in order
 */
function toAsyncIterator(
  subscription: PreparedSubscription,
  positions: (string | undefined)[],
): AsyncIterableIterator<ExecutionResult> {
  const queue = new AsyncQueue<QueuedEvent>();
  let open: LiveSubscription | undefined;
  const sink: PayloadSink = {
    get ready() {
      return queue.size < maxQueuedEvents;
    },
    deliver(payload, position) {
      queue.push({ result: parseJson(payload.toString()) as ExecutionResult, position });
    },
    end(error) {
      queue.end(error);
    },
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (!queue.ended) open ??= subscription.open(sink);
      const { value: event } = await queue.take();
      if (event === undefined) return { value: undefined, done: true };
      if (queue.size === maxQueuedEvents - 1) open?.resume();
      positions.push(event.position);
      return { value: event.result, done: false };
    },
    return() {
      open?.close();
      queue.close();
      return Promise.resolve({ value: undefined, done: true });
    },
  };
}
