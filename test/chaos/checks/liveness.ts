import type { DeliveryLine, FaultLine, OperationLine, SubscriptionLine } from '../history.ts';
import type { Report } from './report.ts';

/** The limits of liveness. They depend on the machine and its other work. */
export interface Limits {
  /** The time after the end of a fault during which requests may still fail. */
  readonly recoveryMs: number;
  /** The share of the requests outside faults whose outcome may be unknown. */
  readonly unknownShare: number;
  /** 99 % of the deliveries outside faults follow the acknowledgement within this time. */
  readonly deliveryMs: number;
  /** The longest time that a request may stay open. */
  readonly openMs: number;
  /** The share of all requests that must succeed, so that a run in which little happened is no success. */
  readonly succeededShare: number;
}

export interface FaultWindow {
  readonly fault: string;
  readonly from: number;
  readonly to: number;
}

/** Returns the time of each fault, with the time to recover. A fault without an end lasts until the end of the run. */
export function faultWindows(faults: readonly FaultLine[], recoveryMs: number): FaultWindow[] {
  const windows: FaultWindow[] = [];
  const open = new Map<string, number>();
  for (const { fault, target, phase, m } of faults) {
    const name = `${fault} ${target}`;
    if (phase === 'begin') open.set(name, windows.push({ fault, from: m, to: Infinity }) - 1);
    else {
      const position = open.get(name);
      const window = position === undefined ? undefined : windows[position];
      if (position !== undefined && window !== undefined)
        windows[position] = { ...window, to: m + recoveryMs };
    }
  }
  return windows;
}

/** Checks I20: outside faults, requests succeed and deliveries are quick. No request stays open for long. */
export function checkLiveness(
  {
    operations,
    subscriptions,
    deliveries,
    faults,
  }: {
    readonly operations: readonly OperationLine[];
    readonly subscriptions: readonly SubscriptionLine[];
    readonly deliveries: readonly DeliveryLine[];
    readonly faults: readonly FaultLine[];
  },
  limits: Limits,
  report: Report,
): void {
  const windows = faultWindows(faults, limits.recoveryMs);
  const isCalm = (m0: number, m1: number) => windows.every(({ from, to }) => m1 < from || m0 > to);
  const calm = operations.filter(({ aborted, m0, m1 }) => !aborted && isCalm(m0, m1));
  const unknown = calm.filter(({ out }) => out === 'info');
  if (unknown.length > limits.unknownShare * calm.length) {
    const codes = [...new Set(unknown.map(({ f, code }) => `${f} ${code}`))].join(', ');
    report(
      'I20',
      `${unknown.length} of ${calm.length} requests outside faults had no known outcome: ${codes}`,
    );
  }
  for (const { f, m0, m1, principal } of operations)
    if (m1 - m0 > limits.openMs) report('I20', `${f} of ${principal} was open for ${Math.round(m1 - m0)} ms`);

  const acknowledged = new Map(
    calm.flatMap(({ out, eventId, m1 }) =>
      out === 'ok' && eventId !== null ? [[eventId, m1] as const] : [],
    ),
  );
  const delays = delaysOf(acknowledged, subscriptions, deliveries).sort((a, b) => a - b);
  const slow = delays[Math.floor(0.99 * delays.length)];
  if (slow !== undefined && slow > limits.deliveryMs)
    report('I20', `1 % of the deliveries outside faults took more than ${Math.round(slow)} ms`);
}

/** A connection that was opened less than this before the acknowledgement may still replay. */
const openingMs = 200;

/** Returns the times from an acknowledgement to the live deliveries of its event. */
function delaysOf(
  acknowledged: ReadonlyMap<string, number>,
  subscriptions: readonly SubscriptionLine[],
  deliveries: readonly DeliveryLine[],
): number[] {
  const opened = new Map(subscriptions.map(({ subId, m }) => [subId, m]));
  return deliveries.flatMap(({ eventId, subId, m }) => {
    const ack = acknowledged.get(eventId);
    const isLive = ack !== undefined && (opened.get(subId) ?? Infinity) + openingMs < ack;
    return isLive ? [Math.max(0, m - ack)] : [];
  });
}

/** Returns the longest time without an acknowledged write for each kind of fault, in milliseconds, and its count. */
export function longestGaps(
  operations: readonly OperationLine[],
  faults: readonly FaultLine[],
  recoveryMs: number,
): Record<string, { readonly count: number; readonly longestMs: number }> {
  const acks = operations
    .filter(({ out, eventId }) => out === 'ok' && eventId !== null)
    .map(({ m1 }) => m1)
    .sort((a, b) => a - b);
  const kinds: Record<string, { count: number; longestMs: number }> = {};
  const windows = faultWindows(faults, recoveryMs);
  for (const [index, { fault, from, to: recovered }] of windows.entries()) {
    const to = Math.min(recovered, windows[index + 1]?.from ?? Infinity);
    let longest = 0;
    for (const [position, m] of acks.entries()) {
      const next = acks[position + 1];
      if (next !== undefined && next >= from && m <= to) longest = Math.max(longest, next - m);
    }
    const kind = (kinds[fault] ??= { count: 0, longestMs: 0 });
    kind.count += 1;
    kind.longestMs = Math.max(kind.longestMs, Math.round(longest));
  }
  return kinds;
}
