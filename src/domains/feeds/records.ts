// The records that resolvers return. codegen.ts maps the types of the graph to them.
export type { DeadLetterPage } from './dead-letters/operations.ts';
export type {
  ContactRecord,
  DeadLetterRecord,
  FeedEventRecord,
  TraceRecord,
  WorkCodeRecord,
} from './model.ts';
export type { ErasureReport } from './erasure/erase.ts';
export type { FeedEventPage, TraceRecordPage } from './operations.ts';
export type { EventTypeSettings } from './event-type-settings/operations.ts';
