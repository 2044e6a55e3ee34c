/** What operations are made of: the changes that several of them share. */
import {
  agentNamed,
  agentsIn,
  loadOf,
  offerTo,
  placeOf,
  statusOf,
  type EndReason,
  type Interaction,
  type Notice,
  type OfferReason,
  type WithdrawalReason,
  type World,
} from './world.ts';

/** Says the state, if it is another than the one said last. */
export function showStatus(interaction: Interaction, by: number | null): void {
  const status = statusOf(interaction);
  const said = interaction.events.findLast((event) => event.kind === 'StatusChanged');
  if (said?.status !== status) interaction.events.push({ kind: 'StatusChanged', by, status });
}

export function own(interaction: Interaction, owner: number | null, by: number): void {
  interaction.owner = owner;
  interaction.events.push({ kind: 'OwnerChanged', by, owner });
}

/** An agent goes; who owned it hands it to the agent longest in, or to nobody. */
export function leave(world: World, interaction: Interaction, username: string): void {
  const by = placeOf(interaction, { kind: 'agent', name: username });
  const stay = interaction.participants[by];
  if (stay !== undefined) stay.left = true;
  interaction.events.push({ kind: 'ParticipantLeft', by, participant: by });
  becomesFree(world, username);
  if (interaction.owner === by) own(interaction, agentsIn(interaction)[0] ?? null, by);
}

export function offer(world: World, interaction: Interaction, agent: string, reason: OfferReason): void {
  interaction.offers.push({ agent, reason, turn: ++world.turns });
  tell(world, interaction, agent, 'InteractionOffered', reason);
}

/** Takes back what the agent is offered, if anything. What was offered by the queue or a transfer is still wanted. */
export function endOffer(
  world: World,
  interaction: Interaction,
  username: string,
  reason: WithdrawalReason,
): void {
  const ended = offerTo(interaction, username);
  if (ended === undefined) return;
  interaction.offers = interaction.offers.filter((one) => one !== ended);
  tell(world, interaction, username, 'OfferWithdrawn', reason);
  becomesFree(world, username);
}

export function stopLooking(world: World, interaction: Interaction, reason: WithdrawalReason): void {
  interaction.wantedSince = null;
  for (const { agent } of interaction.offers) endOffer(world, interaction, agent, reason);
}

/** The chat ends, the work after it does not (CH-57). */
export function end(world: World, interaction: Interaction, reason: EndReason, by: number): void {
  stopLooking(world, interaction, reason === 'CUSTOMER_LEFT' ? 'CUSTOMER_LEFT' : 'CANCELLED');
  interaction.ended = true;
  interaction.endReason = reason;
  showStatus(interaction, by);
}

export function complete(world: World, interaction: Interaction, by: number): void {
  interaction.completed = true;
  for (const place of agentsIn(interaction)) {
    const agent = interaction.participants[place];
    if (agent !== undefined) becomesFree(world, agent.name);
  }
  showStatus(interaction, by);
}

export function tell(
  world: World,
  interaction: Interaction,
  agent: string,
  kind: Notice['kind'],
  reason: Notice['reason'],
): void {
  world.notices.push({ agent, interaction: world.interactions.indexOf(interaction), kind, reason });
}

/** Who still has something at hand has not become idle. */
function becomesFree(world: World, username: string): void {
  const agent = agentNamed(world, username);
  if (agent !== undefined && loadOf(world, username) === 0) agent.idleSince = world.clock;
}
