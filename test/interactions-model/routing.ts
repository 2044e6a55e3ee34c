import { offer } from './changes.ts';
import { hasCapacity, loadOf, offerTo, placeOf, type Agent, type Interaction, type World } from './world.ts';

/**
 * Offers what waits to whom it fits, until nothing more can be offered: who waits longest is served first, on both sides.
 * @returns every way it can go: of agents who became free by the same operation either may count as the first
 */
export function route(world: World): readonly World[] {
  const waiting = [...world.interactions.entries()]
    .filter(([, interaction]) => interaction.wantedSince !== null && !isRinging(interaction))
    .sort(([, a], [, b]) => (a.wantedSince ?? 0) - (b.wantedSince ?? 0));
  return waiting.reduce<readonly World[]>(
    (worlds, [place]) => worlds.flatMap((one) => serve(one, place)),
    [world],
  );
}

function serve(world: World, place: number): readonly World[] {
  const interaction = world.interactions[place];
  const agents = interaction === undefined ? [] : nextFor(world, interaction);
  if (agents.length === 0) return [world];
  return agents.map(({ username }) => {
    const next = agents.length === 1 ? world : structuredClone(world);
    const waiting = next.interactions[place];
    if (waiting !== undefined) offer(next, waiting, username, waiting.wantedFor);
    return next;
  });
}

/** Nothing is offered to two at once, invitations apart. */
const isRinging = ({ offers }: Interaction): boolean => offers.some(({ reason }) => reason !== 'INVITE');

function nextFor(world: World, interaction: Interaction): readonly Agent[] {
  const { skill, declined } = interaction;
  const fits = (agent: Agent): boolean =>
    (skill === null || agent.skills.includes(skill)) &&
    hasCapacity(world, agent) &&
    placeOf(interaction, { kind: 'agent', name: agent.username }) < 0 &&
    offerTo(interaction, agent.username) === undefined;
  const turn = (agent: Agent): readonly number[] => [
    Number(declined.includes(agent.username)),
    // Who has something at hand is not idle, however long ago a slot became free.
    loadOf(world, agent.username),
    agent.idleSince,
  ];
  const fitting = world.agents
    .filter(fits)
    .filter(({ username }) => world.reoffer === 'last' || !declined.includes(username));
  const [first] = fitting.map(turn).sort(inOrder);
  return fitting.filter((agent) => first !== undefined && inOrder(turn(agent), first) === 0);
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((value, index) => value !== b[index]);
  return place < 0 ? 0 : (a[place] ?? 0) - (b[place] ?? 0);
}
