import { invalid } from '../../../kernel/errors.ts';
import type { PageRequest } from '../../../kernel/paging.ts';
import {
  documentId,
  keyset,
  type Order,
  type TenantCollection,
  type TenantDocument,
} from '../../../storage/index.ts';
import type { Fields } from '../../subgraph.ts';
import type { EngagementRecord } from '../model.ts';
import type { Condition } from './condition.ts';
import { facetStages, type FacetName, type FacetRow, type Stage } from './facets.ts';
import type { SearchOrder } from './order.ts';
import { indexOfTerms, maxRanges, planOf, type Plan } from './plan.ts';
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
}

export function createSearcher<Doc extends SearchedDocument>(engagements: TenantCollection<Doc>) {
  const filterOf = ({ filter }: Pick<Plan, 'filter'>) => filter as Parameters<typeof engagements.find>[1];

  const plan = (tenant: string, search: Search, condition: Condition, whole: boolean): Promise<Plan> =>
    planOf(
      search,
      condition,
      (engagementId) => documentId(tenant, engagementId),
      (filter, hint, limit) => engagements.count(tenant, filterOf({ filter }), { hint, limit }),
      whole,
    );

  /** The words that begin so, in place of their beginnings. */
  async function lookUp(tenant: string, condition: Condition): Promise<Condition> {
    switch (condition.kind) {
      case 'terms':
      case 'values':
        return condition;
      case 'beginnings': {
        const found = await Promise.all(condition.any.map((one) => termsThatBegin(tenant, one)));
        const any = found.flat();
        if (any.length > maxRanges)
          throw invalid(
            condition.field,
            `has a beginning of which these areas have more than ${maxRanges} different words: write more of it`,
          );
        return { kind: 'terms', any };
      }
      default:
        return {
          kind: condition.kind,
          of: await Promise.all(condition.of.map((inner) => lookUp(tenant, inner))),
        };
    }
  }

  /**
   * The index of terms is the only list of words that there is: another one would keep the words of those who were erased. It is read
   * from one word to the next, however many engagements have each.
   * @returns those that there are, or one more than a search can take
   */
  async function termsThatBegin(tenant: string, beginning: string): Promise<readonly string[]> {
    const found: string[] = [];
    // No character of a word is above this one.
    const end = `${beginning}\u{10ffff}`;
    let bound: object = { $gte: beginning };
    while (found.length <= maxRanges) {
      // In the order of the index, though MongoDB will not promise that of a list: the first has the smallest term in the range.
      const [first] = await engagements.find(
        tenant,
        filterOf({ filter: { 'search.terms': { $elemMatch: { ...bound, $lt: end } } } }),
        {
          projection: { 'search.terms': 1 },
          limit: 1,
          hint: indexOfTerms,
        },
      );
      const last = found.at(-1);
      const next = first?.search.terms
        .filter((term) => term.startsWith(beginning) && (last === undefined || isAbove(term, last)))
        .reduce((least, term) => (isAbove(least, term) ? term : least));
      if (next === undefined) break;
      found.push(next);
      bound = { $gt: next };
    }
    return found;
  }

  return {
    /** The rows of a page, and one more if there are more. */
    async page(tenant: string, search: Search, wanted: PageWanted): Promise<readonly Doc[]> {
      const { order, request, offset, fields } = wanted;
      const condition = await lookUp(tenant, search.condition);
      const found = await plan(tenant, search, condition, !order.byStart);
      const sortFields = Object.fromEntries(order.keys.map(([path]) => [path, 1 as const]));
      const projection = withPaths(fields, sortFields);
      if ((order.byStart && offset === 0) || search.engagementId !== undefined) {
        const keys = keyset(order.keys, request);
        return engagements.find(tenant, filterOf({ filter: { $and: [found.filter, keys.filter] } }), {
          // One that is named by its id is in order already.
          ...(search.engagementId === undefined ? { sort: keys.sort } : { skip: offset }),
          limit: keys.limit,
          hint: found.hint,
          projection,
        });
      }
      // What is passed over and sorted is read from an index where it can be, and then the page's own engagements by their ids.
      const positions = order.byStart
        ? await engagements.find(tenant, filterOf(found), {
            sort: Object.fromEntries(order.keys),
            skip: offset,
            limit: request.limit + 1,
            hint: found.hint,
            projection: sortFields,
          })
        : await engagements.aggregate<{ engagementId: string }>(
            tenant,
            filterOf(found),
            sortStages(order.keys, request, offset),
            { hint: found.hint },
          );
      const ids = positions.map(({ engagementId }) => engagementId);
      const read = await engagements.findByIds(tenant, ids, projection);
      const byId = new Map(read.map((engagement) => [engagement.engagementId, engagement]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },

    async count(tenant: string, search: Search): Promise<number> {
      const condition = await lookUp(tenant, search.condition);
      const { filter, hint } = await plan(tenant, search, condition, true);
      return engagements.count(tenant, filterOf({ filter }), { hint });
    },

    async facets(
      tenant: string,
      search: Search,
      names: readonly FacetName[],
    ): Promise<Readonly<Record<string, readonly FacetRow[]>>> {
      const condition = await lookUp(tenant, search.condition);
      const { filter, hint } = await plan(tenant, search, condition, true);
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

/** MongoDB compares texts by their bytes in UTF-8, which is by code points; JavaScript by code units. */
const isAbove = (a: string, b: string): boolean => Buffer.compare(Buffer.from(a), Buffer.from(b)) > 0;

/** MongoDB refuses a projection that names a path and one inside it. */
function withPaths(fields: Fields, more: Fields): Fields {
  const merged = { ...fields, ...more };
  return Object.fromEntries(
    Object.entries(merged).filter(
      ([path]) => !Object.keys(merged).some((outer) => path.startsWith(`${outer}.`)),
    ),
  );
}
