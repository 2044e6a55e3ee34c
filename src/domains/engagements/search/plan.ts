import { startsWithin } from '../../../storage/index.ts';
import type { Condition, Match } from './condition.ts';
import { rarestOf, type Candidate, type CountUpTo } from './rarest.ts';
import type { Search } from './read-filter.ts';

/**
 * Which index answers a search, and what is asked of it. MongoDB's own choice would go by the shape of a query alone: what was good for a
 * rare word it would keep for a common one.
 */
export interface Plan {
  readonly filter: Match;
  readonly hint: Index;
  /** The part of the filter that the index answers by itself. */
  readonly lookedUp: Match;
  /** Whether engagements are read to answer the rest of it. */
  readonly reads: boolean;
  /** How many there are in the index, where that was found out; else Infinity. */
  readonly atMost: number;
}

/** What of its rarest term a search is ready to find out beforehand. */
export interface Effort {
  /** Whether everything that matches is read, to be counted or sorted, and not only the first page in the index's own order. */
  readonly whole: boolean;
  /** How many of each term are counted, step by step. */
  readonly steps: readonly number[];
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

/** How many engagements match, or the limit if there are more. */
export type Estimate = (filter: Match, hint: Index, limit: number) => Promise<number>;

/** @param condition the search's, with beginnings of words looked up */
export async function planOf(
  { span, engagementId }: Pick<Search, 'span' | 'engagementId'>,
  condition: Condition,
  documentId: (engagementId: string) => string,
  estimate: Estimate,
  effort: Effort,
): Promise<Plan> {
  const within = span === undefined ? {} : startsWithin('startTime', span);
  if (engagementId !== undefined) {
    const lookedUp = { _id: documentId(engagementId) };
    return {
      filter: { $and: [lookedUp, toMatch(condition)] },
      hint: indexOfIds,
      lookedUp,
      reads: true,
      atMost: 1,
    };
  }
  const countUpTo: CountUpTo = ({ any }, limit) =>
    estimate({ ...within, 'search.terms': termsFilter(any) }, indexOfTerms, limit);
  const { driver, atMost } = await driverOf(candidatesOf(condition), countUpTo, effort, span !== undefined);
  if (driver === undefined)
    return {
      filter: { ...within, ...toMatch(condition) },
      hint: indexOfAll,
      lookedUp: { ...within, ...toMatch(partInAll(condition)) },
      reads: !isInAll(condition),
      atMost,
    };
  const lookedUp = { ...within, 'search.terms': termsFilter(driver.any) };
  const rest = withoutDriver(condition, driver);
  return {
    filter: { ...lookedUp, ...(rest === undefined ? {} : toMatch(rest)) },
    hint: indexOfTerms,
    lookedUp,
    reads: rest !== undefined,
    atMost,
  };
}

async function driverOf(
  candidates: readonly Candidate[],
  countUpTo: CountUpTo,
  { whole, steps }: Effort,
  isBounded: boolean,
): Promise<{ readonly driver: Candidate | undefined; readonly atMost: number }> {
  const [only] = candidates;
  // Reading all of a common one there means to read every engagement; the index of all has what is asked in itself.
  // Without a span that would be the whole history.
  const canDoWithout = whole && isBounded && candidates.every(({ inAll }) => inAll);
  if (only === undefined || (candidates.length === 1 && !canDoWithout))
    return { driver: only, atMost: Infinity };
  const best = await rarestOf(candidates, countUpTo, canDoWithout ? steps.slice(0, 1) : steps);
  return best === undefined
    ? { driver: canDoWithout ? undefined : only, atMost: Infinity }
    : { driver: best.candidate, atMost: best.count };
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

const termsFilter = (any: readonly string[]) => (any.length === 1 ? any[0] : { $in: any });

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

/** What of the condition the index of all can be asked. */
const partInAll = (condition: Condition): Condition => ({
  kind: 'all',
  of: (condition.kind === 'all' ? condition.of : [condition]).filter(isInAll),
});

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
