import {
  execute,
  getOperationAST,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type ValidationRule,
  type OperationDefinitionNode,
} from 'graphql';
export interface PreparedOperation {
  operation: OperationDefinitionNode;
  execute(run: {
    context: unknown;
    variables: Record<string, unknown>;
  }): Promise<ExecutionResult> | ExecutionResult;
}
export const executionRules: ValidationRule[] = [];
export const createExecutor = (schema: GraphQLSchema, _: unknown) => ({
  prepare: (document: DocumentNode, operationName?: string): PreparedOperation => ({
    operation: getOperationAST(document, operationName)!,
    execute: ({ context, variables }) =>
      execute({
        schema,
        document,
        contextValue: context,
        variableValues: variables,
        operationName: operationName ?? null,
      }),
  }),
});
