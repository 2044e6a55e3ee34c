import type { FeedStateChange } from '../../shared/agent-feed.ts';
import type { LatestFeedState } from './latest.ts';
import { sortSameInstant, isSameState, maxOrderedPerInstant } from './event-order.ts';

interface Newest {
  readonly at: Date;
  /** What is known of that instant. */
  readonly together: FeedStateChange[];
}

/**
 * Each is late that comes after a newer one, be it in the same batch. Which one of several at an instant is the newer follows from all that
 * are known of it. One that is too far ahead says nothing of what the agent does now.
 * @param horizon what lies behind it is too far ahead
 * @param known of each agent the newest
 * @param kept what is there of the instants of the newest
 */
export function markLate<Change extends FeedStateChange>(
  changes: readonly Change[],
  horizon: Date,
  known: ReadonlyMap<string, { readonly fed: Pick<LatestFeedState, 'at'> | null }>,
  kept: readonly FeedStateChange[],
): readonly (Change & { readonly isLate: boolean })[] {
  const newest = new Map<string, Newest>();
  for (const [username, { fed }] of known)
    if (fed !== null) newest.set(username, { at: fed.at, together: [] });
  for (const change of kept) newest.get(change.username)?.together.push(change);

  function isLate(change: FeedStateChange): boolean {
    const { username, eventId } = change;
    const { at } = change.current;
    if (at > horizon) return true;
    const last = newest.get(username);
    if (last === undefined || at > last.at) {
      newest.set(username, { at, together: [change] });
      return false;
    }
    if (at < last.at) return true;
    if (!last.together.some((one) => one.eventId === eventId)) last.together.push(change);
    // So many have no order but that of their ids, so that the first of them says nothing.
    if (last.together.length > maxOrderedPerInstant + 1) last.together.splice(firstOf(last.together), 1);
    const end = sortSameInstant(last.together).at(-1);
    // Of two that say the same neither is the newer.
    return end !== undefined && end.eventId !== eventId && !isSameState(end.current, change.current);
  }
  return changes.map((change) => ({ ...change, isLate: isLate(change) }));
}

const firstOf = (changes: readonly FeedStateChange[]): number =>
  changes.reduce(
    (first, { eventId }, index) => (eventId < (changes[first]?.eventId ?? '') ? index : first),
    0,
  );
