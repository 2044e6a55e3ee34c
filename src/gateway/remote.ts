import {
  getOperationASTFromRequest,
  type ExecutionRequest,
  type ExecutionResult,
  type Executor,
} from '@graphql-tools/utils';
import { OperationTypeNode, print } from 'graphql';
import type { GatewayContext } from './context.ts';
import { createAsker } from './http-asker.ts';
import { followRemotely } from './remote-events.ts';
import { failureOf, readAnswer, refusalIn } from './subgraph-errors.ts';

/** Another team's subgraph. */
export interface RemoteSubgraph {
  readonly name: string;
  readonly url: string;
}

export interface RemoteOptions {
  readonly timeoutMs: number;
  /** The token that it gets of a request, if it is to have one. */
  readonly tokenOf: (context: GatewayContext) => string | undefined;
}

/**
 * Asks a subgraph over HTTP, and follows its subscriptions over a WebSocket. What goes wrong is in the answer, or ends the subscription.
 * Nothing is asked twice: what a mutation has done is not known here.
 */
export function createRemoteExecutor(
  { name, url }: RemoteSubgraph,
  { timeoutMs, tokenOf }: RemoteOptions,
): Executor<GatewayContext | undefined> {
  const ask = createAsker({ url, timeoutMs });

  function authorizationFor(context: GatewayContext | undefined): Record<string, string> {
    const token = context && tokenOf(context);
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  return (async (request: ExecutionRequest<Record<string, unknown>, GatewayContext | undefined>) => {
    const { document, variables = {}, context } = request;
    const operation = { query: print(document), variables };
    const authorization = authorizationFor(context);
    if (getOperationASTFromRequest(request).operation === OperationTypeNode.SUBSCRIPTION)
      return followRemotely({
        url,
        timeoutMs,
        operation,
        connectionParams: authorization,
        read: (result) => readAnswer(name, result),
        failure: (cause) => refusalIn(name, cause) ?? failureOf(name, cause),
      });
    try {
      return readAnswer(name, await ask(JSON.stringify(operation), authorization));
    } catch (error) {
      return { errors: [failureOf(name, error)] } satisfies ExecutionResult;
    }
  }) as Executor<GatewayContext | undefined>;
}
