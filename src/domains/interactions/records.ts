// The records that resolvers return. codegen.ts maps the types of the graph to them.
export type { EventRecord, ParticipantRecord } from './model/index.ts';
export type { InteractionState } from './model/index.ts';
export type { NotificationRecord } from './notifications.ts';
export type { InteractionOutcome } from './commands/run.ts';
export type { EventPage, InteractionPage } from './queries.ts';
export type { TypingRecord } from './typing.ts';
