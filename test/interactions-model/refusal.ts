import {
  callerOf,
  isChatSpecific,
  type InteractionOperation,
  type Operation,
  type InteractionRef,
} from './operation.ts';
import {
  agentNamed,
  agentsIn,
  hasCapacity,
  isChat,
  offerTo,
  participantIndex,
  statusOf,
  tookPart,
  type Interaction,
  type Principal,
  type Status,
  type ModelState,
} from './model-state.ts';

const maxTextBytes = 32_768;
const isText = (text: string): boolean => text.trim() !== '' && Buffer.byteLength(text) <= maxTextBytes;

/** Validates the input before any lookup. */
export const inputStatus = (operation: Operation): Status =>
  operation.kind === 'sendMessage' && !isText(operation.text) ? 'INVALID_TEXT' : 'OK';

/** Returns the interaction if it exists for the caller. Customers can only find their own interactions (CH-8). */
export function findInteraction(
  model: ModelState,
  which: InteractionRef,
  caller: Principal,
): Interaction | undefined {
  const found = typeof which === 'number' ? model.interactions[which] : undefined;
  return caller.kind === 'customer' && found?.customer !== caller.name ? undefined : found;
}

/** Returns the status with which the operation is refused, or OK. The interaction exists and the key was not used before. */
export function refusal(
  model: ModelState,
  operation: InteractionOperation,
  interaction: Interaction,
): Status {
  const caller = callerOf(operation);
  if (isChatSpecific(operation) && !isChat(interaction)) return 'NOT_A_CHAT';
  const answersOffer = operation.kind === 'acceptInteraction' || operation.kind === 'rejectInteraction';
  if (interaction.completed && tookPart(interaction, caller)) return 'INVALID_STATE';
  const isIn = participantIndex(interaction, caller) >= 0;
  if (!answersOffer && (!isIn || interaction.completed)) return 'NOT_PARTICIPANT';
  const offered = offerTo(interaction, caller.name) !== undefined;
  const status = statusOf(interaction);
  switch (operation.kind) {
    case 'acceptInteraction':
      return isIn ? 'ALREADY_ACCEPTED' : offered ? 'OK' : 'NOT_OFFERED';
    case 'rejectInteraction':
      return isIn ? 'INVALID_STATE' : offered ? 'OK' : 'NOT_OFFERED';
    case 'sendMessage':
    case 'sendStartTypingNotification':
    case 'sendStopTypingNotification':
      return status === 'WRAP' ? 'INVALID_STATE' : 'OK';
    case 'inviteUser':
      return status === 'ACTIVE' ? targetAgent(model, interaction, operation.agentId) : 'INVALID_STATE';
    case 'singleStepTransfer':
      // Only one transfer at a time is allowed.
      if (status !== 'ACTIVE' || interaction.waitingSince !== null) return 'INVALID_STATE';
      return 'agentId' in operation.to
        ? targetAgent(model, interaction, operation.to.agentId)
        : targetSkill(model, operation.to.skill);
    case 'leaveConference':
      if (operation.agentId !== undefined && operation.agentId !== caller.name) return 'NOT_PARTICIPANT';
      return agentsIn(interaction).length === 1 ? 'LAST_AGENT' : 'OK';
    case 'endChatSession':
      return status === 'ACTIVE' ? 'OK' : 'INVALID_STATE';
    case 'requestChatHistory':
      return operation.event === 'none' || operation.event === 'own' ? 'OK' : 'UNKNOWN_EVENT';
    case 'leaveInteraction':
    case 'updateAttachedData':
    case 'completeInteraction':
      return 'OK';
  }
}

function targetAgent(model: ModelState, interaction: Interaction, username: string): Status {
  const agent = agentNamed(model, username);
  if (agent === undefined) return 'NO_SUCH_TARGET';
  const present = participantIndex(interaction, { kind: 'agent', name: username }) >= 0;
  if (present || offerTo(interaction, username) !== undefined) return 'ALREADY_PARTICIPANT';
  return hasCapacity(model, agent) ? 'OK' : 'AGENT_UNAVAILABLE';
}

const targetSkill = (model: ModelState, skill: string): Status =>
  model.agents.some(({ skills }) => skills.includes(skill)) ? 'OK' : 'NO_SUCH_TARGET';
