import { bind } from '../../kernel/bind.ts';
import {
  acceptInteraction,
  completeInteraction,
  endChatSession,
  leaveConference,
  rejectInteraction,
  updateAttachedData,
} from './commands/agent.ts';
import { sendMessage, leaveInteraction, startInteraction } from './commands/conversation.ts';
import { inviteUser, singleStepTransfer } from './commands/offer-to-agent.ts';
import type { InteractionDependencies } from './dependencies.ts';
import { createNotifications } from './notifications.ts';
import { createInteractionQueries } from './queries.ts';
import { subscribeToEvents } from './subscribe.ts';
import { createTyping } from './typing.ts';

export type InteractionOperations = ReturnType<typeof createInteractionOperations>;

export function createInteractionOperations(deps: InteractionDependencies) {
  const queries = createInteractionQueries(deps);
  return {
    ...queries,
    ...bind(deps, {
      startInteraction,
      leaveInteraction,
      sendMessage,
      acceptInteraction,
      rejectInteraction,
      inviteUser,
      leaveConference,
      singleStepTransfer,
      endChatSession,
      updateAttachedData,
      completeInteraction,
      subscribeToEvents,
    }),
    ...createTyping(deps),
    ...createNotifications(deps, queries),
  };
}
