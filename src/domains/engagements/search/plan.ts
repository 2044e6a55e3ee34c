import { startsWithin } from '../../../storage/index.ts';
import type { Condition, Match } from './condition.ts';
import type { Search } from './read-filter.ts';

/**
 * Which index answers a search, and what is asked of it. MongoDB's own choice would go by the shape of a query alone: what was good for a
 * rare word it would keep for a common one.
 */
export interface Plan {
  readonly filter: Match;
  readonly hint: Index;
}

export type Index = Readonly<Record<string, 1 | -1>>;

/** In the order of most searches; what else they ask for and sort by stands behind it, so that it is read there, not in the engagement. */
export const indexOfAll = {
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

export const indexOfTerms = {
  tenant: 1,
  'search.terms': 1,
  startTime: -1,
  engagementId: -1,
} as const satisfies Index;
const indexOfIds = { _id: 1 } as const;

/** MongoDB reads up to 200 ranges of an index side by side in the order of what follows; with more it sorts in memory. */
export const maxRanges = 180;

/** A search of the terms that an engagement must have one of, to be looked for in the index of terms. */
interface Candidate {
  readonly any: readonly string[];
  /** The same can be read in the index of all. */
  readonly inAll: boolean;
}

/** How many are counted to tell a rare term from a common one. */
export const estimateLimit = 1000;

/** How many engagements match, or the limit if there are more. */
export type Estimate = (filter: Match, hint: Index, limit: number) => Promise<number>;

/**
 * @param condition the search's, with beginnings of words looked up
 * @param whole whether everything that matches is read, to be counted or sorted, and not only the first page in the index's own order
 */
export async function planOf(
  { span, engagementId }: Pick<Search, 'span' | 'engagementId'>,
  condition: Condition,
  documentId: (engagementId: string) => string,
  estimate: Estimate,
  whole: boolean,
): Promise<Plan> {
  const within = span === undefined ? {} : startsWithin('startTime', span);
  if (engagementId !== undefined)
    return {
      filter: { $and: [{ _id: documentId(engagementId) }, toMatch(condition)] },
      hint: indexOfIds,
    };
  const best = await rarest(candidatesOf(condition), within, estimate, whole);
  if (best === undefined) return { filter: { ...within, ...toMatch(condition) }, hint: indexOfAll };
  const rest = withoutDriver(condition, best);
  return {
    filter: {
      ...within,
      'search.terms': best.any.length === 1 ? best.any[0] : { $in: best.any },
      ...(rest === undefined ? {} : toMatch(rest)),
    },
    hint: indexOfTerms,
  };
}

async function rarest(
  candidates: readonly Candidate[],
  within: Match,
  estimate: Estimate,
  whole: boolean,
): Promise<Candidate | undefined> {
  const [only] = candidates;
  if (only === undefined || (candidates.length === 1 && !(whole && only.inAll))) return only;
  const counted = await Promise.all(
    candidates.map(async (candidate) => ({
      candidate,
      count: await estimate(
        { ...within, 'search.terms': { $in: candidate.any } },
        indexOfTerms,
        estimateLimit,
      ),
    })),
  );
  const best = counted.reduce((a, b) => (b.count < a.count ? b : a));
  // Reading all of a common one there means to read every engagement; the index of all has what is asked in itself.
  return whole && best.count >= estimateLimit && candidates.every(({ inAll }) => inAll)
    ? undefined
    : best.candidate;
}

function candidatesOf(condition: Condition): readonly Candidate[] {
  switch (condition.kind) {
    case 'terms':
      return condition.any.length > maxRanges
        ? []
        : [{ any: condition.any, inAll: condition.values !== undefined }];
    case 'all':
      return condition.of.flatMap(candidatesOf);
    case 'some': {
      const ofEach = condition.of.map((inner) => candidatesOf(inner)[0]);
      if (ofEach.includes(undefined)) return [];
      const any = [...new Set(ofEach.flatMap((candidate) => candidate?.any ?? []))];
      return any.length > maxRanges ? [] : [{ any, inAll: isInAll(condition) }];
    }
    case 'none':
    case 'values':
    case 'beginnings':
      return [];
  }
}

/** What is still to be asked once the index of terms has given what has one of these. */
function withoutDriver(condition: Condition, { any }: Candidate): Condition | undefined {
  if (condition.kind === 'terms') return sameTerms(condition.any, any) ? undefined : condition;
  // Only terms that are asked for as such are answered in full.
  if (condition.kind === 'some')
    return condition.of.every(({ kind }) => kind === 'terms') &&
      sameTerms([...new Set(condition.of.flatMap((inner) => (inner.kind === 'terms' ? inner.any : [])))], any)
      ? undefined
      : condition;
  if (condition.kind !== 'all') return condition;
  const of = condition.of.flatMap((inner) => withoutDriver(inner, { any, inAll: false }) ?? []);
  return of.length === 0 ? undefined : { kind: 'all', of };
}

const sameTerms = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((term, index) => term === b[index]);

/** Whether the index of all has everything that the condition asks of. */
function isInAll(condition: Condition): boolean {
  switch (condition.kind) {
    case 'terms':
      return condition.values !== undefined;
    case 'values':
      return Object.keys(condition.match).every((path) => path in indexOfAll);
    case 'beginnings':
      return false;
    default:
      return condition.of.every(isInAll);
  }
}

export function toMatch(condition: Condition): Match {
  switch (condition.kind) {
    case 'terms':
      // Said in this way, MongoDB does not take it for the index: which terms it goes by was decided here.
      return condition.values ?? { $nor: [{ $nor: [{ 'search.terms': { $in: condition.any } }] }] };
    case 'values':
      return condition.match;
    case 'beginnings':
      throw new Error('The beginnings of words have not been looked up.');
    case 'all':
      return condition.of.length === 0 ? {} : { $and: condition.of.map(toMatch) };
    case 'some':
      return { $or: condition.of.map(toMatch) };
    case 'none':
      return { $nor: condition.of.map(toMatch) };
  }
}
