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

interface CachedOperation {
  readonly cost: CostFunction;
  /** Prepared by the first run within the cost limit. */
  prepared?: PreparedOperation;
}

/** Creates the runner of queries and mutations. Each operation is costed and compiled once. */
export function createOperationRunner(
  graph: BuiltGraph,
  options: { readonly compile: boolean; readonly maxCost: number },
): OperationRunner {
  const executor = createExecutor(graph.schema, { compile: options.compile, leafSerializers });
  const find = memoizeByOperation<CachedOperation>((document, operationName) => ({
    cost: compileCost(graph.schema, graph.annotations, document, operationOf(document, operationName)),
  }));

  return {
    async run({ document, operationName, variables, context }) {
      const operation = find(document, operationName);
      const cost = operation.cost(variables);
      if (cost > options.maxCost) return { errors: [operationTooCostly(cost, options.maxCost)] };
      operation.prepared ??= executor.prepare(document, operationName);
      return operation.prepared.execute({ context, variables });
    },
  };
}
