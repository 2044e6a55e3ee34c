import type {
  FlowEndReason,
  FlowKeys,
  FlowPhoto,
  FlowStatus,
  FlowStep,
  FlowVariable,
  FlowVariableSet,
} from './parts.ts';

/** A flow as its log tells it, and as the projection keeps it. An imported one has no log: its `seq` is 0. */
export interface FlowState {
  /** The number of the last fact in it; 0 for one that was never started here. */
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
  /** The customer who walks it, where that is known: the id of the customer's token. */
  readonly customer: string | null;
  readonly steps: readonly FlowStep[];
  readonly variableSets: readonly FlowVariableSet[];
  readonly photos: readonly FlowPhoto[];
  readonly interactionId: string | null;
  /** About how large the steps, variables and photos are, as JSON: a document has an end. */
  readonly bytes: number;
}

/** A flow has no more steps than this. */
export const maxSteps = 1000;

const never = new Date(0);

export const noKeys: FlowKeys = {
  dtmf: null,
  dnid: null,
  callReturnNumber: null,
  callerId: null,
  historySearchId: null,
};

export const notStarted: FlowState = {
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

/** What must be read to have all of it. */
export const wholeFlow: Readonly<Record<string, 1>> = Object.fromEntries(
  Object.keys(notStarted).map((name) => [name, 1]),
);

export const exists = ({ seq }: Pick<FlowState, 'seq'>): boolean => seq > 0;

export const variableSetOf = (
  { variableSets }: Pick<FlowState, 'variableSets'>,
  name: string,
): FlowVariableSet | undefined => variableSets.find((set) => set.name === name);

/** A name is one variable in each group. */
export const keyOf = ({ name, group }: Pick<FlowVariable, 'name' | 'group'>): string =>
  JSON.stringify([group, name]);

/** The step that the customer is on. */
export function currentStepOf({ status, steps }: Pick<FlowState, 'status' | 'steps'>): FlowStep | undefined {
  const last = steps.at(-1);
  return status === 'RUNNING' && last?.leftAt === null ? last : undefined;
}
