import {
  complete,
  end,
  endOffer,
  leave,
  offer,
  setOwner,
  recordStatus,
  stopRouting,
  notify,
} from './changes.ts';
import { route } from './routing.ts';
import type { InteractionOperation, Operation } from './operation.ts';
import {
  agentNamed,
  agentsIn,
  loadOf,
  offerTo,
  participantIndex,
  statusOf,
  type Interaction,
  type ModelState,
} from './model-state.ts';

type Start = Extract<Operation, { readonly kind: 'startInteraction' }>;
type SetState = Extract<Operation, { readonly kind: 'setAgentState' }>;

/** Applies an operation that is not refused. Routing and its events follow later. */
export function perform(model: ModelState, operation: InteractionOperation, interaction: Interaction): void {
  const { events, participants } = interaction;
  switch (operation.kind) {
    case 'sendStartTypingNotification':
    case 'sendStopTypingNotification':
      return;
    case 'requestChatHistory':
      notify(model, interaction, operation.agent, 'ChatHistory', null);
      return;
    case 'sendMessage':
      events.push({
        kind: 'ChatMessage',
        by: participantIndex(interaction, operation.by),
        text: operation.text,
        visibility: operation.visibility ?? 'EVERYONE',
        clientMessageId: operation.key ?? null,
      });
      return;
    case 'acceptInteraction': {
      const taken = offerTo(interaction, operation.agent);
      interaction.offers = interaction.offers.filter((one) => one !== taken);
      // An agent accepted the queue's or a transfer's offer. An accepted invitation does not end the wait in the queue.
      if (taken?.reason !== 'INVITE') interaction.waitingSince = null;
      const nickname = operation.nickname ?? agentNamed(model, operation.agent)?.nickname ?? null;
      const by =
        participants.push({
          role: 'AGENT',
          name: operation.agent,
          nickname,
          order: ++model.lastOrder,
          left: false,
        }) - 1;
      events.push({ kind: 'ParticipantJoined', by, participant: by });
      if (interaction.owner === null) setOwner(interaction, by, by);
      recordStatus(interaction, by);
      // CH-21: the full history up to the accept is pushed.
      notify(model, interaction, operation.agent, 'ChatHistory', null);
      return;
    }
    case 'rejectInteraction':
      interaction.declined.push(operation.agent);
      endOffer(model, interaction, operation.agent, 'REJECTED');
      return;
    case 'inviteUser':
      offer(model, interaction, operation.agentId, 'INVITE');
      return;
    case 'leaveConference':
      leave(model, interaction, operation.agent);
      return;
    case 'singleStepTransfer':
      leave(model, interaction, operation.agent);
      // Without a remaining agent there is no conference, so open invitations are withdrawn.
      if (agentsIn(interaction).length === 0) stopRouting(model, interaction, 'CANCELLED');
      interaction.waitingSince = model.clock;
      interaction.nextOfferReason = 'TRANSFER';
      // A transfer is a new request: agents who declined before can be offered it.
      interaction.declined = [];
      if ('skill' in operation.to) interaction.skill = operation.to.skill;
      else offer(model, interaction, operation.to.agentId, 'TRANSFER');
      return;
    case 'endChatSession':
      end(
        model,
        interaction,
        'AGENT_ENDED',
        participantIndex(interaction, { kind: 'agent', name: operation.agent }),
      );
      return;
    case 'updateAttachedData': {
      const merged = { ...interaction.attributes, ...operation.attributes };
      interaction.attributes = Object.fromEntries(
        Object.entries(merged).filter(([, value]) => value !== null),
      );
      events.push({
        kind: 'AttachedDataChanged',
        by: participantIndex(interaction, { kind: 'agent', name: operation.agent }),
        attributes: interaction.attributes,
      });
      return;
    }
    case 'completeInteraction': {
      const by = participantIndex(interaction, { kind: 'agent', name: operation.agent });
      // CH-60: the chat ends first, then the interaction is completed.
      if (!interaction.ended) end(model, interaction, 'AGENT_ENDED', by);
      complete(model, interaction, by);
      return;
    }
    case 'leaveInteraction': {
      const by = participantIndex(interaction, { kind: 'customer', name: operation.customer });
      const before = statusOf(interaction);
      const customer = participants[by];
      if (customer !== undefined) customer.left = true;
      events.push({ kind: 'ParticipantLeft', by, participant: by });
      if (before === 'ACTIVE') end(model, interaction, 'CUSTOMER_LEFT', by);
      if (before === 'QUEUED' || before === 'ALERTING') {
        stopRouting(model, interaction, 'CUSTOMER_LEFT');
        interaction.endReason = 'ABANDONED_IN_QUEUE';
        complete(model, interaction, by);
      }
      return;
    }
  }
}

export function start(model: ModelState, operation: Start): void {
  const { customer, type, skill, text, nickname, attributes, key: _ } = operation;
  const interaction: Interaction = {
    customer,
    type,
    given: attributes ?? null,
    skill: skill ?? null,
    attributes: attributes ?? null,
    participants: [{ role: 'CUSTOMER', name: customer, nickname: nickname ?? null, order: 0, left: false }],
    owner: null,
    offers: [],
    waitingSince: model.clock,
    nextOfferReason: 'QUEUE',
    declined: [],
    ended: false,
    completed: false,
    endReason: null,
    events: [
      { kind: 'ParticipantJoined', by: 0, participant: 0 },
      { kind: 'StatusChanged', by: 0, status: 'QUEUED' },
    ],
  };
  if (text !== undefined)
    interaction.events.push({
      kind: 'ChatMessage',
      by: 0,
      text,
      visibility: 'EVERYONE',
      clientMessageId: null,
    });
  model.interactions.push(interaction);
}

/** @returns all possible states; the agent's offers are withdrawn and routed one by one, in the order of the offers */
export function setPresence(model: ModelState, { agent: username, state }: SetState): readonly ModelState[] {
  const agent = agentNamed(model, username);
  if (agent === undefined) return [model];
  if (state === 'IDLE' && agent.presence !== 'IDLE') agent.idleSince = model.clock;
  agent.presence = state;
  // An absent agent keeps its work and loses its offers.
  if (state === 'IDLE') return [model];
  const orderOf = (interaction: Interaction) => offerTo(interaction, username)?.order ?? 0;
  const positions = [...model.interactions.entries()]
    .filter(([, interaction]) => orderOf(interaction) > 0)
    .sort(([, a], [, b]) => orderOf(a) - orderOf(b));
  return positions.reduce<readonly ModelState[]>(
    (states, [position]) =>
      states.flatMap((one) => {
        const interaction = one.interactions[position];
        if (interaction === undefined) return [one];
        // Signing out counts as declining the offer.
        interaction.declined.push(username);
        endOffer(one, interaction, username, 'CANCELLED');
        return route(one);
      }),
    [model],
  );
}

/** @throws if the model exceeds the capacity of an agent */
export function checkCapacity(model: ModelState): void {
  for (const { username, maxConcurrent } of model.agents)
    if (loadOf(model, username) > maxConcurrent) throw new Error(`The model overloads ${username}.`);
}
