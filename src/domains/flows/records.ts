// The records that resolvers return. codegen.ts maps the types of the graph to them.
export type {
  FlowState,
  FlowStepRecord,
  FlowSummary,
  FlowVariable,
  FlowVariableSet,
  PhotoOfFlow,
} from './model/index.ts';
export type { FlowPage } from './queries.ts';
