import { invalid } from '../../../kernel/errors.ts';
import type { Keyset, Projection, ReadOptions } from '../../../storage/index.ts';
import type { Match } from './condition.ts';
import type { Plan } from './plan.ts';
import { countSteps } from './rarest.ts';

/** So many are looked through at first: what is found at once need not be planned any better. */
const firstLook = 1000;

export interface ReadingByStart {
  readonly keys: Keyset;
  readonly skip: number;
  readonly projection: Projection;
  /** After so many that were looked through it gives up. */
  readonly most: number;
}

type Find<Doc> = (filter: Match, options: ReadOptions) => Promise<readonly Doc[]>;

/**
 * Reads a page in the order of the start, which the indexes have: engagement by engagement, until it is full. Where the rest of the
 * filter lets hardly any through, that would be without end.
 * @param planWith counts the terms in these steps to find the rarest
 * @throws BAD_USER_INPUT if the page is not full after the most that may be looked through
 */
export async function readByStart<Doc extends { readonly startTime: Date }>(
  find: Find<Doc>,
  planWith: (steps: readonly number[]) => Promise<Plan>,
  { keys, skip, projection, most }: ReadingByStart,
): Promise<readonly Doc[]> {
  const { sort, limit } = keys;
  const read = ({ filter, hint }: Plan, upTo: Match) =>
    find({ $and: [filter, keys.filter, upTo] }, { sort, skip, limit, hint, projection });

  /** Up to which start there are so many; undefined if there are fewer. */
  async function startOf(nth: number, { lookedUp, hint }: Plan): Promise<Match | undefined> {
    const [last] = await find(
      { $and: [lookedUp, keys.filter] },
      { sort, skip: nth - 1, limit: 1, hint, projection: { startTime: 1 } },
    );
    return last && { startTime: { [sort.startTime === 1 ? '$lte' : '$gte']: last.startTime } };
  }

  const [first, ...further] = countSteps;
  const quick = await planWith([first]);
  if (!quick.reads || quick.atMost <= firstLook) return read(quick, {});
  const nearby = await startOf(firstLook, quick);
  const found = await read(quick, nearby ?? {});
  if (nearby === undefined || found.length === limit) return found;

  const plan = await planWith(further);
  // What is passed over was found.
  const mayRead = most + skip;
  const bound = plan.atMost <= mayRead || most === Infinity ? undefined : await startOf(mayRead + 1, plan);
  const rows = await read(plan, bound ?? {});
  if (bound !== undefined && rows.length < limit)
    throw invalid(
      'filter',
      `matches so few that ${most} engagements were looked through without filling a page: narrow \`start\`, or ask for a rarer word`,
    );
  return rows;
}
