// The records that resolvers return. codegen.ts maps the types of the graph to them.
export type { TranscriptPage } from './operations.ts';
export type { ChatterRecord, TranscriptEntryRecord, TranscriptRecord } from './model.ts';
