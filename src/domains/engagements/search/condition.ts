/**
 * A search condition, between the arguments and MongoDB. The terms index answers conditions on terms. The main index, or the engagement
 * itself, answers conditions on values.
 */
export type Condition =
  | TermsCondition
  | ValueCondition
  | {
      readonly kind: 'beginnings';
      /** Letters with a beginning of a word. */ readonly any: readonly string[];
      readonly field: string;
    }
  | { readonly kind: 'all' | 'some' | 'none'; readonly of: readonly Condition[] };

/** Matches engagements with one of the terms. */
export interface TermsCondition {
  readonly kind: 'terms';
  readonly any: readonly string[];
  /** The same condition on values of the main index. */
  readonly values?: Match;
}

export interface ValueCondition {
  readonly kind: 'values';
  readonly match: Match;
}

/** A MongoDB filter. */
export type Match = Readonly<Record<string, unknown>>;

export const allOf = (of: readonly Condition[]): Condition => {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind: 'all', of };
};
