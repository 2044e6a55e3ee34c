import {
  getOperationASTFromRequest,
  type ExecutionRequest,
  type ExecutionResult,
  type Executor,
} from '@graphql-tools/utils';
import { OperationTypeNode, print } from 'graphql';
import { principalOf } from '../auth/index.ts';
import type { GatewayContext } from './context.ts';
import { createAsker } from './http-asker.ts';
import { followRemotely } from './remote-events.ts';
import { createRemoteSockets } from './remote-sockets.ts';
import { failureOf, outcomeOf, readAnswer, refusalIn, type Outcome } from './subgraph-errors.ts';

/** Another team's subgraph. */
export interface RemoteSubgraph {
  readonly name: string;
  readonly url: string;
}

export interface RemoteOptions {
  readonly timeoutMs: number;
  /** The token that it gets of a request, if it is to have one. */
  readonly tokenOf: (context: GatewayContext) => string | undefined;
  /** Told of each time that it was asked over HTTP. */
  readonly onAsked?: (asked: Asked) => void;
}

/** How it went to ask a subgraph once. */
export interface Asked {
  readonly outcome: Outcome;
  readonly seconds: number;
  /** Whether a client wanted to know. Else it was asked for its schema. */
  readonly forClient: boolean;
}

/**
 * Asks a subgraph over HTTP, and follows its subscriptions over a WebSocket. What goes wrong is in the answer, or ends the subscription.
 * Nothing is asked twice: what a mutation has done is not known here.
 */
export function createRemoteExecutor(
  { name, url }: RemoteSubgraph,
  { timeoutMs, tokenOf, onAsked }: RemoteOptions,
): Executor<GatewayContext | undefined> {
  const ask = createAsker({ url, timeoutMs });
  const subscribe = createRemoteSockets({ url, timeoutMs });

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
      const follower = `${caller.tenant} ${principalOf(caller)}`;
      return followRemotely({
        subscribe: (sink) => subscribe({ follower, connectionParams: authorization, operation }, sink),
        read: (result) => readAnswer(name, result),
        failure: (cause) => refusalIn(name, cause) ?? failureOf(name, cause),
      });
    }
    const began = performance.now();
    const answer = await ask(JSON.stringify(operation), authorization).then(
      (said) => readAnswer(name, said),
      (error: unknown): ExecutionResult => ({ errors: [failureOf(name, error)] }),
    );
    onAsked?.({
      outcome: outcomeOf(answer),
      seconds: (performance.now() - began) / 1000,
      forClient: context !== undefined,
    });
    return answer;
  }) as Executor<GatewayContext | undefined>;
}
