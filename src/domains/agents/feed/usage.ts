import type { FeedUsage } from '../../shared/agent-feed.ts';

/** That an agent used a product for a while. */
export interface UsageSession {
  readonly productId: string | null;
  readonly begin: Date;
  readonly hasBegin: boolean;
  readonly lastSign: Date;
  readonly end: Date | null;
  readonly ended: 'END' | 'EXPIRED' | 'LOST' | null;
}

type Open = Pick<UsageSession, 'productId' | 'begin' | 'hasBegin' | 'lastSign'>;
const nothing = undefined as Open | undefined;

const productOf = ({ productId }: FeedUsage): string | null => productId ?? null;

/** @param told in the order of time, of all products; those of one instant in any order */
export function usageOf(told: Iterable<FeedUsage>, now: Date, expiryMs: number): readonly UsageSession[] {
  const products = Map.groupBy(told, productOf);
  return [...products.values()]
    .flatMap((ofProduct) => usageOfProduct(ofProduct, now, expiryMs))
    .toSorted(
      (a, b) => a.begin.getTime() - b.begin.getTime() || ((a.productId ?? '') < (b.productId ?? '') ? -1 : 1),
    );
}

function usageOfProduct(told: readonly FeedUsage[], now: Date, expiryMs: number): readonly UsageSession[] {
  const sessions: UsageSession[] = [];
  let open = nothing;
  const close = (ended: 'END' | 'EXPIRED' | 'LOST', at: Date) => {
    if (open !== undefined) sessions.push({ ...open, lastSign: at, end: at, ended });
    open = undefined;
  };
  const isExpired = (at: Date) => open !== undefined && at.getTime() - open.lastSign.getTime() > expiryMs;

  for (const one of inTurn(told)) {
    const { at, action } = one;
    if (open !== undefined && isExpired(at)) close('EXPIRED', open.lastSign);
    const fresh = { productId: productOf(one), begin: at, hasBegin: action === 'BEGIN', lastSign: at };
    if (action === 'BEGIN') {
      if (open !== undefined) close('LOST', open.lastSign);
      open = fresh;
    } else if (action === 'END') {
      open ??= fresh;
      close('END', at);
    } else open = open === undefined ? fresh : { ...open, lastSign: at };
  }
  if (open !== undefined && isExpired(now)) close('EXPIRED', open.lastSign);
  if (open !== undefined) sessions.push({ ...open, end: null, ended: null });
  return sessions;
}

const rankIn =
  (first: readonly string[], last: readonly string[]) =>
  ({ action }: FeedUsage): number =>
    last.includes(action) ? 1 + last.indexOf(action) : first.includes(action) ? -1 : 0;
const ranks = { open: rankIn([], ['END', 'BEGIN']), closed: rankIn(['BEGIN'], ['END']) };

/**
 * Of several at one instant: what ends was there before, and what begins goes on. Where nothing was there, it begins first.
 */
function* inTurn(told: readonly FeedUsage[]): Generator<FeedUsage> {
  let isOpen = false;
  for (const together of Map.groupBy(told, ({ at }) => at.getTime()).values()) {
    const rank: (one: FeedUsage) => number = ranks[isOpen ? 'open' : 'closed'];
    for (const one of together.toSorted((a, b) => rank(a) - rank(b) || (a.eventId < b.eventId ? -1 : 1))) {
      isOpen = one.action !== 'END';
      yield one;
    }
  }
}
