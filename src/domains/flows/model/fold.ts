import type { LogRecord } from '../../../eventlog/index.ts';
import type { FlowFact } from './facts.ts';
import type { FlowChoice, FlowStep, FlowVariable } from './parts.ts';
import { isSameVariable, notStarted, type FlowState } from './state.ts';

/** Pure, and total: what it does not know takes its number and changes nothing. */
export const foldFlow = (state: FlowState, { facts, at }: LogRecord): FlowState =>
  (facts as readonly FlowFact[]).reduce((folded, fact) => apply(folded, fact, at), state);

function apply(before: FlowState, fact: FlowFact, at: Date): FlowState {
  const state = { ...before, seq: before.seq + 1, updatedAt: at, bytes: before.bytes + sizeOf(fact) };
  switch (fact.type) {
    case 'started': {
      const { interactionUniqueId, title, phoneNumber, keys, customer } = fact;
      return {
        ...notStarted,
        seq: state.seq,
        bytes: state.bytes,
        interactionUniqueId,
        title,
        phoneNumber,
        keys,
        customer,
        startedAt: at,
        updatedAt: at,
      };
    }
    case 'step':
      return { ...state, steps: [...leave(state.steps, fact.step.enteredAt), fact.step] };
    case 'choices':
      return {
        ...state,
        steps: state.steps.map((step) =>
          step.id === fact.stepId ? { ...step, choices: answered(step.choices, fact.choices) } : step,
        ),
      };
    case 'variables':
      return { ...state, variableSets: withVariables(state, fact) };
    case 'keys':
      return { ...state, keys: { ...state.keys, ...fact.keys } };
    case 'photo':
      return { ...state, photos: [...state.photos, fact.photo] };
    case 'followed':
      return { ...state, interactionId: fact.interactionId };
    case 'ended':
      return {
        ...state,
        status: fact.status,
        endReason: fact.reason,
        endedAt: at,
        steps: leave(state.steps, at),
      };
    default:
      return state;
  }
}

const sizeOf = (fact: object): number => JSON.stringify(fact).length;

/** Who comes to the next step has left the one before it. A clock that is behind makes no time that is negative. */
function leave(steps: readonly FlowStep[], at: Date): readonly FlowStep[] {
  const last = steps.at(-1);
  if (last?.leftAt !== null) return steps;
  return [...steps.slice(0, -1), { ...last, leftAt: at > last.enteredAt ? at : last.enteredAt }];
}

/** Of two answers to one prompt the later one stands, where the earlier stood. */
function answered(before: readonly FlowChoice[], after: readonly FlowChoice[]): readonly FlowChoice[] {
  const choices = new Map(before.map((choice) => [choice.prompt, choice]));
  for (const choice of after) choices.set(choice.prompt, choice);
  return [...choices.values()];
}

function withVariables(
  { variableSets }: FlowState,
  { set, put, removed }: Extract<FlowFact, { type: 'variables' }>,
) {
  const known = variableSets.find(({ name }) => name === set);
  const changed = { name: set, variables: merge(known?.variables ?? [], put, removed) };
  return known === undefined
    ? [...variableSets, changed]
    : variableSets.map((other) => (other === known ? changed : other));
}

function merge(
  before: readonly FlowVariable[],
  put: readonly FlowVariable[],
  removed: readonly Pick<FlowVariable, 'name' | 'group'>[],
): readonly FlowVariable[] {
  const kept = before
    .filter((variable) => !removed.some((gone) => isSameVariable(gone, variable)))
    .map((variable) => put.find((next) => isSameVariable(next, variable)) ?? variable);
  return [...kept, ...put.filter((next) => !before.some((variable) => isSameVariable(next, variable)))];
}
