/** A set of terms of which every match has at least one. The terms index can drive the search with it. */
export interface Candidate {
  readonly any: readonly string[];
  /** Whether the main index can answer the same condition. */
  readonly isInMainIndex: boolean;
}

/** Counts the engagements with one of the candidate's terms, up to a limit. */
export type CountUpTo = (candidate: Candidate, limit: number) => Promise<number>;

/** The first step separates rare terms from common ones. The other steps compare common terms. */
export const countSteps = [1000, 4000, 16_000] as const;

/** Maximum number of index entries counted in one step for all candidates: some hundredths of a second. */
const maxCounted = 200_000;
/** Among this many words, one is usually rare. */
const maxCandidates = 12;

/** @returns undefined if every candidate reaches the limit of the last step */
export async function findRarest(
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
