import { offer } from './changes.ts';
import {
  hasCapacity,
  loadOf,
  offerTo,
  participantIndex,
  type Agent,
  type Interaction,
  type ModelState,
} from './model-state.ts';

/**
 * Offers waiting interactions to eligible agents until no more offers are possible. The longest-waiting interaction and the longest-idle
 * agent come first.
 * @returns all possible states; agents who became idle by the same operation are equally eligible
 */
export function route(model: ModelState): readonly ModelState[] {
  const waiting = [...model.interactions.entries()]
    .filter(([, interaction]) => interaction.waitingSince !== null && !isRinging(interaction))
    .sort(([, a], [, b]) => (a.waitingSince ?? 0) - (b.waitingSince ?? 0));
  return waiting.reduce<readonly ModelState[]>(
    (states, [position]) => states.flatMap((one) => serve(one, position)),
    [model],
  );
}

function serve(model: ModelState, position: number): readonly ModelState[] {
  const interaction = model.interactions[position];
  const agents = interaction === undefined ? [] : nextFor(model, interaction);
  if (agents.length === 0) return [model];
  return agents.map(({ username }) => {
    const next = agents.length === 1 ? model : structuredClone(model);
    const waiting = next.interactions[position];
    if (waiting !== undefined) offer(next, waiting, username, waiting.nextOfferReason);
    return next;
  });
}

/** Returns whether an offer other than an invitation is open. Only one such offer is allowed. */
const isRinging = ({ offers }: Interaction): boolean => offers.some(({ reason }) => reason !== 'INVITE');

function nextFor(model: ModelState, interaction: Interaction): readonly Agent[] {
  const { skill, declined } = interaction;
  const fits = (agent: Agent): boolean =>
    (skill === null || agent.skills.includes(skill)) &&
    hasCapacity(model, agent) &&
    participantIndex(interaction, { kind: 'agent', name: agent.username }) < 0 &&
    offerTo(interaction, agent.username) === undefined;
  const priority = (agent: Agent): readonly number[] => [
    Number(declined.includes(agent.username)),
    // Agents with less work come first, regardless of their idle time.
    loadOf(model, agent.username),
    agent.idleSince,
  ];
  const fitting = model.agents
    .filter(fits)
    .filter(({ username }) => model.reoffer === 'last' || !declined.includes(username));
  const [first] = fitting.map(priority).sort(comparePriority);
  return fitting.filter((agent) => first !== undefined && comparePriority(priority(agent), first) === 0);
}

function comparePriority(a: readonly number[], b: readonly number[]): number {
  const position = a.findIndex((value, index) => value !== b[index]);
  return position < 0 ? 0 : (a[position] ?? 0) - (b[position] ?? 0);
}
