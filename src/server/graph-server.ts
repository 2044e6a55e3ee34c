import type { HTTPGraphQLRequest, HTTPGraphQLResponse } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { GraphContext, type PreparedSubscription } from '../graph/index.ts';
import { createApollo, type ApolloDeps } from './apollo.ts';
import { OperationContext, type Sender } from './operation-context.ts';

export interface Operation {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

/** The result of an operation, or a subscription that is ready to open. The errors are formatted for clients. */
export interface OperationResult {
  readonly subscription?: PreparedSubscription;
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

/** The graph for all transports: one document cache, one set of limits, one error format. */
export interface GraphServer {
  executeHttp(request: HTTPGraphQLRequest, sender: Sender): Promise<HTTPGraphQLResponse>;
  /** Executes an operation of a WebSocket or an event stream. */
  execute(operation: Operation, sender: Sender): Promise<OperationResult>;
  readonly formatError: ApolloDeps['formatError'];
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createGraphServer(deps: ApolloDeps): GraphServer {
  const { source, formatError } = deps;
  const apollo = createApollo(deps);
  const contextOf = (sender: Sender) =>
    new OperationContext(sender, new GraphContext(sender.principal, source.current.plan, sender.spend));
  return {
    formatError,
    executeHttp: (httpGraphQLRequest, sender) =>
      apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest,
        context: () => Promise.resolve(contextOf(sender)),
      }),
    async execute({ query, operationName, variables }, sender) {
      const contextValue = contextOf(sender);
      const { body } = await apollo.executeOperation(
        {
          query,
          ...(typeof operationName === 'string' ? { operationName } : {}),
          ...(variables ? { variables } : {}),
        },
        { contextValue },
      );
      if (body.kind !== 'single') throw new Error('Incremental delivery is not supported.');
      const { data, errors } = body.singleResult;
      const { subscription } = contextValue.output;
      if (subscription !== undefined) return { subscription };
      return { ...(errors === undefined ? {} : { errors }), ...(data === undefined ? {} : { data }) };
    },
    start: () => apollo.start(),
    stop: () => apollo.stop(),
  };
}
