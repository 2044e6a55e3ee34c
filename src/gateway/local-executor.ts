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
import type { GatewayContext } from './context.ts';

/** Our own domains, as the stitched graph asks them: directly, with the caller's own context. */
export function createLocalExecutor(
  graph: Pick<ExecutableGraph, 'operationRunner' | 'subscriptionRunner'>,
  formatError: ExecutionOptions['formatError'],
): Executor<GatewayContext> {
  /** The edge words them here, where it is known what they are. */
  const worded = (result: ExecutionResult): ExecutionResult =>
    result.errors === undefined
      ? result
      : {
          ...result,
          errors: result.errors.map((error) => {
            const { message, path, extensions } = formatError(error.toJSON(), error);
            return new GraphQLError(message, { ...(path && { path }), ...(extensions && { extensions }) });
          }),
        };

  const known = knownDocuments();

  return (async (request: ExecutionRequest<Record<string, unknown>, GatewayContext>) => {
    const { operationName, variables = {}, context } = request;
    const document = known.find(request.document);
    if (context === undefined) throw new Error('A request without a context.');
    const asked = { document, operationName, variables };
    if (getOperationASTFromRequest(request).operation !== OperationTypeNode.SUBSCRIPTION)
      return worded(
        (await graph.operationRunner.run({ ...asked, context: context.graph })) as ExecutionResult,
      );
    const { subscription, errors } = await graph.subscriptionRunner.subscribe({
      ...asked,
      caller: context.caller,
    });
    return errors === undefined
      ? toAsyncIterator(subscription, context.opening?.positions ?? [])
      : worded({ errors });
  }) as Executor<GatewayContext>;
}

const maxKnown = 1000;

/**
 * The library makes each document anew. What an operation of ours is compiled to hangs on its document, so the first that said the same
 * stands for it.
 */
function knownDocuments() {
  const documents = new LRUCache<string, DocumentNode>({ max: maxKnown });
  return {
    find(document: DocumentNode): DocumentNode {
      const text = print(document);
      const first = documents.get(text) ?? document;
      documents.set(text, first);
      return first;
    },
  };
}

interface Event {
  readonly result: ExecutionResult;
  readonly position: string | undefined;
}

/** So many may wait to be asked for before the source is told to. */
const maxWaiting = 16;

/**
 * A subscription of ours as an executor hands it on: one result after another, each as it is asked for. It is opened for the first:
 * who goes before that leaves nothing behind.
 * @param positions gets the place of each result that was handed out, in order
 */
function toAsyncIterator(
  subscription: PreparedSubscription,
  positions: (string | undefined)[],
): AsyncIterableIterator<ExecutionResult> {
  const inbox = new AsyncQueue<Event>();
  let feed: LiveSubscription | undefined;
  const follower: PayloadSink = {
    get ready() {
      return inbox.size < maxWaiting;
    },
    deliver(payload, position) {
      inbox.push({ result: JSON.parse(payload.toString()) as ExecutionResult, position });
    },
    end(error) {
      inbox.end(error);
    },
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (!inbox.ended) feed ??= subscription.open(follower);
      const { value: event } = await inbox.take();
      if (event === undefined) return { value: undefined, done: true };
      if (inbox.size === maxWaiting - 1) feed?.resume();
      positions.push(event.position);
      return { value: event.result, done: false };
    },
    return() {
      feed?.close();
      inbox.close();
      return Promise.resolve({ value: undefined, done: true });
    },
  };
}
