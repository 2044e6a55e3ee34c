import type { JsonText } from '../../shared/input.ts';

/* The parts of a flow in its facts and its state. Texts are plain text, not HTML. Absent values are null. */

export type FlowStatus = 'RUNNING' | 'COMPLETED' | 'ABANDONED';
export type FlowEndReason = 'FINISHED' | 'TERMINATED_BY_USER' | 'INTERRUPTED' | 'SAVED_UNFINISHED' | 'IDLE';
export type FlowNavigationKind =
  | 'PREVIOUS'
  | 'NEXT'
  | 'CURRENT'
  | 'FINISH'
  | 'SAVE_UNFINISHED'
  | 'TERMINATED_BY_USER'
  | 'INTERRUPTED'
  | 'OTHER';
export type FlowVariableType = 'STRING' | 'NUMBER' | 'BOOLEAN' | 'LIST' | 'OBJECT';

export interface FlowOption {
  readonly label: string;
  readonly value: string | null;
  readonly selected: boolean;
}

export interface FlowChoice {
  readonly prompt: string;
  readonly value: string | null;
  readonly label: string | null;
  readonly header: string | null;
  readonly footer: string | null;
  readonly referenceName: string | null;
  readonly options: readonly FlowOption[];
}

interface FlowButton {
  readonly label: string | null;
  readonly visible: boolean | null;
  readonly state: string | null;
  readonly action: string | null;
}

export interface FlowPageNavigation {
  readonly title: string | null;
  readonly left: FlowButton | null;
  readonly right: FlowButton | null;
  readonly kind: FlowNavigationKind | null;
  readonly kindRaw: string | null;
  readonly reason: string | null;
}

export interface FlowPageContent {
  readonly header: string | null;
  readonly text: string | null;
  readonly footer: string | null;
}

export interface FlowStepRecord {
  readonly id: string;
  readonly title: string;
  readonly pageId: string | null;
  readonly enteredAt: Date;
  readonly leftAt: Date | null;
  readonly pageNavigation: FlowPageNavigation | null;
  readonly pageContent: FlowPageContent | null;
  readonly choices: readonly FlowChoice[];
  /** Hash of the request, which distinguishes a repetition from another step with the same id. */
  readonly hash?: string;
}

export interface FlowVariable {
  readonly name: string;
  readonly group: string | null;
  readonly value: JsonText;
  readonly type: FlowVariableType;
  readonly secret: boolean;
}

export interface FlowVariableSet {
  readonly name: string;
  readonly variables: readonly FlowVariable[];
  /** Keys (`keyOf`) of variables that are or were secret. A variable that is set again under such a key is secret. */
  readonly secrets?: readonly string[];
}

export interface FlowPhotoRecord {
  readonly id: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly takenAt: Date;
  readonly stepId: string | null;
}

export interface FlowKeys {
  readonly dtmf: string | null;
  readonly dnid: string | null;
  readonly callReturnNumber: string | null;
  readonly callerId: string | null;
  readonly historySearchId: string | null;
}

/** A photo with the names of `FlowPhoto` in the graph. */
export interface UploadedPhoto extends Omit<FlowPhotoRecord, 'id'> {
  readonly photoId: string;
}

/** A photo with its flow's identifier. */
export interface PhotoOfFlow extends UploadedPhoto {
  readonly interactionUniqueId: string;
}
