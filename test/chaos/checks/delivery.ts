import type { DeliveryLine, FinalLine } from '../history.ts';
import type { Membership } from '../membership.ts';
import type { SubscriberHistory } from '../subscriber-histories.ts';
import type { FinalEvents } from './final-events.ts';
import type { Invariant, Report } from './report.ts';

/** Checks I8 to I13 and I16: the deliveries to one subscriber over all its connections. */
export function checkSubscriber(
  subscriber: SubscriberHistory,
  events: FinalEvents,
  membership: Membership,
  report: Report,
): void {
  const { client, conv } = subscriber;
  const violation = (invariant: Invariant, what: string) => {
    report(invariant, `${client} of ${conv}: ${what}`);
  };
  for (const { delivered } of subscriber.connections) {
    let last = 0;
    for (const { seq } of delivered) {
      if (seq <= last) violation('I8', `${seq} was delivered after ${last}`);
      last = seq;
    }
  }
  const all = subscriber.connections.flatMap(({ delivered }) => delivered);
  const received = new Set<number>();
  for (const event of all) {
    if (received.has(event.seq)) violation('I9', `${event.seq} was delivered twice`);
    received.add(event.seq);
    const final = events.at(conv, event.seq);
    if (final === undefined) violation('I13', `${event.seq} was delivered, but is not stored`);
    else if (!isSame(final, event)) violation('I12', `${event.seq} differs from the final event`);
    if (!membership.mayBeDelivered(subscriber, event, event.m))
      violation('I16', `${subscriber.principal} received ${event.seq} (${event.type}) without authorization`);
  }

  // A subscriber of another tenant must receive nothing, which I15 holds.
  if (subscriber.tenant !== events.tenantOf(conv)) return;
  const z = all.reduce((last, { seq }) => Math.max(last, seq), subscriber.after);
  const visible = events.in(conv).filter((event) => membership.maySee(subscriber, event));
  const missing = visible.filter(({ seq }) => seq > subscriber.after && seq <= z && !received.has(seq));
  if (missing.length > 0) violation('I10', `${missing.map(({ seq }) => seq).join(', ')} not delivered`);
  if (subscriber.historyLost) violation('I10', 'the server reported lost history, but none was lost');
  const head = visible.at(-1)?.seq ?? 0;
  if (subscriber.isLive && z < head) violation('I11', `it ended at ${z}, but the last event is ${head}`);
}

const isSame = (a: FinalLine, b: DeliveryLine): boolean =>
  a.eventId === b.eventId && a.type === b.type && a.actor === b.actor && a.bodyHash === b.bodyHash;
