import type {
  FlowEndReason,
  FlowKeys,
  FlowStatus,
  FlowStepRecord,
  FlowVariableSet,
} from '../../model/index.ts';

/** A page of the source, which may have no id or time. */
export interface ImportedStep extends Omit<FlowStepRecord, 'id' | 'enteredAt'> {
  readonly id: string | null;
  readonly enteredAt: Date | null;
}

/** A record of the source with one or more parts of a flow. Absent values are null. */
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

/** Returns the parts of a record in canonical order. Records of a flow with the same parts are versions of one record. */
export const partsOf = ({ fullFlow, summary, variableSets }: FlowRecord): string =>
  JSON.stringify([
    ...(fullFlow === null ? [] : ['fullFlow']),
    ...(summary === null ? [] : ['summary']),
    ...(variableSets === null ? [] : [variableSets.map(({ name }) => name).sort()]),
  ]);

export const firstTimeOf = (steps: readonly ImportedStep[] | null): Date | null =>
  steps?.find(({ enteredAt }) => enteredAt !== null)?.enteredAt ?? null;
