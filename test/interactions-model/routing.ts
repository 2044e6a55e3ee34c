import { hasCapacity, loadOf, offerTo, placeOf, type Agent, type Interaction, type World } from './world.ts';

/** Offers what waits to whom it fits, until nothing more can be offered: who waits longest is served first, on both sides. */
export function route(world: World): void {
  const waiting = world.interactions
    .filter((interaction) => interaction.wantedSince !== null && !isRinging(interaction))
    .sort((a, b) => (a.wantedSince ?? 0) - (b.wantedSince ?? 0));
  for (const interaction of waiting) {
    const agent = nextFor(world, interaction);
    if (agent !== undefined)
      interaction.offers.push({ agent: agent.username, reason: interaction.wantedFor, turn: ++world.turns });
  }
}

/** Nothing is offered to two at once, invitations apart. */
const isRinging = ({ offers }: Interaction): boolean => offers.some(({ reason }) => reason !== 'INVITE');

function nextFor(world: World, interaction: Interaction): Agent | undefined {
  const { skill, declined } = interaction;
  const fits = (agent: Agent): boolean =>
    (skill === null || agent.skills.includes(skill)) &&
    hasCapacity(world, agent) &&
    placeOf(interaction, { kind: 'agent', name: agent.username }) < 0 &&
    offerTo(interaction, agent.username) === undefined;
  const byTurn = (a: Agent, b: Agent): number =>
    Number(declined.includes(a.username)) - Number(declined.includes(b.username)) ||
    // Who has something at hand is not idle, however long ago a slot became free.
    Number(loadOf(world, a.username) > 0) - Number(loadOf(world, b.username) > 0) ||
    a.idleSince - b.idleSince ||
    (a.username < b.username ? -1 : 1);
  const fitting = world.agents.filter(fits).sort(byTurn);
  return world.reoffer === 'last' ? fitting[0] : fitting.find(({ username }) => !declined.includes(username));
}
