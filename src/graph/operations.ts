import { GraphQLError, type DocumentNode, type ExecutionResult } from 'graphql';
import type { GraphContext } from './context.ts';
import { createExecutor, type PreparedOperation } from './execution/index.ts';
import { compileCost, type Cost } from './limits/cost.ts';
import { leafSerializers } from './scalars.ts';
import type { Graph } from './unify.ts';

export interface OperationRequest {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  readonly context: GraphContext;
}

export interface OperationRunner {
  run(request: OperationRequest): Promise<ExecutionResult>;
}

interface Ready {
  readonly prepared: PreparedOperation;
  readonly cost: Cost;
}

/**
 * Costs, plans and compiles an operation once. What was made hangs on the parsed document, so the server's own cache of documents,
 * which is bounded, is the only one there is.
 */
export function createOperationRunner(
  graph: Graph,
  options: { readonly compile: boolean; readonly maxCost: number },
): OperationRunner {
  const executor = createExecutor(graph.schema, {
    compile: options.compile,
    leafSerializers,
  });
  const known = new WeakMap<DocumentNode, Map<string, Ready>>();

  function ready(document: DocumentNode, operationName: string | undefined): Ready {
    let operations = known.get(document);
    if (operations === undefined) known.set(document, (operations = new Map<string, Ready>()));
    const name = operationName ?? '';
    let found = operations.get(name);
    if (found === undefined) {
      const prepared = executor.prepare(document, operationName);
      found = { prepared, cost: compileCost(graph.schema, graph.annotations, document, prepared.operation) };
      operations.set(name, found);
    }
    return found;
  }

  return {
    async run({ document, operationName, variables, context }) {
      const { prepared, cost } = ready(document, operationName);
      const price = cost(variables);
      if (price > options.maxCost) return { errors: [tooDear(price, options.maxCost)] };
      return prepared.execute({ context, variables });
    },
  };
}

const tooDear = (price: number, limit: number) =>
  new GraphQLError(
    `The operation can return about ${price} objects; the limit is ${limit}. Ask for smaller pages, or for fewer nested lists.`,
    { extensions: { code: 'OPERATION_TOO_COSTLY', cost: price, limit } },
  );
