import type { ValidationRule } from 'graphql';
import { oneOfVariablesRule } from './one-of-rule.ts';

export { createExecutor, operationOf, type PreparedOperation } from './executor.ts';

/** What documents must hold beyond GraphQL's own rules before they are executed. */
export const executionRules: readonly ValidationRule[] = [oneOfVariablesRule];
