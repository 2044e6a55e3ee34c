import type { FlowEndReason, FlowKeys, FlowStatus, FlowStep, FlowVariableSet } from '../../model/index.ts';

/** A page, before it is known what comes around it: the source may leave out its id and its time. */
export interface ImportedStep extends Omit<FlowStep, 'id' | 'enteredAt'> {
  readonly id: string | null;
  readonly enteredAt: Date | null;
}

/** One record of the source: of a flow one part, several, or all. Null is what it does not say. */
export interface FlowRecord {
  readonly interactionUniqueId: string;
  readonly title: string | null;
  readonly phoneNumber: string | null;
  readonly status: FlowStatus | null;
  readonly endReason: FlowEndReason | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly customer: string | null;
  readonly keys: FlowKeys;
  readonly fullFlow: readonly ImportedStep[] | null;
  readonly summary: readonly ImportedStep[] | null;
  readonly variableSets: readonly FlowVariableSet[] | null;
}

/** Which parts it has, always in one order. Two records of a flow with the same parts are one, and its later state counts. */
export const partsOf = ({ fullFlow, summary, variableSets }: FlowRecord): string =>
  JSON.stringify([
    ...(fullFlow === null ? [] : ['fullFlow']),
    ...(summary === null ? [] : ['summary']),
    ...(variableSets === null ? [] : [variableSets.map(({ name }) => name).sort()]),
  ]);

export const firstTimeOf = (steps: readonly ImportedStep[] | null): Date | null =>
  steps?.find(({ enteredAt }) => enteredAt !== null)?.enteredAt ?? null;
