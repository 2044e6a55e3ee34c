export type { Append, Appended, Appender, Decision } from './appender.ts';
export { createEventLog, type EventLog } from './event-log.ts';
export type { Head, Heads } from './heads.ts';
export { lastSeq, type Fact, type LogRecord } from './record.ts';
export { eventCollection, recordOf } from './store.ts';
export { recordsOf } from './records.ts';
export { createEventIds, type EventIds } from './event-id.ts';
export { createProjectionCatchUp, rebuildProjections, type RebuildOptions } from './projections.ts';
