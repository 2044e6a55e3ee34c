import type {
  FeedAgentState,
  FeedStateChange,
  FeedUsage,
} from '../../../../src/domains/shared/feed-ports.ts';

export const start = Date.UTC(2024, 0, 1, 9);
export const at = (seconds: number): Date => new Date(start + seconds * 1000);

/** The changes of one session of an agent, as a source sends them. Each change continues the one before it. */
export class Shift {
  readonly changes: FeedStateChange[] = [];
  readonly #username: string;
  readonly #session: string;
  readonly #hierarchy: readonly string[];

  constructor(username: string, session = `${username}-1`, hierarchy: readonly string[] = []) {
    this.#username = username;
    this.#session = session;
    this.#hierarchy = hierarchy;
  }

  login(seconds: number, state = 'IDLE', reason?: string): this {
    return this.#add('LOGIN', seconds, state, reason);
  }
  to(seconds: number, state: string, reason?: string, more: Partial<FeedAgentState> = {}): this {
    return this.#add('STATE_CHANGE', seconds, state, reason, more);
  }
  logout(seconds: number): this {
    return this.#add('LOGOUT', seconds, 'LOGGED_OFF');
  }
  timeout(seconds: number): this {
    return this.#add('TIMEOUT', seconds, 'LOGGED_OFF');
  }

  #add(
    eventType: string,
    seconds: number,
    state: string,
    reason?: string,
    more: Partial<FeedAgentState> = {},
  ): this {
    const last = this.changes.at(-1)?.current;
    const current = { state, at: at(seconds), ...(reason === undefined ? {} : { reason }), ...more };
    this.changes.push({
      eventId: `${this.#session}-${eventType}-${this.changes.length}`,
      username: this.#username,
      sessionId: this.#session,
      eventType,
      reportHierarchy: this.#hierarchy,
      current,
      ...(last === undefined
        ? {}
        : { previous: last, previousDurationMs: current.at.getTime() - last.at.getTime() }),
      isAhead: false,
    });
    return this;
  }
}

export const usageAt = (
  username: string,
  seconds: number,
  action: string,
  more: Partial<FeedUsage> = {},
): FeedUsage => ({
  eventId: `${username}-${more.productId ?? ''}-${seconds}-${action}`,
  username,
  at: at(seconds),
  action,
  productId: 'SymbeeEngage',
  reportHierarchy: [],
  ...more,
});

/** Returns the item, or throws if it is undefined. */
export function required<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new Error('The item is undefined.');
  return item;
}

/** Yields all permutations. */
export function* permutations<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  if (items.length < 2) yield items;
  else
    for (const [index, first] of items.entries())
      for (const rest of permutations(items.toSpliced(index, 1))) yield [first, ...rest];
}
