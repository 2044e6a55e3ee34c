import { complete, end, endOffer, leave, offer, own, showStatus, stopLooking, tell } from './changes.ts';
import { route } from './routing.ts';
import type { InteractionOperation, Operation } from './operation.ts';
import {
  agentNamed,
  agentsIn,
  loadOf,
  offerTo,
  placeOf,
  statusOf,
  type Interaction,
  type World,
} from './world.ts';

type Start = Extract<Operation, { readonly kind: 'startInteraction' }>;
type SetState = Extract<Operation, { readonly kind: 'setAgentState' }>;

/** All that an operation does which is not refused. Routing and its events come after. */
export function perform(world: World, operation: InteractionOperation, interaction: Interaction): void {
  const { events, participants } = interaction;
  switch (operation.kind) {
    case 'sendStartTypingNotification':
    case 'sendStopTypingNotification':
      return;
    case 'requestChatHistory':
      tell(world, interaction, operation.agent, 'ChatHistory', null);
      return;
    case 'sendMessage':
      events.push({
        kind: 'ChatMessage',
        by: placeOf(interaction, operation.by),
        text: operation.text,
        visibility: operation.visibility ?? 'EVERYONE',
        clientMessageId: operation.key ?? null,
      });
      return;
    case 'acceptInteraction': {
      const taken = offerTo(interaction, operation.agent);
      interaction.offers = interaction.offers.filter((one) => one !== taken);
      // Somebody has been found; an invitation finds nobody for the queue.
      if (taken?.reason !== 'INVITE') interaction.wantedSince = null;
      const nickname = operation.nickname ?? agentNamed(world, operation.agent)?.nickname ?? null;
      const by =
        participants.push({
          role: 'AGENT',
          name: operation.agent,
          nickname,
          turn: ++world.turns,
          left: false,
        }) - 1;
      events.push({ kind: 'ParticipantJoined', by, participant: by });
      if (interaction.owner === null) own(interaction, by, by);
      showStatus(interaction, by);
      // CH-21: the whole history, up to this point.
      tell(world, interaction, operation.agent, 'ChatHistory', null);
      return;
    }
    case 'rejectInteraction':
      interaction.declined.push(operation.agent);
      endOffer(world, interaction, operation.agent, 'REJECTED');
      return;
    case 'inviteUser':
      offer(world, interaction, operation.agentId, 'INVITE');
      return;
    case 'leaveConference':
      leave(world, interaction, operation.agent);
      return;
    case 'singleStepTransfer':
      leave(world, interaction, operation.agent);
      // Where nobody is left, there is no conference to be invited to.
      if (agentsIn(interaction).length === 0) stopLooking(world, interaction, 'CANCELLED');
      interaction.wantedSince = world.clock;
      interaction.wantedFor = 'TRANSFER';
      // It is asked for anew: who turned it down before may take it now.
      interaction.declined = [];
      if ('skill' in operation.to) interaction.skill = operation.to.skill;
      else offer(world, interaction, operation.to.agentId, 'TRANSFER');
      return;
    case 'endChatSession':
      end(world, interaction, 'AGENT_ENDED', placeOf(interaction, { kind: 'agent', name: operation.agent }));
      return;
    case 'updateAttachedData': {
      const merged = { ...interaction.attributes, ...operation.attributes };
      interaction.attributes = Object.fromEntries(
        Object.entries(merged).filter(([, value]) => value !== null),
      );
      events.push({
        kind: 'AttachedDataChanged',
        by: placeOf(interaction, { kind: 'agent', name: operation.agent }),
        attributes: interaction.attributes,
      });
      return;
    }
    case 'completeInteraction': {
      const by = placeOf(interaction, { kind: 'agent', name: operation.agent });
      // CH-60: both, in that order.
      if (!interaction.ended) end(world, interaction, 'AGENT_ENDED', by);
      complete(world, interaction, by);
      return;
    }
    case 'leaveInteraction': {
      const by = placeOf(interaction, { kind: 'customer', name: operation.customer });
      const before = statusOf(interaction);
      const customer = participants[by];
      if (customer !== undefined) customer.left = true;
      events.push({ kind: 'ParticipantLeft', by, participant: by });
      if (before === 'ACTIVE') end(world, interaction, 'CUSTOMER_LEFT', by);
      if (before === 'QUEUED' || before === 'ALERTING') {
        stopLooking(world, interaction, 'CUSTOMER_LEFT');
        interaction.endReason = 'ABANDONED_IN_QUEUE';
        complete(world, interaction, by);
      }
      return;
    }
  }
}

export function start(world: World, operation: Start): void {
  const { customer, type, skill, text, nickname, attributes, key: _ } = operation;
  const interaction: Interaction = {
    customer,
    type,
    given: attributes ?? null,
    skill: skill ?? null,
    attributes: attributes ?? null,
    participants: [{ role: 'CUSTOMER', name: customer, nickname: nickname ?? null, turn: 0, left: false }],
    owner: null,
    offers: [],
    wantedSince: world.clock,
    wantedFor: 'QUEUE',
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
  world.interactions.push(interaction);
}

/** @returns every way it can go: what the agent is offered goes to others one after the other, in the order of the offers */
export function setPresence(world: World, { agent: username, state }: SetState): readonly World[] {
  const agent = agentNamed(world, username);
  if (agent === undefined) return [world];
  if (state === 'IDLE' && agent.presence !== 'IDLE') agent.idleSince = world.clock;
  agent.presence = state;
  // Who is not there is offered nothing; the work at hand stays.
  if (state === 'IDLE') return [world];
  const turnOf = (interaction: Interaction) => offerTo(interaction, username)?.turn ?? 0;
  const places = [...world.interactions.entries()]
    .filter(([, interaction]) => turnOf(interaction) > 0)
    .sort(([, a], [, b]) => turnOf(a) - turnOf(b));
  return places.reduce<readonly World[]>(
    (worlds, [place]) =>
      worlds.flatMap((one) => {
        const interaction = one.interactions[place];
        if (interaction === undefined) return [one];
        // Who goes away has not taken it, as who rejects has not.
        interaction.declined.push(username);
        endOffer(one, interaction, username, 'CANCELLED');
        return route(one);
      }),
    [world],
  );
}

/** No agent is ever above capacity; the model holds itself to it. */
export function checkCapacity(world: World): void {
  for (const { username, maxConcurrent } of world.agents)
    if (loadOf(world, username) > maxConcurrent) throw new Error(`The model overloads ${username}.`);
}
