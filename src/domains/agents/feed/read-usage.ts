import { invalid } from '../../../kernel/errors.ts';
import type { FeedUsage } from '../../shared/agent-feed.ts';
import type { UsageStore } from './usage-store.ts';
import { usageOf, type UsageSession } from './usage.ts';

/** So many are read at most. */
const maxSigns = 100_000;

/**
 * What an agent used in a span of time. What is read reaches out of the span on both sides as far as one sign comes within the limit of
 * another: whatever goes on over an edge is read whole.
 */
export async function readUsage(
  usage: UsageStore,
  { tenant, username }: { readonly tenant: string; readonly username: string },
  { from, to }: { readonly from: Date; readonly to: Date },
  now: Date,
  expiryMs: number,
): Promise<readonly UsageSession[]> {
  const earlier: FeedUsage[] = [];
  for await (const told of usage.upTo(tenant, username, new Date(from.getTime() - 1))) {
    if ((earlier.at(-1)?.at ?? from).getTime() - told.at.getTime() > expiryMs) break;
    earlier.push(told);
    checkCount(earlier.length);
  }
  const told = earlier.reverse();
  for await (const later of usage.since(tenant, username, from)) {
    const last = told.at(-1)?.at;
    if (later.at >= to && (last === undefined || later.at.getTime() - last.getTime() > expiryMs)) break;
    told.push(later);
    checkCount(told.length);
  }
  return usageOf(told, now, expiryMs).filter(
    ({ begin, end }) => begin < to && (begin >= from || end === null || end > from),
  );
}

function checkCount(count: number): void {
  if (count > maxSigns)
    throw invalid('range', `holds usage of more than ${maxSigns} events, with what reaches into it`);
}
