import type { LogRecord } from '../../../eventlog/index.ts';
import type { FlowFact } from './facts.ts';
import type { FlowChoice, FlowStepRecord, FlowVariable, FlowVariableSet } from './parts.ts';
import { keyOf, initialFlow, type FlowState } from './state.ts';

/** Folds a record into the state. Facts of unknown types, written by later versions, only advance the sequence number. */
export const foldFlow = (state: FlowState, { facts, at }: LogRecord): FlowState =>
  (facts as readonly FlowFact[]).reduce((folded, fact) => apply(folded, fact, at), state);

function apply(before: FlowState, fact: FlowFact, at: Date): FlowState {
  const state = { ...before, seq: before.seq + 1, updatedAt: at };
  switch (fact.type) {
    case 'started': {
      const { interactionUniqueId, title, phoneNumber, keys, customer } = fact;
      return {
        ...initialFlow,
        seq: state.seq,
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
      return {
        ...state,
        steps: [...leave(state.steps, fact.step.enteredAt), fact.step],
        bytes: state.bytes + sizeOf(fact.step),
      };
    case 'choices': {
      const step = state.steps.find(({ id }) => id === fact.stepId);
      if (step === undefined) return state;
      const choices = answered(step.choices, fact.choices);
      return {
        ...state,
        steps: state.steps.map((other) => (other === step ? { ...step, choices } : other)),
        bytes: state.bytes + sizeOf(choices) - sizeOf(step.choices),
      };
    }
    case 'variables':
      return withVariables(state, fact);
    case 'keys':
      return { ...state, keys: { ...state.keys, ...fact.keys } };
    case 'photo':
      return {
        ...state,
        photos: [...state.photos, fact.photo],
        bytes: state.bytes + sizeOf(fact.photo),
      };
    case 'interactionStarted':
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

/** Ends the last step. A clock that is behind does not cause a negative duration. */
function leave(steps: readonly FlowStepRecord[], at: Date): readonly FlowStepRecord[] {
  const last = steps.at(-1);
  if (last?.leftAt !== null) return steps;
  return [...steps.slice(0, -1), { ...last, leftAt: at > last.enteredAt ? at : last.enteredAt }];
}

/** Merges answers: a later answer to a prompt replaces the earlier one in its place. */
export function answered(before: readonly FlowChoice[], after: readonly FlowChoice[]): readonly FlowChoice[] {
  const choices = new Map(before.map((choice) => [choice.prompt, choice]));
  for (const choice of after) choices.set(choice.prompt, choice);
  return [...choices.values()];
}

function withVariables(
  state: FlowState,
  { set: name, put, removed }: Extract<FlowFact, { type: 'variables' }>,
): FlowState {
  const known = state.variableSets.find((set) => set.name === name);
  const variables = new Map((known?.variables ?? []).map((variable) => [keyOf(variable), variable]));
  const secrets = new Set(known?.secrets);
  let { bytes } = state;
  for (const key of removed.map(keyOf)) {
    bytes -= sizeOfVariable(variables.get(key));
    variables.delete(key);
  }
  for (const variable of put) {
    const key = keyOf(variable);
    bytes += sizeOfVariable(variable) - sizeOfVariable(variables.get(key));
    variables.set(key, variable);
    if (variable.secret) secrets.add(key);
  }
  const changed: FlowVariableSet = { name, variables: [...variables.values()], secrets: [...secrets] };
  return {
    ...state,
    bytes,
    variableSets:
      known === undefined
        ? [...state.variableSets, changed]
        : state.variableSets.map((other) => (other === known ? changed : other)),
  };
}

const sizeOfVariable = (variable: FlowVariable | undefined): number =>
  variable === undefined ? 0 : keyOf(variable).length + variable.value.length;
