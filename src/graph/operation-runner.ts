import type { DocumentNode, ExecutionResult } from 'graphql';
import type { GraphContext } from './context.ts';
import { createExecutor, operationOf, type PreparedOperation } from './execution/index.ts';
import { compileCost, operationTooCostly, type CostFunction } from './limits/cost.ts';
import { memoizeByOperation } from './memoize-by-operation.ts';
import { leafSerializers } from './scalars.ts';
import type { BuiltGraph } from './build-graph.ts';

export interface OperationRequest {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  readonly context: GraphContext;
}

export interface OperationRunner {
  run(request: OperationRequest): Promise<ExecutionResult>;
}

interface Known {
  readonly cost: CostFunction;
  /** Made when the operation is first allowed to run. */
  prepared?: PreparedOperation;
}

/**
 * Costs, plans and compiles an operation once. What was made hangs on the parsed document, so the server's own cache of documents,
 * which is bounded, is the only one there is.
 */
export function createOperationRunner(
  graph: BuiltGraph,
  options: { readonly compile: boolean; readonly maxCost: number },
): OperationRunner {
  const executor = createExecutor(graph.schema, {
    compile: options.compile,
    leafSerializers,
  });
  const find = memoizeByOperation<Known>((document, operationName) => ({
    cost: compileCost(graph.schema, graph.annotations, document, operationOf(document, operationName)),
  }));

  return {
    async run({ document, operationName, variables, context }) {
      const operation = find(document, operationName);
      const price = operation.cost(variables);
      if (price > options.maxCost) return { errors: [operationTooCostly(price, options.maxCost)] };
      operation.prepared ??= executor.prepare(document, operationName);
      return operation.prepared.execute({ context, variables });
    },
  };
}
