import type { ValidationRule } from 'graphql';
import { oneOfVariablesRule } from './one-of-rule.ts';
import { subscriptionConditionsRule } from './subscription-conditions-rule.ts';

export { createEventExecutor, type EventExecutor } from './event-executor.ts';
export { createExecutor, operationOf, type PreparedOperation } from './executor.ts';

/** What documents must hold beyond GraphQL's own rules before they are executed. */
export const executionRules: readonly ValidationRule[] = [oneOfVariablesRule, subscriptionConditionsRule];
