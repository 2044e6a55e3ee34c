// The records that resolvers return. codegen.ts maps the types of the graph to them.
export type { AgentCountsRecord } from './live/counts.ts';
export type { DisplayedTask } from './presence/focus-task.ts';
export type { AgentRecord } from './model.ts';
export type { AgentPage, AgentSessionPage } from './operations.ts';
export type { AgentSessionRecord } from './history/sessions.ts';
export type { StateChangeRecord } from './history/state-change.ts';
export type { StateChangePage } from './history/state-history.ts';
