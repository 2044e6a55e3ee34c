export * from './agent.ts';
export * from './conversation.ts';
export * from './customer.ts';
export type { Decided } from './draft.ts';
