import { getOperationASTFromRequest, type ExecutionRequest, type Executor } from '@graphql-tools/utils';
import { OperationTypeNode, parse, print, type ExecutionResult } from 'graphql';
import { principalOf } from '../auth/index.ts';
import { messageOf, slowConsumer } from '../kernel/errors.ts';
import type { GatewayContext } from './context.ts';
import { createHttpClient } from './http-client.ts';
import { createSocketPool } from './socket-pool.ts';
import {
  readAnswer,
  subgraphFailure,
  subgraphOutcomeOf,
  subscriptionErrorIn,
  type SubgraphOutcome,
} from './subgraph-errors.ts';
import type { Sink } from 'graphql-ws';
import { AsyncQueue } from '../kernel/async-queue.ts';

/** Another team's subgraph. */
export interface RemoteSubgraph {
  readonly name: string;
  readonly url: string;
}

export interface RemoteExecutorOptions {
  readonly timeoutMs: number;
  /** Returns the token to send, or undefined to send none. Requests for the schema have no context. */
  readonly tokenOf: (context: GatewayContext | undefined) => string | undefined;
  /** Called after each HTTP request. */
  readonly onRequest?: (report: SubgraphRequestReport) => void;
}

export interface SubgraphRequestReport {
  readonly outcome: SubgraphOutcome;
  readonly seconds: number;
  /** Whether a client's operation caused the request. If false, the gateway requested the schema. */
  readonly forClient: boolean;
}

/**
 * Creates the executor of a remote subgraph. Queries and mutations use HTTP, subscriptions use a WebSocket. Failures become errors in the
 * result, or end the subscription. Requests are not retried, because a failed mutation may have had its effect.
 */
export function createRemoteExecutor(
  { name, url }: RemoteSubgraph,
  { timeoutMs, tokenOf, onRequest }: RemoteExecutorOptions,
): Executor<GatewayContext | undefined> {
  const post = createHttpClient({ url, timeoutMs });
  const subscribe = createSocketPool({ url, timeoutMs });

  function authorizationFor(context: GatewayContext | undefined): Record<string, string> {
    const token = tokenOf(context);
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  return (async (request: ExecutionRequest<Record<string, unknown>, GatewayContext | undefined>) => {
    const { document, variables = {}, context } = request;
    const operation = { query: print(document), variables };
    const authorization = authorizationFor(context);
    if (getOperationASTFromRequest(request).operation === OperationTypeNode.SUBSCRIPTION) {
      if (context === undefined) throw new Error('A subscription without a context.');
      const caller = context.caller();
      const principal = `${caller.tenant} ${principalOf(caller)}`;
      return createRemoteEventStream({
        subscribe: (sink) => subscribe({ principal, connectionParams: authorization, operation }, sink),
        read: (result) => readAnswer(name, result),
        failure: (cause) => subscriptionErrorIn(name, cause) ?? subgraphFailure(name, cause),
      });
    }
    const start = performance.now();
    const answer = await post(JSON.stringify(operation), authorization).then(
      (body) => readAnswer(name, body),
      (error: unknown): ExecutionResult => ({ errors: [subgraphFailure(name, error)] }),
    );
    onRequest?.({
      outcome: subgraphOutcomeOf(answer),
      seconds: (performance.now() - start) / 1000,
      forClient: context !== undefined,
    });
    return answer;
  }) as Executor<GatewayContext | undefined>;
}

const serviceSdlQuery = parse('{ _service { sdl } }');

/** @throws if the subgraph does not answer with its SDL */
export async function readServiceSdl(executor: Executor | undefined): Promise<string> {
  const { data, errors } = ((await executor?.({ document: serviceSdlQuery })) ?? {}) as ExecutionResult<{
    readonly _service?: { readonly sdl?: unknown };
  }>;
  const sdl = data?._service?.sdl;
  if (typeof sdl !== 'string' || sdl === '')
    throw new Error(
      errors?.map((error) => messageOf(error.originalError ?? error)).join(' ') ??
        'It has no _service with an SDL.',
    );
  return sdl;
}

export interface RemoteEventStreamOptions {
  /** Starts the subscription. @returns a function that ends it */
  readonly subscribe: (sink: Sink) => () => void;
  /** Converts a message of the subgraph to a result. */
  readonly read: (result: unknown) => ExecutionResult;
  /** Converts the cause of a failure to the error for the client. */
  readonly failure: (cause: unknown) => Error;
}

/** Number of queued events at which the subscription fails. Other subscriptions on the same WebSocket continue. */
const maxQueuedEvents = 1000;

/**
 * Creates the event stream of a subscription to a remote subgraph. The subscription starts with the first call of `next`. It is not resumed
 * after a failure: only the client can request the events that it missed.
 */
export function createRemoteEventStream({
  subscribe,
  read,
  failure,
}: RemoteEventStreamOptions): AsyncIterableIterator<ExecutionResult> {
  const queue = new AsyncQueue<ExecutionResult>();
  let close: (() => void) | undefined;

  function end(error?: Error): void {
    if (queue.ended) return;
    queue.end(error);
    close?.();
  }

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next() {
      close ??= subscribe({
        next(result) {
          queue.push(read(result));
          if (queue.size <= maxQueuedEvents) return;
          queue.clear();
          end(slowConsumer());
        },
        error: (cause) => {
          end(failure(cause));
        },
        complete: end,
      });
      return queue.take();
    },
    return() {
      end();
      queue.close();
      return Promise.resolve({ value: undefined, done: true });
    },
  };
}
