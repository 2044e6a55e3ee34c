import { invalid } from '../../../kernel/errors.ts';
import type { FeedUsage } from '../../shared/feed-ports.ts';
import type { UsageStore } from './store.ts';

/** A period in which an agent used a product. */
export interface UsageSession {
  readonly productId: string | null;
  readonly begin: Date;
  readonly hasBegin: boolean;
  /** The time of the last event. */
  readonly lastSign: Date;
  readonly end: Date | null;
  readonly ended: 'END' | 'EXPIRED' | 'LOST' | null;
}

type OpenUsage = Pick<UsageSession, 'productId' | 'begin' | 'hasBegin' | 'lastSign'>;
const none = undefined as OpenUsage | undefined;

const maxEvents = 100_000;

/**
 * Reads the usage sessions that overlap a time range. Reads events beyond both ends of the range as long as they are within the expiry of
 * each other, so that a session across an end is complete.
 */
export async function readUsage(
  usage: UsageStore,
  { tenant, username }: { readonly tenant: string; readonly username: string },
  { from, to }: { readonly from: Date; readonly to: Date },
  now: Date,
  expiryMs: number,
): Promise<readonly UsageSession[]> {
  const events: FeedUsage[] = [];
  for await (const event of usage.readUntil(tenant, username, new Date(from.getTime() - 1))) {
    if ((events.at(-1)?.at ?? from).getTime() - event.at.getTime() > expiryMs) break;
    events.push(event);
    checkNumber(events.length);
  }
  events.reverse();
  for await (const event of usage.readFrom(tenant, username, from)) {
    const last = events.at(-1)?.at;
    if (event.at >= to && (last === undefined || event.at.getTime() - last.getTime() > expiryMs)) break;
    events.push(event);
    checkNumber(events.length);
  }
  return usageOf(events, now, expiryMs).filter(
    ({ begin, end }) => begin < to && (begin >= from || end === null || end > from),
  );
}

function checkNumber(count: number): void {
  if (count > maxEvents)
    throw invalid('range', `contains or overlaps usage sessions of more than ${maxEvents} events`);
}

const productOf = ({ productId }: FeedUsage): string | null => productId ?? null;

/** @param events the events of all products by time; events at one instant in any order */
function usageOf(events: Iterable<FeedUsage>, now: Date, expiryMs: number): readonly UsageSession[] {
  const products = Map.groupBy(events, productOf);
  return [...products.values()]
    .flatMap((ofProduct) => usageOfProduct(ofProduct, now, expiryMs))
    .toSorted(
      (a, b) => a.begin.getTime() - b.begin.getTime() || ((a.productId ?? '') < (b.productId ?? '') ? -1 : 1),
    );
}

function usageOfProduct(events: readonly FeedUsage[], now: Date, expiryMs: number): readonly UsageSession[] {
  const sessions: UsageSession[] = [];
  let open = none;
  const close = (ended: 'END' | 'EXPIRED' | 'LOST', at: Date) => {
    if (open !== undefined) sessions.push({ ...open, lastSign: at, end: at, ended });
    open = undefined;
  };
  const isExpired = (at: Date) => open !== undefined && at.getTime() - open.lastSign.getTime() > expiryMs;

  for (const event of sorted(events)) {
    const { at, action } = event;
    if (open !== undefined && isExpired(at)) close('EXPIRED', open.lastSign);
    const fresh = { productId: productOf(event), begin: at, hasBegin: action === 'BEGIN', lastSign: at };
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

/** Sorts events at one instant: END before BEGIN if a session is open, and BEGIN before END otherwise. */
function* sorted(events: readonly FeedUsage[]): Generator<FeedUsage> {
  let isOpen = false;
  for (const sameInstant of Map.groupBy(events, ({ at }) => at.getTime()).values()) {
    const rank: (event: FeedUsage) => number = ranks[isOpen ? 'open' : 'closed'];
    for (const event of sameInstant.toSorted(
      (a, b) => rank(a) - rank(b) || (a.eventId < b.eventId ? -1 : 1),
    )) {
      isOpen = event.action !== 'END';
      yield event;
    }
  }
}
