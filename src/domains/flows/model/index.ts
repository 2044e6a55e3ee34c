export type * from './parts.ts';
export type { FlowFact } from './facts.ts';
export { answered, foldFlow } from './state.ts';
export * from './state.ts';
export { summaryOf, type FlowSummary } from './summary.ts';
