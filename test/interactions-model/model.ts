import { showStatus } from './changes.ts';
import { checkCapacity, perform, setPresence, start } from './effects.ts';
import { callerOf, contentOf, keyOf, type Operation } from './operation.ts';
import { find, malformed, refusal } from './refusal.ts';
import { route } from './routing.ts';
import type { Answer, ModelEvent, World } from './world.ts';

export interface Step {
  /** The world after it; several where it is open whose turn it is. */
  readonly worlds: readonly [World, ...World[]];
  readonly answer: Answer;
  /** The key had done this before: nothing happens, and the first answer comes again. */
  readonly again: boolean;
}

/** What an operation answers, and what comes of it. The world before it stays as it is. */
export function step(before: World, operation: Operation): Step {
  const early = beforehand(before, operation);
  if (early !== undefined) return { worlds: [before], ...early };

  const world = structuredClone(before);
  world.clock += 1;
  let worlds: readonly World[] = [world];
  let answer: Answer;
  if (operation.kind === 'setAgentState') {
    worlds = setPresence(world, operation);
    answer = { status: 'OK', interaction: null, event: null };
  } else if (operation.kind === 'startInteraction') {
    start(world, operation);
    answer = { status: 'OK', interaction: world.interactions.length - 1, event: 'ParticipantJoined' };
  } else {
    const place = Number(operation.interaction);
    const interaction = world.interactions[place];
    if (interaction === undefined) throw new Error('It was found before.');
    const length = interaction.events.length;
    perform(world, operation, interaction);
    answer = { status: 'OK', interaction: place, event: firstOf(interaction.events.slice(length)) };
  }
  const key = keyOf(operation);
  if (key !== undefined) world.done[key] = { content: contentOf(operation), answer };
  return { worlds: settle(worlds), answer, again: false };
}

/** Whether the operation would be done: neither refused nor answered by its key. */
export const isOpen = (world: World, operation: Operation): boolean =>
  beforehand(world, operation) === undefined;

/** In the order of the checks: the input, the interaction, the key, and only then the rules. */
function beforehand(world: World, operation: Operation): Omit<Step, 'worlds'> | undefined {
  if (operation.kind === 'setAgentState') return undefined;
  const refuse = (status: Answer['status'], interaction: number | null) => ({
    answer: { status, interaction, event: null },
    again: false,
  });
  const input = malformed(operation);
  if (input !== 'OK') return refuse(input, null);

  const caller = callerOf(operation);
  const place = operation.kind === 'startInteraction' ? null : operation.interaction;
  const interaction = place === null ? undefined : find(world, place, caller);
  if (place !== null && interaction === undefined) return refuse('NOT_FOUND', null);

  const key = keyOf(operation);
  const earlier = key === undefined ? undefined : world.done[key];
  if (earlier !== undefined)
    return earlier.content === contentOf(operation)
      ? { answer: earlier.answer, again: true }
      : refuse('IDEMPOTENCY_CONFLICT', earlier.answer.interaction);

  if (operation.kind === 'startInteraction' || interaction === undefined) return undefined;
  const status = refusal(world, operation, interaction);
  return status === 'OK' ? undefined : refuse(status, Number(place));
}

function settle(before: readonly World[]): Step['worlds'] {
  const [first, ...others] = before.flatMap(route);
  if (first === undefined) throw new Error('A world has no future.');
  for (const world of [first, ...others]) {
    for (const interaction of world.interactions) showStatus(interaction, null);
    checkCapacity(world);
  }
  return [first, ...others];
}

/** Of what an operation brings about: waiting and ringing come by themselves. */
const firstOf = (events: readonly ModelEvent[]): Answer['event'] => events[0]?.kind ?? null;
