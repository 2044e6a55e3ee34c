/**
 * What a search asks of an engagement, between the arguments and MongoDB. The terms index can serve what is asked of terms; what is
 * asked of values is looked up in the index of all, or in the engagement itself.
 */
export type Condition =
  | TermsCondition
  | ValueCondition
  | {
      readonly kind: 'beginnings';
      /** Letter and beginning. */ readonly any: readonly string[];
      readonly field: string;
    }
  | { readonly kind: 'all' | 'some' | 'none'; readonly of: readonly Condition[] };

/** The engagement has one of these terms. */
export interface TermsCondition {
  readonly kind: 'terms';
  readonly any: readonly string[];
  /** The same, asked of values that the index of all has. */
  readonly values?: Match;
}

export interface ValueCondition {
  readonly kind: 'values';
  readonly match: Match;
}

/** A filter as MongoDB takes it. */
export type Match = Readonly<Record<string, unknown>>;

export const allOf = (of: readonly Condition[]): Condition => {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind: 'all', of };
};
