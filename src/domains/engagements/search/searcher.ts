import { invalid } from '../../../kernel/errors.ts';
import type { PageRequest } from '../../../kernel/paging.ts';
import {
  documentId,
  keyset,
  type Order,
  type Projection,
  type TenantCollection,
  type TenantDocument,
} from '../../../storage/index.ts';
import type { Fields } from '../../shared/subgraph.ts';
import type { EngagementRecord } from '../model.ts';
import type { SearchOrder } from './order.ts';
import { readInStartOrder } from './start-order.ts';
import type { Condition, Match } from './condition.ts';
import { facetStages, type FacetName, type FacetRow, type Stage } from './facets.ts';
import { mainIndex, termsIndex, maxRanges, planSearch, type Effort, type Plan, countSteps } from './plan.ts';
import type { Search } from './read-filter.ts';
import type { Searchable } from './searchable.ts';

/** A stored engagement with its search terms. */
export interface SearchedDocument extends TenantDocument, EngagementRecord {
  readonly search: Searchable;
}

export interface PageQuery {
  readonly order: SearchOrder;
  readonly request: PageRequest;
  readonly offset: number;
  readonly fields: Fields;
  /** Whether a search in start order may examine any number of engagements. */
  readonly isUnbounded?: boolean;
}

export interface SearchBounds {
  /** Maximum number of engagements examined for a page in start order. */
  readonly examined: number;
  /** Maximum number of engagements read for a sort. */
  readonly sorted: number;
}

const allMatches: Effort = { readsAllMatches: true, steps: countSteps };

const defaultBounds: SearchBounds = { examined: 50_000, sorted: 20_000 };

interface Searching<Doc extends SearchedDocument> {
  readonly engagements: TenantCollection<Doc>;
  readonly bounds: SearchBounds;
  /** Conditions with resolved beginnings, once for the page, the count and the facets of a search. */
  readonly resolved: WeakMap<Search, Promise<Condition>>;
}

export function createSearcher<Doc extends SearchedDocument>(
  engagements: TenantCollection<Doc>,
  bounds: SearchBounds = defaultBounds,
) {
  const searching: Searching<Doc> = { engagements, bounds, resolved: new WeakMap() };
  return {
    page: (tenant: string, search: Search, query: PageQuery) => readPage(searching, tenant, search, query),
    count: (tenant: string, search: Search) => countMatches(searching, tenant, search),
    facets: (tenant: string, search: Search, names: readonly FacetName[]) =>
      countFacets(searching, tenant, search, names),
  };
}

/** Reads the rows of a page, and one more if there are more. */
async function readPage<Doc extends SearchedDocument>(
  searching: Searching<Doc>,
  tenant: string,
  search: Search,
  query: PageQuery,
): Promise<readonly Doc[]> {
  const { engagements } = searching;
  const { order, request, offset, fields } = query;
  const sortFields = Object.fromEntries(order.keys.map(([path]) => [path, 1 as const]));
  const projection = withPaths(fields, sortFields);
  if (search.engagementId !== undefined) {
    const { filter, hint } = await planAllMatches(searching, tenant, search);
    const keys = keyset(order.keys, request);
    return engagements.find(tenant, filterOf<Doc>({ $and: [filter, keys.filter] }), {
      // One engagement at most needs no sort.
      skip: offset,
      limit: keys.limit,
      hint,
      projection,
    });
  }
  if (order.byStart && offset === 0) return readStartOrder(searching, tenant, search, query, projection);
  // Skipping and sorting read an index where possible. Then the engagements of the page are read by id.
  const positions = order.byStart
    ? await readStartOrder(searching, tenant, search, query, sortFields)
    : await readSorted(searching, tenant, await planAllMatches(searching, tenant, search), query);
  const ids = positions.map(({ engagementId }) => engagementId);
  const read = await engagements.findByIds(tenant, ids, projection);
  const byId = new Map(read.map((engagement) => [engagement.engagementId, engagement]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function readStartOrder<Doc extends SearchedDocument>(
  searching: Searching<Doc>,
  tenant: string,
  search: Search,
  { order, request, offset, isUnbounded = false }: PageQuery,
  projection: Projection,
): Promise<readonly Doc[]> {
  const { engagements, bounds } = searching;
  const condition = await resolveBeginnings(searching, tenant, search);
  return readInStartOrder(
    (filter, options) => engagements.find(tenant, filterOf<Doc>(filter), options),
    (steps) => plan(searching, tenant, search, condition, { readsAllMatches: false, steps }),
    {
      keys: keyset(order.keys, request),
      skip: offset,
      projection,
      maxExamined: isUnbounded ? Infinity : bounds.examined,
    },
  );
}

/** @throws BAD_USER_INPUT if more engagements would be read than the bound for sorting */
async function readSorted<Doc extends SearchedDocument>(
  { engagements, bounds }: Searching<Doc>,
  tenant: string,
  { filter, hint, indexFilter, readsDocuments, maxMatches }: Plan,
  { order, request, offset }: PageQuery,
): Promise<readonly { readonly engagementId: string }[]> {
  if ((readsDocuments || hint !== mainIndex) && maxMatches > bounds.sorted) {
    const count = await engagements.count(tenant, filterOf<Doc>(indexFilter), {
      hint,
      limit: bounds.sorted + 1,
    });
    if (count > bounds.sorted)
      throw invalid(
        'sort',
        `would have more than ${bounds.sorted} engagements read to sort them, as \`filter\` is: narrow the span, or sort by START`,
      );
  }
  return engagements.aggregate<{ engagementId: string }>(
    tenant,
    filterOf<Doc>(filter),
    sortStages(order.keys, request, offset),
    { hint },
  );
}

async function countMatches<Doc extends SearchedDocument>(
  searching: Searching<Doc>,
  tenant: string,
  search: Search,
): Promise<number> {
  const { filter, hint } = await planAllMatches(searching, tenant, search);
  return searching.engagements.count(tenant, filterOf<Doc>(filter), { hint });
}

async function countFacets<Doc extends SearchedDocument>(
  searching: Searching<Doc>,
  tenant: string,
  search: Search,
  names: readonly FacetName[],
): Promise<readonly (readonly FacetRow[])[]> {
  const { filter, hint } = await planAllMatches(searching, tenant, search);
  const [counted] = await searching.engagements.aggregate<Record<string, FacetRow[]>>(
    tenant,
    filterOf<Doc>(filter),
    facetStages(names),
    { hint },
  );
  return names.map((_, index) => counted?.[`f${index}`] ?? []);
}

async function planAllMatches<Doc extends SearchedDocument>(
  searching: Searching<Doc>,
  tenant: string,
  search: Search,
): Promise<Plan> {
  const condition = await resolveBeginnings(searching, tenant, search);
  return plan(searching, tenant, search, condition, allMatches);
}

const plan = <Doc extends SearchedDocument>(
  { engagements }: Searching<Doc>,
  tenant: string,
  search: Search,
  condition: Condition,
  effort: Effort,
): Promise<Plan> =>
  planSearch(
    search,
    condition,
    (engagementId) => documentId(tenant, engagementId),
    (filter, hint, limit) => engagements.count(tenant, filterOf<Doc>(filter), { hint, limit }),
    effort,
  );

/** Replaces the beginnings of words in a search's condition by the words of the index. */
function resolveBeginnings<Doc extends SearchedDocument>(
  { engagements, resolved }: Searching<Doc>,
  tenant: string,
  search: Search,
): Promise<Condition> {
  const known = resolved.get(search);
  if (known !== undefined) return known;
  const resolving = withoutBeginnings(engagements, tenant, search.condition);
  resolved.set(search, resolving);
  return resolving;
}

async function withoutBeginnings<Doc extends SearchedDocument>(
  engagements: TenantCollection<Doc>,
  tenant: string,
  condition: Condition,
): Promise<Condition> {
  switch (condition.kind) {
    case 'terms':
    case 'values':
      return condition;
    case 'beginnings': {
      const any: string[] = [];
      for (const beginning of condition.any)
        for await (const term of termsWithBeginning(engagements, tenant, beginning)) {
          any.push(term);
          if (any.length > maxRanges)
            throw invalid(
              condition.field,
              `has a beginning of which these areas together have more than ${maxRanges} words, each counted once for every area that has it: write more of it`,
            );
        }
      return { kind: 'terms', any };
    }
    default:
      return {
        kind: condition.kind,
        of: await Promise.all(condition.of.map((inner) => withoutBeginnings(engagements, tenant, inner))),
      };
  }
}

/**
 * Iterates over the terms with a beginning. The terms index is the only list of words: a separate list would keep the words of erased
 * customers. Each step jumps to the next word, however many engagements have the current one.
 */
async function* termsWithBeginning<Doc extends SearchedDocument>(
  engagements: TenantCollection<Doc>,
  tenant: string,
  beginning: string,
): AsyncGenerator<string> {
  // The highest code point is above every character of a word.
  const end = `${beginning}\u{10ffff}`;
  let bound: { readonly $gte: string } | { readonly $gt: string } = { $gte: beginning };
  for (;;) {
    const isInRange = '$gt' in bound ? { $gt: ['$$term', bound.$gt] } : { $gte: ['$$term', bound.$gte] };
    // The index returns the engagement with the smallest term in the range first, though MongoDB does not guarantee it for arrays.
    const found: readonly { readonly next: string }[] = await engagements.aggregate<{
      readonly next: string;
    }>(
      tenant,
      filterOf<Doc>({ 'search.terms': { $elemMatch: { ...bound, $lt: end } } }),
      [
        { $limit: 1 },
        {
          $project: {
            _id: 0,
            next: {
              $min: {
                $filter: {
                  input: '$search.terms',
                  as: 'term',
                  cond: { $and: [isInRange, { $lt: ['$$term', end] }] },
                },
              },
            },
          },
        },
      ],
      { hint: termsIndex },
    );
    const first = found.at(0);
    if (first === undefined) return;
    yield first.next;
    bound = { $gt: first.next };
  }
}

const filterOf = <Doc extends SearchedDocument>(match: Match) =>
  match as Parameters<TenantCollection<Doc>['find']>[1];

/**
 * Sorts by computed copies of the keys. With the keys themselves, MongoDB would filter by the position before it reads the index, and read
 * every engagement for it.
 */
function sortStages(order: Order, request: PageRequest, offset: number): readonly Stage[] {
  const named = order.map(([path, direction], index) => ({ path, name: `k${index}`, direction }));
  const keys = keyset(
    named.map(({ name, direction }) => [name, direction] as const),
    request,
  );
  return [
    {
      $project: {
        _id: 0,
        engagementId: 1,
        ...Object.fromEntries(named.map(({ path, name }) => [name, { $ifNull: [`$${path}`, null] }])),
      },
    },
    { $match: keys.filter },
    { $sort: keys.sort },
    ...(offset === 0 ? [] : [{ $skip: offset }]),
    { $limit: keys.limit },
  ];
}

/** Merges projections. MongoDB refuses a projection of a path and of a path inside it. */
function withPaths(fields: Fields, more: Fields): Fields {
  const merged = { ...fields, ...more };
  return Object.fromEntries(
    Object.entries(merged).filter(
      ([path]) => !Object.keys(merged).some((outer) => path.startsWith(`${outer}.`)),
    ),
  );
}
