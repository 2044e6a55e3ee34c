import type { FeedStateChange, FeedTask } from '../../shared/agent-feed.ts';
import type { HierarchyPath } from '../hierarchy.ts';
import type { LiveAgent } from '../presence/state-machine.ts';
import { maxOrderedPerInstant } from './event-order.ts';
import { emptyToNull } from './vocabulary.ts';

/** The newest that feeds tell of an agent. */
export interface LatestFeedState {
  readonly at: Date;
  /**
   * How many changes at that instant are known, as far as they are told apart by more than their ids; of more, one more than that. They
   * only become more, so who knows more of them knows the others too.
   */
  readonly known: number;
  readonly eventId: string;
  /** The source's own word. */
  readonly state: string;
  readonly reason: string | null;
  readonly taskCount: number | null;
  readonly focusTask: FeedTask | null;
}

/** Where an event says that the agent stands. */
export interface FeedHierarchy {
  readonly path: HierarchyPath;
  readonly at: Date;
  readonly eventId: string;
}

/** @param changes all that are known of one instant, in their order; of many the last */
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

export function isNewer(
  one: Pick<LatestFeedState, 'at' | 'known' | 'eventId'>,
  other: LatestFeedState | null,
): boolean {
  if (other === null || one.at > other.at) return true;
  if (one.at < other.at) return false;
  return one.known > other.known || (other.known > maxOrderedPerInstant && one.eventId > other.eventId);
}

export const isLaterHierarchy = (
  one: Pick<FeedHierarchy, 'at' | 'eventId'>,
  other: Pick<FeedHierarchy, 'at' | 'eventId'> | null,
): boolean =>
  other === null ||
  one.at > other.at ||
  (one.at.getTime() === other.at.getTime() && one.eventId > other.eventId);

/** @returns undefined where nothing of it is newer than what is known */
export function withFeedUpdate(
  agent: LiveAgent,
  {
    now,
    hierarchy,
  }: { readonly now?: LatestFeedState | undefined; readonly hierarchy?: FeedHierarchy | undefined },
): LiveAgent | undefined {
  const isNewNow = now !== undefined && isNewer(now, agent.fed);
  const isNewPlace = hierarchy !== undefined && isLaterHierarchy(hierarchy, agent.hierarchySaid);
  if (!isNewNow && !isNewPlace) return undefined;
  return {
    ...agent,
    ...(isNewNow ? { fed: now } : {}),
    ...(isNewPlace
      ? {
          reportHierarchy: hierarchy.path,
          hierarchySaid: { at: hierarchy.at, eventId: hierarchy.eventId },
        }
      : {}),
  };
}
