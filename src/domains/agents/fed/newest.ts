import type { FeedStateChange, FeedTask } from '../../shared/agent-feed.ts';
import type { Path } from '../hierarchy.ts';
import type { LiveAgent } from '../state-machine.ts';
import { maxTogether } from './ties.ts';
import { wordOf } from './words.ts';

/** The newest that feeds tell of an agent. */
export interface FedNow {
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
export interface FedHierarchy {
  readonly path: Path;
  readonly at: Date;
  readonly eventId: string;
}

/** @param changes all that are known of one instant, in their order; of many the last */
export function newestOf(changes: readonly FeedStateChange[]): FedNow | undefined {
  const last = changes.at(-1);
  if (last === undefined) return undefined;
  const { state, reason, at, taskCount, focusTask } = last.current;
  return {
    at,
    known: Math.min(changes.length, maxTogether + 1),
    eventId: last.eventId,
    state,
    reason: wordOf(reason),
    taskCount: taskCount ?? null,
    focusTask: focusTask ?? null,
  };
}

export function isNewer(one: Pick<FedNow, 'at' | 'known' | 'eventId'>, other: FedNow | null): boolean {
  if (other === null || one.at > other.at) return true;
  if (one.at < other.at) return false;
  return one.known > other.known || (other.known > maxTogether && one.eventId > other.eventId);
}

export const isLaterSaid = (
  one: Pick<FedHierarchy, 'at' | 'eventId'>,
  other: Pick<FedHierarchy, 'at' | 'eventId'> | null,
): boolean =>
  other === null ||
  one.at > other.at ||
  (one.at.getTime() === other.at.getTime() && one.eventId > other.eventId);

/** @returns undefined where nothing of it is newer than what is known */
export function withFed(
  agent: LiveAgent,
  { now, hierarchy }: { readonly now?: FedNow | undefined; readonly hierarchy?: FedHierarchy | undefined },
): LiveAgent | undefined {
  const isNewNow = now !== undefined && isNewer(now, agent.fed);
  const isNewPlace = hierarchy !== undefined && isLaterSaid(hierarchy, agent.hierarchySaid);
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
