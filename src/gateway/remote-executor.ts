import {
  getOperationASTFromRequest,
  type ExecutionRequest,
  type ExecutionResult,
  type Executor,
} from '@graphql-tools/utils';
import { OperationTypeNode, parse, print } from 'graphql';
import { principalOf } from '../auth/index.ts';
import { messageOf } from '../kernel/error-message.ts';
import type { GatewayContext } from './context.ts';
import { createHttpClient } from './http-client.ts';
import { createRemoteEventStream } from './remote-subscription.ts';
import { createSocketPool } from './socket-pool.ts';
import {
  readAnswer,
  subgraphFailure,
  subgraphOutcomeOf,
  subscriptionErrorIn,
  type SubgraphOutcome,
} from './subgraph-errors.ts';

/** Another team's subgraph. */
export interface RemoteSubgraph {
  readonly name: string;
  readonly url: string;
}

export interface RemoteExecutorOptions {
  readonly timeoutMs: number;
  /** Returns the token to forward, or undefined to forward none. */
  readonly tokenOf: (context: GatewayContext) => string | undefined;
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
    const token = context && tokenOf(context);
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
  const { data, errors } = (await executor?.({ document: serviceSdlQuery })) as ExecutionResult<{
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
