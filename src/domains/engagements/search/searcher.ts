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
import { readByStart } from './by-start.ts';
import type { Condition } from './condition.ts';
import { facetStages, type FacetName, type FacetRow, type Stage } from './facets.ts';
import type { SearchOrder } from './order.ts';
import { indexOfAll, indexOfTerms, maxRanges, planOf, type Effort, type Plan } from './plan.ts';
import { countSteps } from './rarest.ts';
import type { Search } from './read-filter.ts';
import type { Searchable } from './searchable.ts';

/** An engagement as it is stored, with what it is found by. */
export interface SearchedDocument extends TenantDocument, EngagementRecord {
  readonly search: Searchable;
}

export interface PageWanted {
  readonly order: SearchOrder;
  readonly request: PageRequest;
  readonly offset: number;
  readonly fields: Fields;
  /** Whether it may take as long as it takes: by start, however many are looked through. */
  readonly patient?: boolean;
}

export interface SearchBounds {
  /** How many are looked through for a page by start. */
  readonly examined: number;
  /** How many are read to be sorted. */
  readonly sorted: number;
}

const wholly: Effort = { whole: true, steps: countSteps };

const usualBounds: SearchBounds = { examined: 50_000, sorted: 20_000 };

export function createSearcher<Doc extends SearchedDocument>(
  engagements: TenantCollection<Doc>,
  bounds: SearchBounds = usualBounds,
) {
  const filterOf = ({ filter }: Pick<Plan, 'filter'>) => filter as Parameters<typeof engagements.find>[1];

  const plan = (tenant: string, search: Search, condition: Condition, effort: Effort): Promise<Plan> =>
    planOf(
      search,
      condition,
      (engagementId) => documentId(tenant, engagementId),
      (filter, hint, limit) => engagements.count(tenant, filterOf({ filter }), { hint, limit }),
      effort,
    );

  /** What a search asks for is looked up once, for its page, its count and its facets. */
  const lookedUp = new WeakMap<Search, Promise<Condition>>();
  function lookUp(tenant: string, search: Search): Promise<Condition> {
    const known = lookedUp.get(search);
    if (known !== undefined) return known;
    const looking = wordsFor(tenant, search.condition);
    lookedUp.set(search, looking);
    return looking;
  }

  /** The words that begin so, in place of their beginnings. */
  async function wordsFor(tenant: string, condition: Condition): Promise<Condition> {
    switch (condition.kind) {
      case 'terms':
      case 'values':
        return condition;
      case 'beginnings': {
        const any: string[] = [];
        for (const beginning of condition.any)
          for await (const term of termsThatBegin(tenant, beginning)) {
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
          of: await Promise.all(condition.of.map((inner) => wordsFor(tenant, inner))),
        };
    }
  }

  /**
   * The index of terms is the only list of words that there is: another one would keep the words of those who were erased. It is read
   * from one word to the next, however many engagements have each.
   */
  async function* termsThatBegin(tenant: string, beginning: string): AsyncGenerator<string> {
    // No character of a word is above this one.
    const end = `${beginning}\u{10ffff}`;
    let bound: { readonly $gte: string } | { readonly $gt: string } = { $gte: beginning };
    for (;;) {
      const isBehind = '$gt' in bound ? { $gt: ['$$term', bound.$gt] } : { $gte: ['$$term', bound.$gte] };
      // In the order of the index, though MongoDB will not promise that of a list: the first has the smallest term in the range.
      const found: readonly { readonly next: string }[] = await engagements.aggregate<{
        readonly next: string;
      }>(
        tenant,
        filterOf({ filter: { 'search.terms': { $elemMatch: { ...bound, $lt: end } } } }),
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
                    cond: { $and: [isBehind, { $lt: ['$$term', end] }] },
                  },
                },
              },
            },
          },
        ],
        { hint: indexOfTerms },
      );
      const first = found.at(0);
      if (first === undefined) return;
      yield first.next;
      bound = { $gt: first.next };
    }
  }

  /** @throws BAD_USER_INPUT if too many would be read */
  async function sorted(
    tenant: string,
    found: Plan,
    { order, request, offset }: PageWanted,
  ): Promise<readonly { readonly engagementId: string }[]> {
    const { hint, lookedUp, reads, atMost } = found;
    if ((reads || hint !== indexOfAll) && atMost > bounds.sorted) {
      const count = await engagements.count(tenant, filterOf({ filter: lookedUp }), {
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
      filterOf(found),
      sortStages(order.keys, request, offset),
      { hint },
    );
  }

  return {
    /** The rows of a page, and one more if there are more. */
    async page(tenant: string, search: Search, wanted: PageWanted): Promise<readonly Doc[]> {
      const { order, request, offset, fields, patient = false } = wanted;
      const condition = await lookUp(tenant, search);
      const sortFields = Object.fromEntries(order.keys.map(([path]) => [path, 1 as const]));
      const projection = withPaths(fields, sortFields);
      if (search.engagementId !== undefined) {
        const { filter, hint } = await plan(tenant, search, condition, wholly);
        const keys = keyset(order.keys, request);
        return engagements.find(tenant, filterOf({ filter: { $and: [filter, keys.filter] } }), {
          // There is one at most, so it is in order already.
          skip: offset,
          limit: keys.limit,
          hint,
          projection,
        });
      }
      const readPage = (read: Projection) =>
        readByStart(
          (filter, options) => engagements.find(tenant, filterOf({ filter }), options),
          (steps) => plan(tenant, search, condition, { whole: false, steps }),
          {
            keys: keyset(order.keys, request),
            skip: offset,
            projection: read,
            most: patient ? Infinity : bounds.examined,
          },
        );
      if (order.byStart && offset === 0) return readPage(projection);
      // What is passed over and sorted is read from an index where it can be, and then the page's own engagements by their ids.
      const positions = order.byStart
        ? await readPage(sortFields)
        : await sorted(tenant, await plan(tenant, search, condition, wholly), wanted);
      const ids = positions.map(({ engagementId }) => engagementId);
      const read = await engagements.findByIds(tenant, ids, projection);
      const byId = new Map(read.map((engagement) => [engagement.engagementId, engagement]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },

    async count(tenant: string, search: Search): Promise<number> {
      const condition = await lookUp(tenant, search);
      const { filter, hint } = await plan(tenant, search, condition, wholly);
      return engagements.count(tenant, filterOf({ filter }), { hint });
    },

    async facets(
      tenant: string,
      search: Search,
      names: readonly FacetName[],
    ): Promise<Readonly<Record<string, readonly FacetRow[]>>> {
      const condition = await lookUp(tenant, search);
      const { filter, hint } = await plan(tenant, search, condition, wholly);
      const [counted] = await engagements.aggregate<Record<string, FacetRow[]>>(
        tenant,
        filterOf({ filter }),
        facetStages(names),
        { hint },
      );
      return counted ?? {};
    },
  };
}

/**
 * Sorts by values that are computed from the keys, though they are the same: MongoDB would ask for the position before it reads the
 * index, and then read every engagement to tell.
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

/** MongoDB refuses a projection that names a path and one inside it. */
function withPaths(fields: Fields, more: Fields): Fields {
  const merged = { ...fields, ...more };
  return Object.fromEntries(
    Object.entries(merged).filter(
      ([path]) => !Object.keys(merged).some((outer) => path.startsWith(`${outer}.`)),
    ),
  );
}
