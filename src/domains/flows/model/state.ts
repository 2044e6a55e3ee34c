import type { Caller } from '../../../auth/index.ts';
import type {
  FlowEndReason,
  FlowKeys,
  FlowPhotoRecord,
  FlowStatus,
  FlowStepRecord,
  FlowVariable,
  FlowVariableSet,
  FlowVariableType,
  FlowChoice,
  PhotoOfFlow,
  UploadedPhoto,
} from './parts.ts';
import type { LogRecord } from '../../../eventlog/index.ts';
import type { FlowFact } from './facts.ts';

/** The state of a flow, folded from its log and stored in the projection. Imported flows have no log: their `seq` is 0. */
export interface FlowState {
  /** The sequence number of the last folded fact; 0 for imported flows and before the start. */
  readonly seq: number;
  readonly interactionUniqueId: string;
  readonly title: string | null;
  /** As E.164. */
  readonly phoneNumber: string | null;
  readonly status: FlowStatus;
  readonly endReason: FlowEndReason | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly updatedAt: Date;
  readonly keys: FlowKeys;
  /** The customer's id, as in the customer's token, if known. */
  readonly customer: string | null;
  readonly steps: readonly FlowStepRecord[];
  readonly variableSets: readonly FlowVariableSet[];
  readonly photos: readonly FlowPhotoRecord[];
  readonly interactionId: string | null;
  /** The approximate size of the steps, variables and photos as JSON, which is limited. */
  readonly bytes: number;
}

/** The maximum number of steps of a flow. */
export const maxSteps = 1000;

const never = new Date(0);

export const noKeys: FlowKeys = {
  dtmf: null,
  dnid: null,
  callReturnNumber: null,
  callerId: null,
  historySearchId: null,
};

export const initialFlow: FlowState = {
  seq: 0,
  interactionUniqueId: '',
  title: null,
  phoneNumber: null,
  status: 'RUNNING',
  endReason: null,
  startedAt: never,
  endedAt: null,
  updatedAt: never,
  keys: noKeys,
  customer: null,
  steps: [],
  variableSets: [],
  photos: [],
  interactionId: null,
  bytes: 0,
};

/** The projection that reads the whole state. */
export const wholeFlow: Readonly<Record<string, 1>> = Object.fromEntries(
  Object.keys(initialFlow).map((name) => [name, 1]),
);

export const flowExists = ({ seq }: Pick<FlowState, 'seq'>): boolean => seq > 0;

/** Returns whether a caller may see a flow. Customers see only their own flows, whatever their scopes. */
export const canSeeFlow = (
  caller: Pick<Caller, 'kind' | 'id'>,
  { customer }: Pick<FlowState, 'customer'>,
): boolean => caller.kind !== 'customer' || customer === caller.id;

/** Returns a photo as clients see it. */
export const uploadedPhoto = ({ id: photoId, ...photo }: FlowPhotoRecord): UploadedPhoto => ({
  photoId,
  ...photo,
});

export const photoOfFlow = (
  { interactionUniqueId }: Pick<FlowState, 'interactionUniqueId'>,
  photo: FlowPhotoRecord,
): PhotoOfFlow => ({ ...uploadedPhoto(photo), interactionUniqueId });

export const variableSetOf = (
  { variableSets }: Pick<FlowState, 'variableSets'>,
  name: string,
): FlowVariableSet | undefined => variableSets.find((set) => set.name === name);

/** Returns a variable's key in its set: names are unique per group. */
export const keyOf = ({ name, group }: Pick<FlowVariable, 'name' | 'group'>): string =>
  JSON.stringify([group, name]);

/** Returns the customer's current step, if the flow runs. */
export function currentStepOf({
  status,
  steps,
}: Pick<FlowState, 'status' | 'steps'>): FlowStepRecord | undefined {
  const last = steps.at(-1);
  return status === 'RUNNING' && last?.leftAt === null ? last : undefined;
}

/** Returns the type of a JSON value by its first character. */
export function variableTypeOf(json: string): FlowVariableType {
  switch (json.trimStart()[0]) {
    case '"':
      return 'STRING';
    case '[':
      return 'LIST';
    case '{':
      return 'OBJECT';
    case 't':
    case 'f':
      return 'BOOLEAN';
    default:
      return 'NUMBER';
  }
}

/** Returns an earlier state with the variables masked that have become secret since. */
export function withSecretsOf(newest: FlowState, state: FlowState): FlowState {
  if (newest.seq <= state.seq) return state;
  const variableSets = state.variableSets.map((set) => {
    const secrets = new Set(variableSetOf(newest, set.name)?.secrets);
    if (secrets.size === 0) return set;
    return {
      ...set,
      variables: set.variables.map((variable) =>
        secrets.has(keyOf(variable)) ? { ...variable, secret: true } : variable,
      ),
    };
  });
  return { ...state, variableSets };
}

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
