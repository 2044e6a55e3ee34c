/** What a flow is made of, as its facts and its state have it. Texts are plain; null is what is not there. */
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

/** JSON as text: its keys may be anything, and its numbers stay as they are. */
export type JsonText = string;

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

export interface FlowStep {
  readonly id: string;
  readonly title: string;
  readonly pageId: string | null;
  readonly enteredAt: Date;
  readonly leftAt: Date | null;
  readonly pageNavigation: FlowPageNavigation | null;
  readonly pageContent: FlowPageContent | null;
  readonly choices: readonly FlowChoice[];
  /** Of what was sent: tells a repetition from another step of the same id. */
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
  /** Those that are or were secret, as `keyOf` has them: what comes back under such a name is secret again. */
  readonly secrets?: readonly string[];
}

export interface FlowPhoto {
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
