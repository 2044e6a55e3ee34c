import { recordStatus } from './changes.ts';
import { checkCapacity, perform, setPresence, start } from './effects.ts';
import { callerOf, contentOf, keyOf, type Operation } from './operation.ts';
import { findInteraction, inputStatus, refusal } from './refusal.ts';
import { route } from './routing.ts';
import type { Answer, ModelEvent, ModelState } from './model-state.ts';

export interface Step {
  /** The possible states after the operation; more than one if several agents are equally eligible for an offer. */
  readonly states: readonly [ModelState, ...ModelState[]];
  readonly answer: Answer;
  /** True if the idempotency key was used before: the operation has no effect and returns the first answer. */
  readonly repeated: boolean;
}

/** Returns the answer to an operation and the possible states after it. Does not modify the given state. */
export function step(before: ModelState, operation: Operation): Step {
  const early = answerBeforeExecution(before, operation);
  if (early !== undefined) return { states: [before], ...early };

  const model = structuredClone(before);
  model.clock += 1;
  let states: readonly ModelState[] = [model];
  let answer: Answer;
  if (operation.kind === 'setAgentState') {
    states = setPresence(model, operation);
    answer = { status: 'OK', interaction: null, event: null };
  } else if (operation.kind === 'startInteraction') {
    start(model, operation);
    answer = { status: 'OK', interaction: model.interactions.length - 1, event: 'ParticipantJoined' };
  } else {
    const position = Number(operation.interaction);
    const interaction = model.interactions[position];
    if (interaction === undefined) throw new Error('The interaction does not exist.');
    const length = interaction.events.length;
    perform(model, operation, interaction);
    answer = { status: 'OK', interaction: position, event: firstOf(interaction.events.slice(length)) };
  }
  const key = keyOf(operation);
  if (key !== undefined) model.answersByKey[key] = { content: contentOf(operation), answer };
  return { states: routeAll(states), answer, repeated: false };
}

/** Returns whether the operation would be performed: it is neither refused nor answered by its key. */
export const isPossible = (model: ModelState, operation: Operation): boolean =>
  answerBeforeExecution(model, operation) === undefined;

/** Checks the input, the interaction, the key and then the rules, in this order. Returns undefined if the operation is to be performed. */
function answerBeforeExecution(model: ModelState, operation: Operation): Omit<Step, 'states'> | undefined {
  if (operation.kind === 'setAgentState') return undefined;
  const refuse = (status: Answer['status'], interaction: number | null) => ({
    answer: { status, interaction, event: null },
    repeated: false,
  });
  const input = inputStatus(operation);
  if (input !== 'OK') return refuse(input, null);

  const caller = callerOf(operation);
  const position = operation.kind === 'startInteraction' ? null : operation.interaction;
  const interaction = position === null ? undefined : findInteraction(model, position, caller);
  if (position !== null && interaction === undefined) return refuse('NOT_FOUND', null);

  const key = keyOf(operation);
  const earlier = key === undefined ? undefined : model.answersByKey[key];
  if (earlier !== undefined)
    return earlier.content === contentOf(operation)
      ? { answer: earlier.answer, repeated: true }
      : refuse('IDEMPOTENCY_CONFLICT', earlier.answer.interaction);

  if (operation.kind === 'startInteraction' || interaction === undefined) return undefined;
  const status = refusal(model, operation, interaction);
  return status === 'OK' ? undefined : refuse(status, Number(position));
}

function routeAll(before: readonly ModelState[]): Step['states'] {
  const [first, ...others] = before.flatMap(route);
  if (first === undefined) throw new Error('Routing returned no state.');
  for (const model of [first, ...others]) {
    for (const interaction of model.interactions) recordStatus(interaction, null);
    checkCapacity(model);
  }
  return [first, ...others];
}

/** Returns the kind of the first event of an operation. Events of routing are not part of the operation. */
const firstOf = (events: readonly ModelEvent[]): Answer['event'] => events[0]?.kind ?? null;
