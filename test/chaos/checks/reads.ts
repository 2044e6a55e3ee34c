import type { OperationLine, ReadLine } from '../history.ts';
import type { Membership } from '../membership.ts';
import type { FinalEvents } from './final-events.ts';
import type { Report } from './report.ts';

/**
 * Checks I14: a read returns the last visible events up to a position, without a gap. The position is not before an event that was
 * acknowledged before the read began, not after one that was sent after the read ended, and does not fall between two reads of a caller.
 */
export function checkReads(
  reads: readonly ReadLine[],
  {
    operations,
    events,
    membership,
  }: {
    readonly operations: readonly OperationLine[];
    readonly events: FinalEvents;
    readonly membership: Membership;
  },
  report: Report,
): void {
  const found = reads.filter(({ events: read }) => read !== null);
  for (const [conv, ofOne] of Map.groupBy(found, (read) => read.conv)) {
    const acknowledged = operations.flatMap(({ out, m1, eventId }) => {
      const [event] = out === 'ok' && eventId !== null ? events.withId(eventId) : [];
      return event?.conv === conv ? [{ m: m1, seq: event.seq }] : [];
    });
    const firstSent = new Map<string, number>();
    for (const { conv: of, key, m0 } of operations)
      if (of === conv && key !== null) firstSent.set(key, Math.min(m0, firstSent.get(key) ?? Infinity));
    const isInTime = progressOf(acknowledged);
    for (const read of ofOne) {
      const visible = events.in(conv).filter((event) => membership.maySee(read, event));
      const last = checkContent(read, visible, report);
      const required = isInTime(
        read.m0,
        visible.map(({ seq }) => seq),
      );
      if (last < required)
        report(
          'I14',
          `${read.principal} read ${conv} up to ${last}, but ${required} was acknowledged before`,
        );
      for (const { seq } of read.events ?? []) {
        const key = events.at(conv, seq)?.key ?? '';
        if ((firstSent.get(key) ?? 0) > read.m1)
          report('I14', `${read.principal} read ${seq} of ${conv} before it was sent`);
      }
    }
    for (const ofCaller of Map.groupBy(ofOne, ({ principal }) => principal).values())
      checkMonotonic(ofCaller, report);
  }
}

/** Returns a function that returns the greatest of the given numbers that had been acknowledged at a time. */
function progressOf(acknowledged: readonly { readonly m: number; readonly seq: number }[]) {
  const byTime = [...acknowledged].sort((a, b) => a.m - b.m);
  return (m: number, visible: readonly number[]): number => {
    const allowed = new Set(visible);
    let greatest = 0;
    for (const ack of byTime) {
      if (ack.m >= m) break;
      if (allowed.has(ack.seq)) greatest = Math.max(greatest, ack.seq);
    }
    return greatest;
  };
}

/** Returns the last sequence number of a read. */
function checkContent(
  { principal, conv, events: read }: ReadLine,
  visible: readonly { readonly seq: number; readonly eventId: string; readonly bodyHash: string }[],
  report: Report,
): number {
  const [first] = read ?? [];
  const start = visible.findIndex(({ seq }) => seq === first?.seq);
  for (const [position, event] of (read ?? []).entries()) {
    const expected = start < 0 ? undefined : visible[start + position];
    if (expected?.eventId !== event.eventId || expected.bodyHash !== event.bodyHash)
      report('I14', `${principal} read ${event.seq} of ${conv} in place of ${expected?.seq ?? 'nothing'}`);
  }
  return read?.at(-1)?.seq ?? 0;
}

function checkMonotonic(reads: readonly ReadLine[], report: Report): void {
  let before: ReadLine | undefined;
  for (const read of [...reads].sort((a, b) => a.m1 - b.m1)) {
    const last = before?.events?.at(-1)?.seq ?? 0;
    const now = read.events?.at(-1)?.seq ?? 0;
    if (before !== undefined && before.m1 < read.m0 && now < last)
      report('I14', `${read.principal} read ${read.conv} up to ${last}, and later up to ${now}`);
    before = read;
  }
}
