/** State changes that several operations share. */
import {
  agentNamed,
  agentsIn,
  loadOf,
  offerTo,
  participantIndex,
  statusOf,
  type EndReason,
  type Interaction,
  type Notification,
  type OfferReason,
  type WithdrawalReason,
  type ModelState,
} from './model-state.ts';

/** Appends a StatusChanged event if the status differs from the last one in the events. */
export function recordStatus(interaction: Interaction, by: number | null): void {
  const status = statusOf(interaction);
  const said = interaction.events.findLast((event) => event.kind === 'StatusChanged');
  if (said?.status !== status) interaction.events.push({ kind: 'StatusChanged', by, status });
}

export function setOwner(interaction: Interaction, owner: number | null, by: number): void {
  interaction.owner = owner;
  interaction.events.push({ kind: 'OwnerChanged', by, owner });
}

/** Removes an agent. If the agent was the owner, the longest-present agent becomes the owner, or nobody if no agent remains. */
export function leave(model: ModelState, interaction: Interaction, username: string): void {
  const by = participantIndex(interaction, { kind: 'agent', name: username });
  const stay = interaction.participants[by];
  if (stay !== undefined) stay.left = true;
  interaction.events.push({ kind: 'ParticipantLeft', by, participant: by });
  updateIdleSince(model, username);
  if (interaction.owner === by) setOwner(interaction, agentsIn(interaction)[0] ?? null, by);
}

export function offer(model: ModelState, interaction: Interaction, agent: string, reason: OfferReason): void {
  interaction.offers.push({ agent, reason, order: ++model.lastOrder });
  notify(model, interaction, agent, 'InteractionOffered', reason);
}

/** Withdraws the agent's offer, if one exists. An interaction offered from the queue or by a transfer keeps waiting for an agent. */
export function endOffer(
  model: ModelState,
  interaction: Interaction,
  username: string,
  reason: WithdrawalReason,
): void {
  const ended = offerTo(interaction, username);
  if (ended === undefined) return;
  interaction.offers = interaction.offers.filter((one) => one !== ended);
  notify(model, interaction, username, 'OfferWithdrawn', reason);
  updateIdleSince(model, username);
}

export function stopRouting(model: ModelState, interaction: Interaction, reason: WithdrawalReason): void {
  interaction.waitingSince = null;
  for (const { agent } of interaction.offers) endOffer(model, interaction, agent, reason);
}

/** Ends the chat. The after-call work continues (CH-57). */
export function end(model: ModelState, interaction: Interaction, reason: EndReason, by: number): void {
  stopRouting(model, interaction, reason === 'CUSTOMER_LEFT' ? 'CUSTOMER_LEFT' : 'CANCELLED');
  interaction.ended = true;
  interaction.endReason = reason;
  recordStatus(interaction, by);
}

export function complete(model: ModelState, interaction: Interaction, by: number): void {
  interaction.completed = true;
  for (const position of agentsIn(interaction)) {
    const agent = interaction.participants[position];
    if (agent !== undefined) updateIdleSince(model, agent.name);
  }
  recordStatus(interaction, by);
}

export function notify(
  model: ModelState,
  interaction: Interaction,
  agent: string,
  kind: Notification['kind'],
  reason: Notification['reason'],
): void {
  model.notifications.push({ agent, interaction: model.interactions.indexOf(interaction), kind, reason });
}

/** Restarts the agent's idle time if the agent has no work and no offer left. */
function updateIdleSince(model: ModelState, username: string): void {
  const agent = agentNamed(model, username);
  if (agent !== undefined && loadOf(model, username) === 0) agent.idleSince = model.clock;
}
