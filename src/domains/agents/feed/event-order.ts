import type { FeedAgentState, FeedStateChange } from '../../shared/agent-feed.ts';

type Change = Pick<FeedStateChange, 'eventId' | 'sessionId' | 'eventType' | 'current' | 'previous'>;

const textOf = (text: string | undefined): string => text ?? '';

/** Whether they are one state: the same word, for the same reason, since the same instant. */
export const isSameState = (one: FeedAgentState, other: FeedAgentState): boolean =>
  one.state === other.state &&
  textOf(one.reason) === textOf(other.reason) &&
  one.at.getTime() === other.at.getTime();

const follows = (later: Change, earlier: Change): boolean =>
  later.previous !== undefined && isSameState(later.previous, earlier.current);

const isEnd = ({ eventType }: Change): boolean => eventType === 'LOGOUT' || eventType === 'TIMEOUT';

/** What begins at the instant, or goes on from what was before it, comes first; what ends the session last. */
function rankOf(change: Change): number {
  if (change.eventType === 'LOGIN') return 0;
  if (isEnd(change)) return 3;
  return change.previous !== undefined && change.previous.at < change.current.at ? 1 : 2;
}

/** How many ways are tried to find one that goes through. */
const maxTries = 1000;
/** No agent does so much in one instant: a source that says so counts time in another way. */
export const maxOrderedPerInstant = 50;

/**
 * The order of an agent's changes at one instant: a source that counts in seconds has several in one. Each goes on from what another has
 * led to; where that does not tell, the ids decide, so that it is the same order whichever came in first. Of so many that nobody does them
 * in one instant the ids alone decide: so a part of them can be read, and has its order.
 */
export function sortSameInstant<Item extends Change>(changes: readonly Item[]): readonly Item[] {
  if (changes.length < 2) return changes;
  if (changes.length > maxOrderedPerInstant) return changes.toSorted(byId);
  const sessions = Map.groupBy(changes.toSorted(byId), ({ sessionId }) => textOf(sessionId));
  const begins = (session: readonly Item[]) =>
    session.some(({ eventType }) => eventType === 'LOGIN') ? 1 : 0;
  // One that begins at this instant follows one that was there before.
  return [...sessions.values()].sort((a, b) => begins(a) - begins(b)).flatMap(inOneSession);
}

const byId = (a: Change, b: Change): number => (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);

function inOneSession<Item extends Change>(changes: readonly Item[]): readonly Item[] {
  const ranked = changes.toSorted((a, b) => rankOf(a) - rankOf(b));
  if (ranked.length < 2) return ranked;
  let tries = 0;

  /** Goes on to where all are used up, one from the other. */
  function through(done: readonly Item[], rest: readonly Item[]): readonly Item[] | undefined {
    const last = done.at(-1);
    if (rest.length === 0 || last === undefined) return done;
    for (const next of rest) {
      if (!follows(next, last) || tries++ > maxTries) continue;
      const found = through([...done, next], without(rest, next));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  const [first, ...others] = ranked;
  const whole = first === undefined ? undefined : through([first], others);
  return whole ?? withBreaks(ranked);
}

/** Where one is missing, what nothing else leads to comes first. */
function withBreaks<Item extends Change>(ranked: readonly Item[]): readonly Item[] {
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
