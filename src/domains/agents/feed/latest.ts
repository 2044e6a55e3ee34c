import type { FeedStateChange } from '../../shared/feed-ports.ts';
import type { HierarchyPath } from '../hierarchy.ts';
import type { LatestFeedState } from '../model.ts';
import type { LiveAgent } from '../presence/state-machine.ts';
import { isSameState, maxOrderedPerInstant, sortSameInstant } from './event-order.ts';
import { emptyToNull } from './vocabulary.ts';

/** The agent's position in the organisation according to an event. */
export interface FeedHierarchy {
  readonly path: HierarchyPath;
  readonly at: Date;
  readonly eventId: string;
}

/** The part of an agent that feeds update. */
export interface FeedUpdate {
  readonly state?: LatestFeedState | undefined;
  readonly hierarchy?: FeedHierarchy | undefined;
}

type KnownAgents = ReadonlyMap<string, { readonly fed: Pick<LatestFeedState, 'at'> | null }>;

/** @param changes all known events at one instant, sorted; of a crowded instant the last ones */
export function latestOf(changes: readonly FeedStateChange[]): LatestFeedState | undefined {
  const last = changes.at(-1);
  if (last === undefined) return undefined;
  const { state, reason, at, taskCount, focusTask } = last.current;
  return {
    at,
    known: Math.min(changes.length, maxOrderedPerInstant + 1),
    eventId: last.eventId,
    state,
    reason: emptyToNull(reason),
    taskCount: taskCount ?? null,
    focusTask: focusTask ?? null,
  };
}

function isNewerState(one: LatestFeedState, other: LatestFeedState | null): boolean {
  if (other === null || one.at > other.at) return true;
  if (one.at < other.at) return false;
  return one.known > other.known || (other.known > maxOrderedPerInstant && one.eventId > other.eventId);
}

export const isNewerHierarchy = (
  one: Pick<FeedHierarchy, 'at' | 'eventId'>,
  other: Pick<FeedHierarchy, 'at' | 'eventId'> | null,
): boolean =>
  other === null ||
  one.at > other.at ||
  (one.at.getTime() === other.at.getTime() && one.eventId > other.eventId);

/** @returns undefined if no part of the update is newer than the agent's */
export function withFeedUpdate(agent: LiveAgent, { state, hierarchy }: FeedUpdate): LiveAgent | undefined {
  const isNewState = state !== undefined && isNewerState(state, agent.fed);
  const isNewHierarchy = hierarchy !== undefined && isNewerHierarchy(hierarchy, agent.hierarchySaid);
  if (!isNewState && !isNewHierarchy) return undefined;
  return {
    ...agent,
    ...(isNewState ? { fed: state } : {}),
    ...(isNewHierarchy
      ? {
          reportHierarchy: hierarchy.path,
          hierarchySaid: { at: hierarchy.at, eventId: hierarchy.eventId },
        }
      : {}),
  };
}

/**
 * Sets `isLate` on each change that arrives after a newer one, also within the same batch. The order of changes at one instant depends on
 * all known changes at that instant. A change beyond the horizon is late, because it does not affect the current state.
 * @param known the newest feed state of each agent
 * @param stored the stored events at the instants of the newest states
 */
export function markLate<Change extends FeedStateChange>(
  changes: readonly Change[],
  horizon: Date,
  known: KnownAgents,
  stored: readonly FeedStateChange[],
): readonly (Change & { readonly isLate: boolean })[] {
  const newest = new Map<string, { readonly at: Date; readonly sameInstant: FeedStateChange[] }>();
  for (const [username, { fed }] of known)
    if (fed !== null) newest.set(username, { at: fed.at, sameInstant: [] });
  for (const change of stored) newest.get(change.username)?.sameInstant.push(change);

  function isLate(change: FeedStateChange): boolean {
    const { username, eventId } = change;
    const { at } = change.current;
    if (at > horizon) return true;
    const last = newest.get(username);
    if (last === undefined || at > last.at) {
      newest.set(username, { at, sameInstant: [change] });
      return false;
    }
    if (at < last.at) return true;
    const { sameInstant } = last;
    if (!sameInstant.some((one) => one.eventId === eventId)) sameInstant.push(change);
    // Crowded instants are ordered by id alone, so the change with the smallest id cannot be the last.
    if (sameInstant.length > maxOrderedPerInstant + 1) sameInstant.splice(indexOfSmallestId(sameInstant), 1);
    const end = sortSameInstant(sameInstant).at(-1);
    // Neither of two changes to the same state is the newer one.
    return end !== undefined && end.eventId !== eventId && !isSameState(end.current, change.current);
  }
  return changes.map((change) => ({ ...change, isLate: isLate(change) }));
}

const indexOfSmallestId = (changes: readonly FeedStateChange[]): number =>
  changes.reduce(
    (first, { eventId }, index) => (eventId < (changes[first]?.eventId ?? '') ? index : first),
    0,
  );
