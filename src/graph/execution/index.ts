export { createEventExecutor, type EventExecutor } from './executor.ts';
export { createExecutor, operationOf, type PreparedOperation } from './executor.ts';
export { executionRules } from './validation-rules.ts';
