import type {
  FlowChoice,
  FlowEndReason,
  FlowKeys,
  FlowPhotoRecord,
  FlowStatus,
  FlowStepRecord,
  FlowVariable,
} from './parts.ts';

/** The facts of a flow's stream. */
export type FlowFact =
  | {
      readonly type: 'started';
      readonly interactionUniqueId: string;
      readonly title: string | null;
      readonly phoneNumber: string | null;
      readonly keys: FlowKeys;
      readonly customer: string | null;
    }
  | { readonly type: 'step'; readonly step: FlowStepRecord }
  | { readonly type: 'choices'; readonly stepId: string; readonly choices: readonly FlowChoice[] }
  | {
      readonly type: 'variables';
      readonly set: string;
      readonly put: readonly FlowVariable[];
      readonly removed: readonly Pick<FlowVariable, 'name' | 'group'>[];
    }
  | { readonly type: 'keys'; readonly keys: Partial<FlowKeys> }
  | { readonly type: 'photo'; readonly photo: FlowPhotoRecord }
  /** A live interaction was started from the flow. */
  | { readonly type: 'interactionStarted'; readonly interactionId: string }
  | {
      readonly type: 'ended';
      readonly status: Exclude<FlowStatus, 'RUNNING'>;
      readonly reason: FlowEndReason;
    };
