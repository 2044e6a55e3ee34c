import {
  callerOf,
  isChatSpecific,
  type InteractionOperation,
  type Operation,
  type Which,
} from './operation.ts';
import {
  agentNamed,
  agentsIn,
  hasCapacity,
  isChat,
  offerTo,
  placeOf,
  statusOf,
  tookPart,
  type Interaction,
  type Principal,
  type Status,
  type World,
} from './world.ts';

const maxTextBytes = 32_768;
const isText = (text: string): boolean => text.trim() !== '' && Buffer.byteLength(text) <= maxTextBytes;

/** What the text itself is refused for, before anything is looked up. */
export const malformed = (operation: Operation): Status =>
  operation.kind === 'sendMessage' && !isText(operation.text) ? 'INVALID_TEXT' : 'OK';

/** The interaction, as far as the caller may know of it: a customer knows of none but the own (CH-8). */
export function find(world: World, which: Which, caller: Principal): Interaction | undefined {
  const found = typeof which === 'number' ? world.interactions[which] : undefined;
  return caller.kind === 'customer' && found?.customer !== caller.name ? undefined : found;
}

/** Why the operation is refused, once the interaction is found and no key answers for it; OK if it is not. */
export function refusal(world: World, operation: InteractionOperation, interaction: Interaction): Status {
  const caller = callerOf(operation);
  if (isChatSpecific(operation) && !isChat(interaction)) return 'NOT_A_CHAT';
  const answersOffer = operation.kind === 'acceptInteraction' || operation.kind === 'rejectInteraction';
  if (interaction.completed && tookPart(interaction, caller)) return 'INVALID_STATE';
  const isIn = placeOf(interaction, caller) >= 0;
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
      return status === 'ACTIVE' ? targetAgent(world, interaction, operation.agentId) : 'INVALID_STATE';
    case 'singleStepTransfer':
      // One hand-over at a time: until somebody has taken it there is nothing to hand on.
      if (status !== 'ACTIVE' || interaction.wantedSince !== null) return 'INVALID_STATE';
      return 'agentId' in operation.to
        ? targetAgent(world, interaction, operation.to.agentId)
        : targetSkill(world, operation.to.skill);
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

function targetAgent(world: World, interaction: Interaction, username: string): Status {
  const agent = agentNamed(world, username);
  if (agent === undefined) return 'NO_SUCH_TARGET';
  const present = placeOf(interaction, { kind: 'agent', name: username }) >= 0;
  if (present || offerTo(interaction, username) !== undefined) return 'ALREADY_PARTICIPANT';
  return hasCapacity(world, agent) ? 'OK' : 'AGENT_UNAVAILABLE';
}

const targetSkill = (world: World, skill: string): Status =>
  world.agents.some(({ skills }) => skills.includes(skill)) ? 'OK' : 'NO_SUCH_TARGET';
