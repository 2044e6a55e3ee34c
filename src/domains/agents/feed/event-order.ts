import type { FeedAgentState, FeedStateChange } from '../../shared/feed-ports.ts';

type Change = Pick<FeedStateChange, 'eventId' | 'sessionId' | 'eventType' | 'current' | 'previous'>;

const textOf = (text: string | undefined): string => text ?? '';

type FeedState = Pick<FeedAgentState, 'state' | 'reason'> & { readonly at?: Date };

/** Returns whether two states have the same word, reason and start, as far as the start is known. */
export const isSameState = (one: FeedState, other: FeedState): boolean =>
  one.state === other.state &&
  textOf(one.reason) === textOf(other.reason) &&
  (one.at === undefined || other.at === undefined || one.at.getTime() === other.at.getTime());

const follows = (later: Change, earlier: Change): boolean =>
  later.previous !== undefined && isSameState(later.previous, earlier.current);

const isEnd = ({ eventType }: Change): boolean => eventType === 'LOGOUT' || eventType === 'TIMEOUT';

/** Ranks a sign-in first, then changes from a state before the instant, then other changes, then the end of the session. */
function rankOf(change: Change): number {
  if (change.eventType === 'LOGIN') return 0;
  if (isEnd(change)) return 3;
  const began = change.previous?.at;
  return began !== undefined && began < change.current.at ? 1 : 2;
}

/** The maximum number of steps of the search for a complete chain. */
const maxTries = 1000;
/** A larger number of changes at one instant is not plausible for one agent: the instant is crowded, and the ids alone give the order. */
export const maxOrderedPerInstant = 50;

/**
 * Sorts an agent's changes at one instant. Sources that count in seconds send several per instant. Each change follows the one that led to
 * its previous state. Ids break ties, so the order does not depend on the order of arrival. A crowded instant is ordered by the ids alone,
 * so a part of it can be read and sorted.
 */
export function sortSameInstant<Item extends Change>(changes: readonly Item[]): readonly Item[] {
  if (changes.length < 2) return changes;
  if (changes.length > maxOrderedPerInstant) return changes.toSorted(byId);
  const sessions = Map.groupBy(changes.toSorted(byId), ({ sessionId }) => textOf(sessionId));
  const begins = (session: readonly Item[]) =>
    session.some(({ eventType }) => eventType === 'LOGIN') ? 1 : 0;
  // A session that begins at this instant follows the sessions that existed before.
  return [...sessions.values()].sort((a, b) => begins(a) - begins(b)).flatMap(sortSession);
}

const byId = (a: Change, b: Change): number => (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);

function sortSession<Item extends Change>(changes: readonly Item[]): readonly Item[] {
  const ranked = changes.toSorted((a, b) => rankOf(a) - rankOf(b));
  if (ranked.length < 2) return ranked;
  let tries = 0;

  /** Searches a chain of all changes in which each follows the one before it. */
  function chain(done: readonly Item[], rest: readonly Item[]): readonly Item[] | undefined {
    const last = done.at(-1);
    if (rest.length === 0 || last === undefined) return done;
    for (const next of rest) {
      if (!follows(next, last) || tries++ > maxTries) continue;
      const found = chain([...done, next], without(rest, next));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  const [first, ...others] = ranked;
  const complete = first === undefined ? undefined : chain([first], others);
  return complete ?? sortWithBreaks(ranked);
}

/** Sorts changes of which some are missing: after a break, a change that follows no other one comes first. */
function sortWithBreaks<Item extends Change>(ranked: readonly Item[]): readonly Item[] {
  const done: Item[] = [];
  for (let rest = ranked; rest.length > 0;) {
    const last = done.at(-1);
    const heads = rest.filter((change) => !rest.some((other) => other !== change && follows(change, other)));
    const next = (last && rest.find((change) => follows(change, last))) ?? heads[0] ?? rest[0];
    if (next === undefined) break;
    done.push(next);
    rest = without(rest, next);
  }
  return done;
}

const without = <Item>(items: readonly Item[], one: Item): readonly Item[] =>
  items.filter((item) => item !== one);
