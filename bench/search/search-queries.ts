import type { Caller } from '../../src/auth/index.ts';
import type { EngagementFilter } from '../../src/domains/engagements/index.ts';
import type { EngagementSearchArguments } from '../../src/domains/engagements/search/arguments.ts';
import type { ConnectionFields } from '../../src/domains/shared/subgraph.ts';
import type { History } from './history.ts';
import { agentCount, agentId, cannedLines, skillCount, skillId, yearFrom, yearMs } from './records.ts';
import { unevenly, vocabulary } from './vocabulary.ts';

const dayMs = 86_400_000;
export const caller: Caller = {
  tenant: 'large',
  kind: 'service',
  id: 'bench',
  scopes: new Set(['engagement.view']),
  expiresAt: Number.MAX_SAFE_INTEGER,
};
export const pageLength = 50;
/** The fields of a list of engagements. */
export const listFields = {
  engagementId: 1,
  startTime: 1,
  duration: 1,
  agentUsername: 1,
  'info.visitorName': 1,
  'info.skillName': 1,
} as const;

const page: ConnectionFields = { fields: listFields, rows: true, edges: false, totalCount: false };
const onlyCount: ConnectionFields = { fields: {}, rows: false, edges: false, totalCount: true };
const nothing: ConnectionFields = { fields: {}, rows: false, edges: false, totalCount: false };

/** A search that is repeated with different words. */
export interface SearchQuery {
  readonly name: string;
  /** Runs the search, and returns the number of results. @param random a generator of its own, the same in each run */
  readonly search: (history: History, random: () => number) => Promise<number>;
  /** The equivalent words for MongoDB's `$text`. */
  readonly text?: (random: () => number) => { readonly words: string; readonly filter: EngagementFilter };
}

const year = { from: new Date(yearFrom), to: new Date(yearFrom + yearMs) };
const month = (random: () => number) => {
  const from = new Date(yearFrom + Math.floor(random() * 11) * 30 * dayMs);
  return { from, to: new Date(from.getTime() + 30 * dayMs) };
};
const between = (from: number, to: number, random: () => number) =>
  vocabulary[from + Math.floor(random() * (to - from))] ?? '';
/** Returns a word of every sixth to twelfth conversation. */
const common = (random: () => number) => between(50, 100, random);
/** Returns a word of about one in three thousand conversations. */
const rare = (random: () => number) => between(9000, 12_000, random);
const lines = { keywordAreas: ['CHAT_LINE'] } as const;
const everywhere = {
  keywordAreas: [
    'CHAT_LINE',
    'SURVEY_ANSWER',
    'SURVEY_QUESTION',
    'VISITOR_INFO',
    'PURCHASE',
    'VIEWED_PRODUCT',
    'CART_STATUS',
    'SERVICE_ACTIVITY',
    'VISITOR_ERROR',
    'LEAD',
    'CUSTOMER_INFO',
    'MARKETING_CAMPAIGN_INFO',
    'PERSONAL_INFO',
    'MCS',
  ],
} as const;
/** Returns three words of a canned line, which many conversations contain. */
const phrase = (random: () => number) => {
  const words = (cannedLines[Math.floor(random() * cannedLines.length)] ?? '').split(' ');
  return words.slice(2, 5).join(' ');
};

type FilterBy = (random: () => number) => EngagementFilter;

const firstPage = (name: string, filterBy: FilterBy, searchesText = true): SearchQuery => ({
  name,
  search: async ({ engagements }, random) => {
    const args = { filter: filterBy(random), first: pageLength };
    return (await engagements.operations.searchEngagements(caller, args, page)).nodes.length;
  },
  ...(searchesText
    ? {
        text: (random: () => number) => {
          const filter = filterBy(random);
          return { words: filter.keyword ?? '', filter };
        },
      }
    : {}),
});

/** A page by number or in another order. */
const pageOf = (name: string, argsBy: (random: () => number) => EngagementSearchArguments): SearchQuery => ({
  name,
  search: async ({ engagements }, random) =>
    (await engagements.operations.searchEngagements(caller, argsBy(random), page)).nodes.length,
});

const count = (name: string, filterBy: FilterBy): SearchQuery => ({
  name,
  search: async ({ engagements }, random) =>
    (await engagements.operations.searchEngagements(caller, { filter: filterBy(random) }, onlyCount))
      .totalCount ?? Number.NaN,
});

const facets = (name: string, filterBy: FilterBy): SearchQuery => ({
  name,
  search: async ({ engagements }, random) => {
    const found = await engagements.operations.searchEngagements(
      caller,
      { filter: filterBy(random) },
      nothing,
    );
    const [agents] = await Promise.all([found.facets.count('agents', 10), found.facets.count('skills', 10)]);
    return agents.length;
  },
});

/** Page 1,000 by cursor. The reads up to the cursor are not measured. */
const deepPage = (name: string, filter: EngagementFilter): SearchQuery => {
  let cursor: Promise<string | undefined> | undefined;
  return {
    name,
    async search(history) {
      const after = await (cursor ??= walk(history, filter));
      if (after === undefined) return Number.NaN;
      const args = { filter, first: pageLength, after };
      return (await history.engagements.operations.searchEngagements(caller, args, page)).nodes.length;
    },
  };
};

const deepPageNumber = 1000;

async function walk({ engagements }: History, filter: EngagementFilter): Promise<string | undefined> {
  let passed = 0;
  const found = engagements.operations.iterateSearch(caller.tenant, filter, null, null, { engagementId: 1 });
  for await (const { cursor } of found) if (++passed === (deepPageNumber - 1) * pageLength) return cursor;
  return undefined;
}

/** Creates the searches for one size, since the cursor of the deep page depends on it. */
export const searchQueries = (): readonly SearchQuery[] => [
  firstPage('a common word, of the year', (r) => ({ start: year, keyword: common(r), ...lines })),
  firstPage('a common word, of a month', (r) => ({ start: month(r), keyword: common(r), ...lines })),
  firstPage('a common word, in all areas', (r) => ({ start: year, keyword: common(r), ...everywhere })),
  firstPage('a rare word', (r) => ({ start: year, keyword: rare(r), ...lines })),
  firstPage('two common words', (r) => ({ start: year, keyword: `${common(r)} ${common(r)}`, ...lines })),
  firstPage('a common and a rare word', (r) => ({
    start: year,
    keyword: `${common(r)} ${rare(r)}`,
    ...lines,
  })),
  firstPage('a phrase that is often said', (r) => ({ start: year, keyword: `"${phrase(r)}"`, ...lines })),
  firstPage('a phrase of common words, seldom said', (r) => ({
    start: year,
    keyword: `"${common(r)} ${common(r)}"`,
    ...lines,
  })),
  firstPage(
    'words that begin so',
    (r) => ({ start: year, keyword: `${rare(r).slice(0, 5)}*`, ...lines }),
    false,
  ),
  firstPage(
    'skill and agent, of a month',
    (r) => ({
      start: month(r),
      skillIds: [skillId(unevenly(skillCount, r))],
      agentIds: [agentId(unevenly(agentCount, r))],
    }),
    false,
  ),
  firstPage(
    'skill, agent and a common word',
    (r) => ({
      start: year,
      keyword: common(r),
      ...lines,
      skillIds: [skillId(unevenly(skillCount, r))],
      agentIds: [agentId(unevenly(agentCount, r))],
    }),
    false,
  ),
  firstPage(
    'long ones with a bad score, of a month',
    (r) => ({ start: month(r), duration: { from: 700_000, to: 900_000 }, chatMcs: { from: 0, to: 10 } }),
    false,
  ),
  firstPage('everything, page 1', () => ({ start: year }), false),
  deepPage('everything, page 1,000', { start: year }),
  firstPage('the commonest word, page 1', () => ({ start: year, keyword: 'the', ...lines }), false),
  deepPage('the commonest word, page 1,000', { start: year, keyword: 'the', ...lines }),
  pageOf('everything, page 1,000 by number', () => ({
    filter: { start: year },
    offset: (deepPageNumber - 1) * pageLength,
    limit: pageLength,
  })),
  pageOf('the longest of a month', (r) => ({
    filter: { start: month(r) },
    sort: [{ field: 'DURATION', order: 'DESC' }],
    first: pageLength,
  })),
  pageOf('the longest with a common word, of a month', (r) => ({
    filter: { start: month(r), keyword: common(r), ...lines },
    sort: [{ field: 'DURATION', order: 'DESC' }],
    first: pageLength,
  })),
  count('totalCount of a month', (r) => ({ start: month(r) })),
  count('totalCount of a common word, of a month', (r) => ({
    start: month(r),
    keyword: common(r),
    ...lines,
  })),
  count('totalCount of a common word, of the year', (r) => ({ start: year, keyword: common(r), ...lines })),
  facets('facets (agents, skills) of a month', (r) => ({ start: month(r) })),
  facets('facets of a common word, of a month', (r) => ({ start: month(r), keyword: common(r), ...lines })),
];
