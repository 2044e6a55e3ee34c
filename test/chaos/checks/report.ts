/** The invariants of the fault model (docs: CONTRIBUTING.md). `progress` is added because an idle system violates none of them. */
export type Invariant =
  | 'I1'
  | 'I2'
  | 'I3'
  | 'I4'
  | 'I5'
  | 'I6'
  | 'I7'
  | 'I8'
  | 'I9'
  | 'I10'
  | 'I11'
  | 'I12'
  | 'I13'
  | 'I14'
  | 'I15'
  | 'I16'
  | 'I17'
  | 'I18'
  | 'I19'
  | 'I20'
  | 'I21'
  | 'I22'
  | 'progress';

export interface Violation {
  readonly invariant: Invariant;
  readonly what: string;
}

export type Report = (invariant: Invariant, what: string) => void;
