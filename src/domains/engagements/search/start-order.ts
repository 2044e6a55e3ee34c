import { invalid } from '../../../kernel/errors.ts';
import type { Keyset, Projection, ReadOptions } from '../../../storage/index.ts';
import type { Match } from './condition.ts';
import { countSteps, type Plan } from './plan.ts';

/** Number of engagements examined before the search is planned in detail. */
const initialExamined = 1000;

export interface StartOrderRequest {
  readonly keys: Keyset;
  readonly skip: number;
  readonly projection: Projection;
  /** The search fails after this number of examined engagements. */
  readonly maxExamined: number;
}

type Find<Doc> = (filter: Match, options: ReadOptions) => Promise<readonly Doc[]>;

/**
 * Reads a page in the order of start times, which the indexes have, until the page is full.
 * @param planWith counts the terms in these steps to find the rarest
 * @throws BAD_USER_INPUT if the page is not full after the maximum number of examined engagements
 */
export async function readInStartOrder<Doc extends { readonly startTime: Date }>(
  find: Find<Doc>,
  planWith: (steps: readonly number[]) => Promise<Plan>,
  { keys, skip, projection, maxExamined }: StartOrderRequest,
): Promise<readonly Doc[]> {
  const { sort, limit } = keys;
  const read = ({ filter, hint }: Plan, upTo: Match) =>
    find({ $and: [filter, keys.filter, upTo] }, { sort, skip, limit, hint, projection });

  /** Returns a bound of the start time for the first `nth` matches, or undefined if there are fewer. */
  async function startOf(nth: number, { indexFilter, hint }: Plan): Promise<Match | undefined> {
    const [last] = await find(
      { $and: [indexFilter, keys.filter] },
      { sort, skip: nth - 1, limit: 1, hint, projection: { startTime: 1 } },
    );
    return last && { startTime: { [sort.startTime === 1 ? '$lte' : '$gte']: last.startTime } };
  }

  const [first, ...further] = countSteps;
  const quick = await planWith([first]);
  if (!quick.readsDocuments || quick.maxMatches <= initialExamined) return read(quick, {});
  const nearby = await startOf(initialExamined, quick);
  const found = await read(quick, nearby ?? {});
  if (nearby === undefined || found.length === limit) return found;

  const plan = await planWith(further);
  // Skipped engagements are matches.
  const limitExamined = maxExamined + skip;
  const bound =
    plan.maxMatches <= limitExamined || maxExamined === Infinity
      ? undefined
      : await startOf(limitExamined + 1, plan);
  const rows = await read(plan, bound ?? {});
  if (bound !== undefined && rows.length < limit)
    throw invalid(
      'filter',
      `matches so few that ${maxExamined} engagements were looked through without filling a page: narrow \`start\`, or ask for a rarer word`,
    );
  return rows;
}
