import type { Document } from 'mongodb';
import type { PageRequest } from '../kernel/paging.ts';

/** The sort order of a list. The last key is unique, so that no page repeats or skips a row. */
export type Order = readonly (readonly [field: string, direction: 1 | -1])[];

export interface Keyset {
  readonly filter: Document;
  readonly sort: Readonly<Record<string, 1 | -1>>;
  /** One more than the page size: an extra row shows that there is another page. */
  readonly limit: number;
}

/**
 * Returns a query for keyset pagination: MongoDB starts in the index where the last page ended. So page 1,000 costs as much as page 1,
 * and new rows do not shift the pages.
 */
export function keyset(order: Order, request: PageRequest): Keyset {
  const reading = request.backwards
    ? order.map(([field, direction]) => [field, -direction as 1 | -1] as const)
    : order;
  return {
    filter: request.from === undefined ? {} : after(reading, request.from),
    sort: Object.fromEntries(reading),
    limit: request.limit + 1,
  };
}

function after(order: Order, from: readonly unknown[]): Document {
  const [first] = order;
  if (first === undefined) return {};
  const comparison = (direction: 1 | -1) => (direction === 1 ? '$gt' : '$lt');
  const branches = order.map(([field, direction], depth) => ({
    ...Object.fromEntries(order.slice(0, depth).map(([equal], index) => [equal, from[index]])),
    [field]: { [comparison(direction)]: from[depth] },
  }));
  if (branches.length === 1) return branches[0] ?? {};
  // The branches imply this bound on the first key. MongoDB's planner needs it to start there in the index.
  return { $and: [{ [first[0]]: { [`${comparison(first[1])}e`]: from[0] } }, { $or: branches }] };
}

/** A time range. `from` is inclusive, `to` is exclusive, and each is optional. */
export interface Span {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export const startsWithin = (field: string, { from, to }: Span): Document =>
  from === undefined && to === undefined
    ? {}
    : {
        [field]: { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lt: to }) },
      };
