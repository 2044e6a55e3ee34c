import type { Document } from 'mongodb';
import type { PageRequest } from '../kernel/paging.ts';

/** The order of a list: its keys, the last of which is unique, so that no page repeats or skips a row. */
export type Order = readonly (readonly [field: string, direction: 1 | -1])[];

export interface Keyset {
  readonly filter: Document;
  readonly sort: Readonly<Record<string, 1 | -1>>;
  /** One more than the page, which tells whether there is another. */
  readonly limit: number;
}

/**
 * A page by position instead of by count: MongoDB starts in the index right where the last page ended, so page 1,000 costs what
 * page 1 costs, and rows that arrive meanwhile shift nothing.
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
  // The bound on the first key is implied by the branches; MongoDB's planner needs it said to start there in the index.
  return { $and: [{ [first[0]]: { [`${comparison(first[1])}e`]: from[0] } }, { $or: branches }] };
}

/** A span of time: `from` is inside it, `to` is not; either may be open. */
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
