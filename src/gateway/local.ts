import {
  getOperationASTFromRequest,
  type ExecutionRequest,
  type ExecutionResult,
  type Executor,
} from '@graphql-tools/utils';
import { GraphQLError, OperationTypeNode, print, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { ExecutableGraph, ExecutionOptions } from '../graph/index.ts';
import type { GatewayContext } from './context.ts';
import { iterate } from './iterate.ts';

/** Our own domains, as the stitched graph asks them: directly, with the caller's own context. */
export function createLocalExecutor(
  graph: Pick<ExecutableGraph, 'runner' | 'subscriber'>,
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
      return worded((await graph.runner.run({ ...asked, context: context.graph })) as ExecutionResult);
    const { subscription, errors } = await graph.subscriber.subscribe({
      ...asked,
      caller: context.caller,
    });
    return errors === undefined
      ? iterate(subscription, context.opening?.positions ?? [])
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
