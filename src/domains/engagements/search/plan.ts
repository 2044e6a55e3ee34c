import { startsWithin } from '../../../storage/index.ts';
import type { Condition, Match } from './condition.ts';
import type { Search } from './read-filter.ts';
import { openEnd } from './searchable.ts';

/**
 * The index and the filter of a search. MongoDB's own planner caches plans by the shape of a query, and would use the plan of a rare word
 * for a common one.
 */
export interface Plan {
  readonly filter: Match;
  readonly hint: Index;
  /** The part of the filter that the index answers alone. */
  readonly indexFilter: Match;
  /** Whether documents are read for the rest of the filter. */
  readonly readsDocuments: boolean;
  /** Number of matches of the index filter, if it was counted; otherwise Infinity. */
  readonly maxMatches: number;
}

/** The work that a search may spend on finding its rarest term. */
export interface Effort {
  /** Whether all matches are read, for a count or a sort, and not only a first page in the order of the index. */
  readonly readsAllMatches: boolean;
  /** Limits of the counts of each term, in steps. */
  readonly steps: readonly number[];
}

export type Index = Readonly<Record<string, 1 | -1>>;

/** Index in the order of most searches. Further paths of filters and sorts make it a covering index. */
export const mainIndex = {
  tenant: 1,
  startTime: -1,
  engagementId: -1,
  duration: 1,
  'info.isInteractive': 1,
  'info.channel': 1,
  'info.alertedMcs': 1,
  'info.chatMcs': 1,
  'info.agentGroupId': 1,
  agentUsername: 1,
  'search.skill': 1,
  'search.agent': 1,
  'search.visitor': 1,
  'search.end': 1,
} as const satisfies Index;

export const termsIndex = {
  tenant: 1,
  'search.terms': 1,
  startTime: -1,
  engagementId: -1,
} as const satisfies Index;
const idIndex = { _id: 1 } as const;

/** MongoDB merges up to 200 ranges of an index in order. With more, it sorts in memory. */
export const maxRanges = 180;

/** Counts matches up to a limit. */
export type Estimate = (filter: Match, hint: Index, limit: number) => Promise<number>;

/** @param condition the search's condition, with beginnings resolved */
export async function planSearch(
  { span, engagementId, includesOpen }: Pick<Search, 'span' | 'engagementId' | 'includesOpen'>,
  condition: Condition,
  documentId: (engagementId: string) => string,
  estimate: Estimate,
  effort: Effort,
): Promise<Plan> {
  const within = span === undefined ? {} : startsWithin('startTime', span);
  // Not needed with the terms index: terms of engagements that have not ended differ.
  const ended = includesOpen ? {} : { 'search.end': { $ne: openEnd } };
  if (engagementId !== undefined) {
    const indexFilter = { _id: documentId(engagementId) };
    return {
      filter: { $and: [indexFilter, ended, toMatch(condition)] },
      hint: idIndex,
      indexFilter,
      readsDocuments: true,
      maxMatches: 1,
    };
  }
  const countUpTo: CountUpTo = ({ any }, limit) =>
    estimate({ ...within, 'search.terms': termsFilter(any) }, termsIndex, limit);
  const { driver, maxMatches } = await driverOf(
    candidatesOf(condition),
    countUpTo,
    effort,
    span !== undefined,
  );
  if (driver === undefined)
    return {
      filter: { ...within, ...ended, ...toMatch(condition) },
      hint: mainIndex,
      indexFilter: { ...within, ...ended, ...toMatch(mainIndexPart(condition)) },
      readsDocuments: !isInMainIndex(condition),
      maxMatches,
    };
  const indexFilter = { ...within, 'search.terms': termsFilter(driver.any) };
  const rest = withoutDriver(condition, driver);
  return {
    filter: { ...indexFilter, ...(rest === undefined ? {} : toMatch(rest)) },
    hint: termsIndex,
    indexFilter,
    readsDocuments: rest !== undefined,
    maxMatches,
  };
}

async function driverOf(
  candidates: readonly Candidate[],
  countUpTo: CountUpTo,
  { readsAllMatches, steps }: Effort,
  isBounded: boolean,
): Promise<{ readonly driver: Candidate | undefined; readonly maxMatches: number }> {
  const [only] = candidates;
  // For a common term, the terms index would read every document, while the main index is covering. Without a span, the main index would
  // be read as a whole.
  const mainIndexSuffices =
    readsAllMatches && isBounded && candidates.every(({ isInMainIndex }) => isInMainIndex);
  if (only === undefined || (candidates.length === 1 && !mainIndexSuffices))
    return { driver: only, maxMatches: Infinity };
  const best = await findRarest(candidates, countUpTo, mainIndexSuffices ? steps.slice(0, 1) : steps);
  return best === undefined
    ? { driver: mainIndexSuffices ? undefined : only, maxMatches: Infinity }
    : { driver: best.candidate, maxMatches: best.count };
}

function candidatesOf(condition: Condition): readonly Candidate[] {
  switch (condition.kind) {
    case 'terms':
      return condition.any.length > maxRanges
        ? []
        : [{ any: condition.any, isInMainIndex: condition.values !== undefined }];
    case 'all':
      return condition.of.flatMap(candidatesOf);
    case 'some': {
      const ofEach = condition.of.map((inner) => candidatesOf(inner)[0]);
      if (ofEach.includes(undefined)) return [];
      const any = [...new Set(ofEach.flatMap((candidate) => candidate?.any ?? []))];
      return any.length > maxRanges ? [] : [{ any, isInMainIndex: isInMainIndex(condition) }];
    }
    case 'none':
    case 'values':
    case 'beginnings':
      return [];
  }
}

/** Returns the rest of the condition after the terms index has answered the driving terms. */
function withoutDriver(condition: Condition, { any }: Candidate): Condition | undefined {
  if (condition.kind === 'terms') return sameTerms(condition.any, any) ? undefined : condition;
  // Only plain terms are answered completely.
  if (condition.kind === 'some')
    return condition.of.every(({ kind }) => kind === 'terms') &&
      sameTerms([...new Set(condition.of.flatMap((inner) => (inner.kind === 'terms' ? inner.any : [])))], any)
      ? undefined
      : condition;
  if (condition.kind !== 'all') return condition;
  const of = condition.of.flatMap((inner) => withoutDriver(inner, { any, isInMainIndex: false }) ?? []);
  return of.length === 0 ? undefined : { kind: 'all', of };
}

const termsFilter = (any: readonly string[]) => (any.length === 1 ? any[0] : { $in: any });

const sameTerms = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((term, index) => term === b[index]);

/** Tells whether the main index covers the condition. */
function isInMainIndex(condition: Condition): boolean {
  switch (condition.kind) {
    case 'terms':
      return condition.values !== undefined;
    case 'values':
      return Object.keys(condition.match).every((path) => path in mainIndex);
    case 'beginnings':
      return false;
    default:
      return condition.of.every(isInMainIndex);
  }
}

/** Returns the part of the condition that the main index covers. */
const mainIndexPart = (condition: Condition): Condition => ({
  kind: 'all',
  of: (condition.kind === 'all' ? condition.of : [condition]).filter(isInMainIndex),
});

export function toMatch(condition: Condition): Match {
  switch (condition.kind) {
    case 'terms':
      // The double negation keeps MongoDB from using the terms index for it: the plan has chosen the driving terms.
      return condition.values ?? { $nor: [{ $nor: [{ 'search.terms': { $in: condition.any } }] }] };
    case 'values':
      return condition.match;
    case 'beginnings':
      throw new Error('The beginnings of words are not resolved.');
    case 'all':
      return condition.of.length === 0 ? {} : { $and: condition.of.map(toMatch) };
    case 'some':
      return { $or: condition.of.map(toMatch) };
    case 'none':
      return { $nor: condition.of.map(toMatch) };
  }
}

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
