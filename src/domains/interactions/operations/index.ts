import type { InteractionDependencies } from '../dependencies.ts';
import { createActions } from '../commands/agent.ts';
import { createInteractionSubscribe } from '../subscribe.ts';
import { createNotifications } from '../notifications.ts';
import { createReads } from '../queries.ts';
import { createTyping } from '../typing.ts';

export type { NotificationRecord } from '../notifications.ts';
export { refusalPayload, type OperationOutcome } from '../outcome.ts';
export type { InteractionPage, MessagePage } from '../queries.ts';
export type { TypingRecord } from '../typing.ts';

export type InteractionOperations = ReturnType<typeof createInteractionOperations>;

export function createInteractionOperations(room: InteractionDependencies) {
  const reads = createReads(room);
  return {
    ...createActions(room),
    ...reads,
    ...createTyping(room),
    ...createNotifications(room, reads),
    subscribeToEvents: createInteractionSubscribe(room, reads.positionOf),
  };
}
