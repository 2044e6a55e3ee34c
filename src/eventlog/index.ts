export type { Append, Appended, Decision } from './append.ts';
export type { Appender } from './appender.ts';
export { createEventIds, isAt, type EventIds, type EventPosition } from './event-id.ts';
export { createEventLog, recordsOf, type EventLog } from './event-log.ts';
export { noTime, type Head, type Heads } from './heads.ts';
export { createProjectionCatchUp, rebuildProjections, type RebuildOptions } from './projections.ts';
export { lastSeq, type Fact, type LogRecord, type StreamKind } from './record.ts';
export { eventCollection, recordOf } from './store.ts';
