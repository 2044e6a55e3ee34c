import {
  getOperationASTFromRequest,
  isAsyncIterable,
  type ExecutionRequest,
  type Executor,
} from '@graphql-tools/utils';
import { OperationTypeNode, type ExecutionResult } from 'graphql';
import type { GatewayContext } from './context.ts';
import type { ScalarCheck } from './scalar-check.ts';

/**
 * Opens a subscription and hands its events out, and takes them back one by one to have them joined.
 * @param check what is joined, answers and events, goes through it
 */
export const eventByEvent = (executor: Executor, check: ScalarCheck): Executor =>
  (async (request: ExecutionRequest<Record<string, unknown>, GatewayContext>) => {
    const { context } = request;
    if (
      context?.event !== undefined &&
      getOperationASTFromRequest(request).operation === OperationTypeNode.SUBSCRIPTION
    )
      return only(check(context.event, request));
    const answer = await executor(request);
    if (!isAsyncIterable(answer)) return check(answer, request);
    if (context?.opening !== undefined)
      context.opening.events = answer[Symbol.asyncIterator]() as AsyncIterator<ExecutionResult>;
    return answer;
  }) as Executor;

// eslint-disable-next-line @typescript-eslint/require-await -- what the library takes for a subscription
async function* only<Event>(event: Event): AsyncGenerator<Event> {
  yield event;
}
