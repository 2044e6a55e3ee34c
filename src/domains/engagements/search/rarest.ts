/** A search of the terms that an engagement must have one of, to be looked for in the index of terms. */
export interface Candidate {
  readonly any: readonly string[];
  /** The same can be read in the index of all. */
  readonly inAll: boolean;
}

/** How many have one of the candidate's terms, or the limit if there are more. */
export type CountUpTo = (candidate: Candidate, limit: number) => Promise<number>;

/** A rare one is told from a common one by the first; the others are for those that are all as common as that. */
export const countSteps = [1000, 4000, 16_000] as const;

/** Of all candidates together at one step. They are entries of an index: some hundredths of a second. */
const maxCounted = 200_000;
/** Of many words one is rare before long. */
const maxCandidates = 12;

/** @returns undefined if each has as many as the last step counts */
export async function rarestOf(
  candidates: readonly Candidate[],
  countUpTo: CountUpTo,
  steps: readonly number[],
): Promise<{ readonly candidate: Candidate; readonly count: number } | undefined> {
  for (const limit of steps) {
    const counted = await Promise.all(
      candidates
        .slice(0, Math.min(Math.floor(maxCounted / limit), maxCandidates))
        .map(async (candidate) => ({ candidate, count: await countUpTo(candidate, limit) })),
    );
    const best = counted.reduce((a, b) => (b.count < a.count ? b : a));
    if (best.count < limit) return best;
  }
  return undefined;
}
